"""Which encoding explains bytes best: every candidate reads a bounded sample, and the cheapest reading wins."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cjkclean import model
from cjkclean.decode import wide
from cjkclean.decode.families import FAMILIES, aligned_cost
from cjkclean.kernels import bytescore
from cjkclean.model import Script
from cjkclean.tables import bytescores

__all__ = ["NAMES", "Ranking", "noise", "rank"]

Ranking = list[tuple[str, float]]
"""(family or single-byte encoding, cost in nats), the cheapest first; `noise` is no text at all."""

PRIORS = {"utf-8": 0.0, "gb18030": 1.5, "big5": 2.0, "cp932": 2.0, "euc_jp": 2.5, "cp949": 2.0, "johab": 7.0,
          "euc_tw": 7.0, "utf-16-le": 5.0, "utf-16-be": 5.0, "noise": 6.0}  # fmt: skip
"""Cost in nats of an encoding before any byte is seen: its share of the files in the wild. On the web UTF-8 is
nearly all, and the legacy encodings of one language hold a tenth to a fiftieth of what is not; Johab, EUC-TW and
UTF-16 without a mark are met once in a thousand."""
DECLARED = 3.0
"""Nats that a declaration is worth: about one page in twenty declares a wrong charset."""

FIRST, MORE, SPREAD = 192, 2048, 8
"""Bytes above 0x7F in the first sample and in the second, and the number of places it is spread over."""
SURE = 30.0
"""Nats between the best candidate and the next at which nothing more is read."""
PLAIN = 4.0
"""Nats a byte above 0x7F below which running CJK text stays (2.5 to 3.5); above, the other encodings are asked.
Half-width kana cost 4, and so does Russian read as such."""
NOISE = 5.55
"""Nats a byte of what is no text at all: log 256."""
CONTROL = 8.0
"""Nats that a control byte costs in what is not UTF-16: one character in thousands is one."""
ASCII = 3.0
"""Nats of an ASCII character, as `bytescore.text_cost` charges it."""
LEADERS, LOSS = 4, 8.0
"""How many candidates are read again with the chance of lost bytes, and what that chance costs in nats: one file in
some thousands."""
CLOSE = 40.0
"""Nats within which the model decides."""
MODEL_BYTES = 400
"""Bytes that the model reads at most; contests are close on short input only."""

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

    def __init__(self, raw: bytes, spans: list[tuple[int, int]]) -> None:
        self.raw = raw
        self.spans = spans
        self.legacy = array("q", bytes(8 * len(NAMES)))
        self.high = 0
        scores, after = bytescores.load(), bytescores.AFTER
        tally = array("q", bytes(16 * len(NAMES) + 16))
        utf8 = 0
        for start, end in spans:
            bytescore.ladder(raw, start, end, scores.ladder, len(NAMES), after, self.legacy, tally)
            utf8 += bytescore.utf8_cost(raw, start, end, scores.unicode, after, tally, 2 * len(NAMES))
            self.high += len(raw[start:end].translate(None, _ASCII))
        self.ranking = [(name, self.legacy[at] / 8 + PRIORS[name]) for at, name in enumerate(NAMES)]
        self.ranking.append(("utf-8", utf8 / 8))
        self.ranking.sort(key=_cost)

    def plain(self) -> bool:
        """Whether the best reading costs no more than running text."""
        return self.ranking[0][1] <= PLAIN * self.high

    def sure(self) -> bool:
        """Whether the best reading is running text, and far ahead of the next."""
        return self.ranking[1][1] - self.ranking[0][1] >= SURE and self.plain()


_ASCII = bytes(range(128))
_TURN = re.compile(rb"[\x80-\xff][\x00-\x7f]")


def _cost(item: tuple[str, float]) -> float:
    return item[1]


def _single(raw: bytes, spans: Iterable[tuple[int, int]]) -> Ranking:
    """Costs in nats of the single-byte encodings."""
    table = bytescores.load().single
    return [
        (name, sum(bytescore.single_cost(raw, start, end, table, at << 16) for start, end in spans) / 8 + prior)
        for at, (name, prior) in enumerate(bytescores.SINGLE_BYTE.items())
    ]


def _model_cost(raw: bytes, name: str) -> float:
    """Cost in nats of `raw` read in `name`, by the model of plausible text."""
    codec = {"big5": "big5hkscs", "euc_tw": "big5"}.get(name, name)
    text = raw.decode(codec, "replace").rstrip("\ufffd")
    if any("\uff61" <= char <= "\uff9f" for char in text[:64]):
        text = unicodedata.normalize("NFKC", text)
    return -model.default().total(text, _SCRIPTS.get(name, Script.ANY))


def rank(raw: bytes, start: int = 0, declared: str | None = None) -> Ranking:
    """The candidates by the cost of `raw`, whose first byte that is no UTF-8 is at `start`.

    A candidate whose cost is higher by x nats is less likely by a factor of e**x, as far as the tables are right.
    """
    costs = _Costs(raw, list(windows(raw, start, FIRST)))
    if not costs.sure() and costs.spans[0][1] - costs.spans[0][0] < len(raw):
        costs = _Costs(raw, list(windows(raw, start, MORE)))
    ranking = costs.ranking if costs.plain() else _realigned(raw, costs)
    if not costs.plain() or costs.high < 32:
        spans = costs.spans
        ranking += _single(raw, spans)
        ranking.append(("noise", sum(noise(raw, end, start) for start, end in spans) + PRIORS["noise"]))
        controls = CONTROL * min(wide.controls(raw[spans[0][0] : spans[0][1]]), 8)
        ranking = [(name, cost + controls) for name, cost in ranking]
        ranking += _wide(raw, spans) if controls or spans[0] == (0, len(raw)) else []
    ranking = _kana_is_cp932(ranking)
    if declared:
        ranking = [(name, cost - (DECLARED if name == declared else 0.0)) for name, cost in ranking]
    ranking.sort(key=_cost)
    return ranking


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


def noise(raw: bytes, end: int, start: int = 0) -> float:
    """Cost in nats of `raw[start:end]` as no text: of the bytes above 0x7F and ASCII after them, as elsewhere."""
    return NOISE * (len(raw[start:end].translate(None, _ASCII)) + len(_TURN.findall(raw, start, end)))


def _wide(raw: bytes, spans: list[tuple[int, int]]) -> Ranking:
    """The costs of UTF-16, less those of the ASCII bytes that the other candidates are not charged for."""
    found = []
    head = raw[spans[0][0] & ~1 : spans[0][1] & ~1]
    free = ASCII * sum(1 for pair in pairwise(head) if pair[0] < 128 and pair[1] < 128)
    for codec in ("utf-16-le", "utf-16-be"):
        priced = wide.cost(head, codec)
        if priced:
            found.append((codec, priced[0] - free + PRIORS[codec]))
    return found
