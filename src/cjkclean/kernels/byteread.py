"""Reading bytes by a table, where no codec of the standard library does or where bytes are damaged.

`steps` says how many bytes the character at each offset has, as `bytescore.align` found; 0 for a byte to pass over.
The `.pxd` beside this file gives the C types.
"""

from array import array


def linear(four: "array[int]", code: int) -> int:
    """The code point of a linear four-byte code of GB18030; `four` holds (code, code point) of each run."""
    low = 0
    high = len(four) // 2
    while high - low > 1:
        middle = (low + high) // 2
        if four[2 * middle] <= code:
            low = middle
        else:
            high = middle
    point = four[2 * low + 1] + code - four[2 * low]
    return point if point < 0x110000 else 0


def read(
    raw: bytes,
    start: int,
    end: int,
    steps: bytearray,
    pairs: "array[int]",
    singles: "array[int]",
    sequences: "array[int]",
    planes: "array[int]",
    four: "array[int]",
    out: "array[int]",
    bad: "array[int]",
    tally: "array[int]",
) -> None:
    """Write the code points of `raw[start:end]` to `out`, and to `bad` where bytes fit nothing.

    `sequences` holds (pair, first, second code point) of the pairs that stand for two; `planes` the planes that
    prefixes of three-byte and four-byte characters name, 8,836 cells each; `bad` gets triples (byte offset, bytes,
    offset in `out`). `tally[0]` becomes the number of code points, `tally[1]` that of triples.
    """
    at = start
    count = 0
    wrong = 0
    while at < end:
        step = steps[at - start]
        byte = raw[at]
        point = 0
        if step == 1:
            point = singles[byte] if byte > 127 else byte
            if byte == 0:
                out[count] = 0
                count += 1
                at += 1
                continue
        elif step == 2:
            pair = byte << 8 | raw[at + 1]
            point = pairs[pair]
            if point == 0:
                for slot in range(0, len(sequences), 3):
                    if sequences[slot] == pair:
                        out[count] = sequences[slot + 1]
                        count += 1
                        point = sequences[slot + 2]
        elif step == 3:
            point = planes[(raw[at + 1] - 161) * 94 + raw[at + 2] - 161]
        elif step == 4 and raw[at + 1] < 128:
            point = linear(
                four,
                (((byte - 129) * 10 + raw[at + 1] - 48) * 126 + raw[at + 2] - 129) * 10 + raw[at + 3] - 48,
            )
        elif step == 4:
            place = (raw[at + 1] - 161) * 8836 + (raw[at + 2] - 161) * 94 + raw[at + 3] - 161
            point = planes[place] if place < len(planes) else 0
        if step == 0:
            step = 1
        if point == 0 or point > 0x10FFFF:
            point = 0xFFFD
            bad[3 * wrong] = at
            bad[3 * wrong + 1] = step
            bad[3 * wrong + 2] = count
            wrong += 1
        out[count] = point
        count += 1
        at += step
    tally[0] = count
    tally[1] = wrong
