"""A first look at a text: can there be furniture, spam or marks in it at all?

One pass without features. What it rules out the line scanner need not look for: on a clean text nothing else runs.
"""

from array import array

from cjkclean.kernels import vocabulary

PAGE, SPAM, DOTTED, SIGN = 1, 2, 4, 8
"""Lines that could be furniture by themselves, as many as a page has; a line that could be spam; a mark that can stand
for the dot of a host name, before the beginning of a top-level domain; a word of the calls of reading sites."""
DOT, SINGLE, NEWLINE = 32, 64, 128
"""Bits of the table above the class: such a mark; the vocabulary has the character as an entry; the end of a line."""
FIELD = 10
"""Bits of each count in a weight; so many characters are counted before the counts are taken out."""
_PAGE, _SPAM, _DOTTED, _SIGN = PAGE, SPAM, DOTTED, SIGN
_DOT, _SINGLE, _NEWLINE, _CLASS, _LOWER, _UPPER, _OTHER = DOT, SINGLE, NEWLINE, 31, 4, 5, 19
_FIELD, _MASK, _BLOCK = FIELD, (1 << FIELD) - 1, (1 << FIELD) - 1
_PAIR_SHIFT = 31 - vocabulary.PAIR_BITS
_CATEGORIES, _FURNITURE, _META, _LEGAL, _BOOKMAKER, _CATEGORY, _COMMON = 16, 7, 2, 3, 14, 15, vocabulary.COMMON
_FEWEST, _RARITY = 3, 100


class Glancer:
    """Looks at texts.

    Args:
        table: for every code point of the basic plane its class and the bits above.
        weights: for every class what it adds to the counts of a line, `FIELD` bits each: visible characters, stops,
            commas, digits, separators, spaces.
        pairs: a set of the first two characters of the vocabulary's entries and of the signs, as bits
            (`vocabulary.hashed`).
        signs: the same of the signs alone.
        tops: the same of the first two letters of top-level domains, in lower case.
        words: the vocabulary.
    """

    def __init__(
        self, table: bytes, weights: "array[int]", pairs: bytes, signs: bytes, tops: bytes, words: vocabulary.Vocabulary
    ) -> None:
        self.table = table
        self.weights = weights
        self.pairs = pairs
        self.signs = signs
        self.tops = tops
        self.words = words
        self.widths = array("i", bytes(4 * _CATEGORIES))
        self.bits = self.lines = self.candidates = self.last = 0
        self.covered = self.last_end = 0
        self.places: list[int] = []
        self._clear()

    def glance(self, text: str, places: "list[int]") -> int:
        """Which of `PAGE`, `SPAM`, `DOTTED` and `SIGN` the text may have; never too few.

        `places` gets where the marks and words of the last two stand.
        """
        self.places = places
        table = self.table
        weights = self.weights
        pairs = self.pairs
        size = len(text)
        before = total = 0
        position = -1
        stop = _BLOCK
        self.bits = self.lines = self.candidates = 0
        self.covered = 0
        self._clear()
        for letter in text:
            position += 1
            if position == stop:
                self._add(total)
                total = 0
                stop += _BLOCK
            char = ord(letter)
            info = table[char] if char < 65536 else _OTHER
            total += weights[info & _CLASS]
            code = ((before * 0x1E3779B1 ^ char * 0x45D9F3B) & 0x7FFFFFFF) >> _PAIR_SHIFT
            if info > _CLASS or (pairs[code >> 3] >> (code & 7)) & 1:
                if info & _NEWLINE:
                    self._add(total)
                    total = 0
                    self._end_line()
                else:
                    self._look(text, position, size, info, code)
            before = char
        self._add(total)
        self._end_line()
        if self.candidates >= _FEWEST and self.candidates * _RARITY >= self.lines:
            self.bits |= _PAGE
        return self.bits

    def _clear(self) -> None:
        self.length = self.stops = self.commas = self.digits = self.separators = self.gaps = 0
        self.glued = self.entries = self.dotted = 0
        self.last = self.last_end = -1
        for index in range(_CATEGORIES):
            self.widths[index] = 0

    def _add(self, total: int) -> None:
        self.length += total & _MASK
        self.stops += (total >> _FIELD) & _MASK
        self.commas += (total >> 2 * _FIELD) & _MASK
        self.digits += (total >> 3 * _FIELD) & _MASK
        self.separators += (total >> 4 * _FIELD) & _MASK
        self.gaps += (total >> 5 * _FIELD) & _MASK

    def _look(self, text: str, position: int, size: int, info: int, code: int) -> None:
        """At a character that ends a pair of the set or has a bit of its own."""
        if (self.signs[code >> 3] >> (code & 7)) & 1:
            self.bits |= _SIGN
            self.places.append(position - 1)
        if info & _DOT and position + 1 < size:
            char = ord(text[position + 1])
            kind = self.table[char] & _CLASS if char < 65536 else _OTHER
            if kind in (_LOWER, _UPPER):
                self.dotted = 1
            if self._ends_host(text, position + 1, size):
                self.bits |= _DOTTED
                self.places.append(position)
        if (self.pairs[code >> 3] >> (code & 7)) & 1 and position > self.covered:
            self._match(text, position - 1, size)
        if info & _SINGLE and position >= self.covered:
            self._match(text, position, size)

    def _ends_host(self, text: str, position: int, size: int) -> bool:
        """Whether a top-level domain may begin here, in either case and width, perhaps with blanks or marks between."""
        first = 0
        while position < size:
            char = ord(text[position])
            if char >= 0xFF21 and char <= 0xFF5A:
                char -= 0xFEE0
            if char >= 65 and char <= 90:
                char += 32
            if char >= 97 and char <= 122:
                if first:
                    code = vocabulary.hashed(first, char)
                    return (self.tops[code >> 3] >> (code & 7)) & 1 != 0
                first = char
            elif first == 111 and (char == 46 or char == 0xFF0E):  # the dots of `c.o.m`
                return True
            elif not (char == 32 or char == 0x3000 or char == 0x200B or char == 0xA0 or char in (42, 45, 95, 126)):
                return False
            position += 1
        return False

    def _match(self, text: str, position: int, size: int) -> None:
        """Note the entry that begins here: how wide its category is, whether it is glued to the one before."""
        code = self.words.longest(text, position, size)
        if code < 0:
            return
        found = code & 255
        self.covered = code >> 8
        self.widths[found & _CATEGORY] += self.covered - position
        if self.last_end == position and ((found >= _FURNITURE and found < _COMMON) or self._tells(self.last)):
            self.glued += 1
        if self.last == _BOOKMAKER and vocabulary.touches(text, self.last_end, position):
            self.glued += 2
        if found >= _FURNITURE:
            self.entries += 1
        self.last = found
        self.last_end = self.covered

    def _tells(self, category: int) -> bool:
        return category >= _FURNITURE and category < _COMMON

    def _end_line(self) -> None:
        if self.length:
            self.lines += 1
            if self._is_candidate():
                self.candidates += 1
            if self.glued >= 2 or (self.stops == 0 and self._is_list()):
                self.bits |= _SPAM
        self._clear()

    def _is_candidate(self) -> bool:
        """Whether the line may be furniture by itself: the rule of the line scanner, or less strict."""
        if self.length > 80 or self.stops > 1 or self.commas > 2:
            return False
        total = 0
        for index in range(1, _FURNITURE):
            total += self.widths[index]
        if 2 * total >= self.length or (self.widths[_META] > 0 and self.digits >= 2):
            return True
        if 10 * self.widths[0] >= 3 * self.length and self.separators >= 2:
            return True
        return 10 * self.widths[_LEGAL] >= 3 * self.length

    def _is_list(self) -> bool:
        """Whether a line without a sentence may be a list of search terms."""
        between = self.commas + self.separators + self.gaps
        covered = 0
        for index in range(_FURNITURE):
            covered += self.widths[index]
        if self.dotted and self.commas >= 3:
            return True
        return between >= 2 and (self.entries >= 3 or 3 * covered >= self.length)
