"""The profile of a text: what the one scan found, before any step runs."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import log
from operator import or_

from cjkclean.edits import EditList
from cjkclean.kernels import second
from cjkclean.kernels.scan import COLUMNS, WEIGHT_MASK, WEIGHT_SHIFT, Scanner
from cjkclean.tables.classes import CharClass, Signal, flat_classes, pair_table, plausible_pairs

__all__ = ["CharClass", "Hints", "Profile", "Signal", "odd_stretches", "profile"]

_SIGNALS = (1 << WEIGHT_SHIFT) - 1 | int(Signal.ANY)
_NONSENSE = int(Signal.NONSENSE)
_BASE, _GROWTH = -46, 27
"""Weight (sixteenths of a nat) of unseen pairs from which on a text may be nonsense: a base and what is added for every
factor of e in length, since a long text, too, has its oddest stretch. One unseen pair suffices in ten characters, two
rare ones and one more in 1,000 (see `benchmarks/wakes.py`)."""
_FAR = 1000
"""Code points up to which the length counts: one damaged line is as odd in a book as on a page. What is longer is woken
at an even rate, and looked at only where it is odd."""
HAN = (CharClass.HAN, CharClass.HAN_RARE, CharClass.HAN_EXT)
CJK = (*HAN, CharClass.HIRAGANA, CharClass.KATAKANA, CharClass.HANGUL)
"""Classes of CJK letters, compatibility ideographs left out."""
_SECOND = (second.EVEN, second.HOLE | second.GLOSS, second.SPACED, second.JAMO)
"""Signals that ask for a second look, those together that ask for the same."""
_BEFORE = 2
"""Code points before what raises them that are looked at, too."""
_NO_PARTS = array("Q")
PART = 4096
"""Code points of a part of a long text that is looked at by itself."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the markup of a document said about the lines that were read from it.

    Attributes:
        starts: offset of the first code point of each line, ascending.
        rows: for each line the same number of values, one line after the other (`strip.markup.HINTS` names them).
    """

    starts: array[int]
    rows: array[float]

    def of(self, offset: int) -> Sequence[float]:
        """The values of the line that `offset` lies in."""
        width = len(self.rows) // len(self.starts)
        line = max(0, bisect_right(self.starts, offset) - 1)
        return self.rows[line * width : (line + 1) * width]

    def moved(self, edits: EditList) -> Hints:
        """The hints for the text that `edits` make."""
        return Hints(array("q", [edits.to_clean(start) for start in self.starts]), self.rows) if edits else self


class Profile:
    """What one scan found in a text: the signals that wake steps, and counts by character class.

    Attributes:
        bits: `signals` as a plain integer, for the comparison made before every step.
        hints: what markup said about the lines, when the text was read from a document with markup.
        after: the profile of the text that a step made of this one, if that step took it.
        glanced: what a first look for furniture, spam and marks found possible, and where (`strip.page`).
    """

    hints: Hints | None = None
    glanced: tuple[int, list[int]] | None = None
    after: Profile | None = None
    _parts: array[int] | None = None
    _counts: tuple[int, ...] | None = None

    def __init__(self, text: str, bits: int) -> None:
        self.bits = bits
        self._text = text

    def __repr__(self) -> str:
        return f"Profile(length={self.length}, signals={self.signals!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    @property
    def length(self) -> int:
        """Number of code points."""
        return len(self._text)

    @property
    def signals(self) -> Signal:
        """Union of the signals raised by any two neighbouring characters."""
        return Signal(self.bits)

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of characters of each class, indexed by `CharClass`; counted when first asked for."""
        if self._counts is None:
            self._counts = tuple(_scanner().counts(self._text))
        return self._counts

    def of(self, text: str) -> bool:
        """Whether it is the profile of this very object."""
        return self._text is text

    @property
    def is_long(self) -> bool:
        """Whether the text was looked at in parts."""
        return self._parts is not None

    def holds(self, *kinds: CharClass) -> bool:
        """Whether a character of one of some classes stands in the text."""
        if self._parts is None:
            return any(self.counts[kind] for kind in kinds)
        classes = sum(1 << kind for kind in kinds)
        return any(found & classes for found in self._parts[2::COLUMNS])

    def stretches(self, classes: int) -> list[tuple[int, int]]:
        """What has to be looked at for characters of `classes` (a set of bits by `CharClass`), in order.

        None stands elsewhere. Of a long text these are parts, of others the whole.
        """
        if self._parts is None:
            return [(0, len(self._text))]
        found: list[tuple[int, int]] = []
        start = 0
        for end, kinds in zip(self._parts[::COLUMNS], self._parts[2::COLUMNS], strict=True):
            if kinds & classes:
                if found and found[-1][1] == start:
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((start, end))
            start = end
        return found

    def lines(self, classes: int) -> list[tuple[int, int]]:
        """The same in whole lines, of a long text part by part."""
        text, parts = self._text, self._parts
        if parts is None:
            return [(0, len(text))]
        found: list[tuple[int, int]] = []
        first = 0
        for last, kinds in zip(parts[::COLUMNS], parts[2::COLUMNS], strict=True):
            if kinds & classes:
                start = text.rfind("\n", 0, first) + 1
                end = last if text[last - 1] == "\n" else text.find("\n", last) + 1 or len(text)
                if found and found[-1][1] > start:
                    found[-1] = (found[-1][0], max(end, found[-1][1]))
                else:
                    found.append((start, end))
            first = last
        return found

    def raising(self, signals: int) -> Iterator[tuple[int, int, int]]:
        """The parts of a long text, of others the whole, that raise one of `signals` (plain bits), and which."""
        text = self._text
        if self._parts is None:
            if self.bits & signals:
                yield 0, len(text), self.bits & signals
            return
        start = 0
        for end, found, weight in zip(
            self._parts[::COLUMNS], self._parts[1::COLUMNS], self._parts[3::COLUMNS], strict=True
        ):
            # the weight, which goes on from part to part, is at least that of the part by itself
            bits = _raised(found, end - start) & signals
            if bits and (weight or (start and text[start - 1] != "\n") or second.begins_misread(text[start])):
                bits = signal_bits(text[start:end]) & signals
            if bits:
                yield start, end, bits
            start = end

    def heavier(self, level: float) -> list[tuple[int, int]]:
        """What has to be looked at for stretches of more weight than `level`: from no weight to no weight."""
        text, parts = self._text, self._parts
        if parts is None:
            return [(0, len(text))]
        found: list[tuple[int, int]] = []
        ends, before = [0, *parts[::COLUMNS]], [*parts[3::COLUMNS], 0]
        for part, word in enumerate(parts[1::COLUMNS]):
            if word >> WEIGHT_SHIFT & WEIGHT_MASK > level and ends[part] >= (found[-1][1] if found else 0):
                first, last = part, part + 1
                while before[first]:
                    first -= 1
                while before[last]:
                    last += 1
                found.append((ends[first], ends[last]))
        return found

    @property
    def han(self) -> int:
        """Number of Han characters of any kind, compatibility ideographs left out."""
        return sum(self.counts[kind] for kind in HAN)

    @property
    def cjk(self) -> int:
        """Number of Han characters, kana and hangul."""
        return sum(self.counts[kind] for kind in CJK)


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    levels = array("d", [0.0, *(max(0.0, _odd(length)) for length in range(1, 2 * PART + 1))])
    return Scanner(flat_classes(), pair_table(), plausible_pairs(), int(CharClass.NEWLINE), levels)


def profile(text: str, before: Profile | None = None) -> Profile:
    """Scan `text` once; of a long one only what is not in the text of `before`, where that is at hand.

    >>> found = profile("規(guī)模")
    >>> Signal.GLOSS in found.signals, found.han
    (True, 2)
    """
    if len(text) <= PART:
        return Profile(text, signal_bits(text))
    parts = array("Q", bytes(8 * COLUMNS * (len(text) // PART + 1)))
    known, old = (before._parts, before._text) if before and before._parts else (_NO_PARTS, "")
    parts = parts[: COLUMNS * _scanner().survey(text, PART, parts, old, known, len(known) // COLUMNS)]
    if second.begins_misread(text):
        parts[1] |= second.RARE_HAN
    found = parts[1::COLUMNS]
    bits = reduce(or_, found)
    weight = max(word >> WEIGHT_SHIFT & WEIGHT_MASK for word in found)
    if weight > _odd(len(text)):
        bits |= _NONSENSE
    profiled = Profile(text, bits & _SIGNALS | _looked_at(text, parts, bits))
    profiled._parts = parts
    return profiled


def _looked_at(text: str, parts: array[int], bits: int) -> int:
    """What a second look finds in the parts whose signals ask for it, those side by side together."""
    raised = 0
    for asking in _SECOND:
        first = start = 0
        for end, found in zip((*parts[::COLUMNS], len(text)), (*parts[1::COLUMNS], 0), strict=True):
            if not found & asking:
                if first < start:
                    raised |= second.look_at(text, max(0, first - _BEFORE), start, bits & (asking | second.HAN))
                first = end
            start = end
    return raised


def scanned(text: str, wanted: int) -> Profile | None:
    """The profile of `text`, or None when it raises no signal of `wanted` (plain bits): then nothing is made."""
    if len(text) > PART:
        found = profile(text)
        return found if found.bits & wanted else None
    bits = _scanner().bits(text)
    return Profile(text, bits) if bits & wanted else None


def signal_bits(text: str) -> int:
    """The signals of `text` as a plain integer."""
    return _scanner().bits(text) if len(text) <= 2 * PART else profile(text).bits


def _raised(found: int, length: int) -> int:
    """The signals, given what the kernel says of a text of so many code points."""
    weight = found >> WEIGHT_SHIFT & WEIGHT_MASK
    if weight and weight > _odd(length):
        return found & _SIGNALS | _NONSENSE
    return found & _SIGNALS


def odd_stretches(text: str, found: Profile | None = None) -> list[tuple[int, int]]:
    """The stretches of `text` for which it raised `Signal.NONSENSE`.

    >>> odd_stretches("涓枃缂栫爜")
    [(0, 5)]
    """
    level = max(0.0, _odd(len(text))) if text else 0.0
    regions = found.heavier(level) if found else [(0, len(text))]
    return [
        (begin + start, begin + end)
        for begin, stop in ((max(0, first - 1), last) for first, last in regions)
        for start, end in _scanner().odd_stretches(text[begin:stop], level)
    ]


def _odd(length: int) -> float:
    return _BASE + _GROWTH * log(length) if length < _FAR else _ODDEST


_ODDEST = _BASE + _GROWTH * log(_FAR)
