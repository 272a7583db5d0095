"""What is suspect: the stretches of a text that the model finds implausible."""

from __future__ import annotations

from array import array
from math import log
from typing import NamedTuple

from cjkclean import model
from cjkclean.kernels.doubt import suspects
from cjkclean.profile import Signal, signal_bits
from cjkclean.repair.misread.confusions import CAP, LEVEL

__all__ = ["MISREAD", "PART", "Span", "find_suspects", "least_weight", "looked_at"]

LEAST = 4.0  # weight from which on a stretch is suspect
SHORT, LEAST_LONG = 12, 4.0
"""In a text of more than `SHORT` code points the weightiest stretch must weigh `LEAST_LONG` nats more for every factor
of e in length, since clean text, too, has its weightiest stretch (of 800 code points of encyclopedic text, half
have one of 9.4 nats, a tenth one of 14.6; six misread characters weigh 20 and more)."""
PART = 4096  # code points of a long text that are scanned again by themselves

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


class Span(NamedTuple):
    """A stretch that the model finds implausible, and by how much (nats)."""

    start: int
    end: int
    weight: float


def find_suspects(text: str, plain: array[float]) -> list[Span]:
    """The implausible stretches of `text`, given the log probability of each character."""
    return [Span(*found) for found in suspects(text, plain, LEVEL, CAP, LEAST)]


def looked_at(text: str, size: int) -> tuple[array[float], list[Span]]:
    """Log probability of each character of `text`, and its implausible stretches.

    Longer text than `size` is scanned in parts of whole lines, and where a part shows no signal it counts as certain
    without a look: damage cannot show there, and the rest of a book need not pay for one line.
    """
    if len(text) <= size:
        plain = model.default().logprobs(text)
        return plain, find_suspects(text, plain)
    plain = array("f", bytes(4 * len(text)))
    spans: list[Span] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start + size, start + 2 * size) + 1 or min(start + 2 * size, len(text))
        part = text[start:end]
        if signal_bits(part) & MISREAD:
            found = model.default().logprobs(part)
            plain[start:end] = found
            spans += (Span(start + first, start + last, weight) for first, last, weight in find_suspects(part, found))
        start = end
    return plain, spans


def least_weight(text: str) -> float:
    """What a stretch of `text` must weigh (nats) to be looked at."""
    return LEAST_LONG * log(max(1.0, len(text) / SHORT))
