"""Detection and decoding, side by side with the detectors people use now, on the same bytes.

usage: CJKCLEAN_DATA=DATA python benchmarks/detection.py [--pieces N] [--peer-pieces N] [--locale DIR] [SECTION ...]

Sections: files, pieces, sparse, damage, other, pages, mixed, speed (all when none is named). DATA holds `encodings/`
(files in the encoding that their folder names) and `pages/` (web pages, their articles and `manifest.json`). Japanese,
Korean and non-CJK sentences are taken from the message catalogues under DIR (/usr/share/locale), none of which the
tables were made from. A text is right when it equals the original to the letter, apart from the signs that vendors
map differently (`VENDORS`). Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import gettext
import importlib
import json
import os
import random
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import cjkclean
from cjkclean.tables import bytemaps

VENDORS = str.maketrans("〜−‖¢£¬—·‧•╴∼､∕¥‾￣", "～－∥￠￡￢―・・・＿～﹑／\\~~")
"""Signs that Microsoft's tables and those of the standards bodies map differently; both sides are folded."""
SIZES = (4, 8, 16, 50, 200, 2000)
CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")
Reader = Callable[[bytes], str | None]


# -- the detectors -------------------------------------------------------------------------------------------------


def ours(raw: bytes) -> str | None:
    return cjkclean.decode(raw).text


def named(detect: Callable[[bytes], str | None]) -> Reader:
    """The text under the encoding that a detector names; the superset where it names a part of one."""
    supersets = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "euc_kr": "cp949",
                 "euc-tw": "euc_tw", "windows-949": "cp949", "x-euc-tw": "euc_tw", "uhc": "cp949"}  # fmt: skip

    def read(raw: bytes) -> str | None:
        name = detect(raw)
        if name is None:
            return None
        try:
            return raw.decode(supersets.get(name.lower(), name), "replace").removeprefix("\ufeff")
        except LookupError:
            return None

    return read


def peers() -> dict[str, Reader]:
    found: dict[str, Reader] = {}

    def offer(label: str, module: str, detect: Callable[[Any, bytes], str | None]) -> None:
        try:
            loaded = importlib.import_module(module)
        except ImportError:
            print(f"({label} is not installed)")
            return
        found[label] = named(lambda raw: detect(loaded, raw))

    offer(
        "charset-normalizer", "charset_normalizer", lambda m, raw: getattr(m.from_bytes(raw).best(), "encoding", None)
    )
    offer("chardet", "chardet", lambda m, raw: m.detect(raw)["encoding"])
    offer("faust-cchardet", "cchardet", lambda m, raw: m.detect(raw)["encoding"])
    offer("resiliparse", "resiliparse.parse.encoding", lambda m, raw: m.detect_encoding(raw, html5_compatible=False))
    return found


def right(text: str | None, wanted: str) -> bool:
    return text is not None and (text == wanted or text.translate(VENDORS) == wanted.translate(VENDORS))


# -- the texts -----------------------------------------------------------------------------------------------------


def catalogue(locale: Path, language: str) -> list[str]:
    """The lines of every translated message of a language."""
    lines: set[str] = set()
    for path in sorted(locale.glob(f"{language}/LC_MESSAGES/*.mo")):
        try:
            with path.open("rb") as file:
                messages = gettext.GNUTranslations(file)
        except (OSError, UnicodeDecodeError, LookupError):
            continue
        for text in vars(messages)["_catalog"].values():
            if isinstance(text, str):
                lines.update(line.strip() for line in text.split("\n"))
    return sorted(line for line in lines if len(line) > 8)


def dense(lines: Iterable[str], share: float = 0.6) -> list[str]:
    return [line for line in lines if len(CJK.findall(line)) >= share * len(line) > 0]


def golds(data: Path, **wanted: str) -> list[str]:
    manifest = json.loads((data / "pages/manifest.json").read_text("utf-8"))
    pages = [page for page in manifest if all(page.get(key) == value for key, value in wanted.items())]
    paths = [data / "pages" / f"{page['id']}.txt" for page in pages]
    return dense(line for path in paths if path.exists() for line in path.read_text("utf-8").splitlines())


def half_width(lines: Iterable[str]) -> list[str]:
    """The kana of the lines, in half-width form, words parted by spaces."""
    narrow = {}
    for byte in range(0xA1, 0xE0):
        char = bytes([byte]).decode("cp932")
        narrow[unicodedata.normalize("NFKC", char)] = char
    narrow |= {"゛": "ﾞ", "゜": "ﾟ", "\u3099": "ﾞ", "\u309a": "ﾟ"}
    result = []
    for line in lines:
        katakana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in line)
        parts = re.findall("[ァ-ヴー]{2,}", katakana)
        text = " ".join("".join(narrow.get(c, "") for c in unicodedata.normalize("NFD", part)) for part in parts)
        if len(text) > 8:
            result.append(text)
    return result


def texts(data: Path, locale: Path) -> dict[str, tuple[list[str], tuple[str, ...]]]:
    """Name to (lines, encodings that hold them)."""
    japanese = dense(catalogue(locale, "ja"))
    kanji = [line for line in japanese if len(re.findall("[\u3400-\u9fff]", line)) > 0.45 * len(line)]
    kana = [line for line in japanese if len(re.findall("[\u3040-\u30ff]", line)) > 0.6 * len(line)]
    every = ("utf-8", "utf-16-le", "utf-16-be")
    return {
        "simplified": (golds(data, script="hans"), ("gb18030", "hz", *every)),
        "Taiwan": (golds(data, region="TW"), ("cp950", "gb18030", "euc_tw", *every)),
        "Hong Kong": (golds(data, region="HK"), ("big5hkscs", "gb18030", "utf-8")),
        "Japanese, kanji": (kanji, ("cp932", "euc_jp", "iso2022_jp", *every)),
        "Japanese, kana": (kana, ("cp932", "euc_jp", "iso2022_jp", *every)),
        "half-width kana": (half_width(kana), ("cp932",)),
        "Korean": (dense(catalogue(locale, "ko"), 0.5), ("cp949", "johab", "iso2022_kr", *every)),
    }


def encode(char: str, encoding: str) -> bytes | None:
    if encoding == "euc_tw":
        pair = None if char.isascii() else bytemaps.load("euc_tw").pair(char)
        return char.encode() if char.isascii() else pair.to_bytes(2, "big") if pair else None
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return None


def whole(text: str, encoding: str) -> bytes:
    if encoding == "euc_tw":
        return b"".join(encode(char, encoding) or b"" for char in text)
    return text.encode(encoding)


def pieces(
    lines: Sequence[str], encoding: str, size: int, count: int, dice: random.Random
) -> Iterator[tuple[bytes, str]]:
    """`count` stretches of at most `size` bytes in `encoding`, whole characters, each with some CJK."""
    joined = "\n".join(dice.sample(list(lines), len(lines)))
    for _ in range(20 * count):
        at = dice.randrange(max(1, len(joined) - size))
        text = "".join(char for char in joined[at : at + size] if encode(char, encoding))
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if len(whole(text[:middle], encoding)) <= size else (low, middle - 1)
        text = text[:low]
        if len(CJK.findall(text)) * 2 >= len(text) > 0:
            yield whole(text, encoding), text
            count -= 1
            if not count:
                return


# -- the sections --------------------------------------------------------------------------------------------------


class Bench:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.data = Path(os.environ["CJKCLEAN_DATA"])
        self.locale = Path(options.locale)
        self.peers = peers()
        self.dice = random.Random(4)

    def row(self, label: str, cases: Sequence[tuple[bytes, str]], show: int = 0) -> None:
        """One line: the share of texts that each detector gets right, and some of our misses."""
        if not cases:
            return
        misses = [(raw, text) for raw, text in cases if not right(ours(raw), text)]
        shares = [f"{100 * (1 - len(misses) / len(cases)):6.2f}"]
        sample = cases[: self.options.peer_pieces]
        for read in self.peers.values():
            good = sum(right(guarded(read, raw), text) for raw, text in sample)
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
        codecs = {"Big5": "big5", "EUC-TW": "euc_tw", "EUC-KR": "euc_kr", "GB2312": "gb2312",
                  "iso-2022-jp": "iso2022_jp", "iso-2022-kr": "iso2022_kr"}  # fmt: skip
        for folder in sorted(path for path in (self.data / "encodings").iterdir() if path.is_dir()):
            codec = codecs.get(folder.name, folder.name.lower().replace("-", "_"))
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
                for size in SIZES:
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
                        around = " ".join(self.dice.sample(english, min(len(english), 4)))
                        room = size - len(raw) - 2
                        cut = self.dice.randrange(room)
                        before, after = around[:cut], around[cut:room]
                        cases.append((f"{before} ".encode() + raw + f" {after}".encode(), f"{before} {text} {after}"))
                    self.row(f"{name}, {encoding}, {size}", cases, show=2)

    def damage(self) -> None:
        """Bad and lost bytes in 2 KB: the encoding is still found, and most of the text is there to the letter."""
        self.header("1, 2 and 5 bad or lost bytes in 2 KB (% with at least 90 % of the text)")
        for name, (lines, encodings) in texts(self.data, self.locale).items():
            for encoding in (encoding for encoding in encodings if not encoding.startswith(("utf-16", "iso", "hz"))):
                for number in (1, 2, 5):
                    cases = []
                    for raw, text in pieces(lines, encoding, 2000, self.options.pieces // 5, self.dice):
                        broken = bytearray(raw)
                        for _ in range(number):
                            at = self.dice.randrange(len(broken))
                            if self.dice.random() < 0.5:
                                del broken[at]
                            else:
                                broken[at] = self.dice.randrange(256)
                        cases.append((bytes(broken), text))
                    good = sum(kept(ours(raw), text) for raw, text in cases)
                    shares = [f"{100 * good / len(cases):6.2f}"]
                    some = cases[: self.options.peer_pieces]
                    for read in self.peers.values():
                        kept_by_peer = sum(kept(guarded(read, raw), text) for raw, text in some)
                        shares.append(f"{100 * kept_by_peer / max(1, len(some)):6.1f}")
                    print(f"{f'{name}, {encoding}, {number}':34}{len(cases):6} " + "  ".join(shares), flush=True)

    def other(self) -> None:
        """Text that is not CJK, in single-byte encodings and UTF-8."""
        self.header("text that is not CJK (% right); then our answers that are CJK")
        for language, encodings in OTHER.items():
            lines = catalogue(self.locale, language)
            for encoding in encodings:
                for size in (50, 200, 2000):
                    cases = []
                    for raw, text in plain(lines, encoding, size, self.options.pieces // 2, self.dice):
                        cases.append((raw, text))
                    if not cases:
                        continue
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
        exact = [(raw, text) for raw, text in cases if "\ufffd" not in text]
        self.row("flawless", exact, show=9)
        broken = [(raw, text) for raw, text in cases if "\ufffd" in text]
        good = sum(kept(ours(raw), text.replace("\ufffd", "")) for raw, text in broken)
        print(f"{'with bad bytes, 90 % of the text':34}{len(broken):6} {100 * good / max(1, len(broken)):6.2f}")

    def mixed(self) -> None:
        """Files with a part in another encoding, one line in five."""
        self.header("lines in a second encoding (% right)")
        held = texts(self.data, self.locale)
        pairs = (("Taiwan", "cp950", "Taiwan", "utf-8"), ("simplified", "gb18030", "simplified", "utf-8"),
                 ("simplified", "utf-8", "simplified", "gb18030"), ("simplified", "gb18030", "Taiwan", "cp950"),
                 ("Japanese, kana", "cp932", "Japanese, kana", "euc_jp"),
                 ("Korean", "cp949", "Korean", "utf-8"))  # fmt: skip
        for first, one, second, two in pairs:
            cases = []
            for _ in range(self.options.pieces // 5):
                parts = [(self.dice.choice(held[first][0]), one) for _ in range(4)]
                parts.insert(self.dice.randrange(5), (self.dice.choice(held[second][0]), two))
                fitting = [("".join(c for c in text if encode(c, codec)), codec) for text, codec in parts]
                raw = b"\n".join(whole(text, codec) for text, codec in fitting)
                cases.append((raw, "\n".join(text for text, _ in fitting)))
            self.row(f"{first} {one} + {two}", cases, show=2)

    def speed(self) -> None:
        """Time on 2 KB documents, as a multiple of a plain decode, in interleaved runs."""
        print("\nspeed on 2 KB: plain decode MB/s, then each as a multiple of its time (ours also in MB/s)")
        for name, (lines, encodings) in texts(self.data, self.locale).items():
            for encoding in encodings[:3]:
                if encoding in ("hz", "euc_tw", "iso2022_jp", "iso2022_kr") or not lines:
                    continue
                documents = [raw for raw, _ in pieces(lines, encoding, 2000, 40, self.dice)]
                size = sum(map(len, documents))
                plain_time, our_time = interleaved(
                    (partial(each, documents, partial(bytes.decode, encoding=encoding)), partial(each, documents, ours))
                )
                ratios = [f"ours {our_time / plain_time:.1f}x ({size / our_time / 1e6:.0f} MB/s)"]
                for label, read in self.peers.items():
                    start = time.perf_counter()
                    for raw in documents[:8]:
                        guarded(read, raw)
                    spent = (time.perf_counter() - start) * size / sum(map(len, documents[:8]))
                    ratios.append(f"{label} {spent / our_time:.0f} times ours")
                print(f"{f'{name}, {encoding}':34}{size / plain_time / 1e6:7.0f}  " + ", ".join(ratios), flush=True)


OTHER = {
    "fr": ("cp1252", "utf-8", "mac_roman"), "de": ("cp1252", "iso8859_15"), "es": ("cp1252", "cp850"),
    "sv": ("cp1252",),
    "pl": ("cp1250", "iso8859_2"), "cs": ("cp1250", "cp852"), "hu": ("iso8859_2",), "tr": ("cp1254",),
    "lt": ("cp1257",),
    "ru": ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "utf-8"), "uk": ("cp1251", "koi8_u"),
    "bg": ("cp1251",), "el": ("cp1253", "iso8859_7", "utf-8"), "he": ("cp1255", "utf-8"), "ar": ("cp1256", "utf-8"),
    "th": ("cp874", "utf-8"), "vi": ("cp1258", "utf-8"),
}  # fmt: skip
CJK_ENCODINGS = {*bytemaps.NAMES, "hz", "iso2022_jp", "iso2022_kr", "iso2022_cn", "utf-16-le", "utf-16-be"}


def plain(
    lines: Sequence[str], encoding: str, size: int, count: int, dice: random.Random
) -> Iterator[tuple[bytes, str]]:
    """Stretches of other languages, each with some byte above 0x7F."""
    if not lines:
        return
    joined = "\n".join(dice.sample(list(lines), len(lines)))
    for _ in range(20 * count):
        at = dice.randrange(max(1, len(joined) - size))
        text = joined[at : at + size]
        text = "".join(char for char in text if encode(char, encoding))
        while len(text.encode(encoding)) > size:
            text = text[:-1]
        raw = text.encode(encoding)
        if not raw.isascii():
            yield raw, text
            count -= 1
            if not count:
                return


def guarded(read: Reader, raw: bytes) -> str | None:
    try:
        return read(raw)
    except Exception:  # a peer's crash is a wrong answer
        return None


def kept(text: str | None, wanted: str) -> bool:
    """Whether nine tenths of the characters are there, in order."""
    if text is None:
        return False
    text, wanted = text.translate(VENDORS), wanted.translate(VENDORS)
    found, at, size = 0, 0, 12
    for start in range(0, len(wanted), size):
        place = text.find(wanted[start : start + size], at)
        if place >= 0:
            found, at = found + len(wanted[start : start + size]), place
    return found >= 0.9 * len(wanted)


def _tw(pair: bytes) -> bytes:
    return (bytemaps.load("euc_tw").char(int.from_bytes(pair, "big")) or "\ufffd").encode()


def each(documents: Iterable[bytes], read: Callable[[bytes], object]) -> None:
    for raw in documents:
        read(raw)


def interleaved(runs: Sequence[Callable[[], object]], rounds: int = 30) -> list[float]:
    """The median time of each of several runs, taken in turn."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for at, run in enumerate(runs):
            start = time.perf_counter()
            run()
            times[at].append(time.perf_counter() - start)
    return [statistics.median(spent) for spent in times]


def main() -> None:
    if "CJKCLEAN_DATA" not in os.environ:
        sys.exit("CJKCLEAN_DATA is not set")
    names = ("files", "pieces", "sparse", "damage", "other", "pages", "mixed", "speed")
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sections", nargs="*", choices=[*names, []], help="what to measure")
    parser.add_argument("--pieces", type=int, default=1000, help="cases of each kind")
    parser.add_argument("--peer-pieces", type=int, default=100, help="how many of them the peers are given")
    parser.add_argument("--locale", default="/usr/share/locale", help="folder of message catalogues")
    bench = Bench(parser.parse_args())
    for name in bench.options.sections or names:
        getattr(bench, name)()


if __name__ == "__main__":
    main()
