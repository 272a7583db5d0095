"""Finding escapes: one pass that reads every well-formed escape and joins neighbours of one family into a run.

What is read is syntax only; whether a run is damage or somebody writing about escapes is decided by the step.
"""

import sys
from array import array

from cjkclean.kernels import escapes

ENTITY = 1  # &#20013; &#x4e2d; &ldquo; with any number of amp; before the body
LOOSE = 2  # the same without its ampersand or its semicolon
UNICODE = 3  # \u4e2d, \u{1f600}, \U0001F600, surrogate pairs
PERCENT_U = 4  # %u4e2d
SIMPLE = 5  # \n \r \t \" \' \/
BYTES = 6  # \xe4\xb8\xad, \344\270\255
PERCENT = 7  # %E4%B8%AD, with %25 for a repeated layer, and unreserved ASCII between
QUOTED = 8  # =E4=B8=AD, with soft line breaks
UTF7 = 9  # +Ti1lhw-

TRIGGERS = bytes(1 if chr(code) in "&#;\\%=+\n" else 2 if chr(code) in "\"'`(){}[]<>/$" else 0 for code in range(128))
CODE_MARKS = bytes(1 if chr(code) in ";=#\"'`(){}[]<>/$" else 0 for code in range(128))

_ENTITY = ENTITY  # the same as C numbers, which Python does not see
_LOOSE = LOOSE
_UNICODE = UNICODE
_PERCENT_U = PERCENT_U
_SIMPLE = SIMPLE
_BYTES = BYTES
_PERCENT = PERCENT
_QUOTED = QUOTED
_UTF7 = UTF7
_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"


def graphic(text: str, at: int) -> bool:
    """Whether a visible ASCII character stands at `at`."""
    return 0 <= at < len(text) and "!" <= text[at] <= "~"


def apart(text: str, start: int, end: int, isolating: "frozenset[str]") -> bool:
    """Whether text[start:end] is set apart from its neighbours on both sides, like a word that is mentioned."""
    return (start == 0 or text[start - 1] in isolating) and (end == len(text) or text[end] in isolating)


class Finder:
    """Reads escapes one after the other, and keeps the run that is open.

    Args:
        text: the text.
        names: the characters of entities by name, as `escapes` packs them.
        open_names: those that are also read without their semicolon.
        bare: those also read without their ampersand.
        isolating: what stands around a word that is mentioned.
    """

    def __init__(
        self,
        text: str,
        names: "dict[str, int]",
        open_names: "dict[str, int]",
        bare: "dict[str, int]",
        isolating: "frozenset[str]",
    ) -> None:
        self.text = text
        self.names = names
        self.open_names = open_names
        self.bare = bare
        self.isolating = isolating
        self.codes = array("I")
        self.runs: list[tuple[int, int, int, str, int, int]] = []
        self.where = array("q", [0])
        self.buffer = array("I")
        self.values = self.buffer  # the characters of the open run
        self.size = 0  # of the values of the open run
        self.number = 0  # of its escapes
        self.start = 0
        self.offset = 0  # of the text in a longer one
        self.last = 0  # end of the last escape
        self.current = 0  # its family
        self.stretch = 0  # end of the last letters after a plus sign
        self.letter = 0  # what stands after the last backslashes
        self.begin = 0  # of the escape just read
        self.value = -1  # its characters
        self.useful = False  # whether anything was found that can be damage by itself

    def prepare(self) -> None:
        """Make the buffers, which most texts do not need: they have no sign with which an escape begins."""
        self.codes = array("I", self.text.encode(_UTF32, "surrogatepass"))
        self.buffer = array("I", bytes(4 * len(self.text)))
        self.values = self.buffer

    def read(self, at: int, code: int) -> int:
        """The family of the escape at the sign `at`, or 0; its place and characters are kept."""
        if len(self.codes) == 0:
            self.prepare()
        self.begin = at
        self.value = -1
        if code == 92:
            return self.backslash(at)
        if code == 38 or code == 35 or code == 59:
            return self.entity(at, code)
        end = 0
        family = 0
        if code == 37:
            family = _PERCENT_U
            self.value = escapes.percent_utf16(self.codes, at, self.where)
            if self.value < 0:
                family = _PERCENT
                end = escapes.percent_end(self.codes, at)
        elif code == 61:
            family = _QUOTED
            end = escapes.quoted_end(self.codes, at)
        elif code == 43:
            family = _UTF7
            if at >= self.stretch:
                self.stretch = escapes.base64_end(self.codes, at + 1)
            end = escapes.utf7_end(self.codes, at, self.stretch)
        if self.value < 0:
            self.where[0] = end
            return family if end else 0
        return family

    def entity(self, at: int, code: int) -> int:
        """The family of the entity whose ampersand, number sign or semicolon stands at `at`, or 0."""
        text = self.text
        codes = self.codes
        if code == 38:
            self.value = escapes.entity(text, codes, at, self.where, self.names)
            if self.value >= 0:
                return _ENTITY
            self.value = escapes.loose(text, codes, at, self.where, self.open_names)
        elif code == 35:
            if at == 0 or not (codes[at - 1] == 38 or codes[at - 1] == 35 or escapes.word(codes, at - 1, 1)):
                self.value = escapes.loose(text, codes, at, self.where, self.open_names)
            elif codes[at - 1] > 38 and at + 1 < len(codes) and codes[at + 1] == 120:  # x: no number of an issue
                self.value = escapes.loose(text, codes, at, self.where, self.open_names)
                if self.value < 0x2E80:
                    self.value = -1
        else:
            begin = escapes.bare_name(text, codes, at, self.bare)
            if begin >= self.last:
                self.begin = begin
                self.value = self.bare[text[begin:at]]
                self.where[0] = at + 1
        return _LOOSE if self.value >= 0 else 0

    def backslash(self, at: int) -> int:
        """The family of the escape whose backslash stands at `at`, or 0."""
        if at >= self.letter:
            self.letter = escapes.after_backslashes(self.codes, at)
        self.value = escapes.utf16(self.codes, self.letter, self.where)
        if self.value >= 0:
            return _UNICODE
        end = escapes.bytes_end(self.codes, at)
        if end:
            self.where[0] = end
            return _BYTES
        self.value = escapes.simple(self.codes, self.letter, self.where)
        return _SIMPLE if self.value >= 0 else 0

    def add(self, family: int) -> None:
        """Add the escape just read to the open run, or as a run of its own when it stands for bytes."""
        end = self.where[0]
        if self.value < 0:
            surroundings = self.surroundings(self.begin, end)
            self.runs.append((self.offset + self.begin, self.offset + end, family, "", 1, surroundings))
            if not self.useful:
                self.useful = self.speaks(family, end)
        else:
            if self.number == 0:
                self.start = self.begin
            second = self.value >> 32
            self.values[self.size] = self.value - (second << 32)
            self.size += 1
            if second:
                self.values[self.size] = second
                self.size += 1
            self.number += 1
            self.useful = True
        self.current = family
        self.last = end

    def speaks(self, family: int, end: int) -> bool:
        """Whether the bytes just read can be damage by themselves; others need the company of such."""
        if family == _QUOTED:
            return escapes.quoted_high(self.codes, self.begin, end)
        return family != _UTF7 or escapes.utf7_mixed(self.codes, self.begin, end)

    def close(self) -> None:
        """Put the open run, if there is one, among the runs."""
        if self.number:
            if self.size == 1:
                decoded = chr(self.values[0])
            else:
                decoded = self.buffer[: self.size].tobytes().decode(_UTF32, "surrogatepass")
            surroundings = self.surroundings(self.start, self.last)
            start = self.offset + self.start
            self.runs.append((start, self.offset + self.last, self.current, decoded, self.number, surroundings))
            self.size = 0
            self.number = 0

    def collect(
        self, offset: int, lines: "list[tuple[int, int, bool, list[tuple[int, int, int, str, int, int]]]]"
    ) -> None:
        """Put the lines of the text that have runs into `lines`, with `offset` added to all places."""
        text = self.text
        self.offset = offset
        at = -1
        line_start = 0
        marked = False
        for char in text:
            at += 1
            code = ord(char)
            if code > 127 or not TRIGGERS[code] or at < self.last:
                continue
            if TRIGGERS[code] == 2:
                marked = True
            elif code == 10:
                self.close()
                if self.runs:
                    lines.append((offset + line_start, offset + at, marked, self.runs))
                    self.runs = []
                line_start = at + 1
                marked = False
            else:
                family = self.read(at, code)
                if family == 0 or family != self.current or self.begin != self.last:
                    self.close()
                if family:
                    self.add(family)
                else:
                    marked = marked or CODE_MARKS[code] == 1
        self.close()
        if self.runs:
            lines.append((offset + line_start, offset + len(text), marked, self.runs))

    def surroundings(self, start: int, end: int) -> int:
        """1 when a visible ASCII character stands before text[start:end], plus 2 when it is set apart."""
        return graphic(self.text, start - 1) + 2 * apart(self.text, start, end, self.isolating)


def find(
    text: str,
    spans: "list[tuple[int, int]]",
    names: "dict[str, int]",
    open_names: "dict[str, int]",
    bare: "dict[str, int]",
    isolating: "frozenset[str]",
) -> "list[tuple[int, int, bool, list[tuple[int, int, int, str, int, int]]]]":
    """Lines with escapes: (start, end, whether marks of code stand in it, its runs).

    `spans` are what is looked at, in whole lines and in order; the other arguments are `Finder`'s.

    A run is (start, end, family, decoded text, number of escapes, surroundings). Families whose escapes stand for
    bytes have no decoded text. When nothing can be damage by itself there are no lines.
    """
    lines: list[tuple[int, int, bool, list[tuple[int, int, int, str, int, int]]]] = []
    useful = False
    for start, end in spans:
        finder = Finder(text[start:end], names, open_names, bare, isolating)
        finder.collect(start, lines)
        useful = useful or finder.useful
    return lines if useful else []
