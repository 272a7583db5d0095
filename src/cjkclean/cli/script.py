"""`cjkclean script`: which script of Chinese a file is in."""

from __future__ import annotations

import json

import click

from cjkclean.cli.console import for_each, inputs, say
from cjkclean.cli.exits import ExitCode
from cjkclean.files.errors import display_name
from cjkclean.files.reading import read_text
from cjkclean.report.lines import LineMap
from cjkclean.report.visible import visible
from cjkclean.script import ScriptProfile, identify_script

__all__ = ["script"]

_MOST_CHARACTERS = 10
_CHINESE = ("hans", "hant", "mixed")
_REGIONS = {"taiwan": "Taiwan", "hong_kong": "Hong Kong", "mainland": "the mainland"}


@click.command(short_help="Tell simplified, traditional and mixed Chinese.")
@click.argument("files", nargs=-1)
@click.option("--spans", is_flag=True, help="Also list the runs of each script, as file:line:column.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
def script(files: tuple[str, ...], spans: bool, as_json: bool) -> ExitCode:
    """Say of each of FILES whether it is hans (simplified), hant (traditional), mixed, ja, ko or neutral.

    With the label come the confidence and the shares of simplified and traditional among the characters that decide;
    for a mixed text also the most frequent characters of the script that it has less of; whose wording it is, where
    that shows; and whether a machine made it from simplified text, by the mistakes of such machines.
    """

    def act(name: str) -> None:
        text = read_text(name).text
        found = identify_script(text)
        if as_json:
            say(json.dumps(_record(name, found, spans), ensure_ascii=False))
            return
        say(f"{visible(display_name(name))}: {_described(found)}")
        if spans:
            lines = LineMap(text)
            for span in found.spans:
                line, column = lines.position(span.start)
                shown = visible(" ".join(text[span.start : span.end].split())[:40])
                say(f"{visible(display_name(name))}:{line}:{column}: {span.label} {shown}")

    return for_each(inputs(files), act)


def _described(found: ScriptProfile) -> str:
    words = f"{found.label} {found.confidence:.2f}"
    if found.shares:
        words += f" (simplified {found.shares['hans']:.1%}, traditional {found.shares['hant']:.1%})"
    if found.label == "mixed":
        less = min(found.deciding, key=lambda label: sum(count for _, count in found.deciding[label]))
        words += f"; {less}: {''.join(char for char, _ in found.deciding[less][:_MOST_CHARACTERS])}"
    if found.label in _CHINESE and found.region.best:
        words += f"; wording of {_REGIONS[found.region.best]}"
    if found.overconversions:
        words += f"; over-converted: {len(found.overconversions)} mistakes of a converter"
    return words


def _record(name: str, found: ScriptProfile, spans: bool) -> dict[str, object]:
    record: dict[str, object] = {
        "file": name,
        "label": found.label,
        "confidence": found.confidence,
        "shares": dict(found.shares),
        "counts": dict(found.counts),
        "region": found.region.best if found.label in _CHINESE else None,
        "over_conversions": [
            {"start": mistake.start, "end": mistake.end, "candidates": mistake.candidates}
            for mistake in found.overconversions
        ],
    }
    if spans:
        record["spans"] = [{"start": span.start, "end": span.end, "label": span.label} for span in found.spans]
    return record
