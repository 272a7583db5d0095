"""The tables' builders: a sample built twice is the same, sums to one, and the manifest knows every table."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from math import exp
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")

from tools.tables import ngram, readers  # noqa: E402
from tools.tables.counting import NGrams, count_text, count_words, scaled  # noqa: E402
from tools.tables.estimate import interpolated  # noqa: E402
from tools.tables.forms import Forms  # noqa: E402
from tools.tables.symbols import Alphabet, character_class  # noqa: E402

from cjkclean.kernels.ngram import NGramTable  # noqa: E402
from cjkclean.tables import ngram as layout  # noqa: E402

TABLES = Path(layout.__file__).parent
SAMPLE = [
    "昨天下午，小河边来了三位写生的同学，他们一直画到太阳落山。",
    "河水很清，看得见石头，也看得见小鱼；同学们说，明天下午还要来。",
    "ここは静かな町です。朝になると、川のそばで子どもたちが遊んでいます。",
    "강가에 앉아 그림을 그리는 학생들이 있었다. 내일도 온다고 했다.",
]


def build_sample() -> tuple[bytes, list[str]]:
    lines = list(readers.paragraphs([*SAMPLE, SAMPLE[0], "mostly Latin text 文"]))
    codes = ngram.running_text(iter(lines))
    own = sorted(
        {ord(char) for line in lines for char in line if character_class(ord(char)).startswith(("han", "kana"))}
    )
    alphabet = Alphabet({ord("晝"): ord("画")}, own)
    symbols = np.array(alphabet.table(), dtype=np.uint16)
    counts = NGrams.merge(
        [
            count_text(symbols[codes], 2.0),
            count_words([("写生", 3.0), ("石头", 1.0)], symbols, 8.0),
        ]
    )
    forms = Forms(*(np.zeros(0x110000, dtype=np.uint8) for _ in range(4)))
    lower = interpolated(counts, len(alphabet), ngram.FLOOR, ngram.NEVER)
    return ngram.table(counts, symbols, lower, forms, 400_000), lines


@cache
def sample() -> tuple[bytes, list[str]]:
    return build_sample()


def test_paragraphs_are_distinct_and_mostly_cjk() -> None:
    assert sample()[1] == SAMPLE


def test_a_second_build_gives_the_same_bytes() -> None:
    assert build_sample()[0] == sample()[0]


def total(table: NGramTable, a: int, b: int) -> float:
    return sum(exp(table.logp(a, b, c)) for c in range(len(table_symbols(table))))


def table_symbols(table: NGramTable) -> range:
    return range(max(table.symbol(code) for code in range(0x30, 0xD7A4)) + 1)


def test_probabilities_sum_to_one() -> None:
    data, _ = sample()
    table = layout.unpack(data)
    for before in ("\n昨", "同学", "写生", "の町", "강가", "画到", "xy"):
        a, b = (table.symbol(ord(char)) for char in before)
        # Values are rounded to a sixteenth of a nat, gains to one of fifteen levels.
        assert total(table, a, b) == pytest.approx(1.0, abs=0.25), before


def test_what_was_counted_is_likelier() -> None:
    data, _ = sample()
    table = layout.unpack(data)
    a, b, seen, other = (table.symbol(ord(char)) for char in "写生的河")
    assert table.logp(a, b, seen) > table.logp(a, b, other) + 2
    assert table.symbol(ord("晝")) == table.symbol(ord("画"))


def test_scaling_and_merging_counts() -> None:
    symbols = np.array(Alphabet({}, [ord("河")]).table(), dtype=np.uint16)
    once = count_text(symbols[ngram.code_points("河河\n河")], 1.0)
    twice = NGrams.merge([once, scaled(once, 1.0)])
    assert twice.unigrams.keys.tolist() == once.unigrams.keys.tolist()
    assert twice.bigrams.total.tolist() == (2 * once.bigrams.total).tolist()


def test_the_manifest_has_every_table() -> None:
    manifest = json.loads((TABLES / "MANIFEST.json").read_text("utf-8"))
    for name, entry in manifest.items():
        if (TABLES / name).exists():
            assert hashlib.sha256((TABLES / name).read_bytes()).hexdigest() == entry["sha256"], name
        assert entry["sources"], name
