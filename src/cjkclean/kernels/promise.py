"""A glance: whether a stretch may be misread at all, before the search that says where a run begins and ends.

Most implausible stretches are names, old or rare words, words of other alphabets. Read again straight on by each
confusion, without the search's alternatives, hardly one of them makes better text anywhere, while misread text nearly
always does for some characters.
"""

from array import array

from cjkclean.kernels import ngram, reread

UTF8 = 1
_STRAYS = 2  # continuation bytes at the beginning whose character began before
_TRIED = 12  # characters after which a confusion that has gained nothing is given up
_HIGH = 0x80
_SPACE = 0x20
_NO_BREAK_SPACE = 0xA0


class Glance:
    """Looks at a stretch with many confusions; reusable, not shared between threads.

    Args:
        table: the n-gram model.
        groups: the searches of each reader.
        capacity: the most code points looked at.
    """

    def __init__(self, table: ngram.NGramTable, groups: "list[list[reread.Reread]]", capacity: int) -> None:
        self.groups = groups
        self.capacity = capacity
        self.table = table
        self._packed = array("I", bytes(4 * capacity * len(groups)))
        self._plain = array("d", bytes(8 * capacity))

    def is_promising(self, text: str, start: int, end: int, plain: "array[float]", hole: float, enough: float) -> bool:
        """Whether a part of text[start:end] reads better by `enough` nats for any of the confusions.

        `plain[i]` is the log probability of text[i] as it stands; `hole` what a character costs whose bytes are not
        all there. In a double-byte encoding the first byte may belong to a character before.
        """
        size = min(end - start, self.capacity)
        self._weigh(text, start, size, plain)
        for number in range(len(self.groups)):
            if not self._read(text, start, size, number):
                continue
            for search in self.groups[number]:
                if self.gain(search, number, size, hole, False) >= enough:
                    return True
                if search.kind != UTF8 and self.gain(search, number, size, hole, True) >= enough:
                    return True
        return False

    def _weigh(self, text: str, start: int, size: int, plain: "array[float]") -> None:
        """What each character costs as it stands; half-width kana as the kana that they stand for."""
        a = b = 0
        for at in range(size):
            code = ord(text[start + at])
            following = ord(text[start + at + 1]) if at + 1 < size else 0
            symbol = reread.symbol_of(self.table, code, following)
            if reread.HALF_KANA <= code <= reread.HALF_KANA_END:
                self._plain[at] = reread.HALF_KANA_COST - self.table.logp(a, b, symbol)
            else:
                self._plain[at] = -plain[start + at]
            a = b
            b = symbol

    def _read(self, text: str, start: int, size: int, number: int) -> bool:
        """The bytes of the stretch for one reader; whether it makes most of its characters, and no other did it so."""
        search = self.groups[number][0]
        row = number * self.capacity
        missing = high = 0
        for at in range(size):
            code = ord(text[start + at])
            packed = code if code < _HIGH else search.reader[code] if code < 0x10000 else 0
            self._packed[row + at] = packed
            if code >= _HIGH:
                high += 1
                missing += packed == 0
        if 5 * missing > 2 * high:
            self._packed[row] = 0xFFFFFFFF
            return False
        for other in range(number):
            at = 0
            while at < size and self._packed[other * self.capacity + at] == self._packed[row + at]:
                at += 1
            if at == size:
                return False
        return True

    def gain(self, search: reread.Reread, number: int, size: int, hole: float, behind: bool) -> float:
        """By how many nats the part of the stretch that gains the most reads better; `behind` its first byte."""
        table = self.table
        row = number * self.capacity
        is_utf8 = search.kind == UTF8
        best = 0.0
        run = 0.0
        a = b = 0
        pending = 0
        strays = _STRAYS if is_utf8 else 0
        for at in range(size):
            packed = self._packed[row + at]
            run += self._plain[at]
            if packed == 0:
                run -= hole
                pending = 0
                a = b = 0
            elif packed == _SPACE and pending and is_utf8 and search.spaces:
                packed = _NO_BREAK_SPACE
            shift = 24 if packed > 0xFFFFFF else 16 if packed > 0xFFFF else 8 if packed > 0xFF else 0
            while packed and shift >= 0:
                byte = (packed >> shift) & 0xFF
                shift -= 8
                if behind:
                    behind = False
                    continue
                said = search.feed(pending, byte)
                if said < 0:
                    if pending == 0 and at < strays:
                        run = 0.0
                        continue
                    run -= hole
                    a = b = 0
                    said = search.feed(0, byte) if pending else -1
                    pending = 0
                    if said < 0:
                        continue
                if said == 0:
                    pending = pending << 8 | byte
                    continue
                symbol = reread.symbol_of(table, said, 0)
                run += table.logp(a, b, symbol) - reread.cost_of(table, said, 0)
                a = b
                b = symbol
                pending = 0
            if run < 0.0:
                run = 0.0
                a = b = 0
            elif pending == 0 and run > best:
                best = run
            if at == _TRIED and best <= 0.0:
                break
        return best
