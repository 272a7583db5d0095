"""The conversion kernel against a naive implementation of the same rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.script import Converter, passes
from cjkclean.script.dictionary import Compiler

ALPHABET = "甲乙丙丁戊a\n"
KEYS = st.text(ALPHABET.replace("\n", ""), min_size=1, max_size=4)
VALUES = st.text(ALPHABET.replace("\n", "") + "𠀀", min_size=1, max_size=5)
DICTIONARIES = st.dictionaries(KEYS, VALUES, max_size=12)
CHAINS = st.lists(st.lists(DICTIONARIES, min_size=1, max_size=5), min_size=1, max_size=3)
TEXTS = st.text(ALPHABET, max_size=40)

Levels = Sequence[Mapping[str, str]]


def best_key(text: str, at: int, level: Mapping[str, str]) -> str | None:
    return next((text[at:end] for end in range(len(text), at, -1) if text[at:end] in level), None)


def convert_naively(text: str, levels: Levels) -> str:
    result, at = "", 0
    while at < len(text):
        for level in levels:
            key = best_key(text, at, level)
            if key is not None:
                result, at = result + level[key], at + len(key)
                break
        else:
            result, at = result + text[at], at + 1
    return result


def segment_naively(text: str, dictionary: Mapping[str, str]) -> list[str]:
    segments, run, at = [], "", 0
    while at < len(text):
        key = best_key(text, at, dictionary)
        if key is None:
            run, at = run + text[at], at + 1
        else:
            segments += [run, key]
            run, at = "", at + len(key)
    return [*segments, run]


@given(TEXTS, CHAINS, st.none() | DICTIONARIES)
def test_equals_the_naive_rules(text: str, chain: list[Levels], segmentation: dict[str, str] | None) -> None:
    segments = segment_naively(text, segmentation) if segmentation else [text]
    for levels in chain:
        segments = [convert_naively(segment, levels) for segment in segments]
    converter = Converter.from_dictionaries(*chain, segmentation=segmentation)
    expected = "".join(segments)
    assert converter(text) == expected
    assert converter.edits(text).apply(text) == expected
    assert converter.edits(text).undo(expected) == text
    if expected == text:
        assert converter(text) is text


EVEN = st.lists(
    KEYS.flatmap(lambda key: st.tuples(st.just(key), st.text("甲乙丙丁", min_size=len(key), max_size=len(key))))
)


@given(st.text(ALPHABET + "⿰", max_size=60), st.lists(EVEN.map(dict), min_size=1, max_size=5))
def test_values_as_long_as_their_keys(text: str, levels: list[dict[str, str]]) -> None:
    converter = Converter.from_dictionaries(levels)
    result = converter(text)
    assert result == converter.edits(text).apply(text)
    if "⿰" not in text:
        assert result == convert_naively(text, levels)
    if result == text:
        assert result is text


@given(st.text(ALPHABET + "\u2ff0\u2ff2", max_size=200))
def test_chunks_do_not_show(text: str) -> None:
    converter = Converter.from_dictionaries([{"甲乙": "丙", "乙": "丁戊"}])
    whole = converter(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passes, "_CHUNK", 7)
        assert converter(text) == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⿰乙乙", "⿰乙乙"),  # a description is one character, whatever it is made of
        ("⿰⿱乙乙乙乙", "⿰⿱乙乙乙丁"),
        ("⿲乙乙", "⿲丁丁"),  # an incomplete one is no description
        ("⿾乙乙", "⿾乙丁"),
        ("⿰" * 15 + "乙" * 17, "⿰" * 15 + "乙" * 16 + "丁"),
        ("⿰" * 16 + "乙" * 18, "⿰" * 16 + "乙" * 16 + "丁" * 2),  # too deep, but complete from the second on
    ],
)
def test_ideographic_descriptions(text: str, expected: str) -> None:
    assert Converter.from_dictionaries([{"乙": "丁"}])(text) == expected


def test_lone_surrogates_pass() -> None:
    text = "\ud800乙\udc00"
    assert Converter.from_dictionaries([{"乙": "丁"}])(text) == "\ud800丁\udc00"


def test_refused_dictionaries() -> None:
    with pytest.raises(ValueError, match="empty key"):
        Compiler().add("stage", [{"": "甲"}])
