"""Input that no encoding fits from end to end: damaged, or put together from parts in several encodings."""

from __future__ import annotations

from array import array
from itertools import chain, groupby, pairwise
from operator import itemgetter

from cjkclean.decode.families import FAMILIES, RIVALS, lenient, read_family, realigned, strange, strict
from cjkclean.decode.result import ByteFinding, Decoded, Run
from cjkclean.kernels import bytescore, switches
from cjkclean.patterns import lazy
from cjkclean.step import Finding
from cjkclean.tables import bytescores

__all__ = ["by_runs", "cost", "foreign"]

Bad = list[tuple[int, int, int]]
_NAMES = (*FAMILIES, "utf-8")
_UTF8 = len(_NAMES) - 1
SWITCH, SWITCH_UTF8 = 160, 96
"""Cost of going from one encoding to another, in eighths of a nat. A rare name misread as another encoding gains
up to 12 nats a character for some characters; 20 nats there and back again outweigh it. Bytes that are flawless
UTF-8 are so by chance once in thousands, hence 12 nats to and from UTF-8. In input that one encoding fits from end
to end, another legacy encoding has to gain twice as much, unless a rival was found to explain a line better."""
WITHIN = 48
"""What a change within a line costs more: parts are put together at line ends, but for one in some hundreds."""
PLAUSIBLE = 36
"""Cost a byte (above 0x7F, or after one that is), in eighths of a nat, up to which a run in another legacy encoding is
text: running text costs 20 to 34, wrong readings 44 and more."""
SHORTEST = 4
"""Characters that a run in another legacy encoding has at least; two or three read as well in many."""
GAIN = 16
"""By how much a run must cost less a character in another encoding: 2 nats. Text read in a wrong encoding costs 4 nats
a character more than in its own; drawings made of repeated symbols cost about the same in all."""
_STRETCH = lazy(rb"[^\x00-\x2f]*[\x80-\xff][^\x00-\x2f]*")
"""Bytes between two that are no part of a longer character in any of these encodings, with some above 0x7F."""
_LONG = lazy(rb"[\xe2-\xef][\x80-\xbf]{2}")
"""A character of three bytes in UTF-8; a run of UTF-8 amid a legacy encoding has at least two."""


def _spans(raw: bytes, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _STRETCH.finditer(raw, start, end)]


def _closed(raw: bytes, end: int) -> int:
    """The end of a stretch with the byte after it, which tells a character that is cut from one that the input cuts."""
    return min(end + 1, len(raw))


def cost(raw: bytes, end: int, home: str) -> float:
    """Cost in nats of `raw[:end]` when it may change its encoding, beginning with `home`."""
    return _path(raw, _spans(raw, 0, end), _NAMES.index(home), SWITCH)[0] / 8


def _path(raw: bytes, spans: list[tuple[int, int]], home: int, switch: int) -> tuple[int, array[int]]:
    """The encoding of each span such that the costs and the changes of encoding cost least together, and that cost."""
    scores = bytescores.load()
    path = array("i", bytes(4 * len(spans)))
    flat = array("i", chain.from_iterable(spans))
    prices = array("i", (SWITCH_UTF8, switch, WITHIN))
    tables = scores.ladder, scores.unicode, bytescores.AFTER
    return switches.cheapest(raw, flat, len(_NAMES), *tables, home, prices, path), path


def _read_cost(raw: bytes, start: int, end: int, name: int) -> tuple[int, int, int]:
    """(cost, characters beyond ASCII, bytes that do not fit) of a run in an encoding."""
    scores, after = bytescores.load(), bytescores.AFTER
    tally = array("q", (0, 0))
    end = _closed(raw, end)
    if name == _UTF8:
        price = bytescore.utf8_cost(raw, start, end, scores.unicode, after, tally, 0)
    else:
        price = bytescore.cost(raw, start, end, scores.ladder, name * bytescores.STRIDE, after, tally, 0)
    return price, tally[0], tally[1]


def _reads(raw: bytes, start: int, end: int, name: int, home: int) -> bool:
    """Whether a run is flawless and plausible text in the encoding `name`, and clearly better so than in `home`."""
    price, chars, wrong = _read_cost(raw, start, end, name)
    if wrong:
        return False
    if name == _UTF8:
        if len(_LONG.findall(raw, start, end)) < 2:
            return False
    elif chars < SHORTEST or price > PLAUSIBLE * bytescore.charged(raw, start, end):
        return False
    return _read_cost(raw, start, end, home)[0] >= price + GAIN * chars


def _split(raw: bytes, home: str, flawless: bool) -> list[tuple[str, int, int]]:
    """(encoding, start, end) of stretches that cover `raw`; neighbours differ."""
    spans = _spans(raw, 0, len(raw))
    own = _NAMES.index(home)
    _, path = _path(raw, spans, own, SWITCH * (2 if flawless and home not in RIVALS else 1))
    runs: list[tuple[str, int, int]] = []
    for name, group in groupby(zip(path, spans, strict=True), key=itemgetter(0)):
        inside = [span for _, span in group]
        start, end = inside[0][0], inside[-1][1]
        family = _NAMES[name] if _NAMES[name] == home or _reads(raw, start, end, name, own) else home
        if runs and runs[-1][0] == family:
            runs[-1] = (family, runs[-1][1], end)
        else:
            runs.append((family, start, end))
    if not runs:
        return [(home, 0, len(raw))]
    edges = [0, *(_boundary(raw, before[2], after[1]) for before, after in pairwise(runs)), len(raw)]
    return [(run[0], edges[at], edges[at + 1]) for at, run in enumerate(runs)]


def _boundary(raw: bytes, end: int, start: int) -> int:
    """Where between two runs the encoding changes: after a line end if there is one."""
    return raw.find(b"\n", end, start) + 1 or start


def by_runs(raw: bytes, home: str, confidence: float, flawless: bool = False) -> Decoded:
    """Decode `raw`, whose encoding is mainly of the family `home`, run by run.

    Args:
        raw: the bytes.
        home: family that explains most of them, or `utf-8`.
        confidence: probability that it is.
        flawless: whether every byte is a character of `home`, none of them for private use, so that only clear
            evidence speaks for other encodings.
    """
    pieces: list[str] = []
    runs: list[Run] = []
    findings: list[Finding] = []
    length = 0
    for family, start, end in _split(raw, home, flawless):
        if family == "utf-8":
            encoding = "utf-8"
            text, bad = lenient(raw, start, end, "utf-8")
        else:
            text, encoding, bad = _read(raw, start, end, family)
        findings += [_damage(raw, place, size, length + where, encoding) for place, size, where in bad]
        runs.append(Run(encoding, start, end, length, length + len(text)))
        pieces.append(text)
        length += len(text)
    main = _main(raw, runs)
    if len(runs) > 1:
        findings += [foreign(run, main) for run in runs if run.encoding != main]
        findings.sort(key=lambda finding: finding.start)
    return Decoded("".join(pieces), main, confidence, tuple(findings), tuple(runs) if len(runs) > 1 else ())


def _read(raw: bytes, start: int, end: int, family: str) -> tuple[str, str, Bad]:
    """(text, member, what did not fit) of a run in a legacy encoding."""
    piece = raw if end - start == len(raw) else raw[start:end]
    whole = strict(piece, family)
    shifted = realigned(piece, family) if whole and strange(piece, family) else None
    if whole and not shifted:
        return *whole, []
    reading = shifted or read_family(piece, 0, len(piece), family)
    return reading.text, reading.encoding, [(place + start, size, where) for place, size, where in reading.bad]


def _main(raw: bytes, runs: list[Run]) -> str:
    """The encoding of most bytes above 0x7F and what follows them."""
    weight: dict[str, int] = {}
    for run in runs:
        weight[run.encoding] = weight.get(run.encoding, 0) + bytescore.charged(raw, run.byte_start, run.byte_end)
    return max(weight, key=weight.__getitem__)


def _damage(raw: bytes, place: int, size: int, where: int, encoding: str) -> Finding:
    shown = raw[place : place + size].hex(" ").upper()
    cut = place + size == len(raw)
    return ByteFinding(
        where,
        where + 1,
        "lost.truncated" if cut else "lost.bytes",
        f"{'the input ends within a character' if cut else 'no character'} of {encoding}: {shown} at byte {place}",
        byte_start=place,
        byte_end=place + size,
    )


def foreign(run: Run, main: str) -> Finding:
    """The finding for a run in another encoding than the main one."""
    return ByteFinding(
        run.start,
        run.end,
        "encoding.mixed",
        f"bytes {run.byte_start}..{run.byte_end} are {run.encoding}, in a text that is {main}",
        byte_start=run.byte_start,
        byte_end=run.byte_end,
    )
