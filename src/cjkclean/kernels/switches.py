"""The encoding of each stretch of bytes such that readings and changes of encoding cost least together."""

from array import array

from cjkclean.kernels import bytescore

_NEWLINE = 10


def cheapest(
    raw: bytes,
    spans: "array[int]",
    count: int,
    tables: bytes,
    points: bytes,
    after: bytes,
    home: int,
    prices: "array[int]",
    path: "array[int]",
) -> int:
    """Fill `path` with the encoding of each span; return what that costs.

    Args:
        raw: the bytes.
        spans: start and end of each span, in order.
        count: encodings, UTF-8 the last of them.
        tables, points, after: as for `bytescore.ladder`.
        home: the encoding that it begins with.
        prices: of a change to or from UTF-8, of any other, and what one within a line costs more.
        path: room for a number a span.
    """
    utf8 = count - 1
    size = len(spans) // 2
    totals = array("q", bytes(8 * count))
    now = array("q", bytes(8 * count))
    tally = array("q", bytes(16 * count + 8))
    came = bytearray(size * count)
    for name in range(count):
        totals[name] = 0 if name == home else prices[0] if name == utf8 else prices[1]
    last = 0
    for at in range(size):
        start = spans[2 * at]
        end = spans[2 * at + 1]
        inside = 0 if _parted(raw, last, start) else prices[2]
        last = end
        for name in range(count):
            now[name] = 0
        # with the byte behind it, which tells a character that is cut from one that the input cuts
        bytescore.ladder(raw, start, min(end + 1, len(raw)), tables, utf8, points, after, now, tally)
        legacy = _least(totals, utf8)
        for name in range(count):
            least = totals[name]
            source = name
            for turn in range(2):
                other = legacy if turn == 0 else utf8
                price = totals[other] + inside + (prices[0] if utf8 in (name, other) else prices[1])
                if other != name and (price < least or (price == least and other < source)):
                    least = price
                    source = other
            now[name] += least
            came[at * count + name] = source
        totals, now = now, totals
    name = _least(totals, count)
    total = totals[name]
    for step in range(size):
        at = size - 1 - step
        path[at] = name
        name = came[at * count + name]
    return total


def _least(totals: "array[int]", count: int) -> int:
    best = 0
    for at in range(1, count):
        if totals[at] < totals[best]:
            best = at
    return best


def _parted(raw: bytes, start: int, end: int) -> bool:
    """Whether a line ends in `raw[start:end]`."""
    at = start
    while at < end and raw[at] != _NEWLINE:
        at += 1
    return at < end
