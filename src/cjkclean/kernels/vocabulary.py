"""The longest entry of a vocabulary that begins at a place in a text."""

from array import array


def longest(
    text: str,
    position: int,
    size: int,
    first: "array[int]",
    keys: "array[int]",
    kids: "array[int]",
    sizes: "array[int]",
    values: "array[int]",
) -> int:
    """Where the longest entry that begins at `position` ends, times 256, plus its category; -1 when there is none.

    The arrays are those of `strip.lexicon.Trie`. Latin entries match whole words only.
    """
    node = first[ord(text[position])]
    found = -1
    end = position
    index = position + 1
    if node < 0:
        return -1
    while True:
        if values[node] >= 0 and _bounded(text, position, index, size):
            found = values[node]
            end = index
        if index >= size or sizes[node] == 0:
            break
        char = ord(text[index])
        child = kids[node]
        stop = child + sizes[node]
        while child < stop and keys[child] != char:
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
