"""Whole files and standard input as decoded text, with every failure as one `FileError`."""

from __future__ import annotations

import sys
from pathlib import Path

from cjkclean.decode import Decoded, decode
from cjkclean.files.binary import binary_reason
from cjkclean.files.errors import FileError, describe

__all__ = ["STDIN", "display_name", "read_bytes", "read_text"]

STDIN = "-"
"""The file name that stands for standard input (and, as an output, for standard output)."""


def display_name(name: str) -> str:
    """How messages call the input `name`."""
    return "<stdin>" if name == STDIN else name


def read_bytes(name: str) -> bytes:
    """The bytes of the file `name`, or of standard input for `-`.

    Raises:
        FileError: it is missing, a directory, or unreadable.
    """
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name, or a closed standard input
        cause = describe(error) if isinstance(error, OSError) else str(error)
        raise FileError(display_name(name), f"cannot be read: {cause}") from error


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
