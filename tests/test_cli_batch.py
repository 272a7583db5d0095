"""Batches: formats, folders, several processes, side outputs, undoing, and every fault on the way."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from cjkclean.cli.app import app
from cjkclean.files import formats as formats_module
from cjkclean.files.formats import text as text_format
from cjkclean.kernels import COMPILED
from cjkclean.registry import STEPS
from tests.clitools import SOURCES, Mark, interrupt, start

DIRTY = "[[首頁 > 新聞]]\n昨天甲>規模不小,還有??。\n"
CLEAN = "昨天規模不小,還有??。\n"


@pytest.fixture(autouse=True)
def _steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(STEPS, Mark.name, Mark)
    (tmp_path / "mark.toml").write_text('[[step]]\nname = "mark"\n', "utf-8")
    monkeypatch.chdir(tmp_path)


def cli(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def clean(*arguments: str, stdin: bytes = b"") -> Result:
    return cli("clean", "--config", "mark.toml", *arguments, stdin=stdin)


def write(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(folder: str) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in Path(folder).rglob("*") if p.is_file())


def jsonl(number: int, dirty: int = 7) -> str:
    return "".join(
        json.dumps({"id": n, "text": f"{n}{DIRTY if n % dirty == 0 else CLEAN}"}, ensure_ascii=False) + "\n"
        for n in range(number)
    )


# -- formats and folders -------------------------------------------------------------------------------------------


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
        (("a.txt", "--from", "docx"), "no format 'docx'; there are ass, csv, jsonl"),
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


# -- several processes ---------------------------------------------------------------------------------------------


def in_processes(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run with real steps: worker processes know nothing of a step that only this test has."""
    return subprocess.run(
        [sys.executable, "-m", "cjkclean", "clean", *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        timeout=300,
        check=False,
    )


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


# -- bad records ---------------------------------------------------------------------------------------------------

BAD = '{"text": "甲>規"}\n{"text": \n{"text": "爆"}\n{"text": "好"}\n'.encode() + b'{"text": "\xff"}\n'


def test_bad_records_stay_without_a_quarantine() -> None:
    write("a.jsonl", BAD)
    outcome = clean("a.jsonl", "-o", "b.jsonl")
    assert outcome.exit_code == 3
    assert Path("b.jsonl").read_bytes() == BAD.replace("甲>".encode(), b"")
    assert outcome.stderr.splitlines()[:3] == [
        "cjkclean: a.jsonl: line 2: not JSON at character 10: Expecting value",
        "cjkclean: a.jsonl: line 3: internal error: ValueError: no such luck",
        "cjkclean: a.jsonl: line 5: not UTF-8 at byte 10",
    ]


def test_bad_records_go_to_the_quarantine() -> None:
    write("a.jsonl", BAD)
    assert clean("a.jsonl", "-o", "b.jsonl", "--quarantine", "q.jsonl", "--edits", "e.jsonl").exit_code == 3
    assert Path("b.jsonl").read_text("utf-8") == '{"text": "規"}\n{"text": "好"}\n'
    lines = [json.loads(line) for line in Path("q.jsonl").read_text("utf-8").splitlines()]
    assert [(line["file"], line["line"]) for line in lines] == [("a.jsonl", 2), ("a.jsonl", 3), ("a.jsonl", 5)]
    assert lines[0]["raw"] == '{"text": \n'
    assert lines[0]["reason"].startswith("not JSON")
    assert lines[2]["base64"] == "eyJ0ZXh0IjogIv8ifQo="


def test_many_bad_records_are_not_all_complained_of() -> None:
    write("a.jsonl", "{\n" * 100)
    outcome = clean("a.jsonl", "-o", "b.jsonl", "--quarantine", "q.jsonl")
    complaints = [line for line in outcome.stderr.splitlines() if line.startswith("cjkclean:")]
    assert len(complaints) == 6
    assert complaints[-1] == "cjkclean: a.jsonl: 95 more like these"
    assert len(Path("q.jsonl").read_text("utf-8").splitlines()) == 100


def test_fail_fast() -> None:
    write("1.jsonl", BAD)
    write("2.txt", DIRTY)
    write("0.txt", DIRTY)
    for files in (("0.txt", "1.jsonl", "2.txt"), ("0.txt", "missing", "2.txt")):
        outcome = clean(*files, "-o", "out/", "--fail-fast")
        assert outcome.exit_code == 3
        assert names("out") == ["0.txt"]
        assert "stopped at the first" in outcome.stderr


# -- damaged and truncated files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_truncated_file_has_no_output_and_no_edits(jobs: str) -> None:
    whole = gzip.compress(jsonl(20_000).encode())
    write("in/b.jsonl.gz", whole[: len(whole) // 2])
    write("in/a.jsonl.gz", whole)
    write("in/c.jsonl.bz2", bz2.compress(jsonl(10).encode()))
    write("own.toml", "step = []\n")
    outcome = cli("clean", "--config", "own.toml", "in", "-o", "out/", "-j", jobs, "--edits", "e.jsonl")
    assert outcome.exit_code == 3
    assert names("out") == ["a.jsonl.gz", "c.jsonl.bz2"]
    assert "in/b.jsonl.gz: cannot be read: the compressed data ends too early" in outcome.stderr


def test_edits_of_a_failed_file_are_forgotten() -> None:
    whole = gzip.compress((jsonl(10_000, 1) + os.urandom(300_000).hex()).encode())
    write("1.jsonl.gz", whole[:-100])
    write("2.txt", DIRTY)
    outcome = clean("1.jsonl.gz", "2.txt", "-o", "out/", "--edits", "e.jsonl", "--excluded", "x.jsonl")
    assert outcome.exit_code == 3
    assert [json.loads(line)["file"] for line in Path("e.jsonl").read_text("utf-8").splitlines()] == ["2.txt"]
    assert [json.loads(line)["file"] for line in Path("x.jsonl").read_text("utf-8").splitlines()] == ["2.txt"]


def test_no_such_field() -> None:
    write("a.csv", "id,body\n1,甲>規\n")
    outcome = clean("a.csv", "--field", "bodi", "-o", "b.csv")
    assert outcome.exit_code == 3
    assert outcome.stderr == "cjkclean: a.csv: no column 'bodi'; there are id, body\n"
    write("a.jsonl", jsonl(5))
    outcome = clean("a.jsonl", "--field", "txet", "-o", "b.jsonl")
    assert outcome.exit_code == 3
    assert outcome.stderr == "cjkclean: a.jsonl: no record has a text in the field txet\n"
    assert names(".") == ["a.csv", "a.jsonl", "mark.toml"]


# -- side outputs and undoing --------------------------------------------------------------------------------------


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


# -- telling -------------------------------------------------------------------------------------------------------


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


# -- interrupts, dying workers, memory -----------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_keeps_finished_files_only(jobs: str) -> None:
    write("1.txt", CLEAN)
    os.mkfifo("2.jsonl")
    write("3.txt", CLEAN)
    process = start("clean", "1.txt", "2.jsonl", "3.txt", "-o", "out/", "-j", jobs)
    with Path("2.jsonl").open("wb") as pipe:
        pipe.write(jsonl(3000).encode())
        pipe.flush()
        complaint = interrupt(process)
    assert process.returncode == 130
    assert complaint.decode().strip() == "cjkclean: interrupted"
    assert set(names("out")) <= {"1.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_workers_do_not_outlive_a_killed_parent() -> None:
    os.mkfifo("a.jsonl")
    process = start("clean", "a.jsonl", "-o", "out.jsonl", "-j", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    with Path("a.jsonl").open("wb") as pipe:
        deadline = time.monotonic() + 60
        while len(children.read_text().split()) < 2 and time.monotonic() < deadline:
            pipe.write(jsonl(9000).encode())
        process.kill()
        process.communicate(timeout=60)  # ends when the last process that holds its standard error has
    assert not Path("out.jsonl").exists()


class Deadly(text_format.PlainText):
    """A format that kills whatever process cleans it."""

    name: ClassVar[str] = "deadly"
    suffixes: ClassVar[tuple[str, ...]] = (".deadly",)

    def rewrite(self, record: bytes, cleaner: formats_module.Cleaner) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return record


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_a_worker_that_dies_is_told_of() -> None:
    write("1.txt", CLEAN)
    write("2.deadly", CLEAN)
    write("3.txt", CLEAN)
    driver = (
        "import sys; from cjkclean.cli import main; from cjkclean.files import formats; "
        "from tests.test_cli_batch import Deadly; formats._OWN += (Deadly,); sys.exit(main(sys.argv[1:]))"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", driver, "clean", "1.txt", "2.deadly", "3.txt", "-o", "out/", "-j", "2"],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": f"{SOURCES}{os.pathsep}{SOURCES.parent}"},
    )
    assert outcome.returncode == 3
    assert outcome.stderr.decode() == "cjkclean: a worker process died, perhaps for lack of memory; try fewer --jobs\n"
    assert set(names("out")) <= {"1.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("name", ["big.jsonl", "big.txt"])
def test_large_files_stream(name: str) -> None:
    block = (
        (json.dumps({"text": CLEAN * 60}, ensure_ascii=False) + "\n") * 50 if name.endswith("jsonl") else CLEAN * 2000
    )
    with Path(name).open("wb") as file:
        while file.tell() < 60_000_000:
            file.write(block.encode())
    peak = (
        "import re; from pathlib import Path; from cjkclean.cli import main; "
        f"assert main(['clean', '--config', 'own.toml', {name!r}, '-o', 'out', '--quiet']) == 0; "
        # Not getrusage: its maximum begins with that of the process which started this one.
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    write("own.toml", "step = []\n")
    outcome = subprocess.run(
        [sys.executable, "-c", peak], capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(SOURCES)}
    )
    assert Path("out").stat().st_size == Path(name).stat().st_size
    assert int(outcome.stdout) < 150_000  # KiB


def test_formats_plug_in(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        name = "upper"

        @staticmethod
        def load() -> type[formats_module.Format]:
            return text_format.PlainText

    monkeypatch.setattr(formats_module, "entry_points", lambda group: [Point] if group == "cjkclean.formats" else [])
    formats_module.formats.cache_clear()
    try:
        assert formats_module.formats()["upper"] is text_format.PlainText
    finally:
        formats_module.formats.cache_clear()
