"""Host names in running text, plain and disguised."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cjkclean.patterns import lazy

# Top-level domains that spam and pirated-novel sites in Chinese, Japanese and Korean use: the generic ones and the
# country codes that are sold openly, from the IANA root zone.
_TOP = (
    "com|net|org|cn|cc|info|biz|me|la|tv|tw|hk|jp|kr|co|io|top|xyz|vip|club|site|"
    "online|shop|win|bid|app|in|us|so|tk|ws|pw|asia|mobi|wang|ltd|icu|fun|link|live|one|pro|work"
)
PLAIN = lazy(
    rf"(?:https?://|(?<![A-Za-z0-9@.\-/]))(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_TOP})(?![A-Za-z0-9-])"
    r"(?::\d+)?(?:/[\w\-./?%&=#~+]*)?",
    re.IGNORECASE | re.ASCII,
)
_VISIBLE = lazy("[!-~]+")
_WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
_WIDE_LETTER = "[Ａ-Ｚａ-ｚ０-９]"
_LETTER = "[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"
_GAP = r"[ \u3000\u200b\u00a0]"
_FILL = r"[ \u3000\u200b\u00a0\-_*~]"
DOTS = ".．。·•点點丶"
"""Marks that stand for the dot of a host name."""
_DOT = f"[{DOTS}]"
DISGUISED_TOP = ("com", "net", "org", "cn", "cc", "info", "la", "me", "tv", "xyz", "top", "vip")


def _any_width(letters: str, gap: str) -> str:
    """The letters in either case and width, with `gap` between them."""
    return gap.join("[" + "".join(c + chr(ord(c) + 0xFEE0) for c in (x, x.upper())) + "]" for x in letters)


def _top(gap: str) -> str:
    return f"(?:{'|'.join(_any_width(top, gap) for top in DISGUISED_TOP)})(?!{_LETTER})"


_INITIALS = "".join(sorted({_any_width(top[0], "").strip("[]") for top in DISGUISED_TOP}))
ENDING = lazy(f"{_DOT}{_GAP}?(?=[{_INITIALS}]){_top(_FILL + '?')}|[cC][.．][oO][.．][mM]")
"""The last dot of a host name, however disguised, and what follows it."""
# What stands before the first letter is asked for behind it: a search skips on to a letter, but not to an assertion.
_FIRST = f"{_LETTER}(?<!{_LETTER}{_LETTER})"
_JOINED = lazy(rf"{_FIRST}(?<!{_LETTER}\.{_LETTER}){_LETTER}{{0,39}}{_DOT}(?:{_LETTER}{{1,40}}{_DOT}){{0,3}}{_top('')}")
_SPACED = lazy(
    rf"{_FIRST}(?:{_GAP}{_LETTER}){{2,40}}"
    rf"(?:{_GAP}?{_DOT}{_GAP}?{_LETTER}(?:{_GAP}{_LETTER}){{0,30}}){{1,3}}(?!{_LETTER})"
)
_STRAY = lazy(
    rf"{_WIDE_LETTER}(?<!{_LETTER}{_WIDE_LETTER}){_GAP}?(?:{_WIDE_LETTER}{_GAP}?){{0,39}}(?:{_DOT}{_GAP}?(?:{_WIDE_LETTER}{_GAP}?){{1,30}}){{0,3}}"
    rf"{_DOT}{_GAP}?{_top(_GAP + '?')}"
)
# One mark between all letters, and a name torn by one blank: `www` in front makes sure of either.
_STRUNG = lazy(
    rf"[wW](?<!{_LETTER}[wW])(?P<mark>[-_*~])[wW](?P=mark)[wW]{_DOT}(?:{_LETTER}(?:(?P=mark){_LETTER}){{0,30}}{_DOT}){{1,2}}"
    rf"{_LETTER}(?:(?P=mark){_LETTER}){{1,3}}(?!{_LETTER})"
)
_TORN = lazy(
    rf"[wWｗＷ](?<![!-~\s][wWｗＷ])[wWｗＷ]{{2}}{_DOT}{_LETTER}{{1,20}} {_LETTER}{{1,20}}{_DOT}{_top('')}(?![!-~\s])"
)
_DOTTED = lazy(rf"{_FIRST}[.．](?:{_LETTER}[.．]){{5,39}}{_LETTER}(?!{_LETTER})")
_ENDS_IN_TOP = lazy(rf"{_top('')}$")


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
        # between two short words a middle dot is a name (`A·net`); in a host there are two dots or `www`
        bare = len(re.findall(_DOT, found)) < 2 and not found.lower().startswith("www")
        return "" if bare and ("·" in found or "•" in found) else "another mark for the dot"
    letters = re.sub("[^A-Za-z]", "", found)
    turns = sum(a.islower() != b.islower() for a, b in pairwise(letters))
    return "alternating case" if len(letters) >= 6 and turns >= len(letters) // 2 else ""


def _disguised(line: str) -> Iterator[Host]:
    for match in _DOTTED.finditer(line):
        yield Host(match.start(), match.end(), _plain(match.group()).replace(".", ""), "a dot a letter")
    for match in _SPACED.finditer(line):
        name = _plain(match.group())
        if _ENDS_IN_TOP.search(name):
            yield Host(match.start(), match.end(), name, "spaces between the letters")
    for match in _STRUNG.finditer(line):
        name = re.sub("[-_*~]", "", _plain(match.group()))
        if _ENDS_IN_TOP.search(name):
            yield Host(match.start(), match.end(), name, "a mark between the letters")
    for match in _TORN.finditer(line):
        yield Host(match.start(), match.end(), _plain(match.group()), "a blank inside")
    for found in (_STRAY.finditer(line), _JOINED.finditer(line), _plainly(line)):
        for match in found:
            disguise = _disguise(match.group())
            if disguise:
                yield Host(match.start(), match.end(), _plain(match.group()), disguise)


def _plainly(line: str) -> Iterator[re.Match[str]]:
    """The host names in plain spelling, looked for where ASCII stands."""
    for run in _VISIBLE.finditer(line) if "." in line else ():
        if line.find(".", *run.span()) >= 0:
            yield from PLAIN.finditer(line, *run.span())


def _plain(found: str) -> str:
    return re.sub(r"\s|\u200b", "", re.sub("[。点點丶·•]", ".", found.translate(_WIDE))).lower()


def hosts(line: str) -> list[Host]:
    """The host names of a line, in order.

    >>> [(h.name, h.disguise) for h in hosts("见 www.example.com 与 ｗｗｗ．ａｂｃ．ｃｏｍ。")]
    [('www.example.com', ''), ('www.abc.com', 'fullwidth letters')]
    """
    found: list[Host] = []
    plain = (Host(match.start(), match.end(), match.group().lower(), "") for match in _plainly(line))
    for host in (*_disguised(line), *plain):
        if host.name.startswith("www.") and host.name.count(".") == 1:  # `www点com` names no host
            continue
        at = bisect(found, host)
        if (at == 0 or found[at - 1].end <= host.start) and (at == len(found) or host.end <= found[at].start):
            found.insert(at, host)
    return found
