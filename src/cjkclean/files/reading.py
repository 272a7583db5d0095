"""Whole files and standard input as decoded text, with every failure as one `FileError`."""

from __future__ import annotations

from cjkclean.decode import Decoded, decode
from cjkclean.files.binary import binary_reason
from cjkclean.files.errors import FileError, display_name
from cjkclean.files.streams import open_input

__all__ = ["read_bytes", "read_text"]


def read_bytes(name: str) -> bytes:
    """The bytes of the file `name`, or of standard input for `-`, decompressed if they are compressed.

    Raises:
        FileError: it is missing, a directory, unreadable or damaged.
    """
    with open_input(name) as stream:
        return stream.read()


def read_text(name: str) -> Decoded:
    """The text of the file `name` (`-`: standard input), in whatever encoding it is.

    Raises:
        FileError: it cannot be read, or is not text.
    """
    raw = read_bytes(name)
    reason = binary_reason(raw)
    if reason:
        raise FileError(display_name(name), f"skipped: {reason}")
    return decode(raw)
