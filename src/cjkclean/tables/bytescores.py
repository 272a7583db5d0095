"""How surprising each character of an encoding is, and each byte of single-byte text: the loader.

The data is in `bytescores.bin`, made by `tools/tables/bytescores.py`, which names the sources and says what the
numbers mean. From it and the byte maps this module lays out the blocks that `cjkclean.kernels.bytescore` reads.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cjkclean.kernels import bytescore
from cjkclean.tables import bytemaps

__all__ = ["CANDIDATES", "SINGLE_BYTE", "ByteScores", "load"]

STRIDE = 66048
"""Bytes of a candidate's block: 256 kinds, 256 costs of single bytes, 65,536 costs of pairs."""

CANDIDATES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("gb18030", ("gb18030",), "gb"),
    ("big5", ("cp950", "big5hkscs", "uao"), "big5"),
    ("cp932", ("cp932", "shift_jis_2004"), "ja"),
    ("euc_jp", ("euc_jp", "euc_jis_2004"), "ja"),
    ("cp949", ("cp949",), "ko"),
    ("johab", ("johab",), "ko"),
    ("euc_tw", ("euc_tw",), "big5"),
)
"""(family, byte maps that make it up, blend of languages)."""

SINGLE_BYTE: dict[str, float] = {
    "cp1252": -1.5, "cp1251": 0.0, "cp1250": 1.0, "cp1253": 1.0, "cp1254": 1.5, "cp1255": 1.0, "cp1256": 1.0,
    "cp1257": 2.0, "cp1258": 3.0, "cp874": 1.0, "koi8_r": 1.5, "koi8_u": 2.5, "iso8859_2": 2.0, "iso8859_5": 3.0,
    "iso8859_7": 2.0, "iso8859_15": 2.5, "cp866": 2.0, "cp437": 4.0, "cp850": 3.0, "cp852": 3.5, "cp862": 5.0,
    "cp737": 5.0, "cp855": 5.0, "cp864": 6.0, "mac_roman": 3.5, "mac_cyrillic": 4.5, "mac_latin2": 5.0,
    "mac_greek": 5.0, "mac_turkish": 6.0, "iso8859_6": 4.0, "iso8859_8": 3.0, "iso8859_4": 5.0, "iso8859_13": 4.0,
    "kana": 1.0,
}  # fmt: skip
"""The single-byte encodings and what each costs, in nats, before any byte is seen: Windows' code pages are met far more
often than those of DOS and Macintosh. `kana` is Shift_JIS in half-width kana only."""
_BLENDS = ("gb", "big5", "ja", "ko", "unicode")
_LONG_LEADS = {"euc_jp": {0x8F: 3}, "euc_tw": {0x8E: 4}}

_CANTONESE = "嘅唔佢哋啲喺咗咁嘢嗰噉冇嚟睇㗎乜仲俾畀喎咩晒諗吖啱囖搵"
"""Characters of Cantonese that written Chinese has not: each one in 100 to 1,500 in sentences of spoken Cantonese."""
_COLLOQUIAL = 72
"""Their cost at most: one text in some dozens is in Cantonese."""
_TYPOGRAPHIC, _TYPED = "‘’“”—…", 56
"""Signs that word processors put into English amid any language, and their cost at most."""
LETTER = 250
"""Stands for the cost of a Greek or Cyrillic letter, which depends on its neighbours."""

AFTER = bytes(
    255 if byte > 127 else {"\n": 24, "\r": 40, " ": 28, "<": 28}.get(chr(byte), 32 if chr(byte).isdigit() else 42)
    for byte in range(256)
)
"""Cost of an ASCII byte after a character of the encoding, in eighths of a nat: about one character in ten is
followed by ASCII; line ends, spaces, tags and digits are the likeliest."""


@dataclass(frozen=True)
class ByteScores:
    """The tables of the kernel.

    Attributes:
        ladder: the blocks of `CANDIDATES`, one after another.
        unicode: cost of each character of the Basic Multilingual Plane in CJK text of any language.
        symbols: the characters of single-byte text.
        pairs: the cost of each of them after each, and a row and column for any other.
    """

    ladder: bytes
    unicode: bytes
    symbols: str
    pairs: bytes

    @cached_property
    def single(self) -> bytes:
        """The tables of `SINGLE_BYTE`, one after another: the cost of each byte after each."""
        rows = {char: row for row, char in enumerate(self.symbols)}
        size = len(rows) + 1
        out = bytearray(65536 * len(SINGLE_BYTE))
        for at, name in enumerate(SINGLE_BYTE):
            symbols = array("H", (_row(byte, name, rows) for byte in range(256)))
            bytescore.byte_table(symbols, self.pairs, size, out, at << 16)
            if name != "kana":
                _hard_spaces(out, at << 16, name)
        return bytes(out)


def _hard_spaces(out: bytearray, base: int, encoding: str) -> None:
    """Let a no-break space inside French quotes, and before the signs that French sets apart, cost what a space costs.

    Four spaces in a hundred are such in French catalogues; the texts that were counted have next to none.
    """
    byte = 0xCA if encoding.startswith("mac") else 0xA0
    if bytes([byte]).decode(encoding, "replace") != "\xa0":
        return
    for sign in "«»:;!?%":
        other = sign.encode(encoding, "replace")[0]
        before, after = base + (other << 8), base + (byte << 8)
        if sign == "«":
            out[before + byte] = min(out[before + byte], out[before + 32])
        else:
            out[after + other] = min(out[after + other], 24)


def _row(byte: int, encoding: str, rows: Mapping[str, int]) -> int:
    """The row of a byte's character, that of any other, or the one after it where the byte is undefined."""
    if byte < 128:
        char = chr(byte)
    else:
        char = bytes([byte]).decode("cp932" if encoding == "kana" else encoding, "replace")
        if char == "\ufffd" or char < "\xa0" or (encoding == "kana" and not 0xA1 <= byte <= 0xDF):
            return len(rows) + 1
    return rows.get(" " if char in "\n\r\t" else char, len(rows))


def _block(maps: Iterable[str], points: bytes, half_kana: bytes, family: str) -> bytes:
    """One candidate's block: the union of its byte maps, the earlier ones first."""
    union = array("I", bytes(4 * 65536))
    kinds, singles = bytearray(256), bytearray(b"\xff" * 256)
    for name in maps:
        table = bytemaps.load(name)
        for pair, point in enumerate(table.pairs):
            if point and not union[pair]:
                union[pair] = point
        for pair, text in table.sequences.items():
            union[pair] = union[pair] or ord(text[0])
        for byte in range(0x80, 0x100):
            point = table.singles[byte]
            if 0xA1 <= point < 0xE000 or 0xFF61 <= point <= 0xFF9F:  # no controls, no private codes: these are damage
                kinds[byte] = 1
                singles[byte] = min(half_kana[byte], 128)
        for lead in table.leads:
            kinds[lead] = 2
    for lead, size in _LONG_LEADS.get(family, {}).items():
        kinds[lead] = size
    costs = bytearray(65536)
    bytescore.pair_costs(union, points, costs, 0)
    for pair, point in enumerate(union):
        if 0x386 <= point <= 0x451:
            costs[pair] = LETTER
        elif family in ("gb18030", "big5") and point > 0x3400 and chr(point) in _CANTONESE:
            costs[pair] = min(costs[pair], _COLLOQUIAL)
        elif 0x2014 <= point <= 0x2026 and chr(point) in _TYPOGRAPHIC:
            costs[pair] = min(costs[pair], _TYPED)
    if family == "gb18030":
        for lead in range(0x81, 0xFF):
            costs[lead << 8 | 0x30 : lead << 8 | 0x3A] = b"\xfe" * 10
    return bytes(kinds + singles + costs)


@lru_cache(maxsize=1)
def load() -> ByteScores:
    """Read the tables and lay them out; once a process."""
    raw = zlib.decompress((Path(__file__).parent / "bytescores.bin").read_bytes())
    size = 65536
    blends = {name: raw[at * size : (at + 1) * size] for at, name in enumerate(_BLENDS)}
    at = len(_BLENDS) * size
    half_kana = raw[at : at + 256]
    at += 256
    end = at + 2 + 2 * int.from_bytes(raw[at : at + 2], "little")
    symbols = raw[at + 2 : end].decode("utf-16-le")
    blocks = [_block(maps, blends[blend], half_kana, family) for family, maps, blend in CANDIDATES]
    return ByteScores(b"".join(blocks), blends["unicode"], symbols, raw[end:])
