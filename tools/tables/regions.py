"""Words and characters that tell Taiwan, Hong Kong and the mainland apart, from OpenCC's phrase and variant lists.

The result is a dictionary that `tools/tables/conversions.py` compiles as one more stage: its values say where a word
is at home. M: the mainland (and often Hong Kong), T: Taiwan, H: Hong Kong, TH: both of these; t and h: a character
that is a sign in traditional text only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tools.tables.opencc import dictionary

# Words of the lists that the other side uses as well: at least a tenth as frequent in simplified text (encyclopedic
# and software help, for Taiwan's words) or in Taiwan's (for the mainland's), and there ten times in a million.
EVERYWHERE = (
    "執行 序列 查詢 建立 複製 啟用 傳送 核心 內建 即時 互動 整合 向量 指標 新增 元件 聯絡 行程 裝置 智慧 "
    "通訊 連線 線上 存檔 停用 列舉 撥出 遮蔽 點選 資料 影片 支援 設定 影像 數位 類型 項目 連接 算子 設備 "
    "參數 權限 性能 映射 進制 登錄 交互 變量 前綴 查看 圖庫 詞組 添加 支持 保存 聯繫 "
)
# Forms in Hong Kong's list of variants that differ from Taiwan's and are met in Taiwan's text less than once in
# twenty times, but in written Cantonese at least five times in 1.7 million characters; and the reverse.
HONG_KONG = "説裏枱户温税脱悦卧鋭衞閲麪峯羣牀蔘葱藴敍揾"
TAIWAN = "裡"
# Words of Taiwan that OpenCC's lists lack: at least ten times as frequent, and five times in all, in 0.39 million
# ideographs from Taiwan (sentences, software help, encyclopedia) as in 0.89 million of the mainland's and in 1.38
# million of written Cantonese. In traditional text only: the mainland knows the words, if not their frequency.
TAIWAN_WORDS = "透過 公車 捷運 腳踏車"


def regions(scratch: Path) -> dict[str, str]:
    """Each word or character with its tag."""
    homes: dict[str, set[str]] = {}
    for name, tag in (("TWPhrases", "T"), ("HKPhrases", "H")):
        for key, values in dictionary(scratch, name).items():
            homes.setdefault(key, set()).add("M")
            for value in values:
                homes.setdefault(value, set()).add(tag)
    for name, tag in (("TWPhrasesRev", "T"), ("HKPhrasesRev", "H")):
        for key, values in dictionary(scratch, name).items():
            homes.setdefault(key, set()).add(tag)
            for value in values:
                homes.setdefault(value, set()).add("M")
    spellings = _spellings(scratch)
    found: dict[str, set[str]] = {}
    for word, tags in homes.items():
        if len(word) > 1 and word not in EVERYWHERE.split() and not {"M"} < tags:
            for spell in spellings:
                found.setdefault(spell(word), set()).update(tags)
    tagged = {word: "".join(sorted(tags, reverse=True)) for word, tags in sorted(found.items()) if not {"M"} < tags}
    return tagged | dict.fromkeys(HONG_KONG, "h") | dict.fromkeys([*TAIWAN, *TAIWAN_WORDS.split()], "t")


def _spellings(scratch: Path) -> list[Callable[[str], str]]:
    """Writing a word in OpenCC's traditional, Taiwan's, Hong Kong's, and simplified characters."""
    standard = _table(scratch, ["TWVariantsRev", "HKVariantsRev"])
    chains = [
        [standard],
        *([standard, _table(scratch, [name])] for name in ("TWVariants", "HKVariants", "TSCharacters")),
    ]
    return [_chain(chain) for chain in chains]


def _table(scratch: Path, names: Iterable[str]) -> dict[int, str]:
    entries = ((key, values[0]) for name in names for key, values in dictionary(scratch, name).items())
    return {ord(key): value for key, value in entries if len(key) == 1}


def _chain(tables: list[dict[int, str]]) -> Callable[[str], str]:
    def spell(word: str) -> str:
        for table in tables:
            word = word.translate(table)
        return word

    return spell
