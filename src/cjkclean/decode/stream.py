"""Decoding without holding the whole input: detection on a bounded sample, then piece by piece."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from cjkclean.decode import api, families, mixed, wide
from cjkclean.decode.families import FAMILIES
from cjkclean.decode.result import ByteFinding, Decoded, Run
from cjkclean.step import Finding

__all__ = ["StreamDecoder", "decode_stream"]

PIECE = 1 << 20
"""Bytes read and decoded at a time."""
SAMPLES, SAMPLE = 8, 1 << 15
"""Places of a file that detection looks at, and bytes of each: a quarter of a megabyte, wherever the file changes."""
_LONGEST = 4 * PIECE
"""Bytes without any place to cut that are kept back before the input is cut anywhere."""


class StreamDecoder:
    """Decodes bytes that come in pieces, in an encoding found on a sample.

    Pieces are cut after line ends, so memory holds one piece and no more. A stretch in another encoding is decoded
    in it, and what fits nothing becomes a finding, as in `decode`.

    Args:
        sample: bytes that stand for the whole: its beginning, or places spread over it.
        declared: what a Content-Type header says, if anything.

    Attributes:
        encoding: name of the encoding.
        confidence: probability that it is the right one, 0 to 1.
        findings: what was noticed so far; offsets count from the beginning of the stream.

    >>> decoder = StreamDecoder("今天天气很好\\n".encode("gbk"))
    >>> [decoder.feed("今天".encode("gbk")), decoder.feed("天气\\n很".encode("gbk")), decoder.finish()]
    ['', '今天天气\\n', '很']
    """

    def __init__(self, sample: bytes, declared: str | None = None) -> None:
        found = api.decode(sample, declared)
        self.encoding = found.encoding
        self.confidence = found.confidence
        self.findings: list[Finding] = []
        self._bytes = 0
        self._chars = 0
        self._held = b""
        self._start = True
        self._family = next((family for family, members in FAMILIES.items() if self.encoding in members), None)
        self._codec: codecs.IncrementalDecoder | None = None
        if self._family is None and self.encoding != "utf-8":
            self._codec = codecs.getincrementaldecoder(self.encoding)("replace")

    def feed(self, raw: bytes) -> str:
        """The text of what can be decoded so far; the rest is kept for the next call."""
        if self._codec is not None:
            return self._first(self._codec.decode(raw))
        self._held += raw
        cut = self._held.rfind(b"\n") + 1
        if not cut and len(self._held) > _LONGEST:
            cut = max(self._held.rfind(b" "), self._held.rfind(b","), len(self._held) - 1) + 1
        piece, self._held = self._held[:cut], self._held[cut:]
        return self._piece(piece)

    def finish(self) -> str:
        """The text of what was kept; call it once, at the end."""
        if self._codec is not None:
            return self._first(self._codec.decode(b"", True))
        piece, self._held = self._held, b""
        return self._piece(piece)

    def _first(self, text: str) -> str:
        """Drop a byte-order mark at the beginning."""
        if text and self._start:
            self._start = False
            return text.removeprefix("\ufeff")
        return text

    def _piece(self, piece: bytes) -> str:
        if not piece:
            return ""
        decoded = self._decode(piece)
        for found in (*decoded.findings, *self._foreign(decoded, len(piece))):
            found = replace(found, start=found.start + self._chars, end=found.end + self._chars)
            if isinstance(found, ByteFinding):
                found = replace(found, byte_start=found.byte_start + self._bytes, byte_end=found.byte_end + self._bytes)
            self.findings.append(found)
        self._bytes += len(piece)
        self._chars += len(decoded.text)
        return self._first(decoded.text)

    def _foreign(self, decoded: Decoded, size: int) -> tuple[Finding, ...]:
        """The finding for a piece that is all in another encoding than the stream."""
        if decoded.runs or decoded.encoding in (self.encoding, *FAMILIES.get(self._family or "", ())):
            return ()
        return (mixed.foreign(Run(decoded.encoding, 0, size, 0, len(decoded.text)), self.encoding),)

    def _decode(self, piece: bytes) -> Decoded:
        if self._family is None:
            try:
                return Decoded(piece.decode(), "utf-8")
            except UnicodeDecodeError:
                return mixed.by_runs(piece, "utf-8", self.confidence)
        whole = families.strict(piece, self._family)
        if whole is None or families.strange(piece, self._family):
            return mixed.by_runs(piece, self._family, self.confidence, flawless=families.flawless(whole))
        return Decoded(whole[0], whole[1])


def decode_stream(stream: BinaryIO, declared: str | None = None) -> Iterator[str]:
    """The text of a binary stream, piece by piece; memory does not grow with it.

    Where the stream can be sought, detection looks at places spread over it; else at its first megabyte.

    >>> "".join(decode_stream(io.BytesIO("昨日は天気がよかった\\n".encode("euc_jp"))))
    '昨日は天気がよかった\\n'
    """
    sample, head = _sample(stream)
    decoder = StreamDecoder(sample, declared)
    raw = head or stream.read(PIECE)
    while raw:
        text = decoder.feed(raw)
        if text:
            yield text
        raw = stream.read(PIECE)
    text = decoder.finish()
    if text:
        yield text


def _sample(stream: BinaryIO) -> tuple[bytes, bytes]:
    """(what to detect on, what was read from a stream that cannot go back)."""
    if not stream.seekable():
        head = stream.read(PIECE)
        return head, head
    begin = stream.tell()
    size = stream.seek(0, io.SEEK_END) - begin
    stream.seek(begin)
    head = stream.read(SAMPLE)
    parts = [head]
    marked = any(head.startswith(mark) for mark, _ in wide.MARKS) or b"\0" in head
    if size > 2 * SAMPLES * SAMPLE and not marked:
        for place in range(1, SAMPLES):
            stream.seek(begin + place * size // SAMPLES)
            part = stream.read(SAMPLE)
            parts.append(part[part.find(b"\n") + 1 : part.rfind(b"\n") + 1])
        parts[0] = head[: head.rfind(b"\n") + 1] or head
    elif not marked:
        stream.seek(begin)
        parts = [stream.read(2 * SAMPLES * SAMPLE)]
    stream.seek(begin)
    return b"".join(parts), b""
