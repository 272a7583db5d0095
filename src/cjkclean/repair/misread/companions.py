"""What else is misread in a text that is misread nearly everywhere: its marks, numbers and single characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cjkclean.patterns import lazy
from cjkclean.repair.misread.confusions import CAPACITY, Confusion, searcher
from cjkclean.repair.misread.quoted import count_beyond_ascii
from cjkclean.repair.misread.ranking import HOLE, said_by
from cjkclean.repair.misread.runs import Run
from cjkclean.repair.misread.thinned import THIN_HOLE, is_thin

__all__ = ["companions"]

SHARE = 0.8
"""Share of the characters beyond ASCII that lie in believed runs of one confusion in a text misread as a whole."""
LEAST = 40  # characters beyond ASCII of such a text
ENTER, LEAVE = 4.0, 1.0
"""What it costs (nats) to begin and to end a run there: a run is no surprise."""
DOUBLE_BYTE = 8.0
"""Nats that a run must gain more where any two bytes may make a character, as they do not in UTF-8."""
_BEYOND_ASCII = lazy("[^\\0-\\x7f]")


def companions(text: str, runs: Sequence[Run]) -> list[Run]:
    """Further runs of the confusion that nearly all of `text` is misread by, in what `runs` leave of it."""
    covered: Counter[Confusion] = Counter()
    for run in runs:
        if not run.inner:
            covered[run.confusion] += count_beyond_ascii(text[run.start : run.end])
    if not covered:
        return []
    confusion, most = covered.most_common(1)[0]
    if most < LEAST or most < SHARE * count_beyond_ascii(text) or most == count_beyond_ascii(text):
        return []
    search = searcher(confusion)
    least = 0.0 if confusion.written == "utf-8" else DOUBLE_BYTE
    is_thinned = any(run.confusion == confusion and is_thin(text, run.start, run.end, confusion) for run in runs)
    hole = THIN_HOLE if is_thinned else HOLE
    found: list[Run] = []
    for start, end in _left(text, runs):
        for first, last, gain in search.search(text, start, end, ENTER, LEAVE, hole, 0, 0):
            if gain > least:
                found.append(Run(first, last, confusion, said_by(search, text, first, last), gain, gain))
    return found


def _left(text: str, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """The stretches of lines that no run covers and that have a character beyond ASCII."""
    start = 0
    for begin, stop in (*((run.start, run.end) for run in runs), (len(text), len(text))):
        while start < begin:
            line_end = text.find("\n", start, begin) + 1 or begin
            end = min(line_end, start + CAPACITY)
            if _BEYOND_ASCII.search(text, start, end):
                yield start, end
            start = end
        start = stop
