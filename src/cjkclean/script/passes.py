"""Run the passes of a conversion over a text, chunk by chunk.

A chunk ends after a line feed: no key of a shipped dictionary holds one, so the result is that of the whole text. (An
ideographic description sequence could; line feeds soon after a description operator do not end a chunk.)
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from cjkclean.kernels import trie
from cjkclean.kernels.trie_layout import NEEDS_NORMALIZATION, UNIT
from cjkclean.script.dictionary import Bundle, Stage

_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_CHUNK = 1 << 15  # code points: the buffers of a chunk stay in the second-level cache
_DESCRIPTION = re.compile("[\u2ff0-\u2fff]")
_DESCRIPTION_REACH = 64  # OpenCC's limit for the length of a description sequence

Unit = tuple[int, int, int, int, int]
"""A converted piece: start, end, start and end in the result, length of the key that it belongs to."""

SILENT, CHANGES, KEYS = 0, 1, 2
"""What to record: nothing, what changed or had a choice, every key found."""


class Pass(NamedTuple):
    """What one pass made of a text."""

    buffer: Any
    length: int
    limits: Any
    units: list[Unit]
    changed: bool

    def text(self) -> str:
        """The text it made."""
        return str(self.buffer[: self.length], _UTF32, "surrogatepass")


class NeedsNormalization(Exception):
    """The text holds characters that the normalization pass has to replace first."""


def begin(text: str) -> Pass:
    """The text as the input of a first pass."""
    buffer = memoryview(text.encode(_UTF32, "surrogatepass")).cast("I")
    return Pass(buffer, len(text), array("i", [len(text)]), [], False)


def run(bundle: Bundle, stage: Stage, split: bool, before: Pass, record: int = SILENT) -> Pass:
    """One pass over the result of another.

    Raises:
        NeedsNormalization: see there.
    """
    capacity = before.length * stage.growth
    target = memoryview(bytearray(4 * capacity + 4)).cast("I")
    cuts = array("i", bytes(4 * (2 * before.length + 2)))
    units = array("i", bytes(4 * UNIT * before.length if record else 4))
    counts = array("i", bytes(12))
    length = trie.convert_run(
        before.buffer,
        before.length,
        before.limits,
        stage.infos,
        stage.pairs,
        stage.shift,
        bundle.cells,
        stage.base,
        bundle.offsets,
        bundle.pool,
        split,
        record,
        target,
        cuts,
        units,
        counts,
    )
    if length == NEEDS_NORMALIZATION:
        raise NeedsNormalization
    flat = iter(units[: counts[1]])
    found: list[Unit] = list(zip(flat, flat, flat, flat, flat, strict=True))
    return Pass(target, length, cuts[: counts[0]], found, bool(counts[2]))


@dataclass(frozen=True, slots=True)
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

    def apply(self, text: str) -> str:
        """The converted text; the same object when nothing changes."""
        pieces = []
        changed = False
        for start, end in chunks(text):
            chunk = text if end - start == len(text) else text[start:end]
            steps = self.trace(chunk, SILENT)
            result = steps[-1].text() if any(step.changed for step in steps) else chunk
            changed = changed or result != chunk
            pieces.append(result)
        return "".join(pieces) if changed else text

    def trace(self, text: str, record: int = CHANGES) -> list[Pass]:
        """The result of every pass over `text`, that of the normalization first if it was needed."""
        try:
            return self._run(begin(text), record)
        except NeedsNormalization:
            assert self.normalize is not None
            clean = run(self.bundle, self.bundle.stages[self.normalize], False, begin(text), record)
            whole = clean._replace(limits=array("i", [clean.length]))
            return [clean, *self._run(whole, record)]

    def _run(self, before: Pass, record: int) -> list[Pass]:
        found = []
        for name, split in self.passes:
            before = run(self.bundle, self.bundle.stages[name], split, before, record)
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
