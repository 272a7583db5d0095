"""What the bytes of a damaged document may be: the grammar of GBK, with what a document's characters cost in it."""

from __future__ import annotations

import threading
from array import array
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from cjkclean import model
from cjkclean.kernels import lattice as kernel
from cjkclean.kernels import shifted
from cjkclean.kernels.beam import Scratch
from cjkclean.tables import bytemaps, glosses, hanvariants

__all__ = ["BEAM", "WINDOW", "Workspace", "debris", "marks"]

WINDOW = 500
"""The most characters searched at once."""
BEAM = 16
"""Hypotheses kept at a place; with up to 24 no more documents are restored."""
_ARCS_PER_NODE = 12
_TAG_COST = -4.0
"""Cost (nats) of a character of the page's table without its reading, or a reading behind another character."""
_PRIVATE_COST = -12.0
_OTHER_SCRIPT = -5.0
"""Cost (nats) of a character of the other script that the document uses nowhere."""
_MANY = 4
"""How often more of one script there is than of the other where a document is written in it."""
_WIDE_LETTER = -2.0
"""Cost (nats) of a fullwidth letter or digit that was folded."""
_MARKS = "?;,!:"
_CLASSES = bytes(0x81 <= byte <= 0xFE for byte in range(256)) + bytes(byte in (0xA1, 0xA3) for byte in range(256))
"""The classes of bytes that `kernels.shifted` uses: lead bytes, and the lead bytes of marks."""


@lru_cache(maxsize=1)
def marks() -> bytes:
    """The marks before which the tool inserts a byte, as `kernels.shifted.lay` wants them."""
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
def debris() -> dict[str, tuple[int, bytes, dict[int, bytes]]]:
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


@lru_cache(maxsize=1)
def _anywhere() -> array[float]:
    """What a character that comes out of bytes costs in Chinese text, besides the model's opinion of all its forms."""
    prior = array("f", bytes(4 * 65536))
    cost = model.default().table.cost
    hans, hant = int(model.Script.HANS), int(model.Script.HANT)
    for code in range(0x3400, 0xA000):
        prior[code] = -min(cost(code, hans), cost(code, hant))
    for code in range(0xE000, 0xF900):
        prior[code] = _PRIVATE_COST
    for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)):
        prior[code] = _WIDE_LETTER
    return prior


def _prior(script: int) -> array[float]:
    """The same where characters of one script only cost more."""
    prior = _anywhere()[:]
    if script:
        for char in _of_script()[script - 1]:
            if ord(char) < 65536:
                prior[ord(char)] = _OTHER_SCRIPT
    return prior


@lru_cache(maxsize=1)
def _script_flags() -> bytes:
    """For each code point 1 if it is of simplified text only, 2 if of traditional text only."""
    flags = bytearray(65536)
    for flag, chars in enumerate(_of_script(), 1):
        for char in chars:
            if ord(char) < 65536:
                flags[ord(char)] = flag
    return bytes(flags)


def _script(text: str) -> tuple[int, set[str]]:
    """The script a document is not written in (1 simplified, 2 traditional, 0: it has both), and what it uses of it."""
    flags = _script_flags()
    hans, hant = shifted.kinds(text, flags)
    if hans > _MANY * hant:
        return 2, shifted.members(text, flags, 2)
    if hant > _MANY * hans:
        return 1, shifted.members(text, flags, 1)
    return 0, set()


@lru_cache(maxsize=1)
def _folded_pairs() -> array[int]:
    """The characters by pair of bytes, fullwidth ASCII folded."""
    return array("I", [code - 0xFEE0 if 0xFF01 <= code < 0xFF5F else code for code in bytemaps.load("gbk").pairs])


class Workspace(threading.local):
    """What a thread's searches work in, one after the other; made once, since making it takes longer than a search."""

    def __init__(self) -> None:
        nodes = 2 * WINDOW
        self.scratch = Scratch(BEAM, nodes)
        self.lattice = kernel.Lattice(nodes, nodes * _ARCS_PER_NODE)
        self.places = array("i", bytes(4 * (nodes + 2)))
        self._tags = _base_tags()[:]
        self._priors = [_prior(script) for script in range(3)]
        self._grammars: dict[tuple[int, bool], kernel.Grammar] = {}
        self._spared: tuple[int, set[str]] = (0, set())
        self._tagged: set[str] = set()

    def grammar(self, text: str, table: Mapping[str, str], narrow: bool) -> kernel.Grammar:
        """The grammar for a document, until the next one's is asked for.

        Characters of the script that the document is not written in cost, unless it uses them; those of its table
        demand their readings; `narrow`: its fullwidth ASCII was folded.
        """
        before, spared = self._spared
        for char in spared:
            self._priors[before][ord(char)] = _OTHER_SCRIPT
        script, spared = _script(text)
        for char in spared:
            self._priors[script][ord(char)] = 0.0
        self._spared = script, spared
        for char in self._tagged:
            self._tags[2 * ord(char)] = 0
        self._tagged = set(table)
        for char, reading in table.items():
            self._tags[2 * ord(char)] = _tags().get(reading, 0)
        if (script, narrow) not in self._grammars:
            page = bytemaps.load("gbk")
            self._grammars[script, narrow] = kernel.Grammar(
                kernel.DOUBLE_BYTE, page.singles, _folded_pairs() if narrow else page.pairs, _CLASSES,
                self._priors[script], self._tags, _TAG_COST,
            )  # fmt: skip
        return self._grammars[script, narrow]
