"""Step: what every cleaning step is, and what it hands over."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from cjkclean.edits import EditList
from cjkclean.profile import Hints, Profile, Signal, profile

__all__ = ["Finding", "LineLabel", "Proposal", "Step"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed and left as it is.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one.
        kind: what it is, dotted like the kind of an edit: `lost.replacement-character`.
        message: what a reader should know.
        confidence: probability that it is what `kind` says, 0 to 1.
        candidates: what may have stood there, best first.
    """

    start: int
    end: int
    kind: str
    message: str
    confidence: float = 1.0
    candidates: tuple[str, ...] = ()

    def in_source(self, edits: EditList) -> Finding:
        """The same finding, of the text after `edits`, over the text before them."""
        start, end = edits.span_to_source(self.start, self.end)
        return Finding(start, end, self.kind, self.message, self.confidence, self.candidates) if edits else self


@dataclass(frozen=True, slots=True)
class LineLabel:
    """What a line is.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one, the line break left out.
        label: `content`, `chrome`, `spam` or `watermark`.
        probability: that the label is right, 0 to 1.
        reasons: the evidence, for a human reader.
    """

    start: int
    end: int
    label: str
    probability: float
    reasons: tuple[str, ...] = ()

    def in_source(self, edits: EditList) -> LineLabel:
        """The same label, of the text after `edits`, over the text before them."""
        start, end = edits.span_to_source(self.start, self.end)
        return LineLabel(start, end, self.label, self.probability, self.reasons) if edits else self


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a step would do with a text, and what it noticed. Offsets are those of the text it saw."""

    edits: EditList
    findings: tuple[Finding, ...] = ()
    lines: tuple[LineLabel, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    hints: Hints | None = None
    """What markup said about the lines of the text that the edits make; from a step that reads markup."""


class Step(ABC):
    """One cleaning step: options in, edits out.

    Subclasses are frozen dataclasses whose fields are the options. A step sleeps unless the scan raised one of
    the signals in `wakes`, so text without such signals comes back as the very same object.
    """

    name: ClassVar[str]
    wakes: ClassVar[Signal]
    once: ClassVar[bool] = False
    """Whether a pipeline must not run it again on its own output: true for what is no repair, such as a conversion."""

    hints: ClassVar[bool] = False
    """Whether its proposals carry hints from markup."""

    @abstractmethod
    def propose(self, text: str, found: Profile) -> Proposal:
        """The edits and findings for `text`, whose profile is `found`."""

    def consider(self, text: str, found: Profile) -> Proposal | None:
        """The proposal, or None when it is empty. A step that sees that sooner than it can propose overrides this."""
        proposal = self.propose(text, found)
        said = proposal.edits or proposal.findings or proposal.lines or proposal.metadata
        return proposal if said else None

    def amend(self, text: str, found: Profile) -> EditList:
        """The proposed edits for who needs to know where they are, and not why. A step for which reasons, labels and
        metadata cost much overrides this."""
        return self.propose(text, found).edits

    def rewrite(self, text: str, found: Profile) -> str:
        """`text` with the proposed edits made. A step that can do it faster without `Edit` objects overrides this."""
        return self.propose(text, found).edits.apply(text)

    def edits(self, text: str) -> EditList:
        """The edits the step proposes for `text`; none when the signals it wakes on are absent."""
        found = profile(text)
        return self.propose(text, found).edits if found.bits & int(self.wakes) else EditList((), len(text))

    def __call__(self, text: str) -> str:
        """`text` with the step's edits made; the same object when there are none."""
        found = profile(text)
        return self.rewrite(text, found) if found.bits & int(self.wakes) else text
