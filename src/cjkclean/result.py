"""Result: the clean text, and everything needed to explain it and to go back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cjkclean.edits import EditList
from cjkclean.profile import CharClass, Profile, Signal
from cjkclean.step import Finding, LineLabel

__all__ = ["Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a pipeline made of a text.

    Attributes:
        text: the clean text.
        source: the text it was made from (after decoding, when bytes were given).
        edits: every change, over `source`; changes of several steps to one place are one edit with all their kinds.
        steps: the same by step: its name and its edits, over the text that the step before it left.
        findings: what was noticed and left alone, over `source`.
        lines: label of every line that a step classified, over `source`.
        profile: what the scan saw in `source`.
        metadata: what the removed lines said of the page: date, source, author, editor, section.
        encoding: name of the encoding that bytes were decoded from; None when text was given.
    """

    text: str
    source: str
    edits: EditList
    profile: Profile
    steps: tuple[tuple[str, EditList], ...] = ()
    findings: tuple[Finding, ...] = ()
    lines: tuple[LineLabel, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None

    @property
    def changed(self) -> bool:
        """Whether any edit was made."""
        return bool(self.edits)

    def undo(self) -> str:
        """The source to the letter, from the clean text and the edits."""
        return self.edits.undo(self.text)

    def to_source(self, offset: int) -> int:
        """Where the character at `offset` of the clean text stood in the source (code points)."""
        return self.edits.to_source(offset)

    def to_clean(self, offset: int) -> int:
        """Where the character at `offset` of the source stands in the clean text (code points)."""
        return self.edits.to_clean(offset)

    def counts(self) -> Mapping[str, int]:
        """How many edits of each kind the steps made, most frequent first."""
        return dict(Counter(edit.kind for _, edits in self.steps for edit in edits).most_common())

    def to_json(self) -> str:
        """The whole record as a JSON object; the source can be rebuilt from `text` and `edits`."""
        return json.dumps(self._record(), ensure_ascii=False)

    def _repr_html_(self) -> str:
        """What a notebook shows: the page of `cjkclean report` for this result, in a frame."""
        from cjkclean.report.notebook import framed  # views know results; this is the one way back

        return framed(self)

    def _record(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "encoding": self.encoding,
            **json.loads(self.edits.to_json()),
            "findings": [asdict(finding) for finding in self.findings],
            "lines": [asdict(line) for line in self.lines],
            "metadata": dict(self.metadata),
            "profile": {
                "length": self.profile.length,
                "signals": [
                    signal.name for signal in Signal if signal in self.profile.signals and signal != Signal.ANY
                ],
                "counts": {kind.name: self.profile.counts[kind] for kind in CharClass if self.profile.counts[kind]},
            },
        }
