"""The one error that files raise, and how messages call files."""

from __future__ import annotations

__all__ = ["STDIN", "FileError", "describe", "display_name"]

STDIN = "-"
"""The file name that stands for standard input (and, as an output, for standard output)."""


class FileError(Exception):
    """A file that could not be read, or an output that could not be written.

    Args:
        name: the file, as the user named it.
        cause: what went wrong, in words that need no knowledge of the code.
    """

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause


def describe(error: OSError) -> str:
    """What the operating system says of `error`, without number and path.

    >>> describe(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'No such file or directory'
    """
    return error.strerror or str(error) or type(error).__name__


def display_name(name: str) -> str:
    """How messages call the input `name`."""
    return "<stdin>" if name == STDIN else name
