"""Hunks: the places where a text changed, in whole lines, for every view that shows before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjkclean.edits import Edit
from cjkclean.report.lines import LineMap
from cjkclean.result import Result

__all__ = ["Hunk", "Piece", "hunks"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one side of a hunk: text that stayed (`edit` is None) or that an edit took away or put in."""

    text: str
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Hunk:
    """Whole lines of the source that edits touch, and what became of them.

    Attributes:
        line: number of the first line, from 1.
        edits: the edits in it, over the source.
        before: the lines as they were, the last line break left out.
        after: the lines as they are.
    """

    line: int
    edits: tuple[Edit, ...]
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def removed(self) -> bool:
        """Whether nothing but white space is left of the lines."""
        return not "".join(piece.text for piece in self.after).strip()


def hunks(result: Result) -> Iterator[Hunk]:
    """The hunks of a result, in order of the source; edits that share a line share a hunk."""
    lines = LineMap(result.source)
    group: list[Edit] = []
    last = -1
    for edit in result.edits:
        if group and lines.index(edit.start) > last:
            yield _hunk(result.source, lines, group)
            group = []
        group.append(edit)
        last = lines.index(max(edit.start, edit.end - 1))
    if group:
        yield _hunk(result.source, lines, group)


def _hunk(source: str, lines: LineMap, edits: Sequence[Edit]) -> Hunk:
    first = lines.index(edits[0].start)
    last = lines.index(max(edits[-1].start, edits[-1].end - 1))
    at = lines.start(first)
    end = max(lines.end(last), edits[-1].end)
    before: list[Piece] = []
    after: list[Piece] = []
    for edit in edits:
        for side, changed in ((before, edit.original), (after, edit.replacement)):
            side.append(Piece(source[at : edit.start]))
            side.append(Piece(changed, edit))
        at = edit.end
    before.append(Piece(source[at:end]))
    after.append(Piece(source[at:end]))
    return Hunk(first + 1, tuple(edits), _trimmed(before), _trimmed(after))


def _trimmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without empty ones."""
    return tuple(piece for piece in pieces if piece.text)
