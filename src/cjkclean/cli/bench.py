"""`cjkclean bench`: how fast this machine cleans the user's own documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from cjkclean import __version__, kernels
from cjkclean.cli.console import complain, inputs, say
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.options import chosen_format, format_option
from cjkclean.files.documents import documents
from cjkclean.files.errors import FileError
from cjkclean.files.plan import PlanError
from cjkclean.measure import Measured, by_step, floor, measure, measure_jobs, peak_memory
from cjkclean.pipeline import preset, presets

__all__ = ["bench"]


@click.command(short_help="Measure the speed on your own documents.")
@click.argument("files", nargs=-1)
@click.option("--preset", "names", multiple=True, metavar="NAME", help="Presets to measure.  [default: all]")
@format_option
@click.option("--field", "fields", multiple=True, metavar="NAME", help="Field or column that is text.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Measure the presets on N cores too."
)
@click.option(
    "--limit", type=click.FloatRange(0, min_open=True), default=20.0, show_default=True, help="MB of text to read."
)
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True, help="Runs; the fastest counts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
def bench(
    files: tuple[str, ...],
    names: tuple[str, ...],
    kind: str | None,
    fields: tuple[str, ...],
    jobs: int,
    limit: float,
    repeat: int,
    as_json: bool,
) -> ExitCode:
    """Measure how fast presets and steps clean the documents in FILES, which stay as they are.

    FILES are whatever `clean` reads. For each preset and each of its steps: MB of UTF-8 a second on one core, the time
    as a multiple of decoding and encoding the same bytes, and the shares of documents that wake it and that it changes.
    """
    pipelines = {name: preset(name) for name in names or presets()}
    try:
        texts = list(_limited(documents(inputs(files), chosen_format(kind), fields), limit * 1e6))
    except (FileError, PlanError) as error:
        complain(str(error))
        return ExitCode.FAILED
    if not texts:
        complain("no documents to measure")
        return ExitCode.FAILED
    least = floor(texts, repeat)
    rows = [measure(name, pipeline, texts, repeat) for name, pipeline in pipelines.items()]
    steps = [measure(step.name, step, texts, repeat) for step in by_step(pipelines)]
    several = [measure_jobs(name, pipelines[name], texts, jobs, repeat) for name in pipelines] if jobs > 1 else []
    if as_json:
        say(json.dumps(_record(texts, least, {"presets": rows, "steps": steps, "jobs": several})))
    else:
        _print(texts, least, (rows, steps, several))
    return ExitCode.OK


def _limited(texts: Iterable[str], most: float) -> Iterator[str]:
    read = 0
    for text in texts:
        yield text
        read += len(text.encode("utf-8", "surrogatepass"))
        if read >= most:
            return


def _record(texts: Sequence[str], least: Measured, groups: dict[str, list[Measured]]) -> dict[str, Any]:
    def plain(row: Measured) -> dict[str, Any]:
        return {
            "name": row.name,
            "seconds": row.seconds,
            "mb_per_second": row.rate,
            "times_floor": row.seconds / least.seconds,
            "woken": row.woken,
            "changed": row.changed,
        }

    return {
        "version": __version__,
        "compiled": kernels.COMPILED,
        "documents": len(texts),
        "bytes": least.size,
        "peak_memory": peak_memory(),
        "floor": plain(least),
        **{group: [plain(row) for row in rows] for group, rows in groups.items()},
    }


def _print(texts: Sequence[str], least: Measured, groups: Iterable[Sequence[Measured]]) -> None:
    kind = "compiled" if kernels.COMPILED else "pure Python"
    memory = peak_memory()
    say(
        f"cjkclean {__version__} ({kind} kernels): {len(texts):,} documents, {least.size / 1e6:.1f} MB"
        + (f", peak memory {memory / 1e6:,.0f} MB" if memory else "")
    )
    say(f"{'':32} {'MB/s':>8} {'x floor':>8} {'woken':>7} {'changed':>8}")
    say(f"{least.name:32} {least.rate:8.1f} {1:8.1f}")
    for rows in groups:
        if rows:
            say("")
        for row in rows:
            say(f"{row.name:32} {row.rate:8.1f} {row.seconds / least.seconds:8.1f} {_shares(row)}".rstrip())


def _shares(row: Measured) -> str:
    return "" if row.name.endswith("processes") else f"{row.woken:7.1%} {row.changed:8.1%}"
