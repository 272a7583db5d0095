"""Remove the readings that a cloaking tool glued to characters: 規(guī)模 -> 規模."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.kernels import glossed
from cjkclean.patterns import lazy
from cjkclean.profile import Profile, Signal
from cjkclean.repair.annotations import ENOUGH, HAN, Annotations, Gloss, weigh_glosses
from cjkclean.repair.folded import is_folded, widened
from cjkclean.step import Finding, Proposal, Step

__all__ = ["RemoveGlosses", "remove_glosses"]

_TONELESS = lazy(rf"(?<=[{HAN}])\([bcdfghjklmnpqrstwxyz]{{1,2}}\)(?=[{HAN}])")


_GLOSS, _TONELESS_BIT = int(Signal.GLOSS), int(Signal.TONELESS)


def removable(found: Annotations, evidence: float) -> list[Gloss]:
    """The glosses that a tool put there.

    Readings in lessons stay; where the tool annotated a character of a lesson once more, the first reading goes.
    """
    if found.evidence < evidence:
        return list(found.scattered)
    table = found.table
    return [
        gloss
        for gloss, lesson in zip(map(Gloss._make, found.glosses), found.lessons, strict=True)
        if table.get(gloss.char) == gloss.reading and (gloss.doubled or not lesson)
    ]


@dataclass(frozen=True)
class RemoveGlosses(Step):
    """Removes readings that a tool glued to the characters of a list, on pages that bear its marks.

    Attributes:
        evidence: log-odds (nats) that a page must give for a tool before any reading goes. Lower values remove
            readings from short texts, at the risk of taking an author's own.
        widen: give folded marks in Chinese text their full width back on such a page. Risk: lines that others added
            to it in ASCII punctuation.

    >>> RemoveGlosses()("規(guī)模化的現(xiàn)代產業(yè)體系")
    '規模化的現代產業體系'
    >>> RemoveGlosses()("床(chuáng)前(qián)明(míng)月(yuè)光(guāng)")
    '床(chuáng)前(qián)明(míng)月(yuè)光(guāng)'
    """

    evidence: float = ENOUGH
    widen: bool = False

    name: ClassVar[str] = "remove_glosses"
    wakes: ClassVar[Signal] = Signal.GLOSS | Signal.TONELESS

    def propose(self, text: str, found: Profile) -> Proposal:
        """The removals, and a finding for each toneless remain such as `(sh)`."""
        edits: list[Edit] = []
        if found.bits & _GLOSS:
            notes = weigh_glosses(text)
            doubt = exp(-min(max(notes.evidence, ENOUGH), 50.0)) / 2
            always = notes.evidence >= self.evidence
            for gloss in removable(notes, self.evidence):
                why = "wherever it stands, always with" if always else "among others at random, with"
                reason = f"the page annotates {gloss.char} {why} {gloss.reading}"
                edits.append(Edit(gloss.start, gloss.end, f"({gloss.reading})", "", "gloss", 1.0 - doubt, reason))
        findings: tuple[Finding, ...] = ()
        if found.bits & _TONELESS_BIT:
            findings = tuple(
                Finding(m.start(), m.end(), "gloss.toneless", "what is left of a glued reading", 0.5)
                for m in _TONELESS.finditer(text)
            )
        made = EditList(edits, len(text))
        if made and self.widen and is_folded(text):
            made = made.compose(widened(made.apply(text)))
        return Proposal(made, findings)

    def rewrite(self, text: str, found: Profile) -> str:
        """The removals alone."""
        if not found.bits & _GLOSS:
            return text
        notes = weigh_glosses(text)
        bare = text
        if notes.evidence >= self.evidence:
            bare = glossed.without(text, notes.glosses, notes.lessons, notes.table)
        elif notes.scattered:
            starts = [gloss.start for gloss in notes.scattered]
            ends = [0, *[gloss.end for gloss in notes.scattered]]
            bare = "".join(map(text.__getitem__, map(slice, ends, [*starts, len(text)])))
        return widened(bare).apply(bare) if self.widen and bare is not text and is_folded(text) else bare


def remove_glosses(text: str, evidence: float = ENOUGH) -> str:
    """`text` without the readings that a tool glued to its characters; see `RemoveGlosses`.

    >>> remove_glosses("他姓單(shàn)")
    '他姓單(shàn)'
    """
    return RemoveGlosses(evidence)(text)
