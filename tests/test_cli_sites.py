"""Lines that a site repeats, taken out of a batch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjkclean.strip import RepeatedLines
from tests.batchtools import cli, write

SEASONS = ("春天的河边，柳树发芽了。", "夏天的夜里，蝉一直叫。", "秋天的山上，叶子红了。", "冬天的早晨，下了一场雪。")


def _page(season: str) -> str:
    return f"甲乙小站 欢迎你\n{season}\n每天早上我都会到这里来走一走。\n站长的手记与相册"


def _crawl(name: str, sites: int = 1) -> None:
    rows = [
        {"id": number, "url": f"http://www.example{number % sites}.com/{number}", "text": _page(SEASONS[number % 4])}
        for number in range(8)
    ]
    write(name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def _texts(name: str) -> list[str]:
    return [json.loads(line)["text"] for line in Path(name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_lines_of_a_host_go_and_are_told(jobs: str) -> None:
    _crawl("in.jsonl")
    result = cli("clean", "in.jsonl", "-o", "out.jsonl", "--repeated-lines", "-j", jobs, "--excluded", "gone.jsonl")
    assert result.exit_code == 0, result.output
    for text, season in zip(_texts("out.jsonl"), SEASONS * 2, strict=True):
        assert season in text
        assert "欢迎你" not in text
        assert "手记" not in text
    gone = [json.loads(line) for line in Path("gone.jsonl").read_text("utf-8").splitlines()]
    assert {row["kind"] for row in gone} == {"chrome.repeated"}
    assert "8 of 8 pages of example0.com" in gone[0]["reason"]


def test_pages_of_many_hosts_share_nothing() -> None:
    _crawl("in.jsonl", sites=4)
    assert cli("clean", "in.jsonl", "-o", "out.jsonl", "--repeated-lines").exit_code == 0
    assert _texts("out.jsonl") == _texts("in.jsonl")


def test_files_of_a_folder_are_a_site() -> None:
    for number, season in enumerate(SEASONS):
        write(f"site/{number}.txt", _page(season))
    assert cli("clean", "site", "-o", "clean/", "--repeated-lines").exit_code == 0
    assert "欢迎你" not in Path("clean/2.txt").read_text("utf-8")
    assert SEASONS[2] in Path("clean/2.txt").read_text("utf-8")


def test_standard_input_cannot_be_read_twice() -> None:
    result = cli("clean", "-", "--repeated-lines", stdin=b"")
    assert result.exit_code == 2
    assert "twice" in result.output


def test_an_article_that_was_crawled_often_stays() -> None:
    seen = RepeatedLines()
    sentence = "这是一段转载了三次的文章，它的每一句话都在三个页面上出现，但不是这个网站的模板。"
    for number in range(10):
        seen.learn("example.com", f"甲站\n{sentence if number < 3 else SEASONS[number % 4] + str(number)}")
    assert sentence in seen.edits("example.com", f"甲站\n{sentence}").apply(f"甲站\n{sentence}")
