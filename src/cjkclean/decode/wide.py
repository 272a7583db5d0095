"""UTF-16 and UTF-32: by their marks, and without."""

from __future__ import annotations

import codecs

from cjkclean.kernels import bytescore
from cjkclean.patterns import lazy
from cjkclean.tables import bytescores

__all__ = ["MARKS", "MARK_BYTES", "controls", "cost", "unmarked"]

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte-order marks; UTF-32's little-endian one begins with UTF-16's, so it comes first."""
MARK_BYTES = frozenset(mark[0] for mark, _ in MARKS)
"""The bytes that a mark can begin with."""

_SAMPLE = 4096
_CONTROLS = lazy(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PLAIN = 9.0
"""Nats a character up to which text is plausible; the same as in `ladder`."""
_ALONE = 25.0
"""Nats by which what has no rival is ahead."""


def controls(raw: bytes) -> int:
    """How many control bytes there are, which text of one to four bytes a character has not."""
    return len(_CONTROLS.findall(raw))


def cost(raw: bytes, codec: str) -> tuple[float, int] | None:
    """(cost in nats, characters) of the head of `raw` in a UTF-16 or UTF-32 codec; None where it does not decode."""
    unit = 4 if "32" in codec else 2
    head = raw[: min(_SAMPLE, len(raw)) // unit * unit]
    try:
        text = head.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(head) - unit or error.reason == "illegal encoding" or len(raw) > len(head) + unit:
            return None
        text = head[: error.start].decode(codec)
    if not text:
        return None
    price = bytescore.text_cost(text, bytescores.load().unicode, bytescores.AFTER)
    return price / 8, len(text)


def unmarked(raw: bytes) -> tuple[str, float] | None:
    """(codec, nats ahead of the next) of `raw` as UTF-16 or UTF-32, when it has NUL bytes but no mark; or None.

    >>> unmarked("標題: title".encode("utf-16-be"))[0], unmarked(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00")
    ('utf-16-be', None)
    """
    found = []
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        result = cost(raw, codec)
        if result and result[0] <= _PLAIN * result[1]:
            found.append((result[0], codec))
        if found and "32" in codec:
            break
    if not found:
        return None
    found.sort()
    return found[0][1], found[1][0] - found[0][0] if len(found) > 1 else _ALONE
