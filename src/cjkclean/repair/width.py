"""NormalizeWidth: half-width and fullwidth forms to the usual ones."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from cjkclean.kernels.chars import fold
from cjkclean.profile import Profile, Signal
from cjkclean.rewrite import Draft, Reason, Replacement, RewritingStep, drafted

__all__ = ["NormalizeWidth", "normalize_width"]

_FIRST, _LAST = 0xFF01, 0xFFEE
_REASONS = {0: Reason("width", "a half-width or fullwidth form")}
_SOUND_MARKS = {"\uff9e": "\u3099", "\uff9f": "\u309a"}


def usual(char: str) -> str:
    """The usual form of a half-width or fullwidth form, as Unicode's `<wide>` and `<narrow>` decompositions say."""
    tag, _, code = unicodedata.decomposition(char).partition(" ")
    return chr(int(code, 16)) if tag in ("<wide>", "<narrow>") else char


@lru_cache(maxsize=32)
def _table(alnum: bool, kana: bool, marks: bool, hangul: bool, symbols: bool) -> dict[str, str]:
    """What each form becomes under these options."""
    table: dict[str, str] = {}
    for code in range(_FIRST, _LAST + 1):
        char = chr(code)
        if code <= 0xFF5E:
            wanted = alnum if usual(char).isalnum() else marks
        elif code <= 0xFF9F:
            wanted = kana if code >= 0xFF61 else marks
        else:
            wanted = hangul if code <= 0xFFDC else symbols
        if wanted and usual(char) != char:
            table[char] = usual(char)
    return table


@lru_cache(maxsize=1)
def _voiced() -> dict[str, str]:
    """Half-width kana with a sound mark, and the one kana they are."""
    pairs = {}
    for code in range(0xFF66, 0xFF9E):
        for mark, combining in _SOUND_MARKS.items():
            composed = unicodedata.normalize("NFC", usual(chr(code)) + combining)
            if len(composed) == 1:
                pairs[chr(code) + mark] = composed
    return pairs


@dataclass(frozen=True, slots=True)
class NormalizeWidth(RewritingStep):
    """Makes half-width and fullwidth forms the usual ones. An author may have chosen them, so no repair preset does.

    The forms are those with a `<wide>` or `<narrow>` decomposition in Unicode; the ideographic space is white space
    and left to `NormalizeWhitespace`.

    Attributes:
        alnum: fullwidth Latin letters and digits. Risk: they may be chosen for looks (names, vertical text).
        kana: half-width kana, sound marks joined to their kana, and the half-width CJK marks. Risk: the same.
        hangul: half-width hangul letters. Risk: the same.
        symbols: half-width arrows and the like, fullwidth currency signs. Risk: the same.
        marks: fullwidth ASCII punctuation. Risk: it is the usual punctuation of Chinese and Japanese text, so this
            is for Latin text only.

    >>> NormalizeWidth()("ｶﾞｽ、Ｗｉｎｄｏｗｓ１０！")
    'ガス、Windows10！'
    """

    alnum: bool = True
    kana: bool = True
    hangul: bool = True
    symbols: bool = True
    marks: bool = False

    name: ClassVar[str] = "normalize_width"
    wakes: ClassVar[Signal] = Signal.WIDE | Signal.HALF_KANA | Signal.JAMO | Signal.ANY

    def draft(self, text: str, found: Profile) -> Draft:
        made: list[Replacement] = []
        table = _table(self.alnum, self.kana, self.marks, self.hangul, self.symbols)
        if table:
            fold(text, table, _voiced() if self.kana else {}, _FIRST, _LAST, 0, made)
        return drafted(text, made, _REASONS)


def normalize_width(text: str, **options: bool) -> str:
    """`text` with the usual widths; the options are those of `NormalizeWidth`.

    >>> normalize_width("ＡＢＣ")
    'ABC'
    """
    return NormalizeWidth(**options)(text)
