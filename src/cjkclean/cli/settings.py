"""Settings of a project: defaults for options, in `cjkclean.toml` or in `[tool.cjkclean]` of `pyproject.toml`."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from cjkclean.files.errors import describe
from cjkclean.pipeline import ConfigurationError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["found_settings", "option_defaults"]

NAMES = ("cjkclean.toml", "pyproject.toml")
"""In this order; the first that is found, from the working folder upwards, holds."""

_SETTABLE = frozenset(
    re.findall(
        r"[\w-]+",
        "preset config script from field to jobs worst fail-fast quiet log-json color full json spans port",
    )
)
"""Options that a file may set. What is read, written or replaced is said on the command line only."""


def found_settings(folder: Path) -> Path | None:
    """The settings that hold in a folder: its own, or those of the nearest folder above that has some."""
    for place in (folder, *folder.parents):
        for name in NAMES:
            path = place / name
            if path.is_file() and (name == NAMES[0] or _speaks_of_us(path)):
                return path
    return None


def _speaks_of_us(pyproject: Path) -> bool:
    try:
        return "tool.cjkclean" in pyproject.read_text("utf-8", "replace")
    except OSError:
        return False


def option_defaults(path: Path, app: click.Group, context: click.Context) -> dict[str, dict[str, Any]]:
    """Defaults for the options of each sub-command, as click takes them.

    Keys are the long names of options. They hold for every sub-command that has the option; those in a table of a
    sub-command's name hold for it alone.

    Raises:
        ConfigurationError: the file cannot be read, or a key or value is not valid; the message names file and key.
    """
    settings = _loaded(path)
    general = {key: value for key, value in settings.items() if key not in app.commands}
    _check_known(general, {name for command in app.commands.values() for name in _options(command)}, str(path))
    defaults: dict[str, dict[str, Any]] = {}
    for name, command in app.commands.items():
        options = _options(command)
        own = settings.get(name, {})
        if not isinstance(own, Mapping):
            raise ConfigurationError(f"{path}: {name!r} is a sub-command, so its value must be a table of options")
        _check_known(own, options, f"{path}, [{name}]")
        merged = {key: (str(path), value) for key, value in general.items() if key in options}
        merged |= {key: (f"{path}, [{name}]", value) for key, value in own.items()}
        defaults[name] = {
            str(options[key].name): _value(options[key], key, value, where, path, context)
            for key, (where, value) in merged.items()
        }
    return defaults


def _loaded(path: Path) -> Mapping[str, Any]:
    try:
        loaded = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {describe(error)}") from error
    found = loaded.get("tool", {}).get("cjkclean", {}) if path.name == "pyproject.toml" else loaded
    if not isinstance(found, Mapping):
        raise ConfigurationError(f"{path}: tool.cjkclean must be a table")
    return found


def _options(command: click.Command) -> dict[str, click.Parameter]:
    """The options of a command that a file may set, by long name."""
    return {
        name.removeprefix("--"): parameter
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.removeprefix("--") in _SETTABLE
    }


def _check_known(given: Iterable[str], known: Iterable[str], where: str) -> None:
    names = sorted(known)
    for key in given:
        if key not in names:
            close = difflib.get_close_matches(key, names, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names)}"
            raise ConfigurationError(f"{where}: no key {key!r}; {hint}")


def _value(option: click.Parameter, key: str, value: Any, where: str, path: Path, context: click.Context) -> Any:
    """The value as the option takes it; a file that is named is looked for beside the settings."""
    assert isinstance(option, click.Option)
    if option.multiple and isinstance(value, str):
        value = [value]
    wanted = "true or false" if option.is_flag else "a string or a list of them" if option.multiple else None
    kind = bool if option.is_flag else list if option.multiple else (str, int)
    if not isinstance(value, kind) or (not option.is_flag and isinstance(value, bool)):
        raise ConfigurationError(f"{where}: {key} must be {wanted or 'a string or a number'}, not {value!r}")
    try:
        for each in value if isinstance(value, list) else [value]:
            option.type.convert(each, option, context)
    except click.BadParameter as error:
        raise ConfigurationError(f"{where}: {key}: {error.message}") from error
    return str(path.parent / str(value)) if key == "config" else value
