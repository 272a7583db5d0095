"""Readers of running text and of word lists from the files that packages ship."""

from __future__ import annotations

import gzip
import html
import json
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_FULLWIDTH = str.maketrans({code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B),
                                                            *range(0xFF41, 0xFF5B))})  # fmt: skip

Words = Iterator[tuple[str, float]]


def paragraphs(lines: Iterable[str], share: float = 0.3) -> Iterator[str]:
    """Each distinct line once, where at least `share` of it is Han, kana or hangul."""
    seen = set()
    for raw in lines:
        line = raw.strip()
        if line and line not in seen and len(CJK.findall(line)) >= share * len(line):
            seen.add(line)
            yield line


def plain(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8").splitlines()


def tagged(path: Path) -> Iterator[str]:
    """A word-segmented, part-of-speech-tagged corpus (`word/tag word/tag`), its letters and digits made half-width."""
    for line in plain(path):
        yield "".join(token.rsplit("/", 1)[0] for token in line.split()).translate(_FULLWIDTH)


def fortunes(path: Path) -> Iterator[str]:
    yield from re.sub("\x1b\\[[0-9;]*m", "", path.read_text(encoding="utf-8")).splitlines()


def messages(folder: Path, language: str) -> Iterator[str]:
    """The translations in all compiled message catalogues of a language below a folder."""
    for path in sorted(folder.rglob("*.mo")):
        if language in path.parts:
            for text in _catalogue(path.read_bytes()):
                yield from re.sub("<[^<>]*>|&[a-zA-Z]+;|%[0-9$]*[a-z]", "", text).splitlines()


def _catalogue(data: bytes) -> Iterator[str]:
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, _originals, start = struct.unpack_from(order + "3I", data, 8)
    for number in range(count):
        length, offset = struct.unpack_from(order + "2I", data, start + 8 * number)
        yield from data[offset : offset + length].decode("utf-8", "ignore").split("\0")


def pages(folder: Path, pattern: str) -> Iterator[str]:
    """The text of HTML or Mallard pages without mark-up and program listings, a block a line."""
    for path in sorted(folder.glob(pattern)):
        text = path.read_text(encoding="utf-8", errors="ignore")
        text = re.sub("(?s)<(script|style|pre|code|screen)[ >].*?</\\1>", " ", text)
        text = re.sub("\n\\s*", "", text)
        text = re.sub("</?(p|li|h[1-6]|td|th|div|title|dt|dd|item|section|note)\\b[^>]*>", "\n", text)
        yield from html.unescape(re.sub("<[^>]*>", "", text)).splitlines()


def manuals(folder: Path) -> Iterator[str]:
    """Manual pages: their paragraphs without roff requests."""
    for path in sorted(folder.rglob("*.gz")):
        if path.parent.name.startswith("man"):
            text = gzip.decompress(path.read_bytes()).decode("utf-8", "ignore")
            for line in text.splitlines():
                if not line.startswith((".", "'", '"')):
                    yield re.sub(r"\\f.|\\[&-]|\\\(..", "", line)


def strings(path: Path, keys: frozenset[str]) -> Iterator[str]:
    """The strings under `keys` (or in bare lists) anywhere in a JSON file."""
    stack = [(False, json.loads(path.read_text(encoding="utf-8")))]
    while stack:
        wanted, node = stack.pop()
        if isinstance(node, dict):
            stack += [(key in keys, value) for key, value in node.items()]
        elif isinstance(node, list):
            stack += [(wanted or not keys, value) for value in node]
        elif isinstance(node, str) and wanted:
            yield from node.splitlines()


def cha(folder: Path) -> Iterator[str]:
    """The main tier of CHAT transcripts, words joined."""
    for path in sorted(folder.glob("*.cha")):
        for line in plain(path):
            if line.startswith("*"):
                yield re.sub("[\x15].*|\\s", "", line.partition(":")[2]).replace(",", "，").replace(".", "。")


def zipped(path: Path, member: str) -> list[str]:
    with zipfile.ZipFile(path) as packed:
        return packed.read(member).decode("utf-8").splitlines()
