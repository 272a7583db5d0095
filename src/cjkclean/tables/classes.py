"""Character classes, signals, and the pairs of classes that raise them.

The classes of all code points are in `charclass.bin`, made by `tools/tables/charclass.py`. What is written here is
the vocabulary and the rules: which two neighbouring classes are a reason for a step to look closer. A signal is
never a verdict; it is the promise that a step whose damage cannot show without it may sleep.
"""

from __future__ import annotations

from array import array
from enum import IntEnum, IntFlag
from functools import lru_cache, reduce
from itertools import product
from operator import or_
from pathlib import Path

from cjkclean.kernels import second
from cjkclean.kernels.scan import RARE_SHIFT, SKETCHED


class CharClass(IntEnum):
    """The class of a character, as counted by the scan."""

    OTHER = 0
    NEWLINE = 1  # LF, U+2028, U+2029
    CARRIAGE = 2  # CR
    SPACE = 3  # space, tab
    CONTROL = 4  # C0 (the rest) and DEL
    DIGIT = 5
    UPPER = 6
    LOWER = 7
    QUESTION = 8
    PAREN_OPEN = 9
    PAREN_CLOSE = 10
    AMP = 11
    HASH = 12
    SEMICOLON = 13
    COMMA = 14
    EXCLAM = 15
    DOT = 16
    COLON = 17
    SLASH = 18
    BACKSLASH = 19
    PERCENT = 20
    EQUALS = 21
    PLUS = 22
    LESS = 23
    PIPE = 24
    ASCII_MARK = 25  # the other ASCII punctuation
    C1 = 26  # U+0080..U+009F
    NBSP = 27  # U+00A0 and its kin (U+2000..U+200A, U+202F, U+205F)
    LATIN1_MARK = 28  # U+00A1..U+00BF, multiplication and division signs
    LATIN1_LETTER = 29  # U+00C0..U+00FF
    LATIN1_TONE = 30  # those of them that are a Pinyin vowel with a tone
    TONE = 31  # the other Pinyin vowels with a tone
    CP1252_LETTER = 32  # letters and marks beyond Latin-1 in Windows' Western code pages, not met in CJK text
    QUOTE = 33  # curly quotes, dashes, ellipsis, middle dot, bullet: Windows' code pages and CJK text alike
    LATIN_EXT = 34
    GREEK = 35
    CYRILLIC = 36
    CYRILLIC_OTHER = 37  # Cyrillic letters outside the Russian alphabet
    THAI = 38
    ARABIC_HEBREW = 39
    BOX = 40  # box drawing, blocks, the mathematical signs of DOS and Macintosh code pages
    CJK_MARK = 41  # U+3001.. except the space
    IDEOGRAPHIC_SPACE = 42
    WIDE_MARK = 43  # fullwidth ASCII punctuation
    WIDE_ALNUM = 44  # fullwidth letters and digits
    HIRAGANA = 45
    KATAKANA = 46
    HALF_KATAKANA = 47  # with the half-width marks beside them
    HANGUL = 48
    JAMO = 49  # conjoining and half-width jamo
    HAN = 50  # the characters that make up nearly all of running text of every kind
    HAN_RARE = 51  # the rest of the unified ideographs in the BMP
    HAN_EXT = 52  # beyond the BMP
    HAN_COMPAT = 53  # compatibility ideographs
    RADICAL = 54
    PRIVATE = 55
    REPLACEMENT = 56  # U+FFFD
    ZERO_WIDTH = 57  # zero-width, bidirectional controls, BOM, soft hyphen, variation selectors
    SURROGATE = 58
    COMBINING = 59
    BOPOMOFO = 60
    EMOJI = 61
    SHAPE = 62  # arrows, circles, squares, the dash of two line signs: marks of CJK text, some also in DOS code pages
    LETTER_JAMO = 63  # compatibility jamo, which Korean chat writes by themselves


class Signal(IntFlag):
    """What the scan noticed; a step names those that can concern it."""

    NONE = 0
    LINES = 1 << 0  # a line that ends
    HAN = 1 << 1
    KANA = 1 << 2
    HANGUL = 1 << 3
    ENTITY = 1 << 4  # &name; &#…; and halves of them
    BACKSLASH = 1 << 5  # a backslash before a letter, slash or quote
    PERCENT = 1 << 6  # % before a hexadecimal digit's class
    EQUALS_HEX = 1 << 7  # = before an upper-case letter, digit or line end (quoted-printable)
    PLUS_BASE64 = 1 << 8  # + before a letter or digit (UTF-7)
    LATIN_RUN = 1 << 9  # two high characters of the Western code pages side by side
    SINGLE_BYTE_RUN = (
        1 << 10
    )  # a sign beside a letter of another alphabet, or among signs of DOS and Macintosh code pages
    HALF_KANA = 1 << 11
    RARE_HAN = 1 << 12  # a rare ideograph beside a hole or a private-use character
    PRIVATE = 1 << 13
    REPLACEMENT = 1 << 14
    CONTROL = 1 << 15  # C0 and C1 controls, surrogates
    INVISIBLE = 1 << 16
    NBSP = 1 << 17
    COMPAT = 1 << 18  # compatibility ideographs, radicals
    WIDE = 1 << 19  # fullwidth letters and digits, ideographic spaces
    GLOSS = 1 << 20  # a toned Latin vowel inside or beside brackets or Latin letters
    HOLE = 1 << 21  # a hole that a letter or a mark follows
    SPACED = 1 << 22  # white space after a Chinese or Japanese character
    BLANK = 1 << 23  # trailing or doubled white space, CR, blank lines
    HOST = 1 << 24  # slashes after a colon, or a dot inside Latin text
    MARKUP = 1 << 25  # < before a letter, slash or exclamation mark
    ASCII_MARK = 1 << 26  # an ASCII punctuation mark beside a CJK character
    GREEK_RUN = 1 << 27  # Greek beside CJK or Greek (glyph numbers, code page 437)
    COMBINING = 1 << 28
    TONELESS = 1 << 29  # a bracket that opens on a Latin letter right after Han
    JAMO = 1 << 30
    NONSENSE = 1 << 31  # letters of CJK text in an order that makes none (see `kernels.scan`)
    DOUBLED = second.DOUBLED  # a line that begins with something that stands twice (see `kernels.second`)
    SHIFTED = second.SHIFTED  # a place in Chinese where bytes may have slipped
    SYLLABLE = second.SYLLABLE  # a syllable of hangul in letters
    SPREAD = second.SPREAD  # single characters with a space after each
    ANY = 1 << 62  # any text at all: raised by every character


_C = CharClass
_ALL = tuple(CharClass)
_WESTERN = (_C.C1, _C.NBSP, _C.LATIN1_MARK, _C.LATIN1_LETTER, _C.LATIN1_TONE, _C.CP1252_LETTER)
_RUSSIAN = (_C.CYRILLIC, _C.CYRILLIC_OTHER)
_ALPHABETS = (_C.THAI, _C.GREEK)
_MARKS_8BIT = (
    _C.C1,
    _C.NBSP,
    _C.LATIN1_MARK,
    _C.CP1252_LETTER,
    _C.QUOTE,
    _C.CYRILLIC_OTHER,
    _C.BOX,
    _C.SHAPE,
    _C.ZERO_WIDTH,
)
_LATIN = (_C.UPPER, _C.LOWER)
_ALNUM = (_C.UPPER, _C.LOWER, _C.DIGIT)
_BLANK = (_C.SPACE, _C.NEWLINE, _C.CARRIAGE, _C.IDEOGRAPHIC_SPACE, _C.NBSP)
_HAN = (_C.HAN, _C.HAN_RARE, _C.HAN_EXT)
_UNSPACED = (*_HAN, _C.HAN_COMPAT, _C.HIRAGANA, _C.KATAKANA)
_CJK = (*_HAN, _C.HIRAGANA, _C.KATAKANA, _C.HANGUL)
_TONES = (_C.TONE, _C.LATIN1_TONE)
_PHRASE_ENDS = (_C.CJK_MARK, _C.WIDE_MARK, _C.EXCLAM, _C.COMMA, _C.COLON, _C.SEMICOLON, _C.QUESTION)
_MARKS = (_C.QUESTION, _C.COMMA, _C.SEMICOLON, _C.EXCLAM, _C.DOT, _C.COLON, _C.PAREN_OPEN, _C.PAREN_CLOSE)

_Rule = tuple[Signal, tuple[CharClass, ...], tuple[CharClass, ...]]
RULES: tuple[_Rule, ...] = (
    (Signal.ANY, _ALL, _ALL),
    (Signal.LINES, tuple(c for c in _ALL if c not in (_C.NEWLINE, _C.CARRIAGE)), (_C.NEWLINE, _C.CARRIAGE)),
    (Signal.HAN, _ALL, _HAN),
    (Signal.KANA, _ALL, (_C.HIRAGANA, _C.KATAKANA)),
    (Signal.HANGUL, _ALL, (_C.HANGUL,)),
    (Signal.ENTITY, (_C.AMP,), (_C.HASH, *_LATIN)),
    (Signal.ENTITY, (_C.HASH,), (_C.LOWER, _C.DIGIT)),
    (Signal.BACKSLASH, (_C.BACKSLASH,), (*_ALNUM, _C.SLASH, _C.ASCII_MARK, _C.BACKSLASH)),
    (Signal.PERCENT, (_C.PERCENT,), _ALNUM),
    (Signal.EQUALS_HEX, (_C.EQUALS,), (_C.UPPER, _C.DIGIT, _C.NEWLINE, _C.CARRIAGE)),
    (Signal.PLUS_BASE64, (_C.PLUS,), _ALNUM),
    (Signal.LATIN_RUN, _WESTERN, (*_WESTERN, _C.QUOTE)),
    (Signal.LATIN_RUN, (_C.QUOTE,), _WESTERN),
    (Signal.LATIN_RUN, (_C.LATIN_EXT,), (_C.C1, _C.LATIN1_MARK, _C.CP1252_LETTER)),
    (Signal.SINGLE_BYTE_RUN, _RUSSIAN, _MARKS_8BIT),
    (Signal.SINGLE_BYTE_RUN, _MARKS_8BIT, _RUSSIAN),
    (Signal.SINGLE_BYTE_RUN, (_C.BOX, _C.SHAPE), (_C.BOX, *_ALPHABETS, *_WESTERN)),
    (Signal.SINGLE_BYTE_RUN, (_C.BOX, *_ALPHABETS, *_WESTERN), (_C.BOX, _C.SHAPE)),
    (Signal.SINGLE_BYTE_RUN, _ALPHABETS, (*_WESTERN, _C.QUOTE, _C.ZERO_WIDTH)),
    (Signal.SINGLE_BYTE_RUN, (*_WESTERN, _C.QUOTE, _C.ZERO_WIDTH), _ALPHABETS),
    (Signal.SINGLE_BYTE_RUN, (_C.THAI,), (_C.GREEK,)),
    (Signal.SINGLE_BYTE_RUN, (_C.GREEK,), (_C.THAI,)),
    (Signal.SINGLE_BYTE_RUN, (_C.BOX,), (_C.QUOTE,)),
    (Signal.SINGLE_BYTE_RUN, (_C.QUOTE,), (_C.BOX,)),
    (Signal.HALF_KANA, _ALL, (_C.HALF_KATAKANA,)),
    (Signal.RARE_HAN, (_C.HAN_RARE,), (_C.QUESTION, _C.REPLACEMENT, _C.PRIVATE)),
    (Signal.RARE_HAN, (_C.QUESTION, _C.REPLACEMENT, _C.PRIVATE), (_C.HAN_RARE,)),
    (Signal.PRIVATE, _ALL, (_C.PRIVATE,)),
    (Signal.REPLACEMENT, _ALL, (_C.REPLACEMENT,)),
    (Signal.CONTROL, _ALL, (_C.CONTROL, _C.C1, _C.SURROGATE)),
    (Signal.INVISIBLE, _ALL, (_C.ZERO_WIDTH,)),
    (Signal.NBSP, _ALL, (_C.NBSP,)),
    (Signal.COMPAT, _ALL, (_C.HAN_COMPAT, _C.RADICAL)),
    (Signal.WIDE, _ALL, (_C.WIDE_ALNUM, _C.IDEOGRAPHIC_SPACE)),
    (Signal.GLOSS, _TONES, (_C.PAREN_CLOSE, _C.LOWER)),
    (Signal.GLOSS, (_C.PAREN_OPEN, _C.LOWER, _C.QUESTION), _TONES),
    (Signal.HOLE, (_C.QUESTION, _C.REPLACEMENT), (_C.LOWER, _C.LATIN_EXT, *_TONES, *_PHRASE_ENDS)),
    (Signal.SPACED, _UNSPACED, (_C.SPACE, _C.NBSP, _C.IDEOGRAPHIC_SPACE)),
    (Signal.BLANK, (_C.SPACE, _C.NBSP, _C.IDEOGRAPHIC_SPACE), _BLANK),
    (Signal.BLANK, (_C.NEWLINE,), (_C.NEWLINE, _C.SPACE, _C.IDEOGRAPHIC_SPACE)),
    (Signal.BLANK, _ALL, (_C.CARRIAGE,)),
    (Signal.HOST, (_C.COLON, _C.SLASH), (_C.SLASH,)),
    (Signal.HOST, _ALNUM, (_C.DOT,)),
    (Signal.MARKUP, (_C.LESS,), (*_LATIN, _C.SLASH, _C.EXCLAM)),
    (Signal.ASCII_MARK, _CJK, (*_MARKS, _C.ASCII_MARK)),
    (Signal.ASCII_MARK, (*_MARKS, _C.ASCII_MARK), _CJK),
    (Signal.GREEK_RUN, (_C.GREEK, *_CJK), (_C.GREEK,)),
    (Signal.JAMO, _ALL, (_C.JAMO,)),
    (Signal.COMBINING, _ALL, (_C.COMBINING,)),
    (Signal.TONELESS, (_C.PAREN_OPEN,), (_C.LOWER,)),
)
"""(signal, classes of the first character, classes of the second): the signals a pair of neighbours raises."""


_SKETCHED = (_C.HAN, _C.HAN_RARE, _C.HIRAGANA, _C.KATAKANA, _C.HANGUL)
"""Letters whose pairs are looked up: not the ideographs beyond the BMP, which only names and dialects have, nor the
compatibility ideographs, which are steps of their own."""


@lru_cache(maxsize=1)
def plausible_pairs() -> bytes:
    """The sketch of plausible pairs of letters, made by `tools/tables/plausible.py`."""
    return (Path(__file__).parent / "plausible.bin").read_bytes()


@lru_cache(maxsize=1)
def pair_table() -> array[int]:
    """The 64 x 64 table of signal bits that the scan looks pairs of classes up in."""
    table = array("Q", bytes(64 * 64 * 8))
    for signal, first, then in RULES:
        for a, b in product(first, then):
            table[a << 6 | b] |= signal
    for a, b in product(_SKETCHED, _SKETCHED):
        table[a << 6 | b] |= SKETCHED | _rarity(a, b) << RARE_SHIFT
    for a, b in ((_C.HANGUL, _C.HAN_COMPAT), (_C.HAN_COMPAT, _C.HANGUL)):
        table[a << 6 | b] |= SKETCHED | _rarity(a, b) << RARE_SHIFT
    return table


@lru_cache(maxsize=1)
def flat_classes() -> bytes:
    """The class of every code point, one byte each: for the scan, which looks every character up."""
    index, leaves = class_table()
    return b"".join([leaves[leaf << 8 : (leaf + 1) << 8] for leaf in index])


def _rarity(a: CharClass, b: CharClass) -> int:
    """How many of two neighbours count as rare; 3 where the sketch knows nearly all pairs: of kana, of hangul.

    Hangul stands next to hangul in Korean: in 600,000 characters of news and reviews no ideograph stands beside one.
    """
    if (a == _C.HANGUL) != (b == _C.HANGUL):
        return 2
    if a == _C.HANGUL or (_C.HIRAGANA in (a, b) and _C.HAN_RARE not in (a, b)):
        return 3
    return (a == _C.HAN_RARE) + (b == _C.HAN_RARE)


def classes_of(*characters: str) -> int:
    """The set of the classes of some characters, as bits by `CharClass`."""
    index, leaves = class_table()
    return reduce(or_, (1 << leaves[index[code >> 8] << 8 | code & 255] for code in map(ord, characters)), 0)


@lru_cache(maxsize=1)
def class_table() -> tuple[bytes, bytes]:
    """The two-level class table: leaf numbers by `code >> 8`, and 256-entry leaves of classes."""
    raw = (Path(__file__).parent / "charclass.bin").read_bytes()
    return raw[:0x1100], raw[0x1100:]
