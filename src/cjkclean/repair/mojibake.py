"""Mojibake: text that was written in one encoding and read in another, undone run by run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.profile import Profile, Signal
from cjkclean.repair.misread import hopeless
from cjkclean.repair.misread.readings import believed, is_quoted
from cjkclean.repair.misread.runs import LOST, Run, misread_runs
from cjkclean.step import Finding, Proposal, Step

__all__ = ["RepairMojibake", "repair_mojibake"]


@dataclass(frozen=True, slots=True)
class RepairMojibake(Step):
    """Reads again what was written in one encoding and read in another, in as many layers as that was done.

    A stretch is rewritten only when the model finds it implausible as it stands and plausible as it would be, by a
    margin that clean text does not reach.

    Args:
        keep_quoted: leave mojibake alone that stands as an example in a text about encodings. Without it such
            examples are repaired, too; a text that merely mentions an encoding near real damage keeps the damage.

    >>> repair_mojibake("教程涓枃缂栫爜教程")
    '教程中文编码教程'
    """

    keep_quoted: bool = True

    name: ClassVar[str] = "repair_mojibake"
    wakes: ClassVar[Signal] = (
        Signal.LATIN_RUN
        | Signal.SINGLE_BYTE_RUN
        | Signal.HALF_KANA
        | Signal.RARE_HAN
        | Signal.PRIVATE
        | Signal.REPLACEMENT
        | Signal.CONTROL
    )

    def propose(self, text: str, found: Profile) -> Proposal:
        """The runs that are to be read again; findings for what is quoted, or lost for good."""
        edits: list[Edit] = []
        noticed: list[Finding] = []
        for run in believed(text, misread_runs(text)):
            if self.keep_quoted and is_quoted(text, run):
                noticed.append(_finding(run, "mojibake.quoted", "an example in a text about encodings"))
            elif LOST in run.meant:
                noticed.append(_finding(run, "mojibake.incomplete", "read in another encoding, with bytes missing"))
            else:
                edits.append(_edit(text, run))
        noticed += hopeless.findings(text)
        return Proposal(EditList(edits, len(text)), tuple(noticed))


def _edit(text: str, run: Run) -> Edit:
    """The run as an edit; its evidence is how many nats it reads better by, after which doubt is below 1 in 1,000."""
    confidence = 1.0 - 0.5 * math.exp(-run.total_evidence / 4)
    kind = "+".join(run.kinds)
    reason = f"reads better by {run.total_evidence:.0f} nats"
    return Edit(run.start, run.end, text[run.start : run.end], run.meant, kind, confidence, reason)


def _finding(run: Run, kind: str, message: str) -> Finding:
    return Finding(run.start, run.end, kind, message, candidates=(run.meant.replace(LOST, "\ufffd"),))


def repair_mojibake(text: str, keep_quoted: bool = True) -> str:
    """`text` with everything undone that was written in one encoding and read in another.

    Args:
        keep_quoted: see `RepairMojibake`.

    >>> repair_mojibake("ä¸\xadæ–‡")
    '中文'
    """
    return RepairMojibake(keep_quoted)(text)
