"""Making many replacements in one text."""

from array import array


def splice(text: str, made: "list[tuple[int, int, str, int]]", marks: "array[int]") -> str:
    """`text` with replacements (start, end, replacement, key) made; `marks` gets five numbers for each."""
    pieces: list[str] = []
    at = 0
    length = 0
    k = 0
    for i in range(len(made)):
        start, end, replacement, key = made[i]
        pieces.append(text[at:start])
        pieces.append(replacement)
        length += start - at
        marks[k] = start
        marks[k + 1] = end
        marks[k + 2] = length
        length += len(replacement)
        marks[k + 3] = length
        marks[k + 4] = key
        k += 5
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
