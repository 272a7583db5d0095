"""Running a batch from the command line: the plan, side outputs, progress, summary and exit code."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

import click

from cjkclean.cli.console import StdoutOutput
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.listen import Listener, Progress, Reporter
from cjkclean.files.batch import Job, Settings, Stopped, run
from cjkclean.files.errors import STDIN
from cjkclean.files.plan import PlanError, planned, planned_in_place
from cjkclean.files.side import SideOutput

__all__ = ["execute", "made_plan", "usage_error"]


def execute(
    plan: Sequence[Job], settings: Settings, sides: Mapping[str, str | None], reporter: Reporter, quiet: bool
) -> ExitCode:
    """Clean the files of the plan.

    Args:
        plan: the files.
        settings: how to clean them.
        sides: names of the side outputs, by `edits`, `excluded` and `quarantine`; None for one that is not wanted.
        reporter: what complains and sums up.
        quiet: whether progress is not to be shown.
    """
    _refuse_side_clashes(sides, plan)
    started = time.perf_counter()
    with ExitStack() as stack:
        opened: dict[str, SideOutput] = {}
        for name, path in sides.items():
            if path is not None:
                opened[name] = SideOutput(path)
                stack.callback(opened[name].close)  # in its place also after an interrupt: finished files are done
        progress = None
        if not quiet and sys.stderr.isatty() and any(job.target for job in plan):
            progress = stack.enter_context(Progress(plan))
        listener = Listener(reporter, opened, progress)
        try:
            tally = run(plan, settings, cast(BinaryIO, StdoutOutput()), listener)
        except Stopped as error:
            reporter.trouble("stopped", str(error), cause=str(error))
            return ExitCode.FAILED
    seconds = time.perf_counter() - started
    if any(job.target for job in plan) and (len(plan) > 1 or tally.documents > 1):
        reporter.summary(tally, seconds)
    return ExitCode.FAILED if tally.failed or tally.bad else ExitCode.OK


def made_plan(names: Sequence[str], output: str | None, replace: bool = False, backup: str | None = None) -> list[Job]:
    """The files to read and write.

    Raises:
        click.UsageError: they do not go together.
    """
    if replace and output is not None:
        raise usage_error("--in-place and -o exclude each other")
    if backup is not None and not replace:
        raise usage_error("--backup needs --in-place")
    try:
        plan = planned_in_place(names, backup) if replace else planned(names, output)
    except PlanError as error:
        raise usage_error(str(error)) from error
    for job in plan:
        if job.target is None:
            _refuse_own_output(job.source)
    return plan


def _refuse_side_clashes(sides: Mapping[str, str | None], plan: Sequence[Job]) -> None:
    named = {option: name for option, name in sides.items() if name is not None}
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


def usage_error(message: str) -> click.UsageError:
    """The error of a wrong command line."""
    return click.UsageError(message, click.get_current_context())
