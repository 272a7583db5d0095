"""Cleaning a document that stands in pieces between layout that must not change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cjkclean.edits import Edit, EditList
from cjkclean.pipeline import Pipeline
from cjkclean.result import Result

__all__ = ["explain_spans"]

_BREAKS = ("\n", "\r", "\\N", "\\n")
"""What ends a line in the layout: line ends, and the two line breaks of SubStation Alpha."""


def explain_spans(pipeline: Pipeline, text: str, spans: Sequence[tuple[int, int]]) -> Result:
    """What the pipeline makes of the spans of `text`, read as one document; nothing else changes.

    Args:
        pipeline: the steps.
        text: the whole text.
        spans: start and end of each piece, in order, none empty, none overlapping another.

    Returns:
        A result over the whole of `text`. A removal that reaches over several pieces is made in each of them; any
        other edit that does is left out, since there is no telling which piece its replacement belongs to.
    """
    joined = _Joined.of(text, spans)
    result = pipeline.explain(joined.document)
    edits = EditList((moved for edit in result.edits for moved in joined.moved(edit)), len(text))
    return replace(
        result,
        text=edits.apply(text),
        source=text,
        edits=edits,
        steps=(("pipeline", edits),) if edits else (),
        findings=tuple(
            replace(finding, start=joined.place(finding.start), end=joined.place(max(finding.end - 1, 0)) + 1)
            for finding in result.findings
        ),
        lines=(),
    )


@dataclass(frozen=True)
class _Joined:
    """The pieces as one document, and where each came from."""

    document: str
    starts: list[int]  # of the pieces, in the document
    spans: Sequence[tuple[int, int]]  # of the pieces, in the text

    @classmethod
    def of(cls, text: str, spans: Sequence[tuple[int, int]]) -> _Joined:
        pieces: list[str] = []
        starts: list[int] = []
        length = 0
        previous = None
        for start, end in spans:
            if previous is not None and any(mark in text[previous:start] for mark in _BREAKS):
                pieces.append("\n")
                length += 1
            starts.append(length)
            pieces.append(text[start:end])
            length += end - start
            previous = end
        return cls("".join(pieces), starts, spans)

    def place(self, offset: int) -> int:
        """Where the character at `offset` of the document stands in the text."""
        if not self.spans:
            return 0
        at = max(bisect_right(self.starts, offset) - 1, 0)
        start, end = self.spans[at]
        return min(start + offset - self.starts[at], end)

    def moved(self, edit: Edit) -> Iterator[Edit]:
        """The edit over the text; none or several when it reaches over more than one piece."""
        at = max(bisect_right(self.starts, edit.start) - 1, 0)
        begin, stop = self.spans[at]
        if edit.end <= self.starts[at] + stop - begin:
            yield edit.shifted(begin - self.starts[at])
            return
        if edit.replacement.strip("\n"):
            return
        while at < len(self.spans) and self.starts[at] < edit.end:
            begin, stop = self.spans[at]
            first = max(edit.start - self.starts[at], 0)
            last = min(edit.end - self.starts[at], stop - begin)
            if first < last:
                offset = edit.start - self.starts[at]
                original = edit.original[first - offset : last - offset]
                yield replace(edit, start=begin + first, end=begin + last, original=original, replacement="")
            at += 1
