"""Detection and decoding, side by side with the detectors people use now, on the same bytes.

usage: CJKCLEAN_DATA=DATA python benchmarks/detection.py [--pieces N] [--peer-pieces N] [--sizes N,N,...]
           [--locale DIR] [SECTION ...]

Sections: files, pieces, sparse, damage, other, pages, mixed, flawless, speed (all when none is named). DATA holds
`encodings/` (files in the encoding that their folder names) and `pages/` (web pages, their articles and
`manifest.json`). Japanese, Korean and non-CJK sentences are taken from the message catalogues under DIR
(/usr/share/locale), none of which the tables were made from. A text is right when it equals the original to the
letter, apart from the signs that vendors map differently (`detectors.VENDORS`). Peers that are not installed are left
out; they are given the first `--peer-pieces` pieces of each kind.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from benchmarks.detection_texts import (
    CJK_ENCODINGS,
    OTHER,
    around,
    broken,
    catalogue,
    encode,
    pieces,
    plain,
    texts,
    whole,
)
from benchmarks.detectors import Judge, guarded, kept, ours, peers, right

import cjkclean
from cjkclean.tables import bytemaps

SIZES = (4, 8, 16, 50, 200, 2000)
CODECS = {"Big5": "big5", "EUC-TW": "euc_tw", "EUC-KR": "euc_kr", "GB2312": "gb2312", "iso-2022-jp": "iso2022_jp",
          "iso-2022-kr": "iso2022_kr"}  # fmt: skip
PAIRS = (("Taiwan", "cp950", "Taiwan", "utf-8"), ("simplified", "gb18030", "simplified", "utf-8"),
         ("simplified", "utf-8", "simplified", "gb18030"), ("simplified", "gb18030", "Taiwan", "cp950"),
         ("Japanese, kana", "cp932", "Japanese, kana", "euc_jp"), ("Korean", "cp949", "Korean", "utf-8"))  # fmt: skip
LOST = re.compile("\ufffd|[\ue000-\uf8ff]{2}")
"""What a lost byte leaves: bytes that fit nothing, or a line read shifted, with private-use characters."""
CORPORA = (("*zh[-_]cn*", ("gb18030",)), ("*zh[-_]tw*", ("cp950",)), ("zhtw_*", ("cp950",)), ("zh_*", ("gb18030",)),
           ("zhhk_*", ("big5hkscs",)), ("*ja[._]*", ("cp932", "euc_jp")), ("*ko[._]*", ("cp949",)))  # fmt: skip
Case = tuple[bytes, str]


class Bench:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.data = Path(os.environ["CJKCLEAN_DATA"])
        self.locale = Path(options.locale)
        self.peers = peers()
        self.dice = random.Random(4)

    def row(self, label: str, cases: Sequence[Case], show: int = 0, judge: Judge = right) -> None:
        """One line: the share of texts that each detector gets right, and some of our misses."""
        if not cases:
            return
        misses = [(raw, text) for raw, text in cases if not judge(ours(raw), text)]
        shares = [f"{100 * (1 - len(misses) / len(cases)):6.2f}"]
        sample = cases[: self.options.peer_pieces]
        for read in self.peers.values():
            good = sum(judge(guarded(read, raw), text) for raw, text in sample)
            shares.append(f"{100 * good / max(1, len(sample)):6.1f}")
        print(f"{label:34}{len(cases):6} " + "  ".join(shares), flush=True)
        for raw, text in misses[:show]:
            found = cjkclean.decode(raw)
            print(f"      {text[:40]!r} -> {found.encoding} {found.text[:40]!r} ({found.confidence:.2f})")

    def header(self, title: str) -> None:
        print(f"\n{title}\n{'':34}{'cases':>6} " + "  ".join(f"{name[:8]:>6}" for name in ("ours", *self.peers)))

    def files(self) -> None:
        """Files in true encodings: right to the letter; every miss is listed."""
        self.header("files (% right)")
        for folder in sorted(path for path in (self.data / "encodings").iterdir() if path.is_dir()):
            codec = CODECS.get(folder.name, folder.name.lower().replace("-", "_"))
            cases = []
            for path in sorted(folder.iterdir()):
                raw = path.read_bytes()
                if codec == "euc_tw":
                    text = re.sub(rb"[\x80-\xff]{2}", lambda pair: _tw(pair[0]), raw).decode()
                else:
                    text = raw.decode(codec)
                cases.append((raw, text))
            self.row(folder.name, cases, show=5)

    def pieces(self) -> None:
        """Held-out sentences in every encoding that can hold them, cut short."""
        self.header("pieces (% right)")
        for name, (lines, encodings) in texts(self.data, self.locale).items():
            if not lines:
                print(f"{name}: no text")
                continue
            for encoding in encodings:
                for size in self.options.sizes:
                    cases = list(pieces(lines, encoding, size, self.options.pieces, self.dice))
                    self.row(f"{name}, {encoding}, {size}", cases, show=3 if size >= 8 else 0)

    def sparse(self) -> None:
        """Mostly-ASCII pages with a few hanzi."""
        self.header("mostly ASCII, a few characters (% right)")
        english = [line for line in catalogue(self.locale, "en_GB") if line.isascii()] or ["Plain text of a page"]
        for name, (lines, encodings) in texts(self.data, self.locale).items():
            for encoding in encodings[:2]:
                if encoding == "hz" or not lines:
                    continue
                for size in (50, 200):
                    cases = []
                    for raw, text in pieces(lines, encoding, 8, self.options.pieces, self.dice):
                        cases.append(around(raw, text, english, size, self.dice))
                    self.row(f"{name}, {encoding}, {size}", cases, show=2)

    def damage(self) -> None:
        """Bad and lost bytes in 2 KB: the encoding is still found, and the text is right but around the damage."""
        self.header("1, 2 and 5 bad or lost bytes in 2 KB (% right but for 24 characters a byte)")
        for name, (lines, encodings) in texts(self.data, self.locale).items():
            for encoding in (encoding for encoding in encodings if not encoding.startswith(("utf-16", "iso", "hz"))):
                for number in (1, 2, 5):
                    cases = [
                        (broken(raw, number, self.dice), text)
                        for raw, text in pieces(lines, encoding, 2000, self.options.pieces // 5, self.dice)
                    ]
                    self.row(f"{name}, {encoding}, {number}", cases, 2, partial(kept, damages=number))

    def other(self) -> None:
        """Text that is not CJK, in single-byte encodings and UTF-8."""
        self.header("text that is not CJK (% right); then our answers that are CJK")
        for language, encodings in OTHER.items():
            lines = catalogue(self.locale, language)
            for encoding in encodings:
                for size in (50, 200, 2000):
                    cases = list(plain(lines, encoding, size, self.options.pieces // 2, self.dice))
                    self.row(f"{language}, {encoding}, {size}", cases)
                    alarms = Counter(cjkclean.decode(raw).encoding for raw, _ in cases)
                    wrong = {name: number for name, number in alarms.items() if name in CJK_ENCODINGS}
                    if wrong:
                        print(f"      FALSE ALARMS {wrong}")

    def pages(self) -> None:
        """Real pages as they were served: the text of the declared or true encoding."""
        self.header("pages as served (% right by the manifest's encoding)")
        manifest = json.loads((self.data / "pages/manifest.json").read_text("utf-8"))
        cases = []
        for page in manifest:
            raw = (self.data / "pages" / f"{page['id']}.html").read_bytes()
            text = raw.decode(page.get("encoding") or "utf-8", "replace").removeprefix("\ufeff")
            cases.append((raw, text))
        exact = [(raw, text) for raw, text in cases if not LOST.search(text)]
        self.row("flawless", exact, show=9)
        damaged = [(raw, text.replace("\ufffd", "")) for raw, text in cases if LOST.search(text)]
        self.row("with bad bytes, right but for them", damaged, 9, partial(kept, damages=20))

    def mixed(self) -> None:
        """Files with a line in another encoding, one in five; lines of at least six characters."""
        self.header("lines in a second encoding (% right)")
        held = {
            name: [line for line in lines if len(line) >= 6]
            for name, (lines, _) in texts(self.data, self.locale).items()
        }
        for first, one, second, two in PAIRS:
            cases = []
            for _ in range(self.options.pieces // 5):
                parts = [(self.dice.choice(held[first]), one) for _ in range(4)]
                parts.insert(self.dice.randrange(5), (self.dice.choice(held[second]), two))
                fitting = [("".join(c for c in text if encode(c, codec)), codec) for text, codec in parts]
                raw = b"\n".join(whole(text, codec) for text, codec in fitting)
                cases.append((raw, "\n".join(text for text, _ in fitting)))
            self.row(f"{first} {one} + {two}", cases, show=2)

    def flawless(self) -> None:
        """Stretches of 1 to 60 lines of clean corpora, in encodings of their language that hold them whole."""
        self.header("flawless text (% right)")
        for pattern, encodings in CORPORA:
            for path in sorted((self.data / "corpora").glob("*.txt")):
                if not fnmatch(path.name.lower(), pattern):
                    continue
                lines = path.read_text("utf-8").split("\n")
                for encoding in encodings:
                    cases = list(self.stretches(lines, encoding))
                    self.row(f"{path.stem}, {encoding}", cases, show=5)

    def stretches(self, lines: Sequence[str], encoding: str) -> Iterator[Case]:
        for _ in range(self.options.pieces):
            at = self.dice.randrange(len(lines))
            text = "\n".join(lines[at : at + self.dice.choice((1, 5, 20, 60))])[:6000]
            try:
                raw = text.encode(encoding)
            except UnicodeEncodeError:
                continue
            if len(raw) - len(text) >= 12:
                yield raw, text

    def speed(self) -> None:
        """Time on 2 KB documents, as a multiple of a plain decode."""
        print("\nspeed on 2 KB: plain decode MB/s, then each as a multiple of its time (ours also in MB/s)")
        for name, (lines, encodings) in texts(self.data, self.locale).items():
            for encoding in encodings[:3]:
                if encoding in ("hz", "euc_tw", "iso2022_jp", "iso2022_kr") or not lines:
                    continue
                documents = [raw for raw, _ in pieces(lines, encoding, 2000, 40, self.dice)]
                size = sum(map(len, documents))
                plain_time, our_time = fastest(documents, (partial(bytes.decode, encoding=encoding), ours))
                ratios = [f"ours {our_time / plain_time:.1f}x ({size / our_time / 1e6:.0f} MB/s)"]
                few = documents[:8]
                for label, read in self.peers.items():
                    (spent,) = fastest(few, [partial(guarded, read)], 3)
                    ratios.append(f"{label} {spent * size / sum(map(len, few)) / our_time:.0f} times ours")
                print(f"{f'{name}, {encoding}':34}{size / plain_time / 1e6:7.0f}  " + ", ".join(ratios), flush=True)


def _tw(pair: bytes) -> bytes:
    return (bytemaps.load("euc_tw").char(int.from_bytes(pair, "big")) or "\ufffd").encode()


def fastest(documents: Sequence[bytes], reads: Sequence[Callable[[bytes], object]], rounds: int = 30) -> list[float]:
    """The best time of each of several readers on each document, summed; they take turns."""
    spent = [0.0] * len(reads)
    for raw in documents:
        best = [math.inf] * len(reads)
        for _ in range(rounds):
            for at, read in enumerate(reads):
                start = time.perf_counter()
                read(raw)
                best[at] = min(best[at], time.perf_counter() - start)
        spent = [total + least for total, least in zip(spent, best, strict=True)]
    return spent


def sizes(words: str) -> tuple[int, ...]:
    return tuple(int(word) for word in words.split(","))


def main() -> None:
    if "CJKCLEAN_DATA" not in os.environ:
        sys.exit("CJKCLEAN_DATA is not set")
    names = ("files", "pieces", "sparse", "damage", "other", "pages", "mixed", "flawless", "speed")
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sections", nargs="*", choices=[*names, []], help="what to measure")
    parser.add_argument("--pieces", type=int, default=1000, help="cases of each kind")
    parser.add_argument("--peer-pieces", type=int, default=100, help="how many of them the peers are given")
    parser.add_argument("--sizes", type=sizes, default=SIZES, help="lengths of the pieces, in bytes")
    parser.add_argument("--locale", default="/usr/share/locale", help="folder of message catalogues")
    bench = Bench(parser.parse_args())
    for name in bench.options.sections or names:
        getattr(bench, name)()


if __name__ == "__main__":
    main()
