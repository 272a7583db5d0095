"""Builds `bytescores.bin`: how surprising each character, and each byte of single-byte text, is.

Detection compares explanations of the same bytes. The first tables hold, for the languages an encoding was made
for, the cost of each character (its negative log-probability); the others the cost of each byte after another in
text of the single-byte encodings, which is the explanation that CJK has to beat.

Sources: word frequencies of wordfreq, its Chinese words turned into Taiwan's characters by OpenCC, and the Thai
word counts of PyThaiNLP. Word lists have no punctuation: `MARKS` gives its rates.
"""

from __future__ import annotations

import gzip
import math
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise, product
from pathlib import Path

import msgpack

from tools.tables.sources import Source

PYTHAINLP = Source(
    "pythainlp",
    "5.4.0",
    "9239753df877202da1a50dd2842d9569eff764034f31f20222b3df4def5df193",
    "Apache-2.0 (code), CC0-1.0 (data)",
    filename="pythainlp-5.4.0-py3-none-any.whl",
)

SCALE = 8
"""Costs are whole eighths of a nat, so a byte reaches 31 nats."""
IMPOSSIBLE = 255
COMMON_WORDS = 15_000
"""Words of a language that single-byte tables are counted on: over nine tenths of running text."""
FLOOR = 1e-7
"""Probability of a character that the lists do not hold: about one in the ten million characters of a list."""

MARKS: dict[str, str] = {
    "hans": "，433 。258 、130 （64 ）64 《25 》25 「8 」8 ：18 ；17 ·12 ”20 “20 —4 …2 ！6 ？6 『1 』1 ～1 ％1 【1 】1 "
    "．1 ‘1 ’1 \u300020 －1 ／1 →0.2 ※0.2 ★0.2 ●0.2 ■0.2 〈1 〉1 ℃0.2 ×0.3 °0.3",
    "hant": "，341 。280 ？51 ！32 、60 「25 」25 ）16 （16 ：20 《8 》8 …5 “3 ︰1 ”3 —3 ；5 ♫0.5 ·1 －1 ﹐0.8 』1 "
    "『1 ．1 ‧1 ～2 ／1 \u300020 ─1 ×0.3 →0.3 【2 】2 ★0.5 ●0.5 ■0.5 ◎0.5 ※0.5 〈1 〉1 ○0.3 ％0.5",
    "ja": "、295 。180 ・54 「31 」31 『6 』6 （20 ）20 ！15 ？12 〈1 〉1 〜1 ～2 ″0.1 “1 ”1 ―2 …6 ○0.5 ●0.5 →0.5 "
    "☆1 ★0.5 ■1 ◆0.5 【2 】2 \u300030 ：3 ，4 ．2 ／1 ％1 ×0.5 ♪1 ※1 々9 〇0.3 −0.1",
    "ko": "“6 ”6 ‘4 ’4 ·4 …4 。0.3 ★0.6 ☆0.4 ♥0.5 ♡0.2 ～0.5 ○0.3 ！0.1 、0.2 「0.7 」0.7 『0.7 』0.7 【0.3 】0.3 →0.4 "
    "■0.4 ▲0.3 ◆0.2 ※0.4 ㎞0.1 （0.5 ）0.5 《0.2 》0.2 〈0.6 〉0.6 \u30001 ㅋ40 ㅎ14 ㅠ24 ㅜ8 ㅡ8 ㅇ4 ㄷ3 ㄱ1.6",
}
"""Rate of each mark in ten thousand non-ASCII characters: measured on CMRC 2018 (simplified), the Mozilla Taiwan
sentences (traditional), JaQuAD (Japanese), KLUE and NSMC (Korean), rounded, with marks of web pages that
encyclopedias lack added at the rates of the rarer ones seen."""

SYMBOLS = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x2500, 0x2574), *range(0x2580, 0x2594)))) + (
    "□◇◎△▽▲▼◆○●★☆→←↑↓※§♂♀№±×÷≠≤≥∞∴℃￥＄％＃＆＊＠＋＝－／＼｜＜＞［］｛｝〔〕′″°ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
)
"""Numbers in circles, boxes and other symbols of lists, tables and drawings."""
JAMO = "".join(map(chr, range(0x3131, 0x3164)))
EXTRA = {"symbol": 1e-5, "jamo": 3e-5}
"""Rates of each of these: a symbol stands once in a thousand characters of running text, one jamo by itself (beside
those of the list above) once in five hundred of informal Korean."""

WIDE = {"hans": 2e-5, "hant": 4e-5, "ja": 2e-4, "ko": 5e-6}
"""Rate of each fullwidth letter or digit: half a percent of old Japanese text, a tenth of that in Chinese."""

BLENDS: dict[str, Mapping[str, float]] = {
    "gb": {"hans": 0.87, "hant": 0.09, "ja": 0.03, "ko": 0.0},
    "big5": {"hant": 0.95, "hans": 0.01, "ja": 0.03},
    "ja": {"ja": 0.97, "hant": 0.02},
    "ko": {"ko": 0.96, "hant": 0.02, "ja": 0.01},
    "unicode": {"hans": 0.4, "hant": 0.25, "ja": 0.2, "ko": 0.14},
}
"""Shares of languages in the text that an encoding family carries; what an encoding was not made for keeps a small
share, so that it costs some nats and is not ruled out."""

LETTERS: Mapping[str, float] = {
    "en": 4, "fr": 3, "de": 3, "es": 3, "pt": 2, "it": 2, "nl": 1, "sv": 1, "da": 1, "nb": 1, "fi": 1, "ca": 1, "is": 1,
    "pl": 2, "cs": 2, "sk": 1, "hu": 2, "ro": 1, "sl": 1, "sh": 1, "lt": 1, "lv": 1, "tr": 2, "vi": 1, "ru": 5, "uk": 2,
    "bg": 1, "mk": 1, "el": 3, "he": 3, "ar": 3, "fa": 1, "ur": 1, "th": 3, "kana": 3,
}  # fmt: skip
"""Languages written in single-byte encodings, weighted roughly by the amount of such text; `kana` is Japanese in
half-width kana."""
JOINED = frozenset(("th", "kana"))
"""Languages without spaces between words."""
QUOTES = "\u00a0«»¿¡“”„‘’–—…°·•©®€§"
"""Marks of typeset text in these languages, which word lists do not have."""
QUOTE_RATE, MARK_RATE, OTHER_RATE = 4e-4, 2e-3, 1e-6
"""Rates of each of these, of each ASCII mark, and of each other character of an encoding (symbols, boxes, letters of
other languages), after any character: of a hundred characters, six are ASCII marks, one a typeset mark."""
FOREIGN = 1e-3
"""How much rarer a letter of another script is right after a letter than it is in general."""
OWN = ("th", "kana")
"""The languages whose words do not come from wordfreq as they are."""
RARE = 1e-7
"""Share of a character below which it counts as any other."""

Weights = Mapping[str, float]


def words(wheel: Path, language: str) -> dict[str, float]:
    """wordfreq's words of a language and their frequency."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        size = "large" if f"wordfreq/data/large_{language}.msgpack.gz" in names else "small"
        packed = archive.read(f"wordfreq/data/{size}_{language}.msgpack.gz")
    buckets = msgpack.unpackb(gzip.decompress(packed), raw=False)[1:]
    return {word: 10 ** (-centibels / 100) for centibels, bucket in enumerate(buckets) for word in bucket}


def commonest(frequencies: Weights) -> dict[str, float]:
    """The words that make up nearly all of running text; what is rarer hardly moves a count of bytes."""
    return dict(sorted(frequencies.items(), key=lambda item: -item[1])[:COMMON_WORDS])


def thai_words(wheel: Path) -> dict[str, float]:
    """The word counts of the Thai National Corpus, as PyThaiNLP ships them."""
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read("pythainlp/corpus/tnc_freq.txt").decode().splitlines()
    pairs = (line.split("\t")[:2] for line in lines)
    return {pair[0]: float(pair[1]) for pair in pairs if len(pair) == 2}


def characters(language: str, frequencies: Weights) -> dict[str, float]:
    """Probability of each non-ASCII character of a language, marks included."""
    counts: Counter[str] = Counter()
    for word, frequency in frequencies.items():
        for char in word:
            if ord(char) > 0x7F:
                counts[char] += frequency  # type: ignore[assignment]
    marks = {item[0]: float(item[1:]) / 1e4 for item in MARKS[language].split(" ")}
    rest = (1 - sum(marks.values())) / sum(counts.values())
    probability = {char: count * rest for char, count in counts.items()}
    for char, rate in marks.items():
        probability[char] = max(rate, probability.get(char, 0))
    for chars, rate in ((SYMBOLS, EXTRA["symbol"]), (JAMO if language == "ko" else "", EXTRA["jamo"])):
        for char in chars:
            probability[char] = max(rate, probability.get(char, 0))
    for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]:
        probability[chr(code)] = WIDE[language]
    return probability


def cost(probability: float) -> int:
    return min(IMPOSSIBLE - 1, round(-math.log(probability) * SCALE))


def blend(languages: Mapping[str, Weights], shares: Mapping[str, float]) -> bytes:
    """Cost of every character of the Basic Multilingual Plane in a blend of languages."""
    table = bytearray(65536)
    for code in range(65536):
        char = chr(code)
        mixed = sum(share * languages[language].get(char, 0.0) for language, share in shares.items())
        table[code] = cost(mixed + (FLOOR / 10 if 0xE000 <= code < 0xF900 else FLOOR))
    return bytes(table)


def half_width(japanese: Weights) -> bytes:
    """Cost of each byte of half-width kana (JIS X 0201) within a run of them."""
    table = bytearray([IMPOSSIBLE]) * 256
    plain: Counter[str] = Counter()
    for char, probability in japanese.items():
        katakana = chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char
        for part in DECOMPOSED.get(katakana, katakana):
            plain[part] += probability  # type: ignore[assignment]
    total = sum(plain[char] for char in HALF.values())
    for byte, char in HALF.items():
        table[byte] = cost(plain[char] / total + 1e-4)
    return bytes(table)


_KANA_ROWS = (
    "。「」、・ヲァィゥェォャュョッー",
    "アイウエオカキクケコサシスセソタチツテト",
    "ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜",
)
HALF = dict(enumerate("".join(_KANA_ROWS), 0xA1))
DECOMPOSED = {
    **{chr(ord(char) + 1): f"{char}゛" for char in "カキクケコサシスセソタチツテトハヒフヘホ"},
    **{chr(ord(char) + 2): f"{char}゜" for char in "ハヒフヘホ"},
    "ヴ": "ウ゛",
}


def cased(frequencies: Weights) -> Iterable[tuple[str, float]]:
    """Words as they stand in text: most in lower case, some with a capital, few all in capitals."""
    for word, frequency in frequencies.items():
        yield word, 0.88 * frequency
        yield word.capitalize(), 0.10 * frequency
        yield word.upper(), 0.02 * frequency


def letter_pairs(frequencies: Weights, joined: bool) -> Counter[str]:
    """How often each character follows another in a text of these words.

    Words that are `joined` follow one another by chance, one in ten after a space.
    """
    counts: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    lasts: Counter[str] = Counter()
    for word, weight in cased(frequencies):
        text = word if joined else f" {word} "
        for pair in map("".join, pairwise(text)):
            counts[pair] += weight  # type: ignore[assignment]
        if joined:
            firsts[word[0]] += weight  # type: ignore[assignment]
            lasts[word[-1]] += weight  # type: ignore[assignment]
    words_ = sum(firsts.values()) or 1
    firsts[" "] = lasts[" "] = 0.1 * words_  # type: ignore[assignment]
    for (last, before), (first, weight) in product(lasts.items(), firsts.items()):
        counts[last + first] += before * weight / (1.2 * words_)  # type: ignore[assignment]
    total = sum(counts.values())
    return Counter({pair: count / total for pair, count in counts.items()})


def half_kana(frequencies: Weights) -> dict[str, float]:
    """The words in kana alone, in half-width kana."""
    narrow = {char: bytes([byte]).decode("cp932") for byte, char in HALF.items()}
    words_: dict[str, float] = {}
    for word, frequency in frequencies.items():
        katakana = "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in word)
        parts = "".join(DECOMPOSED.get(char, char) for char in katakana)
        if all(part in narrow for part in parts):
            image = "".join(narrow[part] for part in parts)
            words_[image] = words_.get(image, 0.0) + frequency
    return words_


def script(char: str) -> str:
    """The script of a letter, by the first word of its name; empty for everything else."""
    return unicodedata.name(char, "").split(" ")[0] if char.isalpha() and char not in "ªº" else ""


def letters(lists: Mapping[str, Weights]) -> tuple[str, bytes]:
    """The characters of single-byte text, and the cost of each after each; the last row and column are any other.

    Of every follower, a share goes to what word lists do not show: ASCII marks, typeset marks, other characters.
    """
    counts: Counter[str] = Counter()
    for language, weight in LETTERS.items():
        for pair, share in letter_pairs(lists[language], language in JOINED).items():
            counts[pair] += share * weight  # type: ignore[assignment]
    overall: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for pair, count in counts.items():
        rows[pair[0]] += count
        overall[pair[1]] += count
    total = sum(overall.values())
    kept = {char for char, count in overall.items() if count > RARE * total and ord(char) < 0x10000}
    symbols = "".join(sorted(kept | set(map(chr, range(0x20, 0x7F))) | set(QUOTES)))
    backoff = [0.9 * overall[char] / total for char in symbols]
    marks = [
        QUOTE_RATE if char in QUOTES else MARK_RATE if ord(char) < 128 and not char.isalnum() else OTHER_RATE
        for char in symbols
    ]
    table = bytearray()
    for first in (*symbols, ""):
        trust = 0.97 * rows[first] / (rows[first] + 2e-5 * total)
        own = script(first)
        for second, usual, mark in zip(symbols, backoff, marks, strict=True):
            rate = usual * FOREIGN if own and script(second) not in ("", own) else usual
            seen: float = counts[first + second] / rows[first] if rows[first] else 0.0
            table.append(cost(trust * seen + (1 - trust) * rate + mark))
        table.append(cost(OTHER_RATE))
    return symbols, bytes(table)


def build(wordfreq_wheel: Path, pythainlp_wheel: Path, to_taiwan: Callable[[str], str]) -> bytes:
    """The bytes of `bytescores.bin`: the blends, the half-width kana, then the characters of single-byte text and
    the cost of each after each, compressed."""
    chinese = words(wordfreq_wheel, "zh")
    lists = {"hans": chinese, "hant": {}, "ja": words(wordfreq_wheel, "ja"), "ko": words(wordfreq_wheel, "ko")}
    for word, frequency in chinese.items():
        image = to_taiwan(word)
        lists["hant"][image] = lists["hant"].get(image, 0.0) + frequency
    languages = {language: characters(language, frequencies) for language, frequencies in lists.items()}
    tables = [blend(languages, shares) for shares in BLENDS.values()]
    tables.append(half_width(languages["ja"]))

    single = {language: commonest(words(wordfreq_wheel, language)) for language in LETTERS if language not in OWN}
    single["th"] = commonest(thai_words(pythainlp_wheel))
    single["kana"] = commonest(half_kana(lists["ja"]))
    symbols, pairs = letters(single)
    tables += [len(symbols).to_bytes(2, "little"), symbols.encode("utf-16-le"), pairs]
    return zlib.compress(b"".join(tables), 9)
