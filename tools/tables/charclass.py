"""Builds `charclass.bin`: the class of every code point, as a two-level table.

Most classes follow from the Unicode blocks. Which ideographs are common is taken from the n-gram model, which has
counted text of all kinds (simplified, traditional, Cantonese, classical, Japanese): a character is common when the
model, in the script that writes it most often, gives it `COMMON`.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np

from cjkclean.tables.classes import CharClass as C
from cjkclean.tables.ngram import STEPS
from tools.tables.plausible import SCRIPTS, sections

COMMON = -13.0
"""Log probability (nats) from which on a character is common: one in 440,000 characters. Of neighbours in clean text
one pair in 10,000 (encyclopedias) to 100,000 is then two rare ones, of neighbours in misread text a quarter."""

PINYIN_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
RUSSIAN = range(0x410, 0x450)
ASCII = {
    "\n": C.NEWLINE, "\r": C.CARRIAGE, " ": C.SPACE, "\t": C.SPACE, "?": C.QUESTION, "(": C.PAREN_OPEN,
    ")": C.PAREN_CLOSE, "&": C.AMP, "#": C.HASH, ";": C.SEMICOLON, ",": C.COMMA, "!": C.EXCLAM, ".": C.DOT,
    ":": C.COLON, "/": C.SLASH, "\\": C.BACKSLASH, "%": C.PERCENT, "=": C.EQUALS, "+": C.PLUS, "<": C.LESS,
    "|": C.PIPE,
}  # fmt: skip
RANGES: tuple[tuple[int, int, C], ...] = (
    (0x00, 0x1F, C.CONTROL), (0x20, 0x7E, C.ASCII_MARK), (0x7F, 0x7F, C.CONTROL), (0x80, 0x9F, C.C1),
    (0xA1, 0xBF, C.LATIN1_MARK), (0xC0, 0xFF, C.LATIN1_LETTER), (0x100, 0x24F, C.LATIN_EXT),
    (0x1E00, 0x1EFF, C.LATIN_EXT), (0x300, 0x36F, C.COMBINING), (0x370, 0x3FF, C.GREEK),
    (0x400, 0x52F, C.CYRILLIC_OTHER), (0x590, 0x6FF, C.ARABIC_HEBREW), (0xE00, 0xE7F, C.THAI),
    (0x1100, 0x11FF, C.JAMO), (0x2000, 0x200A, C.NBSP), (0x200B, 0x200F, C.ZERO_WIDTH), (0x2010, 0x2027, C.QUOTE),
    (0x2028, 0x2029, C.NEWLINE), (0x202A, 0x202E, C.ZERO_WIDTH), (0x2060, 0x206F, C.ZERO_WIDTH),
    (0x2190, 0x23FF, C.BOX), (0x2190, 0x2199, C.SHAPE), (0x2500, 0x25FF, C.BOX), (0x2500, 0x2501, C.SHAPE),
    (0x25A0, 0x25FF, C.SHAPE), (0x2E80, 0x2FDF, C.RADICAL), (0x3001, 0x303F, C.CJK_MARK),
    (0x3040, 0x309F, C.HIRAGANA), (0x30A0, 0x30FF, C.KATAKANA), (0x3100, 0x312F, C.BOPOMOFO),
    (0x3130, 0x318F, C.LETTER_JAMO), (0x31A0, 0x31BF, C.BOPOMOFO), (0x31F0, 0x31FF, C.KATAKANA),
    (0x3400, 0x4DBF, C.HAN_RARE), (0x4E00, 0x9FFF, C.HAN_RARE), (0xA960, 0xA97F, C.JAMO), (0xAC00, 0xD7A3, C.HANGUL),
    (0xD7B0, 0xD7FF, C.JAMO), (0xD800, 0xDFFF, C.SURROGATE), (0xE000, 0xF8FF, C.PRIVATE),
    (0xF900, 0xFAFF, C.HAN_COMPAT), (0xFE00, 0xFE0F, C.ZERO_WIDTH), (0xFE30, 0xFE4F, C.CJK_MARK),
    (0xFF01, 0xFF60, C.WIDE_MARK), (0xFF61, 0xFF9F, C.HALF_KATAKANA), (0xFFA0, 0xFFDC, C.JAMO),
    (0x1F000, 0x1FAFF, C.EMOJI), (0x20000, 0x3FFFF, C.HAN_EXT), (0x2F800, 0x2FA1F, C.HAN_COMPAT),
    (0xE0100, 0xE01EF, C.ZERO_WIDTH), (0xF0000, 0x10FFFF, C.PRIVATE),
)  # fmt: skip
SINGLES = {
    0xA0: C.NBSP, 0xAD: C.ZERO_WIDTH, 0xB7: C.QUOTE, 0x202F: C.NBSP, 0x205F: C.NBSP, 0x3000: C.IDEOGRAPHIC_SPACE,
    0x3005: C.HAN, 0x3007: C.HAN, 0xFEFF: C.ZERO_WIDTH, 0xFFFD: C.REPLACEMENT, 0x2030: C.QUOTE, 0x2039: C.QUOTE,
    0x203A: C.QUOTE, 0x20AC: C.CP1252_LETTER, 0x2122: C.CP1252_LETTER, 0x180E: C.ZERO_WIDTH, 0x3099: C.COMBINING,
    0x309A: C.COMBINING,
}  # fmt: skip


def common_han(model: Path) -> set[str]:
    """The ideographs to which the model of `ngram.bin` gives `COMMON`."""
    parts = sections(model.read_bytes())
    codes = np.arange(0x3400, 0xA000)
    places = parts["index"][codes >> 8].astype(np.int64) << 8 | codes & 255
    symbols, size = parts["leaves"][places], len(parts["leaves"])
    costs = np.min([parts["costs"][size * script + places] for script in SCRIPTS], axis=0) / STEPS
    return set(map(chr, codes[parts["unigrams"][symbols] - costs >= COMMON].tolist()))


def classes(common: set[str]) -> bytearray:
    """The class of every code point."""
    table = bytearray(0x110000)
    for first, last, kind in RANGES:
        table[first : last + 1] = bytes([kind]) * (last + 1 - first)
    for code in range(0xFF01, 0xFF5F):
        if chr(code - 0xFEE0).isalnum():
            table[code] = C.WIDE_ALNUM
    for code in range(0x80):
        char = chr(code)
        if char.isalpha():
            table[code] = C.UPPER if char.isupper() else C.LOWER
        elif char.isdigit():
            table[code] = C.DIGIT
    for char, kind in ASCII.items():
        table[ord(char)] = kind
    for code in (0xD7, 0xF7):
        table[code] = C.LATIN1_MARK
    for byte in range(0x80, 0xA0):
        char = bytes([byte]).decode("cp1252", "ignore")
        if char and unicodedata.category(char)[0] == "L":
            table[ord(char)] = C.CP1252_LETTER
    table[0x2C6] = table[0x2DC] = C.CP1252_LETTER
    for code in RUSSIAN:
        table[code] = C.CYRILLIC
    for code, kind in SINGLES.items():
        table[code] = kind
    for char in PINYIN_VOWELS:
        table[ord(char)] = C.LATIN1_TONE if ord(char) < 0x100 else C.TONE
    for char in common:
        table[ord(char)] = C.HAN
    return table


def two_level(table: bytearray) -> bytes:
    """Leaf numbers (0x1100 bytes), then the distinct 256-entry leaves."""
    leaves: dict[bytes, int] = {}
    index = bytes(leaves.setdefault(bytes(table[at : at + 256]), len(leaves)) for at in range(0, 0x110000, 256))
    return index + b"".join(leaves)


def build(model: Path) -> bytes:
    """The bytes of `charclass.bin`, from the model's `ngram.bin`."""
    return two_level(classes(common_han(model)))
