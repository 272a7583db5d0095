"""Ranking the confusions: which of them explain an implausible stretch of a text best."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cjkclean.kernels.reread import Reread
from cjkclean.patterns import lazy
from cjkclean.repair.misread.confusions import (
    ENTER,
    LEAVE,
    MULTI_BYTE,
    SINGLE_BYTE,
    Confusion,
    confusions,
    reader_table,
    searcher,
)
from cjkclean.repair.misread.suspects import Span

__all__ = ["HOLE", "LOST", "best", "high_codes", "is_drawing", "is_foreign", "ranked", "readers", "said_by", "unlike"]

LOST = "\ufdd0"
"""Stands in what a run says for a character whose bytes are not all there (a noncharacter of Unicode)."""

HOLE = 12.0  # what a character costs whose bytes are not all there
SAMPLE = 48  # code points of a suspect stretch that the confusions are ranked on
GLANCE = 24  # the same for the first look
PROMISING = 6  # confusions that are looked at again after the glance
TRIED = 2  # confusions whose runs are looked for, best ranked first
NEAR_BEST = 0.7  # share of the best gain below which a confusion is not tried: further layers change less
STRICT = 1000.0  # ranks UTF-8 in single bytes first where every byte of the sample fits: chance does not do that
_BOX = lazy("[\u2500-\u259f]")
DRAWN = 1 / 3
"""Share of one line sign above which a stretch is a drawing; of GBK text read as code page 437 the commonest sign
makes up a tenth."""
_Group = tuple[Confusion, list[str]]


def ranked(text: str, spans: Sequence[Span]) -> list[tuple[float, Confusion]]:
    """The confusions that explain `spans` of `text`, the best first, with the nats that each gains.

    Only readers that can have made the first of the spans are considered, and only confusions that explain its
    beginning: most suspect stretches are unusual, not misread, and must be dismissed at little cost.
    """
    made_by = readers(text[spans[0].start : spans[0].end])
    groups = [(confusion, reads) for reads in made_by for confusion in confusions(reads[0])]
    glance = _sample(text, spans[0], GLANCE)
    fitting = _gains(glance, [group for group in groups if group[0].structured])
    if fitting and fitting[0][0] >= STRICT:
        promising = [item for item in fitting if item[0] >= STRICT]
    else:
        promising = [item for item in fitting if item[0] == fitting[0][0]]
        promising += _gains(glance, [group for group in groups if not group[0].structured])[:PROMISING]
    if not promising:
        return []
    sample = "\n".join([_sample(text, span, SAMPLE) for span in spans])
    gains = _gains(sample, [(confusion, reads) for _, confusion, reads in promising])
    return [(gain, Confusion(confusion.written, read)) for gain, confusion, reads in gains for read in reads]


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


def readers(misread: str) -> Iterable[list[str]]:
    """The readers that can have made most characters of `misread`; those that agree on its bytes together."""
    codes = high_codes(misread)
    seen: dict[tuple[int, ...], list[str]] = {}
    for read in SINGLE_BYTE if is_foreign(codes) else MULTI_BYTE:
        table = reader_table(read)
        read_as = tuple([table[code] for code in codes])
        if 5 * read_as.count(0) <= 2 * len(codes):
            seen.setdefault(read_as, []).append(read)
    return seen.values()


def high_codes(text: str) -> list[int]:
    return [code for code in map(ord, sorted(set(text))) if 0x80 <= code < 0x10000 and code != 0xFFFD]


def is_foreign(codes: Sequence[int]) -> bool:
    """Whether most characters are of Western and other alphabets and their code pages."""
    return 2 * sum(code < 0x2E80 or 0xF000 <= code < 0xF900 or code in (0xFB01, 0xFB02) for code in codes) > len(codes)


def best(found: Sequence[tuple[float, Confusion]]) -> list[list[Confusion]]:
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


def unlike(alike: Iterable[Confusion], text: str, regions: Iterable[tuple[int, int]]) -> Iterator[Confusion]:
    """Those of `alike` that read the characters of some region differently, though not those of a sample."""
    codes = high_codes("".join([text[start:end] for start, end in regions]))
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for confusion in alike:
        table = reader_table(confusion.read)
        read_as = (confusion.written, tuple([table[code] for code in codes]))
        if read_as not in seen:
            seen.add(read_as)
            yield confusion


def _sample(text: str, span: Span, size: int) -> str:
    """The beginning of a span, with some of what precedes it in its line."""
    start = max(span.start - size // 4, text.rfind("\n", 0, span.start) + 1)
    end = min(max(span.end, span.start + size // 2), start + size, len(text))
    line_end = text.find("\n", span.start, end)
    return text[start : end if line_end < 0 else line_end]


def is_drawing(misread: str) -> bool:
    """Whether the stretch is drawn rather than written: one line sign over and over, as in boxes and trees."""
    lines = Counter(_BOX.findall(misread)).most_common(1)
    return bool(lines) and lines[0][1] > DRAWN * len(misread)


def said_by(search: Reread, text: str, start: int, end: int) -> str:
    """What a run of the last search says."""
    out = array("I", bytes(16 * (end - start) + 4))
    return out[: search.decode(text, start, end, out)].tobytes().decode("utf-32-le", "replace")
