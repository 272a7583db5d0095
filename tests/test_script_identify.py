"""Which script it is: our own texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.script import identify_script
from cjkclean.script.spans import EMISSIONS, FOLLOW, LABELS, SWITCHES, cheapest_runs, class_of, evidence

LABELLED = [
    ("hans", "这几天气温回升，农民们忙着给果树剪枝。"),
    ("hant", "這幾天氣溫回升，農民們忙著給果樹剪枝。"),
    ("hant", "佢哋琴日喺茶餐廳度食咗飯。"),
    ("ja", "昨日は図書館で資料を調べました。"),
    ("ja", "東京都立図書館利用案内"),  # no kana: 図 is neither simplified nor traditional
    ("ja", "発売記念特別講演会"),
    ("ja", "國語の敎科書を讀む。"),  # old forms, with kana
    ("ko", "도서관에서 자료를 찾았습니다."),
    ("ko", "大韓民國의 國會는 서울에 있다."),
    ("ko", "韓國의 經濟發展과 民主化"),  # more ideographs than hangul, but the endings are right behind them
    ("hant", "他看了《기생충》這部電影，覺得很好看。"),
    ("hant", "歌手 김철수 今年第三次來台灣開唱。"),
    ("neutral", "山中有石，水下有土。"),
    ("neutral", "plain English, 123"),
    ("neutral", ""),
    ("hans", "他最喜欢的作家是張愛玲，几乎读过她所有的小说。"),
    ("hant", "他最喜歡的歌手是邓丽君，幾乎聽過她所有的唱片。"),
    ("hans", "这款叫「の」的饮料卖得很好，他们说还会出新的。"),
    ("mixed", "这几天气温回升，农民们忙着剪枝。\n這幾天氣溫回升，農民們忙著剪枝。"),
    ("mixed", "這個问题很複杂，我們没有办法马上回答，請你们再等幾天，还會有进展的。"),
]


@pytest.mark.parametrize(("label", "text"), LABELLED)
def test_labels(label: str, text: str) -> None:
    assert identify_script(text).label == label


def test_shared_characters_are_no_evidence() -> None:
    assert identify_script("后里干台云松范").label == "neutral"
    profile = identify_script("后来他说")
    assert (profile.label, profile.counts["hans"], profile.counts["han"]) == ("hans", 2, 4)
    assert profile.deciding == {"hans": (("来", 1), ("说", 1)), "hant": ()}
    assert profile.shares == {"hans": 1.0, "hant": 0.0}


def test_spans_keep_sentences_whole() -> None:
    text = "他说：“请坐。”然后详细介绍了張愛玲的小说。這句話是繁體的，後面還有。再写一句简体。"
    spans = [(text[span.start : span.end], span.label) for span in identify_script(text).spans]
    assert spans == [
        ("他说：“请坐。”然后详细介绍了張愛玲的小说。", "hans"),
        ("這句話是繁體的，後面還有。", "hant"),
        ("再写一句简体。", "hans"),
    ]


def test_endings_make_hanja_korean() -> None:
    text = "這句話是他說的。大韓民國의 國會와 學校에서는 漢字를 배우기도 한다."
    spans = [(text[span.start : span.end], span.label) for span in identify_script(text).spans]
    assert spans == [(text[:8], "hant"), (text[8:], "ko")]


def best_states(text: str) -> int:
    """Cost of the cheapest sequence of states, naively."""
    costs = [0] * 4
    boundary = 0
    for character in text:
        kind = class_of(character)
        cheapest = min(costs) + SWITCHES[16 * boundary + kind]
        costs = [min(cost, cheapest) + EMISSIONS[16 * state + kind] for state, cost in enumerate(costs)]
        boundary = FOLLOW[16 * boundary + kind]
    return min(costs)


@given(st.text(st.sampled_from("这這国図說说后の가。，”\na"), max_size=60))
def test_runs_are_the_cheapest(text: str) -> None:
    runs = list(cheapest_runs(text))
    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])] if text else not runs
    states = [LABELS.index(run.label) for run in runs for _ in range(run.start, run.end)]
    cost = boundary = 0
    for at, (state, character) in enumerate(zip(states, text, strict=True)):
        kind = class_of(character)
        cost += EMISSIONS[16 * state + kind] + (SWITCHES[16 * boundary + kind] if at and states[at - 1] != state else 0)
        boundary = FOLLOW[16 * boundary + kind]
    assert cost == best_states(text)
    assert sum(run.end - run.start for run in runs) == len(text)


@given(st.text())
def test_every_character_is_counted_once(text: str) -> None:
    assert sum(evidence().count(text)[:16]) == len(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("这条路很长。這條路很長。", "mixed"),
        ("这条路很长\n這條路很長", "mixed"),
        ("“这条路很长！”“這條路很長！”", "mixed"),
        ("这条路上住着張學友，他说这里很长。", "hans"),
        ("張學友\n这条路很长，他从这里走过去。", "hans"),
    ],
)
def test_whole_sentences_make_a_short_text_mixed_and_names_do_not(text: str, label: str) -> None:
    assert identify_script(text).label == label
