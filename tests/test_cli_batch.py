"""Batches: formats, folders, patterns, in place, and several processes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cjkclean.kernels import COMPILED
from tests.batchtools import CLEAN, DIRTY, clean, in_processes, jsonl, names, write

pytestmark = pytest.mark.usefixtures("folder")


def test_every_format_through_the_command() -> None:
    line = json.dumps({"id": 1, "text": DIRTY}, ensure_ascii=False)
    cases = {
        "a.jsonl": (
            line + "\n",
            line.replace(json.dumps(DIRTY, ensure_ascii=False), json.dumps(CLEAN, ensure_ascii=False)) + "\n",
        ),
        "a.csv": (f'x,"{DIRTY}"\n', f'x,"{CLEAN}"\n'),
        "a.tsv": ("x\t甲>規\n", "x\t規\n"),
        "a.srt": ("1\n00:00:01,000 --> 00:00:02,000\n甲>規\n", "1\n00:00:01,000 --> 00:00:02,000\n規\n"),
        "a.txt": (DIRTY, CLEAN),
    }
    for name, (dirty, _) in cases.items():
        write(name, dirty)
        write(f"z/{name}.gz", gzip.compress(dirty.encode()))
    assert clean(*cases, "z", "-o", "out/").exit_code == 0
    for name, (_, expected) in cases.items():
        assert Path("out", name).read_text("utf-8") == expected
        assert gzip.decompress(Path("out", f"{name}.gz").read_bytes()).decode() == expected
        assert clean(name).stdout == expected
        assert (
            clean("-", "--from", name[2:].replace("txt", "text"), stdin=gzip.compress(cases[name][0].encode())).stdout
            == expected
        )


def test_folders_are_mirrored() -> None:
    for name in ("b.txt", "a/c.txt", "a/d/e.txt", ".hidden", ".git/x.txt"):
        write(f"in/{name}", DIRTY)
    write("in/a/picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    write("in/empty.txt", "")
    outcome = clean("in", "-o", "in/out/")
    assert outcome.exit_code == 0
    assert names("in/out") == ["a/c.txt", "a/d/e.txt", "b.txt", "empty.txt"]
    assert Path("in/out/a/d/e.txt").read_text("utf-8") == CLEAN
    lines = outcome.stderr.splitlines()
    assert lines[0] == "cjkclean: in/a/picture.png: skipped: a PNG image, not text"
    assert lines[1].startswith("3 documents in 4 files, 3 changed; ")
    assert "1 files skipped, not text" in lines
    again = clean("in", "-o", "in/out/")  # the output folder is not an input
    assert again.exit_code == 0
    assert names("in/out") == ["a/c.txt", "a/d/e.txt", "b.txt", "empty.txt"]


def test_patterns_keep_the_part_that_matched() -> None:
    for name in ("b.txt", "a/c.txt", "a/c.md"):
        write(f"in/{name}", DIRTY)
    assert clean("in/**/*.txt", "-o", "out/").exit_code == 0
    assert names("out") == ["a/c.txt", "b.txt"]
    outcome = clean("in/*.nope", "-o", "out2/")
    assert outcome.exit_code == 3
    assert "in/*.nope: cannot be read: No such file" in outcome.stderr


def test_two_folders_that_clash() -> None:
    write("x/a.txt", DIRTY)
    write("y/a.txt", DIRTY)
    outcome = clean("x", "y", "-o", "out/")
    assert outcome.exit_code == 2
    assert "x/a.txt and y/a.txt would both be written to out/a.txt" in outcome.stderr
    assert clean("x", "-o", "out.txt").exit_code == 2


def test_in_place_with_backup() -> None:
    write("in/a.txt", DIRTY.encode("gb18030") * 20)
    write("in/b.jsonl", jsonl(3))
    before = {name: Path("in", name).read_bytes() for name in ("a.txt", "b.jsonl")}
    assert clean("in", "--in-place", "--backup", ".orig").exit_code == 0
    assert names("in") == ["a.txt", "a.txt.orig", "b.jsonl", "b.jsonl.orig"]
    assert Path("in/a.txt").read_text("utf-8") == CLEAN * 20
    for name, content in before.items():
        assert Path("in", f"{name}.orig").read_bytes() == content
    outcome = clean("in/a.txt", "--in-place", "--backup", ".orig")
    assert outcome.exit_code == 2
    assert "backup in/a.txt.orig is there already" in outcome.stderr


def test_in_place_failure_changes_nothing() -> None:
    write("bad.txt", "爆")
    write("cut.txt", gzip.compress(DIRTY.encode() * 100)[:-20])
    outcome = clean("bad.txt", "cut.txt", "missing.txt", "--in-place", "--backup", "~")
    assert outcome.exit_code == 3
    assert Path("bad.txt").read_text("utf-8") == "爆"
    assert names(".") == ["bad.txt", "cut.txt", "mark.toml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.txt", "--in-place", "-o", "b"), "--in-place and -o exclude each other"),
        (("a.txt", "--backup", "~"), "--backup needs --in-place"),
        (("-", "--in-place"), "standard input cannot be cleaned in place"),
        (("a.txt", "--from", "docx"), "no format 'docx'; there are arrow, ass, csv"),
        (("a.txt", "--edits", "a.txt"), "--edits a.txt: is an input or output already"),
        (("a.txt", "-o", "b", "--edits", "e", "--excluded", "./e"), "--excluded ./e: is an input or output already"),
        (("a.txt", "-j", "0"), "--jobs"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    write("a.txt", DIRTY)
    outcome = clean(*arguments)
    assert outcome.exit_code == 2
    assert message in outcome.stderr
    assert Path("a.txt").read_text("utf-8") == DIRTY
    assert names(".") == ["a.txt", "mark.toml"]


def test_jobs_give_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.jsonl", jsonl(9000 if COMPILED else 300))
    for n in range(30):
        write(f"in/{n:02}.txt", f"{n} {CLEAN}" * 50)
    write("in/bad.jsonl", '{"text": "甲"}\n{\n{"text": "乙"}\n')
    runs = [in_processes("in", "-o", f"out{jobs}/", "-j", jobs, "--edits", f"e{jobs}") for jobs in ("1", "3")]
    assert [run.returncode for run in runs] == [3, 3]
    assert names("out1") == names("out3") == names("in")
    for name in names("out1"):
        assert Path("out1", name).read_bytes() == Path("out3", name).read_bytes()
    first, third = (Path(name).read_text("utf-8").replace("out3/", "out1/") for name in ("e1", "e3"))
    assert first == third
    assert b"in/bad.jsonl: line 2: not JSON at character 2" in runs[1].stderr
