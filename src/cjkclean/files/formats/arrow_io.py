"""Reading and writing Parquet and Arrow through pyarrow, batch by batch."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from cjkclean.files.formats.base import FormatError
from cjkclean.files.formats.extras import extra
from cjkclean.files.output import Output
from cjkclean.files.streams import InputStream, random_access

__all__ = [
    "ArrowReader",
    "ArrowSink",
    "ParquetReader",
    "ParquetSink",
    "TableOutput",
    "arrow_errors",
    "cells_of",
    "framed",
    "values_of",
]

_CELL = struct.Struct("<i")  # length of a cell in bytes; -1 for null
_NULL = -1

BATCH = 4 << 20
"""Bytes of rows that are read at once, as far as the file lets one choose."""

LARGEST_GROUP = 64 << 20
"""Bytes of a row group, uncompressed, above which it is written as several: a group has to be held in memory."""


@contextmanager
def arrow_errors(kind: str) -> Iterator[None]:
    """Turns what pyarrow says of a damaged file into a `FormatError`."""
    arrow = extra("pyarrow", "arrow", f"{'an' if kind == 'Arrow' else 'a'} {kind} file")
    try:
        yield
    except (arrow.ArrowException, OSError, EOFError) as error:
        raise FormatError(f"a damaged {kind} file: {error}") from error


class ParquetReader:
    def __init__(self, file: BinaryIO) -> None:
        parquet = extra("pyarrow.parquet", "arrow", "a Parquet file")
        self._file = parquet.ParquetFile(file, buffer_size=1 << 20)
        self.schema = self._file.schema_arrow

    def compression(self) -> dict[str, str]:
        """The compression of each column."""
        meta = self._file.metadata
        group = meta.row_group(0) if meta.num_row_groups else None
        columns = [group.column(at) for at in range(group.num_columns)] if group else []
        return {
            column.path_in_schema: "none" if column.compression == "UNCOMPRESSED" else column.compression
            for column in columns
        }

    def batches(self) -> Iterator[tuple[Any, bool]]:
        meta = self._file.metadata
        for number in range(meta.num_row_groups):
            group = meta.row_group(number)
            rows = max(1, min(group.num_rows, BATCH * group.num_rows // max(1, group.total_byte_size)))
            left = group.num_rows
            for batch in self._file.iter_batches(batch_size=rows, row_groups=[number]):
                left -= batch.num_rows
                yield batch, left == 0


class ArrowReader:
    def __init__(self, stream: InputStream, is_file: bool) -> None:
        ipc = extra("pyarrow.ipc", "arrow", "an Arrow file")
        self.is_file = is_file
        self._reader = ipc.open_file(random_access(stream)) if is_file else ipc.open_stream(stream)
        self.schema = self._reader.schema

    def batches(self) -> Iterator[tuple[Any, bool]]:
        found = (
            (self._reader.get_batch(number) for number in range(self._reader.num_record_batches))
            if self.is_file
            else iter(self._reader)
        )
        return ((batch, True) for batch in found)


def values_of(batch: Any, name: str) -> list[bytes | None]:
    """The cells of a column as bytes, which may be no valid UTF-8."""
    arrow = extra("pyarrow", "arrow", "a table")
    column = batch.column(name)
    if str(column.type).startswith("dictionary"):
        column = column.dictionary_decode()
    wide = "large" in str(column.type)
    values: list[bytes | None] = column.cast(arrow.large_binary() if wide else arrow.binary()).to_pylist()
    return values


def framed(cells: Sequence[bytes | None]) -> bytes:
    """The cells of a row as one record."""
    return b"".join(_CELL.pack(_NULL) if cell is None else _CELL.pack(len(cell)) + cell for cell in cells)


def cells_of(data: bytes, number: int, at: int = 0) -> Iterator[bytes | None]:
    for _ in range(number):
        (length,) = _CELL.unpack_from(data, at)
        at += _CELL.size
        yield None if length == _NULL else data[at : at + length]
        at += max(length, 0)


class _Unclosed:
    """A file that outlives the writers of pyarrow."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.closed = False

    def write(self, data: bytes) -> int:
        """Write; nothing when the output was given up, which a writer of pyarrow notices only when it is collected."""
        return len(data) if getattr(self._file, "closed", False) else self._file.write(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """Leave the file open."""


class ParquetSink:
    """Writes record batches as row groups."""

    def __init__(self, file: BinaryIO, schema: Any, compression: Any = "snappy") -> None:
        parquet = extra("pyarrow.parquet", "arrow", "a Parquet file")
        self._arrow = extra("pyarrow", "arrow", "a Parquet file")
        self._writer = parquet.ParquetWriter(_Unclosed(file), schema, compression=compression or "snappy")
        self._schema = schema
        self._group: list[Any] = []
        self._size = 0

    def write(self, batch: Any, ends: bool) -> None:
        """Add a batch, and write the row group if that `ends` with it."""
        self._group.append(batch)
        self._size += batch.nbytes
        if ends or self._size > LARGEST_GROUP:
            self._flush()

    def _flush(self) -> None:
        table = self._arrow.Table.from_batches(self._group, self._schema)
        self._group, self._size = [], 0
        self._writer.write_table(table, row_group_size=max(1, table.num_rows))

    def close(self) -> None:
        if self._group:
            self._flush()
        self._writer.close()


class ArrowSink:
    """Writes record batches as they come.

    Args:
        file: where to write.
        new: `pyarrow.ipc.new_file` or `new_stream`.
        schema: of the table.
        options: how to write.
    """

    def __init__(self, file: BinaryIO, new: Any, schema: Any, options: Any) -> None:
        self._writer = new(_Unclosed(file), schema, options=options)

    def write(self, batch: Any, ends: bool) -> None:
        self._writer.write_batch(batch)

    def close(self) -> None:
        self._writer.close()


class TableOutput(Output):
    """Puts rewritten cells into the batches that they were read from."""

    def __init__(self, file: BinaryIO, columns: Sequence[str], batches: deque[tuple[Any, bool]], sink: Any) -> None:
        super().__init__(file)
        self._columns = columns
        self._batches = batches
        self._sink = sink
        self._rows: list[list[bytes | None] | None] = []  # None for one that was left out

    def write(self, data: bytes, dropped: Sequence[int] = ()) -> None:
        at = 0
        read = 0
        left_out = set(dropped)
        while at < len(data) or read in left_out:
            if read in left_out:
                self._rows.append(None)
            else:
                cells = list(cells_of(data, len(self._columns), at))
                at += sum(_CELL.size + len(cell or b"") for cell in cells)
                self._rows.append(cells)
            read += 1
        self._complete()

    def _complete(self) -> None:
        """Write the batches of which all rows are there."""
        while self._batches and len(self._rows) >= self._batches[0][0].num_rows:
            batch, ends = self._batches.popleft()
            rows = self._rows[: batch.num_rows]
            del self._rows[: batch.num_rows]
            self._sink.write(self._replaced(batch, rows), ends)

    def _replaced(self, batch: Any, rows: Sequence[list[bytes | None] | None]) -> Any:
        arrow = extra("pyarrow", "arrow", "a table")
        if None in rows:
            batch = batch.filter(arrow.array([row is not None for row in rows]))
        kept = [row for row in rows if row is not None]
        for number, name in enumerate(self._columns):
            at = batch.schema.names.index(name)
            kind = batch.schema.field(at).type
            column = _column(arrow, [row[number] for row in kept], kind)
            batch = batch.set_column(at, batch.schema.field(at), column)
        return batch

    def checkpoint(self) -> bool:
        return False

    def close(self) -> None:
        self._complete()
        self._sink.close()


def _column(arrow: Any, values: list[bytes | None], kind: Any) -> Any:
    if str(kind).startswith("dictionary"):
        return _column(arrow, values, kind.value_type).dictionary_encode().cast(kind)
    wide = "large" in str(kind)
    found = arrow.array(values, arrow.large_binary() if wide else arrow.binary())
    found = found.view(arrow.large_string() if wide else arrow.string())  # a view: cells that are no UTF-8 stay, too
    return found.cast(kind) if "view" in str(kind) else found
