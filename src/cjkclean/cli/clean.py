"""`cjkclean clean`: dirty files in, clean files out."""

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

from cjkclean.cli.console import StdoutOutput, inputs
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.listen import Listener, Progress, Reporter
from cjkclean.cli.options import chosen_format, chosen_pipeline, format_option, pipeline_options
from cjkclean.files.batch import Job, Settings, Stopped, run
from cjkclean.files.errors import STDIN
from cjkclean.files.plan import PlanError, planned, planned_in_place
from cjkclean.files.side import SideOutput
from cjkclean.files.work import Wants

__all__ = ["clean"]

_SIDES = ("edits", "excluded", "quarantine")


@click.command(short_help="Clean files.")
@click.argument("files", nargs=-1)
@click.option(
    "-o", "--output", metavar="OUT", help="Write to this file, or into this folder (it must exist or end in a slash)."
)
@pipeline_options
@format_option
@click.option("--field", "fields", metavar="NAME", multiple=True, help="Field or column that is text; may be repeated.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--in-place", is_flag=True, help="Replace each file by its clean form.")
@click.option("--backup", metavar="SUFFIX", help="With --in-place: keep the old file under its name and this suffix.")
@click.option("--edits", metavar="FILE", help="Write every change to this file, as JSON Lines; `undo` reads it.")
@click.option("--excluded", metavar="FILE", help="Write what was taken out, and why, to this file, as JSON Lines.")
@click.option("--quarantine", metavar="FILE", help="Move records that cannot be read to this file, as JSON Lines.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first file or record that fails.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--log-json", is_flag=True, help="Messages and summary as JSON Lines on standard error.")
def clean(
    files: tuple[str, ...],
    output: str | None,
    preset_name: str | None,
    config: str | None,
    kind: str | None,
    fields: tuple[str, ...],
    jobs: int,
    in_place: bool,
    backup: str | None,
    edits: str | None,
    excluded: str | None,
    quarantine: str | None,
    fail_fast: bool,
    quiet: bool,
    log_json: bool,
) -> ExitCode:
    """Clean FILES (standard input when there is none, or for -); text comes out as UTF-8.

    A folder stands for all files in it and below. Text, JSON Lines, CSV, TSV and subtitles (SRT, WebVTT, ASS) are told
    by name; .gz, .bz2, .xz and .zst are read and, as an output's suffix, written. Everything but the text stays byte
    for byte.

    Without -o everything goes to standard output, one file after the other. An output appears when it is complete;
    an input is never overwritten, except by --in-place.
    """
    settings = Settings(
        pipeline=chosen_pipeline(preset_name, config),
        workers=jobs,
        format=chosen_format(kind),
        fields=fields,
        wants=Wants(edits is not None, excluded is not None, quarantine is None),
        fail_fast=fail_fast,
    )
    plan = _plan(inputs(files), output, in_place, backup)
    sides = dict(zip(_SIDES, (edits, excluded, quarantine), strict=True))
    _refuse_side_clashes(sides, plan)
    reporter = Reporter(log_json, quiet)
    return _run(plan, settings, sides, reporter, quiet or log_json)


def _run(
    plan: Sequence[Job], settings: Settings, sides: Mapping[str, str | None], reporter: Reporter, quiet: bool
) -> ExitCode:
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


def _plan(names: Sequence[str], output: str | None, replace: bool, backup: str | None) -> list[Job]:
    if replace and output is not None:
        raise _usage("--in-place and -o exclude each other")
    if backup is not None and not replace:
        raise _usage("--backup needs --in-place")
    try:
        plan = planned_in_place(names, backup) if replace else planned(names, output)
    except PlanError as error:
        raise _usage(str(error)) from error
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
            raise _usage(f"--{option} {name}: is an input or output already")
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
        raise _usage(f"{name} is the output too")


def _usage(message: str) -> click.UsageError:
    return click.UsageError(message, click.get_current_context())
