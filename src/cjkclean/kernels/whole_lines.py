"""Reading whole lines again, where all bytes are there: one pass, no search.

Most damaged text is damaged as a whole and has lost nothing. Then the reader's table and the grammar of the intended
encoding tell everything, and the model has only to confirm it, line by line. Lines that do not decode, or that do not
make better text, are left to the search of `cjkclean.kernels.reread`.
"""

from array import array

from cjkclean.kernels import ngram, reread

UTF8 = 1
STRUCTURE = 6  # characters of three and more bytes in a line from which on decoding as UTF-8 is no chance
_STRUCTURE = STRUCTURE
SPOILT = 18.0  # weight (see `doubt.suspects`) from which on a line read again is not accepted: three odd characters
NEWLINE = 10
LEAST = _LEAST = 4  # whole characters that make a stretch: two behind a loss and two before the next
_NOTHING = -1
_PROVED = 2


class LineReader:
    """Reads lines for one confusion.

    Args:
        table: the n-gram model.
        search: has the reader's table and the grammar.
        cost: nats that a run costs, to begin and to end.
        level, cap: of the CUSUM test, as `doubt.suspects` takes them.
    """

    def __init__(self, table: ngram.NGramTable, search: reread.Reread, cost: float, level: float, cap: float) -> None:
        self.table = table
        self.search = search
        self.cost = cost
        self.level = level
        self.cap = cap
        self._out = array("I")
        self._size = 0
        self._first = self._last = self._first_out = self._last_out = 0
        self._a = self._b = self._before = self._after = 0  # symbols, of the line so far and before its first sign
        self._gain = self._weight = self._peak = 0.0
        self._characters = 0
        self._cut = False

    def blocks(
        self, text: str, start: int, end: int, plain: "array[float]", is_cut: bool, out: "array[int]"
    ) -> "list[tuple[int, int, int, int, float]]":
        """The stretches of whole lines in text[start:end] that read better: (start, end, first, last, gain).

        A stretch begins and ends with a character of several bytes and reads `out[first:last]`. `plain[i]` is the
        log probability of text[i] as it stands; `is_cut` says that the last line may end inside a character. One line
        of a stretch must gain what it costs to begin and end a run; with the others it is enough that they read
        better, and lines of ASCII do not end a stretch.
        """
        found = []
        self._out = out
        self._size = 0
        begin = _NOTHING
        stop = head = tail = 0
        gain = 0.0
        proved = False
        place = start
        while place < end:
            line_end = place
            while line_end < end and ord(text[line_end]) != NEWLINE:
                line_end += 1
            accepted = self._line(text, place, line_end, plain, is_cut and line_end == end)
            if accepted > 0:
                if begin < 0:
                    begin = self._first
                    head = self._first_out
                    gain = -self.cost
                    proved = False
                stop = self._last
                tail = self._last_out
                gain += self._gain
                proved = proved or accepted == _PROVED
            elif accepted < 0 and begin >= 0:
                if proved:
                    found.append((begin, stop, head, tail, gain))
                begin = _NOTHING
            if line_end < end and self._size < len(out):
                out[self._size] = NEWLINE
                self._size += 1
            place = line_end + 1
        if begin >= 0 and proved:
            found.append((begin, stop, head, tail, gain))
        return found

    def whole(self, text: str, start: int, end: int, out: "array[int]") -> "list[tuple[int, int, int, int]]":
        """The stretches of text[start:end] in which no byte is lost: (start, end, first, last) reads `out[first:last]`.

        Each has at least `LEAST` characters. In UTF-8 a stretch begins wherever characters are whole again, in a
        double-byte encoding behind a loss only with an ASCII character. A question mark may be a lost byte.
        """
        found = []
        self._out = out
        self._size = 0
        place = start
        while place < end:
            first = self._size
            stop = self._read(text, place, end, False)
            if self._size - first >= _LEAST:
                found.append((place, stop, first, self._size))
            else:
                self._size = first
            place = max(stop, place + 1)
            if self.search.kind != UTF8:
                while place < end and (ord(text[place]) >= 0x80 or text[place] == "?"):
                    place += 1
        return found

    def _line(self, text: str, start: int, end: int, plain: "array[float]", is_cut: bool) -> int:
        """Whether text[start:end] reads better (2: for sure, 1), says nothing (0), or neither (-1). It goes to `out`.

        ASCII says nothing, and so do signs alone that do not read better: they go with the lines around them.
        """
        self._first = _NOTHING
        self._a = self._b = 0
        self._gain = self._weight = self._peak = 0.0
        self._characters = 0
        self._cut = False
        size = self._size
        reached = self._read(text, start, end, True)
        if reached < end and not (is_cut and self._cut):
            self._size = size
            return -1
        if self._first < 0:
            return 0
        worded = self._take_away(text, start, end, plain)
        if self.search.kind == UTF8 and self._characters >= _STRUCTURE:
            return _PROVED
        if self._peak < SPOILT and self._gain > 0.0:
            return _PROVED if self._gain > self.cost else 1
        if self._peak < SPOILT and not worded:
            return 0
        self._size = size
        return -1

    def _read(self, text: str, start: int, end: int, whole_line: bool) -> int:
        """Where the whole characters end that begin at `start`; they go to the output.

        In a whole line they are weighed, and none may be made of either of two pairs of bytes; else a question mark
        may be a lost byte, and ends them.
        """
        search = self.search
        out = self._out
        room = len(out) - 5
        size = self._size
        pending = 0
        reached = start
        for place in range(start, end):
            code = ord(text[place])
            packed = search.bytes_of(code, pending)
            if packed == 0 or size > room:
                return reached
            if whole_line:
                if code < 0x10000 and search.other[code]:
                    return reached
                if packed >= 0x80 and self._first < 0:
                    self._first = place
                    self._first_out = size
                    self._before = self._a
                    self._after = self._b
            elif code == 0x3F:
                return reached
            shift = 24 if packed > 0xFFFFFF else 16 if packed > 0xFFFF else 8 if packed > 0xFF else 0
            while shift >= 0:
                byte = (packed >> shift) & 0xFF
                shift -= 8
                said = search.feed(pending, byte)
                if said < 0:
                    return reached
                if said == 0:
                    pending = pending << 8 | byte
                    continue
                out[size] = said
                size += 1
                if whole_line:
                    self._weigh(said, pending)
                    if said >= 0x80:
                        self._last = place + 1
                        self._last_out = size
                pending = 0
            if pending == 0:
                reached = place + 1
                self._size = size
        if whole_line:
            self._cut = pending != 0
            self._size = size
        return reached

    def _weigh(self, said: int, pending: int) -> None:
        """Add what a character of the line says to its gain and to the CUSUM weight."""
        symbol = reread.symbol_of(self.table, said, 0)
        if self._first >= 0:
            value = self.table.logp(self._a, self._b, symbol) - reread.cost_of(self.table, said, 0)
            self._gain += value
            value = -value - self.level
            if value < reread.FOREIGN and said >= 0x80 and reread.is_foreign(said):
                value = reread.FOREIGN
            if pending < 0x10000:  # four bytes that fit are no chance, however rare the character
                self._weight += value if value < self.cap else self.cap
            if self._weight < 0.0:
                self._weight = 0.0
            elif self._weight > self._peak:
                self._peak = self._weight
            if said >= 0x800:
                self._characters += 1
        self._a = self._b
        self._b = symbol

    def _take_away(self, text: str, start: int, end: int, plain: "array[float]") -> bool:
        """Take what the line is worth as it stands from its gain; whether it has letters or digits as it stands."""
        worded = False
        before = self._before
        after = self._after
        for place in range(start, end):
            code = ord(text[place])
            worded = worded or 0x30 <= code < 0x80 or reread.is_letter(code)
            if place < self._first:
                continue
            if reread.HALF_KANA <= code <= reread.HALF_KANA_END:
                symbol = reread.symbol_of(self.table, code, ord(text[place + 1]) if place + 1 < end else 0)
                self._gain -= self.table.logp(before, after, symbol) - reread.HALF_KANA_COST
            else:
                symbol = self.table.symbol(code)
                self._gain -= plain[place]
            before = after
            after = symbol
        return worded
