"""Undo byte shifts: GBK text into whose bytes something was put without regard to where characters begin.

The cloaking tool puts a reading behind table characters and a byte before fullwidth marks by a plain replacement of
bytes, also where the trail byte of one character and the lead byte of the next happen to look like such a pair. From
there on the text decodes one byte off, until an ASCII byte: 埃克森 -> ??松. What stands there still determines nearly
every byte, so the text is searched for: see `shift_search` and the lattice kernel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.patterns import lazy
from cjkclean.profile import Profile, Signal
from cjkclean.repair.annotations import HAN, SYLLABLE, weigh_glosses
from cjkclean.repair.shift_search import WINDOW, Run, ShiftSearch
from cjkclean.step import Finding, Proposal, Step

__all__ = ["RepairShifts", "repair_shifts"]

_CJK = "\u3400-\u9fff\ue000-\uf8ff"
_TRIGGER = lazy(
    rf"[?\ufffd](?:[?？;；,，、!！。:：]|{SYLLABLE}\))"
    rf"|(?<=[{_CJK}])[@-~]\({SYLLABLE}\)"
)
"""Where a shift may begin or show: a hole before a mark, a hole in place of a bracket, a reading after an ASCII
character that is a trail byte."""
_RESYNCHRONISED = lazy(r"[\x00-\x7f\ufffd]")
_READING = lazy(rf"\({SYLLABLE}\)")
_HAN = lazy(f"[{HAN}]")
_HANGUL = lazy("[\uac00-\ud7a3]")
_KANA = lazy("[\u3041-\u30fa]")
_REACH = 12
_CERTAIN = 0.95
_CANDIDATES = 8


@dataclass(frozen=True)
class RepairShifts(Step):
    """Restores runs of GBK text that were decoded one byte off.

    Attributes:
        margin: by how much (nats) a repaired run must be more probable than the text as it stands. Lower values
            repair shorter runs, at the risk of rewriting a question mark beside a rare character.
        min_confidence: below this probability a restored character is not trusted: a `?` stays in its place, with a
            finding that names the candidates. At 0.8, 99 % of the characters written on damaged pages are right
            (`benchmarks/cloaking.py` makes them); lower values fill more holes, and fill more of them wrongly.
    """

    margin: float = 6.0
    min_confidence: float = 0.8

    name: ClassVar[str] = "repair_shifts"
    wakes: ClassVar[Signal] = Signal.HOLE | Signal.GLOSS

    def propose(self, text: str, found: Profile) -> Proposal:
        """An edit for each run, with its runners-up."""
        triggers = [match.start() for match in _TRIGGER.finditer(text)]
        if not triggers:
            return Proposal(EditList((), len(text)))
        search = ShiftSearch(list(_undamaged(text, triggers)), weigh_glosses(text))
        windows = [window for window in _windows(text, triggers) if _is_chinese(text[slice(*window)])]
        first = [self._runs(search, text, window, self.margin) for window in windows]
        if not any(_HAN.search(_certain_part(run, self.min_confidence)) for runs in first for run in runs):
            return Proposal(EditList((), len(text)))
        # The page is damaged: what is certain now helps with the rest, and more of the holes are shifts.
        search.expect_shifts()
        _learn(search, text, first)
        again = [self._runs(search, text, window, self.margin / 4) for window in windows]
        # What is certain only now helps once more, with what still is not.
        unsure = [at for at, runs in enumerate(again) if any(_confidence(run) <= _CERTAIN for run in runs)]
        if unsure:
            known = {run.start for runs in first for run in runs if _confidence(run) > _CERTAIN}
            _learn(search, text, [[run for run in runs if run.start not in known] for runs in again])
            for at in unsure:
                again[at] = self._runs(search, text, windows[at], self.margin / 4)
        edits, findings = self._sorted_out(text, [run for runs in again for run in runs])
        return Proposal(EditList(edits, len(text)), findings)

    def _runs(self, search: ShiftSearch, text: str, window: tuple[int, int], margin: float) -> list[Run]:
        return [run for run in search.runs(text, *window) if run.gain >= margin]

    def _sorted_out(self, text: str, runs: Sequence[Run]) -> tuple[list[Edit], tuple[Finding, ...]]:
        edits: list[Edit] = []
        findings: list[Finding] = []
        for run in runs:
            original = text[run.start : run.end]
            rivals = tuple(rival for _, rival in run.rivals[:_CANDIDATES])
            restored = _certain_part(run, self.min_confidence)
            confidence = _confidence(run)
            if restored != run.text:
                message = "bytes were lost here; what stood there is uncertain"
                candidates = (run.text, *rivals)
                findings.append(Finding(run.start, run.end, "shift.uncertain", message, 1.0 - confidence, candidates))
            kind = "shift.gloss" if ")" in original else "shift"
            reason = "decoded one byte off from where a byte was put between two that looked like one character"
            edits.append(Edit(run.start, run.end, original, restored, kind, confidence, reason, rivals))
        return edits, tuple(findings)


def _learn(search: ShiftSearch, text: str, found: Sequence[Sequence[Run]]) -> None:
    """Remember the runs that are certain, with the two characters on either side."""
    certain = [run for runs in found for run in runs if _confidence(run) > _CERTAIN]
    for run in certain:
        search.learn(text[max(0, run.start - 2) : run.start] + run.text + text[run.end : run.end + 2])
    search.adapt("".join(run.text for run in certain))


def _weights(run: Run) -> list[float]:
    return [exp(-behind) for behind, _ in run.rivals]


def _confidence(run: Run) -> float:
    """Probability of the best reading among the runners-up and the text as it stands."""
    return 1.0 / (1.0 + sum(_weights(run)) + exp(-run.gain))


def _certain_part(run: Run, least: float) -> str:
    """The best reading with `?` where the probability of its character is below `least`.

    Which blank was swallowed at its end, if any, nobody sees: readings that differ in that count as one.
    """
    weights = _weights(run)
    if 1.0 / (1.0 + sum(weights)) >= least:
        return run.text
    visible = run.text.rstrip()
    rivals = [(weight, rival.rstrip()) for weight, (_, rival) in zip(weights, run.rivals, strict=True)]
    restored = []
    for at, char in enumerate(visible):
        against = sum(weight for weight, rival in rivals if rival[at : at + 1] != char)
        restored.append(char if 1.0 / (1.0 + against) >= least else "?")
    longer = sum(weight for weight, rival in rivals if len(rival) > len(visible))
    return "".join(restored) + (run.text[len(visible) :] if 1.0 / (1.0 + longer) >= least else "?")


def _undamaged(text: str, triggers: Sequence[int]) -> Iterator[str]:
    """The text outside possible runs, without glosses. A hole that ends one run is not taken to begin another."""
    at = 0
    for trigger in triggers:
        if trigger == at and at:
            at += 2
        if trigger < at:
            continue
        yield _READING.sub("", text[at:trigger])
        resync = _RESYNCHRONISED.search(text, trigger + 3)
        at = resync.start() if resync else len(text)
    yield _READING.sub("", text[at:])


def _is_chinese(window: str) -> bool:
    """Whether a stretch is Chinese text: ideographs, no hangul, and no more kana than misread bytes bring."""
    han = len(_HAN.findall(window))
    return han > 0 and not _HANGUL.search(window) and 3 * len(_KANA.findall(window)) < han


def _windows(text: str, triggers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each trigger the rest of its line, from a little before it."""
    done = 0
    for trigger in triggers:
        if trigger < done:
            continue
        start = max(done, text.rfind("\n", 0, trigger) + 1, trigger - _REACH)
        end = text.find("\n", trigger + 2) + 1 or len(text)
        done = min(end, start + WINDOW - 2)
        yield start, done


def repair_shifts(text: str, margin: float = 6.0, min_confidence: float = 0.8) -> str:
    """`text` with runs restored that were decoded one byte off; see `RepairShifts`.

    >>> repair_shifts("總?cè)丝诘谋戎貫?")
    '總人口的比重為'
    """
    return RepairShifts(margin, min_confidence)(text)
