"""The second look: what the pairs of the scan cannot tell, asked only of text where they allow it.

Signals that clean text raises as well would wake steps for nothing. Here a loop without objects asks what such a step
would ask first, and raises a signal of its own when the answer is yes.
"""

from cjkclean.kernels import shifted, spaces

HAN, RARE_HAN, GLOSS, HOLE, SPACED, JAMO = 1 << 1, 1 << 12, 1 << 20, 1 << 21, 1 << 22, 1 << 30
"""Signals of the scan."""
EVEN = 1 << 63
"""What the scan says of a text with a line of which all code points but spaces cancel each other out."""
DOUBLED, SHIFTED, SYLLABLE, SPREAD = 1 << 32, 1 << 33, 1 << 34, 1 << 35
"""Those raised here: a line that begins with parts that stand twice, a place in a line of Chinese where bytes may have
slipped, a syllable of hangul in letters, a stretch of single characters with a space after each."""
LONGEST_UNIT, LEAST_UNITS = 24, 3
"""Code points of the longest part of a doubled line, and the fewest parts."""
WINDOW = 500
"""Code points before and after such a place that have to be Chinese."""
LEAST_SPREAD = 12
"""Letters that such a stretch has at least."""
_HAN, _RARE_HAN, _GLOSS, _HOLE, _SPACED, _JAMO = HAN, RARE_HAN, GLOSS, HOLE, SPACED, JAMO
_EVEN, _DOUBLED, _SHIFTED, _SYLLABLE, _SPREAD = EVEN, DOUBLED, SHIFTED, SYLLABLE, SPREAD
_LONGEST, _LEAST, _WINDOW, _LEAST_SPREAD = LONGEST_UNIT, LEAST_UNITS, WINDOW, LEAST_SPREAD


def look(text: str, bits: int) -> int:
    """The further signals of a text of which the scan raised `bits`."""
    found = look_at(text, 0, len(text), bits)
    return found | _RARE_HAN if bits & _HAN and begins_misread(text) else found


def look_at(text: str, first: int, last: int, bits: int) -> int:
    """The further signals of text[first:last], of which the scan raised `bits`, byte order marks left out."""
    found = 0
    if bits & _HAN:
        if bits & _EVEN and spaces.may_be_doubled(text, first, last, _LONGEST, _LEAST):
            found |= _DOUBLED
        if bits & (_HOLE | _GLOSS) and may_be_shifted(text, first, last):
            found |= _SHIFTED
    if bits & _SPACED and has_spread(text, first, last):
        found |= _SPREAD
    if bits & _JAMO and has_syllable(text, first, last):
        found |= _SYLLABLE
    return found


def begins_misread(text: str) -> bool:
    """Whether `text`, which is not empty, begins with what EF BB, of a byte order mark, reads as (GBK, Big5, CP949)."""
    first = text[0]
    return first == "锘" or first == "嚜" or first == "癤"


def may_be_shifted(text: str, first: int, last: int) -> bool:
    """Whether a place where a shift may begin or show, in text[first:last], stands in a line of Chinese."""
    end = 0
    for place in shifted.triggers(text[first:last]):
        place += first
        if place + 2 >= end:
            start = max(end, place - _WINDOW)
            end = text.find("\n", place + 2) + 1
            if end == 0:
                end = len(text)
            if shifted.is_chinese(text, start, min(end, place + _WINDOW)):
                return True
    return False


def has_syllable(text: str, first: int, last: int) -> bool:
    """Whether the first two letters of a syllable of hangul stand side by side in text[first:last]."""
    piece = text[first:last]
    before = 0
    for char in piece:
        code = ord(char)
        if 0x1161 <= code <= 0x1175 and 0x1100 <= before <= 0x1112:
            return True
        before = code
    return False


def has_spread(text: str, first: int, last: int) -> bool:
    """Whether so many spaces stand in a row in text[first:last] with one other character between."""
    piece = text[first:last]
    before = 0
    number = 0
    for at, char in enumerate(piece):
        if char == " ":
            number = number + 1 if before == at - 2 else 1
            if number == _LEAST_SPREAD:
                return True
            before = at
    return False
