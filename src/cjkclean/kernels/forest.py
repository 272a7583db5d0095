"""Evaluation of boosted decision trees, all nodes that look at the same number together.

The leaves of a tree are numbered from left to right. A node whose test fails rules out the leaves to its left; the
first leaf that no node rules out is where the row ends. So no path is walked: of each number only the thresholds below
it are visited, in order. (Lucchese et al., "QuickScorer", SIGIR 2015.)
"""

import math
from array import array

LEAVES = 32
"""Leaves of a tree at most: one bit each."""
_LEAVES = LEAVES
_ALL = 0xFFFFFFFF
_DE_BRUIJN = 0x077CB531
"""A de Bruijn sequence: times a power of two, its five highest bits name the power."""
_BITS = array("i", bytes(4 * 32))
for _power in range(32):
    _BITS[(_DE_BRUIJN << _power & _ALL) >> 27] = _power


def evaluate(
    rows: "array[float]",
    stride: int,
    count: int,
    ranges: "array[int]",
    thresholds: "array[float]",
    trees: "array[int]",
    masks: "array[int]",
    leaves: "array[float]",
    out: "array[float]",
) -> None:
    """Add to `out[i]` the sum of the leaves that row i of `rows` (each `stride` numbers) reaches in every tree.

    The nodes that look at number k of a row are those from `ranges[k]` to `ranges[k + 1]`, by rising threshold. The
    test of node n fails when the number is above `thresholds[n]`; then only the leaves in `masks[n]` are left in tree
    `trees[n]`. Leaf l of tree t gives `leaves[LEAVES * t + l]`.
    """
    number = len(leaves) // _LEAVES
    numbers = len(ranges) - 1
    left = array("I", bytes(4 * number))
    for row in range(count):
        for tree in range(number):
            left[tree] = _ALL
        base = row * stride
        for column in range(numbers):
            value = rows[base + column]
            node = ranges[column]
            end = ranges[column + 1]
            while node < end and value > thresholds[node]:
                left[trees[node]] &= masks[node]
                node += 1
        total = 0.0
        for tree in range(number):
            alive = left[tree]
            lowest = alive & (_ALL - alive + 1)
            total += leaves[tree * _LEAVES + _BITS[(lowest * _DE_BRUIJN & _ALL) >> 27]]
        out[row] += total


def odds(margins: "array[float]") -> None:
    """Turn log-odds into probabilities, in place."""
    for at in range(len(margins)):
        margins[at] = 1 / (1 + math.exp(-margins[at]))
