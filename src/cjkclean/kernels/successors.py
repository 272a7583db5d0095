"""What follows each symbol: the n-gram table's pairs, listed instead of hashed.

Where a place may be any of hundreds of characters after any of dozens, few of their pairs are stored, and walking the
lists of those that are costs a tenth of looking all up. The table's hash can be undone (multiplication by an odd
number, and no two pairs share a bucket and a mark), so that the lists need no data of their own.
"""

from array import array

from cjkclean.kernels import ngram

GROUPS = _GROUPS = 16
"""Lists for each symbol: one for each lead byte E0 to EF of what follows (two bytes of UTF-8 are with E0)."""
_SYMBOLS = 1 << 14
_UNDO = 0x0E8B2F51
"""0x1E3779B1 * 0x0E8B2F51 = 1 (mod 2**31)."""


class Successors:
    """The pairs of a table by their first symbol, and by what UTF-8 writes the second with.

    Attributes:
        first: where the list of group g after symbol b begins, at `g << 14 | b`; it ends where the next begins.
        symbols: the second symbols.
        values: 14 bits for each, as `NGramTable.find_pair` gives them.
    """

    def __init__(self, table: ngram.NGramTable) -> None:
        self.table = table
        self.first = array("i", bytes(4 * (_GROUPS * _SYMBOLS + 2)))
        self._groups = array("H", bytes(2 * _SYMBOLS))
        for code in range(0x10000):
            self._groups[self.table.symbol(code)] |= 1 << (code >> 12)
        self.symbols = self.values = array("H")
        self._walk(False)
        total = 0
        for at in range(_GROUPS * _SYMBOLS + 1):
            total += self.first[at]
            self.first[at] = total
        self.symbols = array("H", bytes(2 * total))
        self.values = array("H", bytes(2 * total))
        self._walk(True)

    def _walk(self, fill: bool) -> None:
        """Count the entries of each list; or fill it from its end on, so that `first` comes to its beginning."""
        buckets = self.table.pair_buckets
        for bucket in range(buckets):
            low = ((bucket << 31) + buckets - 1) // buckets
            for slot in range(8):
                entry = self.table.pairs[8 * bucket + slot]
                if entry == 0:
                    continue
                hashed = (low & ~0x3FFFF) | (entry >> 14)
                if hashed < low:
                    hashed += 0x40000
                key = hashed * _UNDO & 0x7FFFFFFF
                groups = self._groups[key & 0x3FFF]
                for group in range(_GROUPS):
                    if groups >> group & 1:
                        at = group << 14 | key >> 14
                        if fill:
                            self.first[at] -= 1
                            self.symbols[self.first[at]] = key & 0x3FFF
                            self.values[self.first[at]] = entry & 0x3FFF
                        else:
                            self.first[at] += 1


_known: list[Successors] = []
"""Those of the table that was used last."""


def successors(table: ngram.NGramTable) -> Successors:
    """The lists of a table; making them takes as long as reading a book of it, so they are kept."""
    for found in _known:
        if found.table is table:
            return found
    made = Successors(table)
    _known[:] = [made]
    return made
