"""Finding the misread runs of a text: what is implausible, which confusion explains it, where it begins and ends."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from cjkclean import model
from cjkclean.profile import PART, Profile, odd_stretches
from cjkclean.repair.misread.blocks import KANA_DOUBT, blocks, foreign_kana
from cjkclean.repair.misread.confusions import CAPACITY, ENTER, LEAVE, Confusion, glance, searcher
from cjkclean.repair.misread.ranking import (
    HOLE,
    LOST,
    best,
    high_codes,
    is_drawing,
    is_foreign,
    ranked,
    readers,
    said_by,
    unlike,
)
from cjkclean.repair.misread.suspects import Span, find_suspects, laid_out, least_weight, looked_at
from cjkclean.repair.misread.thinned import THIN_HOLE, thin_confusion

__all__ = ["Run", "may_be_misread", "misread_runs"]

LEAST_INNER = 15.0  # the same for what came out of a layer: text by now, or else misread as a whole
SAMPLES = 3  # suspect stretches that are ranked together
MARGIN = 40  # code points on both sides of suspect stretches that are searched with them
LAYERS = 4  # confusions undone one after the other; double and triple ones are met, a fourth hardly
INNER = 20.0  # nats of evidence from which on a run of a further layer is undone with the one it lies in
PATIENCE, RANKING = 8, 4
"""Stretches of one part of a text looked at without finding anything, the weightiest first, after which none of it
will: a look that is not promising counts one, a ranking that finds nothing `RANKING`."""
PROMISED, PROMISED_FOREIGN = 16.0, 28.0
"""Nats, and half of what the stretch must weigh, by which a part of it must read better at first sight. In 1,000 code
points that is 25: of misread phrases of 4 to 6 characters one in 200 gains less, of implausible clean stretches (names,
old and rare words, dialects) one in eleven as much. Letters of other alphabets gain more where they are misread, and
accents and quotes of sound text side by side as much as 32."""
LOOKED_AT = 200  # code points of a text up to which the model looks at every character
AROUND = 3  # code points before and after an odd stretch that are looked at with it
FEWEST = 3  # different characters of other alphabets that may be misread: two of CJK text, controls being lost
REPEATED = 256  # code points of a run that are looked at for repetitions


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that reads better as bytes.

    Attributes:
        start, end: the stretch.
        confusion: how it was misread.
        said: what its bytes say; `LOST` where some are missing.
        gain: by how many nats that reads better.
        evidence: the same, repetitions counted once.
        inner: the runs of `said` that were misread before.
    """

    start: int
    end: int
    confusion: Confusion
    said: str
    gain: float
    evidence: float
    inner: tuple[Run, ...] = ()

    @property
    def total_gain(self) -> float:
        """The gain of all layers, less what each further one costs: the shortest explanation wins."""
        return self.gain + sum(run.total_gain - ENTER for run in self.inner)

    @property
    def total_evidence(self) -> float:
        """The evidence of all layers."""
        return self.evidence + sum(run.total_evidence for run in self.inner)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The confusions of all layers, the one to be undone first at the front."""
        return tuple(dict.fromkeys((self.confusion.kind, *(kind for run in self.inner for kind in run.kinds))))

    @property
    def meant(self) -> str:
        """What the run was, all layers undone."""
        pieces: list[str] = []
        at = 0
        for run in self.inner:
            pieces += (self.said[at : run.start], run.meant)
            at = run.end
        return "".join((*pieces, self.said[at:]))


def may_be_misread(text: str, found: Profile) -> bool:
    """Whether `text`, which was noticed only for unseen pairs of letters, has an implausible stretch there that may be
    misread. It spares long clean text the model's look at every character.
    """
    if len(text) <= LOOKED_AT:
        return True
    least = least_weight(text)
    for start, end in odd_stretches(text, found):
        part = text[max(0, start - AROUND) : end + AROUND]
        plain = model.default().logprobs(part)
        for span in map(Span._make, find_suspects(part, plain)):
            if span.weight >= least and _is_promising(part, plain, span, least):
                return True
    return False


def misread_runs(text: str, profile: Profile | None = None, layer: int = 1) -> list[Run]:
    """The runs that explain what is suspect in `text`, in order, none overlapping another.

    `profile` is that of `text`, and spares what is quiet in a long text a look. `layer` is the number of the layer that
    is looked for; runs of further layers are found within them.
    """
    parts, spans = looked_at(text, profile, may_be_misread)
    least = least_weight(text) if layer == 1 else LEAST_INNER
    if not spans or not _matters(text, Span(*max(spans, key=itemgetter(2))), least):
        return []
    return _Finder(text, laid_out(parts, len(text)), list(map(Span._make, spans)), layer).runs(least)


class _Finder:
    """The search for the runs of one text, part by part, the weightiest stretches first: what is searched in vain costs
    no more than its part. Blocks of whole lines are read across parts, and what explains them is tried on all."""

    def __init__(self, text: str, plain: array[float], spans: list[Span], layer: int) -> None:
        self._text = text
        self._plain = plain
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._left = sorted(spans, key=lambda span: -span.weight)
        self._layer = layer
        self._found: list[Run] = []
        self._taken = _Taken()
        self._untried: set[Confusion] = set()
        self._tried: set[Confusion] = set()

    def runs(self, least: float) -> list[Run]:
        """The runs in order; of stretches lighter than `least` only where others were found."""
        fruitless: Counter[int] = Counter()
        for at, span in enumerate(self._left):
            if not self._is_free(span):
                continue
            if not self._found and not _matters(self._text, span, least):
                break
            part = span.start // PART
            if fruitless[part] >= PATIENCE:
                continue
            if not _is_promising(self._text, self._plain, span, least):
                fruitless[part] += 1
                continue
            found = self._thin(span) or self._blocks(span)
            is_found = self._take(found)
            self._untried |= {run.confusion for run in found} - self._tried
            if self._is_free(span):
                is_found = self._take(self._searched(at)) or is_found
                fruitless[part] = 0 if is_found else fruitless[part] + RANKING
        return sorted(self._found, key=lambda run: run.start)

    def _is_free(self, span: Span) -> bool:
        return self._taken.is_free(span.start, span.end)

    def _take(self, new: list[Run]) -> bool:
        """Keep those of `new` that overlap none before; whether there were any."""
        self._found += (run for run in new if self._taken.take(run.start, run.end))
        return bool(new)

    def _near(self, span: Span) -> list[Span]:
        """The stretches of the part that `span` lies in."""
        first = span.start // PART * PART
        return self._spans[bisect_left(self._starts, first) : bisect_left(self._starts, first + PART)]

    def _thin(self, span: Span) -> list[Run]:
        """The runs of a text that lost its C1 controls, if a stretch shows the structure of one."""
        confusion = thin_confusion(self._text, span.start, span.end)
        if confusion is None or confusion in self._tried:
            return []
        self._tried.add(confusion)
        regions = _regions(self._text, filter(self._is_free, self._spans))
        return list(_runs(self._text, regions, confusion, LAYERS, THIN_HOLE))

    def _blocks(self, span: Span) -> list[Run]:
        """The runs of whole lines that explain a stretch, without a search."""
        text, near = self._text, self._near(span)
        made_by = list(readers(text[span.start : min(span.end, span.start + REPEATED)]))
        found: list[Run] = []
        for spans in (near, self._spans) if len(near) < len(self._spans) else (near,):
            first = text.rfind("\n", 0, spans[0].start) + 1
            line_end = text.find("\n", spans[-1].end)
            last = len(text) if line_end < 0 else line_end
            found = [
                Run(start, end, confusion, said, gain, _evidence(text, start, end, gain), _inner(said, self._layer))
                for start, end, confusion, said, gain in blocks(
                    text, self._plain, span.start, span.end, made_by, first, last
                )
            ]
            if not found:
                break
        return found

    def _searched(self, at: int) -> list[Run]:
        """The runs that the confusions make which explain a stretch best, the best run first."""
        text, span = self._text, self._left[at]
        chosen = _alike(text, [other for other in self._left[at : at + 2 * SAMPLES] if self._is_free(other)])
        regions = _regions(text, filter(self._is_free, self._near(span)))
        new: list[Run] = []
        for alike in best(ranked(text, chosen)):
            for confusion in unlike(alike, text, regions):
                places = regions
                if confusion in self._untried:
                    self._untried.remove(confusion)
                    self._tried.add(confusion)
                    places = _regions(text, filter(self._is_free, self._spans))
                new += _runs(text, places, confusion, self._layer)
        new.sort(key=lambda run: _doubt(run) - run.total_gain)
        return new


def _is_promising(text: str, plain: array[float], span: Span, least: float) -> bool:
    """Whether a stretch may be misread, at first sight."""
    codes = high_codes(text[span.start : span.end])
    alien = is_foreign(codes)
    if alien and (len(codes) < FEWEST or is_drawing(text[span.start : span.end])):
        return False
    enough = (PROMISED_FOREIGN if alien else PROMISED) + least / 2
    return glance(alien).is_promising(text, span.start, span.end, plain, HOLE, enough)


def _matters(text: str, span: Span, least: float) -> bool:
    """Whether a stretch weighs enough to be looked at; letters of other alphabets always do."""
    return span.weight >= least or is_foreign(high_codes(text[span.start : span.end]))


class _Taken:
    """Stretches of a text, none overlapping another."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def is_free(self, start: int, end: int) -> bool:
        """Whether start..end overlaps none of them."""
        at = bisect_left(self._ends, start + 1)
        return at == len(self._starts) or self._starts[at] >= end

    def take(self, start: int, end: int) -> bool:
        """Add start..end if it is free."""
        if not self.is_free(start, end):
            return False
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True


def _doubt(run: Run) -> float:
    """Nats that speak against a run: kana are written in Japanese encodings, where others read as well."""
    return KANA_DOUBT if foreign_kana(run.confusion, run.said) else 0.0


def _alike(text: str, spans: Sequence[Span]) -> list[Span]:
    """The first of `spans` and the next of the same nature, `SAMPLES` in all."""
    foreign = [is_foreign(high_codes(text[span.start : span.end])) for span in spans[: 2 * SAMPLES]]
    return [span for span, kind in zip(spans, foreign, strict=False) if kind == foreign[0]][:SAMPLES]


def _regions(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """What is searched: the spans with a margin, cut at line breaks, in pieces of at most `CAPACITY`."""
    regions: list[tuple[int, int]] = []
    for span in spans:
        start = max(span.start - MARGIN, text.rfind("\n", 0, span.start) + 1)
        line_end = text.find("\n", span.end)
        end = min(span.end + MARGIN, len(text) if line_end < 0 else line_end)
        if regions and start <= regions[-1][1]:
            regions[-1] = (regions[-1][0], max(end, regions[-1][1]))
        else:
            regions.append((start, end))
    return [(piece, min(piece + CAPACITY, end)) for start, end in regions for piece in range(start, end, CAPACITY)]


def _runs(
    text: str, regions: Iterable[tuple[int, int]], confusion: Confusion, layer: int, hole: float = HOLE
) -> Iterator[Run]:
    search = searcher(confusion)
    for region_start, region_end in regions:
        for start, end, gain in search.search(text, region_start, region_end, ENTER, LEAVE, hole, 0, 0):
            said = said_by(search, text, start, end)
            inner = _inner(said, layer) if LOST not in said else ()
            yield Run(start, end, confusion, said, gain, _evidence(text, start, end, gain), inner)


def _inner(said: str, layer: int) -> tuple[Run, ...]:
    """The runs of what a layer said that were misread before."""
    if layer >= LAYERS:
        return ()
    return tuple([run for run in misread_runs(said, layer=layer + 1) if run.evidence >= INNER])


def _evidence(text: str, start: int, end: int, gain: float) -> float:
    """The gain of a run, less what only repeats: the same two characters again say nothing new."""
    seen = text[start : min(end, start + REPEATED)]
    pairs = max(1, len(seen) - 1)
    return gain * max(1, len(set(pairwise(seen)))) / pairs
