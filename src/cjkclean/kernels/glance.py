"""A first look at a text: can there be furniture, spam or marks in it at all?

One pass without features. What it rules out the line scanner need not look for: on a clean text nothing else runs.
"""

from array import array

from cjkclean.kernels import vocabulary

PAGE, SPAM, DOTTED = 1, 2, 4
"""Lines that could be furniture by themselves, as many as a page has; a line that could be spam; a mark that can stand
for the dot of a host name, before a Latin letter."""
DOT, SINGLE = 32, 64
"""Bits of the table above the class: such a mark; the vocabulary has the character as an entry."""
_PAGE, _SPAM, _DOTTED, _DOT, _SINGLE = PAGE, SPAM, DOTTED, DOT, SINGLE
_CATEGORIES, _FURNITURE, _META, _LEGAL, _BOOKMAKER = 16, 7, 2, 3, 14
_SPACE, _LOWER, _UPPER, _DIGIT, _STOP, _COMMA, _SEPARATOR = 0, 4, 5, 6, 7, 8, 10
_NEWLINE, _OTHER, _CLASS = 21, 19, 31
_PAIR_BITS = 0xFFFF
_FEWEST, _RARITY = 3, 100


def glance(
    text: str,
    table: "array[int]",
    pairs: bytes,
    first: "array[int]",
    keys: "array[int]",
    kids: "array[int]",
    sizes: "array[int]",
    values: "array[int]",
) -> int:
    """Which of `PAGE`, `SPAM` and `DOTTED` the text may have; never too few.

    Args:
        table: for every code point of the basic plane its class and the bits above.
        pairs: a set of the first two characters of the vocabulary's entries, as bits (`hashed`).
        first: with the following, the vocabulary as `strip.lexicon.Trie`.
    """
    size = len(text)
    classes = array("i", bytes(4 * 32))
    widths = array("i", bytes(4 * _CATEGORIES))
    bits = lines = candidates = length = glued = before = dotted = gaps = entries = 0
    covered = last_end = 0
    last = -1
    char = 0
    position = 0
    while position <= size:
        char = ord(text[position]) if position < size else 10
        info = table[char] if char < 65536 else _OTHER
        kind = info & _CLASS
        if kind > _SPACE and kind != _NEWLINE:
            length += 1
            classes[kind] += 1
            if info & _DOT:
                before = 2
            elif before:
                if kind in (_LOWER, _UPPER):
                    bits |= _DOTTED
                    dotted = 1
                before = 0
            if position >= covered and char < 65536:
                following = ord(text[position + 1]) if position + 1 < size else 0
                pair = (char * 40503 ^ following * 31) & _PAIR_BITS
                if info & _SINGLE or (pairs[pair >> 3] >> (pair & 7)) & 1:
                    found = vocabulary.longest(text, position, size, first, keys, kids, sizes, values)
                    if found >= 0:
                        covered = found >> 8
                        category = found & 255
                        widths[category] += covered - position
                        if last_end == position and (category >= _FURNITURE or last >= _FURNITURE):
                            glued += 1
                        if category >= _FURNITURE:
                            entries += 1
                        if category == _BOOKMAKER:
                            glued += 2
                        last = category
                        last_end = covered
        elif kind == _NEWLINE:
            if length:
                lines += 1
                candidates += _candidate(classes, widths, length)
                if glued >= 2 or (classes[_STOP] == 0 and _listed(classes, widths, length, gaps, entries, dotted)):
                    bits |= _SPAM
                for index in range(32):
                    classes[index] = 0
                for index in range(_CATEGORIES):
                    widths[index] = 0
                length = glued = dotted = gaps = entries = 0
            before = 0
            last_end = last = -1
        else:
            gaps += 1
            if before:
                before -= 1
        position += 1
    if candidates >= _FEWEST and candidates * _RARITY >= lines:
        bits |= _PAGE
    return bits


def _candidate(classes: "array[int]", widths: "array[int]", length: int) -> int:
    """Whether a line may be furniture by itself: the rule of the line scanner, or less strict."""
    if length > 80 or classes[_STOP] > 1 or classes[_COMMA] > 2:
        return 0
    total = 0
    for index in range(1, _FURNITURE):
        total += widths[index]
    if 2 * total >= length:
        return 1
    if widths[_META] > 0 and classes[_DIGIT] >= 2:
        return 1
    if 10 * widths[0] >= 3 * length and classes[_SEPARATOR] >= 2:
        return 1
    return 1 if 10 * widths[_LEGAL] >= 3 * length else 0


def _listed(classes: "array[int]", widths: "array[int]", length: int, gaps: int, entries: int, dotted: int) -> bool:
    """Whether a line without a sentence may be a list of search terms."""
    between = classes[_COMMA] + classes[_SEPARATOR] + gaps
    covered = 0
    for index in range(_FURNITURE):
        covered += widths[index]
    return (dotted and classes[_COMMA] >= 3) or (between >= 2 and (entries >= 3 or 3 * covered >= length))


def hashed(char: int, following: int) -> int:
    """The number of a pair of characters in the set."""
    return (char * 40503 ^ following * 31) & _PAIR_BITS
