"""Search phrases set into a title or a sentence that is otherwise the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cjkclean.patterns import lazy
from cjkclean.strip.keywords import Block
from cjkclean.strip.lexicon import read

_TRADE = r"(?:[·•]?(?:体育|體育|娱乐|娛樂|电竞|電競|真人|棋牌|国际|國際|平台|集团|app|APP|sports?))"
_EDITION = r"(?:\(中国\)|（中国）|手机版?|网页版?|最新版?|线上|在线|全站)"
_CALL = (
    "(?:官方网站|官网|官方入口|入口|网址|登录|登陆|登入|注册|下载|app|APP|投注|开户|"
    "官方網站|官網|網址|登錄|註冊|下載|開戶)"
)
_PLATFORM = r"(?:[-_]?(?:IOS|iOS|ios|安卓|Android|/|通用版|版|V?\d+(?:\.\d+)*))*"
_CALLS = lazy(f"{_EDITION}|{_CALL}")
_QUOTED = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ('"', '"'), ("‘", "’"))
_BEFORE = lazy(r"[\s\-_|｜—–·]{1,20}$")
_AFTER = lazy(r"[\s\-_|｜—–·]+")


@lru_cache(maxsize=1)
def _pitch() -> re.Pattern[str]:
    """A bookmaker's name, its trade, a call to visit; the names are those of the vocabulary, longest first.

    Names of two characters are words of the language too: with them the trade has to stand.
    """
    names = sorted((entry for entry, category in read().items() if category == "bookmaker"), key=len, reverse=True)
    plain = "|".join(re.escape(name) for name in names if len(name) > 2)
    short = "|".join(re.escape(name) for name in names if len(name) <= 2)
    call = rf"(?:[·•]?{_EDITION})*{_CALL}"
    return lazy(
        rf"(?:(?:{plain}){_TRADE}{{0,3}}|(?:{short}){_TRADE}{{1,3}})(?:{call})+(?:[-_|·\s]*(?:{call})+)*{_PLATFORM}"
    )


def splices(line: str) -> Iterator[Block]:
    """Bookmakers' pitches (name, trade, call to visit) in a line.

    A pitch counts when it calls twice (`官网入口`, `(中国)官方网站`) or stands apart from the text, between the
    separators of a title. One in quotation marks is somebody's quotation.

    >>> [line[b.start:b.end] for line in ["某某县人民政府-开云体育官网"] for b in splices(line)]
    ['-开云体育官网']
    >>> list(splices("警方通报，“开云体育官网入口”是假冒网站。")), list(splices("据银河娱乐官网消息，展览延期。"))
    ([], [])
    """
    if not _CALLS.search(line):
        return
    for match in _pitch().finditer(line):
        start, end = match.span()
        if any(line[start - 1 : start] == a and line[end : end + 1] == b for a, b in _QUOTED):
            continue
        before, after = _BEFORE.search(line, max(0, start - 20), start), _AFTER.match(line, end)
        if (before or start == 0) and (after or end == len(line)):
            start = before.start() if before else start
            end = after.end() if after and not before else end
        elif len(_CALLS.findall(match.group())) < 2:
            continue
        yield Block(start, end, 0.9, "a splice: a bookmaker's name with its trade and a call to visit")
