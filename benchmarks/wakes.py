"""What clean text costs the repair of mojibake: how often the scan wakes it, how often that ends in a search.

    python benchmarks/wakes.py [FILE ...] [--size 1000] [--documents 400]

The files (`$CJKCLEAN_DATA/corpora/*.txt` unless named) are cut into documents of so many code points. Printed of each:
neighbouring letters that the scan's sketch does not know (%), documents that wake the step (%), that it looks for
misread runs in (%), that it changes; and what the scan and the step cost, as multiples of decoding and encoding the
same documents as UTF-8.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from cjkclean import RepairMojibake
from cjkclean.kernels import scan
from cjkclean.profile import profile
from cjkclean.repair.misread import runs
from cjkclean.tables.classes import plausible_pairs

LETTER = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Searches:
    """Counts how often runs are looked for around an implausible stretch."""

    def __init__(self) -> None:
        self.count = 0
        self._search = runs._Finder._blocks
        runs._Finder._blocks = lambda finder, span: self(finder, span)  # type: ignore[assignment,return-value]

    def __call__(self, *arguments: object) -> object:
        self.count += 1
        return self._search(*arguments)  # type: ignore[arg-type]


def unseen(documents: list[str]) -> float:
    """Share of neighbouring letters that are not in the sketch (%)."""
    sketch = plausible_pairs()
    known = total = 0
    for a, b in pairwise("".join(documents)):
        if LETTER.match(a) and LETTER.match(b):
            place = scan.sketch_place(ord(a), ord(b))
            known += sketch[place >> 3] >> (place & 7) & 1
            total += 1
    return 100 * (1 - known / max(1, total))


def best(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of the quickest of `times` calls."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def row(name: str, documents: list[str], searches: Searches) -> None:
    step = RepairMojibake()
    found = [(text, profile(text)) for text in documents]
    awake = [(text, profiled) for text, profiled in found if profiled.bits & int(step.wakes)]
    searched = changed = 0
    for text, profiled in awake:
        before = searches.count
        changed += step.rewrite(text, profiled) is not text
        searched += searches.count > before
    floor = best(lambda: [text.encode().decode() for text in documents])
    scanning = best(lambda: [profile(text) for text in documents])
    repairing = best(lambda: [step.rewrite(text, profiled) for text, profiled in awake])
    share = 100 / len(documents)
    print(
        f"{name:20} {len(documents):5} {unseen(documents):7.1f} {share * len(awake):7.1f} {share * searched:8.1f}"
        f" {changed:7} {scanning / floor:6.2f} {repairing / floor:6.2f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--size", type=int, default=1000, help="code points of a document")
    parser.add_argument("--documents", type=int, default=400, help="documents of a file")
    options = parser.parse_args()
    files = options.files or sorted(Path(os.environ["CJKCLEAN_DATA"], "corpora").glob("*.txt"))
    RepairMojibake()("涓枃缂栫爜")  # loads the tables
    searches = Searches()
    print(f"{'file':20}  docs  unseen   awake searched changed   scan   step")
    for file in files:
        text = file.read_text("utf-8")[: options.size * options.documents]
        row(file.stem, [text[at : at + options.size] for at in range(0, len(text), options.size)], searches)


if __name__ == "__main__":
    main()
