"""Mojibake: what is restored of every confusion, beside ftfy, and what clean text suffers.

    python benchmarks/mojibake.py [--documents 40] [--lossless] [--rows NAME ...] [--western] [--clean FILE ...]

Texts are the golds of `$CJKCLEAN_DATA/pages` (none of which the model has seen), or without that folder the sentences
of `tests/texts/clean.json`. For each confusion and language: whole documents of 100 to 400 characters, sentences of 10
to 20 and phrases of 4 to 6, each restored to the letter or not (%), and ftfy and plsfix on the same documents. Lossy
rows also print how many of the lost bytes came back right where every first guess is taken (of UTF-8: a character is
lost for each `?` or U+FFFD that the text had not), how many of the guesses that had rivals were right, and how many
of those given 0.95 or more. `--western` does the same for UTF-8 text in Western languages
(`tests/texts/clean.json`) read in single bytes, whole and by sentence. `--clean` reads files of clean lines and prints
every line that the step changes.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import json
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import ftfy
from tests.damage.mojibake import Confusion, lossless, lossy

from cjkclean import RepairMojibake

CJK = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
FTFY = ftfy.TextFixerConfig(
    unescape_html=False, fix_latin_ligatures=False, fix_character_width=False, uncurl_quotes=False, normalization=None
)

WESTERN = ("en", "fr", "de", "es", "pt", "cs", "pl", "tr", "vi", "ru", "uk", "el")
CODE_PAGES = ("latin-1", "cp1252", "cp1254", "iso8859-15", "cp1250", "cp437", "mac-roman", "cp1251")


def peers() -> dict[str, Callable[[str], str]]:
    """The other libraries that are installed."""
    found: dict[str, Callable[[str], str]] = {"ftfy": lambda text: ftfy.fix_text(text, FTFY)}
    with contextlib.suppress(ImportError):
        found["plsfix"] = importlib.import_module("plsfix").fix_text
    return found


PEERS = peers()
WRITTEN_IN = {"gb18030": "zh-hans", "big5": "zh-hant", "cp932": "ja", "euc_jp": "ja", "cp949": "ko"}
"""Who writes an encoding: nobody writes Japanese in GB18030. UTF-8 is everybody's."""


def texts() -> dict[str, list[str]]:
    """Documents by language."""
    found: dict[str, list[str]] = defaultdict(list)
    folder = os.environ.get("CJKCLEAN_DATA")
    if folder is None:
        cases = json.loads((Path(__file__).parent.parent / "tests/texts/clean.json").read_text("utf-8"))
        for case in cases:
            if case["lang"] in ("zh", "ja", "ko"):
                found[case["lang"]].append(case["text"])
        return found
    pages = Path(folder) / "pages"
    for entry in json.loads((pages / "manifest.json").read_text("utf-8")):
        language = f"zh-{entry['script']}" if entry["lang"] == "zh" else entry["lang"]
        gold = (pages / f"{entry['id']}.txt").read_text("utf-8")
        if language in ("zh-hans", "zh-hant", "ja", "ko"):
            found[language] += [gold[at : at + 400].strip() for at in range(0, min(len(gold), 2000), 400)]
    return {language: [text for text in pieces if len(text) >= 100] for language, pieces in found.items()}


def cut(documents: Iterable[str], least: int, most: int, rng: random.Random) -> Iterator[str]:
    """Pieces of `least` to `most` characters, mostly of CJK letters, from inside the documents' lines."""
    for document in documents:
        lines = [line for line in document.split("\n") if len(line) >= most]
        if lines:
            line = rng.choice(lines)
            at = rng.randrange(len(line) - most + 1)
            piece = line[at : at + rng.randint(least, most)].strip()
            if len(CJK.findall(piece)) >= 0.8 * len(piece) and len(piece) >= least:
                yield piece


def damaged(pieces: Iterable[str], confusion: Confusion) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        try:
            seen = confusion(piece)
        except UnicodeError:
            continue
        if seen != piece:
            yield piece, seen


def percent(hits: list[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):6.1f}" if hits else "     -"


def matching(restored: str, meant: str) -> list[bool]:
    """For each character of `restored` whether it stands where it was meant."""
    right = [False] * len(restored)
    for block in difflib.SequenceMatcher(None, restored, meant, autojunk=False).get_matching_blocks():
        right[block.a : block.a + block.size] = [True] * block.size
    return right


def judged(pairs: Iterable[tuple[str, str]]) -> list[tuple[float, bool]]:
    """Confidence of each doubtful restoration, and whether it is right."""
    found: list[tuple[float, bool]] = []
    for piece, seen in pairs:
        edits = RepairMojibake(fill_from=0.0).edits(seen)
        right = matching(edits.apply(seen), piece)
        growth = 0
        for edit in edits:
            at = edit.start + growth
            growth += edit.growth
            if edit.alternatives:
                found.append((edit.confidence, all(right[at : at + len(edit.replacement)])))
    return found


def found_again(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Share of the characters that show as holes whose first guess is right; none where nothing shows."""
    step = RepairMojibake(fill_from=0.0)
    holes = wrong = 0
    for piece, seen in pairs:
        holes += sum(seen.count(sign) - piece.count(sign) for sign in "?\ufffd")
        wrong += len(piece) - sum(matching(step(seen), piece))
    return max(0.0, 1 - wrong / holes) if holes > 0 else None


def row(confusion: Confusion, language: str, documents: list[str], rng: random.Random) -> list[list[bool]]:
    """Print a row; whether each document, sentence and phrase came back to the letter."""
    step = RepairMojibake()
    whole = list(damaged(documents, confusion))
    restored = [step(seen) for _, seen in whole]
    started = time.perf_counter()
    for _, seen in whole:
        step(seen)
    speed = sum(len(seen.encode()) for _, seen in whole) / (time.perf_counter() - started) / 1e6
    hits = [[after == piece for after, (piece, _) in zip(restored, whole, strict=True)]]
    characters = [ok for after, (piece, _) in zip(restored, whole, strict=True) for ok in matching(after, piece)]
    for least, most in ((10, 20), (4, 6)):
        short = damaged(cut(documents, least, most, rng), confusion)
        hits.append([step(seen) == piece for piece, seen in short])
    cells = [percent(hits[0]), percent(characters), percent(hits[1]), percent(hits[2])]
    cells += [percent([fix(seen) == piece for piece, seen in whole]) for fix in PEERS.values()]
    line = f"{confusion.name:28} {language:8} {len(whole):4} {' '.join(cells)} {speed:7.2f}"
    if not confusion.lossless:
        doubtful, again = judged(whole), found_again(whole) if confusion.written == "utf-8" else None
        line += f" {100 * again:6.1f}" if again is not None else "      -"
        line += f" {percent([ok for _, ok in doubtful])} {percent([ok for sure, ok in doubtful if sure >= 0.95])}"
    print(line, flush=True)
    return hits


def western() -> None:
    """Print rows for Western text read in single bytes."""
    step = RepairMojibake()
    cases = json.loads((Path(__file__).parent.parent / "tests/texts/clean.json").read_text("utf-8"))
    sound = [case["text"] for case in cases if case["lang"] in WESTERN and case["register"] == "prose"]
    pieces = [*sound, *(piece for text in sound for piece in re.split(r"(?<=[.!?;]) ", text))]
    fixes: dict[str, Callable[[str], str]] = {"ours": step, **PEERS}
    print(f"{'UTF-8 read as':14} {'texts':5} {' '.join(f'{name:>6}' for name in fixes)}")
    for page in CODE_PAGES:
        whole = list(damaged(pieces, Confusion("utf-8", page)))
        cells = [percent([fix(seen) == piece for piece, seen in whole]) for fix in fixes.values()]
        print(f"{page:14} {len(whole):5} {' '.join(cells)}")
    cells = [percent([fix(text) == text for text in pieces]) for fix in fixes.values()]
    print(f"{'(nothing)':14} {len(pieces):5} {' '.join(cells)}")


def harm(files: Iterable[Path]) -> None:
    step, lines, changed = RepairMojibake(), 0, 0
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            lines += 1
            after = step(line)
            if after is not line:
                changed += 1
                edits = [(edit.original, edit.replacement, edit.kind) for edit in step.edits(line)]
                print(f"{file.name}: {line[:200]!r}\n    {edits}")
    print(f"{changed} of {lines} clean lines changed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=40, help="documents a row and language")
    parser.add_argument("--rows", nargs="*", help="names of confusions, such as utf-8-gb18030.question")
    parser.add_argument("--lossless", action="store_true", help="only the confusions that lose nothing")
    parser.add_argument("--western", action="store_true", help="Western text read in single bytes")
    parser.add_argument("--clean", nargs="*", type=Path, default=[], help="files of clean lines")
    options = parser.parse_args()
    if options.clean:
        harm(options.clean)
        return
    if options.western:
        western()
        return
    names = " ".join(f"{name:>6}" for name in PEERS)
    print(f"{'confusion':28} {'language':8} docs  exact  chars sentnc phrase {names}    MB/s    lost  rival >= .95")
    known = texts()
    total: list[list[bool]] = [[], [], []]
    for confusion in lossless() + ([] if options.lossless else lossy()):
        if options.rows and confusion.name not in options.rows:
            continue
        for language, documents in sorted(known.items()):
            if WRITTEN_IN.get(confusion.written, language).startswith(language[:2]) or language == "zh":
                rng = random.Random(1)
                hits = row(confusion, language, rng.sample(documents, min(options.documents, len(documents))), rng)
                if confusion.lossless:
                    total = [sofar + new for sofar, new in zip(total, hits, strict=True)]
    figures = ", ".join(f"{percent(hits).strip()} % of {len(hits)}" for hits in total)
    print(f"nothing lost: documents, sentences, phrases restored to the letter: {figures}")


if __name__ == "__main__":
    main()
