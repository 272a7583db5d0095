"""The work of each step, as results that the views can show one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from cjkclean.profile import profile
from cjkclean.result import Result

__all__ = ["by_step"]


def by_step(result: Result) -> Iterator[tuple[str, Result]]:
    """For every step that changed something its name, and a result that leads from the text before to that after it.

    A step that worked several times comes up as often.
    """
    text = result.source
    for name, edits in result.steps:
        after = edits.apply(text)
        yield name, Result(text=after, source=text, edits=edits, profile=profile(text), steps=((name, edits),))
        text = after
