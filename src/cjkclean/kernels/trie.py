"""Longest-match dictionary conversion over code points, driven by precompiled flat tables.

All tables are flat buffers, so that the same source runs compiled and uncompiled. `source` and `target` hold one code
point an item (format "I"). `cjkclean.script.dictionary` builds the tables and describes their layout.
"""

from __future__ import annotations

from typing import Any


def ids_end(source: Any, start: int, index: int, limit: int, depth: int) -> int:
    """End of the ideographic description sequence or operand at `index`; 0 if incomplete or beyond OpenCC's limits."""
    if index >= limit or depth == 0 or index - start >= 64:
        return 0
    operator = source[index]
    index += 1
    if operator < 0x2FF0 or operator > 0x2FFF:
        return index
    arity = 2
    if operator == 0x2FF2 or operator == 0x2FF3:
        arity = 3
    elif operator >= 0x2FFE:
        arity = 1
    while arity > 0 and index > 0:
        index = ids_end(source, start, index, limit, depth - 1)
        arity -= 1
    return index


def convert_run(
    source: Any,
    length: int,
    limits: Any,
    infos: Any,
    pairs: Any,
    shift: int,
    cells: Any,
    base: int,
    offsets: Any,
    pool: Any,
    split: bool,
    record: int,
    target: Any,
    cuts: Any,
    units: Any,
    counts: Any,
) -> int:
    """Convert `source[:length]` into `target` and return the length of the result.

    At each position the key of the lowest level wins, and among those the longest. One function, because passing
    tables on costs more than a step in them.

    Args:
        limits: ends of the segments that no match may cross; the last is `length`.
        split: whether a match of level 0 is a segment of its own for the next pass.
        record: what to write to `units`, five integers each: start, end, start and end in `target`, length of the key.
            0: nothing; 1: what changed, character by character where the key keeps its length, and single characters
            that had a choice; 2: every key found, whole.
        cuts: receives the ends of the segments in the result.
        counts: receives the number of cuts, the number of integers in `units`, and whether anything changed.

    Returns:
        The length of the result, or -1 if the text has to be normalized first.
    """
    # The bits of an entry of `infos` and the multipliers of the pair filter, as in `trie_layout`: only constants
    # inside the function stay constants when it is compiled.
    payload, single, multi, phrase, foreign, choice = 0x1FFFFF, 1 << 21, 1 << 22, 1 << 25, 1 << 27, 1 << 28
    actions = 0xFFFFFFF
    hash_a, hash_b = 16777619, 1540483477
    mask = len(pairs) * 8 - 1  # after the shift: the sum wraps around when compiled
    known = len(infos)
    position = 0
    out = 0
    segment = 0
    cut = 0
    n_cuts = 0
    n_units = 0
    changed = 0
    limit = limits[0]
    while position < length:
        if position == limit:
            if out != cut:
                cuts[n_cuts] = out
                n_cuts += 1
                cut = out
            segment += 1
            limit = limits[segment]
        code = source[position]
        info = infos[code] if code < known else 0
        if info & actions == 0:
            target[out] = code
            out += 1
            position += 1
            continue
        value = 0
        level = 3
        if info & phrase:
            if position + 1 < limit:
                pair = ((code * hash_a + source[position + 1] * hash_b) >> shift) & mask
                if (pairs[pair >> 3] >> (pair & 7)) & 1:
                    if info & single:
                        level = (info >> 23) & 3
                    node = base + (info >> 32)
                    below = cells[node] & 0xFFFFF
                    index = position + 1
                    while below != 0 and index < limit:
                        code = source[index]
                        symbol = (infos[code] >> 32) if code < known else 0
                        cell = cells[below + symbol]
                        if (cell >> 20) & 0xFFFFF != node:
                            break
                        node = below + symbol
                        below = cell & 0xFFFFF
                        index += 1
                        if cell >> 56 <= level and cell >> 40 & 0xFFFF != 0:
                            level = cell >> 56
                            value = cell >> 40 & 0xFFFF
                            size = index - position
                    code = source[position]
        elif info & foreign:
            return -1
        elif not info & single:
            index = ids_end(source, position, position, limit, 16)
            if index == 0:
                index = position + 1
            while position < index:
                target[out] = source[position]
                out += 1
                position += 1
            continue
        if value == 0:
            if info & multi:
                value = info & payload
                level = (info >> 23) & 3
                size = 1
            else:
                new = code
                whole = 0
                if info & single:
                    new = info & payload
                    whole = split and (info >> 23) & 3 == 0
                if whole and out != cut:
                    cuts[n_cuts] = out
                    n_cuts += 1
                target[out] = new
                if new != code:
                    changed = 1
                if record and (new != code or info & choice or (record == 2 and info & single)):
                    units[n_units] = position
                    units[n_units + 1] = position + 1
                    units[n_units + 2] = out
                    units[n_units + 3] = out + 1
                    units[n_units + 4] = 1
                    n_units += 5
                out += 1
                position += 1
                if whole:
                    cuts[n_cuts] = out
                    n_cuts += 1
                    cut = out
                continue
        if split and level == 0 and out != cut:
            cuts[n_cuts] = out
            n_cuts += 1
        start = out
        end = position + size
        if value == 1:
            for index in range(position, end):
                code = source[index]
                info = infos[code]
                target[out] = info & payload if info & single else code
                out += 1
        else:
            for index in range(offsets[value], offsets[value + 1]):
                target[out] = pool[index]
                out += 1
        if out - start != size or record == 2:
            changed = 1
            if record:
                units[n_units] = position
                units[n_units + 1] = end
                units[n_units + 2] = start
                units[n_units + 3] = out
                units[n_units + 4] = size
                n_units += 5
            position = end
        else:
            while position < end:
                if source[position] != target[start]:
                    changed = 1
                    if record:
                        units[n_units] = position
                        units[n_units + 1] = position + 1
                        units[n_units + 2] = start
                        units[n_units + 3] = start + 1
                        units[n_units + 4] = size
                        n_units += 5
                position += 1
                start += 1
        if split and level == 0:
            cuts[n_cuts] = out
            n_cuts += 1
            cut = out
    if out != cut:
        cuts[n_cuts] = out
        n_cuts += 1
    counts[0] = n_cuts
    counts[1] = n_units
    counts[2] = changed
    return out
