"""What is written for a run: which of its characters are certain enough, and what else each of them may be."""

from __future__ import annotations

from math import exp
from typing import NamedTuple

from cjkclean.kernels import shifted
from cjkclean.repair.shift_search import Run

__all__ = ["CERTAIN", "Piece", "certain_part", "pieces"]

CERTAIN = 0.95
"""Probability from which a character counts as certain: other searches learn from it."""
_UNKNOWN = chr(shifted.UNKNOWN_DIGIT)
_CANDIDATES = 8


class Piece(NamedTuple):
    """One character of a run, or several that are certain.

    Attributes:
        start, end: offsets of what stands there.
        text: what is written, `?` for what is too uncertain.
        best: what is most probable.
        confidence: probability of `best`; of its least certain character.
        alternatives: what else it may be, best first; none for what is certain.
    """

    start: int
    end: int
    text: str
    best: str
    confidence: float
    alternatives: tuple[str, ...] = ()


def certain_part(run: Run, least: float) -> str:
    """The best reading with `?` where the probability of its character is below `least`.

    Which blank was swallowed at its end, if any, nobody sees: readings that differ in that count as one.
    """
    if 1.0 / (1.0 + run.doubt) >= least:
        return run.text.replace(_UNKNOWN, "?")
    return "".join(_written(run, least))


def _written(run: Run, least: float) -> list[str]:
    """What is written for each character of the best reading."""
    if 1.0 / (1.0 + run.doubt) >= least:
        return list(run.text.replace(_UNKNOWN, "?"))
    visible = run.text.rstrip()
    rivals = [(exp(-behind), rival.rstrip()) for behind, rival in run.rivals]
    written = []
    for at, char in enumerate(visible.replace(_UNKNOWN, "?")):
        against = sum([weight for weight, rival in rivals if rival[at : at + 1] != visible[at]])
        written.append(char if 1.0 / (1.0 + against) >= least else "?")
    blanks = list(run.text[len(visible) :])
    longer = sum([weight for weight, rival in rivals if len(rival) > len(visible)])
    if 1.0 / (1.0 + longer) >= least:
        return written + blanks
    if blanks or not written:
        return [*written, "?"] + [""] * (len(blanks) - 1)
    return [*written[:-1], written[-1] + "?"]


def pieces(run: Run, least: float) -> list[Piece]:
    """The run in pieces: each character with its own probability and runners-up, those that are certain together."""
    written = _written(run, least)
    weights = [(exp(-behind), rival) for behind, rival in run.rivals]
    copied = exp(-run.gain)
    found: list[Piece] = []
    first, start = 0, run.start
    for at in range(max(len(run.text), 1)):
        last = at + 1 >= len(run.text)
        if not last and run.ends[at] == run.ends[at + 1]:
            continue
        best = run.text[first : at + 1]
        others = [(weight, rival[first:] if last else rival[first : at + 1]) for weight, rival in weights]
        others = [(weight, other) for weight, other in others if other != best]
        confidence = 1.0 / (1.0 + copied + sum([weight for weight, _ in others]))
        alternatives = () if confidence > CERTAIN else tuple(dict.fromkeys(other for _, other in others))[:_CANDIDATES]
        end = run.end if last else run.ends[at]
        piece = Piece(start, end, "".join(written[first : at + 1]), best, confidence, alternatives)
        if found and min(found[-1].confidence, confidence) > CERTAIN:
            piece = _joined(found.pop(), piece)
        found.append(piece)
        first, start = at + 1, end
    return found


def _joined(one: Piece, other: Piece) -> Piece:
    confidence = min(one.confidence, other.confidence)
    return Piece(one.start, other.end, one.text + other.text, one.best + other.best, confidence)
