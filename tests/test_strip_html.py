"""HTML: lines with hints, what is hidden, and that a cleaned document rests."""

from __future__ import annotations

import pytest

from cjkclean import clean, explain
from cjkclean.pipeline import preset
from cjkclean.profile import Hints, profile
from cjkclean.strip import ExtractHtml
from cjkclean.strip.markup import HINTS, read
from tests.test_strip import ARTICLE, PAGE

pytest.importorskip("lxml")

TITLE, *PARAGRAPHS = ARTICLE.splitlines()
MENU = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("首页", "新闻", "体育", "论坛"))
DOCUMENT = f"""<!DOCTYPE html><html><head><title>x</title><style>p {{ color: red }}</style></head><body>
<div class="topNav"><ul>{MENU}</ul></div>
<div id="breadcrumb"><a href="/">首页</a> &gt; <a href="/news">新闻中心</a> &gt; 正文</div>
<div class="article-main"><h1>{TITLE}</h1><div class="info">发布时间：2023-05-06 09:12 来源：江城日报</div>
{"".join(f"<p>{line}</p>" for line in PARAGRAPHS)}<div class="editor">责任编辑：李小舟</div></div>
<div class="related"><h3>相关新闻</h3><ul><li><a href="/1">老城区路灯将更换</a></li>
<li><a href="/2">图书馆延长开放时间</a></li></ul></div>
<div class="footer">关于我们 | 联系我们 | 版权声明<br>Copyright 2010-2023 江城在线 版权所有</div></body></html>"""


def test_document_keeps_its_article_and_nothing_else() -> None:
    result = explain(DOCUMENT)
    assert result.text.strip() == ARTICLE
    assert result.undo() == DOCUMENT
    assert clean(DOCUMENT) == result.text
    assert clean(result.text) == result.text
    assert result.metadata["date"] == "2023-05-06T09:12"
    removed = [edit for name, edits in result.steps if name == "strip_chrome" for edit in edits]
    assert removed
    assert all(edit.reason and edit.kind.startswith("chrome.") for edit in removed)


def test_hints_follow_their_lines_through_edits() -> None:
    proposal = ExtractHtml().propose(DOCUMENT, profile(DOCUMENT))
    hints = proposal.hints
    assert hints is not None
    text = proposal.edits.apply(DOCUMENT)
    assert [text[start:].partition("\n")[0] for start in hints.starts] == text.split("\n")
    heading = HINTS.index("heading")
    at = text.index(TITLE)
    assert hints.of(at)[heading] == hints.of(at + 3)[heading] == 1.0
    shorter = Hints(hints.starts, hints.rows).moved(proposal.edits.__class__((), len(text)))
    assert shorter.of(at) == hints.of(at)


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-9999px",
        "font-size:0",
        "text-indent:-5000px",
        "height:0;overflow:hidden",
        "color:#fff;background-color:#fff",
        "opacity:0",
    ],
)
def test_what_no_reader_can_see_is_left_out(style: str) -> None:
    hidden = "<a href='http://www.example.com/'>百家乐官网</a><a href='http://www.example.net/'>真人娱乐平台</a>"
    source = DOCUMENT.replace("<h1>", f'<div style="{style}">{hidden}</div><h1>')
    result = explain(source)
    assert result.text.strip() == ARTICLE
    assert "spam.hidden" in {finding.kind for finding in result.findings}


def test_what_a_script_may_show_stays_unless_it_is_spam() -> None:
    shown = read(f"<html><body><div style='display:none'><p>{PARAGRAPHS[0]}</p></div></body></html>")
    assert shown.lines == [PARAGRAPHS[0]]
    links = "".join(f"<a href='http://www.example.com/{n}'>百家乐{n}</a>" for n in range(4))
    spam = read(f"<html><body><p>{PARAGRAPHS[0]}</p><div style='display:none'>{links}</div></body></html>")
    assert spam.lines == [PARAGRAPHS[0]]
    assert spam.cloaked


@pytest.mark.parametrize(
    "style",
    [
        "color: rgb(51, 54, 57); background-color: rgb(255, 255, 255)",
        "color: rgba(0, 0, 0, .8); background: rgba(255, 255, 255, 1)",
        "color: inherit; background: inherit",
        "visibility: hidden; opacity: 0;",
    ],
)
def test_an_article_is_not_hidden_by_its_colours_nor_by_fading_in(style: str) -> None:
    document = read(f"<html><body style='{style}'><p>{PARAGRAPHS[0]}</p></body></html>")
    assert document.lines == [PARAGRAPHS[0]]
    assert not document.hidden


def test_text_in_plain_markup_stays() -> None:
    source = "<html><body><h1>{}</h1>{}</body></html>".format(TITLE, "".join(f"<p>{line}</p>" for line in PARAGRAPHS))
    assert clean(source) == ARTICLE


@pytest.mark.parametrize("source", ["<html></html>", "<html>", "<!DOCTYPE html>", "<html><body>\ud800春</body></html>"])
def test_odd_documents(source: str) -> None:
    assert preset("web").explain(source).undo() == source


def test_deep_nesting_is_no_recursion() -> None:
    source = f"<html><body>{'<div>' * 5000}{PARAGRAPHS[0]}{'</div>' * 5000}</body></html>"
    assert PARAGRAPHS[0] in clean(source)


def test_page_text_and_page_markup_agree() -> None:
    assert clean(PAGE).strip() == clean(DOCUMENT).strip()
