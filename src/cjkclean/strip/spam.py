"""Injected spam: keyword blocks, link farms, spliced search terms, cloaked markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.profile import Profile, Signal
from cjkclean.step import LineLabel, Proposal, Step
from cjkclean.strip.chrome import removals
from cjkclean.strip.hosts import hosts
from cjkclean.strip.keywords import Block, block, head, tail
from cjkclean.strip.page import Page, page
from cjkclean.strip.splices import splices

__all__ = ["StripSpam"]


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


def _line(source: Page, number: int) -> list[Block]:
    """The stretches of a line that are spam; a stretch over the whole line means the line."""
    line = source.line(number)
    whole = block(line)
    if whole:
        return [whole]
    found = [part for part in (head(line), tail(line)) if part]
    if len(found) == 2 and found[0].end > found[1].start:
        found = found[:1]
    for splice in splices(line):
        if all(splice.end <= part.start or splice.start >= part.end for part in found):
            found.append(splice)
    return sorted(found)


@dataclass(frozen=True)
class StripSpam(Step):
    """Removes text that was injected into a page to be found by search engines.

    Attributes:
        splices: also remove search phrases set into titles and sentences (`...-某某体育官网入口`). Risk: the name of
            a bookmaker's site in an article about it, when it stands there in just that form.

    >>> text = "春天来了，河边的柳树发芽了。\\n澳门百家乐官网,真人娱乐平台注册,时时彩开奖结果查询|www.example.com"
    >>> StripSpam()(text)
    '春天来了，河边的柳树发芽了。\\n'
    """

    splices: bool = True
    name: ClassVar[str] = "strip_spam"
    wakes: ClassVar[Signal] = Signal.ANY

    def propose(self, text: str, found: Profile) -> Proposal:
        """Delete spam lines and the spam parts of lines."""
        source = page(text)
        if not source.suspects:
            return Proposal(EditList((), len(text)))
        lines: dict[int, tuple[str, float, str]] = {}
        edits: list[Edit] = []
        touched = set()
        for number in range(source.count):
            if source.spam[number] < 4:
                continue
            length = source.ends[number] - source.starts[number]
            for part in _line(source, number):
                touched.add(number)
                if part.start == 0 and part.end == length:
                    lines[number] = ("spam.keywords", part.confidence, part.reason)
                elif self.splices or "splice" not in part.reason:
                    edits.append(self._part(source, number, part))
        self._farms(source, touched, lines)
        edits += removals(source, lines)
        labels = tuple(
            LineLabel(source.starts[number], source.ends[number], "spam", confidence, (reason,))
            for number, (_, confidence, reason) in sorted(lines.items())
        )
        return Proposal(EditList(edits, len(text)), (), labels)

    @staticmethod
    def _part(source: Page, number: int, part: Block) -> Edit:
        start, end = source.starts[number] + part.start, source.starts[number] + part.end
        kind = "spam.splice" if "splice" in part.reason else "spam.glued"
        return Edit(start, end, source.text[start:end], "", kind, part.confidence, part.reason)

    @staticmethod
    def _farms(source: Page, touched: set[int], lines: dict[int, tuple[str, float, str]]) -> None:
        """Lines of bare host names next to spam are part of it."""
        for number in sorted(touched):
            for step in (-1, 1):
                other = number + step
                while 0 <= other < source.count and other not in lines and _only_hosts(source.line(other)):
                    lines[other] = ("spam.link-farm", 0.95, "nothing but host names, next to keyword spam")
                    other += step
