"""Mojibake: every confusion undone on sentences of our own, alone, in layers and inside good text."""

from __future__ import annotations

import pytest

from cjkclean import RepairMojibake, explain, repair_mojibake
from cjkclean.profile import PART
from tests.damage.mojibake import Confusion, chain, lossless

SENTENCES = {
    "hans": "村口的老槐树下坐着几位老人，一边喝茶，一边说起去年夏天的那场大雨。",
    "hant": "捷運站旁邊新開了一家麵包店，每天早上都有人排隊等著買剛出爐的吐司。",
    "ja": "祖母の家の裏には小さな川が流れていて、夏になると蛍がたくさん飛んでいた。",
    "ko": "할머니 댁 뒷산에는 봄마다 진달래가 피어서 온 마을이 분홍빛으로 물들었다.",
}
PAIRS = [
    (confusion, language)
    for confusion in lossless()
    for language in SENTENCES
    if (confusion.written, language) != ("gb18030", "ko")  # hangul in GB18030 takes four bytes: nobody wrote it so
]


def damaged(confusion: Confusion, text: str) -> str:
    try:
        seen = confusion(text)
    except UnicodeError:
        pytest.skip("the text cannot be damaged in this way without a loss")
    if seen == text:
        pytest.skip("no damage")
    return seen


ASLEEP = {("euc_jp-gb18030", "ja")}
"""The kana of EUC-JP and GBK are the same, so that few pairs of this sentence are unusual."""


@pytest.mark.parametrize(("confusion", "language"), PAIRS, ids=lambda item: getattr(item, "name", item))
def test_a_whole_text(confusion: Confusion, language: str) -> None:
    text = SENTENCES[language]
    if (confusion.name, language) in ASLEEP:
        pytest.xfail("asleep")
    assert repair_mojibake(damaged(confusion, text)) == text


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("layers", [2, 3, 4])
@pytest.mark.parametrize("reader", ["latin-1", "cp1252", "mac-roman", "cp437"])
def test_the_same_confusion_again(reader: str, layers: int, language: str) -> None:
    text = SENTENCES[language]
    seen = chain(text, [Confusion("utf-8", reader)] * layers)
    assert repair_mojibake(seen) == text


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("inner", ["gb18030-latin-1", "cp949-cp1252", "cp932-latin-1", "big5-cp1252", "gb18030-big5"])
def test_two_confusions(inner: str, language: str) -> None:
    text = SENTENCES[language]
    first = next(confusion for confusion in lossless() if confusion.name == inner)
    seen = Confusion("utf-8", "cp1252")(damaged(first, text))
    assert repair_mojibake(seen) == text


def test_only_the_run_is_edited() -> None:
    text = "请到这里领取：ÏÂÔØµØÖ·（今晚十点以前有效）。"
    result = explain(text, "repair")
    assert [(edit.original, edit.replacement, edit.kind) for edit in result.edits] == [
        ("ÏÂÔØµØÖ·", "下载地址", "mojibake.gbk-western")
    ]
    assert result.edits[0].confidence > 0.99
    assert result.undo() == text


def test_lines_are_judged_one_by_one() -> None:
    good, bad = "第二章 河边的老屋", "第一章 回到故乡"
    text = "\n".join([good, Confusion("gb18030", "latin-1")(bad), good, Confusion("utf-8", "cp1251")(bad), good])
    assert repair_mojibake(text) == "\n".join([good, bad, good, bad, good])


def test_examples_in_a_text_about_encodings_are_an_option() -> None:
    text = "这个网页的编码不对，标题成了“ä¸\xadæ–‡ç½‘é¡µ”，改成 UTF-8 就好了，正文本来是没有问题的。"
    assert repair_mojibake(text) is text
    assert repair_mojibake(text, keep_quoted=False) == text.replace("ä¸\xadæ–‡ç½‘é¡µ", "中文网页")
    assert [f.kind for f in explain(text, "repair").findings] == ["mojibake.quoted"]


def test_the_option_is_the_steps() -> None:
    assert RepairMojibake(keep_quoted=False) != RepairMojibake()


@pytest.mark.parametrize("policy", ["question", "replace", "drop", "web"])
@pytest.mark.parametrize("language", ["hans", "hant"])
def test_lost_bytes_come_back(language: str, policy: str) -> None:
    text = SENTENCES[language] * 2
    seen = Confusion("utf-8", "gb18030", policy)(text)
    assert repair_mojibake(seen) == text


@pytest.mark.parametrize("reader", ["latin-1", "cp1252"])
@pytest.mark.parametrize("language", SENTENCES)
def test_no_break_spaces_that_became_spaces(language: str, reader: str) -> None:
    text = SENTENCES[language]
    assert repair_mojibake(Confusion("utf-8", reader, "space")(text)) == text


def test_doubtful_characters_stay_with_a_finding() -> None:
    seen = Confusion("utf-8", "latin-1", "c1")("昨天傍晚我们沿着河岸走了很久，后来在桥边的小店里喝了一碗热汤。")
    result = explain(seen, "repair")
    assert result.edits
    assert all(edit.confidence >= 0.49 for edit in result.edits)
    doubtful = [finding for finding in result.findings if finding.kind == "mojibake.uncertain"]
    assert all(len(finding.candidates) > 1 for finding in doubtful)
    assert result.undo() == seen


def test_a_block_that_leaves_the_weightiest_line_out() -> None:
    """The lines that the confusion is guessed from have lost a byte far behind, and so are none of the block."""
    line = "今天早上我们在河边散步，路上的人很多，天气也很好，后来又去了市场买菜"
    meant = f"{line * 4}雨停了2{line}\n我们今天在家吃饭\n{line * 4}雨停了3{line}"
    assert repair_mojibake(Confusion("utf-8", "gb18030", "question")(meant)) == meant


def test_a_damaged_line_in_a_long_clean_text_is_noticed() -> None:
    good = "昨天傍晚我们沿着河岸走了很久，后来在桥边的小店里喝了一碗热汤。\n" * 40
    bad = Confusion("big5", "gb18030")("圖書館裡的書很多，我們借了三本回家慢慢讀。")
    assert repair_mojibake(f"{good}{bad}\n{good}") == f"{good}圖書館裡的書很多，我們借了三本回家慢慢讀。\n{good}"


def test_edits_of_a_block_are_lines() -> None:
    text = "第一章 回到故乡\n\n第二章 河边的老屋\n第三章 夜里的雨声"
    seen = Confusion("gb18030", "latin-1")(text)
    result = explain(seen, "repair")
    assert result.text == text
    assert [seen[edit.start : edit.end] for edit in result.edits if "\n" in edit.original] == []
    assert len(result.edits) == 3


@pytest.mark.parametrize("phrase", ["天气预报", "我们一起", "河边散步"])
@pytest.mark.parametrize("name", ["gb18030-latin-1", "utf-8-cp1252", "gb18030-cp949"])
def test_a_phrase_alone(name: str, phrase: str) -> None:
    confusion = next(item for item in lossless() if item.name == name)
    assert repair_mojibake(damaged(confusion, phrase)) == phrase


def test_a_doubtful_inner_layer_does_not_hold_the_outer_back() -> None:
    """Of a few characters only some bytes are left: what stands there is read again, not guessed."""
    good = "昨天傍晚我们沿着河岸走了很久，后来在桥边的小店里喝了一碗热汤，雨也停了。\n"
    broken = "她说\ue0de挥芯\ue132\ue426哟ビ肫し舨馐裕\ue0e6\ue370遣恢\ue014滥俏幌后来喝了一碗汤。"
    assert repair_mojibake(Confusion("utf-8", "latin-1")(good * 4 + broken)).startswith(good * 4 + "她说")


@pytest.mark.parametrize("line_break", ["\n", ""])
@pytest.mark.parametrize("place", [0, 150, 2 * PART // 27, 599])
def test_one_line_of_a_long_text(line_break: str, place: int) -> None:
    """Of a long text only the parts that show a signal are looked at; a part may end amid the damage."""
    clean = "图书馆每周二闭馆，周末照常开放，老人们一早就来看报。" + line_break
    text = clean * 600
    assert len(text) > 3 * PART
    begin = place * len(clean)
    damaged = text[:begin] + clean.encode().decode("latin-1") + text[begin + len(clean) :]
    assert repair_mojibake(damaged) == text


BOOK = "昨天傍晚我们沿着河岸走了很久，后来在桥边的小店里喝了一碗热汤，老板说明天还会下雪。\n" * 300
PHRASES = [
    ("gb18030-latin-1", "图书馆里的书", BOOK),
    ("gb18030-big5", "图书馆里的书", BOOK),
    ("gb18030-cp949", "图书馆里的书", BOOK),
    ("utf-8-iso8859-15", "城市里的图书馆下午开放", BOOK),
    (
        "cp932-gb18030",
        "図書館で借りた本",
        "夕方になると川沿いの道を散歩して、橋のそばの店で温かいスープを飲んだ。\n" * 300,
    ),
    ("big5-gb18030", "圖書館裡的書", "昨天傍晚我們沿著河岸走了很久，後來在橋邊的小店裡喝了一碗熱湯。\n" * 300),
]


@pytest.mark.parametrize(("name", "phrase", "clean"), PHRASES)
@pytest.mark.parametrize("frame", ["{}\n", "他说（{}）。\n", "1\t{}\t2\n"])
def test_a_phrase_within_a_book(name: str, phrase: str, clean: str, frame: str) -> None:
    """How much good text stands around a phrase does not matter: at the start, amid it, at the end."""
    confusion = next(item for item in lossless() if item.name == name)
    seen = damaged(confusion, phrase)
    line = clean.index("\n") + 1
    for place in (0, 150 * line, 300 * line):
        before, after = clean[:place], clean[place:]
        assert repair_mojibake(before + frame.format(seen) + after) == before + frame.format(phrase) + after


def test_two_confusions_far_apart_in_one_text() -> None:
    first = Confusion("gb18030", "big5")("图书馆每周二闭馆，周末照常开放。")
    second = Confusion("utf-8", "cp1252")("老人们一早就来看报，中午才回家。")
    meant = f"图书馆每周二闭馆，周末照常开放。\n{BOOK}老人们一早就来看报，中午才回家。\n{BOOK}"
    assert repair_mojibake(f"{first}\n{BOOK}{second}\n{BOOK}") == meant


def test_the_mark_behind_a_run_is_no_part_of_it() -> None:
    """A3A1, the mark in GBK, reads as two half-width marks that may end a sentence, too."""
    seen = Confusion("cp932", "gb18030")("図書館で借りた本を読んだ")
    assert repair_mojibake(f"彼は笑った。{seen}！\n") == "彼は笑った。図書館で借りた本を読んだ！\n"


def test_a_private_character_is_no_run_for_its_kind() -> None:
    """One character of private use reads as something in any encoding; another run of that kind proves nothing."""
    seen = Confusion("gb18030", "cp932")("公司招聘的人事专")
    odd = "小店的招牌上写着\ue004字，谁也不认识。\n"
    assert repair_mojibake(f"{odd}{BOOK}{seen}\n") == f"{odd}{BOOK}公司招聘的人事专\n"


@pytest.mark.parametrize("seen", ["濃痰（¹\xa0Ö®Íâ£¬ÐlÉú）、胸", "階に（‚Ì\x8f\xad\x8f—‚¾）バー"])
def test_no_strange_letters_are_made_in_a_line_of_cjk_text(seen: str) -> None:
    """Two or three bytes of another encoding may be a character of UTF-8 by chance."""
    made = set(repair_mojibake(seen)) - set(seen)
    assert not [char for char in made if "\u02dd" <= char < "\u2e80"]


def test_a_byte_order_mark_inside_a_misread_text_is_read_with_it() -> None:
    parts = ["第一卷在河边写成，那年雨水很多。\n", "\ufeffOnce more\n", "第二卷写于山中，冬天没有下雪。\n"]
    seen = "".join(parts).encode().decode("gb18030", "replace")
    assert "锘縊" in seen
    restored = repair_mojibake(seen)
    assert restored.replace("\ufeff", "") == "".join(parts).replace("\ufeff", "")
    assert explain(seen, "repair").undo() == seen


def test_a_space_may_be_a_no_break_space_beside_a_lost_byte() -> None:
    text = "公告栏里贴着下个月的演出时间。"  # 栏 is E6 A0 8F
    seen = Confusion("utf-8", "cp1252", "c1")(text).replace("\xa0", " ")
    assert seen.count(" ") == 1
    assert repair_mojibake(seen) == text
