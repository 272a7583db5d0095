"""Longest-match dictionary conversion over code points, driven by precompiled flat tables.

All tables are flat buffers, so that the same source runs compiled and uncompiled. Texts hold one code point an item.
`cjkclean.script.dictionary` builds the tables and describes their layout.

A pass converts each character by itself first, noting where a longer key may begin, and then looks for those keys:
without jumps between the two, the second half waits less for the tables.

What is called once a character reads the tables where they are; what loops over the text takes them along.
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


class Run:
    """A text on its way through one pass.

    Attributes:
        source: the text.
        length: its length.
        limits: ends of the segments that no match may cross, the last is `length`; or None.
        buffer: receives the result, `length` integers, and then, three for each character of the text and one more:
            first the places where a key may begin, behind two thirds of them; then start, end and value of each match.
            Value 0 is for what stays as it is, 1 for what converts character by character.
        matches: number of matches.
        target: the result.
        out_length: length of the result.
        units: what was done, five integers a piece: start, end, start and end in the result, length of the key.
        written: number of integers there.
    """

    def __init__(self, source: Any, length: int, limits: Any, buffer: Any) -> None:
        self.source = source
        self.length = length
        self.limits = limits
        self.buffer = buffer
        self.target = buffer
        self.matches = 0
        self.out_length = length
        self.units: Any = None
        self.written = 0

    def unit(self, start: int, end: int, out: int, out_end: int, size: int) -> None:
        """Add a piece to the record."""
        at = self.written
        self.units[at] = start
        self.units[at + 1] = end
        self.units[at + 2] = out
        self.units[at + 3] = out_end
        self.units[at + 4] = size
        self.written = at + 5


class Dictionary:
    """The tables of one pass; see `cjkclean.script.dictionary`.

    Bits and multipliers are those of `trie_layout`: only constants inside a function stay so when it is compiled.
    """

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

    def convert(self, run: Run) -> int:
        """Convert a text as far as that keeps its length, and note the keys found.

        Returns:
            0: nothing changed; 1: `target` is the result, and may differ; 2: it is once `splice` has run; -1: the
            text has to be normalized first.
        """
        changed = self.by_character(run)
        return self.by_key(run, changed) if run.matches else changed

    def by_character(self, run: Run) -> int:
        """Convert each character by itself; note where more may begin. Whether anything changed."""
        payload, word = 0x1FFFFF, 0xFFFFFFFF
        hash_a, hash_b = 16777619, 1540483477
        infos, pairs = self.infos, self.pairs
        source, buffer = run.source, run.buffer
        shift = self.shift
        known = len(infos)
        n = first = 3 * run.length
        seen = before = info = 0
        for position in range(run.length):
            code = source[position]
            pair = ((before * hash_a + code * hash_b) & word) >> shift
            buffer[n] = position - 1  # nobody minds a place before the first
            n += ((pairs[pair >> 3] >> (pair & 7)) & 1) | info >> 31
            info = infos[code] if code < known else 0
            buffer[position] = code ^ (info & payload)
            seen |= info
            before = code
        if info >> 31:
            buffer[n] = run.length - 1
            n += 1
        run.matches = n - first
        return (seen & payload) != 0

    def by_key(self, run: Run, changed: int) -> int:
        """Look for keys at the places found; see `convert`."""
        offsets, pool, source, buffer = self.offsets, self.pool, run.source, run.buffer
        length = n = run.length
        limits = run.limits
        limit = length if limits is None else limits[0]
        after = segment = uneven = growth = 0
        for hit in range(3 * length, 3 * length + run.matches):
            position = buffer[hit]
            if position < after:
                continue
            while limit <= position:
                segment += 1
                limit = limits[segment]
            found = self.match(run, position, limit)
            if found <= 0:
                if found == 0:
                    continue
                return -1
            after = found >> 16
            value = found & 0xFFFF
            buffer[n] = position
            buffer[n + 1] = after
            buffer[n + 2] = value
            n += 3
            first = offsets[value]
            size = offsets[value + 1] - first
            if value == 0:
                for index in range(position, after):
                    buffer[index] = source[index]
            elif value == 1:
                continue
            elif size == after - position:
                for index in range(first, first + size):
                    changed |= pool[index] ^ source[position]
                    buffer[position] = pool[index]
                    position += 1
            else:
                uneven = 1
                growth += size - (after - position)
        run.matches = (n - length) // 3
        run.out_length = length + growth
        return 2 if uneven else changed != 0

    def match(self, run: Run, position: int, limit: int) -> int:
        """What is to be done at a position: where it ends, and its value in the low 16 bits.

        The result is 0 where there is nothing but the character to convert, -1 where the text has to be normalized.
        """
        multi, phrase, ids, foreign, segment = 1 << 22, 1 << 25, 1 << 26, 1 << 27, 1 << 29
        code = run.source[position]
        info = self.infos[code] if code < len(self.infos) else 0
        if info & phrase:
            found = self.longest(run, position, limit)
            if found > 0:
                return found
        if info & (multi | segment):
            return (position + 1) << 16 | (info & 0x1FFFFF if info & multi else 1)
        if info & ids:
            end = ids_end(run.source, position, position, limit, 16)
            return (end if end > 0 else position + 1) << 16
        return -1 if info & foreign else 0

    def longest(self, run: Run, position: int, limit: int) -> int:
        """The longest key at a position where a phrase begins: its end, and its value in the low 16 bits; or 0."""
        known = len(self.symbols)
        below = self.cells[self.base + self.symbols[run.source[position]]] & 0x3FFFF
        found = 0
        index = position + 1
        while below != 0 and index < limit:
            code = run.source[index]
            symbol = self.symbols[code] if code < known else 0
            node = below + symbol
            cell = self.cells[node]
            if (cell >> 18) & 0x1FFF != symbol:
                break
            below = cell & 0x3FFFF
            index += 1
            if cell >> 31:
                found = index << 16 | self.values[node]
        return found

    def keys(self, run: Run) -> list[int]:
        """Every key at every position, longest first, then from left to right: `2**31 - length << 32 | position`."""
        single, phrase, longest = 1 << 21, 1 << 25, 1 << 31
        found = []
        for position in range(run.length):
            code = run.source[position]
            info = self.infos[code] if code < len(self.infos) else 0
            if info & single:
                found.append((longest - 1) << 32 | position)
            end = run.length if info & phrase else 0
            while end > 0:
                end = self.longest(run, position, end) >> 16
                if end > 0:
                    found.append((longest - (end - position)) << 32 | position)
                    end -= 1
        found.sort()
        return found

    def cover(self, run: Run, taken: bytearray) -> None:
        """Take keys that do not overlap with any taken before, longer ones first.

        Args:
            run: a text.
            taken: for each character of it, and one more: 1 if a key covers it, plus 2 if a key begins or ended here.
        """
        word, longest = 0xFFFFFFFF, 1 << 31
        for key in self.keys(run):
            start = key & word
            end = start + longest - (key >> 32)
            at = start
            while at < end and not taken[at] & 1:
                at += 1
            if at == end:
                for at in range(start, end):
                    taken[at] |= 1
                taken[start] |= 2
                taken[end] |= 2

    def splice(self, run: Run, target: Any) -> None:
        """Write the result from what `convert` made of the text and the matches that it left out."""
        offsets, pool, buffer, length = self.offsets, self.pool, run.buffer, run.length
        at = out = 0
        for match in range(length, length + 3 * run.matches, 3):
            start = buffer[match]
            end = buffer[match + 1]
            value = buffer[match + 2]
            first = offsets[value]
            if value < 2 or offsets[value + 1] - first == end - start:
                continue
            while at < start:
                target[out] = buffer[at]
                out += 1
                at += 1
            for index in range(first, offsets[value + 1]):
                target[out] = pool[index]
                out += 1
            at = end
        while at < length:
            target[out] = buffer[at]
            out += 1
            at += 1
        run.target = target

    def cut(self, run: Run, split: bool, cuts: Any) -> int:
        """The segments of the result: those before the pass, and with `split` each match of level 0 as one of its own.

        Args:
            run: a converted text.
            split: see above.
            cuts: receives their ends.

        Returns:
            The number of segments.
        """
        offsets, levels, buffer, limits, length = self.offsets, self.levels, run.buffer, run.limits, run.length
        n = segment = shift = last = 0
        limit = length if limits is None else limits[0]
        matches = length + 3 * run.matches
        for match in range(length, matches + 3, 3):
            start = buffer[match] if match < matches else length
            while limit <= start:
                if last < limit:
                    cuts[n] = limit + shift
                    n += 1
                    last = limit
                if limit == length:
                    break
                segment += 1
                limit = limits[segment]
            if match == matches:
                break
            end = buffer[match + 1]
            value = buffer[match + 2]
            whole = split and value > 0 and levels[value] == 0
            if whole and last < start:
                cuts[n] = start + shift
                n += 1
            if value > 1:
                shift += offsets[value + 1] - offsets[value] - (end - start)
            if whole:
                cuts[n] = end + shift
                n += 1
                last = end
        return n

    def record(self, run: Run, keys: bool, units: Any) -> None:
        """Write to `units` what was done.

        Args:
            run: a converted text.
            keys: every key found, whole; else what changed, character by character where the key keeps its length, and
                single characters that had a choice.
            units: receives the pieces.
        """
        run.units = units
        at = out = 0
        for match in range(run.length, run.length + 3 * run.matches, 3):
            start = run.buffer[match]
            end = run.buffer[match + 1]
            value = run.buffer[match + 2]
            self.record_characters(run, at, start, out, keys)
            out += start - at
            at = start
            size = self.offsets[value + 1] - self.offsets[value] if value > 1 else end - at
            if value == 1 and end - at == 1:
                self.record_characters(run, at, end, out, keys)
            elif value > 0 and (keys or size != end - at):
                run.unit(at, end, out, out + size, end - at)
            elif value > 0:
                for index in range(at, end):
                    shifted = index + out - at
                    if run.source[index] != run.target[shifted]:
                        run.unit(index, index + 1, shifted, shifted + 1, end - at)
            out += size
            at = end
        self.record_characters(run, at, run.length, out, keys)

    def record_characters(self, run: Run, at: int, end: int, out: int, keys: bool) -> None:
        """The part of `record` for characters that are no part of a longer key."""
        payload, single, choice = 0x1FFFFF, 1 << 21, 1 << 28
        wanted = payload | choice | (single if keys else 0)
        known = len(self.infos)
        shift = out - at
        for index in range(at, end):
            code = run.source[index]
            if code < known and self.infos[code] & wanted:
                run.unit(index, index + 1, index + shift, index + shift + 1, 1)


def borders(taken: bytearray) -> list[int]:
    """The ends of the segments that `Dictionary.cover` made of a text."""
    found = [at for at in range(1, len(taken) - 1) if taken[at] & 2]
    found.append(len(taken) - 1)
    return found
