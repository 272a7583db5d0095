"""The profile of a text: what the one scan found, before any step runs."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from math import log

from cjkclean.kernels import scan as kernel
from cjkclean.tables.classes import CharClass, Signal, class_table, pair_table, plausible_pairs

__all__ = ["CharClass", "Profile", "Signal", "profile"]

_NO_COUNTS = bytes(8 * kernel.CLASSES)
_START = int(CharClass.NEWLINE)
_NONSENSE = int(Signal.NONSENSE)
_SHORT, _LONG = (-18, 17), (-48, 25)
"""Weight (sixteenths of a nat) of unseen pairs from which on a text may be nonsense: a base and what is added for every
factor of e in length, the larger of both, so that a long text gives no more false alarms. One unseen pair suffices in
ten characters, five in 1,000 (of 1,000 characters of encyclopedic text, full of foreign names, one in ten has more)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts by character class and the signals that wake steps.

    Attributes:
        length: number of code points.
        bits: `signals` as a plain integer, for the comparison made before every step.
    """

    length: int
    bits: int
    _counts: array[int] = field(repr=False)

    @property
    def signals(self) -> Signal:
        """Union of the signals raised by any two neighbouring characters."""
        return Signal(self.bits)

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of characters of each class, indexed by `CharClass`."""
        return tuple(self._counts)

    @property
    def han(self) -> int:
        """Number of Han characters of any kind, compatibility ideographs left out."""
        return sum(self._counts[kind] for kind in (CharClass.HAN, CharClass.HAN_RARE, CharClass.HAN_EXT))

    @property
    def cjk(self) -> int:
        """Number of Han characters, kana and hangul."""
        return self.han + sum(self._counts[k] for k in (CharClass.HIRAGANA, CharClass.KATAKANA, CharClass.HANGUL))


def profile(text: str) -> Profile:
    """Scan `text` once.

    >>> found = profile("規(guī)模")
    >>> Signal.GLOSS in found.signals, found.han
    (True, 2)
    """
    index, leaves = class_table()
    counts = array("Q", _NO_COUNTS)
    bits = kernel.scan(text, index, leaves, pair_table(), plausible_pairs(), counts, _START) & ~kernel.SKETCHED
    weight = counts[kernel.IMPLAUSIBLE]
    if weight:
        counts[kernel.IMPLAUSIBLE] = 0
        size = log(len(text))
        if all(weight > base + growth * size for base, growth in (_SHORT, _LONG)):
            bits |= _NONSENSE
    return Profile(len(text), bits, counts)
