"""Scores of the line model, cross-validated by site: character 4-gram precision, recall and F1 a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import mean

from cjkclean.strip.page import FULL
from tools.strip.train import Sample, agree, fold, train

FOLDS = 5
THRESHOLDS = (0.3, 0.4, 0.5)


def _grams(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[i : i + 4] for i in range(max(1, len(text) - 3)))


def score(kept: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of character 4-grams."""
    a, b = _grams(kept), _grams(gold)
    hit = sum((a & b).values())
    precision, recall = hit / max(1, sum(a.values())), hit / max(1, sum(b.values()))
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def probabilities(items: list[Sample]) -> list[list[float]]:
    """For every page the probabilities of its lines, from models that saw no page of its site."""
    out: dict[int, list[float]] = {}
    for number in range(FOLDS):
        inside = [item for item in items if fold(item.source.group, "outer", FOLDS) != number]
        outside = [item for item in items if fold(item.source.group, "outer", FOLDS) == number]
        first, second = train(inside)
        for item in outside:
            agree(item, first)
            out[id(item)] = list(second.predict(item.rows[:, :FULL]))
        print("fold", number, len(inside), len(outside), flush=True)
    return [out[id(item)] for item in items]


def evaluate(items: list[Sample]) -> None:
    """Print the scores by kind of page and threshold."""
    found = probabilities(items)
    for threshold in THRESHOLDS:
        rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for item, chances in zip(items, found, strict=True):
            kept = "\n".join(item.page.line(i) for i, chance in enumerate(chances) if chance >= threshold)
            rows[item.source.kind].append(score(kept, item.source.gold))
        print(f"threshold {threshold}")
        for kind, scores in sorted(rows.items()):
            figures = " ".join(f"{mean(s[i] for s in scores):.3f}" for i in range(3))
            print(f"  {kind:30} {len(scores):4}  {figures}")
