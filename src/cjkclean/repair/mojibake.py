"""Mojibake: text that was written in one encoding and read in another, undone run by run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.profile import Profile, Signal
from cjkclean.repair.misread import hopeless
from cjkclean.repair.misread.companions import companions
from cjkclean.repair.misread.latin import Repaired, repaired
from cjkclean.repair.misread.marks import byte_order_marks
from cjkclean.repair.misread.piece import Piece
from cjkclean.repair.misread.pieces import pieces
from cjkclean.repair.misread.quoted import count_beyond_ascii, is_quoted, speaks_of_encodings
from cjkclean.repair.misread.ranking import LOST
from cjkclean.repair.misread.readings import believed
from cjkclean.repair.misread.runs import Run, may_be_misread, misread_runs
from cjkclean.repair.misread.suspects import MISREAD
from cjkclean.step import Finding, Proposal, Step

__all__ = ["RepairMojibake", "repair_mojibake"]


@dataclass(frozen=True, slots=True)
class RepairMojibake(Step):
    """Reads again what was written in one encoding and read in another, in as many layers as that was done.

    A stretch is rewritten only when the model finds it implausible as it stands and plausible as it would be, by a
    margin that clean text does not reach. What Western decoders made of Western text (`cafÃ©`) is left to ftfy, in
    lines where nothing else was misread.

    Args:
        keep_quoted: leave mojibake alone that stands as an example in a text about encodings. Without it such
            examples are repaired, too; a text that merely mentions an encoding near real damage keeps the damage.
        fill_from: confidence from which on characters are restored of which bytes are lost; below it the stretch
            stays as it was, with a finding that names the candidates. Of those filled in at 0.5, one in two is wrong.

    >>> repair_mojibake("教程：涓\\ue15f枃缂栫爜")
    '教程：中文编码'
    """

    keep_quoted: bool = True
    fill_from: float = 0.5

    name: ClassVar[str] = "repair_mojibake"
    wakes: ClassVar[Signal] = Signal(MISREAD)

    def propose(self, text: str, found: Profile) -> Proposal:
        """The runs that are to be read again; findings for what is quoted, or lost for good."""
        edits: list[Edit] = []
        noticed: list[Finding] = []
        kept, quoted = self._runs(text, found)
        for run in quoted:
            noticed.append(_finding(run.start, run.end, "quoted", (run.meant.replace(LOST, "\ufffd"),)))
        for run, found_pieces in pieces(text, kept, self.fill_from):
            for piece in found_pieces:
                if piece.confidence >= self.fill_from:
                    edits += _edits(text, run, piece)
                else:
                    noticed.append(_finding(piece.start, piece.end, "uncertain", (piece.meant, *piece.alternatives)))
        for change in self._latin(text, found, [*kept, *quoted]):
            original = text[change.start : change.end]
            edits.append(Edit(change.start, change.end, original, change.meant, "mojibake.latin", 0.95, "ftfy"))
        noticed += hopeless.findings(text)
        return Proposal(EditList(edits, len(text)), tuple(noticed))

    def rewrite(self, text: str, found: Profile) -> str:
        """`text` with the runs read again."""
        kept, quoted = self._runs(text, found)
        changes: list[Piece | Repaired] = []
        for _, found_pieces in pieces(text, kept, self.fill_from):
            changes += (
                piece
                for piece in found_pieces
                if piece.confidence >= self.fill_from and piece.meant != text[piece.start : piece.end]
            )
        western = self._latin(text, found, [*kept, *quoted])
        if western:
            changes = sorted((*changes, *western), key=lambda change: change.start)
        parts: list[str] = []
        at = 0
        for change in changes:
            parts += (text[at : change.start], change.meant)
            at = change.end
        return "".join((*parts, text[at:])) if parts else text

    def _runs(self, text: str, found: Profile) -> tuple[list[Run], list[Run]]:
        """The runs of `text` that are to be read again, and those that are quoted."""
        if not found.bits & _CERTAIN and not may_be_misread(text, found):
            return [], []
        runs = believed(text, misread_runs(text, found))
        runs += companions(text, runs)
        runs += byte_order_marks(text, runs)
        runs.sort(key=lambda run: run.start)
        if not (runs and self.keep_quoted and speaks_of_encodings(text)):
            return runs, []
        size = count_beyond_ascii(text)
        quoted = [run for run in runs if is_quoted(text, run.start, run.end, size)]
        chosen = set(map(id, quoted))
        return [run for run in runs if id(run) not in chosen], quoted

    def _latin(self, text: str, found: Profile, runs: list[Run]) -> list[Repaired]:
        """What Western text was misread by Western decoders, in lines without `runs`."""
        if not found.bits & _WESTERN:
            return []
        changes = list(repaired(text, found, [(run.start, run.end) for run in runs]))
        if changes and self.keep_quoted and speaks_of_encodings(text):
            return [change for change in changes if not is_quoted(text, change.start, change.end, 2 * len(text))]
        return changes


_WESTERN = int(Signal.LATIN_RUN | Signal.SINGLE_BYTE_RUN)
_CERTAIN = int(RepairMojibake.wakes & ~Signal.NONSENSE)
"""The signals that hardly any clean Chinese raises."""


def _edits(text: str, run: Run, piece: Piece) -> list[Edit]:
    """A piece as edits, one for each line. After so many nats of evidence, doubt is below one in a thousand."""
    confidence = piece.confidence * (1.0 - 0.5 * math.exp(-run.total_evidence / 4))
    kind = "+".join(run.kinds)
    reason = f"reads better by {run.total_evidence:.0f} nats"
    original = text[piece.start : piece.end]
    seen, meant = original.split("\n"), piece.meant.split("\n")
    if len(seen) == 1 or len(seen) != len(meant):
        return [Edit(piece.start, piece.end, original, piece.meant, kind, confidence, reason, piece.alternatives)]
    edits: list[Edit] = []
    start = piece.start
    for line, replacement in zip(seen, meant, strict=True):
        if line != replacement:
            edits.append(Edit(start, start + len(line), line, replacement, kind, confidence, reason))
        start += len(line) + 1
    return edits


_MESSAGES = {
    "quoted": "an example in a text about encodings",
    "uncertain": "read in another encoding, with bytes missing that could be several characters'",
}


def _finding(start: int, end: int, what: str, candidates: tuple[str, ...]) -> Finding:
    return Finding(start, end, f"mojibake.{what}", _MESSAGES[what], candidates=candidates)


def repair_mojibake(text: str, keep_quoted: bool = True, fill_from: float = 0.5) -> str:
    """`text` with everything undone that was written in one encoding and read in another.

    Args:
        keep_quoted, fill_from: see `RepairMojibake`.

    >>> repair_mojibake("ä¸\xadæ–‡")
    '中文'
    """
    return RepairMojibake(keep_quoted, fill_from)(text)
