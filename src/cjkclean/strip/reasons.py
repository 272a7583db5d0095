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


def explain(page: Page, number: int, probability: float) -> tuple[str, tuple[str, ...]]:
    """The kind of edit for line `number`, and the reasons."""
    reasons = []
    kind = page.kinds[number]
    shares = {name: page.value(number, f"cat_{name}") for name in _KINDS}
    name = CATEGORIES[kind - 1] if kind else max(shares, key=lambda key: shares[key])
    if kind or shares[name] >= 0.2:
        label, words = _KINDS[name]
        reasons.append(f"{shares[name]:.0%} of the line is {words}")
        if name == "nav" and page.value(number, "separators") >= 2:
            label = "breadcrumb"
    elif page.value(number, "dates") or page.value(number, "times"):
        label = "publication"
    else:
        label = "list"
    if page.value(number, "dates") or page.value(number, "times"):
        reasons.append("a date or time")
    if page.value(number, "hosts"):
        reasons.append("a host name")
    if not page.value(number, "stops"):
        reasons.append("no sentence ends in it")
    reasons.append(f"probability of being the author's {probability:.2f}, from its shape, neighbours and place")
    return f"chrome.{label}", tuple(reasons)
