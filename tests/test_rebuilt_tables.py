"""The tables are what their builders make: all of it where that is quick, else a sample.

Sources come from the folder that `CJKCLEAN_SCRATCH` names (default: `build/tables`, as for `tools/build_tables.py`);
small packages are downloaded into a temporary one where it lacks them, and without a network the test is skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("msgpack", reason="the extra `tables` is needed to build tables")

from tools import build_tables  # noqa: E402
from tools.tables import adobe_japan1, bytescores, characters, folding, plausible, readings  # noqa: E402
from tools.tables.opencc import OPENCC  # noqa: E402
from tools.tables.packages import PACKAGES  # noqa: E402
from tools.tables.sources import Source, archive  # noqa: E402

from cjkclean.kernels.scan import sketch_place  # noqa: E402
from cjkclean.tables import ngram  # noqa: E402

TABLES = Path(ngram.__file__).parent
SMALL = {
    "adobe_japan1.txt": adobe_japan1.PDFMINER,
    "bytemaps.bin": build_tables.UAO,
    "conversions.bin": OPENCC,
    "hanvariants.tsv": OPENCC,
    "readings.tsv": readings.PYPINYIN,
    "scripts.bin": OPENCC,
}
"""Tables that one small package makes in seconds."""
LARGE = {
    "bytescores.bin": (OPENCC, PACKAGES["wordfreq"], bytescores.PYTHAINLP),
    "characters.tsv": (characters.PERL,),
}
"""Tables that take large packages, or those of another registry: only where they have been downloaded."""


def shipped(name: str) -> bytes:
    return (TABLES / name).read_bytes()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    usual = Path(os.environ.get("CJKCLEAN_SCRATCH", build_tables.ROOT / "build" / "tables"))
    return usual if usual.exists() else tmp_path_factory.mktemp("tables")


def obtain(source: Source, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_DEFAULT_TIMEOUT", "5")
    try:
        return archive(source, scratch)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"{source.name} {source.version} is neither in {scratch} nor to be downloaded: {error}")


def downloaded(source: Source, scratch: Path) -> None:
    if not (scratch / "downloads" / source.name / source.filename).exists():
        pytest.skip(f"{source.name} {source.version} is large, and not in {scratch}")


def same_python(name: str) -> None:
    """Skip a table that holds codecs or character properties of another Python."""
    manifest = json.loads(build_tables.MANIFEST.read_text("utf-8"))
    for source in manifest[name]["sources"]:
        made_with = source["version"].split(".")[:2]
        if source["name"] == "CPython codecs" and made_with != list(map(str, sys.version_info[:2])):
            pytest.skip(f"made with Python {source['version']}")


@pytest.mark.parametrize("name", SMALL)
def test_a_table_of_one_package(name: str, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same_python(name)
    obtain(SMALL[name], scratch, monkeypatch)
    assert build_tables.build(name, scratch) == shipped(name)


@pytest.mark.parametrize("name", LARGE)
def test_a_table_of_large_packages(name: str, scratch: Path) -> None:
    same_python(name)
    for source in LARGE[name]:
        downloaded(source, scratch)
    assert build_tables.build(name, scratch) == shipped(name)


def test_glosses_without_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CJKCLEAN_DATA", raising=False)
    assert build_tables.build("glosses.tsv", Path()) == shipped("glosses.tsv")


def test_classes_are_made_of_the_model() -> None:
    assert build_tables.build("charclass.bin", Path()) == shipped("charclass.bin")


def test_variants_share_a_symbol_of_the_model(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the rarest, which have no symbol of their own."""
    obtain(OPENCC, scratch, monkeypatch)
    symbol = ngram.load().symbol
    folded = folding.han_folding(scratch).items()
    assert sum(symbol(variant) == symbol(code) for variant, code in folded) > 0.97 * len(folded)


def test_the_sketch_knows_the_models_pairs() -> None:
    """For pairs of a few characters, the commonest of which are among those that the table is made of."""
    parts = plausible.sections(shipped("ngram.bin"))
    few = np.array(sorted({ngram.load().symbol(ord(char)) for char in "的一是不了在人有我他天地日月山水"}), np.uint64)
    known = shipped("plausible.bin")
    pairs = plausible.written_pairs(parts, few)
    for first, second in sorted(pairs, key=lambda pair: -pairs[pair])[:60]:
        place = sketch_place(first, second)
        assert known[place >> 3] & 1 << (place & 7)


def test_every_table_is_built_or_says_how() -> None:
    tables = {path.name for path in TABLES.iterdir() if path.suffix in {".bin", ".tsv", ".txt"}}
    assert tables == {*build_tables.RECIPES, *build_tables.SEPARATE}
