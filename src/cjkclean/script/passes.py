"""Run the passes of a conversion over a text, chunk by chunk.

A chunk ends after a line feed: no key of a shipped dictionary holds one, so the result is that of the whole text. (An
ideographic description sequence could; line feeds soon after a description operator do not end a chunk.)
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from cjkclean.kernels.trie import Dictionary
from cjkclean.kernels.trie_layout import NEEDS_NORMALIZATION, UNIT
from cjkclean.patterns import lazy
from cjkclean.script.dictionary import Bundle

_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
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
        return str(self.buffer[: self.length], _UTF32, "surrogatepass")

    def pieces(self) -> Iterator[Unit]:
        """The recorded pieces."""
        flat = iter(self.units)
        return zip(flat, flat, flat, flat, flat, strict=True)


class NeedsNormalization(Exception):
    """The text holds characters that the normalization pass has to replace first."""


class Runner(NamedTuple):
    """One pass, ready to run."""

    dictionary: Dictionary
    growth: int
    split: bool

    def run(self, before: Pass, record: int, last: bool) -> Pass:
        """Run over the result of the pass before; `last` spares the segments that nobody will ask for.

        Raises:
            NeedsNormalization: see there.
        """
        length = before.length
        target = memoryview(bytearray(4 * length * max(self.growth, 1) + 4)).cast("I")
        cuts = None if last else array("i", bytes(8 * length + 8))
        units = array("i", bytes(4 * UNIT * length + 4)) if record else None
        made = self.dictionary.convert(before.buffer, length, target, before.limits, self.split, cuts, record, units)
        if made == NEEDS_NORMALIZATION:
            raise NeedsNormalization
        limits = None if cuts is None or not cuts[0] else cuts[1 : 1 + cuts[0]]
        found = () if units is None else units[1 : 1 + units[0]]
        return Pass(target, made >> 1, limits, bool(made & 1), found)


@dataclass(frozen=True)
class Program:
    """The passes of a conversion.

    Attributes:
        bundle: the tables.
        passes: names of the stages, each with whether its matches are segments of their own for the later passes.
        normalize: name of the stage to run before, on texts that need it.
    """

    bundle: Bundle
    passes: tuple[tuple[str, bool], ...]
    normalize: str | None = None

    @cached_property
    def runners(self) -> tuple[Runner, ...]:
        """The passes, ready to run."""
        return tuple(self._runner(name, split) for name, split in self.passes)

    def _runner(self, name: str, split: bool) -> Runner:
        b, s = self.bundle, self.bundle.stages[name]
        filters = s.infos, b.symbols, s.pairs, s.shift
        tables = Dictionary(*filters, b.cells, s.base, b.values, b.levels, b.offsets, b.pool)
        return Runner(tables, s.growth, split)

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
        if len(self.runners) == 1 and not self.runners[0].growth:  # the short way for the commonest conversions
            length = len(text)
            source = memoryview(text.encode(_UTF32, "surrogatepass")).cast("I")
            target = memoryview(bytearray(4 * length)).cast("I")
            hits = memoryview(bytearray(4 * length + 4)).cast("i")
            made = self.runners[0].dictionary.convert_even(source, length, target, hits)
            if made >= 0:
                result = str(target, _UTF32, "surrogatepass") if made & 1 else text
                return text if result == text else result
        steps = self.trace(text, SILENT)
        if not any(step.changed for step in steps):
            return text
        result = steps[-1].text()
        return text if result == text else result

    def trace(self, text: str, record: int = CHANGES) -> list[Pass]:
        """The result of every pass over `text`, that of the normalization first if it was needed."""
        before = Pass(memoryview(text.encode(_UTF32, "surrogatepass")).cast("I"), len(text))
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
