"""Page furniture around a text: menus, bars, lists of other pages, imprints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from cjkclean.edits import Edit, EditList
from cjkclean.profile import Profile, Signal
from cjkclean.step import Finding, LineLabel, Proposal, Step
from cjkclean.strip import metadata
from cjkclean.strip.forests import content
from cjkclean.strip.page import Page, page
from cjkclean.strip.reasons import explain

__all__ = ["StripChrome", "Verdict", "judge"]

_ROUNDS = 6
"""Looks at what is left, at most. Nearly every page rests after the first; the limit keeps the time linear."""
_ARTICLE = 30
"""Characters that must be left for a page to have a text at all: a sentence or two."""


class Verdict(NamedTuple):
    """What became of a line."""

    kept: bool
    probability: float
    kind: str
    reasons: tuple[str, ...]


class Reason(NamedTuple):
    """Why a stretch of text goes: the kind of the edit, its confidence, the evidence in words."""

    kind: str
    confidence: float
    words: str


def judge(source: Page, threshold: float) -> list[Verdict] | None:
    """A verdict for every line of a page; None when the text has not the shape of a page, or no text to keep.

    Lines leave and what is left is looked at again, until nothing more leaves: so a cleaned page stays as it is.
    """
    if not source.has_furniture():
        return None
    verdicts: list[Verdict] = []
    alive = list(range(source.count))
    current = source
    for turn in range(_ROUNDS + 1):
        chances = content(current) if turn < _ROUNDS else [0.0 if kind else 1.0 for kind in current.kinds]
        keep = [number for number in range(current.count) if chances[number] >= threshold]
        if sum(current.value(number, "length") for number in keep) < _ARTICLE:
            return verdicts or None
        if not verdicts:
            verdicts = [Verdict(True, chance, "", ()) for chance in chances]
        for number in set(range(current.count)).difference(keep):
            verdicts[alive[number]] = Verdict(False, chances[number], *explain(current, number, chances[number]))
        if len(keep) == current.count:
            return verdicts
        alive = [alive[number] for number in keep]
        current = Page("\n".join(current.line(number) for number in keep))
        if not current.has_furniture():
            return verdicts
    return verdicts


def removals(source: Page, gone: Mapping[int, Reason]) -> list[Edit]:
    """Edits that delete lines with their line breaks; blank lines between two deleted lines go with them.

    Args:
        source: the page.
        gone: for every line to delete why.
    """
    text = source.text
    edits = []
    for number, reason in sorted(gone.items()):
        start = text.rfind("\n", 0, source.starts[number]) + 1
        following = number + 1
        if following == source.count or following in gone:
            end = len(text) if following == source.count else text.rfind("\n", 0, source.starts[following]) + 1
        else:
            end = text.find("\n", source.ends[number]) + 1 or len(text)
        edits.append(Edit(start, end, text[start:end], "", *reason))
    return edits


@dataclass(frozen=True)
class StripChrome(Step):
    """Removes the lines of a web page that are not its author's.

    Text that has not the shape of a page (see `Page.has_furniture`) loses no line.

    Attributes:
        threshold: a line stays when the model gives it at least this probability of being the author's. Higher
            removes more, at the risk of captions, subheadings and one-line comments; lower keeps related titles.

    >>> text = "首页 > 新闻 > 正文\\n发布时间：2024-01-01\\n打印\\n相关新闻"
    >>> StripChrome()(text) == text  # all furniture and no text: nothing to keep, so nothing is done
    True
    """

    threshold: float = 0.3
    name: ClassVar[str] = "strip_chrome"
    wakes: ClassVar[Signal] = Signal.LINES

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 1:
            raise ValueError(f"threshold must lie between 0 and 1, not {self.threshold}")

    def propose(self, text: str, found: Profile) -> Proposal:
        """Delete every line that the model takes for furniture."""
        source = page(text)
        verdicts = judge(source, self.threshold)
        if verdicts is None:
            return Proposal(EditList((), len(text)), self._nothing(source))
        gone = {
            number: Reason(verdict.kind, 1 - verdict.probability, "; ".join(verdict.reasons))
            for number, verdict in enumerate(verdicts)
            if not verdict.kept
        }
        labels = tuple(
            LineLabel(
                source.starts[number],
                source.ends[number],
                "content" if verdict.kept else "chrome",
                verdict.probability if verdict.kept else 1 - verdict.probability,
                verdict.reasons,
            )
            for number, verdict in enumerate(verdicts)
        )
        about = metadata.collect([source.line(number) for number in sorted(gone)])
        return Proposal(EditList(removals(source, gone), len(text)), (), labels, about)

    @staticmethod
    def _nothing(source: Page) -> tuple[Finding, ...]:
        if not source.has_furniture():
            return ()
        message = "the page has furniture but no text that stands out; it was left as it is"
        return (Finding(0, len(source.text), "chrome.no-article", message),)
