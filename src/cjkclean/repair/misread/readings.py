"""Which of the runs that read better in another encoding are to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cjkclean import model
from cjkclean.patterns import lazy
from cjkclean.repair.misread.confusions import SINGLE_BYTE
from cjkclean.repair.misread.ranking import LOST, is_drawing
from cjkclean.repair.misread.runs import Run
from cjkclean.repair.misread.thinned import is_thin

__all__ = ["believed"]

ALONE, WHOLE_LINE, PHRASE, SUPPORTED = 26.0, 20.0, 12.0, 13.0
"""Nats of evidence from which on a reading is believed: inside good text, as a whole line, as a whole line of
`LETTERS_OF_A_PHRASE` letters and more, and where the same text holds a believed reading of the same kind. No line of a
million clean ones reaches them (`benchmarks/clean_lines.py`); lists of rare characters come nearest."""
LETTERS_OF_A_PHRASE = 4
FLOOR, FLOOR_SHORT = 7.2, 10.0
"""A reading must be text: its mean log probability a character at least `-(FLOOR + FLOOR_SHORT / length)`. One in a
thousand pieces of clean text lies below (of 4, 6, 16 and 60 characters: -9.05, -8.12, -7.05, -6.78)."""
SURE, LENIENCE_SURE = 30.0, 0.8
"""Evidence (nats) with which a reading may be less plausible (nats a character): no clean line has as much."""
AMID = 60.0  # evidence (nats) with which a run is believed whatever is around it
LENIENCE = 3.0
"""By how much less plausible (nats a character) a reading may be whose kind is sure from the rest of the text."""
LOST_UTF8 = 10
"""At most so many characters to a whole one may lack bytes, of UTF-8 in Latin-1. Where the C1 controls are dropped a
third of the bytes are gone, but what is left still has its structure. Other readers leave out few bytes: one."""
LOST_SINGLE = 4
"""Whole characters to one that lacks a byte, of double-byte text in single bytes: code pages lack few bytes."""
_WITH_CONTROLS = ("western", "iso8859-15")
SORTED, SORTED_LINE = 3, 6
"""Characters in ascending order that make a list, inside other text and as a whole line; six are so by chance once in
720 lines."""
IN_WORD = 3
"""Characters that so many pairs of accents in a row would be: Kroměříž has four, six are hardly met."""
_LATIN = lazy("[A-Za-z]")
ODD_SHARE = 0.1
"""Share of neighbours that no word has, below which letters of one alphabet are taken for words."""
_LETTER = lazy("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_JOINED = lazy("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]{2,}")
_MARK = lazy("[\u3001-\u303f\uff01-\uff5e]")
_ALPHABET = lazy("[\u0370-\u052f]")  # Greek and Cyrillic
_ASCII = lazy("[\0-\x7f]+")
REMNANT = 16  # code points of what may be a remnant: hardly six characters in a row stay unclear
JUDGED = 512  # code points of a run that are enough to judge it by


def believed(text: str, found: Sequence[Run]) -> list[Run]:
    """The readings of `text` that are believed.

    A reading must have letters of CJK text, mostly whole ones, be plausible as text, and have enough evidence; less is
    asked of one whose kind the same text shows elsewhere.
    """
    found = [run for run in found if not (is_drawing(text[run.start : run.end][:JUDGED]) or _is_remnant(text, run))]
    thin = {id(run) for run in found if is_thin(text, run.start, run.end, run.confusion)}
    sound = [run for run in found if id(run) in thin or _is_whole(run)]
    sure = [
        run
        for run in sound
        if run.total_evidence >= _threshold(text, run)
        and (id(run) in thin or _is_long(run))
        and _is_text(run, LENIENCE_SURE if run.total_evidence >= SURE else 0.0)
        and not _is_word(text, run)
        and not _is_sorted(text, run)
        and not _is_scattered(run)
        and not _is_in_word(text, run)
        and not _is_amid_nonsense(text, run, found)
    ]
    kinds = {run.kinds for run in sure}
    thinned = {run.kinds for run in sure if id(run) in thin}
    certain = set(map(id, sure))
    return [
        run
        for run in found
        if id(run) in certain
        or (
            run.kinds in kinds
            and (run.kinds in thinned or _is_whole(run))
            and run.total_evidence >= SUPPORTED
            and (run.end - run.start > 1 or _is_long(run))
            and _is_text(run, LENIENCE)
        )
    ]


def _is_whole(run: Run) -> bool:
    """Whether enough of what the run meant is there."""
    meant = run.meant
    lost = meant.count(LOST)
    if not lost:
        return bool(_LETTER.search(meant))
    letters = len(_LETTER.findall(meant))
    if run.confusion.structured:
        return lost <= letters * (LOST_UTF8 if run.confusion.read in _WITH_CONTROLS else 1)
    return lost * (LOST_SINGLE if run.confusion.read in SINGLE_BYTE else 1) <= letters


def _is_remnant(text: str, run: Run) -> bool:
    """Whether the run is what a repair left of a text that lost bytes: characters of which none is whole, beside
    letters. What they are was not clear then, and their neighbours, which were chosen as they were, tell no more."""
    if not run.confusion.structured or run.end - run.start > REMNANT or LOST not in run.said:
        return False
    if _LETTER.search(run.meant):
        return False
    return bool(_LETTER.search(text[max(0, run.start - 1) : run.start] + text[run.end : run.end + 1]))


def _is_text(run: Run, lenience: float) -> bool:
    """Whether what the run meant is text by itself: its bytes have a structure, or its characters are plausible."""
    if run.confusion.structured and not run.inner and (LOST not in run.said or run.meant.count(LOST) > 3):
        return True
    plain = _ASCII.sub(" ", run.meant[:JUDGED].replace(LOST, ""))
    return model.default().score(plain) >= -(FLOOR + lenience + FLOOR_SHORT / max(1, len(plain)))


def _is_long(run: Run) -> bool:
    """Whether the run meant more than one letter over and over, which any improbable sign would seem to say."""
    meant = run.meant[:JUDGED]
    return len(set(_LETTER.findall(meant))) > 1 or bool(_MARK.search(meant))


def _is_sorted(text: str, run: Run) -> bool:
    """Whether the run is part of a list of characters: in order of their codes, as in dictionaries and code charts."""
    misread = text[run.start : run.end]
    least = SORTED_LINE if _threshold(text, run) < ALONE else SORTED
    return least <= len(misread) < JUDGED and all(a < b for a, b in pairwise(misread))


def _is_scattered(run: Run) -> bool:
    """Whether most letters that the run meant stand alone: Latin text has accents and quotes here and there, of which
    two and two make a character, and misread CJK text has them in rows."""
    if run.confusion.written == "utf-8" or run.confusion.read not in SINGLE_BYTE:
        return False
    meant = run.meant[:JUDGED]
    joined = sum(map(len, _JOINED.findall(meant)))
    return 2 * joined <= len(_LETTER.findall(meant))


def _is_in_word(text: str, run: Run) -> bool:
    """Whether the run is a few letters inside a Latin word, as several accents in a row are."""
    if run.confusion.written == "utf-8" or run.confusion.read not in SINGLE_BYTE:
        return False
    around = text[max(0, run.start - 1) : run.start] + text[run.end : run.end + 1]
    return bool(_LATIN.search(around)) and len(_LETTER.findall(run.meant[:JUDGED])) <= IN_WORD


def _is_word(text: str, run: Run) -> bool:
    """Whether the run may be words of another alphabet as it stands: no capitals inside words, no signs in them."""
    if run.confusion.written == "utf-8" or run.confusion.read not in SINGLE_BYTE:
        return False
    misread = text[run.start : run.end][:JUDGED]
    if not _ALPHABET.search(misread):
        return False
    pairs = [(a, b) for a, b in pairwise(misread) if a > "\x7f" and b > "\x7f"]
    odd = sum(not (a.isalpha() and b.isalpha()) or (a.islower() and b.isupper()) for a, b in pairs)
    own = sum(_ALPHABET.match(a) is not None for a, _ in pairs)
    return 2 * own > len(pairs) and odd <= max(1, ODD_SHARE * len(pairs))


def _is_amid_nonsense(text: str, run: Run, found: Sequence[Run]) -> bool:
    """Whether most of the line around the run, other runs left out, is no text either: then what a few of its
    characters seem to say is chance."""
    if run.total_evidence >= AMID:
        return False
    start = text.rfind("\n", 0, run.start) + 1
    line_end = text.find("\n", run.end)
    end = len(text) if line_end < 0 else line_end
    rest: list[str] = []
    for other in found:
        if start <= other.start < end:
            rest.append(text[start : other.start])
            start = other.end
    plain = " ".join((*rest, text[start:end]))
    if len(_LETTER.findall(plain)) <= len(_LETTER.findall(run.meant)):
        return False
    return model.default().score(plain) < -(FLOOR + LENIENCE_SURE + FLOOR_SHORT / len(plain))


def _threshold(text: str, run: Run) -> float:
    before = text[text.rfind("\n", 0, run.start) + 1 : run.start]
    line_end = text.find("\n", run.end)
    after = text[run.end : len(text) if line_end < 0 else line_end]
    if _LETTER.search(before) or _LETTER.search(after):
        return ALONE
    return PHRASE if len(_LETTER.findall(run.meant[:64])) >= LETTERS_OF_A_PHRASE else WHOLE_LINE
