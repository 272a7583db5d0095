"""Quotes and brackets come in pairs: what a line still lacks of each kind, packed into one number.

Each kind has a half byte for closing marks that are lacking, and one, 32 bits further up, for opening ones.
"""

KINDS = 8
_FULL = 15
_DOUBLE = 1


def kind_of(code: int) -> int:
    """The kind of a paired mark, plus 16 if it is a closing one; -1 for other characters.

    Kinds: single and double quotes (U+2018, U+201C), the angle and corner brackets of U+3008 to U+3011, round
    brackets of either width.
    """
    if 0x2018 <= code <= 0x201D:
        if code == 0x2018 or code == 0x201C:
            return (code - 0x2018) >> 2
        if code == 0x2019 or code == 0x201D:
            return ((code - 0x2018) >> 2) + 16
        return -1
    if 0x3008 <= code <= 0x3011:
        return 2 + ((code - 0x3008) >> 1) + ((code & 1) << 4)
    if code == 0x28 or code == 0xFF08:
        return 7
    if code == 0x29 or code == 0xFF09:
        return 7 + 16
    return -1


def _is_letter(code: int) -> bool:
    """Whether a code point is a small Latin letter, as in Pinyin."""
    return 0x61 <= code <= 0x7A or 0xE0 <= code <= 0x1DC


def lacking(text: str, start: int, end: int) -> int:
    """What text[start:end] lacks, packed; brackets of readings do not count."""
    closings = openings = 0
    for at in range(start, end):
        kind = kind_of(ord(text[at]))
        if kind < 0:
            continue
        if kind == 7 and at + 1 < end and _is_letter(ord(text[at + 1])):
            continue
        if kind == 7 + 16 and at > start and _is_letter(ord(text[at - 1])):
            continue
        shift = 4 * (kind & 15)
        if kind < 16:
            if (closings >> shift) & _FULL != _FULL:
                closings += 1 << shift
        elif (closings >> shift) & _FULL:
            closings -= 1 << shift
        elif (openings >> shift) & _FULL != _FULL:
            openings += 1 << shift
    return openings << 32 | closings


def owes(owed: int, kind: int) -> bool:
    """Whether a mark of a kind (as `kind_of` gives it) is lacking, and comes next.

    Single quotes stand inside double ones (GB/T 15834-2011, 4.8), and close before them.
    """
    if kind == _DOUBLE + 16 and owed & _FULL:
        return False
    return (owed >> (4 * (kind & 15) + (0 if kind >= 16 else 32))) & _FULL != 0


def settle(owed: int, kind: int) -> int:
    """What is lacking still once such a mark has come."""
    shift = 4 * (kind & 15)
    if kind >= 16:
        return owed - (1 << shift) if (owed >> shift) & _FULL else owed
    if (owed >> (shift + 32)) & _FULL:
        return owed - (1 << (shift + 32))
    return owed + (1 << shift) if (owed >> shift) & _FULL != _FULL else owed
