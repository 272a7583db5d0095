"""Whether characters that `repair_shifts` restores are right as often as their confidence says.

usage: CJKCLEAN_DATA=DATA python benchmarks/cloaking_trust.py [TEXTS [HALF]]

The damage is that of `benchmarks/cloaking.py`, done to as many pieces of 1,500 characters, sentences of 15 to 60 and
fragments of 5 to 14, of one half of the pages (1: the one that no cost was chosen on). A restored character counts as
right where an alignment with what was meant (difflib) finds it equal. For each run the last lines say whether what was
meant is the first, or among the first two or eight, of what the search considered: what better scores could reach.
"""

from __future__ import annotations

import difflib
import itertools
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.cloaking import SENTENCE, chunks, sentences, site
from tests.damage.cloaking import Cloak

from cjkclean.kernels import shifted
from cjkclean.repair.restored import pieces
from cjkclean.repair.shift_search import Run
from cjkclean.repair.shifts import RepairShifts

EDGES = (0.0, 0.3, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
"""Lower bounds of the bins of confidence."""
TRIED = 200
"""For each text that is wanted, so many are damaged; many get no hole."""
READING = re.compile(r"\([a-zü\u00e0-\u01dc]{1,7}\)")
DIGIT = chr(shifted.UNKNOWN_DIGIT)
Damaged = tuple[str, str]


def damaged(texts: Sequence[str], wanted: int) -> Iterator[Damaged]:
    """What was meant and what is seen, for texts that have a hole."""
    chance = random.Random(1)
    shuffled = list(texts)
    chance.shuffle(shuffled)
    for text in itertools.islice(itertools.cycle(shuffled), TRIED * wanted):
        cloak = site(chance)
        seen = cloak(text)
        meant = Cloak(traditional=cloak.traditional, marks="", fold=cloak.fold)(text)
        if seen.count("?") > meant.count("?"):
            yield meant, seen
            wanted -= 1
        if not wanted:
            return


def restored(seen: str, runs: Sequence[Run]) -> tuple[str, list[tuple[int, int, float]]]:
    """The text as most probable, and where its restored pieces are, each with its confidence."""
    parts: list[str] = []
    spans: list[tuple[int, int, float]] = []
    size = at = 0
    for run in runs:
        parts.append(seen[at : run.start])
        size += run.start - at
        for piece in pieces(run, 0.5):
            parts.append(piece.best)
            spans.append((size, size + len(piece.best), piece.confidence))
            size += len(piece.best)
        at = run.end
    return "".join([*parts, seen[at:]]), spans


def right(meant: str, text: str) -> list[bool]:
    """For each character of `text` whether it was meant, or belongs to a reading."""
    found = [False] * len(text)
    for block in difflib.SequenceMatcher(None, meant, text, autojunk=False).get_matching_blocks():
        found[block.b : block.b + block.size] = [True] * block.size
    for reading in READING.finditer(text):
        found[reading.start() : reading.end()] = [True] * len(reading[0])
    return found


def rank(meant: str, seen: str, runs: Sequence[Run], number: int) -> int:
    """At which place what was meant is among the readings of a run; -1 if it is not (or cannot be found)."""
    run = runs[number]
    before = READING.sub("", seen[max(0, run.start - 60) : run.start])[-5:].rpartition("?")[2]
    after = READING.sub("", seen[run.end : run.end + 30])[:4].partition("?")[0]
    for place, reading in enumerate((run.text, *(reading for _, reading in run.rivals))):
        known = re.escape(before + READING.sub("", reading) + after).replace(re.escape(DIGIT), "[0-9]")
        if re.search(known, meant):
            return place
    return -1


def report(name: str, texts: Sequence[Damaged]) -> None:
    """Print the bins, and how often what was meant was considered at all."""
    count, good, sums = Counter[int](), Counter[int](), Counter[int]()
    places: list[int] = []
    step = RepairShifts()
    for meant, seen in texts:
        runs = step._runs(seen)
        text, spans = restored(seen, runs)
        equal = right(meant, text)
        for start, end, confidence in spans:
            known = [at for at in range(start, end) if text[at] != DIGIT]
            bin_ = sum(confidence >= edge for edge in EDGES) - 1
            count[bin_] += len(known)
            good[bin_] += sum(equal[at] for at in known)
            sums[bin_] += round(1e6 * confidence * len(known))
        places += [rank(meant, seen, runs, number) for number in range(len(runs))]
    print(f"{name}: {len(texts)} texts, {len(places)} runs")
    for bin_ in sorted(count):
        many = max(count[bin_], 1)
        share, mean = good[bin_] / many, sums[bin_] / many / 1e6
        print(f"  from {EDGES[bin_]:.3f} {many:6} characters, {share:.3f} right, mean {mean:.3f}")
    sure = [bin_ for bin_ in count if EDGES[bin_] >= 0.95]
    many = max(sum(count[bin_] for bin_ in sure), 1)
    print(f"  0.95 and above {many} characters, {sum(good[bin_] for bin_ in sure) / many:.2%} right")
    shares = [sum(0 <= place < best for place in places) / max(len(places), 1) for best in (1, 2, 8)]
    print("  meant is the first reading {:.1%}, of the first two {:.1%}, eight {:.1%}".format(*shares))


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    whole = [piece.rstrip("\n") for piece in chunks(half=int(sys.argv[2]) if len(sys.argv) > 2 else 1)]
    parts = [part for part in sentences(whole) if SENTENCE.fullmatch(part)]
    report("pieces", list(damaged(whole, wanted)))
    report("sentences", list(damaged([part for part in parts if 15 <= len(part) <= 60], 3 * wanted)))
    report("fragments", list(damaged([part for part in parts if 5 <= len(part) <= 14], 3 * wanted)))


if __name__ == "__main__":
    main()
