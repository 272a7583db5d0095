"""Which encoding explains bytes best: every candidate reads a bounded sample, and the cheapest reading wins."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from cjkclean import model
from cjkclean.decode import wide
from cjkclean.decode.families import FAMILIES, aligned_cost, read
from cjkclean.kernels import bytescore
from cjkclean.model import Script
from cjkclean.tables import bytescores

__all__ = ["NAMES", "Ranking", "noise", "rank"]

Ranking = list[tuple[str, float]]
"""(family or single-byte encoding, cost in nats), the cheapest first; `noise` is no text at all."""

PRIORS = {"utf-8": 0.0, "gb18030": 1.5, "big5": 2.0, "cp932": 2.0, "euc_jp": 2.5, "cp949": 2.0, "johab": 6.0,
          "euc_tw": 6.0, "utf-16-le": 3.5, "utf-16-be": 4.0, "noise": 6.0}  # fmt: skip
"""Cost in nats of an encoding before any byte is seen: its share of the files in the wild. On the web UTF-8 is
nearly all, and the legacy encodings of one language hold a tenth to a fiftieth of what is not; Johab, EUC-TW and
UTF-16 without a mark are met once in some hundreds."""
DECLARED = 3.0
"""Nats that a declaration is worth: about one page in twenty declares a wrong charset."""

FIRST, MORE, SPREAD = 96, 2048, 8
"""Bytes above 0x7F in the first sample and in the second, and the number of places it is spread over."""
SURE = 30.0
"""Nats between the best candidate and the next at which nothing more is read."""
PLAIN = 4.4
"""Nats a byte (above 0x7F, or after one that is) below which running CJK text stays (2.5 to 4.3, traditional
characters in GB18030 the most); above, the other encodings are asked. Wrong readings cost 5.5 and more."""
FEW = 32
"""Such bytes below which the other encodings are asked in any case."""
NOISE = 5.55
"""Nats a byte of what is no text at all: log 256."""
SPARSE, LATIN = 4, 2.0
"""Where less than a quarter of the bytes are beyond ASCII, text with Latin letters is likelier by so many nats than it
is elsewhere: sparse bytes are the rule there, and the exception in CJK text."""
ASCII = 2.5
"""By how many nats noise makes a byte of ASCII after ASCII dearer than text does, where it costs 3."""
CONTROL = 8.0
"""Nats that a control byte costs in what is not UTF-16: one character in thousands is one."""
LEADERS, LOSS = 4, 8.0
"""How many candidates are read again with the chance of lost bytes, and what that chance costs in nats: one file in
some thousands."""
CLOSE = 40.0
"""Nats within which the model decides."""
MODEL_BYTES = 256
"""Length of input up to which the model is asked; contests are close on short input only."""
CONTEXT = 6
"""Bytes beyond ASCII from which on the model is asked; with one or two characters there is no context to judge."""
TRUST = 0.25
"""The model's share in the cost of a reading. Of 11,150 pieces of 8 bytes and mostly-ASCII pages with a few characters,
shares of 0, 0.2, 0.3, 0.5 and 0.7 left 91, 63, 60, 65 and 83 misread; with more, text that is not CJK suffers, and
short Japanese, since the ladder's own tables know which language each encoding carries, and the model does not."""
KANA_RIVALS = ("koi8_r", "cp1251", "cp1253", "cp1256", "cp874", "iso8859_5", "iso8859_6", "iso8859_7")
"""Encodings that have an alphabet, or the small or capital letters of one, where Shift_JIS has half-width kana."""

_SCRIPTS = {"gb18030": Script.ANY, "big5": Script.HANT, "cp932": Script.JA, "euc_jp": Script.JA, "euc_tw": Script.HANT}
NAMES = tuple(FAMILIES)
"""The candidates, in the order of their blocks."""


def windows(raw: bytes, start: int, high: int) -> Iterator[tuple[int, int]]:
    """Stretches of `raw` that hold about `high` bytes above 0x7F, from `start` and, in long input, spread over it."""
    size = len(raw)
    begin = 0 if start < 64 else max(raw.rfind(b"\n", 0, start), raw.rfind(b" ", 0, start), start - 1024) + 1
    end = bytescore.reach(raw, begin, min(size, begin + 65536), high)
    yield begin, end
    if high > FIRST and size - end > 4096:
        for part in range(1, SPREAD):
            at = bytescore.anchor(raw, max(end, part * size // SPREAD), size)
            yield at, bytescore.reach(raw, at, min(size, at + 8192), high // SPREAD)


class _Costs:
    """What the candidates make of the windows read so far."""

    __slots__ = ("charged", "chars", "ranking", "raw", "spans")

    def __init__(self, raw: bytes, spans: list[tuple[int, int]]) -> None:
        self.raw = raw
        self.spans = spans
        scores = bytescores.load()
        totals, tally = array("q", _ZEROS), array("q", _ZEROS)
        for start, end in spans:
            bytescore.ladder(raw, start, end, scores.ladder, _COUNT, scores.unicode, bytescores.AFTER, totals, tally)
        self.chars = tally[2 * NAMES.index("cp932")]
        self.charged = tally[2 * _COUNT + 2]
        self.ranking = [(name, total / 8 + prior) for (name, prior), total in zip(_LADDER, totals, strict=False)]
        self.ranking.sort(key=_cost)

    def plain(self) -> bool:
        """Whether the best reading costs no more than running text."""
        return self.ranking[0][1] <= PLAIN * self.charged

    def sure(self) -> bool:
        """Whether the best reading is running text, and far ahead of the next.

        Where most characters are half-width kana, other alphabets of these bytes must be as far behind.
        """
        (best, least), (_, second) = self.ranking[:2]
        if second - least < SURE or not self.plain() or self.signs():
            return False
        if best != "cp932" or not self.kana():
            return True
        return min(cost for _, cost in _single(self.raw, self.spans, KANA_RIVALS)) - least >= SURE

    def signs(self) -> bool:
        """Whether most characters are of the first row, as quotes in an English text: they tell little however many."""
        return 4 * sum(self.raw.count(0xA1, start, end) for start, end in self.spans) > self.charged

    def kana(self) -> bool:
        """Whether Shift_JIS reads most bytes as characters of their own, half-width kana."""
        return 3 * self.chars >= 2 * self.charged


_MODELLED = frozenset((*NAMES, "utf-8", "utf-16-le", "utf-16-be"))
_COUNT = len(NAMES)
_LADDER = tuple((name, PRIORS[name]) for name in (*NAMES, "utf-8"))
_BLOCK = {name: at << 16 for at, name in enumerate(bytescores.SINGLE_BYTE)}
"""Where the table of each single-byte encoding begins."""
_ZEROS = bytes(8 * (2 * _COUNT + 3))
_cost = itemgetter(1)


def _single(raw: bytes, spans: Sequence[tuple[int, int]], names: Iterable[str] = bytescores.SINGLE_BYTE) -> Ranking:
    """Costs in nats of single-byte encodings."""
    table = bytescores.load().single
    found = []
    for name in names:
        total = 0
        for start, end in spans:
            total += bytescore.single_cost(raw, start, end, table, _BLOCK[name])
        found.append((name, total / 8 + bytescores.SINGLE_BYTE[name]))
    return found


def _model_cost(raw: bytes, name: str) -> float:
    """Cost in nats of `raw` read in `name`, by the model of plausible text."""
    if name == "euc_tw":
        text = read(raw, 0, len(raw), name).text
    else:
        text = raw.decode("big5hkscs" if name == "big5" else name, "replace")
    return -model.default().total(text.rstrip("\ufffd"), _SCRIPTS.get(name, Script.ANY))


def _half_width(raw: bytes) -> bool:
    return any("\uff66" <= char <= "\uff9f" for char in raw.decode("cp932", "ignore"))


def _by_model(raw: bytes, ranking: Ranking) -> Ranking:
    """The ranking of short input with the model's word on the readings that are CJK.

    The model sees characters in context. What it prefers keeps its cost; the others come to stand, for the better
    part, as far from it as the model puts them.
    """
    least = ranking[0][1]
    close = [(name, cost) for name, cost in ranking if cost < least + CLOSE and name in _MODELLED]
    if _half_width(raw):  # which the model knows only as rare signs
        close = [(name, cost) for name, cost in close if name != "cp932"]
    if len(close) < 2:
        return ranking
    judged = {name: _model_cost(raw, name) + PRIORS[name] for name, _ in close}
    best = min(judged, key=judged.__getitem__)
    shift = dict(close)[best] - judged[best]
    again = {name: (1 - TRUST) * cost + TRUST * (judged[name] + shift) for name, cost in close}
    return sorted(((name, again.get(name, cost)) for name, cost in ranking), key=_cost)


def rank(raw: bytes, start: int, declared: Callable[[], str | None], first: int = FIRST) -> Ranking:
    """The candidates by the cost of `raw`, whose first byte that is no UTF-8 is at `start`.

    A candidate whose cost is higher by x nats is less likely by a factor of e**x, as far as the tables are right.
    `declared` says, when the contest is close, which encoding the document declares; `first`, how many bytes above
    0x7F may be enough.
    """
    costs = _Costs(raw, list(windows(raw, start, first)))
    if costs.sure():
        return costs.ranking
    if costs.spans[0][1] - costs.spans[0][0] < len(raw):
        costs = _Costs(raw, list(windows(raw, start, MORE)))
        if costs.sure():
            return costs.ranking
    return _contest(raw, costs, declared())


def _contest(raw: bytes, costs: _Costs, declared: str | None) -> Ranking:
    """The ranking where the ladder is not sure: lost bytes, other encodings and the declaration are weighed in."""
    spans = costs.spans
    ranking = costs.ranking if costs.plain() else _realigned(raw, costs)
    if not costs.plain() or costs.charged < FEW or (costs.ranking[0][0] == "cp932" and costs.kana()):
        if costs.charged * SPARSE < sum(end - start for start, end in spans):
            ranking = [(name, cost + (LATIN if name in FAMILIES else 0.0)) for name, cost in ranking]
        ranking = ranking + _single(raw, spans)
        rest = sum(end - start for start, end in spans) - costs.charged
        ranking.append(("noise", NOISE * costs.charged + ASCII * rest + PRIORS["noise"]))
        controls = CONTROL * min(wide.controls(raw[spans[0][0] : spans[0][1]]), 8)
        ranking = [(name, cost + controls) for name, cost in ranking]
        ranking += _wide(raw, spans) if controls or spans[0] == (0, len(raw)) else []
        ranking = _kana_is_cp932(ranking)
    if declared:
        ranking = [(name, cost - (DECLARED if name == declared else 0.0)) for name, cost in ranking]
    ranking = sorted(ranking, key=_cost)
    return _by_model(raw, ranking) if costs.charged >= CONTEXT and len(raw) <= MODEL_BYTES else ranking


def _realigned(raw: bytes, costs: _Costs) -> Ranking:
    """The ranking with the chance that bytes were lost: then what follows a loss is not read shifted."""
    legacy = [item for item in costs.ranking if item[0] in FAMILIES][:LEADERS]
    again = {
        name: min(cost, sum(aligned_cost(raw, *span, name) for span in costs.spans) + PRIORS[name] + LOSS)
        for name, cost in legacy
    }
    return sorted(((name, again.get(name, cost)) for name, cost in costs.ranking), key=_cost)


def _kana_is_cp932(ranking: Ranking) -> Ranking:
    """Half-width kana weighed byte by byte are another reading of the same encoding: the better one counts."""
    kana = min((cost for name, cost in ranking if name in ("kana", "cp932")), default=0.0)
    return [(name, kana if name == "cp932" else cost) for name, cost in ranking if name != "kana"]


def noise(raw: bytes, end: int) -> float:
    """Cost in nats of `raw[:end]` as no text: of the bytes that the candidates are charged for."""
    return NOISE * bytescore.charged(raw, 0, end)


def _wide(raw: bytes, spans: list[tuple[int, int]]) -> Ranking:
    """The costs of UTF-16, less those of the ASCII bytes that the other candidates are not charged for."""
    found = []
    head = raw[spans[0][0] & ~1 : spans[0][1] & ~1]
    free = bytescore.ascii_cost(head, 0, len(head), bytescores.load().single, 0) / 8
    for codec in ("utf-16-le", "utf-16-be"):
        priced = wide.cost(head, codec)
        if priced:
            found.append((codec, priced[0] - free + PRIORS[codec]))
    return found
