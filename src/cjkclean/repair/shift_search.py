"""The byte lattice set up for one document: GBK grammar, what its own text says, what its glosses say."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log1p

from cjkclean import model
from cjkclean.kernels import losses, pairs, paths, shifted
from cjkclean.kernels.beam import Search
from cjkclean.kernels.document import Document
from cjkclean.kernels.ngram import DocumentMemory
from cjkclean.patterns import lazy
from cjkclean.repair.annotations import Annotations
from cjkclean.repair.digits import swallowed
from cjkclean.repair.shift_grammar import WINDOW, Workspace, debris, marks
from cjkclean.tables import bytemaps

__all__ = ["WINDOW", "Run", "ShiftSearch"]

_SPAN = 60
"""Characters searched at first: more than nearly all runs have."""
_LEAST = 4
"""Nodes that what a trigger may stand for leads over."""
_LONGEST_LINE = 2000
"""Characters of a line that are searched for paired marks."""
_NEAR = 10.0
"""By how many nats a hypothesis may be worse than the best; up to 12.0 no more documents are restored."""
_AHEAD = -5.0
"""What a character costs about (nats)."""
_OPENING = -5.0
"""Cost (nats) of a shift that opens, an estimate: one in a hundred and fifty marks follows a character it straddles."""
_OPENING_AGAIN = -1.5
"""The same on a page that has such shifts, an estimate too: one hole before a mark in four."""
_SHORT_LINES = 1.0
"""What speaks for a line break (nats): lines of pages are shorter than those of the text the model was made from."""
_SPACED = -4.0
"""The same on a page that sets its paragraphs off by blanks or empty lines: less than one in ten follows directly."""
_FEW = 0.1
_BREAK = lazy(r"[。”！!？?]\r?\n([ \t\r\n\u3000]?)")
"""The end of a paragraph, and what the next one is set off by."""
_OVERCONFIDENCE = 1.2
"""By how much the differences of hypotheses are overstated: what makes the runs most probable that
`benchmarks/cloaking.py` damages in half of the pages (1.0: -455 nats for 948 runs, 1.2: -442, 1.5: -460)."""
_UNKNOWN = chr(shifted.UNKNOWN_DIGIT)
_HABIT = 1.0
"""Weight of the document's preference for a character; from 0.25 to 1 it hardly matters, above it wins too often."""
_FOLDED = ",;:?!()"
_ALIAS = array("I", range(128))
_WIDE_ALIAS = array("I", [code + 0xFEE0 if chr(code) in _FOLDED else code for code in range(128)])


@dataclass(frozen=True)
class Run:
    """A stretch of text that reads better otherwise.

    Attributes:
        start, end: offsets of the stretch.
        text: what it should read.
        gain: by how much (nats) that, or one of its rivals, is more probable than the stretch as it stands.
        rivals: (by how many nats less probable than `text`, other readings), best first.
        doubt: how much more probable all rivals are together than `text`.
        ends: for each character of `text` the offset behind what it is made from.
    """

    start: int
    end: int
    text: str
    gain: float
    rivals: list[tuple[float, str]]
    doubt: float
    ends: list[int]

    @cached_property
    def confidence(self) -> float:
        """Probability of `text` among its rivals and the stretch as it stands."""
        return 1.0 / (1.0 + self.doubt + exp(-self.gain))


_workspace = Workspace()


class ShiftSearch:
    """Searches stretches of one document for what its bytes meant; one at a time in a thread.

    Args:
        undamaged: stretches of the document that are whole, glosses taken out.
        notes: the document's glosses.
        text: the document.
    """

    def __init__(self, undamaged: Sequence[str], notes: Annotations, text: str) -> None:
        self._table = model.default().table
        self._room = _workspace
        self._codes = bytemaps.load("gbk").codes
        self._opening = _OPENING
        breaks = _BREAK.findall(text)
        self._line_break = _SPACED if breaks.count("") < _FEW * len(breaks) else _SHORT_LINES
        whole = "\n".join(undamaged)
        more, wide = shifted.folded(whole)
        self._folded = more >= 0
        self._alias = _WIDE_ALIAS if self._folded else _ALIAS
        bits = min(max(3 * len(whole), 1024).bit_length(), model.MEMORY_BITS)
        memory = DocumentMemory(bits, model.MEMORY_STRENGTH)
        self._document = Document(self._table, memory, model.Script.ANY)
        grammar = self._room.grammar(whole, notes.table, self._folded and not wide)
        self._search = Search(grammar, self._document, self._room.scratch)
        self._search.window = _NEAR
        self._search.ahead = _AHEAD
        whole = self._wide(whole)
        self._document.learn(whole)
        self._document.adapt(self._alias, whole, _HABIT)

    def _wide(self, text: str) -> str:
        """`text` with its folded marks made wide again, as the model knows them."""
        if self._folded:
            for mark in _FOLDED:
                text = text.replace(mark, chr(ord(mark) + 0xFEE0))
        return text

    def adapt(self, more: str) -> None:
        """Count the characters of `more`, which are certain, for the document's habit."""
        self._document.adapt(self._alias, self._wide(more), _HABIT)

    def learn(self, text: str) -> None:
        """Remember a stretch that is certain."""
        self._document.learn(self._wide(text))

    def expect_shifts(self) -> None:
        """Take shifts to be as frequent as on a page where some have been found."""
        self._opening = _OPENING_AGAIN

    def lead(self, text: str, run: Run, rate: float) -> float:
        """The gain of a run over its stretch of `text` as one that lost characters, of which one in exp(-rate) did."""
        return run.gain - losses.advantage(self._document, text, run.start, min(run.end + 2, len(text)), rate)

    def runs(self, text: str, start: int, trigger: int, limit: int) -> tuple[list[Run], int]:
        """The stretches from `start` on that read better otherwise, and how far nothing is in doubt any more.

        That is somewhere behind `trigger`. At most `WINDOW` characters are looked at, and none from `limit` on.
        """
        symbol = self._table.symbol
        context = self._wide(text[max(0, start - 2) : start]).rjust(2, "\n")
        a, b = (symbol(ord(char)) for char in context)
        line = text.rfind("\n", 0, start) + 1
        self._search.owed = pairs.lacking(text, line, min(limit, line + _LONGEST_LINE))
        least = trigger - start + text.count("?", start, trigger) + _LEAST
        for span in (_SPAN, WINDOW):
            end = min(start + span, limit)
            shifted.lay(
                self._room.lattice, self._room.places, text, start, end, self._codes, marks(), self._opening,
                debris(), self._line_break, 0.0,
            )  # fmt: skip
            found = self._search.run(self._room.lattice, a, b, 0.0, least)
            if found and (end == limit or self._search.last < self._room.lattice.nodes):
                break
        if not found:
            return [], end
        places = self._room.places
        return [
            _run(text, places[first], places[last], meant, gain, rivals, [places[node] for node in nodes])
            for first, last, meant, gain, rivals, nodes in paths.runs(self._search)
        ], places[self._search.last]


def _run(
    text: str, start: int, end: int, meant: str, gain: float, rivals: list[tuple[float, str]], ends: list[int]
) -> Run:
    gain += log1p(sum([exp(-behind) for behind, _ in rivals]))
    rivals = [(behind / _OVERCONFIDENCE, rival) for behind, rival in rivals]
    if _UNKNOWN in meant:
        meant, rivals = _with_digit(meant, rivals, *swallowed(text, end))
    return Run(start, end, meant, gain, rivals, sum([exp(-behind) for behind, _ in rivals]), ends)


def _with_digit(
    meant: str, rivals: list[tuple[float, str]], digit: str, odds: float
) -> tuple[str, list[tuple[float, str]]]:
    """The readings with the digit that the page tells; that it is another one is a rival."""
    if not digit:
        return meant, rivals
    named = [(behind, rival.replace(_UNKNOWN, digit)) for behind, rival in rivals]
    return meant.replace(_UNKNOWN, digit), sorted([*named, (odds, meant)])
