"""Line features in one pass over the text.

The kernel splits a text into its non-blank lines and writes one row of `WIDTH` numbers for each: shares of character
classes, punctuation, tokens, date and time shapes, vocabulary categories. For each line it also says whether the line
alone, without its surroundings, is unmistakably furniture of a page, and of which category (`kinds`).
"""

from __future__ import annotations

from array import array

from cjkclean.kernels import vocabulary

CLASSES = 22
_FURNITURE, _META, _LEGAL = 7, 2, 3
_BOOKMAKER = 14
_SUSPECT = 2
_COMMON = vocabulary.COMMON
FEATURES = (
    "length", "han", "kana", "hangul", "latin", "upper", "digit", "stops", "commas", "colons", "separators", "quotes",
    "brackets", "ellipses", "bullets", "symbols", "other", "spaces", "tokens", "longest_token", "longest_clause",
    "function_words", "first_class", "last_class", "dates", "times", "numbers", "hosts", "covered", "residue",
    "first_category", "last_category", "hans_only", "hant_only", "open_brackets", "cat_nav", "cat_act", "cat_meta",
    "cat_legal", "cat_rel", "cat_user", "cat_app", "ages",
)  # fmt: skip
WIDTH = len(FEATURES)
_WIDTH = WIDTH
_SPACE, _HAN, _KANA, _HANGUL, _LOWER, _UPPER, _DIGIT = range(7)
_STOP, _COMMA, _COLON, _SEPARATOR, _QUOTE, _OPEN, _CLOSE = range(7, 14)
_ELLIPSIS, _BULLET, _DOT, _SYMBOL, _LETTER, _OTHER, _DASH, _NEWLINE = range(14, 22)
_HASH_MASK = 0xFFFFFFFF
_AGO, _AGO_KOREAN, _NEAR = 0x524D, 0xC804, 4
"""The signs for "ago", and how many characters of a unit of time stand between them and their number at most."""
_UNIT = 8


class LineScanner:
    """One pass over one text; the rows are then in `rows`, `starts`, `ends`, `hashes`, `kinds` and `spam`.

    The pass itself writes through views of these arrays that know their type: those with names in the singular.
    """

    classes: bytes
    flags: bytes
    pairs: bytes
    words: vocabulary.Vocabulary
    counts: array[int]
    rows: array[float]
    starts: array[int]
    ends: array[int]
    hashes: array[int]
    kinds: array[int]
    spam: array[int]
    row: array[float]
    start: array[int]
    end: array[int]
    hash_of: array[int]
    kind: array[int]
    glue: array[int]
    count: int
    furniture: int
    suspects: int
    hash: int
    length: int
    gaps: int
    digits: int
    unit: int
    clause: int

    def __init__(self, classes: bytes, flags: bytes, pairs: bytes, words: vocabulary.Vocabulary) -> None:
        self.classes = classes
        self.flags = flags
        self.pairs = pairs
        self.words = words
        self.counts = array("i", bytes(4 * (CLASSES + _FURNITURE)))
        self.count = 0

    def scan(self, text: str) -> int:
        size = len(text)
        lines = text.count("\n") + 1
        self.rows = array("f", bytes(4 * WIDTH)) * lines
        self.starts = array("q", bytes(8)) * lines
        self.ends = array("q", bytes(8)) * lines
        self.hashes = array("I", bytes(4)) * lines
        self.kinds = array("b", b"\0") * lines
        self.spam = array("i", bytes(4)) * lines
        self.row, self.start, self.end = self.rows, self.starts, self.ends
        self.hash_of, self.kind, self.glue = self.hashes, self.kinds, self.spam
        self.furniture = self.suspects = 0
        self.count = 0
        start = 0
        while start < size:
            start = self._line(text, start, size) + 1
        return self.count

    def _line(self, text: str, start: int, size: int) -> int:
        self._reset()
        first = -1
        last = -1
        covered_to = start
        position = start
        kind = 0
        while position < size:
            char = ord(text[position])
            kind = self.classes[char] if char < 65536 else (_HAN if char >= 0x20000 and char < 0x33480 else _OTHER)
            if kind == _NEWLINE:
                break
            if kind == _SPACE:
                self._break_token()
                if self.digits:
                    self._end_number(char)
                if last == position - 1:
                    self.gaps += 1
            else:
                if first < 0:
                    first = position
                    self.first_class = kind
                last = position
                self.last_class = kind
                self.length += 1
                self.counts[kind] += 1
                self.hash = ((self.hash ^ char) * 16777619) & _HASH_MASK
                if char < 65536:
                    if self.unit and char in (_AGO, _AGO_KOREAN):
                        self._end_age()
                    self.unit = 0
                    if self.flags[char]:
                        self._flag(self.flags[char])
                    if position >= covered_to:
                        covered_to = self._match(text, position, size)
                self._shape(char, kind)
            position += 1
        if first >= 0:
            self._break_token()
            if self.digits:
                self._end_number(0)
            if last != position - 1 and self.gaps:
                self.gaps -= 1
            self._emit()
            self._judge()
            self._suspect()
            self.start[self.count] = first
            self.end[self.count] = last + 1
            self.hash_of[self.count] = self.hash
            self.count += 1
        return position

    def _reset(self) -> None:
        for index in range(CLASSES + _FURNITURE):
            self.counts[index] = 0
        self.hash = 2166136261
        self.length = self.gaps = self.tokens = self.token = self.longest_token = self.clause = self.longest_clause = 0
        self.function_words = self.hans = self.hant = 0
        self.digits = self.value = self.between = self.separator = 0
        self.digits_1 = self.value_1 = self.digits_2 = self.value_2 = self.separator_1 = 0
        self.dates = self.times = self.ages = self.unit = self.numbers = self.hosts = self.dotted = 0
        self.covered = 0
        self.first_category = self.last_category = -1
        self.last_end = self.last_found = -1
        self.glued = self.listed = 0
        self.depth = 0
        self.first_class = self.last_class = 0

    def _flag(self, bits: int) -> None:
        if bits & 1:
            self.function_words += 1
        if bits & 2:
            self.hans += 1
        elif bits & 4:
            self.hant += 1
        self.unit = bits & _UNIT

    def _end_age(self) -> None:
        """Note `3 天前` and the like."""
        if self.numbers and self.digits_1 <= 2 and self.between <= _NEAR:
            self.ages += 1

    def _break_token(self) -> None:
        if self.token:
            self.tokens += 1
            if self.token > self.longest_token:
                self.longest_token = self.token
            self.token = 0
        self._break_clause()

    def _break_clause(self) -> None:
        if self.clause > self.longest_clause:
            self.longest_clause = self.clause
        self.clause = 0
        if self.dotted > 0 and self.dotted >= 100:
            self.hosts += 1
        self.dotted = 0

    def _shape(self, char: int, kind: int) -> None:
        if kind == _DIGIT:
            self.value = self.value * 10 + (char - 48 if char < 256 else char - 0xFF10)
            if self.value > 100000:
                self.value = 100000
            self.digits += 1
            self.token += 1
            self.clause += 1
            return
        if self.digits:
            self._end_number(char)
        elif self.between <= _NEAR:
            self.between += 1
        if kind <= _UPPER or kind == _LETTER:
            self.token += 1
            self.clause += 1
            if kind in (_LOWER, _UPPER):
                # a dot inside Latin letters, then at least two letters: the shape of a host name
                if self.dotted >= 10:
                    self.dotted += 45
            else:
                self._end_host()
        elif kind == _DOT:
            self.dotted = 10 if self.clause else 0
            self.token += 1
        elif kind == _SEPARATOR:
            self._break_token()
        else:
            if kind == _OPEN:
                self.depth += 1
            elif kind == _CLOSE:
                self.depth -= 1
            self.token += 1
            self._break_clause()

    def _end_host(self) -> None:
        if self.dotted >= 100:
            self.hosts += 1
        self.dotted = 0

    def _end_number(self, char: int) -> None:
        """Classify the number that ends before `char` with the two numbers before it."""
        joined = self.between == 1
        if joined and self.digits == 2 and self.digits_1 <= 2 and self.separator == 58:
            self.times += 1
        elif joined and self.digits <= 2 and char in (0x5206, 0xBD84) and self.separator in (0x65F6, 0x6642, 0xC2DC):
            self.times += 1  # `18時30分`, and the same in Korean
        elif joined and self.digits <= 2 and self._date_mark(self.separator) and self._is_date(char):
            self.dates += 1
        self.numbers += 1
        self.digits_2 = self.digits_1 if joined else 0
        self.value_2 = self.value_1 if joined else 0
        self.separator_1 = self.separator
        self.digits_1 = self.digits
        self.value_1 = self.value
        self.separator = char
        self.between = 1
        self.digits = 0
        self.value = 0

    def _is_date(self, char: int) -> bool:
        """Year, month and day; or month and day with their own signs."""
        if self.digits_2 == 4 and self.value_2 > 1900 and self.value_2 < 2100:
            return self._date_mark(self.separator_1)
        return self.separator == 0x6708 and char in (0x65E5, 0xC77C)

    def _date_mark(self, char: int) -> bool:
        return char in (45, 46, 47, 0x5E74, 0x6708, 0xB144, 0xC6D4)

    def _match(self, text: str, position: int, size: int) -> int:
        """Note the longest entry of the vocabulary that starts here; returns where it ends (or `position`)."""
        following = ord(text[position + 1]) if position + 1 < size else 0
        pair = vocabulary.hashed(ord(text[position]), following)
        if not (self.pairs[pair >> 3] >> (pair & 7)) & 1:
            pair = vocabulary.hashed(ord(text[position]), 0)  # an entry of one character
            if not (self.pairs[pair >> 3] >> (pair & 7)) & 1:
                return position
        code = self.words.longest(text, position, size)
        if code < 0:
            return position
        end, found = code >> 8, code & 255
        if self.last_end == position and (self._tells(found) or self._tells(self.last_found)):
            self.glued += 1
        if self.last_found == _BOOKMAKER and vocabulary.touches(text, self.last_end, position):
            self.glued += _SUSPECT
        if found >= _FURNITURE:
            self.listed += 1
        self.last_found = found
        self.last_end = end
        if found < _FURNITURE:
            self.covered += end - position
            self.counts[CLASSES + found] += end - position
            if self.first_category < 0:
                self.first_category = found if self.length == 1 else _FURNITURE
            self.last_category = found
        return end

    def _tells(self, category: int) -> bool:
        """Whether an entry is of spam, and of no harmless list."""
        return category >= _FURNITURE and category < _COMMON

    def _emit(self) -> None:
        row = self.row
        base = self.count * _WIDTH
        counts = self.counts
        length = self.length
        row[base + 0] = length
        row[base + 1] = counts[_HAN] / length
        row[base + 2] = counts[_KANA] / length
        row[base + 3] = counts[_HANGUL] / length
        row[base + 4] = (counts[_LOWER] + counts[_UPPER]) / length
        row[base + 5] = counts[_UPPER] / length
        row[base + 6] = counts[_DIGIT] / length
        row[base + 7] = counts[_STOP]
        row[base + 8] = counts[_COMMA]
        row[base + 9] = counts[_COLON]
        row[base + 10] = counts[_SEPARATOR]
        row[base + 11] = counts[_QUOTE]
        row[base + 12] = counts[_OPEN] + counts[_CLOSE]
        row[base + 13] = counts[_ELLIPSIS]
        row[base + 14] = counts[_BULLET]
        row[base + 15] = counts[_SYMBOL] + counts[_DOT]
        row[base + 16] = (counts[_OTHER] + counts[_LETTER]) / length
        row[base + 17] = self.gaps
        row[base + 18] = self.tokens
        row[base + 19] = self.longest_token
        row[base + 20] = self.longest_clause
        row[base + 21] = self.function_words / length
        row[base + 22] = self.first_class
        row[base + 23] = self.last_class
        row[base + 24] = self.dates
        row[base + 25] = self.times
        row[base + 26] = self.numbers
        row[base + 27] = self.hosts
        row[base + 28] = self.covered / length
        row[base + 29] = length - self.covered
        row[base + 30] = self.first_category
        row[base + 31] = self.last_category
        row[base + 32] = self.hans / length
        row[base + 33] = self.hant / length
        row[base + 34] = self.depth
        for index in range(_FURNITURE):
            row[base + 35 + index] = counts[CLASSES + index] / length
        row[base + 42] = self.ages

    def _judge(self) -> None:
        """Note the category (counted from 1) of a line that is furniture by itself: short, no prose, our vocabulary.

        A line passes when half of it is vocabulary of actions, publication, law, lists, accounts or apps; when such
        vocabulary of publication stands with a date or time, or of law takes three tenths; or when names of sections
        stand between separators (a breadcrumb or a menu).
        """
        row = self.row
        base = self.count * _WIDTH
        length = row[base]
        if length > 80 or row[base + 7] > 1 or row[base + 8] > 2:
            return
        total = 0.0
        best = 0
        for index in range(1, _FURNITURE):
            total += row[base + 35 + index]
            if row[base + 35 + index] > row[base + 35 + best] or best == 0:
                best = index
        kind = 0
        if length <= 60 and total >= 0.5:
            kind = best + 1
        elif row[base + 24] + row[base + 25] > 0 and row[base + 35 + _META] > 0:
            kind = _META + 1
        elif length <= 60 and row[base + 35] >= 0.3 and row[base + 10] >= 2:
            kind = 1
        elif row[base + 35 + _LEGAL] >= 0.3:
            kind = _LEGAL + 1
        if kind:
            self.kind[self.count] = kind
            self.furniture += 1

    def _suspect(self) -> None:
        """Note how often two entries stand glued together, one of them at least telling of spam.

        A bookmaker's name with another entry behind it, at most a middle dot between them, counts for two.

        Lists without a sentence count too, when three entries of spam stand in them, or a host name: link farms need
        not use our vocabulary. So do three phrases of the same shape, which may be one name with calls to visit.
        """
        found = self.glued
        between = self.counts[_COMMA] + self.counts[_SEPARATOR] + self.gaps
        if self.counts[_STOP] == 0 and between >= 2 and (self.listed >= 3 or self.covered * 3 >= self.length):
            found = _SUSPECT if found < _SUSPECT else found
        if found < _SUSPECT and self.hosts > 0 and self.counts[_COMMA] >= 3 and self.counts[_STOP] == 0:
            found = _SUSPECT if self.function_words * 20 <= self.length else found
        self.glue[self.count] = found
        if found >= _SUSPECT:
            self.suspects += 1
