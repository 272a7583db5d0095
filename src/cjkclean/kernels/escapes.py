"""Reading one escape: each function knows the syntax of a family.

The text is given as its code points (`codes`). A character that was read is given as its code point; two of them (a
few entities are) as the second shifted left by 32 bits over the first; none as -1. `where[0]` becomes the end of what
was read.
"""

from array import array

WORD = bytes(1 if chr(code).isalnum() else 0 for code in range(128))
HEX = bytes(int(chr(code), 16) if chr(code) in "0123456789abcdefABCDEF" else 255 for code in range(128))
BASE64 = bytes(1 if chr(code).isalnum() or chr(code) in "+/" else 0 for code in range(128))
UNRESERVED = bytes(1 if chr(code).isalnum() or chr(code) in "-._~" else 0 for code in range(128))

_MOST_GAP = 64  # longest stretch of plain ASCII between two percent escapes of one name
_FIRST_MARK = 0x2000  # General Punctuation begins here
_LONGEST_NAME = 32  # CounterClockwiseContourIntegral has 31 letters


def digits(codes: "array[int]", at: int, most: int, base: int) -> int:
    """How many digits of `base` stand at `at`, up to `most`."""
    end = min(len(codes), at + most)
    i = at
    while i < end and codes[i] < 128 and HEX[codes[i]] < base:
        i += 1
    return i - at


def number(codes: "array[int]", at: int, count: int, base: int) -> int:
    """The value of `count` digits at `at`, or a value beyond Unicode when it is too large."""
    value = 0
    for i in range(at, at + count):
        value = value * base + HEX[codes[i]]
        if value > 0x10FFFF:
            return 0x110000
    return value


def word(codes: "array[int]", at: int, most: int) -> int:
    """How many ASCII letters and digits stand at `at`, up to `most`."""
    end = min(len(codes), at + most)
    i = at
    while i < end and codes[i] < 128 and WORD[codes[i]]:
        i += 1
    return i - at


def stands(codes: "array[int]", at: int, code: int) -> bool:
    """Whether the character of `code` stands at `at`."""
    return at < len(codes) and codes[at] == code


def expect(codes: "array[int]", at: int, what: bytes) -> bool:
    """Whether `what`, in ASCII, stands at `at`."""
    size = len(what)
    if at + size > len(codes):
        return False
    i = 0
    while i < size and codes[at + i] == what[i]:
        i += 1
    return i == size


def six_digits(value: int) -> bool:
    """Whether a number of six digits is a character that is met: of mathematics, emoji, or an ideograph."""
    return 0x1D400 <= value < 0x1D800 or 0x1F000 <= value < 0x1FC00 or 0x20000 <= value < 0x32400


def numeric(codes: "array[int]", at: int, where: "array[int]", strict: bool) -> int:
    """The number of a numeric character reference whose digits (or x) stand at `at`, or -1.

    With `strict` a semicolon must follow; else none may, nor a letter or digit, but for decimal numbers of marks and
    ideographs: these have five digits, and what goes on after them is the text.
    """
    base = 10
    if stands(codes, at, ord("x")) or stands(codes, at, ord("X")):
        base = 16
        at += 1
    count = digits(codes, at, 10, base)
    if count == 0:
        return -1
    end = at + count
    if strict:
        if not stands(codes, end, ord(";")):
            return -1
        where[0] = end + 1
        return number(codes, at, count, base)
    value = number(codes, at, count, base)
    if base == 10 and count > 5 and not six_digits(value):
        where[0] = at + 5
        return number(codes, at, 5, base)
    if stands(codes, end, ord(";")) or (word(codes, end, 1) and (base == 16 or value < _FIRST_MARK)):
        return -1
    where[0] = end
    return value


def reference(codes: "array[int]", at: int, where: "array[int]", strict: bool) -> int:
    """The character a numeric reference at `at` (after its #) stands for, surrogate pairs joined, or -1."""
    value = numeric(codes, at, where, strict)
    if 0xD800 <= value < 0xDC00 and expect(codes, where[0], b"&#"):
        low = numeric(codes, where[0] + 2, where, strict)
        if 0xDC00 <= low < 0xE000:
            return 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
        return -1
    if value < 0x20 and value != 9 and value != 10 and value != 13:
        return -1
    if value >= 0x110000 or 0xD800 <= value < 0xE000:
        return -1
    if 0x80 <= value < 0xA0:  # HTML reads them as Windows' Western code page
        mark = bytes([value]).decode("cp1252", "ignore")
        return ord(mark) if mark else -1
    return value


def entity(text: str, codes: "array[int]", at: int, where: "array[int]", names: "dict[str, int]") -> int:
    """What the entity at `at` (its ampersand) stands for after all its layers, or -1."""
    body = at + 1
    while body < len(codes):
        if expect(codes, body, b"amp;") or expect(codes, body, b"#38;") or expect(codes, body, b"AMP;"):
            body += 4
        elif expect(codes, body, b"#x26;") or expect(codes, body, b"#038;"):
            body += 5
        else:
            break
    found = -1
    if stands(codes, body, ord("#")):
        found = reference(codes, body + 1, where, True)
    else:
        count = word(codes, body, _LONGEST_NAME)
        if count and stands(codes, body + count, ord(";")):
            found = names.get(text[body : body + count], -1)
            where[0] = body + count + 1
    if found == -1 and body > at + 1:
        where[0] = body
        return ord("&")
    return found


def loose(text: str, codes: "array[int]", at: int, where: "array[int]", names: "dict[str, int]") -> int:
    """What an entity at `at` without its semicolon or without its ampersand stands for, or -1."""
    if codes[at] == ord("#"):
        return reference(codes, at + 1, where, True)
    if stands(codes, at + 1, ord("#")):
        return reference(codes, at + 2, where, False)
    count = word(codes, at + 1, _LONGEST_NAME)
    end = at + 1 + count
    if count == 0 or stands(codes, end, ord(";")) or stands(codes, end, ord("=")):
        return -1
    where[0] = end
    return names.get(text[at + 1 : end], -1)


def after_backslashes(codes: "array[int]", at: int) -> int:
    """Where the backslashes that begin at `at` end."""
    i = at
    while i < len(codes) and codes[i] == ord("\\"):
        i += 1
    return i


def unit(codes: "array[int]", at: int, where: "array[int]") -> int:
    """The number of a \\u escape whose letter, after its backslashes, stands at `at`, or -1."""
    if at >= len(codes):
        return -1
    if codes[at] == ord("u") and stands(codes, at + 1, ord("{")):
        count = digits(codes, at + 2, 6, 16)
        if count and stands(codes, at + 2 + count, ord("}")):
            where[0] = at + 3 + count
            return number(codes, at + 2, count, 16)
        return -1
    most = 4 if codes[at] == ord("u") else 8 if codes[at] == ord("U") else 0
    if most == 0 or digits(codes, at + 1, most, 16) < most:
        return -1
    where[0] = at + 1 + most
    return number(codes, at + 1, most, 16)


def utf16(codes: "array[int]", at: int, where: "array[int]") -> int:
    """The character of the \\u escape whose letter stands at `at`, or of the surrogate pair it begins, or -1."""
    value = unit(codes, at, where)
    low = -1
    if 0xD800 <= value < 0xDC00:
        letter = after_backslashes(codes, where[0])
        if letter > where[0]:
            low = unit(codes, letter, where)
    return character(value, low)


def percent_unit(codes: "array[int]", at: int, where: "array[int]") -> int:
    """The number of a %u escape at `at`, or -1."""
    if not expect(codes, at, b"%u") or digits(codes, at + 2, 4, 16) < 4:
        return -1
    where[0] = at + 6
    return number(codes, at + 2, 4, 16)


def percent_utf16(codes: "array[int]", at: int, where: "array[int]") -> int:
    """The character of the %u escape or surrogate pair of escapes at `at`, or -1."""
    value = percent_unit(codes, at, where)
    return character(value, percent_unit(codes, where[0], where) if 0xD800 <= value < 0xDC00 else -1)


def character(value: int, low: int) -> int:
    """The character of a UTF-16 unit and, when it is a high surrogate, the unit after it; -1 when there is none."""
    if 0xD800 <= value < 0xDC00:
        return 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else -1
    return -1 if value >= 0x110000 or 0xDC00 <= value < 0xE000 else value


def simple(codes: "array[int]", at: int, where: "array[int]") -> int:
    """What a one-letter escape whose letter stands at `at` means, or -1."""
    if at >= len(codes):
        return -1
    where[0] = at + 1
    code = codes[at]
    if code == ord("n"):
        return 10
    if code == ord("r"):
        return 13
    if code == ord("t"):
        return 9
    return code if code == ord('"') or code == ord("'") or code == ord("/") else -1


def byte_escape(codes: "array[int]", at: int) -> int:
    """The length of a \\xHH or \\ooo escape at `at`, or 0."""
    if not stands(codes, at, ord("\\")):
        return 0
    if stands(codes, at + 1, ord("x")):
        return 4 if digits(codes, at + 2, 2, 16) == 2 else 0
    return 4 if digits(codes, at + 1, 3, 8) == 3 and codes[at + 1] < ord("4") else 0


def bytes_end(codes: "array[int]", at: int) -> int:
    """The end of the run of byte escapes at `at` (one plain letter may stand between two of them), or 0."""
    end = 0
    i = at
    while True:
        length = byte_escape(codes, i)
        if length:
            i += length
            end = i
        elif end == i and word(codes, i, 1) and byte_escape(codes, i + 1):
            i += 1
        else:
            return end


def percent_end(codes: "array[int]", at: int) -> int:
    """The end of the run of percent escapes at `at`, or 0."""
    end = 0
    i = at
    while i < len(codes) and i - max(end, at) <= _MOST_GAP:
        if codes[i] == ord("%"):
            i += 1
            while expect(codes, i, b"25") and (digits(codes, i + 2, 2, 16) == 2):
                i += 2
            if digits(codes, i, 2, 16) < 2:
                return end
            i += 2
            end = i
        elif end and codes[i] < 128 and UNRESERVED[codes[i]]:
            i += 1
        else:
            return end
    return end


def quoted_escape(codes: "array[int]", at: int) -> int:
    """The length of an =XX escape or a soft line break at `at`, or 0."""
    if not stands(codes, at, ord("=")) or at + 1 >= len(codes):
        return 0
    if codes[at + 1] == 10:
        return 2
    if codes[at + 1] == 13:
        return 3 if stands(codes, at + 2, 10) else 0
    if digits(codes, at + 1, 2, 16) < 2:
        return 0
    if codes[at + 1] > ord("F") or codes[at + 2] > ord("F"):  # upper case only, as the standard asks
        return 0
    return 3


def quoted_end(codes: "array[int]", at: int) -> int:
    """The end of the run of quoted-printable escapes at `at` (one plain character may stand between), or 0."""
    end = 0
    i = at
    while True:
        length = quoted_escape(codes, i)
        if length:
            i += length
            end = i
        elif end == i and i < len(codes) and ord("?") < codes[i] < 0x7F and quoted_escape(codes, i + 1) == 3:
            i += 1
        else:
            return end


def quoted_high(codes: "array[int]", start: int, end: int) -> bool:
    """Whether a byte above 0x7F is among the quoted-printable escapes from `start` to `end`."""
    i = start
    while i < end - 1 and (codes[i] != ord("=") or codes[i + 1] < ord("8")):
        i += 1
    return i < end - 1


def base64_end(codes: "array[int]", at: int) -> int:
    """The end of the stretch of letters, digits, plus signs and slashes at `at`."""
    i = at
    while i < len(codes) and codes[i] < 128 and BASE64[codes[i]]:
        i += 1
    return i


def utf7_end(codes: "array[int]", at: int, stretch: int) -> int:
    """The end of the UTF-7 section at `at` (its plus sign), or 0; `stretch` is where its letters end."""
    count = stretch - at - 1
    if count < 3 or (count & 7 != 3 and count & 7 != 6 and count & 7 != 0):  # whole 16-bit units, padded
        return 0
    return stretch + 1 if stands(codes, stretch, ord("-")) else stretch


def utf7_mixed(codes: "array[int]", start: int, end: int) -> bool:
    """Whether a UTF-7 section has two characters and more, and small and large letters: no number and no word."""
    small = False
    large = False
    for i in range(start, end):
        small = small or codes[i] >= ord("a")
        large = large or ord("A") <= codes[i] <= ord("Z")
    return small and large and end - start > 6


def bare_name(text: str, codes: "array[int]", at: int, names: "dict[str, int]") -> int:
    """Where the entity name that the semicolon at `at` ends begins, when it lost its ampersand; else -1."""
    i = at
    while i > 0 and at - i < 8 and ord("a") <= codes[i - 1] <= ord("z"):
        i -= 1
    if i == at or (i > 0 and (codes[i - 1] == ord("&") or word(codes, i - 1, 1))):
        return -1
    return i if text[i:at] in names else -1


def is_hex(first: int, second: int) -> bool:
    """Whether both ASCII characters are hexadecimal digits."""
    return HEX[first] < 16 and HEX[second] < 16


def raw_bytes(run: bytes) -> bytes:
    """The bytes that percent, quoted-printable or backslash escapes, and the ASCII between them, stand for."""
    n = len(run)
    out = array("B", bytes(n))
    size = 0
    i = 0
    while i < n:
        value = run[i]
        i += 1
        if value == ord("\\") and run[i] != ord("x"):
            value = (run[i] & 7) << 6 | (run[i + 1] & 7) << 3 | run[i + 2] & 7
            i += 3
        elif value == ord("=") and run[i] < 32:
            i += 1 if run[i] == 10 else 2
            continue
        elif value == ord("%") or value == ord("=") or value == ord("\\"):
            if value == ord("\\"):
                i += 1
            elif value == ord("%"):
                while i + 3 < n and run[i] == ord("2") and run[i + 1] == ord("5") and is_hex(run[i + 2], run[i + 3]):
                    i += 2
            value = HEX[run[i]] << 4 | HEX[run[i + 1]]
            i += 2
        out[size] = value
        size += 1
    return bytes(out[:size])
