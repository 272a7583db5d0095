"""Lines that come back on many pages of one host: furniture, whatever they say."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from cjkclean.edits import EditList
from cjkclean.profile import Profile, Signal
from cjkclean.step import Proposal, Step
from cjkclean.strip.chrome import Reason, removals
from cjkclean.strip.page import Page, page

__all__ = ["RepeatedLines", "StripRepeated"]

_LONG = 120
"""Longer lines are paragraphs: when one comes back, an article was crawled twice."""
_PROSE, _MOST = 30, 0.5
"""Characters from which on a line with a sentence mark is prose, and the part of the pages on which prose must have
stood: copies of an article are never most of a site, its imprint is."""


@dataclass
class _Host:
    pages: int = 0
    lines: Counter[int] = field(default_factory=Counter)


class RepeatedLines:
    """Counts on how many pages of a host each line stood, in bounded memory.

    Feed the pages of a crawl with `learn`, in any order; `edits` then deletes from a page the lines that stood on
    at least `minimum` pages of its host and on at least `share` of them. Both may alternate in one pass: a page is
    judged by what was seen so far.

    Args:
        minimum: pages of one host on which a line must have stood. Three, so that a pair of copies proves nothing.
        share: part of the host's pages on which it must have stood. Lower removes the furniture of small sections
            too, at the risk of sentences that a series repeats.
        hosts: hosts remembered; the one not seen for longest is forgotten first.
        lines: lines remembered for a host; when there are more, those seen once are forgotten.

    >>> seen = RepeatedLines()
    >>> for text in ("甲站首页\\n一月的雪。", "甲站首页\\n二月的雨。", "甲站首页\\n三月的风。"):
    ...     seen.learn("example.com", text)
    >>> text = "甲站首页\\n四月的花。"
    >>> seen.edits("example.com", text).apply(text)
    '四月的花。'
    """

    def __init__(self, minimum: int = 3, share: float = 0.2, hosts: int = 1000, lines: int = 5000) -> None:
        self.minimum, self.share, self.hosts, self.lines = minimum, share, hosts, lines
        self._seen: OrderedDict[str, _Host] = OrderedDict()

    def learn(self, host: str, text: str) -> None:
        """Count the lines of a page, each once."""
        known = self._seen.setdefault(host, _Host())
        self._seen.move_to_end(host)
        if len(self._seen) > self.hosts:
            self._seen.popitem(last=False)
        source = page(text)
        known.pages += 1
        known.lines.update({source.hashes[number] for number in _short(source)})
        if len(known.lines) > self.lines:
            often = Counter({line: count for line, count in known.lines.items() if count > 1})
            known.lines = often if len(often) <= self.lines else Counter(dict(often.most_common(self.lines // 2)))

    def edits(self, host: str, text: str) -> EditList:
        """Edits that delete the lines of a page that its host repeats."""
        known = self._seen.get(host)
        if known is None or known.pages < self.minimum:
            return EditList((), len(text))
        return _edits(text, host, known.pages, known.lines, self._need(known))

    def steps(self) -> dict[str, StripRepeated]:
        """For every host that repeats lines the step that takes them out of a page."""
        found = {}
        for host, known in self._seen.items():
            need = self._need(known)
            lines = {line: count for line, count in known.lines.items() if count >= need}
            if lines:
                found[host] = StripRepeated(host, known.pages, lines)
        return found

    def _need(self, known: _Host) -> float:
        return max(self.minimum, self.share * known.pages)


@dataclass(frozen=True)
class StripRepeated(Step):
    """Removes the lines that stood on many pages of one host.

    Attributes:
        host: the host.
        pages: how many of its pages were seen.
        lines: hashes of the lines, and on how many pages each stood.
    """

    host: str
    pages: int
    lines: Mapping[int, int] = field(repr=False)
    name: ClassVar[str] = "strip_repeated"
    wakes: ClassVar[Signal] = Signal.ANY

    def propose(self, text: str, found: Profile) -> Proposal:
        """Delete the lines that the host repeats."""
        return Proposal(_edits(text, self.host, self.pages, self.lines, 1))


def _edits(text: str, host: str, pages: int, lines: Mapping[int, int], need: float) -> EditList:
    source = page(text)
    gone = {}
    for number in _short(source):
        count = lines.get(source.hashes[number], 0)
        is_prose = source.value(number, "stops") > 0 and source.value(number, "length") >= _PROSE
        if count >= (max(need, _MOST * pages) if is_prose else need):
            words = f"the line stood on {count} of {pages} pages of {host}"
            gone[number] = Reason("chrome.repeated", 0.95, words)
    if len(gone) == source.count:
        return EditList((), len(text))
    return EditList(removals(source, gone), len(text))


def _short(source: Page) -> list[int]:
    return [number for number in range(source.count) if source.ends[number] - source.starts[number] <= _LONG]
