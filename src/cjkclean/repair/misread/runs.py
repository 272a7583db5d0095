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
from cjkclean.kernels.reread import Reread
from cjkclean.patterns import lazy
from cjkclean.profile import Profile, odd_stretches
from cjkclean.repair.misread.blocks import KANA_DOUBT, blocks, foreign_kana
from cjkclean.repair.misread.confusions import (
    CAPACITY,
    ENTER,
    LEAVE,
    MULTI_BYTE,
    SINGLE_BYTE,
    Confusion,
    confusions,
    glance,
    reader_table,
    searcher,
)
from cjkclean.repair.misread.suspects import Span, find_suspects, laid_out, least_weight, looked_at

__all__ = ["HOLE", "LOST", "Run", "is_drawing", "may_be_misread", "misread_runs", "ranked", "said_by"]

LOST = "\ufdd0"
"""Stands in what a run says for a character whose bytes are not all there (a noncharacter of Unicode)."""

HOLE = 12.0  # what a character costs whose bytes are not all there
SAMPLE = 48  # code points of a suspect stretch that the confusions are ranked on
GLANCE = 24  # the same for the first look
LEAST_INNER = 15.0  # the same for what came out of a layer: text by now, or else misread as a whole
SAMPLES = 3  # suspect stretches that are ranked together
MARGIN = 40  # code points on both sides of suspect stretches that are searched with them
PROMISING = 6  # confusions that are looked at again after the glance
TRIED = 2  # confusions whose runs are looked for, best ranked first
NEAR_BEST = 0.7  # share of the best gain below which a confusion is not tried: further layers change less
LAYERS = 4  # confusions undone one after the other; double and triple ones are met, a fourth hardly
INNER = 20.0  # nats of evidence from which on a run of a further layer is undone with the one it lies in
STRICT = 1000.0  # ranks UTF-8 in single bytes first where every byte of the sample fits: chance does not do that
PATIENCE, RANKING = 8, 4
"""Stretches looked at without finding anything, the weightiest first, after which none will: a look that is not
promising counts one, a ranking that finds nothing `RANKING`."""
PROMISED, PROMISED_FOREIGN = 16.0, 28.0
"""Nats, and half of what the stretch must weigh, by which a part of it must read better at first sight. In 1,000 code
points that is 25: of misread phrases of 4 to 6 characters one in 200 gains less, of implausible clean stretches (names,
old and rare words, dialects) one in eleven as much. Letters of other alphabets gain more where they are misread, and
accents and quotes of sound text side by side as much as 32."""
LOOKED_AT = 200  # code points of a text up to which the model looks at every character
AROUND = 3  # code points before and after an odd stretch that are looked at with it
FEWEST = 3  # different characters of other alphabets that may be misread: two of CJK text, controls being lost
_BOX = lazy("[\u2500-\u259f]")
DRAWN = 1 / 3
"""Share of one line sign above which a stretch is a drawing; of GBK text read as code page 437 the commonest sign
makes up a tenth."""
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


def ranked(text: str, spans: Sequence[Span]) -> list[tuple[float, Confusion]]:
    """The confusions that explain `spans` of `text`, the best first, with the nats that each gains.

    Only readers that can have made the first of the spans are considered, and only confusions that explain its
    beginning: most suspect stretches are unusual, not misread, and must be dismissed at little cost.
    """
    readers = _readers(text[spans[0].start : spans[0].end])
    groups = [(confusion, reads) for reads in readers for confusion in confusions(reads[0])]
    glance = _sample(text, spans[0], GLANCE)
    fitting = _gains(glance, [group for group in groups if group[0].structured])
    if fitting and fitting[0][0] >= STRICT:
        promising = [item for item in fitting if item[0] >= STRICT]
    else:
        promising = fitting[:1] + _gains(glance, [group for group in groups if not group[0].structured])[:PROMISING]
    if not promising:
        return []
    sample = "\n".join([_sample(text, span, SAMPLE) for span in spans])
    gains = _gains(sample, [(confusion, reads) for _, confusion, reads in promising])
    return [(gain, Confusion(confusion.written, read)) for gain, confusion, reads in gains for read in reads]


_Group = tuple[Confusion, list[str]]


def _gains(sample: str, groups: Iterable[_Group]) -> list[tuple[float, Confusion, list[str]]]:
    """What each confusion gains on `sample`, the best first; those that gain nothing left out."""
    found: list[tuple[float, Confusion, list[str]]] = []
    for confusion, reads in groups:
        search = searcher(confusion)
        gain = sum(run[2] for run in search.search(sample, 0, len(sample), ENTER, LEAVE, HOLE, 0, 0))
        if confusion.structured and gain > 0 and LOST not in said_by(search, sample, 0, len(sample)):
            gain += STRICT
        if gain > 0:
            found.append((gain, confusion, reads))
    found.sort(key=lambda item: -item[0])
    return found


def _readers(misread: str) -> Iterable[list[str]]:
    """The readers that can have made most characters of `misread`; those that agree on its bytes together."""
    codes = _high(misread)
    seen: dict[tuple[int, ...], list[str]] = {}
    for read in SINGLE_BYTE if _is_foreign(codes) else MULTI_BYTE:
        table = reader_table(read)
        read_as = tuple([table[code] for code in codes])
        if 5 * read_as.count(0) <= 2 * len(codes):
            seen.setdefault(read_as, []).append(read)
    return seen.values()


def _high(text: str) -> list[int]:
    return [code for code in map(ord, sorted(set(text))) if 0x80 <= code < 0x10000 and code != 0xFFFD]


def _is_foreign(codes: Sequence[int]) -> bool:
    """Whether most characters are of Western and other alphabets and their code pages."""
    return 2 * sum(code < 0x2E80 or 0xF000 <= code < 0xF900 or code in (0xFB01, 0xFB02) for code in codes) > len(codes)


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
    found: list[Run] = []
    taken = _Taken()
    parts, spans = looked_at(text, profile)
    least = least_weight(text) if layer == 1 else LEAST_INNER
    if not spans or not _matters(text, Span(*max(spans, key=itemgetter(2))), least):
        return []
    plain = laid_out(parts, len(text))
    left = sorted(map(Span._make, spans), key=lambda span: -span.weight)
    patience = PATIENCE
    while left and patience > 0 and (found or _matters(text, left[0], least)):
        if not _is_promising(text, plain, left[0], least):
            patience -= 1
            del left[0]
            continue
        new = list(_block_runs(text, plain, left, layer))
        found += (run for run in new if taken.take(run.start, run.end))
        if not taken.is_free(left[0].start, left[0].end):
            left = [span for span in left if taken.is_free(span.start, span.end)]
            continue
        chosen = _alike(text, left)
        regions = _regions(text, sorted(left, key=lambda span: span.start))
        for alike in _best(ranked(text, chosen)):
            for confusion in alike:
                runs = list(_runs(text, regions, confusion, layer))
                new += runs
                if all(LOST not in run.said for run in runs):
                    break
        new.sort(key=lambda run: _doubt(run) - run.total_gain)
        found += (run for run in new if taken.take(run.start, run.end))
        left = [span for span in left if span is not chosen[0] and taken.is_free(span.start, span.end)]
        patience = PATIENCE if new else patience - RANKING
    return sorted(found, key=lambda run: run.start)


def _block_runs(text: str, plain: array[float], left: Sequence[Span], layer: int) -> Iterator[Run]:
    """The runs of whole lines that explain the first of the suspect stretches, without a search."""
    span = left[0]
    first = text.rfind("\n", 0, min(other.start for other in left)) + 1
    last = max(other.end for other in left)
    line_end = text.find("\n", last)
    last = len(text) if line_end < 0 else line_end
    readers = _readers(text[span.start : min(span.end, span.start + REPEATED)])
    for start, end, confusion, said, gain in blocks(text, plain, span.start, span.end, readers, first, last):
        yield Run(start, end, confusion, said, gain, _evidence(text, start, end, gain), _inner(said, layer))


def _is_promising(text: str, plain: array[float], span: Span, least: float) -> bool:
    """Whether a stretch may be misread, at first sight."""
    codes = _high(text[span.start : span.end])
    is_foreign = _is_foreign(codes)
    if is_foreign and (len(codes) < FEWEST or is_drawing(text[span.start : span.end])):
        return False
    enough = (PROMISED_FOREIGN if is_foreign else PROMISED) + least / 2
    return glance(is_foreign).is_promising(text, span.start, span.end, plain, HOLE, enough)


def is_drawing(misread: str) -> bool:
    """Whether the stretch is drawn rather than written: one line sign over and over, as in boxes and trees."""
    lines = Counter(_BOX.findall(misread)).most_common(1)
    return bool(lines) and lines[0][1] > DRAWN * len(misread)


def _matters(text: str, span: Span, least: float) -> bool:
    """Whether a stretch weighs enough to be looked at; letters of other alphabets always do."""
    return span.weight >= least or _is_foreign(_high(text[span.start : span.end]))


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
    foreign = [_is_foreign(_high(text[span.start : span.end])) for span in spans[: 2 * SAMPLES]]
    return [span for span, kind in zip(spans, foreign, strict=False) if kind == foreign[0]][:SAMPLES]


def _best(found: Sequence[tuple[float, Confusion]]) -> list[list[Confusion]]:
    """The confusions with the highest gains; in one list those that the sample cannot tell apart.

    The best of those that only bytes of UTF-8 fit is always among them: where text was misread more than once, what
    it says after one step is no better text than what other encodings make of it. Where every byte fits, it is alone.
    """
    groups: dict[float, list[Confusion]] = {}
    for gain, confusion in found:
        groups.setdefault(gain, []).append(confusion)
    gains = sorted(groups, reverse=True)
    if not gains or gains[0] >= STRICT:
        return [groups[gain] for gain in gains[:1]]
    chosen = [gain for gain in gains[:TRIED] if gain >= NEAR_BEST * gains[0]]
    structured = next((gain for gain, confusion in found if confusion.structured), chosen[0])
    return [groups[gain] for gain in dict.fromkeys((*chosen, structured))]


def _sample(text: str, span: Span, size: int) -> str:
    """The beginning of a span, with some of what precedes it in its line."""
    start = max(span.start - size // 4, text.rfind("\n", 0, span.start) + 1)
    end = min(max(span.end, span.start + size // 2), start + size, len(text))
    line_end = text.find("\n", span.start, end)
    return text[start : end if line_end < 0 else line_end]


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


def _runs(text: str, regions: Iterable[tuple[int, int]], confusion: Confusion, layer: int) -> Iterator[Run]:
    search = searcher(confusion)
    for region_start, region_end in regions:
        for start, end, gain in search.search(text, region_start, region_end, ENTER, LEAVE, HOLE, 0, 0):
            said = said_by(search, text, start, end)
            inner = _inner(said, layer) if LOST not in said else ()
            yield Run(start, end, confusion, said, gain, _evidence(text, start, end, gain), inner)


def _inner(said: str, layer: int) -> tuple[Run, ...]:
    """The runs of what a layer said that were misread before."""
    if layer >= LAYERS:
        return ()
    return tuple([run for run in misread_runs(said, layer=layer + 1) if run.evidence >= INNER])


def said_by(search: Reread, text: str, start: int, end: int) -> str:
    """What a run of the last search says."""
    out = array("I", bytes(16 * (end - start) + 4))
    return out[: search.decode(text, start, end, out)].tobytes().decode("utf-32-le", "replace")


def _evidence(text: str, start: int, end: int, gain: float) -> float:
    """The gain of a run, less what only repeats: the same two characters again say nothing new."""
    seen = text[start : min(end, start + REPEATED)]
    pairs = max(1, len(seen) - 1)
    return gain * max(1, len(set(pairwise(seen)))) / pairs
