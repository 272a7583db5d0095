"""The n-gram model's table: layout, loader, and the scripts it tells apart.

The data is in `ngram.bin`, made by `tools/tables/ngram.py`, which names the sources. The file is mapped into memory,
so that its pages are read when they are first needed and processes share them.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from cjkclean.kernels.ngram import NGramTable

__all__ = ["Script", "load"]

MAGIC = b"cjkngram"
VERSION = 1
SYMBOL_BITS = 14
PAIR_SLOTS, TRIPLE_SLOTS = 8, 16
STEPS = 16.0
"""Quantised values count sixteenths of a nat."""
BUCKET_BYTES = 32
"""A bucket, of pairs or of triples; the sections of the file start at multiples of twice this (a cache line)."""
SECTIONS: tuple[tuple[str, Literal["H", "B", "f", "I"]], ...] = (
    ("index", "H"),
    ("leaves", "H"),
    ("costs", "B"),
    ("unigrams", "f"),
    ("backoffs", "f"),
    ("gains", "f"),
    ("pairs", "I"),
    ("triples", "H"),
)
"""Name and `array` type of each section; see `cjkclean.kernels.ngram.NGramTable` for their meaning."""


class Script(IntEnum):
    """How a document writes its Han characters; chooses among the written forms of one folded character.

    `ANY` takes each form as cheap as the script that likes it best.
    """

    ANY = 0
    HANS = 1
    HANT = 2
    JA = 3


def pack(sections: dict[str, bytes]) -> bytes:
    """Return the file made of the sections' little-endian bytes."""
    header = struct.calcsize(f"<8sII{2 * len(SECTIONS)}I")
    body = bytearray()
    places = []
    for name, _kind in SECTIONS:
        body += bytes(-(header + len(body)) % (2 * BUCKET_BYTES))
        places += [header + len(body), len(sections[name])]
        body += sections[name]
    return struct.pack(f"<8sII{len(places)}I", MAGIC, VERSION, len(SECTIONS), *places) + bytes(body)


def unpack(data: Any) -> NGramTable:
    """Return the table whose file is in `data`, a bytes-like object that must stay unchanged.

    Raises:
        ValueError: `data` is not a table of this version.
    """
    view = memoryview(data)
    magic, version, count = struct.unpack_from("<8sII", view)
    if magic != MAGIC or version != VERSION or count != len(SECTIONS):
        raise ValueError("not an n-gram table of this version")
    places = struct.unpack_from(f"<{2 * count}I", view, 16)
    arrays: list[Any] = []
    for number, (_name, kind) in enumerate(SECTIONS):
        start, size = places[2 * number : 2 * number + 2]
        part = view[start : start + size]
        if sys.byteorder == "big":
            swapped = array(kind, part.tobytes())
            swapped.byteswap()
            part = memoryview(swapped).cast("B")
        arrays.append(part.cast(kind))
    return NGramTable(*arrays)


@lru_cache(maxsize=1)
def load() -> NGramTable:
    """Return the shipped table, mapping the file on the first call."""
    with Path(__file__).with_name("ngram.bin").open("rb") as file:
        return unpack(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
