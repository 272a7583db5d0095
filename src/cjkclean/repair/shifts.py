"""Undo byte shifts: GBK text into whose bytes something was put without regard to where characters begin.

The cloaking tool puts a reading behind table characters and a byte before fullwidth marks by a plain replacement of
bytes, also where the trail byte of one character and the lead byte of the next happen to look like such a pair. From
there on the text decodes one byte off, until an ASCII byte: 埃克森 -> ??松. What stands there still determines nearly
every byte, so the text is searched for: see `shift_search` and the lattice kernel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import ClassVar, NamedTuple

from cjkclean import model
from cjkclean.edits import Edit, EditList
from cjkclean.kernels import pairs, shifted
from cjkclean.patterns import lazy
from cjkclean.profile import Profile, Signal
from cjkclean.repair.annotations import HAN, PLENTY, SYLLABLE, weigh_glosses
from cjkclean.repair.shift_search import WINDOW, Run, ShiftSearch
from cjkclean.step import Finding, Proposal, Step

__all__ = ["RepairShifts", "repair_shifts"]

_RESYNCHRONISED = lazy(r"[\x00-\x7f\ufffd]")
_READING = lazy(rf"\({SYLLABLE}\)")
_HAN = lazy(f"[{HAN}]")
_UNKNOWN = chr(shifted.UNKNOWN_DIGIT)
_CERTAIN = 0.95
_PAIR_MARGIN = 1.5
"""How much more half of a pair must gain to prove a shift: people write `?!?` and forget to close quotations."""
_ROUNDS = 2
_REACH = 12
_CANDIDATES = 8
_JUNK = -10.0
"""Mean log probability (nats) of a character; that of text is above, that of characters decoded one byte off below."""


class _Part(NamedTuple):
    """What was found from one place on, before `limit`."""

    start: int
    trigger: int
    limit: int
    runs: list[Run]


@dataclass(frozen=True)
class RepairShifts(Step):
    """Restores runs of GBK text that were decoded one byte off.

    Attributes:
        margin: by how much (nats) a repaired run must be more probable than the text as it stands. Lower values
            repair shorter runs, at the risk of rewriting a question mark beside a rare character.
        min_confidence: below this probability a restored character is not trusted: a `?` stays in its place, with a
            finding that names the candidates. Higher values leave more holes; at 0.8 a third of the characters
            written between 0.5 and 0.8 were wrong on damaged pages that `benchmarks/cloaking.py` makes.
    """

    margin: float = 6.0
    min_confidence: float = 0.5

    name: ClassVar[str] = "repair_shifts"
    wakes: ClassVar[Signal] = Signal.HOLE | Signal.GLOSS

    def propose(self, text: str, found: Profile) -> Proposal:
        """An edit for each run, with its runners-up."""
        triggers = shifted.triggers(text)
        stretches = list(_stretches(text, triggers))
        if not stretches:
            return Proposal(EditList((), len(text)))
        notes = weigh_glosses(text)
        search = ShiftSearch(list(_undamaged(text, triggers)), notes)
        if notes.evidence < PLENTY:
            quick = _searched(search, text, stretches, self.margin)
            if not any(self._is_proof(text, run) for part in quick for run in part.runs):
                return Proposal(EditList((), len(text)))
        # The page is damaged: more of the holes are shifts, and what is certain now helps with the rest.
        search.expect_shifts()
        margin = self.margin / 4
        parts = list(_searched(search, text, stretches, margin))
        _search_again(search, text, parts, margin)
        edits, findings = self._sorted_out(text, [run for part in parts for run in part.runs])
        return Proposal(EditList(edits, len(text)), findings)

    def _is_proof(self, text: str, run: Run) -> bool:
        """Whether a run has an ideograph for certain, or the half of a pair that its line lacks."""
        restored = _certain_part(run, self.min_confidence)
        if _HAN.search(restored):
            return True
        if run.gain < _PAIR_MARGIN * self.margin:
            return False
        start = text.rfind("\n", 0, run.start) + 1
        lacking = pairs.lacking(text, start, min(run.end + WINDOW, text.find("\n", run.end) + 1 or len(text)))
        return any(pairs.kind_of(ord(char)) >= 0 and pairs.owes(lacking, pairs.kind_of(ord(char))) for char in restored)

    def _sorted_out(self, text: str, runs: Sequence[Run]) -> tuple[list[Edit], tuple[Finding, ...]]:
        edits: list[Edit] = []
        findings: list[Finding] = []
        for run in runs:
            original = text[run.start : run.end]
            rivals = tuple(rival for _, rival in run.rivals[:_CANDIDATES])
            restored = _certain_part(run, self.min_confidence)
            confidence = run.confidence
            if restored != run.text:
                message = "bytes were lost here; what stood there is uncertain"
                candidates = (run.text, *rivals)
                findings.append(Finding(run.start, run.end, "shift.uncertain", message, 1.0 - confidence, candidates))
            kind = "shift.gloss" if ")" in original else "shift"
            reason = "decoded one byte off from where a byte was put between two that looked like one character"
            edits.append(Edit(run.start, run.end, original, restored, kind, confidence, reason, rivals))
        return edits, tuple(findings)


def _searched(search: ShiftSearch, text: str, stretches: Iterable[tuple[int, int]], margin: float) -> Iterator[_Part]:
    """What is found from each place on; not from one that an earlier search has come past."""
    done = 0
    for trigger, limit in stretches:
        if trigger >= done:
            start = max(done, text.rfind("\n", 0, trigger) + 1, trigger - _REACH)
            runs, done = search.runs(text, start, trigger, limit)
            yield _Part(start, trigger, limit, [run for run in runs if run.gain >= margin])


def _search_again(search: ShiftSearch, text: str, parts: list[_Part], margin: float) -> None:
    """Learn what is certain, and search for the rest once more, as long as that helps."""
    known: set[int] = set()
    for _ in range(_ROUNDS):
        certain = [run for part in parts for run in part.runs if run.start not in known and run.confidence > _CERTAIN]
        if not certain:
            return
        known.update(run.start for run in certain)
        for run in certain:
            search.learn(text[max(0, run.start - 2) : run.start] + run.text + text[run.end : run.end + 2])
        search.adapt("".join(run.text for run in certain))
        for at, part in enumerate(parts):
            if not part.runs or any(run.confidence <= _CERTAIN for run in part.runs):
                end = parts[at + 1].start if at + 1 < len(parts) else len(text)
                runs = [run for run in search.runs(text, part.start, part.trigger, part.limit)[0] if run.start < end]
                if not runs or runs[-1].end <= end:
                    parts[at] = part._replace(runs=[run for run in runs if run.gain >= margin])


def _certain_part(run: Run, least: float) -> str:
    """The best reading with `?` where the probability of its character is below `least`.

    Which blank was swallowed at its end, if any, nobody sees: readings that differ in that count as one.
    """
    if 1.0 / (1.0 + run.doubt) >= least:
        return run.text.replace(_UNKNOWN, "?")
    visible = run.text.rstrip()
    rivals = [(exp(-behind), rival.rstrip()) for behind, rival in run.rivals]
    restored = []
    for at, char in enumerate(visible):
        against = sum(weight for weight, rival in rivals if rival[at : at + 1] != char)
        restored.append(char if 1.0 / (1.0 + against) >= least else "?")
    longer = sum(weight for weight, rival in rivals if len(rival) > len(visible))
    restored.append(run.text[len(visible) :] if 1.0 / (1.0 + longer) >= least else "?")
    return "".join(restored).replace(_UNKNOWN, "?")


def _undamaged(text: str, triggers: Sequence[int]) -> Iterator[str]:
    """The text outside possible runs, without glosses.

    A hole that ends one run may begin another: what follows it must look like text.
    """
    at = 0
    for trigger in (*triggers, len(text)):
        if trigger == at and at:
            behind = _resynchronised(text, trigger + 2)
            at = trigger + 2 if _is_text(text[trigger + 2 : behind]) else behind
        if trigger >= at:
            yield _READING.sub("", text[at:trigger])
            at = _resynchronised(text, trigger + 3)


def _resynchronised(text: str, start: int) -> int:
    found = _RESYNCHRONISED.search(text, start)
    return found.start() if found else len(text)


def _is_text(piece: str) -> bool:
    return not piece or model.default().score(piece) > _JUNK


def _stretches(text: str, triggers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each trigger itself and the end of its line, if that is Chinese."""
    end = 0
    chinese = False
    for trigger in triggers:
        if trigger + 2 >= end:
            start = max(end, trigger - WINDOW)
            end = text.find("\n", trigger + 2) + 1 or len(text)
            chinese = shifted.is_chinese(text, start, min(end, trigger + WINDOW))
        if chinese:
            yield trigger, end


def repair_shifts(text: str, margin: float = 6.0, min_confidence: float = 0.5) -> str:
    """`text` with runs restored that were decoded one byte off; see `RepairShifts`.

    >>> repair_shifts("總?cè)丝诘谋戎貫?")
    '總人口的比重為'
    """
    return RepairShifts(margin, min_confidence)(text)
