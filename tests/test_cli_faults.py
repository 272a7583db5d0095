"""Every fault on the way: bad records, damaged files, interrupts, dying workers; and memory."""

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
from typing import Any, ClassVar

import pytest

from cjkclean.files import formats as formats_module
from cjkclean.files.formats import text as text_format
from tests.batchtools import BAD, CLEAN, DIRTY, clean, cli, jsonl, names, write
from tests.clitools import SOURCES, interrupt, start

pytestmark = pytest.mark.usefixtures("folder")


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
    assert complaint.decode().splitlines()[-1] == "cjkclean: interrupted"
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


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_reader_of_the_output_goes_away(jobs: str) -> None:
    write("a.jsonl", jsonl(6_000))
    process = subprocess.Popen(
        [sys.executable, "-m", "cjkclean", "clean", "--preset", "repair", "a.jsonl", "-j", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )
    assert process.stdout
    assert process.stdout.readline().startswith(b'{"id": 0')
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    assert process.wait(60) == 141


def test_permissions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system forbids is simulated: nothing is forbidden to the user that tests often run as."""
    for name in ("in/a.txt", "in/b.txt", "in/c.txt"):
        write(name, DIRTY)
    write("out/c.txt", "older")
    real_open, real_access = Path.open, os.access

    def forbidden(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real_open(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", forbidden)
    monkeypatch.setattr(os, "access", lambda name, mode: Path(name).name != "c.txt" and real_access(name, mode))
    outcome = clean("in", "-o", "out/")
    assert outcome.exit_code == 3
    assert outcome.stderr.splitlines()[:2] == [
        "cjkclean: in/a.txt: cannot be read: Permission denied",
        "cjkclean: out/c.txt: cannot be written: Permission denied",
    ]
    assert Path("out/b.txt").read_text("utf-8") == CLEAN
    assert Path("out/c.txt").read_text("utf-8") == "older"
    assert names("out") == ["b.txt", "c.txt"]


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.txt", DIRTY)
    Path("out").mkdir()
    real_open = os.open

    def forbidden(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & os.O_CREAT and "out" in str(path):
            raise PermissionError(13, "Permission denied")
        return real_open(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", forbidden)
    outcome = clean("in", "-o", "out/", "--edits", "out/e.jsonl")
    assert outcome.exit_code == 3
    assert outcome.stderr == "cjkclean: out/e.jsonl: cannot be written: Permission denied\n"
    outcome = clean("in", "-o", "out/")
    assert outcome.exit_code == 3
    assert outcome.stderr.splitlines()[0] == "cjkclean: out/a.txt: cannot be written: Permission denied"


def test_in_place_when_the_backup_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", DIRTY)

    def forbidden(*_: Any) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "link", forbidden)
    outcome = clean("a.txt", "--in-place", "--backup", ".orig")
    assert outcome.exit_code == 3
    assert outcome.stderr == "cjkclean: a.txt.orig: the backup cannot be written: Read-only file system\n"
    assert Path("a.txt").read_text("utf-8") == DIRTY
    assert names(".") == ["a.txt", "mark.toml"]


def test_backups_on_a_file_system_without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", DIRTY)

    def forbidden(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", forbidden)
    assert clean("a.txt", "--in-place", "--backup", ".orig").exit_code == 0
    assert (Path("a.txt").read_text("utf-8"), Path("a.txt.orig").read_text("utf-8")) == (CLEAN, DIRTY)


class Deadly(text_format.PlainText):
    """A format that kills whatever process cleans it."""

    name: ClassVar[str] = "deadly"
    suffixes: ClassVar[tuple[str, ...]] = (".deadly",)

    def rewrite(self, record: bytes, cleaner: formats_module.Cleaner) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return record


DIED = "cjkclean: a worker process died, perhaps for lack of memory; try fewer --jobs"
RESUME = "cjkclean: the same command with --resume goes on from here"


def clean_with_a_deadly_file(*names: str) -> list[str]:
    """What the command says when it has cleaned these files; one that ends in `deadly` kills its worker."""
    for name in names:
        write(name, CLEAN)
    driver = (
        "import sys; from cjkclean.cli import main; from cjkclean.files import formats; "
        "from tests.test_cli_faults import Deadly; formats._OWN += (Deadly,); sys.exit(main(sys.argv[1:]))"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", driver, "clean", *names, "-o", "out/", "-j", "2"],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": f"{SOURCES}{os.pathsep}{SOURCES.parent}"},
    )
    assert outcome.returncode == 3
    return outcome.stderr.decode().splitlines()


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_a_worker_that_dies_is_told_of() -> None:
    assert clean_with_a_deadly_file("1.deadly", "2.txt") == [DIED]
    assert names("out") == []


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_what_was_done_before_a_worker_died_stays() -> None:
    told = clean_with_a_deadly_file("1.txt", "2.deadly", "3.txt")
    done = names("out")  # the pool may break before or after the first file is written
    assert (told, done) in (([DIED], []), ([RESUME, DIED], ["1.txt"]))


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
