"""The rereading kernel: its decoders against the codecs, its runs against damage of known place."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean import model
from cjkclean.kernels.reread import suspects
from cjkclean.repair.misread.confusions import MULTI_BYTE, SINGLE_BYTE, Confusion, confusions, reader_table, searcher
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
        if b"\x80" not in written or confusion.read in SINGLE_BYTE:
            assert said(confusion, seen) == text


@pytest.mark.parametrize("read", [*SINGLE_BYTE, *MULTI_BYTE])
def test_reader_tables_agree_with_the_codecs(read: str) -> None:
    table = reader_table(read)
    codec = {**CODECS, "big5": "cp950"}.get(read, read)
    for code in (*range(0xA0, 0x500), *range(0x3041, 0x3094), *range(0x4E00, 0x5200), *range(0xAC00, 0xAE00)):
        if 0 < table[code] < 0x10000:
            raw = table[code].to_bytes(1 if table[code] < 0x100 else 2, "big")
            assert raw.decode({"latin-1": "cp1252"}.get(codec, codec), "ignore") in (chr(code), "")


@pytest.mark.parametrize("name", ["gb18030-latin-1", "utf-8-cp1252", "gb18030-cp1251", "utf-8-cp437"])
def test_the_run_is_found_in_its_place(name: str) -> None:
    confusion = next(item for item in damage.lossless() if item.name == name)
    seen = confusion("雨停了")
    text = f"昨天傍晚{seen}，我们出门散步。"
    western = {"latin-1": "western", "cp1252": "western"}
    kind = Confusion(confusion.written, western.get(confusion.reader, confusion.reader))
    runs = searcher(kind).search(text, 0, len(text), 12.0, 3.0, 10.0, 0, 0)
    assert [(start, end) for start, end, _ in runs] == [(4, 4 + len(seen))]


def naive_suspects(text: str, level: float, cap: float, least: float) -> float:
    """The largest weight of any stretch, by trying all of them (no alphabet but CJK in `text`)."""
    excess = [min(-p - level, cap) for p in model.default().logprobs(text)]
    sums = [sum(excess[a:b]) for a in range(len(text)) for b in range(a + 1, len(text) + 1)]
    best = max(sums, default=0.0)
    return best if best >= least else 0.0


@given(st.text(st.sampled_from("的一是不了人我在有他涓枃缂栫爜噷瀛春天早晨河岸柳树"), max_size=25))
def test_the_weightiest_stretch_is_found(text: str) -> None:
    found = suspects(text, model.default().logprobs(text), 8.0, 6.0, 4.0)
    heaviest = max((weight for _, _, weight in found), default=0.0)
    assert heaviest == pytest.approx(naive_suspects(text, 8.0, 6.0, 4.0), abs=1e-3)
    for start, end, _ in found:
        assert 0 <= start < end <= len(text)
