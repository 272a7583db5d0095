"""The kinds of character that line features are counted in, as one byte table over the basic plane.

The groups follow the Unicode blocks and general categories; the named punctuation sets are the marks that Chinese,
Japanese and Korean pages use between menu entries (separators), before list items (bullets) and after sentences.
"""

from __future__ import annotations

from functools import lru_cache

SPACE, HAN, KANA, HANGUL, LOWER, UPPER, DIGIT = range(7)
STOP, COMMA, COLON, SEPARATOR, QUOTE, OPEN, CLOSE = range(7, 14)
ELLIPSIS, BULLET, DOT, SYMBOL, LETTER, OTHER, DASH, NEWLINE = range(14, 22)

_RANGES = (
    (OTHER, 0x0000, 0xFFFF),
    (LETTER, 0x00C0, 0x1FFF),
    (SPACE, 0x0000, 0x0020),
    (SPACE, 0x007F, 0x00A0),
    (SYMBOL, 0x0021, 0x002F),
    (SYMBOL, 0x003A, 0x0040),
    (SYMBOL, 0x005B, 0x0060),
    (SYMBOL, 0x007B, 0x007E),
    (LOWER, ord("a"), ord("z")),
    (UPPER, ord("A"), ord("Z")),
    (DIGIT, ord("0"), ord("9")),
    (SPACE, 0x2000, 0x200F),
    (SPACE, 0x2028, 0x202F),
    (SPACE, 0x2060, 0x206F),
    (BULLET, 0x25A0, 0x25FF),
    (BULLET, 0x2600, 0x27BF),
    (SEPARATOR, 0x2190, 0x21FF),
    (SEPARATOR, 0x2500, 0x257F),
    (SPACE, 0x3000, 0x3000),
    (HAN, 0x2E80, 0x2FDF),
    (HAN, 0x3005, 0x3007),
    (KANA, 0x3041, 0x30FF),
    (HANGUL, 0x3131, 0x318E),
    (HAN, 0x3400, 0x4DBF),
    (HAN, 0x4E00, 0x9FFF),
    (HANGUL, 0xA960, 0xA97F),
    (HANGUL, 0xAC00, 0xD7FF),
    (HAN, 0xE000, 0xFAFF),
    (SPACE, 0xFE00, 0xFE0F),
    (DIGIT, 0xFF10, 0xFF19),
    (UPPER, 0xFF21, 0xFF3A),
    (LOWER, 0xFF41, 0xFF5A),
    (KANA, 0xFF66, 0xFF9F),
)
_MARKS = {
    STOP: "。！？!?．｡‼⁇⁈⁉",
    COMMA: "，、；,;､",
    COLON: "：:︰∶",
    SEPARATOR: "|｜>»›＞<«‹＜/／\\＼_＿~～·‧・•-‐‑–‖¦￤˙",
    QUOTE: "“”‘’「」『』﹁﹂\"'＂＇〝〞",
    OPEN: "([{（［｛【〔〖《〈〘",
    CLOSE: ")]}）］｝】〕〗》〉〙",
    ELLIPSIS: "…⋯‥",
    BULLET: "※〓◎",
    DOT: ".",
    DASH: "—―─",
    SPACE: "\ufeff\u00ad\u180e",
    NEWLINE: "\n",
}

FUNCTION_WORD, HANS_ONLY, HANT_ONLY, TIME_UNIT = 1, 2, 4, 8
# The commonest grammatical words of written Chinese, Japanese and Korean: running prose cannot do without them,
# menus, titles and keyword lists nearly can. (Closed-class words of any reference grammar, one character each.)
_FUNCTION_WORDS = (
    "的了是在和也就不有这這他她它我你们們为為与與而但都被把将將从從到对對其以及并並或之于於后後还還又很会"
    "會能可要说說着著过過中等上下因所如已"
)
_FUNCTION_KANA = "はがをにでとのもやへただけれしてますせいなるりか"
_FUNCTION_HANGUL = "은는이가을를의에서로와과도고다한하지며라면"
# The last characters of the units of time, second to year, that "ago" follows.
_TIME_UNITS = "秒分钟鐘时時间間天日周週月年초분간일주월년"


@lru_cache(maxsize=1)
def classes() -> bytes:
    """Return the class of every code point of the basic plane."""
    table = bytearray(65536)
    for kind, first, last in _RANGES:
        table[first : last + 1] = bytes([kind]) * (last - first + 1)
    for kind, marks in _MARKS.items():
        for mark in marks:
            table[ord(mark)] = kind
    return bytes(table)


def _encodes(char: str, codec: str) -> bool:
    try:
        return len(char.encode(codec)) == 2
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=1)
def flags() -> bytes:
    """Return property bits of every code point: grammatical word, found only in GB 2312 or in Big5, end of a time unit.

    Membership in the two national sets tells simplified from traditional without a table of our own.
    """
    table = bytearray(65536)
    for code in range(0x4E00, 0x9FA6):
        char = chr(code)
        simplified, traditional = _encodes(char, "gb2312"), _encodes(char, "big5")
        if simplified != traditional:
            table[code] = HANS_ONLY if simplified else HANT_ONLY
    for char in _FUNCTION_WORDS + _FUNCTION_KANA + _FUNCTION_HANGUL:
        table[ord(char)] |= FUNCTION_WORD
    for char in _TIME_UNITS:
        table[ord(char)] |= TIME_UNIT
    return bytes(table)
