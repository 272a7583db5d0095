"""Reading text again: which stretches of a line make better text as bytes of another encoding.

For one confusion (characters -> bytes by the *reader* that misread them, bytes -> characters by the *grammar* they
were written in) `Reread.search` walks a line once and compares, at every place, two explanations of what stands
there: that it is text, or that it is misread bytes. Both are scored by the same n-gram model, as the log probability
of all characters, so the two sums are those of the same input and may be subtracted. Changing from text to bytes
costs `enter`, changing back `leave`, a character whose bytes are incomplete `hole`.

The walk is a Viterbi search over six states: text; bytes at a character boundary; bytes inside a character, one,
two or three of its bytes pending; and one pending byte again, since an observed character may have been made of
either of two byte pairs. Each state keeps only its best history, so the cost is linear in the line and no alignment
of the bytes is ever lost.

All scores are natural logarithms.
"""

from array import array

from cjkclean.kernels import ngram

DOUBLE_BYTE = 0
UTF8 = 1
STATES = 6
TEXT = 0
BYTES = 1
ALTERNATE = 5
UNDEFINED = 0xFFFFFFFF  # what `single` holds for a byte that is no character by itself
LOST = 0xFDD0  # a noncharacter: what `decode` gives in place of characters whose bytes are not all there
THREE_BYTES = 0x8F  # begins a three-byte character in EUC-JP
ASTRAL = 189000  # number of the four-byte character of GB18030 that is U+10000
OTHER = 8  # in a back pointer: the character was read as the other bytes it can be made of
HOLE = 16  # in a back pointer: the character stands for bytes that the reader could not show
EATEN = 32  # with `HOLE`: the first byte of the next character belongs to it as well
HALF_KANA = 0xFF61
HALF_KANA_END = 0xFF9F
HALF_KANA_COST = 1.0
HALF_KANA_SAID = 4.0  # what one costs more that bytes say: a mark of GBK (A3A1) reads as two that may end any sentence
VOICED = 0xFF9E
NEWLINE = 10
VOICING_COST = 0.1
FOREIGN = 1.0
LETTERS = 0x3040  # from here on code points are letters of CJK text
PRIVATE_USE = 0xE000
INSIDE = 5.0  # what it costs more to begin or end a run between two letters, or two characters of other alphabets
_FAR = -1e30
_REPLACEMENT = 0xFFFD
_STRAYS = 2  # continuation bytes that may follow a hole without being one more

FULL_KANA = array(
    "I",
    map(
        ord,
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜",
    ),
)
"""The full-width forms of U+FF61..U+FF9F."""


class Reread:
    """The search for one confusion; reusable, not shared between threads.

    Args:
        table: the n-gram model.
        reader: for each code point below 65,536 the bytes that the misreading decoder made it of, packed big-endian
            into one number; 0 where it makes no such character.
        other: the other bytes that it made the character of, 0 for none.
        kind: `DOUBLE_BYTE` or `UTF8`, the grammar of the encoding it was written in.
        single, double: code points of bytes (`UNDEFINED` for none) and of pairs (`lead << 8 | trail`, 0 for none);
            unused for `UTF8`.
        four_byte: the code points of GB18030's four-byte characters by their number, empty for a grammar without.
        plane: the code points of the three-byte characters of EUC-JP by row and cell, empty for a grammar without.
        spaces: whether a space may be what is left of a no-break space (byte A0).
        capacity: the longest line, in code points.
    """

    def __init__(
        self,
        table: ngram.NGramTable,
        reader: "array[int]",
        other: "array[int]",
        kind: int,
        single: "array[int]",
        double: "array[int]",
        four_byte: "array[int]",
        plane: "array[int]",
        spaces: bool,
        capacity: int,
    ) -> None:
        self.table = table
        self.reader = reader
        self.other = other
        self.kind = kind
        self.single = single
        self.double = double
        self.four_byte = four_byte
        self.four_byte_count = len(four_byte)
        self.plane = plane
        self.has_plane = len(plane) > 0
        self.spaces = spaces
        self.capacity = capacity
        self._score = self._plain = array("d")
        self._back = array("b")
        self._choice = bytearray()
        self._pending = array("I", bytes(4 * STATES))
        self._first = array("i", bytes(4 * STATES))
        self._second = array("i", bytes(4 * STATES))
        self._next_pending = array("I", bytes(4 * STATES))
        self._next_first = array("i", bytes(4 * STATES))
        self._next_second = array("i", bytes(4 * STATES))
        self._base = 0
        self._at = 0
        self._from = 0
        self.hole = 10.0
        self.script = 0

    def search(
        self, text: str, start: int, end: int, enter: float, leave: float, hole: float, good: int, bad: int
    ) -> "list[tuple[int, int, float]]":
        """The runs of text[start:end] that read better as bytes: (start, end, gain in nats over reading as text).

        `good` and `bad` are the model's scripts for the text as it stands and as read again. At most `capacity`
        code points are looked at.
        """
        size = min(end - start, self.capacity)
        self._begin(start, hole, bad)
        before = after = last = 0
        for place in range(size):
            code = ord(text[start + place])
            mark = _is_voicing(code, last) or code == _REPLACEMENT
            if code == _REPLACEMENT:  # as bytes or as text, what was lost there says nothing
                symbol = 0
                cost = 0.0
                plain = -hole
            elif mark:
                symbol = after
                cost = 0.0
                plain = -VOICING_COST
            else:
                symbol = symbol_of(self.table, code, ord(text[start + place + 1]) if place + 1 < size else 0)
                cost = cost_of(self.table, code, good)
                plain = self.table.logp(before, after, symbol) - cost
            self._plain[place + 1] = self._plain[place] + plain
            self._at = STATES * (place + 1)
            for state in range(STATES):
                self._score[self._at + state] = _FAR
            begins = INSIDE if is_letter(last) else 0.0
            if is_foreign(last) and is_foreign(code):
                begins = INSIDE
            ends = begins if code >= LETTERS or is_foreign(code) else 0.0
            self._text(STATES * place, leave + ends, symbol, cost, before, after, plain, mark)
            self._misread(STATES * place, code, enter + begins)
            last = code
            if code == _REPLACEMENT:
                before = after = 0
            elif not mark:
                before = after
                after = symbol
            for state in range(STATES):
                self._pending[state] = self._next_pending[state]
                self._first[state] = self._next_first[state]
                self._second[state] = self._next_second[state]
        return self._runs(size, start, enter, leave)

    def _begin(self, start: int, hole: float, script: int) -> None:
        """Begin a search; the buffers are made at the first one: many confusions are looked at, few are searched."""
        if len(self._choice) == 0:
            self._score = array("d", bytes(8 * STATES * (self.capacity + 1)))
            self._back = array("b", bytes(STATES * (self.capacity + 1)))
            self._plain = array("d", bytes(8 * (self.capacity + 1)))
            self._choice = bytearray(self.capacity + 1)
        self._base = start
        self.hole = hole
        self.script = script
        for state in range(STATES):
            self._score[state] = _FAR
        self._score[TEXT] = 0.0
        self._first[TEXT] = self._second[TEXT] = 0
        self._plain[0] = 0.0

    def _text(
        self, row: int, leave: float, symbol: int, cost: float, before: int, after: int, plain: float, mark: bool
    ) -> None:
        """The current character is text, whatever was before it: `plain` is its score if that was text, too."""
        self._from = TEXT
        best = self._score[row]
        for state in range(BYTES, STATES):
            score = self._score[row + state] - leave - (self.hole if state > BYTES else 0.0)
            if score > best:
                best = score
                self._from = state
        a = self._first[self._from] if self._from <= BYTES else 0
        b = self._second[self._from] if self._from <= BYTES else 0
        if mark:
            self._put(TEXT, 0, a if symbol else 0, b if symbol else 0, best + plain)
            return
        if a != before or b != after:
            plain = self.table.logp(a, b, symbol) - cost
        self._put(TEXT, 0, b, symbol, best + plain)

    def _misread(self, row: int, code: int, enter: float) -> None:
        """The current character is misread bytes.

        A history that entering afresh would beat by more than the cost of a hole, or a fresh one that is beaten as
        clearly, has no future and is not followed.
        """
        packed = code if code < 0x80 else self.reader[code] if code < 0x10000 else 0
        other = self.other[code] if 0x80 <= code < 0x10000 else 0
        fresh = self._score[row] - enter
        best = fresh
        for state in range(BYTES, STATES):
            if self._score[row + state] > best:
                best = self._score[row + state]
        floor = best - 1.5 * self.hole
        if packed >= 0x80 and fresh > floor:
            self._from = TEXT
            self._bytes(packed, 0, self._first[TEXT], self._second[TEXT], fresh)
            if other:
                self._from = TEXT | OTHER
                self._bytes(other, 0, self._first[TEXT], self._second[TEXT], fresh)
        for state in range(BYTES, STATES):
            score = self._score[row + state]
            if score <= floor:
                continue
            pending = self._pending[state] if state > BYTES else 0
            if other:
                self._from = state | OTHER
                self._bytes(other, pending, self._first[state], self._second[state], score)
            self._from = state
            if packed:
                self._bytes(packed, pending, self._first[state], self._second[state], score)
            if code == _REPLACEMENT or code == 0x3F:
                self._lost(state, score)
            if code == 0x20 and self.spaces and self.kind == UTF8 and state > BYTES:
                self._bytes(0xA0, pending, self._first[state], self._second[state], score - 1.0)

    def _lost(self, state: int, score: float) -> None:
        """The current character is bytes that the reader could not show."""
        self._from = state | HOLE
        self._put(BYTES, 0, 0, 0, score - self.hole)
        if self.kind == DOUBLE_BYTE and state == BYTES:
            self._put(BYTES + 1, 0, 0, 0, score - self.hole)

    def _bytes(self, packed: int, pending: int, a: int, b: int, score: float) -> None:
        """Feed the bytes of one observed character to a history with `pending` bytes."""
        shift = 24 if packed > 0xFFFFFF else 16 if packed > 0xFFFF else 8 if packed > 0xFF else 0
        wild = self.kind == DOUBLE_BYTE and self._from & 7 > BYTES and pending == 0
        while shift >= 0:
            byte = (packed >> shift) & 0xFF
            shift -= 8
            if wild:
                wild = False
                continue
            code = self.feed(pending, byte)
            if code < 0:
                if pending:
                    score -= self.hole
                    a = b = 0
                    pending = 0
                    code = self.feed(0, byte)
                if code < 0:
                    if b == 0 and a < _STRAYS and self.kind == UTF8 and byte < 0xC0 and self._from & 7 != TEXT:
                        a += 1
                    else:
                        score -= self.hole
                        a = _STRAYS
                        b = 0
                    continue
            if code == 0:
                pending = pending << 8 | byte
                continue
            symbol = symbol_of(self.table, code, 0)
            score += self.table.logp(a, b, symbol) - cost_of(self.table, code, self.script)
            if HALF_KANA <= code <= HALF_KANA_END:
                score -= HALF_KANA_SAID
            a = b
            b = symbol
            pending = 0
        depth = 0 if pending == 0 else 1 if pending < 0x100 else 2 if pending < 0x10000 else 3
        self._put(BYTES + depth, pending, a, b, score)

    def bytes_of(self, code: int, pending: int) -> int:
        """The bytes, up to four in one number, that a character was read from, behind `pending` ones; 0 for none."""
        if code < 0x80:
            return 0xA0 if code == 0x20 and pending and self.spaces and self.kind == UTF8 else code
        return self.reader[code] if code < 0x10000 else 0

    def feed(self, pending: int, byte: int) -> int:
        """The code point that `byte` completes; 0 when it needs more bytes, -1 when it cannot stand here."""
        if self.kind == UTF8:
            return self._feed_utf8(pending, byte)
        if pending > 0xFFFF:
            return self._four_bytes(pending, byte)
        if pending > 0xFF:
            if self.has_plane:
                cell = byte - 0xA1
                return self.plane[((pending & 0xFF) - 0xA1) * 94 + cell] or -1 if 0 <= cell < 94 else -1
            return 0 if 0x81 <= byte <= 0xFE and pending & 0xFF < 0x40 else -1
        if pending == THREE_BYTES and self.has_plane:
            return 0 if 0xA1 <= byte <= 0xFE else -1
        if pending:
            code = self.double[pending << 8 | byte]
            if code:
                return code
            return 0 if 0x30 <= byte <= 0x39 and self.four_byte_count else -1
        if self.single[byte] != UNDEFINED:
            return self.single[byte]
        return 0 if byte > 0x80 and byte != 0xFF else -1

    def _feed_utf8(self, pending: int, byte: int) -> int:
        if pending == 0:
            return byte if byte < 0x80 else 0 if 0xC2 <= byte <= 0xF4 else -1
        if byte & 0xC0 != 0x80:
            return -1
        if pending < 0x100:
            if pending < 0xE0:
                return (pending & 0x1F) << 6 | (byte & 0x3F)
            if (pending == 0xE0 and byte < 0xA0) or (pending == 0xED and byte > 0x9F):
                return -1
            return -1 if (pending == 0xF0 and byte < 0x90) or (pending == 0xF4 and byte > 0x8F) else 0
        if pending < 0x10000:
            if pending >= 0xF000:
                return 0
            return (pending >> 8 & 0x0F) << 12 | (pending & 0x3F) << 6 | (byte & 0x3F)
        return (pending >> 16 & 7) << 18 | (pending >> 8 & 0x3F) << 12 | (pending & 0x3F) << 6 | (byte & 0x3F)

    def _four_bytes(self, pending: int, byte: int) -> int:
        """The code point of a four-byte character of GB18030, or -1."""
        if not 0x30 <= byte <= 0x39:
            return -1
        number = (((pending >> 16) - 0x81) * 10 + (pending >> 8 & 0xFF) - 0x30) * 126 + (pending & 0xFF) - 0x81
        number = number * 10 + byte - 0x30
        if number < self.four_byte_count:
            return self.four_byte[number] or -1
        number -= ASTRAL
        return 0x10000 + number if 0 <= number < 0x100000 else -1

    def _put(self, state: int, pending: int, a: int, b: int, score: float) -> None:
        """Keep a history if it is the best of its state; of those with one byte pending, the best for two bytes."""
        if state == BYTES + 1 and self._score[self._at + state] > _FAR and self._next_pending[state] != pending:
            if score <= self._score[self._at + state]:
                state = ALTERNATE
            else:
                self._score[self._at + ALTERNATE] = self._score[self._at + state]
                self._back[self._at + ALTERNATE] = self._back[self._at + state]
                self._next_pending[ALTERNATE] = self._next_pending[state]
                self._next_first[ALTERNATE] = self._next_first[state]
                self._next_second[ALTERNATE] = self._next_second[state]
                self._score[self._at + state] = _FAR
        if score > self._score[self._at + state]:
            self._score[self._at + state] = score
            self._back[self._at + state] = self._from
            self._next_pending[state] = pending
            self._next_first[state] = a
            self._next_second[state] = b

    def _runs(self, size: int, start: int, enter: float, leave: float) -> "list[tuple[int, int, float]]":
        row = STATES * size
        state = TEXT
        best = self._score[row]
        for other in range(BYTES, STATES):
            score = self._score[row + other] - (self.hole if other > BYTES else 0.0)
            if score > best:
                best = score
                state = other
        runs = []
        place = size
        last = 0
        reached = 0.0
        while place > 0:
            previous = self._back[STATES * place + state] & 7
            choice = self._back[STATES * place + state] & (OTHER | HOLE)
            self._choice[place - 1] = choice | EATEN if choice & HOLE and state != BYTES else choice
            if state != TEXT and last == 0:
                last = place
                reached = self._score[STATES * place + state] - (self.hole if state > BYTES else 0.0)
            if state != TEXT and previous == TEXT:
                first = place - 1
                gain = reached - self._score[STATES * first] + enter - self._plain[last] + self._plain[first]
                runs.append((start + first, start + last, gain))
                last = 0
            place -= 1
            state = previous
        runs.reverse()
        return runs

    def decode(self, text: str, start: int, end: int, out: "array[int]") -> int:
        """Write what text[start:end], a run of the last search, says to `out`; return how many code points that are.

        `LOST` stands where bytes are missing or make no character; `out` needs room for four times the length.
        """
        size = 0
        pending = 0
        eaten = False
        for place in range(start, end):
            code = ord(text[place])
            choice = self._choice[place - self._base]
            packed = self.other[code] if choice & OTHER else self.bytes_of(code, pending)
            if choice & HOLE or not packed:
                out[size] = LOST
                size += 1
                pending = 0
                eaten = choice & EATEN != 0
                continue
            shift = 24 if packed > 0xFFFFFF else 16 if packed > 0xFFFF else 8 if packed > 0xFF else 0
            while shift >= 0:
                byte = (packed >> shift) & 0xFF
                shift -= 8
                if eaten:
                    eaten = False
                    continue
                found = self.feed(pending, byte)
                if found < 0 and pending:
                    out[size] = LOST
                    size += 1
                    pending = 0
                    found = self.feed(0, byte)
                if found == 0:
                    pending = pending << 8 | byte
                    continue
                out[size] = LOST if found < 0 else found
                size += 1
                pending = 0
        if pending:
            out[size] = LOST
            size += 1
        return size


def symbol_of(table: ngram.NGramTable, code: int, following: int) -> int:
    """The model's symbol; half-width kana count as the kana that they and a following mark stand for."""
    if HALF_KANA <= code <= HALF_KANA_END:
        shift = following - VOICED + 1 if _is_voicing(following, code) else 0
        return table.symbol(FULL_KANA[code - HALF_KANA] + shift)
    return table.symbol(code)


def _is_voicing(code: int, last: int) -> bool:
    """Whether a half-width (semi-)voicing mark stands after a kana that takes it (ka to to, ha to ho; no wo, u)."""
    if code == VOICED:
        return 0xFF76 <= last <= 0xFF84 or 0xFF8A <= last <= 0xFF8E
    return code == VOICED + 1 and 0xFF8A <= last <= 0xFF8E


def cost_of(table: ngram.NGramTable, code: int, script: int) -> float:
    return HALF_KANA_COST if HALF_KANA <= code <= HALF_KANA_END else table.cost(code, script)


def is_letter(code: int) -> bool:
    return LETTERS <= code < PRIVATE_USE


def is_foreign(code: int) -> bool:
    """Whether a character is none of CJK text: other alphabets, the signs of code pages, half-width kana."""
    if code < 0x2E80:
        return 0x80 <= code < 0x2010 or code >= 0x2070
    return PRIVATE_USE <= code < 0xF900 or HALF_KANA <= code <= HALF_KANA_END
