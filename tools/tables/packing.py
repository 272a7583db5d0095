"""Quantises and hashes a model into the buckets that the kernel reads."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cjkclean.tables.ngram import PAIR_SLOTS, STEPS, TRIPLE_SLOTS

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]
Entry = TypeVar("Entry", np.uint16, np.uint32)

WORD = np.uint64(0x7FFFFFFF)
LEVELS = 15
"""Gains that 4 bits can name beside "not stored"."""


def pack_pairs(keys: Keys, logp: Floats, backoff: Floats, value: Floats, size: int) -> tuple[NDArray[np.uint32], int]:
    """Return at most `size` bytes of buckets, the most valuable entries first, and how many entries they hold."""
    buckets = size // (4 * PAIR_SLOTS)
    probability = np.clip(np.rint(-logp * STEPS), 1, 255).astype(np.uint32)
    weight = np.clip(np.rint(-backoff * STEPS), 0, 63).astype(np.uint32)
    hashed = keys * np.uint64(0x1E3779B1) & WORD
    mark = (hashed & np.uint64(0x3FFFF)).astype(np.uint32)
    entries = mark << np.uint32(14) | probability << np.uint32(6) | weight
    return _fill(hashed, mark, entries, value, buckets, PAIR_SLOTS)


def pack_triples(keys: Keys, codes: NDArray[np.uint16], value: Floats, size: int) -> tuple[NDArray[np.uint16], int]:
    """The same for triples; `codes` are numbers of gains, from 1."""
    buckets = size // (2 * TRIPLE_SLOTS)
    hashed = (keys >> np.uint64(14)) * np.uint64(0x1E3779B1) & WORD
    last = (keys & np.uint64(0x3FFF)) * np.uint64(0x05EBCA77)
    hashed = ((hashed >> np.uint64(15) ^ hashed ^ last) & WORD) * np.uint64(0x42B2AE3D) & WORD
    mark = (hashed & np.uint64(0xFFF)).astype(np.uint16)
    return _fill(hashed, mark, mark << np.uint16(4) | codes, value, buckets, TRIPLE_SLOTS)


def _fill(
    hashed: Keys, mark: NDArray[Entry], entries: NDArray[Entry], value: Floats, buckets: int, slots: int
) -> tuple[NDArray[Entry], int]:
    bucket = (hashed * np.uint64(buckets) >> np.uint64(31)).astype(np.int64)
    order = np.lexsort((hashed, -value, bucket))
    bucket, mark, entries = bucket[order], mark[order], entries[order]
    # Of entries that a look-up could not tell apart only the first may stay.
    identity = bucket.astype(np.uint64) << np.uint64(18) | mark.astype(np.uint64)
    _, first = np.unique(identity, return_index=True)
    first.sort()
    bucket, entries = bucket[first], entries[first]
    starts = np.searchsorted(bucket, np.arange(buckets))
    rank = np.arange(len(bucket)) - starts[bucket]
    fits = rank < slots
    table = np.zeros(buckets * slots, dtype=entries.dtype)
    table[bucket[fits] * slots + rank[fits]] = entries[fits]
    return table, int(fits.sum())


def gain_levels(gain: Floats, weight: Floats) -> tuple[NDArray[np.float32], NDArray[np.uint16]]:
    """Return the 16 gains (the first is none) and the code of each gain: one-dimensional k-means, weighted."""
    centres = np.quantile(gain, (np.arange(LEVELS) + 0.5) / LEVELS)
    for _ in range(30):
        edges = (centres[1:] + centres[:-1]) / 2
        codes = np.searchsorted(edges, gain)
        mass = np.bincount(codes, weight, LEVELS)
        sums = np.bincount(codes, weight * gain, LEVELS)
        centres = np.sort(np.where(mass > 0, sums / np.maximum(mass, 1e-12), centres))
    codes = np.searchsorted((centres[1:] + centres[:-1]) / 2, gain)
    return np.concatenate([[0.0], centres]).astype(np.float32), (codes + 1).astype(np.uint16)
