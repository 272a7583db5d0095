"""Builds `conversions.bin`: every conversion that the official OpenCC package ships, compiled for `kernels.trie`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cjkclean.script.dictionary import Compiler
from cjkclean.script.storage import dump
from tools.tables.opencc import OPENCC, dictionary
from tools.tables.regions import regions
from tools.tables.sources import fetch

_NORMALIZE = "normalize"

Group = tuple[tuple[str, ...], ...]  # levels of dictionary names


def configurations(scratch: Path) -> dict[str, Any]:
    """The configurations by name."""
    folder = fetch(OPENCC, scratch) / "opencc" / "clib" / "share" / "opencc"
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def group(node: Mapping[str, Any]) -> Group:
    """The levels of a dictionary node of a configuration.

    >>> group({"type": "ocd2", "file": "A.ocd2"})
    (('A',),)
    """
    if node["type"] != "group":
        return ((node["file"].removesuffix(".ocd2"),),)
    levels = [level for child in node["dicts"] for level in group(child)]
    if node.get("match_policy") == "union":
        return (tuple(name for level in levels for name in level),)
    return tuple(levels)


def passes(configuration: Mapping[str, Any]) -> list[tuple[Group, bool, bool]]:
    """The passes of a configuration: dictionaries, whether matches are segments, whether it only segments.

    A segmentation by the first level of the first conversion needs no pass of its own.
    """
    chain = [group(conversion["dict"]) for conversion in configuration["conversion_chain"]]
    found = [(levels, False, False) for levels in chain]
    if "segmentation" in configuration:
        segments = group(configuration["segmentation"]["dict"])
        assert len(segments) == 1
        if segments[0] == chain[0][0]:
            found[0] = (chain[0], True, False)
        else:
            found.insert(0, (segments, True, True))
    return found


def _levels(scratch: Path, levels: Group, only_segments: bool) -> list[dict[str, str]]:
    return [{k: k if only_segments else v for k, v in _union(scratch, names).items()} for names in levels]


def _union(scratch: Path, names: Iterable[str]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for name in names:
        for key, values in dictionary(scratch, name).items():
            merged.setdefault(key, values[0])
    return merged


def _choices(scratch: Path, levels: Group) -> dict[str, str]:
    """Characters with several values, as strings of those not taken."""
    found: dict[str, str] = {}
    for names in levels:
        for name in names:
            for key, values in dictionary(scratch, name).items():
                if len(key) == 1 and key not in found and len(values) > 1:
                    found[key] = "".join(value for value in values[1:] if len(value) == 1)
    return found


def build(scratch: Path) -> bytes:
    """The bytes of the table; downloads and intermediate files go to `scratch`."""
    found = configurations(scratch)
    compiler = Compiler()
    (normalization,) = {group(step["dict"]) for data in found.values() for step in data["normalization"]}
    compiler.add(_NORMALIZE, _levels(scratch, normalization, False))
    compiler.add("regions", [regions(scratch)])
    names: dict[tuple[Group, bool], str] = {}
    segmenting = {(levels, only) for data in found.values() for levels, split, only in passes(data) if split}
    programs: dict[str, list[tuple[str, bool]]] = {}
    for configuration, data in found.items():
        program = programs[configuration] = []
        for levels, split, only_segments in passes(data):
            key = (levels, only_segments)
            if key not in names:
                names[key] = "+".join(level[0] for level in levels) + (" segments" if only_segments else "")
                choices = {} if only_segments else _choices(scratch, levels)
                compiler.add(names[key], _levels(scratch, levels, only_segments), choices, key in segmenting)
            program.append((names[key], split))
    extra = {"version": OPENCC.version, "normalize": _NORMALIZE, "programs": programs}
    return dump(compiler.finish(_NORMALIZE), extra)
