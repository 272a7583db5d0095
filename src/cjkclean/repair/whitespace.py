"""NormalizeWhitespace: spaces and line breaks that machines made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

from cjkclean.kernels import second
from cjkclean.kernels import spaces as kernel
from cjkclean.profile import CharClass, Profile, Signal
from cjkclean.repair.wraps import joined_lines
from cjkclean.rewrite import Draft, Reason, Replacement, RewritingStep, drafted
from cjkclean.tables.classes import class_table

__all__ = ["NormalizeWhitespace", "normalize_whitespace"]

_C = CharClass
_SPACED, _DOUBLED, _WRAPPED = 10, 11, 12
_REASONS = {
    kernel.TRAILING: Reason("whitespace.trailing", "white space at the end of a line"),
    kernel.LINE_END: Reason("whitespace.line-end", "a line end of another system"),
    kernel.BLANK_LINE: Reason("whitespace.blank-line", "one blank line too many"),
    kernel.SPACE: Reason("whitespace.space", "a special space"),
    kernel.BETWEEN: Reason("whitespace.between", "a space between CJK characters"),
    kernel.INSERT: Reason("whitespace.inserted", "no space between CJK and Latin text"),
    _SPACED: Reason("layout.spaced", "every character of the text set apart by a space", 0.95),
    _DOUBLED: Reason("layout.doubled", "every part of the line stands twice", 0.95),
    _WRAPPED: Reason("layout.wrapped", "a line broken inside a sentence", 0.9),
}

_LEAST_SPACED, _LEAST_SPACED_MORE = second.LEAST_SPREAD, 4
"""Letters of a spaced-out stretch with marks between that is taken for damage, and of further ones beside it. Words
and titles that are spaced for looks have fewer, and nobody spaces out marks."""
_LETTERS_A_MARK = 3
"""A list of single characters has a mark after each; running text one after three and more."""
_LONGEST_UNIT, _LEAST_UNITS, _LEAST_PLAIN_UNITS = second.LONGEST_UNIT, second.LEAST_UNITS, 10
"""Code points of the longest unit, and the fewest units of a doubled line: with digits or Latin letters among them,
which no reduplication has, and without (four words of the form AABB in a row have eight)."""

_SPACED_BIT, _SPREAD_BIT, _DOUBLED_BIT, _LINES_BIT, _NBSP_BIT, _BLANK_BIT, _WIDE_BIT, _ANY_BIT = map(
    int,
    (Signal.SPACED, Signal.SPREAD, Signal.DOUBLED, Signal.LINES, Signal.NBSP, Signal.BLANK, Signal.WIDE, Signal.ANY),
)
_LINE_END_BITS = _BLANK_BIT | _LINES_BIT | int(Signal.CONTROL)


@lru_cache(maxsize=2)
def _classes(marks: bool) -> bytes:
    """What the kernel has to know of each character class; with `marks` also of marks and digits."""
    table = bytearray(64)
    for kind in (_C.HAN, _C.HAN_RARE, _C.HAN_EXT, _C.HAN_COMPAT, _C.HIRAGANA, _C.KATAKANA):
        table[kind] = kernel.CJK
    for kind in (_C.UPPER, _C.LOWER, _C.DIGIT):
        table[kind] = kernel.LATIN
    if marks:
        table[_C.DIGIT] = kernel.DIGIT
        for kind in (_C.CJK_MARK, _C.WIDE_MARK, _C.QUOTE):
            table[kind] = kernel.MARK
    return bytes(table)


@dataclass(frozen=True)
class NormalizeWhitespace(RewritingStep):
    r"""Removes white space that machines made, and makes the rest uniform.

    Attributes:
        line_ends: `\r\n`, `\r`, vertical tabs, page breaks and Unicode's line separators become `\n`. Risk: none
            for text; a format that needs another line end.
        trailing: white space at the end of lines goes. Risk: Markdown's two spaces that break a line.
        blank_lines: how many blank lines in a row are kept; -1 keeps all. Risk: layout that counts on them.
        spaces: no-break spaces and Unicode's other spaces become plain ones. Risk: line breaks where French and
            others want none.
        ideographic_space: U+3000 becomes a plain space. Risk: the indent of a paragraph looks narrower.
        between_cjk: single spaces between two Chinese or Japanese characters go. Risk: spaces that separate words or
            columns by choice (names, lists, verse).
        cjk_latin: "keep", or "add" a space between Chinese or Japanese and Latin text, or "remove" it. Risk: it is a
            matter of taste; names and codes may be changed.
        spaced: text with a space after every character, marks too, as PDF and OCR programs give it. Risk: a long
            slogan that is spaced for looks, with its marks.
        doubled: lines in which every part stands twice (`第第1 1单元单元`), as PDF programs give bold text. Risk: next
            to none.
        join_lines: lines broken at a fixed width inside sentences are joined. Risk: verse of long lines, tables.

    >>> NormalizeWhitespace()("他  \r\n\r\n\r\n\r\n来了\u00a0。")
    '他\n\n来了 。'
    """

    line_ends: bool = True
    trailing: bool = True
    blank_lines: int = 1
    spaces: bool = True
    ideographic_space: bool = False
    between_cjk: bool = False
    cjk_latin: str = "keep"
    spaced: bool = True
    doubled: bool = True
    join_lines: bool = False

    name: ClassVar[str] = "normalize_whitespace"
    wakes: ClassVar[Signal] = Signal.ANY  # at most: an instance wakes on what concerns its options

    def __post_init__(self) -> None:
        if self.cjk_latin not in ("keep", "add", "remove"):
            raise ValueError(f'cjk_latin is {self.cjk_latin!r}, not "keep", "add" or "remove"')
        if self.blank_lines < -1:
            raise ValueError(f"blank_lines is {self.blank_lines}, not a number of lines or -1")
        looked_at = (self.spaced and _SPREAD_BIT) | (self.doubled and _DOUBLED_BIT) | (self.join_lines and _LINES_BIT)
        object.__setattr__(self, "wakes", Signal(self._tidied | looked_at))

    def rewrite(self, text: str, found: Profile) -> str:
        """The text with the changes made; nothing is drafted when there are none."""
        return super().rewrite(text, found) if self._changes(text, found) else text

    def draft(self, text: str, found: Profile) -> Draft:
        return drafted(text, self._changes(text, found), _REASONS)

    def _changes(self, text: str, found: Profile) -> list[Replacement]:
        made: list[Replacement] = []
        bits = found.bits
        if self.spaced and bits & _SPREAD_BIT:
            _spaced(text, made)
        if not made and self.doubled and bits & _DOUBLED_BIT:
            _doubled(text, made)
        if not made and bits & self._tidied:
            self._tidier().tidy(text, made)
        if not made and self.join_lines and bits & _LINES_BIT:
            made += ((start, end, with_, _WRAPPED) for start, end, with_ in joined_lines(text))
        return made

    @cached_property
    def _tidied(self) -> int:
        """The signals that give the kernel something to do under these options."""
        return (
            (self.spaces and _NBSP_BIT)
            | (self.line_ends and _LINE_END_BITS)
            | ((self.trailing or self.blank_lines >= 0) and _LINES_BIT | _BLANK_BIT | _ANY_BIT)
            | (self.ideographic_space and _WIDE_BIT)
            | (self.between_cjk and _SPACED_BIT)
            | (self.cjk_latin != "keep" and _ANY_BIT)
        )

    def _tidier(self) -> kernel.Tidier:
        index, leaves = class_table()
        return kernel.Tidier(
            _classes(False),
            index,
            leaves,
            self.line_ends,
            self.trailing,
            self.blank_lines,
            self.spaces,
            self.ideographic_space,
            self.between_cjk,
            {"keep": 0, "add": 1, "remove": -1}[self.cjk_latin],
        )


def _spaced(text: str, made: list[Replacement]) -> None:
    """Remove the spaces inside text that is spaced out."""
    index, leaves = class_table()
    stretches = kernel.spaced_out(text, _classes(True), index, leaves, _LEAST_SPACED_MORE)
    if not stretches:
        return
    running = [
        letters >= _LEAST_SPACED and marks > 0 and marks * _LETTERS_A_MARK <= letters
        for _, _, letters, marks in stretches
    ]
    if not any(running):
        return
    for start, end, letters, marks in stretches:
        if marks * _LETTERS_A_MARK <= letters:
            kernel.gaps(start, end, _SPACED, made)


def _doubled(text: str, made: list[Replacement]) -> None:
    """Remove the second halves of lines in which everything stands twice."""
    for units in kernel.doubled_lines(text, _LONGEST_UNIT, _LEAST_UNITS):
        halves = [text[start : start + size] for start, size, _ in units]
        plain = "".join(halves)
        letters = {char for char in plain if "㐀" <= char <= "鿿"}
        others = any(char.isascii() and char.isalnum() for char in plain)
        enough = len(units) >= _LEAST_PLAIN_UNITS or (others and len(set(halves)) >= _LEAST_UNITS)
        if len(letters) > 1 and enough and len(set(halves)) * 2 > len(units):
            made += ((start + size, second + size, "", _DOUBLED) for start, size, second in units)


def normalize_whitespace(text: str, **options: bool | int | str) -> str:
    r"""`text` with uniform white space; the options are those of `NormalizeWhitespace`.

    >>> normalize_whitespace("用Python写的", cjk_latin="add")
    '用 Python 写的'
    """
    return NormalizeWhitespace(**options)(text)  # type: ignore[arg-type]
