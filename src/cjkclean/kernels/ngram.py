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

    def symbol(self, code: int) -> int:
        """Return the symbol of a code point."""
        return self.leaves[(self.index[code >> 8] << 8) | (code & 255)]

    def cost(self, code: int, script: int) -> float:
        """Return the cost in nats of writing the symbol of `code` as this very character in script `script`."""
        return self.costs[self.column * script + ((self.index[code >> 8] << 8) | (code & 255))] / 16.0

    def pair_start(self, b: int, c: int) -> int:
        """Return where the pair's bucket starts."""
        return (((b << 14 | c) * 0x1E3779B1 & 0x7FFFFFFF) * self.pair_buckets >> 31) * 8

    def pair_in(self, start: int, b: int, c: int) -> int:
        """Return the 14 value bits of a pair (log probability << 6 | back-off) of the bucket, or 0 without it."""
        mark = (b << 14 | c) * 0x1E3779B1 & 0x3FFFF
        found = 0
        for slot in range(8):
            entry = self.pairs[start + slot]
            found |= (entry & 0x3FFF) if entry >> 14 == mark else 0
        return found

    def hash_triple(self, a: int, b: int, c: int) -> int:
        """Return 31 bits that choose the bucket of a triple (the high ones) and mark it there (the low ones)."""
        hashed = (a << 14 | b) * 0x1E3779B1 & 0x7FFFFFFF
        return ((hashed >> 15 ^ hashed ^ c * 0x05EBCA77) & 0x7FFFFFFF) * 0x42B2AE3D & 0x7FFFFFFF

    def triple_in(self, start: int, mark: int) -> int:
        """Return the number of the gain that the bucket has under a mark, or 0."""
        found = 0
        for slot in range(16):
            entry = self.triples[start + slot]
            found |= (entry & 15) if entry >> 4 == mark else 0
        return found

    def find_pair(self, b: int, c: int) -> int:
        """Return the 14 value bits of a pair, or 0 where it is not stored."""
        return self.pair_in(self.pair_start(b, c), b, c)

    def find_triple(self, a: int, b: int, c: int) -> int:
        """Return the number of the triple's gain, or 0 where it is not stored."""
        hashed = self.hash_triple(a, b, c)
        return self.triple_in((hashed * self.triple_buckets >> 31) * 16, hashed & 0xFFF)

    def logp(self, a: int, b: int, c: int) -> float:
        """Return log p(c | a, b) of symbols, in nats."""
        pair = self.find_pair(b, c)
        value = 0.0 - (pair >> 6) / 16.0 if pair else self.backoffs[b] + self.unigrams[c]
        value -= (self.find_pair(a, b) & 63) / 16.0
        return value + self.gains[self.find_triple(a, b, c)]

    def prepare(self, text: str, start: int, end: int, column: int, a: int, b: int, plan: "array[int]") -> None:
        """Look up text[start:end], at most 64 characters after symbols a and b, as far as that needs no waiting.

        Five numbers a character go to `plan`: symbol, cost, start of the pair's bucket, start of the triple's
        bucket, the triple's mark. Reading one entry of each bucket fetches them all at once from slow memory.
        """
        touched = 0
        fill = 0
        for place in range(start, end):
            char = text[place]
            code = ord(char)
            where = (self.index[code >> 8] << 8) | (code & 255)
            c = self.leaves[where]
            hashed = self.hash_triple(a, b, c)
            first_pair = self.pair_start(b, c)
            first_triple = (hashed * self.triple_buckets >> 31) * 16
            touched |= self.pairs[first_pair] ^ self.triples[first_triple]
            plan[fill] = c
            plan[fill + 1] = self.costs[column + where]
            plan[fill + 2] = first_pair
            plan[fill + 3] = first_triple
            plan[fill + 4] = hashed & 0xFFF
            fill += 5
            a = b
            b = c
        plan[320] = touched

    def total(self, text: str, start: int, end: int, script: int) -> float:
        """Return the log probability of text[start:end] (code points) after a line break, in nats."""
        plan = array("I", bytes(4 * 321))
        value = 0.0
        steps = 0  # sixteenths of a nat to take away
        pair = 0
        a = b = 0
        for block in range(start, end, 64):
            stop = min(block + 64, end)
            self.prepare(text, block, stop, self.column * script, a, b, plan)
            for step in range(0, 5 * (stop - block), 5):
                a = b
                b = plan[step]
                steps += (pair & 63) + plan[step + 1]
                pair = self.pair_in(plan[step + 2], a, b)
                steps += pair >> 6
                if pair == 0:
                    value += self.backoffs[a] + self.unigrams[b]
                value += self.gains[self.triple_in(plan[step + 3], plan[step + 4])]
        return value - steps / 16.0

    def each(self, text: str, start: int, end: int, script: int, out: "array[float]") -> None:
        """Write the log probability of each character of text[start:end] to `out`."""
        plan = array("I", bytes(4 * 321))
        backoff = 0.0
        a = b = 0
        fill = 0
        for block in range(start, end, 64):
            stop = min(block + 64, end)
            self.prepare(text, block, stop, self.column * script, a, b, plan)
            for step in range(0, 5 * (stop - block), 5):
                a = b
                b = plan[step]
                pair = self.pair_in(plan[step + 2], a, b)
                value = 0.0 - backoff - plan[step + 1] / 16.0
                if pair:
                    value -= (pair >> 6) / 16.0
                else:
                    value += self.backoffs[a] + self.unigrams[b]
                out[fill] = value + self.gains[self.triple_in(plan[step + 3], plan[step + 4])]
                fill += 1
                backoff = (pair & 63) / 16.0


class DocumentMemory:
    """Counts of one document's own pairs and triples of symbols, mixed into the model's probabilities.

    A Dirichlet prior at each order: the model's probability counts as `strength` observations, the pair's estimate
    as `strength` observations of the triple.
    """

    def __init__(self, bits: int, strength: float) -> None:
        self.mask = (1 << bits) - 1
        self.limit = 3 << (bits - 2)
        self.used = 0
        self.strength = strength
        self.keys = array("Q", bytes(8 << bits))
        self.counts = array("I", bytes(4 << bits))

    def place(self, key: int) -> int:
        """Return the slot where the search for a key starts."""
        hashed = ((key >> 24) * 0x1E3779B1) & 0x7FFFFFFF
        hashed = ((hashed >> 15 ^ hashed ^ key) & 0x7FFFFFFF) * 0x05EBCA77 & 0x7FFFFFFF
        return (hashed >> 8) & self.mask

    def bump(self, key: int) -> None:
        """Count a key once more; past three quarters of the table only known keys are counted."""
        slot = self.place(key)
        while self.keys[slot] != 0 and self.keys[slot] != key:
            slot = (slot + 1) & self.mask
        if self.keys[slot] == 0:
            if self.used >= self.limit:
                return
            self.used += 1
            self.keys[slot] = key
        self.counts[slot] += 1

    def count(self, key: int) -> int:
        """Return how often a key was counted."""
        slot = self.place(key)
        while self.keys[slot] != 0 and self.keys[slot] != key:
            slot = (slot + 1) & self.mask
        return self.counts[slot] if self.keys[slot] == key else 0

    def add(self, table: NGramTable, text: str, start: int, end: int) -> None:
        """Count text[start:end] (code points), which must be undamaged."""
        a = b = 0
        for place in range(start, end):
            char = text[place]
            c = table.symbol(ord(char))
            if b != 0:
                self.bump(1 << 48 | b << 14 | c)
                self.bump(2 << 48 | b)
                if a != 0:
                    self.bump(3 << 48 | a << 28 | b << 14 | c)
                    self.bump(4 << 48 | a << 14 | b)
            a = b
            b = c

    def logp(self, table: NGramTable, a: int, b: int, c: int) -> float:
        """Return log p(c | a, b) of symbols with the document's counts mixed in, in nats."""
        value = table.logp(a, b, c)
        seen = self.count(2 << 48 | b)
        if seen == 0:
            return value
        share = (self.count(1 << 48 | b << 14 | c) + self.strength * exp(value)) / (seen + self.strength)
        seen = self.count(4 << 48 | a << 14 | b)
        if seen:
            share = (self.count(3 << 48 | a << 28 | b << 14 | c) + self.strength * share) / (seen + self.strength)
        return log(share)
