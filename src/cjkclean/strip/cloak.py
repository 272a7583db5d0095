"""Markup that stands in a text as letters: elements that hid links from readers but not from search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjkclean.patterns import lazy
from cjkclean.strip.hidden import OFF_SCREEN, SWITCHED_OFF
from cjkclean.strip.keywords import Block, block

_TAGS = (
    "abbr|acronym|address|area|b|bdo|big|blockquote|button|caption|center|cite|code|dd|del|"
    "dfn|dir|div|dl|dt|em|fieldset|figure|font|form|i|input|ins|kbd|label|legend|li|"
    "mark|marquee|nav|noframes|noscript|object|ol|option|output|p|pre|rp|rt|s|samp|select|"
    "small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|"
    "u|ul|var"
)
_OPEN = lazy(rf"<({_TAGS})\b([^<>]{{0,300}})>", re.IGNORECASE)
_ANY = lazy(rf"</?(?:{_TAGS}|a)\b[^<>]{{0,300}}>", re.IGNORECASE)
_TAG = lazy(rf"<(/?)({_TAGS})\b[^<>]{{0,300}}>", re.IGNORECASE)
_NESTED = 8
"""Hidden elements inside each other that are looked into; the limit keeps the time linear."""
_HIDDEN = lazy(
    rf"{SWITCHED_OFF}|{OFF_SCREEN}"
    r"|(?:font-size|line-height|height|width)\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|[\"']|$)|opacity\s*:\s*0(?:\.0+)?\s*[;\"']",
    re.IGNORECASE,
)
_LINK = lazy(r"<a\b[^<>]*href\s*=\s*[\"']?https?://", re.IGNORECASE)
# identifiers that a generator makes: 4 to 8 letters and digits mixed, no word
_MADE = lazy(r"\b(?:id|class)\s*=\s*[\"']?(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{4,8}[\"']?(?=[\s>/]|$)", re.IGNORECASE)


def _ends(line: str) -> dict[int, int]:
    """For every element that closes, where it begins: its end. Elements of other kinds inside do not count."""
    open_tags: dict[str, list[int]] = {}
    found = {}
    for match in _TAG.finditer(line):
        stack = open_tags.setdefault(match.group(2).lower(), [])
        if not match.group(1):
            stack.append(match.start())
        elif stack:
            found[stack.pop()] = match.end()
    return found


def cloaks(line: str) -> Iterator[Block]:
    """Hidden elements with links or search terms inside, and empty elements with generated names.

    >>> spam = '<div style="display:none"><a href="http://example.com">x</a></div>'
    >>> [line[b.start:b.end] == spam for line in ["春" + spam + "天"] for b in cloaks(line)]
    [True]
    >>> list(cloaks('把 <div style="display:none"> 加到页面上，元素就不显示了。'))
    []
    """
    at = 0
    ends: dict[int, int] | None = None
    seen: list[int] = []
    for match in _OPEN.finditer(line):
        hidden, made = _HIDDEN.search(match.group(2)), _MADE.search(match.group(2))
        if match.start() < at or not (hidden or made):
            continue
        ends = _ends(line) if ends is None else ends
        end = ends.get(match.start(), -1)
        seen = [other for other in seen if other > match.start()]
        if end < 0 or len(seen) >= _NESTED:
            continue
        seen.append(end)
        inner = line[match.end() : end]
        bare = _ANY.sub("", inner)
        if hidden and (_LINK.search(inner) or block(bare)):
            yield Block(match.start(), end, 0.98, "markup in the text that hides links or search terms from readers")
            at = end
        elif made and not bare.strip():
            yield Block(match.start(), end, 0.95, "empty markup under a generated name, left by an injector")
            at = end
