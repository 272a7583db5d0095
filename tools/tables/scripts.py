"""Builds `scripts.bin`: what each character says about the script of its text.

Sources: OpenCC's character dictionaries (see `tools/tables/opencc.py`) and the character sets of CPython's codecs.

- simplified only: a key of STCharacters that is none of its own values (those are valid in both), and no standard form
  of Taiwan or Hong Kong;
- traditional only: a key of TSCharacters or TSCharactersExt whose first value differs, and that is none of its own
  values or is missing from GB2312 (OpenCC keeps thousands of rare forms as they are);
- of those, what stands in level 1 of JIS X 0208 (the characters of daily use) is Japanese as well;
- Japanese only: the rest of that level, outside GB2312 and Big5.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cjkclean.tables.scripts import ScriptClass as C
from tools.tables.charclass import two_level
from tools.tables.opencc import dictionary

# Where the rule above and running text disagree. Measured as share of all ideographs in simplified text (encyclopedic
# and software help, 1.6 million ideographs) and traditional text (Taiwan, Hong Kong, written Cantonese, 1.9 million):
# evidence is what is at least 50 times as frequent on one side (and not a surname or a word of its own on the other),
# no evidence what is less than 20 times as frequent.
HANT_AFTER_ALL = "於徵"
HANS_AFTER_ALL = "据确广价适筑极厂虫柜荐"
# 内 is what much software writes for 內.
NO_EVIDENCE = "晒吓响扑恒舖内"
# Ideographs at least 1000 times as frequent in written Cantonese as in other Chinese of those texts.
CANTONESE = "嘅唔佢哋啲喺咗咁嘢嗰噉冇嚟睇㗎乜畀喎咩諗吖啱囖搵嘞啫攞揾嚹瞓"

LINES = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
STOPS = "。！？!?…｡．；;"
CLAUSES = " \t\u3000\xa0，、：,.:(（[【「『“‘《〈\"'—-·・|/／｜~～<＜"
CLOSES = ")）]】」』”’》〉>＞"
# Kana, without the prolonged sound mark's look-alikes; the middle dot serves all scripts.
KANA = ((0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))
HANGUL = ((0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xD7B0, 0xD7FB), (0xFFA1, 0xFFDC))
HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF), (0x3005, 0x3007))


def encodes(character: str, codec: str) -> bool:
    """Whether a codec has the character."""
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def jis_level_1(character: str) -> bool:
    """Whether JIS X 0208 has the character in rows 16 to 47."""
    try:
        encoded = character.encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return len(encoded) == 2 and 0xA0 + 16 <= encoded[0] <= 0xA0 + 47


def _single(keys: Iterable[str]) -> list[str]:
    """The single characters of the Basic Multilingual Plane (those beyond are too rare to be evidence)."""
    return [key for key in keys if len(key) == 1 and key <= "\uffff"]


def evidence(scratch: Path) -> tuple[set[str], set[str]]:
    """The characters of simplified and of traditional text only."""
    to_hant = dictionary(scratch, "STCharacters")
    to_hans = {**dictionary(scratch, "TSCharactersExt"), **dictionary(scratch, "TSCharacters")}
    regional = {
        value for name in ("TWVariants", "HKVariants") for v in dictionary(scratch, name).values() for value in v
    }
    hans = {c for c in _single(to_hant) if c not in to_hant[c] and c not in regional}
    hant = {
        c
        for c in _single(to_hans)
        if to_hans[c][0] != c and (c not in to_hans[c] or not encodes(c, "gb2312")) and c not in to_hant
    }
    hans = (hans | set(HANS_AFTER_ALL)) - set(NO_EVIDENCE)
    hant = (hant | set(HANT_AFTER_ALL)) - set(NO_EVIDENCE)
    return hans - hant, hant - hans


def classes(scratch: Path) -> bytearray:
    """The class of every code point."""
    table = bytearray(0x110000)
    for ranges, kind in ((HAN, C.HAN), (KANA, C.KANA), (HANGUL, C.HANGUL)):
        for first, last in ranges:
            table[first : last + 1] = bytes([kind]) * (last + 1 - first)
    for characters, kind in (
        (LINES, C.LINE),
        (STOPS, C.STOP),
        (CLAUSES, C.CLAUSE),
        (CLOSES, C.CLOSE),
        (CANTONESE, C.CANTONESE),
    ):
        for character in characters:
            table[ord(character)] = kind
    hans, hant = evidence(scratch)
    for code in range(0x4E00, 0xA000):
        character = chr(code)
        if jis_level_1(character) and not encodes(character, "gb2312") and not encodes(character, "big5"):
            table[code] = C.JA
    for character in hans:
        table[ord(character)] = C.HANS_JA if jis_level_1(character) else C.HANS
    for character in hant:
        table[ord(character)] = C.HANT_JA if jis_level_1(character) else C.HANT
    return table


def build(scratch: Path) -> bytes:
    """The bytes of the table."""
    return two_level(classes(scratch))
