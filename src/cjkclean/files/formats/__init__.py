"""File formats, by name and by file name. Others plug in through the entry point group `cjkclean.formats`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import PurePath

from cjkclean.files.formats.arrow import ArrowTable, ParquetTable
from cjkclean.files.formats.base import Cleaner, Format, FormatError, NotText, RecordError
from cjkclean.files.formats.delimited import CommaSeparated, TabSeparated
from cjkclean.files.formats.html import HtmlPage
from cjkclean.files.formats.jsonl import JsonLines
from cjkclean.files.formats.subtitles import SubRip, SubStationAlpha, WebVTT
from cjkclean.files.formats.text import PlainText
from cjkclean.files.formats.warc import WebArchive
from cjkclean.files.streams import COMPRESSED_SUFFIXES

__all__ = ["Cleaner", "Format", "FormatError", "NotText", "RecordError", "format_of", "formats"]

_OWN: tuple[type[Format], ...] = (
    PlainText,
    JsonLines,
    CommaSeparated,
    TabSeparated,
    SubRip,
    WebVTT,
    SubStationAlpha,
    HtmlPage,
    ParquetTable,
    ArrowTable,
    WebArchive,
)


@lru_cache(maxsize=1)
def formats() -> Mapping[str, type[Format]]:
    """The formats by name, with those of other packages.

    >>> sorted(formats())
    ['arrow', 'ass', 'csv', 'html', 'jsonl', 'parquet', 'srt', 'text', 'tsv', 'vtt', 'warc']
    """
    found = {kind.name: kind for kind in _OWN}
    for point in entry_points(group="cjkclean.formats"):
        found[point.name] = point.load()
    return found


def format_of(name: str) -> type[Format]:
    """The format that a file name's suffix stands for, a suffix of compression left out; plain text if none does.

    >>> format_of("a/b.jsonl.gz").name, format_of("README").name
    ('jsonl', 'text')
    """
    path = PurePath(name)
    if path.suffix.lower() in COMPRESSED_SUFFIXES:
        path = path.with_suffix("")
    suffix = path.suffix.lower()
    return next((kind for kind in formats().values() if suffix in kind.suffixes), PlainText)
