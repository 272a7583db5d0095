"""Harm in other languages: what a preset changes in the message catalogues that are installed on this machine.

usage: python benchmarks/other_languages.py [PRESET [FOLDER]]

FOLDER (default: /usr/share/locale) holds gettext catalogues, `LANGUAGE/LC_MESSAGES/*.mo`: short text in as many
languages as the system is translated into. Every kind of change is counted, and shown a few times.
"""

from __future__ import annotations

import gettext
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cjkclean

DOCUMENT = 40  # messages that make a document
SHOWN = 5  # changes of a kind that are printed


def documents(catalogue: Path) -> Iterator[str]:
    try:
        with catalogue.open("rb") as file:
            found = gettext.GNUTranslations(file)
    except (IndexError, OSError, UnicodeDecodeError, ValueError):
        return  # not a catalogue that Python reads
    catalog: dict[object, object] = vars(found)["_catalog"]
    messages = [text for key, text in catalog.items() if key and isinstance(text, str)]
    for at in range(0, len(messages), DOCUMENT):
        yield "\n".join(messages[at : at + DOCUMENT])


def main() -> None:
    preset = sys.argv[1] if len(sys.argv) > 1 else "repair"
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "/usr/share/locale")
    kinds: Counter[str] = Counter()
    languages, number, changed = set(), 0, 0
    for catalogue in sorted(folder.glob("*/LC_MESSAGES/*.mo")):
        language = catalogue.parts[-3]
        languages.add(language)
        for text in documents(catalogue):
            result = cjkclean.explain(text, preset)
            number += 1
            changed += result.changed
            for edit in result.edits:
                kinds[edit.kind] += 1
                if kinds[edit.kind] <= SHOWN:
                    around = text[max(0, edit.start - 20) : edit.end + 20]
                    print(f"{language} {edit.kind} {edit.original!r} -> {edit.replacement!r} in {around!r}")
    print(f"{preset}: {changed} of {number} documents in {len(languages)} languages changed: {dict(kinds)}")


if __name__ == "__main__":
    main()
