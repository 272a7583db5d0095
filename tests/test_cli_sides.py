"""Side outputs of a batch, undoing by them, and what is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjkclean.files.formats import text as text_format
from tests.batchtools import BAD, CLEAN, DIRTY, clean, cli, jsonl, write

pytestmark = pytest.mark.usefixtures("folder")


def test_excluded_holds_what_was_taken_out_and_why() -> None:
    write("a.jsonl", jsonl(3, 2))
    assert clean("a.jsonl", "-o", "b.jsonl", "--excluded", "x.jsonl").exit_code == 0
    lines = [json.loads(line) for line in Path("x.jsonl").read_text("utf-8").splitlines()]
    assert lines[1] == {
        "file": "a.jsonl",
        "output": "b.jsonl",
        "record": 3,
        "part": "text",
        "start": 1,
        "text": "[[首頁 > 新聞]]\n",
        "kind": "chrome.test",
        "confidence": 0.9,
        "reason": "in double brackets",
    }


def test_undo_gives_everything_back() -> None:
    files = {
        "a.txt": DIRTY * 3,
        "b.txt": CLEAN,
        "c.jsonl": jsonl(20) + '{"text":"甲>規","text":"[[乙]]"}\n',
        "d.csv": f'x,"{DIRTY}",甲>規\n"{CLEAN}",,\n',
        "e.tsv": "甲>規\t乙\n",
        "f.srt": "1\n00:00:01,000 --> 00:00:02,000\n甲>規\n[[乙]]\n",
        "empty.txt": "",
    }
    for name, content in files.items():
        write(f"in/{name}", content)
    write("in/g.txt", DIRTY.encode("gb18030") * 20)
    assert clean("in", "-o", "out/", "--edits", "e.jsonl").exit_code == 0
    for name, content in {**files, "g.txt": DIRTY * 20}.items():
        outcome = cli("undo", f"out/{name}", "--edits", "e.jsonl", "-o", "back") if content else None
        if outcome:
            assert (outcome.exit_code, outcome.stderr) == (0, "")
            assert Path("back").read_text("utf-8") == content
            assert cli("undo", f"out/{name}", "--edits", "e.jsonl").stdout == content


def test_undo_after_a_quarantine() -> None:
    write("a.jsonl", BAD + '{"text": "丁>戊"}\n'.encode())
    clean("a.jsonl", "-o", "b.jsonl", "--quarantine", "q.jsonl", "--edits", "e.jsonl")
    assert cli("undo", "b.jsonl", "--edits", "e.jsonl").stdout == (
        '{"text": "甲>規"}\n{"text": "好"}\n{"text": "丁>戊"}\n'
    )


def test_undo_of_a_text_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_format, "WHOLE", 2000)
    monkeypatch.setattr(text_format, "BLOCK", 500)
    content = "".join(f"{n} {DIRTY}" for n in range(300))
    write("a.txt", content)
    assert clean("a.txt", "-o", "b.txt", "--edits", "e.jsonl").exit_code == 0
    assert Path("b.txt").read_text("utf-8") == content.replace("[[首頁 > 新聞]]\n", "").replace("甲>", "")
    assert len(Path("e.jsonl").read_text("utf-8").splitlines()) > 20
    assert cli("undo", "b.txt", "--edits", "e.jsonl").stdout == content


def test_undo_of_what_does_not_belong_together() -> None:
    write("in/a.txt", DIRTY)
    write("in/b.jsonl", jsonl(3))
    clean("in", "-o", "out/", "--edits", "e.jsonl")
    write("other.txt", DIRTY)
    outcome = cli("undo", "other.txt", "--edits", "e.jsonl", "-o", "back")
    assert outcome.exit_code == 3
    assert (
        outcome.stderr == "cjkclean: e.jsonl: does not know the output other.txt; it is about out/a.txt, out/b.jsonl\n"
    )
    for name, content in (
        ("out/a.txt", "別的"),
        ("out/a.txt", CLEAN + "多"),
        ("out/b.jsonl", "{}\n"),
        ("out/b.jsonl", "{"),
    ):
        write(name, content)
        outcome = cli("undo", name, "--edits", "e.jsonl", "-o", "back")
        assert outcome.exit_code == 3
        assert f"cjkclean: {name}: is not what these edits lead to" in outcome.stderr
    write("e2.jsonl", '{"record": 1}\n')
    outcome = cli("undo", "out/a.txt", "--edits", "e2.jsonl", "-o", "back")
    assert "e2.jsonl: line 1 is not a record of edits" in outcome.stderr
    assert not Path("back").exists()


def test_summary_quiet_and_json() -> None:
    write("a.jsonl", jsonl(14))
    write("c.txt", DIRTY.encode("gb18030") * 30)
    lines = clean("a.jsonl", "c.txt", "-o", "out/").stderr.splitlines()
    assert lines[0].startswith("15 documents in 2 files, 3 changed; 0.0 MB in ")
    assert "edits: chrome.test 32, shift 32" in lines
    assert "encodings: gb18030 1" in lines or any(line.startswith("encodings: ") for line in lines)
    assert clean("a.jsonl", "c.txt", "-o", "out/", "--quiet").stderr == ""
    outcome = clean("a.jsonl", "missing", "-o", "out/", "--log-json")
    events = [json.loads(line) for line in outcome.stderr.splitlines()]
    assert [event["event"] for event in events] == ["failed", "summary"]
    assert events[0]["file"] == "missing"
    assert events[1]["documents"] == 14
    assert events[1]["kinds"] == {"shift": 2, "chrome.test": 2}
