"""How well bytes read in an encoding: the cost, in eighths of a nat, of each candidate's reading.

A candidate is a block of 66,048 bytes in `tables`: the kind of each byte (0 is no beginning of a character, 1 a
single byte, 2, 3, 4 the first byte of so many), the cost of each single byte, and the cost of each pair (255: no
character; 254: beginning of a four-byte character of GB18030). ASCII after ASCII costs nothing, since every candidate
reads it alike; what follows a character of the encoding is charged.

The numbers stand as literals in the loops, which the C compiler needs; in eighths of a nat:

    96   12 nats: a character of three or four bytes, as a rare ideograph (136, 144, 200 in GB18030, for the Basic
         Multilingual Plane, emoji and further ideographs, and what is unassigned)
    144  18 nats: a byte that does not fit: one damaged byte in some thousands, and which of 256 it became
    48   6 nats: the beginning of a run of single bytes (half-width kana): one character in 400 begins one (8,
         1 nat, when the last character beyond ASCII was one of them, too)
    64   8 nats: a character that the end of the bytes cuts (160, 20 nats, where it would be one of four bytes)
    24   3 nats: a character right after an ASCII letter; in CJK text one letter in twenty is followed by one; as
         much again when it stands alone between two
    24   3 nats: a character that repeats the one before, at most: one in twenty is part of a rule or a row of dots

The `.pxd` beside this file gives the C types.
"""

from array import array


def pair_costs(pairs: "array[int]", points: bytes, out: bytearray, base: int) -> None:
    """Fill `out[base:base + 65536]` with the cost of the character of each pair; `255` where there is none."""
    for pair in range(65536):
        point = pairs[pair]
        if point == 0:
            out[base + pair] = 255
        elif point > 65535:
            out[base + pair] = 128
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
    alone = 0
    lately = 0
    last = 0
    at = start
    while at < end:
        byte = raw[at]
        if byte < 128:
            if previous != 0:
                total += after[byte]
                if alone == 1 and byte >= 65:
                    total += 24
                previous = 0
            at += 1
            continue
        alone = 0
        if previous == 0 and at > start and raw[at - 1] >= 65:
            total += 24
            alone = 1
        kind = tables[base + byte]
        step = 1
        price = 255
        if kind == 2:
            if at + 1 >= end:
                total += 64
                break
            pair = byte << 8 | raw[at + 1]
            price = tables[base + 512 + pair]
            step = 2
            if price < 254:
                if pair == last and price > 24:
                    price = 24
                last = pair
            elif price == 254:
                if at + 3 >= end:
                    total += 160
                    break
                price = 255
                if raw[at + 2] >= 129 and 48 <= raw[at + 3] <= 57:
                    price = 136 if byte < 133 else 144 if 148 <= byte < 156 else 200
                    step = 4
            if price == 255 and raw[at + 1] < 128:
                step = 1
        elif kind == 1:
            price = tables[base + 256 + byte]
            if previous != 1:
                total += 8 if lately == 1 else 48
        elif kind == 3:
            if at + 2 >= end:
                total += 64
                break
            if raw[at + 1] > 160 and raw[at + 2] > 160:
                price = 96
                step = 3
        elif kind == 4:
            if at + 3 >= end:
                total += 64
                break
            if 161 <= raw[at + 1] <= 176 and raw[at + 2] > 160 and raw[at + 3] > 160:
                price = 96
                step = 4
        if price == 255:
            price = 144
            wrong += 1
        chars += 1
        total += price
        previous = lately = kind if kind == 1 else 2
        at += step
    tally[slot] += chars
    tally[slot + 1] += wrong
    return total


def utf8_cost(raw: bytes, start: int, end: int, points: bytes, after: bytes, tally: "array[int]", slot: int) -> int:
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
        if previous == 0 and at > start and raw[at - 1] >= 65 and byte > 223:
            total += 24
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
            total += 144
            wrong += 1
            previous = 255
        elif step < size:
            if at + step >= end:
                total += 64
                break
            total += 144
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


def ladder(
    raw: bytes,
    start: int,
    end: int,
    tables: bytes,
    count: int,
    points: bytes,
    after: bytes,
    totals: "array[int]",
    tally: "array[int]",
) -> None:
    """Add to `totals` what each of the `count` candidates makes of `raw[start:end]`, then what UTF-8 does.

    `tally` gets two numbers for each, as in `cost`, and after them the bytes that are charged for at all: those above
    0x7F and what follows them.
    """
    for at in range(count):
        totals[at] += cost(raw, start, end, tables, at * 66048, after, tally, 2 * at)
    totals[count] += utf8_cost(raw, start, end, points, after, tally, 2 * count)
    tally[2 * count + 2] += charged(raw, start, end)


def charged(raw: bytes, start: int, end: int) -> int:
    """How many bytes of `raw[start:end]` are above 0x7F or follow one that is."""
    total = 0
    previous = 0
    for at in range(start, end):
        byte = raw[at]
        if byte > 127 or previous > 127:
            total += 1
        previous = byte
    return total


def byte_table(symbols: "array[int]", pairs: bytes, size: int, out: bytearray, base: int) -> None:
    """Fill `out[base:base + 65536]` with the cost of each byte after each, in an encoding.

    `symbols` gives the row of each byte in the square table `pairs` of `size` rows, `size` itself for a byte that
    the encoding does not define.
    """
    for first in range(256):
        for second in range(256):
            a = symbols[first]
            b = symbols[second]
            price = 144
            if b < size:
                price = pairs[(a if a < size else size - 1) * size + b]
            out[base + (first << 8 | second)] = price


def ascii_cost(raw: bytes, start: int, end: int, table: bytes, base: int) -> int:
    """Cost of the ASCII bytes of `raw[start:end]` that follow ASCII, which other costs leave out."""
    total = 0
    previous = 10
    for at in range(start, end):
        byte = raw[at]
        if byte < 128 and previous < 128:
            total += table[base + (previous << 8 | byte)]
        previous = byte
    return total


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


def text_cost(text: str, points: bytes, after: bytes) -> int:
    """Cost of decoded text, for UTF-16 and UTF-32; letters outside CJK are charged as in UTF-8, those of scripts with
    many readers.

    ASCII is charged, too (3 nats a character), and a control character as a byte that does not fit.
    """
    total = 0
    previous = 0
    for char in text:
        point = ord(char)
        if point < 128:
            total += after[point] if previous else 24
            previous = 0
            if point < 32 and point != 9 and point != 10 and point != 13:
                total += 144
        else:
            price = points[point] if point < 65536 else 96
            if price > 48 and (point < 1792 or 2304 <= point < 2432 or 3584 <= point < 3712 or 8192 <= point < 8304):
                price = 48 if previous == 0 or point >> 8 == previous >> 8 else 80
            total += price
            previous = point
    return total


def strange(
    raw: bytes, start: int, end: int, tables: bytes, base: int, points: bytes, after: bytes, tally: "array[int]"
) -> int:
    """The offset of the first stretch that another encoding may explain better than the one at `base`; -1 if none.

    Stretches end at bytes below 0x20 (line ends, escapes). One is strange when it costs more than 5.5 nats a byte
    (above 0x7F, or after one that is; running text costs 2.5 to 4.5, wrong readings 6), with at least 8 such bytes; or
    more than 4.5, when it is flawless UTF-8 and cheaper so.
    """
    at = start
    while at < end:
        stop = at
        high = 0
        previous = 0
        while stop < end and raw[stop] >= 32:
            byte = raw[stop]
            if byte > 127 or previous > 127:
                high += 1
            previous = byte
            stop += 1
        if high >= 8:
            tally[0] = tally[1] = tally[2] = tally[3] = 0
            price = cost(raw, at, stop, tables, base, after, tally, 0)
            if price > 44 * high:
                return at
            if price > 36 * high and utf8_cost(raw, at, stop, points, after, tally, 2) < price and tally[3] == 0:
                return at
        at = stop + 1
    return -1


def align(
    raw: bytes,
    start: int,
    end: int,
    tables: bytes,
    base: int,
    after: bytes,
    best: "array[int]",
    steps: bytearray,
) -> None:
    """Cut `raw[start:end]` into characters of the candidate at `base` so that the whole costs least.

    `steps[i]` becomes the number of bytes of the character that begins at `start + i`, 0 where a byte fits nothing
    and is passed over (24 nats: dearer than one rare character, so that only a loss explains it). `best[0]`
    becomes the cost, comparable to `cost`; both arrays hold `end - start + 1` entries.
    """
    size = end - start
    best[size] = 0
    for back in range(size):
        place = size - 1 - back
        at = start + place
        byte = raw[at]
        least = best[place + 1] + 192
        step = 0
        if byte < 128:
            least = best[place + 1]
            if place > 0 and raw[at - 1] > 127:
                least += after[byte]
            step = 1
        else:
            kind = tables[base + byte]
            if kind == 2 and place + 1 < size:
                price = tables[base + 512 + (byte << 8 | raw[at + 1])]
                if price < 254 and best[place + 2] + price < least:
                    least = best[place + 2] + price
                    step = 2
                elif price == 254 and place + 3 < size and raw[at + 2] >= 129 and 48 <= raw[at + 3] <= 57:
                    step = 4
            elif kind == 1:
                price = tables[base + 256 + byte] + 16
                if best[place + 1] + price < least:
                    least = best[place + 1] + price
                    step = 1
            elif kind == 3 and place + 2 < size and raw[at + 1] > 160 and raw[at + 2] > 160:
                step = 3
            elif kind == 4 and place + 3 < size and raw[at + 1] > 160 and raw[at + 2] > 160 and raw[at + 3] > 160:
                step = 4
            if step > 2:
                price = best[place + step] + 96
                if step == 4 and raw[at + 1] < 128:
                    price += 40 if byte < 133 else 48 if 148 <= byte < 156 else 104
                step = step if price < least else 0
                least = price if price < least else least
        best[place] = least
        steps[place] = step
