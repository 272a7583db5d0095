"""HTML to the lines a reader sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.patterns import lazy
from cjkclean.profile import Profile, Signal
from cjkclean.step import Finding, Proposal, Step

__all__ = ["ExtractHtml", "is_html"]

# Elements that begin a line of their own, and those whose text no reader sees (HTML standard, rendering section).
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre "
        "section select summary table tbody td tfoot th thead title tr ul",
    )
)
_UNSEEN = frozenset(
    re.findall(r"\w+", "script style noscript template head iframe object svg textarea math canvas audio video")
)
_VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr"))
_MARKUP = lazy(r"[\s\ufeff]*<[!?a-z]", re.IGNORECASE)
_ROOT = lazy(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_PROLOGUE = 4000
"""Characters within which `html`, `head` or `body` has to open: room for comments and includes before it."""
_TAG = lazy(
    r"</?(?:a|article|blockquote|br|center|d[dlt]|div|font|h[1-6]|img|li|[ou]l|p|section|span|table|t[dhr])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_FRAGMENT = 12
"""Tags of HTML within `_PROLOGUE` that make a document without a root of text that begins with one: a part of a page,
as feeds, includes and archives hold it. Text that shows a tag or two, or a snippet, has fewer."""
# Off the screen, or without size: nothing a script will ever show. `display: none` and the like are not enough, many
# sites hide even the article so until a script has run.
_HIDING = lazy(
    r"(?:^|;)\s*(?:(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|font-size\s*:\s*0|(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$))",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a text is an HTML document or a part of one.

    It begins with markup, and near its beginning `html`, `head` or `body` opens, or many other tags stand.

    >>> is_html("<!DOCTYPE html><p>春天来了。"), is_html("把 <html> 写在最前面。")
    (True, False)
    """
    if _MARKUP.match(text) is None:
        return False
    return _ROOT.search(text, 0, _PROLOGUE) is not None or len(_TAG.findall(text, 0, _PROLOGUE)) >= _FRAGMENT


class _Reader:
    """Parser target: collects the visible text, one block a line, and apart from it the hidden."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.hidden: list[str] = []
        self.stack: list[tuple[bool, bool]] = [(False, False)]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        unseen, hidden = self.stack[-1]
        if tag not in _VOID:
            unseen = unseen or tag in _UNSEEN
            hidden = hidden or bool(_HIDING.search(attributes.get("style", "")))
        self.stack.append((unseen, hidden))
        if tag in _BLOCKS:
            self.seen.append("\n")

    def end(self, tag: str) -> None:
        self.stack.pop()
        if tag in _BLOCKS:
            self.seen.append("\n")

    def data(self, data: str) -> None:
        unseen, hidden = self.stack[-1]
        if not unseen:
            (self.hidden if hidden else self.seen).append(data.replace("\n", " ").replace("\r", " "))

    def close(self) -> tuple[str, str]:
        lines = (" ".join(line.split()) for line in "".join(self.seen).split("\n"))
        return "\n".join(line for line in lines if line), " ".join("".join(self.hidden).split())


def read(source: str) -> tuple[str, str]:
    """The visible text of an HTML document, a block a line, and the text that its style hides.

    Raises:
        ImportError: lxml is not installed (`pip install cjkclean[html]`).

    >>> read("<html><p>春天<b>来</b>了。<p style='position:absolute;left:-9999px'>博彩")
    ('春天来了。', '博彩')
    """
    etree: Any = import_module("lxml.etree")  # an extra; its types come with another package
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, no_network=True)
    parser.feed(source)
    seen, hidden = parser.close()
    return seen, hidden


@dataclass(frozen=True)
class ExtractHtml(Step):
    """Turns an HTML document into the lines that a reader sees; what its style hides goes with the markup.

    Text that does not begin like an HTML document, or like a part of one, is left alone. Needs lxml (`pip install
    cjkclean[html]`).
    """

    name: ClassVar[str] = "extract_html"
    wakes: ClassVar[Signal] = Signal.MARKUP

    def propose(self, text: str, found: Profile) -> Proposal:
        """Replace the document by its visible text."""
        if not is_html(text):
            return Proposal(EditList((), len(text)))
        try:
            seen, hidden = read(text)
        except ImportError:
            message = "an HTML document; with lxml installed (pip install cjkclean[html]) its text is extracted"
            return Proposal(EditList((), len(text)), (Finding(0, len(text), "html.no-parser", message),))
        findings: tuple[Finding, ...] = ()
        if hidden:
            shown = hidden[:80] + ("…" if len(hidden) > 80 else "")
            findings = (Finding(0, len(text), "html.hidden", f"text hidden by its style was dropped: {shown}"),)
        edit = Edit(0, len(text), text, seen, "html.extract", 1.0, "an HTML document: markup left out, a block a line")
        return Proposal(EditList((edit,), len(text)), findings)
