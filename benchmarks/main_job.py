"""The main job on real pages: what is left of the damage, what was removed, and whether clean text stays as it is.

usage: CJKCLEAN_DATA=DATA python benchmarks/main_job.py

DATA holds `seed_page.txt` (a page as a crawler stored it) and `pages/**/*.txt` (articles without their pages).
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import cjkclean

GLOSS = re.compile(r"[\u3400-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")
HOLE = re.compile(r"\?[^\s\d]|[\ue000-\uf8ff\ufffd]")


def seed_page(path: Path) -> bool:
    """Print what the `web` preset makes of the page; whether the record holds."""
    source = path.read_text("utf-8")
    result = cjkclean.explain(source)
    print(f"{path.name}: {len(source)} -> {len(result.text)} characters")
    for name, pattern in (("glosses", GLOSS), ("holes and private-use characters", HOLE)):
        print(f"  {name}: {len(pattern.findall(source))} -> {len(pattern.findall(result.text))}")
    for kind, count in result.counts().items():
        print(f"  {kind}: {count}")
    print("removed lines:")
    for line in result.lines:
        if line.label != "content":
            print(
                f"  {line.label} {line.probability:.2f} {source[line.start : line.end].strip()[:60]!r}: {line.reasons}"
            )
    print("findings:")
    for finding in result.findings:
        print(f"  {finding.kind} {source[finding.start : finding.end][:40]!r}: {finding.message} {finding.candidates}")
    holds = result.undo() == source and cjkclean.clean(result.text) == result.text == cjkclean.clean(source)
    print(f"undo to the letter, second run changes nothing, clean() agrees: {holds}\n")
    return holds


def clean_articles(root: Path) -> None:
    """Print every change that the `repair` preset makes to the articles."""
    paths = sorted(root.glob("**/*.txt"))
    changed = 0
    for path in paths:
        source = path.read_text("utf-8")
        result = cjkclean.explain(source, "repair")
        if result.changed:
            changed += 1
            print(f"{path.relative_to(root)}:")
            for edit in result.edits[:8]:
                around = source[max(0, edit.start - 12) : edit.end + 12]
                print(f"  {edit.kind} {edit.original!r} -> {edit.replacement!r} in {around!r} ({edit.reason})")
    print(f"{changed} of {len(paths)} articles changed by `repair`")


def main() -> None:
    data = os.environ.get("CJKCLEAN_DATA")
    if not data:
        sys.exit(__doc__)
    holds = seed_page(Path(data) / "seed_page.txt")
    clean_articles(Path(data) / "pages")
    sys.exit(not holds)


if __name__ == "__main__":
    main()
