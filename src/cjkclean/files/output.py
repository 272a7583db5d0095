"""What the records of one file are written to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from cjkclean.files.streams import compressor

__all__ = ["Output", "StreamOutput"]


class Output:
    """Takes the rewritten records of one file, in order. Formats whose files are more than their records bring theirs.

    Args:
        file: where to write; it stays open.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes, dropped: Sequence[int] = ()) -> None:
        """Write the records of one batch.

        Args:
            data: the records, one after the other.
            dropped: numbers (from 0, within the batch) of those that were left out.
        """
        self._file.write(data)

    def checkpoint(self) -> bool:
        """Bring everything so far into the file; whether writing could go on behind it in a new process."""
        return True

    def close(self) -> None:
        """Write what belongs behind the last record."""


class StreamOutput(Output):
    """The records as they are, compressed if that is asked for.

    A new member of the compressed file begins after every checkpoint. The same content and the same checkpoints give
    the same bytes.

    Args:
        file: where to write.
        kind: the compression, as `COMPRESSED_SUFFIXES` names it.
        name: how messages call the file.
        continued: whether there is something in the file already.
    """

    def __init__(self, file: BinaryIO, kind: str | None = None, name: str = "", continued: bool = False) -> None:
        super().__init__(file)
        self._kind = kind
        self._name = name
        self._member: BinaryIO | None = None
        self._empty = not continued

    def write(self, data: bytes, dropped: Sequence[int] = ()) -> None:
        if self._kind is None:
            self._file.write(data)
        elif data:
            self._begin().write(data)

    def checkpoint(self) -> bool:
        if self._member is not None:
            self._member.close()
            self._member = None
        return True

    def close(self) -> None:
        if self._empty and self._kind is not None:
            self._begin()
        self.checkpoint()

    def _begin(self) -> BinaryIO:
        if self._member is None:
            assert self._kind is not None
            self._member = compressor(self._kind, self._name, self._file)
            self._empty = False
        return self._member
