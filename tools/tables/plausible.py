"""Builds `plausible.bin`: a hashed set of the pairs of letters that make up most of CJK text.

The pairs are those that the n-gram model stores, ranked by how often they occur, each
written in all ways that simplified, traditional and Japanese text writes it. They are set in a bit table, so that the
scan can count unseen pairs at one look-up a character; some unseen pairs are taken for seen (as many as the table is
full).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cjkclean.kernels.scan import SKETCH_BITS, sketch_place
from cjkclean.tables.ngram import PAIR_SLOTS, SECTIONS, STEPS

PAIRS = 800_000
"""Pairs taken, the most probable first. A third of the table is then full; of neighbours in clean text 2 (Japanese) to
12 (Cantonese) in a hundred are not in it, of neighbours in misread text two thirds (`benchmarks/wakes.py`)."""
FAR = 64
"""Sixteenths of a nat: a form that costs as much once its symbol is known is none that the script writes."""
LEAST_PROBABLE = -22.0
"""Log probability of a pair below which it need not be looked at: the last one taken has -17."""
SCRIPTS = (1, 2, 3)
NEVER = ("锟斤拷", "烫烫", "屯屯", "铪铪", "占쏙옙", "嚙踝蕭")
"""Debris of lost bytes and fresh memory, which must be seen as what it is."""

Array = NDArray[np.float64]


def sections(raw: bytes) -> dict[str, NDArray[np.generic]]:
    """The arrays of the model's file."""
    places = struct.unpack_from(f"<{2 * len(SECTIONS)}I", raw, 16)
    kinds = {"H": np.uint16, "B": np.uint8, "f": np.float32, "I": np.uint32}
    return {
        name: np.frombuffer(raw[places[2 * at] : places[2 * at] + places[2 * at + 1]], kinds[kind])
        for at, (name, kind) in enumerate(SECTIONS)
    }


def is_letter(code: int) -> bool:
    return 0x3041 <= code < 0x3100 or 0x3400 <= code < 0xA000 or 0xAC00 <= code < 0xD7A4 or code == 0x3005


def written_forms(parts: dict[str, NDArray[np.generic]]) -> list[dict[int, list[tuple[int, float]]]]:
    """For each script the code points that it writes a symbol with, and what each costs (nats)."""
    index, leaves, costs = parts["index"], parts["leaves"], parts["costs"]
    forms: list[dict[int, list[tuple[int, float]]]] = []
    for script in SCRIPTS:
        found: dict[int, list[tuple[int, float]]] = {}
        for code in filter(is_letter, range(0x10000)):
            where = int(index[code >> 8]) << 8 | code & 255
            cost = int(costs[len(leaves) * script + where])
            if cost < FAR:
                found.setdefault(int(leaves[where]), []).append((code, cost / STEPS))
        forms.append(found)
    return forms


def stored_pairs(parts: dict[str, NDArray[np.generic]], symbols: NDArray[np.uint64]) -> Iterator[tuple[int, Array]]:
    """For each symbol the log probabilities of the symbols after it; minus infinity where a pair is not stored."""
    entries = parts["pairs"].reshape(-1, PAIR_SLOTS).astype(np.uint32)
    for symbol in symbols:
        hashed = (symbol << np.uint64(14) | symbols) * np.uint64(0x1E3779B1) & np.uint64(0x7FFFFFFF)
        buckets = entries[(hashed * np.uint64(len(entries)) >> np.uint64(31)).astype(np.int64)]
        mark = (hashed & np.uint64(0x3FFFF)).astype(np.uint32)
        value = np.where(buckets >> np.uint32(14) == mark[:, None], buckets & np.uint32(0x3FFF), 0).max(axis=1)
        yield int(symbol), np.where(value > 0, (value >> 6).astype(np.float64) / -STEPS, -np.inf)


def common_pairs(
    parts: dict[str, NDArray[np.generic]], symbols: NDArray[np.uint64]
) -> Iterator[tuple[int, int, float]]:
    """The pairs of symbols that the model stores, with the log probability of each."""
    unigram = parts["unigrams"].astype(np.float64)[symbols.astype(np.int64)]
    for (symbol, logp), own in zip(stored_pairs(parts, symbols), unigram, strict=True):
        for at in np.flatnonzero(logp + own > LEAST_PROBABLE):
            yield symbol, int(symbols[at]), float(logp[at] + own)


def written_pairs(parts: dict[str, NDArray[np.generic]], symbols: NDArray[np.uint64]) -> dict[tuple[int, int], float]:
    """The pairs of code points that write common pairs of `symbols`, with their log probability in the script that
    has them most often."""
    forms = written_forms(parts)
    found: dict[tuple[int, int], float] = {}
    for first, second, logp in common_pairs(parts, symbols):
        for form in forms:
            for a, a_costs in form.get(first, ()):
                for b, b_costs in form.get(second, ()):
                    found[a, b] = max(found.get((a, b), -np.inf), logp - a_costs - b_costs)
    return found


def build(model: Path) -> bytes:
    """The bytes of `plausible.bin`, from the model's `ngram.bin`."""
    parts = sections(model.read_bytes())
    symbols = np.array(sorted(set().union(*written_forms(parts))), np.uint64)
    pairs = written_pairs(parts, symbols)
    table = bytearray(1 << (SKETCH_BITS - 3))
    for first, second in sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:PAIRS]:
        place = sketch_place(first, second)
        table[place >> 3] |= 1 << (place & 7)
    for debris in NEVER:
        for a, b in pairwise(debris):
            place = sketch_place(ord(a), ord(b))
            table[place >> 3] &= ~(1 << (place & 7)) & 0xFF
    return bytes(table)
