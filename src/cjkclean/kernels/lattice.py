"""The lattice: what observed characters may stand for, as arcs of bytes; and the grammar of the intended encoding.

One engine serves every repair that has to think in bytes. The caller lays out what each observed character may
stand for as *arcs* between *nodes* (0 to n; mostly the places between observed characters). An arc carries

* one to four byte *slots* (`Lattice.bytes`): a fixed byte 0..255, or `256 + k` for "any byte of class k", a wild card;
  `mode` says whether it may be taken where no byte is pending (`EMPTY`), where some are (`PENDING`), or `ANYWHERE`;
* or one code point that is copied as it stands, only where no byte is pending (`Lattice.literal`);
* or a code point for which nothing was observed (`Lattice.insert`), likewise;
* or nothing: the observed characters are debris, pending bytes stay pending (`Lattice.literal` with code 0).

Arcs are added in order of their source node. `cjkclean.kernels.beam` walks the lattice, `cjkclean.kernels.paths` reads
what it found. A lost UTF-8 byte, for example, seen through GBK: 中 is E4 B8 AD, and its last byte shows as `?`:

    classes = bytes(0x80 <= byte < 0xC0 for byte in range(256))                 # class 0: continuation bytes
    grammar = Grammar(UTF8, single, array("I"), classes, prior, tags, 0.0)
    search = Search(grammar, Document(table, memory, script), Scratch(24, nodes))
    lattice = Lattice(nodes, arcs)
    lattice.clear(2)                                                            # two observed characters
    lattice.literal(0, 1, 0.0, ord("涓"))                                       # as it stands ...
    lattice.bytes(0, 1, -6.0, EMPTY, 0xE4, 0xB8, -1, -1)                        # ... or bytes
    lattice.literal(1, 2, 0.0, ord("?"))
    lattice.bytes(1, 2, 0.0, PENDING, 256, -1, -1, -1)                          # a wild card of class 0
    if search.run(lattice, a, b, 0.0, 2):                                       # after the symbols a and b
        runs(search)                                       # [(0, 2, "中", gain over copying, runners-up)]

All scores and costs are natural logarithms (costs are negative).
"""

from array import array

EMPTY = _EMPTY = 1
"""The arc may be taken where no byte is pending."""
PENDING = 2
"""The arc may be taken where bytes are pending."""
ANYWHERE = _ANYWHERE = 3
INSERTED = _INSERTED = 4
"""Added to the mode of an arc whose code point was not observed."""

DOUBLE_BYTE = 0
UTF8 = 1

_NOTHING = -1
_HOPELESS = 8192
_MANY = 1024
UNDEFINED = 0xFFFFFFFF
"""In a grammar's `single`: the byte is no character by itself."""


ECHOES = _ECHOES = 4
"""Places behind a listing mark at which the character before it may come again (惠企、助企), from the second on."""


class Grammar:
    """How bytes make up characters, and what each costs.

    Args:
        kind: `DOUBLE_BYTE` or `UTF8`.
        single: 256 code points by byte, `UNDEFINED` for one that is no character by itself.
        double: 65,536 code points by pair of bytes (`lead << 8 | trail`), 0 where there is none, as in
            `cjkclean.tables.bytemaps` (for UTF-8: empty; its pending bytes are up to three). A wild card where a
            character begins stands for a lead byte; in UTF-8 for one of a sequence of three.
        classes: 256 flags for each class of bytes, one class after another.
        prior: what is added for a character that comes out of bytes, by code point (65,536 values).
        tags: two tags for each of 65,536 code points (0: none). Where a node demands a tag and the last character
            has it neither as its first nor its second, or where it has a first tag and the node demands none, and it
            came out of bytes, `tag_cost` is added. ASCII has no tags and meets every demand.
        tag_cost: see `tags`.
        blank: the code point that stands for a character of which so much is lost that more than `_HOPELESS` could be
            meant; 0 to try all of them.
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
        blank: int = 0,
    ) -> None:
        self.kind = kind
        self.single = single
        self.double = double
        self.prior = prior
        self.tags = tags
        self.tag_cost = tag_cost
        self.blank = blank
        count = len(classes) // 256
        self.members = array("i", bytes(4 * 256 * (count + 1)))
        self.sizes = array("i", bytes(4 * (count + 1)))
        for k in range(count):
            for byte in range(256):
                if classes[256 * k + byte]:
                    self.members[256 * k + self.sizes[k]] = byte
                    self.sizes[k] += 1

    def size(self, slot: int) -> int:
        """How many bytes a slot may be."""
        return 1 if slot < 256 else self.sizes[slot - 256]

    def member(self, slot: int, index: int) -> int:
        """One of the bytes that a slot may be."""
        return slot if slot < 256 else self.members[256 * (slot - 256) + index]

    def is_hopeless(self, first: int, second: int) -> bool:
        """Whether two slots of a character leave too much open to try all of it."""
        return self.blank != 0 and self.size(first) * self.size(second) > _HOPELESS

    def is_open(self, first: int, second: int) -> bool:
        """Whether two slots leave so much open that only frequent characters have a chance."""
        return self.size(first) * self.size(second) > _MANY

    def continues(self, slot: int) -> bool:
        """Whether a slot is a continuation byte of UTF-8."""
        return 0x80 <= self.member(slot, 0) < 0xC0

    def length(self, lead: int) -> int:
        """Length of the UTF-8 sequence that `lead` begins; a wild card begins one of three bytes."""
        if lead >= 256:
            return 3
        return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4

    def allows(self, length: int, code: int) -> bool:
        """Whether a UTF-8 sequence of `length` bytes may say `code` (RFC 3629: nothing overlong, no surrogates)."""
        if length == 4:
            return 0x10000 <= code < 0x110000
        if length == 3:
            return code >= 0x800 and not 0xD800 <= code < 0xE000
        return code >= 0x80

    def misfit(self, demand: int, code: int, copied: bool) -> float:
        """What it costs to have `code` before a node that demands a tag, or none."""
        if code > 0xFFFF:
            return self.tag_cost if demand else 0.0
        if demand:
            if code < 128:  # a lone trail byte
                return 0.0
            fits = self.tags[2 * code] == demand or self.tags[2 * code + 1] == demand
            return 0.0 if fits else self.tag_cost
        return self.tag_cost if self.tags[2 * code] and not copied else 0.0


class Lattice:
    """Arcs between the nodes 0..n, appended in order of their source node."""

    def __init__(self, nodes: int, arcs: int) -> None:
        self.nodes = 0
        self.arcs = 0
        self.capacity = arcs
        self.first = array("i", bytes(4 * (nodes + 2)))
        self.target = array("i", bytes(4 * arcs))
        self.cost = array("d", bytes(8 * arcs))
        self.mode = array("i", bytes(4 * arcs))
        self.code = array("i", bytes(4 * arcs))
        self.slots = array("i", bytes(16 * arcs))
        self.demands = array("H", bytes(2 * (nodes + 2)))
        self.echoes = array("i", bytes(4 * _ECHOES * (nodes + 2)))
        self._last = 0

    def clear(self, nodes: int) -> None:
        """Forget all arcs; the new ones lead from 0 to `nodes` (not more than the lattice was made for)."""
        self.nodes = nodes
        self.arcs = 0
        self._last = -1
        for node in range(nodes + 1):
            self.demands[node] = 0
            self.echoes[_ECHOES * node] = 0

    def _open(self, source: int) -> None:
        while self._last < source:
            self._last += 1
            self.first[self._last] = self.arcs

    def seal(self) -> None:
        """No more arcs will come."""
        self._open(self.nodes + 1)

    def demand(self, node: int, tag: int) -> None:
        """Ask that the character before `node` carry `tag` (see `Grammar`)."""
        self.demands[node] = tag

    def echo(self, node: int, place: int, code: int) -> None:
        """A listing mark follows `node`, and `code` at one of the places behind it."""
        self.echoes[_ECHOES * node + place] = code

    def _arc(self, source: int, target: int, cost: float, mode: int, code: int) -> int:
        """Begin an arc and return its number; -1 when there is no room."""
        at = self.arcs
        if at == self.capacity:
            return -1
        self._open(source)
        self.target[at] = target
        self.cost[at] = cost
        self.mode[at] = mode
        self.code[at] = code
        self.arcs = at + 1
        return at

    def literal(self, source: int, target: int, cost: float, code: int) -> None:
        """An arc that copies one code point (0: an arc that stands for nothing, a skip, pending or not)."""
        at = self._arc(source, target, cost, _EMPTY if code else _ANYWHERE, code)
        if at >= 0:
            self.slots[4 * at] = code

    def insert(self, source: int, target: int, cost: float, code: int, like: int) -> None:
        """An arc that puts in a code point for which nothing was observed; only where no byte is pending.

        It is as likely as `like`.
        """
        at = self._arc(source, target, cost, _EMPTY | _INSERTED, code)
        if at >= 0:
            self.slots[4 * at] = like

    def bytes(self, source: int, target: int, cost: float, mode: int, s0: int, s1: int, s2: int, s3: int) -> None:
        """An arc of one to four byte slots; unused ones are -1. `mode` says where it may be taken."""
        at = self._arc(source, target, cost, mode, _NOTHING)
        if at >= 0:
            self.slots[4 * at] = s0
            self.slots[4 * at + 1] = s1
            self.slots[4 * at + 2] = s2
            self.slots[4 * at + 3] = s3
