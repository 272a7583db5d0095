"""Files under way: each stands beside its target under a name of its own, where a later run can go on with it."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from cjkclean.files.errors import FileError, describe
from cjkclean.files.locks import open_locked

__all__ = ["Partial", "is_special", "partial_name"]


def is_special(name: str | os.PathLike[str]) -> bool:
    """Whether there is a device, pipe or folder of that name, which no file can take the place of."""
    try:
        return not stat.S_ISREG(Path(name).stat().st_mode)
    except OSError:
        return False


def partial_name(target: str) -> Path:
    """Where the file that will be `target` stands until it is complete; a symbolic link is followed."""
    real = Path(os.path.realpath(target))
    return real.with_name(f".cjkclean-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}.partial")


class Partial:
    """A file that is written beside its target and put in its place when it is complete.

    Until then an older file of that name stays as it is, and afterwards nothing but the whole new one is to be seen,
    also after a crash of the machine. Devices and pipes are written to directly.

    Args:
        name: the target.
        kept: bytes of an earlier, unfinished file to go on behind; None to begin anew.

    Raises:
        OSError: it cannot be written, or another run is writing it.
    """

    def __init__(self, name: str, kept: int | None = None) -> None:
        self._target = Path(os.path.realpath(name))
        self._partial: Path | None = None
        if is_special(self._target):
            self.file: BinaryIO = self._target.open("wb")
            return
        if self._target.exists() and not os.access(self._target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        self._partial = partial_name(name)
        self.file = open_locked(self._partial, new=kept is None)
        if kept is not None:
            self.file.truncate(kept)
            self.file.seek(kept)

    @property
    def lasting(self) -> bool:
        """Whether what is written stays when the process ends."""
        return self._partial is not None

    def safe(self) -> int:
        """Make sure that what was written so far will be found by a later run; its length."""
        self.file.flush()
        if self._partial is None:
            return 0
        os.fsync(self.file.fileno())
        return self.file.tell()

    def finish(self) -> None:
        """Nothing more is written; the file is ready for its place."""
        if not self.file.closed:
            self.safe()
            self.file.close()

    def publish(self, backup: str | None = None) -> None:
        """Put the file in its place; an older one stays as `backup`, when that is given.

        Raises:
            FileError: the backup cannot be made.
            OSError: the file cannot take its place.
        """
        if self._partial is not None:
            _put_in_place(self._partial, self._target, backup)

    @staticmethod
    def publish_left(name: str, backup: str | None = None) -> None:
        """Put in its place what an earlier run finished for the target `name`, unless it did so itself.

        Raises:
            OSError: the file cannot take its place.
        """
        left = partial_name(name)
        if left.exists():
            _put_in_place(left, Path(os.path.realpath(name)), backup, again=True)

    def discard(self) -> None:
        """Take the file away."""
        self.leave()
        if self._partial is not None:
            with suppress(OSError):
                self._partial.unlink()

    def leave(self) -> None:
        """Let go of the file as it is; a later run may go on with it."""
        with suppress(OSError):
            self.file.close()


def _put_in_place(partial: Path, target: Path, backup: str | None, again: bool = False) -> None:
    with suppress(FileNotFoundError):
        partial.chmod(stat.S_IMODE(target.stat().st_mode))
    if backup is not None and target.exists():
        _keep(target, Path(backup), again)
    partial.replace(target)


def _keep(target: Path, backup: Path, again: bool) -> None:
    """Let the file `target` be found as `backup` too; with `again` an earlier run may have done or begun that."""
    try:
        if again and backup.exists():
            if backup.samefile(target):
                return
            backup.unlink()  # a copy that was begun; the one to keep is still in its place
        try:
            os.link(target, backup)
        except (NotImplementedError, PermissionError):  # a file system without links
            _copy(target, backup)
    except OSError as error:
        raise FileError(os.fspath(backup), f"the backup cannot be written: {describe(error)}") from error


def _copy(target: Path, backup: Path) -> None:
    with target.open("rb") as source, backup.open("xb") as copy:
        shutil.copyfileobj(source, copy)
    shutil.copystat(target, backup)
