"""Equality with opencc-python-reimplemented, given the dictionaries that it ships.

It installs a module `opencc`, as the official package does: it runs in a process of its own, from the folder that
`CJKCLEAN_OPENCC_PYTHON` names; without that it is downloaded, and without a network the tests are skipped.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from cjkclean.script import Converter, configurations
from cjkclean.script.opencc import read_entries

PACKAGE = "opencc-python-reimplemented==0.1.7"
CONFIGS = ("hk2s", "s2hk", "s2t", "s2tw", "s2twp", "t2hk", "t2s", "t2tw", "tw2s", "tw2sp")
ORACLE = """
import json, sys
from opencc import OpenCC
json.dump({name: OpenCC(name).convert(text) for name, text in json.load(sys.stdin).items()}, sys.stdout)
"""
# Where it cuts a text before anything else (`OpenCC.__init__`); a key that holds one of these is never found.
SEPARATORS = re.compile(r"[\s\-,.?!*　，。、；：？！…“”‘’『』「」—－（）《》～．／＼｛｝【】]")
SENTENCES = """
皇后坐在后面的台子上，头发里有干草；太后说：“干得好，面条别放干了！”
他发现这里的软件占用内存太多，于是重装了操作系统，打印机也换了新的。
松树在松江的山上，云雾里只看得见一只鸟。范先生说他只相信自己。
斯克里普斯家族的后人回到公里以外的村里，里面什么都没有了。
下半场打进制胜一球；低级别的学生联赛，出租车和公交车都停在体育馆后面。
麵條放乾了，皇后說：「後面的頭髮裡有一隻鳥。」裏面的人説不，衞生署的臺階很高。
這裡的軟體佔用太多記憶體，印表機也換了；計程車停在體育館後面，乾隆年間的皇太后。
乾坤、乾燥、幹部、若干；發展、頭髮、理髮；歷史、曆法；鐘錶、表面、手錶、鍾情。
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    known = os.environ.get("CJKCLEAN_OPENCC_PYTHON")
    if known:
        return Path(known)
    folder = tmp_path_factory.mktemp("reimplemented")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder), PACKAGE]
    short = {"PIP_RETRIES": "0", "PIP_DEFAULT_TIMEOUT": "5"}
    try:
        subprocess.run(command, check=True, capture_output=True, env=os.environ | short, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"{PACKAGE} can't be installed: {error}")
    return folder


@cache
def texts(folder: Path) -> str:
    """Our sentences; then characters and keys of the dictionaries, glued together so that keys overlap."""
    keys = sorted({key for path in (folder / "opencc" / "dictionary").glob("*.txt") for key in read_entries(path)})
    draw = random.Random(5)
    stored = configurations.program("s2t").bundle.symbols
    characters = [chr(code) for code, symbol in enumerate(stored) if symbol]
    lines = SENTENCES.split("\n")
    lines += ["".join(draw.choices(characters, k=60)) for _ in range(15)]
    lines += ["".join(draw.choice(keys)[draw.randrange(2) :] for _ in range(12)) for _ in range(60)]
    return "\n".join([*lines, "，".join(draw.sample(keys, 400))])


def results(folder: Path) -> dict[str, str]:
    given = json.dumps(dict.fromkeys(CONFIGS, texts(folder)))
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", ORACLE], input=given, capture_output=True, encoding="utf-8", check=True, env=environment
    )
    found: dict[str, str] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def dictionaries(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its dictionaries without the few keys that it never finds."""
    folder = tmp_path_factory.mktemp("dictionaries")
    for path in (installed / "opencc" / "dictionary").glob("*.txt"):
        lines = path.read_text("utf-8").splitlines()
        kept = [line for line in lines if not SEPARATORS.search(line.partition("\t")[0])]
        assert len(lines) - len(kept) <= 5
        (folder / path.name).write_text("\n".join(kept), "utf-8")
    return folder


def test_equals_the_reimplementation(installed: Path, dictionaries: Path) -> None:
    text = texts(installed)
    shipped = {path.stem for path in (installed / "opencc" / "config").glob("*.json")}
    assert shipped == set(CONFIGS)
    for name, expected in results(installed).items():
        path = installed / "opencc" / "config" / f"{name}.json"
        converter = Converter.from_config(path, dictionaries, matching="longest")
        found = converter(text)
        for line, made, wanted in zip(text.split("\n"), found.split("\n"), expected.split("\n"), strict=True):
            assert made == wanted, (name, line)
        assert converter.edits(text).apply(text) == expected
