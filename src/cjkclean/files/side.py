"""Side outputs: JSON Lines about a run, beside the cleaned files."""

from __future__ import annotations

import base64
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from cjkclean.files.errors import FileError, describe
from cjkclean.files.job import Job
from cjkclean.files.locks import open_locked
from cjkclean.files.partial import is_special, partial_name
from cjkclean.files.streams import open_output
from cjkclean.files.work import Bad, Note

__all__ = ["SideOutput", "Sides"]

_SYNC_EVERY = 1.0
"""Seconds after which lines are made safe against a crash of the machine; against one of the run they always are."""

_COPIED = 1 << 20


class SideOutput:
    """A file of JSON Lines that holds only what belongs to finished files, and appears when the run ends.

    Until then the lines stand in a file beside it. Compressed as the suffix asks.

    Args:
        name: the file to write.
        kept: bytes of the lines of an earlier run to go on behind; None to begin anew.

    Raises:
        FileError: it cannot be written.
    """

    def __init__(self, name: str, kept: int | None = None) -> None:
        self._name = name
        self._working = None if is_special(name) else working_name(name)
        with self._errors():
            self._file = self._opened(kept)
        self._mark = kept or 0
        self._synced = time.monotonic()

    def _opened(self, kept: int | None) -> BinaryIO:
        if self._working is None:  # beside a device or pipe nothing can stand
            return cast(BinaryIO, tempfile.TemporaryFile())
        if Path(self._name).exists() and not os.access(self._name, os.W_OK):
            raise PermissionError(13, "Permission denied")
        file = open_locked(self._working, new=kept is None)
        file.truncate(kept or 0)
        file.seek(kept or 0)
        return file

    def write(self, line: str) -> None:
        """Add a line."""
        with self._errors():
            self._file.write(line.encode("utf-8", "backslashreplace"))

    def mark(self, at: int | None = None) -> int:
        """A new file begins, here unless told otherwise: `rollback` will lead there."""
        self._mark = self._file.tell() if at is None else at
        return self._mark

    def rollback(self) -> None:
        """Forget the lines of the file at hand, which has failed."""
        with self._errors():
            self._file.seek(self._mark)
            self._file.truncate()

    def safe(self) -> int:
        """Make sure that a later run will find the lines; their length in bytes."""
        with self._errors():
            self._file.flush()
            if time.monotonic() > self._synced + _SYNC_EVERY:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
            return self._file.tell()

    def publish(self) -> None:
        """Put the lines of the finished files in their place.

        Raises:
            FileError: they cannot be written.
        """
        with self._errors():
            self._file.flush()
            here = self._file.tell()
            self._file.seek(0)
            left = self._mark
            with open_output(self._name) as out:
                while left:
                    block = self._file.read(min(left, _COPIED))
                    out.write(block)
                    left -= len(block)
            self._file.seek(here)

    def leave(self, keep: bool) -> None:
        """Let go of the lines; `keep` them for a later run."""
        with suppress(OSError):
            self._file.close()
        if not keep and self._working is not None:
            with suppress(OSError):
                self._working.unlink()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FileError(self._name, f"cannot be written: {describe(error)}") from error


def working_name(name: str) -> Path:
    """Where the lines of the side output `name` stand until the run ends."""
    return partial_name(name).with_suffix(".side")


class Sides:
    """The side outputs of a run.

    Args:
        names: their files, by `edits`, `excluded` and `quarantine`.
        kept: bytes of each to go on behind; None to begin anew.

    Raises:
        FileError: one cannot be written.
    """

    def __init__(self, names: Mapping[str, str], kept: Mapping[str, int] | None = None) -> None:
        self._outputs: dict[str, SideOutput] = {}
        try:
            for kind, name in names.items():
                self._outputs[kind] = SideOutput(name, None if kept is None else kept.get(kind, 0))
        except FileError:
            self.leave(keep=kept is not None)
            raise

    def edits(self, job: Job, number: int, written: int, note: Note) -> None:
        """The edits of a text in record `number` read, `written` of those written (both from 1)."""
        self._outputs["edits"].write(_note_line(job, number, written, note))

    def excluded(self, job: Job, number: int, written: int, note: Note) -> None:
        """What was taken out of a text, likewise."""
        self._outputs["excluded"].write(_note_line(job, number, written, note))

    def bad(self, job: Job, unit: str, number: int, bad: Bad) -> None:
        """Record `number` (from 1) of a file could not be cleaned."""
        if "quarantine" in self._outputs:
            self._outputs["quarantine"].write(_bad_line(job, unit, number, bad))

    def mark(self, at: Mapping[str, int] | None = None) -> dict[str, int]:
        """A new file begins; where, in bytes."""
        return {kind: side.mark(at.get(kind) if at else None) for kind, side in self._outputs.items()}

    def rollback(self) -> None:
        """The file at hand has failed: forget its lines."""
        for side in self._outputs.values():
            side.rollback()

    def safe(self) -> dict[str, int]:
        """Make everything so far safe; its length in bytes."""
        return {kind: side.safe() for kind, side in self._outputs.items()}

    def publish(self) -> None:
        """Put the lines of the finished files in their places."""
        for side in self._outputs.values():
            side.publish()

    def leave(self, keep: bool) -> None:
        """Let go of everything; `keep` it for a later run."""
        for side in self._outputs.values():
            side.leave(keep)


def _note_line(job: Job, number: int, written: int, note: Note) -> str:
    """A line that says which text of which file `note` is about."""
    head: dict[str, Any] = {"file": job.source, "output": job.target, "record": number}
    if written != number:
        head["output_record"] = written
    return f"{json.dumps(head, ensure_ascii=False)[:-1]}, {note.body[1:]}\n"


def _bad_line(job: Job, unit: str, number: int, bad: Bad) -> str:
    """A line that holds a record which could not be cleaned, and why; `base64` when it is not UTF-8."""
    line: dict[str, Any] = {"file": job.source, unit: number, "reason": bad.reason}
    try:
        line["raw"] = bad.raw.decode("utf-8")
    except UnicodeDecodeError:
        line["base64"] = base64.b64encode(bad.raw).decode("ascii")
    return json.dumps(line, ensure_ascii=False) + "\n"
