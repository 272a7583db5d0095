"""The shipped model on text of our own writing: a floor of quality, registers that must not look like damage."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tools.tables.symbols import CLASSES

from cjkclean.model import Script, default
from cjkclean.tables import hanvariants

TEXTS = {
    "zh-hans": "市政府昨天宣布，新修的地铁线路将在年底以前开通，沿线居民上下班的时间可以缩短一半。"
    "记者在现场看到，工人们正在安装最后一批站台设备。我觉得这家店的服务态度很好，下次还会再来。",
    "zh-hant": "圖書館週末開放到晚上九點，讀者可以在二樓借閱雜誌。氣象局表示，颱風將在週三通過東部海面，"
    "請民眾留意最新消息。這部電影拍得很細膩，看完以後心裡久久不能平靜。",
    "yue": "我哋琴日去咗中環食飯，啲嘢好好食，不過排隊排咗成個鐘頭先至有位坐。",
    "ja": "昨日の夕方、駅前の本屋で古い地図を見つけました。値段は少し高かったけれど、とても気に入っています。"
    "会議の資料は木曜日までに提出してください。",
    "ko": "어제 저녁에 친구와 함께 새로 생긴 식당에 갔는데 음식이 아주 맛있었다. "
    "정부는 내년부터 지원을 확대하기로 했다.",
    "classical": "學而不思則罔，思而不學則殆。山不在高，有仙則名；水不在深，有龍則靈。",
}
REGISTERS = {
    "names": "陈建国、李淑芬、欧阳明月、司马晓雯、赵子轩、诸葛亮",
    "names-ja": "佐藤健一、鈴木美咲、高橋直樹、渡辺千尋、小笠原敦",
    "address": "浙江省杭州市西湖区文三路90号东部软件园3幢502室",
    "address-hk": "香港九龍旺角彌敦道750號始創中心1205室",
    "list": "白菜 土豆 西红柿 黄瓜 茄子 豆腐 牛肉 鸡蛋",
    "english": "用 Python 3.10 写的 API 返回 JSON，再用 curl 测试一下",
    "chemistry": "氯化钠、硝酸银、碳酸氢钙、乙酸乙酯、聚丙烯酰胺",
}
CONFUSIONS = (
    ("utf-8", "gb18030"), ("utf-8", "cp950"), ("utf-8", "cp932"), ("utf-8", "cp949"), ("utf-8", "latin-1"),
    ("gb18030", "cp950"), ("gb18030", "cp949"), ("gb18030", "latin-1"), ("big5", "gb18030"), ("big5", "cp949"),
    ("cp932", "gb18030"), ("euc_jp", "cp950"), ("cp949", "gb18030"), ("cp949", "latin-1"),
)  # fmt: skip
SCRIPTS = {"zh-hans": Script.HANS, "zh-hant": Script.HANT, "yue": Script.HANT, "ja": Script.JA, "ko": Script.ANY,
           "classical": Script.HANT}  # fmt: skip


def misreadings(text: str, length: int) -> Iterator[tuple[str, str]]:
    for written, read in CONFUSIONS:
        for start in range(0, len(text) - length + 1, length):
            piece = text[start : start + length]
            wrong = piece.encode(written, "ignore").decode(read, "replace").replace("\ufffd", "")
            if sum(char > "\x7f" and char not in piece for char in wrong) >= 0.6 * length:
                yield piece, wrong


@pytest.mark.parametrize("name", [*TEXTS, *REGISTERS])
def test_eight_characters_tell_text_from_mojibake(name: str) -> None:
    model = default()
    text = {**TEXTS, **REGISTERS}[name]
    pairs = list(misreadings(text, 8))
    right = sum(model.margin(piece, wrong) > 0 for piece, wrong in pairs)
    assert right >= 0.98 * len(pairs), [(a, b) for a, b in pairs if model.margin(a, b) <= 0]


def test_a_lost_last_byte_is_found_again() -> None:
    table = default().table
    floors = {"zh-hans": 0.85, "zh-hant": 0.8, "yue": 0.7, "ja": 0.5, "ko": 0.75, "classical": 0.7}
    for name, text in TEXTS.items():
        right = count = 0
        for place in range(2, len(text) - 2):
            code = ord(text[place])
            if not (0x3040 <= code <= 0xD7A3):
                continue
            symbols = [table.symbol(ord(char)) for char in text[place - 2 : place + 3]]

            def value(option: int, around: list[int] = symbols, script: Script = SCRIPTS[name]) -> float:
                a, b, _, d, e = around
                c = table.symbol(option)
                return table.logp(a, b, c) + table.logp(b, c, d) + table.logp(c, d, e) - table.cost(option, script)

            best = max((code & ~63 | low for low in range(64)), key=value)
            right += best == code
            count += 1
        assert right >= floors[name] * count, (name, right / count)


def test_the_script_chooses_among_written_forms() -> None:
    table = default().table
    for hans, hant in zip("国发东车", "國發東車", strict=True):
        assert table.symbol(ord(hans)) == table.symbol(ord(hant))
        assert table.cost(ord(hans), Script.HANS) < table.cost(ord(hant), Script.HANS)
        assert table.cost(ord(hant), Script.HANT) < table.cost(ord(hans), Script.HANT)
    assert table.cost(ord("沢"), Script.JA) < table.cost(ord("泽"), Script.JA)


def test_damage_only_characters_are_very_unlikely_and_rare_names_are_not() -> None:
    model = default()
    worst = model.logprobs("他叫张喆，住在北京。")[3]
    for char in "\ue000\ufffd\x85\U000f0000":
        assert model.logprobs(f"他叫张{char}，住在北京。")[3] < worst - 4
    assert worst > -14


def test_memory_of_the_document_helps_a_name() -> None:
    model = default()
    memory = model.remember(["埃克森公司的新项目", "埃克森表示"])
    a, b, c = (model.table.symbol(ord(char)) for char in "埃克森")
    assert memory.logp(model.table, a, b, c) > model.table.logp(a, b, c)
    unseen = model.table.symbol(ord("巴"))
    assert memory.logp(model.table, a, b, unseen) > model.table.logp(a, b, unseen) - 2


def test_margin_and_probability_are_antisymmetric() -> None:
    model = default()
    assert model.margin("中文编码", "涓枃缂栫爜") == -model.margin("涓枃缂栫爜", "中文编码")
    assert model.probability("好", "好") == pytest.approx(0.5)


def test_the_model_is_loaded_lazily_and_once() -> None:
    source = (
        "import cjkclean.model as m; before = m.default.cache_info().currsize; m.default().score('好');"
        "m.default().score('坏'); print(before, m.default.cache_info().misses)"
    )
    printed = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True, env=os.environ).stdout
    assert printed.split() == [b"0", b"1"]


def test_every_form_of_a_folded_character_has_a_symbol_in_common() -> None:
    table, variants = default().table, hanvariants.load()
    for char, variant in variants.items():
        simplified = variant.simplified[:1] or char
        if max(char, simplified) > "\uffff" or variants.get(simplified, variant).simplified not in ("", simplified):
            continue  # beyond the first plane, or the simplified form is itself simplified (苧 of 薴)
        one, other = table.symbol(ord(char)), table.symbol(ord(simplified))
        # Where neither was met often enough, each has the symbol of its class of rare characters.
        assert one == other or max(one, other) < len(CLASSES), char
