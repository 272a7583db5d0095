"""Input and output streams, compressed or not."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, TypeAlias, cast

from cjkclean.files.atomic import atomic_output
from cjkclean.files.errors import STDIN, FileError, describe, display_name

__all__ = [
    "COMPRESSED_SUFFIXES",
    "InputStream",
    "compression_of",
    "compressor",
    "input_stream",
    "open_input",
    "open_output",
]

BLOCK = 1 << 20
"""Bytes that are read at once, and how far `peek` of an input sees."""

_SIGNATURES = {b"\x1f\x8b\x08": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zstd"}

COMPRESSED_SUFFIXES = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
"""The compression that a name's last suffix asks for, when it names an output."""

InputStream: TypeAlias = "io.BufferedReader[_Checked]"

_Reader = Callable[[BinaryIO], BinaryIO]


class _Checked(io.RawIOBase):
    """A raw stream that fills the caller's buffer as far as it can and raises nothing but `FileError`."""

    def __init__(self, inner: BinaryIO, name: str) -> None:
        self._inner = inner
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        got = 0
        while got < len(buffer):
            try:
                data = self._inner.read(len(buffer) - got)
            except EOFError as error:
                raise FileError(self._name, "cannot be read: the compressed data ends too early") from error
            except (zlib.error, lzma.LZMAError, OSError) as error:
                if getattr(error, "errno", None) is None:  # raised by a decompressor, not by the system
                    raise FileError(self._name, f"cannot be read: the compressed data is damaged: {error}") from error
                raise FileError(self._name, f"cannot be read: {describe(cast(OSError, error))}") from error
            if not data:
                break
            buffer[got : got + len(data)] = data
            got += len(data)
        return got


def random_access(stream: InputStream) -> BinaryIO:
    """A seekable file with what `stream` holds, which must be at its beginning.

    The file itself if it is one and not compressed; else its content goes to a temporary file.

    Raises:
        FileError: it cannot be read, or there is no room for the copy.
    """
    checked = stream.raw
    inner = checked._inner
    if isinstance(inner, io.BufferedReader) and isinstance(inner.raw, io.FileIO) and inner.seekable():
        inner.seek(0)
        return cast(BinaryIO, inner)
    copy = tempfile.TemporaryFile()  # noqa: SIM115  (it lives as long as whoever reads it)
    try:
        shutil.copyfileobj(stream, copy, BLOCK)
        copy.seek(0)
    except OSError as error:
        raise FileError(checked._name, f"cannot be read: no room for a copy: {describe(error)}") from error
    return cast(BinaryIO, copy)


def input_stream(raw: BinaryIO, name: str) -> InputStream:
    """An input over the binary file `raw`, which messages call `name`."""
    return io.BufferedReader(_Checked(raw, name), BLOCK)


@contextmanager
def open_input(name: str) -> Iterator[InputStream]:
    """The file `name` (`-`: standard input) to read, decompressed when its first bytes say that it is compressed.

    `peek()` of the stream shows the first MiB. Reading raises FileError and nothing else.

    Raises:
        FileError: it is missing, a directory, unreadable, or compressed in a way that is not installed.
    """
    shown = display_name(name)
    with ExitStack() as stack:
        try:
            raw = sys.stdin.buffer if name == STDIN else stack.enter_context(Path(name).open("rb"))
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            cause = describe(error) if isinstance(error, OSError) else str(error)
            raise FileError(shown, f"cannot be read: {cause}") from error
        stream = input_stream(raw, shown)
        head = stream.peek(8)
        for signature, kind in _SIGNATURES.items():
            if head.startswith(signature):
                inner = _reader(kind, shown)(cast(BinaryIO, stream))
                stream = input_stream(inner, shown)
        yield stream


@contextmanager
def open_output(name: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """The file `name` to write, compressed as its suffix asks; it appears when the block ends (see `atomic_output`).

    The same content gives the same bytes: no time and no name is stored in them.

    Raises:
        FileError: it cannot be written.
    """
    kind = compression_of(name)
    with atomic_output(name) as file:
        if kind is None:
            yield file
        else:
            with compressor(kind, os.fspath(name), file) as stream:
                yield stream


def _reader(kind: str, name: str) -> _Reader:
    if kind == "gzip":
        return lambda stream: cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if kind == "bzip2":
        return lambda stream: cast(BinaryIO, bz2.BZ2File(stream))
    if kind == "xz":
        return lambda stream: cast(BinaryIO, lzma.LZMAFile(stream))
    zstandard = _zstandard(name)
    return lambda stream: cast(BinaryIO, _ZstdReader(stream, zstandard))


def compression_of(name: str | os.PathLike[str]) -> str | None:
    """The compression that the last suffix of an output asks for."""
    return COMPRESSED_SUFFIXES.get(Path(name).suffix.lower())


def compressor(kind: str, name: str, file: BinaryIO) -> BinaryIO:
    """A stream that writes one compressed member into `file`, which stays open when it is closed.

    Raises:
        FileError: the compression is not installed.
    """
    if kind == "gzip":
        return cast(BinaryIO, gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0))
    if kind == "bzip2":
        return cast(BinaryIO, bz2.BZ2File(file, "wb"))
    if kind == "xz":
        return cast(BinaryIO, lzma.LZMAFile(file, "wb"))
    return cast(BinaryIO, _zstandard(name).ZstdCompressor(write_checksum=True).stream_writer(file, closefd=False))


def _zstandard(name: str) -> ModuleType:
    try:
        return importlib.import_module("zstandard")
    except ImportError as error:
        raise FileError(name, "is Zstandard-compressed, which needs: pip install 'cjkclean[zstd]'") from error


class _ZstdReader:
    """Reads Zstandard frames, one after the other, and knows when the last one is cut short.

    (The stream reader of the `zstandard` package ends there as if nothing was missing.)
    """

    def __init__(self, stream: BinaryIO, zstandard: ModuleType) -> None:
        self._stream = stream
        self._error = zstandard.ZstdError
        self._new = zstandard.ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._unused = b""
        self._ready = memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._ready:
            data = self._unused or self._stream.read(BLOCK // 8)
            self._unused = b""
            if not data:
                if self._frame is not None:
                    raise EOFError
                return b""
            if self._frame is None:
                self._frame = self._new()
            try:
                self._ready = memoryview(self._frame.decompress(data))
            except self._error as error:
                raise zlib.error(str(error)) from error
            if self._frame.eof:
                self._unused = self._frame.unused_data
                self._frame = None
        taken, self._ready = self._ready[:size], self._ready[size:]
        return bytes(taken)
