"""What every preset promises on any text: undo, agreement, rest, and clean text as the same object."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjkclean.pipeline import preset, presets
from tests.damage.escapes import KINDS
from tests.damage.mojibake import lossless, lossy
from tests.work import lines_run

TEXTS = Path(__file__).parent / "texts"
PIECES = [
    *"規模化的現代產業區域學習，。、？！“”《》（）：；",
    *"天地人我们你好今天去了在是有不这个上来到时大地为子中说生国年着就那和要",
    *"ひらがなカタカナ漢字한국어글",
    *" \n\t\r\u3000\xa0\u200b\ufeff\xad\x00\x85?;,!.:/\\&#%=+<>|()[]{}~@_-'\"0123456789",
    *"abcdefxyzABCDEFXYZāáǎàēéěèīíǐìōóǒòūúǔùÖÐÎÄ¤Ï¸á¡£¿äÇѱÛ",
    *"涓枃锛銆鈥笢恅偙傫偵譁蟄怜喧縺ﾖﾐﾎﾄｶﾅﾊﾝ豈⼀⻄𠮷\ue149\ue1ea\ufffd",
    "區(qū)", "產(chǎn)", "學(xué)", "規?;\ue1ea默F代", "??松\ue149履茉错椖?、", "確?；萜?、助", "?!?",
    "ä¸\xadæ–‡", "\n锘縊nce", "锟斤拷", "烫烫烫", "&#20013;", "&ldquo;", "&amp;amp;lt;", "\\u4e2d",
    "%E4%B8%AD", "=E4=B8=AD", "http://www.example.com/",
    "|www.example.net", "<div id=\"x\">", "</p>", "+ZeVnLIqe-",
    "当前位置：首页 > 新闻 > 正文", "责任编辑：张三",
    "版权所有 Copyright 2020", "2024-02-02 10:11  来源：日报", "上一篇：", "σβΠϯ", "第第1 1单元单元",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize("name", sorted(presets()))
@settings(max_examples=150, deadline=None)
@given(text=st.one_of(texts, st.text(max_size=60)))
def test_promises(name: str, text: str) -> None:
    check_promises(name, text)


DAMAGE: list[Callable[[str], str]] = [*lossless(), *lossy(), *KINDS.values()]
sound = st.sampled_from([case["text"] for case in json.loads((TEXTS / "clean.json").read_text("utf-8"))])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sound text of which parts were damaged, one after the other."""
    text: str = draw(sound)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        with contextlib.suppress(UnicodeError):
            text = text[:start] + draw(st.sampled_from(DAMAGE))(text[start:end]) + text[end:]
    return text


@pytest.mark.parametrize("name", ["repair", "web"])
@settings(max_examples=100, deadline=None)
@given(text=damaged())
@example(text="㉭⑧챞짽쯕?~줐쬵둠짩쨏ㅦ42퇥 ?吼樹澄?")  # read once more as UTF-8, it began beyond Unicode
@example(text="駅前の居酒屋に変ｸ?ﾀ､ﾃ､ﾆ､ｵ(^^;")  # read again as what it is
def test_promises_of_damaged_text(name: str, text: str) -> None:
    check_promises(name, text)


def check_promises(name: str, text: str) -> None:
    pipe = preset(name)
    result = pipe.explain(text)
    clean = pipe(text)
    assert clean == result.text
    assert result.undo() == text
    assert result.edits.apply(text) == clean
    assert pipe(clean) == clean
    if not result.edits:
        assert clean is text
    for finding in result.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
    for line in result.lines:
        assert 0 <= line.start <= line.end <= len(text)


@pytest.mark.parametrize("name", sorted(presets()))
@settings(max_examples=50, deadline=None)
@given(raw=st.binary(max_size=80))
def test_any_bytes(name: str, raw: bytes) -> None:
    assert preset(name).explain(raw).text == preset(name)(raw)


ONE = "规模化的现代产业区域学习，正在各地展开。"
GROWING = {
    "clean": ONE + "\n",
    "one line": ONE,
    "mojibake": ONE.encode().decode("gb18030", "replace") + "\n",
    "mojibake of Latin-1": ONE.encode("gb18030").decode("latin-1"),
    "mojibake with bytes lost": ONE.encode().decode("gbk", "replace").replace("\ufffd", "?"),
    "shifted": "規?；\ue1ea默F代產(chǎn)業區(qū)域學(xué)習，正在各地展開。",
    "entities": "&#20013;&amp;nbsp;文",
    "chrome": "首页 > 新闻 > 正文\n责任编辑：张三\n上一篇：第一篇文章\n",
    "spam": "-开云体育官网|www.example.com ",
    "markup": "<div><p>第一段文字。</p>",
    "question marks": "?，",
    "half-width kana": "ﾖﾐﾎﾄ",
}


@pytest.mark.parametrize("kind", GROWING)
def test_work_grows_as_the_text(kind: str) -> None:
    few, many = (lines_run(preset("web"), GROWING[kind] * (size // len(GROWING[kind]))) for size in (1000, 5000))
    assert many < 7 * few + 3000
