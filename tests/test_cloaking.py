"""Damage of the cloaking tool: the generator against known pieces of it, and its repair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjkclean.repair.glosses import RemoveGlosses, remove_glosses
from cjkclean.repair.shifts import RepairShifts, repair_shifts
from tests.damage.cloaking import Cloak
from tests.texts import readings

# what was meant, what was seen, glosses
PIECES = [
    ("局數", "局?jǐn)?shù)", [("數", "shù"), ("謹", "jǐn")]),
    ("總人口的比重為\n", "總?cè)丝诘谋戎貫?", [("側", "cè")]),
    ("談談我們的分類主題", "談?wù)勎覀兊姆诸愔黝}", [("務", "wù")]),
    ("測量儀器", "測(cè)量?jī)x器", [("測", "cè"), ("績", "jī")]),
    ("埃克森新能源項目、", "??松\ue149履茉错椖?、", []),
    ("埃克森，進行", "??松?,進行", []),
    ("規模化的現代", "規?;\ue1ea默F代", []),
    ("規模化的現代", "規(guī)?;\ue1ea默F(xiàn)代", [("規", "guī"), ("現", "xiàn")]),
    ("確保惠企、助", "確?;萜?、助", []),
    ("。” ", "?!?", []),
]


@pytest.mark.parametrize(("meant", "seen", "glosses"), PIECES)
def test_the_generator_makes_what_was_seen(meant: str, seen: str, glosses: list[tuple[str, str]]) -> None:
    assert Cloak(glosses=glosses, marks="！？；，、" if "”" in meant else "？；，、")(meant) == seen


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("局?jǐn)?shù)", "局數"),
        ("總?cè)丝诘谋戎貫?", "總人口的比重為"),
        ("談?wù)勎覀兊姆诸愔黝}", "談談我們的分類主題"),
        ("產業(yè)能級規(guī)?;\ue1ea默F(xiàn)代產業(yè)體系", "產業能級規模化的現代產業體系"),
    ],
)
def test_debris_of_glosses_is_undone(seen: str, meant: str) -> None:
    assert remove_glosses(repair_shifts(seen)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "你吃了嗎?我還沒有。",
        "真的嗎??太好了!",
        "什麼?!他走了?",
        "請看 https://example.org/search?q=中文&page=2 一頁",
        "問:價格多少?;答:面議",
        "這是(shì)什麼(shén me)意思?",
        "床(chuáng)前(qián)明(míng)月(yuè)光(guāng)",
        "他姓單(shàn),不姓善(shàn)。",
    ],
)
def test_clean_text_is_the_same_object(text: str) -> None:
    assert repair_shifts(text) is text
    assert remove_glosses(text) is text


def test_the_readings_of_authors_stay() -> None:
    for text in [*readings.texts(), *readings.pages()]:
        assert remove_glosses(text) is text, text
        assert repair_shifts(text) is text, text


SITE = [("國", "guó"), ("學", "xué"), ("發", "fā"), ("經", "jīng"), ("頭", "tóu"), ("時", "shí"), ("務", "wù")]
PAGE = """本縣去年經濟發展很快,學校和醫院都建起來了。
國家的投入逐年增加,經費發到了每一個學校。
村頭的老人說,這樣的好時候,從前想也不敢想。
服務站的同學常來幫忙,經常忙到很晚。"""
LESSON = "床(chuáng)前(qián)明(míng)月(yuè)光(guāng),\n舉(jǔ)頭(tóu)望(wàng)明(míng)月(yuè)。"


def test_a_page_with_a_lesson_keeps_it_and_loses_the_junk() -> None:
    seen = Cloak(glosses=SITE, marks="")(PAGE)
    assert "(fā)" in seen
    assert remove_glosses(seen + "\n" + LESSON) == PAGE + "\n" + LESSON


def test_a_lesson_that_went_through_the_tool_loses_only_what_the_tool_added() -> None:
    seen = Cloak(glosses=SITE, marks="")(PAGE + "\n" + LESSON)
    assert "頭(tóu)(tóu)" in seen
    assert remove_glosses(seen) == PAGE + "\n" + LESSON


def test_what_was_removed_can_be_put_back() -> None:
    seen = Cloak(glosses=SITE)(PAGE)
    edits = RemoveGlosses().edits(seen)
    assert edits.undo(edits.apply(seen)) == seen
    assert {edit.kind for edit in edits} == {"gloss"}


FOLDED = """本縣去年經濟發展很快，學校和醫院都建起來了；村頭的老人說：“這樣的好時候（從前想也不敢想），2023年才來！”
你見過嗎？服務站的同學常來幫忙，經常忙到很晚。"""


@pytest.mark.parametrize("glosses", [(), SITE])
def test_folded_marks_get_their_width_back(glosses: list[tuple[str, str]]) -> None:
    seen = Cloak(glosses=glosses, marks="！。：？；，、")(FOLDED)
    shifts, readings = RepairShifts(widen=True), RemoveGlosses(widen=True)
    assert "，" not in seen
    assert readings(shifts(seen)) == FOLDED
    first = shifts.edits(seen)
    assert readings.edits(first.apply(seen)).apply(first.apply(seen)) == FOLDED
    assert "，" not in remove_glosses(repair_shifts(seen))


def test_marks_stay_as_they_are_where_nothing_was_folded() -> None:
    mixed = Cloak(glosses=SITE, marks="", fold=False)(FOLDED + "\n後來補的一行,用的是半形,不必改.")
    assert RemoveGlosses(widen=True)(mixed).endswith("後來補的一行,用的是半形,不必改.")
    assert (
        RepairShifts(widen=True)("村裡修了橋,也修了路:今年兩百戶都通了車!") == "村裡修了橋,也修了路:今年兩百戶都通了車!"
    )


CLEAN = [
    entry["text"] for entry in json.loads(Path(__file__).with_name("texts").joinpath("clean.json").read_text("utf-8"))
]


@pytest.mark.parametrize("encoding", ["cp949", "cp932", "cp950", "gb2312", "euc_jp"])
def test_characters_that_an_encoding_lacks_are_no_shift(encoding: str) -> None:
    """A `?` for each of them stands before marks and ideographs as the holes of a shift do."""
    for text in (*CLEAN, "\n".join(CLEAN)):
        stored = text.encode(encoding, "replace").decode(encoding)
        assert repair_shifts(stored) == stored
