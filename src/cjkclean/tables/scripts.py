"""Classes of characters as evidence for a script; `scripts.bin` is made by `tools/tables/scripts.py`."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from pathlib import Path


class ScriptClass(IntEnum):
    """What a character says about the script of its text."""

    OTHER = 0
    LINE = 1  # line breaks
    STOP = 2  # ends of sentences
    CLAUSE = 3  # commas, opening quotation marks and brackets, white space
    HAN = 4  # ideographs that several scripts share
    HANS = 5  # simplified Chinese only
    HANT = 6  # traditional only
    HANS_JA = 7  # simplified Chinese, and Japanese shinjitai
    HANT_JA = 8  # traditional Chinese, and in daily Japanese use
    JA = 9  # Japanese only: other shinjitai, and characters made in Japan
    KANA = 10
    HANGUL = 11
    CANTONESE = 12  # ideographs of written Cantonese, no evidence otherwise
    CLOSE = 13  # closing quotation marks and brackets


@lru_cache(maxsize=1)
def class_table() -> tuple[bytes, bytes]:
    """The two-level class table: leaf numbers by `code >> 8`, and 256-entry leaves of classes."""
    raw = (Path(__file__).parent / "scripts.bin").read_bytes()
    return raw[:0x1100], raw[0x1100:]
