"""UndoEscapes: the kernel against a naive reading, promises of the step, and whole documents of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjkclean import UndoEscapes, undo_escapes
from cjkclean.kernels import escape_runs as kernel
from cjkclean.profile import profile
from cjkclean.repair import escapes as step
from cjkclean.repair.context import ISOLATING
from tests.damage.escapes import KINDS, legacy
from tests.work import lines_run

PIECES = [
    *"中文今天，。！“”あア한 \n\t\r;&#%=+\\\"'/nrtuUxX0189afAF{}()[]<>-_.:@?", "&#", "&#x", "4e2d", "20013", "&amp;",
    "amp;", "lt;", "&lt;", "&nbsp;", "nbsp;", "ldquo;", "&ldquo", "#x4e2d;", "#20013;", "\\u", "\\u4e2d", "\\ud83d",
    "\\ude00", "\\\\", "\\n", "\\/", "\\x", "\\xe4\\xb8\\xad", "\\346\\226\\207", "%E4%B8%AD", "%25E4%25B8%25AD",
    "%u4e2d", "%D6%D0", "=E4=B8=AD", "=\n", "=3D", "+Ti1lhw-", "+-", "http://", "www.", "HTML", "JSON", "&#38;",
    "&#92;", "&#37;", "&#x26;",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)

DOCUMENT = (
    "小镇的图书馆每天早上九点开门，门口总有人排队。\n"
    "管理员说：“今天新到了三百本书，欢迎大家来借。”\n"
    "孩子们最喜欢二楼的绘本区，一坐就是一下午……\n"
    "図書館の二階には静かな閲覧室があります。\n"
    "도서관은 매일 아침 아홉 시에 문을 엽니다.\n"
    "開館時間：週一至週五，早上九點到晚上八點。"
)


@pytest.mark.parametrize("kind", KINDS)
def test_documents_come_back(kind: str) -> None:
    assert undo_escapes(KINDS[kind](DOCUMENT)) == DOCUMENT


@pytest.mark.parametrize("encoding", ["gb18030", "cp932", "euc_jp", "cp949", "big5hkscs"])
@pytest.mark.parametrize("sign", ["%", "=", "\\x"])
def test_lines_in_older_encodings_come_back(encoding: str, sign: str) -> None:
    line = {"gb18030": 1, "cp932": 3, "euc_jp": 3, "cp949": 4, "big5hkscs": 5}[encoding]
    text = DOCUMENT.split("\n")[line]
    assert undo_escapes(legacy(encoding, sign)(text)) == text


@pytest.mark.parametrize("kind", KINDS)
def test_one_damaged_line_among_good_ones(kind: str) -> None:
    lines = DOCUMENT.split("\n")
    damaged = [KINDS[kind](line) if at == 1 else line for at, line in enumerate(lines)]
    assert undo_escapes("\n".join(damaged)) == DOCUMENT


@settings(max_examples=400, deadline=None)
@given(texts)
def test_promises(text: str) -> None:
    undo = UndoEscapes()
    clean = undo(text)
    edits = undo.edits(text)
    assert edits.apply(text) == clean
    assert edits.undo(clean) == text
    assert undo(clean) == clean
    if not edits:
        assert clean is text


@settings(max_examples=200, deadline=None)
@given(texts)
def test_runs_are_in_order_and_inside_their_lines(text: str) -> None:
    last = 0
    for start, end, _marked, runs in kernel.find(
        text, [(0, len(text))], step._ENTITIES, step._OPEN, step._BARE, ISOLATING
    ):
        assert last <= start <= end <= len(text)
        for first, after, *_ in runs:
            assert last <= first < after <= len(text)
            last = after


@given(st.text("&#;x0123456789abcdefglnpstqmou中", max_size=24))
def test_entities_as_the_standard_library_reads_them(text: str) -> None:
    """Where we find a well-formed reference of one layer, `html.unescape` reads the same."""
    import html

    for *_, runs in kernel.find(text, [(0, len(text))], step._ENTITIES, step._OPEN, step._BARE, ISOLATING):
        for start, end, family, decoded, count, _ in runs:
            source = text[start:end]
            if family == kernel.ENTITY and count == 1 and "amp" not in source and "38" not in source:
                assert decoded == html.unescape(source)


def test_options_switch_families_off() -> None:
    text = "&#20013; \\u4e2d%E4%B8%AD"
    off = UndoEscapes(entities=False, backslashes=False, percent=False)
    assert off(text) is text


def test_findings_name_what_was_left() -> None:
    text = '{"title": "\\u4e2d\\u6587"}'
    proposal = UndoEscapes().propose(text, profile(text))
    assert not proposal.edits
    assert [finding.candidates for finding in proposal.findings] == [("中文",)]


@pytest.mark.parametrize(
    "pattern",
    [
        "+AGE",
        "+AGEBlw-",
        "\\\\",
        "\\u4e2d ",
        "\\n中",
        "%E4",
        "%E4%B8%AD字",
        "%D6%D0%CE%C4 ",
        "=E4",
        "&#20013",
        "&amp; ",
    ],
)
def test_work_grows_as_the_text(pattern: str) -> None:
    few, many = (lines_run(undo_escapes, pattern * (length // len(pattern))) for length in (1000, 8000))
    assert many < 10 * few + 1000
