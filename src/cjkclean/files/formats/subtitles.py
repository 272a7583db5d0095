"""Subtitles (SRT, WebVTT, SubStation Alpha): what is said is cleaned; timing, numbering and layout stay."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.decode import decode
from cjkclean.files.formats.base import Cleaner, Format
from cjkclean.files.formats.text import refuse_binary, refuse_fields
from cjkclean.files.streams import InputStream
from cjkclean.patterns import lazy

__all__ = ["SubRip", "SubStationAlpha", "WebVTT"]

Spans = list[tuple[int, int]]

_LINE = lazy(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMING = lazy(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_MARKUP = lazy(r"<[^<>\r\n]{0,200}>|\{[^{}\r\n]{0,2000}\}|\\[Nnh]")
"""Tags of SRT and WebVTT, override blocks of SubStation Alpha and its line breaks and hard spaces."""


class _Subtitles(Format):
    """A subtitle file: one document, whose cues are judged together."""

    unit: ClassVar[str] = "file"
    independent: ClassVar[bool] = False

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        refuse_fields(cls.name, fields)
        refuse_binary(stream)
        return cls()

    def records(self, stream: InputStream) -> Iterator[bytes]:
        data = stream.read()
        if data:
            yield data

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        decoded = decode(record)
        cleaner.decoded(decoded)
        spans = [piece for span in self.spoken(decoded.text) for piece in _outside_markup(decoded.text, *span)]
        return cleaner.clean_spans(decoded.text, spans, decoded.encoding).encode("utf-8")

    @staticmethod
    @abstractmethod
    def spoken(text: str) -> Iterator[tuple[int, int]]:
        """Where what is said stands in `text`: the lines of the cues, markup included, line ends left out."""


@dataclass(frozen=True)
class SubRip(_Subtitles):
    """SRT. A cue is a line of timing and the lines after it, up to a blank one."""

    name: ClassVar[str] = "srt"
    suffixes: ClassVar[tuple[str, ...]] = (".srt",)

    @staticmethod
    def spoken(text: str) -> Iterator[tuple[int, int]]:
        return _after_timing(text)


@dataclass(frozen=True)
class WebVTT(_Subtitles):
    """WebVTT; notes, styles, regions and cue settings stay as they are."""

    name: ClassVar[str] = "vtt"
    suffixes: ClassVar[tuple[str, ...]] = (".vtt",)

    @staticmethod
    def spoken(text: str) -> Iterator[tuple[int, int]]:
        return _after_timing(text)


@dataclass(frozen=True)
class SubStationAlpha(_Subtitles):
    """SSA and ASS: the last field of `Dialogue:` lines, as the `Format:` line of the events counts them."""

    name: ClassVar[str] = "ass"
    suffixes: ClassVar[tuple[str, ...]] = (".ass", ".ssa")

    @staticmethod
    def spoken(text: str) -> Iterator[tuple[int, int]]:
        before_text = 9  # commas, when no Format: line says otherwise
        events = False
        for start, end in _lines(text):
            line = text[start:end]
            if line.lstrip().startswith("["):
                events = line.strip().lower() == "[events]"
            elif events and line.startswith("Format:"):
                before_text = line.count(",")
            elif events and line.startswith("Dialogue:"):
                fields = line.split(",", before_text)
                if len(fields) > before_text:
                    yield end - len(fields[-1]), end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines stand, their ends left out."""
    for found in _LINE.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip("\r\n"))


def _after_timing(text: str) -> Iterator[tuple[int, int]]:
    inside = False
    for start, end in _lines(text):
        if _TIMING.match(text, start, end):
            inside = True
        elif not text[start:end].strip():
            inside = False
        elif inside:
            yield start, end


def _outside_markup(text: str, start: int, end: int) -> Spans:
    spans = []
    for found in _MARKUP.finditer(text, start, end):
        spans.append((start, found.start()))
        start = found.end()
    spans.append((start, end))
    return [span for span in spans if span[0] < span[1]]
