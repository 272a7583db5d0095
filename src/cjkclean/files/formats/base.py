"""What a file format is: how a file falls into records, and how a record is cleaned and put together again."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, Protocol
from urllib.parse import urlsplit

from cjkclean.decode import Decoded
from cjkclean.files.output import Output
from cjkclean.files.streams import InputStream

__all__ = ["Cleaner", "Format", "FormatError", "NotText", "RecordError", "adopt", "host_of"]


class RecordError(ValueError):
    """One record that cannot be read; the others can."""


class FormatError(ValueError):
    """A file that is not what its format says, or options that do not fit it; nothing of it can be read."""


class NotText(FormatError):
    """A file that is not text at all."""


class Cleaner(Protocol):
    """What cleans the texts that a format finds in its records, and keeps the account."""

    def clean(self, text: str, part: str = "", encoding: str | None = None) -> str:
        """The clean text of a document; the same object when nothing changes.

        Args:
            text: the document.
            part: which part of its record it is (the name of a field, the number of a column); empty for all of it.
            encoding: the encoding it was decoded from, if that was found out.
        """

    def clean_spans(self, text: str, spans: Sequence[tuple[int, int]], encoding: str | None = None) -> str:
        """`text` cleaned as one document in which nothing but the spans is text and may change."""

    def decoded(self, found: Decoded) -> None:
        """Take note of how the record decoded."""


class Format(ABC):
    """A format, set up for one file.

    The records of a file, one after the other, are the whole file; a record that needs no change is written back byte
    for byte. Instances travel to worker processes, so they hold plain data only.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    unit: ClassVar[str] = "record"  # what messages call a record
    independent: ClassVar[bool] = True  # whether one record can stay as it is when the others are cleaned

    @classmethod
    @abstractmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        """The format for the file in `stream`, of which nothing but `peek` may be used.

        Args:
            stream: the file at its beginning.
            fields: the parts of each record that are text, as the user named them; none for the format's own choice.

        Raises:
            FormatError: the file is not of this format, or has no such fields.
        """

    def missing(self) -> str | None:
        """What to say of a file of records in none of which a text was found; None when that can be right."""
        return None

    def rows(self) -> Format:
        """The same file as rows: a format with its records that rewrites each into a line of JSON, or into nothing.

        The texts are the strings of `texts()`; with them comes whatever else the record holds.
        """
        return _Rows(self)

    def texts(self) -> Sequence[str]:
        """Names of the texts in a row; see `rows`."""
        return ("text",)

    def only_read(self) -> None:  # noqa: B027  (most formats keep nothing)
        """No output will be written: what was kept for it need not be."""

    def output(self, file: BinaryIO, name: str) -> Output | None:
        """What the rewritten records are written to, for a format whose files are more than their records.

        Args:
            file: the file to write.
            name: its name; `-` for standard output.

        Returns:
            None for one that writes record after record, compressed as the name asks.
        """
        return None

    @abstractmethod
    def records(self, stream: InputStream) -> Iterator[bytes]:
        """The records of the file, in order."""

    def host(self, record: bytes) -> str:
        """The host that the page in a record is from; empty when the record does not say."""
        return ""

    @abstractmethod
    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        """The record with its texts cleaned; the same object when nothing changes.

        Raises:
            RecordError: the record cannot be read.
        """


@dataclass(frozen=True)
class _Rows(Format):
    """A format of texts, each of which becomes a row with nothing but the text."""

    name: ClassVar[str] = "rows"
    suffixes: ClassVar[tuple[str, ...]] = ()

    inner: Format

    def __post_init__(self) -> None:
        adopt(self, self.inner)

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        raise NotImplementedError("rows are of an open file")

    def records(self, stream: InputStream) -> Iterator[bytes]:
        return self.inner.records(stream)

    def host(self, record: bytes) -> str:
        return self.inner.host(record)

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        text = self.inner.rewrite(record, cleaner).decode("utf-8")
        return json.dumps({"text": text}, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def host_of(address: object) -> str:
    """The host that an address names, without `www.`; empty when it is none.

    >>> host_of("https://www.example.com/a/1.html"), host_of("example.org"), host_of(None)
    ('example.com', 'example.org', '')
    """
    if not isinstance(address, str):
        return ""
    try:
        found = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return found.removeprefix("www.")


def adopt(outer: Format, inner: Format) -> None:
    """Let a format around another call its records as that one does."""
    for member in ("unit", "independent"):
        object.__setattr__(outer, member, getattr(inner, member))
