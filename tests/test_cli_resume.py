"""Runs that are killed and gone on with: no record lost, doubled or torn, whatever the moment."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from cjkclean.files import batch, journal
from tests.batchtools import CLEAN, DIRTY, clean, cli, jsonl, names, write
from tests.clitools import SOURCES

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.skipif(os.name == "nt", reason="signals differ")]

DRIVER = "import sys; from tests.test_cli_resume import drive; drive(int(sys.argv[1]), sys.argv[2:])"


def drive(deadline: int, arguments: list[str]) -> None:
    """Clean with small batches and many checkpoints; kill this process at one moment, or press Ctrl-C.

    The moment is number `deadline`; minus that number is Ctrl-C. There is one before and after everything that makes a
    difference to the files: a write, a checkpoint, a line of the journal, a file put in its place. The number of
    moments goes to the file `moments`.
    """
    from cjkclean.cli import main
    from cjkclean.files import output, partial, side
    from cjkclean.registry import STEPS
    from tests.clitools import Mark

    cast(dict[str, Any], STEPS)[Mark.name] = Mark
    signal.signal(signal.SIGINT, signal.default_int_handler)
    batch.BATCH, journal.CHECKPOINT = 2_000, 6_000
    moments = 0

    def moment() -> None:
        nonlocal moments
        moments += 1
        if moments == abs(deadline):
            os.kill(os.getpid(), signal.SIGKILL if deadline > 0 else signal.SIGINT)

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*args: Any, **kwargs: Any) -> Any:
            moment()
            result = call(*args, **kwargs)
            moment()
            return result

        return watch

    for owner, name in (
        (output.StreamOutput, "write"),
        (output.StreamOutput, "checkpoint"),
        (partial.Partial, "finish"),
        (partial.Partial, "publish"),
        (journal.Journal, "note"),
        (journal.Journal, "end"),
        (side.SideOutput, "write"),
        (side.SideOutput, "publish"),
        (os, "replace"),
        (os, "link"),
    ):
        setattr(owner, name, watched(getattr(owner, name)))
    code = main(["clean", "--config", "mark.toml", *arguments])
    Path("moments").write_text(str(moments))
    sys.exit(code)


def run(deadline: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", DRIVER, str(deadline), *arguments],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": f"{SOURCES}{os.pathsep}{SOURCES.parent}"},
    )


def corpus(folder: str) -> None:
    """Several hundred documents of every kind, some of them in files or records that fail."""
    write(f"{folder}/a/big.jsonl", jsonl(250) + "{\n" + jsonl(150, 3))
    write(f"{folder}/b/big.jsonl.gz", gzip.compress(jsonl(200).encode(), mtime=0))
    write(f"{folder}/c/cut.jsonl.gz", gzip.compress(jsonl(200).encode(), mtime=0)[:-20])
    write(f"{folder}/d/table.csv", "".join(f'{n},"{DIRTY}",甲>乙\n' for n in range(60)))
    for n in range(20):
        write(f"{folder}/e/{n:02}.txt", f"{n} {DIRTY if n % 3 else CLEAN}" * 5)
    write(f"{folder}/f/picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    write(f"{folder}/g.srt", "1\n00:00:01,000 --> 00:00:02,000\n甲>規\n[[乙]]\n")


def contents(*roots: str) -> dict[str, bytes]:
    """Every file below `roots`, and the side outputs."""
    files = [p for root in roots for p in Path(root).rglob("*") if p.is_file()]
    return {str(p): p.read_bytes() for p in [*files, *Path().glob("side.*")]}


def cleared(*roots: str) -> None:
    """Take away what an earlier run wrote."""
    for root in roots:
        shutil.rmtree(root, ignore_errors=True)
    for path in Path().glob("side.*"):
        path.unlink()


SIDES = ("--edits", "side.edits.jsonl.gz", "--excluded", "side.excluded.jsonl", "--quarantine", "side.bad.jsonl")


@pytest.mark.parametrize("how", ["folder", "in-place"])
def test_a_killed_run_is_gone_on_with_as_if_nothing_had_happened(how: str) -> None:
    place = ("in", "--in-place", "--backup", ".orig") if how == "in-place" else ("in", "-o", "out/")
    arguments = (*place, *SIDES, "-j", "2")
    roots = ("in",) if how == "in-place" else ("out",)
    corpus("in")
    whole = run(0, *arguments)
    assert whole.returncode == 3, whole.stderr.decode()  # the truncated file, and the bad line
    undisturbed = contents(*roots)
    assert len(undisturbed) == {"folder": 24, "in-place": 50}[how] + 3
    moments = int(Path("moments").read_text())
    assert moments > 200
    chance = random.Random(20 if how == "folder" else 21)
    for _ in range(10):
        cleared("in", "out")
        corpus("in")
        deadline = chance.randrange(1, moments)
        killed = run(deadline, *arguments)
        assert killed.returncode == -signal.SIGKILL
        if chance.random() < 0.4:
            run(chance.randrange(1, max(2, moments - deadline)), *arguments, "--resume")
        went_on = run(0, *arguments, "--resume")
        # A run that was killed behind its end left nothing to resume: then it is refused, lest backups be lost.
        assert went_on.returncode == 3 or b"is there already" in went_on.stderr, went_on.stderr.decode()
        assert contents(*roots) == undisturbed, f"killed at {deadline} of {moments}"


def test_ctrl_c_is_gone_on_with() -> None:
    corpus("in")
    run(0, "in", "-o", "out/", *SIDES)
    undisturbed = contents("out")
    moments = int(Path("moments").read_text())
    for part in (0.1, 0.4, 0.7):
        cleared("out")
        pressed = run(-int(moments * part), "in", "-o", "out/", *SIDES, "-j", "2")
        assert pressed.returncode == 130
        assert [line for line in pressed.stderr.decode().splitlines() if line][-2:] == [
            "cjkclean: the same command with --resume goes on from here",
            "cjkclean: interrupted",
        ]
        there = {name for name in contents("out") if not Path(name).name.startswith(".")}
        assert {"side.edits.jsonl.gz", "side.excluded.jsonl", "side.bad.jsonl"} <= there
        done = {json.loads(line)["output"] for line in Path("side.excluded.jsonl").read_text("utf-8").splitlines()}
        assert done <= there  # side outputs tell of finished files only
        assert run(0, "in", "-o", "out/", *SIDES, "--resume").returncode == 3
        assert contents("out") == undisturbed


def test_a_full_disk_stops_the_run_and_it_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    from cjkclean.files import partial

    corpus("in")
    clean("in", "-o", "whole/", "--edits", "side.edits")
    edits = Path("side.edits").read_text("utf-8").replace("whole/", "out/")
    monkeypatch.setattr(batch, "BATCH", 2_000)
    monkeypatch.setattr(journal, "CHECKPOINT", 6_000)
    room = 20_000

    class Full(io.FileIO):
        def write(self, data: Any) -> int:
            nonlocal room
            room -= len(data)
            if room < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(data)

    def on_a_small_disk(path: Path, *, new: bool) -> Any:
        return io.BufferedRandom(Full(path, "w+" if new else "r+"))

    with monkeypatch.context() as small:
        small.setattr(partial, "open_locked", on_a_small_disk)
        outcome = clean("in", "-o", "out/", "--edits", "side.edits")
    assert outcome.exit_code == 3
    lines = outcome.stderr.splitlines()
    assert lines[-2] == "cjkclean: the same command with --resume goes on from here"
    assert lines[-1].startswith("cjkclean: out/")
    assert lines[-1].endswith(": cannot be written: No space left on device")
    assert names("out") != names("whole")
    assert clean("in", "-o", "out/", "--edits", "side.edits", "--resume").exit_code == 3
    assert {n: Path("out", n).read_bytes() for n in names("out") if not n.endswith(".gz")} == {
        n: Path("whole", n).read_bytes() for n in names("whole") if not n.endswith(".gz")
    }
    assert Path("side.edits").read_text("utf-8") == edits


def test_nothing_is_left_behind() -> None:
    corpus("in")
    run(150, "in", "-o", "out/", *SIDES)
    left = [p.name for p in (*Path("out").rglob(".*"), *Path().glob(".*"))]
    assert any(name.endswith(".journal") for name in left)
    assert any(name.endswith(".side") for name in left)
    run(0, "in", "-o", "out/", *SIDES, "--resume")
    assert not [*Path("out").rglob(".*"), *Path().glob(".*")]


def test_what_was_done_is_not_done_again() -> None:
    corpus("in")
    run(300, "in", "-o", "out/")
    before = {p: p.stat().st_ino for p in Path("out").rglob("*") if p.is_file()}
    assert before
    run(0, "in", "-o", "out/", "--resume")
    assert {p: p.stat().st_ino for p in before if p.suffix != ".journal" and p.name[0] != "."}.items() <= before.items()


def test_the_account_is_that_of_the_whole_run() -> None:
    corpus("in")
    whole = run(0, "in", "-o", "out/", "--log-json")
    cleared("out")
    run(200, "in", "-o", "out/", "--log-json")
    went_on = run(0, "in", "-o", "out/", "--log-json", "--resume")
    first, second = (json.loads(done.stderr.splitlines()[-1]) for done in (whole, went_on))
    assert {**first, "seconds": 0} == {**second, "seconds": 0}


def test_other_options_are_refused() -> None:
    corpus("in")
    run(100, "in", "-o", "out/", "--edits", "side.edits")
    outcome = clean("in", "-o", "out/", "--resume")
    assert outcome.exit_code == 2
    assert "--resume: the interrupted run had another --edits; without --resume it begins anew" in outcome.stderr
    outcome = cli("clean", "--preset", "repair", "in", "-o", "out/", "--edits", "side.edits", "--resume")
    assert "had another list of steps" in outcome.stderr
    assert run(0, "in", "-o", "out/", "--edits", "side.edits", "--resume").returncode == 3


def test_a_file_that_changed_meanwhile_is_refused() -> None:
    write("big.jsonl", jsonl(400))
    run(30, "big.jsonl", "-o", "out.jsonl")
    assert [p for p in Path().glob(".*.partial") if p.stat().st_size > 6_000]
    write("big.jsonl", jsonl(401))
    outcome = clean("big.jsonl", "-o", "out.jsonl", "--resume")
    assert outcome.exit_code == 2
    assert "big.jsonl has changed since the run was interrupted" in outcome.stderr
    assert clean("big.jsonl", "-o", "out.jsonl").exit_code == 0
    assert not list(Path().glob(".*"))


def test_nothing_to_resume_is_an_ordinary_run() -> None:
    write("a.txt", DIRTY)
    outcome = clean("a.txt", "-o", "b.txt", "--resume")
    assert (outcome.exit_code, outcome.stderr) == (0, "cjkclean: nothing to resume, so everything is done\n")
    assert Path("b.txt").read_text("utf-8") == CLEAN
    for arguments in (("a.txt",), ("-", "-o", "c.txt")):
        outcome = clean(*arguments, "--resume")
        assert outcome.exit_code == 2
        assert "--resume needs files to read" in outcome.stderr


def test_a_torn_journal_is_read_up_to_the_tear() -> None:
    corpus("in")
    whole = run(0, "in", "-o", "out/")
    assert whole.returncode == 3
    undisturbed = contents("out")
    for kept in (0.0, 0.3, 0.99):
        cleared("out")
        run(300, "in", "-o", "out/")
        path = next(Path("out").glob(".*.journal"))
        lines = path.read_bytes()
        path.write_bytes(lines[: int(len(lines) * kept)])
        assert run(0, "in", "-o", "out/", "--resume").returncode == 3
        assert contents("out") == undisturbed


def test_two_runs_do_not_write_one_output() -> None:
    import fcntl

    write("a.txt", DIRTY)
    run(5, "a.txt", "-o", "b.txt")
    with next(Path().glob(".*.journal")).open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        outcome = clean("a.txt", "-o", "b.txt")
    assert outcome.exit_code == 3
    assert "another run is writing it" in outcome.stderr
    assert names(".") == [".cjkclean-" + p.name[10:] for p in Path().glob(".*.partial")] + ["a.txt", "mark.toml"]
