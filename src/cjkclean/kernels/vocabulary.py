"""The longest entry of a vocabulary that begins at a place in a text."""

from array import array

COMMON = 16
"""Bit of a category: the entry is a word of harmless lists, too."""
PAIR_BITS = 18
_PAIR_BITS = PAIR_BITS


class Vocabulary:
    """A trie in breadth-first order: the children of node n are the `sizes[n]` nodes from `kids[n]` on.

    Args:
        first: for every code point of the basic plane the node of the entries that begin with it (-1: none).
        keys: the character of each node.
        kids: the first child of each node.
        sizes: the number of its children.
        values: the category of the entry that ends at a node (-1: none).
    """

    def __init__(
        self, first: "array[int]", keys: "array[int]", kids: "array[int]", sizes: "array[int]", values: "array[int]"
    ) -> None:
        self.first = first
        self.keys = keys
        self.kids = kids
        self.sizes = sizes
        self.values = values

    def longest(self, text: str, position: int, size: int) -> int:
        """Where the longest entry that begins at `position` ends, times 256, plus its category; -1 if there is none.

        Latin entries match whole words only.
        """
        char = ord(text[position])
        if char >= 65536:
            return -1
        node = self.first[char]
        if node < 0:
            return -1
        found = -1
        end = position
        index = position + 1
        while True:
            if self.values[node] >= 0 and _bounded(text, position, index, size):
                found = self.values[node]
                end = index
            if index >= size or self.sizes[node] == 0:
                break
            char = ord(text[index])
            child = self.kids[node]
            stop = child + self.sizes[node]
            while child < stop and self.keys[child] != char:
                child += 1
            if child == stop:
                break
            node = child
            index += 1
        return end * 256 + found if found >= 0 else -1


def _bounded(text: str, start: int, end: int, size: int) -> bool:
    """Whether a word does not go on before `start` or after `end`, when it is Latin there."""
    char = ord(text[start])
    if char >= 128 or not _word(char):
        return True
    if start > 0 and _word(ord(text[start - 1])):
        return False
    return end >= size or not _word(ord(text[end]))


def _word(char: int) -> bool:
    return (char >= 97 and char <= 122) or (char >= 65 and char <= 90) or (char >= 48 and char <= 57)


def touches(text: str, end: int, start: int) -> bool:
    """Whether what begins at `start` stands right behind what ends at `end`, at most a middle dot between them."""
    return end == start or (end + 1 == start and text[end] in "·•")


def hashed(char: int, following: int) -> int:
    """The number of a pair of characters in a set of `1 << PAIR_BITS` bits (multiplicative hashing)."""
    return ((char * 0x1E3779B1 ^ following * 0x45D9F3B) & 0x7FFFFFFF) >> (31 - _PAIR_BITS)
