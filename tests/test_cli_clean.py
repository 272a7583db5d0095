"""`cjkclean clean`: what goes in, what comes out, and everything that can go wrong between."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cjkclean.cli.app import app, main
from cjkclean.pipeline import preset
from cjkclean.registry import STEPS
from tests.clitools import SOURCES, Mark, interrupt, run, start

DIRTY = "[[首頁 > 新聞]]\n昨天甲>規模不小。\n"
CLEAN = "昨天規模不小。\n"


@pytest.fixture(autouse=True)
def _steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(STEPS, Mark.name, Mark)
    (tmp_path / "mark.toml").write_text('[[step]]\nname = "mark"\n', "utf-8")
    monkeypatch.chdir(tmp_path)


def clean(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["clean", "--config", "mark.toml", *arguments], input=stdin)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_comes_out_as_utf8(encoding: str) -> None:
    text = (DIRTY + "這條街上住著三十多戶人家,每天早上都能聽到賣豆腐的聲音。\n") * 8
    Path("page.txt").write_bytes(text.encode(encoding))
    outcome = clean("page.txt")
    assert outcome.exit_code == 0
    assert outcome.stdout_bytes.decode() == text.replace("[[首頁 > 新聞]]\n", "").replace("甲>", "")


def test_standard_input_and_output() -> None:
    for arguments in ((), ("-",), ("-", "-o", "-")):
        outcome = clean(*arguments, stdin=DIRTY.encode())
        assert (outcome.exit_code, outcome.stdout_bytes.decode(), outcome.stderr) == (0, CLEAN, "")


def test_several_files_follow_each_other() -> None:
    Path("a.txt").write_text("一\n", "utf-8")
    Path("b.txt").write_text("二\n", "utf-8")
    assert clean("b.txt", "a.txt").stdout == "二\n一\n"


def test_line_ends_and_missing_last_one_stay() -> None:
    assert clean(stdin="一\r\n二\r三\n\n四".encode()).stdout_bytes.decode() == "一\r\n二\r三\n\n四"


def test_output_file_and_folder() -> None:
    Path("in").mkdir()
    for name in ("a.txt", "b.txt"):
        Path("in", name).write_text(DIRTY, "utf-8")
    assert clean("in/a.txt", "-o", "a.out").exit_code == 0
    assert clean("in/a.txt", "in/b.txt", "-o", "new/folder/").exit_code == 0
    for path in ("a.out", "new/folder/a.txt", "new/folder/b.txt"):
        assert Path(path).read_text("utf-8") == CLEAN
    assert sorted(p.name for p in Path("new/folder").iterdir()) == ["a.txt", "b.txt"]


def test_an_older_output_keeps_its_permissions_and_links_are_followed() -> None:
    Path("in.txt").write_text(DIRTY, "utf-8")
    Path("real.txt").write_text("old", "utf-8")
    Path("real.txt").chmod(0o640)
    Path("link.txt").symlink_to("real.txt")
    assert clean("in.txt", "-o", "link.txt").exit_code == 0
    assert Path("link.txt").is_symlink()
    assert Path("real.txt").read_text("utf-8") == CLEAN
    assert Path("real.txt").stat().st_mode & 0o777 == 0o640


def test_a_new_output_has_the_usual_permissions() -> None:
    Path("in.txt").write_text(DIRTY, "utf-8")
    clean("in.txt", "-o", "out.txt")
    assert Path("out.txt").stat().st_mode == Path("in.txt").stat().st_mode


def test_an_empty_file_gives_an_empty_file() -> None:
    Path("empty.txt").touch()
    assert clean("empty.txt", "-o", "out.txt").exit_code == 0
    assert Path("out.txt").read_bytes() == b""


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (bytes(range(256)) * 4, "binary data, not text"),
        ("規模".encode() * 50 + bytes(100), "binary data, not text"),
    ],
)
def test_binary_files_are_skipped(content: bytes, cause: str) -> None:
    Path("file.bin").write_bytes(content)
    outcome = clean("file.bin", "-o", "out.txt")
    assert outcome.exit_code == 3
    assert f"file.bin: skipped: {cause}" in outcome.stderr
    assert not Path("out.txt").exists()
    assert Path("file.bin").read_bytes() == content


def test_a_stray_control_character_does_not_make_text_binary() -> None:
    text = "這一行裡混進了一個控制字符\x01,其餘都好好的。" * 10
    assert clean(stdin=text.encode()).stdout_bytes.decode() == text


def test_failures_do_not_stop_the_others() -> None:
    Path("good.txt").write_text(DIRTY, "utf-8")
    Path("bad.txt").write_text("爆", "utf-8")
    outcome = clean("missing.txt", "bad.txt", "good.txt", "a\0b")
    assert outcome.exit_code == 3
    assert outcome.stdout == CLEAN
    assert outcome.stderr.splitlines() == [
        "cjkclean: missing.txt: cannot be read: No such file or directory",
        "cjkclean: bad.txt: internal error: ValueError: no such luck",
        "cjkclean: a<U+0000>b: cannot be read: embedded null byte",
    ]


def test_unwritable_outputs() -> None:
    Path("in.txt").write_text(DIRTY, "utf-8")
    Path("file").write_text("kept", "utf-8")
    for target, cause in (("no/such/folder.txt", "No such file or directory"), ("file/x.txt", "Not a directory")):
        outcome = clean("in.txt", "-o", target)
        assert outcome.exit_code == 3
        assert outcome.stderr == f"cjkclean: {target}: cannot be written: {cause}\n"
    assert clean("in.txt", "-o", "file/").exit_code == 2
    assert Path("file").read_text("utf-8") == "kept"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_read_only_output_stays() -> None:
    Path("in.txt").write_text(DIRTY, "utf-8")
    Path("out.txt").write_text("kept", "utf-8")
    Path("out.txt").chmod(0o444)
    assert clean("in.txt", "-o", "out.txt").exit_code == 3
    assert Path("out.txt").read_text("utf-8") == "kept"


def test_a_failed_write_leaves_the_older_output_and_no_debris() -> None:
    Path("in.txt").write_text("爆", "utf-8")
    Path("out.txt").write_text("kept", "utf-8")
    assert clean("in.txt", "-o", "out.txt").exit_code == 3
    assert Path("out.txt").read_text("utf-8") == "kept"
    assert sorted(p.name for p in Path().iterdir()) == ["in.txt", "mark.toml", "out.txt"]


@pytest.mark.parametrize("output", ["in.txt", "./in.txt", "link.txt", "hard.txt", "."])
def test_an_input_is_never_overwritten(output: str) -> None:
    Path("in.txt").write_text(DIRTY, "utf-8")
    Path("link.txt").symlink_to("in.txt")
    os.link("in.txt", "hard.txt")
    outcome = clean("in.txt", "-o", output)
    assert outcome.exit_code == 2
    assert "is the input in.txt, which is never overwritten" in outcome.stderr
    assert Path("in.txt").read_text("utf-8") == DIRTY


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x/a.txt", "y/a.txt", "-o", "out/"), "x/a.txt and y/a.txt would both be written to out/a.txt"),
        (("x/a.txt", "x/b.txt", "-o", "out.txt"), "-o out.txt: 2 inputs need a folder"),
        (("-", "-o", "out/"), "-o out/: standard input has no name"),
        (("--preset", "web"), "--preset and --config exclude each other"),
        (("--bogus",), "No such option"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    outcome = clean(*arguments)
    assert outcome.exit_code == 2
    assert message in outcome.stderr
    assert outcome.stderr.startswith("cjkclean: error: ")
    assert outcome.stderr.count("\n") == 1
    assert not Path("out.txt").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "bad.toml: cannot be read: No such file or directory"),
        ("[[step]\n", "bad.toml: "),
        ("step = 1\n", "bad.toml: expected [[step]] tables only"),
        ('[[step]]\nname = "marc"\n', "bad.toml, step 1: no step 'marc'; did you mean 'mark'?"),
        ('[[step]]\nname = "mark"\nconfidenc = 1\n', "no option 'confidenc'; did you mean 'confidence'?"),
    ],
)
def test_bad_configuration(content: str | None, message: str) -> None:
    if content is not None:
        Path("bad.toml").write_text(content, "utf-8")
    outcome = CliRunner().invoke(app, ["clean", "--config", "bad.toml"], input=b"")
    assert outcome.exit_code == 2
    assert message in outcome.stderr
    assert outcome.stderr.count("\n") == 1


def test_unknown_presets_and_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--preset", "wep"]) == 2
    assert main(["claen"]) == 2
    assert main(["--bogus"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "cjkclean: error: no preset 'wep'; did you mean 'web'?"
    assert [line.startswith("cjkclean: error: No such ") for line in lines[1:]] == [True, True]


def test_bytes_that_do_not_decode_are_told_of() -> None:
    raw = "前半段好好的。\n後半段壞了:".encode() * 3 + b"\xff\xfe\xff" + "\n完。\n".encode()
    Path("in.txt").write_bytes(raw)
    Path("other.txt").write_text("一\n", "utf-8")
    outcome = clean("in.txt", "other.txt", "-o", "out/")
    assert outcome.exit_code == 0
    assert re.search("^[1-3] places did not decode$", outcome.stderr, re.MULTILINE)


# -- in a process of its own ---------------------------------------------------------------------------------------


def test_python_m_and_version() -> None:
    outcome = run("--version")
    assert outcome.returncode == 0
    assert outcome.stdout.decode().startswith("cjkclean ")
    pure = run("--version", env={"CJKCLEAN_PURE": "1"})
    assert pure.stdout.decode().rstrip().endswith("(kernels: pure Python)")


def test_real_pipes_in_an_odd_locale() -> None:
    text = "這條街上住著三十多戶人家。\n"
    outcome = run("clean", stdin=text.encode(), env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert (outcome.returncode, outcome.stdout.decode(), outcome.stderr) == (0, preset("web")(text), b"")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        outcome = run("clean", stdin="一二三\n".encode(), stdout=full)
    assert outcome.returncode == 3
    assert outcome.stderr.decode() == "cjkclean: standard output cannot be written: No space left on device\n"
    outcome = run("clean", "-o", "/dev/full", stdin="一二三\n".encode())
    assert outcome.returncode == 3
    assert outcome.stderr.decode() == "cjkclean: /dev/full: cannot be written: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes differ")
def test_a_reader_that_goes_away_is_no_error_message() -> None:
    Path("long.txt").write_text("這條街上住著三十多戶人家。\n" * 50_000, "utf-8")
    read, write = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "cjkclean", "clean", "long.txt", "long.txt"],
        stdout=write,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )
    os.close(write)
    os.read(read, 10)
    os.close(read)
    _, complaint = process.communicate(timeout=120)
    assert (process.returncode, complaint) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="/bin/sh")
def test_appending_to_the_input_is_refused() -> None:
    Path("in.txt").write_text("一\n", "utf-8")
    with Path("in.txt").open("ab") as out:
        outcome = run("clean", "in.txt", stdout=out)
    assert outcome.returncode == 2
    assert outcome.stderr.decode().startswith("cjkclean: error: in.txt is the output too")
    assert Path("in.txt").read_text("utf-8") == "一\n"


@pytest.mark.skipif(os.name == "nt", reason="named pipes")
def test_an_output_pipe_is_written_to() -> None:
    Path("in.txt").write_text(DIRTY, "utf-8")
    os.mkfifo("pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe").read_text("utf-8")))
    reader.start()
    assert clean("in.txt", "-o", "pipe").exit_code == 0
    reader.join(10)
    assert got == [CLEAN]


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_an_interrupt_leaves_nothing_half_done() -> None:
    os.mkfifo("never")
    process = start("clean", "never", "-o", "out.txt")
    writer = os.open("never", os.O_WRONLY)  # returns when the command has opened it to read
    complaint = interrupt(process)
    os.close(writer)
    assert (process.returncode, complaint.strip()) == (130, b"cjkclean: interrupted")
    assert not Path("out.txt").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="units of ru_maxrss differ")
def test_ten_megabytes_of_clean_text_in_bounded_memory() -> None:
    text = "這條街上住著三十多戶人家,每天早上都能聽到賣豆腐的聲音。\n"
    content = (text * (10_000_000 // len(text.encode()) + 1)).encode()
    Path("ten.txt").write_bytes(content)
    Path("one.txt").write_text(text, "utf-8")
    peak = (
        "import resource, sys; from cjkclean.cli import main; "
        "assert main(['clean', sys.argv[1], '-o', 'out.txt']) == 0; "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    used = {}
    for name in ("one.txt", "ten.txt"):
        outcome = subprocess.run(
            [sys.executable, "-c", peak, name],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(SOURCES)},
        )
        used[name] = int(outcome.stdout) * 1024
    assert Path("out.txt").read_bytes() == content
    assert used["ten.txt"] - used["one.txt"] < 10 * len(content)
