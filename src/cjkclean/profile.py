"""The profile of a text: what the one scan found, before any step runs."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from cjkclean.edits import EditList
from cjkclean.kernels.scan import WEIGHT_MASK, WEIGHT_SHIFT, Scanner
from cjkclean.tables.classes import CharClass, Signal, class_table, pair_table, plausible_pairs

__all__ = ["CharClass", "Hints", "Profile", "Signal", "odd_stretches", "profile"]

_SIGNALS = (1 << WEIGHT_SHIFT) - 1 | int(Signal.ANY)
_NONSENSE = int(Signal.NONSENSE)
_BASE, _GROWTH = -46, 27
"""Weight (sixteenths of a nat) of unseen pairs from which on a text may be nonsense: a base and what is added for every
factor of e in length, since a long text, too, has its oddest stretch. One unseen pair suffices in ten characters, two
rare ones and one more in 1,000 (see `benchmarks/wakes.py`)."""


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
    """

    __slots__ = ("_counts", "_text", "bits", "hints")

    def __init__(self, text: str, bits: int) -> None:
        self.bits = bits
        self.hints: Hints | None = None
        self._text = text
        self._counts: tuple[int, ...] | None = None

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

    @property
    def han(self) -> int:
        """Number of Han characters of any kind, compatibility ideographs left out."""
        return sum(self.counts[kind] for kind in (CharClass.HAN, CharClass.HAN_RARE, CharClass.HAN_EXT))

    @property
    def cjk(self) -> int:
        """Number of Han characters, kana and hangul."""
        return self.han + sum(self.counts[k] for k in (CharClass.HIRAGANA, CharClass.KATAKANA, CharClass.HANGUL))


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    return Scanner(*class_table(), pair_table(), plausible_pairs(), int(CharClass.NEWLINE))


def profile(text: str) -> Profile:
    """Scan `text` once.

    >>> found = profile("規(guī)模")
    >>> Signal.GLOSS in found.signals, found.han
    (True, 2)
    """
    return Profile(text, signal_bits(text))


def signal_bits(text: str) -> int:
    """The signals of `text` as a plain integer: all that a text costs in which nothing is to be done."""
    found = _scanner().signals(text)
    weight = found >> WEIGHT_SHIFT & WEIGHT_MASK
    if weight and weight > _odd(len(text)):
        return found & _SIGNALS | _NONSENSE
    return found & _SIGNALS


def odd_stretches(text: str) -> list[tuple[int, int]]:
    """The stretches of `text` for which it raised `Signal.NONSENSE`.

    >>> odd_stretches("涓枃缂栫爜")
    [(0, 5)]
    """
    return _scanner().odd_stretches(text, max(0.0, _odd(len(text)))) if text else []


def _odd(length: int) -> float:
    return _BASE + _GROWTH * log(length)
