"""Injected spam: keyword blocks, link farms, spliced search terms, cloaked markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.kernels import glance
from cjkclean.profile import Profile, Signal
from cjkclean.step import LineLabel, Proposal, Step
from cjkclean.strip.chrome import Reason, removals
from cjkclean.strip.cloak import cloaks
from cjkclean.strip.hosts import hosts
from cjkclean.strip.keywords import Block, block, head, tail
from cjkclean.strip.page import Page, page, traits
from cjkclean.strip.splices import splices

__all__ = ["StripSpam"]

HANS, HANT = "hans_only", "hant_only"
_MARKUP = int(Signal.MARKUP)
SUSPECT = 2
"""Glued pairs of vocabulary entries from which on a line is looked at: one pair is met in any encyclopedia."""


def _only_hosts(line: str) -> bool:
    """Whether a line is nothing but host names and marks between them."""
    found = hosts(line)
    rest = "".join(line[a:b] for a, b in _between([(host.start, host.end) for host in found], len(line)))
    return bool(found) and not re.search(r"\w", rest)


def _between(spans: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in spans:
        yield at, start
        at = end
    yield at, size


def _parts(line: str, suspect: bool) -> list[tuple[str, Block]]:
    """The stretches of a line that are spam, with their kinds; a stretch over the whole line means the line."""
    whole = block(line) if suspect else None
    if whole:
        return [("keywords", whole)]
    found = [("cloak", part) for part in cloaks(line)] if "<" in line else []
    if not suspect:
        return found
    for kind, parts in (("glued", (head(line), tail(line))), ("splice", splices(line))):
        for part in parts:
            if part and all(part.end <= other.start or part.start >= other.end for _, other in found):
                found.append((kind, part))
    return sorted(found, key=lambda item: item[1])


def _may_have_spam(text: str, found: Profile) -> bool:
    """Whether a look at every line could find anything; markup alone matters where it hides something."""
    seen = traits(text, found)
    if seen & glance.SPAM or not found.bits & _MARKUP:
        return bool(seen & glance.SPAM)
    return bool(seen & glance.PAGE) or any("<" in line and any(cloaks(line)) for line in text.split("\n"))


@dataclass(frozen=True)
class StripSpam(Step):
    """Removes text that was injected into a page to be found by search engines.

    Attributes:
        splices: also remove search phrases set into titles and sentences (`...-某某体育官网入口`). Risk: the name of
            a bookmaker's site in an article about it, when it stands there in just that form, without quotation marks.

    >>> text = "春天来了，河边的柳树发芽了。\\n澳门百家乐官网,真人娱乐平台注册,时时彩开奖结果查询|www.example.com"
    >>> StripSpam()(text)
    '春天来了，河边的柳树发芽了。\\n'
    """

    splices: bool = True
    name: ClassVar[str] = "strip_spam"
    wakes: ClassVar[Signal] = Signal.ANY

    def rewrite(self, text: str, found: Profile) -> str:
        """`text` without spam; most texts are done with after a first look."""
        return super().rewrite(text, found) if _may_have_spam(text, found) else text

    def propose(self, text: str, found: Profile) -> Proposal:
        """Delete spam lines and the spam parts of lines."""
        if not _may_have_spam(text, found):
            return Proposal(EditList((), len(text)))
        markup = bool(found.bits & _MARKUP)
        source = page(text)
        lines: dict[int, Reason] = {}
        parts: dict[int, list[Edit]] = {}
        for number, glued in enumerate(source.spam):
            if glued < SUSPECT and not (markup and "<" in source.line(number)):
                continue
            line = source.line(number)
            for kind, part in _parts(line, glued >= SUSPECT):
                if kind == "splice" and not self.splices:
                    continue
                found_here = parts.setdefault(number, [])
                reason = Reason(f"spam.{kind}", part.confidence, part.reason)
                if (part.start, part.end) == (0, len(line)):
                    lines[number] = reason
                else:
                    start = source.starts[number] + part.start
                    found_here.append(
                        Edit(start, start + part.end - part.start, line[part.start : part.end], "", *reason)
                    )
        _farms(source, parts, lines)
        _foreign(source, lines)
        edits = [edit for number, inside in parts.items() if number not in lines for edit in inside]
        edits += removals(source, lines)
        labels = tuple(
            LineLabel(source.starts[number], source.ends[number], "spam", reason.confidence, (reason.words,))
            for number, reason in sorted(lines.items())
        )
        return Proposal(EditList(edits, len(text)), (), labels)


def _foreign(source: Page, lines: dict[int, Reason]) -> None:
    """Lists in simplified characters on a page whose sentences are all traditional."""
    if not source.suspects and not source.has_furniture():
        return
    names = ("stops", "length", HANS, HANT, "separators", "commas")
    stops, lengths, hans, hant, separators, commas = map(source.column, names)
    marked = {HANS: 0.0, HANT: 0.0}
    for stop, size, one, other in zip(stops, lengths, hans, hant, strict=True):
        if stop:
            marked[HANS] += one * size
            marked[HANT] += other * size
    if marked[HANT] < 60 or marked[HANS] > 0.05 * marked[HANT]:
        return
    for number in range(source.count):
        size, listed = lengths[number], separators[number] + commas[number] >= 2
        if number in lines or not listed or size < 12 or hans[number] * size < 4 or hant[number]:
            continue
        if source.value(number, "cat_meta"):  # a publication line, which sites' templates write in their own script
            continue
        if not stops[number] and source.value(number, "function_words") < 0.06:
            lines[number] = Reason("spam.foreign-script", 0.85, "a list in simplified characters on a traditional page")


def _farms(source: Page, touched: Iterable[int], lines: dict[int, Reason]) -> None:
    """Lines of bare host names next to spam are part of it."""
    for number in sorted(touched):
        for step in (-1, 1):
            other = number + step
            while 0 <= other < source.count and other not in lines and _only_hosts(source.line(other)):
                lines[other] = Reason("spam.link-farm", 0.95, "nothing but host names, next to keyword spam")
                other += step
