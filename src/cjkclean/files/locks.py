"""Files that one process at a time may write."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows, which does not let a file that is open be replaced or taken away
    fcntl = None  # type: ignore[assignment]

__all__ = ["open_locked"]

_PATIENCE = 5.0
"""Seconds to wait for another process: the workers of a run that was killed hold its files until they have noticed."""


def open_locked(path: Path, *, new: bool) -> BinaryIO:
    """The file to read and write, which no other run may open so until it is closed.

    Args:
        path: the file; a symbolic link is refused.
        new: make it, empty; else it has to be there.

    Raises:
        OSError: it cannot be opened, or another process has it (BlockingIOError).
    """
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | (os.O_CREAT if new else 0)
    deadline = time.monotonic() + _PATIENCE
    while True:
        file = os.fdopen(os.open(path, flags, 0o666), "r+b")
        if _locked(file, path, deadline):
            if new:
                file.truncate(0)
            return file
        file.close()


def _locked(file: BinaryIO, path: Path, deadline: float) -> bool:
    """Whether the file is ours now and still the one of that name; waits for another process, not for ever."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
    except BlockingIOError as error:
        if time.monotonic() > deadline:
            file.close()
            raise BlockingIOError(error.errno, "another run is writing it") from error
        time.sleep(0.05)
        return False
