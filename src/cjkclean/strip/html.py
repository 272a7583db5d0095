"""HTML to the lines a reader sees."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.patterns import lazy
from cjkclean.profile import Hints, Profile, Signal
from cjkclean.step import Finding, Proposal, Step
from cjkclean.strip.markup import read

__all__ = ["ExtractHtml", "is_html"]

_MARKUP = lazy(r"[\s\ufeff]*<[!?a-z]", re.IGNORECASE)
_ROOT = lazy(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_PROLOGUE = 4000
"""Characters within which `html`, `head` or `body` has to open: room for comments and includes before it."""
_BLOCK = lazy(
    r"</?(?:article|blockquote|center|d[dlt]|div|h[1-6]|li|[ou]l|p|section|table|t[dhr])(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_FRAGMENT = 12
"""Tags of blocks within `_PROLOGUE` that make a document without a root of text that begins with a tag: a part of a
page, as feeds, includes and archives hold it (six of 257 pages, with 21 and more). A snippet has fewer, and the markup
in the strings of a program, bold and coloured, makes no blocks."""
_SHOWN = 80
_REACH = 20_000
"""Characters within which the next line is looked for: scripts and styles between two lines may be as long."""


def is_html(text: str) -> bool:
    """Whether a text is an HTML document or a part of one.

    It begins with markup, and near its beginning `html`, `head` or `body` opens, or many tags of blocks stand.

    >>> is_html("<!DOCTYPE html><p>春天来了。"), is_html("把 <html> 写在最前面。")
    (True, False)
    """
    if _MARKUP.match(text) is None:
        return False
    return _ROOT.search(text, 0, _PROLOGUE) is not None or len(_BLOCK.findall(text, 0, _PROLOGUE)) >= _FRAGMENT


@dataclass(frozen=True)
class ExtractHtml(Step):
    """Turns an HTML document into the lines that a reader sees; what its style hides goes with the markup.

    Later steps learn what the markup said about each line (`Profile.hints`): `StripChrome` then judges by it, too.
    Hidden text that holds search terms or links to other sites is reported as spam. Text that does not begin like an
    HTML document, or like a part of one, is left alone. Needs lxml (`pip install cjkclean[html]`).
    """

    name: ClassVar[str] = "extract_html"
    wakes: ClassVar[Signal] = Signal.MARKUP
    hints: ClassVar[bool] = True

    def propose(self, text: str, found: Profile) -> Proposal:
        """Replace the document by its visible text."""
        if not is_html(text):
            return Proposal(EditList((), len(text)))
        try:
            page = read(text)
        except ImportError:
            message = "an HTML document; with lxml installed (pip install cjkclean[html]) its text is extracted"
            return Proposal(EditList((), len(text)), (Finding(0, len(text), "html.no-parser", message),))
        findings = []
        for kind, hidden, what in (
            ("spam.hidden", page.cloaked, "hidden links or search terms were dropped"),
            ("html.hidden", page.hidden, "text hidden by its style was dropped"),
        ):
            if hidden:
                shown = hidden[:_SHOWN] + ("…" if len(hidden) > _SHOWN else "")
                findings.append(Finding(0, len(text), kind, f"{what}: {shown}"))
        starts = array("q", accumulate((len(line) + 1 for line in page.lines[:-1]), initial=0))
        hints = Hints(starts, page.hints) if page.lines else None
        return Proposal(EditList(_between(text, page.lines), len(text)), tuple(findings), hints=hints)


def _between(text: str, lines: Sequence[str]) -> Iterator[Edit]:
    """Edits that leave of `text` the lines only, one for each stretch between two that stand in it to the letter.

    A line with markup or entities in it does not, and is part of such a stretch. Where a line is looked for is
    bounded, so that the time is linear in the document. A place that is not the line's own does no harm: the lines
    stay what they are, an edit only speaks of more or less of the source.
    """
    place = 0
    before: list[str] = []  # lines missed since the last that was found, and an empty one in place of that
    for line in lines:
        at = text.find(line, place, place + _REACH)
        if at < 0:
            before.append(line)
            continue
        yield _left_out(text, place, at, "\n".join((*before, "")))
        place = at + len(line)
        before = [""]
    yield _left_out(text, place, len(text), "\n".join(before))


def _left_out(text: str, start: int, end: int, replacement: str) -> Edit:
    return Edit(start, end, text[start:end], replacement, "html.extract", 1.0, "markup left out, a block a line")
