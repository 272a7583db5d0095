"""NormalizeWhitespace and NormalizePunctuation: promises, oracles, and what must stay."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjkclean import NormalizePunctuation, NormalizeWhitespace, normalize_punctuation, normalize_whitespace
from cjkclean.step import Step

PIECES = [
    *"中文今天很好第一单元あア한，。！“”‘’「」 \n\t\r\u3000\xa0\u2009\u2028\x0b\x0cabXY019,.!?:;()'`@",
    *(["这 是 测 试 ， 请 看 。 大 家 好 呀 来 吧 ！"]), "第第1 1单元单元", "\r\n", "\n\n\n", "  \n", "12:30", "1,000",
    "https://example.org/a?b=1", "…", "…（第二页）",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
STEPS: list[Step] = [
    NormalizeWhitespace(),
    NormalizeWhitespace(between_cjk=True, cjk_latin="add", ideographic_space=True, blank_lines=0),
    NormalizeWhitespace(cjk_latin="remove", join_lines=True),
    NormalizeWhitespace(line_ends=False, trailing=False, spaces=False, blank_lines=-1),
    NormalizePunctuation(),
    NormalizePunctuation(marks="ascii", quotes="corner"),
    NormalizePunctuation(marks="keep", quotes="curly"),
]


@pytest.mark.parametrize("step", STEPS, ids=repr)
@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_promises(step: Step, text: str) -> None:
    clean = step(text)
    edits = step.edits(text)
    assert edits.apply(text) == clean
    assert edits.undo(clean) == text
    assert step(clean) == clean
    if not edits:
        assert clean is text


@settings(max_examples=300, deadline=None)
@given(st.text("中a \t\n\r\xa0\u3000\x0c\u2028", max_size=30))
def test_lines_as_a_naive_reading_has_them(text: str) -> None:
    step = NormalizeWhitespace(spaced=False, doubled=False)
    lines = [line.rstrip(" \t\xa0\u3000") for line in re.split("\r\n|[\n\r\x0b\x0c\u2028\u2029]", text)]
    kept = [lines[0]] if lines[0] or len(lines) == 1 else [""]
    for before, line in pairwise(lines):
        if line or before or len(kept) == 0:
            kept.append(line)
    expected = "\n".join(kept).replace("\xa0", " ")
    clean = step(text)
    assert [line for line in clean.split("\n") if line] == [line for line in expected.split("\n") if line]
    assert "\n\n\n" not in clean


def test_joined_lines_keep_paragraphs() -> None:
    first = "山脚下的村子里住着一位老木匠他每天清晨都要到溪边去挑两桶清水"
    text = f"{first}\n{first}\n{first[:10]}。\n\u3000\u3000第二段从这里开始。"
    joined = f"{first}{first}{first[:10]}。\n\u3000\u3000第二段从这里开始。"
    assert normalize_whitespace(text, join_lines=True) == joined


@pytest.mark.parametrize(
    "text",
    [
        "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡",
        "一、准备工作一二三四五六七八九十一二三四五六七八九\n二、正式开始一二三四五六七八九十一二三四五六七八九\n三、收尾",
    ],
)
def test_verse_and_lists_are_not_joined(text: str) -> None:
    assert normalize_whitespace(text, join_lines=True) is text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他走了,我也走了.你呢?", "他走了，我也走了。你呢？"),
        ("时间:12:30;价格1,000元,约3.5折!", "时间：12:30；价格1,000元，约3.5折！"),
        ("见https://example.org/a,b?c=1 的说明(第2页).", "见https://example.org/a,b?c=1 的说明（第2页）。"),
        ("用Python,不用C;版本(v2.0)", "用Python，不用C；版本(v2.0)"),
        ("Hello, world. (ok)", "Hello, world. (ok)"),
        ("运行`print(甲,乙)`即可", "运行`print(甲,乙)`即可"),
    ],
)
def test_full_marks(text: str, expected: str) -> None:
    assert normalize_punctuation(text) == expected


def test_quotes_by_region() -> None:
    assert normalize_punctuation("他说：“‘好’字怎么写？”it’s", quotes="corner") == "他说：「『好』字怎么写？」it’s"
    assert normalize_punctuation("他說：「『好』字怎麼寫？」", quotes="curly") == "他說：“‘好’字怎麼寫？”"


def test_unknown_values_are_errors() -> None:
    for wrong in ({"cjk_latin": "some"}, {"blank_lines": -2}):
        with pytest.raises(ValueError, match="not"):
            NormalizeWhitespace(**wrong)
    with pytest.raises(ValueError, match="not"):
        NormalizePunctuation(marks="wide")
