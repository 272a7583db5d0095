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


class Dictionary:
    """The tables of one pass; see `cjkclean.script.dictionary`."""

    def __init__(
        self,
        infos: Any,
        symbols: Any,
        pairs: Any,
        shift: int,
        cells: Any,
        base: int,
        values: Any,
        levels: Any,
        offsets: Any,
        pool: Any,
    ) -> None:
        self.infos = infos
        self.symbols = symbols
        self.pairs = pairs
        self.shift = shift
        self.cells = cells
        self.base = base
        self.values = values
        self.levels = levels
        self.offsets = offsets
        self.pool = pool

    def convert_even(self, source: Any, length: int, target: Any, hits: Any) -> int:
        """Convert `source[:length]` into `target` where every value is as long as its key.

        First each character by itself, noting in `hits` where a longer key may begin, then those keys: without
        jumps between the two, the second half waits less for the tables.

        Returns:
            Twice the length, plus one if anything may differ; or -1 if this needs `convert`.
        """
        payload, phrase, special = 0x1FFFFF, 1 << 25, 1 << 22 | 1 << 26 | 1 << 27
        hash_a, hash_b = 16777619, 1540483477
        infos, symbols, pairs, cells, values = self.infos, self.symbols, self.pairs, self.cells, self.values
        levels, offsets, pool = self.levels, self.offsets, self.pool
        shift, base = self.shift, self.base
        mask = len(pairs) * 8 - 1
        known, known_symbols = len(infos), len(symbols)
        n = seen = changed = after = 0
        following = source[0] if length > 0 else 0
        for position in range(length):
            code = following
            following = source[position + 1] if position + 1 < length else 0
            info = infos[code] if code < known else 0
            target[position] = code ^ (info & payload)
            seen |= info
            pair = ((code * hash_a + following * hash_b) >> shift) & mask
            hits[n] = position
            n += (pairs[pair >> 3] >> (pair & 7)) & 1
        if seen & special:
            return -1
        for at in range(n):
            position = hits[at]
            if position < after:
                continue
            code = source[position]
            info = infos[code] if code < known else 0
            if not info & phrase:
                continue
            below = cells[base + symbols[code]] & 0x3FFFF
            level = (info >> 23) & 3
            value = 0
            index = position + 1
            while below != 0 and index < length:
                code = source[index]
                symbol = symbols[code] if code < known_symbols else 0
                node = below + symbol
                cell = cells[node]
                if (cell >> 18) & 0x1FFF != symbol:
                    break
                below = cell & 0x3FFFF
                index += 1
                if cell >> 31:
                    found = values[node]
                    if levels[found] <= level:
                        level = levels[found]
                        value = found
                        after = index
            if value > 1:
                for index in range(offsets[value], offsets[value + 1]):
                    changed |= pool[index] ^ source[position]
                    target[position] = pool[index]
                    position += 1
        return length << 1 | ((changed | (seen & payload)) != 0)

    def convert(
        self, source: Any, length: int, target: Any, limits: Any, split: bool, cuts: Any, record: int, units: Any
    ) -> int:
        """Convert `source[:length]` into `target`.

        At each position the key of the lowest level wins, and among those the longest. One long function, because
        passing tables on costs more than a step in them.

        Args:
            limits: ends of the segments that no match may cross, the last is `length`; or None.
            split: whether a match of level 0 is a segment of its own for the next pass.
            cuts: receives the number of segments in the result, then their ends; or None.
            record: what to write to `units`. 0: nothing; 1: what changed, character by character where the key keeps
                its length, and single characters that had a choice; 2: every key found, whole.
            units: receives the number of integers written, then for each piece start, end, start and end in `target`,
                length of the key; or None.

        Returns:
            Twice the length of the result, plus one if it differs; or -1 if the text has to be normalized first.
        """
        # Bits and multipliers as in `trie_layout`: only constants inside the function stay so when it is compiled.
        payload, single, multi, phrase, ids = 0x1FFFFF, 1 << 21, 1 << 22, 1 << 25, 1 << 26
        foreign, choice = 1 << 27, 1 << 28
        special = multi | ids | foreign
        hash_a, hash_b = 16777619, 1540483477
        infos, symbols, pairs, cells, values = self.infos, self.symbols, self.pairs, self.cells, self.values
        levels, offsets, pool = self.levels, self.offsets, self.pool
        shift, base = self.shift, self.base
        mask = len(pairs) * 8 - 1  # after the shift: the sum wraps around when compiled
        known, known_symbols = len(infos), len(symbols)
        position = out = segment = cut = n_cuts = n_units = changed = 0
        limit = length if limits is None else limits[0]
        cutting = cuts is not None
        split = split and cutting
        while position < length:
            if position == limit:
                if cutting and out != cut:
                    n_cuts += 1
                    cuts[n_cuts] = out
                    cut = out
                segment += 1
                limit = limits[segment]
            code = source[position]
            info = infos[code] if code < known else 0
            hit = info & special
            if position + 1 < limit:
                pair = ((code * hash_a + source[position + 1] * hash_b) >> shift) & mask
                hit |= (pairs[pair >> 3] >> (pair & 7)) & 1
            if hit == 0 and not record and not split:
                target[out] = code ^ (info & payload)
                changed |= info & payload
                out += 1
                position += 1
                continue
            value = 0
            level = (info >> 23) & 3
            if info & ids:
                index = ids_end(source, position, position, limit, 16)
                if index == 0:
                    index = position + 1
                while position < index:
                    target[out] = source[position]
                    out += 1
                    position += 1
                continue
            if info & foreign:
                return -1
            if hit & 1 and info & phrase:
                below = cells[base + (symbols[code] if code < known_symbols else 0)] & 0x3FFFF
                index = position + 1
                while below != 0 and index < limit:
                    code = source[index]
                    symbol = symbols[code] if code < known_symbols else 0
                    node = below + symbol
                    cell = cells[node]
                    if (cell >> 18) & 0x1FFF != symbol:
                        break
                    below = cell & 0x3FFFF
                    index += 1
                    if cell >> 31:
                        found = values[node]
                        if levels[found] <= level:
                            level = levels[found]
                            value = found
                            size = index - position
                code = source[position]
            if value == 0:
                if info & multi:
                    value = info & payload
                    size = 1
                else:
                    whole = split and info & single and level == 0
                    if whole and out != cut:
                        n_cuts += 1
                        cuts[n_cuts] = out
                    target[out] = code ^ (info & payload)
                    changed |= info & payload
                    if record and (info & (payload | choice) or (record == 2 and info & single)):
                        units[n_units + 1] = position
                        units[n_units + 2] = position + 1
                        units[n_units + 3] = out
                        units[n_units + 4] = out + 1
                        units[n_units + 5] = 1
                        n_units += 5
                    out += 1
                    position += 1
                    if whole:
                        n_cuts += 1
                        cuts[n_cuts] = out
                        cut = out
                    continue
            if split and level == 0 and out != cut:
                n_cuts += 1
                cuts[n_cuts] = out
            start = out
            end = position + size
            if value == 1:
                for index in range(position, end):
                    code = source[index]
                    info = infos[code] if code < known else 0
                    target[out] = code ^ (info & payload)
                    out += 1
            else:
                for index in range(offsets[value], offsets[value + 1]):
                    target[out] = pool[index]
                    out += 1
            if out - start != size or record == 2:
                changed = 1
                if record:
                    units[n_units + 1] = position
                    units[n_units + 2] = end
                    units[n_units + 3] = start
                    units[n_units + 4] = out
                    units[n_units + 5] = size
                    n_units += 5
                position = end
            else:
                while position < end:
                    if source[position] != target[start]:
                        changed = 1
                        if record:
                            units[n_units + 1] = position
                            units[n_units + 2] = position + 1
                            units[n_units + 3] = start
                            units[n_units + 4] = start + 1
                            units[n_units + 5] = size
                            n_units += 5
                    position += 1
                    start += 1
            if split and level == 0:
                n_cuts += 1
                cuts[n_cuts] = out
                cut = out
        if cutting:
            if out != cut:
                n_cuts += 1
                cuts[n_cuts] = out
            cuts[0] = n_cuts
        if record:
            units[0] = n_units
        return out << 1 | (changed != 0)
