"""The batch runner: files in, cleaned files out, in order, in bounded memory, on one or several cores."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from itertools import islice
from typing import BinaryIO

from cjkclean.files.formats import Format, format_of
from cjkclean.files.formats.convert import Converted
from cjkclean.files.job import Events, Job, Settings, Stopped
from cjkclean.files.journal import Journal, Point
from cjkclean.files.resume import Start
from cjkclean.files.side import Sides
from cjkclean.files.sites import folder_of
from cjkclean.files.streams import open_input
from cjkclean.files.tally import Tally
from cjkclean.files.work import Done, clean_batch, start_worker, warm, work
from cjkclean.files.writer import Batch, Closed, Item, Opened, Writer

__all__ = ["run"]

BATCH = 256 << 10
"""Bytes of records that travel to a worker at once: enough that the way there does not count."""


def run(
    jobs: Sequence[Job],
    settings: Settings,
    common: BinaryIO,
    events: Events,
    sides: Sides,
    journal: Journal | None = None,
    start: Start | None = None,
) -> Tally:
    """Clean every file.

    Args:
        jobs: the files, in the order in which they are done and written.
        settings: how.
        common: where the output of files without a target goes.
        events: what is told of everything.
        sides: the side outputs.
        journal: where progress is noted, so that a later run can go on.
        start: where an earlier run left off; None to begin anew.

    Returns:
        The account of the run; files that failed count as nothing else in it.

    Raises:
        Stopped: a worker process died, there is no room on the disk, or `fail_fast` is set and something failed.
            Outputs that were complete stay.
    """
    start = start or Start()
    writer = Writer(settings, common, events, sides, journal, start.tally)
    if start.job or start.within:
        events.resumed(jobs[: start.job], start.within.taken if start.within else 0)
    with ExitStack() as stack:
        stack.callback(writer.abandon)
        submit, ahead = _inline(settings), 0
        if settings.workers > 1:
            submit, ahead = _pooled(settings, stack), 6 * settings.workers
        waiting: deque[Item] = deque()
        for item in _items(jobs, start, settings, submit, writer):
            waiting.append(item)
            while len(waiting) > ahead:
                writer.take(waiting.popleft())
        while waiting:
            writer.take(waiting.popleft())
        if journal is not None:
            journal.note(Point(len(jobs), "ended", sides=sides.safe(), total=writer.tally))
    return writer.tally


_Submit = Callable[[Format, Sequence[bytes], str], Callable[[], Done]]


def _inline(settings: Settings) -> _Submit:
    def submit(form: Format, records: Sequence[bytes], folder: str) -> Callable[[], Done]:
        return lambda: clean_batch(settings.pipeline, settings.wants, form, records, settings.sites, folder)

    return submit


def _pooled(settings: Settings, stack: ExitStack) -> _Submit:
    warm(settings.pipeline)
    pool = ProcessPoolExecutor(settings.workers, initializer=start_worker, initargs=(settings.pipeline, settings.sites))
    stack.callback(pool.shutdown, wait=True, cancel_futures=True)

    def submit(form: Format, records: Sequence[bytes], folder: str) -> Callable[[], Done]:
        return pool.submit(work, settings.wants, form, records, folder).result

    return submit


def _items(jobs: Sequence[Job], start: Start, settings: Settings, submit: _Submit, writer: Writer) -> Iterator[Item]:
    """Read the files in order and hand their batches out."""
    for number in range(start.job, len(jobs)):
        job = jobs[number]
        point = start.within if number == start.job else None
        yield Opened(job, number, point)
        form: Format | None = None
        error: Exception | None = None
        try:
            with open_input(job.source) as stream:
                form = (settings.format or format_of(job.source)).open(stream, settings.fields)
                if settings.to is not None:
                    form = Converted(form, settings.to)
                records = islice(form.records(stream), point.read if point else 0, None)
                for batch, size in _batches(records):
                    if writer.gave_up(job):
                        break
                    yield Batch(job, form, size, submit(form, batch, folder_of(job.source)))
        except (BrokenProcessPool, Stopped):
            raise
        except Exception as failure:
            error = failure
        yield Closed(job, form, error)


def _batches(records: Iterator[bytes]) -> Iterator[tuple[list[bytes], int]]:
    """Consecutive records in groups of about `BATCH` bytes, with their size."""
    batch: list[bytes] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record)
        if size >= BATCH:
            yield batch, size
            batch, size = [], 0
    if batch:
        yield batch, size
