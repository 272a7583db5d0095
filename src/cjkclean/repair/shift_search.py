"""The byte lattice set up for one document: GBK grammar, what its own text says, what its glosses say."""

from __future__ import annotations

import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cjkclean import model
from cjkclean.kernels import lattice as kernel
from cjkclean.kernels import shifted
from cjkclean.kernels.ngram import DocumentMemory
from cjkclean.patterns import lazy
from cjkclean.repair.annotations import Annotations
from cjkclean.tables import bytemaps, glosses, hanvariants

__all__ = ["WINDOW", "Run", "ShiftSearch"]

WINDOW = 500
"""The most characters searched at once."""
_BEAM = 24
_ARCS_PER_NODE = 12
_OPENING = -5.0
"""Cost (nats) of a shift that opens, an estimate: one in a hundred and fifty marks follows a character it straddles."""
_OPENING_AGAIN = -1.5
"""The same on a page that has such shifts, an estimate too: one hole before a mark in four."""
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


def _fill_prior(prior: array[float], text: str) -> None:
    """Write the prior for a document: characters of the script it is not written in cost, unless it uses them."""
    used = set(text)
    hans, hant = (used & chars for chars in _of_script())
    other: Iterable[str] = ()
    base = 0
    if len(hans) > 4 * len(hant):
        base, other = 2, hant
    elif len(hant) > 4 * len(hans) or len(hant) > len(hans) + 20:
        base, other = 1, hans
    prior[:] = _prior(base)
    for char in other:
        if ord(char) < 65536:
            prior[ord(char)] = 0.0


_PAIRED = ("“”", "‘’", "「」", "『』", "《》", "〈〉", "（）", "【】")
_LACKING = 4.0
"""What speaks (nats) for the other half of a pair of which a line holds one more: most lines have as many of both."""
_HABIT = 1.0
"""Weight of the document's preference for a character; from 0.25 to 1 it hardly matters, above it wins too often."""
_FOLDED = ",;:?!()"
_ALIAS = array("I", range(128))
_WIDE_ALIAS = array("I", [code + 0xFEE0 if chr(code) in _FOLDED else code for code in range(128)])
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE_ASCII = lazy("[\uff01-\uff5e]")
_NARROW_MARK = lazy(r"[\u4e00-\u9fff][,;:?!]")
_WIDE_MARK = lazy(r"[\u4e00-\u9fff][，；：？！]")


def _is_folded(text: str) -> bool:
    """Whether the document writes ASCII marks between its ideographs rather than fullwidth ones."""
    return len(_NARROW_MARK.findall(text)) >= len(_WIDE_MARK.findall(text))


class _Workspace(threading.local):
    """What a thread's searches work in, one after the other; made once, since making it takes longer than a search."""

    def __init__(self) -> None:
        nodes = 2 * WINDOW
        self.scratch = kernel.Scratch(_BEAM, nodes)
        self.lattice = kernel.Lattice(nodes, nodes * _ARCS_PER_NODE)
        self.places = array("i", bytes(4 * (nodes + 2)))
        self.prior = array("f", bytes(4 * 65536))
        self.tags = array("H", bytes(2 * 2 * 65536))


_workspace = _Workspace()


class ShiftSearch:
    """Searches windows of one document for what its bytes meant; one at a time in a thread.

    Args:
        undamaged: stretches of the document that are whole, glosses taken out.
        notes: the document's glosses.
    """

    def __init__(self, undamaged: Sequence[str], notes: Annotations) -> None:
        page = bytemaps.load("gbk")
        self._codes = page.codes
        self._model = model.default()
        self._room = _workspace
        self._opening = _OPENING
        whole = "\n".join(undamaged)
        self._folded = _is_folded(whole)
        self._narrow = _NARROW if self._folded and not _WIDE_ASCII.search(whole) else {}
        bits = min(max(2 * len(whole), 1024).bit_length() + 1, model.MEMORY_BITS)
        self._memory = DocumentMemory(bits, model.MEMORY_STRENGTH)
        self.learn(whole)
        self._room.tags[:] = _base_tags()
        for char, reading in notes.table.items():
            self._room.tags[2 * ord(char)] = _tags().get(reading, 0)
        _fill_prior(self._room.prior, whole)
        self._search = kernel.Search(
            kernel.DOUBLE_BYTE, page.singles, page.pairs, _CLASSES, self._room.prior, self._room.tags, _TAG_COST,
            self._model.table, self._memory, model.Script.ANY, _BEAM, 2 * WINDOW, self._room.scratch,
        )  # fmt: skip
        self._text = ""
        self.adapt(whole)

    def _wide(self, text: str) -> str:
        """`text` with its folded marks made wide again, as the model knows them."""
        if self._folded:
            for mark in _FOLDED:
                text = text.replace(mark, chr(ord(mark) + 0xFEE0))
        return text

    def adapt(self, more: str) -> None:
        """Count the characters of `more`, which are certain, for the document's habit."""
        self._text += self._wide(more)
        self._search.adapt(_WIDE_ALIAS if self._folded else _ALIAS, self._text, _HABIT)

    def learn(self, text: str) -> None:
        """Remember a stretch that is certain."""
        text = self._wide(text)
        self._memory.add(self._model.table, text, 0, len(text))

    def expect_shifts(self) -> None:
        """Take shifts to be as frequent as on a page where some have been found."""
        self._opening = _OPENING_AGAIN

    def _balance(self, text: str, start: int, end: int) -> None:
        """Expect the quotes and brackets that the line of a window lacks."""
        first = text.rfind("\n", 0, start) + 1
        for opening, closing in map(tuple, _PAIRED):
            lacking = text.count(opening, first, end) - text.count(closing, first, end)
            self._room.prior[ord(closing)] = _LACKING if lacking > 0 else 0.0
            self._room.prior[ord(opening)] = _LACKING if lacking < 0 else 0.0

    def runs(self, text: str, start: int, end: int) -> Iterator[Run]:
        """The stretches of `text[start:end]` (at most `WINDOW` characters) that read better otherwise."""
        symbol = self._model.table.symbol
        places = self._room.places
        self._balance(text, start, end)
        shifted.lay(self._room.lattice, places, text, start, end, self._codes, _marks(), self._opening, _debris(), 0.0)
        context = self._wide(text[max(0, start - 2) : start]).rjust(2, "\n")
        a, b = (symbol(ord(char)) for char in context)
        if not self._search.run(self._room.lattice, a, b, 0.0):
            return
        for first, last, replacement, gain, rivals in self._search.runs():
            yield Run(
                places[first], places[last], replacement.translate(self._narrow), gain,
                [(behind, rival.translate(self._narrow)) for behind, rival in rivals],
            )  # fmt: skip
