"""The line model: two forests of boosted trees that tell the author's lines from the page's.

The first forest sees a line and its surroundings; the second also the first one's opinion of every line. The table is
made by `tools/strip/train.py`; `docs/strip-model.md` says on what, and how well it does.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from cjkclean.kernels import forest
from cjkclean.strip.page import FULL, Page

_TABLE = Path(__file__).parent.parent / "tables" / "strip_lines.bin"


class Forest(NamedTuple):
    """One forest as the arrays of `kernels.forest.evaluate`."""

    features: array[int]
    thresholds: array[float]
    left: array[int]
    right: array[int]
    leaves: array[float]
    roots: array[int]

    def probabilities(self, matrix: array[float], count: int) -> array[float]:
        """The probability of every row."""
        out = array("f", bytes(4 * count))
        forest.evaluate(matrix, FULL, count, *self, out)
        return array("f", [1 / (1 + exp(-value)) for value in out])


@lru_cache(maxsize=1)
def forests() -> tuple[Forest, ...]:
    """The forests of the table."""
    raw = _TABLE.read_bytes()
    found = []
    at = 0
    while at < len(raw):
        nodes, leaves, roots = array("i", raw[at : at + 12])
        at += 12
        parts: list[Any] = []
        for code, size in (("h", nodes), ("f", nodes), ("i", nodes), ("i", nodes), ("f", leaves), ("i", roots)):
            part: array[Any] = array(code)
            part.frombytes(raw[at : at + size * part.itemsize])
            at += size * part.itemsize
            parts.append(part)
        found.append(Forest(*parts))
    return tuple(found)


def content(page: Page) -> array[float]:
    """For every line the probability that it is the author's."""
    first, second = forests()
    matrix = page.matrix()
    page.agree(matrix, first.probabilities(matrix, page.count))
    return second.probabilities(matrix, page.count)
