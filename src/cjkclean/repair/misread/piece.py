"""A part of a misread run, as it is restored."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Piece"]


class Piece(NamedTuple):
    """A part of a run: what it meant, how sure that is, and what else it may have been (best first)."""

    start: int
    end: int
    meant: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
