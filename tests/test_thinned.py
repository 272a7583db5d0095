"""UTF-8 in single bytes that lost its C1 controls: what is left of each character, and which it was."""

from __future__ import annotations

import difflib
import random

import pytest

from cjkclean import RepairMojibake, explain, model, repair_mojibake
from cjkclean.kernels.successors import successors
from tests.damage.mojibake import Confusion

DROPPED = Confusion("utf-8", "latin-1", "c1")
UNDEFINED = Confusion("utf-8", "cp1252", "c1")

TEXTS = {
    "zh-hans": (
        "图书馆的二楼有一间阅览室，靠窗的位置总是最先坐满。我每个星期三下午去那里看书，有时候也只是坐着听雨。\n"
        "管理员是一位头发花白的老先生，他记得每一个常来的人，也记得他们借过什么书。\n"
        "上个月他退休了，大家凑钱给他买了一只钢笔。"
    ),
    "zh-hant": (
        "圖書館的二樓有一間閱覽室，靠窗的位置總是最先坐滿。我每個星期三下午去那裡看書，有時候也只是坐著聽雨。\n"
        "管理員是一位頭髮花白的老先生，他記得每一個常來的人，也記得他們借過什麼書。"
    ),
    "ja": (
        "図書館の二階には小さな閲覧室があり、窓際の席はいつも最初に埋まります。\n"
        "わたしは毎週水曜日の午後にそこで本を読みますが、雨の音を聞いているだけの日もあります。\n"
        "先月、長く勤めた職員の方が退職されたので、みんなで万年筆を贈りました。"
    ),
    "ko": (
        "도서관 이층에는 작은 열람실이 있고 창가 자리는 언제나 가장 먼저 찬다.\n"
        "나는 매주 수요일 오후에 그곳에서 책을 읽지만 빗소리만 듣고 오는 날도 있다."
    ),
}


def share(restored: str, meant: str) -> float:
    blocks = difflib.SequenceMatcher(None, restored, meant, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(meant)


@pytest.mark.parametrize(("language", "least"), [("zh-hans", 0.7), ("zh-hant", 0.65), ("ja", 0.5), ("ko", 0.6)])
def test_most_of_a_text_without_its_controls_comes_back(language: str, least: float) -> None:
    meant = TEXTS[language]
    seen = DROPPED(meant)
    result = explain(seen, "repair")
    assert share(result.text, meant) >= least
    assert all(edit.confidence >= 0.49 for edit in result.edits)
    assert result.undo() == seen


@pytest.mark.parametrize("language", TEXTS)
def test_the_undefined_bytes_of_a_code_page_hardly_cost_anything(language: str) -> None:
    assert share(repair_mojibake(UNDEFINED(TEXTS[language])), TEXTS[language]) >= 0.93


def test_what_is_left_of_a_character_is_no_other() -> None:
    """Every guess has the bytes that were seen, and lacks only controls."""
    seen = DROPPED(TEXTS["ja"])
    edits = RepairMojibake(fill_from=0.0).edits(seen)
    assert DROPPED(edits.apply(seen)) == seen


def test_doubtful_characters_name_their_rivals() -> None:
    seen = DROPPED(TEXTS["zh-hans"])
    found = [finding for finding in explain(seen, "repair").findings if finding.kind == "mojibake.uncertain"]
    assert found
    for finding in found:
        assert all(DROPPED(rival) == seen[finding.start : finding.end] for rival in finding.candidates)


@pytest.mark.parametrize("language", TEXTS)
def test_what_stayed_unclear_stays_so(language: str) -> None:
    """What was chosen around a doubtful character makes it no clearer: a second look would take it for evidence."""
    once = repair_mojibake(DROPPED(TEXTS[language]))
    again = repair_mojibake(once)
    assert len(again) >= 0.97 * len(once)
    assert explain(DROPPED(TEXTS[language]), "repair").text == again


def test_lines_of_which_no_character_is_whole_are_read_with_their_text() -> None:
    line = "これがそのあたりのことです。"
    meant = f"{TEXTS['ja']}\n{line}"
    assert all(char >= "\x80" for char in DROPPED(line))
    assert share(repair_mojibake(DROPPED(meant)).split("\n")[-1], line) >= 0.3


def test_spaces_may_be_no_break_spaces() -> None:
    meant = TEXTS["zh-hans"] + "\n树下的石桌上放着一本相册，标题是校长写的，他的签名也在那里。电话 0571 是村里的。"
    seen = DROPPED(meant)
    spaced = seen.replace("\xa0", " ")
    assert spaced.count(" ") > 5
    restored = repair_mojibake(spaced)
    assert share(restored, meant) >= share(repair_mojibake(seen), meant) - 0.02
    assert " 0571 " in restored


def test_long_texts_are_weighed_piece_by_piece() -> None:
    meant = "\n".join([TEXTS["zh-hans"].replace("\n", "")] * 4)
    restored = repair_mojibake(DROPPED(meant)).split("\n")
    assert len(restored) == 4
    assert share("\n".join(restored), meant) >= 0.65


@pytest.mark.parametrize(
    "text",
    [
        "[áéíóúàèìòùâêîôûãõäëïöüçñ]+",
        "ãäåæçèéêëìíîï",
        "ïîíìëêéèçæåäã ¿¾½¼»º¹¸·¶",
        "Naïveté, déjà-vu, l’été où « l’aîné » coûtait 12 €; ça créé des à-côtés.",
        "é è ê ë | ã ä å | í ì î ï | ç",
        "V tuto chvíli není dostupná žádná další možnost.",
        "Não há opções: ações, nações, corações.",
        "Đây là một câu tiếng Việt có rất nhiều dấu: ấ ề ữ ẫ ộ.",
    ],
)
def test_accented_letters_side_by_side_are_left(text: str) -> None:
    assert repair_mojibake(text) is text


def test_letters_that_two_code_pages_have_for_different_bytes() -> None:
    line = "近期沿海地区"
    seen = Confusion("utf-8", "cp1252")(line)
    assert {"\u0153", "\u0152"} < set(seen)
    assert repair_mojibake(f"昨天的会开了很久。\n{seen}\n大家都同意了。").split("\n")[1] == line


def test_successors_are_the_pairs_of_the_table() -> None:
    table = model.default().table
    found = successors(table)
    rng = random.Random(5)
    for char in "的一が은，Ａ":
        symbol = table.symbol(ord(char))
        for group in (3, 4, 6, 11):
            at = group << 14 | symbol
            listed = {
                found.symbols[entry]: found.values[entry] for entry in range(found.first[at], found.first[at + 1])
            }
            for other in (*listed, *(rng.randrange(1, 15000) for _ in range(50))):
                if other in listed:
                    assert table.find_pair(symbol, other) == listed[other]
    assert found is successors(table)
    after = table.symbol(ord("的"))
    at = 4 << 14 | table.symbol(ord("我"))
    assert after not in [found.symbols[entry] for entry in range(found.first[at], found.first[at + 1])]
    at = 7 << 14 | table.symbol(ord("我"))
    assert after in [found.symbols[entry] for entry in range(found.first[at], found.first[at + 1])]
