"""Documents to measure on: any size, language and share of damage, the same for the same arguments.

    python benchmarks/corpus.py --language hans --damage mixed --documents 100 --length 1000 > documents.jsonl

Sentences come from `$CJKCLEAN_DATA/corpora`, or without that folder from `tests/texts/clean.json`, shuffled.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from tests.damage.cloaking import Cloak
from tests.damage.mojibake import Confusion

from cjkclean.tables import glosses

__all__ = ["DAMAGES", "LANGUAGES", "corpus"]

LANGUAGES = {
    "hans": ("zh_cmrc2018.txt", "zh-Hans"),
    "hant": ("zhtw_moztw_cc0.txt", "zh-Hant"),
    "ja": ("ja_jaquad.txt", "ja"),
    "ko": ("ko_klue_dev.txt", "ko"),
}
DAMAGES = ("clean", "mixed", "heavy", "adversarial")
SHARE = 0.1  # of the documents of a mixed corpus that are damaged

_MOJIBAKE = (
    Confusion("utf-8", "gb18030", "question"),
    Confusion("utf-8", "gb18030", "replace"),
    Confusion("utf-8", "latin-1"),
    Confusion("gb18030", "latin-1"),
)
_ADVERSARIAL = "<&锟(&#\ufffd?％nbsp；\\u00http：／／&lt;amp 瑙ｇÃ¤Â¹"  # looks like every damage, and is none


def corpus(language: str, documents: int, length: int, damage: str = "clean", seed: int = 1) -> list[str]:
    """Documents of about `length` characters.

    Args:
        language: one of `LANGUAGES`.
        documents: how many.
        length: code points of a document before it is damaged.
        damage: `clean`; `mixed`, a tenth of the documents damaged; `heavy`, all of them; `adversarial`, strings that
            wake every step and cannot be repaired.
        seed: another seed, other documents.
    """
    chance = random.Random(f"{seed} {language} {damage} {length}")
    if damage == "adversarial":
        return [_noise(length, chance) for _ in range(documents)]
    made = []
    for text in _documents(language, documents, length, chance):
        hurt = damage == "heavy" or (damage == "mixed" and chance.random() < SHARE)
        made.append(_damaged(text, language, chance) if hurt else text)
    return made


@lru_cache(maxsize=8)
def _sentences(language: str) -> tuple[str, ...]:
    file, tag = LANGUAGES[language]
    folder = os.environ.get("CJKCLEAN_DATA")
    if folder:
        lines = (Path(folder) / "corpora" / file).read_text("utf-8").splitlines()
        return tuple(line for line in lines if len(line) >= 15)
    texts = json.loads((Path(__file__).parent.parent / "tests/texts/clean.json").read_text("utf-8"))
    return tuple(line for text in texts if text["lang"].startswith(tag) for line in text["text"].split("\n"))


def _documents(language: str, documents: int, length: int, chance: random.Random) -> Iterator[str]:
    known = list(_sentences(language))
    chance.shuffle(known)
    at = 0
    for _ in range(documents):
        lines: list[str] = []
        size = 0
        while size < length:
            lines.append(known[at % len(known)])
            size += len(lines[-1]) + 1
            at += 1
        yield "\n".join(lines)[:length].strip()


def _damaged(text: str, language: str, chance: random.Random) -> str:
    if language == "hans" and chance.random() < 0.5:
        text = text.encode("gb18030", "ignore").decode("gb18030")
        table = [(char, known[0]) for char, known in glosses.seen().items()]
        return Cloak(glosses=chance.sample(table, 40))(text)
    for confusion in chance.sample(_MOJIBAKE, len(_MOJIBAKE)):
        try:
            return confusion(text)
        except UnicodeError:
            continue
    return text


def _noise(length: int, chance: random.Random) -> str:
    return "".join(chance.choices(_ADVERSARIAL, k=length))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=LANGUAGES, default="hans")
    parser.add_argument("--damage", choices=DAMAGES, default="clean")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--length", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    for text in corpus(options.language, options.documents, options.length, options.damage, options.seed):
        print(json.dumps({"text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
