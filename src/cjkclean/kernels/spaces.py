"""White space: one pass that proposes the changes to spaces and line ends, and one that finds spaced-out text."""

CJK = 1
LATIN = 2
MARK = 4
DIGIT = 8

TRAILING, LINE_END, BLANK_LINE, SPACE, BETWEEN, INSERT = 1, 2, 3, 4, 5, 6


def break_length(text: str, at: int) -> int:
    """How many code points the line end at `at` has; 0 when there is none."""
    code = ord(text[at])
    if code == 10:
        return 1
    if code == 13:
        return 2 if at + 1 < len(text) and text[at + 1] == "\n" else 1
    if code == 0x0B or code == 0x0C or code == 0x2028 or code == 0x2029:
        return 1
    return 0


def space_kind(code: int) -> int:
    """1 for a space or tab, 2 for other spaces, 3 for the ideographic space, else 0."""
    if code == 32 or code == 9:
        return 1
    if code == 0xA0 or 0x2000 <= code <= 0x200A or code == 0x202F or code == 0x205F:
        return 2
    return 3 if code == 0x3000 else 0


def edge(text: str, at: int) -> bool:
    """Whether white space or a line end stands at `at`."""
    return space_kind(ord(text[at])) > 0 or break_length(text, at) > 0


class Tidier:
    """Proposes changes to white space.

    Args:
        classes: for each character class whether it is `CJK`, `LATIN` or neither.
        index: with `leaves`, the class of each character.
        leaves: the same.
        line_ends: make line ends uniform.
        trailing: remove white space at the end of lines.
        blank_lines: how many are kept in a row (-1: all).
        spaces: make other spaces plain ones.
        ideographic: the same for the ideographic space.
        between: remove spaces between CJK characters.
        mixed: 1 to set spaces between CJK and Latin, -1 to remove them.
    """

    def __init__(
        self,
        classes: bytes,
        index: bytes,
        leaves: bytes,
        line_ends: bool,
        trailing: bool,
        blank_lines: int,
        spaces: bool,
        ideographic: bool,
        between: bool,
        mixed: int,
    ) -> None:
        self.classes = classes
        self.index = index
        self.leaves = leaves
        self.line_ends = line_ends
        self.trailing = trailing
        self.blank_lines = blank_lines
        self.spaces = spaces
        self.ideographic = ideographic
        self.between = between
        self.mixed = mixed

    def tidy(self, text: str, made: "list[tuple[int, int, str, int]]") -> None:
        """Put the changes (start, end, replacement, reason) into `made`."""
        n = len(text)
        at = -1
        i = 0  # up to where the text is dealt with
        line = 0  # start of the line
        blank = 0  # blank lines so far in a row
        before = 0  # class of the last character that is no space, 0 at the start of a line
        lines_only = self.mixed == 0 and not self.between
        for char in text:
            at += 1
            if at < i:
                continue
            code = ord(char)
            if lines_only and (code > 0x3000 or (code > 32 and code < 0x7F)):
                blank = 0
                continue
            start = i = at
            other = False
            kind = space_kind(code)
            while kind:
                other = other or kind > 1
                i += 1
                if i == n:
                    break
                code = ord(text[i])
                kind = space_kind(code)
            length = break_length(text, i) if i < n else 0
            if i == n or length:
                empty = start == line and length > 0
                blank += empty
                if empty and 0 <= self.blank_lines < blank:
                    made.append((line, i + length, "", BLANK_LINE))
                else:
                    self.line_end(text, start, i, length, other, made)
                i += length
                if length:
                    line = i
                    before = 0
                continue
            now = self.classes[self.leaves[(self.index[code >> 8] << 8) | (code & 255)]]
            if start < i:
                self.gap(text, start, i, before + now if before and now and start > line else 0, other, made)
            elif self.mixed > 0 and before + now == 3 and before != 0 and now != 0:
                made.append((i, i, " ", INSERT))
            before = now
            blank = 0
            i += 1

    def line_end(
        self, text: str, start: int, end: int, length: int, other: bool, made: "list[tuple[int, int, str, int]]"
    ) -> None:
        """Changes to the white space text[start:end] and the line end of `length` code points after it."""
        if start < end:
            if self.trailing:
                made.append((start, end, "", TRAILING))
            elif other:
                self.plain(text, start, end, made)
        if length and self.line_ends and (length == 2 or text[end] != "\n"):
            made.append((end, end + length, "\n", LINE_END))

    def gap(
        self, text: str, start: int, end: int, around: int, other: bool, made: "list[tuple[int, int, str, int]]"
    ) -> None:
        """Changes to the white space text[start:end] inside a line; `around` is the sum of the classes beside it."""
        if (around == 2 * CJK and self.between) or (around == CJK + LATIN and self.mixed < 0):
            made.append((start, end, "", BETWEEN))
        elif other:
            self.plain(text, start, end, made)

    def plain(self, text: str, start: int, end: int, made: "list[tuple[int, int, str, int]]") -> None:
        """Make other spaces in text[start:end] plain ones."""
        changed = False
        pieces: list[str] = []
        for i in range(start, end):
            kind = space_kind(ord(text[i]))
            other = (kind == 2 and self.spaces) or (kind == 3 and self.ideographic)
            changed = changed or other
            pieces.append(" " if other else text[i])
        if changed:
            made.append((start, end, "".join(pieces), SPACE))


def spaced_out(text: str, classes: bytes, index: bytes, leaves: bytes, least: int) -> "list[tuple[int, int, int, int]]":
    """Stretches of single characters with one space between: (start, end, CJK letters, CJK marks).

    Only stretches with `least` letters and more are given. They begin and end at a space or line end.
    """
    found: list[tuple[int, int, int, int]] = []
    n = len(text)
    i = 0
    while i < n:
        space = text.find(" ", i + 1)
        if space < 0:
            break
        i = space - 1
        code = ord(text[i])
        kind = classes[leaves[(index[code >> 8] << 8) | (code & 255)]]
        if kind == 0 or (i > 0 and not edge(text, i - 1)):
            i += 1
            continue
        start = i
        letters = 0
        marks = 0
        end = i
        while True:
            letters += kind == 1
            marks += kind == 4
            end = i + 1
            if end + 1 >= n or text[end] != " ":
                break
            code = ord(text[end + 1])
            kind = classes[leaves[(index[code >> 8] << 8) | (code & 255)]]
            if kind == 0 or (end + 2 < n and not edge(text, end + 2)):
                break
            i = end + 1
        if letters >= least:
            found.append((start, end, letters, marks))
        i = end
    return found


def gaps(start: int, end: int, key: int, made: "list[tuple[int, int, str, int]]") -> None:
    """Put the removal of every second character of a stretch start..end into `made`."""
    i = start + 1
    while i < end:
        made.append((i, i + 1, "", key))
        i += 2


def doubled_unit(text: str, i: int, end: int, longest: int) -> int:
    """Twice the length of what stands at `i` and directly, or behind one space, again before `end`; plus one if so.

    0 when there is no such unit.
    """
    first = text[i]
    size = 0
    most = min(longest, (end - i) // 2)
    while size < most:
        size += 1
        second = i + size
        char = text[second]
        if char == " " and second + 1 < end:
            second += 1
            char = text[second]
        if char != first or second + size > end:
            continue
        k = 1
        while k < size and text[second + k] == text[i + k]:
            k += 1
        if k == size and text[i + size - 1] != " ":
            return size + second - i
    return 0


def doubled(text: str, start: int, end: int, longest: int, units: "list[tuple[int, int, int]]") -> bool:
    """Whether the line text[start:end] is made of units that each stand twice, with or without a space between.

    `units` gets (start, length, start of the second) of each. Spaces between two units belong to none.
    """
    i = start
    while i < end:
        if text[i] == " ":
            i += 1
            continue
        found = doubled_unit(text, i, end, longest)
        if found == 0:
            return False
        size = found // 2
        units.append((i, size, i + found - size))
        i += found
    return True


def doubled_lines(text: str, longest: int, least: int) -> "list[list[tuple[int, int, int]]]":
    """The units of every line that is made of at least `least` doubled units."""
    lines: list[list[tuple[int, int, int]]] = []
    n = len(text)
    start = 0
    while start < n:
        end = text.find("\n", start)
        if end < 0:
            end = n
        if end - start >= 2 * least and begins_doubled(text, start, end, longest, least):
            collect_doubled(text, start, end, longest, lines)
        start = end + 1
    return lines


def may_be_doubled(text: str, start: int, last: int, longest: int, least: int) -> bool:
    """Whether any line of text[start:last] could be one of `doubled_lines`: whether its first units stand twice."""
    while start < last:
        end = text.find("\n", start, last)
        if end < 0:
            end = last
        if end - start >= 2 * least and begins_doubled(text, start, end, longest, least):
            return True
        start = end + 1
    return False


def begins_doubled(text: str, start: int, end: int, longest: int, least: int) -> bool:
    """Whether each of the first `least` units of the line text[start:end] stands twice."""
    count = 0
    while start < end and count < least:
        if text[start] == " ":
            start += 1
            continue
        found = doubled_unit(text, start, end, longest)
        if found == 0:
            return False
        start += found
        count += 1
    return count == least


def collect_doubled(text: str, start: int, end: int, longest: int, lines: "list[list[tuple[int, int, int]]]") -> None:
    """Put the units of the line text[start:end] into `lines` if it is made of doubled ones."""
    units: list[tuple[int, int, int]] = []
    if doubled(text, start, end, longest, units):
        lines.append(units)
