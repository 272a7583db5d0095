"""Search phrases set into a title or a sentence that is otherwise the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjkclean.strip.keywords import Block

# Names under which illegal betting sites advertise in Chinese; public in court reports and blocking lists.
_BOOKMAKERS = (
    "开云|開雲|亚博|亞博|乐鱼|樂魚|九游|万博|萬博|必威|华体会|華體會|爱游戏|愛遊戲|米兰|半岛|半島|江南|星空|乐动|樂動|皇冠|新葡京|澳门新葡京|澳門新葡京|"
    "金沙|威尼斯人|永利|太阳城|太陽城|银河|亚洲城|bet365|BET365|bob|BOB|kaiyun|KAIYUN|leyu|tlc|ku游|欧宝|歐寶|大发|bwin|betway|88?8真人|伟德|韦德|明升|沙巴"
)
_SPORT = r"(?:[·•]?(?:体育|體育|娱乐|娛樂|电竞|電競|真人|棋牌|国际|國際|平台|集团|app|APP|sports?))"
_CALL = (
    r"(?:\(中国\)|（中国）|中国|手机版?|网页版?|最新版?|线上|在线)*"
    r"(?:官方网站|官網|官网|官方入口|入口|网址|網址|登录|登錄|登入|注册|註冊|下载|下載|app下载|APP下载|APP|app|投注|开户|開戶|网页版|手机版)"
)
_EDITION = r"(?:[-_]?(?:IOS|iOS|ios|安卓|Android|/|通用版|版|V?\d+(?:\.\d+)*))*"
_PITCH = re.compile(rf"(?:{_BOOKMAKERS}){_SPORT}{{0,3}}{_CALL}+(?:[-_|·\s]*(?:{_CALL})+)*{_EDITION}")
_QUOTED = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ('"', '"'), ("‘", "’"))
_SEPARATOR = r"[\s\-_|｜—–,，·]"


def splices(line: str) -> Iterator[Block]:
    """Bookmakers' pitches (name, trade, call to visit) in a line; one in quotation marks is somebody's quotation.

    >>> [line[b.start:b.end] for line in ["某某县人民政府-开云体育官网入口"] for b in splices(line)]
    ['-开云体育官网入口']
    >>> list(splices("警方通报，“开云体育官网”是假冒网站。"))
    []
    """
    for match in _PITCH.finditer(line):
        start, end = match.span()
        if any(line[start - 1 : start] == a and line[end : end + 1] == b for a, b in _QUOTED):
            continue
        before = re.search(rf"{_SEPARATOR}+$", line[:start])
        after = re.match(rf"{_SEPARATOR}+", line[end:])
        if before and (after or end == len(line)):
            start = before.start()
        elif after and start == 0:
            end += after.end()
        yield Block(start, end, 0.9, "a splice: a bookmaker's name with its trade and a call to visit")
