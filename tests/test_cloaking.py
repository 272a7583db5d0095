"""Damage of the cloaking tool: the generator against known pieces of it, and its repair."""

from __future__ import annotations

import itertools
import json
import re
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


@pytest.mark.parametrize("encoding", ["cp949", "cp932", "cp950", "gb2312"])
def test_short_lines_that_lost_many_characters_are_no_shift(encoding: str) -> None:
    """The more holes a line has besides, the less a run of them says."""
    for text in ("她轻轻掀开门帘，看了一眼。", *CLEAN):
        for sentence in re.findall("[^。！？\n]+[。！？]?", text):
            stored = sentence.encode(encoding, "replace").decode(encoding)
            assert repair_shifts(stored) == stored


@pytest.mark.parametrize(
    ("pattern", "hole", "every"),
    [
        ("[“”‘’…—·「」]", "\ufffd", 1),
        ("[，。！？、；：“”]", "?", 1),
        ("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff，。！？])", "??", 9),
        ("[\u4e00-\u9fff]", "?", 6),
        ("[\u4e00-\u9fff]", "\ufffd", 13),
        ("[\u4e00-\u9fff](?=[，。！？、；：])", "??", 2),
    ],
)
def test_text_that_lost_marks_emoji_or_ideographs_is_no_shift(pattern: str, hole: str, every: int) -> None:
    for text in CLEAN:
        number = itertools.count()
        lost = re.sub(pattern, lambda found: hole if next(number) % every == 0 else found[0], text)  # noqa: B023
        for part in (lost, *lost.splitlines(), *re.findall("[^。！？\n]+[。！？]?", lost)):
            assert repair_shifts(part) is part


ASKED = """这一次大家没有争论。我们为什么要修路?路修好了谁来走?要是没有人走?那也要修!村里的老人说,从前这里有一条石板路,\
通到山外的集市。是谁把它拆了?没有人记得。拆下来的石板去了哪里?有的砌了猪圈?有的垫了井台?有的还在河里。\
或者有人把它们卖了，换了几斗米。今天的路比从前宽,车也能走,可是走路的人呢?都进城了?还是都老了?老人笑了笑,没有回答。"""


def test_questions_do_not_speak_for_lost_characters_against_a_long_run() -> None:
    seen = Cloak(marks="？；，、")(ASKED)
    assert seen.count("?") == 12
    assert repair_shifts(seen) == ASKED.replace("，", ",")


@pytest.mark.parametrize(
    ("meant", "part"),
    [
        ("鍋邊的火旺得很，味道特别。海鮮小炒，賣得最好。老闆娘說海鮮小炒一天要出上百盤。", "特别。海鮮小炒,賣"),
        ("放牛的孩子對牠說：“貪睡的豬啊，你們倒會享福。”他掃了掃圈，又添了一桶糠。", "享福。”他掃了掃"),
    ],
)
def test_what_ends_a_run_is_not_learned_as_text(meant: str, part: str) -> None:
    """A letter that is a trail byte would speak for itself, and so would the run behind two marks."""
    assert part in repair_shifts(Cloak(marks="！。：？；，、")(meant))


def test_forms_of_japanese_text_are_no_candidates() -> None:
    seen = Cloak(glosses=[("車", "chē"), ("數", "shù"), ("開", "kāi")])(
        "院子有牆，樹在周圍\n幾輛車開過來，開車的人數了數。"
    )
    assert remove_glosses(repair_shifts(seen)) == "院子有牆,樹在周圍\n幾輛車開過來,開車的人數了數。"
    (edit,) = (edit for edit in RepairShifts().edits(seen) if "圍" in edit.replacement)
    assert "囲" not in "".join(edit.alternatives[:2])


def test_a_comma_between_two_holes_is_no_question() -> None:
    page = "全市上下齐动手，为实现高水平生态保护、高质量发展出力。河边的树多了，水也清了，鸟也回来了。"
    seen = Cloak(marks="？；，、")(page)
    assert "?;?、" in seen
    assert repair_shifts(seen) == page.replace("，", ",")
    assert repair_shifts("真的?!?、假的?!?、到底怎样?!?") == "真的?!?、假的?!?、到底怎样?!?"


def test_a_fragment_is_not_certain() -> None:
    """So little text cannot tell 保 from a full stop; what it does tell is said as less than certain."""
    first = RepairShifts().edits("確?；萜?、助企")[0]
    assert first.confidence < 0.9
    assert "保" in first.alternatives


def test_the_swallowed_first_digit_of_a_year_is_known() -> None:
    page = "老校长说：“学校的事总算办好了。”那是1998年，他再没有离开过这个村。"
    seen = Cloak(marks="！？；，、")(page)
    assert "1998" not in seen
    assert repair_shifts(seen) == page.replace("，", ",").replace("：", ":")


def test_a_digit_before_a_colon_may_have_been_swallowed() -> None:
    page = "值夜的人记着：“水位又涨了。”（凌晨2:17）“雨停了。”（凌晨3:12）“泵房来了人！”"
    seen = Cloak(marks="！？；，、")(page)
    assert "2:17" not in seen
    assert repair_shifts(seen).count("凌晨?:") == 2
