"""One result for the views: its figures, and the work of each step as results of their own."""

from __future__ import annotations

from collections.abc import Iterator

from cjkclean.profile import profile
from cjkclean.result import Result

__all__ = ["by_step", "figures"]


def by_step(result: Result) -> Iterator[tuple[str, Result]]:
    """For every step that changed something its name, and a result that leads from the text before to that after it.

    A step that worked several times comes up as often.
    """
    text = result.source
    for name, edits in result.steps:
        after = edits.apply(text)
        yield name, Result(text=after, source=text, edits=edits, profile=profile(text), steps=((name, edits),))
        text = after


def figures(result: Result) -> dict[str, str]:
    """What a view says of a result at the top."""
    return {
        "characters before": f"{len(result.source):,}",
        "after": f"{len(result.text):,}",
        "edits": f"{len(result.edits):,}",
        "noticed and left": f"{len(result.findings):,}",
    }
