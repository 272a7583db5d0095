"""What is suspect: the stretches of a text that the model finds implausible."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from math import log
from typing import NamedTuple

from cjkclean import model
from cjkclean.kernels.doubt import suspects
from cjkclean.profile import Profile, Signal
from cjkclean.repair.misread.confusions import CAP, LEVEL

__all__ = ["MISREAD", "Span", "find_suspects", "laid_out", "least_weight", "looked_at"]

LEAST = 4.0  # weight from which on a stretch is suspect
SHORT, LEAST_LONG = 12, 4.0
"""In a text of more than `SHORT` code points the weightiest stretch must weigh `LEAST_LONG` nats more for every factor
of e in length, since clean text, too, has its weightiest stretch (of 800 code points of encyclopedic text, half
have one of 9.4 nats, a tenth one of 14.6; six misread characters weigh 20 and more)."""
SURROUNDINGS = 1000
"""Code points of a text up to which it matters how long it is. What a stretch must weigh only says where to look: the
margin by which another reading must be better is the same in a phrase and in a book."""

MISREAD = int(
    Signal.LATIN_RUN
    | Signal.SINGLE_BYTE_RUN
    | Signal.HALF_KANA
    | Signal.RARE_HAN
    | Signal.NONSENSE
    | Signal.PRIVATE
    | Signal.REPLACEMENT
    | Signal.CONTROL
)
"""The signals without which nothing is misread."""
_NONSENSE = int(Signal.NONSENSE)


class Span(NamedTuple):
    """A stretch that the model finds implausible, and by how much (nats)."""

    start: int
    end: int
    weight: float


Suspect = tuple[int, int, float]
"""A `Span` as a plain tuple: a long text has thousands, which mostly weigh too little to be looked at."""


def find_suspects(text: str, plain: array[float], offset: int = 0) -> list[Suspect]:
    """The implausible stretches of `text`, given the log probability of each character, moved by `offset`."""
    return suspects(text, plain, offset, LEVEL, CAP, LEAST)


class Part(NamedTuple):
    """Where a part of a text begins, and the log probability of each of its characters."""

    start: int
    plain: array[float]


def looked_at(
    text: str, found: Profile | None, is_worth: Callable[[str, Profile], bool]
) -> tuple[list[Part], list[Suspect]]:
    """The parts of `text` that have to be looked at, and their implausible stretches.

    Where a part of a long text, whose profile is `found`, shows no signal, or none but nonsense and is not `is_worth`
    it, it counts as certain without a look: damage cannot show there, and the rest of a book need not pay for one line.
    """
    if found is None or not found.is_long:
        plain = model.default().logprobs(text)
        return [Part(0, plain)], find_suspects(text, plain)
    parts: list[Part] = []
    spans: list[Suspect] = []
    for start, end, bits in found.raising(MISREAD):
        part = text[start:end]
        if bits & ~_NONSENSE or is_worth(part, Profile(part, bits)):
            plain = model.default().logprobs(part)
            parts.append(Part(start, plain))
            spans += find_suspects(part, plain, start)
    return parts, spans


def laid_out(parts: list[Part], length: int) -> array[float]:
    """The log probability of each character of a text of so many; nothing is in doubt outside of its parts."""
    if len(parts[0].plain) == length:
        return parts[0].plain
    whole = array("f", [0.0]) * length
    for start, plain in parts:
        whole[start : start + len(plain)] = plain
    return whole


def least_weight(text: str) -> float:
    """What a stretch of `text` must weigh (nats) to be looked at."""
    return LEAST_LONG * log(max(1.0, min(len(text), SURROUNDINGS) / SHORT))
