"""Every table is the one that the manifest describes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import cjkclean

TABLES = Path(cjkclean.__file__).parent / "tables"
MANIFEST = json.loads((TABLES / "MANIFEST.json").read_text("utf-8"))
NAMES = sorted(path.name for path in TABLES.iterdir() if path.suffix in {".bin", ".tsv", ".txt"})
WHEEL_LIMIT = 12_000_000


def sha256(name: str) -> str:
    return hashlib.sha256((TABLES / name).read_bytes()).hexdigest()


def test_every_table_is_listed() -> None:
    assert sorted(MANIFEST) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_table_is_as_listed(name: str) -> None:
    entry = MANIFEST[name]
    assert entry["sha256"] == sha256(name)
    assert entry["built_by"]
    assert all(source["name"] and source["licence"] for source in entry["sources"])


def test_the_sketch_is_of_the_model_that_is_shipped() -> None:
    assert MANIFEST["plausible.bin"]["sources"][0]["sha256"] == sha256("ngram.bin")


def test_tables_are_small_enough_for_a_wheel() -> None:
    assert sum((TABLES / name).stat().st_size for name in NAMES) < WHEEL_LIMIT
