"""The model of plausible text, measured: bits a character, lost bytes found again, text told from mojibake, speed.

usage: CJKCLEAN_DATA=DATA python benchmarks/model.py [--table FILE]... [--calibrate]

DATA holds `pages/` (with manifest.json), `parallel/gsd_dev.tsv` and `encodings/`; none of it was counted for the model.
`--table` measures other tables, as made by `python tools/build_tables.py --out FILE --bytes N ngram.bin`.
`--calibrate` fits the tempering of `TextModel.margin`.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path

from cjkclean.kernels.ngram import NGramTable
from cjkclean.model import TextModel
from cjkclean.tables import ngram
from cjkclean.tables.ngram import Script

CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
LogP = Callable[[int, int, int], float]
SCRIPTS = {"zh-hans": Script.HANS, "zh-hant": Script.HANT, "ja": Script.JA, "ko": Script.ANY}
ENCODED = (
    ("big5 blogs", "Big5", "cp950", Script.HANT),
    ("shift_jis blogs", "SHIFT_JIS", "cp932", Script.JA),
    ("euc-jp blogs", "EUC-JP", "euc_jp", Script.JA),
    ("euc-kr blogs", "EUC-KR", "cp949", Script.ANY),
    ("gb2312 pages", "GB2312", "gb18030", Script.HANS),
)
WRITTEN = {
    "utf-8": ("zh-hans", "zh-hant", "ja", "ko"),
    "gb18030": ("zh-hans", "gsd-hans"),
    "big5": ("zh-hant", "gsd-hant", "big5 blogs"),
    "cp932": ("ja", "shift_jis blogs"),
    "euc_jp": ("ja", "euc-jp blogs"),
    "cp949": ("ko", "euc-kr blogs"),
}
CONFUSIONS = (
    ("utf-8", "gb18030"), ("utf-8", "cp950"), ("utf-8", "cp932"), ("utf-8", "cp949"), ("gb18030", "cp950"),
    ("gb18030", "cp932"), ("gb18030", "cp949"), ("big5", "gb18030"), ("big5", "cp932"), ("big5", "cp949"),
    ("cp932", "gb18030"), ("cp932", "cp949"), ("euc_jp", "gb18030"), ("euc_jp", "cp932"), ("euc_jp", "cp950"),
    ("cp949", "gb18030"), ("cp949", "cp950"), ("cp949", "cp932"), ("utf-8", "latin-1"), ("gb18030", "latin-1"),
    ("cp949", "latin-1"), ("gb18030", "cp1251"),
)  # fmt: skip
"""Section A of the damage catalogue: written in, read as."""
LENGTHS = (4, 8, 16, 32)
OWN = Path(__file__).parents[1] / "tests" / "texts" / "clean.json"
"""Texts of our own writing in many registers."""
OWN_LENGTH = 8


@dataclass(frozen=True)
class Register:
    """Held-out text of one language and kind."""

    text: str
    script: Script


def pages(root: Path) -> Iterator[tuple[str, Register]]:
    texts: dict[str, list[str]] = {}
    for page in json.loads((root / "pages" / "manifest.json").read_text("utf-8")):
        path = root / "pages" / f"{page['id']}.txt"
        if path.exists():
            name = f"zh-{page['script']}" if page["lang"] == "zh" else page["lang"]
            texts.setdefault(name, []).append(path.read_text("utf-8"))
    for name, script in SCRIPTS.items():
        if name in texts:
            yield name, Register("\n".join(texts[name])[:250_000], script)


def blogs(folder: Path, codec: str) -> str:
    lines: dict[str, None] = {}
    for path in sorted(folder.iterdir()):
        text = path.read_bytes().decode(codec, "replace")
        for _ in range(2):  # feeds hold escaped HTML
            text = html.unescape(re.sub("<[^>]*>", "\n", text))
        for line in map(str.strip, text.splitlines()):
            if len(line) > 8 and len(CJK.findall(line)) > len(line) / 2 and "\ufffd" not in line:
                lines[line] = None
    return "\n".join(lines)[:120_000]


def registers(root: Path) -> dict[str, Register]:
    found = dict(pages(root))
    rows = [row.split("\t") for row in (root / "parallel/gsd_dev.tsv").read_text("utf-8").splitlines()]
    found["gsd-hant"] = Register("\n".join(row[-2] for row in rows), Script.HANT)
    found["gsd-hans"] = Register("\n".join(row[-1] for row in rows), Script.HANS)
    for name, folder, codec, script in ENCODED:
        found[name] = Register(blogs(root / "encodings" / folder, codec), script)
    return found


def last_bytes(char: str) -> list[str]:
    """What a three-byte UTF-8 character can be when its last byte is lost."""
    return [chr(ord(char) & ~63 | low) for low in range(64)] if 0x800 <= ord(char) < 0xD800 else []


def first_bytes(char: str) -> list[str]:
    """What a GBK character can be when its first byte is lost."""
    try:
        trail = char.encode("gbk")[1:]
    except UnicodeEncodeError:
        return []
    found = [(bytes([lead]) + trail).decode("gbk", "ignore") for lead in range(0x81, 0xFF)]
    return [one for one in found if len(one) == 1] if trail else []


def ranked(table: NGramTable, logp: LogP, text: str, place: int, options: list[str], script: Script) -> list[str]:
    """Return the three best options for text[place], given two neighbours on each side."""
    a, b = (table.symbol(ord(char)) for char in text[place - 2 : place])
    d, e = (table.symbol(ord(char)) for char in text[place + 1 : place + 3])

    def value(option: str) -> float:
        c = table.symbol(ord(option))
        return logp(a, b, c) + logp(b, c, d) + logp(c, d, e) - table.cost(ord(option), script)

    return sorted(options, key=value, reverse=True)[:3]


def fillable(text: str, place: int) -> bool:
    return "\n" not in text[place - 2 : place + 3] and CJK.match(text[place]) is not None


def filling(
    table: NGramTable, register: Register, candidates: Callable[[str], list[str]], trials: int = 1000
) -> tuple[float, float]:
    """Return how often the right candidate comes first, and among the first three, with two neighbours each side."""
    text = register.text
    chance = random.Random(1)
    first = three = count = 0
    while count < trials:
        place = chance.randrange(2, len(text) - 2)
        options = candidates(text[place]) if fillable(text, place) else []
        if options:
            best = ranked(table, table.logp, text, place, options, register.script)
            count += 1
            first += best[0] == text[place]
            three += text[place] in best
    return first / count, three / count


def remembering(model: TextModel, root: Path) -> None:
    """Fill lost last bytes on Chinese pages with and without a memory of the rest of the page."""
    chance = random.Random(4)
    listed = json.loads((root / "pages" / "manifest.json").read_text("utf-8"))
    files = [root / "pages" / f"{page['id']}.txt" for page in listed if page["lang"] == "zh"]
    texts = [text for text in (path.read_text("utf-8") for path in files if path.exists()) if len(text) > 300]
    plain = helped = count = 0
    for text in texts:
        for place in chance.sample(range(2, len(text) - 2), 8):
            if not fillable(text, place):
                continue
            memory = model.remember([text[: place - 2], text[place + 3 :]])
            logp = partial(memory.logp, model.table)
            options = last_bytes(text[place])
            plain += ranked(model.table, model.table.logp, text, place, options, Script.ANY)[0] == text[place]
            helped += ranked(model.table, logp, text, place, options, Script.ANY)[0] == text[place]
            count += 1
    print(
        f"{count} lost last bytes on {len(texts)} Chinese pages: {plain / count:.3f} found, {helped / count:.3f} with"
    )
    print("the rest of the page (but for the neighbours) remembered")


def windows(text: str, length: int, count: int, chance: random.Random) -> Iterator[str]:
    while count:
        start = chance.randrange(len(text) - length)
        piece = text[start : start + length]
        if "\n" not in piece and len(CJK.findall(piece)) >= 0.6 * length:
            count -= 1
            yield piece


def misread(text: str, written: str, read: str, length: int, count: int, chance: random.Random) -> Iterator[str]:
    """Windows of text decoded wrongly; those left out say for the most part the same in both readings."""
    for _ in range(count):
        start = chance.randrange(len(text) - 3 * length)
        piece = text[start : start + 3 * length].replace("\n", "")
        wrong = piece.encode(written, "ignore").decode(read, "replace").replace("\ufffd", "")
        if len(wrong) < length:
            continue
        at = chance.randrange(len(wrong) - length + 1)
        wrong = wrong[at : at + length]
        damaged = sum(char > "\x7f" and char not in piece for char in wrong)
        if damaged >= 0.6 * length:
            yield wrong


def area_under_curve(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Return the probability that one of `right` is higher than one of `wrong`."""
    ranked = sorted([(value, 0) for value in wrong] + [(value, 1) for value in right])
    below = wins = 0
    for _, is_right in ranked:
        wins += below * is_right
        below += 1 - is_right
    return wins / (len(right) * len(wrong))


def least_error(right: Sequence[float], wrong: Sequence[float]) -> tuple[float, float]:
    """Return the threshold with the least mean of both error rates, and that mean."""
    ranked = sorted([(value, 0) for value in wrong] + [(value, 1) for value in right])
    missed = list(accumulate((is_right / len(right) for _, is_right in ranked), initial=0.0))
    passed = list(accumulate((-(1 - is_right) / len(wrong) for _, is_right in ranked), initial=1.0))
    error, place = min((a + b, at) for at, (a, b) in enumerate(zip(missed, passed, strict=True)))
    return ranked[min(place, len(ranked) - 1)][0], error / 2


def separation(model: TextModel, texts: dict[str, Register]) -> float:
    """Print how well the score tells text from mojibake; return the best threshold for eight characters of any."""
    chance = random.Random(2)
    right = {
        length: [model.score(w) for r in texts.values() for w in windows(r.text, length, 500, chance)]
        for length in LENGTHS
    }
    print("real text against mojibake by score alone: area under the curve (error at the best threshold)")
    every: list[float] = []
    for written, read in CONFUSIONS:
        cells = []
        for length in LENGTHS:
            wrong = [
                model.score(w)
                for name in WRITTEN[written]
                for w in misread(texts[name].text, written, read, length, 1000, chance)
            ]
            every += wrong if length == OWN_LENGTH else []
            if len(wrong) < 50:
                cells.append("-")
                continue
            _, error = least_error(right[length], wrong)
            cells.append(f"{area_under_curve(right[length], wrong):.5f} ({abs(error):.4f})")
        print(f"  {written:>8} as {read:8}", *(f"{cell:>18}" for cell in cells))
    return least_error(right[OWN_LENGTH], every)[0]


def own_registers(model: TextModel, threshold: float) -> None:
    print(
        f"own texts: bits a character; share of {OWN_LENGTH} characters that score below {threshold:.2f}, and the least"
    )
    for entry in json.loads(OWN.read_text("utf-8")):
        text, language = entry["text"], entry["lang"]
        if len(CJK.findall(text)) < len(text) / 3:
            continue
        bits = -model.score(text) / math.log(2)
        pieces = [text[at : at + OWN_LENGTH] for at in range(len(text) - OWN_LENGTH + 1)]
        scores = [model.score(piece) for piece in pieces]
        low = sum(score < threshold for score in scores) / len(scores)
        least, piece = min(zip(scores, pieces, strict=True))
        print(f"  {language:10} {entry['register']:16} {bits:6.3f} {low:6.3f} {least:7.2f} {piece!r}")


def readings(model: TextModel, texts: dict[str, Register], length: int) -> list[tuple[float, int]]:
    """Differences of log probability, right reading minus wrong one, with the length of the longer reading."""
    chance = random.Random(3)
    found = []
    for written, read in CONFUSIONS:
        for name in WRITTEN[written]:
            for piece in windows(texts[name].text, length, 400, chance):
                wrong = piece.encode(written, "ignore").decode(read, "replace")
                if wrong != piece and "\ufffd" not in wrong:
                    found.append((model.total(piece) - model.total(wrong), max(len(piece), len(wrong))))
    return found


def calibrate(model: TextModel, texts: dict[str, Register]) -> None:
    """For each length the factor that makes the difference of log probabilities the most likely log odds."""
    print("calibration: length, factor, share of right decisions, mean log loss at the factor")
    for length in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32):
        pairs = readings(model, texts, length)

        def loss(factor: float, pairs: list[tuple[float, int]] = pairs) -> float:
            return sum(math.log1p(math.exp(-max(min(factor * d, 500), -500))) for d, _ in pairs) / len(pairs)

        factor = min((number / 50 for number in range(1, 100)), key=loss)
        right = sum(difference > 0 for difference, _ in pairs) / len(pairs)
        print(f"  {length:3} {factor:.2f} {right:.5f} {loss(factor):.5f}")


def speed(table: NGramTable, text: str) -> None:
    text = text[:300_000]
    raw = text.encode()
    best = floor = math.inf
    for _ in range(20):
        start = time.process_time()
        table.total(text, 0, len(text), 0)
        best = min(best, time.process_time() - start)
        start = time.process_time()
        raw.decode().encode()
        floor = min(floor, time.process_time() - start)
    rate, nanoseconds = len(raw) / best / 1e6, best / len(text) * 1e9
    print(f"speed: {rate:.0f} MB/s, {nanoseconds:.1f} ns a character, {best / floor:.1f} times decode + encode")


def report(model: TextModel, root: Path, texts: dict[str, Register], calibrating: bool) -> None:
    print("register, bits a character; lost last byte of UTF-8: first, top 3; lost first byte of GBK: first, top 3")
    for name, register in texts.items():
        text, script = register.text, register.script
        bits = -model.total(text, script) / len(text) / math.log(2)
        cells = [f"{share:.3f}" for share in filling(model.table, register, last_bytes)]
        if not name.startswith(("ko", "euc-kr")):
            cells += [f"{share:.3f}" for share in filling(model.table, register, first_bytes)]
        print(f"  {name:16} {bits:.3f}", *cells)
    remembering(model, root)
    own_registers(model, separation(model, texts))
    if calibrating:
        calibrate(model, texts)
    speed(model.table, texts["zh-hans"].text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, action="append", default=[])
    parser.add_argument("--calibrate", action="store_true")
    options = parser.parse_args()
    root = Path(os.environ["CJKCLEAN_DATA"])
    texts = registers(root)
    tables = {"shipped": ngram.load()} if not options.table else {}
    for path in options.table:
        tables[path.name] = ngram.unpack(path.read_bytes())
    for name, table in tables.items():
        print(f"== {name}")
        report(TextModel(table), root, texts, options.calibrate)


if __name__ == "__main__":
    main()
