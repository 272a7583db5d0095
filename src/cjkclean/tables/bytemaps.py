"""What every pair of bytes means in the double-byte encodings, by vendor, and how each character is written.

    gb18030         GBK with the private-use rows of Windows (AAA1, F8A1, A140), and 0x80 as the euro sign; the
                    four-byte codes are in `four_byte`
    big5            the plain standard, as CPython has it
    cp950           Windows: ETEN's extensions, and the private-use rows (FA40, 8E40, 8140)
    big5hkscs       Hong Kong's supplement, 2008
    uao             Unicode-at-on, the extension of Taiwan's bulletin boards
    cp949           Unified Hangul Code, with the private-use rows C9 and FE (EUC-KR is a part of it)
    johab           KS X 1001 annex 3
    cp932           Windows Shift_JIS: NEC's and IBM's rows, private-use rows F0..F9
    shift_jis_2004  JIS X 0213
    euc_jp          JIS X 0208, half-width kana (8E), NEC's row 13, private-use rows F5..FE; JIS X 0212 in plane `8f`
    euc_jis_2004    JIS X 0213; its second plane after `8f`
    euc_tw          CNS 11643: plane 1 in pairs, the others after `8ea2` and so on

The data is in `bytemaps.bin`, made by `tools/tables/bytemaps.py`, which names the sources.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["NAMES", "ByteMap", "load"]

UNDEFINED = 0xFFFFFFFF
"""Value in `ByteMap.singles` of a byte that is no character by itself."""

NAMES = ("gb18030", "big5", "cp950", "big5hkscs", "uao", "cp949", "johab", "cp932", "shift_jis_2004", "euc_jp",
         "euc_jis_2004", "euc_tw")  # fmt: skip
_ALIASES = {"gbk": "gb18030", "cp936": "gb18030", "gb2312": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}


@dataclass(frozen=True)
class ByteMap:
    """One encoding's map between bytes and characters. Byte pairs are numbers, `first << 8 | second`.

    Attributes:
        name: canonical name, one of `NAMES`.
        pairs: 65,536 code points by pair; 0 where the pair is not a character.
        singles: 256 code points by byte; `UNDEFINED` for a byte that cannot stand alone.
        sequences: the few pairs that stand for two code points.
        planes: characters of three or four bytes by their first bytes (`b"\\x8f"`, `b"\\x8e\\xa2"`): code points
            at `(row - 0xA1) * 94 + (cell - 0xA1)`, 0 where undefined.
        four_byte: for GB18030, `(linear code, code point)` where each run of four-byte codes starts.

    >>> gbk = load("gbk")
    >>> gbk.char(0xB0A3), hex(gbk.pair("埃")), gbk.char(0xAAA1), chr(gbk.singles[0x80])
    ('埃', '0xb0a3', '\\ue000', '€')
    """

    name: str
    pairs: array[int]
    singles: array[int]
    sequences: Mapping[int, str]
    planes: Mapping[bytes, array[int]]
    four_byte: tuple[tuple[int, int], ...]
    _decode_only: frozenset[int]
    _encode_only: tuple[tuple[int, int], ...]

    def char(self, pair: int) -> str | None:
        """The character that the pair stands for; None where it stands for none."""
        code = self.pairs[pair]
        return chr(code) if code else self.sequences.get(pair)

    def pair(self, char: str) -> int | None:
        """The pair that writes the character; None when it has none (it may still have a single byte or plane).

        Where several pairs decode to one character it is the pair that the vendor's encoder writes. Private-use
        characters of the vendor's user-defined rows are written, too.
        """
        code = self._codes.get(ord(char)) if len(char) == 1 else None
        return code if code is not None else self._sequence_codes.get(char)

    @cached_property
    def codes(self) -> array[int]:
        """65,536 pairs by code point (Basic Multilingual Plane); 0 where a character has none. For kernels."""
        table = array("I", bytes(4 * 65536))
        for point, pair in self._codes.items():
            if point < 65536:
                table[point] = pair
        return table

    @cached_property
    def _codes(self) -> dict[int, int]:
        codes = dict(self._encode_only)
        for pair, point in enumerate(self.pairs):
            if point and pair not in self._decode_only:
                codes[point] = pair
        return codes

    @cached_property
    def _sequence_codes(self) -> dict[str, int]:
        return {text: pair for pair, text in self.sequences.items()}

    @cached_property
    def leads(self) -> frozenset[int]:
        """The bytes that begin a pair."""
        return frozenset(lead for lead in range(0x80, 0x100) if any(self.pairs[lead << 8 : (lead + 1) << 8]))


def load(name: str) -> ByteMap:
    """The map of an encoding: one of `NAMES`, or `gbk`, `cp936`, `gb2312`, `euc_kr`, `shift_jis` for their supersets.

    Raises:
        KeyError: there is no map of that name.
    """
    return _load(_ALIASES.get(name, name))


@lru_cache(maxsize=1)
def _file() -> tuple[dict[str, Any], bytes]:
    raw = (Path(__file__).parent / "bytemaps.bin").read_bytes()
    (length,) = struct.unpack_from("<I", raw)
    return json.loads(zlib.decompress(raw[4 : 4 + length])), raw[4 + length :]


def _points(packed: bytes) -> array[int]:
    """Undo `planar` of the builder: three byte planes to 32-bit numbers."""
    planes = zlib.decompress(packed)
    size = len(planes) // 3
    raw = bytearray(4 * size)
    for plane in range(3):
        raw[plane::4] = planes[plane * size : (plane + 1) * size]
    points = array("I")
    points.frombytes(raw)
    return points


@cache
def _load(name: str) -> ByteMap:
    header, body = _file()
    facts = header[name]
    at, tables = facts["at"], []
    for length in facts["tables"]:
        tables.append(_points(body[at : at + length]))
        at += length
    pairs = tables[0]
    if facts["base"]:
        base = load(facts["base"]).pairs
        pairs = array("I", ((own + other) & 0xFFFFFF for own, other in zip(pairs, base, strict=True)))
    planes = {bytes.fromhex(prefix): table for prefix, table in zip(facts["planes"], tables[1:], strict=True)}
    if name == "euc_tw":
        rows = range(0xA1, 0xFF)
        planes[b"\x8e\xa1"] = array("I", (pairs[row << 8 | cell] for row in rows for cell in rows))
    singles = array("I", [*range(0x80), *[UNDEFINED] * 0x80])
    for byte, point in facts["singles"]:
        singles[byte] = point
    return ByteMap(
        name=name,
        pairs=pairs,
        singles=singles,
        sequences=dict(facts["sequences"]),
        planes=planes,
        four_byte=tuple((linear, point) for linear, point in facts["four_byte"]),
        _decode_only=frozenset(facts["decode_only"]),
        _encode_only=tuple((point, pair) for point, pair in facts["encode_only"]),
    )
