"""HTML as lines, with what the markup says about each."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Any, NamedTuple

from cjkclean.patterns import lazy
from cjkclean.strip.hidden import OFF_SCREEN, SWITCHED_OFF
from cjkclean.strip.keywords import block as keyword_block

__all__ = ["HINTS", "Document", "read"]

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
# Words that authors of templates put into `class` and `id`, grouped by what they stand for. General English (and the
# pinyin of "source", "text", "comment"); no name of a site or of a product.
_WORDS = {
    "menu": "nav|menu|crumb|breadcrumb|path|location|position|tab|channel|category|sitemap",
    "side": "side|sidebar|aside|right|left|rail|widget",
    "foot": "foot|footer|copyright|bottom|friend|flink|icp",
    "head": "head|header|top|topbar|logo|banner",
    "share": "share|social|sns|tool|toolbar|print|bookmark|favor|favorite|like|digg|fontsize|font",
    "related": "relat|related|relate|recommend|recommended|hot|rank|ranking|more|latest|popular|list|xiangguan",
    "advert": "ad|ads|adv|advert|advertisement|sponsor|promo|promotion|gg",
    "comment": "comment|comments|reply|replies|discuss|pinglun|guestbook|post|floor|message",
    "meta": "date|time|author|source|info|meta|byline|editor|pub|origin|laiyuan|summary",
    "account": "login|user|register|search|signin|member|vote|form",
    "text": "content|contents|article|body|text|entry|main|story|detail|news|neirong|zhengwen|paragraph|message",
    "title": "title|headline|subject|caption",
}
_GROUPS = {word: index for index, words in enumerate(_WORDS.values()) for word in words.split("|")}
_BOTH = {word: [i for i, words in enumerate(_WORDS.values()) if word in words.split("|")] for word in _GROUPS}
_LANDMARKS = ("article", "main", "nav", "aside", "header", "footer", "form", "ul", "table", "p", "dl", "blockquote")
_HEADINGS = {f"h{level}": float(level) for level in range(1, 7)}
_LEVELS = (1, 2, 3)
HINTS = (
    *(f"class_{name}" for name in _WORDS),
    *(f"tag_{name}" for name in _LANDMARKS),
    "heading", "item", "cell", "depth", "link", "links", "hidden", "unit",
    *(f"{name}_{level}" for level in _LEVELS for name in ("share", "link_share", "line_count", "mark_rate")),
)  # fmt: skip
"""One number a line each. `class_*` and `tag_*`: levels up to the nearest element that carries such a word or is such
an element (20: none). `share_n` and the like: the n-th enclosing block, its part of the page's characters, of them in
links, its lines, its sentence marks per hundred characters."""
_FAR = 20.0
_GROUP_COUNT, _MARKS = len(_WORDS), len(_WORDS) + len(_LANDMARKS)
_SPLIT = lazy(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_STOPS = lazy(r"[。！？，、；.!?,]")
# Off the screen, without size, or in the colour of its ground: nothing a script will ever show.
_NEVER = lazy(
    rf"(?:^|;)\s*(?:{OFF_SCREEN}"
    r"|font-size\s*:\s*0|(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$))",
    re.IGNORECASE,
)
# What scripts switch on and off: many sites hide even the article so until one has run.
_SWITCHED = lazy(SWITCHED_OFF, re.IGNORECASE)
# What fades in: whole articles do, until a script has run; links to other sites have no reason to.
_FADED = lazy(r"(?:^|;)\s*opacity\s*:\s*0?\.?0*\s*(?:;|$)", re.IGNORECASE)
_SHOWN, _OFF, _CLEAR, _GONE = range(4)
_COLOUR = lazy(
    r"(?:^|;)\s*(background(?:-color)?|color)\s*:\s*(#[0-9a-f]{3,8}|rgba?\([^)]*\)|(?!rgb|inherit|initial|unset)[a-z]+)",
    re.IGNORECASE,
)
_AWAY = lazy(r"https?://|//", re.IGNORECASE)


class Document(NamedTuple):
    """What a reader sees of a page, a block a line; hints, `len(HINTS)` numbers a line; and what is hidden.

    `cloaked` is hidden text that is spam (links away, keywords), `hidden` the rest of what the style puts out of sight.
    """

    lines: list[str]
    hints: array[float]
    hidden: str
    cloaked: str


class _Element:
    """An open or closed element that holds text: its parent, its marks, and sums over the lines inside."""

    __slots__ = (
        "away",
        "block",
        "characters",
        "depth",
        "heading",
        "hidden",
        "last",
        "lines",
        "link",
        "linked",
        "parent",
        "stops",
        "tag",
        "unseen",
    )  # fmt: skip

    def __init__(self, parent: _Element | None, tag: str, attributes: Any) -> None:
        self.parent, self.tag = parent, tag
        self.depth: int = parent.depth + 1 if parent else 0
        self.last: list[int] = parent.last if parent else [-1000] * _MARKS
        self.link: _Element | None = self if tag == "a" else parent.link if parent else None
        self.away: bool = bool(parent and parent.away)
        self.heading: float = _HEADINGS.get(tag) or (parent.heading if parent else 0.0)
        self.unseen: bool = bool(parent and parent.unseen) or tag in _UNSEEN
        self.hidden: int = parent.hidden if parent else 0
        self.block: _Element = self if tag in _BLOCKS or parent is None else parent.block
        self.characters = self.linked = self.lines = self.stops = 0
        self._mark(tag, attributes)

    def _mark(self, tag: str, attributes: Any) -> None:
        marks: tuple[int, ...] = _TAG_MARKS.get(tag, ())
        if attributes:
            name, own, role = attributes.get("class"), attributes.get("id"), attributes.get("role")
            if name or own or role:
                marks += _named(f"{name or ''} {own or ''} {role or ''}"[:200])
            style = attributes.get("style")
            if style:
                self.hidden = max(self.hidden, _hiding(style))
            if "hidden" in attributes:
                self.hidden = max(self.hidden, _OFF)
            if tag == "a":
                self.away = bool(_AWAY.match(attributes.get("href", "")))
        if marks:
            self.last = list(self.last)
            for mark in marks:
                self.last[mark] = self.depth


_TAG_MARKS = {tag: (_GROUP_COUNT + at,) for at, tag in enumerate(_LANDMARKS)}


@lru_cache(maxsize=1024)  # elements of a page share their names, and pages of a site
def _named(names: str) -> tuple[int, ...]:
    """The groups of words in names of an element."""
    return tuple(group for word in _SPLIT.split(names) for group in _BOTH.get(word.lower(), ()))


@lru_cache(maxsize=1024)
def _hiding(style: str) -> int:
    """How far a style hides: not at all, until a script says otherwise, by having the text clear, or for good."""
    if _NEVER.search(style):
        return _GONE
    colours = {name.lower()[:10]: "".join(value.lower().split()) for name, value in _COLOUR.findall(style)}
    if colours.get("color") is not None and colours.get("color") == colours.get("background"):
        return _GONE
    if _FADED.search(style):
        return _CLEAR
    return _OFF if _SWITCHED.search(style) else _SHOWN


class _Line:
    """A line in the making: its pieces, the element it begins in, how much of it in how many links."""

    __slots__ = ("away", "link", "linked", "links", "owner", "pieces", "size")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.owner: _Element | None = None
        self.link: _Element | None = None
        self.size = self.linked = self.links = self.away = 0

    def add(self, text: str, owner: _Element) -> None:
        self.pieces.append(text)
        size = len("".join(text.split()))
        if size:
            self.owner = self.owner or owner
            self.size += size
            if owner.link:
                self.linked += size
                self.links += owner.link is not self.link
                self.link = owner.link
                self.away += size if owner.away else 0


class _Reader:
    """Parser target: the lines of a document, hidden ones too, and its blocks, both in order. Depth is no matter."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.blocks: list[_Element] = []
        self.stack: list[_Element] = []
        self.line = _Line()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        parent = self.stack[-1] if self.stack else None
        element = _Element(parent, tag, attributes)
        self.stack.append(element)
        if element.block is element:
            self.blocks.append(element)
        if tag in _BLOCKS or (parent and element.hidden != parent.hidden):
            self._break()

    def end(self, tag: str) -> None:
        if self.stack:
            element = self.stack.pop()
            if tag in _BLOCKS or (self.stack and element.hidden != self.stack[-1].hidden):
                self._break()

    def data(self, text: str) -> None:
        if self.stack and not self.stack[-1].unseen:
            self.line.add(text, self.stack[-1])

    def close(self) -> tuple[list[_Line], list[_Element]]:
        self._break()
        return self.lines, self.blocks

    def _break(self) -> None:
        if self.line.size:
            self.lines.append(self.line)
        if self.line.pieces:
            self.line = _Line()


def _ancestors(element: _Element) -> Iterator[_Element]:
    at: _Element | None = element.block
    while at is not None:
        yield at
        at = at.parent.block if at.parent else None


def _row(line: _Line, total: int) -> list[float]:
    owner = line.owner
    assert owner is not None
    depth = owner.depth
    row = [float(depth - level) if depth - level < _FAR else _FAR for level in owner.last]
    row += [owner.heading, owner.block.tag == "li", owner.block.tag in ("td", "th"), float(owner.depth)]
    row += [line.linked / line.size, float(min(line.links, 30)), float(owner.hidden > _SHOWN), float(owner.block.lines)]
    above = list(islice(_ancestors(owner), _LEVELS[-1] + 1))
    for level in _LEVELS:
        block = above[min(level, len(above) - 1)]
        size = block.characters + 1
        lines = block.lines if block.lines < 200 else 200.0
        row += [block.characters / total, block.linked / size, lines, 100 * block.stops / size]
    return row


def _hidden(lines: list[tuple[_Line, str]]) -> tuple[list[tuple[_Line, str]], str, str]:
    """The lines without those out of sight; these; and those of them that are spam.

    What a script may show again is left, unless it is half links to other sites, three at least, or keywords.
    """
    seen, hidden, cloaked = [], [], []
    for line, text in lines:
        state = line.owner.hidden if line.owner else _SHOWN
        spam = state > _SHOWN and ((line.links >= 3 and 2 * line.away >= line.size) or keyword_block(text) is not None)
        if spam or (state >= _CLEAR and line.away):
            cloaked.append(text)
        elif state == _GONE:
            hidden.append(text)
        else:
            seen.append((line, text))
    return seen, " ".join(hidden), " ".join(cloaked)


def read(source: str) -> Document:
    """The lines of an HTML document with hints.

    Raises:
        ImportError: lxml is not installed (`pip install cjkclean[html]`).

    >>> found = read("<html><p>春天<b>来</b>了。<p style='position:absolute;left:-9999px'>博彩<div>夏天")
    >>> found.lines, found.hidden
    (['春天来了。', '夏天'], '博彩')
    """
    etree: Any = import_module("lxml.etree")  # an extra; its types come with another package
    parser = etree.HTMLParser(target=_Reader(), encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(source.encode("utf-8", "replace"))
    lines, blocks = parser.close()
    seen, hidden, cloaked = _hidden([(line, " ".join("".join(line.pieces).split())) for line in lines])
    total = 1 + sum(line.size for line, _ in seen)
    _sum(seen, blocks)
    hints = array("f")
    for line, _ in seen:
        hints.extend(_row(line, total))
    return Document([text for _, text in seen], hints, hidden, cloaked)


def _sum(seen: list[tuple[_Line, str]], blocks: list[_Element]) -> None:
    """Sums of the lines for every block: of its own, then of the blocks inside."""
    for line, text in seen:
        assert line.owner is not None
        block = line.owner.block
        block.characters += line.size
        block.linked += line.linked
        block.stops += len(_STOPS.findall(text))
        block.lines += 1
    for block in reversed(blocks):
        if block.parent:
            above = block.parent.block
            above.characters += block.characters
            above.linked += block.linked
            above.stops += block.stops
            above.lines += block.lines
