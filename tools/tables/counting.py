"""Weighted character n-gram counts in symbols, as sorted arrays of keys and of masses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BITS = 14
"""Bits of a symbol inside a key: a trigram key is a << 28 | b << 14 | c."""
MASK = (1 << BITS) - 1

Keys = NDArray[np.uint64]
Masses = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Keys in ascending order, the total mass of each, and the mass that is left after discounting."""

    keys: Keys
    total: Masses
    kept: Masses

    @staticmethod
    def merge(parts: Iterable[Counts]) -> Counts:
        chosen = list(parts)
        keys = np.concatenate([part.keys for part in chosen])
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        total = np.concatenate([part.total for part in chosen])[order]
        kept = np.concatenate([part.kept for part in chosen])[order]
        if not len(keys):
            return Counts(keys, total, kept)
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        return Counts(keys[starts], np.add.reduceat(total, starts), np.add.reduceat(kept, starts))

    @staticmethod
    def of(keys: Keys, weights: Masses) -> Counts:
        """Counts from keys with a mass each, which may repeat, without a discount."""
        return Counts.merge([Counts(keys, weights, weights)])

    def lookup(self, wanted: Keys) -> NDArray[np.int64]:
        """Return the position of each wanted key, or -1."""
        if not len(self.keys):
            return np.full(len(wanted), -1)
        found = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[found] == wanted, found, -1)


@dataclass(frozen=True, slots=True)
class NGrams:
    """The three orders of one source or of all of them.

    `heads` and `pair_heads` say how often a symbol or a pair was seen with something after it that was counted:
    in a list of words the last pair of a word says nothing about what follows it.
    """

    unigrams: Counts
    bigrams: Counts
    trigrams: Counts
    heads: Counts
    pair_heads: Counts

    @staticmethod
    def merge(parts: Iterable[NGrams]) -> NGrams:
        chosen = list(parts)
        return NGrams(
            Counts.merge(part.unigrams for part in chosen),
            Counts.merge(part.bigrams for part in chosen),
            Counts.merge(part.trigrams for part in chosen),
            Counts.merge(part.heads for part in chosen),
            Counts.merge(part.pair_heads for part in chosen),
        )


def _discounted(keys: Keys, weight: float) -> Counts:
    """Count equal keys; absolute discounting with the usual estimate from the counts of counts."""
    unique, raw = np.unique(keys, return_counts=True)
    singles, doubles = float(np.sum(raw == 1)), float(np.sum(raw == 2))
    discount = min(max(singles / (singles + 2 * doubles), 0.1), 0.9) if singles else 0.0
    counts = raw.astype(np.float64)
    return Counts(unique, counts * weight, np.maximum(counts - discount, 0.0) * weight)


def count_text(symbols: NDArray[np.uint16], weight: float) -> NGrams:
    """Count the n-grams of a text given as symbols; line breaks (symbol 0) are part of it."""
    wide = symbols.astype(np.uint64)
    unigrams = _discounted(wide, weight)
    pairs = (wide[:-1] << np.uint64(BITS)) | wide[1:]
    # A line break says nothing about what stood before it.
    triples = ((pairs[:-1] << np.uint64(BITS)) | wide[2:])[wide[1:-1] != 0]
    bigrams = _discounted(pairs, weight)
    return NGrams(unigrams, bigrams, _discounted(triples, weight), unigrams, bigrams)


def spelled(words: Iterable[tuple[str, float]], symbols: NDArray[np.uint16]) -> tuple[NDArray[np.uint64], Masses]:
    """Return the symbols of all words in a row, each word after a zero, and the mass of each symbol's word."""
    chosen = [(word, mass) for word, mass in words if word and "\n" not in word]
    row = symbols[np.frombuffer("".join("\n" + word for word, _ in chosen).encode("utf-32-le"), dtype=np.uint32)]
    lengths = np.array([len(word) + 1 for word, _ in chosen])
    return row.astype(np.uint64), np.repeat(np.array([mass for _, mass in chosen]), lengths)


def count_words(words: Iterable[tuple[str, float]], symbols: NDArray[np.uint16], mass: float) -> NGrams:
    """Count the n-grams inside words, which together stand for `mass` words of text."""
    row, weights = spelled(words, symbols)
    weights = weights * (mass / float(np.sum(weights[row == 0])))
    in_word = row != 0
    pair_ok = in_word[:-1] & in_word[1:]
    triple_ok = pair_ok[:-1] & pair_ok[1:]
    pairs = (row[:-1] << np.uint64(BITS)) | row[1:]
    triples = (pairs[:-1] << np.uint64(BITS)) | row[2:]
    return NGrams(
        Counts.of(row[in_word], weights[in_word]),
        Counts.of(pairs[pair_ok], weights[1:][pair_ok]),
        Counts.of(triples[triple_ok], weights[2:][triple_ok]),
        Counts.of(row[:-1][pair_ok], weights[1:][pair_ok]),
        Counts.of(pairs[:-1][triple_ok], weights[2:][triple_ok]),
    )


def scaled(counts: NGrams, factor: float) -> NGrams:
    """Multiply all masses."""
    orders = (counts.unigrams, counts.bigrams, counts.trigrams, counts.heads, counts.pair_heads)
    return NGrams(*(Counts(order.keys, order.total * factor, order.kept * factor) for order in orders))
