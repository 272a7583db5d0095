"""Compile conversion dictionaries into the flat tables that `kernels.trie` walks.

A *stage* is one pass over the text. It holds dictionaries in *levels*: at a position the first level that has any
matching key decides, with its longest key. (That is OpenCC's "short circuit" group; a "union" group is one level.)
Of two keys that match at a position one begins with the other; so a key of a later level that begins with one of an
earlier level never decides, and without those the longest key of all decides.

All stages of a `Bundle` share one double array, `cells`: cell n says where the children of node n are (`base`; the
child by symbol s is cell `base + s` if the symbol noted there is s, for no two nodes have the same base), and whether a
key ends there, whose value is then number `values[n]`. `levels[v]` and `pool[offsets[v]:offsets[v + 1]]` are level (0,
or 1 for all others) and text of value v; value 1 means "character by character". A symbol is the number of a character
among those that occur in keys of two or more characters, `symbols[code point]`, 0 for all others.

Each stage adds `infos[code point]`, what there is to know of a single character, and `pairs`, a bit set of the hashed
first two characters of its keys, which spares most of the walks. `kernels.trie_layout` names the bits.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cjkclean.kernels import trie_layout as layout

Levels = Sequence[Mapping[str, str]]
_Values = dict[tuple[int, "str | None"], int]
_PAIR_BITS_PER_KEY = 8  # one walk in eight is then in vain


@dataclass(frozen=True, slots=True)
class Stage:
    """Tables of one pass.

    Attributes:
        base: base of the root's children in `Bundle.cells`.
        infos: 32-bit entry of each code point.
        pairs: bit set of hashed first two characters of keys; `shift` brings the hash down to its size.
        choices: for a single character with several values the values not taken, best first.
    """

    base: int
    infos: Any
    pairs: bytes | memoryview
    shift: int
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Stages and the tables that they share; see the module."""

    symbols: Any
    cells: Any
    values: Any
    levels: Any
    offsets: Any
    pool: Any
    stages: Mapping[str, Stage]


class _DoubleArray:
    """Cells, and room for more: the widest families of children go by first fit, only children into the holes left."""

    def __init__(self) -> None:
        self.base = [0]
        self.symbol = [0]
        self.value = [0]
        self._next = [1]  # the free cell after this one, as far as known
        self._bases = {0}

    def reserve(self, size: int) -> None:
        """Make room for `size` cells."""
        old = len(self.base)
        if size > old:
            self.base += [0] * (size - old)
            self.symbol += [layout.FREE] * (size - old)
            self.value += [0] * (size - old)
            self._next += range(old + 1, size + 1)

    def place(self, families: Sequence[Sequence[int]]) -> list[int]:
        """Claim cells for families of children, each given by its symbols; return their bases."""
        bases = [0] * len(families)
        # Sets of numbers as integers; those beyond the end are free, all of them, hence the sign.
        cells = "".join("01"[symbol == layout.FREE] for symbol in reversed(self.symbol))
        free = int(cells, 2) | -1 << len(self.symbol)
        unused = ~sum(1 << base for base in self._bases)
        wide = [at for at, labels in enumerate(families) if len(labels) > 1]
        for at in sorted(wide, key=lambda at: -len(families[at])):
            fit = unused
            for label in families[at]:
                fit &= free >> label
            base = (fit & -fit).bit_length() - 1
            unused ^= 1 << base
            free ^= sum(1 << label for label in families[at]) << base
            bases[at] = self._claim(base, families[at])
        for at, labels in enumerate(families):
            if len(labels) == 1:
                bases[at] = self._place_one(labels[0])
        return bases

    def _claim(self, base: int, labels: Sequence[int]) -> int:
        self._bases.add(base)
        self.reserve(base + max(labels) + 1)
        for label in labels:
            self.symbol[base + label] = label
        return base

    def _place_one(self, label: int) -> int:
        cell = self._free_from(label + 1)
        while cell - label in self._bases:
            cell = self._free_from(cell + 1)
        return self._claim(cell - label, [label])

    def _free_from(self, cell: int) -> int:
        """The first free cell at or after `cell` (path compression keeps this short)."""
        found = cell
        while found < len(self.symbol) and self.symbol[found] != layout.FREE:
            found = self._next[found]
        while cell < found:
            self._next[cell], cell = found, self._next[cell]
        return found


class Compiler:
    """Collects stages and lays out their shared tables.

    >>> compiler = Compiler()
    >>> compiler.add("demo", [{"头发": "頭髮"}, {"发": "發", "头": "頭"}], choices={"发": "髮"})
    >>> sorted(compiler.finish().stages)
    ['demo']
    """

    def __init__(self) -> None:
        self._stages: dict[str, tuple[Levels, Mapping[str, str], bool]] = {}

    def add(self, name: str, levels: Levels, choices: Mapping[str, str] | None = None, segments: bool = False) -> None:
        """Add a stage.

        Args:
            name: what to call it.
            levels: its dictionaries, the first one that matches at a position wins.
            choices: for single characters the other values they may have.
            segments: whether matches of its first level will cut the text into segments for later passes.

        Raises:
            ValueError: an empty key.
        """
        if any(not key for level in levels for key in level):
            raise ValueError(f"stage {name!r} has an empty key")
        self._stages[name] = (levels, choices or {}, segments)

    def finish(self, normalizer: str | None = None) -> Bundle:
        """Lay out all stages.

        Args:
            normalizer: the stage to run first on texts with any of its single-character keys.

        Raises:
            ValueError: more nodes or values than the tables can number.
        """
        keys = (key for levels, _, _ in self._stages.values() for level in levels for key in level)
        count = Counter(character for key in keys if len(key) > 1 for character in key)
        ranked = sorted(count, key=lambda c: (-count[c], c))
        number = {character: at for at, character in enumerate(ranked, 1)}
        symbols = array("H", bytes(2 * (ord(max(ranked, default="\0")) + 1)))
        for character, at in number.items():
            symbols[ord(character)] = at
        cells = _DoubleArray()
        texts: _Values = {(0, ""): 0, (0, None): layout.AS_CHARACTERS}
        stages = {}
        for name, (levels, choices, segments) in self._stages.items():
            foreign = self._stages[normalizer][0][0] if normalizer and name != normalizer else {}
            stages[name] = _stage(merged_levels(levels), choices, foreign, segments, number, cells, texts)
        cells.reserve(max(cells.base) + len(ranked) + 1)
        if len(cells.base) >> layout.BASE_BITS or len(ranked) >= layout.FREE or len(texts) >> layout.VALUE_BITS:
            numbers = f"{len(cells.base)} nodes, {len(ranked)} characters and {len(texts)} values"
            raise ValueError(f"{numbers} are too many for one bundle")
        offsets = array("I", [0])
        pool = array("I")
        for _, text in texts:
            pool.extend(map(ord, text or ""))
            offsets.append(len(pool))
        levels_of = bytes(level for level, _ in texts)
        flat = array("I", map(_cell, cells.base, cells.symbol, cells.value))
        return Bundle(symbols, flat, array("H", cells.value), levels_of, offsets, pool, stages)


def _cell(base: int, symbol: int, value: int) -> int:
    return base | symbol << layout.BASE_BITS | (layout.TERMINAL if value else 0)


def merged_levels(levels: Levels) -> dict[str, tuple[int, str]]:
    """The keys that decide anywhere, with 0 for the first level and 1 for all others, and the value."""
    merged: dict[str, tuple[int, str]] = {}
    for number, level in enumerate(levels):
        earlier = frozenset(merged)
        lengths = sorted(set(map(len, earlier)))
        for key, value in level.items():
            if not any(key[:size] in earlier for size in lengths):
                merged[key] = min(number, 1), value
    return merged


def _stage(
    keys: Mapping[str, tuple[int, str]],
    choices: Mapping[str, str],
    foreign: Mapping[str, str],
    segments: bool,
    number: Mapping[str, int],
    cells: _DoubleArray,
    texts: _Values,
) -> Stage:
    alone = {key: value for key, (_, value) in keys.items() if len(key) == 1}
    tree: dict[int, Any] = {}
    for key, (level, value) in sorted(keys.items()):
        if len(key) == 1:
            continue
        parts = [alone.get(character, character) for character in key]
        trivial = level == 0 and all(len(part) == 1 for part in parts) and value == "".join(parts)
        node = tree
        for character in key:
            node = node.setdefault(number[character], {})
        node[0] = texts.setdefault((level, None if trivial else value), len(texts))
    base = _place(cells, tree)
    shift, pairs = _pair_filter({key[:2] for key in keys if len(key) > 1})
    infos = _infos(keys, foreign, texts)
    for key, (level, _) in keys.items():
        if len(key) == 1:
            infos[ord(key)] |= layout.CHOICE * (key in choices) | layout.SEGMENT * (segments and level == 0)
    special = layout.MULTI | layout.IDS | layout.FOREIGN | layout.SEGMENT
    infos = array("I", (info | layout.SPECIAL * (info & special != 0) for info in infos))
    return Stage(base, infos, pairs, shift, choices)


def _infos(keys: Mapping[str, tuple[int, str]], foreign: Mapping[str, str], texts: _Values) -> array[int]:
    last = max((ord(key[0]) for key in [*keys, *foreign]), default=0)
    infos = array("I", bytes(4 * max(0x3000, last + 1)))
    for key, (level, value) in keys.items():
        code = ord(key[0])
        if len(key) > 1:
            infos[code] |= layout.PHRASE
        elif len(value) == 1:
            infos[code] |= layout.SINGLE | code ^ ord(value)
        else:
            infos[code] |= layout.SINGLE | layout.MULTI | texts.setdefault((level, value), len(texts))
    for operator in range(0x2FF0, 0x3000):
        infos[operator] |= layout.IDS
    for character in foreign:
        infos[ord(character)] = infos[ord(character)] or layout.FOREIGN
    return infos


def _pair_filter(pairs: set[str]) -> tuple[int, bytes]:
    """The bit set of the hashes of `pairs`, and by how much a 32-bit hash is shifted to index it."""
    bits = max((len(pairs) * _PAIR_BITS_PER_KEY).bit_length(), 8)
    found = bytearray(1 << (bits - 3))
    for pair in pairs:
        hashed = ((ord(pair[0]) * layout.HASH_A + ord(pair[1]) * layout.HASH_B) & 0xFFFFFFFF) >> (32 - bits)
        found[hashed >> 3] |= 1 << (hashed & 7)
    return 32 - bits, bytes(found)


def _place(cells: _DoubleArray, tree: dict[int, Any]) -> int:
    """Lay out a tree (without recursion: keys may be long); return the base of its first characters."""
    if not tree:
        return 0
    nodes = [tree]
    children = []
    for parent, node in enumerate(nodes):
        for label, child in node.items():
            value = child.pop(0, 0)
            children.append((parent, label, value, len(nodes) if child else 0))
            if child:
                nodes.append(child)
    bases = cells.place([sorted(node) for node in nodes])
    for parent, label, value, below in children:
        cell = bases[parent] + label
        cells.value[cell] = value
        cells.base[cell] = bases[below] if below else 0
    return bases[0]
