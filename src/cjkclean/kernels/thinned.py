"""UTF-8 read in single bytes, of which some vanished without a trace: what each character may be, and how likely.

Where a decoder or a program drops the C1 controls (or the bytes that a code page leaves undefined), lead bytes stay,
so that it is certain where each character begins, and what is left of its continuation bytes leaves one character to
a thousand open. `Thinned.read` weighs them from coarse to fine: pairs first, forwards over all candidates and
backwards over the likely ones; then triples, with the document's own counts, over the few that pairs leave likely.
Both are sums over all ways to read the rest, so that what comes out are probabilities of each character.

Probabilities are no logarithms here; each place is scaled to keep them in range. The `.pxd` gives the C types.
"""

from array import array
from math import exp

from cjkclean.kernels import document as documents
from cjkclean.kernels import leftovers, ngram
from cjkclean.kernels import successors as lists

PLACES = _PLACES = 160
"""Characters that are weighed together, with those before and after them that are known."""
RIVALS = _RIVALS = 6
"""Candidates that are reported for a place."""
_WIDE = 1024 + 64
_KEPT = 32
"""Candidates that the past of a place leaves."""
_FINE = 10
"""Candidates that pairs on both sides leave."""
_UNLIKELY = 1e-4
_IMPROBABLE = 1e-3
"""Shares of the likeliest below which one is dropped: by its past, and by pairs on both sides."""
_FEW = 8
"""Bytes that may be lost of which any two are tried."""
_NEGLIGIBLE = 1e-4
"""Share of the probability up to which two characters are not followed further."""
_RARE = -10.5
"""Log probability of a character up to which it is not tried where two of its three bytes are lost."""
_NOTHING = leftovers.NOTHING
_MARKED = 1 << 14


class Thinned:
    """Weighs the characters of one kind of misread text; works in buffers of its own.

    Attributes:
        left: what was left of the characters that `read` weighed.
        codes: for each of them `RIVALS` code points, the likeliest first (0: no more); U+FFFD: nothing can be said.
        shares: their probabilities.

    Args:
        table: the n-gram model.
        reader: for each code point below 65,536 the byte that it was read from, 0 for none.
        missing: 256 flags, the bytes that vanish.
        prior: factors for characters that come out of bytes, by code point (65,536 values).
    """

    def __init__(self, table: ngram.NGramTable, reader: "array[int]", missing: bytes, prior: "array[float]") -> None:
        self.table = table
        self.left = leftovers.Leftovers(reader, _PLACES)
        self.prior = prior
        self.lost = array("i", [byte & 63 for byte in range(128, 192) if missing[byte]])
        self._choices = len(self.lost)
        self.codes = array("i", bytes(4 * _RIVALS * (_PLACES + 4)))
        self.shares = array("d", bytes(8 * _RIVALS * (_PLACES + 4)))
        self.unigrams = array("d", [exp(value) for value in self.table.unigrams])
        self.backoffs = array("d", [exp(value) for value in self.table.backoffs])
        self.steps = array("d", [exp(-value / 16.0) for value in range(256)])
        self.gains = array("d", [exp(value) for value in self.table.gains])
        self._wide_code = array("i", bytes(4 * _WIDE))
        self._wide_symbol = array("i", bytes(4 * _WIDE))
        self._wide_emit = array("d", bytes(8 * _WIDE))
        self._wide_value = array("d", bytes(8 * _WIDE))
        self._followers = lists.successors(table)
        self._wide_pair = array("H", bytes(2 * _KEPT * _WIDE))
        self._wide = 0
        self._script = -1
        self._open_count = array("i", bytes(4 * 16))
        self._open_code = array("i", bytes(4 * 16 * 1024))
        self._where = array("i", bytes(4 * _MARKED))
        self._size = array("i", bytes(4 * (_PLACES + 4)))
        self._code = array("i", bytes(4 * _KEPT * (_PLACES + 4)))
        self._symbol = array("i", bytes(4 * _KEPT * (_PLACES + 4)))
        self._emit = array("d", bytes(8 * _KEPT * (_PLACES + 4)))
        self._past = array("d", bytes(8 * _KEPT * (_PLACES + 4)))
        self._ahead = array("d", bytes(8 * _KEPT * (_PLACES + 4)))
        self._pair = array("H", bytes(2 * _KEPT * _KEPT * (_PLACES + 4)))
        self._fine = array("i", bytes(4 * (_PLACES + 4)))
        self._chosen = array("i", bytes(4 * _FINE * (_PLACES + 4)))
        self._alpha = array("d", bytes(8 * _FINE * _FINE * (_PLACES + 4)))
        self._beta = array("d", bytes(8 * _FINE * _FINE * (_PLACES + 4)))
        self._triple = array("d", bytes(8 * _FINE * _FINE * _FINE * (_PLACES + 4)))

    def read(
        self, text: str, start: int, end: int, script: int, memory: ngram.DocumentMemory, before: str, after: str
    ) -> int:
        """Weigh text[start:end] as far as there is room; return where it stopped.

        `before` and `after` (two characters at most) are known; the latter counts only where the end is reached.
        """
        self._size[0] = self._size[1] = 1
        for place in range(2):
            known = len(before) - 2 + place
            self._put_one(place, ord(before[known]) if known >= 0 else 0)
        at = self.left.cut(text, start, end)
        last = self.left.count + 2
        for place in range(2, last):
            self._candidates(self.left.leads[place - 2], self.left.seen[place - 2], script)
            self._forward(place)
        if at == end:
            for char in after:
                self._candidates(0, ord(char), script)
                self._forward(last)
                last += 1
        self._backward(last)
        self._triples(last, memory)
        self._report(last)
        return at

    def _put_one(self, place: int, code: int) -> None:
        """A place whose character is known."""
        at = _KEPT * place
        self._code[at] = code
        self._symbol[at] = self.table.symbol(code) if code else 0
        self._emit[at] = self._past[at] = 1.0
        self._size[place] = 1
        if place:
            self._pair[_KEPT * at] = self.table.find_pair(self._symbol[at - _KEPT], self._symbol[at])

    def _candidates(self, lead: int, seen: int, script: int) -> None:
        """List what a character may be of which that is left."""
        self._wide = 0
        if lead == 0:
            self._add(seen, script, False)
        elif lead < 0xE0:
            for i in range(self._choices):
                self._add((lead & 31) << 6 | self.lost[i], script, True)
        elif seen >= 0:
            for i in range(self._choices):
                self._add((lead & 15) << 12 | self.lost[i] << 6 | seen, script, True)
                self._add((lead & 15) << 12 | seen << 6 | self.lost[i], script, True)
        else:
            self._open(lead & 15, script)
        if self._wide == 0:
            self._add(_NOTHING, script, False)

    def _open(self, group: int, script: int) -> None:
        """List what a place may be of which only the lead byte is left: characters that are not rare."""
        if script != self._script:
            self._script = script
            for other in range(16):
                self._open_count[other] = -1
        if self._open_count[group] < 0:
            for i in range(self._choices):
                for j in range(self._choices):
                    code = group << 12 | self.lost[i] << 6 | self.lost[j]
                    if documents.frequency(self.table, code) > _RARE or self._choices < _FEW:
                        self._add(code, script, True)
            self._open_count[group] = self._wide
            for k in range(self._wide):
                self._open_code[group << 10 | k] = self._wide_code[k]
            return
        for k in range(self._open_count[group]):
            self._add(self._open_code[group << 10 | k], script, True)

    def _add(self, code: int, script: int, is_made: bool) -> None:
        """A candidate; of those with one symbol the one that the script writes."""
        symbol = self.table.symbol(code) if code != _NOTHING else 0
        emit = 1.0
        if is_made:
            if not leftovers.allows(2 if code < 0x800 else 3, code):
                return
            emit = self.steps[int(16.0 * self.table.cost(code, script))] * self.prior[code]
        at = self._where[symbol] - 1
        if at < 0:
            at = self._wide
            self._wide = at + 1
            self._where[symbol] = at + 1
        elif self._wide_emit[at] >= emit:
            return
        self._wide_code[at] = code
        self._wide_symbol[at] = symbol
        self._wide_emit[at] = emit

    def _forward(self, place: int) -> None:
        """Weigh the candidates by pairs with those before, and keep the likeliest."""
        before = _KEPT * (place - 1)
        size = self._size[place - 1]
        base = 0.0
        for i in range(size):
            base += self._past[before + i] * self.backoffs[self._symbol[before + i]]
        for k in range(self._wide):
            self._wide_value[k] = base * self.unigrams[self._wide_symbol[k]]
            for i in range(size):
                self._wide_pair[_KEPT * k + i] = 0
        if self._wide > 1:
            self._follow(before, size, self._wide_code[0] >> 12)
        else:
            for i in range(size):
                self._meet(before, i, 0, self.table.find_pair(self._symbol[before + i], self._wide_symbol[0]))
        for k in range(self._wide):
            self._wide_value[k] *= self._wide_emit[k]
            self._where[self._wide_symbol[k]] = 0
        self._keep(place, size)

    def _follow(self, before: int, size: int, group: int) -> None:
        """Add what the stored pairs say of candidates that begin with one lead byte."""
        followers = self._followers
        for i in range(size):
            at = group << 14 | self._symbol[before + i]
            for entry in range(followers.first[at], followers.first[at + 1]):
                k = self._where[followers.symbols[entry]] - 1
                if k >= 0:
                    self._meet(before, i, k, followers.values[entry])

    def _meet(self, before: int, i: int, k: int, pair: int) -> None:
        """Add what the pair of a candidate i and one behind it, k, says."""
        if pair:
            share = self.backoffs[self._symbol[before + i]] * self.unigrams[self._wide_symbol[k]]
            self._wide_value[k] += self._past[before + i] * (self.steps[pair >> 6] - share)
            self._wide_pair[_KEPT * k + i] = pair

    def _keep(self, place: int, size: int) -> None:
        """Keep the likeliest of the candidates, scaled."""
        at = _KEPT * place
        best = 0.0
        for k in range(self._wide):
            best = max(best, self._wide_value[k])
        floor = best * self._floor(best)
        count = 0
        for k in range(self._wide):
            value = self._wide_value[k]
            if value < floor or count == _KEPT:
                continue
            self._code[at + count] = self._wide_code[k]
            self._symbol[at + count] = self._wide_symbol[k]
            self._emit[at + count] = self._wide_emit[k]
            self._past[at + count] = value / best if best > 0.0 else 1.0
            for i in range(size):
                self._pair[_KEPT * (at + count) + i] = self._wide_pair[_KEPT * k + i]
            count += 1
        self._size[place] = count

    def _floor(self, best: float) -> float:
        """The share of the best below which candidates are dropped so that what is left can be kept."""
        floor = _UNLIKELY
        while True:
            count = 0
            for k in range(self._wide):
                if self._wide_value[k] >= best * floor:
                    count += 1
            if count <= _KEPT or floor >= 1.0:
                return floor
            floor *= 1.2 if 2 * count < 3 * _KEPT else 1.7 if count < 4 * _KEPT else 4.0

    def _backward(self, last: int) -> None:
        """Weigh what is kept by pairs with what follows, and choose the candidates for triples."""
        for k in range(self._size[last - 1]):
            self._ahead[_KEPT * (last - 1) + k] = 1.0
        for place in range(last - 1, -1, -1):
            if place < last - 1:
                self._behind(place)
            at = _KEPT * place
            best = 0.0
            for i in range(self._size[place]):
                best = max(best, self._past[at + i] * self._ahead[at + i])
            count = 0
            floor = best * _IMPROBABLE
            while count < _FINE:
                most = floor
                chosen = -1
                for i in range(self._size[place]):
                    if self._past[at + i] * self._ahead[at + i] >= most:
                        most = self._past[at + i] * self._ahead[at + i]
                        chosen = i
                if chosen < 0:
                    break
                self._chosen[_FINE * place + count] = chosen
                self._past[at + chosen] = -1.0
                count += 1
            self._fine[place] = count

    def _behind(self, place: int) -> None:
        """How likely what follows is after each candidate."""
        at = _KEPT * place
        after = at + _KEPT
        rest = 0.0
        for k in range(self._size[place + 1]):
            rest += self.unigrams[self._symbol[after + k]] * self._emit[after + k] * self._ahead[after + k]
        best = 0.0
        for i in range(self._size[place]):
            backoff = self.backoffs[self._symbol[at + i]]
            value = rest * backoff
            for k in range(self._size[place + 1]):
                pair = self._pair[_KEPT * (after + k) + i]
                if pair:
                    share = self.steps[pair >> 6] - backoff * self.unigrams[self._symbol[after + k]]
                    value += share * self._emit[after + k] * self._ahead[after + k]
            self._ahead[at + i] = value
            best = max(best, value)
        for i in range(self._size[place]):
            self._ahead[at + i] = self._ahead[at + i] / best if best > 0.0 else 1.0

    def _triples(self, last: int, memory: ngram.DocumentMemory) -> None:
        """Weigh the chosen candidates by triples."""
        self._alpha[_FINE * _FINE] = 1.0
        for place in range(2, last):
            best = 0.0
            for y in range(self._fine[place - 1]):
                for z in range(self._fine[place]):
                    value = 0.0
                    for x in range(self._fine[place - 2]):
                        past = self._alpha[((place - 1) * _FINE + x) * _FINE + y]
                        share = self._share(place, x, y, z, memory) if past > _NEGLIGIBLE else 0.0
                        self._triple[((place * _FINE + y) * _FINE + z) * _FINE + x] = share
                        value += share * past
                    self._alpha[(place * _FINE + y) * _FINE + z] = value
                    best += value
            scale = 1.0 / best if best > 0.0 else 1.0
            for y in range(self._fine[place - 1]):
                for z in range(self._fine[place]):
                    self._alpha[(place * _FINE + y) * _FINE + z] *= scale

    def _share(self, place: int, x: int, y: int, z: int, memory: ngram.DocumentMemory) -> float:
        """The probability of the candidate z of a place after x and y of those before."""
        i = self._chosen[_FINE * (place - 2) + x]
        j = self._chosen[_FINE * (place - 1) + y]
        k = self._chosen[_FINE * place + z]
        a = self._symbol[_KEPT * (place - 2) + i]
        b = self._symbol[_KEPT * (place - 1) + j]
        c = self._symbol[_KEPT * place + k]
        pair = self._pair[_KEPT * (_KEPT * place + k) + j]
        context = self._pair[_KEPT * (_KEPT * (place - 1) + j) + i]
        value = self.steps[pair >> 6] if pair else self.backoffs[b] * self.unigrams[c]
        if context:
            value *= self.steps[context & 63]
            if pair:
                value *= self.gains[self.table.find_triple(a, b, c)]
        if value > 1.0:
            value = 1.0
        seen = memory.heads[b]
        if seen:
            value = (memory.count(1 << 48 | b << 14 | c) + 4.0 * value) / (seen + 4.0)
            seen = memory.count(4 << 48 | a << 14 | b)
            if seen:
                value = (memory.count(3 << 48 | a << 28 | b << 14 | c) + 4.0 * value) / (seen + 4.0)
        return value * self._emit[_KEPT * place + k]

    def _report(self, last: int) -> None:
        """The probability of each candidate."""
        for y in range(self._fine[last - 2]):
            for z in range(self._fine[last - 1]):
                self._beta[((last - 1) * _FINE + y) * _FINE + z] = 1.0
        for place in range(last - 1, 1, -1):
            self._rank(place)
            best = 1e-300
            for x in range(self._fine[place - 2]):
                for y in range(self._fine[place - 1]):
                    value = 0.0
                    for z in range(self._fine[place]):
                        share = self._triple[((place * _FINE + y) * _FINE + z) * _FINE + x]
                        value += share * self._beta[(place * _FINE + y) * _FINE + z]
                    self._beta[((place - 1) * _FINE + x) * _FINE + y] = value
                    best = max(best, value)
            for x in range(self._fine[place - 2]):
                for y in range(self._fine[place - 1]):
                    self._beta[((place - 1) * _FINE + x) * _FINE + y] /= best

    def _rank(self, place: int) -> None:
        """Report the likeliest candidates of a place."""
        if place - 2 >= self.left.count:
            return
        at = _RIVALS * (place - 2)
        for rank in range(_RIVALS):
            self.codes[at + rank] = 0
            self.shares[at + rank] = 0.0
        total = 0.0
        for z in range(self._fine[place]):
            value = 0.0
            for y in range(self._fine[place - 1]):
                here = (place * _FINE + y) * _FINE + z
                value += self._alpha[here] * self._beta[here]
            total += value
            rank = _RIVALS
            while rank > 0 and self.shares[at + rank - 1] < value:
                rank -= 1
                if rank + 1 < _RIVALS:
                    self.shares[at + rank + 1] = self.shares[at + rank]
                    self.codes[at + rank + 1] = self.codes[at + rank]
            if rank < _RIVALS:
                self.shares[at + rank] = value
                self.codes[at + rank] = self._code[_KEPT * place + self._chosen[_FINE * place + z]]
        for rank in range(_RIVALS):
            self.shares[at + rank] /= total if total > 0.0 else 1.0
