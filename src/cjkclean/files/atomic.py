"""Outputs that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from cjkclean.files.errors import FileError, describe
from cjkclean.files.partial import Partial

__all__ = ["atomic_output"]


@contextmanager
def atomic_output(name: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes the place of `name` when the block ends without an exception.

    Until then an older file of that name stays as it is (see `Partial`). Permissions of an older file are kept; a
    symbolic link is followed. Devices and pipes are written to directly.

    Raises:
        FileError: the file cannot be written, at any time up to the end of the block.
    """
    try:
        partial = Partial(os.fspath(name))
        try:
            yield partial.file
            partial.finish()
            partial.publish()
        except BaseException:
            partial.discard()
            raise
    except OSError as error:
        raise FileError(os.fspath(name), f"cannot be written: {describe(error)}") from error
