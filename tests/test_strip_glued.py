"""Furniture glued to paragraphs, and paragraphs that stand twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjkclean import StripChrome, classify_lines, explain
from cjkclean.pipeline import Pipeline
from cjkclean.strip.glued import seams
from cjkclean.strip.page import Page
from tests.test_strip import ARTICLE, PAGE

TITLE, FIRST, *REST = ARTICLE.splitlines()
LAST = REST[-1]
FRONT = [
    "2023-05-06 09:12来源：江城日报作者：王小河字号：大中小",
    "【字体：大 中 小】【打印】【关闭】",
    "发布时间：2023-05-06 来源：江城日报 ",
    "来源：　作者：　",
    "首页 > 新闻 > 本地新闻 ",
]
BACK = [
    "（责任编辑：李小舟）",
    "责任编辑：李小舟分享到：微信微博QQ空间打印本页关闭窗口",
    "【打印】【关闭】",
    " 上一篇：春季招聘会周末举行 下一篇：两条公交线路调整",
]


@pytest.mark.parametrize("front", FRONT)
def test_furniture_in_front_of_a_paragraph_goes(front: str) -> None:
    text = PAGE.replace(FIRST, front + FIRST)
    result = Pipeline([StripChrome()]).explain(text)
    assert result.text.strip() == ARTICLE
    assert result.undo() == text


@pytest.mark.parametrize("back", BACK)
def test_furniture_behind_a_paragraph_goes_and_the_paragraph_stays(back: str) -> None:
    text = PAGE.replace(LAST, LAST + back)
    result = Pipeline([StripChrome()]).explain(text)
    assert result.text.strip() == ARTICLE
    assert result.undo() == text
    assert all(edit.reason for edit in result.edits)


@pytest.mark.parametrize(
    "line",
    [
        "分享到朋友圈的人很多，收藏的人也不少。他说这是好事。",
        "编辑王明把稿子又看了一遍，才放下笔，关了灯。",
        "评论这部小说的人很多，称赞的少。“收藏！”他说",
        "他在日记里写道：今天没有新闻。明天也不会有",
        "下载地址：www.example.com 这是最新的版本，修正了不少错误。请放心使用。",
        "2023年5月6日，图书馆重新开放。来的人很多",
        "上一篇文章讲了怎样选茶，下一篇讲怎样泡茶。敬请期待",
    ],
)
def test_words_of_furniture_in_sentences_are_no_seams(line: str) -> None:
    assert not seams(Page(line)).at
    assert StripChrome()(PAGE.replace(FIRST, line)).count(line) == 1


def test_one_word_of_furniture_behind_a_sentence_is_no_seam() -> None:
    for line in (
        "打印机坏了，关闭电源再打开也没有用。联系我们",
        "登録者は増えているが、コメントは少ない。人気記事の一つだ",
        "기사를 쓴 기자는 독자의 댓글을 모두 읽는다. 이것이 그의 습관이다",
    ):
        assert not seams(Page(line)).at


def test_paragraphs_that_stand_twice_stay_once() -> None:
    twice = "\n".join(f"{line}\n{line}" for line in ARTICLE.splitlines())
    text = PAGE.replace(ARTICLE.partition("\n")[2], twice.partition("\n")[2].partition("\n")[2])
    result = Pipeline([StripChrome()]).explain(text)
    assert [line for line in result.text.split("\n") if line and line not in ARTICLE.splitlines()] == []
    assert result.text.count(FIRST) == result.text.count(LAST) == 1
    assert result.undo() == text


def test_without_the_shape_of_a_page_nothing_goes() -> None:
    for text in (FIRST + BACK[0], f"{FIRST}\n{FIRST}", f"{FRONT[0]}{FIRST}\n{LAST}{BACK[1]}"):
        assert StripChrome()(text) is text


def test_labels_are_of_whole_lines() -> None:
    text = PAGE.replace(FIRST, FRONT[0] + FIRST).replace(LAST, LAST + BACK[0])
    labels = classify_lines(text)
    assert [text[label.start : label.end] for label in labels] == text.splitlines()
    assert {label.label for label in labels if FIRST in text[label.start : label.end]} == {"content"}


def test_markup_around_glued_furniture() -> None:
    pytest.importorskip("lxml")
    html = pytest.importorskip("tests.test_strip_html")
    source = html.DOCUMENT.replace(LAST, LAST + BACK[0])
    result = explain(source)
    assert result.text.strip() == ARTICLE
    assert result.undo() == source


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*PAGE.splitlines(), *FRONT, *BACK, FRONT[0] + FIRST, LAST + BACK[1]]), max_size=50))
def test_a_cleaned_page_rests(lines: list[str]) -> None:
    text = "\n".join(lines)
    step = StripChrome()
    once = step(text)
    assert step(once) == once
    assert Pipeline([step]).explain(text).undo() == text
