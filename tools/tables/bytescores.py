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
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import msgpack

SCALE = 8
"""Costs are whole eighths of a nat, so a byte reaches 31 nats."""
IMPOSSIBLE = 255
COMMON_WORDS = 15_000
"""Words of a language that single-byte tables are counted on: over nine tenths of running text."""
FLOOR = 1e-7
"""Probability of a character that the lists do not hold: about one in the ten million characters of a list."""

MARKS: dict[str, str] = {
    "hans": "，433 。258 、130 （64 ）64 《25 》25 「8 」8 ：18 ；17 ·12 ”20 “20 —4 …2 ！6 ？6 『1 』1 ～1 ％1 【1 】1 ．1 ‘1 ’1 "
    "　20 －1 ／1 →0.2 ※0.2 ★0.2 ●0.2 ■0.2 〈1 〉1 ℃0.2 ×0.3 °0.3 ①0.3 ②0.3 ③0.3",
    "hant": "，341 。280 ？51 ！32 、60 「25 」25 ）16 （16 ：20 《8 》8 …5 “3 ︰1 ”3 —3 ；5 ♫0.5 ·1 －1 ﹐0.8 』1 『1 ．1 ‧1 ～2 ／1 "
    "　20 ─1 ×0.3 →0.3 【2 】2 ★0.5 ●0.5 ■0.5 ◎0.5 ※0.5 〈1 〉1 ○0.3 ％0.5",
    "ja": "、295 。180 ・54 「31 」31 『6 』6 （20 ）20 ！15 ？12 ー0.1 〈1 〉1 〜1 ～2 ″0.1 “1 ”1 ―2 …6 ○0.5 ●0.5 →0.5 ☆1 ★0.5 ■1 "
    "◆0.5 【2 】2 　30 ：3 ，4 ．2 ／1 ％1 ×0.5 ♪1 ※1 々9 〇0.3",
    "ko": "“6 ”6 ‘4 ’4 ·4 …4 。0.3 ★0.6 ☆0.4 ♥0.5 ♡0.2 ～0.5 ○0.3 ！0.1 、0.2 「0.7 」0.7 『0.7 』0.7 【0.3 】0.3 →0.4 "
    "■0.4 ▲0.3 ◆0.2 ※0.4 ㎞0.1 ①0.2 ②0.2 ③0.2 （0.5 ）0.5 《0.2 》0.2 〈0.6 〉0.6 　1",
}
"""Rate of each mark in ten thousand non-ASCII characters: measured on CMRC 2018 (simplified), the Mozilla Taiwan
sentences (traditional), JaQuAD (Japanese), KLUE and NSMC (Korean), rounded, with marks of web pages that
encyclopedias lack added at the rates of the rarer ones seen. A character that is not listed has `FLOOR`."""

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

LATIN = {"en": 4, "fr": 3, "de": 3, "es": 3, "pt": 2, "it": 2, "nl": 1, "sv": 1, "da": 1, "nb": 1, "fi": 1, "ca": 1, "is": 1}
EASTERN = {"pl": 2, "cs": 2, "sk": 1, "hu": 2, "ro": 1, "sl": 1, "sh": 1}
RUSSIAN = {"ru": 5, "uk": 1, "bg": 1, "mk": 1}
SINGLE: dict[str, tuple[tuple[str, Mapping[str, float]], ...]] = {
    "latin": (
        ("cp1252", LATIN), ("mac_roman", LATIN), ("cp850", LATIN), ("cp437", LATIN), ("cp1250", EASTERN),
        ("iso8859_2", EASTERN), ("cp852", EASTERN), ("cp1254", {"tr": 1}), ("cp1257", {"lt": 1, "lv": 1}),
        ("cp1258", {"vi": 1}),
    ),
    "cp1251": (("cp1251", RUSSIAN), ("mac_cyrillic", {"ru": 1})),
    "koi8": (("koi8_r", {"ru": 1}), ("koi8_u", {"uk": 1})),
    "cp866": (("cp866", RUSSIAN), ("iso8859_5", RUSSIAN)),
    "greek": (("cp1253", {"el": 1}), ("cp737", {"el": 1})),
    "semitic": (("cp1255", {"he": 1}), ("cp1256", {"ar": 3, "fa": 1, "ur": 1}), ("iso8859_6", {"ar": 1})),
    "thai": (("cp874", {"th": 1}),),
}  # fmt: skip
"""Single-byte encodings by script, each with the languages written in it."""

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


HALF = {
    byte: char
    for byte, char in enumerate(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜", 0xA1
    )
}  # fmt: skip
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


def byte_pairs(encoding: str, frequencies: Weights, joined: bool) -> Counter[int]:
    """How often each byte follows another in a text of these words; `joined` for scripts without spaces."""
    counts: Counter[int] = Counter()
    for word, weight in cased(frequencies):
        try:
            raw = word.encode(encoding)
        except UnicodeEncodeError:
            continue
        if not joined:
            raw = b" " + raw + b" "
        for first, second in zip(raw, raw[1:], strict=False):
            counts[first << 8 | second] += weight  # type: ignore[assignment]
        if joined:
            counts[0x20 << 8 | raw[0]] += 0.1 * weight  # type: ignore[assignment]
            counts[raw[-1] << 8 | 0x20] += 0.1 * weight  # type: ignore[assignment]
    return counts


def single_byte(groups: Iterable[tuple[str, Mapping[str, float]]], lists: Callable[[str], Weights]) -> bytes:
    """Cost of each byte after each other byte in the text of a group of single-byte encodings.

    Of every follower, a share goes to what word lists do not show: ASCII marks after letters, and, thinly, any
    byte that the encoding defines.
    """
    counts: Counter[int] = Counter()
    for encoding, languages in groups:
        for language, share in languages.items():
            pairs = byte_pairs(encoding, lists(language), language == "th")
            scale = share / sum(languages.values()) / sum(pairs.values())
            for pair, count in pairs.items():
                counts[pair] += count * scale  # type: ignore[assignment]
    overall = Counter[int]()
    for pair, count in counts.items():
        overall[pair & 255] += count
    total = sum(counts.values())
    table = bytearray(65536)
    for first in range(256):
        row = sum(counts[first << 8 | second] for second in range(256))
        for second in range(256):
            backoff = 0.9 * overall[second] / total + 0.1 / 256
            seen = counts[first << 8 | second]
            trust = row / (row + 2e-5 * total)
            table[first << 8 | second] = cost(trust * 0.97 * (seen / row if row else 0) + (1 - 0.97 * trust) * backoff)
    return bytes(table)


def build(wordfreq_wheel: Path, pythainlp_wheel: Path, to_taiwan: Callable[[str], str]) -> bytes:
    """The bytes of `bytescores.bin`: the blends, the half-width kana, then the single-byte tables, compressed."""
    chinese = words(wordfreq_wheel, "zh")
    lists = {"hans": chinese, "hant": {}, "ja": words(wordfreq_wheel, "ja"), "ko": words(wordfreq_wheel, "ko")}
    for word, frequency in chinese.items():
        image = to_taiwan(word)
        lists["hant"][image] = lists["hant"].get(image, 0.0) + frequency
    languages = {language: characters(language, frequencies) for language, frequencies in lists.items()}
    tables = [blend(languages, shares) for shares in BLENDS.values()]
    tables.append(half_width(languages["ja"]))

    @cache
    def listed(language: str) -> Weights:
        return commonest(thai_words(pythainlp_wheel) if language == "th" else words(wordfreq_wheel, language))

    tables += [single_byte(groups, listed) for groups in SINGLE.values()]
    return zlib.compress(b"".join(tables), 9)
