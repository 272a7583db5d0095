"""The example page: made by its generator, and cleaned into the article that was written."""

from __future__ import annotations

import difflib
import re

import pytest
from examples.make_dirty_page import HERE, meant, page

import cjkclean

DIRTY = (HERE / "dirty_page.txt").read_text("utf-8")


def test_the_page_is_what_the_generator_makes() -> None:
    assert page() == DIRTY


@pytest.fixture(scope="module")
def result() -> cjkclean.Result:
    return cjkclean.explain(DIRTY)


def test_only_the_article_is_left(result: cjkclean.Result) -> None:
    assert not re.search("example|热线|熱線|首頁|加入收藏|编辑|相关新闻|图片推荐|发稿|彩票|娱乐", result.text)
    assert not re.search("[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]\\)", result.text)
    assert result.metadata["date"].startswith("2024-03-11")


def test_the_article_is_as_it_was_written(result: cjkclean.Result) -> None:
    got = [line for line in result.text.split("\n") if line.strip()]
    want = [line for line in meant().split("\n") if line]
    assert len(got) == len(want)
    close = difflib.SequenceMatcher(None, "\n".join(got), "\n".join(want), autojunk=False).ratio()
    assert close > 0.985
    assert sum(a == b for a, b in zip(got, want, strict=True)) >= len(want) - 4


def test_it_can_be_undone_and_is_done_once(result: cjkclean.Result) -> None:
    assert result.undo() == DIRTY
    assert cjkclean.clean(result.text) == result.text
