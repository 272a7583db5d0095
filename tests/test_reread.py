"""The rereading kernel: its decoders against the codecs, its runs against damage of known place."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean import model
from cjkclean.kernels.doubt import suspects
from cjkclean.kernels.promise import Glance
from cjkclean.repair.misread.confusions import (
    CAP,
    LEVEL,
    MULTI_BYTE,
    SINGLE_BYTE,
    Confusion,
    confusions,
    line_reader,
    other_table,
    reader_table,
    searcher,
)
from tests.damage import mojibake as damage

LETTERS = "的一是不了人我在有他这中大来上国日本のはをがアイテ한국어이다，。、？abc 123中文圖書館"
CODECS = {"western": "latin-1", "gbk": "gb18030"}
ALL = [confusion for read in (*SINGLE_BYTE, *MULTI_BYTE) for confusion in confusions(read)]


def said(confusion: Confusion, text: str) -> str:
    search = searcher(confusion)
    search.search(text, 0, len(text), 0.0, 0.0, 10.0, 0, 0)
    out = array("I", bytes(16 * len(text) + 4))
    return out[: search.decode(text, 0, len(text), out)].tobytes().decode("utf-32-le")


@pytest.mark.parametrize("confusion", ALL, ids=lambda confusion: confusion.kind)
@given(st.text(st.sampled_from(LETTERS), max_size=30))
def test_what_was_read_is_read_back(confusion: Confusion, text: str) -> None:
    try:
        seen = damage.Confusion(confusion.written, CODECS.get(confusion.read, confusion.read))(text)
    except UnicodeError:
        return
    if confusion.written in ("utf-8", "gb18030") and (seen.isascii() or max(map(ord, seen)) < 0x10000):
        written = text.encode(confusion.written)
        if any(other_table(confusion.read)[ord(char)] for char in seen if char < "\U00010000"):
            return  # made of either of two pairs of bytes: the model decides
        if b"\x80" not in written or confusion.read in SINGLE_BYTE:
            assert said(confusion, seen) == text


@pytest.mark.parametrize("read", [*SINGLE_BYTE, *MULTI_BYTE])
def test_reader_tables_agree_with_the_codecs(read: str) -> None:
    table = reader_table(read)
    codec = {**CODECS, "big5": "cp950"}.get(read, read)
    for code in (*range(0xA0, 0x500), *range(0x3041, 0x3094), *range(0x4E00, 0x5200), *range(0xAC00, 0xAE00)):
        if 0 < table[code] < 0x10000:
            raw = table[code].to_bytes(1 if table[code] < 0x100 else 2, "big")
            codecs = {"latin-1": ["cp1252"], "cp950": ["cp950", "big5"]}.get(codec, [codec])
            assert {raw.decode(codec, "ignore") for codec in codecs} & {chr(code), ""}


@pytest.mark.parametrize("name", ["gb18030-latin-1", "utf-8-cp1252", "gb18030-cp1251", "utf-8-cp437"])
def test_the_run_is_found_in_its_place(name: str) -> None:
    confusion = next(item for item in damage.lossless() if item.name == name)
    seen = confusion("雨停了")
    text = f"昨天傍晚{seen}，我们出门散步。"
    western = {"latin-1": "western", "cp1252": "western"}
    kind = Confusion(confusion.written, western.get(confusion.reader, confusion.reader))
    runs = searcher(kind).search(text, 0, len(text), 12.0, 3.0, 10.0, 0, 0)
    assert [(start, end) for start, end, _ in runs] == [(4, 4 + len(seen))]


def whole_lines(kind: Confusion, text: str) -> list[tuple[str, str]]:
    """What the quick reader finds: the stretches of `text` and what they say."""
    out = array("I", bytes(16 * len(text) + 64))
    plain = model.default().logprobs(text)
    found = line_reader(kind).blocks(text, 0, len(text), plain, False, out)
    return [(text[start:end], out[head:tail].tobytes().decode("utf-32-le")) for start, end, head, tail, _ in found]


@pytest.mark.parametrize("name", ["gb18030-latin-1", "utf-8-cp1252", "gb18030-cp1251", "utf-8-cp437", "big5-gb18030"])
def test_whole_lines_are_read_in_one_pass(name: str) -> None:
    confusion = next(item for item in damage.lossless() if item.name == name)
    meant = "昨天傍晚雨停了\n×\n\nno. 1\n我們出門散步，走到河邊。"
    meant = meant if confusion.written == "big5" else meant.replace("們", "们").replace("邊", "边")
    known = {"latin-1": "western", "cp1252": "western", "gb18030": "gbk"}
    kind = Confusion(confusion.written, known.get(confusion.reader, confusion.reader))
    seen = confusion(meant)
    good = "天气很好，我们去公园。"
    assert whole_lines(kind, seen) == [(seen, meant)]
    assert whole_lines(kind, f"{good}\n{seen}\n{good}\nTitle: {seen}") == [(seen, meant), (seen, meant)]
    assert whole_lines(kind, good) == []


def naive_suspects(text: str, level: float, cap: float, least: float) -> float:
    """The largest weight of any stretch, by trying all of them (no alphabet but CJK in `text`)."""
    excess = [min(-p - level, cap) for p in model.default().logprobs(text)]
    sums = [sum(excess[a:b]) for a in range(len(text)) for b in range(a + 1, len(text) + 1)]
    best = max(sums, default=0.0)
    return best if best >= least else 0.0


@given(st.text(st.sampled_from("的一是不了人我在有他涓枃缂栫爜噷瀛春天早晨河岸柳树"), max_size=25))
def test_the_weightiest_stretch_is_found(text: str) -> None:
    found = suspects(text, model.default().logprobs(text), 0, LEVEL, CAP, 4.0)
    heaviest = max((weight for _, _, weight in found), default=0.0)
    assert heaviest == pytest.approx(naive_suspects(text, LEVEL, CAP, 4.0), abs=1e-3)
    for start, end, _ in found:
        assert 0 <= start < end <= len(text)


@given(st.text(st.sampled_from("春天的早晨我们沿着河岸走了很久柳树刚刚发芽"), min_size=6, max_size=20))
def test_a_glance_sees_what_is_misread(text: str) -> None:
    misread = text.encode().decode("gb18030", "replace")
    plain = model.default().logprobs(misread)
    look = Glance(model.default().table, [[searcher(Confusion("utf-8", "gbk"))]], 80)
    assert look.is_promising(misread, 0, len(misread), plain, 12.0, 10.0)
    assert not look.is_promising(text, 0, len(text), model.default().logprobs(text), 12.0, 25.0)
