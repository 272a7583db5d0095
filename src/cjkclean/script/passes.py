"""Run the passes of a conversion over a text, chunk by chunk.

A chunk ends after a line feed: no key of a shipped dictionary holds one, so the result is that of the whole text. (An
ideographic description sequence could; line feeds soon after a description operator do not end a chunk.)
"""

from __future__ import annotations

import codecs
import sys
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from cjkclean.kernels.trie import Dictionary, Run, borders
from cjkclean.kernels.trie_layout import (
    BUFFER,
    CHANGED,
    NEEDS_NORMALIZATION,
    NEEDS_SPLICE,
    UNCHANGED,
    UNIT,
)
from cjkclean.patterns import lazy
from cjkclean.script.dictionary import Bundle

# Not by name: that costs a search for the codec, a tenth of the time that a document of a thousand characters takes.
_LITTLE = sys.byteorder == "little"
_encoded = codecs.utf_32_le_encode if _LITTLE else codecs.utf_32_be_encode
_decoded = codecs.utf_32_le_decode if _LITTLE else codecs.utf_32_be_decode
_SIZE = 4  # bytes of an integer
_CHUNK = 1 << 14  # code points: the buffers of a chunk and the tables in use share the second-level cache
_DESCRIPTION = lazy("[\u2ff0-\u2fff]")
_DESCRIPTION_REACH = 64  # OpenCC's limit for the length of a description sequence

Unit = tuple[int, int, int, int, int]
"""A converted piece: start, end, start and end in the result, length of the key that it belongs to."""

SILENT, CHANGES, KEYS = 0, 1, 2
"""What to record: nothing, what changed or had a choice, every key found."""


class Pass(NamedTuple):
    """What one pass made of a text."""

    buffer: Any
    length: int
    limits: Any = None
    changed: bool = False
    units: Any = ()

    def text(self) -> str:
        """The text it made."""
        return _decoded(self.buffer[: self.length], "surrogatepass", True)[0]

    def pieces(self) -> Iterator[Unit]:
        """The recorded pieces."""
        flat = iter(self.units)
        return zip(flat, flat, flat, flat, flat, strict=True)


class NeedsNormalization(Exception):
    """The text holds characters that the normalization pass has to replace first."""


class Runner(NamedTuple):
    """One pass, ready to run."""

    dictionary: Dictionary
    split: bool
    covers: tuple[Dictionary, ...] = ()

    def run(self, before: Pass, record: int, last: bool) -> Pass:
        """Run over the result of the pass before; `last` spares the segments that nobody will ask for.

        Raises:
            NeedsNormalization: see there.
        """
        length, limits = before.length, before.limits
        if self.covers:
            limits = self._cover(before)
        run, target, made = self.start(before.buffer, length, limits)
        if made == NEEDS_NORMALIZATION:
            raise NeedsNormalization
        if made == NEEDS_SPLICE:
            target = memoryview(bytearray(_SIZE * run.out_length)).cast("i")
            self.dictionary.splice(run, target)
        units: Any = ()
        if record:
            units = array("i", bytes(_SIZE * UNIT * length))
            self.dictionary.record(run, record == KEYS, units)
            units = units[: run.written]
        if last or self.covers or (limits is None and not self.split):
            limits = None
        else:
            most = 2 * run.matches + (1 if limits is None else len(limits))
            cuts = memoryview(bytearray(_SIZE * most)).cast("i")
            limits = cuts[: self.dictionary.cut(run, self.split, cuts)] if length else None
        return Pass(target, run.out_length, limits, made != UNCHANGED, units)

    def _cover(self, before: Pass) -> Any:
        """The segments that the longest keys make of a text, wherever they are."""
        taken = bytearray(before.length + 1)
        run = Run(before.buffer, before.length, None, None)
        for dictionary in self.covers:
            dictionary.cover(run, taken)
        return array("i", borders(taken)) or None

    def start(self, source: Any, length: int, limits: Any) -> tuple[Run, Any, int]:
        """Convert as far as that keeps the length; the run, its buffer, and what `Dictionary.convert` says."""
        buffer = memoryview(bytearray(_SIZE * (BUFFER * length + 1))).cast("i")
        run = Run(source, length, limits, buffer)
        return run, buffer, self.dictionary.convert(run)


@dataclass(frozen=True)
class Program:
    """The passes of a conversion.

    Attributes:
        bundle: the tables.
        passes: names of the stages, each with whether its matches are segments of their own for the later passes.
        normalize: name of the stage to run before, on texts that need it.
        covers: for a stage whose longest keys are to count, wherever they are, the stages that hold those keys.
    """

    bundle: Bundle
    passes: tuple[tuple[str, bool], ...]
    normalize: str | None = None
    covers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def runners(self) -> tuple[Runner, ...]:
        """The passes, ready to run."""
        return tuple(self._runner(name, split) for name, split in self.passes)

    def _runner(self, name: str, split: bool) -> Runner:
        return Runner(self._dictionary(name), split, tuple(map(self._dictionary, self.covers.get(name, ()))))

    def _dictionary(self, name: str) -> Dictionary:
        b, s = self.bundle, self.bundle.stages[name]
        return Dictionary(s.infos, b.symbols, s.pairs, s.shift, b.cells, s.base, b.values, b.levels, b.offsets, b.pool)

    def apply(self, text: str) -> str:
        """The converted text; the same object when nothing changes."""
        if len(text) <= _CHUNK:
            return self._convert(text)
        pieces = []
        changed = False
        for start, end in chunks(text):
            chunk = text[start:end]
            result = self._convert(chunk)
            changed = changed or result is not chunk
            pieces.append(result)
        return "".join(pieces) if changed else text

    def _convert(self, text: str) -> str:
        length = len(text)
        if len(self.runners) == 1 and not self.covers:  # the short way
            _, buffer, made = self.runners[0].start(code_points(text), length, None)
            if made == UNCHANGED:
                return text
            if made == CHANGED:
                result = _decoded(buffer[:length], "surrogatepass", True)[0]
                return text if result == text else result
        changed: str | None
        try:
            changed = self._last(code_points(text), length)
        except NeedsNormalization:
            changed = self.trace(text, SILENT)[-1].text()
        return text if changed is None or changed == text else changed

    def _last(self, source: Any, length: int) -> str | None:
        """The text after the last pass, None if none changed it; what earlier passes made is not kept.

        Raises:
            NeedsNormalization: see there.
        """
        step = Pass(source, length)
        changed = False
        to_come = len(self.runners)
        for runner in self.runners:
            to_come -= 1
            step = runner.run(step, SILENT, to_come == 0)
            changed = changed or step.changed
        return step.text() if changed else None

    def trace(self, text: str, record: int = CHANGES) -> list[Pass]:
        """The result of every pass over `text`, that of the normalization first if it was needed."""
        before = Pass(code_points(text), len(text))
        try:
            return self._run(before, record)
        except NeedsNormalization:
            assert self.normalize is not None
            clean = self._runner(self.normalize, False).run(before, record, True)
            return [clean, *self._run(clean, record)]

    def _run(self, before: Pass, record: int) -> list[Pass]:
        found = []
        to_come = len(self.runners)
        for runner in self.runners:
            to_come -= 1
            before = runner.run(before, record, to_come == 0)
            found.append(before)
        return found


def code_points(text: str) -> Any:
    """The text as integers."""
    return memoryview(_encoded(text, "surrogatepass")[0]).cast("i")


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the chunks of a text.

    >>> list(chunks("一二三"))
    [(0, 3)]
    """
    start = 0
    while start < len(text):
        end = text.find("\n", start + _CHUNK) + 1
        while end and _DESCRIPTION.search(text, end - _DESCRIPTION_REACH, end):
            end = text.find("\n", end) + 1
        end = end or len(text)
        yield start, end
        start = end
