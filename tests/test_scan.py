"""The scan kernel against a plain oracle, and the class table against Unicode."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cjkclean import NormalizeWhitespace
from cjkclean.kernels import scan as kernel
from cjkclean.kernels import second, shifted, spaces
from cjkclean.profile import PART, CharClass, Signal, odd_stretches, profile, signal_bits
from cjkclean.repair.shift_search import WINDOW
from cjkclean.repair.shifts import _stretches
from cjkclean.tables.classes import RULES, class_table, flat_classes, pair_table, plausible_pairs

ALPHABET = (
    "規模化涓枃ÖÐā(ǎ)?;？；，、。“”\n\r \u3000\xa0\u200b\ufeff\ue149\ufffd\x85\x00%\\&#=+<|aZ9かカｶ한ᄒ豈⼀𠮷ДёЃпҐกখ"
)

SECOND = Signal.DOUBLED | Signal.SHIFTED | Signal.SYLLABLE | Signal.SPREAD
SLIPPED = "规模a)(?\ufffd，。:à\n한カF?"
LETTERS = re.compile("[\u3041-\u3096\u30a1-\u30fa々\u3400-\u9fff\uac00-\ud7a3]")


def class_of(char: str) -> CharClass:
    index, leaves = class_table()
    return CharClass(leaves[index[ord(char) >> 8] << 8 | ord(char) & 255])


@given(st.one_of(st.text(ALPHABET), st.text()))
def test_counts_and_signals_match_the_oracle(text: str) -> None:
    found = profile(text)
    classes = [class_of(char) for char in text]
    expected = Signal.NONE
    for pair in pairwise([CharClass.NEWLINE, *classes]):
        for signal, first, then in RULES:
            if pair[0] in first and pair[1] in then:
                expected |= signal
    assert found.length == len(text)
    assert {CharClass(k): n for k, n in enumerate(found.counts) if n} == dict(Counter(classes))
    assert found.signals & ~(Signal.NONSENSE | SECOND) == expected


@given(st.one_of(st.text(SLIPPED, max_size=60), st.text(SLIPPED, max_size=30).map(lambda text: text * 400)))
def test_shifts_wake_wherever_one_may_begin(text: str) -> None:
    assert (Signal.SHIFTED in profile(text).signals) == bool(list(_stretches(text, shifted.triggers(text))))
    assert second.WINDOW == WINDOW


@given(
    st.characters(exclude_categories=["Cs"]), st.sampled_from("?\ufffd"), st.sampled_from(["", "à)", "en)", "e)", ")"])
)
def test_what_follows_a_hole_where_a_shift_shows_raises_a_signal(char: str, hole: str, rest: str) -> None:
    text = f"中{hole}{char}{rest}。国"
    if 1 in shifted.triggers(text):
        assert profile(text).signals & (Signal.HOLE | Signal.GLOSS)


@given(
    st.lists(st.tuples(st.sampled_from(["第", "1 ", "单元", "单", " 元", "a b", "\n", "\u3000"]), st.integers(1, 2)))
)
def test_doubled_lines_wake(parts: list[tuple[str, int]]) -> None:
    text = "".join(part * often for part, often in parts)
    if spaces.doubled_lines(text, second.LONGEST_UNIT, second.LEAST_UNITS) and Signal.HAN in profile(text).signals:
        assert Signal.DOUBLED in profile(text).signals


@given(st.text("模 ,。a\n\u3000", max_size=60), st.integers(0, 30))
def test_spread_text_wakes(text: str, letters: int) -> None:
    text += "规 ，" * letters + text
    if Signal.SPREAD not in profile(text).signals:
        assert (
            NormalizeWhitespace(line_ends=False, trailing=False, spaces=False, blank_lines=-1, doubled=False)(text)
            is text
        )
        index, leaves = class_table()
        assert all(
            found[2] < second.LEAST_SPREAD for found in spaces.spaced_out(text, bytes([1] * 64), index, leaves, 1)
        )


@given(st.text("가ㅏᄀ카ᅲᆨ。", max_size=12))
def test_syllables_in_letters_wake(text: str) -> None:
    assert (Signal.SYLLABLE in profile(text).signals) == bool(re.search("[\u1100-\u1112][\u1161-\u1175]", text))


def rarity(first: CharClass, second: CharClass) -> int:
    """How many of two letters count as rare; 3 for two of hangul, or a kana beside another or a common ideograph."""
    hangul = (first, second).count(CharClass.HANGUL)
    rare = (first, second).count(CharClass.HAN_RARE)
    if hangul:
        return 3 if hangul == 2 else 2
    return 3 if CharClass.HIRAGANA in (first, second) and not rare else rare


@given(st.text("春天的早晨涓枃缂栫爜我們在学校かな한글abc ，"))
def test_weight_of_unseen_pairs_matches_the_oracle(text: str) -> None:
    sketch = plausible_pairs()
    expected = weight = 0
    for a, b in pairwise(text):
        if LETTERS.fullmatch(a) and LETTERS.fullmatch(b):
            place = kernel.sketch_place(ord(a), ord(b))
            seen = sketch[place // 8] >> place % 8 & 1
            weight = max(0, weight + kernel.WEIGHTS[2 * rarity(class_of(a), class_of(b)) + seen])
            expected = max(expected, weight)
    scanner = kernel.Scanner(flat_classes(), pair_table(), sketch, int(CharClass.NEWLINE), array("d"))
    assert scanner.signals(text) >> kernel.WEIGHT_SHIFT & kernel.WEIGHT_MASK == expected
    assert bool(scanner.odd_stretches(text, 40.0)) == (expected > 40)


def test_letters_in_no_order_are_noticed() -> None:
    assert Signal.NONSENSE in profile("绢力 历翅俊 模备甸苞 窃膊 茄碍 傍盔阑 吧菌嚼聪促.").signals
    assert Signal.NONSENSE not in profile("春天的早晨，我们沿着河岸走了很久，柳树刚刚发芽。").signals
    assert Signal.NONSENSE in profile("手持两把锟斤拷，口中疾呼烫烫烫，脚踏千朵屯屯屯。").signals


def test_every_ideograph_is_han() -> None:
    han = {CharClass.HAN, CharClass.HAN_RARE, CharClass.HAN_EXT, CharClass.HAN_COMPAT}
    for code in range(0x110000):
        if unicodedata.name(chr(code), "").startswith("CJK UNIFIED IDEOGRAPH"):
            assert class_of(chr(code)) in han, hex(code)


def test_what_wakes_what() -> None:
    assert Signal.GLOSS in profile("規(guī)模").signals
    assert Signal.HOLE in profile("規?;代").signals
    assert Signal.PRIVATE in profile("\ue1ea").signals
    assert Signal.LATIN_RUN in profile("ÖÐÎÄ").signals
    assert Signal.NONSENSE in profile("涓枃").signals
    assert Signal.RARE_HAN in profile("枃?").signals
    assert Signal.SINGLE_BYTE_RUN in profile("╓╨╬─").signals
    assert Signal.SINGLE_BYTE_RUN in profile("Σ╕¡µûç").signals
    assert Signal.SINGLE_BYTE_RUN in profile("δΈ\xadζ–‡").signals
    assert Signal.REPLACEMENT in profile("��").signals


def test_dialect_names_and_other_alphabets_wake_no_repair() -> None:
    for text in (
        "佢哋琴日喺嗰度食咗啲嘢，我哋冇去，噉就返咗屋企瞓覺㗎喇。你哋幾時得閒嚟搵我哋玩吖？",
        "山间的溪水从岩石上流过，孩子们在岸边追着蝴蝶跑，老人坐在树下喝茶，谁也不着急回家。",
        "這座島在希臘語裡叫 Κέρκυρα，泰語寫作 คอร์ฟู，當地人從早到晚都在喝咖啡。",
        "时间——地点→方向，○○公司、●●路，△▲▽▼，──以上──",
    ):
        assert not profile(text).signals & (Signal.NONSENSE | Signal.RARE_HAN | Signal.SINGLE_BYTE_RUN), text


def test_plain_chinese_wakes_no_repair() -> None:
    damage = (
        Signal.GLOSS | Signal.HOLE | Signal.PRIVATE | Signal.LATIN_RUN | Signal.RARE_HAN | Signal.ENTITY
        | Signal.REPLACEMENT | Signal.CONTROL | Signal.SINGLE_BYTE_RUN | Signal.BACKSLASH | Signal.COMPAT
    )  # fmt: skip
    text = "春天的早晨，我们沿着河岸走了很久（大约两小时）。“你看，”她说，“柳树发芽了！”\n真的嗎？好的，打8%折…"
    assert not profile(text).signals & damage


_LONG_TEXT = st.lists(
    st.tuples(
        st.sampled_from(["春", "a", " ", "\n", "é", "か", "한", "枃", "涓枃", "?", "（", "&", "α", "𠀀"]),
        st.integers(1, 400) | st.just(PART),
    ),
    max_size=60,
).map(lambda runs: "".join(char * often for char, often in runs) * 4)


@given(_LONG_TEXT, st.sets(st.sampled_from(CharClass), min_size=1, max_size=3))
def test_parts_of_a_long_text_hold_what_is_looked_for(text: str, wanted: set[CharClass]) -> None:
    found = profile(text)
    classes = sum(1 << kind for kind in wanted)
    for stretches in (found.stretches(classes), found.lines(classes)):
        inside = {place for start, end in stretches for place in range(start, end)}
        assert all(at in inside for at, char in enumerate(text) if class_of(char) in wanted)
        assert all(one[1] <= other[0] for one, other in pairwise(stretches))
    for start, end in found.lines(classes):
        assert start in (0, len(text)) or text[start - 1] == "\n"
        assert end in (0, len(text)) or text[end - 1] == "\n"


@given(_LONG_TEXT)
def test_signals_of_a_long_text_are_those_of_its_parts(text: str) -> None:
    found = profile(text)
    assert found.bits == signal_bits(text)
    assert odd_stretches(text, found) == odd_stretches(text)
    wanted = int(Signal.NONSENSE | Signal.LATIN_RUN)
    raising = list(found.raising(wanted))
    assert all(bits and bits == signal_bits(text[start:end]) & wanted for start, end, bits in raising)
    assert raising or not found.bits & int(Signal.LATIN_RUN)


@given(
    _LONG_TEXT,
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(["", "枃", "\n", "é" * 40, "\u200b"])), max_size=3),
)
def test_a_long_text_after_an_edit_has_the_profile_of_its_own(text: str, edits: list[tuple[int, str]]) -> None:
    before = profile(text)
    for at, new in edits:
        place = at % (len(text) + 1)
        text = text[:place] + new + text[place + (at % 3) :]
        after = profile(text, before)
        assert after.bits == profile(text).bits
        assert after._parts == profile(text)._parts
        before = after
