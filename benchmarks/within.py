"""Damage inside good text: what is restored of a phrase, a sentence, a line, a cell in so many clean characters.

    python -m benchmarks.within [--size 15000] [--documents 24] [--rows NAME ...]

Every confusion that loses nothing, the texts of `benchmarks/mojibake.py`. One piece of a text is damaged and stands
inside `--size` characters of other texts of its language: as a line, as the first line, as a sentence behind another
(10 to 20 characters), in brackets, in half of a line cut by a tab, as a short line (4 to 6). Printed: the share (%) of
texts that came back to the letter. `--rows` takes names such as `gb18030-big5`.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict

from benchmarks import mojibake as whole
from tests.damage.mojibake import lossless

from cjkclean import RepairMojibake

SENTENCE_END = re.compile("[。！？]|[.!?] ")
PAUSE = re.compile("[。，、,. ]")
PLACES = {
    "line": (10, 20), "first line": (10, 20), "sentence": (10, 20),
    "brackets": (4, 6), "cell": (4, 6), "short line": (4, 6),
}  # fmt: skip
"""Where a piece stands, and its least and greatest length."""


def around(texts: list[str], size: int, rng: random.Random) -> str:
    """`size` characters of clean text."""
    joined = "\n".join(rng.sample(texts, len(texts)))
    return (joined * (size // len(joined) + 1))[:size]


def split(clean: str, place: str, rng: random.Random) -> tuple[str, str]:
    """What stands before and after a piece."""
    at = rng.randrange(len(clean) // 4, 3 * len(clean) // 4)
    if place == "first line":
        return "", "\n" + clean
    if place == "sentence":
        found = SENTENCE_END.search(clean, at)
        at = found.end() if found else at
        return clean[:at], clean[at:]
    if place == "brackets":
        found = PAUSE.search(clean, at)
        at = found.start() if found else at
        return clean[:at] + "（", "）" + clean[at:]
    at = clean.find("\n", at) + 1
    if place == "cell":
        middle = (at + (clean.find("\n", at) + 1 or len(clean))) // 2
        return clean[:middle] + "\t", "\t" + clean[middle:]
    return clean[:at], "\n" + clean[at:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=15000, help="clean characters around a piece")
    parser.add_argument("--documents", type=int, default=24, help="pieces a row, place and language")
    parser.add_argument("--rows", nargs="*", help="names of confusions, such as gb18030-big5")
    options = parser.parse_args()
    step, known = RepairMojibake(), whole.texts()
    total: dict[str, list[bool]] = defaultdict(list)
    print(f"{'confusion':22} {'language':8} {' '.join(f'{place:>10}' for place in PLACES)}")
    for confusion in lossless():
        for language, texts in sorted(known.items()):
            if options.rows and confusion.name not in options.rows:
                continue
            if not whole.WRITTEN_IN.get(confusion.written, language).startswith(language[:2]):
                continue
            rng = random.Random(1)
            clean = around(texts, options.size, rng)
            chosen = rng.sample(texts, min(options.documents, len(texts)))
            cells = []
            for place, (least, most) in PLACES.items():
                hits = []
                for piece, seen in whole.damaged(whole.cut(chosen, least, most, rng), confusion):
                    before, after = split(clean, place, rng)
                    hits.append(step(before + seen + after) == before + piece + after)
                total[place] += hits
                cells.append(f"{whole.percent(hits):>10}")
            print(f"{confusion.name:22} {language:8} {' '.join(cells)}", flush=True)
    print(f"{'all':31} {' '.join(f'{whole.percent(hits):>10}' for hits in total.values())}")
    print(f"{'texts':31} {' '.join(f'{len(hits):10}' for hits in total.values())}")


if __name__ == "__main__":
    main()
