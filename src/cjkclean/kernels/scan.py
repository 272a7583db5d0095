"""The scan: one pass over the text that counts character classes and collects signal bits.

Every character is looked up in a table of classes, its class is counted, and the pair (previous class, class)
is looked up in a table of signal bits. That pair is enough to wake the steps that could have something to do;
what it wakes decides for itself.
"""

from array import array

from cjkclean.kernels import second

CLASSES = 64
"""Number of character classes (a power of two: a pair of classes is one index)."""
SKETCH_BITS = 21
"""The sketch of plausible pairs is a table of 2**21 bits: 256 KB, which stay in the second-level cache."""
SKETCHED = 1 << 63
"""Bit of a pair of classes whose characters are looked up in the sketch."""

WEIGHT_SHIFT = 32
"""Where in the result of `Scanner.signals` the weight of unseen pairs begins."""
WEIGHT_MASK = (1 << 28) - 1
RARE_SHIFT = 60
"""From this bit of a pair of classes on: how many of the two characters are rare, in two bits (3: kana or hangul)."""
WEIGHTS = (20, -22, 25, 10, 110, 40, 50, -14)
"""What a pair adds to the weight of its stretch (sixteenths of a nat), unseen and seen: of common characters, of which
one is rare, both are rare, and of kana or hangul. About the logarithm of how many times as frequent such a pair is in
misread text as in Chinese, Japanese, Cantonese and encyclopedic text, where rare characters stand together in words,
which are mostly seen. Of pairs with kana and of hangul one in forty or fifty is unseen in clean text and every second
or third one that is misread."""
_HEAVIEST = WEIGHT_MASK
NONSENSE = 1 << 31
"""The signal of letters in no order."""
_NONSENSE = NONSENSE
_SIGNALS = (1 << WEIGHT_SHIFT) - 1 | 1 << 62
EVEN = second.EVEN
_EVEN = EVEN
_UNEVEN = ~32 & 0x1FFFFF
"""The bits of code points that do not tell spaces, of which one may stand between what stands twice."""
_NEAR = 3
"""Parts of another text among which one is looked for."""
COLUMNS = 4
"""Numbers of a part in what `Scanner.survey` fills."""
_COLUMNS = COLUMNS
_ONE = 1


def sketch_place(first: int, second: int) -> int:
    """Where in the sketch the bit of a pair of code points is. Loops repeat the formula: uncompiled, calls are dear."""
    return ((first * 0x1E3779B1 + second * 0x05EBCA77) & 0x7FFFFFFF) >> 10


class Scanner:
    """The tables of the scan, held ready.

    Args:
        classes: the class of every code point.
        pairs: `pairs[previous * 64 + class]` the signal bits of two neighbours.
        sketch: the sketch of plausible pairs.
        start: the class of what stands before a text (a line break).
        levels: by length, the weight above which the letters of a text may be in no order.
    """

    def __init__(self, classes: bytes, pairs: "array[int]", sketch: bytes, start: int, levels: "array[float]") -> None:
        self.classes = classes
        self.pairs = pairs
        self.sketch = sketch
        self.start = start
        self.levels = levels
        # by the four highest bits of a pair of classes (sketched, any text, two bits of rare ones) and by seen
        self.weights = array("i", (*[0] * 24, *WEIGHTS))

    def signals(self, text: str) -> int:
        """The union of the signal bits of all pairs of neighbours, and from bit `WEIGHT_SHIFT` on a weight.

        Two neighbouring letters whose classes have the bit `SKETCHED` are looked up in the sketch. What `WEIGHTS` has
        for them is added to the weight, never below zero; the largest weight (in sixteenths of a nat) counts. That is
        the CUSUM test for characters in no order. There is next to no branch in the loop: what comes next in a text
        cannot be foretold, and a wrong guess costs as much as five characters. The bit `EVEN` says that in a line that
        is not empty all code points but spaces cancel each other out, as they do where everything stands twice.
        """
        classes = self.classes
        pairs = self.pairs
        sketch = self.sketch
        weights = self.weights
        signals = 0
        previous = self.start << 6
        last = 0
        weight = 0
        peak = 0
        line = 0
        even = 0
        for char in text:
            code = ord(char)
            kind = classes[code]
            found = pairs[previous | kind]
            signals |= found
            line ^= code
            if code == 10:
                even |= line & _UNEVEN == 10 and last != 10
                line = 0
            place = ((last * 0x1E3779B1 + code * 0x05EBCA77) & 0x7FFFFFFF) >> 10
            weight += weights[(found >> 60) << 1 | (sketch[place >> 3] >> (place & 7) & 1)]
            weight = weight if weight > 0 else 0
            peak = peak if peak > weight else weight
            previous = kind << 6
            last = code
        even |= line & _UNEVEN == 0 and last != 10
        return signals & 0x7FFFFFFFFFFFFFFF | min(peak, _HEAVIEST) << 32 | even * _EVEN

    def bits(self, text: str) -> int:
        """The signals of a text that is not longer than `levels`: all that a text costs when nothing is to be done."""
        found = self.signals(text)
        bits = found & (_SIGNALS | _EVEN)
        if (found >> 32) & _HEAVIEST > self.levels[len(text)]:
            bits |= _NONSENSE
        return bits & ~_EVEN | second.look(text, bits)

    def survey(self, text: str, size: int, parts: "array[int]", before: str, known: "array[int]", rows: int) -> int:
        """As `signals`, for each part of a long text by itself; gives the number of parts.

        A part ends with the first line that is over after `size` code points, or after twice as many. Of each stand
        `COLUMNS` numbers in `parts`: where it ends; what `signals` would say of it, but that the weight goes on from
        the part before; the set of its classes; the weight at its beginning. `known` are the `rows` parts of another
        text, `before`, perhaps the same before an edit: what is a part of both is not looked at again.
        """
        table = parts
        weight = 0
        start = 0
        row = 0
        old = 0
        n = len(text)
        while start < n:
            end = text.find("\n", start + size, start + 2 * size) + 1
            if end == 0:
                end = min(start + 2 * size, n)
            table[row] = end
            table[row + 3] = weight
            like = self.alike(text, start, end, weight, before, known, old, rows)
            if like >= 0:
                table[row + 1] = known[like * _COLUMNS + 1]
                table[row + 2] = known[like * _COLUMNS + 2]
                weight = known[like * _COLUMNS + 7] if like + 1 < rows else 0
                old = like
            else:
                weight = self.part(text, start, end, table, row)
            old += 1
            row += _COLUMNS
            start = end
        return row // _COLUMNS

    def alike(
        self, text: str, start: int, end: int, weight: int, before: str, known: "array[int]", old: int, rows: int
    ) -> int:
        """Which of the parts `known` of `before`, near number `old`, is text[start:end] with the same beside it, or -1.

        What stands before and the weight count, and whether the text ends there.
        """
        near = max(0, old - 1)
        while near < rows and near < old + _NEAR:
            first = known[(near - 1) * _COLUMNS] if near else 0
            last = known[near * _COLUMNS]
            if (
                last - first == end - start
                and known[near * _COLUMNS + 3] == weight
                and (near == 0) == (start == 0)
                and (near + 1 == rows) == (end == len(text))
                and (start == 0 or text[start - 1] == before[first - 1])
                and text.startswith(before[first:last], start)
            ):
                return near
            near += 1
        return -1

    def part(self, text: str, start: int, end: int, parts: "array[int]", row: int) -> int:
        """Look at text[start:end], whose row of numbers has the weight before it; the weight at its end."""
        classes = self.classes
        pairs = self.pairs
        sketch = self.sketch
        weights = self.weights
        table = parts
        last = ord(text[start - 1]) if start else 0
        previous = (classes[last] if start else self.start) << 6
        weight = table[row + 3]
        signals = 0
        kinds = 0
        peak = 0
        line = 0
        # of a line that goes on beyond the part nothing is known
        even = (start > 0 and last != 10) or (end < len(text) and text[end - 1] != "\n")
        piece = text[start:end]
        for char in piece:
            code = ord(char)
            kind = classes[code]
            found = pairs[previous | kind]
            signals |= found
            line ^= code
            if code == 10:
                even |= line & _UNEVEN == 10 and last != 10
                line = 0
            kinds |= _ONE << kind
            place = ((last * 0x1E3779B1 + code * 0x05EBCA77) & 0x7FFFFFFF) >> 10
            weight += weights[(found >> 60) << 1 | (sketch[place >> 3] >> (place & 7) & 1)]
            weight = weight if weight > 0 else 0
            peak = peak if peak > weight else weight
            previous = kind << 6
            last = code
        even |= line & _UNEVEN == 0 and last != 10
        table[row + 1] = signals & 0x7FFFFFFFFFFFFFFF | min(peak, _HEAVIEST) << 32 | even * _EVEN
        table[row + 2] = kinds
        return weight

    def counts(self, text: str) -> "array[int]":
        """How often each class occurs in `text`."""
        classes = self.classes
        counts = array("Q", bytes(8 * CLASSES))
        total = counts
        for char in text:
            code = ord(char)
            total[classes[code]] += 1
        return counts

    def odd_stretches(self, text: str, level: float) -> "list[tuple[int, int]]":
        """The stretches of `text` whose weight, as in `signals`, is above `level`."""
        classes = self.classes
        pairs = self.pairs
        sketch = self.sketch
        weights = self.weights
        found = []
        previous = self.start << 6
        last = 0
        weight = 0
        peak = 0
        begin = 0
        top = 0
        at = -1
        for char in text:
            at += 1
            code = ord(char)
            kind = classes[code]
            signals = pairs[previous | kind]
            place = ((last * 0x1E3779B1 + code * 0x05EBCA77) & 0x7FFFFFFF) >> 10
            if weight == 0:
                begin = at - 1
            weight += weights[(signals >> 60) << 1 | (sketch[place >> 3] >> (place & 7) & 1)]
            if weight > peak:
                peak = weight
                top = at + 1
            elif weight <= 0:
                if peak > level:
                    found.append((begin, top))
                weight = 0
                peak = 0
            previous = kind << 6
            last = code
        if peak > level:
            found.append((begin, top))
        return found
