"""How well the damage of the cloaking tool is undone: `python benchmarks/cloaking.py [DOCUMENTS [LENGTH [HALF]]]`.

Damages pieces of about LENGTH characters (1,500) of pages (the golds of the folder CJKCLEAN_DATA) with random settings
of the tool's steps, repairs them, and prints: documents restored to the letter, and those of them from which no hole
swallowed a digit, which nobody can know; damaged characters restored; speed, the best of three runs over all of them;
then the clean pages, those that lost characters in other encodings, and the readings of authors that were changed,
which should be none. The model is not trained on
these pages, but the costs of the search were chosen while looking at failures on them (the last ones on HALF 0 of the
pages only, parted by a checksum of their names; HALF 1 says what they are worth elsewhere), and the glosses are drawn
from the table that the repair knows: on other pages and sites the figures will be lower.
"""

from __future__ import annotations

import difflib
import os
import random
import re
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from tests.damage.cloaking import Cloak
from tests.texts import readings

from cjkclean.repair.glosses import remove_glosses
from cjkclean.repair.shifts import repair_shifts
from cjkclean.tables import glosses, hanvariants

LENGTH = 1500
RUNS = 3
LACKING = ("cp949", "cp932", "cp950", "gb2312")
SENTENCE = re.compile("[^。！？]+[。！？]?[”’」』]?")
MARKS = ("？；，、", "？；，、", "？；，、！", "？；，、：", "！。：？；，、", "")


def chunks(length: int = LENGTH, half: int | None = None) -> Iterator[str]:
    """Pieces of about `length` characters of Chinese pages (of one half of them), as far as GBK can write them."""
    for path in sorted((Path(os.environ["CJKCLEAN_DATA"]) / "pages").glob("*/*.txt")):
        if half is not None and zlib.crc32(path.name.encode()) % 2 != half:
            continue
        text = path.read_text("utf-8", "replace")
        if any("\u3041" <= char <= "\u30fa" or "\uac00" <= char <= "\ud7a3" for char in text):
            continue
        piece = ""
        for line in text.encode("gbk", "ignore").decode("gbk").splitlines(keepends=True):
            piece += line
            if len(piece) > length:
                yield piece
                piece = ""
        if len(piece) > min(100, length // 2):
            yield piece


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """The traditional form of each character of simplified text that has one, which GBK can write."""
    return {
        char: variant.traditional[0]
        for char, variant in hanvariants.load().items()
        if len(variant.traditional) == 1 and variant.use == hanvariants.Use.HANS and _in_gbk(variant.traditional[0])
    }


def site(chance: random.Random) -> Cloak:
    """One site's settings at random."""
    forms = _forms()
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


def differences(a: str, b: str) -> Iterator[tuple[str, str]]:
    """The stretches in which two texts differ."""
    for tag, i, j, n, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a[i:j], b[n:m]


def distance(a: str, b: str) -> int:
    """Characters in which two texts differ."""
    return sum(max(len(here), len(there)) for here, there in differences(a, b))


def repaired(text: str) -> str:
    """Both steps."""
    return remove_glosses(repair_shifts(text))


def documents(pieces: Sequence[str], wanted: int) -> Iterator[tuple[str, str]]:
    """What was meant, and what the tool made of it."""
    chance = random.Random(1)
    shuffled = list(pieces)
    chance.shuffle(shuffled)
    found = 0
    for piece in shuffled:
        piece = piece.rstrip("\n")  # a hole at the end of a page does not tell whether a line break followed
        cloak = site(chance)
        seen = cloak(piece)
        meant = Cloak(traditional=cloak.traditional, marks="", fold=cloak.fold)(piece)
        if seen != meant and found < wanted:
            found += 1
            yield meant, seen


def restored(pairs: Sequence[tuple[str, str]]) -> None:
    """Print how much is restored."""
    exact = unknowable = damaged = wrong = 0
    for meant, seen in pairs:
        got = repaired(seen)
        exact += got == meant
        damaged += distance(meant, seen)
        if got != meant:
            wrong += distance(meant, got)
            unknowable += any(set(here) & set("0123456789") and "?" in there for here, there in differences(meant, got))
    known = len(pairs) - unknowable
    print(f"documents to the letter   {exact}/{len(pairs)} = {exact / len(pairs):.1%}")
    print(f"  without swallowed digit {exact}/{known} = {exact / known:.1%}")
    print(f"damaged characters        {1 - wrong / damaged:.3%} right of {damaged}")


def stored(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces as encodings keep them that lack some of their characters: with a `?` for each, which is no shift."""
    for encoding in LACKING:
        for piece in pieces:
            kept = piece.encode(encoding, "replace").decode(encoding)
            if kept != piece:
                yield kept


def sentences(pieces: Sequence[str]) -> list[str]:
    """The lines of the pieces, and their sentences by themselves."""
    lines = {line for piece in pieces for line in piece.splitlines() if line}
    return sorted({part for line in lines for part in (line, *SENTENCE.findall(line))})


def speed(texts: Sequence[str]) -> float:
    """Megabytes of UTF-8 repaired in a second of processor time."""
    best = float("inf")
    for _ in range(RUNS):
        started = time.process_time()
        for text in texts:
            repaired(text)
        best = min(best, time.process_time() - started)
    return sum(len(text.encode()) for text in texts) / best / 1e6


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    half = int(sys.argv[3]) if len(sys.argv) > 3 else None
    pieces = list(chunks(int(sys.argv[2]) if len(sys.argv) > 2 else LENGTH, half))
    pairs = list(documents(pieces, wanted))
    restored(pairs)
    print(f"speed                     {speed([seen for _, seen in pairs]):.2f} MB/s of UTF-8 (processor time)")
    changed = sum(repaired(piece) is not piece for piece in pieces)
    print(f"clean pieces changed      {changed} of {len(pieces)}")
    for name, whole in (("pieces", pieces), ("sentences", sentences(pieces))):
        lost = set(stored(whole))
        changed = sum(repaired(piece) != piece for piece in lost)
        print(f"{name:9} lost in encodings {changed} of {len(lost)} changed")
    legitimate = [*readings.texts(), *readings.pages()]
    changed = sum(repaired(text) is not text for text in legitimate)
    print(f"authors' readings changed {changed} of {len(legitimate)}")


if __name__ == "__main__":
    main()
