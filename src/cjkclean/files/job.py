"""What a batch run is asked to do, and what it tells while it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cjkclean.files.formats import Format
from cjkclean.files.work import Bad, Sited, Wants
from cjkclean.pipeline import Pipeline

__all__ = ["Events", "Job", "Settings", "Stopped"]


class Stopped(Exception):
    """The run was given up before its end."""


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

    def resumed(self, done: Sequence[Job], read: int) -> None:
        """An earlier run did these files, and `read` bytes, decompressed, of the next one."""

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


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run.

    Attributes:
        pipeline: the steps.
        workers: processes to use; 1 works in this one.
        format: name of the format of all files; None to go by their names.
        fields: the parts of records that are text.
        wants: the side outputs that are wanted.
        to: what files are converted into, one of `convert.TARGETS`; None to leave them in their formats.
        fail_fast: stop at the first file or record that fails.
        sites: the steps for the pages of each site; None when all pages get the same.
    """

    pipeline: Pipeline
    workers: int = 1
    format: type[Format] | None = None
    fields: Sequence[str] = ()
    wants: Wants = field(default_factory=Wants)
    to: str | None = None
    fail_fast: bool = False
    sites: Sited | None = None
