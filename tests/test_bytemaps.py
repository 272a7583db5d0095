"""The byte maps against CPython's codecs, the arithmetic of the user-defined rows, and a rebuild of a sample."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tools.tables import bytemaps as builder

from cjkclean.tables import bytemaps

TABLES = Path(bytemaps.__file__).parent


@pytest.mark.parametrize("name", sorted(builder.CODECS))
def test_pairs_are_those_of_the_codec(name: str) -> None:
    table = bytemaps.load(name)
    for pair, text in builder.codec_pairs(builder.CODECS[name]).items():
        if pair not in builder.ALIASES_2005 or name != "gb18030":
            assert table.char(pair) == text, hex(pair)


@pytest.mark.parametrize("name", bytemaps.NAMES)
def test_every_character_is_written_by_a_pair_that_reads_the_same(name: str) -> None:
    table = bytemaps.load(name)
    for pair in range(0x8000, 0x10000):
        char = table.char(pair)
        if char is not None:
            written = table.pair(char)
            assert written is not None, hex(pair)
            assert table.char(written) == char, hex(pair)


@pytest.mark.parametrize("name", ["cp932", "cp949", "cp950", "johab", "big5hkscs"])
def test_the_encoder_of_the_vendor_is_followed(name: str) -> None:
    table = bytemaps.load(name)
    for pair in range(0x8000, 0x10000):
        char = table.char(pair)
        if char is None or 0xE000 <= ord(char[0]) <= 0xF8FF:
            continue
        try:
            raw = char.encode(name)
        except UnicodeEncodeError:
            continue
        if len(raw) == 2:
            assert table.pair(char) == int.from_bytes(raw, "big"), char


@pytest.mark.parametrize(
    ("name", "pair", "point"),
    [
        ("gbk", 0xAAA1, 0xE000), ("gbk", 0xAFFE, 0xE233), ("gbk", 0xF8A1, 0xE234), ("gbk", 0xFEFE, 0xE4C5),
        ("gbk", 0xA140, 0xE4C6), ("gbk", 0xA7A0, 0xE765), ("cp950", 0xFA40, 0xE000), ("cp950", 0xFEFE, 0xE310),
        ("cp950", 0x8E40, 0xE311), ("cp950", 0xA0FE, 0xEEB7), ("cp950", 0x8140, 0xEEB8), ("cp950", 0x8DFE, 0xF6B0),
        ("cp949", 0xC9A1, 0xE000), ("cp949", 0xFEFE, 0xE0BB), ("cp932", 0xF040, 0xE000), ("cp932", 0xF9FC, 0xE757),
    ],
)  # fmt: skip
def test_user_defined_rows(name: str, pair: int, point: int) -> None:
    table = bytemaps.load(name)
    assert table.pairs[pair] == point
    assert table.pair(chr(point)) == pair
    assert table.codes[point] == pair


def test_private_use_codes_of_other_decoders_are_written_too() -> None:
    assert bytemaps.load("cp950").pair("\uf6b1") == 0xC6A1  # Windows; ETEN's ヾ elsewhere
    assert bytemaps.load("gb18030").pair("\ue7c7") == 0xA8BC  # GB18030-2000; ḿ since 2005


def test_planes() -> None:
    assert chr(bytemaps.load("euc_jp").planes[b"\x8f"][(0xB0 - 0xA1) * 94]) == b"\x8f\xb0\xa1".decode("euc_jp")
    tw = bytemaps.load("euc_tw")
    assert tw.char(0xC4E3) == "中"
    assert chr(tw.planes[b"\x8e\xa1"][(0xC4 - 0xA1) * 94 + 0xE3 - 0xA1]) == "中"
    assert tw.planes[b"\x8e\xa3"][0]


def test_four_byte_runs_follow_the_codec() -> None:
    for code, point in bytemaps.load("gb18030").four_byte:
        raw = bytes((0x81 + code // 12600, 0x30 + code // 1260 % 10, 0x81 + code // 10 % 126, 0x30 + code % 10))
        assert raw.decode("gb18030") == chr(point)


def test_unknown_name() -> None:
    with pytest.raises(KeyError):
        bytemaps.load("ebcdic")


def test_the_file_is_the_one_in_the_manifest() -> None:
    manifest = json.loads((TABLES / "MANIFEST.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256((TABLES / "bytemaps.bin").read_bytes()).hexdigest()
    assert manifest["bytemaps.bin"]["sha256"] == digest
