"""Documents in pieces: only the pieces change, and the record undoes it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjkclean import Edit, EditList, Finding, Pipeline, Profile, Proposal
from cjkclean.files.spans import explain_spans
from tests.clitools import Mark


@st.composite
def texts_in_pieces(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text("甲乙>[]\n?<", max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(texts_in_pieces())
def test_nothing_outside_the_pieces_changes(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    result = explain_spans(Pipeline([Mark()]), text, spans)
    assert result.source == text
    assert result.undo() == text
    assert result.edits.apply(text) == result.text
    for edit in result.edits:
        assert any(start <= edit.start < edit.end <= end for start, end in spans)
    assert all(0 <= f.start < f.end <= len(text) for f in result.findings)


def test_a_removal_over_several_pieces_is_made_in_each() -> None:
    text = "<i>[[首</i>頁]]</i>\n好"
    spans = [(3, 6), (10, 13), (18, 19)]
    result = explain_spans(Pipeline([Mark()]), text, spans)
    assert result.text == "<i></i></i>\n好"
    assert [edit.original for edit in result.edits] == ["[[首", "頁]]"]


def test_another_edit_over_several_pieces_is_left_out() -> None:
    result = explain_spans(Pipeline([Mark()]), "甲<b>>規</b>", [(0, 1), (4, 6)])
    assert result.text == "甲<b>>規</b>"


class _Finds(Mark):
    def propose(self, text: str, found: Profile) -> Proposal:
        at = text.index("乙")
        return Proposal(EditList([Edit(0, 0, "", "始", "x")], len(text)), (Finding(at, at + 1, "x", "y"),))


def test_findings_stand_where_they_were_in_the_text() -> None:
    result = explain_spans(Pipeline([_Finds()]), "<甲>\n<乙丙>", [(1, 2), (5, 7)])
    assert result.source[result.findings[0].start : result.findings[0].end] == "乙"


def test_no_pieces() -> None:
    result = explain_spans(Pipeline([Mark()]), "甲>乙", [])
    assert (result.text, len(result.edits)) == ("甲>乙", 0)
