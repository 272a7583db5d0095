"""Marks that sites set inside the text: their host name in disguise, calls to read it there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.edits import Edit, EditList
from cjkclean.kernels import glance
from cjkclean.patterns import lazy
from cjkclean.profile import Profile, Signal
from cjkclean.step import LineLabel, Proposal, Step
from cjkclean.strip.chrome import Reason, removals
from cjkclean.strip.hosts import ENDING, Host, hosts
from cjkclean.strip.keywords import Block
from cjkclean.strip.page import SIGNS, page, places, traits

__all__ = ["StripWatermarks"]

_TWICE = ("，", "、", ",")
"""Marks that go once when a host name between two of them goes."""
_REACH = 40
"""Characters before a host name within which its call begins."""
_PAIRS = dict(zip("(（[【〖《<{［『", ")）]】〗》>}］』", strict=True))
# What such a mark says, in words of reading sites: read, remember, visit, first published, latest chapter, update.
_CALLS = (
    "更优质的阅读体验|更優質的閱讀體驗|本站地址|手机版阅读|手機版閱讀|天才一秒记住|天才一秒記住|一秒记住|一秒記住|请记住|請記住|记住本站|記住本站|秒记住|秒記住|首发|首發|最新章节|最新章節|更新最快|最快更新|全文阅读|全文閱讀|免费阅读|免費閱讀|无弹窗|無彈窗|"
    "手机用户|手機用戶|手机阅读|手機閱讀|手机站|手機站|浏览阅读|瀏覽閱讀|请到|請到|请访问|請訪問|登陆|登录|请收藏|請收藏|收藏本站|本站域名|本站网址|域名|网址|網址|"
    "小说网|小說網|中文网|中文網|文学网|文學網|读书网|讀書網|书库|書庫|笔趣|筆趣|正版|盗版|盜版|转载请|轉載請|提供阅读|供阅读|手打|txt|TXT|电子书|電子書|本书来自|本書來自|"
    "上传至|上傳至|上传到|上傳到|本书由|本書由|本章由|本章节由|本章節由|本站最新|"
    "未完待续|未完待續|请翻页|請翻頁|点击下一页|點擊下一頁|加入书签|加入書籤|更多精彩|章节|章節|下载|下載|阅读|閱讀|小说|小說|更新"
)
_CALL = lazy(_CALLS)
# Those that only reading sites use; the others stand in any notice that names an address.
_READING = lazy(
    "阅读|閱讀|章节|章節|小说|小說|首发|首發|更新最快|最快更新|弹窗|彈窗|记住|記住|收藏|中文网|中文網|文学网|文學網|读书网|讀書網|书库|書庫|笔趣|筆趣|手打|"
    "电子书|電子書|本书|本書|翻页|翻頁|书签|書籤|正版|盗版|盜版|txt|TXT"
)
_STANDING = lazy(r"[(（【\[](?:未完待续|未完待續|本章未完|本章完|小章未完)[^)）】\]]{6,120}[)）】\]]")
_MORE = lazy(
    rf"[\s,，:：]*(?:{_CALLS}|无广告|無廣告|で公開中|で連載中|에서(?![가-힣]))(?:{_CALLS}|无广告|無廣告|[,，!！~～\s㊣★☆◆])*[。]?"
)
# Sentences that only such sites write, wherever they stand in a paragraph; what they say of reading has to be in them.
_SENTENCE = lazy(
    r"\s*(?:"
    r"(?:本章|小章|这章|這章)(?:未完|还没完|還沒完)[，,]?[^。！？!?]{0,12}(?:翻页|翻頁|下一页|下一頁)[^。！？!?]{0,14}"
    r"|(?:天才)?(?:一秒|1秒|１秒)(?:钟|鐘)?(?:记住|記住)(?=[^。]{0,50}(?:小说|小說|阅读|閱讀|本站|网址|網址|弹窗|彈窗|书院|書院|\w\.\w))[^。！？!?～~]{2,60}"
    r"|(?:喜欢|喜歡)[^。！？!?，]{1,30}(?:请|請)大家收藏[^。！？!?]{0,60}"
    r"|第一时间更新《[^》。]{1,30}》最新章节|第一時間更新《[^》。]{1,30}》最新章節"
    r"|(?:最新最快|最快最新)更新[^。！？!?]{0,4}在[^。！？!?]{2,12}(?:网|網|阁|閣|书院|書院|中文|小说|小說)"
    r")(?:[。！!～~]+(?:(?:无广告|無廣告|无弹窗|無彈窗|最快更新|更新最快)[。！!～~]+)*|$)"
)
_SAID = lazy("翻[页頁]|下一[页頁]|[记記]住|大家收藏|[时時][间間]更新|最[快新]更新")
"""What each of those sentences has."""
# The same behind a comma, where nobody but such a site would say it; and calls set apart by brackets or ornaments.
_ANYWHERE = lazy(
    r"天才(?:一秒|1秒|１秒)(?:记住|記住)[^。！？!?]{2,60}(?:无弹窗|無彈窗|免费阅读|免費閱讀|本站)[^。！？!?]{0,30}(?:[。！!]|$)"
)
_APART = lazy(
    r"[(（【［\[《][^()（）【】［］\[\]《》。！？!?]{6,60}[)）】］\]》]|([~～*＊㊣★☆◆])\1{0,3}[^~～*＊㊣★☆◆。！？!?]{6,60}\1{1,4}"
)
_URGE = lazy(
    r"请记住|請記住|记住本|記住本|记住网址|記住網址|请收藏|請收藏|请到|請到|请搜索|請搜索|百度搜索|请支持正版|請支持正版|"
    r"无弹窗|無彈窗|最快更新|更新最快|手打"
)
_BEFORE = lazy("[。！？!?…”」』～~]")
"""What a sentence may begin behind."""
_LEAD = lazy(r"[(（\[【〖《*＊~～\s㊣★☆◆]+$")
_REST = r"[^。！？，,)）】\]]"
_LINE = lazy(
    rf"^[\s(（【\[《～~*＊—\-]*(?:"
    rf"(?:天才)?(?:一秒|１秒|1秒)(?:钟)?(?:记住|記住){_REST}{{0,40}}"
    rf"|(?:请|請)(?:记住|記住|收藏)(?:本书|本書|本站|本网|我们){_REST}{{0,60}}"
    rf"|(?:手机|手機|移动)(?:用户|用戶|阅读|閱讀|端)(?:请|請|到|访问|訪問|浏览|瀏覽){_REST}{{0,60}}"
    rf"|(?:本章|小章|这章)(?:未完|还没完|没有结束)[，,。]?{_REST}{{0,40}}(?:翻页|翻頁|下一页|下一頁|继续|繼續){_REST}{{0,30}}"
    rf"|(?:本书|本書|本小说|最新章节|最新章節){_REST}{{0,30}}(?:首发|首發|最快更新|更新最快){_REST}{{0,40}}"
    rf"|(?:喜欢|喜歡){_REST}{{1,40}}(?:请大家收藏|請大家收藏){_REST}{{0,60}}"
    rf")[\s)）】\]》～~*＊—\-。！!]*$"
)


def _around(line: str, host: Host) -> Block | None:
    """The mark around a host name: the brackets it stands in, or the phrase that calls to it; None when it is text."""
    opened = max(line.rfind(mark, max(0, host.start - _REACH), host.start) for mark in _PAIRS)
    if opened >= 0 and not re.search(r"[。！？!?]", line[opened : host.start]):
        closed = line.find(_PAIRS[line[opened]], host.end, host.end + 30)
        end = closed + 1 if closed >= 0 else _phrase_end(line, host.end)
        inner = line[opened + 1 : end]
        if closed >= 0 and line.find(_PAIRS[line[opened]], opened, host.start) < 0:
            if host.disguise or _calls(inner) >= 2:
                return Block(opened, end, 0.95, _why(host))
        elif closed < 0 and host.disguise:
            return Block(opened, end, 0.9, _why(host) + ", bracket unclosed")
    start, end = _phrase_start(line, host.start), _phrase_end(line, host.end)
    calls = _calls(line[start:end])
    if calls and _blank(line, 0) >= start and _blank(line, end) == len(line):
        return Block(start, end, 0.9, _why(host))
    if host.disguise:
        called = calls or _CALL.search(line, start, end)
        return Block(start, end, 0.95, _why(host)) if called else Block(host.start, host.end, 0.9, _why(host))
    return Block(start, end, 0.9, _why(host)) if calls >= 2 else None


def _blank(line: str, at: int) -> int:
    """On over the blanks at `at`."""
    while at < len(line) and line[at].isspace():
        at += 1
    return at


def _calls(phrase: str) -> int:
    """Words of a call to read somewhere; none when not one of them is of reading sites alone."""
    return len(_CALL.findall(phrase)) if _READING.search(phrase) else 0


def _urges(phrase: str) -> bool:
    """Whether it tells the reader to read elsewhere, in two words of reading sites at least."""
    return _calls(phrase) >= 2 and _URGE.search(phrase) is not None


def _phrase_start(line: str, at: int) -> int:
    """Back to the first word of a call in the same phrase as `at`, with a bracket before it; else `at` itself."""
    start = max(0, at - _REACH)
    start = max(start, *(line.rfind(mark, start, at) + 1 for mark in "。！？!?…”」』)）】"))
    first = _CALL.search(line, start, at)
    if not first:
        return at
    lead = _LEAD.search(line, start, first.start())
    return lead.start() if lead else first.start()


def _phrase_end(line: str, at: int) -> int:
    """On over the words of a call directly after `at`."""
    match = _MORE.match(line, at)
    return match.end() if match else at


def _why(host: Host) -> str:
    return f"the host name {host.name}" + (f" in {host.disguise}" if host.disguise else " in a call to read there")


def marks(line: str, dotted: bool = True) -> Iterator[Block]:
    """The watermarks of a line; without host names unless it is `dotted`.

    >>> line = "他推开了门（ｗｗｗ．ａｂｃ．ｃｏｍ），外面下着雪。"
    >>> [line[b.start:b.end] for b in marks(line)]
    ['（ｗｗｗ．ａｂｃ．ｃｏｍ）']
    """
    if _LINE.match(line):
        yield Block(0, len(line), 0.9, "a call of a reading site, in its standing form")
        return
    at = 0
    standing = [match.span() for pattern in (_STANDING, _ANYWHERE) for match in pattern.finditer(line)]
    if _URGE.search(line):
        standing += [match.span() for match in _APART.finditer(line) if _urges(match.group())]
    for start, end in sorted((*standing, *_sentences(line))):
        if start >= at:
            yield Block(start, end, 0.9, "a call of a reading site, in its standing form")
            at = end
    for host in hosts(line) if dotted else ():
        found = _around(line, host)
        if found and found.start >= at:
            at = _blank(line, found.end)
            if line[at : at + 1] in _TWICE and line[found.start - 1 : found.start] == line[at : at + 1]:
                at += 1
            yield found._replace(end=at)


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    """The sentences that only such sites write."""
    if not _SAID.search(line):
        return
    last = 0
    for start in (0, *(match.end() for match in _BEFORE.finditer(line))):
        if start >= last and (match := _SENTENCE.match(line, start)):
            last = match.end()
            yield match.span()


@dataclass(frozen=True)
class StripWatermarks(Step):
    """Removes the marks of pirate reading sites from inside paragraphs.

    A host name in plain spelling stays unless two words of a call to read there stand with it; a disguised one
    (fullwidth or spaced letters, alternating case, another mark for the dot) goes.

    >>> StripWatermarks()("天色渐暗。w w w . a b c . c o m 他回家了。")
    '天色渐暗。他回家了。'
    """

    name: ClassVar[str] = "strip_watermarks"
    wakes: ClassVar[Signal] = Signal.ANY

    def rewrite(self, text: str, found: Profile) -> str:
        """`text` without marks; most texts are done with after a first look."""
        looked_for = traits(text, found) & (glance.DOTTED | glance.SIGN)
        return super().rewrite(text, found) if looked_for and _candidates(text, found) else text

    def propose(self, text: str, found: Profile) -> Proposal:
        """Delete marks, and lines that are nothing else."""
        dotted = bool(traits(text, found) & glance.DOTTED)
        spans = _candidates(text, found)
        if not spans:
            return Proposal(EditList((), len(text)))
        lines: dict[int, Reason] = {}
        edits: list[Edit] = []
        for start, end in _lines(text, spans):
            for part in marks(text[start:end], dotted):
                if part.start == 0 and part.end == end - start:
                    lines[start] = Reason("watermark.line", part.confidence, part.reason)
                    continue
                span = text[start + part.start : start + part.end]
                edits.append(
                    Edit(start + part.start, start + part.end, span, "", "watermark.site", part.confidence, part.reason)
                )
        if not lines:
            return Proposal(EditList(edits, len(text)))
        source = page(text)
        gone = {bisect_right(source.starts, start, 0, source.count) - 1: reason for start, reason in lines.items()}
        labels = tuple(
            LineLabel(source.starts[number], source.ends[number], "watermark", reason.confidence, (reason.words,))
            for number, reason in sorted(gone.items())
        )
        return Proposal(EditList(edits + removals(source, gone), len(text)), (), labels)


def _candidates(text: str, found: Profile) -> list[int]:
    """Offsets that a mark could lie around: the last dot of a host name, and words of the calls."""
    return [at for at in places(text, found) if text.startswith(SIGNS, at) or _ends_host(text, at)]


def _ends_host(text: str, dot: int) -> bool:
    """Whether the last dot of a host name stands there, or the first of `c.o.m`."""
    return ENDING.match(text, dot) is not None or (dot > 0 and ENDING.match(text, dot - 1) is not None)


def _lines(text: str, offsets: list[int]) -> Iterator[tuple[int, int]]:
    """Where the visible parts of the lines that the offsets lie in begin and end, each line once."""
    stop = 0
    for offset in offsets:
        if offset >= stop:
            start = text.rfind("\n", 0, offset) + 1
            stop = text.find("\n", offset) + 1 or len(text) + 1
            line = text[start : stop - 1]
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
