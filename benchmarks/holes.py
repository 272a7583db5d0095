"""Whether `repair_shifts` leaves text alone whose question marks have another cause than a shift.

usage: CJKCLEAN_DATA=DATA python -m benchmarks.holes [HALF]

Clean pieces of pages (`benchmarks/cloaking.py`; of one half of them) lose characters in the ways in which text loses
them: marks or symbols that an encoding lacks, emoji that become two question marks each, characters at random; as `?`
or U+FFFD. Whole pieces and their lines and sentences by themselves, with fullwidth marks and with folded ones: what
is changed is counted.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator

from benchmarks.cloaking import chunks, sentences
from tests.damage.cloaking import FULLWIDTH_FOLD

from cjkclean.repair.shifts import repair_shifts

HOLE = re.compile("[?\ufffd]")
Loss = Callable[[str, random.Random], str]


def lose(pattern: str, hole: str, share: float = 1.0) -> Loss:
    """A share of what the pattern matches becomes a hole."""
    found = re.compile(pattern)
    return lambda text, chance: found.sub(lambda match: hole if chance.random() < share else match[0], text)


LOSSES: dict[str, Loss] = {
    "quotes": lose("[“”‘’「」『』]", "?"),
    "quotes, dashes, dots, titles": lose("[“”‘’…—·《》「」『』]", "?"),
    "the same as U+FFFD": lose("[“”‘’…—·「」]", "\ufffd"),
    "half of the marks": lose("[，。！？、；：]", "?", 0.5),
    "all marks": lose("[，。！？、；：“”]", "?"),
    "blanks": lose("(?m)^|[ \u3000]", "?"),
    "emoji before marks": lose("(?<=[\u4e00-\u9fff])(?=[，。！？、；：])", "??", 0.3),
    "emoji behind marks": lose("(?<=[，。！？])", "??", 0.3),
    "emoji anywhere": lose("(?<=[\u4e00-\u9fff])", "??", 0.02),
    "emoji everywhere": lose("(?<=[\u4e00-\u9fff])", "??", 0.1),
    "one ideograph in a hundred": lose("[\u4e00-\u9fff]", "?", 0.01),
    "one in twenty": lose("[\u4e00-\u9fff]", "?", 0.05),
    "one in five": lose("[\u4e00-\u9fff]", "?", 0.2),
    "one in twenty as U+FFFD": lose("[\u4e00-\u9fff]", "\ufffd", 0.05),
    "pairs of ideographs": lose("[\u4e00-\u9fff]{2}", "??", 0.03),
    "ideographs before marks": lose("[\u4e00-\u9fff](?=[，。！？、；：])", "?", 0.1),
}


def lost(pieces: list[str], loss: Loss) -> Iterator[tuple[bool, str]]:
    """(whether it is a whole piece, text that lost characters)."""
    chance = random.Random(1)
    for piece in pieces:
        damaged = loss(piece, chance)
        for text in (damaged, damaged.translate(FULLWIDTH_FOLD)):
            yield True, text
            for sentence in sentences([text]):
                if HOLE.search(sentence):
                    yield False, sentence


def main() -> None:
    pieces = list(chunks(half=int(sys.argv[1]) if len(sys.argv) > 1 else None))
    for name, loss in LOSSES.items():
        texts = changed = parts = parts_changed = 0
        for whole, text in lost(pieces, loss):
            touched = repair_shifts(text) is not text
            texts += whole
            changed += whole and touched
            parts += not whole
            parts_changed += not whole and touched
        print(f"{name:30} {changed} of {texts} pieces changed, {parts_changed} of {parts} lines and sentences")


if __name__ == "__main__":
    main()
