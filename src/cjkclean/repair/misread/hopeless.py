"""Damage that no search undoes: what is left of characters whose bytes are gone, and memory that was never text.

The forms follow from the mechanism. A decoder that meets bytes it cannot read writes U+FFFD; its UTF-8 bytes (EF BF
BD), two in a row where the encoding has pairs, read in another encoding give the well-known signs of it: 锟斤拷 in
GBK, 占쏙옙 in CP949, ï¿½ in Windows-1252. Microsoft's compilers fill fresh memory with the bytes CC, CD and EE FE,
which GBK reads as 烫, 屯 and 铪.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cjkclean.patterns import lazy
from cjkclean.step import Finding
from cjkclean.tables import bytemaps

__all__ = ["findings"]

_SINGLE = ("cp1252", "cp1251", "cp1253", "cp874", "cp437", "mac-roman", "cp1254")
_DOUBLE = ("gb18030", "cp950", "cp949")
_REPLACEMENT = "\ufffd".encode()
_FILL_BYTES = (b"\xcc\xcc", b"\xcd\xcd", b"\xee\xfe")
_FILL_LEAST = 3
"""Fill characters in a row from which on they are noted; two (屯屯, 烫烫) occur in words."""


@cache
def _signs() -> tuple[frozenset[str], frozenset[str]]:
    """What U+FFFD reads as in other encodings, and fill characters in a row."""
    walls = {_REPLACEMENT.decode(codec) for codec in _SINGLE}
    for name in _DOUBLE:
        found = bytemaps.load(name)
        doubled = 2 * _REPLACEMENT
        walls.add("".join(found.char(doubled[at] << 8 | doubled[at + 1]) or "" for at in range(0, 6, 2)))
    return frozenset(walls), frozenset(raw.decode("gbk") * _FILL_LEAST for raw in _FILL_BYTES)


@cache
def _pattern() -> re.Pattern[str]:
    walls, fills = _signs()
    known = "|".join(sorted(map(re.escape, walls)))
    fill = "|".join(f"{re.escape(sign)}{re.escape(sign[0])}*" for sign in sorted(fills))
    return lazy(f"(?P<character>\ufffd+)|(?P<read>(?:{known})+)|(?P<fill>{fill})")


def findings(text: str) -> Iterator[Finding]:
    """What `text` has lost for good, each stretch with its span.

    >>> [(found.kind, text[found.start : found.end]) for text in ["他锟斤拷锟斤拷说"] for found in findings(text)]
    [('lost.replacement-read-again', '锟斤拷锟斤拷')]
    """
    walls, fills = _signs()
    if "\ufffd" not in text and not any(sign in text for sign in (*walls, *fills)):
        return
    for match in _pattern().finditer(text):
        kind, message = _KINDS[match.lastgroup or ""]
        yield Finding(match.start(), match.end(), kind, message)


_KINDS = {
    "character": ("lost.replacement-character", "U+FFFD: a decoder could not read what stood here"),
    "read": ("lost.replacement-read-again", "U+FFFD whose own bytes were read in another encoding"),
    "fill": ("lost.memory-fill", "the bytes with which compilers fill fresh memory, if it is not a joke about them"),
}
