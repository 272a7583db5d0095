"""What decoding gives: the text, the encodings it was read in, and what did not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cjkclean.step import Finding

__all__ = ["ByteFinding", "Decoded", "Run"]


@dataclass(frozen=True, slots=True)
class ByteFinding(Finding):
    """A finding about the bytes that a text was decoded from.

    Attributes:
        byte_start: offset of its first byte in the input.
        byte_end: offset after its last byte.
    """

    byte_start: int = 0
    byte_end: int = 0


class Run(NamedTuple):
    """A stretch of the input in one encoding.

    Attributes:
        encoding: canonical name.
        byte_start: offset of its first byte.
        byte_end: offset after its last byte.
        start: offset of its first code point in the text.
        end: offset after its last code point.
    """

    encoding: str
    byte_start: int
    byte_end: int
    start: int
    end: int


class Decoded(NamedTuple):
    """Text, and how it was read.

    Attributes:
        text: the decoded text; U+FFFD stands for each byte or sequence that did not fit.
        encoding: canonical name of the encoding (of most of the input, where it has several).
        confidence: probability that it is the right one, 0 to 1.
        findings: what did not fit, and stretches in another encoding; offsets are over `text`, and each
            `ByteFinding` has those of the bytes as well.
        runs: the stretches by encoding where there are several; empty for an input in one encoding.
    """

    text: str
    encoding: str
    confidence: float = 1.0
    findings: tuple[Finding, ...] = ()
    runs: tuple[Run, ...] = ()
