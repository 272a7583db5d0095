"""Settings of a project: where they are found, what they set, and errors that name file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjkclean.cli import main
from tests.batchtools import CLEAN, DIRTY, cli, write

pytestmark = pytest.mark.usefixtures("folder")


def test_settings_of_the_project_hold_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    write("cjkclean.toml", 'config = "mark.toml"\n[clean]\nfield = ["body"]\n')
    write("a/b/x.jsonl", '{"text": "甲>乙", "body": "甲>乙"}\n')
    monkeypatch.chdir("a/b")
    assert cli("clean", "x.jsonl").stdout == '{"text": "甲>乙", "body": "乙"}\n'
    assert cli("clean", "x.jsonl", "--field", "text").stdout == '{"text": "乙", "body": "甲>乙"}\n'
    assert cli("clean", "x.jsonl", "--preset", "repair").stdout == '{"text": "甲>乙", "body": "甲>乙"}\n'
    assert cli("--no-settings", "clean", "x.jsonl").stdout == '{"text": "甲>乙", "body": "甲>乙"}\n'


def test_pyproject() -> None:
    write("pyproject.toml", '[project]\nname = "x"\n[tool.cjkclean]\nconfig = "mark.toml"\nquiet = true\njobs = 1\n')
    write("a.txt", DIRTY)
    assert cli("clean", "a.txt").stdout == CLEAN
    write("cjkclean.toml", 'preset = "repair"\n')  # has precedence
    outcome = cli("clean", "a.txt")
    assert (outcome.stdout, outcome.stderr) == (DIRTY, "")
    assert cli("--settings", "pyproject.toml", "clean", "a.txt").stdout == CLEAN


def test_a_pyproject_of_others_is_let_be() -> None:
    write("pyproject.toml", "[tool.other\nbroken")
    write("a.txt", CLEAN)
    assert cli("clean", "--preset", "repair", "a.txt").exit_code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("presett = 'web'", "cjkclean.toml: no key 'presett'; did you mean 'preset'?"),
        ("[clean]\njob = 2", "cjkclean.toml, [clean]: no key 'job'; did you mean 'jobs'?"),
        ("jobs = 0", "cjkclean.toml: jobs: 0 is not in the range 1<=x<=256"),
        (
            "[clean]\nscript = 'x'",
            "cjkclean.toml, [clean]: script: 'x' is not one of 'keep', 'hans', 'hant', 'dominant'",
        ),
        ("quiet = 'yes'", "cjkclean.toml: quiet must be true or false, not 'yes'"),
        ("field = 3", "cjkclean.toml: field must be a string or a list of them, not 3"),
        ("preset = true", "cjkclean.toml: preset must be a string or a number, not True"),
        ("clean = 3", "cjkclean.toml: 'clean' is a sub-command, so its value must be a table of options"),
        ("output = 'x'", "cjkclean.toml: no key 'output'"),
        ("preset = ", "cjkclean.toml: Invalid value (at "),
    ],
)
def test_errors_name_file_and_key(content: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("cjkclean.toml", content)
    write("a.txt", CLEAN)
    assert main(["clean", "a.txt"]) == 2
    assert message in capsys.readouterr().err


def test_files_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--settings", "missing.toml", "clean", "a.txt"]) == 2
    assert "missing.toml: cannot be read: No such file or directory" in capsys.readouterr().err
    write("cjkclean.toml", b"preset = '\xff'")
    assert main(["clean", "a.txt"]) == 2
    assert "cjkclean.toml: " in capsys.readouterr().err
    assert main(["--settings", "x", "--no-settings", "clean"]) == 2


def test_every_key_of_the_documentation_is_one() -> None:
    document = Path(__file__).parents[1] / "docs" / "cli.md"
    if not document.exists():
        pytest.skip("the documentation is not here")
    block = document.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    write("cjkclean.toml", block.replace("steps.toml", "mark.toml"))
    write("a.jsonl", '{"content": "甲>乙"}\n')
    assert cli("clean", "a.jsonl").stdout == '{"content": "乙"}\n'
