"""`cjkclean undo`: from a cleaned file and the record of its edits back to the source."""

from __future__ import annotations

from typing import BinaryIO, cast

import click

from cjkclean.cli.console import StdoutOutput, for_each
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.options import chosen_format, format_option
from cjkclean.files.errors import STDIN
from cjkclean.files.streams import open_output
from cjkclean.files.undo import undo_file

__all__ = ["undo"]


@click.command(short_help="Give back the text that a file was cleaned from.")
@click.argument("cleaned")
@click.option("--edits", required=True, metavar="FILE", help="The record that `clean --edits` wrote.")
@click.option("-o", "--output", metavar="OUT", help="Write to this file.  [default: standard output]")
@format_option
def undo(cleaned: str, edits: str, output: str | None, kind: str | None) -> ExitCode:
    """Undo the cleaning of CLEANED, by the record of edits that was written with it.

    The text comes back to the letter, in UTF-8 whatever the encoding of the source was.
    """
    form = chosen_format(kind)

    def act(name: str) -> None:
        if output is None or output == STDIN:
            undo_file(name, edits, cast(BinaryIO, StdoutOutput()), form)
            return
        with open_output(output) as file:
            undo_file(name, edits, file, form)

    return for_each([cleaned], act)
