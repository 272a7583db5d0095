"""How fast the steps that remove lines are: on real pages, as text and as HTML, and on articles without their pages.

usage: CJKCLEAN_DATA=DATA python -m benchmarks.strip_speed [ROUNDS]

DATA holds `pages/` (HTML, and the articles as text). MB/s of UTF-8 in processor time, the best of ROUNDS (3) over all
texts; the floor is decoding and encoding the same text. Pages as text are what `tools.strip.pages.render` makes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from tools.strip.pages import data, real_pages

from cjkclean.pipeline import preset
from cjkclean.strip import StripChrome, StripSpam, StripWatermarks

Call = Callable[[str], object]


def rate(call: Call, texts: Sequence[str], rounds: int) -> float:
    """Megabytes a second."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            call(text)
        best = min(best, time.process_time() - start)
    return sum(len(text.encode()) for text in texts) / best / 1e6


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    pages = sorted((data() / "pages").glob("*/*.html"))
    texts = {
        "pages as text": [page.text for page in real_pages()],
        "articles": [path.with_suffix(".txt").read_text("utf-8") for path in pages],
        "pages as HTML": [path.read_text("utf-8", "replace") for path in pages],
    }
    for name, found in texts.items():
        floor = rate(lambda text: text.encode().decode(), found, rounds)
        size = sum(map(len, found)) // len(found)
        print(f"{name}: {len(found)}, {size} characters each; floor {floor:.0f} MB/s")
        steps: list[Call] = [] if name.endswith("HTML") else [StripChrome(), StripSpam(), StripWatermarks()]
        calls: list[Call] = [*steps, preset("web")]
        for call in calls:
            speed = rate(call, found, rounds)
            print(f"  {getattr(call, 'name', 'preset web'):18}{speed:8.1f} MB/s  {floor / speed:6.1f} times the floor")


if __name__ == "__main__":
    main()
