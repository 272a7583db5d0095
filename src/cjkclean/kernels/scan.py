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
SKETCHED = 1 << 63
"""Bit of a pair of classes whose characters are looked up in the sketch."""

WEIGHT_SHIFT = 32
"""Where in the result of `Scanner.signals` the weight of unseen pairs begins."""
WEIGHT_MASK = (1 << 28) - 1
_UNSEEN = 25
_SEEN = 14
_HEAVIEST = WEIGHT_MASK


def sketch_place(first: int, second: int) -> int:
    """Where in the sketch the bit of a pair of code points is."""
    return ((first * 0x1E3779B1 + second * 0x05EBCA77) & 0x7FFFFFFF) >> 11


class Scanner:
    """The tables of the scan, held ready.

    Args:
        index: `index[c >> 8]` is the number of the 256-entry leaf that holds the class of code point c.
        leaves: the leaves.
        pairs: `pairs[previous * 64 + class]` the signal bits of two neighbours.
        sketch: the sketch of plausible pairs.
        start: the class of what stands before a text (a line break).
    """

    def __init__(self, index: bytes, leaves: bytes, pairs: "array[int]", sketch: bytes, start: int) -> None:
        self.index = index
        self.leaves = leaves
        self.pairs = pairs
        self.sketch = sketch
        self.start = start

    def signals(self, text: str) -> int:
        """The union of the signal bits of all pairs of neighbours, and from bit `WEIGHT_SHIFT` on a weight.

        Two neighbouring letters whose classes have the bit `SKETCHED` are looked up in the sketch. A pair that is not
        in it adds to the weight, one that is takes away from it, never below zero; the largest weight (in sixteenths
        of a nat) counts. That is the CUSUM test for characters in no order. There is no branch in the loop: what
        comes next in a text cannot be foretold, and a wrong guess costs as much as five characters.
        """
        index = self.index
        leaves = self.leaves
        pairs = self.pairs
        sketch = self.sketch
        signals = 0
        previous = self.start << 6
        last = 0
        weight = 0
        peak = 0
        for char in text:
            code = ord(char)
            kind = leaves[(index[code >> 8] << 8) | (code & 255)]
            found = pairs[previous | kind]
            signals |= found
            place = sketch_place(last, code)
            weight += (25 - 39 * (sketch[place >> 3] >> (place & 7) & 1)) & -(found >> 63)  # _UNSEEN, -_SEEN or 0
            weight = weight if weight > 0 else 0
            peak = peak if peak > weight else weight
            previous = kind << 6
            last = code
        return signals & 0x7FFFFFFFFFFFFFFF | min(peak, _HEAVIEST) << 32

    def counts(self, text: str) -> "array[int]":
        """How often each class occurs in `text`."""
        index = self.index
        leaves = self.leaves
        counts = array("Q", bytes(8 * CLASSES))
        total = counts
        for char in text:
            code = ord(char)
            total[leaves[(index[code >> 8] << 8) | (code & 255)]] += 1
        return counts


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
