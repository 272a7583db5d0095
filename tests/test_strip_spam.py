"""Spam on pages of our own writing, and the first look that decides whether anything else runs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.strip.spammed import measure

from cjkclean.kernels import glance
from cjkclean.profile import profile
from cjkclean.strip import StripChrome, StripSpam, StripWatermarks
from cjkclean.strip.page import Page, traits
from tests.test_strip import LINES
from tests.work import lines_run

PIECES = [
    *LINES, "首页", "登录", "百家乐", "官网", "开云", "w.com", "。com", "点 c", ",", "，", "。", " ", "\u3000", "\n",
    "2023-01-02",
    "作者：", "版权所有", "😀", "𠮷", "\U0010ffff", "Copyright", "로그인", "お問い合わせ", "a", "1",
]  # fmt: skip


def test_spam_of_every_kind_goes_and_the_text_stays() -> None:
    for kind, (recall, loss) in measure().items():
        assert recall >= 0.98, kind
        assert loss <= 0.002, kind


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_first_look_rules_out_nothing_that_is_there(text: str) -> None:
    found, page = traits(text, profile(text)), Page(text)
    assert not page.has_furniture() or found & glance.PAGE
    assert not page.suspects or found & glance.SPAM


def test_a_line_that_goes_as_a_whole_loses_no_part_before() -> None:
    prose = "這座小鎮靠著河邊，鎮上的人們大多認識彼此，早晨總有人在橋頭賣豆漿，孩子們背著書包走過石板路去學校。" * 3
    hidden = '<div style="display:none"><a href="http://example.com">x</a></div>'
    text = f"{prose}\n连接设置,网络选项,帮助文档,软件下载{hidden}\n{prose}"
    assert [edit.kind for edit in StripSpam().edits(text)] == ["spam.foreign-script"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_first_look_takes_any_text(text: str) -> None:
    assert 0 <= traits(text, profile(text)) < 16


@pytest.mark.parametrize(
    "piece",
    [
        "www.a.com ",
        "（请记住www.a.com阅读最新章节）",
        "-开云体育官网",
        '<div id="a1b2c3">',
        "澳门百家乐官网|www.a.com ",
        "春",
    ],
)
def test_work_is_linear_in_one_long_line(piece: str) -> None:
    steps = (StripSpam(), StripWatermarks(), StripChrome())

    def work(size: int) -> int:
        text = piece * (size // len(piece))
        return lines_run(lambda: [step.propose(text, profile(text)) for step in steps])

    assert work(8000) < 10 * work(1000) + 1000
