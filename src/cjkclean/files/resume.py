"""Where a run that goes on with an earlier one begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cjkclean.files.errors import FileError, describe
from cjkclean.files.job import Job
from cjkclean.files.journal import Journal, JournalError, Point
from cjkclean.files.partial import Partial, partial_name
from cjkclean.files.side import working_name
from cjkclean.files.tally import Tally
from cjkclean.files.writer import identity

__all__ = ["Start", "resumed"]


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin.

    Attributes:
        job: number of the first file to do.
        within: what is done of it.
        tally: the account of those before it.
        sides: bytes of the side outputs to keep; None when they begin anew.
        failure: why the last file of the earlier run could not be put in its place.
    """

    job: int = 0
    within: Point | None = None
    tally: Tally = field(default_factory=Tally)
    sides: Mapping[str, int] | None = None
    failure: str | None = None


def resumed(journal: Journal, sides: Mapping[str, str]) -> Start:
    """Where to go on: behind the last thing noted that is still there. A finished file is put in its place.

    Args:
        journal: of the earlier run.
        sides: names of the side outputs.

    Raises:
        JournalError: the file that was at hand has changed since.
    """
    point = next((point for point in reversed(journal.points) if _is_there(point, journal, sides)), None)
    journal.continue_at(point)
    if point is None:
        return Start()
    job = journal.jobs[point.job] if point.job < len(journal.jobs) else None
    if point.state == "within" and job is not None:
        if identity(job.source) != point.source:
            raise JournalError(f"{job.source} has changed since the run was interrupted")
        return Start(point.job, point, point.total, point.sides)
    if point.state == "finished" and job is not None:
        return _finished(point, job)
    return Start(point.job + 1, None, point.total, point.sides)


def _is_there(point: Point, journal: Journal, sides: Mapping[str, str]) -> bool:
    """Whether what a point speaks of outlived the end of its run (a crash of the machine may have cost more)."""
    if point.state == "ended":
        return True
    if any(_size(working_name(sides[kind])) < length for kind, length in point.sides.items()):
        return False
    if point.state != "within":
        return True
    target = journal.jobs[point.job].target
    return target is not None and _size(partial_name(target)) >= point.size


def _size(path: object) -> int:
    found = identity(str(path))
    return found[0] if found else -1


def _finished(point: Point, job: Job) -> Start:
    """Put the finished file in its place, as the earlier run would have done next."""
    tally = replace(point.total)
    try:
        if job.target is not None:
            Partial.publish_left(job.target, job.backup)
    except (OSError, FileError) as error:
        cause = f"{job.target}: cannot be written: {describe(error)}" if isinstance(error, OSError) else str(error)
        tally.failed += 1
        return Start(point.job + 1, None, tally, point.marks, cause)
    tally.add(point.file)
    return Start(point.job + 1, None, tally, point.sides)
