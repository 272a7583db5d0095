"""Formats of other packages: the example of the documentation, installed as a distribution of its own."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batchtools import write
from tests.clitools import SOURCES

DOCUMENT = Path(__file__).parents[1] / "docs" / "formats.md"

pytestmark = pytest.mark.usefixtures("folder")


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cjkclean", "clean", "--preset", "repair", *arguments],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": f"{SOURCES}{os.pathsep}site"},
    )


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the documentation is not here")
def test_the_example_of_the_documentation() -> None:
    code, points = re.findall(r"```(?:python|toml)\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    write("site/keyed.py", code)
    name, value = re.findall(r'^(\w+) = "(.*)"$', points, re.MULTILINE)[0]
    write("site/keyed-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: keyed\nVersion: 1.0\n")
    write("site/keyed-1.0.dist-info/entry_points.txt", f"[cjkclean.formats]\n{name} = {value}\n")
    damaged = "今天天气很好，我们去公园散步。".encode().decode("latin-1")
    text = f"a: 今天天气很好。\nb: {damaged}\nnothing\n" * 40
    write("in/x.keyed.gz", gzip.compress(text.encode()))
    outcome = run("in", "-o", "out/", "-j", "2", "--quarantine", "bad.jsonl")
    assert outcome.returncode == 3, outcome.stderr.decode()
    assert gzip.decompress(Path("out/x.keyed.gz").read_bytes()).decode() == (
        "a: 今天天气很好。\nb: 今天天气很好，我们去公园散步。\n" * 40
    )
    assert {json.loads(line)["reason"] for line in Path("bad.jsonl").read_text("utf-8").splitlines()} == {"no colon"}
    assert b"no format 'docx'; there are arrow, ass, csv, html, jsonl, keyed" in run("in", "--from", "docx").stderr
