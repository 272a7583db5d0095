"""`decode`: bytes in any encoding to text."""

from __future__ import annotations

from dataclasses import dataclass

from charset_normalizer import from_bytes

from cjkclean.step import Finding

__all__ = ["Decoded", "decode"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the encoding it was read in.

    Attributes:
        text: the decoded text.
        encoding: canonical name of the encoding that was used.
        confidence: probability that it is the right one, 0 to 1.
        findings: bytes that did not decode, over `text`.
    """

    text: str
    encoding: str
    confidence: float = 1.0
    findings: tuple[Finding, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Decode `raw` in the encoding that its bytes speak for.

    >>> decode("規模".encode()).text
    '規模'
    """
    try:
        return Decoded(raw.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        best = from_bytes(raw).best()
    if best is None:
        return Decoded(raw.decode("utf-8", "replace"), "utf-8", 0.0)
    return Decoded(str(best), best.encoding, 0.5)
