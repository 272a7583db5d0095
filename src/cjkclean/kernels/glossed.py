"""Finds readings glued to characters: `規(guī)`."""

from array import array

from cjkclean.kernels import shifted


def is_han(code: int) -> bool:
    """Whether a code point is a unified ideograph of the BMP, or beyond it (planes 2 and 3)."""
    return 0x3400 <= code < 0xA000 or 0x20000 <= code < 0x40000


Found = tuple[int, int, str, str, bool, bool]


def tally(found: list[Found]) -> "tuple[dict[tuple[str, str], int], dict[str, int]]":
    """How often each character has each reading, and how often each is annotated with a bare one beside it."""
    counts: dict[tuple[str, str], int] = {}
    beside: dict[str, int] = {}
    for gloss in found:
        key = (gloss[2], gloss[3])
        counts[key] = counts.get(key, 0) + 1
        if gloss[4]:
            beside[gloss[2]] = beside.get(gloss[2], 0) + 1
    return counts, beside


_often = array("I", bytes(4 * 65536))


def occurrences(text: str, chars: "list[str]") -> "list[int]":
    """How often each of some characters (of the BMP, else 0) stands in `text`."""
    for char in chars:
        code = ord(char)
        if code < 0x10000:
            _often[code] = 0
    for char in text:
        code = ord(char)
        if code < 0x10000:
            _often[code] += 1
    return [_often[ord(char)] if ord(char) < 0x10000 else 0 for char in chars]


def without(text: str, found: list[Found], lessons: list[bool], table: dict[str, str]) -> str:
    """`text` without the readings that `table` names.

    Those that are part of lessons stay, unless a second one follows.
    """
    parts = []
    at = 0
    for place in range(len(found)):
        gloss = found[place]
        reading = table.get(gloss[2])
        if reading is not None and reading == gloss[3] and (gloss[5] or not lessons[place]):
            parts.append(text[at : gloss[0]])
            at = gloss[1]
    if at == 0:
        return text
    parts.append(text[at:])
    return "".join(parts)


def find(text: str, codes: "array[int]", pairs: "array[int]") -> "list[Found]":
    """The glosses of `text`, in order.

    For each: the offsets of its brackets (half-open), the character it annotates, the reading, whether an ideograph
    without a reading stands beside that character, and whether a second reading follows. The character may be one
    of which the page shows only the trail byte, an ASCII letter behind the character that has its lead byte.

    `codes` and `pairs` are those of GBK (`cjkclean.tables.bytemaps`).
    """
    found = []
    end = len(text)
    start = text.find("(")
    while start >= 0:
        close = shifted.is_reading(text, start + 1, end)
        if close == 0 or start == 0:
            start = text.find("(", start + 1)
            continue
        char = ord(text[start - 1])
        before = ord(text[start - 2]) if start > 1 else 0
        after = ord(text[close + 1]) if close + 1 < end else 0
        behind = ord(text[close + 2]) if close + 2 < end else 0
        bare = is_han(before) or (is_han(after) and behind != 0x28)
        if 0x40 <= char < 0x7F and before:
            trail = codes[before] & 0xFF if 0x80 <= before < 0x10000 else before + 0x80
            char = pairs[(trail << 8 | char) & 0xFFFF] or char
        doubled = False
        again = 0
        if after == 0x28:
            again = shifted.is_reading(text, close + 2, end)
            if again:
                doubled = True
        found.append((start, close + 1, chr(char), text[start + 1 : close], bare, doubled))
        start = text.find("(", again + 1 if doubled else close + 1)
    return found
