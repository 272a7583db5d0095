"""The forests as the library evaluates them are those that were trained."""

from __future__ import annotations

from array import array

import pytest

from cjkclean.strip.forests import Forest, model


def test_table_has_all_forests() -> None:
    assert all(len(forest.masks) > 0 for forest in model())


def test_packed_forest_gives_what_the_trained_one_gives() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    numpy = pytest.importorskip("numpy")
    train = pytest.importorskip("tools.strip.train")
    rng = numpy.random.default_rng(3)
    rows = rng.integers(0, 9, (400, 5)).astype("f4")
    labels = (rows[:, 0] + rows[:, 1] > 8).astype(int)
    parameters = {**train.PARAMETERS, "min_child_samples": 5, "feature_fraction": 1.0}
    trained = lightgbm.train(parameters, lightgbm.Dataset(rows, labels), 12)
    flat = train.Flat(trained)
    forest = Forest(flat.ranges, flat.thresholds, flat.trees, flat.masks, flat.leaves)
    margins = forest.margins(array("f", rows.tobytes()), 5, len(rows))
    assert numpy.allclose(margins, trained.predict(rows, raw_score=True), atol=1e-4)
