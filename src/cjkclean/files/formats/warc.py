"""WARC and WET: the texts and pages of a web archive are cleaned; every other record is kept byte for byte."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, ClassVar, cast

from cjkclean.decode import decode
from cjkclean.files.errors import FileError
from cjkclean.files.formats.base import Cleaner, Format, FormatError, RecordError, host_of
from cjkclean.files.formats.extras import extra
from cjkclean.files.formats.text import refuse_fields
from cjkclean.files.output import Output, StreamOutput
from cjkclean.files.streams import InputStream, compression_of
from cjkclean.patterns import lazy

__all__ = ["WebArchive"]

_END = b"\r\n\r\n"
_LENGTH = lazy(rb"(?im)^content-length:[ \t]*(\d+)[ \t]*\r?$")
_TARGET = lazy(rb"(?im)^warc-target-uri:[ \t]*<?([^\s>]+)")
_HTML = ("text/html", "application/xhtml+xml")
_TEXTS = (*_HTML, "text/plain")

_NAMESPACE = uuid.UUID("5d9b6a1e-50d2-5e70-9d8e-3c1f6f0a4b27")
"""For the names of records that are made here: the same record gives the same name each time."""


@dataclass(frozen=True)
class WebArchive(Format):
    """A web archive (ISO 28500).

    A `conversion` record of plain text, as WET files hold them, gets its clean text. A page or text in a `response`
    or `resource` record that cleaning changes is replaced by a `conversion` record which refers to it, since what was
    captured must not be altered. The records are read by FastWARC.
    """

    name: ClassVar[str] = "warc"
    suffixes: ClassVar[tuple[str, ...]] = (".warc", ".wet")

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> WebArchive:
        refuse_fields(cls.name, fields)
        extra("fastwarc.warc", "warc", "a web archive")
        head = stream.peek(5)
        if head and not head.startswith(b"WARC/"):
            raise FormatError("not a WARC file")
        return cls()

    def records(self, stream: InputStream) -> Iterator[bytes]:
        forward = _Forward(cast(BinaryIO, stream))
        size = 0
        for record in _archive(forward, parse_http=False):
            whole = io.BytesIO()
            record.write(whole)
            data = whole.getvalue()
            if len(data) - data.index(_END) - 2 * len(_END) != record.content_length:
                raise FormatError("ends within a record")
            size += len(data)
            yield data
        while forward.read(1 << 20):
            pass
        if forward.tell() != size:
            raise FormatError(f"{abs(forward.tell() - size):,} bytes of it belong to no record")

    def host(self, record: bytes) -> str:
        found = _TARGET.search(record, 0, record.find(_END) + 1)
        return host_of(found[1].decode("utf-8", "replace")) if found else ""

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        found = _Found.of(record)
        if found is None:
            return record
        clean = found.cleaned(cleaner)
        if clean == found.text and (found.encoding == "utf-8" or not found.converted):
            return record
        return found.rewritten(record, clean)

    def output(self, file: BinaryIO, name: str) -> Output | None:
        kind = compression_of(name)
        return _RecordByRecord(file, kind, name) if kind else None

    def rows(self) -> Format:
        return _ArchiveRows()


def _archive(stream: _Forward, parse_http: bool) -> Iterator[Any]:
    """The records, read by FastWARC.

    Raises:
        FormatError: they cannot be read.
    """
    warc = extra("fastwarc.warc", "warc", "a web archive")
    decoding = "all" if parse_http else "none"
    try:
        yield from warc.ArchiveIterator(stream, parse_http=parse_http, auto_decode=decoding)
    except FileError:
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":  # a panic of its Rust code
            raise FormatError(f"a damaged WARC file: {error}") from error
        raise


class _Forward:
    """A stream as FastWARC needs it: it asks for the place, which a decompressed stream cannot always tell."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


@dataclass(frozen=True)
class _Found:
    """A text in a record."""

    text: str
    encoding: str
    converted: bool  # whether the record holds the text itself
    page: Any  # its decoding
    headers: dict[str, str]

    @classmethod
    def of(cls, record: bytes) -> _Found | None:
        """The text of a record; None when it holds none.

        Raises:
            RecordError: it cannot be read.
        """
        try:
            found = next(_archive(_Forward(io.BytesIO(record)), parse_http=True), None)
            if found is None:
                raise RecordError("not a record")
            headers = {name.lower(): value for name, value in found.headers.items()}
            kind = headers.get("warc-type", "")
            type_, declared = _content_type(found, headers)
            if kind not in ("conversion", "response", "resource") or type_ not in _TEXTS:
                return None
            decoded = decode(found.reader.read(), declared)
        except FormatError as error:
            raise RecordError(str(error)) from error
        return cls(decoded.text, decoded.encoding, kind == "conversion", decoded, headers)

    def cleaned(self, cleaner: Cleaner) -> str:
        cleaner.decoded(self.page)
        return cleaner.clean(self.text, encoding=self.encoding)

    def rewritten(self, record: bytes, clean: str) -> bytes:
        body = clean.encode("utf-8")
        if not self.converted:
            return self._conversion(clean, body)
        head = record[: record.index(_END)]
        head = _LENGTH.sub(b"Content-Length: %d" % len(body), head, count=1)
        for name in (b"block", b"payload"):
            line = re.compile(rb"(?im)^(WARC-%s-Digest:[ \t]*).*?\r?$" % name)
            head = line.sub(lambda match: match[1] + _digest(body) + b"\r", head + b"\r")[:-1]
        return head.replace(b"\r\r", b"\r") + _END + body + _END

    def _conversion(self, clean: str, body: bytes) -> bytes:
        still_html = clean.lstrip()[:1] == "<" and self.text.lstrip()[:1] == "<"
        name = self.headers.get("warc-record-id", "")
        lines = {
            "WARC-Type": "conversion",
            "WARC-Target-URI": self.headers.get("warc-target-uri"),
            "WARC-Date": self.headers.get("warc-date"),
            "WARC-Record-ID": f"<{uuid.uuid5(_NAMESPACE, name).urn}>",
            "WARC-Refers-To": name or None,
            "WARC-Block-Digest": _digest(body).decode("ascii"),
            "Content-Type": f"{'text/html' if still_html else 'text/plain'}; charset=utf-8",
            "Content-Length": str(len(body)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
        return f"WARC/1.0\r\n{head}\r\n".encode("utf-8", "backslashreplace") + body + _END


def _content_type(found: Any, headers: dict[str, str]) -> tuple[str, str | None]:
    """The media type of a record's content, and the encoding it declares."""
    value = headers.get("content-type", "")
    if found.http_headers is not None:
        value = next((line for name, line in found.http_headers.items() if name.lower() == "content-type"), "")
    type_, _, parameters = value.partition(";")
    declared = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return type_.strip().lower(), declared[1] if declared else None


def _digest(body: bytes) -> bytes:
    return b"sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest())


class _RecordByRecord(StreamOutput):
    """A member of the compressed file for every record, as the standard asks."""

    def write(self, data: bytes, dropped: Sequence[int] = ()) -> None:
        at = 0
        while at < len(data):
            head = data.index(_END, at)
            length = _LENGTH.search(data, at, head)
            end = head + len(_END) + (int(length[1]) if length else 0) + len(_END)
            super().write(data[at:end])
            self.checkpoint()
            at = end


@dataclass(frozen=True)
class _ArchiveRows(WebArchive):
    """The texts of an archive as lines of JSON, with address and date."""

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        found = _Found.of(record)
        if found is None:
            return b""
        row = {
            "url": found.headers.get("warc-target-uri"),
            "date": found.headers.get("warc-date"),
            "id": found.headers.get("warc-record-id"),
            "text": found.cleaned(cleaner),
        }
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"

    def output(self, file: BinaryIO, name: str) -> Output | None:
        return None
