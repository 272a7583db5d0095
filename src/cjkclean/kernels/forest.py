"""Evaluation of boosted decision trees stored as flat arrays."""

from array import array


def evaluate(
    rows: "array[float]",
    stride: int,
    count: int,
    features: "array[int]",
    thresholds: "array[float]",
    left: "array[int]",
    right: "array[int]",
    leaves: "array[float]",
    roots: "array[int]",
    out: "array[float]",
) -> None:
    """Add to `out[i]` the sum of the leaves that row i of `rows` (each `stride` numbers) reaches in every tree.

    Node n sends a row to `left[n]` when its number `features[n]` is at most `thresholds[n]`, else to `right[n]`;
    a negative target -k-1 is leaf k.
    """
    trees = len(roots)
    for row in range(count):
        base = row * stride
        total = 0.0
        for tree in range(trees):
            node = roots[tree]
            while node >= 0:
                node = left[node] if rows[base + features[node]] <= thresholds[node] else right[node]
            total += leaves[-node - 1]
        out[row] += total
