"""Where the wording of a Chinese text is at home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cjkclean.script.configurations import regional_words
from cjkclean.script.passes import KEYS, chunks

# A home is named when it has this many occurrences of this many different signs, and twice as many as the others.
# In simplified text one more: two would name Taiwan for 16 instead of 8 of 300 pieces of an encyclopedia, of 500
# characters each.
_OCCURRENCES = 2
_OCCURRENCES_SIMPLIFIED = 3
_DIFFERENT = 2
_LEAD = 2
# Of Hong Kong's variants those that are OpenCC's own forms: a conversion of simplified text has them as well, so they
# decide nothing alone.
_STANDARD = frozenset("裏羣峯牀麪枱蔘")
# Share of ideographs of written Cantonese (嘅, 唔, 佢 …) from which a text counts as Cantonese: they make up 11 % of
# written Cantonese and less than 0.01 % of other Chinese; 1 % leaves room for quotations.
_CANTONESE = 0.01


@dataclass(frozen=True, slots=True)
class RegionHints:
    """Signs of a region in a Chinese text. They are hints: a text about a place uses its names.

    Attributes:
        mainland: words of the mainland found, with their counts; Hong Kong shares many of them.
        taiwan: words and variant characters of Taiwan.
        hong_kong: words and variant characters of Hong Kong; some are Taiwan's as well.
        cantonese: share of characters of written Cantonese among the ideographs, 0 to 1.
        traditional: whether the text is in traditional characters, if only in part.
    """

    mainland: Mapping[str, int]
    taiwan: Mapping[str, int]
    hong_kong: Mapping[str, int]
    cantonese: float
    traditional: bool = True

    @property
    def written_cantonese(self) -> bool:
        """Whether the text is in written Cantonese."""
        return self.cantonese >= _CANTONESE

    @property
    def best(self) -> str | None:
        """`taiwan`, `hong_kong` or `mainland` where the signs agree, else None."""
        if self.written_cantonese:
            return "hong_kong"
        found = {"taiwan": self.taiwan, "hong_kong": self.hong_kong, "mainland": self.mainland}
        weights = {name: sum(words.values()) for name, words in found.items()}
        own = {word: count for word, count in self.hong_kong.items() if word not in self.taiwan}
        decisive = {word: count for word, count in own.items() if word not in _STANDARD}
        if self._is_enough(decisive) and sum(own.values()) >= _LEAD * weights["taiwan"]:
            return "hong_kong"  # whatever it shares with the mainland
        best = max(("taiwan", "mainland"), key=weights.__getitem__)
        other = "mainland" if best == "taiwan" else "taiwan"
        return best if self._is_enough(found[best]) and weights[best] >= _LEAD * weights[other] else None

    def _is_enough(self, words: Mapping[str, int]) -> bool:
        occurrences = _OCCURRENCES if self.traditional else _OCCURRENCES_SIMPLIFIED
        return len(words) >= _DIFFERENT and sum(words.values()) >= occurrences


def region_hints(text: str, traditional: bool, cantonese: float) -> RegionHints:
    """The signs in a text.

    Args:
        text: the text.
        traditional: whether variants of traditional characters count.
        cantonese: share of characters of written Cantonese.
    """
    signs: dict[str, Counter[str]] = {tag: Counter() for tag in "MTH"}
    for start, end in chunks(text):
        chunk = text[start:end]
        found = regional_words().trace(chunk, KEYS)[-1]
        tags = found.text()
        for first, last, tag_start, tag_end, _ in found.pieces():
            for tag in tags[tag_start:tag_end]:
                if tag.isupper() or traditional:
                    signs[tag.upper()][chunk[first:last]] += 1
    mainland, taiwan, hong_kong = (dict(signs[tag].most_common()) for tag in "MTH")
    return RegionHints(mainland, taiwan, hong_kong, cantonese, traditional)
