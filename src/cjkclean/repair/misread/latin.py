"""Western text misread by Western decoders (`cafÃ©`, `itâ€™s`), which ftfy undoes once CJK text has had its turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cjkclean.patterns import lazy
from cjkclean.profile import Profile
from cjkclean.tables.classes import classes_of

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

__all__ = ["Repaired", "repaired"]

_CONTINUED = "\x80-\xbf\u0104-\u017e\u0192\u02c6-\u02dd\u2013-\u203a\u20ac\u2122"
_PAIRS = (
    ("\u00c2-\u00df\u0102-\u0162", f"[{_CONTINUED}]"),
    ("\u00e0-\u00ef\u0103-\u0111", f"[{_CONTINUED}]{{2}}"),
    ("\u252c\u251c\u253c\u0393", "[\xa1-\xff\u0192\u20a7\u2310\u2502\u2524\u2510\u2555-\u2563\u2591-\u2593]"),
    ("\u2500", "[\xa1-\xff\u0192\u20a7\u2310]"),
    ("\u00ac\u0192\u201a\u221a\u2248", "[\xa2-\xff\u03a9-\u03c0\u2020-\u203a\u2122\u2202-\u2265]"),
    ("\u0413\u0420\u0421", "[\x80-\xbb\u0402-\u040f\u0452-\u045f\u2013-\u203a\u20ac\u2116\u2122]"),
    ("\u0432", "\u0402"),
)
_SECOND = "".join(second.replace("[", "").split("]")[0] for _, second in _PAIRS)
_SIGNS = lazy(
    f"[{''.join(first for first, _ in _PAIRS)}](?=[{_SECOND}])"
    f"(?:{'|'.join(f'(?<=[{first}]){second}' for first, second in _PAIRS)})"
)
"""What a character of UTF-8 looks like where a code page was believed, a lead byte and continuation bytes: in the code
pages of Western and Central Europe and Turkey, of DOS, of Macintosh, of Cyrillic. What has one is shown to ftfy. All
the first characters stand in one class, by which the search skips other text, and all the second ones in another,
without which no pair is tried."""
_CJK = lazy("[\u2e80-\ud7a3\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]")
_ODD = lazy("[\x80-\x9f\u0180-\u0217\u021c-\u02c5\u02c8-\u02d9\u02dd-\u036f]")
"""Controls, and letters that phonetics and few languages have: what sound accents and quotes may seem to say."""
_STRANGE = lazy("[\u0180-\u0217\u021c-\u02c5\u02c8-\u02d9\u02dd-\u036f\u0530-\u1dff\u2300-\u245f\u27c0-\u2bff]")
"""The same, other alphabets and signs that few texts have: what two or three bytes of a CJK encoding may seem to say
in a line of CJK text."""
_FIRST = lazy(f"[{''.join(first for first, _ in _PAIRS)}]")
_LOW_QUOTE = "\u201a"
"""The one of these characters whose class Chinese text has everywhere."""
_LONGEST_SIGN = 3
LONGEST = 2000  # code points of a line whose changes are told one by one


class Repaired(NamedTuple):
    """Text that reads better: from where to where, and what it meant."""

    start: int
    end: int
    meant: str


def repaired(text: str, found: Profile, taken: Iterable[tuple[int, int]]) -> Iterator[Repaired]:
    """What ftfy changes in the lines of `text` that look misread, but for those that overlap a stretch of `taken`.

    `found` is the profile of `text`. No character of CJK text, no mark or quote of it is changed, and none comes out.
    """
    closed = sorted(taken)
    ends = [last for _, last in closed]
    for start, end in _lines(text, found):
        after = bisect_right(ends, start)  # the first stretch that ends behind the line's start
        if after == len(closed) or closed[after][0] >= end:
            yield from _line(text[start:end], start)


def _lines(text: str, found: Profile) -> Iterator[tuple[int, int]]:
    """Where the lines that look misread begin and end."""
    at = 0
    for first, last in [(0, len(text))] if _LOW_QUOTE in text else found.stretches(_classes()):
        at = max(at, first)
        while match := _SIGNS.search(text, at, last + _LONGEST_SIGN - 1):
            start = text.rfind("\n", 0, match.start()) + 1
            at = text.find("\n", match.start()) + 1 or len(text) + 1
            yield start, at - 1


@cache
def _classes() -> int:
    """The classes of what misread Western characters begin with, the low quote left out."""
    return classes_of(*(char for char in map(chr, range(0x80, 0x10000)) if char != _LOW_QUOTE and _FIRST.match(char)))


def _line(line: str, start: int) -> Iterator[Repaired]:
    from ftfy import fix_encoding

    meant = fix_encoding(line, config=_config())
    if meant == line or _CJK.findall(meant) != _CJK.findall(line) or len(_ODD.findall(meant)) > len(_ODD.findall(line)):
        return
    if _CJK.search(line) and len(_STRANGE.findall(meant)) > len(_STRANGE.findall(line)):
        return
    if len(line) > LONGEST:
        yield Repaired(start, start + len(line), meant)
        return
    for kind, first, last, head, tail in SequenceMatcher(None, line, meant, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Repaired(start + first, start + last, meant[head:tail])


@cache
def _config() -> TextFixerConfig:
    """Nothing but encodings: width, quotes, ligatures, entities, line ends and controls are other steps' matter, and
    lost characters are none of ftfy's."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=True,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
