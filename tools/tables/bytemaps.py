"""Builds `bytemaps.bin`: what each pair of bytes means in every double-byte encoding met in CJK text, by vendor.

Sources: CPython's codecs (GB18030, CP950, HKSCS, CP949, Johab, CP932, Shift_JIS-2004, EUC-JP and their kin), the
`uao` package (Big5-UAO), and ICU's converters through Debian's `uconv` (EUC-TW, HKSCS-2008). The user-defined areas
that codecs of Windows map to private use are arithmetic: a row of trail bytes after another, see `USER_DEFINED`.
"""

from __future__ import annotations

import ast
import json
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

LOW, HIGH = range(0x40, 0x7F), range(0x80, 0xFF)
BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
EUC_TRAILS = tuple(range(0xA1, 0xFF))

USER_DEFINED: dict[str, tuple[tuple[int, int, tuple[int, ...], int], ...]] = {
    # name: (first lead, last lead, trails, code point of the first pair)
    "gb18030": (
        (0xAA, 0xAF, EUC_TRAILS, 0xE000),
        (0xF8, 0xFE, EUC_TRAILS, 0xE234),
        (0xA1, 0xA7, (*LOW, *range(0x80, 0xA1)), 0xE4C6),
    ),
    "cp950": (
        (0xFA, 0xFE, BIG5_TRAILS, 0xE000),
        (0x8E, 0xA0, BIG5_TRAILS, 0xE311),
        (0x81, 0x8D, BIG5_TRAILS, 0xEEB8),
        (0xC6, 0xC8, BIG5_TRAILS, 0xF672),  # from C6A1 on: U+F6B1
    ),
    "cp949": ((0xC9, 0xC9, EUC_TRAILS, 0xE000), (0xFE, 0xFE, EUC_TRAILS, 0xE05E)),
    "euc_jp": ((0xF5, 0xFE, EUC_TRAILS, 0xE000),),
}
"""The user-defined rows of Windows' code pages 936, 950, 949 and of eucJP-ms, as Microsoft's and the Open Group's
conversion tables give them. Code page 932 has its rows (F040..F9FC, U+E000..) in CPython's codec already."""

SINGLES: dict[str, dict[int, int]] = {
    "gb18030": {0x80: 0x20AC, 0xFF: 0xF8F5},
    "cp950": {0x80: 0x80, 0xFF: 0xF8F8},
    "cp949": {0x80: 0x80, 0xFF: 0xF8F7},
}
"""Bytes above 0x7F that stand alone, as Windows decodes them. The euro of code page 936 is the one met in text."""

CODECS = {
    "gb18030": "gb18030", "big5": "big5", "cp950": "cp950", "big5hkscs": "big5hkscs", "cp949": "cp949",
    "johab": "johab", "cp932": "cp932", "shift_jis_2004": "shift_jis_2004", "euc_jp": "euc_jp",
    "euc_jis_2004": "euc_jis_2004",
}  # fmt: skip
BASES = {"cp950": "big5", "big5hkscs": "big5", "uao": "big5", "euc_jis_2004": "euc_jp", "shift_jis_2004": "cp932"}
ORDER = ("gb18030", "big5", "cp950", "big5hkscs", "uao", "cp949", "johab", "cp932", "shift_jis_2004", "euc_jp",
         "euc_jis_2004", "euc_tw")  # fmt: skip
ALIASES_2005 = {0xA8BC: 0x1E3F}
"""Pairs that GB18030-2005 moved from private use to a character of Unicode; CPython's codec keeps the older code."""

Pairs = dict[int, str]


def decoded(codec: str, raw: bytes) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def is_pair(codec: str, first: int, text: str) -> bool:
    """Whether `text` is one character of two bytes, not two of one byte each."""
    return len(text) == 1 or decoded(codec, bytes([first])) is None


def codec_pairs(codec: str) -> Pairs:
    """The two-byte characters of one of CPython's codecs."""
    pairs = {}
    for first in range(0x80, 0x100):
        for second in range(0x31, 0xFF):
            text = decoded(codec, bytes((first, second)))
            if text and is_pair(codec, first, text):
                pairs[first << 8 | second] = text
    return pairs


def codec_singles(codec: str) -> dict[int, int]:
    return {byte: ord(text) for byte in range(0x80, 0x100) if (text := decoded(codec, bytes([byte])))}


def user_defined(name: str) -> Pairs:
    return {
        lead << 8 | trail: chr(base + (lead - first) * len(trails) + at)
        for first, last, trails, base in USER_DEFINED.get(name, ())
        for lead in range(first, last + 1)
        for at, trail in enumerate(trails)
    }


def uao_pairs(wheel: Path) -> Pairs:
    """Big5-UAO as the `uao` package decodes it."""
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read("uao/b2u.py").decode()
    table: dict[int, str] = ast.literal_eval(source.partition("b2u_table=")[2].strip())
    return {pair: text for pair, text in table.items() if pair > 0x8000}


def uconv(converter: str, characters: list[bytes]) -> list[str | None]:
    """What ICU's `converter` makes of each of `characters`; None for those it does not know."""
    run = subprocess.run(
        ["uconv", "-f", converter, "-t", "utf-8", "--from-callback", "substitute"],
        input=b"\n".join(characters), capture_output=True, check=True,
    )  # fmt: skip
    texts = run.stdout.decode().split("\n")
    assert len(texts) == len(characters), converter
    return [text if text and text not in "\ufffd\x1a" and len(text) == 1 else None for text in texts]


def uconv_pairs(converter: str, leads: Iterable[int], trails: tuple[int, ...], prefix: bytes = b"") -> Pairs:
    codes = [lead << 8 | trail for lead in leads for trail in trails]
    texts = uconv(converter, [prefix + code.to_bytes(2, "big") for code in codes])
    return {code: text for code, text in zip(codes, texts, strict=True) if text}


def pairs_of(name: str, uao: Path) -> Pairs:
    """All two-byte characters of the encoding `name`."""
    if name == "uao":
        return {**codec_pairs("big5"), **uao_pairs(uao)}
    if name == "euc_tw":
        return uconv_pairs("euc-tw-2014", range(0xA1, 0xFF), EUC_TRAILS)
    pairs = {**user_defined(name), **codec_pairs(CODECS[name])}
    if name == "big5hkscs":
        pairs = {**uconv_pairs("Big5-HKSCS", range(0x87, 0xFF), BIG5_TRAILS), **pairs}
    if name == "gb18030":
        pairs |= {pair: chr(code) for pair, code in ALIASES_2005.items()}
    if name == "euc_jp":
        pairs = {**eucjp_ms(), **pairs}
    return pairs


def encode_only(name: str, pairs: Pairs) -> list[tuple[int, int]]:
    """(code point, pair) of the private-use codes that some decoders give for a pair that means a character here."""
    private = {**user_defined(name), **(codec_pairs(CODECS[name]) if name in CODECS else {})}
    other = {**user_defined(name), **{pair: private[pair] for pair in ALIASES_2005 if pair in private}}
    return sorted((ord(text), pair) for pair, text in other.items() if pairs[pair] != text and len(text) == 1)


def eucjp_ms() -> Pairs:
    """NEC's row 13 in its EUC form, which CPython's codec lacks: the cells of code page 932's lead byte 0x87."""
    row = codec_pairs("cp932")
    trails = (*range(0x40, 0x7F), *range(0x80, 0x9F))
    return {0xADA1 + at: row[0x8700 | trail] for at, trail in enumerate(trails) if 0x8700 | trail in row}


def planes_of(name: str) -> dict[str, Pairs]:
    """The characters that follow a prefix: JIS X 0212 after 8F, the planes of CNS 11643 after 8EA1..8EB0."""
    if name in ("euc_jp", "euc_jis_2004"):
        plane = {
            a << 8 | b: text
            for a in EUC_TRAILS
            for b in EUC_TRAILS
            if (text := decoded(CODECS[name], bytes((0x8F, a, b))))
        }
        return {"8f": plane}
    if name == "euc_tw":
        found = {
            f"8e{0xA0 + plane:02x}": uconv_pairs(
                "euc-tw-2014", range(0xA1, 0xFF), EUC_TRAILS, bytes((0x8E, 0xA0 + plane))
            )
            for plane in range(1, 17)
        }
        return {prefix: plane for prefix, plane in found.items() if plane}
    return {}


def decode_only(pairs: Pairs, encode: Callable[[str], bytes | None]) -> list[int]:
    """The pairs that share their character with another pair and are not the one an encoder writes."""
    by_text: dict[str, list[int]] = {}
    for pair, text in sorted(pairs.items()):
        by_text.setdefault(text, []).append(pair)
    spare = []
    for text, same in by_text.items():
        if len(same) > 1:
            raw = encode(text)
            written = int.from_bytes(raw, "big") if raw else same[0]
            spare += [pair for pair in same if pair != (written if written in same else same[0])]
    return sorted(spare)


def four_byte_ranges() -> list[tuple[int, int]]:
    """Where GB18030's four-byte codes start anew: (linear code, code point), each run going up by one."""
    ranges: list[tuple[int, int]] = []
    previous = (-2, -2)
    for point in [*range(0x80, 0xD800), *range(0xE000, 0x10000), 0x10000]:
        raw = chr(point).encode("gb18030")
        if len(raw) == 4:
            a, b, c, d = raw
            linear = (((a - 0x81) * 10 + b - 0x30) * 126 + c - 0x81) * 10 + d - 0x30
            if (linear - previous[0], point - previous[1]) != (1, 1):
                ranges.append((linear, point))
            previous = (linear, point)
    return ranges


def planar(points: dict[int, int], base: dict[int, int], size: int) -> bytes:
    """The code points less those of `base`, byte plane by byte plane, compressed."""
    values = [(points.get(at, 0) - base.get(at, 0)) & 0xFFFFFF for at in range(size)]
    raw = struct.pack(f"<{size}I", *values)
    return zlib.compress(b"".join(raw[plane::4] for plane in range(3)), 9)


def single_points(pairs: Pairs) -> dict[int, int]:
    return {pair: ord(text) for pair, text in pairs.items() if len(text) == 1}


def plane_points(plane: Pairs) -> dict[int, int]:
    return {((code >> 8) - 0xA1) * 94 + (code & 255) - 0xA1: ord(text) for code, text in plane.items()}


def encoder(name: str) -> Callable[[str], bytes | None]:
    def encode(text: str) -> bytes | None:
        try:
            return text.encode(CODECS[name])
        except (KeyError, UnicodeEncodeError):
            return None

    return encode


def sections(uao: Path) -> Iterator[tuple[str, dict[str, Any], list[bytes]]]:
    """(name, facts, compressed tables) of each encoding."""
    known: dict[str, dict[int, int]] = {}
    for name in ORDER:
        pairs = pairs_of(name, uao)
        points = known[name] = single_points(pairs)
        planes = planes_of(name)
        alone = {**(codec_singles(CODECS[name]) if name in CODECS else {}), **SINGLES.get(name, {})}
        facts = {
            "base": BASES.get(name),
            "singles": sorted(alone.items()),
            "sequences": sorted((pair, text) for pair, text in pairs.items() if len(text) > 1),
            "decode_only": decode_only(pairs, encoder(name)),
            "encode_only": encode_only(name, pairs),
            "four_byte": four_byte_ranges() if name == "gb18030" else [],
            "planes": sorted(planes),
        }  # fmt: skip
        tables = [planar(points, known.get(BASES.get(name, ""), {}), 65536)]
        tables += [planar(plane_points(planes[prefix]), {}, 94 * 94) for prefix in sorted(planes)]
        yield name, facts, tables


def build(uao_wheel: Path) -> bytes:
    """The bytes of `bytemaps.bin`: the length of the header, the header (compressed JSON), the tables."""
    header: dict[str, dict[str, Any]] = {}
    body = b""
    for name, facts, tables in sections(uao_wheel):
        header[name] = {**facts, "tables": [len(table) for table in tables], "at": len(body)}
        body += b"".join(tables)
    packed = zlib.compress(json.dumps(header, separators=(",", ":")).encode(), 9)
    return struct.pack("<I", len(packed)) + packed + body
