"""Whether contexts of three and four characters find more lost bytes than the shipped trigrams do.

usage: CJKCLEAN_DATA=DATA python benchmarks/orders.py [SCRATCH]

The running texts of `tools/tables/texts.py` are counted to five symbols, nothing pruned, and mixed with the shipped
model by a Dirichlet prior of `PRIORS` observations an order. Then lost last bytes of UTF-8 are filled as
`benchmarks/model.py` does it, with four good neighbours on each side. SCRATCH (default: build/tables) is where packages
are unpacked.
"""

from __future__ import annotations

import math
import os
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from benchmarks.model import Register, fillable, last_bytes, registers
from numpy.typing import NDArray
from tools.tables.ngram import Inputs, running_text
from tools.tables.texts import TEXTS

from cjkclean.kernels.ngram import NGramTable
from cjkclean.tables import ngram

PRIORS = (2, 6, 20)
LONGEST = 5
TRIALS = 600
HELD_OUT = {"zh": ("zh-hans", "zh-hant", "gsd-hans"), "ja": ("ja", "shift_jis blogs"), "ko": ("ko", "euc-kr blogs")}
SCRIPTS = {"zh": ("hans", "hant"), "ja": ("ja",), "ko": ("ko",)}
FACTOR = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


class Counts:
    """How often runs of two to five symbols occur; a run is known by a 64-bit hash."""

    def __init__(self, symbols: NDArray[np.uint64]) -> None:
        self.found = {}
        for order in range(2, LONGEST + 1):
            keys = np.zeros(len(symbols) - order + 1, np.uint64)
            with np.errstate(over="ignore"):
                for place in range(order):
                    keys = keys * np.uint64(FACTOR) + symbols[place : place + len(keys)] + np.uint64(1)
            self.found[order] = np.unique(keys, return_counts=True)

    def of(self, run: Sequence[int]) -> int:
        key = 0
        for symbol in run:
            key = key * FACTOR + symbol + 1 & MASK
        keys, counts = self.found[len(run)]
        place = int(np.searchsorted(keys, np.uint64(key)))
        return int(counts[place]) if place < len(keys) and int(keys[place]) == key else 0

    def logp(self, table: NGramTable, order: int, prior: float) -> Callable[[Sequence[int]], float]:
        """Log probability of the last symbol of a run after those before it."""

        def value(run: Sequence[int]) -> float:
            share = math.exp(table.logp(*run[-3:]))
            for length in range(4, min(order, len(run)) + 1):
                seen = self.of(run[-length:-1])
                if seen:
                    share = (self.of(run[-length:]) + prior * share) / (seen + prior)
            return math.log(share)

        return value


def found(table: NGramTable, register: Register, order: int, logp: Callable[[Sequence[int]], float]) -> float:
    """How often the right candidate of a lost last byte comes first."""
    chance = random.Random(1)
    text = register.text
    right = count = 0
    while count < TRIALS:
        place = chance.randrange(4, len(text) - 4)
        around = text[place - 4 : place + 5]
        options = last_bytes(text[place]) if "\n" not in around and fillable(text, place) else []
        if not options:
            continue
        symbols = [table.symbol(ord(char)) for char in around]

        def value(option: str, symbols: list[int] = symbols) -> float:
            run = [*symbols[:4], table.symbol(ord(option)), *symbols[5:]]
            total = sum(logp(run[max(0, end - order) : end]) for end in range(5, 5 + order))
            return total - table.cost(ord(option), register.script)

        right += max(options, key=value) == text[place]
        count += 1
    return right / count


def main() -> None:
    inputs = Inputs.default(Path(sys.argv[1] if len(sys.argv) > 1 else "build/tables"))
    table = ngram.load()
    symbol_of = np.array([table.symbol(code) for code in range(0x110000)], np.uint64)
    held_out = registers(Path(os.environ["CJKCLEAN_DATA"]))
    print(
        "| held-out text | counted | order 3 | " + " | ".join(f"{o}, prior {p}" for o in (4, 5) for p in PRIORS) + " |"
    )
    for language, names in HELD_OUT.items():
        texts = [running_text(inputs.lines(text)) for text in TEXTS if text.script in SCRIPTS[language]]
        symbols = symbol_of[np.concatenate(texts)]
        counts = Counts(symbols)
        for name in names:
            row = [found(table, held_out[name], 3, counts.logp(table, 3, 0))]
            row += [found(table, held_out[name], o, counts.logp(table, o, p)) for o in (4, 5) for p in PRIORS]
            print(f"| {name} | {len(symbols):,} | " + " | ".join(f"{share:.3f}" for share in row) + " |", flush=True)


if __name__ == "__main__":
    main()
