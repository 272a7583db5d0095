"""Page furniture around a text: menus, bars, lists of other pages, imprints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from cjkclean.edits import Edit, EditList
from cjkclean.kernels import glance
from cjkclean.profile import Hints, Profile, Signal
from cjkclean.step import Finding, LineLabel, Proposal, Step
from cjkclean.strip import metadata
from cjkclean.strip.forests import content, is_page
from cjkclean.strip.glued import Seams, seams
from cjkclean.strip.page import Page, page, traits
from cjkclean.strip.reasons import explain, sort_of

__all__ = ["StripChrome", "Verdict", "judge"]

_ROUNDS = 6
"""Looks at what is left, at most. Nearly every page rests after the first; the limit keeps the time linear."""
_ARTICLE = 30
"""Characters that must be left for a page to have a text at all: a sentence or two."""
_TITLES = 4
"""Lines kept among which the title is looked for."""


class Verdict(NamedTuple):
    """What became of a line.

    Attributes:
        kept: whether it stays.
        probability: that it is the author's.
        seen: the page on which it was judged, and its number there; the model's verdicts explain themselves by it.
        said: kind and reasons of other verdicts.
    """

    kept: bool
    probability: float
    seen: tuple[Page, int] | None = None
    said: tuple[str, tuple[str, ...]] = ("", ())

    def why(self) -> tuple[str, tuple[str, ...]]:
        """The kind of furniture, and the reasons."""
        return explain(*self.seen, self.probability) if self.seen else self.said

    def kind(self) -> str:
        """The kind of furniture."""
        return sort_of(*self.seen) if self.seen else self.said[0]


class _Judged(NamedTuple):
    """A text with seams as a page, the seams, and the verdicts of `judge`."""

    page: Page
    glue: Seams
    verdicts: list[Verdict] | None

    def gone(self) -> dict[int, None]:
        """The lines to delete, in order."""
        return dict.fromkeys(number for number, verdict in enumerate(self.verdicts or ()) if not verdict.kept)


Stretch = tuple[int, int, int]
"""A line and the stretch of text that goes with it: number, start, end."""


class Reason(NamedTuple):
    """Why a stretch of text goes: the kind of the edit, its confidence, the evidence in words."""

    kind: str
    confidence: float
    words: str


_AGAIN = Verdict(False, 0.0, said=("chrome.doubled", ("the line above again",)))
_UNWANTED = Verdict(False, 0.0, said=("chrome.title", ("the title, not wanted",)))


def _doubled(source: Page) -> list[int]:
    """Lines of prose that stand directly below themselves; on a page with two of them any line that does."""
    pairs = zip(source.hashes, source.hashes[1:], strict=False)
    again = [number for number, (above, line) in enumerate(pairs, 1) if above == line]
    prose = [n for n in again if source.value(n, "stops") and source.value(n, "length") >= _ARTICLE]
    return prose if len(prose) < 2 else [n for n in again if source.value(n, "stops")]


def judge(
    source: Page,
    threshold: float,
    hints: Hints | None = None,
    spared: Collection[str] = (),
    glue: Seams | None = None,
) -> list[Verdict] | None:
    """A verdict for every line of a page; None when the text has not the shape of a page, or no text to keep.

    Lines leave and what is left is looked at again, until nothing more leaves: so a cleaned page stays as it is. Hints
    count in the first look; the later ones see only text, as a second run would. Kinds of furniture in `spared` stay.
    What was cut off a paragraph at a seam (`glue`) is not saved by the paragraph's markup.
    """
    if hints is None and not is_page(source):
        return None
    glue = glue or Seams(source.text, [])
    rows = [hints.of(glue.source(start)) for start in source.starts] if hints else None
    apart = glue.furniture(source) if hints else set()
    verdicts: list[Verdict] = []
    alive = list(range(source.count))
    current = source
    for turn in range(_ROUNDS + 1):
        chances = content(current, rows, apart) if turn < _ROUNDS else [0.0 if kind else 1.0 for kind in current.kinds]
        gone = {
            number: Verdict(False, chance, (current, number))
            for number, chance in enumerate(chances)
            if chance < threshold and (not spared or sort_of(current, number) not in spared)
        }
        gone |= {number: _AGAIN for number in _doubled(current) if not gone.keys() & {number - 1, number}}
        keep = [number for number in range(current.count) if number not in gone]
        sizes = current.column("length")
        if sum([sizes[number] for number in keep]) < _ARTICLE:
            return verdicts or None
        if not verdicts:
            verdicts = [Verdict(True, chance) for chance in chances]
        for number, verdict in gone.items():
            verdicts[alive[number]] = verdict
        if not gone and rows is None:
            return verdicts
        alive = [alive[number] for number in keep]
        rows = None
        current = Page("\n".join(current.line(number) for number in keep))
        if not is_page(current):
            return verdicts
    return verdicts


def _headings(source: Page, verdicts: list[Verdict], title: bool) -> None:
    """Of a title that stands there twice in a row the second goes; without `title` the title goes, too.

    The title is the last line kept before a publication line that goes, or three lines before it at most.
    """
    kept = [number for number, verdict in enumerate(verdicts) if verdict.kept]
    if len(kept) > 2 and source.hashes[kept[0]] == source.hashes[kept[1]] and not source.value(kept[0], "stops"):
        verdicts[kept[1]] = _AGAIN
        del kept[1]
    if title:
        return
    above = [number for number in kept[:_TITLES] if not source.value(number, "stops")]
    dated = [number for number, verdict in enumerate(verdicts) if verdict.kind() == "chrome.publication"]
    at = next((line for line in reversed(above) if any(0 < number - line <= 3 for number in dated)), None)
    if at is not None:
        verdicts[at] = _UNWANTED


def _doubled_prose(source: Page, verdicts: list[Verdict]) -> None:
    """Of prose that stands there more than once and would go every time the likeliest stays, beside what is kept."""
    copies: dict[int, list[int]] = {}
    for number, times in enumerate(source.repeats[0]):
        if times > 1 and source.value(number, "stops") and source.value(number, "length") >= _ARTICLE:
            copies.setdefault(source.hashes[number], []).append(number)
    for numbers in copies.values():
        if len(numbers) < 2 or any(verdicts[number].kept for number in numbers):
            continue
        best = max(numbers, key=lambda number: verdicts[number].probability)
        if any(verdicts[other].kept for other in (best - 1, best + 1) if 0 <= other < source.count):
            verdicts[best] = Verdict(True, verdicts[best].probability)


def stretches(source: Page, gone: Collection[int]) -> Iterator[Stretch]:
    """What goes with lines that are deleted: their line breaks, and blank lines between two of them.

    Args:
        source: the page.
        gone: the lines, in order.
    """
    text = source.text
    for number in gone:
        start = text.rfind("\n", 0, source.starts[number]) + 1
        following = number + 1
        if following == source.count or following in gone:
            end = len(text) if following == source.count else text.rfind("\n", 0, source.starts[following]) + 1
        else:
            end = text.find("\n", source.ends[number]) + 1 or len(text)
        yield number, start, end


def removals(source: Page, gone: Mapping[int, Reason]) -> list[Edit]:
    """Edits that delete lines; `gone` says for every one why."""
    reasons = dict(sorted(gone.items()))
    return [
        Edit(start, end, source.text[start:end], "", *reasons[number])
        for number, start, end in stretches(source, reasons)
    ]


def _unglued(source: Page, gone: Collection[int], glue: Seams) -> Iterator[Stretch]:
    """The stretches of a page with seams, as they lie in the text without."""
    if not glue.at:
        yield from stretches(source, gone)
        return
    kept = -1  # the last part kept of the same line
    found = {number: (start, end) for number, start, end in stretches(source, gone)}
    for number in range(source.count):
        if number not in found:
            kept = number
            continue
        start, end = found[number]
        if not glue.parted(source, number):
            kept = -1
        elif kept >= 0:  # the line break below belongs to what is kept
            start, end = source.ends[number - 1], source.ends[number]
        yield number, glue.source(start), glue.source(end)


_Why = Mapping[int, tuple[str, tuple[str, ...]]]
"""For every line that goes its kind, and the reasons."""


def _labels(source: Page, verdicts: list[Verdict], why: _Why, glue: Seams) -> tuple[LineLabel, ...]:
    """A label a line of the text; one with a seam in it is what the first part kept is."""
    labels: list[LineLabel] = []
    for number, verdict in enumerate(verdicts):
        start, end = source.starts[number], source.ends[number]
        if glue.at:
            start, end = glue.source(start), glue.source(end)
        if verdict.kept:
            label = LineLabel(start, end, "content", verdict.probability)
        else:
            label = LineLabel(start, end, "chrome", 1 - verdict.probability, why[number][1])
        if labels and glue.at and glue.parted(source, number):
            before = labels.pop()
            told = label if before.label != "content" else before
            label = LineLabel(before.start, label.end, told.label, told.probability, told.reasons)
        labels.append(label)
    return tuple(labels)


KINDS = (
    "menu", "breadcrumb", "action", "publication", "imprint", "related", "account", "app", "list"
)  # fmt: skip
"""Kinds of furniture, without the `chrome.` before them."""


@dataclass(frozen=True)
class StripChrome(Step):
    """Removes the lines of a web page that are not its author's.

    Text that has not the shape of a page (see `forests.is_page`) loses no line.

    Attributes:
        threshold: a line stays when the model gives it at least this probability of being the author's. Higher
            removes more, at the risk of captions, subheadings and one-line comments; lower keeps related titles.
        keep: kinds of furniture that stay (`KINDS`), such as `publication` for the lines of date, source and author.
            What they say is in the metadata of a result only when they go. Risk: menus and lists that the reasons
            put under that kind stay, too.
        title: keep the title. Without it the line above the publication line goes. Risk: a subtitle that stands
            there goes in its place, and the title stays where a page has no publication line.

    Captions are content. Comments of readers below an article are furniture to the model, posts of a thread are not.

    >>> text = "首页 > 新闻 > 正文\\n发布时间：2024-01-01\\n打印\\n相关新闻"
    >>> StripChrome()(text) == text  # all furniture and no text: nothing to keep, so nothing is done
    True
    """

    threshold: float = 0.25
    keep: tuple[str, ...] = ()
    title: bool = True
    name: ClassVar[str] = "strip_chrome"
    wakes: ClassVar[Signal] = Signal.LINES

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 1:
            raise ValueError(f"threshold must lie between 0 and 1, not {self.threshold}")
        unknown = sorted(set(self.keep).difference(KINDS))
        if unknown:
            raise ValueError(f"no kind of furniture {unknown[0]!r}; there are {', '.join(KINDS)}")

    def amend(self, text: str, found: Profile) -> EditList:
        """The deletions; stretches that touch are one."""
        judged = self._judged(text, found)
        runs: list[list[int]] = []
        for _, start, end in _unglued(judged.page, judged.gone(), judged.glue) if judged and judged.verdicts else ():
            if runs and runs[-1][1] == start:
                runs[-1][1] = end
            else:
                runs.append([start, end])
        return EditList((Edit(start, end, text[start:end], "", "chrome") for start, end in runs), len(text))

    def rewrite(self, text: str, found: Profile) -> str:
        """`text` without those lines; most texts are done with after a first look."""
        return self.amend(text, found).apply(text) if found.hints or traits(text, found) & glance.PAGE else text

    def propose(self, text: str, found: Profile) -> Proposal:
        """Delete every line that the model takes for furniture."""
        judged = self._judged(text, found)
        if judged is None:
            return Proposal(EditList((), len(text)))
        source, glue, verdicts = judged
        if verdicts is None:
            return Proposal(EditList((), len(text)), self._nothing(page(text)))
        gone = judged.gone()
        why = {number: verdicts[number].why() for number in gone}
        edits = []
        for number, start, end in _unglued(source, gone, glue):
            kind, reasons = why[number]
            confidence = 1 - verdicts[number].probability
            edits.append(Edit(start, end, text[start:end], "", kind, confidence, "; ".join(reasons)))
        about = metadata.collect(map(source.line, gone))
        return Proposal(EditList(edits, len(text)), (), _labels(source, verdicts, why, glue), about)

    def _judged(self, text: str, found: Profile) -> _Judged | None:
        """The verdict on every line; None where a first look says that there is no page."""
        if found.hints is None and not traits(text, found) & glance.PAGE:
            return None
        glue = seams(page(text))
        source = page(glue.text)
        verdicts = judge(source, self.threshold, found.hints, {f"chrome.{kind}" for kind in self.keep}, glue)
        if verdicts is not None:
            _doubled_prose(source, verdicts)
            _headings(source, verdicts, self.title)
        return _Judged(source, glue, verdicts)

    @staticmethod
    def _nothing(source: Page) -> tuple[Finding, ...]:
        if not is_page(source):
            return ()
        message = "the page has furniture but no text that stands out; it was left as it is"
        return (Finding(0, len(source.text), "chrome.no-article", message),)
