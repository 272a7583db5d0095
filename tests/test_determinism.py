"""The same text gives the same record in every process, whatever the order in which sets hand out their members."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import cjkclean

CASES = Path(__file__).parent / "cases"
SOURCES = Path(cjkclean.__file__).parents[1]
PROGRAM = """
import json, sys, cjkclean
for line in sys.stdin:
    print(cjkclean.explain(json.loads(line), "web").to_json())
"""


def records(seed: int, lines: str) -> str:
    paths = os.pathsep.join(filter(None, (str(SOURCES), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=lines.encode(), capture_output=True, check=True, env=environment
    )
    return hashlib.sha256(done.stdout).hexdigest()


def test_the_seed_of_hashes_changes_nothing() -> None:
    files = sorted([*CASES.glob("synthetic/*.json"), *CASES.glob("negative/*.json")])
    inputs = [case["input"] for file in files for case in json.loads(file.read_text("utf-8"))[::3]]
    whole = "\n".join(json.dumps(text) for text in inputs if isinstance(text, str))
    assert len({records(seed, whole) for seed in (1, 2)}) == 1
