"""What `clean` tells while it works: complaints, side outputs, progress and the summary."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from cjkclean.cli.console import complain
from cjkclean.files.errors import STDIN, display_name
from cjkclean.files.job import Events, Job
from cjkclean.files.tally import Tally
from cjkclean.files.work import Bad

__all__ = ["Listener", "Reporter", "summary_lines"]

_MOST_COMPLAINTS = 5
"""Bad records of one file that are complained of one by one."""


class Reporter:
    """Says things on standard error: in words, or one JSON object a line."""

    def __init__(self, as_json: bool = False, quiet: bool = False) -> None:
        self._as_json = as_json
        self._quiet = quiet

    def trouble(self, event: str, words: str, **details: Any) -> None:
        """Something failed; `quiet` does not silence it."""
        if self._as_json:
            self._line({"event": event, **details})
        else:
            complain(words)

    def remark(self, words: str) -> None:
        """Something worth knowing, which `quiet` silences."""
        if not self._quiet:
            self.trouble("remark", words, message=words)

    def summary(self, tally: Tally, seconds: float) -> None:
        """What the run came to."""
        if self._as_json:
            self._line({"event": "summary", "seconds": round(seconds, 3), **tally.to_dict()})
        elif not self._quiet:
            for line in summary_lines(tally, seconds):
                click.echo(line, err=True)

    def _line(self, record: Mapping[str, Any]) -> None:
        click.echo(json.dumps(record, ensure_ascii=False), err=True)


class Listener(Events):
    """Turns the events of a run into complaints and progress."""

    def __init__(self, reporter: Reporter, progress: Progress | None) -> None:
        self._reporter = reporter
        self._progress = progress
        self._bad = 0

    def resumed(self, done: Sequence[Job], read: int) -> None:
        if self._progress:
            self._progress.resumed(done, read)

    def opened(self, job: Job) -> None:
        self._bad = 0
        if self._progress:
            self._progress.opened(job)

    def read(self, size: int) -> None:
        if self._progress:
            self._progress.read(size)

    def closed(self, job: Job) -> None:
        if self._bad > _MOST_COMPLAINTS:
            more = self._bad - _MOST_COMPLAINTS
            self._reporter.trouble(
                "more-bad", f"{display_name(job.source)}: {more:,} more like these", file=job.source, number=more
            )
        if self._progress:
            self._progress.closed(job)

    def failed(self, job: Job, cause: str) -> None:
        if self._progress:
            self._progress.closed(job)
        self._reporter.trouble("failed", cause, file=job.source, cause=cause)

    def skipped(self, job: Job, cause: str) -> None:
        if self._progress:
            self._progress.closed(job)
        self._reporter.trouble("skipped", f"{job.source}: {cause}", file=job.source, cause=cause)

    def bad(self, job: Job, unit: str, number: int, bad: Bad) -> None:
        self._bad += 1
        if self._bad <= _MOST_COMPLAINTS:
            words = f"{display_name(job.source)}: {unit} {number}: {bad.reason}"
            self._reporter.trouble("bad", words, file=job.source, record=number, reason=bad.reason)


class Progress:
    """A line on the terminal: how far, how fast, how long still."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
        from rich.progress import Progress as Bar

        self._sizes = [_size(job.source) for job in jobs]
        total = None if None in self._sizes else sum(size for size in self._sizes if size is not None)
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            transient=True,
        )
        self._task = self._bar.add_task("", total=total)
        self._files = len(jobs)
        self._number = 0
        self._done = 0.0

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def resumed(self, done: Sequence[Job], read: int) -> None:
        self._number = len(done)
        self._done = sum(size or 0 for size in self._sizes[: len(done)])
        self._bar.update(self._task, completed=self._done + read)

    def opened(self, job: Job) -> None:
        self._number += 1
        self._bar.update(self._task, description=f"file {self._number:,} of {self._files:,}")

    def read(self, size: int) -> None:
        self._bar.advance(self._task, size)

    def closed(self, job: Job) -> None:
        self._done += self._sizes[self._number - 1] or 0
        self._bar.update(self._task, completed=self._done)


def _size(name: str) -> int | None:
    if name == STDIN:
        return None
    with suppress(OSError, ValueError):
        return Path(name).stat().st_size
    return 0


def summary_lines(tally: Tally, seconds: float) -> list[str]:
    """The account of a run in words."""
    speed = tally.bytes_in / 1e6 / seconds if seconds else 0.0
    lines = [
        f"{tally.documents:,} documents in {tally.files:,} files, {tally.changed:,} changed; "
        f"{tally.bytes_in / 1e6:,.1f} MB in {seconds:,.1f} s ({speed:,.1f} MB/s)",
        f"{tally.characters_in:,} characters before, {tally.characters_out:,} after",
    ]
    counts: list[tuple[str, Counter[str]]] = [
        ("edits", tally.kinds),
        ("noticed and left", tally.findings),
        ("encodings", tally.encodings),
        ("scripts", tally.scripts),
    ]
    for title, counter in counts:
        if counter:
            lines.append(f"{title}: " + ", ".join(f"{kind} {number:,}" for kind, number in counter.most_common(12)))
    for words, number in (
        ("places did not decode", tally.undecoded),
        ("records could not be cleaned", tally.bad),
        ("files skipped, not text", tally.skipped),
        ("files failed", tally.failed),
    ):
        if number:
            lines.append(f"{number:,} {words}")
    return lines
