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

    def find_pair(self, b: int, c: int) -> int:
        """Return the 14 value bits of the pair (log probability << 6 | back-off), or 0 where it is not stored."""
        hashed = ((b << 14 | c) * 0x1E3779B1) & 0x7FFFFFFF
        start = (hashed * self.pair_buckets >> 31) * 8
        mark = hashed & 0x3FFFF
        found = 0
        for slot in range(8):
            entry = self.pairs[start + slot]
            found |= (entry & 0x3FFF) if entry >> 14 == mark else 0
        return found

    def find_triple(self, a: int, b: int, c: int) -> int:
        """Return the number of the triple's gain, or 0 where it is not stored."""
        hashed = ((a << 14 | b) * 0x1E3779B1) & 0x7FFFFFFF
        hashed = ((hashed >> 15 ^ hashed ^ c * 0x05EBCA77) & 0x7FFFFFFF) * 0x42B2AE3D & 0x7FFFFFFF
        start = (hashed * self.triple_buckets >> 31) * 16
        mark = hashed & 0xFFF
        found = 0
        for slot in range(16):
            entry = self.triples[start + slot]
            found |= (entry & 15) if entry >> 4 == mark else 0
        return found

    def logp(self, a: int, b: int, c: int) -> float:
        """Return log p(c | a, b) of symbols, in nats."""
        pair = self.find_pair(b, c)
        value = 0.0 - (pair >> 6) / 16.0 if pair else self.backoffs[b] + self.unigrams[c]
        value -= (self.find_pair(a, b) & 63) / 16.0
        return value + self.gains[self.find_triple(a, b, c)]

    def total(self, text: str, start: int, end: int, script: int) -> float:
        """Return the log probability of text[start:end] (code points) after a line break, in nats."""
        a = b = 0
        backoff = 0.0
        value = 0.0
        column = self.column * script
        for place in range(start, end):
            char = text[place]
            code = ord(char)
            where = (self.index[code >> 8] << 8) | (code & 255)
            c = self.leaves[where]
            pair = self.find_pair(b, c)
            value -= backoff + self.costs[column + where] / 16.0
            if pair:
                value -= (pair >> 6) / 16.0
            else:
                value += self.backoffs[b] + self.unigrams[c]
            value += self.gains[self.find_triple(a, b, c)]
            backoff = (pair & 63) / 16.0
            a = b
            b = c
        return value

    def each(self, text: str, start: int, end: int, script: int, out: "array[float]") -> None:
        """Write the log probability of each character of text[start:end] to `out`."""
        a = b = 0
        backoff = 0.0
        column = self.column * script
        for place in range(start, end):
            char = text[place]
            code = ord(char)
            where = (self.index[code >> 8] << 8) | (code & 255)
            c = self.leaves[where]
            pair = self.find_pair(b, c)
            value = -backoff - self.costs[column + where] / 16.0
            if pair:
                value -= (pair >> 6) / 16.0
            else:
                value += self.backoffs[b] + self.unigrams[c]
            out[place - start] = value + self.gains[self.find_triple(a, b, c)]
            backoff = (pair & 63) / 16.0
            a = b
            b = c


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
            share = (self.count(3 << 48 | a << 28 | b << 14 | c) + self.strength * share) / (
                seen + self.strength
            )
        return log(share)
