"""A part of a misread run, as it is restored."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run: what it meant, how sure that is, and what else it may have been (best first)."""

    start: int
    end: int
    meant: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
