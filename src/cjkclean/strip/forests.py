"""The line model: forests of boosted trees that tell the author's lines from the page's.

One looks at the whole text: is it a page at all? Of those for lines the first sees a line and its surroundings; the
second also the first one's opinion of every line; a third corrects them by what markup said. `tools/strip/train.py`
makes the table; `docs/strip-model.md` says on what, and how well it does.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cjkclean.kernels import forest
from cjkclean.kernels.shape import SHAPE, SIZE
from cjkclean.strip.page import FULL, Page

_BOUND, _DOUBT = 0.0, -4.5
"""Log-odds of being no page up to which a text is taken for one: when parts stand in it that only pages have, and when
none does. All but 2 of 246 pages with furniture have such a part. Of 28,759 lists of program messages, manuals, corpora
one that has, and none without, is taken for a page (`benchmarks/strip_harm.py`)."""
_PUBLISHED, _IMPRINTS, _BREADCRUMBS, _BARS, _DATED = (
    SHAPE.index(name) for name in ("published", "imprints", "breadcrumbs", "bars", "dated")
)
_TABLE = Path(__file__).parent.parent / "tables" / "strip_lines.bin"


class Forest(NamedTuple):
    """One forest as the arrays of `kernels.forest.evaluate`."""

    ranges: array[int]
    thresholds: array[float]
    trees: array[int]
    masks: array[int]
    leaves: array[float]

    def add(self, matrix: array[float], width: int, margins: array[float]) -> None:
        """Add to the log-odds of every row, `width` numbers each, what this forest gives it."""
        forest.evaluate(matrix, width, len(margins), *self, margins)

    def margins(self, matrix: array[float], width: int, count: int) -> array[float]:
        """The log-odds of every row."""
        out = array("f", bytes(4 * count))
        self.add(matrix, width, out)
        return out


class Model(NamedTuple):
    """The forests of the table, in its order."""

    first: Forest
    second: Forest
    hints: Forest
    text: Forest


@lru_cache(maxsize=1)
def model() -> Model:
    """The forests of the table."""
    raw = _TABLE.read_bytes()
    found = []
    at = 0
    while at < len(raw):
        numbers, nodes, leaves = array("i", raw[at : at + 12])
        at += 12
        parts: list[Any] = []
        for code, size in (("i", numbers + 1), ("f", nodes), ("H", nodes), ("I", nodes), ("f", leaves)):
            part: array[Any] = array(code)
            part.frombytes(raw[at : at + size * part.itemsize])
            at += size * part.itemsize
            parts.append(part)
        found.append(Forest(*parts))
    return Model(*found)


def evident(shape: Sequence[float]) -> bool:
    """Whether a text has parts that pages have: a line with date and time or a dated publication line, two bars (rows
    of names of sections or actions), or two of imprint, breadcrumb and bar.

    Args:
        shape: the numbers of `kernels.shape.SHAPE`.
    """
    parts = (shape[_IMPRINTS] > 0) + (shape[_BREADCRUMBS] > 0) + (shape[_BARS] > 0)
    return shape[_DATED] > 0 or shape[_PUBLISHED] > 0 or shape[_BARS] >= 2 or parts >= 2


def bound(shape: Sequence[float]) -> float:
    """Log-odds of being no page up to which a text of this shape is taken for one."""
    return _BOUND if evident(shape) else _DOUBT


def is_page(page: Page) -> bool:
    """Whether a text is a page: it has furniture, and its shape is not that of a text that merely speaks of it."""
    if not page.has_furniture():
        return False
    shape = page.shape()
    return model().text.margins(shape, SIZE, 1)[0] < bound(shape)


def content(page: Page, hints: Sequence[Sequence[float]] | None = None, apart: Collection[int] = ()) -> array[float]:
    """For every line the probability that it is the author's.

    Args:
        page: the text.
        hints: for every line what markup said about it, in the order of `markup.HINTS`.
        apart: lines that markup must not save, like those that are furniture by their words.
    """
    known = model()
    matrix = page.matrix()
    first = known.first.margins(matrix, FULL, page.count)
    forest.odds(first)
    page.agree(matrix, first)
    margins = known.second.margins(matrix, FULL, page.count)
    if hints is not None:
        wide = array("f")
        for line, row in enumerate(hints):
            wide.extend(matrix[line * FULL : (line + 1) * FULL])
            wide.extend(row)
        hinted = array("f", margins)
        known.hints.add(wide, len(wide) // page.count, hinted)
        # markup saves no line that is furniture by its words: an editor's name stands in the article's element
        pairs = enumerate(zip(page.kinds, margins, hinted, strict=False))
        margins = array("f", [min(pair[1:]) if pair[0] or line in apart else pair[2] for line, pair in pairs])
    forest.odds(margins)
    return margins
