"""Edits against naive oracles: replacement from the back, and maps noted character by character."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.edits import Edit, EditConflict, EditList

ALPHABET = "規模化产𠮷aé?()\n\u200d"
texts = st.text(ALPHABET, max_size=24)


@st.composite
def edit_lists(draw: st.DrawFn, text: str) -> EditList:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    if len(cuts) % 2:
        cuts.pop()
    edits = [
        Edit(start, end, text[start:end], draw(st.text(ALPHABET, max_size=4)), draw(st.sampled_from("ab")))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    return EditList(edits, len(text))


@st.composite
def text_and_lists(draw: st.DrawFn) -> tuple[str, EditList, EditList]:
    text = draw(texts)
    first = draw(edit_lists(text))
    later = draw(edit_lists(first.apply(text)))
    return text, first, later


def naive_apply(text: str, edits: EditList) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def naive_maps(edits: EditList) -> tuple[list[int], list[int]]:
    """Both offset maps, by writing the text out character by character and noting where each one lands."""
    to_clean: list[int] = []
    to_source: list[int] = []
    at = 0
    for edit in (*edits, Edit(edits.source_length, edits.source_length, "", "", "end")):
        for offset in range(at, edit.start):
            to_clean.append(len(to_source))
            to_source.append(offset)
        out = len(to_source)
        to_clean += [out + min(k, len(edit.replacement)) for k in range(len(edit.original))]
        to_source += [edit.start + min(k, len(edit.original)) for k in range(len(edit.replacement))]
        at = edit.end
    return [*to_clean, len(to_source)], [*to_source, edits.source_length]


@given(text_and_lists())
def test_apply_and_undo(case: tuple[str, EditList, EditList]) -> None:
    text, edits, _ = case
    clean = edits.apply(text)
    assert clean == naive_apply(text, edits)
    assert len(clean) == edits.clean_length
    assert edits.undo(clean) == text


@given(text_and_lists())
def test_compose_does_the_work_of_both(case: tuple[str, EditList, EditList]) -> None:
    text, first, later = case
    both = first.compose(later)
    final = later.apply(first.apply(text))
    assert both.apply(text) == final
    assert both.undo(final) == text
    assert {k for e in both for k in e.kind.split("+")} <= {e.kind for e in (*first, *later)}


@given(st.data())
def test_compose_is_associative_in_effect(data: st.DataObject) -> None:
    text = data.draw(texts)
    lists = []
    now = text
    for _ in range(3):
        lists.append(data.draw(edit_lists(now)))
        now = lists[-1].apply(now)
    a, b, c = lists
    assert a.compose(b).compose(c).apply(text) == a.compose(b.compose(c)).apply(text) == now


@given(text_and_lists())
def test_offset_maps(case: tuple[str, EditList, EditList]) -> None:
    text, edits, _ = case
    to_clean = [edits.to_clean(i) for i in range(len(text) + 1)]
    to_source = [edits.to_source(i) for i in range(edits.clean_length + 1)]
    assert (to_clean, to_source) == naive_maps(edits)
    assert to_clean == sorted(to_clean)
    assert to_source == sorted(to_source)


@given(text_and_lists())
def test_untouched_characters_map_to_themselves(case: tuple[str, EditList, EditList]) -> None:
    text, edits, _ = case
    clean = edits.apply(text)
    covered = {i for edit in edits for i in range(edit.start, edit.end)}
    for i, char in enumerate(text):
        if i not in covered:
            assert clean[edits.to_clean(i)] == char
            assert edits.to_source(edits.to_clean(i)) == i


@given(text_and_lists())
def test_merge_touching(case: tuple[str, EditList, EditList]) -> None:
    text, edits, _ = case
    merged = edits.merge_touching()
    assert merged.apply(text) == edits.apply(text)
    assert all(a.end < b.start for a, b in pairwise(merged))


@given(text_and_lists())
def test_json_round_trip(case: tuple[str, EditList, EditList]) -> None:
    _, edits, _ = case
    assert EditList.from_json(edits.to_json()) == edits


def test_json_keeps_every_field() -> None:
    edits = EditList([Edit(0, 1, "平", "企", "shift", 0.75, "lead byte C6", ("平", "展"))], 3)
    assert EditList.from_json(edits.to_json()) == edits


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("[]", "an edit record is an object"),
        ('{"edits": []}', "source_length"),
        ('{"source_length": 3, "edits": [7]}', "edit 0 is not an object"),
        ('{"source_length": 3, "edits": [{"start": 0}]}', "edit 0 lacks end, original"),
        ('{"source_length": 3, "edits": [{"start": "0"}]}', "edit 0: start is '0'"),
        ('{"source_length": 3, "edits": [{"color": 1}]}', "unknown field 'color'"),
    ],
)
def test_bad_json_is_named(record: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        EditList.from_json(record)
    json.loads(record)


def test_conflicts_are_errors() -> None:
    with pytest.raises(EditConflict, match="overlaps"):
        EditList([Edit(0, 2, "ab", "", "x"), Edit(1, 3, "bc", "", "y")], 4)
    with pytest.raises(EditConflict, match="beyond the text"):
        EditList([Edit(0, 2, "ab", "", "x")], 1)
    edits = EditList([Edit(0, 1, "a", "b", "x")], 2)
    with pytest.raises(EditConflict, match="expected 'a', found 'c'"):
        edits.apply("cd")
    with pytest.raises(EditConflict, match="2 code points, not 3"):
        edits.apply("abc")
    with pytest.raises(EditConflict, match="later edits"):
        edits.compose(EditList([], 7))
    with pytest.raises(IndexError):
        edits.to_clean(3)


def test_nothing_to_do_is_the_same_object() -> None:
    text = "".join(["規", "模"])
    assert EditList([], 2).apply(text) is text
    assert EditList([Edit(0, 1, "規", "規", "x")], 2).apply(text) is text


def test_insertions_keep_their_order() -> None:
    edits = EditList([Edit(1, 1, "", "x", "i"), Edit(1, 1, "", "y", "i"), Edit(1, 2, "b", "", "d")], 3)
    assert edits.apply("abc") == "axyc"
    assert edits.undo("axyc") == "abc"
