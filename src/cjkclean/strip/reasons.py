"""Why a line was taken for furniture: its kind and the evidence in words."""

from __future__ import annotations

from cjkclean.strip.lexicon import CATEGORIES
from cjkclean.strip.page import Page

_KINDS = {
    "nav": ("menu", "names of sections"),
    "act": ("action", "buttons such as share, print, font size"),
    "meta": ("publication", "labels of date, source, author, editor or counters"),
    "legal": ("imprint", "copyright, contact or terms"),
    "rel": ("related", "the heading of a list of other pages"),
    "user": ("account", "login, comment box or forum status"),
    "app": ("app", "prompt for an app or QR code"),
}


def sort_of(page: Page, number: int) -> str:
    """The kind of edit for line `number`."""
    return f"chrome.{_sort(page, number)[0]}"


def _sort(page: Page, number: int) -> tuple[str, str]:
    """The kind, and the evidence in the vocabulary for it if there is any."""
    kind = page.kinds[number]
    shares = {name: page.value(number, f"cat_{name}") for name in _KINDS}
    name = CATEGORIES[kind - 1] if kind else max(shares, key=lambda key: shares[key])
    if kind or shares[name] >= 0.2:
        label, words = _KINDS[name]
        if name == "nav" and page.value(number, "separators") >= 2:
            label = "breadcrumb"
        return label, f"{shares[name]:.0%} of the line is {words}"
    return "publication" if page.value(number, "dates") or page.value(number, "times") else "list", ""


def explain(page: Page, number: int, probability: float) -> tuple[str, tuple[str, ...]]:
    """The kind of edit for line `number`, and the reasons."""
    label, evidence = _sort(page, number)
    reasons = [evidence] if evidence else []
    if page.value(number, "dates") or page.value(number, "times"):
        reasons.append("a date or time")
    if page.value(number, "hosts"):
        reasons.append("a host name")
    if not page.value(number, "stops"):
        reasons.append("no sentence ends in it")
    reasons.append(f"probability of being the author's {probability:.2f}, from its shape, neighbours and place")
    return f"chrome.{label}", tuple(reasons)
