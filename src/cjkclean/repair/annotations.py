"""Glued readings on a page: which of them a tool put there, and which an author wrote.

The tool replaces every occurrence of each character of a list, wherever it stands, by the character and one fixed
reading. An author who writes readings does it for a purpose: once, on hard words, on every character of a lesson, on
both readings of a character. So what tells them apart is which characters are annotated (the tool's list holds only
traditional characters that have another simplified form, about a third of running text), whether always, with one
reading, and whether the neighbours stay bare.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cjkclean.tables import glosses

__all__ = ["HAN", "SYLLABLE", "Annotations", "Gloss", "weigh_glosses"]

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = rf"(?:[a-zü]{{0,4}}[{_TONED}][a-z]{{0,4}}|me|men|ma)"
"""One tone-marked syllable of Pinyin, loosely, or one of those without a tone that 麼 們 嗎 have."""
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs, as ranges for a character class."""

_GLOSS = re.compile(rf"\(({SYLLABLE})\)")
_HAN_CHAR = re.compile(f"[{HAN}]")
_DEBRIS = re.compile(rf"\?{SYLLABLE}\)")
_TRAIL_DEBRIS = re.compile(r"[@-Z\\^_`a-z{|}~]")

# Log-likelihood ratios of "a tool's page" to "an author's", from the shares in running traditional text: a third of
# the characters are candidates (ln 3 = 1.1), those seen on real pages (4 % of the candidates, 40 % of their text)
# count half as much again, an author repeats a reading on the same character about one time in three (ln 3), and
# characters with several readings are what authors annotate most.
_CANDIDATE = 1.1
_SEEN = 0.5
_REPEATED = 1.1
_REPEATS = 3
_POLYPHONE = 0.3
_DEBRIS_FOUND = 5.0
_INCONSISTENT = -2.0
ENOUGH = 4.0
"""Evidence (nats) from which a page counts as a tool's: odds of 55 to 1."""
_LESSON_SHARE = 0.5
_ALWAYS = 0.9
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Gloss:
    """One glued reading.

    Attributes:
        start: offset of its opening bracket.
        end: offset after its closing bracket.
        char: the character it annotates.
        reading: the syllable.
        fits: the character is one the tool may list, with a reading it may give.
        lesson: it stands among readings of characters that the tool never lists.
        doubled: another reading follows.
    """

    start: int
    end: int
    char: str
    reading: str
    fits: bool
    lesson: bool
    doubled: bool


@dataclass(frozen=True, slots=True)
class Annotations:
    """The glosses of a page, sorted.

    Attributes:
        glosses: all of them, in order.
        table: the characters that the page annotates as the tool does, with their one reading.
        evidence: log-odds (nats) that a tool did it.
    """

    glosses: Sequence[Gloss]
    table: Mapping[str, str]
    evidence: float


@lru_cache(maxsize=4096)
def _fits(char: str, reading: str) -> bool:
    """Whether the tool may annotate `char` with `reading`: as seen where it was seen, else with any reading."""
    expected = glosses.seen().get(char) or glosses.known().get(char, ())
    return reading in expected


def weigh_glosses(text: str) -> Annotations:
    """Find the glosses of `text` and weigh them.

    >>> found = weigh_glosses("規(guī)模化的現(xiàn)代產業(yè)體系")
    >>> dict(found.table), found.evidence > ENOUGH
    ({'規': 'guī', '現': 'xiàn', '業': 'yè'}, True)
    >>> weigh_glosses("床(chuáng)前(qián)明(míng)月(yuè)光(guāng)").table
    {}
    """
    found = _find(text)
    if not found:
        return Annotations((), {}, 0.0)
    table = _table(text, found)
    return Annotations(found, {char: reading for char, (reading, _) in table.items()}, _evidence(text, found, table))


def _find(text: str) -> list[Gloss]:
    spans = [(m.start(), m.end(), m.group(1)) for m in _GLOSS.finditer(text)]
    raw: list[tuple[int, int, str, str, bool, bool]] = []
    previous_end = -1
    for at, (start, end, reading) in enumerate(spans):
        if start == 0 or start == previous_end:  # a second reading of the same character belongs to the author
            previous_end = end
            continue
        char = text[start - 1]
        doubled = at + 1 < len(spans) and spans[at + 1][0] == end
        raw.append((start, end, char, reading, _fits(char, reading), doubled))
        previous_end = end
    lessons = _lessons(text, raw)
    return [
        Gloss(start, end, char, reading, fits, lesson, doubled)
        for (start, end, char, reading, fits, doubled), lesson in zip(raw, lessons, strict=True)
    ]


def _lessons(text: str, raw: Sequence[tuple[int, int, str, str, bool, bool]]) -> list[bool]:
    """For each gloss whether it is part of a lesson: a chain with, or a line mostly of, readings that do not fit."""
    lessons = [not gloss[4] and bool(_HAN_CHAR.match(gloss[2])) for gloss in raw]
    if not any(lessons):
        return lessons
    misfits = lessons[:]
    first = 0
    for at in range(1, len(raw) + 1):
        if at == len(raw) or raw[at][0] - raw[at - 1][1] > 2:
            if any(misfits[first:at]) and at - first > 1:
                lessons[first:at] = [True] * (at - first)
            first = at
    first = 0
    for at in range(1, len(raw) + 1):
        if at == len(raw) or text.find("\n", raw[at - 1][1], raw[at][0]) >= 0:
            if sum(misfits[first:at]) >= _LESSON_SHARE * (at - first):
                lessons[first:at] = [True] * (at - first)
            first = at
    return lessons


def _table(text: str, found: Sequence[Gloss]) -> dict[str, tuple[str, int]]:
    """Characters annotated nearly always and always alike, with the reading and how often."""
    counts: Counter[tuple[str, str]] = Counter((gloss.char, gloss.reading) for gloss in found if gloss.fits)
    alike: dict[str, tuple[str, int]] = {}
    total: Counter[str] = Counter()
    for (char, reading), often in counts.items():
        total[char] += often
        if often > alike.get(char, ("", 0))[1]:
            alike[char] = (reading, often)
    if not alike:
        return {}
    occurrences = Counter(re.findall("[" + "".join(alike) + "]", text))
    return {
        char: (reading, often)
        for char, (reading, often) in alike.items()
        if often >= _ALWAYS * total[char] and often >= _MOSTLY * occurrences[char]
    }


def _evidence(text: str, found: Sequence[Gloss], table: Mapping[str, tuple[str, int]]) -> float:
    """Log-odds that a tool annotated the page."""
    bare = _bare_neighbours(text, found)
    evidence = 0.0
    for char, often in bare.items():
        if char not in table:
            evidence += _INCONSISTENT
            continue
        weight = _CANDIDATE + (_SEEN if char in glosses.seen() else 0.0) + _REPEATED * min(often - 1, _REPEATS)
        if table[char][0] != glosses.known()[char][0] or len(glosses.seen().get(char, ())) > 1:
            weight *= _POLYPHONE
        evidence += weight
    evidence += _DEBRIS_FOUND * min(2, len(_DEBRIS.findall(text)))
    evidence += _DEBRIS_FOUND * min(2, sum(1 for gloss in found if _is_trail(text, gloss)))
    return evidence


def _is_trail(text: str, gloss: Gloss) -> bool:
    """Whether the gloss stands on a lone trail byte: an ASCII letter after an ideograph."""
    before = text[gloss.start - 2 : gloss.start - 1] if gloss.start > 1 else ""
    return bool(_TRAIL_DEBRIS.match(gloss.char)) and bool(before) and ord(before) >= 0x3400


def _bare_neighbours(text: str, found: Sequence[Gloss]) -> Counter[str]:
    """How often each fitting character outside lessons is annotated beside an ideograph that is not."""
    counts: Counter[str] = Counter()
    for gloss in found:
        if gloss.fits and not gloss.lesson:
            before = text[gloss.start - 2 : gloss.start - 1] if gloss.start > 1 else ""
            after = text[gloss.end : gloss.end + 1]
            behind = text[gloss.end + 1 : gloss.end + 2]
            if _HAN_CHAR.match(before) or (_HAN_CHAR.match(after) and behind != "("):
                counts[gloss.char] += 1
    return counts
