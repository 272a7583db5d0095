"""Making many replacements in one text."""

import sys
from array import array

_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_DENSE = 8  # characters a replacement, below which copying one by one is quicker than cutting out what stays


def splice(text: str, made: "list[tuple[int, int, str, int]]", marks: "array[int]") -> str:
    """`text` with replacements (start, end, replacement, key) made; `marks` gets five numbers for each."""
    at = 0
    length = 0
    k = 0
    for i in range(len(made)):
        start, end, replacement, key = made[i]
        length += start - at
        marks[k] = start
        marks[k + 1] = end
        marks[k + 2] = length
        length += len(replacement)
        marks[k + 3] = length
        marks[k + 4] = key
        k += 5
        at = end
    length += len(text) - at
    return dense(text, made, length) if len(made) * _DENSE > len(text) else sparse(text, made)


def sparse(text: str, made: "list[tuple[int, int, str, int]]") -> str:
    """The text put together from what stays and what is new."""
    pieces: list[str] = []
    at = 0
    for i in range(len(made)):
        start, end, replacement, _key = made[i]
        if start > at:
            pieces.append(text[at:start])
        if replacement:
            pieces.append(replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def dense(text: str, made: "list[tuple[int, int, str, int]]", length: int) -> str:
    """The same, `length` characters in the end, copied character by character."""
    codes = array("I", text.encode(_UTF32, "surrogatepass"))
    buffer = array("I", bytes(4 * length))
    out = buffer
    at = 0
    k = 0
    for i in range(len(made) + 1):
        start = end = len(text)
        replacement = ""
        if i < len(made):
            start, end, replacement, _key = made[i]
        while at < start:
            out[k] = codes[at]
            at += 1
            k += 1
        for char in replacement:
            out[k] = ord(char)
            k += 1
        at = end
    return buffer.tobytes().decode(_UTF32, "surrogatepass")
