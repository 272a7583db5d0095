"""The byte lattice set up for one document: GBK grammar, what its own text says, what its glosses say."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from cjkclean import model
from cjkclean.kernels import lattice as kernel
from cjkclean.kernels import shifted
from cjkclean.kernels.ngram import DocumentMemory
from cjkclean.repair.annotations import Annotations
from cjkclean.tables import bytemaps, glosses, hanvariants

__all__ = ["WINDOW", "Run", "ShiftSearch"]

WINDOW = 500
"""The most characters searched at once."""
_BEAM = 24
_ARCS_PER_NODE = 12
_OPENING = -6.0
"""Cost (nats) of a shift that opens: about one in four hundred marks follows a character that it straddles."""
_OPENING_AGAIN = -1.5
"""The same on a page that has such shifts: one hole before a mark in four."""
_TAG_COST = -4.0
"""Cost (nats) of a character of the page's table without its reading, or a reading behind another character."""
_PRIVATE_COST = -12.0
_OTHER_SCRIPT = -5.0
"""Cost (nats) of a character of the other script that the document uses nowhere."""
_MARKS = "?;,!:"
_CLASSES = bytes(0x81 <= byte <= 0xFE for byte in range(256)) + bytes(byte in (0xA1, 0xA3) for byte in range(256))
"""The classes of bytes that `kernels.shifted` uses: lead bytes, and the lead bytes of marks."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that reads better otherwise.

    Attributes:
        start, end: offsets of the stretch.
        text: what it should read.
        gain: by how much (nats) that is more probable than the stretch as it stands.
        rivals: (how much less probable than `text`, other readings), best first.
    """

    start: int
    end: int
    text: str
    gain: float
    rivals: list[tuple[float, str]]


@lru_cache(maxsize=1)
def _marks() -> bytes:
    flags = bytearray(256)
    for mark in _MARKS:
        flags[ord(mark)] = 1
    flags[0x81] = flags[0x82] = 1
    return bytes(flags)


@lru_cache(maxsize=1)
def _tags() -> dict[str, int]:
    syllables = {syllable for known in glosses.known().values() for syllable in known}
    return {syllable: at for at, syllable in enumerate(sorted(syllables), 1)}


@lru_cache(maxsize=1)
def _debris() -> dict[str, tuple[int, bytes, dict[int, bytes]]]:
    """What `kernels.shifted.lay` wants to know of each reading."""
    codes = bytemaps.load("gbk").codes
    seconds: defaultdict[str, defaultdict[int, bytearray]] = defaultdict(lambda: defaultdict(bytearray))
    for char, known in glosses.known().items():
        pair = codes[ord(char)]
        for reading in known:
            if pair & 0xFF >= 0x81:  # only a lead byte swallows the bracket
                seconds[reading][pair >> 8].append(pair & 0xFF)
    return {
        reading: (
            tag,
            bytes(sorted({byte for found in seconds[reading].values() for byte in found})),
            {first: bytes(found) for first, found in seconds[reading].items()},
        )
        for reading, tag in _tags().items()
    }


@lru_cache(maxsize=1)
def _base_tags() -> array[int]:
    """The second of the two tags of each character: its commonest reading."""
    tags = array("H", bytes(2 * 2 * 65536))
    for char, known in glosses.known().items():
        tags[2 * ord(char) + 1] = _tags()[known[0]]
    return tags


@lru_cache(maxsize=1)
def _of_script() -> tuple[frozenset[str], frozenset[str]]:
    """The characters of simplified text only, and those of traditional text only."""
    table = hanvariants.load()
    hans = frozenset(char for char, variant in table.items() if variant.use == hanvariants.Use.HANS)
    hant = frozenset(char for char, variant in table.items() if variant.use == hanvariants.Use.HANT)
    return hans, hant


@lru_cache(maxsize=3)
def _prior(script: int) -> array[float]:
    """What a character that comes out of bytes costs besides the model's opinion."""
    prior = array("f", bytes(4 * 65536))
    for code in range(0xE000, 0xF900):
        prior[code] = _PRIVATE_COST
    if script:
        for char in _of_script()[script - 1]:
            if ord(char) < 65536:
                prior[ord(char)] = _OTHER_SCRIPT
    return prior


def _prior_of(text: str) -> array[float]:
    used = set(text)
    hans, hant = (used & chars for chars in _of_script())
    if len(hans) > 4 * len(hant):
        return _without(_prior(2), hant)
    if len(hant) > 4 * len(hans) or len(hant) > len(hans) + 20:
        return _without(_prior(1), hans)
    return _prior(0)


_PAIRED = ("“”", "‘’", "「」", "『』", "《》", "〈〉", "（）", "【】")
_LACKING = 4.0
"""What speaks (nats) for the other half of a pair of which a line holds one more: most lines have as many of both."""
_SYMBOL_BITS = 14
_OWN = 0.1
_OWN_LEAST = 300
"""Weight of the document's own characters beside the model's, and the length from which it is full."""
_WIDE = {ord(mark): ord(mark) + 0xFEE0 for mark in ",;:?!()"}
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE_ASCII = re.compile("[\uff01-\uff5e]")
_NARROW_MARK = re.compile(r"[\u4e00-\u9fff][,;:?!]")
_WIDE_MARK = re.compile(r"[\u4e00-\u9fff][，；：？！]")


def _folding(parts: Sequence[str]) -> dict[int, int]:
    """ASCII marks to fullwidth ones, where the document writes those between its ideographs."""
    narrow = sum(len(_NARROW_MARK.findall(part)) for part in parts)
    wide = sum(len(_WIDE_MARK.findall(part)) for part in parts)
    return _WIDE if narrow >= wide else {}


def _without(prior: array[float], used: Iterable[str]) -> array[float]:
    own = array("f", prior)
    for char in used:
        if ord(char) < 65536:
            own[ord(char)] = 0.0
    return own


class ShiftSearch:
    """Searches windows of one document for what its bytes meant.

    Args:
        undamaged: stretches of the document that are whole, glosses taken out.
        notes: the document's glosses.
    """

    def __init__(self, undamaged: list[str], notes: Annotations) -> None:
        page = bytemaps.load("gbk")
        self._codes = page.codes
        self._model = model.default()
        self._opening = _OPENING
        self._fold = _folding(undamaged)
        self._narrow = {} if any(map(_WIDE_ASCII.search, undamaged)) or not self._fold else _NARROW
        size = sum(map(len, undamaged))
        self._memory = DocumentMemory(min(max(4 * size, 1024).bit_length(), model.MEMORY_BITS), model.MEMORY_STRENGTH)
        for part in undamaged:
            self.learn(part)
        self._prior = array("f", _prior_of("".join(undamaged)))
        tags = array("H", _base_tags())
        for char, reading in notes.table.items():
            tags[2 * ord(char)] = _tags().get(reading, 0)
        nodes = 2 * WINDOW
        self._lattice = kernel.Lattice(nodes, nodes * _ARCS_PER_NODE)
        self._places = array("i", bytes(4 * (nodes + 2)))
        self._search = kernel.Search(
            kernel.DOUBLE_BYTE, page.singles, page.pairs, _CLASSES, self._prior, tags, _TAG_COST,
            self._model.table, self._memory, model.Script.ANY,
            array("I", [self._fold.get(code, code) for code in range(128)]), self._own(undamaged), _BEAM, nodes,
        )  # fmt: skip

    def _own(self, parts: Sequence[str]) -> array[float]:
        """Log share of each symbol in the document, times the weight it has beside the model."""
        own = array("f", [-99.0]) * (1 << _SYMBOL_BITS)
        symbol = self._model.table.symbol
        counts = Counter("".join(parts).translate(self._fold))
        unit = _OWN / max(counts.total(), _OWN_LEAST)
        for char, often in counts.items():
            at = symbol(ord(char))
            own[at] = log(exp(own[at]) + unit * often)
        return own

    def learn(self, text: str) -> None:
        """Remember a stretch that is certain."""
        text = text.translate(self._fold)
        self._memory.add(self._model.table, text, 0, len(text))

    def expect_shifts(self) -> None:
        """Take shifts to be as frequent as on a page where some have been found."""
        self._opening = _OPENING_AGAIN

    def _balance(self, text: str, start: int, end: int) -> None:
        """Expect the quotes and brackets that the line of a window lacks."""
        first = text.rfind("\n", 0, start) + 1
        for opening, closing in _PAIRED:
            lacking = text.count(opening, first, end) - text.count(closing, first, end)
            self._prior[ord(closing)] = _LACKING if lacking > 0 else 0.0
            self._prior[ord(opening)] = _LACKING if lacking < 0 else 0.0

    def runs(self, text: str, start: int, end: int) -> Iterator[Run]:
        """The stretches of `text[start:end]` (at most `WINDOW` characters) that read better otherwise."""
        symbol = self._model.table.symbol
        self._balance(text, start, end)
        shifted.lay(self._lattice, self._places, text, start, end, self._codes, _marks(), self._opening, _debris(), 0.0)
        context = text[max(0, start - 2) : start].translate(self._fold).rjust(2, "\n")
        a, b = (symbol(ord(char)) for char in context)
        if not self._search.run(self._lattice, a, b, 0.0):
            return
        for first, last, replacement, gain, rivals in self._search.runs():
            yield Run(
                self._places[first], self._places[last], replacement.translate(self._narrow), gain,
                [(behind, rival.translate(self._narrow)) for behind, rival in rivals],
            )  # fmt: skip
