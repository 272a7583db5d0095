"""How fast scripts are told apart and converted, beside a floor and the peers that are installed.

    CJKCLEAN_DATA=... python benchmarks/script_speed.py [characters a document]

The floor is what it costs to encode a text in UTF-8 and to decode it again. Each figure is the best of several rounds
through all candidates, in processor time; MB/s of UTF-8.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

from cjkclean import kernels
from cjkclean.script import convert, identify_script

DATA = Path(os.environ["CJKCLEAN_DATA"])
ROUNDS = 7
CONFIGS = ("s2t", "t2s", "s2tw", "s2twp", "tw2s", "tw2sp", "s2hk", "t2jp")
COLD = "import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
COLD_STARTS = {
    "identify": "from cjkclean.script import identify_script; identify_script('说')",
    "s2t": "from cjkclean.script import convert; convert('头发', 's2t')",
    "s2twp": "from cjkclean.script import convert; convert('内存', 's2twp')",
}


def peers() -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {}
    with suppress(ImportError):
        opencc = import_module("opencc")
        for config in ("s2t", "t2s", "s2twp", "tw2sp"):
            found[f"OpenCC {config}"] = opencc.OpenCC(config).convert
    with suppress(ImportError):
        zhconv_rs = import_module("zhconv_rs")
        found["zhconv-rs zh-tw"] = lambda text: zhconv_rs.zhconv(text, "zh-tw")
    with suppress(ImportError):
        found["hanzidentifier"] = import_module("hanzidentifier").identify
    return found


def cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def seconds(function: Callable[[str], object], documents: Sequence[str]) -> float:
    start = time.process_time()
    for document in documents:
        function(document)
    return time.process_time() - start


def measure(name: str, text: str, size: int) -> None:
    documents = cut(text, size)
    candidates: dict[str, Callable[[str], object]] = {"floor": lambda text: text.encode().decode()}
    candidates["identify_script"] = identify_script
    for config in CONFIGS:
        candidates[config] = partial(convert, config=config)
    candidates |= peers()
    best = dict.fromkeys(candidates, float("inf"))
    for at in range(ROUNDS):
        for candidate, function in candidates.items():
            if at < 2 or best[candidate] < 1:  # slow ones less often
                best[candidate] = min(best[candidate], seconds(function, documents))
    size_mb = len(text.encode()) / 1e6
    print(f"\n{name}, documents of {size} characters, kernels compiled: {kernels.COMPILED}")
    for candidate, spent in best.items():
        print(f"{candidate:20}{size_mb / spent:9.0f} MB/s{best['floor'] / spent:8.2f} of the floor")


def cold_starts() -> None:
    print("\ncold start, best of 9, in milliseconds (import of cjkclean first, then without it)")
    for name, code in COLD_STARTS.items():
        with_import, without = [], []
        for _ in range(9):
            with_import.append(float(run(COLD.format(code))))
            without.append(float(run("import cjkclean.script; " + COLD.format(code))))
        print(f"{name:20}{1000 * min(with_import):8.1f}{1000 * min(without):8.1f}")


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    simplified = (DATA / "corpora" / "zh_cmrc2018.txt").read_text("utf-8")
    measure("simplified", simplified, size)
    measure("traditional", convert(simplified, "s2t"), size)
    cold_starts()
