"""Decoding in a known family of encodings: its members in order, and the table reader for vendors and damage."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from functools import cache

from cjkclean.kernels import byteread, bytescore
from cjkclean.patterns import lazy
from cjkclean.tables import bytemaps, bytescores

__all__ = [
    "FAMILIES",
    "RIVALS",
    "Reading",
    "aligned_cost",
    "lenient",
    "read",
    "read_family",
    "realigned",
    "strange",
    "strict",
]

FAMILIES: dict[str, tuple[str, ...]] = {family: maps for family, maps, _ in bytescores.CANDIDATES}
"""The members of each family, the likeliest first: a later one is asked when the earlier ones do not fit."""
_NAMES = tuple(FAMILIES)
_CHUNK = 1 << 16
_PIECE = 4096
_CODEC_OF = {"uao": None, "euc_tw": None}
_PRIVATE = lazy("[\ue000-\uf8ff]")
_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_ODD_CP932 = "\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3"
"""What Python's cp932 makes of bytes that are no character in any Shift_JIS."""
RIVALS = {"cp932": "euc_jp"}
"""The encoding whose text is flawless, too, in another: as half-width kana."""
_SHIFTED = 16.0
"""Nats that a reading with lost bytes must cost less, each of them charged, to be preferred to a flawless one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text read by table.

    Attributes:
        text: the text, U+FFFD where bytes did not fit.
        encoding: the member of the family that was used.
        bad: (byte offset, number of bytes, offset in text) of each U+FFFD.
    """

    text: str
    encoding: str
    bad: tuple[tuple[int, int, int], ...]


@cache
def _arrays(name: str) -> tuple[array[int], array[int], array[int], array[int], array[int]]:
    """A byte map as the kernel wants it: pairs, singles, sequences, planes, four-byte runs."""
    table = bytemaps.load(name)
    sequences = array("I")
    for pair, text in sorted(table.sequences.items()):
        sequences.extend((pair, ord(text[0]), ord(text[1])))
    planes = array("I", bytes(4 * 8836 * 16)) if name == "euc_tw" else array("I")
    for prefix, plane in table.planes.items():
        if name == "euc_tw":
            at = (prefix[1] - 0xA1) * 8836
            planes[at : at + 8836] = plane
        else:
            planes = plane
    four = array("I", (number for run in table.four_byte for number in run))
    return table.pairs, table.singles, sequences, planes, four


def _by_codec(raw: bytes, name: str) -> str | None:
    if name in _CODEC_OF:
        reading = read(raw, 0, len(raw), name)
        return None if reading.bad else reading.text
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return None
    return None if name == "cp932" and any(odd in text for odd in _ODD_CP932) else text


def strict(raw: bytes, family: str) -> tuple[str, str] | None:
    """(text, member) when every byte of `raw` fits a member of the family, else None."""
    for name in FAMILIES[family]:
        text = _by_codec(raw, name)
        if text is not None:
            return text, name
    return None


def _family_of(name: str) -> str:
    return next(family for family, members in FAMILIES.items() if name in members)


def read(raw: bytes, start: int, end: int, name: str) -> Reading:
    """Read `raw[start:end]` by the byte map `name`, passing over bytes that fit nothing.

    Where a byte was lost, the cut into characters that costs least finds its place again instead of reading the
    rest of the line shifted.
    """
    scores = bytescores.load()
    base = _base(_family_of(name))
    tables = _arrays(name)
    pieces: list[str] = []
    bad: list[tuple[int, int, int]] = []
    tally = array("q", (0, 0))
    at = start
    length = 0
    while at < end:
        stop = end if end - at <= _CHUNK else (bytescore.anchor(raw, at + _CHUNK - 1024, end) + 1)
        stop = min(stop, end)
        size = stop - at
        best, steps = array("q", bytes(8 * (size + 1))), bytearray(size + 1)
        bytescore.align(raw, at, stop, scores.ladder, base, bytescores.AFTER, best, steps)
        out, places = array("I", bytes(8 * size)), array("q", bytes(24 * size))
        byteread.read(raw, at, stop, steps, *tables, out, places, tally)
        count, wrong = tally
        pieces.append(out[:count].tobytes().decode(_UTF32, "surrogatepass"))
        bad += [(places[3 * k], places[3 * k + 1], places[3 * k + 2] + length) for k in range(wrong)]
        length += count
        at = stop
    return Reading("".join(pieces), name, tuple(bad))


def lenient(raw: bytes, start: int, end: int, codec: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Text of `raw[start:end]` in a codec of the standard library, and what did not fit, as in `Reading.bad`.

    Works through small pieces, so that many errors in a long input cost no more than few.
    """
    pieces: list[str] = []
    bad: list[tuple[int, int, int]] = []
    length = 0
    at = start
    while at < end:
        stop = min(end, at + _PIECE)
        try:
            piece = raw[at:stop].decode(codec)
            at = stop
        except UnicodeDecodeError as error:
            piece = raw[at : at + error.start].decode(codec)
            if error.end < stop - at or stop == end or not error.start:
                bad.append((at + error.start, error.end - error.start, length + len(piece)))
                piece += "\ufffd"
                at += error.end
            else:
                at += error.start
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), bad


def aligned_cost(raw: bytes, start: int, end: int, family: str) -> float:
    """Cost in nats of `raw[start:end]` in the family, bytes that were lost or added being passed over."""
    base = _base(family)
    size = end - start
    best, steps = array("q", bytes(8 * (size + 1))), bytearray(size + 1)
    bytescore.align(raw, start, end, bytescores.load().ladder, base, bytescores.AFTER, best, steps)
    return best[0] / 8


def read_family(raw: bytes, start: int, end: int, family: str) -> Reading:
    """The reading by the member that leaves the fewest bytes over and makes the fewest private-use characters."""
    readings = (read(raw, start, end, name) for name in FAMILIES[family])
    return min(readings, key=lambda reading: len(reading.bad) + len(_PRIVATE.findall(reading.text)))


def _base(family: str) -> int:
    return bytescores.STRIDE * _NAMES.index(family)


def strange(raw: bytes, family: str) -> bool:
    """Whether `raw`, all of which fits the family, has stretches that another reading may explain better."""
    scores = bytescores.load()
    rival = _base(RIVALS[family]) if family in RIVALS else -1
    tables = (scores.ladder, _base(family), rival, scores.unicode, bytescores.AFTER)
    return bytescore.strange(raw, *tables, array("q", bytes(64))) >= 0


def flawless(whole: tuple[str, str] | None) -> bool:
    """Whether what `strict` gave is free of private-use characters, which misread bytes often make."""
    return whole is not None and not _PRIVATE.search(whole[0])


def realigned(raw: bytes, family: str) -> Reading | None:
    """The reading of `raw`, all of which fits the family, with the bytes that it lost; None where it lost none.

    A lost byte can leave bytes that all fit: what follows is read shifted, up to a letter that it swallows.
    """
    tally = array("q", (0, 0))
    price = bytescore.cost(raw, 0, len(raw), bytescores.load().ladder, _base(family), bytescores.AFTER, tally, 0)
    if aligned_cost(raw, 0, len(raw), family) + _SHIFTED > price / 8:
        return None
    reading = read_family(raw, 0, len(raw), family)
    return reading if reading.bad else None
