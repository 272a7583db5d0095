"""`explain`, `check` and `presets`, and the views behind them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from cjkclean import EditList, Pipeline
from cjkclean.cli.app import app
from cjkclean.pipeline import preset, presets
from cjkclean.registry import STEPS
from cjkclean.report.hunks import hunks
from cjkclean.report.lines import LineMap
from cjkclean.report.terminal import print_result
from cjkclean.report.visible import visible
from tests.clitools import Mark

PAGE = "[[首頁 > 新聞]]\n昨天甲>規模不小,還有人問??\r\n沒有變的一行\n末行\u200b丁>戊己>庚\x1b[31m[[尾巴]]"


@pytest.fixture(autouse=True)
def _steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(STEPS, Mark.name, Mark)
    (tmp_path / "mark.toml").write_text('[[step]]\nname = "mark"\n', "utf-8")
    (tmp_path / "page.txt").write_bytes(PAGE.encode())
    monkeypatch.chdir(tmp_path)


def cli(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_check_is_a_linter() -> None:
    outcome = cli("check", "--config", "mark.toml", "page.txt")
    assert outcome.exit_code == 1
    assert outcome.stdout.splitlines() == [
        "page.txt:1:1: chrome.test '[[首頁 > 新聞]]\\n' to be removed (in double brackets)",
        "page.txt:2:3: shift '甲>規' should be '規' (test)",
        "page.txt:2:14: lost.test two marks: '??'; perhaps '甲'",
        "page.txt:4:4: shift '丁>戊' should be '戊' (test)",
        "page.txt:4:7: shift '己>庚' should be '庚' (test)",
        "page.txt:4:15: chrome.test '[[尾巴]]' to be removed (in double brackets)",
    ]
    assert outcome.stderr == "cjkclean: 6 problems in 1 of 1 inputs\n"


def test_check_of_clean_and_of_missing_files() -> None:
    Path("good.txt").write_text("沒有變的一行\n", "utf-8")
    assert cli("check", "--config", "mark.toml", "good.txt").exit_code == 0
    outcome = cli("check", "--config", "mark.toml", "page.txt", "missing.txt")
    assert outcome.exit_code == 3
    assert len(outcome.stdout.splitlines()) == 6


def test_explain_without_colours() -> None:
    outcome = cli("explain", "--config", "mark.toml", "page.txt")
    assert outcome.exit_code == 0
    lines = outcome.stdout.splitlines()
    assert lines[0] == "page.txt: utf-8, 56 characters, 32 after 5 edits"
    assert "    1 - [-[[首頁 > 新聞]]-]" in lines
    assert "    2 - 昨天[-甲>規-]模不小,還有人問??" in lines
    assert "      + 昨天{+規+}模不小,還有人問??" in lines
    assert "    4 - 末行<U+200B>[-丁>戊-][-己>庚-]<U+001B>[31m[-[[尾巴]]-]" in lines
    assert "        shift 0.75 x2  test  戊 rather than 乙, 丙  庚 rather than 乙, 丙" in lines
    assert "    2 ? lost.test 0.50 column 14: two marks  ??  perhaps 甲" in lines
    assert "      3  shift" in lines
    assert "date: 2024-02-02" in lines
    assert "沒有變的一行" not in outcome.stdout
    assert "\x1b" not in outcome.stdout


def test_explain_with_colours_marks_runs_by_colour() -> None:
    outcome = cli("explain", "--color", "--config", "mark.toml", "page.txt")
    assert "\x1b[9;31m甲>規\x1b[0m" in outcome.stdout
    assert "\x1b[1;32m規\x1b[0m" in outcome.stdout
    assert "[-" not in outcome.stdout
    assert "\x1b[31m[[" not in outcome.stdout  # the page's own escape sequence is shown, not obeyed


def test_explain_json_holds_everything() -> None:
    outcome = cli("explain", "--json", "--config", "mark.toml", "page.txt")
    record = json.loads(outcome.stdout)
    assert record["encoding"] == "utf-8"
    edits = EditList.from_json(json.dumps({key: record[key] for key in ("source_length", "edits")}))
    assert edits.undo(record["text"]) == PAGE
    assert record["findings"][0]["kind"] == "lost.test"


def test_explain_of_what_needs_nothing() -> None:
    Path("good.txt").write_text("沒有變的一行\n", "utf-8")
    outcome = cli("explain", "--config", "mark.toml", "good.txt")
    assert outcome.stdout == "good.txt: utf-8, 7 characters, nothing to change\n"


def shown(text: str, full: bool = False) -> str:
    out = io.StringIO()
    print_result(Pipeline([Mark()]).explain(text), "x", Console(file=out, width=80), full)
    return out.getvalue()


def test_long_lines_are_shortened_unless_asked() -> None:
    text = "前" * 300 + "甲>規" + "中" * 300 + "丁>戊" + "後" * 300 + "[[" + "尾" * 500 + "]]"
    short = shown(text)
    assert "- ..." + "前" * 30 + "[-甲>規-]" + "中" * 30 + "..." + "中" * 30 + "[-丁>戊-]" in short
    assert "...304 characters..." in short
    full = shown(text, full=True)
    assert "前" * 300 + "[-甲>規-]" + "中" * 300 in full
    assert "尾" * 500 in full


def test_presets_in_full_and_as_configuration() -> None:
    outcome = cli("presets")
    assert outcome.exit_code == 0
    for name in presets():
        assert f"{name}\n" in outcome.stdout
        for step in preset(name).steps:
            assert step.name in outcome.stdout
        Path("own.toml").write_text(cli("presets", name).stdout, "utf-8")
        assert Pipeline.from_toml("own.toml") == preset(name)
    assert cli("presets", "nope").exit_code == 2


@given(st.text("甲乙>[]\n\r?\u200b", max_size=60))
def test_hunks_hold_every_edit_and_both_sides(text: str) -> None:
    result = Pipeline([Mark()]).explain(text)
    found = list(hunks(result))
    assert [edit for hunk in found for edit in hunk.edits] == list(result.edits)
    lines = LineMap(text)
    for hunk in found:
        before = "".join(piece.text for piece in hunk.before)
        after = "".join(piece.text for piece in hunk.after)
        start = lines.start(hunk.line - 1)
        assert text[start : start + len(before)] == before
        assert EditList((edit.shifted(-start) for edit in hunk.edits), len(before)).apply(before) == after
    assert [hunk.line for hunk in found] == sorted({hunk.line for hunk in found})


@given(st.text("甲\n\r", max_size=30))
def test_line_map_against_counting(text: str) -> None:
    lines = LineMap(text)
    expected = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
    assert len(lines) == len(expected)
    for offset in range(len(text) + 1):
        if 0 < offset < len(text) and text[offset - 1 : offset + 1] == "\r\n":
            continue
        before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        assert lines.position(offset) == (before.count("\n") + 1, offset - lines.start(lines.index(offset)) + 1)


@given(st.text())
def test_nothing_reaches_a_terminal_that_it_would_obey(text: str) -> None:
    seen = visible(text)
    assert all(char in "\n\t" or ord(char) >= 32 for char in seen)
    assert "\x7f" not in seen
    assert "\x9b" not in seen
    assert "\u202e" not in seen
