"""From counts to an interpolated trigram model, pruned to a size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.tables.counting import BITS, MASK, NGrams

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Log probabilities in nats. `gain` of a trigram is over what its bigram and back-off weight would give."""

    unigram: Floats  # by symbol
    unigram_backoff: Floats  # by symbol
    bigram_keys: NDArray[np.uint64]
    bigram: Floats
    bigram_backoff: Floats
    bigram_value: Floats  # how much of the training text's likelihood is lost without the entry
    trigram_keys: NDArray[np.uint64]
    gain: Floats
    trigram_value: Floats


def _unigrams(counts: NGrams, size: int, floor: float, never: frozenset[int]) -> Floats:
    mass = np.zeros(size)
    mass[counts.unigrams.keys.astype(np.int64)] = counts.unigrams.total
    probability = mass / mass.sum() + floor
    probability[sorted(never)] = floor
    return np.asarray(probability / probability.sum())


@dataclass(frozen=True, slots=True)
class Lower:
    """What stands below the trigrams: single symbols, what a symbol leaves to them, pairs (parallel to the counts)."""

    unigram: Floats
    rest: Floats
    bigram: Floats


def interpolated(counts: NGrams, size: int, floor: float, never: frozenset[int]) -> Lower:
    """Pairs by absolute discounting, interpolated with single symbols."""
    p1 = _unigrams(counts, size, floor, never)
    context = np.zeros(size)
    context[counts.heads.keys.astype(np.int64)] = counts.heads.total
    left, right = sides(counts)
    share = np.minimum(counts.bigrams.kept / np.maximum(context[left], 1e-9), 1.0)
    rest = np.clip(1.0 - np.bincount(left, share, size), 1e-3, 1.0)
    return Lower(p1, rest, share + rest[left] * p1[right])


def sides(counts: NGrams) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and the second symbol of each counted pair."""
    keys = counts.bigrams.keys
    return (keys >> np.uint64(BITS)).astype(np.int64), (keys & np.uint64(MASK)).astype(np.int64)


def estimate(counts: NGrams, trigrams: int, lower: Lower) -> Model:
    """Estimate the model and keep the `trigrams` most useful trigrams; every bigram stays, with its value."""
    p1, p2, size = lower.unigram, lower.bigram, len(lower.unigram)
    left, right = sides(counts)
    backoff1 = _backoff(left, right, p2, p1, size)

    prefix, share3, backed = _trigrams(counts, p2, lower.rest, p1)
    rest3 = np.clip(1.0 - np.bincount(prefix, share3, len(p2)), 1e-3, 1.0)
    p3 = share3 + rest3[prefix] * backed
    value = counts.trigrams.kept * np.log(p3 / (rest3[prefix] * backed))
    order = np.argsort(-value, kind="stable")[:trigrams]
    order = order[value[order] > 0]
    order.sort()
    prefix, backed, p3 = prefix[order], backed[order], p3[order]
    backoff2 = np.clip(1.0 - np.bincount(prefix, p3, len(p2)), 1e-3, 1.0) / np.clip(
        1.0 - np.bincount(prefix, backed, len(p2)), 1e-3, 1.0
    )
    backoff2 = np.minimum(backoff2, 1.0)
    gain = np.log(p3 / (backoff2[prefix] * backed))
    bigram_value = counts.bigrams.kept * np.abs(np.log(p2 / (backoff1[left] * p1[right])))
    bigram_value += counts.bigrams.total * backoff2 * np.abs(np.log(backoff2))
    return Model(
        np.log(p1), np.log(backoff1), counts.bigrams.keys, np.log(p2), np.log(backoff2), bigram_value,
        counts.trigrams.keys[order], gain, value[order],
    )  # fmt: skip


def _backoff(left: NDArray[np.int64], right: NDArray[np.int64], p2: Floats, p1: Floats, size: int) -> Floats:
    seen = np.clip(1.0 - np.bincount(left, p2, size), 1e-3, 1.0)
    lower = np.clip(1.0 - np.bincount(left, p1[right], size), 1e-3, 1.0)
    return np.asarray(np.minimum(seen / lower, 1.0))


def _trigrams(counts: NGrams, p2: Floats, rest: Floats, p1: Floats) -> tuple[NDArray[np.int64], Floats, Floats]:
    """For each trigram: position of its context bigram, its share, what its last bigram says."""
    keys = counts.trigrams.keys
    prefix = counts.bigrams.lookup(keys >> np.uint64(BITS))
    tail = keys & np.uint64((1 << (2 * BITS)) - 1)
    suffix = counts.bigrams.lookup(tail)
    middle = (tail >> np.uint64(BITS)).astype(np.int64)
    last = (tail & np.uint64(MASK)).astype(np.int64)
    backed = np.where(suffix >= 0, p2[suffix], rest[middle] * p1[last])
    context = counts.pair_heads.total[np.maximum(counts.pair_heads.lookup(keys >> np.uint64(BITS)), 0)]
    share = np.minimum(counts.trigrams.kept / np.maximum(context, 1e-9), 1.0)
    share[prefix < 0] = 0.0
    prefix = np.maximum(prefix, 0)
    return prefix, share, backed
