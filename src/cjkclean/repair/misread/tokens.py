"""A misread run, cut into characters whose bytes are all there and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cjkclean.repair.misread.confusions import SINGLE_BYTE, Confusion, decoded, reader_table

__all__ = ["BYTE", "CHARACTER", "GAP", "HOLE", "Token", "tokens"]

CHARACTER, BYTE, HOLE, GAP = range(4)


class Token(NamedTuple):
    """One token of a run.

    Attributes:
        kind: `CHARACTER`, `BYTE`, `HOLE` or `GAP`.
        code: the code point, byte, or character that shows the hole; for a gap how many bytes are missing.
        start: offset of the observed character that it begins with; -1 where it begins inside one.
        end: offset after the last observed character it shares.
        seen: the observed characters.
        gap: whether a byte may be missing before this one.
        depth: for a hole, how many bytes the character still wants that is pending there.
        strays: whether bytes follow that belong to a character that began in the hole.
        swallows: whether the decoder may have eaten an ASCII character with the lost byte.
    """

    kind: int
    code: int
    start: int
    end: int
    seen: str = ""
    gap: bool = False
    depth: int = 0
    strays: bool = False
    swallows: bool = False

    @property
    def shown(self) -> str:
        """What stands for the token where it is not searched."""
        return chr(self.code) if self.kind in (CHARACTER, HOLE) else ""


class _Byte(NamedTuple):
    value: int  # -1: a hole
    start: int  # -1: not the first byte of its character
    end: int
    seen: str


def tokens(text: str, start: int, end: int, confusion: Confusion) -> Iterator[Token]:
    """Cut text[start:end], read as `confusion` says, into tokens."""
    observed = list(_bytes(text, start, end, confusion))
    if confusion.written == "utf-8":
        yield from _utf8(observed, confusion.read in SINGLE_BYTE, text, end)
    else:
        yield from _double_byte(observed, confusion, text, end)


def _bytes(text: str, start: int, end: int, confusion: Confusion) -> Iterator[_Byte]:
    table = reader_table(confusion.read)
    for at in range(start, end):
        char = text[at]
        code = ord(char)
        packed = code if code < 0x80 else table[code] if code < 0x10000 else 0
        if code == 0x3F or not packed:
            yield _Byte(-1, at, at + 1, char)
            continue
        raw = packed.to_bytes((packed.bit_length() + 7) // 8, "big")
        for place, value in enumerate(raw):
            yield _Byte(value, -1 if place else at, at + 1, char)


def _length(lead: int) -> int:
    return 1 if lead < 0x80 else 0 if lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def _utf8(observed: Sequence[_Byte], spaces: bool, text: str, end: int) -> Iterator[Token]:
    at = depth = 0
    while at < len(observed):
        first = observed[at]
        length = _length(first.value) if first.value >= 0 else 0
        group = 1
        while at + group < len(observed) and group < max(length, 1) and _continues(observed[at + group], spaces):
            group += 1
        if length and group == length:
            raw = bytes(byte.value if byte.value != 0x20 or length == 1 else 0xA0 for byte in observed[at : at + group])
            char = raw.decode("utf-8", "ignore")
            if len(char) == 1:
                seen = "".join([byte.seen for byte in observed[at : at + group]])
                yield Token(CHARACTER, ord(char), first.start, observed[at + group - 1].end, seen)
                at += group
                depth = 0
                continue
        following = observed[at + group] if at + group < len(observed) else None
        if first.value < 0:
            yield _hole(first, depth, following, text, end)
            depth = max(depth - 1, 0)
        else:
            yield from _broken(observed[at : at + group], length - group, following)
            depth = length - group if length else max(depth - 1, 0)
        at += group


def _continues(byte: _Byte, spaces: bool) -> bool:
    return 0x80 <= byte.value < 0xC0 or (spaces and byte.value == 0x20)


def _hole(byte: _Byte, depth: int, following: _Byte | None, text: str, end: int) -> Token:
    strays = following is not None and 0x80 <= following.value < 0xC0
    swallows = (text[byte.end] if byte.end < end else "\n") > "\x7f"
    return Token(HOLE, ord(byte.seen), byte.start, byte.end, byte.seen, False, depth, strays, swallows)


def _broken(group: Sequence[_Byte], wanting: int, following: _Byte | None) -> Iterator[Token]:
    """The bytes of an incomplete character or a stray byte, and a gap behind them where no hole shows."""
    hole_follows = following is not None and following.value < 0
    for place, byte in enumerate(group):
        yield Token(BYTE, byte.value, byte.start, byte.end, byte.seen, gap=not hole_follows and place > 0)
    if wanting > 0 and not hole_follows:
        yield Token(GAP, wanting, -1, group[-1].end, gap=len(group) > 1)


def _double_byte(observed: Sequence[_Byte], confusion: Confusion, text: str, end: int) -> Iterator[Token]:
    """Certain up to the first hole and again from the next ASCII character on; bytes between."""
    at = 0
    sure = True
    while at < len(observed):
        byte = observed[at]
        if byte.value < 0:
            sure = False
            yield _hole(byte, 0, None, text, end)
            at += 1
            continue
        sure = sure or byte.value < 0x40
        group, code = decoded(confusion.written, [item.value for item in observed[at : at + 4]]) if sure else (1, 0)
        if code:
            seen = "".join([item.seen for item in observed[at : at + group]])
            yield Token(CHARACTER, code, byte.start, observed[at + group - 1].end, seen)
        else:
            sure = False
            yield Token(BYTE, byte.value, byte.start, byte.end, byte.seen)
            group = 1
        at += group
