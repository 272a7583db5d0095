"""How well bytes read in an encoding: the cost, in eighths of a nat, of each candidate's reading.

A candidate is a block of `STRIDE` bytes in `tables`: the kind of each byte (`BAD`, `SINGLE`, `LEAD`, `LEAD3`,
`LEAD4`), the cost of each single byte, and the cost of each pair. ASCII after ASCII costs nothing, since every
candidate reads it alike; what follows a character of the encoding is charged.
"""

from array import array

STRIDE = 66048
"""256 kinds, 256 costs of single bytes, 65,536 costs of pairs."""
BAD = 0
SINGLE = 1
LEAD = 2
LEAD3 = 3
LEAD4 = 4
NONE = 255
"""Cost of a pair that is no character."""
FOUR = 254
"""Cost of a pair that begins a four-byte character of GB18030."""
LONG = 96
"""Cost of a character of three or four bytes: 12 nats, that of a rare ideograph."""
WRONG = 144
"""Cost of a byte that does not fit: 18 nats, one damaged byte in some thousands, and which it was."""
ENTER = 48
"""Cost of beginning a run of single bytes (half-width kana): 6 nats, one character in 400 begins one."""
CUT = 40
"""Cost of a character that the end of the bytes cuts."""


def pair_costs(pairs: "array[int]", points: bytes, out: bytearray, base: int) -> None:
    """Fill `out[base:base + 65536]` with the cost of the character of each pair; `NONE` where there is none."""
    for pair in range(65536):
        point = pairs[pair]
        if point == 0:
            out[base + pair] = NONE
        elif point > 65535:
            out[base + pair] = LONG + 32
        else:
            out[base + pair] = points[point]


def reach(raw: bytes, start: int, end: int, high: int) -> int:
    """The offset after which `high` bytes above 0x7F have been seen since `start`; `end` when there are fewer."""
    at = start
    while at < end and high > 0:
        if raw[at] > 127:
            high -= 1
        at += 1
    return at


def anchor(raw: bytes, start: int, end: int) -> int:
    """The next offset in `start..end` after a byte that is no part of a longer character (below 0x30)."""
    at = start
    while at < end and raw[at] >= 48:
        at += 1
    return at


def cost(
    raw: bytes, start: int, end: int, tables: bytes, base: int, after: bytes, tally: "array[int]", slot: int
) -> int:
    """Cost of `raw[start:end]` read by the candidate at `base`.

    Adds to `tally[slot]` the characters beyond ASCII, to `tally[slot + 1]` the bytes that do not fit.
    """
    total = 0
    chars = 0
    wrong = 0
    previous = 0
    at = start
    while at < end:
        byte = raw[at]
        if byte < 128:
            if previous != 0:
                total += after[byte]
                previous = 0
            at += 1
            continue
        kind = tables[base + byte]
        step = 1
        price = NONE
        if kind == LEAD:
            if at + 1 >= end:
                total += CUT
                break
            price = tables[base + 512 + (byte << 8 | raw[at + 1])]
            step = 2
            if price == FOUR:
                if at + 3 >= end:
                    total += CUT
                    break
                price = NONE
                if raw[at + 2] >= 129 and 48 <= raw[at + 3] <= 57:
                    price = LONG
                    step = 4
            if price == NONE and raw[at + 1] < 128:
                step = 1
        elif kind == SINGLE:
            price = tables[base + 256 + byte]
            if previous != SINGLE:
                total += ENTER
        elif kind == LEAD3:
            if at + 2 >= end:
                total += CUT
                break
            if raw[at + 1] > 160 and raw[at + 2] > 160:
                price = LONG
                step = 3
        elif kind == LEAD4:
            if at + 3 >= end:
                total += CUT
                break
            if 161 <= raw[at + 1] <= 176 and raw[at + 2] > 160 and raw[at + 3] > 160:
                price = LONG
                step = 4
        if price == NONE:
            price = WRONG
            wrong += 1
        chars += 1
        total += price
        previous = kind if kind == SINGLE else LEAD
        at += step
    tally[slot] += chars
    tally[slot + 1] += wrong
    return total


def ladder(
    raw: bytes,
    start: int,
    end: int,
    tables: bytes,
    count: int,
    after: bytes,
    totals: "array[int]",
    tally: "array[int]",
) -> None:
    """Add to `totals` what each of the `count` candidates makes of `raw[start:end]`; see `cost` for `tally`."""
    for at in range(count):
        totals[at] += cost(raw, start, end, tables, at * STRIDE, after, tally, 2 * at)


def single_cost(raw: bytes, start: int, end: int, table: bytes, base: int) -> int:
    """Cost of `raw[start:end]` as text of single bytes, each after the one before it."""
    total = 0
    previous = 10
    for at in range(start, end):
        byte = raw[at]
        if byte > 127 or previous > 127:
            total += table[base + (previous << 8 | byte)]
        previous = byte
    return total


def utf8_cost(
    raw: bytes, start: int, end: int, points: bytes, after: bytes, tally: "array[int]", slot: int
) -> int:
    """Cost of `raw[start:end]` as UTF-8; `tally` as in `cost`.

    A letter of two bytes is charged 6 nats after one of the same script (the lead bytes are neighbours), 10
    otherwise: nearly two thousand letters, of which a text uses one alphabet.
    """
    total = 0
    chars = 0
    wrong = 0
    previous = 0
    at = start
    while at < end:
        byte = raw[at]
        if byte < 128:
            if previous != 0:
                total += after[byte]
                previous = 0
            at += 1
            continue
        size = 0
        if 194 <= byte < 224:
            size = 2
        elif 224 <= byte < 240:
            size = 3
        elif 240 <= byte < 245:
            size = 4
        step = 1
        while step < size and at + step < end and 128 <= raw[at + step] < 192:
            step += 1
        chars += 1
        if size == 0:
            total += WRONG
            wrong += 1
            previous = 255
        elif step < size:
            if at + step >= end:
                total += CUT
                break
            total += WRONG
            wrong += 1
            previous = 255
        elif size == 2:
            total += 48 if previous == 0 or -2 < byte - previous < 2 else 80
            previous = byte
        elif size == 3:
            price = points[(byte & 15) << 12 | (raw[at + 1] & 63) << 6 | (raw[at + 2] & 63)]
            total += price if price < 88 else 88
            previous = 224
        else:
            total += 80
            previous = 224
        at += step
    tally[slot] += chars
    tally[slot + 1] += wrong
    return total


def text_cost(text: str, points: bytes, after: bytes) -> int:
    """Cost of decoded text, for encodings whose bytes are not worth a table of their own."""
    total = 0
    previous = 0
    for char in text:
        point = ord(char)
        if point < 128:
            if previous != 0:
                total += after[point]
            previous = 0
            if point < 32 and point != 9 and point != 10 and point != 13:
                total += WRONG
        else:
            total += points[point] if point < 65536 else LONG
            previous = 1
    return total
