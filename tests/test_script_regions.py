"""Regions and over-conversion: our own texts."""

from __future__ import annotations

import pytest

from cjkclean import IdentifyScript, Pipeline
from cjkclean.script import convert, identify_script
from cjkclean.script.overconversion import find_overconversions
from cjkclean.script.regions import _STANDARD

REGIONS = [
    ("taiwan", "這支程式把使用者的檔案存到伺服器，螢幕上會列印出訊息，網路斷線也不要緊。"),
    ("mainland", "這個軟件把用戶的文件存到服務器，屏幕上會打印出信息，網絡斷了也不要緊。"),
    ("mainland", "这个软件把用户的文件存到服务器，屏幕上会打印出信息，网络断了也不要紧。"),
    ("hong_kong", "阿婆話落雨嗰日佢喺屋企煲咗湯，唔使出街買餸。"),
    ("hong_kong", "老師説這本書放在櫃枱裏，衞生署的人會來取，説好了下午。"),
    (None, "他每天早上沿著河邊散步，回家以後喝一杯茶。"),
    (None, "用戶"),  # one sign is not enough
    ("taiwan", "業者透過捷運站發放問卷，三天內回收兩千份。"),
    (None, "据说他在那个软件公司只是个使用者，也看看资讯。"),  # two signs of Taiwan, in simplified text
    (None, "羣峯之間有一條小路，路的盡頭是一間裏屋，牀還在。"),  # a conversion writes so, too
]


@pytest.mark.parametrize(("region", "text"), REGIONS)
def test_regions(region: str | None, text: str) -> None:
    assert identify_script(text).region.best == region


def test_standard_forms_are_what_a_conversion_writes() -> None:
    assert set(convert("里 人群 山峰 床 面条 枱 人参", "s2t")) >= _STANDARD


def test_the_words_are_named() -> None:
    hints = identify_script(REGIONS[0][1]).region
    assert {"程式", "使用者", "伺服器", "螢幕"} <= set(hints.taiwan)
    assert hints.mainland == {}
    assert not hints.written_cantonese
    assert identify_script(REGIONS[3][1]).region.written_cantonese


OVERCONVERTED = "皇後說這個係統離這裡有三公裡，他隻好坐車回去，在後面吃了一碗麵，再看看範先生寫的論文。"


def test_mistakes_of_a_converter_are_found() -> None:
    found = identify_script(OVERCONVERTED).overconversions
    assert [(OVERCONVERTED[f.start], f.candidates) for f in found] == [
        ("後", ("后",)),
        ("係", ("系",)),
        ("裡", ("里",)),
        ("隻", ("只",)),
    ]
    result = Pipeline([IdentifyScript()]).explain(OVERCONVERTED)
    assert {finding.kind for finding in result.findings} == {"script.over-conversion"}
    assert not Pipeline([IdentifyScript(mistakes=False)]).explain(OVERCONVERTED).findings


GOOD = [
    "太后住在後宮，離這裡有三公里；系統裡只有一隻貓，他乾脆幹活去了。",
    "製造商規定，面試時要帶麵包，范先生示範了一遍，台風很好，颱風沒來。",
    "佢係最鍾意飲茶嘅人，成日話係時候出發。",
    "公布、公佈，周末、週末，盡量、儘量，計畫、計劃：都有人寫。",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_has_no_mistakes(text: str) -> None:
    assert identify_script(text).overconversions == ()


def test_what_one_mistake_looks_like() -> None:
    (finding,) = find_overconversions("這個係統很穩定。")
    assert (finding.start, finding.end, finding.kind) == (2, 3, "script.over-conversion")
    assert identify_script("這個係統很穩定。").overconversions == ()  # one is not enough to report
