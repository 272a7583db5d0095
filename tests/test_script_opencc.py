"""Equality with the official OpenCC package, where it is installed, and with its cases, where the data is."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cjkclean.script import configurations, convert

DATA = Path(os.environ.get("CJKCLEAN_DATA", "."))
CASES = DATA / "opencc" / "testcases.json"
OFFICIAL = """
import json, sys, opencc
if not hasattr(opencc, "CONFIGS"): sys.exit(3)
print(json.dumps({name: opencc.OpenCC(name).convert(text) for name, text in json.load(sys.stdin).items()}))
"""


@pytest.mark.skipif(not CASES.exists(), reason="needs CJKCLEAN_DATA")
def test_cases() -> None:
    text = re.sub(r",(\s*[}\]])", r"\1", CASES.read_text("utf-8"))  # the file has trailing commas
    for case in json.loads(text)["cases"]:
        for name, expected in case["expected"].items():
            assert convert(case["input"], name) == expected, (case["id"], name)


def test_official_package() -> None:
    stored = configurations.program("s2t").bundle
    characters = [chr(code) for code, symbol in enumerate(stored.symbols) if symbol]
    draw = random.Random(7)
    text = "".join(draw.choices([*"，。\n⿰⿱⿲⿻\uf9b5\U0002f800" * 50, *characters], k=20000))
    text += "".join(map(chr, stored.pool))  # the values of all phrases: traditional, and full of their keys
    text += convert(text, "t2s")
    run = subprocess.run(
        [sys.executable, "-c", OFFICIAL],
        input=json.dumps(dict.fromkeys(configurations.names(), text)),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        pytest.skip("the official OpenCC package is not installed")
    for name, expected in json.loads(run.stdout).items():
        assert convert(text, name) == expected, name
