"""CSV and TSV: cells are cleaned, the others and all quoting, spacing and line ends are kept byte for byte."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from cjkclean.decode import decode
from cjkclean.files.formats.base import Cleaner, Format, FormatError, RecordError
from cjkclean.files.formats.text import refuse_binary
from cjkclean.files.streams import InputStream
from cjkclean.patterns import lazy

__all__ = ["CommaSeparated", "TabSeparated"]

LONGEST_ROW = 4 << 20
"""Bytes within which a quoted cell must end; beyond, the quote is taken for a stray one."""

_DELIMITERS = ",;\t|"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SHIFTING = ("iso2022", "iso-2022", "iso_2022", "hz")  # their two-byte characters consist of ASCII bytes


@dataclass(frozen=True)
class _Delimited(Format):
    """Rows of cells, in any encoding that has ASCII as a part; output is in UTF-8.

    Attributes:
        encoding: the encoding of the file.
        delimiter: the character between cells.
        quote: the character around cells that hold delimiters or line breaks; empty when there is none.
        columns: numbers of the columns to clean, from 0; None for all.
        header: bytes of the first row when it names the columns, which are not cleaned.
        names: what the columns are called, by header if there is one, else by number.
    """

    unit: ClassVar[str] = "row"

    encoding: str
    delimiter: str
    quote: str
    columns: tuple[int, ...] | None = None
    header: bytes | None = None
    names: tuple[str, ...] = ()

    @classmethod
    def _set_up(cls, stream: InputStream, fields: Sequence[str], delimiter: str | None, quote: str) -> _Delimited:
        refuse_binary(stream)
        head = stream.peek()
        if head.startswith(_WIDE_MARKS):
            raise FormatError("UTF-16 and UTF-32 tables cannot be read; save it as UTF-8")
        encoding = decode(head[: head.rfind(b"\n") + 1] or head).encoding
        if encoding.startswith(_SHIFTING):
            raise FormatError(f"tables in {encoding} cannot be read; save it as UTF-8")
        if delimiter is None:
            outside = re.sub(rb'"[^"]*"', b"", head).partition(b"\n")[0]
            delimiter = max(_DELIMITERS, key=lambda mark: outside.count(mark.encode()))
        first = next(_rows(io.BytesIO(head), delimiter.encode(), quote.encode()), b"")
        text = _decoded(first, encoding).rstrip("\r\n")
        heads = [_value(cell, quote).strip() for cell in _cells(text, delimiter, quote)]
        columns, named = _columns(fields, heads)
        numbers = [str(number) for number in range(1, len(heads) + 1)]
        names = (
            numbers
            if not named
            else [name if heads.index(name) == at else f"{name}#{at + 1}" for at, name in enumerate(heads)]
        )
        return cls(encoding, delimiter, quote, columns, first if named else None, tuple(names))

    def records(self, stream: InputStream) -> Iterator[bytes]:
        return _rows(stream, self.delimiter.encode(), self.quote.encode())

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        text = _decoded(record, self.encoding)
        if record == self.header:
            return text.encode("utf-8")
        cells = _cells(text.rstrip("\r\n"), self.delimiter, self.quote)
        changed = False
        for number, cell in enumerate(cells):
            if cell and (self.columns is None or number in self.columns):
                value = _value(cell, self.quote)
                clean = cleaner.clean(value, str(number + 1), self.encoding)
                if clean is not value and clean != value:
                    cells[number] = self._cell(clean, cell)
                    changed = True
        if changed:
            text = self.delimiter.join(cells) + text[len(text.rstrip("\r\n")) :]
        return text.encode("utf-8")

    def rows(self) -> Format:
        return _TableLines(self)

    def row(self, record: bytes, cleaner: Cleaner) -> dict[str, str]:
        """The clean values of a row by the names of their columns; none of a header."""
        if record == self.header:
            return {}
        text = self.rewrite(record, cleaner).decode("utf-8").rstrip("\r\n")
        values = [_value(cell, self.quote) for cell in _cells(text, self.delimiter, self.quote)]
        if len(values) > len(self.names):
            raise RecordError(f"more cells than the header, {len(values)} of {len(self.names)}")
        return dict(zip(self.names, values, strict=False))

    def texts(self) -> Sequence[str]:
        return [name for at, name in enumerate(self.names) if self.columns is None or at in self.columns]

    def _cell(self, clean: str, old: str) -> str:
        """`clean` as a cell, in quotes when the old one was or when it needs them."""
        special = any(char in clean for char in (self.delimiter, "\n", "\r"))
        if not self.quote:
            if special:
                raise RecordError("its clean text holds a tab or line break, which a cell of this format cannot")
            return clean
        if special or old.startswith(self.quote) or clean.startswith(self.quote):
            return self.quote + clean.replace(self.quote, self.quote * 2) + self.quote
        return clean


@dataclass(frozen=True)
class CommaSeparated(_Delimited):
    """CSV as RFC 4180 has it, also with `;`, tab or `|` between the cells."""

    name: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        return cls._set_up(stream, fields, None, '"')


@dataclass(frozen=True)
class TabSeparated(_Delimited):
    """TSV: no quoting, so no cell holds a tab or a line break."""

    name: ClassVar[str] = "tsv"
    suffixes: ClassVar[tuple[str, ...]] = (".tsv", ".tab")

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        return cls._set_up(stream, fields, "\t", "")


def _rows(lines: Iterator[bytes], delimiter: bytes, quote: bytes) -> Iterator[bytes]:
    """The rows: lines, or several when a quoted cell holds line breaks.

    A quote that does not close properly within `LONGEST_ROW` leaves its own line as a row of its own (which then
    cannot be read), and the lines after it are looked at afresh.
    """
    waiting: list[bytes] = []  # lines read already, first to come last
    while True:
        row = [waiting.pop() if waiting else next(lines, b"")]
        if not row[0]:
            return
        state = _after(row[0], _BETWEEN, delimiter, quote) if quote else _BETWEEN
        size = len(row[0])
        while state == _INSIDE and size < LONGEST_ROW:
            line = waiting.pop() if waiting else next(lines, b"")
            if not line:
                break
            row.append(line)
            size += len(line)
            state = _after(line, _INSIDE, delimiter, quote)
        if state == _BETWEEN:
            yield b"".join(row)
        else:
            waiting += reversed(row[1:])
            yield row[0]


_BETWEEN, _INSIDE, _STRAY = range(3)
"""Where a line ends: outside or inside of quotes, or after a quote that cannot have been a closing one."""

_CLOSING = lazy(rb'[^"]*(?:""[^"]*)*"(?!")')
"""From within quotes up to the closing one."""


def _after(line: bytes, state: int, delimiter: bytes, quote: bytes) -> int:
    """Where a row is at the end of a line of it that begins in `state`."""
    if quote not in line:
        return state
    at = 0
    if state == _INSIDE:
        found = _CLOSING.match(line)
        if not found:
            return _INSIDE
        at = line.find(delimiter, found.end())
        if line[found.end() : at if at >= 0 else None].strip():
            return _STRAY
        at += 1
        if at == 0:
            return _BETWEEN
    while True:  # at the beginning of a cell
        if line.startswith(quote, at):
            found = _CLOSING.match(line, at + 1)
            if not found:
                return _INSIDE
            at = found.end()
        at = line.find(delimiter, at) + 1
        if at == 0:
            return _BETWEEN


def _decoded(raw: bytes, encoding: str) -> str:
    """A row in the file's encoding, or else in the one that its own bytes speak for.

    Raises:
        RecordError: it does not decode.
    """
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:  # LookupError: an encoding that Python has no codec for
        own = decode(raw)
        if own.findings:
            raise RecordError(f"not {encoding}: {own.findings[0].message}") from error
        return own.text


_QUOTED = lazy(r'"((?:[^"]|"")*)"(.*)', re.DOTALL)


@lru_cache(maxsize=16)
def _cell_patterns(delimiter: str, quote: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cell in quotes and one without, each with the delimiter or the end after it."""
    d = re.escape(delimiter)
    plain = lazy(rf"([^{d}]*)({d}|\Z)")
    return (lazy(rf"({quote}(?:[^{quote}]|{quote}{quote})*{quote}[^{d}]*)({d}|\Z)") if quote else plain), plain


def _cells(row: str, delimiter: str, quote: str) -> list[str]:
    """The raw cells of a row without its line end; joined by the delimiter they are the row.

    Raises:
        RecordError: a quoted cell does not end.
    """
    quoted, plain = _cell_patterns(delimiter, quote)
    cells = []
    at = 0
    while True:
        found = (quoted if quote and row.startswith(quote, at) else plain).match(row, at)
        if not found:
            raise RecordError("a quoted cell does not end")
        cells.append(found[1])
        at = found.end()
        if not found[2]:
            return cells


def _value(cell: str, quote: str) -> str:
    """What a raw cell says."""
    if not quote or not cell.startswith(quote):
        return cell
    found = _QUOTED.fullmatch(cell)
    return found[1].replace(quote * 2, quote) + found[2] if found else cell


def _columns(fields: Sequence[str], header: Sequence[str]) -> tuple[tuple[int, ...] | None, bool]:
    """The columns that are named, by header or by number from 1, and whether any is named by header.

    Raises:
        FormatError: there is no such column.
    """
    if not fields:
        return None, False
    numbers = []
    for field in fields:
        if field in header:
            numbers.append(header.index(field))
        elif field.isdecimal() and 1 <= int(field) <= len(header):
            numbers.append(int(field) - 1)
        else:
            raise FormatError(f"no column {field!r}; there are {', '.join(header)}")
    return tuple(numbers), any(field in header for field in fields)


@dataclass(frozen=True)
class _TableLines(Format):
    """The rows of a table as lines of JSON."""

    name: ClassVar[str] = "rows"
    suffixes: ClassVar[tuple[str, ...]] = ()
    unit: ClassVar[str] = "row"

    table: _Delimited

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        raise NotImplementedError("rows are of an open file")

    def records(self, stream: InputStream) -> Iterator[bytes]:
        return self.table.records(stream)

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        row = self.table.row(record, cleaner)
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n" if row else b""

    def texts(self) -> Sequence[str]:
        return self.table.texts()
