"""Which encodings are confused: the decoders that misread, the encodings that were meant, and their tables.

A *reader* is how bytes became the characters that stand in the text, so its table goes from characters to bytes. It
unites decoders that agree wherever both make a character (`western` is Latin-1 and Windows-1252 with the C1 controls
that some decoders leave in the holes of the latter). A *writer* is the encoding the bytes were meant in; its table
goes from bytes to characters, by the vendor that knows the most of them.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from cjkclean import model
from cjkclean.kernels.promise import Glance
from cjkclean.kernels.reread import Reread
from cjkclean.kernels.whole_lines import LineReader
from cjkclean.tables import bytemaps

__all__ = [
    "CAP",
    "CAPACITY",
    "ENTER",
    "LEAVE",
    "LEVEL",
    "MULTI_BYTE",
    "SINGLE_BYTE",
    "WRITERS",
    "Confusion",
    "confusions",
    "decoded",
    "glance",
    "grammar",
    "line_reader",
    "reader_table",
    "searcher",
]

SINGLE_BYTE = (
    "western", "iso8859-15", "cp1254", "cp1251", "cp874", "cp437", "mac-roman", "cp1250", "cp850", "cp866", "koi8-r",
    "cp1253",
)  # fmt: skip
"""Single-byte readers. Those named by section A of the damage catalogue first, then their commonest neighbours:
Central European, DOS Western and Cyrillic, Unix Cyrillic, Greek."""
ONLY_UTF8 = ("cp874", "cp866", "koi8-r", "cp1253")
"""Readers whose high half is one alphabet, so that double-byte text read by them looks like words of it."""
MULTI_BYTE = ("gbk", "big5", "cp932", "cp949", "euc_jp")
WRITERS = ("utf-8", "gb18030", "big5", "cp932", "euc_jp", "cp949")
_MAPS = {"gbk": "gb18030", "big5": "cp950"}
_SAME = {("gbk", "gb18030"), ("big5", "big5"), ("cp932", "cp932"), ("cp949", "cp949"), ("euc_jp", "euc_jp")}

CAPACITY = 4096
"""The longest stretch, in code points, that is searched at once; longer lines are searched piece by piece."""

LOOK = 48  # code points of a stretch that are looked at before any search
LEVEL, CAP = 8.0, 6.0
"""A character is implausible from `LEVEL` nats on, and adds at most `CAP` to the weight of a stretch."""
ENTER, LEAVE = 12.0, 3.0
"""What it costs (nats) to begin and to end a misread run."""


class Confusion(NamedTuple):
    """One encoding read as another: `written` is one of `WRITERS`, `read` of `SINGLE_BYTE` or `MULTI_BYTE`."""

    written: str
    read: str

    @property
    def kind(self) -> str:
        """Its name in edits: `mojibake.utf8-gbk`."""
        return f"mojibake.{_SHORT.get(self.written, self.written)}-{self.read}"

    @property
    def structured(self) -> bool:
        """Whether the bytes have a structure that no text has by chance: UTF-8 in single bytes."""
        return self.written == "utf-8" and self.read in SINGLE_BYTE


_SHORT = {"utf-8": "utf8", "gb18030": "gbk"}


@cache
def confusions(read: str) -> tuple[Confusion, ...]:
    """All confusions with this reader."""
    if read in ONLY_UTF8:
        return (Confusion("utf-8", read),)
    return tuple(Confusion(written, read) for written in WRITERS if (read, written) not in _SAME)


@cache
def reader_table(name: str) -> array[int]:
    """For each code point below 65,536 the bytes that the reader made it of, packed into a number; 0 for none."""
    if name in MULTI_BYTE:
        return _multi_byte(name)
    table = array("I", bytes(4 * 65536))
    codec = "cp1252" if name == "western" else name
    for byte in range(0x80, 0x100):
        char = bytes([byte]).decode(codec, "ignore")
        table[ord(char) if char else byte] = byte
    if name == "western":
        for byte in range(0x80, 0xA0):
            table[byte] = byte
    return table


def _multi_byte(name: str) -> array[int]:
    found = bytemaps.load(_MAPS.get(name, name))
    table = array("I", found.codes)
    for byte in range(0x80, 0x100):
        code = found.singles[byte]
        if code < 65536 and not table[code]:
            table[code] = byte
    for pair, code in _standard(name):
        table[code] = table[code] or pair
    return table


def _standard(name: str) -> Iterator[tuple[int, int]]:
    """Pairs and code points of the plain standard where the vendor's map is another (Latin-1 signs left out)."""
    if name == "big5":
        plain, vendor = bytemaps.load("big5").pairs, bytemaps.load("cp950").pairs
        for pair in range(0xA140, 0x10000):
            if 0x2000 < plain[pair] < 65536 and plain[pair] != vendor[pair]:
                yield pair, plain[pair]


@cache
def other_table(name: str) -> array[int]:
    """Like `reader_table`: the second pair, or the single byte, that the reader makes the same character of."""
    table = array("I", bytes(4 * 65536))
    if name in MULTI_BYTE:
        found, first = bytemaps.load(_MAPS.get(name, name)), reader_table(name)
        for pair in range(0x8000, 0x10000):
            code = found.pairs[pair]
            if 0 < code < 65536 and first[code] != pair:
                table[code] = pair
        for byte in range(0x80, 0x100):
            code = found.singles[byte]
            if code < 65536 and first[code] != byte:
                table[code] = byte
    for pair, code in _standard(name):
        if first[code] != pair:
            table[code] = pair
    return table


@cache
def grammar(written: str) -> tuple[int, array[int], array[int]]:
    """The kind and tables of an encoding's grammar, as `cjkclean.kernels.lattice` takes them."""
    if written == "utf-8":
        return 1, array("I", [*range(0x80), *[bytemaps.UNDEFINED] * 0x80]), array("I")
    return 0, bytemaps.load(_MAPS.get(written, written)).singles, _pairs(written)


@cache
def _pairs(written: str) -> array[int]:
    """The code points of pairs. For Big5 the vendor's, but the fullwidth slashes that the plain standard has where the
    vendor has mathematical and small ones, which nobody writes."""
    pairs = array("I", bytemaps.load(_MAPS.get(written, written)).pairs)
    for pair, code in _standard(written):
        if 0xFF00 < code < 0xFF5F:
            pairs[pair] = code
    return pairs


def decoded(written: str, raw: Sequence[int]) -> tuple[int, int]:
    """How many of the first bytes of `raw` make a character, and which; (1, 0) where they make none."""
    _, single, double = grammar(written)
    if single[raw[0]] != bytemaps.UNDEFINED:
        return 1, single[raw[0]]
    code = double[raw[0] << 8 | raw[1]] if len(raw) > 1 and raw[1] >= 0 else 0
    return (2, code) if code else (1, 0)


def _four_byte(written: bytemaps.ByteMap) -> array[int]:
    """The code points of the four-byte characters in the BMP, by number."""
    starts = [*written.four_byte, (39420, 0)]
    table = array("I", bytes(4 * 39420))
    for (number, code), (end, _) in pairwise(starts):
        for at in range(number, min(end, 39420)):
            table[at] = code + at - number
    return table


_thread = threading.local()
_line_readers = threading.local()
_glances = threading.local()


def searcher(confusion: Confusion) -> Reread:
    """The search for a confusion; one for each thread, since it works in buffers of its own."""
    known: dict[Any, Reread] = _thread.__dict__
    found = known.get(confusion)
    if found is None:
        found = known[confusion] = _searcher(confusion)
    return found


def glance(is_foreign: bool) -> Glance:
    """The look at a stretch with all confusions of single-byte readers (if `is_foreign`), or of the others."""
    known: dict[Any, Glance] = _glances.__dict__
    found = known.get(is_foreign)
    if found is None:
        readers = SINGLE_BYTE if is_foreign else MULTI_BYTE
        groups = [[searcher(confusion) for confusion in confusions(read)] for read in readers]
        found = known[is_foreign] = Glance(model.default().table, groups, LOOK)
    return found


def line_reader(confusion: Confusion) -> LineReader:
    """The quick way to read whole lines of a confusion; one for each thread."""
    known: dict[Any, LineReader] = _line_readers.__dict__
    found = known.get(confusion)
    if found is None:
        found = LineReader(model.default().table, searcher(confusion), ENTER + LEAVE, LEVEL, CAP)
        known[confusion] = found
    return found


def _searcher(confusion: Confusion) -> Reread:
    table = model.default().table
    reader, other = reader_table(confusion.read), other_table(confusion.read)
    nothing = array("I")
    if confusion.written == "utf-8":
        spaces = confusion.read in SINGLE_BYTE
        return Reread(table, reader, other, 1, nothing, nothing, nothing, nothing, spaces, CAPACITY)
    written = bytemaps.load(_MAPS.get(confusion.written, confusion.written))
    four_byte = _four_byte(written) if confusion.written == "gb18030" else nothing
    plane = written.planes.get(b"\x8f", nothing)
    return Reread(
        table, reader, other, 0, written.singles, _pairs(confusion.written), four_byte, plane, False, CAPACITY
    )
