"""Harm by stripping: what the steps of the `web` preset that remove lines take from texts that are no pages.

usage: [CJKCLEAN_DATA=...] python benchmarks/strip_harm.py [SHOWN]

Texts: the message catalogues installed on this machine, cut into documents of 10, 40 and 200 messages; the cases of
`tests/cases/negative`; with CJKCLEAN_DATA also its corpora (documents of 12, 40 and 150 lines) and the hand-made
article texts of its pages. Prints for each source documents, lines, documents changed and edits by kind, and SHOWN
edits of each kind.
"""

from __future__ import annotations

import gettext
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cjkclean.pipeline import Pipeline
from cjkclean.strip import StripChrome, StripSpam, StripWatermarks

LANGUAGES = ("zh_CN", "zh_TW", "zh_HK", "ja", "ko")
LOCALES = Path("/usr/share/locale")
CASES = Path(__file__).parents[1] / "tests/cases/negative"


def _cut(lines: list[str], size: int) -> list[str]:
    return ["\n".join(lines[at : at + size]) for at in range(0, len(lines), size)]


def _catalogue(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            found: dict[object, object] = vars(gettext.GNUTranslations(file))["_catalog"]
    except (IndexError, OSError, UnicodeDecodeError, ValueError):
        return []
    return [text for key, text in found.items() if key and isinstance(text, str)]


def sources() -> Iterator[tuple[str, list[str]]]:
    """Name and documents of every source."""
    for language in LANGUAGES:
        catalogues = [_catalogue(path) for path in sorted(LOCALES.glob(f"{language}/LC_MESSAGES/*.mo"))]
        for size in (10, 40, 200):
            yield f"messages {language}, {size}", [text for lines in catalogues for text in _cut(lines, size)]
    for path in sorted(CASES.glob("*.json")):
        yield f"cases {path.stem}", [case["input"] for case in json.loads(path.read_text("utf-8"))]
    if "CJKCLEAN_DATA" in os.environ:
        data = Path(os.environ["CJKCLEAN_DATA"])
        for path in sorted((data / "corpora").glob("*.txt")):
            lines = path.read_text("utf-8", "replace")[:1_500_000].split("\n")
            for size in (12, 40, 150):
                yield f"{path.stem}, {size}", _cut(lines[: 150 * size], size)
        yield "articles of pages", [path.read_text("utf-8") for path in sorted((data / "pages").glob("*/*.txt"))]


def main() -> None:
    shown = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    pipe = Pipeline([StripSpam(), StripWatermarks(), StripChrome()])
    documents = changed = removed = 0
    for name, texts in sources():
        kinds: Counter[str] = Counter()
        hit = 0
        for text in texts:
            result = pipe.explain(text)
            hit += result.changed
            for edit in result.edits:
                kinds[edit.kind] += 1
                if kinds[edit.kind] <= shown:
                    print(f"    {edit.kind} {edit.original[:80]!r}")
        lines = sum(text.count("\n") + 1 for text in texts)
        print(f"{name:28} {len(texts):6} documents {lines:7} lines {hit:4} changed {dict(kinds.most_common(5))}")
        documents, changed, removed = documents + len(texts), changed + hit, removed + kinds.total()
    print(f"all: {changed} of {documents} documents changed, {removed} edits")


if __name__ == "__main__":
    main()
