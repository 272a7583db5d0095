"""Parquet and Arrow (IPC files and streams, Feather): text columns are cleaned; the others and the schema are kept."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, ClassVar

from cjkclean.files.formats.arrow_io import (
    ArrowReader,
    ArrowSink,
    ParquetReader,
    ParquetSink,
    TableOutput,
    arrow_errors,
    cells_of,
    framed,
    values_of,
)
from cjkclean.files.formats.base import Cleaner, Format, FormatError, RecordError
from cjkclean.files.formats.extras import extra
from cjkclean.files.output import Output
from cjkclean.files.streams import InputStream, random_access

__all__ = ["ArrowTable", "ParquetTable"]


class _Local:
    """What stays in the process that reads and writes the file; a copy that travels to a worker is empty."""

    def __init__(self) -> None:
        self.reader: Any = None
        self.kept = True
        self.batches: deque[tuple[Any, bool]] = deque()  # read and not yet written; whether one ends a row group

    def __reduce__(self) -> tuple[type[_Local], tuple[()]]:
        return _Local, ()


@dataclass(frozen=True)
class _Table(Format):
    """A table. A record holds the text cells of a row.

    Attributes:
        columns: names of the columns to clean.
        local: the open file.
    """

    unit: ClassVar[str] = "row"
    kind: ClassVar[str]

    columns: tuple[str, ...]
    local: _Local = field(default_factory=_Local, compare=False, repr=False)

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        with arrow_errors(cls.kind):
            local = _Local()
            local.reader = cls.reader(stream)
            return cls(_chosen(local.reader.schema, fields), local)

    @classmethod
    def reader(cls, stream: InputStream) -> Any:
        """An object with the `schema` of the file, and its `batches()`, each with whether it ends a row group."""
        raise NotImplementedError

    def records(self, stream: InputStream) -> Iterator[bytes]:
        for batch in self._batches():
            yield from map(framed, zip(*(values_of(batch, name) for name in self.columns), strict=True))

    def _batches(self) -> Iterator[Any]:
        batches = self.local.reader.batches()
        while True:
            with arrow_errors(self.kind):
                batch, ends = next(batches, (None, False))
            if batch is None:
                return
            if self.local.kept:
                self.local.batches.append((batch, ends))
            yield batch

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        cells = list(cells_of(record, len(self.columns)))
        changed = False
        for at, (name, cell) in enumerate(zip(self.columns, cells, strict=True)):
            if cell is not None:
                text = _decoded(cell)
                clean = cleaner.clean(text, name)
                if clean is not text and clean != text:
                    cells[at] = clean.encode("utf-8", "backslashreplace")
                    changed = True
        return framed(cells) if changed else record

    def only_read(self) -> None:
        self.local.kept = False

    def rows(self) -> Format:
        return _TableRows(self)

    def texts(self) -> Sequence[str]:
        return self.columns


@dataclass(frozen=True)
class ParquetTable(_Table):
    """A Parquet file. Schema, metadata, compression and row groups are kept."""

    name: ClassVar[str] = "parquet"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq")
    kind: ClassVar[str] = "Parquet"

    @classmethod
    def reader(cls, stream: InputStream) -> Any:
        if not stream.peek(4).startswith(b"PAR1"):
            raise FormatError("not a Parquet file")
        return ParquetReader(random_access(stream))

    def output(self, file: BinaryIO, name: str) -> Output | None:
        reader = self.local.reader
        return TableOutput(
            file, self.columns, self.local.batches, ParquetSink(file, reader.schema, reader.compression())
        )


@dataclass(frozen=True)
class ArrowTable(_Table):
    """An Arrow IPC file (also called Feather) or stream; it comes out as the same kind, in the same batches."""

    name: ClassVar[str] = "arrow"
    suffixes: ClassVar[tuple[str, ...]] = (".arrow", ".feather", ".ipc", ".arrows")
    kind: ClassVar[str] = "Arrow"

    @classmethod
    def reader(cls, stream: InputStream) -> Any:
        head = stream.peek(6)
        if head.startswith(b"FEA1"):
            raise FormatError("Feather of version 1 cannot be read; save it as version 2")
        if not head.startswith((b"ARROW1", b"\xff\xff\xff\xff")):
            raise FormatError("not an Arrow file or stream")
        return ArrowReader(stream, is_file=head.startswith(b"ARROW1"))

    def output(self, file: BinaryIO, name: str) -> Output | None:
        reader = self.local.reader
        ipc = extra("pyarrow.ipc", "arrow", "an Arrow file")
        codec = "lz4" if name.lower().endswith(".feather") else None  # as pyarrow writes Feather
        options = ipc.IpcWriteOptions(compression=codec, unify_dictionaries=reader.is_file)
        new = ipc.new_file if reader.is_file else ipc.new_stream
        return TableOutput(file, self.columns, self.local.batches, ArrowSink(file, new, reader.schema, options))


def _chosen(schema: Any, fields: Sequence[str]) -> tuple[str, ...]:
    """The columns that are named, else `text`.

    Raises:
        FormatError: one is not there, or holds no strings.
    """
    strings = [column.name for column in schema if _is_text(column.type)]
    for name in fields or ("text",):
        if name not in strings:
            what = "holds no strings" if name in schema.names else "is not there"
            there = ", ".join(strings) or "none"
            raise FormatError(f"the column {name!r} {what}; columns of strings: {there}")
        if schema.names.count(name) > 1:
            raise FormatError(f"there are several columns {name!r}")
    return tuple(dict.fromkeys(fields)) or ("text",)


def _is_text(kind: Any) -> bool:
    value = getattr(kind, "value_type", None) if str(kind).startswith("dictionary") else kind
    return str(value) in ("string", "large_string", "string_view")


def _decoded(cell: bytes) -> str:
    try:
        return cell.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"not UTF-8 at byte {error.start}") from error


@dataclass(frozen=True)
class _TableRows(Format):
    """The rows of a table with all their columns, as lines of JSON."""

    name: ClassVar[str] = "rows"
    suffixes: ClassVar[tuple[str, ...]] = ()
    unit: ClassVar[str] = "row"

    table: _Table

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        raise NotImplementedError("rows are of an open file")

    def records(self, stream: InputStream) -> Iterator[bytes]:
        self.table.only_read()
        for batch in self.table._batches():
            with arrow_errors(self.table.kind):
                rows = batch.to_pylist()
            for row in rows:
                yield json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace") + b"\n"

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        row = json.loads(record)
        for name in self.table.columns:
            if row[name] is not None:
                row[name] = cleaner.clean(row[name], name)
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"

    def texts(self) -> Sequence[str]:
        return self.table.columns
