"""`cjkclean presets`: what each preset does, in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from cjkclean.cli.console import say
from cjkclean.cli.exits import ExitCode
from cjkclean.pipeline import preset
from cjkclean.pipeline import presets as known_presets

__all__ = ["presets"]


@click.command(short_help="List the presets and their steps.")
@click.argument("name", required=False)
def presets(name: str | None) -> ExitCode:
    """List every preset with its steps and their options; with NAME, print that one as TOML for --config."""
    if name is not None:
        say(preset(name).to_toml().rstrip("\n"))
        return ExitCode.OK
    for known in known_presets():
        say(known)
        for number, step in enumerate(preset(known).to_config(), 1):
            say(f"  {number:>2}. {_described(step)}")
    return ExitCode.OK


def _described(step: Mapping[str, Any]) -> str:
    options = ", ".join(f"{option}={value!r}" for option, value in step.items() if option != "name")
    return f"{step['name']} ({options})" if options else str(step["name"])
