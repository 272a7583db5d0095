"""Builds the tables in `src/cjkclean/tables/` from pinned packages; a second run gives the same bytes.

usage: python tools/build_tables.py [--scratch DIR] [--check] [--out FILE] [--bytes N] [NAME...]

Without names every table is built but the two that `SEPARATE` lists with what makes them. Packages are downloaded
into DIR (default: `build/tables`) by `pip`, `npm` and `apt-get`, and checked against their recorded SHA-256.
`ngram.bin` also counts text of the folder that the environment variable `CJKCLEAN_DATA` names, and `glosses.tsv` is
made of a list there. `--check` writes nothing and compares with the tables as they are; `--out` writes one table
elsewhere; `--bytes` makes `ngram.bin` smaller or larger than what is shipped.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.tables.opencc import OPENCC  # noqa: E402  (after the path it needs)
from tools.tables.packages import PACKAGES  # noqa: E402
from tools.tables.readings import PYPINYIN  # noqa: E402
from tools.tables.sources import Source, archive, fetch  # noqa: E402
from tools.tables.texts import TEXTS, WORD_LISTS  # noqa: E402

TABLES = ROOT / "src" / "cjkclean" / "tables"
MANIFEST = TABLES / "MANIFEST.json"
SEPARATE = {
    "strip_lexicon.tsv": "written by hand, one word a line",
    "strip_lines.bin": "learned by `CJKCLEAN_DATA=... python -m tools.strip.train`, see docs/strip-model.md",
}
"""Tables that this script does not make."""
UAO = Source(
    "uao",
    "0.2.0",
    "090c7dd9efa46367dda6a9f1e9719639cc12bfbeb46107363f0ee03d142dda80",
    "MIT",
    filename="uao-0.2.0-py3-none-any.whl",
)
CORPORA = {
    "zh_cmrc2018": "CC-BY-SA-4.0",
    "lohelp_zh-cn": "MPL-2.0",
    "lohelp_zh-tw": "MPL-2.0",
    "lohelp_ja": "MPL-2.0",
    "lohelp_ko": "MPL-2.0",
    "man_zh_CN": "GPL-2.0, GFDL and CC0-1.0, by page",
    "man_zh_TW": "GPL-2.0, GFDL and CC0-1.0, by page",
    "zhhk_ctcpc_cc0": "CC0-1.0",
    "zhtw_moztw_cc0": "CC0-1.0",
    "ja_jaquad": "CC-BY-SA-3.0",
    "ko_nsmc": "CC0-1.0",
    "ko_klue_dev": "CC-BY-SA-4.0",
}
"""Files of `CJKCLEAN_DATA/corpora/` that are counted (statistics only)."""


def ngram_sources() -> list[dict[str, str]]:
    from tools.tables.opengram import DATA

    used = sorted({text.package for text in TEXTS if text.package} | {words.package for words in WORD_LISTS})
    corpora = [{"name": f"corpora/{name}.txt", "licence": licence} for name, licence in sorted(CORPORA.items())]
    return [*entries([OPENCC, DATA, *(PACKAGES[name] for name in used)]), *corpora]


def entries(sources: Iterable[Source]) -> list[dict[str, str]]:
    return [
        {"name": s.name, "version": s.version, "registry": s.registry, "sha256": s.sha256, "licence": s.licence}
        for s in sources
    ]


def opencc(scratch: Path, name: str) -> Callable[[str], str]:
    """A conversion of the pinned OpenCC (whose wheel is for one version of Python only)."""
    path = str(fetch(OPENCC, scratch))
    if path not in sys.path:
        sys.path.insert(0, path)
    convert: Callable[[str], str] = importlib.import_module("opencc").OpenCC(name).convert
    return convert


def bytescores(module: ModuleType, scratch: Path) -> bytes:
    wheels = archive(PACKAGES["wordfreq"], scratch), archive(module.PYTHAINLP, scratch)
    data: bytes = module.build(*wheels, opencc(scratch, "s2tw"))
    return data


RECIPES: dict[str, Callable[[ModuleType, Path], bytes]] = {
    "ngram.bin": lambda module, scratch: module.build(scratch),
    "adobe_japan1.txt": lambda module, scratch: module.build(scratch),
    "bytemaps.bin": lambda module, scratch: module.build(archive(UAO, scratch)),
    "bytescores.bin": bytescores,
    "characters.tsv": lambda module, scratch: module.build(scratch),
    "charclass.bin": lambda module, scratch: module.build(TABLES / "ngram.bin"),
    "conversions.bin": lambda module, scratch: module.build(scratch),
    "glosses.tsv": lambda module, scratch: module.build(),
    "hanvariants.tsv": lambda module, scratch: module.build(scratch),
    "plausible.bin": lambda module, scratch: module.build(TABLES / "ngram.bin"),
    "readings.tsv": lambda module, scratch: module.build(scratch),
    "scripts.bin": lambda module, scratch: module.build(scratch),
}
"""How the module of `tools/tables/` that has a table's name makes its bytes. Some are made of the first, the model."""


def module_of(name: str) -> ModuleType:
    return importlib.import_module(f"tools.tables.{Path(name).stem}")


def sources_of(name: str) -> list[dict[str, str]] | None:
    """The manifest's sources of a table; None where they are not packages and stand there already."""
    if name == "ngram.bin":
        return ngram_sources()
    if name == "hanvariants.tsv":
        return entries([OPENCC])
    if name == "readings.tsv":
        return entries([PYPINYIN])
    if name in ("charclass.bin", "plausible.bin"):
        digest = hashlib.sha256((TABLES / "ngram.bin").read_bytes()).hexdigest()
        return [{"name": "ngram.bin of this project", "licence": "CC-BY-SA-4.0", "sha256": digest}]
    return None


def record(name: str, data: bytes, manifest: dict[str, Any]) -> None:
    entry = manifest.setdefault(name, {"sources": []})
    entry["built_by"] = f"tools/tables/{Path(name).stem}.py"
    entry["sha256"] = hashlib.sha256(data).hexdigest()
    entry["sources"] = sources_of(name) or entry["sources"]


def build(name: str, scratch: Path, size: int | None = None) -> bytes:
    """Return the bytes of a table; `size` limits those of `ngram.bin`."""
    if name == "ngram.bin" and size:
        data: bytes = module_of(name).build(scratch, size)
        return data
    return RECIPES[name](module_of(name), scratch)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*RECIPES, []], default=[])
    parser.add_argument("--scratch", type=Path, default=ROOT / "build" / "tables")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--bytes", type=int)
    chosen = parser.parse_args()
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    differing = 0
    for name in chosen.names or RECIPES:
        data = build(name, chosen.scratch, chosen.bytes)
        target = chosen.out or TABLES / name
        same = target.exists() and target.read_bytes() == data
        print(f"{name}: {len(data)} bytes, {'as before' if same else 'changed'}", flush=True)
        differing += not same
        if not chosen.check:
            target.write_bytes(data)
            record(name, data, manifest)
    if not chosen.names:
        print("".join(f"{name}: {how}\n" for name, how in SEPARATE.items()), end="")
    if not chosen.check and not chosen.out:
        MANIFEST.write_text(json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    return int(chosen.check and differing > 0)


if __name__ == "__main__":
    sys.exit(main())
