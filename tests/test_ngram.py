"""The n-gram kernel against dictionaries, in both modes; the loader; the shipped model's floor of quality."""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from itertools import pairwise
from math import exp, isclose, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjkclean.kernels.ngram import DocumentMemory, NGramTable
from cjkclean.tables import ngram
from cjkclean.tables.ngram import PAIR_SLOTS, STEPS, TRIPLE_SLOTS

Pairs = dict[tuple[int, int], tuple[int, int]]
Triples = dict[tuple[int, int, int], int]
ALPHABET = 6
BUCKETS = 4
SYMBOLS = st.integers(0, ALPHABET - 1)
VALUES = st.tuples(st.integers(1, 255), st.integers(0, 63))
PAIR_ENTRIES = st.dictionaries(st.tuples(SYMBOLS, SYMBOLS), VALUES, max_size=12)
TRIPLE_ENTRIES = st.dictionaries(st.tuples(SYMBOLS, SYMBOLS, SYMBOLS), st.integers(1, 15), max_size=20)
TEXTS = st.text(st.sampled_from([chr(number) for number in range(ALPHABET)]), max_size=150)


def pair_slot(b: int, c: int) -> tuple[int, int]:
    hashed = (b << 14 | c) * 0x1E3779B1 & 0x7FFFFFFF
    return (hashed * BUCKETS >> 31), hashed & 0x3FFFF


def triple_slot(a: int, b: int, c: int) -> tuple[int, int]:
    hashed = (a << 14 | b) * 0x1E3779B1 & 0x7FFFFFFF
    hashed = ((hashed >> 15) ^ hashed ^ (c * 0x05EBCA77)) & 0x7FFFFFFF
    hashed = hashed * 0x42B2AE3D & 0x7FFFFFFF
    return (hashed * BUCKETS >> 31), hashed & 0xFFF


def build(pairs: Pairs, triples: Triples) -> tuple[NGramTable, Pairs, dict[tuple[int, int], int]]:
    """Return a table over symbols 0..5 (code points 0..5), and the entries for which its buckets had room.

    Triples come back by bucket and fingerprint, which is all the table knows of them.
    """
    kept_pairs: Pairs = {}
    kept_triples: dict[tuple[int, int], int] = {}
    pair_table = array("I", bytes(4 * BUCKETS * PAIR_SLOTS))
    triple_table = array("H", bytes(2 * BUCKETS * TRIPLE_SLOTS))
    used: Counter[tuple[str, int]] = Counter()
    for key, (probability, backoff) in pairs.items():
        bucket, mark = pair_slot(*key)
        if used["pair", bucket] < PAIR_SLOTS:
            pair_table[bucket * PAIR_SLOTS + used["pair", bucket]] = mark << 14 | probability << 6 | backoff
            used["pair", bucket] += 1
            kept_pairs[key] = probability, backoff
    for triple, gain in triples.items():
        bucket, mark = triple_slot(*triple)
        if used["triple", bucket] < TRIPLE_SLOTS and (bucket, mark) not in kept_triples:
            triple_table[bucket * TRIPLE_SLOTS + used["triple", bucket]] = mark << 4 | gain
            used["triple", bucket] += 1
            kept_triples[bucket, mark] = gain
    leaves = array("H", range(256))
    sections: dict[str, array[int] | array[float]] = {
        "index": array("H", bytes(2 * 0x1100)),
        "leaves": leaves,
        "costs": array("B", [number % 3 for number in range(4 * 256)]),
        "unigrams": array("f", [-1.0 - number for number in range(ALPHABET)]),
        "backoffs": array("f", [-0.25 * number for number in range(ALPHABET)]),
        "gains": array("f", [0.5 * number for number in range(16)]),
        "pairs": pair_table,
        "triples": triple_table,
    }
    packed = ngram.pack({name: values.tobytes() for name, values in sections.items()})
    return ngram.unpack(packed), kept_pairs, kept_triples


class Oracle:
    def __init__(self, pairs: Pairs, triples: dict[tuple[int, int], int]) -> None:
        self.pairs, self.triples = pairs, triples

    def logp(self, a: int, b: int, c: int) -> float:
        return min(self.raw(a, b, c), 0.0)

    def raw(self, a: int, b: int, c: int) -> float:
        value = -self.pairs[b, c][0] / STEPS if (b, c) in self.pairs else -0.25 * b - 1.0 - c
        return value + 0.5 * self.triples.get(triple_slot(a, b, c), 0) - self.backoff(a, b)

    def backoff(self, a: int, b: int) -> float:
        return self.pairs.get((a, b), (0, 0))[1] / STEPS

    def each(self, text: str, script: int) -> list[float]:
        symbols = [0, 0, *map(ord, text)]
        triples = zip(symbols, symbols[1:], symbols[2:], strict=False)
        values = [self.logp(a, b, c) for a, b, c in triples]
        if values and self.backoff(0, 0):  # nothing stands before a text, so that no pair backs off there
            values[0] = min(self.raw(0, 0, symbols[2]) + self.backoff(0, 0), 0.0)
        return [value - (script * 256 + c) % 3 / STEPS for value, c in zip(values, symbols[2:], strict=True)]


@settings(max_examples=60)
@given(PAIR_ENTRIES, TRIPLE_ENTRIES, TEXTS, st.integers(0, 3))
def test_the_kernel_agrees_with_dictionaries(pairs: Pairs, triples: Triples, text: str, script: int) -> None:
    table, kept_pairs, kept_triples = build(pairs, triples)
    oracle = Oracle(kept_pairs, kept_triples)
    expected = oracle.each(text, script)
    values = array("f", bytes(4 * len(text)))
    table.each(text, 0, len(text), script, values)
    assert list(values) == pytest.approx(expected, abs=1e-4)
    assert table.total(text, 0, len(text), script) == pytest.approx(sum(expected), abs=1e-2)
    half = len(text) // 2
    assert table.total(text, half, len(text), script) == pytest.approx(table.total(text[half:], 0, len(text), script))
    for a in range(ALPHABET):
        for b in range(ALPHABET):
            assert table.logp(a, b, a) == pytest.approx(oracle.logp(a, b, a), abs=1e-5)


@settings(max_examples=60)
@given(PAIR_ENTRIES, TRIPLE_ENTRIES, TEXTS, st.tuples(SYMBOLS, SYMBOLS, SYMBOLS))
def test_memory_agrees_with_counters(pairs: Pairs, triples: Triples, text: str, wanted: tuple[int, int, int]) -> None:
    table, _, _ = build(pairs, triples)
    memory = DocumentMemory(10, 4.0)
    memory.add(table, text, 0, len(text))
    symbols = list(map(ord, text))
    windows = list(pairwise(symbols))
    pair_counts = Counter(window for window in windows if window[0])
    triple_counts = Counter(
        window for window in zip(symbols, symbols[1:], symbols[2:], strict=False) if window[0] and window[1]
    )
    a, b, c = wanted
    share = exp(table.logp(a, b, c))
    seen = sum(count for (first, _), count in pair_counts.items() if first == b)
    if b and seen:
        share = (pair_counts[b, c] + 4.0 * share) / (seen + 4.0)
        seen = sum(count for (first, second, _), count in triple_counts.items() if (first, second) == (a, b))
        if seen:
            share = (triple_counts[a, b, c] + 4.0 * share) / (seen + 4.0)
    assert isclose(memory.logp(table, a, b, c), log(share), rel_tol=1e-6, abs_tol=1e-6)


@settings(max_examples=30)
@given(TEXTS)
def test_memory_counts_what_follows_and_what_only_stands_there(text: str) -> None:
    table, _, _ = build({}, {})
    memory = DocumentMemory(10, 4.0)
    memory.add(table, text, 0, len(text))
    symbols = list(map(ord, text))
    pairs = list(pairwise(symbols))
    for b in range(1, ALPHABET):
        assert memory.count(2 << 48 | b) == symbols[:-1].count(b)
        for c in range(ALPHABET):
            assert memory.count(1 << 48 | b << 14 | c) == pairs.count((b, c))
            if c:
                assert memory.count(4 << 48 | b << 14 | c) == pairs[:-1].count((b, c))


def test_memory_stops_taking_new_ngrams_when_full() -> None:
    table, _, _ = build({}, {})
    memory = DocumentMemory(4, 4.0)
    text = "".join(chr(1 + (number * number) % 5) for number in range(200))
    memory.add(table, text, 0, len(text))
    assert memory.logp(table, 1, 2, 3) < 0.0


def test_a_file_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="n-gram table"):
        ngram.unpack(struct.pack("<8sII", b"cjkngram", 99, 8) + bytes(100))
