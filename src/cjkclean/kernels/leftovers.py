"""UTF-8 read in single bytes, of which some vanished without a trace: where its characters begin, and what is left.

Lead bytes are never among what vanishes, so that each character begins where its lead byte stands. The `.pxd` beside
this file gives the C types.
"""

from array import array

NOTHING = _NOTHING = 0xFFFD
"""In place of a character of which nothing can be said."""


class Leftovers:
    """The characters of a stretch, by what is left of them.

    Attributes:
        count: characters.
        starts: offset at which each begins, and behind the last one where it ends.
        leads: the lead byte of each that lacks bytes, 0 for one that is whole.
        seen: of a whole one the code point; of one that lacks a byte the six bits of the other continuation byte, -1
            where it is not there, either.
        spaced: whether no-break spaces (A0) have become spaces.

    Args:
        reader: for each code point below 65,536 the byte that it was read from, 0 for none.
        room: the most characters.
    """

    def __init__(self, reader: "array[int]", room: int) -> None:
        self.reader = reader
        self.room = room
        self.spaced = False
        self.count = 0
        self.starts = array("i", bytes(4 * (room + 2)))
        self.leads = array("i", bytes(4 * (room + 2)))
        self.seen = array("i", bytes(4 * (room + 2)))

    def cut(self, text: str, start: int, end: int) -> int:
        """Cut text[start:end] into characters, as many as there is room for; return where that ends."""
        place = 0
        at = start
        while at < end and place < self.room:
            self.starts[place] = at
            code = ord(text[at])
            at += 1
            byte = code if code < 0x80 else self.reader[code] if code < 0x10000 else 0
            self.leads[place] = 0
            self.seen[place] = code
            if 0x80 <= byte < 0xC2 or byte > 0xF4 or (byte == 0 and code):
                self.seen[place] = _NOTHING
            elif byte >= 0x80:
                length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                value = byte & (0xFF >> (length + 1))
                known = 1
                while at < end and known < length:
                    after = self._continuation(ord(text[at]))
                    if after == 0 and self.spaced and ord(text[at]) == 0x20 and at + 1 < end:
                        after = self._space(byte, length - known, ord(text[at + 1]))
                    if after == 0:
                        break
                    value = value << 6 | (after & 63)
                    known += 1
                    at += 1
                self._leave(place, byte, length, known, value)
            place += 1
        self.starts[place] = at
        self.count = place
        return at

    def _continuation(self, code: int) -> int:
        """The continuation byte that a character was read from, 0 for none."""
        byte = self.reader[code] if 0x80 <= code < 0x10000 else 0
        return byte if 0x80 <= byte < 0xC0 else 0

    def _space(self, lead: int, wanting: int, following: int) -> int:
        """A0 where a space was a no-break space: where words do not end, or another byte of the character follows."""
        if lead < 0xEA:
            return 0xA0 if following >= 0x80 else 0
        return 0xA0 if wanting > 1 and self._continuation(following) else 0

    def _leave(self, place: int, lead: int, length: int, known: int, value: int) -> None:
        """Note what is left of a character of more than one byte."""
        if known == length:
            self.seen[place] = value if allows(length, value) else _NOTHING
        elif length == 4:
            self.seen[place] = _NOTHING
        else:
            self.leads[place] = lead
            self.seen[place] = value & 63 if known > 1 else -1


def allows(length: int, code: int) -> bool:
    """Whether a UTF-8 sequence of `length` bytes may say `code` (RFC 3629), and it is no control."""
    if length == 4:
        return 0x10000 <= code < 0x110000
    if length == 3:
        return code >= 0x800 and not 0xD800 <= code < 0xE000
    return code >= 0xA0
