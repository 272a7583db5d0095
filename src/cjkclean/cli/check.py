"""`cjkclean check`: the linter."""

from __future__ import annotations

import click

from cjkclean.cli.console import complain, for_each, inputs, say
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.options import chosen_pipeline, pipeline_options
from cjkclean.files.errors import display_name
from cjkclean.files.reading import read_text
from cjkclean.report.lint import messages

__all__ = ["check"]


@click.command(short_help="List problems as a linter does.")
@click.argument("files", nargs=-1)
@pipeline_options
def check(files: tuple[str, ...], preset_name: str | None, config: str | None) -> ExitCode:
    """Print a line `file:line:column: kind message` for everything that cleaning FILES would change or notice.

    Columns count characters from 1. The exit code is 1 when there is anything, 3 when a file could not be read.
    """
    pipeline = chosen_pipeline(preset_name, config)
    names = inputs(files)
    problems: list[int] = []

    def act(name: str) -> None:
        number = 0
        for message in messages(pipeline.explain(read_text(name)), display_name(name)):
            say(message)
            number += 1
        problems.append(number)

    code = for_each(names, act)
    bad = sum(map(bool, problems))
    if bad:
        complain(f"{sum(problems):,} problem{'s' * (sum(problems) != 1)} in {bad} of {len(names)} inputs")
    return ExitCode.FOUND if code == ExitCode.OK and bad else code
