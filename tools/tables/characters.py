"""Builds `characters.tsv`: characters that only damage puts where another one belongs, and the other one.

duplicate  compatibility ideographs that are coded twice in one national standard, for round trips only: those
           that CPython's codecs find in KS X 1001 (U+F900..FA0B) and in Big5 (U+FA0C, FA0D). The twelve of the
           block that are unified ideographs, and the variants of names (IBM, JIS X 0213, KPS, CNS), are not.
radical    Kangxi radicals, by their compatibility decomposition; radicals of the supplement, by the property
           Equivalent_Unified_Ideograph of the Unicode Character Database (as packaged with Perl)
private    private-use codes that Windows' code page 936 gives to the cells of GBK that had no Unicode character
           when it was made, and what GB18030 has there now
hkscs      private-use codes of code page 950 for the cells of Hong Kong's supplement
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tools.tables.sources import Source, fetch

PERL = Source(
    "perl-modules-5.36",
    "5.36.0-7+deb12u4",
    "3ed38ffa8320e9bf7597cefa01b6a6ace4a08ccc77cdfd15ef7d8b711dea7166",
    "Unicode-3.0",
    registry="debian",
    filename="perl-modules-5.36_5.36.0-7+deb12u4_all.deb",
    note="unicore/To/EqUIdeo.pl: Equivalent_Unified_Ideograph of Unicode 14.0",
)
HEADER = """# Characters that only damage puts where another one belongs. Generated; do not edit.
# Made by tools/tables/characters.py, which names the sources. Columns: sort, damaged characters, what each one means.
"""

GB18030_2022 = dict(
    zip(
        (0xA6D9, 0xA6DA, 0xA6DB, 0xA6DC, 0xA6DD, 0xA6DE, 0xA6DF, 0xA6EC, 0xA6ED, 0xA6F3, 0xA8BC, 0xFE51, 0xFE52, 0xFE53,
         0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6C, 0xFE6D, 0xFE76, 0xFE7E, 0xFE90, 0xFE91, 0xFEA0),
        "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19ḿ\U00020087\U00020089\U000200cc龴龵龶龷\U000215d7龸"
        "\U0002298f龹龺\U000241fe龻",
        strict=True,
    )
)  # fmt: skip
"""The cells that GB 18030-2005 and -2022 moved from private use to a character; CPython's codec has the edition of
2000. (GNU libc's converter has them, too.)"""

FIRST_GAP = 0xE766
"""Code page 936 numbers the empty cells of GBK from here, in their order: U+E766..E864."""


def duplicates() -> Iterator[tuple[str, str]]:
    for code in range(0xF900, 0xFB00):
        char = chr(code)
        if any(_encodes(char, codec) for codec in ("euc_kr", "big5")):
            yield char, unicodedata.normalize("NFC", char)


def radicals(perl: Path) -> Iterator[tuple[str, str]]:
    for code in range(0x2F00, 0x2FD6):
        yield chr(code), unicodedata.normalize("NFKC", chr(code))
    table = perl / "usr/share/perl/5.36.0/unicore/To/EqUIdeo.pl"
    for first, last, to in re.findall(r"^(2E[0-9A-F]{2})\t([0-9A-F]*)\t([0-9A-F]+)$", table.read_text(), re.MULTILINE):
        for code in range(int(first, 16), int(last or first, 16) + 1):
            yield chr(code), chr(int(to, 16))


def private_gbk() -> Iterator[tuple[str, str]]:
    gaps = [cell for cell in _gbk_cells() if not _decodes(cell, "gbk")]
    for code, cell in enumerate(gaps, FIRST_GAP):
        now = GB18030_2022.get(int.from_bytes(cell, "big")) or cell.decode("gb18030")
        if unicodedata.category(now) != "Co":
            yield chr(code), now


def private_hkscs() -> Iterator[tuple[str, str]]:
    rows = (
        (0xFA, 0xFE, 0xE000, 0),
        (0x8E, 0xA0, 0xE311, 0),
        (0x81, 0x8D, 0xEEB8, 0),
        (0xC6, 0xC8, 0xF6B1, 63),  # from C6A1 on
    )
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    for first, last, base, skipped in rows:
        for lead in range(first, last + 1):
            for at, trail in enumerate(trails):
                index = (lead - first) * len(trails) + at - skipped
                cell = bytes((lead, trail))
                if index >= 0 and _decodes(cell, "big5hkscs") and len(cell.decode("big5hkscs")) == 1:
                    yield chr(base + index), cell.decode("big5hkscs")


def _gbk_cells() -> Iterator[bytes]:
    """The cells of GBK in order, without the rows left to users."""
    for lead in range(0xA1, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            low, high = trail < 0xA1, trail >= 0xA1
            users = (lead <= 0xA7 and low) or (0xAA <= lead <= 0xAF and high) or (lead >= 0xF8 and high)
            if not users:
                yield bytes((lead, trail))


def _decodes(cell: bytes, codec: str) -> bool:
    try:
        return bool(cell.decode(codec))
    except UnicodeDecodeError:
        return False


def _encodes(char: str, codec: str) -> bool:
    try:
        return bool(char.encode(codec))
    except UnicodeEncodeError:
        return False


def build(scratch: Path) -> bytes:
    sorts = {
        "duplicate": duplicates(),
        "radical": sorted(radicals(fetch(PERL, scratch))),
        "private": private_gbk(),
        "hkscs": sorted(private_hkscs()),
    }
    rows = []
    for sort, pairs in sorts.items():
        listed = list(pairs)
        rows.append("\t".join((sort, "".join(a for a, _ in listed), "".join(b for _, b in listed))))
    return (HEADER + "\n".join(rows) + "\n").encode("utf-8")
