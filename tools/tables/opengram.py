"""Expected character n-gram counts of the open-gram word trigram model (forum and web text, simplified Chinese).

The model gives probabilities of words after words. A character n-gram lies inside a word, across the border of two
words, or across a word of one character; each case is counted with the probability of the words that hold it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.tables.counting import BITS, Counts, NGrams
from tools.tables.sources import Source, fetch

DATA = Source(
    "sunpinyin-data",
    "0.1.22+20170109-2",
    "e30b33b97cbe45af1b176a5c8e937078759d0c1f5344200a11e6ac802339a948",
    "CC-BY-SA-3.0",
    "debian",
    "sunpinyin-data_0.1.22+20170109-2_amd64.deb",
)
TOOLS = Source(
    "sunpinyin-utils",
    "3.0.0~rc2+ds1-4+b1",
    "22c9043544a9dd1798c9947a12ca4604a5fb5b4ba7fff79020598ef23b1eae13",
    "LGPL-2.1 or CDDL-1.0",
    "debian",
    "sunpinyin-utils_3.0.0~rc2+ds1-4+b1_amd64.deb",
    "only run at build time, to print the model",
)
LIBRARY = Source(
    "libsunpinyin3v5",
    "3.0.0~rc2+ds1-4+b1",
    "6e2dc45dc9aa2d04acaefae37cd598c6283aafd6e7c0f7a5f3148a7836c2fb5f",
    "LGPL-2.1 or CDDL-1.0",
    "debian",
    "libsunpinyin3v5_3.0.0~rc2+ds1-4+b1_amd64.deb",
    "only run at build time, to print the model",
)

_WORDS_OFFSET = 8  # the third word of the dictionary's header: where the UTF-32 words begin


@dataclass(frozen=True, slots=True)
class WordModel:
    words: list[str]
    unigram: NDArray[np.float64]  # probability by word number
    pairs: NDArray[np.int64]  # (n, 2) word numbers
    pair: NDArray[np.float64]  # probability of the second after the first
    triples: NDArray[np.int64]
    triple: NDArray[np.float64]


def read(scratch: Path) -> WordModel:
    """Read words and probabilities; the printing tool of the package does the decoding."""
    data = fetch(DATA, scratch) / "usr/lib/x86_64-linux-gnu/sunpinyin/data"
    tools = fetch(TOOLS, scratch) / "usr/bin/tslminfo"
    library = fetch(LIBRARY, scratch) / "usr/lib/x86_64-linux-gnu"
    packed = (data / "pydict_sc.bin").read_bytes()
    start = int.from_bytes(packed[_WORDS_OFFSET : _WORDS_OFFSET + 4], "little")
    words = packed[start:].decode("utf-32-le").split("\0")
    printed = subprocess.run(
        [str(tools), "-p", "-v", str(data / "lm_sc.t3g")],
        env={"LD_LIBRARY_PATH": str(library), "LC_ALL": "C"},
        check=True,
        capture_output=True,
    ).stdout
    levels: list[list[bytes]] = []
    for line in printed.splitlines():
        if line.startswith(b"\\"):
            levels.append([])
        elif levels:
            levels[-1].append(line)
    ids1, p1 = _level(levels[1], 1)
    ids2, p2 = _level(levels[2], 2)
    ids3, p3 = _level(levels[3], 3)
    unigram = np.zeros(len(words))
    unigram[ids1[:, 0]] = p1
    return WordModel(words, unigram, ids2, p2, ids3, p3)


def _level(lines: list[bytes], order: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    fields = [line.split(maxsplit=order + 1)[: order + 1] for line in lines]
    ids = np.array([row[:order] for row in fields], dtype=np.int64)
    return ids, np.array([row[order] for row in fields], dtype=np.float64)


def count(model: WordModel, symbol: Callable[[int], int], words: float) -> NGrams:
    """Return the counts expected in a text of `words` words."""
    spelled = [[symbol(ord(char)) for char in word] for word in model.words]
    lengths = np.array([len(word) for word in spelled])
    first = np.array([word[0] if word else 0 for word in spelled], dtype=np.uint64)
    second = np.array([word[1] if len(word) > 1 else 0 for word in spelled], dtype=np.uint64)
    last = np.array([word[-1] if word else 0 for word in spelled], dtype=np.uint64)
    last_but_one = np.array([word[-2] if len(word) > 1 else 0 for word in spelled], dtype=np.uint64)
    one, two = np.uint64(BITS), np.uint64(2 * BITS)

    inside: tuple[list[int], ...] = ([], [], [])
    weights: tuple[list[float], ...] = ([], [], [])
    for word, mass in zip(spelled, model.unigram * words, strict=True):
        for order in (1, 2, 3):
            for begin in range(len(word) - order + 1):
                key = 0
                for item in word[begin : begin + order]:
                    key = key << BITS | item
                inside[order - 1].append(key)
                weights[order - 1].append(mass)
    parts = [
        [Counts.of(np.array(keys, dtype=np.uint64), np.array(mass))] for keys, mass in zip(inside, weights, strict=True)
    ]

    a, b = model.pairs[:, 0], model.pairs[:, 1]
    known = (lengths[a] > 0) & (lengths[b] > 0)
    a, b = a[known], b[known]
    joint = model.unigram[a] * model.pair[known] * words
    parts[1].append(Counts.of(last[a] << one | first[b], joint))
    long = lengths[a] > 1
    parts[2].append(Counts.of(last_but_one[a[long]] << two | last[a[long]] << one | first[b[long]], joint[long]))
    long = lengths[b] > 1
    parts[2].append(Counts.of(last[a[long]] << two | first[b[long]] << one | second[b[long]], joint[long]))
    parts[2].append(_across(model, lengths, first, last, words))
    unigrams, bigrams, trigrams = (Counts.merge(order) for order in parts)
    return NGrams(unigrams, bigrams, trigrams, unigrams, bigrams)


def _across(
    model: WordModel,
    lengths: NDArray[np.int64],
    first: NDArray[np.uint64],
    last: NDArray[np.uint64],
    words: float,
) -> Counts:
    """Trigrams over a word of one character."""
    a, b, c = model.triples.T
    usable = (lengths[a] > 0) & (lengths[b] == 1) & (lengths[c] > 0)
    a, b, c = a[usable], b[usable], c[usable]
    width = np.int64(len(model.words))
    pair_keys = model.pairs[:, 0] * width + model.pairs[:, 1]
    order = np.argsort(pair_keys, kind="stable")
    found = np.minimum(np.searchsorted(pair_keys[order], a * width + b), len(order) - 1)
    exists = pair_keys[order][found] == a * width + b
    joint = model.unigram[a] * model.pair[order][found] * model.triple[usable] * words * exists
    keys = last[a] << np.uint64(2 * BITS) | first[b] << np.uint64(BITS) | first[c]
    return Counts.of(keys, joint)
