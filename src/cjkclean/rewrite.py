"""Drafts: a text that a kernel rewrote, and where it differs from its source.

Steps with many small changes write the new text in one pass and note each change as five numbers. The plain call
needs the text only; edits are made from the numbers when somebody asks. Both come from the same pass.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cjkclean.edits import Edit, EditList
from cjkclean.kernels.splice import splice
from cjkclean.profile import Profile, profile
from cjkclean.step import Finding, Proposal, Step

__all__ = ["Draft", "Reason", "Replacement", "RewritingStep", "drafted"]


class Reason(NamedTuple):
    """What an edit of one sort says of itself."""

    kind: str
    text: str
    confidence: float = 1.0


_NO_MARKS = array("q")
_NO_REASONS: Mapping[int, Reason] = {}


@dataclass(slots=True)
class Draft:
    """A rewritten text.

    Attributes:
        source: the text before.
        text: the text after; the same object when nothing changed.
        marks: five numbers a change, in order: start and end in `source`, start and end in `text`, and the key of
            its reason. Changes do not overlap.
        reasons: what the keys stand for.
        findings: what was noticed and left alone, over `source`.
    """

    source: str
    text: str
    marks: array[int] = field(default_factory=lambda: _NO_MARKS)
    reasons: Mapping[int, Reason] = field(default_factory=lambda: _NO_REASONS)
    findings: tuple[Finding, ...] = ()

    def edits(self) -> EditList:
        """The same change as edits."""
        numbers = iter(self.marks)
        return EditList(
            (
                Edit(
                    start,
                    end,
                    self.source[start:end],
                    self.text[new_start:new_end],
                    reason.kind,
                    reason.confidence,
                    reason.text,
                )
                for start, end, new_start, new_end, key in zip(*[numbers] * 5, strict=True)
                for reason in (self.reasons[key],)
            ),
            len(self.source),
        )


_MAX_PASSES = 8
"""Escapes inside escapes that are undone at most (layers of one family are undone in one pass)."""


Replacement = tuple[int, int, str, int]
"""Start, end, what stands there afterwards, and the key of the reason."""


def drafted(
    text: str, made: list[Replacement], reasons: Mapping[int, Reason], findings: tuple[Finding, ...] = ()
) -> Draft:
    """The draft in which `made`, in order and without overlap, are made."""
    if not made:
        return Draft(text, text, findings=findings)
    marks = array("q", bytes(5 * 8 * len(made)))
    return Draft(text, splice(text, made, marks), marks, reasons, findings)


class RewritingStep(Step):
    """A step that drafts the new text, and looks at its own draft again until it has nothing to add."""

    @abstractmethod
    def draft(self, text: str, found: Profile) -> Draft:
        """The text rewritten once."""

    def propose(self, text: str, found: Profile) -> Proposal:
        return self._proposed(self.draft(text, found), found)

    def consider(self, text: str, found: Profile) -> Proposal | None:
        draft = self.draft(text, found)
        return None if draft.text is text and not draft.findings else self._proposed(draft, found)

    def _proposed(self, draft: Draft, found: Profile) -> Proposal:
        edits = EditList((), len(draft.source))
        wakes = int(self.wakes)
        for _ in range(_MAX_PASSES):
            if draft.text is draft.source:
                return Proposal(edits, tuple(finding.in_source(edits) for finding in draft.findings))
            edits = edits.compose(draft.edits())
            found = profile(draft.text, found)
            if not found.bits & wakes:
                break
            draft = self.draft(draft.text, found)
        return Proposal(edits)

    def rewrite(self, text: str, found: Profile) -> str:
        source = found
        for _ in range(_MAX_PASSES):
            after = self.draft(text, found).text
            if after is text:
                break
            text, found = after, profile(after, found)
            source.after = found
            if not found.bits & int(self.wakes):
                break
        return text
