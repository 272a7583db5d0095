"""`cjkclean explain`: what cleaning a file would change, and why."""

from __future__ import annotations

import sys

import click

from cjkclean.cli.console import for_each, inputs, say
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.options import chosen_pipeline, pipeline_options
from cjkclean.files.errors import display_name
from cjkclean.files.reading import read_text
from cjkclean.pipeline import Pipeline
from cjkclean.result import Result

__all__ = ["explain"]


@click.command(short_help="Show what would change, and why.")
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as a JSON object.")
@click.option("--full", is_flag=True, help="Show long lines and long removed runs in full.")
@click.option("--color/--no-color", default=None, help="Colours always or never.  [default: on a terminal]")
@pipeline_options
def explain(
    file: str | None, as_json: bool, full: bool, color: bool | None, preset_name: str | None, config: str | None
) -> ExitCode:
    """Show every change that cleaning FILE (standard input when there is none) would make.

    For each changed place the lines before and after, the kind of damage, how sure the change is (0 to 1) and the
    reason; then what was noticed and left alone. Without colours changed runs stand in [-...-] and {+...+}.
    """
    pipeline = chosen_pipeline(preset_name, config)

    def act(name: str) -> None:
        result = _explained(name, pipeline)
        if as_json:
            say(result.to_json())
        else:
            _show(result, display_name(name), full, color)

    return for_each(inputs((file,) if file else ()), act)


def _explained(name: str, pipeline: Pipeline) -> Result:
    return pipeline.explain(read_text(name))


def _show(result: Result, name: str, full: bool, color: bool | None) -> None:
    from rich.console import Console

    from cjkclean.report.terminal import print_result

    if color is None:
        console = Console(file=sys.stdout)
    else:
        console = Console(file=sys.stdout, force_terminal=color, no_color=not color)
    print_result(result, name, console, full)
