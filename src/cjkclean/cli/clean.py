"""`cjkclean clean`: dirty files in, clean files out."""

from __future__ import annotations

import click

from cjkclean.cli.console import inputs
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.listen import Reporter
from cjkclean.cli.options import SCRIPTS, chosen_format, chosen_pipeline, format_option, in_script, pipeline_options
from cjkclean.cli.running import Request, execute, with_sites
from cjkclean.files.formats.convert import TARGETS
from cjkclean.files.job import Settings
from cjkclean.files.work import Wants

__all__ = ["clean"]

_SIDES = ("edits", "excluded", "quarantine")


@click.command(short_help="Clean files.")
@click.argument("files", nargs=-1)
@click.option(
    "-o", "--output", metavar="OUT", help="Write to this file, or into this folder (it must exist or end in a slash)."
)
@pipeline_options
@click.option(
    "--script",
    type=click.Choice(SCRIPTS),
    default="keep",
    show_default=True,
    help="Bring Chinese into simplified, traditional, or whichever prevails in each text.",
)
@format_option
@click.option("--field", "fields", metavar="NAME", multiple=True, help="Field or column that is text; may be repeated.")
@click.option("--to", type=click.Choice(sorted(TARGETS)), help="Convert what is written.  [default: as it is read]")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--in-place", is_flag=True, help="Replace each file by its clean form.")
@click.option("--backup", metavar="SUFFIX", help="With --in-place: keep the old file under its name and this suffix.")
@click.option(
    "--repeated-lines", is_flag=True, help="Take out lines that many pages of a site repeat; reads all twice."
)
@click.option("--edits", metavar="FILE", help="Write every change to this file, as JSON Lines; `undo` reads it.")
@click.option("--excluded", metavar="FILE", help="Write what was taken out, and why, to this file, as JSON Lines.")
@click.option("--quarantine", metavar="FILE", help="Move records that cannot be read to this file, as JSON Lines.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first file or record that fails.")
@click.option("--resume", is_flag=True, help="Go on where the same command was interrupted.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--log-json", is_flag=True, help="Messages and summary as JSON Lines on standard error.")
def clean(
    files: tuple[str, ...],
    output: str | None,
    preset_name: str | None,
    config: str | None,
    script: str,
    kind: str | None,
    fields: tuple[str, ...],
    to: str | None,
    jobs: int,
    in_place: bool,
    backup: str | None,
    repeated_lines: bool,
    edits: str | None,
    excluded: str | None,
    quarantine: str | None,
    fail_fast: bool,
    resume: bool,
    quiet: bool,
    log_json: bool,
) -> ExitCode:
    """Clean FILES (standard input when there is none, or for -); text comes out as UTF-8.

    A folder stands for all files in it and below. Text, HTML, JSON Lines, CSV, TSV, subtitles (SRT, WebVTT, ASS),
    Parquet, Arrow and WARC are told by name; .gz, .bz2, .xz and .zst are read and, as an output's suffix, written.
    Everything but the text stays as it is.

    Without -o everything goes to standard output, one file after the other. An output appears when it is complete;
    an input is never overwritten, except by --in-place.

    With --repeated-lines the site of a page is the host in the field url, uri, host or domain of its record, or in the
    address of a WARC record; else the folder that the file is in.
    """
    settings = Settings(
        pipeline=in_script(chosen_pipeline(preset_name, config), script),
        workers=jobs,
        format=chosen_format(kind),
        fields=fields,
        wants=Wants(edits is not None, excluded is not None, quarantine is None),
        to=to,
        fail_fast=fail_fast,
    )
    sides = dict(zip(_SIDES, (edits, excluded, quarantine), strict=True))
    request = Request(inputs(files), output, in_place, backup, sides, resume)
    if repeated_lines:
        settings = with_sites(request, settings)
    return execute(request, settings, Reporter(log_json, quiet), quiet or log_json)
