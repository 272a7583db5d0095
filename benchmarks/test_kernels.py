"""The kernels under pytest-benchmark, to compare one commit with another.

pip install pytest-benchmark
pytest benchmarks/test_kernels.py --benchmark-autosave
pytest benchmarks/test_kernels.py --benchmark-compare
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from benchmarks.corpus import corpus

import cjkclean
from cjkclean.kernels import spaces as spaces_kernel
from cjkclean.model import default
from cjkclean.profile import profile

pytest.importorskip("pytest_benchmark")

TEXT = "\n".join(corpus("hans", 100, 1000))


def test_floor(benchmark: Any) -> None:
    benchmark(lambda: TEXT.encode().decode())


KERNELS: dict[str, Callable[[], object]] = {
    "scan": lambda: profile(TEXT),
    "ngram.total": lambda: default().total(TEXT),
    "ngram.logprobs": lambda: default().logprobs(TEXT),
    "trie.convert": lambda: cjkclean.convert(TEXT, "s2twp"),
    "trie.convert, one pass": lambda: cjkclean.convert(TEXT, "s2t"),
    "scripts": lambda: cjkclean.identify_script(TEXT),
    "spaces.doubled_lines": lambda: spaces_kernel.doubled_lines(TEXT, 24, 3),
}


@pytest.mark.parametrize("name", KERNELS)
def test_kernel(benchmark: Any, name: str) -> None:
    benchmark(KERNELS[name])
