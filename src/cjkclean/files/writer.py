"""The writing side of a run: finished batches in order, outputs in their places, the account and the journal."""

from __future__ import annotations

import errno
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from cjkclean.files import journal as journals
from cjkclean.files.errors import FileError, describe, display_name
from cjkclean.files.formats import Format, FormatError, NotText
from cjkclean.files.job import Events, Job, Settings, Stopped
from cjkclean.files.journal import Journal, Point
from cjkclean.files.output import Output, StreamOutput
from cjkclean.files.partial import Partial
from cjkclean.files.side import Sides
from cjkclean.files.streams import compression_of
from cjkclean.files.tally import Tally
from cjkclean.files.work import Done

__all__ = ["Batch", "Closed", "Item", "Opened", "Writer", "identity"]

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What the system says when there is no room: then no other file will do better."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file begins: its number in the run, and where an earlier run left off in it."""

    job: Job
    number: int
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of a file, `size` bytes of them, that are being cleaned; `done` waits for them."""

    job: Job
    form: Format
    size: int
    done: Callable[[], Done]


@dataclass(frozen=True, slots=True)
class Closed:
    """A file has been read to its end, or could not be."""

    job: Job
    form: Format | None = None
    error: Exception | None = None


Item = Opened | Batch | Closed


def identity(name: str) -> tuple[int, int] | None:
    """Size and time of a file, by which it is known again; None when it cannot be looked at."""
    try:
        found = Path(name).stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


class Writer:
    """Takes finished batches in order, writes them, and keeps the account.

    Args:
        settings: how the run works.
        common: where the output of files without a target goes.
        events: what is told of everything.
        sides: the side outputs.
        journal: where progress is noted; None when no later run could go on.
        tally: the account so far.
    """

    def __init__(
        self, settings: Settings, common: BinaryIO, events: Events, sides: Sides, journal: Journal | None, tally: Tally
    ) -> None:
        self.tally = tally
        self._settings = settings
        self._common = common
        self._events = events
        self._sides = sides
        self._journal = journal
        self._partial: Partial | None = None
        self._output: Output | None = None
        self._failed: Job | None = None
        self._at = Point()  # what is noted of the file at hand, brought up to date when it is
        self._file = Tally()
        self._since = 0
        self._noted = False

    def gave_up(self, job: Job) -> bool:
        """Whether the rest of this file need not be read any more."""
        return self._failed is job

    def abandon(self) -> None:
        """Let go of an output that is not complete; what is noted of it stays for a later run."""
        if self._partial is not None:
            if self._noted:
                self._partial.leave()
            else:
                self._partial.discard()
            self._partial = None

    def take(self, item: Item) -> None:
        """Do what is next."""
        job = item.job
        if isinstance(item, Opened):
            self._open(item)
        elif self._failed is job:
            pass
        elif isinstance(item, Closed):
            self._close(job, item.form, item.error or self._nothing(item.form))
        else:
            try:
                done = item.done()
            except BrokenProcessPool as error:
                raise Stopped("a worker process died, perhaps for lack of memory; try fewer --jobs") from error
            self._write(job, item, done)

    def _open(self, item: Opened) -> None:
        job = item.job
        self._events.opened(job)
        point = item.point or Point(item.number, source=identity(job.source))
        self._at = replace(point, marks=self._sides.mark(point.marks or None))
        self._file = item.point.file if item.point else Tally(files=1)
        self._since = 0
        self._noted = item.point is not None
        self._output = None
        self._partial = None
        if job.target is not None:
            try:
                self._partial = Partial(job.target, item.point.size if item.point else None)
            except OSError as error:
                self._fail_writing(job, error)

    def _open_output(self, job: Job, form: Format | None) -> Output:
        """The output of the file at hand, as its format would have it."""
        if self._output is None:
            name = job.target or "-"
            file = self._partial.file if self._partial else self._common
            self._output = form.output(file, name) if form else None
            if self._output is None:
                kind = compression_of(name) if self._partial else None
                self._output = StreamOutput(file, kind, name, continued=self._noted)
        return self._output

    def _write(self, job: Job, batch: Batch, done: Done) -> None:
        if done.bad and not batch.form.independent:
            self._fail(job, f"{display_name(job.source)}: {done.bad[0].reason}")
            return
        dropped = () if self._settings.wants.keep_bad else tuple(bad.number for bad in done.bad)
        try:
            self._open_output(job, batch.form).write(done.data, dropped)
        except OSError as error:
            self._fail_writing(job, error)
            return
        except Exception as error:
            self._fail_output(job, error)
            return
        at = self._at
        for bad in done.bad:
            self._events.bad(job, batch.form.unit, at.read + bad.number + 1, bad)
            self._sides.bad(job, batch.form.unit, at.read + bad.number + 1, bad)
            if self._settings.fail_fast:
                raise Stopped(f"{display_name(job.source)}: stopped at the first {batch.form.unit} that failed")
        for notes, tell in ((done.edits, self._sides.edits), (done.excluded, self._sides.excluded)):
            for note in notes:
                tell(job, at.read + note.read + 1, at.written + note.written + 1, note)
        self._at = replace(at, read=at.read + done.read, written=at.written + done.written, taken=at.taken + batch.size)
        self._file.add(done.tally)
        self._file.bytes_in += batch.size
        self._events.read(batch.size)
        self._since += len(done.data)
        if self._since >= journals.CHECKPOINT:
            self._checkpoint(job)

    def _checkpoint(self, job: Job) -> None:
        """Note how far the file at hand has come."""
        self._since = 0
        if self._partial is None or self._output is None or not self._partial.lasting:
            return
        try:
            if self._output.checkpoint() and self._journal is not None:
                self._journal.note(self._point("within", size=self._partial.safe()))
                self._noted = True
        except OSError as error:
            self._fail_writing(job, error)

    def _point(self, state: str, size: int = 0) -> Point:
        return replace(self._at, state=state, size=size, sides=self._sides.safe(), file=self._file, total=self.tally)

    def _nothing(self, form: Format | None) -> FormatError | None:
        """The complaint of a file in whose records no text was found, if its format has one."""
        missing = (
            form.missing() if form is not None and self._at.read > self._file.bad and not self._file.documents else None
        )
        return FormatError(missing) if missing else None

    def _close(self, job: Job, form: Format | None, error: Exception | None) -> None:
        if error is not None:
            if job.found and isinstance(error, NotText):
                self._let_go()
                self.tally.skipped += 1
                self._events.skipped(job, str(error))
                self._note_failed()
            else:
                self._fail(job, _cause(job, error))
            return
        try:
            self._open_output(job, form).close()
            if self._partial is not None:
                self._partial.finish()
                if self._journal is not None:
                    self._journal.note(self._point("finished"))
                self._partial.publish(job.backup)
                self._partial = None
        except OSError as failure:
            self._fail_writing(job, failure)
            return
        except Exception as failure:
            self._fail_output(job, failure)
            return
        self.tally.add(self._file)
        self._sides.mark()
        self._events.closed(job)

    def _fail_writing(self, job: Job, error: OSError) -> None:
        """The output cannot be written: so it is with this file, or, when there is no room, with all of them."""
        if job.target is None:
            raise error
        cause = f"{job.target}: cannot be written: {describe(error)}"
        if error.errno in _FULL and self._partial is not None and self._partial.lasting:
            raise Stopped(cause) from error
        self._fail(job, cause)

    def _fail_output(self, job: Job, error: Exception) -> None:
        """The output cannot be made of the records; what standard output has against them is for its owner to tell."""
        if job.target is None and not isinstance(error, (FileError, FormatError)):
            raise error
        self._fail(job, _cause(job, error))

    def _fail(self, job: Job, cause: str) -> None:
        self._failed = job
        self._let_go()
        self.tally.failed += 1
        self._events.failed(job, cause)
        if self._settings.fail_fast:
            raise Stopped("stopped at the first failure")
        self._note_failed()

    def _let_go(self) -> None:
        """Forget what there is of the file at hand."""
        if self._partial is not None:
            self._partial.discard()
            self._partial = None
        self._sides.rollback()

    def _note_failed(self) -> None:
        if self._journal is not None:
            with suppress(OSError):
                self._file = Tally()
                self._journal.note(self._point("failed"))


def _cause(job: Job, error: Exception) -> str:
    """What a message says of a file that failed; a defect of one format must not cost the other files."""
    if isinstance(error, FileError):
        return str(error)
    name = display_name(job.source)
    if isinstance(error, FormatError):
        return f"{name}: {error}"
    return f"{name}: internal error: {type(error).__name__}: {error}"
