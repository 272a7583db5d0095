"""Traditional text that a machine made from simplified text, seen by its mistakes: 皇後, 係統, 公裡.

The text is converted to simplified and back by phrases. Where a phrase of the dictionary asks for another character
than the text has, and the two are no variants of each other, a converter once took the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjkclean.script.configurations import program
from cjkclean.script.passes import KEYS, chunks
from cjkclean.step import Finding

# (written, meant), both traditional and different words, in OpenCC's forms. Measured on 4.8 million characters of
# Taiwan, Hong Kong and Cantonese text: left out are the pairs that good writers interchange (佈/布, 週/周, 盡/儘) and
# those that a phrase gets wrong in more than one case of ten (係/繫 in Cantonese).
_PAIRS = (
    "後后 裏里 隻只 麪面 係系 繫系 繫係 乾干 幹干 幹乾 乾幹 鬆松 雲云 穀谷 製制 髮發 發髮 鍾鐘 鐘鍾 曆歷 "
    "歷曆 遊游 衝沖 徵征 誌志 範范 於于 餘余 葉叶 薑姜 醜丑 鬥斗 闢辟 籲吁 萬万 豐丰 鬱郁 幾几 價价 誇夸 "
    "塗涂 錶表 嚮向 齣出 彆別 術朮 朮術 糰團 鬚須 須鬚 彙匯 麴曲 緻致 剋克 穫獲 獲穫 傢家 覆復 噁惡 籤簽 "
    "嚐嘗 鼕冬 捨舍 蔔卜 慾欲 鬍胡 讎仇 僕仆 臺颱 颱臺 檯臺 臺檯 颱台 檯台 像象 醃腌 瞭了 閤合 噹當 髒臟 "
    "臟髒 鬨哄 迴回 衕同 當噹 "
)
_PAIR_SET = frozenset(_PAIRS.split())
_KIND = "script.over-conversion"
# A text counts as over-converted with this many mistakes, of this many kinds, and this share of its ideographs: text
# of good writers has one in 4000, mostly of one kind; naive converters leave one in 150.
_MISTAKES = 3
_KINDS = 2
_SHARE = 1 / 1000
# Of the mistakes found in 163 pages that naive converters had made, 0.35 of 6.9 in 1000 ideographs would be found in
# text of good writers as well.
_CONFIDENCE = 0.95


def find_overconversions(text: str) -> Iterator[Finding]:
    """The mistakes: what was written, and what was meant as the first candidate.

    >>> [(finding.start, finding.candidates) for finding in find_overconversions("皇後說係統壞了")]
    [(1, ('后',)), (3, ('系',))]
    """
    for start, end in chunks(text):
        yield from _in_chunk(text[start:end], start)


def is_overconverted(found: list[Finding], text: str, ideographs: int) -> bool:
    """Whether the mistakes found in a text with so many ideographs show a machine at work."""
    kinds = {(text[finding.start], finding.candidates) for finding in found}
    return len(found) >= max(_MISTAKES, _SHARE * ideographs) and len(kinds) >= _KINDS


def _in_chunk(text: str, offset: int) -> Iterator[Finding]:
    written = _standard(text)
    simplified = program("t2s").apply(written)
    found = program("s2t").trace(simplified, KEYS)[-1]
    meant = _standard(found.text())
    if not len(written) == len(simplified) == len(meant) == len(text):
        return
    for start, end, *_ in found.pieces():
        if end - start > 1 and written[start:end] != meant[start:end]:
            for at in range(start, end):
                if written[at] + meant[at] in _PAIR_SET:
                    message = f"{text[start:end]}: {meant[at]} is meant here; a converter took {text[at]}"
                    yield Finding(
                        offset + at, offset + at + 1, "script.over-conversion", message, _CONFIDENCE, (meant[at],)
                    )


def _standard(text: str) -> str:
    """The text in OpenCC's own forms of traditional characters."""
    return program("hk2t").apply(program("tw2t").apply(text))
