"""The HTML report: everything from a document is text, nothing loads, and what is shown is what happened."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from cjkclean import Pipeline
from cjkclean.cli.app import app
from cjkclean.registry import STEPS
from cjkclean.report.html import html_report
from tests.clitools import Mark

NASTY = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>'\"&amp;<!--]]>\u202e"


TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "ul",
        "li",
        "b",
        "section",
        "div",
        "h2",
        "table",
        "tr",
        "th",
        "td",
        "meter",
        "nav",
        "button",
        "span",
        "p",
        "article",
        "del",
        "ins",
        "mark",
        "script",
    ]
)
TEXTS = st.text("甲乙>[]\n\"'<&/scriptalertonerr=\x00\x1b\u202e ", max_size=60)


class Reader(HTMLParser):
    """Collects tags, attributes and the texts of removed and inserted runs."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += ((tag, name, value) for name, value in attrs)
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)


def page(*texts: str) -> str:
    pipe = Pipeline([Mark()])
    return html_report(
        "題", {"documents": "1"}, {"Kinds": {"a<b>": 2}}, [(text[:9], pipe.explain(text)) for text in texts]
    )


@given(st.lists(TEXTS | st.just(f"[[{NASTY}]]{NASTY}甲>乙"), max_size=3))
def test_nothing_of_a_document_becomes_markup(texts: list[str]) -> None:
    read = Reader(page(*texts))
    assert read.tags.count("script") == 1
    assert set(read.tags) <= TAGS
    names = {name for _, name, _ in read.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert not names & {"src", "href", "style", "action", "srcset"}


def test_the_policy_allows_the_page_own_script_and_style_only() -> None:
    read = Reader(page(NASTY))
    policy = next(value for _, name, value in read.attributes if name == "content" and value and "default-src" in value)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search("https?:", page(NASTY))


def test_what_is_shown_is_what_happened() -> None:
    read = Reader(page("[[首頁]]\n昨天甲>規模??\n沒有變"))
    assert read.texts["del"] == ["[[首頁]]\n", "甲>規"]
    assert read.texts["ins"] == ["規"]
    assert read.texts["mark"] == ["??"]
    titles = [value for _, name, value in read.attributes if name == "title"]
    assert "shift, 0.75: test (or 乙, 丙)" in titles


def cli(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", "--config", "mark.toml", *arguments])


@pytest.fixture
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(STEPS, Mark.name, Mark)
    monkeypatch.chdir(tmp_path)
    Path("mark.toml").write_text('[[step]]\nname = "mark"\n', "utf-8")


@pytest.mark.usefixtures("_folder")
def test_report_of_files() -> None:
    Path("in").mkdir()
    lines = [f'{{"text": "{"甲>乙" * number}好"}}\n' for number in range(20)]
    Path("in/a.jsonl").write_text("".join(lines) + "{\n", "utf-8")
    Path("in/b.txt").write_bytes(f"[[{'長' * 60}]]這一行很長很長,還有甲>乙\n".encode("gb18030"))
    Path("in/c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(30))
    outcome = cli("in", "-o", "report.html", "--worst", "3")
    assert outcome.exit_code == 0
    assert "in/a.jsonl, line 21: not JSON" in outcome.stderr
    text = Path("report.html").read_text("utf-8")
    shown = re.findall("<article><h2>([^<]*)</h2>", text)
    assert shown == ["in/b.txt", "in/a.jsonl, line 20, text", "in/a.jsonl, line 19, text"]
    assert "<b>21</b>documents" in text
    assert "gb18030" in text


@pytest.mark.usefixtures("_folder")
def test_report_faults() -> None:
    Path("a.txt").write_text("甲>乙", "utf-8")
    assert cli("a.txt", "-o", "a.txt").exit_code == 2
    assert Path("a.txt").read_text("utf-8") == "甲>乙"
    assert cli("a.txt", "-o", "no/such/folder.html").exit_code == 3
    outcome = cli("a.txt", "missing", "-o", "r.html")
    assert outcome.exit_code == 3
    assert "<b>1</b>documents" in Path("r.html").read_text("utf-8")
    assert cli("a.txt").exit_code == 2


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_in_a_browser_the_page_runs_and_a_document_does_not(tmp_path: Path) -> None:
    attack = "document.title='taken'"
    text = (
        f"<script>{attack}</script><img src=x onerror={attack}>\"'><svg onload={attack}>[[</script><script>{attack}//]]"
        f"甲>乙<style>body{{display:none}}</style>\n"
    )
    dumped = in_browser(tmp_path, page(text, text))
    assert "<title>題</title>" in dumped
    assert 'data-ready="yes"' in dumped  # the page's own script ran, so the policy lets it
    assert "<img" not in dumped
    assert "<svg" not in dumped


def in_browser(folder: Path, html: str) -> str:
    """The document as a browser of a phone's width has it after its scripts ran."""
    (folder / "report.html").write_text(html, "utf-8")
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=500,800", "--virtual-time-budget=3000"]
    arguments += [f"--user-data-dir={folder}/profile", "--dump-dom", (folder / "report.html").as_uri()]
    return subprocess.run([str(CHROMIUM), *arguments], capture_output=True, check=True, timeout=120).stdout.decode()


READER = """
const told = [];
const tell = (what) => told.push(`${what}=${document.activeElement.closest(".hunk")?.dataset.kinds ?? "none"}`);
const press = (key) => {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  tell(key);
};
const shown = () => told.push(`shown=${[...document.querySelectorAll(".hunk")].filter((hunk) => !hunk.hidden).length}`);
shown(); press("j"); press("j"); press("j"); press("k");
document.querySelectorAll("nav button")[1].click(); shown();
press("Escape"); shown(); press("2"); shown();
told.push(`fits=${document.documentElement.scrollWidth <= window.innerWidth}`);
document.body.dataset.told = told.join(" ");
"""
"""What a reader does: goes from change to change by keys, filters by a click and by a key, and shows all again."""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_in_a_browser_a_reader_goes_about_by_keys_and_filters(tmp_path: Path) -> None:
    html = page("[[首頁]]\n昨天甲>規模??\n沒有變" + "很長" * 200)
    policed = re.sub("<meta http-equiv='Content-Security-Policy'[^>]*>", "", html)  # it would not let the reader in
    dumped = in_browser(tmp_path, policed.replace("</body>", f"<script>{READER}</script></body>"))
    told = re.search('data-told="([^"]*)"', dumped)
    assert told
    names = dict(re.findall('data-kind="(k-[0-9]+)"[^>]*>([^<]+)<', dumped))
    assert re.sub("k-[0-9]+", lambda code: names[code[0]], told[1]) == (
        "shown=3 j=chrome j=shift j=lost k=shift shown=1 Escape=none shown=3 2=none shown=1 fits=true"
    )
