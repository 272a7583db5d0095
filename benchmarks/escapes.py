"""Escapes: how much of a text comes back, and which encoding escaped bytes are taken to be in.

python benchmarks/escapes.py documents              every kind of escape over texts of our own
CJKCLEAN_DATA=folder python benchmarks/escapes.py words [N]   percent bytes of N words a length in older encodings
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from tests.damage.escapes import KINDS, LEGACY, Escape, legacy

from cjkclean import undo_escapes

TEXTS = Path(__file__).parents[1] / "tests" / "texts" / "clean.json"
CORPORA = {
    "zh-Hans": "zh_cmrc2018.txt",
    "zh-Hant": "lohelp_zh-tw.txt",
    "zh-HK": "zhhk_ctcpc_cc0.txt",
    "ja": "ja_jaquad.txt",
    "ko": "ko_klue_dev.txt",
}
BEFORE = {"zh-Hans": "附件：", "zh-Hant": "附件：", "zh-HK": "附件：", "ja": "ファイル：", "ko": "첨부: ", "": "File: "}
WORD = re.compile("[々-〇ぁ-ヿ㐀-鿿가-힣]{2,}")
ALPHABETS = {
    "cp1252": "größer straße füße éèê àâ naïveté übergröße señoría çàéè öäüß ñáé côté élève français déjà",
    "cp1250": "žluťoučký kůň příliš úpěl ďábelské ódy łódź żółć gęślą jaźń árvíztűrő",
    "cp1251": "привет мир слово документ резюме файл отчёт договор счёт каталог новости главная страница версия",
    "koi8_r": "привет мир слово документ резюме файл отчёт договор каталог новости главная страница",
    "cp1253": "καλημέρα κόσμε έγγραφο αρχείο λόγος σελίδα νέα",
    "cp1254": "türkçe güneş ışık öğüş",
    "cp1255": "שלום עולם מסמך קובץ חדשות",
    "cp1256": "مرحبا بالعالم مستند ملف أخبار",
    "cp874": "สวัสดี ชาวโลก เอกสาร ไฟล์ ข่าว",
}


def _kept(text: str, found: str) -> int:
    """Characters of `text` that stand in `found`, in order."""
    return sum(block.size for block in SequenceMatcher(None, text, found, autojunk=False).get_matching_blocks())


def documents() -> None:
    texts = [(text["lang"], text["text"]) for text in json.loads(TEXTS.read_text("utf-8"))]
    texts = [(language, text) for language, text in texts if language in LEGACY]
    rows: list[tuple[str, list[tuple[str, Escape]]]] = [
        (kind, [(text, escape) for _, text in texts]) for kind, escape in KINDS.items()
    ]
    for language, encodings in LEGACY.items():
        for encoding in encodings:
            fitting = [text for other, text in texts if other == language and _encodes(text, encoding)]
            rows.append((f"percent {encoding} ({language})", [(text, legacy(encoding)) for text in fitting]))
    whole = characters = right = number = 0
    for kind, pairs in rows:
        good = sum(undo_escapes(escape(text)) == text for text, escape in pairs)
        size = sum(len(text) for text, _ in pairs)
        kept = sum(_kept(text, undo_escapes(escape(text))) for text, escape in pairs)
        print(f"{kind:30} {good} of {len(pairs)} documents, {100 * kept / size:.2f} % of {size} characters")
        whole, number, characters, right = whole + good, number + len(pairs), characters + size, right + kept
    print(f"{'all':30} {whole} of {number} documents, {100 * right / characters:.2f} % of {characters} characters")


def _encodes(text: str, encoding: str) -> bool:
    try:
        return bool(text.encode(encoding))
    except UnicodeEncodeError:
        return False


def _words(path: Path, encoding: str, length: int, number: int, rng: random.Random) -> Iterator[str]:
    runs = [run for run in WORD.findall(path.read_text("utf-8")[:3_000_000]) if len(run) >= length]
    while number:
        word = rng.choice(runs)[:length]
        if _encodes(word, encoding):
            number -= 1
            yield word


def words(folder: Path, number: int) -> None:
    for context in (True, False):
        for length in (2, 3, 4, 6, 8):
            outcomes: Counter[str] = Counter()
            for corpus, name in CORPORA.items():
                language = corpus.replace("HK", "Hant")
                for encoding in LEGACY[language]:
                    rng = random.Random(length)
                    before = BEFORE[language if context else ""]
                    for word in _words(folder / "corpora" / name, encoding, length, number, rng):
                        damaged = before + legacy(encoding)(word)
                        found = undo_escapes(damaged)
                        outcomes["right" if found == before + word else "left" if found == damaged else "wrong"] += 1
            around = "in a line of its language" if context else "in a line of English"
            print(f"words of {length} {around}: {dict(outcomes)}")
    taken = [
        (encoding, word)
        for encoding, listed in ALPHABETS.items()
        for word in listed.split()
        for damaged in ["文件：" + legacy(encoding)(word)]
        if undo_escapes(damaged) != damaged
    ]
    print(f"words in alphabets taken for CJK text: {taken} of {sum(len(t.split()) for t in ALPHABETS.values())}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["words"]:
        if "CJKCLEAN_DATA" not in os.environ:
            sys.exit("set CJKCLEAN_DATA to the data folder")
        words(Path(os.environ["CJKCLEAN_DATA"]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
    else:
        documents()
