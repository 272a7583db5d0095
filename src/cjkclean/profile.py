"""The profile of a text: what the one scan found, before any step runs."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from cjkclean.kernels import scan as kernel
from cjkclean.tables.classes import CharClass, Signal, class_table, pair_table

__all__ = ["CharClass", "Profile", "Signal", "profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts by character class and the signals that wake steps.

    Attributes:
        length: number of code points.
        signals: union of the `Signal` bits raised by any two neighbouring characters.
        counts: number of characters of each class, indexed by `CharClass`.
    """

    length: int
    signals: Signal
    counts: tuple[int, ...]

    @property
    def han(self) -> int:
        """Number of Han characters of any kind."""
        return sum(self.counts[kind] for kind in (CharClass.HAN, CharClass.HAN_RARE, CharClass.HAN_EXT))

    @property
    def cjk(self) -> int:
        """Number of Han characters, kana and hangul."""
        return self.han + sum(self.counts[k] for k in (CharClass.HIRAGANA, CharClass.KATAKANA, CharClass.HANGUL))


def profile(text: str) -> Profile:
    """Scan `text` once.

    >>> found = profile("規(guī)模")
    >>> Signal.GLOSS in found.signals, found.han
    (True, 2)
    """
    index, leaves = class_table()
    counts = array("Q", bytes(64 * 8))
    signals = kernel.scan(text, index, leaves, pair_table(), counts, CharClass.NEWLINE)
    return Profile(len(text), Signal(signals), tuple(counts))
