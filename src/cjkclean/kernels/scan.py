"""The scan: one pass over the text that counts character classes and collects signal bits.

Every character is looked up in a two-level class table, its class is counted, and the pair (previous class, class)
is looked up in a table of signal bits. That pair is enough to wake the steps that could have something to do;
what it wakes decides for itself.
"""

from array import array

CLASSES = 64
"""Number of character classes (a power of two: a pair of classes is one index)."""


SKETCH_BITS = 20
"""The sketch of plausible pairs is a table of 2**20 bits: 128 KB, which stay in the second-level cache."""
IMPLAUSIBLE = 63
"""Where in the counts the scan leaves the largest weight of unseen pairs (no class has that number)."""
SKETCHED = 1 << 61
"""Bit of a pair of classes whose characters are looked up in the sketch."""
_UNSEEN = 25
_SEEN = 14
_SKETCHED = SKETCHED
_IMPLAUSIBLE = IMPLAUSIBLE


def sketch_place(first: int, second: int) -> int:
    """Where in the sketch the bit of a pair of code points is."""
    return ((first * 0x1E3779B1 + second * 0x05EBCA77) & 0x7FFFFFFF) >> 11


def scan(
    text: str, index: bytes, leaves: bytes, pairs: "array[int]", sketch: bytes, counts: "array[int]", start: int
) -> int:
    """Add the class counts of `text` to `counts` and return the union of the signal bits of all class pairs.

    `index[c >> 8]` is the number of the 256-entry leaf in `leaves` that holds the class of code point c;
    `pairs[previous * 64 + class]` the signal bits of two neighbours. `start` is the class of what stands before
    the text (a line break, for a whole document).

    Two neighbouring letters whose classes have the bit `SKETCHED` are looked up in `sketch`. A pair that is not in
    it adds to a weight, one that is takes away from it, never below zero; the largest weight (in sixteenths of a nat)
    is left in `counts[IMPLAUSIBLE]`. That is the CUSUM test for characters in no order.
    """
    signals = 0
    previous = start << 6
    last = 0
    weight = 0
    peak = 0
    for char in text:
        code = ord(char)
        kind = leaves[(index[code >> 8] << 8) | (code & 255)]
        counts[kind] += 1
        found = pairs[previous | kind]
        signals |= found
        if found & _SKETCHED:
            place = sketch_place(last, code)
            weight += -_SEEN if sketch[place >> 3] >> (place & 7) & 1 else _UNSEEN
            if weight < 0:
                weight = 0
            elif weight > peak:
                peak = weight
        previous = kind << 6
        last = code
    counts[_IMPLAUSIBLE] = peak
    return signals


def odd_stretches(text: str, sketch: bytes, level: int) -> "list[tuple[int, int]]":
    """The stretches of `text` whose weight of unseen pairs, as in `scan`, reaches `level`."""
    found = []
    weight = 0
    peak = 0
    begin = 0
    top = 0
    last = 0
    for at in range(len(text)):
        code = ord(text[at])
        if not (0x3041 <= code < 0xFB00 and (code < 0x3100 or 0x3400 <= code < 0xD7A4 or code >= 0xF900)):
            last = 0
            continue
        if last:
            place = sketch_place(last, code)
            if weight == 0:
                begin = at - 1
            weight += -_SEEN if sketch[place >> 3] >> (place & 7) & 1 else _UNSEEN
            if weight > peak:
                peak = weight
                top = at + 1
            if weight <= 0:
                if peak >= level:
                    found.append((begin, top))
                weight = 0
                peak = 0
        last = code
    if peak >= level:
        found.append((begin, top))
    return found
