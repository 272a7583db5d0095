"""Running a batch from the command line: the plan, side outputs, progress, summary and exit code."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from cjkclean import __version__
from cjkclean.cli.console import StdoutOutput
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.listen import Listener, Progress, Reporter
from cjkclean.files.batch import run
from cjkclean.files.errors import STDIN, FileError
from cjkclean.files.job import Job, Settings, Stopped
from cjkclean.files.journal import Journal, JournalError, journal_name
from cjkclean.files.naming import refuse_misfits, renamed
from cjkclean.files.partial import is_special
from cjkclean.files.plan import PlanError, planned, planned_in_place, state_folder
from cjkclean.files.resume import Start, resumed
from cjkclean.files.side import Sides, working_name
from cjkclean.files.sites import learned
from cjkclean.files.tally import Tally

__all__ = ["Request", "execute", "made_plan", "usage_error", "with_sites"]


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for: names of inputs, of the output, and how the one becomes the other.

    Attributes:
        names: files, folders and patterns.
        output: file or folder to write; None for standard output.
        in_place: replace each file.
        backup: suffix of the files that are replaced.
        sides: names of the side outputs, by `edits`, `excluded` and `quarantine`; None for one that is not wanted.
        resume: go on with the same run where it was interrupted.
    """

    names: Sequence[str]
    output: str | None = None
    in_place: bool = False
    backup: str | None = None
    sides: Mapping[str, str | None] = field(default_factory=dict)
    resume: bool = False

    @property
    def lasting(self) -> bool:
        """Whether files are written, so that a later run can go on where this one stops."""
        return self.in_place or self.output not in (None, STDIN)

    @property
    def wanted_sides(self) -> dict[str, str]:
        """The side outputs that are wanted."""
        return {kind: name for kind, name in self.sides.items() if name is not None}

    def journal_name(self) -> Path:
        """Where the journal of the run stands: beside what it writes."""
        assert self.lasting
        folder = state_folder(self.names, None if self.in_place else self.output)
        asked = (*map(_real, self.names), self.output and _real(self.output), self.in_place, self.backup)
        return journal_name(folder, asked)


def execute(request: Request, settings: Settings, reporter: Reporter, quiet: bool) -> ExitCode:
    """Clean the files that are asked for.

    Args:
        request: which files.
        settings: how to clean them.
        reporter: what complains and sums up.
        quiet: whether progress is not to be shown.

    Raises:
        click.UsageError: inputs, outputs and options do not go together.
    """
    started = time.perf_counter()
    try:
        jobs, journal = _planned(request, settings, reporter)
        tally = _run(jobs, journal, request, settings, reporter, quiet)
    except JournalError as error:
        raise usage_error(f"--resume: {error}; without --resume it begins anew") from error
    except (Stopped, FileError) as error:
        reporter.trouble("stopped", str(error), cause=str(error))
        return ExitCode.FAILED
    if request.lasting and (len(jobs) > 1 or tally.documents > 1):
        reporter.summary(tally, time.perf_counter() - started)
    return ExitCode.FAILED if tally.failed or tally.bad else ExitCode.OK


def _planned(request: Request, settings: Settings, reporter: Reporter) -> tuple[Sequence[Job], Journal | None]:
    """The files to do, and the journal in which progress is noted: that of the earlier run, or a new one."""
    known = _known_again(request, settings)
    if request.resume:
        if not request.lasting or STDIN in request.names:
            raise usage_error("--resume needs files to read, and -o or --in-place")
        journal = Journal.resume(request.journal_name(), known)
        if journal is not None:
            return journal.jobs, journal
        reporter.remark("nothing to resume, so everything is done")
    jobs = made_plan(request, settings)
    _refuse_side_clashes(request.wanted_sides, jobs)
    if not request.lasting or all(job.target is None or is_special(job.target) for job in jobs):
        return jobs, None
    try:
        return jobs, Journal.begin(request.journal_name(), jobs, known)
    except FileError as error:
        if isinstance(error.__cause__, BlockingIOError):
            raise
        return jobs, None  # then neither can the outputs be written, of which each will tell


def _known_again(request: Request, settings: Settings) -> dict[str, Any]:
    """What has to be the same for a run to be gone on with, by what messages call it."""
    return {
        "version": __version__,
        "list of steps": json.loads(json.dumps(settings.pipeline.to_config())),
        "format": settings.format and settings.format.name,
        "--field": list(settings.fields),
        "--to": settings.to,
        "--repeated-lines": settings.sites is not None,
        **{f"--{kind}": name for kind, name in request.sides.items()},
    }


def _run(
    jobs: Sequence[Job],
    journal: Journal | None,
    request: Request,
    settings: Settings,
    reporter: Reporter,
    quiet: bool,
) -> Tally:
    named = request.wanted_sides
    start = resumed(journal, named) if journal is not None else Start()
    if start.failure:
        reporter.trouble("failed", start.failure, cause=start.failure)
    if start.job > len(jobs):  # all done but the side outputs, of which some may be in their places
        named = {kind: name for kind, name in named.items() if working_name(name).exists()}
    sides = Sides(named, start.sides)
    ended = False
    try:
        try:
            with ExitStack() as stack:
                progress = None
                if not quiet and request.lasting and sys.stderr.isatty():
                    progress = stack.enter_context(Progress(jobs))
                listener = Listener(reporter, progress)
                tally = run(jobs, settings, cast(BinaryIO, StdoutOutput()), listener, sides, journal, start)
        except BaseException:
            _publish_finished(sides, reporter)
            raise
        sides.publish()
        ended = True
    finally:
        _leave(ended, journal, sides, reporter)
    return tally


def _publish_finished(sides: Sides, reporter: Reporter) -> None:
    """After an interrupt: the finished files are in their places, so what is told of them should be, too."""
    try:
        sides.publish()
    except FileError as error:
        reporter.trouble("failed", str(error), cause=str(error))


def _leave(ended: bool, journal: Journal | None, sides: Sides, reporter: Reporter) -> None:
    if ended and journal is not None:
        sides.leave(keep=False)
        journal.end()
    elif journal is not None and journal.leave():
        sides.leave(keep=True)
        reporter.remark("the same command with --resume goes on from here")
    else:
        sides.leave(keep=False)


def made_plan(request: Request, settings: Settings | None = None) -> list[Job]:
    """The files to read and, with `settings`, to write.

    Raises:
        click.UsageError: they do not go together.
    """
    if request.in_place and request.output is not None:
        raise usage_error("--in-place and -o exclude each other")
    if request.in_place and settings is not None and settings.to is not None:
        raise usage_error("--in-place and --to exclude each other")
    if request.backup is not None and not request.in_place:
        raise usage_error("--backup needs --in-place")
    try:
        if request.in_place:
            plan = planned_in_place(request.names, request.backup)
        else:
            rename = partial(renamed, settings=settings) if settings else Path
            plan = planned(request.names, request.output, rename)
        if settings is not None:
            refuse_misfits(plan, settings)
    except PlanError as error:
        raise usage_error(str(error)) from error
    for job in plan:
        if job.target is None:
            _refuse_own_output(job.source)
    return plan


def _refuse_side_clashes(named: Mapping[str, str], plan: Sequence[Job]) -> None:
    if not named:
        return
    taken = {_real(name) for job in plan for name in (job.source, job.target) if name and name != STDIN}
    for option, name in named.items():
        if _real(name) in taken:
            raise usage_error(f"--{option} {name}: is an input or output already")
        taken.add(_real(name))


def _real(name: str) -> str:
    try:
        return os.path.realpath(name)
    except ValueError:  # a NUL in the name, of which more when it is opened
        return name


def _refuse_own_output(name: str) -> None:
    """Refuse `clean a.txt >> a.txt`, as `cat` does."""
    try:
        out = os.fstat(sys.stdout.fileno())
        source = os.fstat(sys.stdin.fileno()) if name == STDIN else Path(name).stat()
    except (OSError, ValueError):  # not a real file: nothing to refuse, or reading it will say what is wrong
        return
    if stat.S_ISREG(out.st_mode) and os.path.samestat(out, source):
        raise usage_error(f"{name} is the output too")


def with_sites(request: Request, settings: Settings) -> Settings:
    """The settings with what the files say about their sites, all of which are read for it.

    Raises:
        click.UsageError: they cannot be read twice.
    """
    if STDIN in request.names:
        raise usage_error("--repeated-lines needs files to read, which it does twice")
    if request.in_place and request.resume:
        raise usage_error("--repeated-lines with --resume needs -o: the files are not what they were")
    try:
        return replace(settings, sites=learned(planned(request.names, None), settings))
    except PlanError as error:
        raise usage_error(str(error)) from error


def usage_error(message: str) -> click.UsageError:
    """The error of a wrong command line."""
    return click.UsageError(message, click.get_current_context())
