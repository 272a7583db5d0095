"""Lines that a site repeats: learned from all pages of a run, then taken out of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cjkclean.decode import Decoded
from cjkclean.files.errors import FileError
from cjkclean.files.formats import Format, FormatError, RecordError, format_of
from cjkclean.files.job import Job, Settings
from cjkclean.files.streams import open_input
from cjkclean.pipeline import Pipeline
from cjkclean.step import Step
from cjkclean.strip.repeated import RepeatedLines, StripRepeated

__all__ = ["Sites", "folder_of", "learned"]

_HOSTS, _LINES = 1000, 1000
"""Sites remembered while they are learned, and lines of each: a million counts, about 100 MB, at most."""


class Sites:
    """The pipelines for the pages of each site.

    Args:
        pipeline: the steps for pages of any site.
        steps: for sites that repeat lines the step that takes them out.
    """

    def __init__(self, pipeline: Pipeline, steps: dict[str, StripRepeated]) -> None:
        self._pipeline = pipeline
        self._steps = steps
        self._made: dict[str, Pipeline] = {}

    def pipeline(self, site: str) -> Pipeline:
        """The steps for a page of `site`."""
        step = self._steps.get(site)
        if step is None:
            return self._pipeline
        if site not in self._made:
            before, after = _split(self._pipeline)
            self._made[site] = Pipeline((*before, step, *after))
        return self._made[site]


def _split(pipeline: Pipeline) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The steps before those that strip, and the rest: lines are compared when they are read and repaired."""
    at = next((at for at, step in enumerate(pipeline.steps) if step.name.startswith("strip_")), len(pipeline.steps))
    return pipeline.steps[:at], pipeline.steps[at:]


@lru_cache(maxsize=1000)
def folder_of(name: str) -> str:
    """The site of a file whose records name none: the folder that it is in."""
    return str(Path(name).parent)


def learned(jobs: Sequence[Job], settings: Settings) -> Sites:
    """What the files say about their sites; those that cannot be read say nothing."""
    reader = _Reader(Pipeline(_split(settings.pipeline)[0]))
    for job in jobs:
        with suppress(FileError, FormatError), open_input(job.source) as stream:
            form = (settings.format or format_of(job.source)).open(stream, settings.fields)
            form.only_read()
            reader.read(form, form.records(stream), folder_of(job.source))
    return Sites(settings.pipeline, reader.seen.steps())


class _Reader:
    """A `Cleaner` that changes nothing and learns from what it is shown."""

    def __init__(self, before: Pipeline) -> None:
        self.seen = RepeatedLines(hosts=_HOSTS, lines=_LINES)
        self._before = before
        self._site = ""

    def read(self, form: Format, records: Iterable[bytes], folder: str) -> None:
        """Learn from the records of a file."""
        for record in records:
            with suppress(RecordError):
                self._site = form.host(record) or folder
                form.rewrite(record, self)

    def clean(self, text: str, part: str = "", encoding: str | None = None) -> str:
        self.seen.learn(self._site, self._before(text))
        return text

    def clean_spans(self, text: str, spans: Sequence[tuple[int, int]], encoding: str | None = None) -> str:
        return text

    def decoded(self, found: Decoded) -> None:
        """How a record decoded is of no interest here."""
