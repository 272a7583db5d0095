"""Train the line model and write `tables/strip_lines.bin`.

    CJKCLEAN_DATA=... python -m tools.strip.train [--evaluate]

Two forests of boosted trees (LightGBM, only here): the first sees a line and its surroundings, the second also the
first's opinion of all lines of the page. The second is fitted on opinions of models that had not seen the page's
site. `--evaluate` reports scores cross-validated by site instead of writing the table.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from cjkclean.kernels.forest import LEAVES
from cjkclean.strip.markup import HINTS
from cjkclean.strip.page import DEPTH, FULL, Page
from tools.strip.genres import made_pages, transplant
from tools.strip.pages import Labelled, crop, dressed, real_pages, with_hints
from tools.strip.restyle import restyle
from tools.strip.texts import made_texts

TABLE = Path(__file__).parents[2] / "src/cjkclean/tables/strip_lines.bin"
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.07, "num_leaves": 31, "min_child_samples": 30, "feature_fraction": 0.35,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "seed": 1, "num_threads": 1, "verbose": -1,
    "deterministic": True, "force_row_wise": True, "max_bin": 63,
}  # fmt: skip
ROUNDS = 160
SMALL = {"num_leaves": 8, "min_child_samples": 10, "feature_fraction": 0.5}
SMALL_ROUNDS, HINT_ROUNDS = 80, 120
INNER_FOLDS = 3
WIDE = FULL + len(HINTS)
FIRST, SECOND = [*range(DEPTH)], [*range(FULL)]
"""Columns that the first and the second forest see."""
REAL = ("daniel", "cwced", "magichtml", "fundus", "newspaper4k")
Rows = np.ndarray[Any, Any]


@dataclass
class Sample:
    """A labelled page with its features: those of the lines, then (zero without markup) those of the hints."""

    source: Labelled
    page: Page
    rows: Rows
    labels: Rows
    weights: Rows

    @property
    def hinted(self) -> bool:
        """Whether its markup is known."""
        return "hints" in self.source.extra

    @property
    def shaped(self) -> bool:
        """Whether it has furniture at all."""
        return self.page.has_furniture()

    @property
    def is_real(self) -> bool:
        """Whether it is a page as it was found."""
        return self.source.kind.startswith(REAL)


def sample(source: Labelled, weight: float) -> Sample | None:
    """The features of a page; None when no line of it is the author's."""
    page = Page(source.text)
    labels, kept = [], []
    number, offset = 0, 0
    for index, (line, label) in enumerate(zip(source.lines, source.labels, strict=True)):
        if number < page.count and offset <= page.starts[number] < offset + len(line):
            labels.append(label)
            kept.append(index)
            number += 1
        offset += len(line) + 1
    if not any(labels):
        return None
    rows = np.zeros((page.count, WIDE), dtype="f4")
    rows[:, :FULL] = np.asarray(page.matrix(), dtype="f4").reshape(page.count, FULL)
    if "hints" in source.extra:
        rows[:, FULL:] = np.asarray(source.extra["hints"], dtype="f4").reshape(-1, len(HINTS))[kept]
    target = np.array(labels)
    # a wrong line costs its share of the article, as in the 4-gram score of a page
    weights = weight * (rows[:, 0] + 3) / ((rows[:, 0] * target).sum() + 150)
    return Sample(source, page, rows, target, weights)


def samples() -> list[Sample]:
    """All training texts: pages that are real, cropped, restyled, made; and texts that are no pages."""
    real = real_pages()
    found = [sample(page, 2.0 if "forum" in page.kind else 1.0) for page in real]
    found += [sample(page, 1.0) for page in with_hints(real)]
    articles = [page for page in real if " zh" in page.kind]
    found += [sample(crop(page, 1), 0.3) for page in real]
    foreign = [
        restyle(page, language, 1)
        for page in articles
        for language in ("ja", "ko")
        if fold(page.name, language, 4) == 0
    ]
    found += [sample(page, 0.2) for page in foreign]
    found += [sample(page, 0.4) for page in made_pages(5)]
    mixed = [transplant(page, page.kind.split()[-1], 1) for page in articles if page.kind.endswith(("hans", "hant"))]
    mixed += [transplant(page, page.kind.split()[-1], 1) for page in foreign]
    found += [sample(page, 0.3) for page in mixed]
    texts = made_texts(20)
    found += [sample(text, 0.2) for text in texts]
    found += [sample(text, 0.2) for text in with_hints([dressed(text) for text in texts[::5]])]
    return [item for item in found if item is not None and (item.shaped or item.hinted or item.is_real)]


def fold(group: str, salt: str, count: int) -> int:
    """The fold of a site: fixed by its name."""
    return zlib.crc32(f"{salt}{group}".encode()) % count


def fit(chosen: list[Sample], columns: list[int]) -> lightgbm.Booster:
    """A forest on some features of lines."""
    return lightgbm.train(PARAMETERS, _lines(chosen, columns), ROUNDS)


def fit_hints(chosen: list[Sample], margins: list[Rows]) -> lightgbm.Booster:
    """A forest that corrects what the others think (`margins`, in log-odds) by what the markup says."""
    dataset = _lines(chosen, [*range(WIDE)])
    dataset.set_init_score(np.concatenate(margins))
    return lightgbm.train(PARAMETERS | SMALL, dataset, HINT_ROUNDS)


def _lines(chosen: list[Sample], columns: list[int]) -> lightgbm.Dataset:
    rows = np.concatenate([item.rows[:, columns] for item in chosen])
    labels = np.concatenate([item.labels for item in chosen])
    weights = np.concatenate([item.weights for item in chosen])
    return lightgbm.Dataset(rows, labels, weight=weights / weights.mean())


def fit_shapes(chosen: list[Sample]) -> lightgbm.Booster:
    """A forest on the shapes of whole texts: is it no page?"""
    rows = np.array([item.page.shape() for item in chosen], dtype="f4")
    labels = np.array([item.source.kind.startswith("text") for item in chosen])
    weights = [1.0 if item.is_real else 0.4 for item in chosen]
    return lightgbm.train(PARAMETERS | SMALL, lightgbm.Dataset(rows, labels, weight=weights), SMALL_ROUNDS)


def agree(item: Sample, first: lightgbm.Booster) -> None:
    """Let the first forest fill the last columns of the lines' features."""
    opinion = array("f", np.asarray(first.predict(item.rows[:, :DEPTH]), dtype="f4").tobytes())
    matrix = array("f", np.ascontiguousarray(item.rows[:, :FULL]).tobytes())
    item.page.agree(matrix, opinion)
    item.rows[:, :FULL] = np.asarray(matrix, dtype="f4").reshape(item.page.count, FULL)


class Models(NamedTuple):
    """All forests, in the order of the table."""

    first: lightgbm.Booster
    second: lightgbm.Booster
    hints: lightgbm.Booster
    text: lightgbm.Booster


def train(chosen: list[Sample]) -> Models:
    """All forests. What one tells the next comes, in training, from one that saw no page of the site."""
    bare = [item for item in chosen if not item.hinted and item.shaped]
    marked = [item for item in chosen if item.hinted]
    pages = [item for item in bare if not item.source.kind.startswith("text")]
    for inside, outside in _folds(pages, chosen):
        model = fit(inside, FIRST)
        for item in outside:
            agree(item, model)
    margins: dict[int, Rows] = {}
    for inside, outside in _folds(pages, marked):
        model = fit(inside, SECOND)
        for item in outside:
            margins[id(item)] = np.asarray(model.predict(item.rows[:, SECOND], raw_score=True))
    return Models(
        fit(pages, FIRST), fit(pages, SECOND), fit_hints(marked, [margins[id(item)] for item in marked]),
        fit_shapes(bare),
    )  # fmt: skip


def _folds(learned: list[Sample], judged: list[Sample]) -> Iterator[tuple[list[Sample], list[Sample]]]:
    for number in range(INNER_FOLDS):
        yield (
            [item for item in learned if fold(item.source.group, "inner", INNER_FOLDS) != number],
            [item for item in judged if fold(item.source.group, "inner", INNER_FOLDS) == number],
        )


def probabilities(item: Sample, models: Models) -> Rows:
    """The probabilities of lines, as the library computes them."""
    agree(item, models.first)
    margin = np.asarray(models.second.predict(item.rows[:, SECOND], raw_score=True))
    if item.hinted:
        hinted = margin + np.asarray(models.hints.predict(item.rows, raw_score=True))
        margin = np.where(np.asarray(item.page.kinds[: len(margin)]) > 0, np.minimum(margin, hinted), hinted)
    return np.asarray(1 / (1 + np.exp(-margin)))


class Flat:
    """A forest as the arrays of `forest.evaluate`."""

    def __init__(self, model: lightgbm.Booster) -> None:
        self.leaves = array("f")
        self._nodes: list[tuple[int, float, int, int]] = []  # column, threshold, tree, mask
        found = model.dump_model()["tree_info"]
        for number, tree in enumerate(found):
            values: list[float] = []
            self._add(tree["tree_structure"], number, values)
            self.leaves.extend(values + [0.0] * (LEAVES - len(values)))
        self._nodes.sort()
        columns = [node[0] for node in self._nodes]
        self.ranges = array("i", [bisect_left(columns, column) for column in range(columns[-1] + 2)])
        self.thresholds = array("f", [node[1] for node in self._nodes])
        self.trees = array("H", [node[2] for node in self._nodes])
        self.masks = array("I", [node[3] for node in self._nodes])

    def _add(self, node: dict[str, Any], tree: int, values: list[float]) -> None:
        """Note a node with all below it."""
        if "leaf_value" in node:
            values.append(node["leaf_value"])
            return
        bound = np.float32(node["threshold"])
        # rows are single precision: round down, so that `<=` decides as LightGBM does
        bound = bound if bound <= node["threshold"] else np.nextafter(bound, np.float32(-np.inf))
        first = len(values)
        self._add(node["left_child"], tree, values)
        mask = ~(((1 << len(values)) - 1) ^ ((1 << first) - 1)) & 0xFFFFFFFF
        self._nodes.append((node["split_feature"], float(bound), tree, mask))
        self._add(node["right_child"], tree, values)

    def pack(self) -> bytes:
        """A header of three counts (columns, nodes, leaves), then the arrays, little-endian."""
        header = array("i", [len(self.ranges) - 1, len(self.masks), len(self.leaves)])
        parts = (header, self.ranges, self.thresholds, self.trees, self.masks, self.leaves)
        return b"".join(part.tobytes() for part in parts)


def main() -> None:
    """Command line."""
    if "--evaluate" in sys.argv:
        from tools.strip.evaluate import evaluate

        evaluate(samples())
        return
    TABLE.write_bytes(b"".join(Flat(model).pack() for model in train(samples())))


if __name__ == "__main__":
    main()
