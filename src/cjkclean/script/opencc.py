"""Files in OpenCC's formats: text dictionaries and configurations.

A dictionary has a line for each key: the key, a tab, its values with a space between them, the usual one first. Empty
lines and lines that begin with `#` are comments. A configuration is a JSON file: `conversion_chain`, and optionally
`segmentation` and `normalization`, made of dictionaries of the types `text` (a file), `inline` (entries in place) and
`group`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

Entries = Mapping[str, tuple[str, ...]]
"""The values of each key, the usual one first."""


class Configuration(NamedTuple):
    """What a configuration consists of: the levels of each of its dictionaries.

    Attributes:
        normalization: what is converted before the text is cut into segments.
        segmentation: the dictionary that cuts it; None if there is none.
        conversions: what is converted then.
    """

    normalization: tuple[tuple[Entries, ...], ...]
    segmentation: tuple[Entries, ...] | None
    conversions: tuple[tuple[Entries, ...], ...]


def read_dictionary(path: str | PathLike[str]) -> dict[str, str]:
    """Read a text dictionary: each key with its usual value. Of several lines with the same key the last one counts.

    Args:
        path: a UTF-8 file, with or without a byte order mark.

    Returns:
        What the parameter `words` of `convert` takes.

    Raises:
        OSError: it cannot be read.
        ValueError: a line without key, tab or value; or no UTF-8.
    """
    return usual(read_entries(Path(path)))


def usual(entries: Entries) -> dict[str, str]:
    """Each key with its usual value.

    >>> usual({"发": ("發", "髮")})
    {'发': '發'}
    """
    return {key: values[0] for key, values in entries.items()}


def read_entries(path: Path) -> Entries:
    """Read a text dictionary with all values; see `read_dictionary`."""
    found: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        key, tab, values = line.partition("\t")
        if not key or not tab or not values.strip():
            raise ValueError(f"{path}:{number}: not a key, a tab and a value: {line!r}")
        found[key] = tuple(values.split())
    return found


def read_configuration(path: str | PathLike[str], folder: str | PathLike[str] | None = None) -> Configuration:
    """Read a configuration and its dictionaries.

    Args:
        path: the JSON file.
        folder: where its dictionaries are; beside it if not given.

    Raises:
        OSError: one of the files cannot be read.
        ValueError: it is no configuration, or asks for what there is no reader for: a compiled dictionary (`ocd2`)
            without a text file of the same name beside it, or another segmentation than by a dictionary.
    """
    path = Path(path)
    place = path.parent if folder is None else Path(folder)
    try:
        data = json.loads(path.read_text("utf-8-sig"))
        segmentation = data.get("segmentation")
        if segmentation is not None and segmentation["type"] != "mmseg":
            raise ValueError(f"segmentation of type {segmentation['type']!r}: there is only 'mmseg'")
        return Configuration(
            _chain(data.get("normalization", ()), place),
            None if segmentation is None else tuple(_levels(segmentation["dict"], place)),
            _chain(data["conversion_chain"], place),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else error
        raise ValueError(f"{path}: no configuration of OpenCC: {what}") from error


def _chain(steps: Iterable[Mapping[str, Any]], folder: Path) -> tuple[tuple[Entries, ...], ...]:
    return tuple(tuple(_levels(step["dict"], folder)) for step in steps)


def _levels(node: Mapping[str, Any], folder: Path) -> list[Entries]:
    """The levels of a dictionary: at a position the first one decides that has a key there."""
    kind = node["type"]
    if kind == "group":
        levels = [level for child in node["dicts"] for level in _levels(child, folder)]
        return [_union(levels)] if node.get("match_policy") == "union" else levels
    if kind == "inline":
        return [{key: tuple(value.split()) for key, value in node["entries"].items()}]
    file = folder / node["file"]
    if kind not in ("text", "txt"):
        file = file.with_suffix(".txt")
        if not file.exists():
            raise ValueError(f"a dictionary of type {kind!r}, without {file.name} beside it")
    return [read_entries(file)]


def _union(levels: Iterable[Entries]) -> Entries:
    """One level of several; of several values for a key the first counts."""
    merged: dict[str, tuple[str, ...]] = {}
    for level in levels:
        for key, values in level.items():
            merged.setdefault(key, values)
    return merged
