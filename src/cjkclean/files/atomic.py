"""Outputs that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cjkclean.files.errors import FileError, describe

__all__ = ["atomic_output", "keep"]


@contextmanager
def atomic_output(name: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes the place of `name` when the block ends without an exception.

    Until then an older file of that name stays as it is, and afterwards nothing but the whole new one is to be seen,
    also after a crash of the machine. Permissions of an older file are kept; a symbolic link is followed. Devices
    and pipes are written to directly.

    Raises:
        FileError: the file cannot be written, at any time up to the end of the block.
    """
    target = Path(os.path.realpath(name))
    try:
        with _special(target) if _is_special(target) else _replacing(target) as file:
            yield file
    except OSError as error:
        raise FileError(os.fspath(name), f"cannot be written: {describe(error)}") from error


def _is_special(target: Path) -> bool:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode)


def _special(target: Path) -> BinaryIO:
    return target.open("wb")  # for a directory: the error that names it


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    partial = target.with_name(f".cjkclean-{secrets.token_hex(8)}.partial")
    handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            partial.chmod(stat.S_IMODE(target.stat().st_mode))
        partial.replace(target)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise


def keep(name: str, backup: str) -> None:
    """Let the file `name` be found as `backup` too, before something takes its place.

    Raises:
        FileError: it cannot, or there is a file of that name.
    """
    try:
        try:
            os.link(name, backup)
        except (NotImplementedError, PermissionError):  # a file system without links
            with Path(name).open("rb") as source, Path(backup).open("xb") as copy:
                shutil.copyfileobj(source, copy)
            shutil.copystat(name, backup)
    except OSError as error:
        raise FileError(backup, f"the backup cannot be written: {describe(error)}") from error
