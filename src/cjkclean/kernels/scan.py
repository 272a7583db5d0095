"""The scan: one pass over the text that counts character classes and collects signal bits.

Every character is looked up in a two-level class table, its class is counted, and the pair (previous class, class)
is looked up in a table of signal bits. That pair is enough to wake the steps that could have something to do;
what it wakes decides for itself.
"""

from array import array

CLASSES = 64
"""Number of character classes (a power of two: a pair of classes is one index)."""


def scan(text: str, index: bytes, leaves: bytes, pairs: "array[int]", counts: "array[int]", start: int) -> int:
    """Add the class counts of `text` to `counts` and return the union of the signal bits of all class pairs.

    `index[c >> 8]` is the number of the 256-entry leaf in `leaves` that holds the class of code point c;
    `pairs[previous * 64 + class]` the signal bits of two neighbours. `start` is the class of what stands before
    the text (a line break, for a whole document).
    """
    signals = 0
    previous = start << 6
    for char in text:
        code = ord(char)
        kind = leaves[(index[code >> 8] << 8) | (code & 255)]
        counts[kind] += 1
        signals |= pairs[previous | kind]
        previous = kind << 6
    return signals
