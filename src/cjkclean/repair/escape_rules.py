"""When a run of escapes is damage: one rule a family.

A rule gets the run and the line it is in, which has been found not to be code, and answers with the text meant, or
None to leave the run alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cjkclean.kernels import escape_runs as kernel
from cjkclean.kernels.escapes import raw_bytes
from cjkclean.patterns import lazy
from cjkclean.profile import CharClass, profile
from cjkclean.repair.context import Context, Line
from cjkclean.repair.legacy_bytes import read

_CJK = lazy("[々-〇〡-〩ぁ-ヿㄱ-ㆎ㐀-鿿가-힣\U00020000-\U0003ffff]")
_MARK = lazy("[\u2010-\u2027\u2030-\u203e\u3000-\u3020\uff01-\uff65\xa0\xb7\xd7\xb0“”‘’]")
_NUMBER = lazy(r"\d+(?:[.,:/-]\d+)*", re.ASCII)
_WELL_FORMED = lazy(r"%(?:(?:25)*[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})")
_TRAIL = lazy(r"[@-~]")
_DRIVE = lazy(r"[A-Za-z]:\\|^\\\\\w")
_BARE = lazy(r"&(?![#\w])")
"""An ampersand that begins no entity."""
_QUOTES = frozenset("\"'“”„‘’‚«»‹›「」『』")
_JSON_ASCII = frozenset("<>&'\"/=")
"""ASCII that JSON writers escape so that a page may hold the JSON."""

_PLAIN = lazy("[\t\n\r -~々-〩、-〗ぁ-ヺー-ヾ一-鿿가-힣！-～“”‘’…—·]*")
"""What nearly all CJK text is made of: assigned and visible without a closer look."""


_NEAR = 1000
"""How far, in code points, the neighbourhood of a run reaches in a long line."""
_LEAST_SECTION = 6
"""A UTF-7 section of two characters has six letters after its plus sign."""
_LEAST_SPELLED, _USUAL = 4, 0.8
"""From how many characters on, and of which share of them, rare ones among common ones are no chance."""
_FIRST_CJK_BLOCK = "\u2e80"


class Run(NamedTuple):
    """Neighbouring escapes of one family: text[start:end], the text they spell (unless they are bytes), how many.

    `surroundings` is 1 when a visible ASCII character stands before the run, plus 2 when the run is set apart.
    """

    start: int
    end: int
    family: int
    decoded: str
    number: int
    surroundings: int


class Found(NamedTuple):
    """What a run stands for; `end` may lie beyond the run (the second byte of a character, left as ASCII)."""

    text: str
    end: int


class Legacy(NamedTuple):
    """The bytes of a run that are no UTF-8: what they say depends on the bytes of the other runs.

    `tail` is the ASCII character after the run, if it may be the second byte of the last character.
    """

    data: bytes
    tail: bytes


def has_cjk(text: str) -> bool:
    """Whether the text has a letter of Chinese, Japanese or Korean."""
    return _CJK.search(text) is not None


def cjk_beside(text: str, run: Run) -> bool:
    """Whether a CJK character or mark stands on either side of the run."""
    around = text[max(0, run.start - 1) : run.start] + text[run.end : run.end + 1]
    return any(_CJK.match(char) or _MARK.match(char) for char in around)


def between_cjk(text: str, run: Run) -> bool:
    """Whether on each side of the run stands a CJK character or mark, a quotation mark, an escape, or nothing."""
    around = (text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1])
    cjk = [bool(char) and (_CJK.match(char) or _MARK.match(char)) for char in around]
    return any(cjk) and all(ours or char in '\\"\n' for ours, char in zip(cjk, around, strict=True))


def shown_beside(context: Context, run: Run, line: Line, decoded: str) -> bool:
    """Whether the line shows the decoded text near the run as well: then it tells how the escape is written."""
    start, end = max(line.start, run.start - _NEAR), min(line.end, run.end + _NEAR)
    return decoded in context.text[start : run.start] or decoded in context.text[run.end : end]


def readable(decoded: str) -> bool:
    """Whether every character is assigned and visible, or a space or line break."""
    return _PLAIN.fullmatch(decoded) is not None or all(
        char in "\t\n\r" or (unicodedata.category(char)[0] in "LMNPSZ" and char != "\ufffd") for char in decoded
    )


def common(decoded: str) -> bool:
    """Whether every non-ASCII character is one that makes up running CJK text, and two of them at least are letters."""
    found = profile(decoded)
    kinds = (
        CharClass.HAN, CharClass.HIRAGANA, CharClass.KATAKANA, CharClass.HANGUL, CharClass.CJK_MARK,
        CharClass.WIDE_MARK, CharClass.WIDE_ALNUM, CharClass.IDEOGRAPHIC_SPACE, CharClass.QUOTE,
    )  # fmt: skip
    plain = sum(map(str.isascii, decoded))
    return found.cjk >= 2 and sum(found.counts[kind] for kind in kinds) == len(decoded) - plain


def entity(context: Context, run: Run, line: Line) -> Found | None:
    """Entities say exactly what they stand for: any run is damage outside addresses, unless it is mentioned."""
    if context.in_address(run.start, line.start):
        return None
    return Found(run.decoded, run.end)


def may_be_mentioned(decoded: str) -> bool:
    """Whether an entity that stands like a word may be the mention of one: an ampersand or a letter of an alphabet.

    Marks and spaces stand apart in running text; an ampersand joins two words, and a letter is part of one.
    """
    return decoded == "&" or (len(decoded) == 1 and "\x7f" < decoded < _FIRST_CJK_BLOCK and decoded.isalpha())


def lone_entity(context: Context, run: Run, line: Line, others: bool) -> Found | None:
    """An entity that may be mentioned: damage beside others that are none, or an ampersand that joins two words.

    Args:
        others: whether the text has other entities that are damage.
    """
    text = context.text
    if not others:
        joins = text[run.end : run.end + 1] == " " == text[max(0, run.start - 1) : run.start]
        words = text[max(0, run.start - 2) : run.start - 1].isalnum() and text[run.end + 1 : run.end + 2].isalnum()
        if (
            run.decoded != "&"
            or not (joins and words)
            or _BARE.search(text, max(line.start, run.start - _NEAR), min(line.end, run.end + _NEAR))
        ):
            return None
    return entity(context, run, line)


def loose_entity(context: Context, run: Run, line: Line) -> Found | None:
    """Halves of entities need more: a number after `#` is also an issue number or a colour."""
    text = context.text
    if context.in_address(run.start, line.start):
        return None
    if not all(_CJK.match(char) or _MARK.match(char) for char in run.decoded):
        ampersand, numeric = text[run.start] == "&", "#" in text[run.start : run.start + 2]
        if numeric and (run.number > 1 if ampersand else run.decoded >= _FIRST_CJK_BLOCK):
            return Found(run.decoded, run.end) if readable(run.decoded) else None
        return Found(run.decoded, run.end) if ampersand and cjk_beside(text, run) else None
    decimal = text[run.start] == "#" and text[run.start + 1] in "0123456789"
    if decimal and (not cjk_beside(text, run) or (run.number == 1 and _CJK.match(run.decoded))):
        return None
    return Found(run.decoded, run.end)


def unicode_escape(context: Context, run: Run, line: Line, others: int = 0) -> Found | None:
    r"""`\u4e2d` is damage where it spells readable text; one alone after a letter may be part of a path.

    Args:
        others: how many other runs of the text are damage.
    """
    text, decoded = context.text, run.decoded
    if context.in_address(run.start, line.start) or not readable(decoded):
        return None
    if decoded.isascii():
        return Found(decoded, run.end) if set(decoded) <= _JSON_ASCII else None
    if _DRIVE.search(context.token_before(run.start, line.start)):
        return None
    path_like = run.start > 0 and text[run.start - 1].isascii() and text[run.start - 1].isalnum()
    braces = text[run.start : run.start + 3] == "\\u{"
    if (
        others < 2
        and (path_like or braces)
        and run.number == 1
        and decoded < _FIRST_CJK_BLOCK
        and not _MARK.match(decoded)
    ):
        return None
    return None if shown_beside(context, run, line, decoded) else Found(decoded, run.end)


def percent_unicode(context: Context, run: Run, line: Line) -> Found | None:
    """`%u4e2d`, as scripts escape query values."""
    decoded = run.decoded
    if _query_like(context, run, line) or not readable(decoded) or decoded.isascii():
        return None
    return None if shown_beside(context, run, line, decoded) else Found(decoded, run.end)


def percent_bytes(context: Context, run: Run, line: Line) -> Found | Legacy | None:
    """Percent bytes outside an address, when they are the bytes of readable text."""
    if _query_like(context, run, line):
        return None
    return _bytes(context, run, line)


def byte_escapes(context: Context, run: Run, line: Line) -> Found | Legacy | None:
    r"""`\xe4\xb8\xad` and `\344\270\255`, as programs print bytes, and `=E4=B8=AD`, quoted-printable."""
    return None if context.in_address(run.start, line.start) else _bytes(context, run, line)


def utf7(context: Context, run: Run, line: Line) -> Found | None:
    """`+Ti1lhw-`: UTF-7 is pure ASCII, so its line is, and random letters hardly ever spell common characters."""
    text = context.text
    if not context.is_ascii(line) or context.in_address(run.start, line.start):
        return None
    decoded = _utf7_text(text[run.start : run.end])
    section = text[run.start : run.end]
    mixed = section.lower() != section and section.upper() != section and len(section) > _LEAST_SECTION
    return Found(decoded, run.end) if mixed and _spelled(decoded) else None


def utf7_short(context: Context, run: Run, line: Line) -> Found | None:
    """A section of UTF-7 beside others that are damage."""
    decoded = _utf7_text(context.text[run.start : run.end])
    meant = decoded and context.is_ascii(line) and readable(decoded)
    return Found(decoded, run.end) if meant else None


def _utf7_text(section: str) -> str:
    try:
        return section.encode("ascii").decode("utf-7")
    except UnicodeDecodeError:
        return ""


def _spelled(decoded: str) -> bool:
    """Whether the text is of common characters, or long and nearly all of them are."""
    if common(decoded):
        return True
    usual = sum(bool(_CJK.match(char) or _MARK.match(char)) for char in decoded)
    return len(decoded) > _LEAST_SPELLED and usual >= _USUAL * len(decoded) and readable(decoded)


def _query_like(context: Context, run: Run, line: Line) -> bool:
    after, then = context.text[run.end : run.end + 1], context.text[run.end + 1 : run.end + 2]
    if after in tuple("/&=%") or (after == "?" and (then == "%" or (then.isascii() and then.isalnum()))):
        return True
    token = context.token_before(run.start, line.start)
    return any(char in "/=?&.@#%\\" for char in _NUMBER.sub("", _WELL_FORMED.sub("字", token)))


def _bytes(context: Context, run: Run, line: Line) -> Found | Legacy | None:
    """The text of the run's bytes in UTF-8, or the bytes, which may be of an older encoding."""
    data = raw_bytes(context.text[run.start : run.end].encode("ascii"))
    if data.isascii():
        return None
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        tail = _TRAIL.match(context.text, run.end)
        return Legacy(data, tail.group().encode() if tail else b"")
    meant = readable(decoded) and not shown_beside(context, run, line, decoded)
    return Found(decoded, run.end) if meant else None


def legacy_bytes(context: Context, run: Run, line: Line, legacy: Legacy, family: str) -> Found | None:
    """The text of the run's bytes in a family of encodings."""
    end = run.end
    decoded = read(legacy.data, family)
    if decoded is None and legacy.tail:
        end += 1
        decoded = read(legacy.data + legacy.tail, family)
    if decoded is None or not readable(decoded) or shown_beside(context, run, line, decoded):
        return None
    return Found(decoded, end)


RULES: Mapping[int, Callable[[Context, Run, Line], Found | Legacy | None]] = {
    kernel.ENTITY: entity,
    kernel.LOOSE: loose_entity,
    kernel.UNICODE: unicode_escape,
    kernel.PERCENT_U: percent_unicode,
    kernel.PERCENT: percent_bytes,
    kernel.BYTES: byte_escapes,
    kernel.QUOTED: byte_escapes,
    kernel.UTF7: utf7,
}
"""The rules that need nothing but the run and its line."""


def simple(context: Context, run: Run, line: Line, others: int) -> Found | None:
    r"""`\n`, `\"` and `\/` of a JSON string, between CJK characters or beside other debris.

    Args:
        others: how many other runs of the text are debris of a JSON string.
    """
    text = context.text
    before, after = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    meant = False
    if run.decoded == "//":
        meant = text[max(0, run.start - 6) : run.start].endswith(("http:", "https:", "ftp:")) and after.isalnum()
    elif run.decoded == "/":
        meant = bool(others) and before.isalnum() and after.isalnum()
    elif run.decoded.isspace():
        meant = others > 1 and between_cjk(text, run) and not (before in _QUOTES and after in _QUOTES)
    else:
        meant = others > 1 and cjk_beside(text, run) and not {before, after} & {'"', "'"}
    return Found(run.decoded, run.end) if meant else None


def quoted_ascii(context: Context, run: Run, line: Line) -> Found | None:
    """`=3D`, `=20` and soft line breaks, beside quoted-printable text."""
    if not context.is_ascii(line):
        return None
    data = raw_bytes(context.text[run.start : run.end].encode("ascii"))
    return Found(data.decode("ascii"), run.end) if data.isascii() and readable(data.decode("ascii")) else None
