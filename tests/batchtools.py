"""What the tests of batches share: a folder to work in, texts with foreseeable damage, and ways to run the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cjkclean.cli.app import app
from cjkclean.registry import STEPS
from tests.clitools import SOURCES, Mark

DIRTY = "[[首頁 > 新聞]]\n昨天甲>規模不小,還有??。\n"
CLEAN = "昨天規模不小,還有??。\n"
BAD = '{"text": "甲>規"}\n{"text": \n{"text": "爆"}\n{"text": "好"}\n'.encode() + b'{"text": "\xff"}\n'


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to be in, with `mark.toml`, a pipeline of the step `Mark`."""
    monkeypatch.setitem(STEPS, Mark.name, Mark)
    (tmp_path / "mark.toml").write_text('[[step]]\nname = "mark"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cli(*arguments: str, stdin: bytes = b"") -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, arguments, input=stdin)


def clean(*arguments: str, stdin: bytes = b"") -> Result:
    """Clean with the step `Mark`."""
    return cli("clean", "--config", "mark.toml", *arguments, stdin=stdin)


def write(name: str, content: str | bytes) -> Path:
    """Make a file and the folders it is in."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(folder: str) -> list[str]:
    """All files below a folder, without the journal of a run that was given up."""
    found = (p for p in Path(folder).rglob("*") if p.is_file() and p.suffix != ".journal")
    return sorted(str(p.relative_to(folder)) for p in found)


def jsonl(number: int, dirty: int = 7) -> str:
    """So many records, every seventh of them (unless told otherwise) damaged."""
    return "".join(
        json.dumps({"id": n, "text": f"{n}{DIRTY if n % dirty == 0 else CLEAN}"}, ensure_ascii=False) + "\n"
        for n in range(number)
    )


def in_processes(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Clean in a process of its own with real steps: its workers know nothing of a step that only this test has."""
    return subprocess.run(
        [sys.executable, "-m", "cjkclean", "clean", *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        timeout=300,
        check=False,
    )
