"""Markup that stands in a text as letters: elements that hid links from readers but not from search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjkclean.patterns import lazy
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
_HIDDEN = lazy(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|(?:font-size|line-height|height|width)\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|[\"']|$)|opacity\s*:\s*0(?:\.0+)?\s*[;\"']",
    re.IGNORECASE,
)
_LINK = lazy(r"<a\b[^<>]*href\s*=\s*[\"']?https?://", re.IGNORECASE)
# identifiers that a generator makes: 4 to 8 letters and digits mixed, no word
_MADE = lazy(r"\b(?:id|class)\s*=\s*[\"']?(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{4,8}[\"']?(?=[\s>/]|$)", re.IGNORECASE)


def _close(line: str, tag: str, start: int) -> int:
    """The end of the element `tag` whose content begins at `start`, nested ones counted; -1 when it does not close."""
    depth = 1
    for match in re.finditer(rf"<(/?){tag}\b[^<>]*>", line[start:], re.IGNORECASE):
        depth += -1 if match.group(1) else 1
        if depth == 0:
            return start + match.end()
    return -1


def cloaks(line: str) -> Iterator[Block]:
    """Hidden elements with links or search terms inside, and empty elements with generated names.

    >>> spam = '<div style="display:none"><a href="http://example.com">x</a></div>'
    >>> [line[b.start:b.end] == spam for line in ["春" + spam + "天"] for b in cloaks(line)]
    [True]
    >>> list(cloaks('把 <div style="display:none"> 加到页面上，元素就不显示了。'))
    []
    """
    at = 0
    for match in _OPEN.finditer(line):
        if match.start() < at:
            continue
        end = _close(line, match.group(1), match.end())
        if end < 0:
            continue
        inner = line[match.end() : end]
        bare = _ANY.sub("", inner)
        if _HIDDEN.search(match.group(2)) and (_LINK.search(inner) or block(bare)):
            yield Block(match.start(), end, 0.98, "markup in the text that hides links or search terms from readers")
            at = end
        elif _MADE.search(match.group(2)) and not bare.strip():
            yield Block(match.start(), end, 0.95, "empty markup under a generated name, left by an injector")
            at = end
