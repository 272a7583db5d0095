"""The vocabulary of page furniture and of spam, compiled into a trie for the line scanner."""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from cjkclean.kernels import vocabulary

CATEGORIES = (
    "nav", "act", "meta", "legal", "rel", "user", "app",
    "porn", "gamble", "lottery", "brand", "server", "novel", "loan", "bookmaker",
)  # fmt: skip
"""What an entry is a sign of; the spam categories come last, from `porn` on."""
SPAM = frozenset(CATEGORIES[CATEGORIES.index("porn") :])
_TABLE = Path(__file__).parent.parent / "tables" / "strip_lexicon.tsv"


# Words that spam shares with any list of films, places or things; a list of them alone proves nothing.
COMMON = frozenset(
    re.findall(
        r"\S+",
        "国产 國產 日本 欧美 歐美 亚洲 亞洲 韩国 韓國 日韩 日韓 视频 視頻 影片 电影 電影 电影院 電影院 影视 "
        "影視 免费 免費 精品 综合 綜合 字幕 完整版 天堂 美女 激情 多人 卡通 动作片 動作片 传媒 傳媒 在线 網址 "
        "网址 入口 下面 男女 夫妻 妹妹 小姐 教师 教師 护士 護士 空姐 香蕉 草莓 水蜜桃 蜜桃 福利 种子 種子 "
        "伦理 倫理 丰满 豐滿 聊天室 交友 约会 約會 欲望 慾望 诱惑 誘惑 正版 计划 計劃 预测 預測 生肖 十二生肖 "
        "今晚 走势 走勢 走势图 走勢圖 价格 價格 多少钱 多少錢 手表 手錶 皮带 皮帶 钱包 錢包 球鞋 女包 男包 "
        "女鞋 男鞋 批发 批發 厂家 廠家 代理 代購 代购 新区 新區 新服 辅助 輔助 脚本 腳本 小说 小說 首发 首發 "
        "番外 看书 看書 重生 起点 起點 贷款 貸款 兼职 兼職 减肥 減肥 回收 维修 維修 搬家 管道 排名 学历 學歷 "
        "文凭 文憑 发票 發票 驾照 駕照 现金 現金 大厅 大廳 比分 赛车 賽車 真人 世界杯投注 Online Store Sale "
        "online store sale shoes bags boots free hd video videos HD AV 传奇 傳奇 魔域 问道 問道 诛仙 誅仙 "
        "天龙八部 天龍八部 通販 激安 価格 ブランド",
    )
)


def pair_set(beginnings: Iterable[str]) -> bytearray:
    """The first two characters of words (of words of one: that and zero) as a set of bits; see `vocabulary.hashed`."""
    found = bytearray(1 << vocabulary.PAIR_BITS - 3)
    for word in beginnings:
        pair = vocabulary.hashed(ord(word[0]), ord(word[1]) if len(word) > 1 else 0)
        found[pair >> 3] |= 1 << (pair & 7)
    return found


@lru_cache(maxsize=1)
def pairs() -> bytes:
    """The first two characters of all entries."""
    return bytes(pair_set(read()))


def read() -> dict[str, str]:
    """Every entry with its category."""
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {entry: category for category, entry in rows}


@lru_cache(maxsize=1)
def words() -> vocabulary.Vocabulary:
    """The compiled vocabulary."""
    entries = sorted(
        (entry, CATEGORIES.index(category) | (vocabulary.COMMON if entry in COMMON and category in SPAM else 0))
        for entry, category in read().items()
    )
    first, keys, kids, sizes, values = array("i", [-1]) * 65536, array("i"), array("i"), array("i"), array("b")
    # a node is the number of its parent, its entries and how many characters they share
    waiting = deque([(-1, 0, len(entries), 0)])
    while waiting:
        parent, low, high, depth = waiting.popleft()
        while low < high:
            char = entries[low][0][depth]
            end = next((at for at in range(low, high) if entries[at][0][depth] != char), high)
            node = len(keys)
            if parent < 0:
                first[ord(char)] = node
            else:
                kids[parent] = kids[parent] or node
                sizes[parent] += 1
            whole = len(entries[low][0]) == depth + 1
            keys.append(ord(char))
            values.append(entries[low][1] if whole else -1)
            kids.append(0)
            sizes.append(0)
            if low + whole < end:
                waiting.append((node, low + whole, end, depth + 1))
            low = end
    return vocabulary.Vocabulary(first, keys, kids, sizes, values)
