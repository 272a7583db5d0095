"""The alphabet of the n-gram model: folded characters one by one where they are common, classes elsewhere."""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Mapping
from functools import cache

BREAK = 0
"""Symbol of a line break, and of what stands before and after a text."""

# Classes of characters that are not counted one by one. Order fixes the symbol numbers.
CLASSES = (
    "break",
    "space",
    "lower",
    "upper",
    "digit",
    "fullwidth_letter",
    "fullwidth_digit",
    "latin1_letter",
    "latin1_sign",
    "latin_other",
    "greek",
    "cyrillic",
    "thai",
    "other_letter",
    "mark",
    "control",
    "c1_control",
    "invisible",
    "private_use",
    "replacement",
    "unassigned",
    "halfwidth_kana",
    "kana_other",
    "hangul_other",
    "jamo",
    "bopomofo",
    "han_legacy",
    "han_unicode",
    "han_extension",
    "han_compatibility",
    "punctuation_other",
    "box",
    "emoji",
    "symbol_other",
)
CLASS_SYMBOL = {name: number for number, name in enumerate(CLASSES)}
NEVER_COUNTED = frozenset({"c1_control", "private_use", "replacement", "unassigned", "control"})
"""Classes that only damage produces: whatever the corpora contain of them is not evidence for them."""

_RANGES = (
    (0x0030, 0x0039, "digit"),
    (0x0041, 0x005A, "upper"),
    (0x0061, 0x007A, "lower"),
    (0x0080, 0x009F, "c1_control"),
    (0x00AA, 0x00AA, "latin1_sign"),
    (0x00B5, 0x00B5, "latin1_sign"),
    (0x00BA, 0x00BA, "latin1_sign"),
    (0x00A1, 0x00BF, "latin1_sign"),
    (0x00C0, 0x00FF, "latin1_letter"),
    (0x0100, 0x02AF, "latin_other"),
    (0x1E00, 0x1EFF, "latin_other"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0E00, 0x0E7F, "thai"),
    (0x1100, 0x11FF, "jamo"),
    (0x3131, 0x318E, "jamo"),
    (0xFFA0, 0xFFDC, "jamo"),
    (0x2500, 0x25FF, "box"),
    (0x3100, 0x312F, "bopomofo"),
    (0x31A0, 0x31BF, "bopomofo"),
    (0xAC00, 0xD7A3, "hangul_other"),
    (0xFF10, 0xFF19, "fullwidth_digit"),
    (0xFF21, 0xFF3A, "fullwidth_letter"),
    (0xFF41, 0xFF5A, "fullwidth_letter"),
    (0xFF61, 0xFF9F, "halfwidth_kana"),
    (0x3040, 0x30FF, "kana_other"),
    (0x31F0, 0x31FF, "kana_other"),
    (0xF900, 0xFAFF, "han_compatibility"),
    (0x2E80, 0x2FDF, "han_compatibility"),
    (0x2F800, 0x2FA1F, "han_compatibility"),
    (0xE000, 0xF8FF, "private_use"),
    (0x1F000, 0x1FAFF, "emoji"),
    (0x2600, 0x27BF, "emoji"),
)
_CATEGORIES = {
    "Zs": "space",
    "Zl": "break",
    "Zp": "break",
    "Cf": "invisible",
    "Co": "private_use",
    "Cn": "unassigned",
    "Cs": "unassigned",
    "Mn": "mark",
    "Mc": "mark",
    "Me": "mark",
}


def _legacy(char: str) -> bool:
    """Whether a national character set of the 1980s contains the character."""
    for codec in ("gb2312", "big5", "shift_jis", "euc_kr"):
        try:
            char.encode(codec)
        except UnicodeEncodeError:
            continue
        return True
    return False


def character_class(code: int) -> str:
    """Return the class of a code point, whether or not it is also counted on its own."""
    if code in (0x0A, 0x0D):
        return "break"
    if code in (0x09, 0x20, 0x3000, 0xA0):
        return "space"
    if code < 0x20 or code == 0x7F:
        return "control"
    if code == 0xFFFD:
        return "replacement"
    char = chr(code)
    if 0x3400 <= code <= 0x9FFF:
        if _legacy(char):
            return "han_legacy"
        return "han_unicode" if code >= 0x4E00 else "han_extension"
    category = unicodedata.category(char)
    if category in ("Cn", "Co", "Cs"):
        return _CATEGORIES[category]
    for first, last, name in _RANGES:
        if first <= code <= last:
            return name
    if 0x20000 <= code <= 0x3FFFF:
        return "han_extension"
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    if category[0] == "P":
        return "punctuation_other"
    return "other_letter" if category[0] in "LN" else "symbol_other"


CLASS_ONLY = frozenset(
    {"lower", "upper", "digit", "fullwidth_letter", "fullwidth_digit", "latin1_letter", "latin_other", "greek",
     "cyrillic", "thai", "other_letter", "mark", "jamo", "bopomofo", "emoji", "box", "space", "break", "invisible"}
) | NEVER_COUNTED  # fmt: skip
"""Classes whose members are never counted one by one."""


@cache
def _class_table() -> list[int]:
    return [CLASS_SYMBOL[character_class(code)] for code in range(sys.maxunicode + 1)]


class Alphabet:
    """Code points -> symbols, for building. `individual` are the folded code points with a symbol of their own."""

    def __init__(self, folding: Mapping[int, int], individual: list[int]) -> None:
        self.folding = folding
        self.individual = individual
        self.of_code = {code: len(CLASSES) + number for number, code in enumerate(individual)}

    def __len__(self) -> int:
        return len(CLASSES) + len(self.individual)

    def symbol(self, code: int) -> int:
        found = self.of_code.get(self.folding.get(code, code))
        return CLASS_SYMBOL[character_class(code)] if found is None else found

    def table(self) -> list[int]:
        """Return the symbol of every code point of Unicode."""
        table = _class_table().copy()
        for code, symbol in self.of_code.items():
            table[code] = symbol
        for code, folded in self.folding.items():
            table[code] = self.of_code.get(folded, table[code])
        return table


def class_cost(members: int) -> float:
    """Return the cost in nats of naming one character of a class of which nothing else is known."""
    return math.log(max(members, 1))
