"""How sure a guess at an encoding is: from the costs of the candidates to the probability that the text is right."""

from __future__ import annotations

import math

from cjkclean.decode import families, single
from cjkclean.decode.families import FAMILIES
from cjkclean.decode.ladder import Ranking
from cjkclean.tables import bytescores

__all__ = ["CEILING", "MARKED", "NEAR", "confidence", "gives", "margin", "probability"]

SLOPE = 0.65
"""By how much the log odds of a reading exceed those that costs tell, since neighbouring characters are not
independent. Fitted, with `OTHERS`, on half of the texts of `benchmarks/confidence.py`, which prints both anew; the
length of the input adds nothing."""
OTHERS = 0.52
"""Log odds that single-byte encodings lose: their text may be in one that has no table."""
CEILING = 0.9999
"""No sample makes surer: about one file in ten thousand is something that the tables do not foresee."""
MARKED = 0.9997
"""What is told by escape sequences or NUL bytes: none of 9,614 such pieces was wrong; the rule of three."""
NEAR, _FAR = 10.0, 25.0
"""Nats behind the best up to which a candidate is asked for its text, and from which it is as good as impossible."""
_LONG = 1 << 16
"""Bytes up to which texts are compared whole."""


def gives(raw: bytes, name: str, text: str) -> bool:
    """Whether a candidate of the ladder gives this text; of long input, the beginning is compared."""
    if name in FAMILIES:
        whole = families.strict(raw, name) if len(raw) <= _LONG else None
        return whole is not None and whole[0] == text
    head = single.strict(raw[:_LONG], name)
    return head is not None and text.startswith(head)


def margin(raw: bytes, ranking: Ranking, name: str, text: str | None = None) -> float:
    """By how many nats the reading `name` is ahead of all the others that give another text than `text`.

    Encodings that differ in none of the bytes at hand make one reading together.
    """
    least = ranking[0][1]
    same = different = 0.0
    for candidate, cost in ranking:
        behind = cost - least
        if behind > _FAR:
            break
        alike = candidate == name or (behind < NEAR and text is not None and gives(raw, candidate, text))
        same, different = (same + math.exp(-behind), different) if alike else (same, different + math.exp(-behind))
    tiny = math.exp(-_FAR)
    return math.log(max(same, tiny) / max(different, tiny))


def confidence(raw: bytes, ranking: Ranking, name: str, text: str | None = None) -> float:
    """Probability that the candidate `name` gives the right text.

    Args:
        raw: the bytes.
        ranking: what the ladder says.
        name: the candidate that was chosen.
        text: the text that it gives, where it decodes without loss.
    """
    if name == ranking[0][0] and ranking[1][1] - ranking[0][1] > _FAR:
        return CEILING
    lead = margin(raw, ranking, name, text)
    return min(CEILING, probability(lead, OTHERS if name in bytescores.SINGLE_BYTE else 0.0))


def probability(nats: float, doubt: float = 0.0) -> float:
    """Probability that a reading is right that is ahead of the others by so many nats, less some log odds of doubt."""
    return 1 / (1 + math.exp(doubt - SLOPE * nats))
