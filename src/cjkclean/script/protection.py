"""Spans that a conversion leaves alone: addresses, code, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cjkclean.patterns import lazy

PATTERNS: dict[str, re.Pattern[str]] = {
    # RFC 3986 and 3987: everything up to white space, a delimiter that no address holds, or a mark of CJK text.
    "urls": lazy(
        r"""(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s<>"'`{}|\\^，。；：！？、（）「」『』【】《》“”‘’]+""", re.I
    ),
    "emails": lazy(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # Markdown: fenced blocks, then inline code.
    "code": lazy(r"^(?P<fence>```|~~~)[^\n]*\n.*?^(?P=fence)[^\n]*$|`[^`\n]+`", re.S | re.M),
    # Chinese quotation marks and title marks, without the quotations that span lines.
    "quotes": lazy("「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”|《[^《》\n]*》|〈[^〈〉\n]*〉"),
}
"""What can be named in `protect`."""

Span = tuple[int, int]


def protected_spans(text: str, names: Iterable[str]) -> list[Span]:
    """The spans of `text` that match any of the named patterns, merged and in order.

    Raises:
        ValueError: a name that is not in `PATTERNS`.

    >>> protected_spans("见 https://example.org/文档，再读。", ["urls"])
    [(2, 24)]
    """
    found: list[Span] = []
    for name in names:
        if name not in PATTERNS:
            raise ValueError(f"nothing named {name!r} can be protected; there are {', '.join(PATTERNS)}")
        found += (match.span() for match in PATTERNS[name].finditer(text))
    return merged(found)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, in order.

    >>> merged([(4, 6), (0, 2), (5, 9)])
    [(0, 2), (4, 9)]
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def gaps(spans: Iterable[Span], length: int) -> list[Span]:
    """What lies between merged spans of a text of `length` code points.

    >>> gaps([(0, 2), (4, 9)], 10)
    [(2, 4), (9, 10)]
    """
    found = []
    at = 0
    for start, end in [*spans, (length, length)]:
        if at < start:
            found.append((at, start))
        at = end
    return found
