"""The texts that detection is measured on, cut into pieces in every encoding that holds them."""

from __future__ import annotations

import gettext
import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cjkclean.tables import bytemaps

__all__ = ["CJK_ENCODINGS", "OTHER", "around", "broken", "catalogue", "encode", "pieces", "plain", "texts", "whole"]

CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")
SHIFTED = re.compile("[\ue000-\uf8ff]{2}|[\ue000-\uf8ff].[\ue000-\uf8ff]")
"""What a lost byte left in a few of the pages: the rest of the line read shifted."""
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
    return [line for line in lines if len(CJK.findall(line)) >= share * len(line) > 0 and not SHIFTED.search(line)]


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


def around(raw: bytes, text: str, words: Sequence[str], size: int, dice: random.Random) -> tuple[bytes, str]:
    """A piece amid ASCII, `size` bytes in all."""
    line = " ".join(dice.sample(words, min(len(words), 4)))
    room = size - len(raw) - 2
    cut = dice.randrange(room)
    before, after = f"{line[:cut]} ", f" {line[cut:room]}"
    return before.encode() + raw + after.encode(), before + text + after


def broken(raw: bytes, number: int, dice: random.Random) -> bytes:
    """`raw` with so many bytes at random places lost, or become any byte."""
    damaged = bytearray(raw)
    for _ in range(number):
        at = dice.randrange(len(damaged))
        if dice.random() < 0.5:
            del damaged[at]
        else:
            damaged[at] = dice.randrange(256)
    return bytes(damaged)
