"""Conversion by one's own dictionaries and configurations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.script import Converter, convert, read_dictionary

ALPHABET = "甲乙丙丁"
DICTIONARIES = st.dictionaries(
    st.text(ALPHABET, min_size=1, max_size=4), st.text(ALPHABET + "𠀀", min_size=1, max_size=5), max_size=10
)


def longest_first(text: str, levels: Sequence[dict[str, str]]) -> str:
    """All keys of a level before those of the next, longer ones before shorter ones."""
    pieces: list[tuple[str, bool]] = [(text, False)]
    for level in levels:
        for size in sorted({len(key) for key in level}, reverse=True):
            keys = {key: value for key, value in level.items() if len(key) == size}
            pieces = [new for piece, done in pieces for new in ([(piece, True)] if done else _split(piece, keys, size))]
    return "".join(piece for piece, _ in pieces)


def _split(piece: str, keys: dict[str, str], size: int) -> list[tuple[str, bool]]:
    found, at, kept = [], 0, 0
    while at < len(piece):
        if piece[at : at + size] in keys:
            found += [(piece[kept:at], False), (keys[piece[at : at + size]], True)]
            at += size
            kept = at
        else:
            at += 1
    return [*found, (piece[kept:], False)]


@given(st.text(ALPHABET + "\n", max_size=40), st.lists(st.lists(DICTIONARIES, max_size=3), min_size=1, max_size=3))
def test_longest_keys_first(text: str, chain: list[list[dict[str, str]]]) -> None:
    expected = text
    for levels in chain:
        expected = longest_first(expected, levels)
    converter = Converter.from_dictionaries(*chain, matching="longest")
    assert converter(text) == expected
    assert converter.edits(text).apply(text) == expected
    assert converter.edits(text).undo(expected) == text


def test_unknown_matching() -> None:
    with pytest.raises(ValueError, match="no matching 'rightmost'; there are leftmost, longest"):
        Converter.from_dictionaries([{}], matching="rightmost")  # type: ignore[arg-type]


def test_a_dictionary_of_words(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("\ufeff# our words\n\n内存\t記憶體 內存\r\n云\t云\n", "utf-8")
    words = read_dictionary(path)
    assert words == {"内存": "記憶體", "云": "云"}
    assert convert("云的内存", "s2t", words=words) == "云的記憶體"


@pytest.mark.parametrize("line", ["内存 記憶體", "\t記憶體", "内存\t", "内存\t "])
def test_lines_that_are_no_entries(line: str, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text(f"云\t雲\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"words\.txt:2: not a key, a tab and a value"):
        read_dictionary(path)


def configuration(folder: Path, **changed: Any) -> Path:
    (folder / "phrases.txt").write_text("头发\t頭髮\n", "utf-8")
    (folder / "characters.txt").write_text("头\t頭\n发\t發 髮\n", "utf-8")
    levels = [{"type": "text", "file": "phrases.txt"}, {"type": "ocd2", "file": "characters.ocd2"}]
    words = {"type": "inline", "entries": {"髮廊": "理髮店", "見": "見"}}
    data = {
        "name": "a test",
        "normalization": [{"dict": {"type": "inline", "entries": {"\uf9b5": "例"}}}],
        "segmentation": {"type": "mmseg", "dict": {"type": "group", "dicts": [words, levels[0]]}},
        "conversion_chain": [{"dict": {"type": "group", "dicts": levels}}, {"dict": words}],
    }
    path = folder / "test.json"
    path.write_text(json.dumps(data | changed), "utf-8")
    return path


def test_a_configuration(tmp_path: Path) -> None:
    converter = Converter.from_config(configuration(tmp_path))
    assert converter("头发发了\uf9b5") == "頭髮發了例"
    assert converter("发廊髮廊") == "發廊理髮店"
    assert converter("头发廊") == "頭髮廊"  # the segment 头发 ends there
    edits = converter.edits("发")
    assert (edits[0].kind, edits[0].alternatives) == ("script.test", ("髮",))


def test_a_configuration_with_its_dictionaries_elsewhere(tmp_path: Path) -> None:
    path = configuration(tmp_path)
    moved = (tmp_path / "moved").resolve()
    moved.mkdir()
    path.rename(moved / "test.json")
    with pytest.raises(FileNotFoundError):
        Converter.from_config(moved / "test.json")
    assert Converter.from_config(moved / "test.json", tmp_path)("头发") == "頭髮"


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"segmentation": {"type": "jieba"}}, "segmentation of type 'jieba'"),
    ({"conversion_chain": [{"dict": {"type": "ocd2", "file": "none.ocd2"}}]}, "without none.txt beside it"),
    ({"conversion_chain": [{"dict": {"file": "phrases.txt"}}]}, "no 'type'"),
    ({"conversion_chain": 3}, "not iterable"),
    ({"conversion_chain": [{"dict": {"type": "inline", "entries": {"": "甲"}}}]}, "empty key"),
]


@pytest.mark.parametrize(("changed", "message"), REFUSED)
def test_what_is_no_configuration(changed: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        Converter.from_config(configuration(tmp_path, **changed))
