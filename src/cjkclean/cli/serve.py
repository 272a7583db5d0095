"""`cjkclean serve`: a local page to paste text into."""

from __future__ import annotations

import sys

import click

from cjkclean.cli.console import say
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.options import DEFAULT_PRESET, chosen_pipeline, pipeline_options
from cjkclean.cli.running import usage_error
from cjkclean.files.errors import describe
from cjkclean.pipeline import Pipeline, preset, presets

__all__ = ["serve"]

_OWN = "own steps"


@click.command(short_help="Open a local page to paste text into.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@pipeline_options
def serve(port: int, preset_name: str | None, config: str | None) -> ExitCode:
    """Serve a page to paste text into, which shows what every step makes of it.

    Only this machine can reach it, and nothing that is pasted is kept. Ctrl-C ends it.
    """
    from cjkclean.report.server import PageServer

    chosen = chosen_pipeline(preset_name, config)
    first = preset_name or DEFAULT_PRESET
    own = chosen if chosen != preset(first) else None
    names = [_OWN] if own is not None else []
    names += [first, *(name for name in presets() if name != first)]

    def pipeline(name: str) -> Pipeline:
        return own if own is not None and name == _OWN else preset(name)

    try:
        server = PageServer(port, (names, pipeline))
    except OSError as error:
        raise usage_error(f"--port {port}: {describe(error)}") from error
    with server:
        say(f"{server.address} (Ctrl-C ends it)")
        sys.stdout.flush()
        server.serve_forever()
    return ExitCode.OK
