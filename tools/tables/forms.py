"""What writing a folded symbol as one particular character costs, by script: the prior among written forms."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cjkclean.tables.ngram import STEPS
from tools.tables.opencc import dictionary
from tools.tables.symbols import CLASSES, Alphabet

Floats = NDArray[np.float64]
STANDARD, ALTERNATIVE, FOREIGN = 3.0, 1.0, 0.02
"""Pseudo-counts of a form: the script's own, a further one of its own, one that the script does not use."""


class Forms(NamedTuple):
    """Costs by code point in sixteenths of a nat, in the order of `cjkclean.tables.ngram.Script`."""

    any: NDArray[np.uint8]
    hans: NDArray[np.uint8]
    hant: NDArray[np.uint8]
    ja: NDArray[np.uint8]


def _in_jis(char: str) -> bool:
    try:
        char.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _priors(alphabet: Alphabet, own: NDArray[np.int64], scratch: Path) -> dict[str, Floats]:
    to_traditional = dictionary(scratch, "STCharacters")
    shinjitai = dictionary(scratch, "JPShinjitaiCharacters")
    priors = {script: np.full(0x110000, FOREIGN) for script in ("hans", "hant", "ja")}
    for code in own.tolist():
        char, folded = chr(code), alphabet.folding.get(code, code)
        forms = to_traditional.get(chr(folded), (chr(folded),))
        if code == folded:
            priors["hans"][code] = STANDARD
        if char in forms:
            priors["hant"][code] = STANDARD if forms[0] == char else ALTERNATIVE
        if _in_jis(char):
            priors["ja"][code] = STANDARD if char in shinjitai else ALTERNATIVE
    return priors


def form_costs(alphabet: Alphabet, symbols: NDArray[np.uint16], masses: dict[str, Floats], scratch: Path) -> Forms:
    """Return the costs. A member of a class of rare characters costs the logarithm of the class's size."""
    members = np.bincount(symbols, minlength=len(alphabet))
    alike = np.log(np.maximum(members, 1))[symbols]
    individual = symbols >= len(CLASSES)
    costs = {}
    for script, prior in _priors(alphabet, np.flatnonzero(individual), scratch).items():
        mass = masses[script] + prior
        cost = -np.log(mass / np.bincount(symbols, mass, len(alphabet))[symbols])
        costs[script] = np.clip(np.where(individual, cost, alike), 0, 15.9)
    least = np.minimum(np.minimum(costs["hans"], costs["hant"]), costs["ja"])
    return Forms(*(np.rint(cost * STEPS).astype(np.uint8) for cost in (least, *costs.values())))
