"""Lays out lattices for text in which GBK bytes were inserted, eaten or lost (see `cjkclean.repair.shifts`)."""

from array import array

from cjkclean.kernels import lattice as lattices

_EMPTY = lattices.EMPTY
_PENDING = lattices.PENDING
_ECHOES = lattices.ECHOES
_QUESTION = 0x3F
_OPEN = 0x28
_REPLACEMENT = 0xFFFD
_EURO = 0x20AC
_LISTING = 0x3001
_COLON = 0x3A
_ANY_LEAD = 256
"""Slot of the class of bytes that can begin a pair."""
_MARK_LEAD = 257
"""Slot of the class of bytes that begin a mark: A1 and A3."""

# Natural logarithms of rough frequencies among the readings of an observed character; none decides by itself, since
# a repair has to beat the text as it stands by a calibrated margin.
_WIDE_MARK = -0.5
_WIDE_LETTER = -2.0
_MARK_EATEN = -3.0
_BLANK_EATEN = -2.0
"""A blank where a line might break as well: the model knows none there."""
_BRACKET_EATEN = -4.0
_ANY_DIGIT = 2.302585
"""What the model takes off for naming a digit: ten are possible, and none is chosen."""
UNKNOWN_DIGIT = _UNKNOWN_DIGIT = 0xFFFD
"""Stands for a digit that was swallowed."""


def is_reading(text: str, start: int, end: int) -> int:
    """Offset of the `)` when `text[start:]` is a toned syllable (or `me`, `men`, `ma`) and `)`; or 0."""
    toned = 0
    at = start
    while at < end and at < start + 8:
        code = ord(text[at])
        if code == 0x29:
            if toned == 1 or (at < start + 4 and text[start:at] in ("me", "men", "ma")):
                return at
            return 0
        if code >= 0x80:
            if not (
                code in (0xE0, 0xE1, 0xE8, 0xE9, 0xEC, 0xED, 0xF2, 0xF3, 0xF9, 0xFA)
                or code in (0x101, 0x113, 0x11B, 0x12B, 0x14D, 0x16B)
                or (0x1CD <= code <= 0x1DC)
                or code in (0x144, 0x148, 0x1F9, 0x1E3F, 0xFC)
            ):
                return 0
            if code != 0xFC:
                toned += 1
        elif not 0x61 <= code <= 0x7A:
            return 0
        at += 1
    return 0


def triggers(text: str) -> "list[int]":
    """Offsets where a shift may begin or show.

    That is a hole before a mark, a hole in place of a bracket (`?cè)`), a reading after an ASCII character that is a
    trail byte (`默F(xiàn)`).
    """
    found = []
    end = len(text)
    skip = 0
    before = 0
    last = 0
    for at, char in enumerate(text):
        code = ord(char)
        if at >= skip:
            if last in (_QUESTION, _REPLACEMENT):
                close = is_reading(text, at, end)
                if close or _ends_phrase(code):
                    found.append(at - 1)
                    skip = close or at + 1
            elif code == _OPEN and 0x40 <= last < 0x7F and (0x3400 <= before < 0xA000 or 0xE000 <= before < 0xF900):
                close = is_reading(text, at + 1, end)
                if close:
                    found.append(at - 1)
                    skip = close
        before = last
        last = code if at >= skip else 0
    return found


def _ends_phrase(code: int) -> bool:
    if code == 0x3001 or code == 0x3002:
        return True
    if code >= 0xFF01:
        code -= 0xFEE0
    return code == 0x21 or code == 0x2C or code == 0x3A or code == 0x3B or code == 0x3F


def is_chinese(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is Chinese: ideographs, no hangul, and no more kana than misread bytes bring."""
    han = kana = 0
    for at in range(start, end):
        code = ord(text[at])
        if 0x3400 <= code < 0xA000 or 0x20000 <= code < 0x40000:
            han += 1
        elif 0x3041 <= code <= 0x30FA:
            kana += 1
        elif 0xAC00 <= code <= 0xD7A3:
            return False
    return 3 * kana < han


def folded(text: str) -> "tuple[int, bool]":
    """How many more of the marks `, ; : ? !` behind ideographs are ASCII than fullwidth; is any ASCII fullwidth?"""
    more = 0
    wide = False
    last = 0
    for char in text:
        code = ord(char)
        if 0x4E00 <= last < 0xA000 and code != 0x3001 and code != 0x3002 and _ends_phrase(code):
            more += 1 if code < 0x80 else -1
        if 0xFF01 <= code < 0xFF5F:
            wide = True
        last = code
    return more, wide


def kinds(text: str, flags: bytes) -> "tuple[int, int]":
    """How many characters of the BMP have the flags 1 and 2."""
    first = second = 0
    for char in text:
        code = ord(char)
        if code < 0x10000:
            first += flags[code] & 1
            second += flags[code] >> 1
    return first, second


def members(text: str, flags: bytes, flag: int) -> "set[str]":
    """The characters of the BMP that have a flag."""
    found = set()
    for char in text:
        code = ord(char)
        if code < 0x10000 and flags[code] & flag:
            found.add(char)
    return found


def lay(
    lattice: lattices.Lattice,
    places: "array[int]",
    text: str,
    start: int,
    end: int,
    encode: "array[int]",
    marks: bytes,
    opening: float,
    debris: "dict[str, tuple[int, bytes, dict[int, bytes]]]",
    line_break: float,
    lost: float,
) -> None:
    """Lay out `text[start:end]` and write the offset of each node to `places`.

    A hole has a node inside: behind the byte of its first half, before what it swallowed. The lattice must have room
    for two nodes a character.

    Args:
        encode: pair of bytes of each code point (`ByteMap.codes`).
        marks: 256 flags for the low byte of fullwidth marks and ASCII marks before which the tool inserts a byte.
        opening: cost of a hole that opens before a mark.
        debris: for each reading its tag, the second bytes of its characters that are lead bytes too, and those by
            first byte.
        line_break: what speaks for a line break that a hole swallowed, besides the model.
        lost: cost of one lost or doubled byte at any place; 0: not looked for.
    """
    nodes = end - start
    for at in range(start, end):
        code = ord(text[at])
        if code in (_QUESTION, _REPLACEMENT):
            nodes += 1
    lattice.clear(nodes)
    node = 0
    trail = 0
    at = start
    while at < end:
        places[node] = at
        code = ord(text[at])
        if code == _OPEN:
            close = is_reading(text, at + 1, end)
            if close:
                lattice.literal(node, node + close + 1 - at, 0.0, 0)
                known = debris.get(text[at + 1 : close])
                if known is not None:
                    lattice.demand(node, known[0])
                # the byte before the reading is still the last one
                while at <= close:
                    places[node] = at
                    node += 1
                    at += 1
                continue
        if code in (_QUESTION, _REPLACEMENT):
            _hole(lattice, node, text, at, start, end, trail, marks, opening, debris, line_break)
            node += 1
            places[node] = at
            trail = 0
        else:
            trail = _character(lattice, node, code, encode, lost)
        node += 1
        at += 1
    places[node] = end


def _character(lattice: lattices.Lattice, node: int, code: int, encode: "array[int]", lost: float) -> int:
    """Lay out one character that is no hole; the second byte of its pair (of its wide form, if ASCII), or 0."""
    lattice.literal(node, node + 1, 0.0, code)
    pair = encode[code] if code < 0x10000 else 0
    if pair > 0xFF:
        high = pair >> 8
        low = pair & 0xFF
        lattice.bytes(node, node + 1, 0.0, _PENDING, high, low, -1, -1)
        if code == _EURO:
            lattice.bytes(node, node + 1, 0.0, _PENDING, 0x80, -1, -1, -1)
        if lost < 0.0 and high >= 0xA1:
            lattice.bytes(node, node + 1, lost, _EMPTY, _ANY_LEAD, high, low, -1)
            lattice.bytes(node, node + 1, lost, _EMPTY, high, _ANY_LEAD, low, -1)
            lattice.bytes(node, node + 1, lost, _EMPTY, high, -1, -1, -1)
            lattice.bytes(node, node + 1, lost, _EMPTY, low, -1, -1, -1)
        return low
    if 0x40 <= code < 0x7F:
        lattice.bytes(node, node + 1, 0.0, _PENDING, code, -1, -1, -1)
    if 0x21 <= code < 0x7F:
        _wide(lattice, node, node + 1, code)
        return code + 0x80  # if it is a folded one
    return 0


def _wide(lattice: lattices.Lattice, source: int, target: int, code: int) -> None:
    """A printable ASCII character may be folded fullwidth."""
    cost = _WIDE_MARK
    if 0x30 <= code < 0x3A or 0x41 <= code < 0x5B or 0x61 <= code < 0x7B:
        cost = _WIDE_LETTER
    lattice.bytes(source, target, cost, _PENDING, 0xA3, code + 0x80, -1, -1)


def _opening(lattice: lattices.Lattice, node: int, mark: int, cost: float) -> None:
    """A hole and a mark that straddles two characters: the first one's lead byte, and the bytes of the mark."""
    target = node + 3 + (mark == _QUESTION)
    if mark == 0x3001:
        lattice.bytes(node, target, cost, _EMPTY, _ANY_LEAD, 0xA1, 0xA2, -1)
    elif mark == 0x3002:
        lattice.bytes(node, target, cost, _EMPTY, _ANY_LEAD, 0xA1, 0xA3, -1)
    else:
        low = mark + 0x80 if mark < 0x80 else mark - 0xFE60
        lattice.bytes(node, target, cost, _EMPTY, _ANY_LEAD, 0xA3, low, -1)


def _is_mark(code: int, marks: bytes) -> bool:
    if code < 0x80:
        return marks[code] != 0
    if 0xFF01 <= code < 0xFF5F:
        return marks[code - 0xFEE0] != 0
    return (code == 0x3001 and marks[0x81] != 0) or (code == 0x3002 and marks[0x82] != 0)


def _hole(
    lattice: lattices.Lattice,
    node: int,
    text: str,
    at: int,
    start: int,
    end: int,
    trail: int,
    marks: bytes,
    opening: float,
    debris: "dict[str, tuple[int, bytes, dict[int, bytes]]]",
    line_break: float,
) -> None:
    """What a `?` or U+FFFD may stand for: itself, or a lead byte and the low byte it swallowed.

    `trail` is the second byte of the character before it, or 0.
    """
    inside = node + 1
    behind = node + 2
    code = ord(text[at])
    lattice.literal(node, behind, 0.0, code)
    if code == _QUESTION:
        _wide(lattice, node, behind, code)
    close = is_reading(text, at + 1, end)
    if close:
        known = debris.get(text[at + 1 : close])
        if known is not None:
            target = behind + close - at
            lattice.demand(target, known[0])
            for byte in known[1]:
                lattice.bytes(node, target, 0.0, _PENDING, byte, -1, -1, -1)
            seconds = known[2].get(trail)
            if seconds is not None:
                for byte in seconds:
                    lattice.bytes(node, target, -1.0, _EMPTY, byte, -1, -1, -1)
    following = ord(text[at + 1]) if at + 1 < end else 0
    before_mark = at + 1 < end and _is_mark(ord(text[at + 1]), marks)
    if before_mark:
        _opening(lattice, node, ord(text[at + 1]), opening)
        if text[at + 1] == "?" and at + 2 < end and _is_mark(ord(text[at + 2]), marks):
            # a byte went before 。 or ！ of which the second half, with what follows, is a mark again
            lattice.bytes(node, node + 4, opening, _EMPTY, _ANY_LEAD, _MARK_LEAD, -1, -1)
    if following == _LISTING:
        for place in range(_ECHOES):
            lattice.echo(inside, place, ord(text[at + 3 + place]) if at + 3 + place < end else 0)
    lattice.bytes(node, inside, 0.0, _PENDING, _ANY_LEAD, -1, -1, -1)
    # what follows is a mark: the byte before it was swallowed; the text ends: nothing was; a blank: a blank beside it
    if before_mark or at + 1 == len(text):
        lattice.bytes(inside, behind, 0.0, _EMPTY, -1, -1, -1, -1)
        if following == _COLON and at + 2 < end and 0x30 <= ord(text[at + 2]) < 0x3A:  # chapter and verse, a time
            lattice.insert(inside, behind, _ANY_DIGIT, _UNKNOWN_DIGIT, 0x30)
    else:
        if code == _REPLACEMENT or following in (0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000):
            lattice.bytes(inside, behind, 0.0, _EMPTY, -1, -1, -1, -1)
        else:
            _eaten(lattice, inside, behind, line_break)


def _eaten(lattice: lattices.Lattice, inside: int, behind: int, line_break: float) -> None:
    """What a hole has swallowed: a blank, a digit, an ASCII mark below `@` such as Chinese text has."""
    lattice.insert(inside, behind, line_break, 0x0A, 0x0A)
    lattice.insert(inside, behind, 0.0, 0x20, 0x20)
    lattice.insert(inside, behind, _BLANK_EATEN, 0x20, 0x0A)
    lattice.insert(inside, behind, _ANY_DIGIT, _UNKNOWN_DIGIT, 0x30)
    for low in (0x28, 0x29):  # as likely as the fullwidth brackets that the model knows beside Chinese
        lattice.insert(inside, behind, _BRACKET_EATEN, low, low + 0xFEE0)
    for low in (0x22, 0x25, 0x2B, 0x2D, 0x2E, 0x2F):
        lattice.insert(inside, behind, _MARK_EATEN, low, low)
