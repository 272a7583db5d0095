"""The model of plausible text: how likely characters are as Chinese, Japanese or Korean text.

One character trigram model over a folded alphabet (the written variants of a Han character share a symbol; letters,
digits and rare characters are classes) answers for all four users: choosing an encoding, accepting a repair, filling
a lost byte, telling text from junk. Probabilities are natural logarithms (nats).
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from cjkclean.kernels.ngram import DocumentMemory, NGramTable
from cjkclean.tables import ngram
from cjkclean.tables.ngram import Script

__all__ = ["DocumentMemory", "Script", "TextModel", "default"]

MEMORY_BITS = 17
"""The largest memory of a document: 2**17 places (1 MB), of which three quarters may be filled. A character brings at
most two new n-grams, so that this serves at least 49,000 characters; later new ones are not counted."""
MEMORY_STRENGTH = 4.0
"""How many observations the model is worth against the document's own counts. On held-out pages 1 to 16 serve alike:
lost bytes found again rise from 0.86 to 0.89 (docs/model.md)."""


@dataclass(frozen=True)
class TextModel:
    """Scores text. `default()` is the shipped one.

    >>> model = default()
    >>> model.score("今天天气很好") > model.score("浠婂ぉ澶╂皵寰堝ソ")
    True
    """

    table: NGramTable = field(repr=False)

    def total(self, text: str, script: Script = Script.ANY) -> float:
        """Return log P(text) in nats, the text standing at the start of a line.

        Two readings of the same bytes compare by this, not by the mean, since a wrong reading may have more or fewer
        characters.

        Args:
            text: any text; a line break in it is a symbol like any other.
            script: which written forms are expected.
        """
        return self.table.total(text, 0, len(text), script)

    def score(self, text: str, script: Script = Script.ANY) -> float:
        """Return the mean log probability of a character of `text` in nats; 0.0 for an empty text.

        >>> default().score("")
        0.0
        """
        return self.total(text, script) / len(text) if text else 0.0

    def logprobs(self, text: str, script: Script = Script.ANY) -> array[float]:
        """Return log p(c | the two before it) in nats for each code point of `text`.

        >>> [round(p) < 0 for p in default().logprobs("你好")]
        [True, True]
        """
        values = array("f", bytes(4 * len(text)))
        self.table.each(text, 0, len(text), script, values)
        return values

    def margin(self, a: str, b: str, script: Script = Script.ANY) -> float:
        """Return the log odds (nats) that `a` rather than `b` is what a text said, given that one of them is.

        `a` and `b` are two readings of the same bytes. The difference of their log probabilities is too sure of
        itself, the more the longer they are, since the model's errors on neighbouring characters go together;
        it is tempered by a curve fitted on held-out text (see `benchmarks/model.py`).

        >>> default().margin("中文", "涓枃") > 3
        True
        """
        return _temper(self.total(a, script) - self.total(b, script), max(len(a), len(b)))

    def probability(self, a: str, b: str, script: Script = Script.ANY) -> float:
        """Return the probability that goes with `margin(a, b)`.

        >>> 0.99 < default().probability("中文编码", "涓枃缂栫爜") <= 1
        True
        """
        return 1.0 / (1.0 + math.exp(-min(max(self.margin(a, b, script), -700.0), 700.0)))

    def remember(self, parts: Iterable[str]) -> DocumentMemory:
        """Return a memory of a document's undamaged parts, to be passed where candidates are weighed.

        Args:
            parts: undamaged stretches of one document; n-grams do not reach from one into the next.
        """
        chosen = list(parts)
        bits = (3 * sum(map(len, chosen))).bit_length()
        memory = DocumentMemory(min(max(bits, 8), MEMORY_BITS), MEMORY_STRENGTH)
        for part in chosen:
            memory.add(self.table, part, 0, len(part))
        return memory


TEMPER_SHORT, TEMPER_LENGTH = 0.6, 4.0
"""A difference of log probabilities over n characters counts `TEMPER_SHORT / (1 + n / TEMPER_LENGTH)` times as log
odds. Fitted to the factors that `benchmarks/model.py --calibrate` finds the most likely for 1 to 12 characters."""


def _temper(difference: float, length: int) -> float:
    return difference * TEMPER_SHORT / (1.0 + length / TEMPER_LENGTH)


@lru_cache(maxsize=1)
def default() -> TextModel:
    """Return the shipped model; its table is loaded on the first call, once a process."""
    return TextModel(ngram.load())
