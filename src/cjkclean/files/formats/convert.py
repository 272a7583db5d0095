"""Any format into JSON Lines, Parquet or plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, ClassVar

from cjkclean.files.formats.arrow_io import ParquetSink
from cjkclean.files.formats.base import Cleaner, Format, FormatError, adopt
from cjkclean.files.formats.extras import extra
from cjkclean.files.output import Output
from cjkclean.files.streams import InputStream

__all__ = ["TARGETS", "Converted"]

TARGETS = {"jsonl": ".jsonl", "parquet": ".parquet", "txt": ".txt"}
"""What there is to convert into, and the suffix of its files."""

GROUP = 16 << 20
"""Bytes of JSON that become one row group. The first decides which columns there are."""


@dataclass(frozen=True)
class Converted(Format):
    """A file of one format that comes out as another.

    Attributes:
        inner: the file.
        to: one of `TARGETS`.
    """

    name: ClassVar[str] = "converted"
    suffixes: ClassVar[tuple[str, ...]] = ()

    inner: Format
    to: str
    rows_of: Format = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows_of", self.inner.rows())
        adopt(self, self.inner)

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> Format:
        raise NotImplementedError("a conversion is of an open file")

    def missing(self) -> str | None:
        return self.inner.missing()

    def records(self, stream: InputStream) -> Iterator[bytes]:
        return self.rows_of.records(stream)

    def host(self, record: bytes) -> str:
        return self.inner.host(record)

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        line = self.rows_of.rewrite(record, cleaner)
        if self.to != "txt" or not line.strip():
            return line
        return b"".join(_paragraph(text) for text in _texts(json.loads(line), self.rows_of.texts()))

    def output(self, file: BinaryIO, name: str) -> Output | None:
        return _ParquetOutput(file) if self.to == "parquet" else None


def _texts(row: dict[str, Any], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        value: Any = row
        for key in name.split(".") if name not in row else (name,):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str):
            yield value


def _paragraph(text: str) -> bytes:
    """A document in a file of many: it ends its last line, and an empty one follows."""
    return (text.rstrip("\n") + "\n\n").encode("utf-8", "backslashreplace")


class _ParquetOutput(Output):
    """Lines of JSON as row groups; the first ones decide which columns there are, and of which types."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._arrow = extra("pyarrow", "arrow", "Parquet is written")
        self._lines: list[bytes] = []
        self._size = 0
        self._schema: Any = None
        self._sink: ParquetSink | None = None

    def write(self, data: bytes, dropped: Sequence[int] = ()) -> None:
        for line in data.split(b"\n"):
            if line.strip():
                self._lines.append(line)
                self._size += len(line)
                if self._size > GROUP:
                    self._flush()

    def _flush(self) -> None:
        rows = [json.loads(line.removeprefix(b"\xef\xbb\xbf")) for line in self._lines]
        self._lines, self._size = [], 0
        try:
            if self._schema is None:
                table = self._arrow.Table.from_pylist(_complete(rows))
                self._schema = table.schema
                self._sink = ParquetSink(self._file, self._schema)
            else:
                known = set(self._schema.names)
                new = next((name for row in rows for name in row if name not in known), None)
                if new is not None:
                    raise FormatError(f"the field {new!r} is not in the first records, which make the columns")
                table = self._arrow.Table.from_pylist(rows, self._schema)
        except self._arrow.ArrowException as error:
            raise FormatError(f"the records do not fit the columns of one table: {error}") from error
        assert self._sink is not None
        for batch in table.combine_chunks().to_batches():
            self._sink.write(batch, ends=True)

    def checkpoint(self) -> bool:
        return False

    def close(self) -> None:
        if self._lines or self._sink is None:
            self._flush()
        assert self._sink is not None
        self._sink.close()


def _complete(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with every field of any of them, since the first row alone decides which columns a table gets."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [{**dict.fromkeys(names), **row} for row in rows]
