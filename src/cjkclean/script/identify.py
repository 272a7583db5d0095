"""Which script a text is in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cjkclean.script.spans import EMISSIONS, LABELS, ScriptSpan, class_of, count_classes, script_runs
from cjkclean.tables.scripts import ScriptClass as C

HANS = (C.HANS, C.HANS_JA)
HANT = (C.HANT, C.HANT_JA)
_DECIDING = range(C.HANS, C.HANGUL + 1)
_HAN = (C.HAN, *HANS, *HANT, C.JA, C.CANTONESE)

# A text is mixed when the script with less has at least this many deciding characters and this share of them; the
# number keeps a name (up to four characters) from deciding.
_MIXED_CHARACTERS = 4
_MIXED_SHARE = 0.05
# ... or, where the scripts alternate inside sentences, so that there are no runs, these.
_SCATTERED_CHARACTERS = 6
_SCATTERED_SHARE = 0.15


@dataclass(frozen=True)
class ScriptProfile:
    """Which script a text is in, and why.

    Attributes:
        label: `hans` (simplified Chinese), `hant` (traditional), `mixed` (both), `ja`, `ko`, or `neutral` when no
            character decides.
        confidence: probability of the label against its rivals, 0 to 1, from the deciding characters alone.
        counts: number of characters: `han` (ideographs of any kind), `hans` and `hant` (those that decide),
            `japanese` (ideographs of Japanese only), `kana`, `hangul`, `cantonese`.
    """

    label: str
    confidence: float
    counts: Mapping[str, int]
    text: str = field(repr=False)

    @property
    def shares(self) -> Mapping[str, float]:
        """Share of simplified and of traditional among the deciding characters of Chinese; empty when there is none."""
        hans, hant = self.counts["hans"], self.counts["hant"]
        return {"hans": hans / (hans + hant), "hant": hant / (hans + hant)} if hans + hant else {}

    @cached_property
    def spans(self) -> tuple[ScriptSpan, ...]:
        """Runs of one script, in order and without gaps."""
        if self.label == "neutral":
            return (ScriptSpan(0, len(self.text), "neutral"),) if self.text else ()
        return tuple(script_runs(self.text))

    @cached_property
    def deciding(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The characters that decide for `hans` and for `hant`, with their counts, most frequent first."""
        found: dict[str, list[tuple[str, int]]] = {"hans": [], "hant": []}
        for character, count in Counter(self.text).most_common():
            kind = class_of(character)
            if kind in HANS:
                found["hans"].append((character, count))
            elif kind in HANT:
                found["hant"].append((character, count))
        return {script: tuple(pairs) for script, pairs in found.items()}


def identify_script(text: str) -> ScriptProfile:
    """Tell simplified from traditional Chinese, a mixture of both, Japanese and Korean.

    Characters that several scripts share (后, 里, 台 …) are no evidence. A name in the other script does not make a
    text mixed. Spans and lists of evidence are worked out when asked for.

    >>> identify_script("这个问题很复杂").label, identify_script("這個問題很複雜").label
    ('hans', 'hant')
    >>> identify_script("国際連合").label, identify_script("山中").label
    ('ja', 'neutral')
    """
    classes = count_classes(text)
    hans, hant = classes[C.HANS] + classes[C.HANS_JA], classes[C.HANT] + classes[C.HANT_JA]
    counts = {
        "han": sum(classes[kind] for kind in _HAN),
        "hans": hans,
        "hant": hant,
        "japanese": classes[C.JA],
        "kana": classes[C.KANA],
        "hangul": classes[C.HANGUL],
        "cantonese": classes[C.CANTONESE],
    }
    if not any(classes[kind] for kind in _DECIDING):
        return ScriptProfile("neutral", 1.0, counts, text)
    costs = [sum(n * cost for n, cost in zip(classes, EMISSIONS[16 * s : 16 * s + 16], strict=True)) for s in range(4)]
    best = min(range(4), key=costs.__getitem__)
    label = LABELS[best]
    confidence = 1 / sum(math.exp(min(costs[best] - cost, 0) / 4) for cost in costs)
    if label in ("hans", "hant") and min(hans, hant) >= _MIXED_CHARACTERS and _is_mixed(text, hans, hant):
        label, confidence = "mixed", 1.0
    return ScriptProfile(label, confidence, counts, text)


def _is_mixed(text: str, hans: int, hant: int) -> bool:
    """Whether a text with deciding characters of both kinds has a good part in each script."""
    within = {"hans": [0, 0], "hant": [0, 0]}
    if min(hans, hant) < _MIXED_SHARE * (hans + hant):
        return False
    for span in script_runs(text):
        if span.label in within:
            classes = count_classes(text[span.start : span.end])
            within[span.label][0] += sum(classes[kind] for kind in HANS)
            within[span.label][1] += sum(classes[kind] for kind in HANT)
    total = sum(map(sum, within.values()))
    less = min(within["hans"][0], within["hant"][1])
    scattered = within["hans"][1] + within["hant"][0]
    return (less >= _MIXED_CHARACTERS and less >= _MIXED_SHARE * total) or (
        scattered >= _SCATTERED_CHARACTERS and scattered >= _SCATTERED_SHARE * total
    )
