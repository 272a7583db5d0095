"""Folds the written variants of a Han character to one: traditional, regional, Japanese and compatibility forms.

The folded form is the simplified one of OpenCC where there is one. Folding before counting lets text in one script
profit from what was counted in another.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from tools.tables.opencc import dictionary


@cache
def han_folding(scratch: Path) -> dict[int, int]:
    """Return code point -> folded code point for every Han character that folds to another one.

    Characters beyond the first plane are left out: they are so rare that the tables for them would weigh more than
    they help.
    """
    to_traditional: dict[str, str] = {}
    for name in ("HKVariantsRev", "TWVariantsRev", "JPShinjitaiCharacters"):
        for key, values in dictionary(scratch, name).items():
            to_traditional.setdefault(key, values[0])
    to_simplified: dict[str, str] = {}
    for name in ("TSCharacters", "TSCharactersExt"):
        for key, values in dictionary(scratch, name).items():
            to_simplified.setdefault(key, values[0])
    simplified = set(dictionary(scratch, "STCharacters"))
    compatibility = {k: v[0] for k, v in dictionary(scratch, "CJK_Compatibility_Ideographs").items()}
    for code in [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1:
            compatibility.setdefault(chr(code), plain)

    folding: dict[int, int] = {}
    for char in sorted({*to_traditional, *to_simplified, *compatibility}):
        folded = compatibility.get(char, char)
        if folded not in simplified and folded not in to_simplified:
            folded = to_traditional.get(folded, folded)
        folded = to_simplified.get(folded, folded)
        if len(char) == len(folded) == 1 and folded != char and char <= "\uffff":
            folding[ord(char)] = ord(folded)
    return folding
