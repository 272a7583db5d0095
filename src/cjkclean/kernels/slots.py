"""Where a line stands in the rhythm of a page, as numbers.

The software of a forum prints the same things around every post: a name, a date, a counter, buttons. What stands
between two of them is a run; runs between the same things are the same kind of thing, the posts of a thread or the
names of their authors. So a short reply is known by the long ones that stand in its place.
"""

from array import array

SLOTS = (
    *(f"slot_{name}_{place}" for place in ("above", "below", "between") for name in ("runs", "first", "length")),
    "run_lines", "run_before", "run_after", "run_first",
)  # fmt: skip
"""For the runs between the same things (two above and one below, one and two, one and one): how many others there are,
the mean first probability of their lines, their mean length. Of the run itself: its lines, those before and after this
one, the mean first probability of the others. All -1 for what is no run."""
SIZE = len(SLOTS)
_SIZE = SIZE
_EDGE, _FREE, _KIND, _MOMENT, _NUMBER, _REPEATED, _MARKS = 0, 1, 2, 10, 11, 12, 13
_BITS = 4
_WAYS, _NUMBERS = 3, 3
_KEYS = 2 * 4096 + 256
_LENGTH, _HAN, _LATIN, _DIGIT, _STOPS, _OTHER, _DATES, _TIMES, _AGES = 0, 1, 4, 6, 7, 16, 24, 25, 42
_LONG, _SHORT, _OFTEN = 60, 10, 3
_MANY, _FAR = 30, 100


def fill(
    rows: "array[float]",
    stride: int,
    column: int,
    count: int,
    kinds: "array[int]",
    repeats: "array[int]",
    first: "array[float]",
) -> None:
    """Write the numbers of `SLOTS` into every row (`stride` numbers each) from `column` on.

    Args:
        kinds: for a line that is furniture by itself its category, else 0.
        repeats: how often each line stands in the text.
        first: for every line a first probability of being the author's.
    """
    codes = array("i", bytes(4 * (count + 4)))
    for line in range(count):
        codes[line + 2] = _code(rows, line * stride, kinds[line], repeats[line])
        for index in range(_SIZE):
            rows[line * stride + column + index] = -1.0
    sums = array("d", bytes(8 * 4 * _KEYS))  # for each kind of place its runs, their lines, probabilities, lengths
    for turn in range(2):
        start = 0
        while start < count:
            end = start
            size = mass = 0.0
            while end < count and codes[end + 2] == _FREE:
                size += rows[end * stride + _LENGTH]
                mass += first[end]
                end += 1
            for way in range(_WAYS if end > start else 0):
                key = 4 * _key(codes, start, end, way)
                if turn == 0:
                    sums[key] += 1
                    sums[key + 1] += end - start
                    sums[key + 2] += mass
                    sums[key + 3] += size
                    continue
                others = sums[key] - 1
                at = column + way * _NUMBERS
                for line in range(start, end):
                    rows[line * stride + at] = others if others < _MANY else _MANY
                    if others > 0:
                        rows[line * stride + at + 1] = (sums[key + 2] - mass) / (sums[key + 1] - (end - start))
                        rows[line * stride + at + 2] = (sums[key + 3] - size) / others
            if turn == 1:
                _own(rows, stride, column + _WAYS * _NUMBERS, start, end, first, mass)
            start = end + 1


def _code(rows: "array[float]", base: int, kind: int, repeats: int) -> int:
    """What a line is: of a category of furniture, a moment, a number, something that comes back, marks; else free."""
    if kind:
        return _KIND + kind
    if rows[base + _LENGTH] <= _LONG:
        if rows[base + _DATES] + rows[base + _TIMES] + rows[base + _AGES] > 0 and rows[base + _STOPS] == 0:
            return _MOMENT
        if repeats >= _OFTEN:
            return _REPEATED
    letters = rows[base + _HAN] + rows[base + _HAN + 1] + rows[base + _HAN + 2] + rows[base + _LATIN]
    if rows[base + _LENGTH] <= _SHORT and rows[base + _DIGIT] >= 0.5:
        return _NUMBER
    return _FREE if letters + rows[base + _DIGIT] + rows[base + _OTHER] > 0 else _MARKS


def _key(codes: "array[int]", start: int, end: int, way: int) -> int:
    """The number of the place between what stands before `start` and from `end` on."""
    before, above, after, below = codes[start], codes[start + 1], codes[end + 2], codes[end + 3]
    if way == 0:
        return (before << 2 * _BITS) | (above << _BITS) | after
    if way == 1:
        return 4096 + ((above << 2 * _BITS) | (after << _BITS) | below)
    return 2 * 4096 + ((above << _BITS) | after)


def _own(rows: "array[float]", stride: int, at: int, start: int, end: int, first: "array[float]", mass: float) -> None:
    """Of the run itself."""
    size = end - start
    for line in range(start, end):
        base = line * stride + at
        rows[base] = size if size < _FAR else _FAR
        rows[base + 1] = line - start if line - start < _MANY else _MANY
        rows[base + 2] = end - 1 - line if end - 1 - line < _MANY else _MANY
        rows[base + 3] = (mass - first[line]) / (size - 1) if size > 1 else -1.0
