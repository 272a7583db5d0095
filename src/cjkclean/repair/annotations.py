"""Glued readings on a page: which of them a tool put there, and which an author wrote.

The tool replaces every occurrence of each character of a list, wherever it stands, by the character and one fixed
reading. An author who writes readings does it for a purpose: once, on hard words, on every character of a lesson, on
both readings of a character. So what tells them apart is which characters are annotated (the tool's list holds only
traditional characters that have another simplified form, about a third of running text), whether always, with one
reading, and whether the neighbours stay bare.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cjkclean import model
from cjkclean.kernels import document, glossed
from cjkclean.patterns import lazy
from cjkclean.tables import bytemaps, glosses, readings

__all__ = ["ENOUGH", "HAN", "PLENTY", "SYLLABLE", "Annotations", "Gloss", "weigh_glosses"]

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = rf"(?:[a-zü]{{0,4}}[{_TONED}][a-z]{{0,4}}|me|men|ma)"
"""One tone-marked syllable of Pinyin, loosely, or one of those without a tone that 麼 們 嗎 have."""
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs, as ranges for a character class."""

_DEBRIS = lazy(rf"\?{SYLLABLE}\)")

# Log-likelihood ratios of "a tool's page" to "an author's". They are estimates from the mechanism, checked on authors'
# readings and on pages without any (`benchmarks/cloaking.py`), not fitted: about a third of running traditional
# characters are candidates, and those seen on real pages are frequent ones that an author has little reason to
# annotate (ln 20), less so where there are other readings to tell it from (ln 10), the others often rare ones
# (ln 1.5); an author repeats a reading on the same character about one time in three (ln 3); what authors annotate
# most is a reading that is not the commonest; and a tool does not annotate a character that it does not list (ln 1/5),
# nor one character in two ways. It leaves folded marks, as about half of the other pages do that have any (ln 2).
_SEEN = 3.0
_SEEN_AMBIGUOUS = 2.3
_UNSEEN = 0.4
_REPEATED = 1.1
_REPEATS = 3
_OTHER_READING = 0.3
_UNLISTED = -1.6
_UNLISTED_LEAST = -8.0
_INCONSISTENT = -2.0
_FOLDED = 0.7
_FOLDED_MARK = lazy(f"[{HAN})][,;:?!]")
_WIDE_MARK = lazy("[，；：？！]")
_FOLDED_LEAST = 2
_DEBRIS_FOUND = 5.0
PLENTY = 10.0
"""Evidence (nats) that leaves no doubt that a page is a tool's."""
ENOUGH = 3.0
"""Evidence (nats) from which a page counts as a tool's: odds of 20 to 1."""

_ALWAYS = 0.9
_MOSTLY = 0.5
"""Shares of a character's glosses that carry its reading, and of its occurrences that are glossed; the latter is far
from 1 because repaired bytes and lines that came after the tool leave some bare."""
_LESSON_SHARE = 0.5
_BESIDE = 2
"""Glosses so near each other form a chain: a character, perhaps a mark, between them."""


class Gloss(NamedTuple):
    """One glued reading.

    Attributes:
        start, end: offsets of its brackets, half-open.
        char: the character it annotates.
        reading: the syllable.
        bare: an ideograph without a reading stands beside the character.
        doubled: a second reading follows.
    """

    start: int
    end: int
    char: str
    reading: str
    bare: bool
    doubled: bool


@dataclass(frozen=True, slots=True)
class Annotations:
    """The glosses of a page, sorted.

    Attributes:
        glosses: all of them, in order, as plain tuples of what `Gloss` holds.
        lessons: for each whether it stands among readings that no tool would give.
        table: the characters that the page annotates as the tool does, with their one reading.
        evidence: log-odds (nats) that a tool did it.
        scattered: those that a tool put on characters at random, if one did.
    """

    glosses: list[glossed.Found]
    lessons: list[bool]
    table: dict[str, str]
    evidence: float
    scattered: Sequence[Gloss] = ()


@lru_cache(maxsize=8192)
def _fits(char: str, reading: str) -> bool:
    """Whether the tool may annotate `char` with `reading`: as seen where it was seen, else with any reading."""
    return reading in (glosses.seen().get(char) or glosses.known().get(char, ()))


def weigh_glosses(text: str) -> Annotations:
    """Find the glosses of `text` and weigh them.

    >>> found = weigh_glosses("規(guī)模化的現(xiàn)代產業(yè)體系")
    >>> dict(found.table), found.evidence > ENOUGH
    ({'規': 'guī', '現': 'xiàn', '業': 'yè'}, True)
    >>> weigh_glosses("床(chuáng)前(qián)明(míng)月(yuè)光(guāng)").table
    {}
    """
    page = bytemaps.load("gbk")
    found = glossed.find(text, page.codes, page.pairs)
    if not found:
        return Annotations([], [], {}, 0.0)
    counts, beside = glossed.tally(found)
    strange = {key for key in counts if not _fits(*key)}
    lessons = [False] * len(found)
    unlisted = 0
    if strange or len(found) <= _FEW:
        lessons, beside, unlisted = _one_by_one(text, list(map(Gloss._make, found)), strange)
        counts = {key: often for key, often in counts.items() if key not in strange}
    table = _table(text, counts)
    evidence = _evidence(text, table, beside, unlisted)
    if evidence < PLENTY:
        astride = [gloss for gloss in found if text[gloss[0] - 1] < "\x80" and (gloss[2], gloss[3]) in counts]
        evidence += _DEBRIS_FOUND * min(2, len(astride))
    scattered: list[Gloss] = []
    if evidence < ENOUGH and len(found) >= _SCATTERED_LEAST:
        scattered = _scattered(text, list(map(Gloss._make, found)))
    return Annotations(found, lessons, table, evidence, scattered)


def _one_by_one(
    text: str, found: Sequence[Gloss], strange: Collection[tuple[str, str]]
) -> tuple[list[bool], dict[str, int], int]:
    """For each gloss whether it is part of a lesson; how often characters are annotated apart from those, with a bare
    one beside them; how many are annotated alone, but not as the tool does."""
    misfits = [(gloss.char, gloss.reading) in strange for gloss in found]
    lessons, unlisted = misfits, 0
    if strange:
        lessons, alone = _lessons(text, found, misfits)
        unlisted = len({gloss.char for gloss, misfit, one in zip(found, misfits, alone, strict=True) if misfit and one})
    few = len(found) <= _FEW
    beside: dict[str, int] = {}
    for gloss, misfit, lesson in zip(found, misfits, lessons, strict=True):
        if gloss.bare and not misfit and not lesson and not (few and _is_mentioned(text, gloss)):
            beside[gloss.char] = beside.get(gloss.char, 0) + 1
    return lessons, beside, unlisted


_MENTION = lazy("[字音讀读念唸拼姓叫詞词註注]")
_AROUND = 6
_FEW = 12
"""Glosses on a page up to which it matters whether one is mentioned, not used."""


def _is_mentioned(text: str, gloss: Gloss) -> bool:
    """Whether words that people use about readings stand near a gloss: what a character is called or read."""
    return _MENTION.search(text, max(0, gloss.start - _AROUND), gloss.start - 1) is not None or (
        _MENTION.search(text, gloss.end, gloss.end + _AROUND) is not None
    )


def _lessons(text: str, found: Sequence[Gloss], misfits: Sequence[bool]) -> tuple[list[bool], list[bool]]:
    """For each gloss whether it is part of a lesson, and whether it stands alone.

    A lesson is a chain of glosses with one that does not fit, or a line where most are in such chains.
    """
    lessons = list(misfits)
    alone = [False] * len(found)
    for first, last in _groups(len(found), lambda at: found[at].start - found[at - 1].end > _BESIDE):
        alone[first] = last - first == 1
        if any(misfits[first:last]) and last - first > 1:
            lessons[first:last] = [True] * (last - first)
    if any(misfits):
        for first, last in _groups(len(found), lambda at: text.find("\n", found[at - 1].end, found[at].start) >= 0):
            if sum(lessons[first:last]) >= _LESSON_SHARE * (last - first):
                lessons[first:last] = [True] * (last - first)
    return lessons, alone


def _groups(count: int, parts: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Ranges of neighbours; `parts(at)` says that number `at` begins a new one."""
    first = 0
    for at in range(1, count):
        if parts(at):
            yield first, at
            first = at
    yield first, count


def _table(text: str, counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Characters annotated mostly, and nearly always alike."""
    totals: dict[str, int] = {}
    for (char, _), often in counts.items():
        totals[char] = totals.get(char, 0) + often
    present = dict(zip(totals, glossed.occurrences(text, list(totals)), strict=True))
    return {
        char: reading
        for (char, reading), often in counts.items()
        if often >= _ALWAYS * totals[char] and often >= _MOSTLY * present[char]
    }


@lru_cache(maxsize=8192)
def _weight(char: str, reading: str) -> tuple[float, float]:
    """What one annotated character says for a tool, and what each repetition adds."""
    seen = glosses.seen().get(char)
    weight = _UNSEEN
    if seen:
        weight = _SEEN if len(glosses.known()[char]) == 1 else _SEEN_AMBIGUOUS
    usual = seen or glosses.known()[char]
    share = _OTHER_READING if reading != usual[0] or len(seen or ()) > 1 else 1.0
    return weight * share, _REPEATED * share


def _evidence(text: str, table: Mapping[str, str], beside: Mapping[str, int], unlisted: int) -> float:
    """Log-odds that a tool annotated the page."""
    evidence = max(_UNLISTED * unlisted, _UNLISTED_LEAST)
    for char, often in beside.items():
        reading = table.get(char)
        if reading is None:
            evidence += _INCONSISTENT
        else:
            once, again = _weight(char, reading)
            evidence += once + again * min(often - 1, _REPEATS)
    if evidence > PLENTY:
        return evidence
    if evidence > 0.0 and not _WIDE_MARK.search(text) and len(_FOLDED_MARK.findall(text)) >= _FOLDED_LEAST:
        evidence += _FOLDED
    return evidence + _DEBRIS_FOUND * min(2, len(_DEBRIS.findall(text)))


_SCATTERED_LEAST = 6
_SCATTERED = 8.0
_FREQUENT = -8.5
_PAIRED = 0.5
"""Most glosses in pairs for each that stands alone: chance makes so many where one character in ten has one."""
_MOST_A_GLOSS = 2.0
"""A tool that annotates at random takes characters as running text has them, whose probability is above exp(-8.5) four
times in five; what an author annotates is rarer. Each gloss says at most two nats for or against; eight of them, net,
are needed."""


@lru_cache(maxsize=8192)
def _commonness(char: str, reading: str) -> float:
    """What a gloss says for a character taken at random."""
    usual = readings.readings(char)
    if not usual or usual[0] != reading:
        return -_MOST_A_GLOSS
    table = model.default().table
    frequency = document.frequency(table, ord(char))
    return min(max(frequency - _FREQUENT, -_MOST_A_GLOSS), _MOST_A_GLOSS)


def _scattered(text: str, found: Sequence[Gloss]) -> list[Gloss]:
    """The glosses, if they stand on characters as running text has them, nearly all of them alone; else none.

    Chance puts two side by side now and then; those who annotate words do so always, and longer chains stay.
    """
    alone: list[Gloss] = []
    paired: list[Gloss] = []
    for first, last in _groups(len(found), lambda at: found[at].start - found[at - 1].end > _BESIDE):
        if last - first <= 2 and any(gloss.bare for gloss in found[first:last]):
            (alone if last - first == 1 else paired).extend(found[first:last])
    evidence = sum(_commonness(gloss.char, gloss.reading) for gloss in alone)
    evidence -= _MOST_A_GLOSS * sum(_is_mentioned(text, gloss) for gloss in alone)
    evidence -= _MOST_A_GLOSS * (len(found) - len(alone) - len(paired) / 2)
    if evidence < _SCATTERED or len(paired) > _PAIRED * len(alone):
        return []
    return sorted(alone + paired)
