"""Pages in one language made from the bones of pages in another.

Few Japanese and Korean pages have a hand-made article text. The order and shapes of the lines of a page do not depend
much on the language, so a real page is rebuilt line by line: prose from sentences of a corpus, menu entries from the
vocabulary of the same category, unknown short lines from cut sentences.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache

from cjkclean.strip import alphabet, lexicon
from cjkclean.strip.page import Page
from tools.strip.pages import Labelled, data

_CORPORA = {
    "ja": ("ja_jaquad.txt",),
    "ko": ("ko_klue_dev.txt",),
    "ko-talk": ("ko_nsmc.txt",),
    "hans": ("zh_cmrc2018.txt",),
    "hant": ("zhtw_moztw_cc0.txt", "zhhk_ctcpc_cc0.txt"),
}
_SCRIPTS = {"ja": r"[ぁ-ヿ]", "ko": r"[가-힣]"}
_RATIO = {"ja": 1.3, "ko": 1.2, "hans": 1.0, "hant": 1.0}


@lru_cache
def sentences(language: str) -> tuple[str, ...]:
    """Sentences of a corpus, 8 to 160 characters."""
    out: list[str] = []
    for name in _CORPORA[language]:
        text = (data() / "corpora" / name).read_text("utf-8", "replace")[:3_000_000]
        out += (s.strip() for s in re.split(r"(?<=[。！？!?])|(?<=\.)\s|\n", text))
    return tuple(s for s in out if 8 <= len(s) <= 160)


@lru_cache
def vocabulary(language: str) -> dict[str, tuple[str, ...]]:
    """The entries of the vocabulary that belong to a language, by category."""
    entries = lexicon.read()
    pattern = _SCRIPTS.get(language)
    out: dict[str, list[str]] = {}
    other = {"hans": alphabet.HANT_ONLY, "hant": alphabet.HANS_ONLY}.get(language, 0)
    for entry, category in entries.items():
        foreign = any(alphabet.flags()[ord(char)] & other for char in entry)
        if re.search(pattern, entry) if pattern else not (foreign or re.search(r"[ぁ-ヿ가-힣]", entry)):
            out.setdefault(category, []).append(entry)
    return {category: tuple(words) for category, words in out.items()}


def headline(rng: random.Random, language: str, size: int) -> str:
    """The beginning of a sentence without its final mark: what titles in a list look like."""
    text = rng.choice(sentences(language)).rstrip("。.!?！？")
    cut = max(2, size)
    return text[:cut].strip(" 、，,") or text


def prose(rng: random.Random, language: str, size: int) -> str:
    """Sentences of about `size` characters together."""
    pool = sentences(language)
    at = rng.randrange(len(pool))
    out = pool[at]
    while len(out) < size * 0.8:
        at += 1
        out += ("" if language in ("ja", "hans", "hant") else " ") + pool[at % len(pool)]
    return out


def _line(rng: random.Random, language: str, page: Page, number: int, content: int) -> str:
    text = page.line(number)
    size = max(2, int(page.value(number, "length") * _RATIO[language]))
    if page.value(number, "han") + page.value(number, "kana") + page.value(number, "hangul") < 0.15:
        return text
    words = vocabulary(language)
    if page.value(number, "covered") >= 0.4 and not content:
        entries = lexicon.read()

        def swap(match: re.Match[str]) -> str:
            category = entries.get(match.group())
            return rng.choice(words[category]) if category in words else headline(rng, language, len(match.group()) + 1)

        return re.sub(r"[一-鿿぀-ヿ가-힣]+", swap, text)
    if page.value(number, "stops") or size > 60:
        return prose(rng, language, size)
    lead = re.match(r"[^一-鿿぀-ヿ가-힣]{0,4}", text)
    tail = re.search(r"[^一-鿿぀-ヿ가-힣]{0,12}$", text)
    return (lead.group() if lead else "") + headline(rng, language, size) + (tail.group() if tail else "")


def restyle(source: Labelled, language: str, seed: int) -> Labelled:
    """`source` in another language: the same bones, other words."""
    rng = random.Random(f"{seed} {source.name} {language}")
    page = Page(source.text)
    lines, labels = [], []
    memory: dict[str, str] = {}
    number = 0
    for text, label in zip(source.lines, source.labels, strict=True):
        if number >= page.count or page.line(number) not in text:
            continue
        if text not in memory:
            memory[text] = _line(rng, language, page, number, label)
        lines.append(memory[text])
        labels.append(label)
        number += 1
    gold = "\n".join(line for line, label in zip(lines, labels, strict=True) if label)
    return Labelled(f"{source.name}~{language}", source.group, f"restyled {language}", lines, labels, gold)
