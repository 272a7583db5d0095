"""How the cost of a byte grows with the length of a document, and with the share of it that is damaged.

    python benchmarks/growth.py [DAMAGE ...] [--longest 10000000] [--json growth.json]

Every figure is processor time for a byte of input in multiples of what decoding and encoding it costs. `linear` is the
cost of a byte in the longest document over that in one of 100 KB.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.corpus import corpus

import cjkclean

LENGTHS = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)  # bytes
DAMAGES = ("clean", "heavy", "adversarial")
SHARES = (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0)
BYTES_A_CHARACTER = 3
PATIENCE = 0.5  # seconds that a figure may take
SAMPLE = 100_000  # bytes of short documents a figure
JOBS: dict[str, Callable[[str], str]] = {"repair": cjkclean.repair, "web": partial(cjkclean.clean, preset="web")}


def cost(run: Callable[[str], object], documents: Sequence[str]) -> float:
    """Time for a byte over that of decoding and encoding it, best of several runs."""
    return _seconds(run, documents) / _seconds(lambda text: text.encode().decode(), documents)


def _seconds(run: Callable[[str], object], documents: Sequence[str]) -> float:
    best = math.inf
    spent = 0.0
    while spent < PATIENCE:
        started = time.process_time()
        for text in documents:
            run(text)
        took = time.process_time() - started
        spent += max(took, PATIENCE / 1000)
        best = min(best, took)
    return best


def by_length(longest: int, damages: Sequence[str] = DAMAGES) -> Iterator[tuple[str, dict[int, float]]]:
    """Cost by length in bytes, for each job and kind of damage."""
    for damage in damages:
        whole = "\n".join(corpus("hans", max(40, longest // 3000), 1000, damage))
        for name, run in JOBS.items():
            run("\n".join((whole[:1000], *corpus("hans", 4, 1000, "heavy"), "cafÃ©")))  # loads all the tables, and ftfy
            row: dict[int, float] = {}
            for length in LENGTHS:
                if length <= longest:
                    size = length // BYTES_A_CHARACTER
                    count = max(1, SAMPLE // length)
                    row[length] = cost(run, [whole[at * size : (at + 1) * size] for at in range(count)])
            yield f"{name}, {damage}", row


def by_share() -> Iterator[tuple[str, dict[float, float]]]:
    """Cost by the share of damaged documents, of 1,000 characters each."""
    clean, heavy = corpus("hans", 100, 1000), corpus("hans", 100, 1000, "heavy")
    for name, run in JOBS.items():
        shares = {share: [*heavy[: round(100 * share)], *clean[round(100 * share) :]] for share in SHARES}
        yield name, {share: cost(run, documents) for share, documents in shares.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("damages", nargs="*", metavar="DAMAGE", help=f"{', '.join(DAMAGES)}; all by default")
    parser.add_argument("--longest", type=int, default=10_000_000, help="bytes of the longest document")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    options = parser.parse_args()
    lengths, shares = {}, {}
    print(f"{'bytes a document':20}" + "".join(f"{length:>11,}" for length in LENGTHS if length <= options.longest))
    for name, row in by_length(options.longest, options.damages or DAMAGES):
        lengths[name] = row
        last = max(row)
        line = "".join(f"{times:11.1f}" for times in row.values())
        print(f"{name:20}{line}   linear {row[last] / row[min(100_000, last)]:.2f}", flush=True)
    print(f"\n{'documents damaged':20}" + "".join(f"{share:11.0%}" for share in SHARES))
    for name, costs in by_share():
        shares[name] = costs
        print(f"{name:20}" + "".join(f"{times:11.1f}" for times in costs.values()), flush=True)
    if options.json:
        Path(options.json).write_text(json.dumps({"length": lengths, "share": shares}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
