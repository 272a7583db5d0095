"""What each compiled loop costs: nanoseconds a character, beside decoding and encoding the same text.

usage: python benchmarks/kernels.py [FILE]

FILE is UTF-8 text; without it a passage of our own is repeated. On a busy machine only the ratios mean something.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cjkclean
from cjkclean.kernels import COMPILED
from cjkclean.model import default
from cjkclean.profile import profile

PASSAGE = (
    "清晨的码头上停着十几条渔船，船主们一边补网，一边谈论昨夜的风浪。老人说，三十年前这里只有一条土路，"
    "进城要走整整一天；如今公路修到了家门口，新鲜的海货两个小时就能送到市场。\n"
    "孩子们放了学，背着书包从桥上跑过，笑声传得很远。村里新办的图书室有两千多册书，周末常常坐满了人。\n"
)


def fastest(run: Callable[[], object], repeats: int = 15) -> float:
    best = math.inf
    for _ in range(repeats):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    text = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else PASSAGE
    text = (text * (200_000 // len(text) + 1))[:200_000] if len(text) < 200_000 else text[:200_000]
    raw = text.encode()
    model = default()
    floor = fastest(lambda: [raw.decode().encode() for _ in range(10)]) / 10
    loops: dict[str, Callable[[], object]] = {
        "scan": lambda: profile(text),
        "n-gram score": lambda: model.total(text),
        "n-gram, each character": lambda: model.logprobs(text),
        "document memory": lambda: model.remember([text[:15_000]]),
        "conversion s2t": lambda: cjkclean.convert(text, "s2t"),
    }
    lengths = {"document memory": 15_000}
    print(f"kernels {'compiled' if COMPILED else 'uncompiled'}; {len(text)} characters, {len(raw)} bytes")
    print(f"{'decode + encode':24} {floor / len(text) * 1e9:8.2f} ns a character {len(raw) / floor / 1e6:8.0f} MB/s")
    for name, run in loops.items():
        run()
        count = lengths.get(name, len(text))
        took = fastest(run)
        rate = count / len(text) * len(raw) / took / 1e6
        ratio = took / count * len(text) / floor
        print(f"{name:24} {took / count * 1e9:8.2f} ns a character {rate:8.0f} MB/s {ratio:6.1f} times the floor")


if __name__ == "__main__":
    main()
