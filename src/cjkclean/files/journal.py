"""The journal of a run: how far it has come, so that one which was killed can be gone on with.

A journal is a hidden file beside the outputs, in JSON Lines: first what the run is to do, then a line for every file
that is done and for every stretch of a large one. It goes when the run has come to its end. A line is written after
what it speaks of is safe, so whatever was written later is cut off and done again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO

from cjkclean.files.errors import FileError, describe
from cjkclean.files.job import Job
from cjkclean.files.locks import open_locked
from cjkclean.files.tally import Tally

__all__ = ["CHECKPOINT", "Journal", "JournalError", "Point", "journal_name"]

CHECKPOINT = 16 << 20
"""Bytes of output after which a line is written: at most a few seconds of work are done twice."""

_COMPACT = 4 << 20
"""Bytes of lines after which the journal begins anew with its last one."""

_VERSION = 1


class JournalError(ValueError):
    """A journal that does not belong to what is asked for; nothing was done."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a run stands.

    Attributes:
        job: number of the file at hand, from 0; those before it are done.
        state: `within` the file, whose output so far is safe; `finished`, its output is complete but perhaps not yet
            in its place; `failed`, it has none; or `ended`, all files are done.
        read: records read of the file.
        written: records written of it.
        size: bytes of its output that are safe.
        taken: bytes of it, decompressed, that are done.
        sides: bytes of the side outputs that are safe, by name.
        marks: the same when the file was begun.
        file: the account of the file.
        total: the account of the files before it.
        source: size and time of the file, by which it is known again.
    """

    job: int = 0
    state: str = "within"
    read: int = 0
    written: int = 0
    size: int = 0
    taken: int = 0
    sides: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)
    file: Tally = field(default_factory=Tally)
    total: Tally = field(default_factory=Tally)
    source: tuple[int, int] | None = None

    def to_json(self) -> str:
        """The point as a JSON object."""
        plain = {member.name: getattr(self, member.name) for member in fields(self)}
        plain |= {"file": self.file.to_dict(), "total": self.total.to_dict()}
        return json.dumps(plain, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Point:
        """The point that a line of a journal holds.

        Raises:
            ValueError: the line is torn.
        """
        try:
            loaded = json.loads(line)
            loaded["file"] = Tally.from_dict(loaded["file"])
            loaded["total"] = Tally.from_dict(loaded["total"])
            loaded["source"] = tuple(loaded["source"]) if loaded["source"] else None
            return cls(**loaded)
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a line of a journal: {error}") from error


def journal_name(folder: str | os.PathLike[str], asked: Sequence[str | bool | None]) -> Path:
    """The journal, in `folder`, of the run that was `asked` for by these names and options."""
    return Path(folder) / f".cjkclean-{hashlib.sha256(repr(list(asked)).encode()).hexdigest()[:16]}.journal"


class Journal:
    """A journal that is being written; see the module.

    Attributes:
        jobs: the files of the run.
        points: what an earlier run noted, first to last.
    """

    def __init__(self, path: Path, file: BinaryIO, jobs: Sequence[Job], points: Sequence[Point] = ()) -> None:
        self.jobs = jobs
        self.points = points
        self._path = path
        self._file = file
        self._head = b""
        self._length = 0
        self._noted = bool(points)

    @classmethod
    def begin(cls, path: Path, jobs: Sequence[Job], settings: Mapping[str, Any]) -> Journal:
        """A new journal, in the place of an older one.

        Raises:
            FileError: it cannot be written, or another run is writing it.
        """
        with _errors(path):
            journal = cls(path, open_locked(path, new=True), jobs)
            head = {"version": _VERSION, "settings": settings, "jobs": [asdict(job) for job in jobs]}
            journal._head = json.dumps(head).encode() + b"\n"
            journal._file.write(journal._head)
            journal._file.flush()
            return journal

    @classmethod
    def resume(cls, path: Path, settings: Mapping[str, Any]) -> Journal | None:
        """The journal of an earlier run to go on with; None when there is none.

        Raises:
            JournalError: that run had other settings.
            FileError: the journal cannot be read, or the other run still goes on.
        """
        if not path.exists():
            return None
        with _errors(path):
            file = open_locked(path, new=False)
            lines = file.read().decode("utf-8", "replace").split("\n")
            try:
                head = json.loads(lines[0])
                jobs = [Job(**job) for job in head["jobs"]]
                was = head["settings"]
            except (ValueError, KeyError, TypeError):  # torn before the run had begun
                file.close()
                return None
            differing = sorted(name for name in {*was, *settings} if was.get(name) != settings.get(name))
            if differing:
                file.close()
                raise JournalError(f"the interrupted run had another {' and '.join(differing)}")
            journal = cls(path, file, jobs, list(_points(lines[1:])))
            journal._head = lines[0].encode() + b"\n"
            return journal

    def note(self, point: Point) -> None:
        """Add a line.

        Raises:
            FileError: it cannot be written.
        """
        with _errors(self._path):
            line = point.to_json().encode() + b"\n"
            self._length += len(line)
            if self._length > _COMPACT or not self._noted:
                self._begin_anew(line)
            else:
                self._file.write(line)
                self._file.flush()
            self._noted = True

    def _begin_anew(self, line: bytes) -> None:
        """Replace the journal by its head and one line."""
        new = self._path.with_suffix(".new")
        file = open_locked(new, new=True)
        try:
            file.write(self._head + line)
            file.flush()
            os.fsync(file.fileno())
            new.replace(self._path)
        except BaseException:
            file.close()
            raise
        self._file.close()
        self._file = file
        self._length = len(line)

    def continue_at(self, point: Point | None) -> None:
        """Forget what was noted after `point`."""
        with _errors(self._path):
            self._begin_anew(point.to_json().encode() + b"\n" if point else b"")

    def end(self) -> None:
        """The run has come to its end: nothing is left to go on with."""
        self._noted = False
        self.leave()

    def leave(self) -> bool:
        """The run was given up; whether a later one can go on with it."""
        if not self._noted:
            for path in (self._path.with_suffix(".new"), self._path):
                with suppress(OSError):
                    path.unlink()
        with suppress(OSError):
            self._file.close()
        return self._noted


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    """Turns errors of the system into `FileError`."""
    try:
        yield
    except OSError as error:
        raise FileError(str(path), f"cannot be written: {describe(error)}") from error


def _points(lines: Sequence[str]) -> list[Point]:
    """The points up to the first torn line; the last of `lines` has no end, so it is torn or empty."""
    points = []
    for line in lines[:-1]:
        try:
            points.append(Point.from_json(line))
        except ValueError:
            break
    return points
