"""Undo byte shifts: GBK text into whose bytes something was put without regard to where characters begin.

The cloaking tool puts a reading behind table characters and a byte before fullwidth marks by a plain replacement of
bytes, also where the trail byte of one character and the lead byte of the next happen to look like such a pair. From
there on the text decodes one byte off, until an ASCII byte: 埃克森 -> ??松. What stands there still determines nearly
every byte, so the text is searched for: see `shift_search` and the lattice kernel.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import ClassVar, NamedTuple

from cjkclean import model
from cjkclean.edits import Edit, EditList
from cjkclean.kernels import losses, pairs, shifted
from cjkclean.patterns import lazy
from cjkclean.profile import Profile, Signal
from cjkclean.repair.annotations import ENOUGH, HAN, PLENTY, SYLLABLE, weigh_glosses
from cjkclean.repair.folded import is_folded, widened
from cjkclean.repair.restored import CERTAIN, certain_part, pieces
from cjkclean.repair.shift_search import WINDOW, Run, ShiftSearch
from cjkclean.step import Finding, Proposal, Step

__all__ = ["RepairShifts", "repair_shifts"]

_RESYNCHRONISED = lazy(r"[\x00-\x7f\ufffd]")
_DEBRIS = lazy(rf".(\(?){SYLLABLE}\)")
_NO_ASCII = lazy(r"[^!-~\ufffd]")
_READING = lazy(rf"\({SYLLABLE}\)")
_HAN = lazy(f"[{HAN}]")
_NEVER_WRITTEN = lazy(r"[?\ufffd][;；,，:：、][?\ufffd]")
"""Holes that no question can be: people write `?!?`, but no other mark between two question marks."""
_SEEN = lazy(r"[^?\ufffd\s!-/:;\u3000-\u303f\uff00-\uff0f\uff1a-\uff1f]")
_NONE = 0.05
"""As how many unexplained holes none counts: of 18,688 lines and sentences that lost characters in another encoding,
chance made runs of all holes in one of 37 in which it made any."""
_PAIR_MARGIN = 1.5
"""How much more half of a pair must gain to prove a shift: people write `?!?` and forget to close quotations."""
_ROUNDS = 2
_REACH = 12
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
        widen: give folded marks in Chinese text their full width back on a page that had shifts (and has no glosses:
            else `RemoveGlosses` does). Risk: lines that others added to the page in ASCII punctuation.
    """

    margin: float = 6.0
    min_confidence: float = 0.5
    widen: bool = False

    name: ClassVar[str] = "repair_shifts"
    wakes: ClassVar[Signal] = Signal.SHIFTED

    def propose(self, text: str, found: Profile) -> Proposal:
        """An edit for each restored character that is in doubt, with its runners-up, and for each stretch that is not.

        A finding for each character that is too uncertain.
        """
        edits: list[Edit] = []
        findings: list[Finding] = []
        reason = "decoded one byte off from where a byte was put between two that looked like one character"
        message = "bytes were lost here; what stood there is uncertain"
        for run in self._runs(text):
            kind = "shift.gloss" if ")" in text[run.start : run.end] else "shift"
            for at, end, written, best, chance, others in pieces(run, self.min_confidence):
                if written != best:
                    findings.append(Finding(at, end, "shift.uncertain", message, 1.0 - chance, (best, *others)))
                if written != text[at:end]:
                    edits.append(Edit(at, end, text[at:end], written, kind, chance, reason, others))
        made = EditList(edits, len(text))
        if made and self._widens(text):
            made = made.compose(widened(made.apply(text)))
        return Proposal(made, tuple(findings))

    def _widens(self, text: str) -> bool:
        return self.widen and is_folded(text) and weigh_glosses(text).evidence < ENOUGH

    def rewrite(self, text: str, found: Profile) -> str:
        """The restored text alone."""
        parts: list[str] = []
        at = 0
        for run in self._runs(text):
            parts += text[at : run.start], certain_part(run, self.min_confidence)
            at = run.end
        if not parts:
            return text
        restored = "".join([*parts, text[at:]])
        return widened(restored).apply(restored) if self._widens(text) else restored

    def _runs(self, text: str) -> list[Run]:
        """What is found, if the text proves to be damaged."""
        triggers = shifted.triggers(text)
        stretches = list(_stretches(text, triggers))
        if not stretches:
            return []
        notes = weigh_glosses(text)
        search = ShiftSearch(list(_undamaged(text, triggers)), notes, text)
        holes = sorted({*triggers, *losses.holes(text)})
        if notes.evidence < PLENTY:
            parts = _searched(search, text, stretches, self.margin)
            if not self._is_damaged(text, holes, search, (run for part in parts for run in part.runs)):
                return []
        # The page is damaged: more of the holes are shifts, and what is certain now helps with the rest.
        search.expect_shifts()
        margin = self.margin / 4
        found = list(_searched(search, text, stretches, margin))
        _search_again(search, text, found, margin)
        runs = [run for part in found for run in part.runs]
        return runs if notes.evidence >= PLENTY else _not_lost(text, holes, search, runs, margin)

    def _is_damaged(self, text: str, holes: Sequence[int], search: ShiftSearch, runs: Iterable[Run]) -> bool:
        """Whether one of the runs is a proof that is more than chance among so many holes."""
        most = log((len(holes) + _NONE) / len(text))
        doubtful: list[Run] = []
        for run in runs:
            doubtful.append(run)
            if self._is_proof(text, run) and search.lead(text, run, most) >= self.margin:
                return True
        return any(self._is_proof(text, run) for run in _not_lost(text, holes, search, doubtful, self.margin))

    def _is_proof(self, text: str, run: Run) -> bool:
        """Whether a run has an ideograph for certain, of which something is seen, or the half of a pair that its line
        lacks. An ideograph in place of holes alone is what the model expects, and proves nothing.
        """
        restored = certain_part(run, self.min_confidence)
        if _HAN.search(restored) and _SEEN.search(text, run.start, run.end):
            return True
        if run.gain < _PAIR_MARGIN * self.margin:
            return False
        if _NEVER_WRITTEN.fullmatch(text, run.start, run.end):
            return True
        start = text.rfind("\n", 0, run.start) + 1
        lacking = pairs.lacking(text, start, min(run.end + WINDOW, text.find("\n", run.end) + 1 or len(text)))
        return any(pairs.kind_of(ord(char)) >= 0 and pairs.owes(lacking, pairs.kind_of(ord(char))) for char in restored)


def _not_lost(text: str, holes: Sequence[int], search: ShiftSearch, runs: list[Run], margin: float) -> list[Run]:
    """The runs that beat the other cause of holes, by `margin`: text that was stored without some of its characters.

    That has as many holes elsewhere, and the more of them the less a run of them says, which chance makes.
    """
    kept = runs
    while kept:
        starts = [run.start for run in kept]
        explained = sum(hole < kept[at].end for hole in holes if (at := bisect_right(starts, hole) - 1) >= 0)
        rate = log((len(holes) - explained + _NONE) / len(text))
        before = kept
        kept = [run for run in before if search.lead(text, run, rate) >= margin]
        if len(kept) == len(before):
            break
    return kept


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
        certain = [run for part in parts for run in part.runs if run.start not in known and run.confidence > CERTAIN]
        if not certain:
            return
        known.update(run.start for run in certain)
        for run in certain:
            search.learn(text[max(0, run.start - 2) : run.start] + run.text + text[run.end : run.end + 2])
        search.adapt("".join(run.text for run in certain))
        for at, part in enumerate(parts):
            if not part.runs or any(run.confidence <= CERTAIN for run in part.runs):
                end = parts[at + 1].start if at + 1 < len(parts) else len(text)
                runs = [run for run in search.runs(text, part.start, part.trigger, part.limit)[0] if run.start < end]
                if not runs or runs[-1].end <= end:
                    parts[at] = part._replace(runs=[run for run in runs if run.gain >= margin])


def _undamaged(text: str, triggers: Sequence[int]) -> Iterator[str]:
    """The text outside possible runs, without glosses.

    A hole that ends one run may begin another: what follows it must look like text.
    """
    at = 0
    for trigger, after in zip((*triggers, len(text)), (*triggers[1:], len(text), len(text)), strict=True):
        if trigger == at and at:
            start = _behind_ascii(text, trigger + 2)
            behind = _resynchronised(text, start)
            at = trigger + 2 if _is_text(text[start:behind]) else behind
        if trigger >= at:
            yield _READING.sub("", text[at:trigger])
            debris = _DEBRIS.match(text, trigger)
            if debris and debris[1]:  # behind a lone trail byte and its reading nothing is shifted
                at = debris.end()
                continue
            at = _resynchronised(text, debris.end() if debris else trigger + 3)
            if at < after:
                at = min(after, _behind_ascii(text, at))  # a hole, or letters that are bytes


def _resynchronised(text: str, start: int) -> int:
    found = _RESYNCHRONISED.search(text, start)
    return found.start() if found else len(text)


def _behind_ascii(text: str, start: int) -> int:
    found = _NO_ASCII.search(text, start)
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
