"""NormalizePunctuation: ASCII marks in CJK text to fullwidth ones and back, and the quotation marks of a region."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.patterns import lazy
from cjkclean.profile import Profile, Signal
from cjkclean.rewrite import Draft, Reason, Replacement, RewritingStep, drafted

__all__ = ["NormalizePunctuation", "full_marks", "normalize_punctuation"]

_MARKS, _QUOTES = 0, 1
_REASONS = {
    _MARKS: Reason("punctuation.width", "the mark of the other script"),
    _QUOTES: Reason("punctuation.quotes", "the quotation marks of another region"),
}
_CJK = "々-〇〡-〩ぁ-ヿ㐀-鿿\U00020000-\U0003ffff"
_CLOSING = "」』”’）》〉】］"
_CANDIDATE = lazy("[,.!?:;(]")
_KEPT = lazy(r"https?://[!-~]+|www\.[!-~]+|`[^`\n]*`|(?<![\w.+-])[\w.+-]+@[\w.-]+", re.ASCII)  # addresses and code
_FULL = lazy(
    rf"""(?<=[{_CJK}{_CLOSING}])(?:\.(?![.A-Za-z0-9])|[,;!?](?![0-9A-Za-z])|:(?!//))
    | (?<=[0-9A-Za-z])[,;!?](?=[{_CJK}“‘「『《])
    | \((?=[^()\n{_CJK}]*[{_CJK}][^()\n]*(?P<close>\)))""",
    re.VERBOSE | re.ASCII,
)
_TO_FULL = {",": "，", ".": "。", "!": "！", "?": "？", ":": "：", ";": "；", "(": "（", ")": "）"}
_TO_ASCII = {full: ascii_ for ascii_, full in _TO_FULL.items()}
_ASCII = lazy("[" + "".join(_TO_ASCII) + "]")
_CURLY, _CORNER = "“”‘’", "「」『』"
_CURLY_MARK = lazy(r"[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])")
_CORNER_MARK = lazy("[" + _CORNER + "]")


@dataclass(frozen=True, slots=True)
class NormalizePunctuation(RewritingStep):
    """Makes punctuation uniform. It is an author's choice, so no preset does it.

    Attributes:
        marks: "full" makes `, . ! ? : ; ( )` in Chinese and Japanese text fullwidth, but not in numbers, times,
            addresses or code, nor brackets around Latin text; "ascii" makes the fullwidth ones ASCII everywhere;
            "keep". Risk: text in which the other marks are meant.
        quotes: "corner" makes “curly” quotation marks 「corner」 ones (Taiwan, Japan), "curly" the other way (the
            mainland); "keep". Risk: corner brackets that mark titles in simplified text.

    >>> NormalizePunctuation()("他问:“几点了?”(快12:30了.)")
    '他问：“几点了？”（快12:30了。）'
    """

    marks: str = "full"
    quotes: str = "keep"

    name: ClassVar[str] = "normalize_punctuation"
    wakes: ClassVar[Signal] = Signal.HAN | Signal.KANA

    def __post_init__(self) -> None:
        if self.marks not in ("full", "ascii", "keep"):
            raise ValueError(f'marks is {self.marks!r}, not "full", "ascii" or "keep"')
        if self.quotes not in ("corner", "curly", "keep"):
            raise ValueError(f'quotes is {self.quotes!r}, not "corner", "curly" or "keep"')

    def draft(self, text: str, found: Profile) -> Draft:
        made: list[Replacement] = []
        if self.marks == "full":
            made += full_marks(text)
        elif self.marks == "ascii":
            made += ((*mark.span(), _TO_ASCII[mark.group()], _MARKS) for mark in _ASCII.finditer(text))
        if self.quotes != "keep":
            made += _quotes(text, self.quotes == "corner")
        return drafted(text, sorted(made), _REASONS)


def full_marks(text: str) -> list[Replacement]:
    """What `NormalizePunctuation` makes fullwidth."""
    kept = [match.span() for match in _KEPT.finditer(text)] if any(sign in text for sign in "/`@w") else []
    starts = [start for start, _ in kept]
    found: list[Replacement] = []
    to_widen = _FULL.match
    for candidate in _CANDIDATE.finditer(text):
        at = candidate.start()
        match = to_widen(text, at)
        if match is None:
            continue
        if kept:
            place = bisect_right(starts, at) - 1
            if place >= 0 and at < kept[place][1]:
                continue
        mark = text[at]
        found.append((at, at + 1, _TO_FULL[mark], _MARKS))
        if mark == "(":
            found.append((*match.span("close"), "）", _MARKS))
    return found


def _quotes(text: str, corner: bool) -> Iterator[Replacement]:
    pattern, old, new = (_CURLY_MARK, _CURLY, _CORNER) if corner else (_CORNER_MARK, _CORNER, _CURLY)
    for match in pattern.finditer(text):
        yield (*match.span(), new[old.index(match.group())], _QUOTES)


def normalize_punctuation(text: str, **options: str) -> str:
    """`text` with uniform punctuation; the options are those of `NormalizePunctuation`.

    >>> normalize_punctuation("他说：“走吧。”", quotes="corner")
    '他说：「走吧。」'
    """
    return NormalizePunctuation(**options)(text)
