"""The Mandarin readings of Han characters, as a tone-marked syllable each.

The data is in `readings.tsv`, made by `tools/tables/readings.py` from pypinyin's dictionary.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

__all__ = ["characters", "readings"]


@lru_cache(maxsize=1)
def _columns() -> dict[str, list[str]]:
    lines = Path(__file__).with_name("readings.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: row[1:] for row in rows}


@lru_cache(maxsize=1)
def _by_character() -> dict[str, tuple[str, ...]]:
    ranked: dict[str, list[tuple[int, str]]] = {}
    for reading, columns in _columns().items():
        for rank, members in enumerate(columns):
            for char in members:
                ranked.setdefault(char, []).append((rank, reading))
    return {char: tuple(reading for _, reading in sorted(found)) for char, found in ranked.items()}


def readings(char: str) -> tuple[str, ...]:
    """Return the readings of a character, commonest first (beyond the second in no order); empty if it has none.

    >>> readings("長"), readings("區")[0], readings("a")
    (('zhǎng', 'cháng', 'zhàng'), 'qū', ())
    """
    return _by_character().get(char, ())


def characters(reading: str) -> str:
    """Return the characters that have a reading, those first for which it is the commonest one.

    >>> "现" in characters("xiàn"), characters("qwx")
    (True, '')
    """
    return "".join(_columns().get(reading, ()))
