"""The vocabulary of page furniture and of spam, compiled into a trie for the line scanner."""

from __future__ import annotations

from array import array
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cjkclean.kernels import glance

CATEGORIES = (
    "nav", "act", "meta", "legal", "rel", "user", "app",
    "porn", "gamble", "lottery", "brand", "server", "novel", "loan", "bookmaker",
)  # fmt: skip
"""What an entry is a sign of; the spam categories come last, from `porn` on."""
_TABLE = Path(__file__).parent.parent / "tables" / "strip_lexicon.tsv"
_Node = dict[str, "_Node | int"]


@lru_cache(maxsize=1)
def pairs() -> bytes:
    """The first two characters of all entries (of entries of one: that and zero) as a set of bits; see `glance`."""
    found = bytearray(1 << 13)
    for entry in read():
        pair = glance.hashed(ord(entry[0]), ord(entry[1]) if len(entry) > 1 else 0)
        found[pair >> 3] |= 1 << (pair & 7)
    return bytes(found)


class Trie(NamedTuple):
    """Breadth-first trie: the children of node n are the `sizes[n]` nodes from `kids[n]` on, in order of character.

    `first[c]` is the node of the first character c (-1: none), `keys` the characters, `values` the category of the
    entry that ends at a node (-1: none).
    """

    first: array[int]
    keys: array[int]
    kids: array[int]
    sizes: array[int]
    values: array[int]


def read() -> dict[str, str]:
    """Every entry with its category."""
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {entry: category for category, entry in rows}


@lru_cache(maxsize=1)
def trie() -> Trie:
    """The compiled vocabulary."""
    entries = sorted((entry, CATEGORIES.index(category)) for entry, category in read().items())
    built = Trie(array("i", [-1]) * 65536, array("i"), array("i"), array("i"), array("b"))
    level = [(0, len(entries), 0)]
    added = 0
    while level:
        deeper = []
        for low, high, depth in level:
            at = low
            while at < high:
                char = entries[at][0][depth]
                end = at
                while end < high and entries[end][0][depth] == char:
                    end += 1
                if depth == 0:
                    built.first[ord(char)] = added
                whole = len(entries[at][0]) == depth + 1
                built.keys.append(ord(char))
                built.values.append(entries[at][1] if whole else -1)
                built.kids.append(0)
                built.sizes.append(0)
                deeper.append((added, at + whole, end, depth + 1))
                added += 1
                at = end
        level = []
        following = added
        for node, low, high, depth in deeper:
            if low < high:
                built.kids[node] = following
                built.sizes[node] = len({entry[depth] for entry, _ in entries[low:high]})
                following += built.sizes[node]
                level.append((low, high, depth))
    return built
