"""Labelled pages: real ones with a hand-made article text, rendered to lines and aligned with it.

The folder named by the environment variable `CJKCLEAN_DATA` holds `pages/manifest.json` (a list of records with `id`,
`site`, `source`, `lang`, `script`, `encoding`) and for each record `pages/<id>.html` and `pages/<id>.txt`.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from cjkclean.strip.markup import read

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "hr",
        "dl",
        "dt",
        "dd",
        "form",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "aside",
        "blockquote",
        "pre",
        "center",
        "figure",
        "figcaption",
        "option",
        "select",
        "tbody",
        "thead",
        "body",
        "html",
        "title",
        "fieldset",
        "main",
        "address",
    ]
)
_SKIPPED = frozenset(["script", "style", "noscript", "template", "head", "iframe", "object", "svg", "textarea"])


@dataclass
class Labelled:
    """A page as lines with labels: 1 the author's, 0 not; `group` keeps pages of one site in one fold."""

    name: str
    group: str
    kind: str
    lines: list[str]
    labels: list[int]
    gold: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The page as a crawler stores it."""
        return "\n".join(self.lines)


def data() -> Path:
    """The folder of the training data."""
    return Path(os.environ["CJKCLEAN_DATA"])


def render(source: str) -> list[str]:
    """The text of a page, one block a line."""
    try:
        tree = lxml_html.fromstring(source)
    except ValueError:
        tree = lxml_html.fromstring(source.encode("utf-8"))
    out: list[str] = []

    def walk(node: Any) -> None:
        if not isinstance(node.tag, str) or node.tag.lower() in _SKIPPED:
            return
        block = node.tag.lower() in _BLOCKS
        out.append("\n" if block else "")
        out.append((node.text or "").replace("\n", " ").replace("\r", " "))
        for child in node:
            walk(child)
            out.append((child.tail or "").replace("\n", " ").replace("\r", " "))
        out.append("\n" if block else "")

    walk(tree)
    lines = (" ".join(line.split()) for line in "".join(out).split("\n"))
    return [line for line in lines if line]


def _squeeze(text: str) -> str:
    return "".join(text.split())


class _Best:
    """Fenwick tree of maxima: best (weight, occurrence) among all entries up to an offset."""

    def __init__(self, size: int) -> None:
        self.cells = [(0, -1)] * (size + 2)

    def put(self, at: int, value: tuple[int, int]) -> None:
        at += 1
        while at < len(self.cells):
            self.cells[at] = max(self.cells[at], value)
            at += at & -at

    def get(self, at: int) -> tuple[int, int]:
        at += 1
        best = (0, -1)
        while at > 0:
            best = max(best, self.cells[at])
            at -= at & -at
        return best


def align(lines: list[str], gold: str) -> list[int]:
    """1 for every line that is part of `gold`: the heaviest chain of lines found there in order.

    Lines that the gold holds with small changes (half their 4-grams or more) count too; very short lines far from
    any long one are taken for a coincidence.
    """
    bare = [_squeeze(line) for line in lines]
    target = _squeeze(gold)
    labels = _chain(bare, target)
    grams = Counter(target[i : i + 4] for i in range(len(target) - 3))
    chosen = {bare[i] for i, label in enumerate(labels) if label}
    for i, line in enumerate(bare):
        if not labels[i] and len(line) >= 8 and line not in chosen:
            hits = sum(line[k : k + 4] in grams for k in range(len(line) - 3))
            labels[i] = int(hits >= 0.5 * (len(line) - 3))
    long = [i for i, label in enumerate(labels) if label and len(bare[i]) >= 15]
    for i, line in enumerate(bare):
        if labels[i] and len(line) < 6 and long and min(abs(i - k) for k in long) > 4:
            labels[i] = 0
    return labels


def _chain(bare: list[str], target: str) -> list[int]:
    found: list[tuple[int, int, int]] = []
    for i, line in enumerate(bare):
        at, count = target.find(line), 0
        while line and at >= 0 and count < 50:
            found.append((i, at, at + len(line)))
            at, count = target.find(line, at + 1), count + 1
    best = _Best(len(target) + 1)
    previous = [-1] * len(found)
    for _, group in groupby(range(len(found)), key=lambda o: found[o][0]):
        updates = []
        for o in group:
            _, start, end = found[o]
            weight, previous[o] = best.get(start)
            updates.append((end, (weight + end - start, o)))
        for end, value in updates:
            best.put(end, value)
    labels = [0] * len(bare)
    o = best.get(len(target))[1]
    while o >= 0:
        labels[found[o][0]] = 1
        o = previous[o]
    return labels


def real_pages() -> list[Labelled]:
    """Every page of the data folder, labelled."""
    root = data() / "pages"
    out = []
    for record in json.loads((root / "manifest.json").read_text("utf-8")):
        source = (root / f"{record['id']}.html").read_bytes().decode(record["encoding"], "replace")
        gold = (root / f"{record['id']}.txt").read_text("utf-8")
        lines = render(source)
        kind = " ".join(filter(None, (record["source"], record["lang"], record.get("script"))))
        site = {"netease.com": "163.com"}.get(record["site"], record["site"])
        out.append(Labelled(record["id"], site, kind, lines, align(lines, gold), gold, {"html": source, **record}))
    return out


def with_hints(pages: list[Labelled]) -> list[Labelled]:
    """The same pages as their markup is read by the library, a row of hints a line."""
    out = []
    for page in pages:
        found = read(page.extra["html"])
        extra = {**page.extra, "hints": found.hints}
        labels = align(found.lines, page.gold)
        out.append(Labelled(page.name, page.group, f"{page.kind} html", found.lines, labels, page.gold, extra))
    return out


def crop(page: Labelled, seed: int) -> Labelled:
    """A page with little around its article, as crawlers that keep one element of a page store it."""
    rng = random.Random(f"crop {page.name} {seed}")
    inside = [number for number, label in enumerate(page.labels) if label]
    low = max(0, inside[0] - rng.randrange(1, 12))
    high = min(len(page.lines), inside[-1] + 1 + rng.randrange(1, 15))
    return Labelled(
        f"{page.name}/", page.group, f"cropped {page.kind}", page.lines[low:high], page.labels[low:high], page.gold
    )


def dressed(text: Labelled) -> Labelled:
    """A text as a plain HTML document: paragraphs, or the items of a list, under a heading; no classes."""
    rng = random.Random(f"dressed {text.name}")
    tag = rng.choice(["p", "p", "li", "div", "td"])
    first, *rest = (escape(line) for line in text.lines)
    body = "".join(f"<{tag}>{line}</{tag}>" for line in rest)
    around = {"li": "<ul>{}</ul>", "td": "<table><tr>{}</tr></table>"}.get(tag, "{}").format(body)
    source = f"<html><body><h1>{first}</h1>{around}</body></html>"
    return Labelled(text.name, text.group, text.kind, text.lines, text.labels, text.gold, {"html": source})
