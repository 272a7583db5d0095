"""Whether answers are right as often as their confidence says.

usage: CJKCLEAN_DATA=DATA python benchmarks/confidence.py [--pieces N] [--fit] [--locale DIR]

The texts of `benchmarks/detection.py` are parted by a checksum of each line. `--fit` fits the two numbers of
`cjkclean.decode.confidence` on the one half; the report is about the other: pieces of 4 to 2,000 bytes in every
encoding, mostly-ASCII pages, damaged pages, and text that is not CJK. The expected calibration error (ECE) is the
mean distance of confidence and share of right answers over the bins. UTF-16 pieces all of whose bytes are ASCII are
counted apart: they are read as ASCII, without doubt.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.detection_texts import OTHER, around, broken, catalogue, pieces, plain, texts
from benchmarks.detectors import Judge, kept, right

import cjkclean
from cjkclean.decode import confidence, ladder
from cjkclean.decode.families import FAMILIES
from cjkclean.tables import bytescores

SIZES = (4, 6, 8, 12, 16, 30, 50, 100, 200, 2000)
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9998, 1.0)
"""Lower bounds of the bins of confidence."""
Answer = tuple[bool, float]


class Case(NamedTuple):
    kind: str
    raw: bytes
    text: str
    judge: Judge = right


def half(lines: Sequence[str], which: int) -> list[str]:
    return [line for line in lines if zlib.crc32(line.encode()) % 2 == which]


def cases(data: Path, locale: Path, which: int, count: int) -> Iterator[Case]:
    """The pieces of one half of the texts."""
    dice = random.Random(40 + which)
    english = [line for line in catalogue(locale, "en_GB") if line.isascii()]
    for every, encodings in texts(data, locale).values():
        lines = half(every, which)
        for encoding in encodings if lines else ():
            for size in SIZES:
                for raw, text in pieces(lines, encoding, size, count, dice):
                    yield Case("CJK", raw, text)
            if encoding in ("hz", "iso2022_jp", "iso2022_kr") or encoding.startswith("utf-16"):
                continue
            for raw, text in pieces(lines, encoding, 8, count, dice):
                yield Case("mostly ASCII", *around(raw, text, english, 50, dice))
            for raw, text in pieces(lines, encoding, 2000, count, dice):
                number = dice.choice((1, 2, 5))
                yield Case("damaged", broken(raw, number, dice), text, partial(kept, damages=number))
    for language, encodings in OTHER.items():
        lines = half(catalogue(locale, language), which)
        for encoding in encodings:
            for size in SIZES[2:]:
                for raw, text in plain(lines, encoding, size, count, dice):
                    yield Case("not CJK", raw, text)


def lead(case: Case) -> tuple[float, bool, bool] | None:
    """(nats ahead, whether it is a single-byte encoding, whether it is right) of an answer that the ladder gave."""
    try:
        case.raw.decode()
        start = 0
    except UnicodeDecodeError as error:
        start = error.start
    found = cjkclean.decode(case.raw)
    name = next((family for family, members in FAMILIES.items() if found.encoding in members), found.encoding)
    ranking = ladder.rank(case.raw, start, lambda: None)
    if found.confidence in (1.0, confidence.MARKED) or name not in dict(ranking):
        return None
    nats = confidence.margin(case.raw, ranking, name, found.text)
    return nats, name in bytescores.SINGLE_BYTE, case.judge(found.text, case.text)


def fit(leads: Sequence[tuple[float, bool, bool]]) -> tuple[float, float]:
    """(slope, doubt of single-byte encodings) of the logistic curve that fits best, by Newton's method."""
    slope, doubt = 0.5, 0.0
    for _ in range(30):
        gradient, curve = [0.0, 0.0], [0.0, 0.0, 0.0]
        for nats, single, good in leads:
            chance = 1 / (1 + math.exp((doubt if single else 0.0) - slope * nats))
            weight, miss = chance * (1 - chance), good - chance
            gradient[0] += miss * nats
            curve[0] += weight * nats * nats
            if single:
                gradient[1] -= miss
                curve[1] -= weight * nats
                curve[2] += weight
        scale = curve[0] * curve[2] - curve[1] * curve[1]
        slope += (curve[2] * gradient[0] - curve[1] * gradient[1]) / scale
        doubt += (curve[0] * gradient[1] - curve[1] * gradient[0]) / scale
    return slope, doubt


def report(title: str, answers: Sequence[Answer], bins: bool = False) -> None:
    """Print how many answers were right, in all, at 0.95 and above, and in each bin."""
    table: dict[int, list[float]] = {}
    for good, trust in answers:
        entry = table.setdefault(sum(edge <= trust for edge in EDGES), [0.0, 0.0, 0.0])
        for at, value in enumerate((1.0, float(good), trust)):
            entry[at] += value
    if bins:
        print(f"\n{'confidence':>18}{'answers':>9}{'right %':>9}{'mean %':>9}")
        for at, (count, hits, sum_) in sorted(table.items()):
            high = EDGES[at] if at < len(EDGES) else 1.0
            shares = f"{100 * hits / count:9.2f}{100 * sum_ / count:9.2f}"
            print(f"{EDGES[at - 1]:8.4f} .. {high:6.4f}{count:9.0f}{shares}")
    error = sum(abs(hits - sum_) for _, hits, sum_ in table.values()) / max(1, len(answers))
    sure = [good for good, trust in answers if trust >= 0.95]
    share = sum(good for good, _ in answers) / max(1, len(answers))
    print(
        f"{title:14}{len(answers):7} answers, {100 * share:6.2f} % right, ECE {error:.4f}; "
        f"at 0.95 and above {len(sure):6}, {100 * sum(sure) / max(1, len(sure)):7.3f} % right",
        flush=True,
    )


def main() -> None:
    if "CJKCLEAN_DATA" not in os.environ:
        sys.exit("CJKCLEAN_DATA is not set")
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pieces", type=int, default=40, help="cases of each kind")
    parser.add_argument("--fit", action="store_true", help="fit the curve on the half that is not reported on")
    parser.add_argument("--locale", default="/usr/share/locale", help="folder of message catalogues")
    options = parser.parse_args()
    data, locale = Path(os.environ["CJKCLEAN_DATA"]), Path(options.locale)
    if options.fit:
        leads = [ahead for case in cases(data, locale, 0, options.pieces) if (ahead := lead(case))]
        print("slope {:.3f}, doubt of single-byte encodings {:.3f}, from {} answers".format(*fit(leads), len(leads)))
    answers: dict[str, list[Answer]] = {}
    hidden = 0
    for case in cases(data, locale, 1, options.pieces):
        found = cjkclean.decode(case.raw)
        if found.encoding == "utf-8" and found.text.isascii():
            hidden += 1
        else:
            answers.setdefault(case.kind, []).append((case.judge(found.text, case.text), found.confidence))
    for kind, some in answers.items():
        report(kind, some)
    report("all", [answer for some in answers.values() for answer in some], bins=True)
    print(f"UTF-16 that looks like ASCII, counted apart: {hidden}")


if __name__ == "__main__":
    main()
