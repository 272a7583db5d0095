"""The n-gram model's look-ups and scoring loops.

`logp(a, b, c)` is the log probability of symbol c after a and b. It is the sum of what the pair (b, c) says, of
the back-off weight of the pair (a, b), and of a gain where the triple (a, b, c) is stored. Pairs and triples lie in
hashed buckets of 32 bytes, so that each costs one cache line; an entry is recognised by a fingerprint.

A symbol has 14 bits. A bucket of pairs holds 8 entries of 32 bits: 18 of fingerprint, 8 of log probability, 6 of
back-off weight, both in sixteenths of a nat and negative. A bucket of triples holds 16 entries of 16 bits: 12 of
fingerprint, 4 naming a gain. Keys are hashed by multiplication (primes of the xxHash family, cut to 31 bits, which
Cython takes for C integers). A pair's bucket and fingerprint together name it without doubt; an absent triple is
taken for another once in some 300 look-ups. The numbers stand in the loops as literals since the C compiler unrolls
by them; `cjkclean.tables.ngram` gives them names for the builder, and a test holds the two together.

All probabilities are in nats. The `.pxd` beside this file gives the C types.
"""

from array import array
from math import exp, log


class NGramTable:
    """The model's arrays, and the loops over them.

    `index` and `leaves` map code points to symbols in two levels; `costs` has, parallel to `leaves`, what naming
    the character costs once its symbol is known (one array for each way of writing, concatenated);
    `unigrams` and `backoffs` are indexed by symbol; `gains` by the 4 bits of a triple.
    """

    def __init__(
        self,
        index: memoryview,
        leaves: memoryview,
        costs: memoryview,
        unigrams: memoryview,
        backoffs: memoryview,
        gains: memoryview,
        pairs: memoryview,
        triples: memoryview,
    ) -> None:
        self.index = index
        self.leaves = leaves
        self.costs = costs
        self.unigrams = unigrams
        self.backoffs = backoffs
        self.gains = gains
        self.pairs = pairs
        self.triples = triples
        self.column = len(leaves)
        self.pair_buckets = len(pairs) // 8
        self.triple_buckets = len(triples) // 16
        self.raises = array("i", [round(gain * 65536.0) for gain in gains])

    def symbol(self, code: int) -> int:
        """Return the symbol of a code point."""
        return self.leaves[(self.index[code >> 8] << 8) | (code & 255)]

    def cost(self, code: int, script: int) -> float:
        """Return the cost in nats of writing the symbol of `code` as this very character in script `script`."""
        return self.costs[self.column * script + ((self.index[code >> 8] << 8) | (code & 255))] / 16.0

    def hash_pair(self, b: int, c: int) -> int:
        """Return 31 bits that choose the bucket of a pair (the high ones) and mark it there (the low 18)."""
        return (b << 14 | c) * 0x1E3779B1 & 0x7FFFFFFF

    def hash_triple(self, hashed: int, c: int) -> int:
        """Return the same (of which 12 mark it) for a triple, given what `hash_pair` says of its first two symbols."""
        return ((hashed >> 15 ^ hashed ^ c * 0x05EBCA77) & 0x7FFFFFFF) * 0x42B2AE3D & 0x7FFFFFFF

    def pair_start(self, hashed: int) -> int:
        """Return where the bucket of a hashed pair starts."""
        return (hashed * self.pair_buckets >> 31) * 8

    def triple_start(self, hashed: int) -> int:
        """Return where the bucket of a hashed triple starts."""
        return (hashed * self.triple_buckets >> 31) * 16

    def pair_in(self, start: int, mark: int) -> int:
        """Return the 14 value bits (log probability << 6 | back-off) that the bucket has under a mark, or 0."""
        found = 0
        for slot in range(8):
            entry = self.pairs[start + slot]
            found |= entry if entry >> 14 == mark else 0
        return found & 0x3FFF

    def triple_in(self, start: int, mark: int) -> int:
        """Return the number of the gain that the bucket has under a mark, or 0."""
        found = 0
        for slot in range(16):
            entry = self.triples[start + slot]
            found |= entry if entry >> 4 == mark else 0
        return found & 15

    def find_pair(self, b: int, c: int) -> int:
        """Return the 14 value bits of a pair, or 0 where it is not stored."""
        hashed = self.hash_pair(b, c)
        return self.pair_in(self.pair_start(hashed), hashed & 0x3FFFF)

    def find_triple(self, a: int, b: int, c: int) -> int:
        """Return the number of the triple's gain, or 0 where it is not stored."""
        hashed = self.hash_triple(self.hash_pair(a, b), c)
        return self.triple_in(self.triple_start(hashed), hashed & 0xFFF)

    def logp(self, a: int, b: int, c: int) -> float:
        """Return log p(c | a, b) of symbols, in nats."""
        pair = self.find_pair(b, c)
        value = 0.0 - (pair >> 6) / 16.0 if pair else self.backoffs[b] + self.unigrams[c]
        value -= (self.find_pair(a, b) & 63) / 16.0
        value += self.gains[self.find_triple(a, b, c)]
        return value if value < 0.0 else 0.0  # an absent triple that was taken for another may lift it over one

    def look_up(self, plan: "list[int]", count: int) -> int:
        """Return the negative log probability of the planned characters, in 65536ths of a nat, and list each one's.

        A plan is for 64 characters: 65 symbols from `plan[0]` (the first is of the character before), the 65 hashes
        of pairs that end in them from 65, and 64 places each for hashes of triples from 130, starts of the pairs'
        buckets from 194 (in the end results), starts of the triples' from 258. 322 has the back-off weight of the
        pair before. Reading one entry of each bucket ahead of use fetches them all at once from slow memory.
        """
        for step in range(64):
            plan[66 + step] = self.hash_pair(plan[step], plan[step + 1])
        for step in range(64):
            plan[130 + step] = self.hash_triple(plan[65 + step], plan[step + 1])
        touched = 0
        for step in range(count):
            first_pair = self.pair_start(plan[66 + step])
            first_triple = self.triple_start(plan[130 + step])
            plan[194 + step] = first_pair
            plan[258 + step] = first_triple
            touched |= self.pairs[first_pair] ^ self.triples[first_triple]
        plan[323] = touched
        backoff = plan[322]
        sum = 0
        for step in range(count):
            pair = self.pair_in(plan[194 + step], plan[66 + step] & 0x3FFFF)
            triple = self.triple_in(plan[258 + step], plan[130 + step] & 0xFFF)
            value = backoff + ((pair & 0x3FC0) << 6) - self.raises[triple]
            if pair == 0:
                absent = int((self.backoffs[plan[step]] + self.unigrams[plan[step + 1]]) * 65536.0)
                value -= absent
            value = value if value > 0 else 0  # an absent triple that was taken for another may ask for less
            backoff = (pair & 63) << 12
            plan[194 + step] = value
            sum += value
        plan[322] = backoff
        plan[0] = plan[64]
        plan[65] = plan[129]
        return sum

    def total(self, text: str, start: int, end: int, script: int) -> float:
        """Return the log probability of text[start:end] (code points) after a line break, in nats."""
        plan = [0] * 324
        value = 0
        costs = 0
        fill = 0
        column = self.column * script
        for char in text[start:end]:
            code = ord(char)
            where = (self.index[code >> 8] << 8) | (code & 255)
            costs += self.costs[column + where]
            fill += 1
            plan[fill] = self.leaves[where]
            if fill == 64:
                value += self.look_up(plan, fill)
                fill = 0
        value += self.look_up(plan, fill)
        return -(costs * 4096 + value) / 65536.0

    def each(self, text: str, start: int, end: int, script: int, out: "array[float]") -> None:
        """Write the log probability of each character of text[start:end] to `out`."""
        plan = [0] * 324
        fill = 0
        last = end - start - 1
        column = self.column * script
        for done, char in enumerate(text[start:end]):
            code = ord(char)
            where = (self.index[code >> 8] << 8) | (code & 255)
            out[done] = 0.0 - self.costs[column + where] / 16.0
            fill += 1
            plan[fill] = self.leaves[where]
            if fill == 64 or done == last:
                self.look_up(plan, fill)
                for step in range(fill):
                    out[done + 1 - fill + step] -= plan[194 + step] / 65536.0
                fill = 0


class DocumentMemory:
    """Counts of one document's own pairs and triples of symbols, mixed into the model's probabilities.

    A Dirichlet prior at each order: the model's probability counts as `strength` observations, the pair's estimate
    as `strength` observations of the triple.

    An entry has 64 bits. A pair has one above its 28 bits of symbols, then 17 bits that count where another symbol
    follows and 18 that count all; a triple has a zero above its 42 bits, then 21 that count. No more than 131,071
    characters are counted, so that no count leaves its bits.
    """

    def __init__(self, bits: int, strength: float) -> None:
        self.mask = (1 << bits) - 1
        self.limit = 3 << (bits - 2)
        self.room = 131071
        self.strength = strength
        self.entries = memoryview(bytearray(8 << bits)).cast("Q")
        self.heads = memoryview(bytearray(65536)).cast("I")

    def pair_slot(self, b: int, c: int) -> int:
        """Return the slot of a pair, or the free one where it belongs."""
        key = 1 << 28 | b << 14 | c
        hashed = (b << 14 | c) * 0x1E3779B1 & 0x7FFFFFFF
        slot = (hashed >> 12 ^ hashed) & self.mask
        while self.entries[slot] != 0 and self.entries[slot] >> 35 != key:
            slot = (slot + 1) & self.mask
        return slot

    def triple_slot(self, a: int, b: int, c: int) -> int:
        """Return the slot of a triple, or the free one where it belongs."""
        key = a << 28 | b << 14 | c
        hashed = (a << 14 | b) * 0x1E3779B1 & 0x7FFFFFFF
        hashed = (hashed >> 15 ^ hashed ^ c * 0x05EBCA77) * 0x42B2AE3D & 0x7FFFFFFF
        slot = (hashed >> 12 ^ hashed) & self.mask
        while self.entries[slot] != 0 and self.entries[slot] >> 21 != key:
            slot = (slot + 1) & self.mask
        return slot

    def count(self, key: int) -> int:
        """Return how often something was counted: b followed (kind 2), b c (1), a b followed (4), or a b c (3).

        The kind stands above 48 bits, the symbols, of 14 bits each, below.
        """
        kind = key >> 48
        c = key & 0x3FFF
        b = key >> 14 & 0x3FFF
        if kind == 2:
            return self.heads[c]
        if kind == 3:
            return self.entries[self.triple_slot(key >> 28 & 0x3FFF, b, c)] & 0x1FFFFF
        entry = self.entries[self.pair_slot(b, c)]
        return entry & 0x3FFFF if kind == 1 else entry >> 18 & 0x1FFFF

    def add(self, table: NGramTable, text: str, start: int, end: int) -> None:
        """Count text[start:end] (code points), which must be undamaged.

        Past three quarters of the memory only known pairs and triples are counted.
        """
        a = b = 0
        last = -1
        end = min(end, start + self.room)
        self.room -= max(end - start, 0)
        for char in text[start:end]:
            code = ord(char)
            c = table.leaves[(table.index[code >> 8] << 8) | (code & 255)]
            if b != 0:
                self.heads[b] += 1
                if a != 0:
                    slot = self.triple_slot(a, b, c)
                    self.bump(slot, a << 49 | b << 35 | c << 21, 1)
                    self.bump(last, 0, 1 << 18)
                last = self.pair_slot(b, c)
                self.bump(last, (1 << 28 | b << 14 | c) << 35, 1)
            a = b
            b = c

    def bump(self, slot: int, fresh: int, step: int) -> None:
        """Add a step to a slot's counts; a free slot first becomes `fresh`, while there is room."""
        if self.entries[slot] == 0:
            if fresh == 0 or self.limit == 0:
                return
            self.limit -= 1
            self.entries[slot] = fresh
        self.entries[slot] += step

    def logp(self, table: NGramTable, a: int, b: int, c: int) -> float:
        """Return log p(c | a, b) of symbols with the document's counts mixed in, in nats."""
        value = table.logp(a, b, c)
        seen = self.heads[b]
        if seen == 0:
            return value
        here = self.entries[self.pair_slot(b, c)] & 0x3FFFF
        share = (here + self.strength * exp(value)) / (seen + self.strength)
        seen = self.entries[self.pair_slot(a, b)] >> 18 & 0x1FFFF
        if seen:
            here = self.entries[self.triple_slot(a, b, c)] & 0x1FFFFF
            share = (here + self.strength * share) / (seen + self.strength)
        return log(share)
