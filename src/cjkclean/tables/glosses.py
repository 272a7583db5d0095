"""The characters that a gloss may stand on, and their readings.

`glosses.tsv`, made by `tools/tables/glosses.py`, lists the characters seen with a glued reading on real pages. The
tool glosses what its conversion to traditional characters made, so every traditional character of GBK that has
another simplified form is a candidate, with the readings that `readings` knows.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cjkclean.tables import bytemaps, hanvariants, readings

__all__ = ["known", "seen"]


@lru_cache(maxsize=1)
def seen() -> dict[str, tuple[str, ...]]:
    """The characters seen glossed on real pages, with the readings seen, those on most pages first.

    >>> seen()["區"], "績" in seen()
    (('qū',), False)
    """
    rows: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("glosses.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            char, reading, _pages = line.split("\t")
            rows[char] = (*rows.get(char, ()), reading)
    return rows


@lru_cache(maxsize=1)
def known() -> dict[str, tuple[str, ...]]:
    """Every character that may be glossed, with its tone-marked syllables; those seen first.

    >>> known()["績"], "人" in known()
    (('jī',), False)
    """
    codes = bytemaps.load("gbk").codes
    rows = dict(seen())
    for char, variant in hanvariants.load().items():
        if 0x4E00 <= ord(char) <= 0x9FA5 and codes[ord(char)] and variant.simplified and variant.simplified != char:
            rows[char] = tuple(dict.fromkeys((*rows.get(char, ()), *readings.readings(char))))
    return {char: syllables for char, syllables in rows.items() if syllables}
