"""Characters that only damage puts where another one belongs, and the glyph numbers of Adobe-Japan1.

The data is in `characters.tsv` and `adobe_japan1.txt`, made by `tools/tables/characters.py` and
`tools/tables/adobe_japan1.py`, which name the sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["FIRST_GLYPH", "glyphs", "meanings"]

FIRST_GLYPH = 633
"""The glyph number of the first character of `glyphs()`: the ideographic space, where JIS X 0208 begins."""


@lru_cache(maxsize=1)
def _sorts() -> Mapping[str, Mapping[str, str]]:
    lines = Path(__file__).with_name("characters.tsv").read_text(encoding="utf-8").split("\n")
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sort: dict(zip(damaged, meant, strict=True)) for sort, damaged, meant in rows}


def meanings(sort: str) -> Mapping[str, str]:
    """What each character of a sort means: `duplicate`, `radical`, `private` (GBK) or `hkscs` (private, too).

    >>> meanings("duplicate")["\uf967"], meanings("radical")["⻓"], meanings("hkscs")["\uecda"]
    ('不', '长', '啲')
    """
    return _sorts()[sort]


@lru_cache(maxsize=1)
def glyphs() -> Mapping[int, str]:
    """What each character means when it is an Adobe-Japan1 glyph number, as a table for `str.translate`.

    >>> "σβΠϯ".translate(glyphs())
    'デザイン'
    """
    lines = Path(__file__).with_name("adobe_japan1.txt").read_text(encoding="utf-8").split("\n")
    (characters,) = (line for line in lines if line and not line.startswith("#"))
    return {number: char for number, char in enumerate(characters, FIRST_GLYPH) if char != "〓"}
