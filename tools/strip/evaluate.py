"""Scores of the line model, cross-validated by site: character 4-gram precision, recall and F1 a page.

Pages with ` html` behind their kind are read from their markup and judged by it, too. Texts that are no pages: how
many lines of how many the whole model takes from those that have furniture at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import mean

import numpy as np

from cjkclean.strip.forests import bound
from tools.strip.train import REAL, Models, Sample, fold, probabilities, train

FOLDS = 3
THRESHOLDS = (0.25, 0.3, 0.4)


def _grams(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[i : i + 4] for i in range(max(1, len(text) - 3)))


def score(kept: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of character 4-grams."""
    a, b = _grams(kept), _grams(gold)
    hit = sum((a & b).values())
    precision, recall = hit / max(1, sum(a.values())), hit / max(1, sum(b.values()))
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def _is_page(item: Sample, models: Models) -> bool:
    shape = item.page.shape()
    odds = models.text.predict(np.array([shape], dtype="f4"), raw_score=True)[0]
    return item.shaped and bool(odds < bound(shape))


def judged(items: list[Sample]) -> list[tuple[Sample, list[float]]]:
    """The probabilities of the lines, from models that saw no page of the site; all 1 for what is taken for no page."""
    out = []
    for number in range(FOLDS):
        models = train([item for item in items if fold(item.source.group, "outer", FOLDS) != number])
        for item in items:
            shown = item.source.kind.startswith((*REAL, "text", "made forum"))
            if not shown or fold(item.source.group, "outer", FOLDS) != number:
                continue
            chances = probabilities(item, models)
            whole = not item.hinted and not _is_page(item, models)
            out.append((item, [1.0] * item.page.count if whole else list(chances)))
        print("fold", number, flush=True)
    return out


def evaluate(items: list[Sample]) -> None:
    """Print the scores by kind of page and threshold."""
    found = judged(items)
    for threshold in THRESHOLDS:
        rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        lost: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for item, chances in found:
            kept = [item.page.line(i) for i, chance in enumerate(chances) if chance >= threshold]
            kind = item.source.kind
            if kind.startswith("text"):
                key = " ".join(kind.split()[:2]) + " html" * item.hinted
                lost[key][0] += item.page.count - len(kept)
                lost[key][1] += item.page.count
            else:
                rows[kind].append(score("\n".join(kept), item.source.gold))
        print(f"threshold {threshold}")
        for kind, scores in sorted(rows.items()):
            figures = " ".join(f"{mean(s[i] for s in scores):.3f}" for i in range(3))
            print(f"  {kind:34} {len(scores):4}  {figures}")
        for kind, (gone, lines) in sorted(lost.items()):
            print(f"  {kind:34} {gone:5} of {lines} lines lost")
