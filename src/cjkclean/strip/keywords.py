"""Keyword spam by its shape: phrases glued from several search terms, listed without grammar.

One word is never evidence. A novel, a court report or a health guide uses the same words one at a time, between
grammatical words and sentence marks; a spam block lists phrases that each run two or more search terms together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from cjkclean.patterns import lazy
from cjkclean.strip import alphabet
from cjkclean.strip.hosts import hosts
from cjkclean.strip.lexicon import COMMON, SPAM, read

_TOKEN = lazy(r"[^\s,，、;；|｜_＿/\-–—·・+>»《》【】\[\]()（）~～:：]+")
_FARM = lazy(r"[|｜]\s*(?:https?://)?www\.[\w-]+\.")
_STOP = lazy(r"[。！？!?]|\.(?=\s|$)|(?<=[가-힣])\.(?=\D)")
_LONGEST = 12


class Phrase(NamedTuple):
    """A run between separators.

    Attributes:
        start, end: where it stands.
        covered: how many of its characters entries of the vocabulary cover.
        telling: how many of them a harmless list would hardly hold.
        grammar: grammatical words outside of entries.
        categories: of spam, of the entries.
        glued: how far it is search terms run together: 1 for two entries or one long one with little else, or one half.
    """

    start: int
    end: int
    covered: int
    telling: int
    grammar: int
    categories: frozenset[str]
    glued: float


@lru_cache(maxsize=1)
def _entries() -> dict[str, str]:
    return read()


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The first two characters of every entry, and entries of one."""
    return frozenset(entry[:2] for entry in _entries())


def phrases(line: str, start: int = 0, end: int | None = None) -> list[Phrase]:
    """The phrases of a line, or of a stretch of it, with what the vocabulary knows of them."""
    found = _phrases(line)
    if start:
        first = bisect_left(found, start, key=_start)
        cut = found[first - 1].end > start if first else False
        found = [_phrase(line, start, found[first - 1].end), *found[first:]] if cut else found[first:]
    if end is not None and end < len(line):
        found = found[: bisect_left(found, end, key=_start)]
        if found and found[-1].end > end:
            found[-1] = _phrase(line, found[-1].start, end)
    return found


@lru_cache(maxsize=4)  # a line is looked at from several places
def _phrases(line: str) -> list[Phrase]:
    return [_phrase(line, *match.span()) for match in _TOKEN.finditer(line)]


_start = attrgetter("start")


def _phrase(line: str, start: int, end: int) -> Phrase:
    token = line[start:end]
    entries, covered, telling, categories = 0, 0, 0, set()
    grammar = len(_grammar().findall(token))
    for entry, category in _entries_in(token):
        covered += len(entry)
        grammar -= len(_grammar().findall(entry))
        if category in SPAM:
            categories.add(category)
            telling += entry not in COMMON
        entries += bool(categories)
    size = end - start
    glued = 0.0
    if categories and covered >= 0.4 * size:
        whole = covered >= 0.6 * size and (entries >= 2 or (size >= 4 and covered == size))
        glued = 1 if whole else 0.5 if telling else 0
    return Phrase(start, end, covered, telling, grammar, frozenset(categories), glued)


def _entries_in(token: str) -> Iterator[tuple[str, str]]:
    """The longest entries with their categories, left to right; Latin ones only as whole words."""
    vocabulary, beginnings = _entries(), _beginnings()
    at = 0
    while at < len(token):
        if token[at : at + 2] not in beginnings and token[at] not in beginnings:
            at += 1
            continue
        inside = at > 0 and token[at - 1].isascii() and token[at - 1].isalpha() and token[at].isascii()
        sizes = range(min(_LONGEST, len(token) - at), 0, -1)
        width = 0 if inside else next((size for size in sizes if token[at : at + size] in vocabulary), 0)
        if width:
            yield token[at : at + width], vocabulary[token[at : at + width]]
        at += width or 1


_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


_PHONETIC = lazy(r"[\u3040-\u30ff\uac00-\ud7a3]")


def _latin(piece: str) -> int:
    """Characters of host names and addresses, roughly: they say nothing of the language around them."""
    return sum(len(run) for run in re.findall(r"[\w.:/-]*\.[\w./-]+", piece, re.ASCII))


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    """The grammatical words of `alphabet`, one character each; those of Korean at the end of a word only."""
    flags = alphabet.flags()
    words = "".join(chr(code) for code in range(65536) if flags[code] & alphabet.FUNCTION_WORD)
    particles = "".join(re.findall("[가-힣]", words))
    return lazy(f"[{re.sub('[가-힣]', '', words)}]|[{particles}](?![가-힣])")


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
    parts = phrases(line, start, end)
    grammar = sum([part.grammar for part in parts])
    named = _repeated(line, parts)
    if named:
        return named
    if letters < 6 or grammar > 0.12 * letters or 3 * letters < len(piece) - _latin(piece):
        return None
    glued = [part for part in parts if part.glued]
    telling = sum([part.telling for part in glued])
    if not telling and not _is_farm(piece, len(parts)):
        return None
    names = hosts(piece)
    masked = sum(host.end - host.start for host in names)
    size = len(re.sub(r"[\s\W_]", "", piece)) - masked
    score = sum([part.glued for part in glued])
    share = sum([part.covered for part in glued]) / max(1, size)
    enough, least = (2, 0.35) if names else (3, 0.5)
    if len(glued) == 1 and len(parts) == 1 and telling >= _RUN:  # names and calls without anything between them
        enough, least = 1, 0.7
    others = [line[part.start : part.end] for part in parts if not part.glued]
    if len(_PHONETIC.findall("".join(others))) > 0.2 * letters:  # a sentence of Japanese or Korean beside the list
        return None
    labelled = _LABEL.match(piece) is not None
    if score < enough or share < least or telling < (1 if names else 2 + 2 * labelled):
        return _farm(start, end, len(parts)) if grammar <= 0.04 * size and _is_farm(piece, len(parts)) else None
    confidence = min(0.99, 0.8 + 0.03 * len(glued) + (0.08 if names else 0))
    what = ", ".join(sorted(set().union(*(part.categories for part in glued))))
    reason = f"{len(glued)} phrases of glued search terms ({what}), {share:.0%} of the text, hardly any grammar"
    return Block(start, end, confidence, reason + (f", {len(names)} host names" if names else ""))


_RUN = 5
"""Telling entries from which on a run without separators is a list."""
_LABEL = lazy(r"\s*\w{1,8}\s*[:：]")
_CALL = lazy(
    r"(?:[(（]?中[国國][)）]?|官方|官网|官網|网站|網站|网址|網址|入口|登[录錄陆陸入]|注册|註冊|下[载載]|平台|平臺|app|APP|ios|IOS|安卓"
    r"|手机版?|手機版?|网页版?|網頁版?|最新|线上|線上|在线|全站|体育|體育|娱乐|娛樂|电竞|電競|国际|國際|集团|集團|开户|開戶|首页|首頁)+$"
)
_NAMED = 3
"""Phrases that have to begin with the same name."""


def _repeated(line: str, parts: list[Phrase]) -> Block | None:
    """One name over and over, each time with another call to visit (`某某体育,某某官网,某某app下载`)."""
    if not _NAMED <= len(parts) <= 40 or len({line[part.start : part.start + 2] for part in parts}) > 1:
        return None
    texts = [line[part.start : part.end] for part in parts]
    if min(map(len, texts)) < 2:
        return None
    name = _common(min(texts), max(texts))
    rests = {text[len(name) :] for text in texts}
    called = sum(1 for text in texts if len(name) < len(text) and _CALL.match(text, len(name)))
    if not 2 <= len(name) <= 8 or len(rests) < _NAMED or called < len(texts) - 1:
        return None
    name = _CALL.sub("", name)
    reason = f"the name {name} {len(texts)} times, each time with a call to visit"
    return Block(parts[0].start, parts[-1].end, 0.9, reason)


def _common(first: str, last: str) -> str:
    """The beginning that both share."""
    size = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    return first[:size]


def _is_farm(piece: str, count: int) -> bool:
    """Whether `count` phrases stand there, then a bar and a host name."""
    return count >= 4 and _FARM.search(piece) is not None


def _farm(start: int, end: int, count: int) -> Block:
    """A link farm in words that the vocabulary does not know."""
    return Block(start, end, 0.9, f"{count} phrases without grammar, then a bar and a host name: a link farm")


_EDGE = lazy(r"[。！？!?…”」』）)】》]+|(?<=[가-힣])\.(?=\D)|[|｜\s]+")
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
