"""Byte order marks of UTF-8 that were read in a double-byte encoding, with the letter behind them.

EF BB BF is one character and a half there: before `Once`, GBK reads 锘縊nce, Big5 嚜燈nce and CP949 癤풭nce. The rest
of the text, if it is ASCII, shows no damage. Before other characters the mark is part of a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cjkclean.patterns import lazy
from cjkclean.repair.misread.confusions import Confusion
from cjkclean.repair.misread.runs import Run
from cjkclean.tables import bytemaps

__all__ = ["byte_order_marks"]

_MAPS = {"gbk": "gb18030", "big5": "cp950", "cp949": "cp949"}
_FIRST, _LAST = 0xEFBB, 0xBF
EVIDENCE = 30.0
"""What a mark counts (nats): its first sign is rare, and its second one hardly ever stands behind it."""


@cache
def _signs() -> dict[str, tuple[str, str]]:
    """What the mark and an ASCII character read as: the reader, and that character."""
    found: dict[str, tuple[str, str]] = {}
    for reader, name in _MAPS.items():
        table = bytemaps.load(name)
        first = table.char(_FIRST) or ""
        for trail in range(0x40, 0x7F):
            second = table.char(_LAST << 8 | trail)
            if first and second:
                found[first + second] = reader, chr(trail)
        for hole in ("\ufffd", "?"):
            found[first + hole] = reader, ""
    return found


@cache
def _heads() -> frozenset[str]:
    return frozenset(sign[0] for sign in _signs())


@cache
def _pattern() -> re.Pattern[str]:
    """At the start of a line; behind a hole an ASCII character must follow, else it may have been more."""
    heads = "".join(sorted(_heads()))
    return lazy(f"(?m)^[{heads}](?:[^\x00-\x7f\ufffd]|[\ufffd?](?=[!-~]))")


def byte_order_marks(text: str, runs: Sequence[Run]) -> Iterator[Run]:
    """The misread marks of `text` that none of `runs` covers, as runs.

    >>> [(run.start, run.end, run.said) for run in byte_order_marks("锘縊nce", [])]
    [(0, 2, 'O')]
    """
    if not any(head in text for head in _heads()):
        return
    for match in _pattern().finditer(text):
        known = _signs().get(match.group())
        if known and all(match.end() <= run.start or run.end <= match.start() for run in runs):
            yield Run(*match.span(), Confusion("utf-8", known[0]), known[1], EVIDENCE, EVIDENCE)
