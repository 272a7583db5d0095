"""Conversion: the shipped tables, and what they do not decide."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.script import Converter, configurations, convert, unify
from cjkclean.script.unify import unifying_edits

# (configuration, text, result): our own sentences, results as OpenCC 1.4.2 gives them.
SENTENCES = [
    ("s2t", "皇后坐在后面，头发很长。", "皇后坐在後面，頭髮很長。"),
    ("s2t", "他发现干燥的面条只剩一斤。", "他發現乾燥的麪條只剩一斤。"),
    ("s2tw", "这里的墙刷成了白色。", "這裡的牆刷成了白色。"),
    ("s2hk", "这里的线路说明书。", "這裏的線路説明書。"),
    ("s2twp", "打印机的软件占用太多内存。", "印表機的軟體佔用太多記憶體。"),
    ("t2s", "乾隆年間，後宮的麵點很有名。", "乾隆年间，后宫的面点很有名。"),
    ("tw2sp", "這台印表機的軟體沒有更新。", "这台打印机的软件没有更新。"),
    ("hk2s", "説明書在裏面。", "说明书在里面。"),
    ("t2jp", "圖書館的舊書。", "図書館的旧書。"),
    ("jp2t", "図書館で読書。", "圖書館で讀書。"),
    ("t2tw", "羣衆在臺階上。", "群眾在臺階上。"),
    ("s2t", "⿰讠兑", "⿰讠兑"),
    ("s2t", "\uf9b5子", "例子"),
]


@pytest.mark.parametrize(("config", "text", "result"), SENTENCES)
def test_sentences(config: str, text: str, result: str) -> None:
    assert convert(text, config) == result
    edits = Converter.named(config).edits(text)
    assert edits.apply(text) == result
    assert edits.undo(result) == text


def test_all_configurations_are_there() -> None:
    names = "hk2s hk2sp hk2t jp2t s2hk s2hkp s2t s2tw s2twp t2hk t2jp t2s t2tw tw2s tw2sp tw2t"
    assert " ".join(configurations.names()) == names
    with pytest.raises(ValueError, match="no conversion 's2x'; there are hk2s"):
        convert("一", "s2x")


@pytest.mark.parametrize("config", configurations.names())
@given(text=st.text(st.sampled_from("发髮後后里裏乾干面麵台臺說説内存軟體⿰⿲豈\n a𠮷")))
def test_record_equals_result(config: str, text: str) -> None:
    converter = Converter.named(config)
    result = converter(text)
    edits = converter.edits(text)
    assert edits.apply(text) == result
    assert edits.undo(result) == text
    if result == text:
        assert result is text


def test_same_object() -> None:
    for text in ("", "plain text", "已经是简体的文字，里面什么都有。" * 5000):
        assert convert(text, "t2s") is text


def test_edits_are_small_and_say_why() -> None:
    edits = Converter.named("s2twp").edits("内存里的头发")
    assert [(edit.original, edit.replacement) for edit in edits] == [
        ("内存", "記憶體"),
        ("里", "裡"),
        ("头", "頭"),
        ("发", "髮"),
    ]
    assert edits[1].alternatives[:1] == ("里",)
    assert not edits[3].alternatives  # a phrase decided
    assert edits[1].confidence < edits[2].confidence


def test_choices() -> None:
    found = Converter.named("s2t").choices("他姓干，干杯。")
    assert [(finding.start, finding.candidates[0]) for finding in found] == [(2, "幹")]
    assert "乾" in found[0].candidates


def test_words_win_and_are_kept() -> None:
    words = {"内存": "內存", "云": "云"}
    assert convert("云的内存和云彩", "s2twp", words=words) == "云的內存和云彩"
    assert convert("内存条", "s2t", words={"内存": "X", "内存条": "Y"}) == "Y"
    with pytest.raises(ValueError, match="empty key"):
        convert("一", words={"": "二"})


@pytest.mark.parametrize(
    ("protect", "expected"),
    [
        ((), "見 https://example.org/后/里，`头发`「后面」信 a后@b.cn"),
        (("urls",), "見 https://example.org/后/里，`頭髮`「後面」信 a後@b.cn"),
        (("code",), "見 https://example.org/後/裏，`头发`「後面」信 a後@b.cn"),
        (("quotes", "emails"), "見 https://example.org/後/裏，`頭髮`「后面」信 a后@b.cn"),
    ],
)
def test_protected_spans(protect: tuple[str, ...], expected: str) -> None:
    text = "见 https://example.org/后/里，`头发`「后面」信 a后@b.cn"
    if not protect:
        expected = convert(text, "s2t")
    assert convert(text, "s2t", protect=protect) == expected
    assert Converter.named("s2t", protect=protect).edits(text).apply(text) == expected


def test_unknown_protection() -> None:
    with pytest.raises(ValueError, match="nothing named 'url' can be protected"):
        convert("一", protect=["url"])


UNIFIED: list[tuple[str, dict[str, Any], str]] = [
    ("范先生住在松江，後來去了於潛。", {"to": "hant"}, "范先生住在松江，後來去了於潛。"),
    ("范先生住在松江。\n這是後來寫的。", {"to": "hans"}, "范先生住在松江。\n这是后来写的。"),
    ("说明：这条消息说得清楚。\n這條訊息說得清楚。", {"to": "dominant"},
     "说明：这条消息说得清楚。\n这条讯息说得清楚。"),
    ("我们请張愛玲来讲课，时间定了。", {"to": "hans"}, "我们请张爱玲来讲课，时间定了。"),
    ("我们请張愛玲来讲课，时间定了。", {"to": "hans", "strays": False}, "我们请張愛玲来讲课，时间定了。"),
    ("図書館で本を読んでいます。\n这是说明。", {"to": "hant"}, "図書館で本を読んでいます。\n這是說明。"),
    ("這些軟體很好用，說明寫得清楚。\n这些软件很好用，说明写得清楚。", {"to": "hant", "config": "s2twp"},
     "這些軟體很好用，說明寫得清楚。\n這些軟體很好用，說明寫得清楚。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "options", "expected"), UNIFIED)
def test_unify(text: str, options: dict[str, Any], expected: str) -> None:
    result = unify(text, **options)
    assert result == expected
    assert unify(result, **options) == result
    edits = unifying_edits(text, **options)
    assert edits.apply(text) == expected
    assert edits.undo(expected) == text
    if expected == text:
        assert result is text


def test_unify_refuses_unknown_targets() -> None:
    with pytest.raises(ValueError, match="no script 'simplified'"):
        unify("一", "simplified")
