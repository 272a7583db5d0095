"""How well the damage of the cloaking tool is undone: `python benchmarks/cloaking.py [DOCUMENTS]`.

Damages pages (the golds of the folder CJKCLEAN_DATA) with random settings of the tool's steps, repairs them, and
prints: documents restored to the letter, damaged characters restored, speed; then the clean pages and the readings of
authors that were changed, which should be none. The model is not trained on these pages, but the costs of the search
were chosen while looking at failures on them, and the glosses are drawn from the table that the repair knows: on
other pages and sites the figures will be lower.
"""

from __future__ import annotations

import difflib
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.damage.cloaking import Cloak
from tests.texts import readings

from cjkclean.repair.glosses import remove_glosses
from cjkclean.repair.shifts import repair_shifts
from cjkclean.tables import glosses, hanvariants

CHUNK = 1500
MARKS = ("？；，、", "？；，、", "？；，、！", "？；，、：", "！。：？；，、", "")


def chunks() -> Iterator[str]:
    """Pieces of about CHUNK characters of Chinese pages, as far as GBK can write them."""
    for path in sorted((Path(os.environ["CJKCLEAN_DATA"]) / "pages").glob("*/*.txt")):
        text = path.read_text("utf-8", "replace")
        if any("\u3041" <= char <= "\u30fa" or "\uac00" <= char <= "\ud7a3" for char in text):
            continue
        piece = ""
        for line in text.encode("gbk", "ignore").decode("gbk").splitlines(keepends=True):
            piece += line
            if len(piece) > CHUNK:
                yield piece
                piece = ""
        if len(piece) > 100:
            yield piece


def site(chance: random.Random) -> Cloak:
    """One site's settings at random."""
    forms = {
        char: variant.traditional[0]
        for char, variant in hanvariants.load().items()
        if len(variant.traditional) == 1 and variant.use == hanvariants.Use.HANS and _in_gbk(variant.traditional[0])
    }
    table = [(char, known[0]) for char, known in glosses.seen().items()]
    chance.shuffle(table)
    return Cloak(
        traditional=forms if chance.random() < 0.75 else {},
        glosses=table[: chance.choice([0, 12, 20, 40, 80, 156])],
        marks=chance.choice(MARKS),
        fold=chance.random() < 0.75,
    )


def _in_gbk(char: str) -> bool:
    return bool(char.encode("gbk", "ignore"))


def distance(a: str, b: str) -> int:
    """Characters in which two texts differ."""
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(max(j - i, n - m) for tag, i, j, m, n in blocks if tag != "equal")


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(1)
    pieces = list(chunks())
    chance.shuffle(pieces)
    exact = total = damaged = wrong = size = 0
    spent = 0.0
    for piece in pieces:
        piece = piece.rstrip("\n")  # a hole at the end of a page does not tell whether a line break followed
        cloak = site(chance)
        seen = cloak(piece)
        meant = Cloak(traditional=cloak.traditional, marks="", fold=cloak.fold)(piece)
        if seen == meant or total == wanted:
            continue
        started = time.process_time()
        got = remove_glosses(repair_shifts(seen))
        spent += time.process_time() - started
        size += len(seen.encode())
        total += 1
        exact += got == meant
        damaged += distance(meant, seen)
        wrong += distance(meant, got) if got != meant else 0
    print(f"documents to the letter   {exact}/{total} = {exact / total:.1%}")
    print(f"damaged characters        {1 - wrong / damaged:.3%} right of {damaged}")
    print(f"speed                     {size / spent / 1e6:.2f} MB/s of UTF-8 (processor time)")
    changed = sum(remove_glosses(repair_shifts(piece)) is not piece for piece in pieces)
    print(f"clean pieces changed      {changed} of {len(pieces)}")
    legitimate = [*readings.texts(), *readings.pages()]
    changed = sum(remove_glosses(repair_shifts(text)) is not text for text in legitimate)
    print(f"authors' readings changed {changed} of {len(legitimate)}")


if __name__ == "__main__":
    main()
