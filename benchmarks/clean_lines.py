"""Harm: a million clean lines in all languages through one step or a preset, every change printed.

    python benchmarks/clean_lines.py [--step repair_mojibake | --preset repair] [--lines 1000000] [--slice K/N]
                                     [--only SOURCE ...]

Sources, in this order until there are lines enough: the files of `$CJKCLEAN_DATA/corpora` (left out when the variable
is unset), generated logs, tables, chats with emoji and kaomoji; all messages of the gettext catalogues in /usr/share
(some 150 languages); the source code of the standard library. `--slice 2/8` takes every eighth line from the second
on, so that the whole can be done in parts. A changed line is printed with its edits; that a line is changed does not
yet say that this is wrong: corpora from the web hold real mojibake.
"""

from __future__ import annotations

import argparse
import gettext
import os
import random
import sysconfig
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from cjkclean.pipeline import preset
from cjkclean.registry import STEPS
from cjkclean.step import Step

CATALOGUES = (Path("/usr/share/locale"), Path("/usr/share/vim"), Path("/usr/share/locale-langpack"))
GENERATED = 20_000  # lines of each kind


def corpora() -> Iterator[tuple[str, str]]:
    folder = os.environ.get("CJKCLEAN_DATA")
    for file in sorted(Path(folder, "corpora").glob("*.txt")) if folder else ():
        for line in file.read_text("utf-8").split("\n"):
            yield file.stem, line


def catalogues() -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for folder in CATALOGUES:
        for file in sorted(folder.rglob("*.mo")):
            try:
                with file.open("rb") as stream:
                    catalogue = vars(gettext.GNUTranslations(stream))["_catalog"]
            except (IndexError, OSError, UnicodeDecodeError, ValueError):
                continue
            language = file.parts[-3]
            for key, text in catalogue.items():
                if not key or not isinstance(text, str):
                    continue
                for line in text.split("\n"):
                    if line not in seen:
                        seen.add(line)
                        yield f"messages {language}", line


def code() -> Iterator[tuple[str, str]]:
    for file in sorted(Path(sysconfig.get_paths()["stdlib"]).glob("**/*.py")):
        if "site-packages" in file.parts or "encodings" in file.parts:
            continue
        try:
            lines = file.read_text("utf-8").split("\n")
        except UnicodeDecodeError:
            continue
        for line in lines:
            yield "source code", line


NAMES = [
    "Łukasz",
    "Zoë",
    "Søren",
    "Jürgen",
    "François",
    "Đặng",
    "José",
    "Ñandú",
    "Ålesund",
    "Çelik",
    "Øystein",
    "Weiß",
    "Işık",
    "Þór",
    "Žižek",
    "Андрей",
    "Γιώργος",
    "สมชาย",
]
FACES = [
    "(｡･ω･｡)",
    "(╯°□°）╯︵ ┻━┻",
    "¯\\_(ツ)_/¯",
    "ヽ(´▽｀)ノ",
    "(ง'̀-'́)ง",
    "ಠ_ಠ",
    "(◕‿◕✿)",
    "ʕ•ᴥ•ʔ",
    "(ﾉ◕ヮ◕)ﾉ*:･ﾟ✧",
    "꒰⑅ᵕ༚ᵕ꒱",
]
EMOJI = [
    "😀",
    "😂",
    "🥹",
    "👍🏽",
    "❤️\u200d🔥",
    "👩\u200d👩\u200d👧\u200d👦",
    "🇨🇳",
    "🇯🇵",
    "🏳️\u200d🌈",
    "☺️",
    "‼️",
    "⁉️",
    "1️⃣",
    "🈶",
    "㊙️",
    "🀄",
    "🚩",
    "✈️",
    "☕",
    "🍜",
]
WORDS = [
    "café",
    "naïve",
    "“Größe”",
    "déjà",
    "vu",
    "–",
    "señor…",
    "50",
    "°C",
    "±3",
    "µm",
    "€9.99",
    "£5",
    "¥100",
    "№5",
    "§3",
    "©2024",
    "®™",
    "½",
    "×",
    "÷",
    "≤",
    "≥",
    "→",
    "←",
    "✓",
    "★",
    "•",
    "‰",
]


def generated() -> Iterator[tuple[str, str]]:
    rng = random.Random(5)
    for number in range(GENERATED):
        name, other, word, more = (rng.choice(NAMES), rng.choice(NAMES), rng.choice(WORDS), rng.choice(WORDS))
        stamp = (
            f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T{rng.randint(0, 23):02}:07:{rng.randint(0, 59):02}Z"
        )
        level = rng.choice(["INFO", "WARN", "ERROR", "DEBUG"])
        raw = rng.randbytes(6)
        yield (
            "log",
            f"{stamp} [{level}] user={name!r} id={raw.hex()} path=/srv/{other}/{number}?q=%E4%BD%A0 took {word} ms",
        )
        yield "table", rng.choice(" |\t,;").join(f"{rng.choice(WORDS)}{rng.randint(0, 999)}" for _ in range(8))
        yield "table", "│ " + " │ ".join(rng.choice([name, other, word, "─" * 6, "▓▒░"]) for _ in range(5)) + " │"
        yield "emoji", f"{rng.choice(FACES)} {''.join(rng.sample(EMOJI, 4))} {name} {more} {rng.choice(FACES)}{word}"
        yield "escapes", f"{name} = {repr(other + word).encode('unicode-escape').decode()} b{raw!r} {more}"


SOURCES = {"corpora": corpora, "generated": generated, "catalogues": catalogues, "code": code}


def lines(wanted: list[str]) -> Iterator[tuple[str, str]]:
    """Lines that hold anything, each with the name of its source."""
    for name, source in SOURCES.items():
        if not wanted or name in wanted:
            yield from ((kind, line) for kind, line in source() if line.strip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--step", default="repair_mojibake", choices=sorted(STEPS))
    parser.add_argument("--preset", choices=("repair", "web", "novel", "subtitle", "corpus"))
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--slice", default="1/1", help="K/N: every Nth line from the Kth on")
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(SOURCES))
    options = parser.parse_args()
    first, every = map(int, options.slice.split("/"))
    step = preset(options.preset) if options.preset else STEPS[options.step]()
    count: Counter[str] = Counter()
    languages: set[str] = set()
    changed = 0
    kinds: Counter[str] = Counter()
    for source, line in islice(lines(options.only), first - 1, options.lines, every):
        languages.add(source)
        count[source.split()[0]] += 1
        if step(line) is line:
            continue
        changed += 1
        found = step.edits(line) if isinstance(step, Step) else step.explain(line).edits
        edits = [(edit.original, edit.replacement, edit.kind, round(edit.confidence, 2)) for edit in found]
        kinds.update({edit.kind for edit in found})
        print(f"{source}: {line[:160]!r}\n    {edits}", flush=True)
    print(f"lines changed by kind: {dict(kinds)}")
    name = options.preset or options.step
    print(f"{name}: {changed} of {count.total()} clean lines changed; {len(languages)} sources: {dict(count)}")


if __name__ == "__main__":
    main()
