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


def plain(text: str, start: int, end: int, spaces: bool, ideographic: bool) -> str:
    """The white space text[start:end] with other spaces made plain ones."""
    pieces: list[str] = []
    for i in range(start, end):
        kind = space_kind(ord(text[i]))
        changed = (kind == 2 and spaces) or (kind == 3 and ideographic)
        pieces.append(" " if changed else text[i])
    return "".join(pieces)


def tidy(
    text: str,
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
    made: "list[tuple[int, int, str, int]]",
) -> None:
    """Put the changes (start, end, replacement, reason) into `made`.

    `classes` says for each character class whether it is `CJK`, `LATIN` or neither. `blank_lines` is how many are
    kept in a row (-1: all), `mixed` 1 to set spaces between CJK and Latin, -1 to remove them.
    """
    n = len(text)
    i = 0
    line = 0  # start of the line
    blank = 0  # blank lines so far in a row
    before = 0  # class of the last character that is no space, 0 at the start of a line
    lines_only = mixed == 0 and not between
    while i < n:
        code = ord(text[i])
        if lines_only and (code > 0x3000 or (code > 32 and code < 0x7F)):
            blank = 0
            i += 1
            continue
        start = i
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
            end = i + length
            if start == line and length and blank_lines >= 0:
                blank += 1
                if blank > blank_lines:
                    made.append((line, end, "", BLANK_LINE))
                    line = end
                    i = end
                    before = 0
                    continue
            if start < i and trailing:
                made.append((start, i, "", TRAILING))
            elif other and (spaces or ideographic):
                replacement = plain(text, start, i, spaces, ideographic)
                if replacement != text[start:i]:
                    made.append((start, i, replacement, SPACE))
            if length and line_ends and (length == 2 or text[i] != "\n"):
                made.append((i, end, "\n", LINE_END))
            i = end
            if length:
                line = end
                before = 0
            continue
        now = classes[leaves[(index[code >> 8] << 8) | (code & 255)]]
        if start < i:
            tight = between and before == 1 and now == 1
            loose = mixed < 0 and before + now == 3 and before != 0 and now != 0
            if start > line and (tight or loose):
                made.append((start, i, "", BETWEEN))
            elif other and (spaces or ideographic):
                replacement = plain(text, start, i, spaces, ideographic)
                if replacement != text[start:i]:
                    made.append((start, i, replacement, SPACE))
        elif mixed > 0 and before + now == 3 and before != 0 and now != 0:
            made.append((i, i, " ", INSERT))
        before = now
        blank = 0
        i += 1


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


def doubled(text: str, start: int, end: int, longest: int, units: "list[tuple[int, int, int]]") -> bool:
    """Whether the line text[start:end] is made of units that each stand twice, with or without a space between.

    `units` gets (start, length, start of the second) of each. Spaces between two units belong to none.
    """
    i = start
    while i < end:
        if text[i] == " ":
            i += 1
            continue
        found = False
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
                units.append((i, size, second))
                i = second + size
                found = True
                break
        if not found:
            return False
    return True


def doubled_lines(text: str, longest: int, least: int) -> "list[list[tuple[int, int, int]]]":
    """The units of every line that is made of at least `least` doubled units.

    A line is looked at only when its first character comes again where the second half of the first unit may be.
    """
    lines: list[list[tuple[int, int, int]]] = []
    start = 0
    at = 0
    again = False
    first = 10
    for char in text:
        code = ord(char)
        if code == 10:
            if again and at - start >= 2 * least:
                collect_doubled(text, start, at, longest, least, lines)
            start = at + 1
            again = False
        elif at == start:
            first = code
            again = code == 32
        elif code == first and at - start <= longest + 1:
            again = True
        at += 1
    if again and at - start >= 2 * least:
        collect_doubled(text, start, at, longest, least, lines)
    return lines


def collect_doubled(
    text: str, start: int, end: int, longest: int, least: int, lines: "list[list[tuple[int, int, int]]]"
) -> None:
    """Put the units of the line text[start:end] into `lines` if it is made of `least` and more."""
    units: list[tuple[int, int, int]] = []
    if doubled(text, start, end, longest, units) and len(units) >= least:
        lines.append(units)
