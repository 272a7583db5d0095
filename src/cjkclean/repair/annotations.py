"""Glued readings on a page: which of them a tool put there, and which an author wrote.

The tool replaces every occurrence of each character of a list, wherever it stands, by the character and one fixed
reading. An author who writes readings does it for a purpose: once, on hard words, on every character of a lesson, on
both readings of a character. So what tells them apart is which characters are annotated (the tool's list holds only
traditional characters that have another simplified form, about a third of running text), whether always, with one
reading, and whether the neighbours stay bare.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cjkclean.kernels import glossed
from cjkclean.patterns import lazy
from cjkclean.tables import bytemaps, glosses

__all__ = ["ENOUGH", "HAN", "SYLLABLE", "Annotations", "Gloss", "weigh_glosses"]

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = rf"(?:[a-zü]{{0,4}}[{_TONED}][a-z]{{0,4}}|me|men|ma)"
"""One tone-marked syllable of Pinyin, loosely, or one of those without a tone that 麼 們 嗎 have."""
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs, as ranges for a character class."""

_DEBRIS = lazy(rf"\?{SYLLABLE}\)")

# Log-likelihood ratios of "a tool's page" to "an author's". They are estimates from the mechanism, checked on authors'
# readings and on pages without any (`benchmarks/cloaking.py`), not fitted: about a third of running traditional
# characters are candidates, and those seen on real pages are frequent ones that an author has little reason to
# annotate (ln 5), the others often rare ones (ln 1.5); an author repeats a reading on the same character about one
# time in three (ln 3); what authors annotate most is a reading that is not the commonest; and a tool does not
# annotate a character that it does not list (ln 1/5), nor one character in two ways.
_SEEN = 1.6
_UNSEEN = 0.4
_REPEATED = 1.1
_REPEATS = 3
_OTHER_READING = 0.3
_UNLISTED = -1.6
_UNLISTED_LEAST = -8.0
_INCONSISTENT = -2.0
_DEBRIS_FOUND = 5.0
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
        glosses: all of them, in order.
        lessons: for each whether it stands among readings that no tool would give.
        table: the characters that the page annotates as the tool does, with their one reading.
        evidence: log-odds (nats) that a tool did it.
    """

    glosses: Sequence[Gloss]
    lessons: Sequence[bool]
    table: Mapping[str, str]
    evidence: float


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
    found = [Gloss(*gloss) for gloss in glossed.find(text, page.codes, page.pairs)]
    if not found:
        return Annotations((), (), {}, 0.0)
    misfits = [not _fits(gloss.char, gloss.reading) for gloss in found]
    lessons, alone = _lessons(text, found, misfits)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    beside: Counter[str] = Counter()
    for gloss, misfit, lesson in zip(found, misfits, lessons, strict=True):
        if not misfit:
            counts[gloss.char][gloss.reading] += 1
            beside[gloss.char] += gloss.bare and not lesson
    table = _table(text, counts)
    unlisted = {gloss.char for gloss, misfit, single in zip(found, misfits, alone, strict=True) if misfit and single}
    return Annotations(found, lessons, table, _evidence(text, table, +beside, unlisted))


def _lessons(text: str, found: Sequence[Gloss], misfits: Sequence[bool]) -> tuple[list[bool], list[bool]]:
    """For each gloss whether it is part of a lesson, and whether it stands alone.

    A lesson is a chain of glosses with one that does not fit, or a line where most do not.
    """
    lessons = list(misfits)
    alone = [False] * len(found)
    for first, last in _groups(len(found), lambda at: found[at].start - found[at - 1].end > _BESIDE):
        alone[first] = last - first == 1
        if any(misfits[first:last]) and last - first > 1:
            lessons[first:last] = [True] * (last - first)
    if any(misfits):
        for first, last in _groups(len(found), lambda at: text.find("\n", found[at - 1].end, found[at].start) >= 0):
            if sum(misfits[first:last]) >= _LESSON_SHARE * (last - first):
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


def _table(text: str, counts: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Characters annotated mostly, and nearly always alike."""
    if not counts:
        return {}
    occurrences = Counter(re.findall("[" + "".join(counts) + "]", text))
    table = {}
    for char, readings in counts.items():
        reading, often = readings.most_common(1)[0]
        if often >= _ALWAYS * readings.total() and often >= _MOSTLY * occurrences[char]:
            table[char] = reading
    return table


def _evidence(text: str, table: Mapping[str, str], beside: Mapping[str, int], unlisted: set[str]) -> float:
    """Log-odds that a tool annotated the page."""
    evidence = 0.0
    for char, often in beside.items():
        if char not in table:
            evidence += _INCONSISTENT
            continue
        readings = glosses.seen().get(char)
        weight = (_SEEN if readings else _UNSEEN) + _REPEATED * min(often - 1, _REPEATS)
        usual = readings or glosses.known()[char]
        if table[char] != usual[0] or (readings and len(readings) > 1):
            weight *= _OTHER_READING
        evidence += weight
    evidence += max(_UNLISTED * len(unlisted), _UNLISTED_LEAST)
    return evidence + _DEBRIS_FOUND * min(2, len(_DEBRIS.findall(text)))
