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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from cjkclean.strip.page import DEPTH, FULL, NAMES, Page
from tools.strip.genres import made_pages, transplant
from tools.strip.pages import Labelled, real_pages
from tools.strip.restyle import restyle

TABLE = Path(__file__).parents[2] / "src/cjkclean/tables/strip_lines.bin"
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.07, "num_leaves": 31, "min_child_samples": 30, "feature_fraction": 0.35,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "seed": 1, "num_threads": 1, "verbose": -1,
    "deterministic": True, "force_row_wise": True, "max_bin": 63,
}  # fmt: skip
ROUNDS = 160
INNER_FOLDS = 3


@dataclass
class Sample:
    """A labelled page with its features."""

    source: Labelled
    page: Page
    matrix: array[float]
    labels: np.ndarray[Any, Any]
    weights: np.ndarray[Any, Any]

    @property
    def rows(self) -> np.ndarray[Any, Any]:
        return np.asarray(self.matrix, dtype="f4").reshape(self.page.count, FULL)


def sample(source: Labelled, weight: float) -> Sample | None:
    """The features of a page; None when no line of it is the author's."""
    page = Page(source.text)
    labels = []
    number, offset = 0, 0
    for line, label in zip(source.lines, source.labels, strict=True):
        if number < page.count and offset <= page.starts[number] < offset + len(line):
            labels.append(label)
            number += 1
        offset += len(line) + 1
    if not any(labels):
        return None
    matrix = page.matrix()
    lengths = np.asarray(matrix, dtype="f4").reshape(page.count, FULL)[:, 0]
    target = np.array(labels)
    # a wrong line costs its share of the article, as in the 4-gram score of a page
    weights = weight * (lengths + 3) / ((lengths * target).sum() + 150)
    return Sample(source, page, matrix, target, weights)


def samples() -> list[Sample]:
    """All training pages: real, restyled, made."""
    real = real_pages()
    found = [sample(page, 2.0 if "forum" in page.kind else 1.0) for page in real]
    articles = [page for page in real if " zh" in page.kind]
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
    return [item for item in found if item is not None]


def fold(group: str, salt: str, count: int) -> int:
    """The fold of a site: fixed by its name."""
    return zlib.crc32(f"{salt}{group}".encode()) % count


def fit(chosen: list[Sample], columns: int) -> lightgbm.Booster:
    """A forest on the first `columns` features."""
    rows = np.concatenate([item.rows[:, :columns] for item in chosen])
    labels = np.concatenate([item.labels for item in chosen])
    weights = np.concatenate([item.weights for item in chosen])
    names = [name.replace("@", "_at_") for name in NAMES[:columns]]
    dataset = lightgbm.Dataset(rows, labels, weight=weights / weights.mean(), feature_name=names)
    return lightgbm.train(PARAMETERS, dataset, ROUNDS)


def agree(item: Sample, first: lightgbm.Booster) -> None:
    """Let the first forest fill the last columns of a page."""
    opinion = array("f", np.asarray(first.predict(item.rows[:, :DEPTH]), dtype="f4").tobytes())
    item.page.agree(item.matrix, opinion)


def train(chosen: list[Sample]) -> tuple[lightgbm.Booster, lightgbm.Booster]:
    """Both forests."""
    for number in range(INNER_FOLDS):
        inside = [item for item in chosen if fold(item.source.group, "inner", INNER_FOLDS) != number]
        outside = [item for item in chosen if fold(item.source.group, "inner", INNER_FOLDS) == number]
        if outside:
            model = fit(inside, DEPTH)
            for item in outside:
                agree(item, model)
    return fit(chosen, DEPTH), fit(chosen, FULL)


class Flat:
    """A forest as the arrays of `forest.evaluate`."""

    def __init__(self, model: lightgbm.Booster) -> None:
        self.features, self.thresholds, self.leaves = array("h"), array("f"), array("f")
        self.left, self.right = array("i"), array("i")
        self.roots = array("i", [self.add(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]])

    def add(self, node: dict[str, Any]) -> int:
        """Append a node with all below it; its number, or -k-1 for leaf k."""
        if "leaf_value" in node:
            self.leaves.append(node["leaf_value"])
            return -len(self.leaves)
        at = len(self.features)
        self.features.append(node["split_feature"])
        bound = np.float32(node["threshold"])
        # rows are single precision: round down, so that `<=` decides as LightGBM does
        self.thresholds.append(float(bound if bound <= node["threshold"] else np.nextafter(bound, np.float32(-np.inf))))
        self.left.append(0)
        self.right.append(0)
        self.left[at], self.right[at] = self.add(node["left_child"]), self.add(node["right_child"])
        return at

    def pack(self) -> bytes:
        """A header of three counts (nodes, leaves, trees), then the arrays, little-endian."""
        header = array("i", [len(self.features), len(self.leaves), len(self.roots)])
        parts = (header, self.features, self.thresholds, self.left, self.right, self.leaves, self.roots)
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
