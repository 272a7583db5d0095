"""Writes `dirty_page.txt` from `article.txt`: a page as a crawler stores it, damaged by a cloaking tool.

    python -m examples.make_dirty_page

The article (fictional) is put into a portal's page: links, breadcrumb, time and source, editor, empty headings. The
page goes through the tool that `tests/damage/cloaking.py` models: simplified characters become traditional one by one,
table characters get a glued reading, a byte is put before fullwidth marks, and the result is decoded by a decoder that
swallows bytes. What the portal adds afterwards stays simplified, and a block of links is glued to the end.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.damage.cloaking import Cloak

from cjkclean import convert
from cjkclean.tables.glosses import seen

HERE = Path(__file__).parent

KEPT = frozenset("里后干于着面系台只松")
"""Characters that are traditional ones too; such tools leave them as they are."""

TABLE = 70
"""How many characters of the list, most frequent first, this site's tool annotates."""

ABOVE = """新闻热线:0000-5550123
设为首页
加入收藏
您现在的位置: 首页 > 乡镇新闻 > 柳汀镇
"""
TIME = "发稿时间:2024-03-11 08:26   来源: 柳汀日报\n"
BELOW = """
编辑:许听澜

相关新闻:
图片推荐
"""
SPAM = (
    "金玉满堂娱乐城官网注册,飞鱼彩票app下载安装,海豚体育直播在线观看免费,极光棋牌手机版最新版 "
    "飞鱼彩票app下载安装,金玉满堂娱乐城备用网址|www.feiyu-caipiao.example/ "
    "海豚体育直播在线观看免费,极光棋牌送彩金38|www.haitun-zhibo.example "
    "http://www.feiyu-caipiao.example/ http://www.haitun-zhibo.example"
)


def tool(marks: str = "？；，、", table: int = TABLE) -> Cloak:
    """The tool with this site's settings."""
    text = (HERE / "article.txt").read_text("utf-8") + ABOVE
    traditional = {char: char if char in KEPT else convert(char, "s2tw") for char in sorted(set(text))}
    return Cloak(traditional, [(char, readings[0]) for char, readings in seen().items()][:table], marks)


def article() -> tuple[str, str, str]:
    """Title, summary and body as they were written, in simplified characters."""
    title, summary, body = (HERE / "article.txt").read_text("utf-8").rstrip("\n").split("\n\n", 2)
    return title, summary, body


def meant() -> str:
    """The article as it should come out: in the tool's traditional characters, otherwise as written."""
    return replace(tool("", 0), fold=False)("\n".join(article())) + "\n"


def page() -> str:
    """The dirty page."""
    title, summary, body = article()
    description = tool("！？；，、")(f"{summary}\n")  # the page's description went through the tool with one mark more
    return f"{tool()(ABOVE)}{tool()(title)}\n{TIME}{description}\n{tool()(body)}\n{BELOW.rstrip()}{SPAM}\n"


if __name__ == "__main__":
    (HERE / "dirty_page.txt").write_text(page(), "utf-8")
