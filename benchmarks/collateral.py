"""What a repair does beside the damage: to sound text around it, and to text that only lost characters.

    python -m benchmarks.collateral [--documents 25] [--places 1000]

Texts are those of `benchmarks/mojibake.py`. Three counts, each with the first texts that `repair` changes wrongly:

* lost: sound text written in an encoding that lacks some of its characters, which show as `?`, U+FFFD, a box, or not
  at all. Nothing in it may be read again in another encoding.
* sound lines: every line of a text but one is damaged, by every confusion in turn; the sound one must come back.
* around: a stretch of sound text is damaged; all edits must lie within two characters of it.
"""

from __future__ import annotations

import argparse
import contextlib
import random
from collections.abc import Callable, Iterator

from benchmarks.mojibake import WRITTEN_IN, texts
from tests.damage.escapes import KINDS
from tests.damage.mojibake import lossless, lossy

from cjkclean import RepairMojibake
from cjkclean.pipeline import preset

LACKING = ("gb2312", "gbk", "big5", "cp932", "cp949", "euc_jp", "latin-1", "ascii")
HOLES = ("?", "\ufffd", "\u25a1", "\u3013", "")
SHOWN = 5
Case = tuple[str, str | None]
"""A name and what was wrong, None where nothing was."""


def lost(known: dict[str, list[str]]) -> Iterator[Case]:
    """Texts that lost characters."""
    step = RepairMojibake()
    for language, documents in known.items():
        for document in documents:
            for codec in LACKING:
                shown = document.encode(codec, "replace").decode(codec)
                for hole in HOLES:
                    seen = shown.replace("?", hole)
                    yield f"{language} {codec} {hole!r}", None if step(seen) is seen else _told(step, seen)


def _told(step: RepairMojibake, seen: str) -> str:
    return ", ".join(f"{edit.original!r} -> {edit.replacement!r} ({edit.kind})" for edit in step.edits(seen)[:2])


def sound_lines(known: dict[str, list[str]], documents: int, rng: random.Random) -> Iterator[Case]:
    """One sound line in a damaged text."""
    step = RepairMojibake()
    for confusion in lossless() + lossy():
        writers = WRITTEN_IN.get(confusion.written, "")[:2]
        for language in (language for language in known if language.startswith(writers)):
            for document in known[language][:documents]:
                lines = document.split("\n")
                kept = rng.randrange(len(lines))
                if len(lines) < 4 or lines[kept].isascii():
                    continue
                with contextlib.suppress(UnicodeError):
                    seen = "\n".join(line if at == kept else confusion(line) for at, line in enumerate(lines))
                    yield f"{language} {confusion.name}", None if lines[kept] in step(seen) else lines[kept][:60]


def around(known: dict[str, list[str]], places: int, rng: random.Random) -> Iterator[Case]:
    """One damaged stretch in sound text."""
    repair = preset("repair")
    sound = [document for documents in known.values() for document in documents if repair(document) is document]
    damage: list[tuple[str, Callable[[str], str]]] = [(item.name, item) for item in lossless() + lossy()]
    damage += KINDS.items()
    for _ in range(places):
        document, (name, hurt) = rng.choice(sound), rng.choice(damage)
        start = rng.randrange(len(document))
        end = min(len(document), start + rng.choice((3, 10, 30, 100)))
        with contextlib.suppress(UnicodeError):
            middle = hurt(document[start:end])
            seen = document[:start] + middle + document[end:]
            low, high = start - 2, start + len(middle) + 2
            outside = [edit for edit in repair.explain(seen).edits if edit.end <= low or edit.start >= high]
            yield name, f"{outside[0].original!r} -> {outside[0].replacement!r}" if outside else None


def count(title: str, cases: Iterator[Case]) -> None:
    """Print how many cases went wrong, and the first."""
    number = wrong = 0
    for name, what in cases:
        number += 1
        if what is not None:
            wrong += 1
            if wrong <= SHOWN:
                print(f"    {name}: {what}")
    print(f"{title:12} {wrong} of {number:,} wrong", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=25, help="documents a confusion and language")
    parser.add_argument("--places", type=int, default=1000, help="damaged stretches")
    options = parser.parse_args()
    known, rng = texts(), random.Random(1)
    count("lost", lost(known))
    count("sound lines", sound_lines(known, options.documents, rng))
    count("around", around(known, options.places, rng))


if __name__ == "__main__":
    main()
