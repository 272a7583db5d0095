"""Finding escapes: one pass that reads every well-formed escape and joins neighbours of one family into a run.

What is read is syntax only; whether a run is damage or somebody writing about escapes is decided by the step.
"""

from array import array

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
WORD = bytes(1 if chr(code).isalnum() else 0 for code in range(128))
HEX = bytes(int(chr(code), 16) if chr(code) in "0123456789abcdefABCDEF" else 255 for code in range(128))
BASE64 = bytes(1 if chr(code).isalnum() or chr(code) in "+/" else 0 for code in range(128))
UNRESERVED = bytes(1 if chr(code).isalnum() or chr(code) in "-._~" else 0 for code in range(128))

_MOST_GAP = 64  # longest stretch of plain ASCII between two percent escapes of one name
_LONGEST_NAME = 32  # CounterClockwiseContourIntegral has 31 letters


def digits(text: str, at: int, most: int, base: int) -> int:
    """How many digits of `base` stand at `at`, up to `most`."""
    end = min(len(text), at + most)
    i = at
    while i < end and ord(text[i]) < 128 and HEX[ord(text[i])] < base:
        i += 1
    return i - at


def number(text: str, at: int, count: int, base: int) -> int:
    """The value of `count` digits at `at`, or a value beyond Unicode when it is too large."""
    value = 0
    for i in range(at, at + count):
        value = value * base + HEX[ord(text[i])]
        if value > 0x10FFFF:
            return 0x110000
    return value


def word(text: str, at: int, most: int) -> int:
    """How many ASCII letters and digits stand at `at`, up to `most`."""
    end = min(len(text), at + most)
    i = at
    while i < end and ord(text[i]) < 128 and WORD[ord(text[i])]:
        i += 1
    return i - at


def expect(text: str, at: int, what: str) -> bool:
    """Whether `what` stands at `at`."""
    if at + len(what) > len(text):
        return False
    i = 0
    while i < len(what) and text[at + i] == what[i]:
        i += 1
    return i == len(what)


def numeric(text: str, at: int, where: "array[int]", strict: bool) -> int:
    """The number of a numeric character reference whose digits (or x) stand at `at`, or -1.

    With `strict` a semicolon must follow; else none may, nor a letter or digit. `where[0]` becomes its end.
    """
    base = 10
    if at < len(text) and (text[at] == "x" or text[at] == "X"):
        base = 16
        at += 1
    count = digits(text, at, 10, base)
    if count == 0:
        return -1
    end = at + count
    if strict:
        if end >= len(text) or text[end] != ";":
            return -1
        where[0] = end + 1
        return number(text, at, count, base)
    if end < len(text) and (text[end] == ";" or word(text, end, 1)):
        return -1
    where[0] = end
    return number(text, at, count, base)


def reference(text: str, at: int, where: "array[int]", strict: bool) -> str:
    """The character a numeric reference at `at` (after its #) stands for, surrogate pairs joined, or ""."""
    value = numeric(text, at, where, strict)
    if 0xD800 <= value < 0xDC00 and expect(text, where[0], "&#"):
        end = where[0]
        low = numeric(text, end + 2, where, strict)
        if 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00))
        return ""
    if value < 0x20 and value != 9 and value != 10 and value != 13:
        return ""
    if value >= 0x110000 or 0xD800 <= value < 0xE000:
        return ""
    if 0x80 <= value < 0xA0:  # HTML reads them as Windows' Western code page
        return bytes([value]).decode("cp1252", "ignore")
    return chr(value)


def entity(text: str, at: int, where: "array[int]", names: "dict[str, str]") -> str:
    """What the entity at `at` (its ampersand) stands for after all its layers, or ""."""
    body = at + 1
    while True:
        if expect(text, body, "amp;") or expect(text, body, "#38;") or expect(text, body, "AMP;"):
            body += 4
        elif expect(text, body, "#x26;") or expect(text, body, "#038;"):
            body += 5
        else:
            break
    found = ""
    if body < len(text) and text[body] == "#":
        found = reference(text, body + 1, where, True)
    else:
        count = word(text, body, _LONGEST_NAME)
        if count and body + count < len(text) and text[body + count] == ";":
            found = names.get(text[body : body + count], "")
            where[0] = body + count + 1
    if found == "" and body > at + 1:
        where[0] = body
        return "&"
    return found


def loose(text: str, at: int, where: "array[int]", names: "dict[str, str]") -> str:
    """What an entity at `at` without its semicolon or without its ampersand stands for, or ""."""
    if text[at] == "#":
        return reference(text, at + 1, where, True)
    if at + 1 < len(text) and text[at + 1] == "#":
        return reference(text, at + 2, where, False)
    count = word(text, at + 1, _LONGEST_NAME)
    end = at + 1 + count
    if count == 0 or (end < len(text) and (text[end] == ";" or text[end] == "=")):
        return ""
    where[0] = end
    return names.get(text[at + 1 : end], "")


def unit(text: str, at: int, where: "array[int]") -> int:
    """The number of a \\u escape at `at` (its first backslash), or -1."""
    i = at
    while i < len(text) and text[i] == "\\":
        i += 1
    if i >= len(text):
        return -1
    if text[i] == "u" and i + 1 < len(text) and text[i + 1] == "{":
        count = digits(text, i + 2, 6, 16)
        if count and expect(text, i + 2 + count, "}"):
            where[0] = i + 3 + count
            return number(text, i + 2, count, 16)
        return -1
    most = 4 if text[i] == "u" else 8 if text[i] == "U" else 0
    if most == 0 or digits(text, i + 1, most, 16) < most:
        return -1
    where[0] = i + 1 + most
    return number(text, i + 1, most, 16)


def percent_unit(text: str, at: int, where: "array[int]") -> int:
    """The number of a %u escape at `at`, or -1."""
    if not expect(text, at, "%u") or digits(text, at + 2, 4, 16) < 4:
        return -1
    where[0] = at + 6
    return number(text, at + 2, 4, 16)


def character(value: int, low: int) -> str:
    """The character of a UTF-16 unit and, when it is a high surrogate, the unit after it; "" when there is none."""
    if 0xD800 <= value < 0xDC00:
        if 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00))
        return ""
    if value < 0 or value >= 0x110000 or 0xDC00 <= value < 0xE000:
        return ""
    return chr(value)


def utf16(text: str, at: int, where: "array[int]", percent: bool) -> str:
    """The character of the \\u (or %u) escape or surrogate pair of escapes at `at`, or ""."""
    value = percent_unit(text, at, where) if percent else unit(text, at, where)
    if value < 0:
        return ""
    low = -1
    if 0xD800 <= value < 0xDC00:
        end = where[0]
        low = percent_unit(text, end, where) if percent else unit(text, end, where)
    return character(value, low)


def simple(text: str, at: int, where: "array[int]") -> str:
    """What a one-letter escape at `at` stands for, or ""."""
    i = at
    while i < len(text) and text[i] == "\\":
        i += 1
    if i >= len(text):
        return ""
    where[0] = i + 1
    char = text[i]
    if char == "n":
        return "\n"
    if char == "r":
        return "\r"
    if char == "t":
        return "\t"
    if char == '"' or char == "'" or char == "/":
        return str(char)
    return ""


def byte_escape(text: str, at: int) -> int:
    """The length of a \\xHH or \\ooo escape at `at`, or 0."""
    if expect(text, at, "\\x") and digits(text, at + 2, 2, 16) == 2:
        return 4
    if expect(text, at, "\\") and digits(text, at + 1, 3, 8) == 3 and text[at + 1] < "4":
        return 4
    return 0


def bytes_end(text: str, at: int) -> int:
    """The end of the run of byte escapes at `at` (one plain letter may stand between two of them), or 0."""
    end = 0
    i = at
    while True:
        length = byte_escape(text, i)
        if length:
            i += length
            end = i
        elif end == i and word(text, i, 1) and byte_escape(text, i + 1):
            i += 1
        else:
            return end


def percent_end(text: str, at: int) -> int:
    """The end of the run of percent escapes at `at`, or 0."""
    end = 0
    i = at
    while i < len(text) and i - max(end, at) <= _MOST_GAP:
        if text[i] == "%":
            i += 1
            while expect(text, i, "25") and (digits(text, i + 2, 2, 16) == 2):
                i += 2
            if digits(text, i, 2, 16) < 2:
                return end
            i += 2
            end = i
        elif end and ord(text[i]) < 128 and UNRESERVED[ord(text[i])]:
            i += 1
        else:
            return end
    return end


def quoted_escape(text: str, at: int) -> int:
    """The length of an =XX escape or a soft line break at `at`, or 0."""
    if expect(text, at, "=\n"):
        return 2
    if expect(text, at, "=\r\n"):
        return 3
    if not expect(text, at, "=") or digits(text, at + 1, 2, 16) < 2:
        return 0
    if text[at + 1] > "F" or text[at + 2] > "F":  # upper case only, as the standard asks
        return 0
    return 3


def quoted_end(text: str, at: int) -> int:
    """The end of the run of quoted-printable escapes at `at` (one plain character may stand between), or 0."""
    end = 0
    i = at
    while True:
        length = quoted_escape(text, i)
        if length:
            i += length
            end = i
        elif end == i and i < len(text) and "?" < text[i] < "\x7f" and quoted_escape(text, i + 1) == 3:
            i += 1
        else:
            return end


def utf7_end(text: str, at: int) -> int:
    """The end of the UTF-7 section at `at` (its plus sign), or 0."""
    i = at + 1
    while i < len(text) and ord(text[i]) < 128 and BASE64[ord(text[i])]:
        i += 1
    count = i - at - 1
    if count < 3 or (count & 7 != 3 and count & 7 != 6 and count & 7 != 0):  # whole 16-bit units, padded
        return 0
    if i < len(text) and text[i] == "-":
        i += 1
    return i


def bare_name(text: str, at: int, names: "dict[str, str]") -> int:
    """Where the entity name that the semicolon at `at` ends begins, when it lost its ampersand; else -1."""
    i = at
    while i > 0 and at - i < 8 and "a" <= text[i - 1] <= "z":
        i -= 1
    if i == at or (i > 0 and (text[i - 1] == "&" or word(text, i - 1, 1))):
        return -1
    return i if text[i:at] in names else -1


def graphic(text: str, at: int) -> bool:
    """Whether a visible ASCII character stands at `at`."""
    return 0 <= at < len(text) and "!" <= text[at] <= "~"


def apart(text: str, start: int, end: int, isolating: "frozenset[str]") -> bool:
    """Whether text[start:end] is set apart from its neighbours on both sides, like a word that is mentioned."""
    return (start == 0 or text[start - 1] in isolating) and (end == len(text) or text[end] in isolating)


def find(
    text: str,
    names: "dict[str, str]",
    open_names: "dict[str, str]",
    bare: "dict[str, str]",
    isolating: "frozenset[str]",
) -> "list[tuple[int, int, bool, list[tuple[int, int, int, str, int, int]]]]":
    """Lines with escapes: (start, end, whether marks of code stand in it, its runs).

    A run is (start, end, family, decoded text, number of escapes, surroundings), the last 1 when a visible ASCII
    character stands before it, plus 2 when it is set apart by members of `isolating` on both sides. Families whose
    escapes stand for bytes have no decoded text. `names` are the entities by name, `open_names` those that are also
    read without their semicolon, `bare` those also read without their ampersand.
    """
    lines: list[tuple[int, int, bool, list[tuple[int, int, int, str, int, int]]]] = []
    runs: list[tuple[int, int, int, str, int, int]] = []
    pieces: list[str] = []
    where = array("q", [0])
    n = len(text)
    i = 0
    current = 0
    start = 0
    last = 0
    line_start = 0
    marked = False
    while i <= n:
        code = ord(text[i]) if i < n else 10
        if code > 127 or not TRIGGERS[code]:
            i += 1
            continue
        if TRIGGERS[code] == 2:
            marked = True
            i += 1
            continue
        begin = i
        end = 0
        family = 0
        decoded = ""
        if code == 38:  # &
            family = ENTITY
            decoded = entity(text, i, where, names)
            if decoded == "":
                family = LOOSE
                decoded = loose(text, i, where, open_names)
        elif code == 35:  # #
            if i == 0 or not (text[i - 1] == "&" or text[i - 1] == "#" or word(text, i - 1, 1)):
                family = LOOSE
                decoded = loose(text, i, where, open_names)
        elif code == 59:  # ;
            begin = bare_name(text, i, bare)
            if begin >= last:
                family = LOOSE
                decoded = bare[text[begin:i]]
                where[0] = i + 1
        elif code == 92:  # backslash
            family = UNICODE
            decoded = utf16(text, i, where, False)
            if decoded == "":
                family = BYTES
                end = bytes_end(text, i)
            if family == BYTES and end == 0:
                family = SIMPLE
                decoded = simple(text, i, where)
        elif code == 37:  # %
            family = PERCENT_U
            decoded = utf16(text, i, where, True)
            if decoded == "":
                family = PERCENT
                end = percent_end(text, i)
        elif code == 61:  # =
            family = QUOTED
            end = quoted_end(text, i)
        elif code == 43:  # +
            family = UTF7
            end = utf7_end(text, i)
        if decoded != "":
            end = where[0]
        if pieces and (end == 0 or family != current or begin != last):
            surroundings = graphic(text, start - 1) + 2 * apart(text, start, last, isolating)
            runs.append((start, last, current, "".join(pieces), len(pieces), surroundings))
            pieces = []
        if end == 0:
            if code == 10:
                if runs:
                    lines.append((line_start, i, marked, runs))
                    runs = []
                line_start = i + 1
                marked = False
            elif CODE_MARKS[code]:
                marked = True
            i += 1
            continue
        if decoded == "":
            surroundings = graphic(text, begin - 1) + 2 * apart(text, begin, end, isolating)
            runs.append((begin, end, family, "", 1, surroundings))
        else:
            if not pieces:
                start = begin
            pieces.append(decoded)
        current = family
        last = end
        i = end
    return lines
