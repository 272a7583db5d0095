"""Which script a text is in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from cjkclean.script.overconversion import find_overconversions, is_overconverted
from cjkclean.script.regions import RegionHints, region_hints
from cjkclean.script.spans import LABELS, NAT, ScriptSpan, class_of, evidence, script_runs
from cjkclean.step import Finding
from cjkclean.tables.scripts import ScriptClass as C

HANS = (C.HANS, C.HANS_JA)
HANT = (C.HANT, C.HANT_JA)
_HAN = (C.HAN, *HANS, *HANT, C.JA, C.CANTONESE)

# A text is mixed when the script with less has at least this many deciding characters and this share of them; the
# number keeps a name (up to four characters) from deciding.
_MIXED_CHARACTERS = 4
_MIXED_SHARE = 0.05
# ... or, where the scripts alternate inside sentences, so that there are no runs, these.
_SCATTERED_CHARACTERS = 6
_SCATTERED_SHARE = 0.15
# ... or, in a short text, whole sentences of either script have these: a name is no sentence.
_SENTENCE_CHARACTERS = 2
_SENTENCE_SHARE = 0.25
_LONGEST_NAME = 4
_AROUND = " \u3000“”「」『』"
_SENTENCE_ENDS = "\n。！？；!?…"


class ScriptProfile:
    """Which script a text is in, and why. What is not asked for is not worked out.

    Attributes:
        text: the text.
        label: `hans` (simplified Chinese), `hant` (traditional), `mixed` (both), `ja`, `ko`, or `neutral` when no
            character decides.
    """

    def __init__(self, text: str, label: str, found: Sequence[int]) -> None:
        self.text = text
        self.label = label
        self._found = found

    def __repr__(self) -> str:
        return f"ScriptProfile(label={self.label!r}, confidence={self.confidence:.3f}, counts={self.counts})"

    @property
    def confidence(self) -> float:
        """Probability of the label against the other scripts, 0 to 1, if the deciding characters were independent."""
        if self.label == "neutral":
            return 0.0
        costs = self._found[16:20]
        if self.label == "mixed":
            less = min(self.counts["hans"], self.counts["hant"])
            return 1 - 0.5**less
        best = costs[LABELS.index(self.label)]
        return 1 / sum(math.exp(min(best - cost, 0) / NAT) for cost in costs)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Number of characters.

        `han`: ideographs of any kind; `hans`, `hant`: those that decide for simplified or traditional; `japanese`:
        ideographs of Japanese only; `kana`; `hangul`; `cantonese`: ideographs of written Cantonese.
        """
        found = self._found
        return {
            "han": sum(found[kind] for kind in _HAN),
            "hans": sum(found[kind] for kind in HANS),
            "hant": sum(found[kind] for kind in HANT),
            "japanese": found[C.JA],
            "kana": found[C.KANA],
            "hangul": found[C.HANGUL],
            "cantonese": found[C.CANTONESE],
        }

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
    def region(self) -> RegionHints:
        """Signs of Taiwan, Hong Kong and the mainland in the wording."""
        share = self.counts["cantonese"] / max(self.counts["han"], 1)
        return region_hints(self.text, self.label in ("hant", "mixed"), share)

    @cached_property
    def overconversions(self) -> tuple[Finding, ...]:
        """Mistakes of a machine that made the text from simplified Chinese (皇後, 係統), if there are enough to say so.

        In written Cantonese, where 係 is everywhere, none are looked for.
        """
        if self.label not in ("hant", "mixed") or self.region.written_cantonese:
            return ()
        found = list(find_overconversions(self.text))
        return tuple(found) if is_overconverted(found, self.text, self.counts["han"]) else ()

    @cached_property
    def deciding(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The characters that decide for `hans` and for `hant`, with their counts, most frequent first."""
        ranked = [(character, count, class_of(character)) for character, count in Counter(self.text).most_common()]
        return {
            script: tuple((character, count) for character, count, kind in ranked if kind in classes)
            for script, classes in (("hans", HANS), ("hant", HANT))
        }


def identify_script(text: str) -> ScriptProfile:
    """Tell simplified from traditional Chinese, a mixture of both, Japanese and Korean.

    Characters that several scripts share (后, 里, 台 …) are no evidence. A name in the other script does not make a
    text mixed. Spans and lists of evidence are worked out when asked for.

    >>> identify_script("这个问题很复杂").label, identify_script("這個問題很複雜").label
    ('hans', 'hant')
    >>> identify_script("国際連合").label, identify_script("山中").label
    ('ja', 'neutral')
    """
    found = evidence().count(text)
    if not any(found[5:12]):  # HANS to HANGUL
        return ScriptProfile(text, "neutral", found)
    costs = found[16:]
    label = LABELS[costs.index(min(costs))]
    if label == "hant" and found[C.HANGUL] and all(run.label != "hant" for run in script_runs(text)):
        label = "ko"
    if label == "hans" or label == "hant":
        hans, hant = found[5] + found[7], found[6] + found[8]  # HANS and HANS_JA, HANT and HANT_JA
        if hans >= _SENTENCE_CHARACTERS and hant >= _SENTENCE_CHARACTERS and _is_mixed(text, hans, hant):
            label = "mixed"
    return ScriptProfile(text, label, found)


def _is_mixed(text: str, hans: int, hant: int) -> bool:
    """Whether a text with deciding characters of both kinds has a good part in each script."""
    if min(hans, hant) < _MIXED_SHARE * (hans + hant):
        return False
    within = {"hans": [0, 0], "hant": [0, 0]}
    in_sentences = {"hans": 0, "hant": 0}
    for span in script_runs(text):
        if span.label in within:
            found = evidence().count(text[span.start : span.end])
            own = [sum(found[kind] for kind in HANS), sum(found[kind] for kind in HANT)]
            within[span.label][0] += own[0]
            within[span.label][1] += own[1]
            if _is_sentence(text, span):
                in_sentences[span.label] += own[span.label == "hant"]
    total = sum(map(sum, within.values()))
    less = min(within["hans"][0], within["hant"][1])
    scattered = within["hans"][1] + within["hant"][0]
    whole = min(in_sentences.values())
    return (
        (less >= _MIXED_CHARACTERS and less >= _MIXED_SHARE * total)
        or (scattered >= _SCATTERED_CHARACTERS and scattered >= _SCATTERED_SHARE * total)
        or (whole >= _SENTENCE_CHARACTERS and whole >= _SENTENCE_SHARE * total)
    )


def _is_sentence(text: str, span: ScriptSpan) -> bool:
    """Whether a span begins and ends with sentences, and is longer than a name."""
    before = text[max(0, span.start - 4) : span.start].rstrip(_AROUND)[-1:]
    last = text[span.start : span.end][-4:].rstrip(_AROUND)[-1:] if span.end < len(text) else "\n"
    said = text[span.start : span.end].strip(_AROUND + _SENTENCE_ENDS)
    return len(said) > _LONGEST_NAME and (not before or before in _SENTENCE_ENDS) and last in _SENTENCE_ENDS
