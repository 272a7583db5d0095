"""`cjkclean convert`: from one script of Chinese into another."""

from __future__ import annotations

import click

from cjkclean.cli.console import inputs
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.listen import Reporter
from cjkclean.cli.options import chosen_format, format_option
from cjkclean.cli.running import Request, execute, usage_error
from cjkclean.files.job import Settings
from cjkclean.files.work import Wants
from cjkclean.pipeline import Pipeline
from cjkclean.script import ConvertScript, read_dictionary

__all__ = ["convert"]


@click.command(short_help="Convert between simplified and traditional Chinese.")
@click.argument("files", nargs=-1)
@click.option(
    "-c",
    "--conversion",
    metavar="NAME",
    required=True,
    help="What to convert into what: s2twp, t2s, hans, dominant, ...; or a configuration, mine.json.",
)
@click.option("--words", metavar="FILE", help="Your own words, which win over all others: a text dictionary.")
@click.option(
    "-o", "--output", metavar="OUT", help="Write to this file, or into this folder (it must exist or end in a slash)."
)
@format_option
@click.option("--field", "fields", metavar="NAME", multiple=True, help="Field or column that is text; may be repeated.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--edits", metavar="FILE", help="Write every change to this file, as JSON Lines; `undo` reads it.")
@click.option("--resume", is_flag=True, help="Go on where the same command was interrupted.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def convert(
    files: tuple[str, ...],
    conversion: str,
    words: str | None,
    output: str | None,
    kind: str | None,
    fields: tuple[str, ...],
    jobs: int,
    edits: str | None,
    resume: bool,
    quiet: bool,
) -> ExitCode:
    """Convert FILES (standard input when there is none).

    A conversion of OpenCC by its name (s2t, t2s, s2tw, s2twp, tw2sp, s2hk, ...) converts all of the text; with hans,
    hant or dominant the runs in the other script are converted, and the rest stays. Addresses and code stay.
    Configurations and dictionaries of your own are in OpenCC's formats: a line for each word, with a tab before what
    it becomes.
    Files are read and written as by `clean`.
    """
    try:
        step = ConvertScript(to=conversion, words=read_dictionary(words) if words else {})
    except OSError as error:
        raise usage_error(f"{error.filename}: {error.strerror}") from error
    except ValueError as error:
        raise usage_error(str(error)) from error
    settings = Settings(Pipeline([step]), jobs, chosen_format(kind), fields, Wants(edits=edits is not None))
    request = Request(inputs(files), output, sides={"edits": edits}, resume=resume)
    return execute(request, settings, Reporter(quiet=quiet), quiet)
