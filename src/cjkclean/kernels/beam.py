"""The search of a lattice: bytes become characters, and the most probable text wins.

`Search.run` walks the lattice once, feeding bytes into the grammar of the intended encoding. Bytes that do not yet
make up a character are pending (wild cards stay wild until then); when a character is complete, every reading the
grammar allows is scored by the document's model, plus a prior per character. At each node hypotheses with equal
pending bytes and equal last two symbols merge; the best survive. So the cost is linear in the number of arcs,
whatever the number of wild cards. What lost a merge is remembered and yields the runners-up (`paths`).
"""

from array import array
from math import log

from cjkclean.kernels import document as documents
from cjkclean.kernels import lattice as lattices
from cjkclean.kernels import pairs

_NOTHING = -1
_UNDEFINED = lattices.UNDEFINED
_EMPTY = lattices.EMPTY
_PENDING = lattices.PENDING
_INSERTED = lattices.INSERTED
_ECHOES = lattices.ECHOES
_DOUBLE_BYTE = lattices.DOUBLE_BYTE
_SEPARATOR = documents.SEPARATOR
_BEFORE = documents.BEFORE
_CLOSING = documents.CLOSING
_FAR = -1e30
_LOSERS = 4096
_MISPLACED = -6.0
"""Cost (nats) of a separator that begins a phrase or ends one twice: the model backs off to how frequent a mark is,
though it never stands there (GB/T 15834-2011, 5.1)."""
_OWED = 5.0
"""What speaks (nats) for the other half of a pair of which a line holds one more: most lines have as many of both."""
_TRACELESS = 2.0
"""The same for a mark that a hole swallowed: by how much more it speaks, since there it would be nowhere else."""
_LISTING = 0x3001
_ECHO_SHARES = array("d", map(log, (0.040, 0.093, 0.071, 0.057)))
"""How often the character before 、 comes again as the second to fifth behind it: counted over simplified encyclopedic
text and news (28,000 marks)."""
_WILD = 4.0
"""By how many nats a hypothesis may be worse than the best for a second wild card to be tried on it."""
_RARE = -10.0
"""Log probability of a character up to which it is not tried where two of its three bytes are lost."""
_BEYOND = -8.0
"""Cost (nats) of a character beyond the BMP."""


class Scratch:
    """Room for a search of `beam` hypotheses at each of `nodes` nodes; making it takes longer than a short search."""

    def __init__(self, beam: int, nodes: int) -> None:
        self.beam = beam
        places = (nodes + 2) * beam
        self.score = array("d", bytes(8 * places))
        self.back = array("i", bytes(4 * places))
        self.arc = array("i", bytes(4 * places))
        self.lost = array("i", bytes(4 * places))
        self.state = array("i", bytes(4 * 5 * places))
        self.out = array("i", bytes(4 * 4 * places))
        self.owed = array("Q", bytes(8 * places))
        self.count = array("i", bytes(4 * (nodes + 2)))
        self.best = array("d", bytes(8 * (nodes + 2)))
        self.loser_back = array("i", bytes(4 * _LOSERS))
        self.loser_out = array("i", bytes(4 * 4 * _LOSERS))
        self.loser_score = array("d", bytes(8 * _LOSERS))
        self.loser_next = array("i", bytes(4 * _LOSERS))


class Search:
    """A beam search through lattices, for one grammar, one document.

    Attributes:
        window: by how many nats a hypothesis may be worse than the best at its node.
        ahead: what one with pending bytes pays ahead for their character, lest it crowd complete ones out.
        owed: the paired marks that are lacking where the next search begins (see `pairs`).
        last: the node at which the last search ended.

    Args:
        grammar: of the intended encoding.
        document: what scores characters.
        room: room to work in, that no other search uses meanwhile.
    """

    def __init__(self, grammar: lattices.Grammar, document: documents.Document, room: Scratch) -> None:
        self.grammar = grammar
        self.document = document
        self.window = 12.0
        self.ahead = 0.0
        self.owed = 0
        self.beam = room.beam
        self.score = room.score
        self.back = room.back
        self.arc = room.arc
        self.lost = room.lost
        self.state = room.state
        self.out = room.out
        self._owing = room.owed
        self._count = room.count
        self._best = room.best
        self.losers = 0
        self.loser_back = room.loser_back
        self.loser_out = room.loser_out
        self.loser_score = room.loser_score
        self.loser_next = room.loser_next
        self.final = -1
        self.last = 0

    def run(self, lattice: lattices.Lattice, a: int, b: int, start: float, least: int) -> bool:
        """Search from node 0, after the symbols `a` and `b` (0: none); whether a way through was found.

        `start` is the score to begin with. The search ends at the last node, or from node `least` on as soon as nothing
        is in doubt any more.
        """
        lattice.seal()
        self.lattice = lattice
        self._begin(a, b, start)
        node = 0
        while node < lattice.nodes and not (node >= least and self._is_settled(node)):
            floor = self._best[node] - self.window
            for place in range(node * self.beam, node * self.beam + self._count[node]):
                if self.score[place] >= floor:
                    for arc in range(lattice.first[node], lattice.first[node + 1]):
                        self._take(arc, place)
            node += 1
        self.last = node
        self._finish(node)
        return self.final >= 0

    def _begin(self, a: int, b: int, start: float) -> None:
        self.losers = 0
        self.final = -1
        for node in range(self.lattice.nodes + 1):
            self._count[node] = 0
            self._best[node] = _FAR
        self._count[0] = 1
        self._best[0] = start
        self.score[0] = start
        self.back[0] = -1
        self.arc[0] = -1
        self.lost[0] = -1
        self.state[0] = self.state[1] = self.state[2] = _NOTHING
        self.state[3] = a
        self.state[4] = b
        self._owing[0] = self.owed

    def _is_settled(self, node: int) -> bool:
        """Whether one hypothesis is left, nothing is pending, and it has copied the last two characters."""
        place = node * self.beam
        if self._count[node] != 1 or self.state[5 * place] != _NOTHING:
            return False
        for later in range(node + 1, min(node + 8, self.lattice.nodes) + 1):
            if self._count[later]:
                return False
        return self.copies(place) and self.copies(self.back[place])

    def copies(self, place: int) -> bool:
        """Whether the arc to a hypothesis copies what is there."""
        arc = self.arc[place]
        if arc < 0 or self.lattice.mode[arc] & _INSERTED:
            return False
        code = self.lattice.code[arc]
        return code > 0 or (code == 0 and self.state[5 * self.back[place]] == _NOTHING)

    def _finish(self, node: int) -> None:
        """Choose the best hypothesis at a node; the others there are its runners-up."""
        best = _FAR
        for place in range(node * self.beam, node * self.beam + self._count[node]):
            if self.state[5 * place] == _NOTHING and self.score[place] > best:
                best = self.score[place]
                self.final = place
        if self.final < 0:
            return
        for place in range(node * self.beam, node * self.beam + self._count[node]):
            if place != self.final and self.state[5 * place] == _NOTHING:
                at = 4 * place
                self._now_back = self.back[place]
                self._lose(self.final, self.out[at], self.out[at + 1], self.out[at + 2], self.score[place])

    def _take(self, arc: int, place: int) -> None:
        """Follow `arc` from the hypothesis at `place`."""
        lattice = self.lattice
        p0 = self.state[5 * place]
        mode = lattice.mode[arc]
        if not mode & (_EMPTY if p0 == _NOTHING else _PENDING):
            return
        self._now_arc = arc
        self._now_back = place
        self._now_target = lattice.target[arc]
        self._now_slots = 4 * arc
        self._now_owed = self._owing[place]
        score = self.score[place] + lattice.cost[arc]
        if p0 != _NOTHING:
            score -= self.ahead
        if score < self._best[self._now_target] - self.window:
            return
        a = self.state[5 * place + 3]
        b = self.state[5 * place + 4]
        code = lattice.code[arc]
        self._now_copies = code >= 0 and not mode & _INSERTED
        if code > 0:
            self._copy(code, mode, a, b, score)
        elif code == 0:
            self._keep(p0, self.state[5 * place + 1], self.state[5 * place + 2], a, b, score, 0, 0, 0)
        else:
            self._feed(0, p0, self.state[5 * place + 1], self.state[5 * place + 2], a, b, score, 0, 0, 0)

    def _copy(self, code: int, mode: int, a: int, b: int, score: float) -> None:
        """A character is observed, or put in."""
        document = self.document
        if mode & _INSERTED:
            score += document.logp(a, b, self.lattice.slots[self._now_slots])
            kind = pairs.kind_of(code)
            if kind >= 0:
                score += _TRACELESS * self._pay(kind)
        else:
            score += document.logp(a, b, document.observed(code))
        symbol = document.symbol
        if document.role(symbol) & _SEPARATOR and document.role(b) & _BEFORE:
            before = self.arc[self._now_back]
            if before >= 0 and self.lattice.code[before] == _NOTHING:
                score += _MISPLACED
        self._keep(_NOTHING, _NOTHING, _NOTHING, b, symbol, score, code, 0, 0)

    def _pay(self, kind: int) -> float:
        """What speaks for a paired mark that is made up."""
        gain = _OWED if pairs.owes(self._now_owed, kind) else 0.0
        self._now_owed = pairs.settle(self._now_owed, kind)
        return gain

    def _feed(self, k: int, p0: int, p1: int, p2: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        """Feed slot k of the current arc, and those after it, to a hypothesis."""
        grammar = self.grammar
        slot = _NOTHING
        if k < 4:
            slot = self.lattice.slots[self._now_slots + k]
        if slot == _NOTHING:
            self._keep(p0, p1, p2, a, b, score, e0, e1, e2)
        elif p0 == _NOTHING:
            code = _UNDEFINED
            if slot < 256:
                code = grammar.single[slot]
            if code != _UNDEFINED:
                self._emit(k + 1, code, a, b, score, e0, e1, e2)
            else:
                self._feed(k + 1, slot, _NOTHING, _NOTHING, a, b, score, e0, e1, e2)
        elif grammar.kind == _DOUBLE_BYTE:
            self._pairs(k + 1, p0, slot, a, b, score, e0, e1, e2)
        elif grammar.continues(slot):
            length = grammar.length(p0)
            if p1 == _NOTHING and length > 2:
                self._feed(k + 1, p0, slot, _NOTHING, a, b, score, e0, e1, e2)
            elif p1 != _NOTHING and p2 == _NOTHING and length > 3:
                self._feed(k + 1, p0, p1, slot, a, b, score, e0, e1, e2)
            else:
                self._sequences(k + 1, length, p0, p1, p2, slot, a, b, score, e0, e1, e2)

    def _pairs(self, k: int, lead: int, trail: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        grammar = self.grammar
        if trail >= 256 and self.score[self._now_back] < self._best[self._now_back // self.beam] - _WILD:
            return
        if grammar.is_hopeless(lead, trail):
            self._emit(k, grammar.blank, a, b, score, e0, e1, e2)
            return
        for i in range(grammar.size(lead)):
            row = grammar.member(lead, i) << 8
            for j in range(grammar.size(trail)):
                code = grammar.double[row | grammar.member(trail, j)]
                if code:
                    self._emit(k, code, a, b, score, e0, e1, e2)

    def _sequences(
        self,
        k: int,
        length: int,
        p0: int,
        p1: int,
        p2: int,
        slot: int,
        a: int,
        b: int,
        score: float,
        e0: int,
        e1: int,
        e2: int,
    ) -> None:
        """Complete a UTF-8 sequence with `slot`; `p1` and `p2` are pending where the length asks for them."""
        grammar = self.grammar
        second = p1 if length > 2 else slot
        third = _NOTHING if length < 3 else p2 if length > 3 else slot
        fourth = slot if length > 3 else _NOTHING
        rare = _RARE if length > 2 and grammar.is_open(second, third) else _FAR
        for i in range(grammar.size(p0)):
            lead = grammar.member(p0, i) & (0xFF >> (length + 1))
            for j in range(grammar.size(second)):
                first_two = lead << 6 | (grammar.member(second, j) & 63)
                for m in range(grammar.size(third)):
                    code = first_two
                    if length > 2:
                        code = code << 6 | (grammar.member(third, m) & 63)
                    if length < 4:
                        if grammar.allows(length, code) and documents.frequency(self.document.table, code) > rare:
                            self._emit(k, code, a, b, score, e0, e1, e2)
                        continue
                    for n in range(grammar.size(fourth)):
                        whole = code << 6 | (grammar.member(fourth, n) & 63)
                        if grammar.allows(length, whole):
                            self._emit(k, whole, a, b, score, e0, e1, e2)

    def _emit(self, k: int, code: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        """A character is complete: score it, and go on with slot k."""
        score += self.grammar.prior[code] if code < 0x10000 else _BEYOND
        least = self._best[self._now_target] - self.window
        if score + _OWED < least:
            return
        document = self.document
        value = document.logp(a, b, document.observed(code) if code < 128 else code)
        symbol = document.symbol
        if self.lattice.echoes[_ECHOES * self._now_target]:
            value = self._echoed(value, b, symbol, code)
        score += value + document.lift(symbol)
        owed = self._now_owed
        if not 0x3400 <= code < 0xFF00:
            score += self._mark(code, symbol, a, b)
        if score >= least:
            if e0 == 0:
                self._feed(k, _NOTHING, _NOTHING, _NOTHING, b, symbol, score, code, 0, 0)
            elif e1 == 0:
                self._feed(k, _NOTHING, _NOTHING, _NOTHING, b, symbol, score, e0, code, 0)
            else:
                self._feed(k, _NOTHING, _NOTHING, _NOTHING, b, symbol, score, e0, e1, code)
        self._now_owed = owed

    def _mark(self, code: int, symbol: int, a: int, b: int) -> float:
        """What speaks for or against a mark that comes out of bytes."""
        score = 0.0
        document = self.document
        if document.role(symbol) & _SEPARATOR:
            before = document.role(b)
            if before & _BEFORE or (before & _CLOSING and document.role(a) & _SEPARATOR):
                score += _MISPLACED
        kind = pairs.kind_of(code)
        if kind >= 0:
            score += self._pay(kind)
        return score

    def _echoed(self, value: float, b: int, symbol: int, code: int) -> float:
        """A log probability where a listing mark follows, and the character may come again behind it.

        Where it does, the mark is no surprise either, however rarely it follows the character elsewhere.
        """
        for place in range(_ECHOES):
            if self.lattice.echoes[_ECHOES * self._now_target + place] == code:
                mark = self.document.logp(b, symbol, _LISTING)
                listed = _ECHO_SHARES[place] + self.document.table.unigrams[self.document.symbol]
                return self.document.add(value + mark, listed) - mark
        return value

    def _keep(self, p0: int, p1: int, p2: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        """Enter a hypothesis at the current arc's target: merge it, put it in, or let the weakest go."""
        node = self._now_target
        if p0 != _NOTHING:
            score += self.ahead
        elif e0:
            score += self.grammar.misfit(self.lattice.demands[node], e2 or e1 or e0, self._now_copies)
        base = node * self.beam
        count = self._count[node]
        worst = base
        for place in range(base, base + count):
            s = 5 * place
            if (
                self.state[s + 4] == b
                and self.state[s + 3] == a
                and self.state[s] == p0
                and self.state[s + 1] == p1
                and self.state[s + 2] == p2
            ):
                self._merge(place, p0, p1, p2, a, b, score, e0, e1, e2)
                return
            if self.score[place] < self.score[worst]:
                worst = place
        if count < self.beam:
            worst = base + count
            self._count[node] = count + 1
        elif score <= self.score[worst]:
            return
        self.lost[worst] = -1
        self._put(worst, p0, p1, p2, a, b, score, e0, e1, e2)

    def _merge(
        self, place: int, p0: int, p1: int, p2: int, a: int, b: int, score: float, e0: int, e1: int, e2: int
    ) -> None:
        """Of a new hypothesis and the like one at `place` the better one stays, the other becomes a runner-up."""
        if score <= self.score[place]:
            self._lose(place, e0, e1, e2, score)
            return
        back = self._now_back
        at = 4 * place
        self._now_back = self.back[place]
        self._lose(place, self.out[at], self.out[at + 1], self.out[at + 2], self.score[place])
        self._now_back = back
        self._put(place, p0, p1, p2, a, b, score, e0, e1, e2)

    def _put(
        self, place: int, p0: int, p1: int, p2: int, a: int, b: int, score: float, e0: int, e1: int, e2: int
    ) -> None:
        self.score[place] = score
        self.back[place] = self._now_back
        self.arc[place] = self._now_arc
        self._owing[place] = self._now_owed
        self.state[5 * place] = p0
        self.state[5 * place + 1] = p1
        self.state[5 * place + 2] = p2
        self.state[5 * place + 3] = a
        self.state[5 * place + 4] = b
        self.out[4 * place] = e0
        self.out[4 * place + 1] = e1
        self.out[4 * place + 2] = e2
        if score > self._best[self._now_target]:
            self._best[self._now_target] = score

    def _lose(self, place: int, e0: int, e1: int, e2: int, score: float) -> None:
        """Remember a hypothesis that merged into the better one at `place`."""
        at = self.losers
        if at == _LOSERS or score < self.score[place] - self.window:
            return
        self.losers = at + 1
        self.loser_back[at] = self._now_back
        self.loser_out[4 * at] = e0
        self.loser_out[4 * at + 1] = e1
        self.loser_out[4 * at + 2] = e2
        self.loser_score[at] = score
        self.loser_next[at] = self.lost[place]
        self.lost[place] = at
