"""The compiled OpenCC dictionaries: `conversions.bin`, made by `tools/tables/conversions.py` from OpenCC 1.4.2."""

from __future__ import annotations

from pathlib import Path


def data() -> bytes:
    """The bytes of the table; `cjkclean.script.storage` reads them."""
    return (Path(__file__).parent / "conversions.bin").read_bytes()
