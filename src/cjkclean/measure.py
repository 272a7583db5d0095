"""How fast pipelines and steps work on given documents, and how much of them needs work at all."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from cjkclean.pipeline import Pipeline
from cjkclean.profile import profile
from cjkclean.step import Step

__all__ = ["Measured", "floor", "measure", "measure_jobs", "peak_memory"]

_CHUNK = 256 << 10
"""Characters that travel to a worker process at once."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one pipeline or step cost.

    Attributes:
        name: of the preset or step.
        seconds: processor time of the fastest run over all documents (wall-clock time for several processes).
        size: bytes of all documents in UTF-8.
        woken: share of documents in which the scan raised a signal that it wakes on, 0 to 1.
        changed: share of documents that it changed, 0 to 1.
    """

    name: str
    seconds: float
    size: int
    woken: float = 0.0
    changed: float = 0.0

    @property
    def rate(self) -> float:
        """Megabytes (10**6 bytes of UTF-8) a second."""
        return self.size / self.seconds / 1e6 if self.seconds else math.inf


def floor(documents: Sequence[str], repeats: int = 3) -> Measured:
    """What decoding and encoding the documents costs: no tool that takes and gives bytes can be faster.

    >>> floor(["漢字"]).size
    6
    """
    raw = [text.encode("utf-8", "surrogatepass") for text in documents]

    def run() -> None:
        for data in raw:
            data.decode("utf-8", "surrogatepass").encode("utf-8", "surrogatepass")

    return Measured("decode + encode", _fastest(run, repeats), sum(map(len, raw)))


def measure(name: str, pipeline: Pipeline | Step, documents: Sequence[str], repeats: int = 3) -> Measured:
    """What a pipeline or step costs on the documents, text in and text out, in this process.

    Args:
        name: what the result is called.
        pipeline: what to measure; a first run over the documents, which loads tables, is not counted.
        documents: the texts.
        repeats: runs, of which the fastest counts.
    """
    steps = pipeline.steps if isinstance(pipeline, Pipeline) else (pipeline,)
    wakes = 0
    for step in steps:
        wakes |= int(step.wakes)
    woken = sum(bool(profile(text).bits & wakes) for text in documents)
    changed = sum(pipeline(text) != text for text in documents)

    def run() -> None:
        for text in documents:
            pipeline(text)

    count = max(1, len(documents))
    return Measured(name, _fastest(run, repeats), _size(documents), woken / count, changed / count)


def measure_jobs(name: str, pipeline: Pipeline, documents: Sequence[str], jobs: int, repeats: int = 3) -> Measured:
    """What a pipeline costs on several cores, the way to the processes and back included (wall-clock time)."""
    chunks = _chunks(documents)
    best = math.inf
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(pipeline,)) as pool:
        for _ in range(repeats + 1):  # the first run starts the processes and loads their tables
            started = time.perf_counter()
            list(pool.map(_work, chunks))
            best = min(best, time.perf_counter() - started)
    return Measured(f"{name}, {jobs} processes", best, _size(documents))


def peak_memory() -> int | None:
    """Most memory that this process has held so far, in bytes; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def by_step(presets: Mapping[str, Pipeline]) -> list[Step]:
    """The steps of the presets, each once, in order.

    >>> from cjkclean.pipeline import preset
    >>> by_step({"repair": preset("repair")})[0].name
    'undo_escapes'
    """
    return list(dict.fromkeys(step for pipeline in presets.values() for step in pipeline.steps))


def _size(documents: Sequence[str]) -> int:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in documents)


def _fastest(run: Callable[[], None], repeats: int) -> float:
    best = math.inf
    for _ in range(repeats):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return best


def _chunks(documents: Sequence[str]) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    length = 0
    for text in documents:
        if length > _CHUNK:
            chunks.append([])
            length = 0
        chunks[-1].append(text)
        length += len(text)
    return chunks


_pipeline = Pipeline()  # of a worker process


def _start(pipeline: Pipeline) -> None:
    global _pipeline
    _pipeline = pipeline


def _work(documents: Sequence[str]) -> list[str]:
    return [_pipeline(text) for text in documents]
