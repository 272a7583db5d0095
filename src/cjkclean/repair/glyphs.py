"""Text that holds glyph numbers of Adobe-Japan1 in place of characters, as PDF files without a character map give it.

Every glyph number is a small number, so Japanese text turns into a jumble of Greek, Arabic, Lao and other letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from cjkclean import model
from cjkclean.kernels.chars import runs
from cjkclean.patterns import lazy
from cjkclean.profile import Profile
from cjkclean.rewrite import Replacement
from cjkclean.tables.characters import glyphs
from cjkclean.tables.classes import classes_of

_FIRST, _LAST = 0x279, 0x1D35
"""Where the glyph numbers of JIS X 0208 lie, read as characters."""
_KANA_RANGE = 0x34A, 0x3F2
_KANA = lazy("[\u034a-\u03f2]")
_WORD_OF_ONE_SCRIPT = lazy(
    "[\u0370-\u0373\u0376\u0377\u037b-\u037d\u0386\u0388-\u03ce\u0300-\u036f]+|[\u0400-\u052f]+|[\u0300-\u036f]+"
    "|[\u0279-\u02ff\u0300-\u036f]+|[\u0530-\u058f]+|[\u0590-\u05ff]+|[\u0600-\u08ff]+|[\u0900-\u0dff]+"
    "|[\u0e00-\u0eff]+|[\u0f00-\u0fff]+|[\u1000-\u109f]+|[\u10a0-\u10ff]+|[\u1100-\u11ff]+|[\u1200-\u139f]+"
    "|[\u13a0-\u1d35]+|[\u03e2-\u03ef\u0391-\u03c9]+"
)
"""A run of one script (Greek with its accents, with Coptic additions, phonetic letters ...) is a word of it."""

LEAST_SCORE = -6.5
"""Mean log probability (nats a character) from which the reading counts as Japanese: good text has about -3 to -5,
Greek words read as glyph numbers -8 and less."""
LEAST_LENGTH = 4


@cache
def _classes(first: int, last: int) -> int:
    return classes_of(*map(chr, range(first, last + 1)))


def _read(text: str, lines: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The runs of what can be glyph numbers in some lines, and what they say."""
    found = [
        (first + start, first + end) for first, last in lines for start, end in runs(text[first:last], _FIRST, _LAST)
    ]
    return [(start, end, text[start:end].translate(glyphs())) for start, end in found]


def glyph_runs(text: str, profiled: Profile, key: int) -> Iterator[Replacement]:
    """The runs of glyph numbers and what they say, given the profile of the text.

    >>> from cjkclean.profile import profile
    >>> text = "\u03c3\u03b2\u03a0\u03ef\u0377\u062c\u0e8a"
    >>> list(glyph_runs(text, profile(text), 0))
    [(0, 7, 'デザインの基本', 0)]
    """
    mixed = [
        (start, end, meant)
        for start, end, meant in _read(text, profiled.lines(_classes(*_KANA_RANGE)))
        if _KANA.search(text, start, end) and not _WORD_OF_ONE_SCRIPT.fullmatch(text, start, end)
    ]
    if sum(len(meant) for *_, meant in mixed) < LEAST_LENGTH:
        return
    scorer = model.default()
    if sum(scorer.total(meant) for *_, meant in mixed) < LEAST_SCORE * sum(len(meant) for *_, meant in mixed):
        return
    for run in _read(text, profiled.lines(_classes(_FIRST, _LAST))):
        if run in mixed or scorer.score(run[2]) > LEAST_SCORE:
            yield (*run, key)
