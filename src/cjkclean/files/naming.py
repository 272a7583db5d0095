"""What outputs are called, and which formats go with which names."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from cjkclean.files.formats import Format, format_of
from cjkclean.files.formats.arrow import ArrowTable, ParquetTable
from cjkclean.files.formats.convert import TARGETS
from cjkclean.files.formats.html import HtmlPage
from cjkclean.files.job import Job, Settings
from cjkclean.files.plan import PlanError
from cjkclean.files.streams import COMPRESSED_SUFFIXES

__all__ = ["refuse_misfits", "renamed"]


def renamed(path: Path, settings: Settings) -> Path:
    """What the output of the file `path` is called in an output folder.

    A conversion has the suffix of what it is converted into. An HTML page that becomes text gets `.txt` behind its
    name, so that it does not clash with another file.
    """
    packed = path.suffix if path.suffix.lower() in COMPRESSED_SUFFIXES else ""
    bare = path.with_suffix("") if packed else path
    form = settings.format or format_of(path.name)
    if settings.to is not None:
        stem = bare.with_suffix("") if bare.suffix.lower() in form.suffixes else bare
        return stem.with_name(stem.name + TARGETS[settings.to] + ("" if settings.to == "parquet" else packed))
    if issubclass(form, HtmlPage) and _extracts(settings):
        return bare.with_name(f"{bare.name}.txt{packed}")
    return path


def refuse_misfits(jobs: Sequence[Job], settings: Settings) -> None:
    """Refuse what could only give files that are not what their names say.

    Raises:
        PlanError: an output's name is of another format, or a page would be replaced by text, or what it needs is
            not installed.
    """
    for job in jobs:
        form = settings.format or format_of(job.source)
        if job.target is not None:
            _refuse_name(job, form, settings)
        if issubclass(form, HtmlPage) and _extracts(settings):
            if job.target == job.source:
                raise PlanError(f"{job.source}: the page would become text in its place; use -o, or --preset repair")
            if find_spec("lxml") is None:
                raise PlanError(f"{job.source}: a page is read, which needs: pip install 'cjkclean[html]'")
    own = [job for job in jobs if job.target is None and _is_table(settings.format or format_of(job.source), settings)]
    if own and len(jobs) > 1:
        raise PlanError(f"{own[0].source}: Parquet and Arrow files cannot follow each other on standard output; use -o")


def _refuse_name(job: Job, form: type[Format], settings: Settings) -> None:
    wanted = format_of(job.target or "")
    if not issubclass(wanted, (ParquetTable, ArrowTable)):
        return
    if settings.to == "parquet" and issubclass(wanted, ParquetTable):
        return
    if settings.to is not None or not issubclass(form, wanted):
        hint = "; use --to parquet" if issubclass(wanted, ParquetTable) else ""
        raise PlanError(f"-o {job.target}: what is written would be no {wanted.name} file{hint}")


def _is_table(form: type[Format], settings: Settings) -> bool:
    return settings.to == "parquet" or (settings.to is None and issubclass(form, (ParquetTable, ArrowTable)))


def _extracts(settings: Settings) -> bool:
    return any(step.name == "extract_html" for step in settings.pipeline.steps)
