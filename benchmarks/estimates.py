"""Sizes of the n-gram table, and Kneser-Ney's lower orders beside the plain ones: bits and lost bytes found again.

usage: CJKCLEAN_DATA=DATA python benchmarks/estimates.py [--scratch DIR]

Counts all that `ngram.bin` is counted from (some minutes, 6 GB of memory), and measures each table on the registers of
`benchmarks/model.py`. DIR is where `tools/build_tables.py` keeps the packages (default: `build/tables`).
"""

from __future__ import annotations

import argparse
import math
import os
from pathlib import Path

import numpy as np
from benchmarks.model import Register, filling, last_bytes, registers
from numpy.typing import NDArray
from tools.tables import ngram
from tools.tables.counting import BITS
from tools.tables.estimate import Lower, interpolated, sides
from tools.tables.ngram import FLOOR, NEVER, Counted

from cjkclean.tables import ngram as layout

LEAST = 2.0
"""Mass from which on an n-gram counts as met: some masses are expected counts far below one."""
FEW = 20
"""Met in no more ways than this, a symbol keeps its plain pairs: lists of words have pairs, but no triples."""


def kneser_ney(counted: Counted) -> Lower:
    """Lower orders by how many symbols stand before, not by how often; one discount for each order."""
    counts, size = counted.counts, counted.count
    plain = interpolated(counts, size, FLOOR, NEVER)
    left, right = sides(counts)
    met = np.bincount(right[counts.bigrams.total >= LEAST], minlength=size).astype(np.float64)
    unigram = met / met.sum() + FLOOR
    unigram[sorted(NEVER)] = FLOOR
    unigram /= unigram.sum()
    places = counts.bigrams.lookup(counts.trigrams.keys & np.uint64((1 << 2 * BITS) - 1))
    ways = np.bincount(places[(places >= 0) & (counts.trigrams.total >= LEAST)], minlength=len(left)).astype(np.float64)
    heads = np.bincount(left, ways, size)
    share = np.maximum(ways - discount(ways), 0.0) / np.maximum(heads[left], 1.0)
    rest = np.clip(1.0 - np.bincount(left, share, size), 1e-3, 1.0)
    many = heads[left] > FEW
    own = plain.bigram + plain.rest[left] * (unigram[right] - plain.unigram[right])
    return Lower(unigram, plain.rest, np.where(many, share + rest[left] * unigram[right], own))


def discount(ways: NDArray[np.float64]) -> float:
    ones, twos = float(np.sum(ways == 1)), float(np.sum(ways == 2))
    return ones / (ones + 2 * twos)


def measure(name: str, data: bytes, texts: dict[str, Register]) -> None:
    table = layout.unpack(data)
    bits, found = [], []
    for register in texts.values():
        text = register.text
        bits.append(-table.total(text, 0, len(text), register.script) / len(text) / math.log(2))
        found.append(filling(table, register, last_bytes)[0])
    print(f"{name}: {np.mean(bits):.3f} bits a character, {np.mean(found):.4f} of lost last bytes found; by register")
    cells = (f"{key} {one:.2f} {share:.3f}" for key, one, share in zip(texts, bits, found, strict=True))
    print("  " + "; ".join(cells), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scratch", type=Path, default=Path("build/tables"))
    scratch = parser.parse_args().scratch
    texts = registers(Path(os.environ["CJKCLEAN_DATA"]))
    counted = Counted.of(scratch)

    def table(lower: Lower, size: int) -> bytes:
        return ngram.table(counted.counts, counted.symbols, lower, counted.forms, size)

    plain = counted.lower()
    same = table(plain, ngram.SIZE) == Path(layout.__file__).with_name("ngram.bin").read_bytes()
    print("the table of 8 MB is the shipped one" if same else "the shipped table is another", flush=True)
    for size in (8_000_000, 4_000_000, 2_000_000):
        measure(f"{size // 1_000_000} MB", table(plain, size), texts)
    measure("8 MB, Kneser-Ney", table(kneser_ney(counted), 8_000_000), texts)


if __name__ == "__main__":
    main()
