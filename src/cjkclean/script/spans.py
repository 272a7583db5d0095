"""Runs of one script, found as the cheapest explanation of the characters of a text.

Each state (hans, hant, ja, ko) pays for characters that are not its own, and a change of state costs more inside a
sentence than at its end. So a name or a title in the other script stays part of its sentence, and a sentence becomes
a run of its own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cjkclean.kernels.scripts import Evidence
from cjkclean.patterns import lazy
from cjkclean.tables.scripts import ScriptClass as C
from cjkclean.tables.scripts import class_table

LABELS = ("hans", "hant", "ja", "ko")

# Costs in sixteenths of a nat, from the logarithms of frequencies by class in running text (encyclopedic, news,
# software help; 10 million characters). A class that a script has not is taken to make up 1 % of it, because names and
# quotations come in clusters. Ideographs are as likely in Japanese as in Chinese, class by class; what each of them
# costs there is the missing kana, which make up 60 % of Japanese text but come in clusters too.
_COSTS = {
    #               hans hant ja ko
    C.HAN: (0, 0, 3, 48),
    C.CANTONESE: (0, 0, 96, 64),
    C.HANS: (0, 64, 112, 96),
    C.HANT: (64, 0, 64, 64),
    C.HANS_JA: (0, 64, 3, 96),
    C.HANT_JA: (64, 0, 3, 64),
    C.JA: (80, 80, 0, 96),
    C.KANA: (112, 112, 0, 96),
    C.HANGUL: (96, 96, 96, 0),
}
NAT = 16
EMISSIONS = array(
    "i", [_COSTS.get(C(k), (0,) * 4)[state] if k in set(C) else 0 for state in range(4) for k in range(16)]
)

# Two changes pay for a line or sentence that holds one deciding character more for the other script than for this one,
# a clause with three, other words with five. Set on documents joined from sentences of two corpora.
_CHANGES = {C.LINE: 24, C.STOP: 30, C.CLAUSE: 80, C.CLOSE: 80}
_CHANGE_INSIDE = 128


def _switch(boundary: int, kind: int) -> int:
    """The cost of a change between a boundary and a character; what closes a quotation belongs to it."""
    return _CHANGE_INSIDE if kind in (C.CLOSE, C.STOP) else _CHANGES.get(C(boundary), _CHANGE_INSIDE)


def _follow(boundary: int, kind: int) -> int:
    """The boundary after a character: a mark that closes after the end of a sentence ends the sentence."""
    return boundary if kind == C.CLOSE and boundary in (C.LINE, C.STOP) else kind


_PAIRS = [(boundary, kind) for boundary in range(16) for kind in range(16)]
SWITCHES = array("i", [_switch(b, k) if b in set(C) else 0 for b, k in _PAIRS])
FOLLOW = bytes(_follow(b, k) for b, k in _PAIRS)


# Korean in mixed script sets its endings right behind ideographs (學校에서); Chinese that quotes Korean has a mark or a
# space between the two.
_ATTACHED = lazy("[\u3400-\u9fff\uf900-\ufaff][\uac00-\ud7a3]")
_SENTENCE = lazy("[^。！？!?\n]+[。！？!?\n]*|[。！？!?\n]+")


@dataclass(frozen=True, slots=True)
class ScriptSpan:
    """A run of one script.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one.
        label: `hans`, `hant`, `ja`, `ko`; `neutral` where nothing decides.
    """

    start: int
    end: int
    label: str


@lru_cache(maxsize=1)
def evidence() -> Evidence:
    """The compiled tables."""
    return Evidence(*class_table(), EMISSIONS, SWITCHES, FOLLOW)


def class_of(character: str) -> int:
    """The `ScriptClass` of a character."""
    index, leaves = class_table()
    code = ord(character)
    return leaves[index[code >> 8] << 8 | code & 255]


def script_runs(text: str) -> Iterator[ScriptSpan]:
    """The runs of a text that has something that decides; they cover it without a gap.

    >>> [(span.start, span.label) for span in script_runs("这是简体。這是繁體。")]
    [(0, 'hans'), (5, 'hant')]
    """
    runs = list(cheapest_runs(text))
    if any(run.label == "hant" for run in runs) and _ATTACHED.search(text):
        runs = _with_hanja(text, runs)
    return iter(runs)


def _with_hanja(text: str, runs: list[ScriptSpan]) -> list[ScriptSpan]:
    """The runs, with the sentences of traditional characters that hold a Korean ending made Korean."""
    found: list[ScriptSpan] = []
    for run in runs:
        sentences = _SENTENCE.finditer(text, run.start, run.end) if run.label == "hant" else ()
        # A character further: where the endings are many, they are a run of their own.
        labels = [(s.end(), "ko" if _ATTACHED.search(text, s.start(), s.end() + 1) else "hant") for s in sentences]
        start = run.start
        for end, label in labels or [(run.end, run.label)]:
            if found and found[-1].label == label:
                start = found.pop().start
            found.append(ScriptSpan(start, end, label))
            start = end
    return found


def cheapest_runs(text: str) -> Iterator[ScriptSpan]:
    """The runs by the costs alone."""
    runs = array("q", bytes(16 * len(text)))
    found = evidence().find_runs(text, bytearray(len(text)), runs)
    starts = runs[0 : 2 * found : 2][::-1]
    states = runs[1 : 2 * found : 2][::-1]
    for at, (start, state) in enumerate(zip(starts, states, strict=True)):
        yield ScriptSpan(start, starts[at + 1] if at + 1 < found else len(text), LABELS[state])
