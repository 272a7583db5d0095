"""Plain text in any encoding: one document a file, or blocks of lines of a very large one."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.decode import decode
from cjkclean.files.binary import binary_reason
from cjkclean.files.formats.base import Cleaner, Format, FormatError, NotText
from cjkclean.files.streams import InputStream

__all__ = ["PlainText", "line_blocks", "refuse_binary", "refuse_fields"]

WHOLE = 16 << 20
"""Bytes up to which a file is one document; the memory needed is a small multiple of it."""

BLOCK = 4 << 20
"""Bytes of the blocks, cut at line ends, that a larger file is cleaned in."""

_WIDE = {
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

_MAY_CONTINUE = bytes(range(0x30, 0x100))
"""Bytes that may be part of a longer character in some encoding that has ASCII as a part: GB18030 has second bytes
from 0x30, the double-byte encodings from 0x40. A block may end after any other."""


@dataclass(frozen=True)
class PlainText(Format):
    """A text file. Output is UTF-8, whatever the input was."""

    name: ClassVar[str] = "text"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text", ".md")
    unit: ClassVar[str] = "block"
    independent: ClassVar[bool] = False

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> PlainText:
        refuse_fields(cls.name, fields)
        refuse_binary(stream)
        return cls()

    def records(self, stream: InputStream) -> Iterator[bytes]:
        return line_blocks(stream, WHOLE, BLOCK)

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        decoded = decode(record)
        cleaner.decoded(decoded)
        return cleaner.clean(decoded.text, encoding=decoded.encoding).encode("utf-8")


def refuse_fields(name: str, fields: Sequence[str]) -> None:
    """Raise FormatError when fields are named for a format that has none."""
    if fields:
        raise FormatError(f"the format {name} has no fields, so none can be chosen ({', '.join(fields)})")


def refuse_binary(stream: InputStream) -> None:
    """Raise NotText when the stream does not begin like text."""
    reason = binary_reason(stream.peek())
    if reason:
        raise NotText(f"skipped: {reason}")


def line_blocks(stream: InputStream, whole: int, block: int) -> Iterator[bytes]:
    """The file as one record when it has at most `whole` bytes, else in blocks of about `block` bytes of whole lines.

    UTF-16 and UTF-32 beyond `whole` come as UTF-8, since their blocks would lack the byte-order mark.
    """
    data = stream.read(whole + 1)
    if len(data) <= whole:
        if data:
            yield data
        return
    wide = next((name for bom, name in _WIDE.items() if data.startswith(bom)), None)
    transcode = _transcoder(wide) if wide else bytes  # `bytes` leaves them as they are
    data = transcode(data)
    while True:
        while len(data) > block:
            end = _cut(data, block, whole)
            if end == 0:
                break
            yield data[:end]
            data = data[end:]
        more = stream.read(block)
        if not more:
            break
        data += transcode(more)
    if data:
        yield data


def _transcoder(encoding: str) -> Callable[[bytes], bytes]:
    """What turns UTF-16 or UTF-32 into UTF-8, portion by portion; what does not decode becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return lambda data: decoder.decode(data).encode("utf-8")


def _cut(data: bytes, block: int, whole: int) -> int:
    """Where to end a block; 0 when there is no good place and more may be read."""
    end = data.rfind(b"\n", 0, block) + 1 or len(data[:block].rstrip(_MAY_CONTINUE))
    if end:
        return end
    if len(data) < whole:
        return 0
    end = block
    while end > block - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return end
