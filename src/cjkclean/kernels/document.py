"""How likely characters are in one document: the n-gram model mixed with the document's own counts and habits."""

from array import array
from math import exp, log

from cjkclean.kernels import ngram

_MOST = 4095
LOGARITHMS = array("f", [0.0, *map(log, range(1, _MOST + 1))])
"""Of the whole numbers."""
SUMS = array("f", [log(1.0 + exp(-(at + 0.5) / 16.0)) for at in range(129)])
"""log(1 + exp(-x)) in steps of a sixteenth."""
_SURE = -0.02
"""The most that the model's quantised sums may say."""
_SYMBOLS = 1 << 14
SEPARATOR = _SEPARATOR = 1
"""Role of a mark that separates or ends phrases."""
BEFORE = _BEFORE = 2
"""Role of a mark behind which no separator stands."""
CLOSING = _CLOSING = 4
"""Role of a closing quote."""
_ROLES = ((SEPARATOR, "。，、；：？！"), (BEFORE, "\n。，、；：？！（《〈「『【“‘\u3000"), (CLOSING, "”’」』"))


def frequency(table: ngram.NGramTable, code: int) -> float:
    """Log probability of a character anywhere in text."""
    return table.unigrams[table.symbol(code)]


_known: list[tuple[ngram.NGramTable, bytearray]] = []
"""The roles of the symbols of the table that was used last."""


def roles(table: ngram.NGramTable) -> bytearray:
    """The roles of marks by symbol."""
    for known, found in _known:
        if known is table:
            return found
    found = bytearray(_SYMBOLS)
    for role, marks in _ROLES:
        for mark in marks:
            found[table.symbol(ord(mark))] |= role
    _known[:] = [(table, found)]
    return found


class Document:
    """Log probabilities of characters in one document.

    Args:
        table: the n-gram model's.
        memory: the document's counts.
        script: number of the way of writing whose costs the model's table applies.
    """

    def __init__(self, table: ngram.NGramTable, memory: ngram.DocumentMemory, script: int) -> None:
        self.table = table
        self.memory = memory
        self.script = script
        self.symbol = 0
        self.weight = 0.0
        self._alias = array("I", range(128))
        self._often = array("I", bytes(4 * _SYMBOLS))
        self._size = 0
        self._role = roles(table)
        self._logs = LOGARITHMS
        self._sums = SUMS
        self._seen_a = self._seen_b = _SYMBOLS
        self._backoff = 0.0
        self._stored = False
        self._seen_one = 0
        self._seen_two = 0

    def adapt(self, alias: "array[int]", text: str, weight: float) -> None:
        """Adapt to a document's habits.

        `alias`: 128 code points; as what the model sees each ASCII character that was observed (folded fullwidth
        marks are commas all the same). `text`: more of the document. What it uses more often than the model expects
        is preferred where bytes are made into characters: by `weight` times the logarithm of how much more often.
        """
        self._alias = alias
        self.weight = weight
        for char in text:
            self._often[self.table.symbol(ord(char))] += 1
        self._size += len(text)

    def learn(self, text: str) -> None:
        """Remember a stretch of the document that is certain."""
        self.memory.add(self.table, text, 0, len(text))
        self._seen_a = _SYMBOLS

    def lift(self, symbol: int) -> float:
        """What the document's habits add for a symbol that comes out of bytes."""
        often = self._often[symbol]
        if often == 0:
            return 0.0
        expected = self._size * exp(self.table.unigrams[symbol])
        if often <= expected:
            return 0.0
        return self.weight * (self._logs[min(often + 1, _MOST)] - self._logs[min(int(expected) + 1, _MOST)])

    def role(self, symbol: int) -> int:
        """The roles of a mark, 0 for other symbols."""
        return self._role[symbol]

    def observed(self, code: int) -> int:
        """What an observed code point stands for: an ASCII mark may be a folded fullwidth one."""
        return self._alias[code] if code < 128 else code

    def after(self, a: int, b: int) -> None:
        """Look up what concerns the context alone: the symbols `a` and `b`."""
        self._seen_a = a
        self._seen_b = b
        pair = self.table.find_pair(a, b)
        self._stored = pair != 0
        self._backoff = (pair & 63) / 16.0
        self._seen_one = self.memory.heads[b]
        self._seen_two = 0
        if self._seen_one and not self._role[b] & _SEPARATOR:
            self._seen_two = self.memory.entries[self.memory.pair_slot(a, b)] >> 18 & 0x1FFFF

    def logp(self, a: int, b: int, code: int) -> float:
        """Log probability of a character after two symbols; leaves its symbol in `symbol`.

        The model's probability counts as as many observations as the document's pairs (and four more), and their
        estimate likewise beside its triples.
        """
        symbol = self.table.symbol(code)
        self.symbol = symbol
        if a != self._seen_a or b != self._seen_b:
            self.after(a, b)
        pair = self.table.find_pair(b, symbol)
        if pair:
            value = 0.0 - (pair >> 6) / 16.0
            if self._stored:
                # Where either pair is not stored no triple is; what the table has under its mark is another's.
                value += self.table.gains[self.table.find_triple(a, b, symbol)]
        else:
            value = self.table.backoffs[b] + self.table.unigrams[symbol]
        value -= self._backoff
        if value > _SURE:
            value = _SURE
        if self._seen_one:
            value = self._remembered(value, a, b, symbol)
        return value - self.table.cost(code, self.script)

    def _remembered(self, value: float, a: int, b: int, symbol: int) -> float:
        total = self._logs[min(2 * self._seen_one + 4, _MOST)]
        value += self._logs[min(self._seen_one + 4, _MOST)] - total
        count = self.memory.entries[self.memory.pair_slot(b, symbol)] & 0x3FFFF
        if count:
            value = self.add(value, self._logs[min(count, _MOST)] - total)
        if self._seen_two:
            total = self._logs[min(2 * self._seen_two + 4, _MOST)]
            value += self._logs[min(self._seen_two + 4, _MOST)] - total
            if count:
                count = self.memory.entries[self.memory.triple_slot(a, b, symbol)] & 0x1FFFFF
                if count:
                    value = self.add(value, self._logs[min(count, _MOST)] - total)
        return value

    def add(self, x: float, y: float) -> float:
        """log(exp(x) + exp(y)), to a thirtieth."""
        distance = x - y
        if distance < 0.0:
            x = y
            distance = -distance
        if distance >= 8.0:
            return x
        return x + self._sums[int(distance * 16.0)]
