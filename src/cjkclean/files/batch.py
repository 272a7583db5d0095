"""The batch runner: files in, cleaned files out, in order, in bounded memory, on one or several cores."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import BinaryIO

from cjkclean.files.atomic import keep
from cjkclean.files.errors import FileError, display_name
from cjkclean.files.formats import Format, FormatError, NotText, format_of
from cjkclean.files.streams import open_input, open_output
from cjkclean.files.tally import Tally
from cjkclean.files.work import Bad, Done, Note, Wants, clean_batch, start_worker, work
from cjkclean.pipeline import Pipeline

__all__ = ["Events", "Job", "Settings", "Stopped", "run"]

BATCH = 256 << 10
"""Bytes of records that travel to a worker at once: enough that the way there does not count."""


class Stopped(Exception):
    """The run was given up at the first failure, as was asked for."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to clean.

    Attributes:
        source: name of the file, `-` for standard input.
        target: name of the file to write; None for the common output of the run.
        found: whether it was met in a folder; then it is skipped when it is not text.
        backup: name under which an older file of the target's name is kept.
    """

    source: str
    target: str | None = None
    found: bool = False
    backup: str | None = None


class Events:
    """What a run tells while it goes on; nothing of it is needed. Subclasses listen."""

    def opened(self, job: Job) -> None:
        """A file is begun."""

    def read(self, size: int) -> None:
        """So many bytes more, decompressed, are done."""

    def closed(self, job: Job) -> None:
        """A file is done and its output is in place."""

    def failed(self, job: Job, cause: str) -> None:
        """A file could not be read or written; it has no output."""

    def skipped(self, job: Job, cause: str) -> None:
        """A file met in a folder is not text; it has no output."""

    def bad(self, job: Job, unit: str, number: int, bad: Bad) -> None:
        """Record `number` (from 1) of a file could not be cleaned."""

    def edits(self, job: Job, number: int, written: int, note: Note) -> None:
        """The edits of a text in record `number` read, `written` of those written (both from 1)."""

    def excluded(self, job: Job, number: int, written: int, note: Note) -> None:
        """What was taken out of a text, likewise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run.

    Attributes:
        pipeline: the steps.
        workers: processes to use; 1 works in this one.
        format: name of the format of all files; None to go by their names.
        fields: the parts of records that are text.
        wants: the side outputs that are wanted.
        fail_fast: stop at the first file or record that fails.
    """

    pipeline: Pipeline
    workers: int = 1
    format: type[Format] | None = None
    fields: Sequence[str] = ()
    wants: Wants = field(default_factory=Wants)
    fail_fast: bool = False


def run(jobs: Iterable[Job], settings: Settings, common: BinaryIO, events: Events) -> Tally:
    """Clean every file.

    Args:
        jobs: the files, in the order in which they are done and written.
        settings: how.
        common: where the output of files without a target goes.
        events: what is told of everything.

    Returns:
        The account of the run; files that failed count as nothing else in it.

    Raises:
        Stopped: a worker process died, or `fail_fast` is set and something failed. Outputs that were complete stay.
    """
    writer = _Writer(settings, common, events)
    with ExitStack() as stack:
        stack.callback(writer.abandon)
        if settings.workers == 1:
            submit = _inline(settings)
            ahead = 0
        else:
            pool = ProcessPoolExecutor(settings.workers, initializer=start_worker, initargs=(settings.pipeline,))
            stack.callback(pool.shutdown, wait=True, cancel_futures=True)
            submit = _pooled(settings, pool)
            ahead = 6 * settings.workers
        waiting: deque[_Item] = deque()
        for item in _items(jobs, settings, submit, writer):
            waiting.append(item)
            while len(waiting) > ahead:
                writer.take(waiting.popleft())
        while waiting:
            writer.take(waiting.popleft())
    return writer.tally


@dataclass(frozen=True, slots=True)
class _Opened:
    job: Job


@dataclass(frozen=True, slots=True)
class _Batch:
    job: Job
    form: Format
    size: int
    done: Callable[[], Done]


@dataclass(frozen=True, slots=True)
class _Closed:
    job: Job
    form: Format | None = None
    error: Exception | None = None


_Item = _Opened | _Batch | _Closed
_Submit = Callable[[Format, Sequence[bytes]], Callable[[], Done]]


def _inline(settings: Settings) -> _Submit:
    def submit(form: Format, records: Sequence[bytes]) -> Callable[[], Done]:
        return lambda: clean_batch(settings.pipeline, settings.wants, form, records)

    return submit


def _pooled(settings: Settings, pool: ProcessPoolExecutor) -> _Submit:
    def submit(form: Format, records: Sequence[bytes]) -> Callable[[], Done]:
        return pool.submit(work, settings.wants, form, records).result

    return submit


def _items(jobs: Iterable[Job], settings: Settings, submit: _Submit, writer: _Writer) -> Iterator[_Item]:
    """Read the files in order and hand their batches out."""
    for job in jobs:
        yield _Opened(job)
        form: Format | None = None
        error: Exception | None = None
        try:
            with open_input(job.source) as stream:
                form = (settings.format or format_of(job.source)).open(stream, settings.fields)
                for records, size in _batches(form.records(stream)):
                    if writer.gave_up(job):
                        break
                    yield _Batch(job, form, size, submit(form, records))
        except (FileError, FormatError) as failure:
            error = failure
        except (BrokenProcessPool, Stopped):
            raise
        except Exception as failure:  # a defect of one format must not cost the other files
            error = FormatError(f"internal error: {type(failure).__name__}: {failure}")
        yield _Closed(job, form, error)


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


class _Writer:
    """Takes finished batches in order, writes them, and keeps the account."""

    def __init__(self, settings: Settings, common: BinaryIO, events: Events) -> None:
        self.tally = Tally()
        self._settings = settings
        self._common = common
        self._events = events
        self._file = Tally()  # of the file at hand
        self._output = ExitStack()
        self._stream = common
        self._read = 0
        self._written = 0
        self._failed: Job | None = None

    def gave_up(self, job: Job) -> bool:
        """Whether the rest of this file need not be read any more."""
        return self._failed is job

    def abandon(self) -> None:
        """Let go of an output that is not complete."""
        self._output.__exit__(Stopped, Stopped(), None)

    def take(self, item: _Item) -> None:
        """Do what is next."""
        job = item.job
        if isinstance(item, _Opened):
            self._open(job)
        elif self._failed is job:
            pass
        elif isinstance(item, _Closed):
            self._close(job, item.error or self._nothing(item.form))
        else:
            try:
                done = item.done()
            except BrokenProcessPool as error:
                raise Stopped("a worker process died, perhaps for lack of memory; try fewer --jobs") from error
            self._write(job, item, done)

    def _open(self, job: Job) -> None:
        self._events.opened(job)
        self._file = Tally(files=1)
        self._read = self._written = 0
        self._stream = self._common
        if job.target is not None:
            try:
                self._stream = self._output.enter_context(open_output(job.target))
            except FileError as error:
                self._fail(job, str(error))

    def _write(self, job: Job, batch: _Batch, done: Done) -> None:
        if done.bad and not batch.form.independent:
            self._output.__exit__(Stopped, Stopped(), None)
            self._fail(job, f"{display_name(job.source)}: {done.bad[0].reason}")
            return
        try:
            self._stream.write(done.data)
        except OSError as error:
            self._give_up_output(job, error)
            return
        for bad in done.bad:
            self._events.bad(job, batch.form.unit, self._read + bad.number + 1, bad)
            if self._settings.fail_fast:
                raise Stopped(f"{display_name(job.source)}: stopped at the first {batch.form.unit} that failed")
        for notes, tell in ((done.edits, self._events.edits), (done.excluded, self._events.excluded)):
            for note in notes:
                tell(job, self._read + note.read + 1, self._written + note.written + 1, note)
        self._read += done.read
        self._written += done.written
        self._file.add(done.tally)
        self._file.bytes_in += batch.size
        self._events.read(batch.size)

    def _nothing(self, form: Format | None) -> FormatError | None:
        """The complaint of a file in whose records no text was found, if its format has one."""
        missing = (
            form.missing() if form is not None and self._read > self._file.bad and not self._file.documents else None
        )
        return FormatError(missing) if missing else None

    def _close(self, job: Job, error: Exception | None) -> None:
        if error is not None:
            self._output.__exit__(type(error), error, None)
            if job.found and isinstance(error, NotText):
                self.tally.skipped += 1
                self._events.skipped(job, str(error))
            else:
                name = "" if isinstance(error, FileError) else f"{display_name(job.source)}: "
                self._fail(job, f"{name}{error}")
            return
        try:
            if job.backup is not None and job.target is not None:
                keep(job.target, job.backup)
            self._output.close()
        except FileError as failure:
            self._output.__exit__(type(failure), failure, None)
            self._fail(job, str(failure))
            return
        self.tally.add(self._file)
        self._events.closed(job)

    def _give_up_output(self, job: Job, error: OSError) -> None:
        """Hand the error to the output's own context, which takes the unfinished file away and names the cause."""
        try:
            self._output.__exit__(type(error), error, error.__traceback__)
        except FileError as failure:
            self._fail(job, str(failure))
        else:
            raise error

    def _fail(self, job: Job, cause: str) -> None:
        self._failed = job
        self.tally.failed += 1
        self._events.failed(job, cause)
        if self._settings.fail_fast:
            raise Stopped("stopped at the first failure")
