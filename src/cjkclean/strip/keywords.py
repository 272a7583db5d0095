"""Keyword spam by its shape: phrases glued from several search terms, listed without grammar.

One word is never evidence. A novel, a court report or a health guide uses the same words one at a time, between
grammatical words and sentence marks; a spam block lists phrases that each run two or more search terms together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from cjkclean.patterns import lazy
from cjkclean.strip import alphabet
from cjkclean.strip.hosts import hosts
from cjkclean.strip.lexicon import CATEGORIES, read

_SPAM = frozenset(CATEGORIES[CATEGORIES.index("porn") :])
_TOKEN = lazy(r"[^\s,，、;；|｜_＿/\-–—·・+>»《》【】\[\]()（）~～:：]+")
_FARM = lazy(r"[|｜]\s*(?:https?://)?www\.[\w-]+\.")
_STOP = lazy(r"[。！？!?]|\.(?=\s|$)")
_LONGEST = 12


class Phrase(NamedTuple):
    """A run between separators: how many entries of the vocabulary it holds, and how many of its characters."""

    start: int
    end: int
    entries: int
    covered: int
    categories: frozenset[str]

    @property
    def glued(self) -> bool:
        """Whether it is search terms run together: two entries or one long one, with little else."""
        size = self.end - self.start
        if not self.categories or self.covered < 0.6 * size:
            return False
        return self.entries >= 2 or (self.entries == 1 and size >= 4 and self.covered == size)


@lru_cache(maxsize=1)
def _entries() -> dict[str, str]:
    return read()


def phrases(line: str, start: int = 0, end: int | None = None) -> list[Phrase]:
    """The phrases of a line with what the vocabulary knows of them."""
    found = []
    for match in _TOKEN.finditer(line, start, len(line) if end is None else end):
        count, covered, categories = 0, 0, set()
        for category, width in _entries_in(match.group()):
            covered += width
            if category in _SPAM:
                categories.add(category)
            count += bool(categories)
        found.append(Phrase(match.start(), match.end(), count, covered, frozenset(categories)))
    return found


def _entries_in(token: str) -> Iterator[tuple[str, int]]:
    """Category and width of the longest entries, left to right; Latin ones only as whole words."""
    vocabulary = _entries()
    at = 0
    while at < len(token):
        inside = at > 0 and token[at - 1].isascii() and token[at - 1].isalpha() and token[at].isascii()
        sizes = range(min(_LONGEST, len(token) - at), 0, -1)
        width = 0 if inside else next((size for size in sizes if token[at : at + size] in vocabulary), 0)
        if width:
            yield vocabulary[token[at : at + width]], width
        at += width or 1


_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def _latin(piece: str) -> int:
    """Characters of host names and addresses, roughly: they say nothing of the language around them."""
    return sum(len(run) for run in re.findall(r"[\w.:/-]*\.[\w./-]+", piece, re.ASCII))


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    """The grammatical words of `alphabet`, one character each."""
    flags = alphabet.flags()
    return lazy("[" + "".join(chr(code) for code in range(65536) if flags[code] & alphabet.FUNCTION_WORD) + "]")


class Block(NamedTuple):
    """A stretch of a line that is keyword spam."""

    start: int
    end: int
    confidence: float
    reason: str


def block(line: str, start: int = 0, end: int | None = None) -> Block | None:
    """Whether a stretch of a line, as a whole, is a keyword block.

    >>> block("赌博、百家乐、老虎机都是违法的。") is None  # words one at a time, in a sentence
    True
    >>> block("澳门百家乐官方网站,真人娱乐平台注册送彩金,时时彩开奖结果|www.example.com").confidence > 0.9
    True
    """
    end = len(line) if end is None else end
    piece = line[start:end]
    if _STOP.search(piece.rstrip("。！？!?. ")):
        return None
    letters = len(_CJK.findall(piece))
    grammar = len(_grammar().findall(piece))
    if letters < 6 or grammar > 0.12 * letters or 3 * letters < len(piece) - _latin(piece):
        return None
    names = hosts(piece)
    masked = sum(host.end - host.start for host in names)
    size = len(re.sub(r"[\s\W_]", "", piece)) - masked
    parts = phrases(line, start, end)
    glued = [part for part in parts if part.glued]
    share = sum(part.covered for part in glued) / max(1, size)
    enough = 2 if names else 3
    if len(glued) < enough or share < (0.35 if names else 0.55):
        return _farm(piece, start, end, len(parts)) if grammar <= 0.04 * size else None
    confidence = min(0.99, 0.8 + 0.03 * len(glued) + (0.08 if names else 0))
    what = ", ".join(sorted(set().union(*(part.categories for part in glued))))
    reason = f"{len(glued)} phrases of glued search terms ({what}), {share:.0%} of the text, hardly any grammar"
    return Block(start, end, confidence, reason + (f", {len(names)} host names" if names else ""))


def _farm(piece: str, start: int, end: int, count: int) -> Block | None:
    """A link farm in words that the vocabulary does not know."""
    if count < 4 or not _FARM.search(piece):
        return None
    return Block(start, end, 0.9, f"{count} phrases without grammar, then a bar and a host name: a link farm")


_EDGE = lazy(r"[。！？!?…”」』）)】》]+|[|｜\s]+")
_GAP = lazy(r"[|｜\s]+")
_TRIES = 6
"""Beginnings looked at in a line; spam begins at the first gap after a sentence or soon after it."""


def tail(line: str) -> Block | None:
    """The longest end of a line that is a keyword block, beginning after a sentence or a gap."""
    stops = [match.end() for match in _STOP.finditer(line.rstrip("。！？!?. "))]
    floor = stops[-1] - 1 if stops else 0
    for match in islice(_EDGE.finditer(line, floor), _TRIES):
        if 0 < match.end() < len(line):
            start = match.end() if match.group().strip("|｜ \t\u3000\u00a0") else match.start()
            found = block(line, start)
            if found:
                return found
    return None


def head(line: str) -> Block | None:
    """The longest beginning of a line that is a keyword block, ended by a gap or a bar."""
    stop = _STOP.search(line)
    edges = list(_GAP.finditer(line, 1, stop.start() if stop else len(line)))
    for match in edges[: -_TRIES - 1 : -1]:
        found = block(line, 0, match.start())
        if found:
            return found._replace(end=match.end())
    return None
