"""The damage of a cloaking tool, made from its mechanism.

The tool rewrites a simplified page in five steps, working on GBK bytes with a plain replace that knows nothing of
two-byte alignment: characters become traditional one by one, table characters get a glued reading, one low byte goes
before each fullwidth mark, the bytes are decoded by a decoder that swallows a low byte after a lead byte, and
fullwidth ASCII is folded. Every step can be switched off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

FULLWIDTH_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def user_defined(lead: int, trail: int) -> int:
    """Private-use code point of a user-defined GBK pair, or 0 (code page 936: three rows of ranges)."""
    if 0xAA <= lead <= 0xAF and trail >= 0xA1:
        return 0xE000 + (lead - 0xAA) * 94 + trail - 0xA1
    if 0xF8 <= lead <= 0xFE and trail >= 0xA1:
        return 0xE234 + (lead - 0xF8) * 94 + trail - 0xA1
    if 0xA1 <= lead <= 0xA7 and trail <= 0xA0:
        return 0xE4C6 + (lead - 0xA1) * 96 + trail - 0x40 - (trail > 0x7F)
    return 0


def decode_swallowing(data: bytes) -> str:
    """Decode GBK as the tool's decoder does: a lead byte and a byte below 0x40 become one ``?``, eating both."""
    out: list[str] = []
    i = 0
    while i < len(data):
        byte = data[i]
        if byte < 0x80:
            out.append(chr(byte))
            i += 1
        elif byte == 0x80:
            out.append("\u20ac")
            i += 1
        elif byte == 0xFF or i + 1 == len(data) or data[i + 1] < 0x40 or data[i + 1] in (0x7F, 0xFF):
            out.append("?")
            i += 2 if byte != 0xFF else 1
        else:
            private = user_defined(byte, data[i + 1])
            out.append(chr(private) if private else data[i : i + 2].decode("gb18030", "replace"))
            i += 2
    return "".join(out)


@dataclass(frozen=True)
class Cloak:
    """One site's settings. ``glosses`` is replaced in its own order; ``marks`` likewise."""

    traditional: Mapping[str, str] = field(default_factory=dict)
    glosses: Sequence[tuple[str, str]] = ()
    marks: Iterable[str] = "？；，、"
    inserted: bytes = b"\x01"
    fold: bool = True
    drop_inserted: bool = True

    def __call__(self, text: str) -> str:
        text = "".join(self.traditional.get(char, char) for char in text)
        data = text.encode("gb18030")
        for char, reading in self.glosses:
            pair = char.encode("gbk")
            data = data.replace(pair, pair + f"({reading})".encode("gbk"))
        for mark in self.marks:
            pair = mark.encode("gbk")
            data = data.replace(pair, self.inserted + pair)
        seen = decode_swallowing(data)
        if self.drop_inserted:
            seen = seen.replace(self.inserted.decode("ascii"), "")
        return seen.translate(FULLWIDTH_FOLD) if self.fold else seen
