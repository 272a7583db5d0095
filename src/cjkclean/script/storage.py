"""Bundles of conversion tables as bytes, and back.

A file starts with the length of a JSON header (four bytes, little endian) and the header: place and item type of
each section, the numbers of each stage, and free data of the maker. Sections begin at multiples of eight bytes and
are little endian. What a stage knows of single characters is stored as pairs (code point, entry).
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from cjkclean.script.dictionary import Bundle, Stage

_HEADER = 4


def dump(bundle: Bundle, extra: Mapping[str, Any]) -> bytes:
    """The bytes of a bundle. `extra` is kept in the header."""
    ranked = sorted((symbol, code) for code, symbol in enumerate(bundle.symbols) if symbol)
    sections: dict[str, tuple[str, bytes]] = {
        "characters": ("I", _little(array("I", (code for _, code in ranked)))),
        "cells": ("I", _little(bundle.cells)),
        "values": ("H", _little(bundle.values)),
        "levels": ("B", bytes(bundle.levels)),
        "offsets": ("I", _little(bundle.offsets)),
        "pool": ("I", _little(bundle.pool)),
    }
    stages = {}
    for name, stage in bundle.stages.items():
        codes = array("I", (code for code, entry in enumerate(stage.infos) if entry))
        choices = "\n".join(key + values for key, values in sorted(stage.choices.items()))
        sections[f"{name} codes"] = ("I", _little(codes))
        sections[f"{name} entries"] = ("I", _little(array("I", (stage.infos[code] for code in codes))))
        sections[f"{name} pairs"] = ("B", bytes(stage.pairs))
        sections[f"{name} choices"] = ("B", choices.encode())
        stages[name] = (stage.base, stage.shift)
    places: dict[str, tuple[str, int, int]] = {}
    body = bytearray()
    for name, (kind, data) in sections.items():
        places[name] = (kind, len(body), len(data))
        body += data + bytes(-len(data) % 8)
    header = json.dumps({"sections": places, "stages": stages, "extra": extra}, separators=(",", ":")).encode()
    header += b" " * (-(len(header) + _HEADER) % 8)
    return len(header).to_bytes(_HEADER, "little") + header + bytes(body)


class Stored:
    """A bundle over the bytes that `dump` made; stages are expanded when they are asked for."""

    def __init__(self, data: bytes) -> None:
        self._start = _HEADER + int.from_bytes(data[:_HEADER], "little")
        self._data = memoryview(data)
        self._header = json.loads(data[_HEADER : self._start])

    @property
    def extra(self) -> Mapping[str, Any]:
        """What the maker put in."""
        found: Mapping[str, Any] = self._header["extra"]
        return found

    @cached_property
    def bundle(self) -> Bundle:
        """The bundle."""
        codes = self._section("characters")
        symbols = array("H", bytes(2 * (max(codes) + 1)))
        for symbol, code in enumerate(codes, 1):
            symbols[code] = symbol
        cells, values, levels = map(self._section, ("cells", "values", "levels"))
        return Bundle(symbols, cells, values, levels, self._section("offsets"), self._section("pool"), _Stages(self))

    def names(self) -> list[str]:
        """The names of the stages."""
        return list(self._header["stages"])

    def _section(self, name: str) -> Any:
        kind, offset, size = self._header["sections"][name]
        data = self._data[self._start + offset : self._start + offset + size]
        if sys.byteorder == "little":
            return data.cast(kind)
        swapped = array(kind, bytes(data))
        swapped.byteswap()
        return swapped

    def stage(self, name: str) -> Stage:
        """Expand a stage."""
        base, shift = self._header["stages"][name]
        codes = self._section(f"{name} codes")
        infos = array("I", bytes(4 * (codes[-1] + 1)))
        for code, entry in zip(codes, self._section(f"{name} entries"), strict=True):
            infos[code] = entry
        lines = str(self._section(f"{name} choices"), "utf-8").split("\n")
        choices = {line[0]: line[1:] for line in lines if line}
        return Stage(base, infos, self._section(f"{name} pairs"), shift, choices)


class _Stages(Mapping[str, Stage]):
    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._known: dict[str, Stage] = {}

    def __getitem__(self, name: str) -> Stage:
        if name not in self._known:
            self._known[name] = self._stored.stage(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored.names())

    def __len__(self) -> int:
        return len(self._stored.names())


def _little(items: array[int]) -> bytes:
    if sys.byteorder == "big":
        items = items[:]
        items.byteswap()
    return items.tobytes()
