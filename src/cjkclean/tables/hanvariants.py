"""Which Chinese a Han character is written in, and its forms in the other script.

The data is in `hanvariants.tsv`, made by `tools/tables/hanvariants.py` from OpenCC's character dictionaries. A
character that it does not list is written alike in both scripts (or in neither).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from pathlib import Path

__all__ = ["HanVariant", "Use", "load"]


class Use(IntFlag):
    """Where a character is standard. No flag: a variant that is standard in neither script."""

    HANS = 1
    HANT = 2
    JA = 4
    """Japanese text only: in JIS X 0208, but neither in GB 2312 nor in Big5 nor a form that OpenCC converts."""


@dataclass(frozen=True, slots=True)
class HanVariant:
    """One character's use and its forms.

    Attributes:
        use: `Use.HANS` alone for a character of simplified text only (长), `Use.HANT` alone for one of traditional
            text only (長), both for one that either script has although a conversion may change it (后, 乾).
        simplified: simplified forms, the default first; empty where simplification leaves the character alone.
        traditional: traditional forms, the default first; empty where traditional text has the character itself.
    """

    use: Use
    simplified: str
    traditional: str


_FLAGS = {"s": Use.HANS, "t": Use.HANT, "j": Use.JA}


@lru_cache(maxsize=1)
def load() -> dict[str, HanVariant]:
    """Return the table, by character.

    >>> table = load()
    >>> table["長"].use == Use.HANT, table["長"].simplified
    (True, '长')
    >>> table["发"].traditional, table["后"].use == Use.HANS | Use.HANT, "人" in table
    ('發髮', True, False)
    """
    table = {}
    for line in Path(__file__).with_name("hanvariants.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            char, flags, simplified, traditional = line.split("\t")
            use = Use(0)
            for flag in flags:
                use |= _FLAGS[flag]
            table[char] = HanVariant(use, simplified, traditional)
    return table
