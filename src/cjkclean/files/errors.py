"""The one error that files raise: which file, and why."""

from __future__ import annotations

__all__ = ["FileError", "describe"]


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
