"""`cjkclean report`: one HTML file that shows what cleaning would do."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Sequence

import click

from cjkclean.cli.console import complain, for_each, inputs
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.options import chosen_format, chosen_pipeline, format_option, pipeline_options
from cjkclean.cli.running import Request, made_plan, usage_error
from cjkclean.decode import Decoded
from cjkclean.files.errors import STDIN, FileError, display_name
from cjkclean.files.formats import Format, FormatError, NotText, RecordError, format_of
from cjkclean.files.spans import explain_spans
from cjkclean.files.streams import open_input, open_output
from cjkclean.files.tally import Tally
from cjkclean.pipeline import Pipeline
from cjkclean.report.html import html_report
from cjkclean.result import Result

__all__ = ["report"]

_BARS = 12
_REMOVED = ("nothing", "up to 5%", "5-20%", "20-50%", "more than half")


@click.command(short_help="Write an HTML page of what would change.")
@click.argument("files", nargs=-1)
@click.option("-o", "--output", required=True, metavar="OUT", help="Write the page to this file.")
@pipeline_options
@format_option
@click.option("--field", "fields", metavar="NAME", multiple=True, help="Field or column that is text; may be repeated.")
@click.option(
    "--worst", type=click.IntRange(1, 1000), default=50, show_default=True, help="How many documents to show in full."
)
def report(
    files: tuple[str, ...],
    output: str,
    preset_name: str | None,
    config: str | None,
    kind: str | None,
    fields: tuple[str, ...],
    worst: int,
) -> ExitCode:
    """Show what cleaning FILES (standard input when there is none) would do, in one self-contained HTML page.

    An overview of all documents (kinds of damage, encodings, scripts, share removed), then those that would change
    most, before and after side by side. The page loads nothing, and nothing from a document runs in it.
    """
    collector = _Collector(chosen_pipeline(preset_name, config), worst)
    form = chosen_format(kind)
    plan = made_plan(Request(inputs(files)))
    if output != STDIN and any(display_name(job.source) == output for job in plan):
        raise usage_error(f"-o {output}: is an input")
    found = {job.source: job.found for job in plan}

    def act(name: str) -> None:
        try:
            _collect(name, form or format_of(name), fields, collector)
        except NotText as error:
            if not found[name]:
                raise FileError(display_name(name), str(error)) from error
            collector.tally.skipped += 1
            complain(f"{name}: {error}")
        except FormatError as error:
            raise FileError(display_name(name), str(error)) from error

    code = for_each(found, act)

    def write(name: str) -> None:
        with open_output(name) as file:
            file.write(collector.page().encode("utf-8", "backslashreplace"))

    return max(code, for_each([output], write))


def _collect(name: str, form_class: type[Format], fields: Sequence[str], collector: _Collector) -> None:
    with open_input(name) as stream:
        form = form_class.open(stream, fields)
        form.only_read()
        for number, record in enumerate(form.records(stream), 1):
            collector.place = (
                display_name(name) if not form.independent else f"{display_name(name)}, {form.unit} {number}"
            )
            try:
                form.rewrite(record, collector)
            except RecordError as error:
                collector.tally.bad += 1
                complain(f"{collector.place}: {error}")
    collector.tally.files += 1


class _Collector:
    """Explains every text, keeps the account, and those documents that change most (the `Cleaner` of formats)."""

    def __init__(self, pipeline: Pipeline, worst: int) -> None:
        self.tally = Tally()
        self.place = ""
        self._pipeline = pipeline
        self._most = worst
        self._worst: list[tuple[int, int, str, Result]] = []
        self._numbers = itertools.count()
        self._removed: Counter[str] = Counter()

    def clean(self, text: str, part: str = "", encoding: str | None = None) -> str:
        self._note(self._pipeline.explain(text), part, encoding)
        return text

    def clean_spans(self, text: str, spans: Sequence[tuple[int, int]], encoding: str | None = None) -> str:
        self._note(explain_spans(self._pipeline, text, spans), "", encoding)
        return text

    def decoded(self, found: Decoded) -> None:
        self.tally.undecoded += sum(finding.kind == "lost.bytes" for finding in found.findings)

    def _note(self, result: Result, part: str, encoding: str | None) -> None:
        self.tally.document(result, encoding)
        changed = sum(max(len(edit.original), len(edit.replacement)) for edit in result.edits)
        self._removed[_share(len(result.source), len(result.text))] += 1
        if not changed and not result.findings:
            return
        name = f"{self.place}, {part}" if part else self.place
        entry = (changed, -next(self._numbers), name, result)  # the number decides between equals: the first is kept
        if len(self._worst) < self._most:
            heapq.heappush(self._worst, entry)
        else:
            heapq.heappushpop(self._worst, entry)

    def page(self) -> str:
        """The page of everything so far."""
        tally = self.tally
        figures = {
            "files": f"{tally.files:,}",
            "documents": f"{tally.documents:,}",
            "of them changed": f"{tally.changed:,}",
            "characters before": f"{tally.characters_in:,}",
            "after": f"{tally.characters_out:,}",
            "places that did not decode": f"{tally.undecoded:,}",
        }
        charts = {
            "Edits by kind": dict(tally.kinds.most_common(_BARS)),
            "Noticed and left": dict(tally.findings.most_common(_BARS)),
            "Encodings": dict(tally.encodings.most_common(_BARS)),
            "Scripts": dict(tally.scripts.most_common(_BARS)),
            "Share of characters removed, documents": {name: self._removed[name] for name in _REMOVED},
        }
        shown = sorted(self._worst, key=lambda entry: entry[:2], reverse=True)
        note = f"The {len(shown):,} documents that change most, of {tally.documents:,}."
        documents = [(name, result) for _, _, name, result in shown]
        return html_report("cjkclean report", figures, charts, documents, note)


def _share(before: int, after: int) -> str:
    removed = (before - after) / before if before else 0.0
    limits = (0.0, 0.05, 0.2, 0.5)
    return _REMOVED[next((at for at, limit in enumerate(limits) if removed <= limit), len(limits))]
