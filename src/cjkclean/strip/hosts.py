"""Host names in running text, plain and disguised."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

# Top-level domains that spam and pirated-novel sites in Chinese, Japanese and Korean use: the generic ones and the
# country codes that are sold openly, from the IANA root zone.
_TOP = (
    "com|net|org|cn|cc|info|biz|me|la|tv|tw|hk|jp|kr|co|io|top|xyz|vip|club|site|"
    "online|shop|win|bid|app|in|us|so|tk|ws|pw|asia|mobi|wang|ltd|icu|fun|link|live|one|pro|work"
)
PLAIN = re.compile(
    rf"(?:https?://|(?<![A-Za-z0-9@.\-/]))(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_TOP})(?![A-Za-z0-9-])"
    r"(?::\d+)?(?:/[\w\-./?%&=#~+]*)?",
    re.IGNORECASE | re.ASCII,
)
_WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
_LETTER = "[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"
_GAP = r"[ \u3000\u200b\u00a0]?"
_DOT = r"[.．。·•点點丶]"
_DISGUISED_TOP = ("com", "net", "org", "cn", "cc", "info", "la", "me", "tv", "xyz", "top", "vip")


def _any_width(letters: str) -> str:
    """The letters in either case and width, with a gap allowed between them."""
    return _GAP.join("[" + "".join(c + chr(ord(c) + 0xFEE0) for c in (x, x.upper())) + "]" for x in letters)


_DISGUISED = re.compile(
    rf"(?<!{_LETTER})(?<!\.)(?:{_LETTER}{_GAP}){{2,40}}?(?:{_GAP}{_DOT}{_GAP}(?:{_LETTER}{_GAP}){{1,30}}?)*"
    rf"{_GAP}{_DOT}{_GAP}(?:{'|'.join(map(_any_width, _DISGUISED_TOP))})(?!{_LETTER})"
)


class Host(NamedTuple):
    """A host name in a text: where it stands, what it reads as, and how it is disguised (empty: it is not)."""

    start: int
    end: int
    name: str
    disguise: str


def _disguise(found: str) -> str:
    if re.search("[Ａ-Ｚａ-ｚ０-９．]", found):
        return "fullwidth letters"
    if re.search("[。点點丶·•]", found):
        return "another mark for the dot"
    if len(re.findall(r"[A-Za-z0-9][ \u3000\u200b\u00a0](?=[A-Za-z0-9])", found)) >= 4:
        return "spaces between the letters"
    letters = re.sub("[^A-Za-z]", "", found)
    turns = sum(a.islower() != b.islower() for a, b in pairwise(letters))
    return "alternating case" if len(letters) >= 6 and turns >= len(letters) // 2 else ""


def hosts(line: str) -> list[Host]:
    """The host names of a line, in order.

    >>> [(h.name, h.disguise) for h in hosts("见 www.example.com 与 ｗｗｗ．ａｂｃ．ｃｏｍ。")]
    [('www.example.com', ''), ('www.abc.com', 'fullwidth letters')]
    """
    found: list[Host] = []
    for match in _DISGUISED.finditer(line):
        disguise = _disguise(match.group())
        if disguise:
            name = re.sub("[。点點丶·•]", ".", match.group().translate(_WIDE))
            found.append(Host(match.start(), match.end(), re.sub(r"\s|\u200b", "", name).lower(), disguise))
    for match in PLAIN.finditer(line):
        if all(match.end() <= host.start or match.start() >= host.end for host in found):
            found.append(Host(match.start(), match.end(), match.group().lower(), ""))
    return sorted(found)
