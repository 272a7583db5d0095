"""The lattice search: observed characters -> possible bytes -> characters of the intended encoding.

One engine serves every repair that has to think in bytes. The caller lays out what each observed character may
stand for as *arcs* between *nodes* (0 to n; mostly the places between observed characters). An arc carries

* one to four byte *slots* (`Lattice.bytes`): a fixed byte 0..255, or `256 + k` for "any byte of class k", a wild card;
  `mode` says whether it may be taken where no byte is pending (`EMPTY`), where some are (`PENDING`), or `ANYWHERE`;
* or one code point that is copied as it stands, only where no byte is pending (`Lattice.literal`);
* or a code point for which nothing was observed (`Lattice.insert`), likewise;
* or nothing: the observed characters are debris, pending bytes stay pending (`Lattice.literal` with code 0).

Arcs are added in order of their source node. `Search.run` walks the lattice once, feeding bytes into the *grammar* of
the intended encoding. Bytes that do not yet make up a character are pending (wild cards stay wild until then); when a
character is complete, every reading the grammar allows is scored by the n-gram model mixed with the document's own
counts, plus a prior per character. At each node hypotheses with equal pending bytes and equal last two symbols merge;
the `beam` best survive. So the cost is linear in the number of arcs, whatever the number of wild cards. What lost a
merge is remembered and yields the runners-up.

A grammar is `kind` and two tables: `single[byte]` is the code point of a byte that stands alone (or `UNDEFINED`),
`double[lead << 8 | trail]` the code point of a pair (0: none), as in `cjkclean.tables.bytemaps`. `UTF8` needs no
`double`; its pending bytes are up to three. A wild card where a character begins stands for a lead byte; in UTF-8 for
one of a sequence of three.

A lost UTF-8 byte, for example, seen through GBK: 中 is E4 B8 AD, and its last byte shows as `?`:

    classes = bytes(0x80 <= byte < 0xC0 for byte in range(256))                 # class 0: continuation bytes
    search = Search(UTF8, single, array("I"), classes, prior, tags, 0.0, table, memory, script, alias, 24, nodes)
    lattice = Lattice(nodes, arcs)
    lattice.clear(2)                                                            # two observed characters
    lattice.literal(0, 1, 0.0, ord("涓"))                                       # as it stands ...
    lattice.bytes(0, 1, -6.0, EMPTY, 0xE4, 0xB8, -1, -1)                        # ... or bytes
    lattice.literal(1, 2, 0.0, ord("?"))
    lattice.bytes(1, 2, 0.0, PENDING, 256, -1, -1, -1)                          # a wild card of class 0
    if search.run(lattice, a, b, 0.0):                                          # after the symbols a and b
        search.runs()                                      # [(0, 2, "中", gain over copying, runners-up)]

All scores and costs are natural logarithms (costs are negative).
"""

from array import array
from math import exp, log

from cjkclean.kernels import ngram

EMPTY = _EMPTY = 1
"""The arc may be taken where no byte is pending."""
PENDING = _PENDING = 2
"""The arc may be taken where bytes are pending."""
ANYWHERE = 3
_INSERTED = 4

DOUBLE_BYTE = _DOUBLE_BYTE = 0
UTF8 = 1

_NOTHING = -1
UNDEFINED = _UNDEFINED = 0xFFFFFFFF
"""In a grammar's `single`: the byte is no character by itself."""
_FAR = -1e30
_NONE = 0xFFFF
"""No symbol."""
_SURE = -0.02
"""The most that the model's quantised sums may say."""


class Lattice:
    """Arcs between the nodes 0..n, appended in order of their source node."""

    def __init__(self, nodes: int, arcs: int) -> None:
        self.nodes = 0
        self.arcs = 0
        self.capacity = arcs
        self._first = array("i", bytes(4 * (nodes + 2)))
        self._target = array("i", bytes(4 * arcs))
        self._cost = array("d", bytes(8 * arcs))
        self._mode = array("i", bytes(4 * arcs))
        self._literal = array("i", bytes(4 * arcs))
        self._slots = array("i", bytes(16 * arcs))
        self._demand = array("H", bytes(2 * (nodes + 2)))
        self._last = 0

    def clear(self, nodes: int) -> None:
        """Forget all arcs; the new ones lead from 0 to `nodes` (not more than the lattice was made for)."""
        self.nodes = nodes
        self.arcs = 0
        self._last = -1
        for node in range(nodes + 1):
            self._demand[node] = 0

    def _open(self, source: int) -> None:
        while self._last < source:
            self._last += 1
            self._first[self._last] = self.arcs

    def seal(self) -> None:
        """No more arcs will come."""
        self._open(self.nodes + 1)

    def demand(self, node: int, tag: int) -> None:
        """Ask that the character before `node` carry `tag` (see `Search`)."""
        self._demand[node] = tag

    def literal(self, source: int, target: int, cost: float, code: int) -> None:
        """An arc that copies one code point (0: an arc that stands for nothing, a skip, pending or not)."""
        if self.arcs == self.capacity:
            return
        self._open(source)
        at = self.arcs
        self._target[at] = target
        self._cost[at] = cost
        self._mode[at] = _EMPTY if code else ANYWHERE
        self._literal[at] = code
        self._slots[4 * at] = _NOTHING
        self.arcs = at + 1

    def insert(self, source: int, target: int, cost: float, code: int) -> None:
        """An arc that puts in a code point for which nothing was observed; only where no byte is pending."""
        if self.arcs < self.capacity:
            self.literal(source, target, cost, code)
            self._mode[self.arcs - 1] = _EMPTY | _INSERTED

    def bytes(self, source: int, target: int, cost: float, mode: int, s0: int, s1: int, s2: int, s3: int) -> None:
        """An arc of one to four byte slots; unused ones are -1. `mode` says where it may be taken."""
        if self.arcs == self.capacity:
            return
        self._open(source)
        at = self.arcs
        self._target[at] = target
        self._cost[at] = cost
        self._mode[at] = mode
        self._literal[at] = _NOTHING
        self._slots[4 * at] = s0
        self._slots[4 * at + 1] = s1
        self._slots[4 * at + 2] = s2
        self._slots[4 * at + 3] = s3
        self.arcs = at + 1


LOGARITHMS = array("f", [0.0, *map(log, range(1, 4096))])
"""Of the whole numbers."""
SUMS = array("f", [log(1.0 + exp(-(at + 0.5) / 16.0)) for at in range(129)])
"""log(1 + exp(-x)) in steps of a sixteenth."""
_LOSERS = 4096
_SEPARATOR = 1
_BEFORE = 2
_CLOSING = 4
_SEPARATORS = "。，、；：？！"
_OPENINGS = "。，、；：（《〈「『【“‘"
_CLOSINGS = "”’」』"
_MISPLACED = -6.0
"""Cost (nats) of a separator that begins a phrase or ends one twice, or a line break that a byte after a closing quote
stood for: the model backs off to how frequent a mark is, though it never stands there (GB/T 15834-2011, 5.1)."""


class Scratch:
    """Room for a search of `beam` hypotheses at each of `nodes` nodes; making it takes longer than a short search."""

    def __init__(self, beam: int, nodes: int) -> None:
        places = (nodes + 2) * beam
        self.score = array("d", bytes(8 * places))
        self.back = array("i", bytes(4 * places))
        self.arc = array("i", bytes(4 * places))
        self.lost = array("i", bytes(4 * places))
        self.state = array("i", bytes(4 * 5 * places))
        self.out = array("i", bytes(4 * 4 * places))
        self.count = array("i", bytes(4 * (nodes + 2)))
        self.path = array("i", bytes(4 * (nodes + 2)))
        self.on_path = array("i", bytes(4 * (nodes + 2)))
        self.copy = array("d", bytes(8 * (nodes + 2)))
        self.best = array("d", bytes(8 * (nodes + 2)))
        self.loser_back = array("i", bytes(4 * _LOSERS))
        self.loser_out = array("i", bytes(4 * 4 * _LOSERS))
        self.loser_score = array("d", bytes(8 * _LOSERS))
        self.loser_next = array("i", bytes(4 * _LOSERS))


class Search:
    """A beam search through lattices, for one grammar, one document.

    Args:
        kind: `DOUBLE_BYTE` or `UTF8`.
        single: 256 code points, `UNDEFINED` for a byte that is no character by itself.
        double: 65,536 code points by pair of bytes, 0 where there is none (for UTF-8: empty).
        classes: 256 flags for each class of bytes, one class after another.
        prior: what is added for a character that comes out of bytes, by code point (65,536 values).
        tags: two tags for each of 65,536 code points (0: none). Where a node demands a tag and the last character
            has it neither as its first nor its second, or where it has a first tag and the node demands none, and it
            came out of bytes, `tag_cost` is added. ASCII has no tags and meets every demand.
        table: the n-gram model's.
        memory: the document's counts.
        script: number of the way of writing whose costs the model's table applies.
        beam: hypotheses kept at a node.
        nodes: the most nodes a lattice will have.
        scratch: room to work in, made for at least that beam and those nodes, that no other search uses meanwhile.
    """

    def __init__(
        self,
        kind: int,
        single: "array[int]",
        double: "array[int]",
        classes: bytes,
        prior: "array[float]",
        tags: "array[int]",
        tag_cost: float,
        table: ngram.NGramTable,
        memory: ngram.DocumentMemory,
        script: int,
        beam: int,
        nodes: int,
        scratch: "Scratch | None" = None,
    ) -> None:
        self.kind = kind
        self.single = single
        self.double = double
        self.prior = prior
        self.tags = tags
        self.tag_cost = tag_cost
        self.table = table
        self.memory = memory
        self.script = script
        self._lift = array("f", bytes(4 << 14))
        self._logs = LOGARITHMS
        self._sums = SUMS
        self._role = bytearray(len(self._lift))
        for role, marks in ((_SEPARATOR, _SEPARATORS), (_BEFORE, _OPENINGS), (_CLOSING, _CLOSINGS)):
            for mark in marks:
                self._role[table.symbol(ord(mark))] |= role
        self.adapt(array("I", range(128)), "", 0.0)
        self._backoff = 0.0
        self._seen_a = self._seen_b = self._seen_one = self._seen_two = 0
        self.beam = beam
        self.window = 12.0
        count = len(classes) // 256
        self._members = array("i", bytes(4 * 256 * (count + 1)))
        self._sizes = array("i", bytes(4 * (count + 1)))
        for k in range(count):
            for byte in range(256):
                if classes[256 * k + byte]:
                    self._members[256 * k + self._sizes[k]] = byte
                    self._sizes[k] += 1
        room = scratch or Scratch(beam, nodes)
        self._score = room.score
        self._back = room.back
        self._arc = room.arc
        self._lost = room.lost
        self._state = room.state
        self._out = room.out
        self._count = room.count
        self._path = room.path
        self._on_path = room.on_path
        self._copy = room.copy
        self._best = room.best
        self._steps = 0
        self.losers = 0
        self._loser_room = len(room.loser_back)
        self._loser_back = room.loser_back
        self._loser_out = room.loser_out
        self._loser_score = room.loser_score
        self._loser_next = room.loser_next
        self._final = -1

    def adapt(self, alias: "array[int]", text: str, weight: float) -> None:
        """Adapt to a document's habits.

        `alias`: 128 code points; as what the model sees each ASCII character (folded fullwidth marks are commas all
        the same). `text`: of the document. What it uses more often than the model expects is preferred where bytes
        are made into characters: by `weight` times the logarithm of how much more often.
        """
        self.alias = alias
        counts = array("I", bytes(4 * len(self._lift)))
        for char in text:
            counts[self.table.symbol(ord(char))] += 1
        size = len(text)
        for symbol in range(len(self._lift)):
            often = counts[symbol]
            self._lift[symbol] = 0.0
            if often:
                expected = size * exp(self.table.unigrams[symbol])
                if often > expected:
                    more = self._logs[min(often + 1, 4095)] - self._logs[min(int(expected) + 1, 4095)]
                    self._lift[symbol] = weight * more

    # -- searching -------------------------------------------------------------------------------------------------

    def run(self, lattice: Lattice, a: int, b: int, start: float) -> bool:
        """Search from node 0, after the symbols `a` and `b` (0: none), to the last node; whether one got there.

        `start` is the score to begin with.
        """
        lattice.seal()
        self._lattice = lattice
        self._seen_a = _NONE
        beam = self.beam
        last = lattice.nodes
        self.losers = 0
        self._final = -1
        for node in range(last + 1):
            self._count[node] = 0
            self._best[node] = _FAR
        self._count[0] = 1
        self._best[0] = start
        self._score[0] = start
        self._back[0] = -1
        self._arc[0] = -1
        self._lost[0] = -1
        self._state[0] = self._state[1] = self._state[2] = _NOTHING
        self._state[3] = a
        self._state[4] = b
        for node in range(last):
            floor = self._best[node] - self.window
            for arc in range(lattice._first[node], lattice._first[node + 1]):
                for place in range(node * beam, node * beam + self._count[node]):
                    if self._score[place] < floor:
                        continue
                    self._take(arc, place)
        best = _FAR
        for place in range(last * beam, last * beam + self._count[last]):
            if self._state[5 * place] == _NOTHING and self._score[place] > best:
                best = self._score[place]
                self._final = place
        if self._final < 0:
            return False
        for place in range(last * beam, last * beam + self._count[last]):
            if place != self._final and self._state[5 * place] == _NOTHING:
                self._now_target = last
                self._lose(
                    self._final,
                    self._back[place],
                    self._out[4 * place],
                    self._out[4 * place + 1],
                    self._out[4 * place + 2],
                    self._score[place],
                )
        self._trace(lattice)
        return True

    def _take(self, arc: int, place: int) -> None:
        """Follow `arc` from the hypothesis at `place`."""
        lattice = self._lattice
        pending = self._state[5 * place] != _NOTHING
        mode = lattice._mode[arc]
        if not mode & (_PENDING if pending else _EMPTY):
            return
        self._now_arc = arc
        self._now_back = place
        self._now_target = lattice._target[arc]
        self._now_slots = 4 * arc
        score = self._score[place] + lattice._cost[arc]
        p0 = self._state[5 * place]
        a = self._state[5 * place + 3]
        b = self._state[5 * place + 4]
        code = lattice._literal[arc]
        self._now_copies = code >= 0 and not mode & _INSERTED
        if code > 0:
            score += self._logp(a, b, code)
            if self._out[4 * place] == 0x3002 and self._role[self._now_symbol] & _SEPARATOR:
                score += _MISPLACED
            self._keep(_NOTHING, _NOTHING, _NOTHING, b, self._now_symbol, score, code, 0, 0)
        elif code == 0:
            self._keep(p0, self._state[5 * place + 1], self._state[5 * place + 2], a, b, score, 0, 0, 0)
        else:
            self._feed(0, p0, self._state[5 * place + 1], self._state[5 * place + 2], a, b, score, 0, 0, 0)

    def _logp(self, a: int, b: int, code: int) -> float:
        """Log probability of a character after two symbols; leaves its symbol in `_now_symbol`.

        The model's probability counts as as many observations as the document's pairs (and four more), and their
        estimate likewise beside its triples.
        """
        if code < 128:
            code = self.alias[code]
        symbol = self.table.symbol(code)
        self._now_symbol = symbol
        if a != self._seen_a or b != self._seen_b:
            self._seen_a = a
            self._seen_b = b
            self._backoff = (self.table.find_pair(a, b) & 63) / 16.0
            self._seen_one = self.memory.heads[b]
            self._seen_two = 0
            if self._seen_one:
                self._seen_two = self.memory.entries[self.memory.pair_slot(a, b)] >> 18 & 0x1FFFF
        pair = self.table.find_pair(b, symbol)
        if pair:
            # Where the pair is not stored no triple is; what the table has under its mark is another's.
            value = self.table.gains[self.table.find_triple(a, b, symbol)] - (pair >> 6) / 16.0
        else:
            value = self.table.backoffs[b] + self.table.unigrams[symbol]
        value -= self._backoff
        if value > _SURE:
            value = _SURE
        if self._seen_one:
            total = self._logs[min(2 * self._seen_one + 4, 4095)]
            value += self._logs[min(self._seen_one + 4, 4095)] - total
            count = self.memory.entries[self.memory.pair_slot(b, symbol)] & 0x3FFFF
            if count:
                value = self._add(value, self._logs[min(count, 4095)] - total)
            if self._seen_two:
                total = self._logs[min(2 * self._seen_two + 4, 4095)]
                value += self._logs[min(self._seen_two + 4, 4095)] - total
                if count:
                    count = self.memory.entries[self.memory.triple_slot(a, b, symbol)] & 0x1FFFFF
                    if count:
                        value = self._add(value, self._logs[min(count, 4095)] - total)
        return value - self.table.cost(code, self.script)

    def _add(self, x: float, y: float) -> float:
        """log(exp(x) + exp(y)), to a thirtieth."""
        distance = x - y
        if distance < 0.0:
            x = y
            distance = -distance
        if distance >= 8.0:
            return x
        return x + self._sums[int(distance * 16.0)]

    def _feed(self, k: int, p0: int, p1: int, p2: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        """Feed slot k of the current arc, and those after it, to a hypothesis."""
        slot = _NOTHING
        if k < 4:
            slot = self._lattice._slots[self._now_slots + k]
        if slot == _NOTHING:
            self._keep(p0, p1, p2, a, b, score, e0, e1, e2)
        elif p0 == _NOTHING:
            code = UNDEFINED
            if slot < 256:
                code = self.single[slot]
            if code != _UNDEFINED:
                self._emit(k + 1, code, a, b, score, e0, e1, e2)
            else:
                self._feed(k + 1, slot, _NOTHING, _NOTHING, a, b, score, e0, e1, e2)
        elif self.kind == _DOUBLE_BYTE:
            self._pairs(k + 1, p0, slot, a, b, score, e0, e1, e2)
        else:
            length = self._length(p0)
            if p1 == _NOTHING and length > 2:
                self._feed(k + 1, p0, slot, _NOTHING, a, b, score, e0, e1, e2)
            elif p1 != _NOTHING and p2 == _NOTHING and length > 3:
                self._feed(k + 1, p0, p1, slot, a, b, score, e0, e1, e2)
            else:
                self._sequences(k + 1, length, p0, p1, p2, slot, a, b, score, e0, e1, e2)

    def _length(self, lead: int) -> int:
        """Length of the UTF-8 sequence that `lead` begins; a wild card begins one of three bytes."""
        if lead >= 256:
            return 3
        return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4

    def _size(self, slot: int) -> int:
        return 1 if slot < 256 else self._sizes[slot - 256]

    def _member(self, slot: int, index: int) -> int:
        return slot if slot < 256 else self._members[256 * (slot - 256) + index]

    def _pairs(self, k: int, lead: int, trail: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        for i in range(self._size(lead)):
            row = self._member(lead, i) << 8
            for j in range(self._size(trail)):
                code = self.double[row | self._member(trail, j)]
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
        second = p1 if length > 2 else slot
        third = _NOTHING if length < 3 else p2 if length > 3 else slot
        fourth = slot if length > 3 else _NOTHING
        for i in range(self._size(p0)):
            lead = self._member(p0, i) & (0xFF >> (length + 1))
            for j in range(self._size(second)):
                first_two = lead << 6 | (self._member(second, j) & 63)
                for m in range(self._size(third)):
                    code = first_two
                    if length > 2:
                        code = code << 6 | (self._member(third, m) & 63)
                    if length < 4:
                        self._emit(k, code, a, b, score, e0, e1, e2)
                        continue
                    for n in range(self._size(fourth)):
                        self._emit(k, code << 6 | (self._member(fourth, n) & 63), a, b, score, e0, e1, e2)

    def _emit(self, k: int, code: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        """A character is complete: score it, and go on with slot k."""
        if code > 0xFFFF:
            score -= 8.0
        else:
            score += self.prior[code]
        target = self._now_target
        if score < self._best[target] - self.window:
            return
        score += self._logp(a, b, code)
        symbol = self._now_symbol
        score += self._lift[symbol]
        if self._role[symbol] & _SEPARATOR:
            before = self._role[b]
            if before & _BEFORE or (before & _CLOSING and self._role[a] & _SEPARATOR):
                score += _MISPLACED
        if score < self._best[target] - self.window:
            return
        if e0 == 0:
            self._feed(k, _NOTHING, _NOTHING, _NOTHING, b, symbol, score, code, 0, 0)
        elif e1 == 0:
            self._feed(k, _NOTHING, _NOTHING, _NOTHING, b, symbol, score, e0, code, 0)
        else:
            self._feed(k, _NOTHING, _NOTHING, _NOTHING, b, symbol, score, e0, e1, code)

    def _keep(self, p0: int, p1: int, p2: int, a: int, b: int, score: float, e0: int, e1: int, e2: int) -> None:
        """Enter a hypothesis at the current arc's target: merge it, put it in, or let the weakest go."""
        node = self._now_target
        if p0 == _NOTHING and e0:
            score += self._tag_cost(self._lattice._demand[node], e2 or e1 or e0, self._now_copies)
        base = node * self.beam
        count = self._count[node]
        worst = base
        for place in range(base, base + count):
            s = 5 * place
            if (
                self._state[s + 4] == b
                and self._state[s + 3] == a
                and self._state[s] == p0
                and self._state[s + 1] == p1
                and self._state[s + 2] == p2
            ):
                if score > self._score[place]:
                    self._lose(
                        place,
                        self._back[place],
                        self._out_at(place, 0),
                        self._out_at(place, 1),
                        self._out_at(place, 2),
                        self._score[place],
                    )
                    self._put(place, p0, p1, p2, a, b, score, e0, e1, e2)
                else:
                    self._lose(place, self._now_back, e0, e1, e2, score)
                return
            if self._score[place] < self._score[worst]:
                worst = place
        if count < self.beam:
            worst = base + count
            self._count[node] = count + 1
        elif score <= self._score[worst]:
            return
        self._lost[worst] = -1
        self._put(worst, p0, p1, p2, a, b, score, e0, e1, e2)

    def _tag_cost(self, demand: int, code: int, copied: bool) -> float:
        """What it costs to have `code` before a node that demands a tag, or none."""
        if code > 0xFFFF:
            return self.tag_cost if demand else 0.0
        if demand:
            if code < 128:  # a lone trail byte
                return 0.0
            fits = self.tags[2 * code] == demand or self.tags[2 * code + 1] == demand
            return 0.0 if fits else self.tag_cost
        return self.tag_cost if self.tags[2 * code] and not copied else 0.0

    def _out_at(self, place: int, index: int) -> int:
        return self._out[4 * place + index]

    def _put(
        self, place: int, p0: int, p1: int, p2: int, a: int, b: int, score: float, e0: int, e1: int, e2: int
    ) -> None:
        self._score[place] = score
        self._back[place] = self._now_back
        self._arc[place] = self._now_arc
        self._state[5 * place] = p0
        self._state[5 * place + 1] = p1
        self._state[5 * place + 2] = p2
        self._state[5 * place + 3] = a
        self._state[5 * place + 4] = b
        self._out[4 * place] = e0
        self._out[4 * place + 1] = e1
        self._out[4 * place + 2] = e2
        if score > self._best[self._now_target]:
            self._best[self._now_target] = score

    def _lose(self, place: int, back: int, e0: int, e1: int, e2: int, score: float) -> None:
        """Remember a hypothesis that merged into the better one at `place`."""
        at = self.losers
        if at == self._loser_room or score < self._score[place] - self.window:
            return
        self.losers = at + 1
        self._loser_back[at] = back
        self._loser_out[4 * at] = e0
        self._loser_out[4 * at + 1] = e1
        self._loser_out[4 * at + 2] = e2
        self._loser_score[at] = score
        self._loser_next[at] = self._lost[place]
        self._lost[place] = at

    # -- reading the result ----------------------------------------------------------------------------------------

    def _trace(self, lattice: Lattice) -> None:
        """Write down the best path, and what mere copying would have scored at each node."""
        steps = 0
        place = self._final
        for node in range(lattice.nodes + 1):
            self._on_path[node] = _NOTHING
        while place >= 0:
            self._on_path[place // self.beam] = place
            steps += 1
            place = self._back[place]
        self._steps = steps
        place = self._final
        while place >= 0:
            steps -= 1
            self._path[steps] = place
            place = self._back[place]
        for node in range(lattice.nodes + 1):
            self._copy[node] = _FAR
        self._copy[0] = self._score[0]
        a = self._state[3]
        b = self._state[4]
        node = 0
        while node < lattice.nodes:
            chosen = _NOTHING
            for arc in range(lattice._first[node], lattice._first[node + 1]):
                code = lattice._literal[arc]
                if code == 0 or (code > 0 and chosen == _NOTHING):
                    chosen = arc
            if chosen == _NOTHING:
                return
            code = lattice._literal[chosen]
            target = lattice._target[chosen]
            score = self._copy[node] + lattice._cost[chosen]
            if code:
                score += self._logp(a, b, code)
                a = b
                b = self._now_symbol
                score += self._tag_cost(lattice._demand[target], code, True)
            self._copy[target] = score
            node = target

    def _copies(self, step: int) -> bool:
        """Whether the step of the path before place number `step` copies what is there."""
        arc = self._arc[self._path[step]]
        if self._lattice._mode[arc] & _INSERTED:
            return False
        code = self._lattice._literal[arc]
        return code > 0 or (code == 0 and self._state[5 * self._path[step - 1]] == _NOTHING)

    def _emitted(self, place: int) -> str:
        text = ""
        for index in range(3):
            code = self._out[4 * place + index]
            if code:
                text += chr(code)
        return text

    def _between(self, first: int, last: int) -> str:
        """What the path emits in its steps first+1..last."""
        return "".join([self._emitted(self._path[step]) for step in range(first + 1, last + 1)])

    def runs(self) -> "list[tuple[int, int, str, float, list[tuple[float, str]]]]":
        """The stretches that the best path does not copy.

        For each: the nodes it lies between, the characters in its place, by how much the path scores better than
        copying (two copied characters after it included), and the runners-up as (how much worse, characters).
        """
        found = []
        step = 1
        while step < self._steps:
            if self._copies(step):
                step += 1
                continue
            before = step - 1
            while step < self._steps and not self._copies(step):
                step += 1
            after = step - 1
            seen = after
            while seen + 1 < self._steps and seen < after + 2 and self._copies(seen + 1):
                seen += 1
            source = self._path[before] // self.beam
            behind = self._path[seen] // self.beam
            gain = self._score[self._path[seen]] - self._score[self._path[before]]
            gain -= self._copy[behind] - self._copy[source]
            target = self._path[after] // self.beam
            found.append((source, target, self._between(before, after), gain, self._rivals(before, after)))
        return found

    def _rivals(self, before: int, after: int) -> "list[tuple[float, str]]":
        """The runners-up for the steps before+1..after of the path, best first."""
        best: dict[str, float] = {}
        own = self._between(before, after)
        last = min(self._steps, after + 6)
        for step in range(before + 1, last):
            place = self._path[step]
            loser = self._lost[place]
            while loser >= 0:
                behind = self._score[place] - self._loser_score[loser]
                if behind < 9.0:
                    text = self._variant(loser, step, before, after)
                    if text is not None and text != own and behind < best.get(text, 99.0):
                        best[text] = behind
                loser = self._loser_next[loser]
        return sorted([(behind, text) for text, behind in best.items()])

    def _variant(self, loser: int, step: int, before: int, after: int) -> "str | None":
        """The steps before+1..after as they would read had the loser of place number `step` won there."""
        text = ""
        for index in range(2, -1, -1):
            code = self._loser_out[4 * loser + index]
            if code:
                text = chr(code) + text
        place = self._loser_back[loser]
        while self._on_path[place // self.beam] != place:
            text = self._emitted(place) + text
            place = self._back[place]
        joined = step - 1
        while self._path[joined] != place:
            joined -= 1
        if joined > before:
            text = self._between(before, joined) + text
        elif joined < before:
            copied = self._between(joined, before)
            if not text.startswith(copied):
                return None
            text = text[len(copied) :]
        if step < after:
            text += self._between(step, after)
        elif step > after:
            copied = self._between(after, step)
            if not text.endswith(copied):
                return None
            text = text[: len(text) - len(copied)]
        return text
