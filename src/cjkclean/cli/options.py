"""Options that several sub-commands share, and the pipeline they choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from cjkclean.files.errors import describe
from cjkclean.files.formats import Format, formats
from cjkclean.pipeline import ConfigurationError, Pipeline, preset
from cjkclean.script import ConvertScript

__all__ = [
    "DEFAULT_PRESET",
    "SCRIPTS",
    "chosen_format",
    "chosen_pipeline",
    "format_option",
    "in_script",
    "pipeline_options",
]

DEFAULT_PRESET = "web"

_IN_SETTINGS = click.core.ParameterSource.DEFAULT_MAP

SCRIPTS = ("keep", "hans", "hant", "dominant")
"""What --script takes."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def pipeline_options(command: _Command) -> _Command:
    """Add --preset and --config, which `chosen_pipeline` turns into a pipeline."""
    for option in (
        click.option("--config", metavar="TOML", help="Run the steps of this file instead, as `presets NAME` prints."),
        click.option(
            "--preset",
            "preset_name",
            metavar="NAME",
            help=f"The steps to run; see `presets`.  [default: {DEFAULT_PRESET}]",
        ),
    ):
        command = option(command)
    return command


def chosen_pipeline(preset_name: str | None, config: str | None) -> Pipeline:
    """The pipeline that the options name.

    Raises:
        click.UsageError: both are given (on the command line, which overrules the settings of a project).
        ConfigurationError: what they name does not exist or is not valid.
    """
    if config is not None and preset_name is not None:
        context = click.get_current_context()
        said = [name for name in ("preset_name", "config") if context.get_parameter_source(name) != _IN_SETTINGS]
        if len(said) != 1:
            raise click.UsageError("--preset and --config exclude each other", context)
        preset_name, config = (preset_name, None) if said == ["preset_name"] else (None, config)
    if config is None:
        return preset(preset_name or DEFAULT_PRESET)
    try:
        return Pipeline.from_toml(config)
    except OSError as error:
        raise ConfigurationError(f"{config}: cannot be read: {describe(error)}") from error


def in_script(pipeline: Pipeline, script: str) -> Pipeline:
    """The pipeline with its conversion of scripts as --script says.

    A conversion that is there already is replaced in its place; a new one stands where the order of work has it, after
    everything but white space.
    """
    if script == "keep":
        return pipeline
    converted = ConvertScript(to=script)
    steps = [converted if isinstance(step, ConvertScript) else step for step in pipeline.steps]
    if converted not in steps:
        at = next((at for at, step in enumerate(steps) if step.name == "normalize_whitespace"), len(steps))
        steps.insert(at, converted)
    return Pipeline(steps)


def format_option(command: _Command) -> _Command:
    """Add --from, which `chosen_format` turns into a format."""
    return click.option(
        "--from", "kind", metavar="FORMAT", help="Format of all files.  [default: by their names, else text]"
    )(command)


def chosen_format(name: str | None) -> type[Format] | None:
    """The format that --from names; None when it is not given.

    Raises:
        click.UsageError: there is no such format.
    """
    if name is None:
        return None
    if name not in formats():
        message = f"no format {name!r}; there are {', '.join(sorted(formats()))}"
        raise click.UsageError(message, click.get_current_context())
    return formats()[name]
