"""Mojibake that stands there as an example is kept; damage in a text that mentions encodings in passing is not."""

from __future__ import annotations

import pytest

from cjkclean import explain, repair_mojibake
from tests.damage.mojibake import Confusion

LINE = "雨停以后我们沿着河边的小路慢慢走回村里去"
SEEN = Confusion("utf-8", "gb18030")(LINE)
PHRASE = "河边的小路"
SHORT = Confusion("gb18030", "latin-1")(PHRASE)
PROSE = "今天早上街上的人很少，只有卖豆浆的老人坐在门口等着第一个客人。"


@pytest.mark.parametrize(
    "text",
    [
        f"寄件人要写清楚地址、电话和邮政编码。\n{SEEN}\n{PROSE}",
        f"{PROSE}\n商品编码 20931\n{SEEN}\n{PROSE}",
        f'<meta charset="utf-8">\n{SEEN}\n{PROSE}',
        f"书里有一章专门讲遗传编码，写得很好懂。\n{PROSE}\n{SEEN}",
        f"{SEEN}\n{PROSE}他在公司里写编码器，很忙。",
    ],
)
def test_damage_near_a_word_about_encodings_is_repaired(text: str) -> None:
    text = f"{PROSE}{PROSE}\n{text}\n{PROSE}"
    assert repair_mojibake(text) == text.replace(SEEN, LINE)


@pytest.mark.parametrize(
    "text",
    [
        f"标题变成了乱码：\n{SEEN}\n{PROSE}",
        f"{SEEN}\n上面这一行是把 UTF-8 当作 GBK 读出来的。\n{PROSE}",
        f"换一种编码打开以后，这一句显示为：\n{SEEN}\n{PROSE}",
        f"如果编码选错了，这几个字就成了“{SHORT}”，谁也看不懂。\n{PROSE}",
        f"编码不对时的样子（{SHORT}）很多人都见过。\n{PROSE}",
        f"字符集: {SHORT}\n{PROSE}",
    ],
)
def test_examples_are_kept(text: str) -> None:
    text = f"{PROSE}{PROSE}\n{text}\n{PROSE}"
    assert repair_mojibake(text) is text
    assert "mojibake.quoted" in [finding.kind for finding in explain(text, "repair").findings]
