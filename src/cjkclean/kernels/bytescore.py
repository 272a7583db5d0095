"""How well bytes read in an encoding: the cost, in eighths of a nat, of each candidate's reading.

A candidate is a block of 66,048 bytes in `tables`: the kind of each byte (0 is no beginning of a character, 1 a
single byte, 2, 3, 4 the first byte of so many), the cost of each single byte, and the cost of each pair (255: no
character; 254: beginning of a four-byte character of GB18030; 250: Greek or Cyrillic, see `letter`). ASCII after ASCII
costs nothing, since every candidate reads it alike; what follows a character of the encoding is charged.

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


def letter(raw: bytes, at: int, end: int, tables: bytes, base: int) -> int:
    """The cost of the Greek or Cyrillic letter at `at`: 8 nats in a word, 14 for a lone one."""
    if at + 3 < end and tables[base + 512 + (raw[at + 2] << 8 | raw[at + 3])] == 250:
        return 64
    if at > 1 and tables[base + 512 + (raw[at - 2] << 8 | raw[at - 1])] == 250:
        return 64
    return 112


def character(raw: bytes, at: int, end: int, tables: bytes, base: int) -> int:
    """The character that begins at `at`, a byte above 0x7F: its bytes, 8 if `end` cuts it, and 16 times its cost.

    The cost is 255 where nothing fits.
    """
    byte = raw[at]
    kind = tables[base + byte]
    if kind == 2:
        if at + 1 >= end:
            return 64 << 4 | 8 | 1
        price = tables[base + 512 + (byte << 8 | raw[at + 1])]
        if price < 254:
            return price << 4 | 2
        if price == 254:
            if at + 3 >= end:
                return 160 << 4 | 8 | (end - at)
            if raw[at + 2] >= 129 and 48 <= raw[at + 3] <= 57:
                return (136 if byte < 133 else 144 if 148 <= byte < 156 else 200) << 4 | 4
        return 255 << 4 | (1 if raw[at + 1] < 128 else 2)
    if kind == 1:
        return tables[base + 256 + byte] << 4 | 1
    if kind > 2:
        if at + kind > end:
            return 64 << 4 | 8 | (end - at)
        if raw[at + 1] > 160 and raw[at + 2] > 160 and (kind == 3 or (raw[at + 1] < 177 and raw[at + 3] > 160)):
            return 96 << 4 | kind
    return 255 << 4 | 1


def cost(
    raw: bytes, start: int, end: int, tables: bytes, base: int, after: bytes, tally: "array[int]", slot: int
) -> int:
    """Cost of `raw[start:end]` read by the candidate at `base`.

    Adds to `tally[slot]` the characters beyond ASCII, to `tally[slot + 1]` the bytes that do not fit.
    """
    total = chars = wrong = previous = lately = last = alone = 0
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
        chars += 1
        alone = 0
        if previous == 0 and at > start and raw[at - 1] >= 65:
            total += 24
            alone = 1
        pair = byte << 8 | raw[at + 1] if at + 1 < end else 0
        price = tables[base + 512 + pair]
        if price < 254:
            if price == 250:
                price = letter(raw, at, end, tables, base)
            total += 24 if pair == last and price > 24 else price
            last = pair
            previous = lately = 2
            at += 2
            continue
        if tables[base + byte] == 1 and tables[base + 256 + byte] != 255:
            total += tables[base + 256 + byte] + (0 if previous == 1 else 8 if lately == 1 else 48)
            previous = lately = 1
            at += 1
            continue
        packed = character(raw, at, end, tables, base)
        total += packed >> 4
        if packed >> 4 == 255:
            total -= 111
            wrong += 1
        previous = lately = 2
        at += packed & 7
    tally[slot] += chars
    tally[slot + 1] += wrong
    return total


def utf8_cost(raw: bytes, start: int, end: int, points: bytes, after: bytes, tally: "array[int]", slot: int) -> int:
    """Cost of `raw[start:end]` as UTF-8; `tally` as in `cost`.

    A letter of two bytes is charged 6 nats after one of the same script (the lead bytes are neighbours), 10
    otherwise: nearly two thousand letters, of which a text uses one alphabet.
    """
    total = chars = wrong = previous = 0
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
        size = 0 if byte < 194 or byte > 244 else 2 if byte < 224 else 3 if byte < 240 else 4
        step = 1
        while step < size and at + step < end and 128 <= raw[at + step] < 192:
            step += 1
        chars += 1
        if step < size and at + step >= end:
            total += 64
            break
        if step != size:
            total += 144
            wrong += 1
            previous = 255
        elif size == 2:
            total += 48 if previous == 0 or -2 < byte - previous < 2 else 80
            previous = byte
        else:
            price = 80
            if size == 3:
                price = points[(byte & 15) << 12 | (raw[at + 1] & 63) << 6 | (raw[at + 2] & 63)]
            total += price if price < 88 else 88
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
    """Cost of the ASCII bytes of `raw[start:end]` that follow ASCII, which other costs leave out.

    A byte that repeats the one before costs a nat at most: indents, rules and rows of dots.
    """
    total = 0
    previous = 10
    for at in range(start, end):
        byte = raw[at]
        if byte < 128 and previous < 128:
            price = table[base + (previous << 8 | byte)]
            total += price if byte != previous or price < 8 else 8
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

    ASCII is charged, too (3 nats a character), a control character as a byte that does not fit, and what stands
    beyond the ideographs (U+33450 and on) as unassigned.
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
            price = points[point] if point < 65536 else 96 if point < 210000 else 200
            if price > 48 and (point < 1792 or 2304 <= point < 2432 or 3584 <= point < 3712 or 8192 <= point < 8304):
                price = 48 if previous == 0 or point >> 8 == previous >> 8 else 80
            total += price
            previous = point
    return total


def strange(raw: bytes, tables: bytes, base: int, rival: int, points: bytes, after: bytes, tally: "array[int]") -> int:
    """The offset of the first line of `raw` that another reading may explain better; -1 if there is none.

    A line is strange when a stretch of it is `dear`, or when `foreign` says so. `tally` holds eight numbers.
    """
    begin = 0
    end = len(raw)
    while begin < end:
        if dear(raw, begin, end, tables, base, after, tally) != 0:
            return begin
        if foreign(raw, begin, tables, base, rival, points, after, tally) != 0:
            return begin
        begin = tally[4]
    return -1


def dear(raw: bytes, start: int, end: int, tables: bytes, base: int, after: bytes, tally: "array[int]") -> int:
    """Whether a stretch of the line at `start` costs 20 nats more than it should, at 5 nats a byte.

    Running text costs 2.5 to 4.5 nats a byte (above 0x7F, or after one that is), read shifted or in a wrong encoding
    6. With 16 nats, one flawless page in thirty was looked at again, for its names; with 20, one in a hundred, and no
    lost byte fewer was found.

    Sets `tally[4:8]`: where the line ends, its cost, its bytes that are charged for, its single bytes.
    """
    line = excess = high = singles = previous = 0
    at = start
    while at < end:
        byte = raw[at]
        if byte < 128:
            at += 1
            if previous != 0:
                line += after[byte]
                excess += after[byte] - 40
                high += 1
                previous = 0
            if byte < 32:
                break
            continue
        pair = byte << 8 | raw[at + 1] if at + 1 < end else 0
        price = tables[base + 512 + pair]
        step = 2
        previous = 1
        if tables[base + byte] == 1:
            price = tables[base + 256 + byte]
            step = 1
            singles += 1
        elif price == 250:
            price = letter(raw, at, end, tables, base)
        elif price >= 254:
            packed = character(raw, at, end, tables, base)
            price = packed >> 4
            step = packed & 7
        high += step
        at += step
        line += price
        excess = max(0, excess + price - 40 * step)
        if excess > 160:
            return 1
    tally[4] = at
    tally[5] = line
    tally[6] = high
    tally[7] = singles
    return 0


def foreign(
    raw: bytes, start: int, tables: bytes, base: int, rival: int, points: bytes, after: bytes, tally: "array[int]"
) -> int:
    """Whether the line at `start`, which `dear` has measured, may be in another encoding.

    So it may, with eight bytes at least, when it costs more than 4.5 nats a byte, is flawless UTF-8 and cheaper so;
    or when it has eight single bytes and is flawless and cheaper by 2 nats a character in the encoding at `rival`:
    EUC-JP read as Shift_JIS is half-width kana.
    """
    end = tally[4]
    price = tally[5]
    high = tally[6]
    if high < 8:
        return 0
    tally[0] = tally[1] = 0
    if price > 36 * high and utf8_cost(raw, start, end, points, after, tally, 0) < price and tally[1] == 0:
        return 1
    if rival < 0 or tally[7] < 8 or fits(raw, start, end, tables, rival) == 0:
        return 0
    tally[0] = 0
    price = cost(raw, start, end, tables, rival, after, tally, 0)
    return 1 if price + 16 * tally[0] < cost(raw, start, end, tables, base, after, tally, 2) else 0


def fits(raw: bytes, start: int, end: int, tables: bytes, base: int) -> int:
    """Whether all of `raw[start:end]` are characters of the candidate at `base`."""
    at = start
    while at < end:
        if raw[at] < 128:
            at += 1
        elif at + 1 < end and tables[base + 512 + (raw[at] << 8 | raw[at + 1])] < 254:
            at += 2
        else:
            packed = character(raw, at, end, tables, base)
            if packed >> 4 == 255:
                return 0
            at += packed & 7
    return 1


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
    and is passed over (24 nats: dearer than one rare character, so that only a loss explains it; 8 for the last one,
    which the end of the bytes may have cut). `best[0]` becomes the cost, comparable to `cost`; both arrays hold
    `end - start + 1` entries.
    """
    size = end - start
    best[size] = 0
    for back in range(size):
        place = size - 1 - back
        at = start + place
        byte = raw[at]
        if byte < 128:
            best[place] = best[place + 1]
            if place > 0 and raw[at - 1] > 127:
                best[place] += after[byte]
            steps[place] = 1
            continue
        least = best[place + 1] + 192
        step = 0
        price = tables[base + 512 + (byte << 8 | raw[at + 1])] if at + 1 < end else 255
        if price < 254:
            if price == 250:
                price = letter(raw, at, end, tables, base)
            if best[place + 2] + price < least:
                least = best[place + 2] + price
                step = 2
        elif tables[base + byte] != 0:
            packed = character(raw, at, end, tables, base)
            price = packed >> 4
            if packed & 15 == 9:
                least -= 128
            elif packed & 8 == 0 and price != 255:
                price += 16 if packed & 7 == 1 else 0
                if best[place + (packed & 7)] + price < least:
                    step = packed & 7
                    least = best[place + step] + price
        best[place] = least
        steps[place] = step
