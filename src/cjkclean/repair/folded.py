"""Marks whose full width a cloaking tool folded: on a page that it made, they get it back."""

from __future__ import annotations

from cjkclean.edits import Edit, EditList
from cjkclean.kernels import shifted
from cjkclean.patterns import lazy
from cjkclean.repair.annotations import HAN
from cjkclean.repair.punctuation import full_marks

__all__ = ["is_folded", "widened"]

_LEAST = 2
"""By how many more marks behind ideographs are ASCII than fullwidth on a folded page; one may be a slip."""
_NEVER_WIDE = "."
"""The tool folds U+FF0E, which Chinese does not use, and leaves U+3002 alone."""
_BEFORE_ASCII = lazy(rf"(?<=[{HAN}”’」』》）])[,;:!](?=[0-9A-Za-z])")
"""Marks that elsewhere might belong to a number or a name; on a folded page nobody wrote ASCII ones."""
_REALLY_ASKED = lazy(r"\?(?=[”’」』）)]|\s|\Z)|(?<=[吗嗎呢])\?")


def is_folded(text: str) -> bool:
    """Whether the marks of a Chinese text are ASCII, and nothing in it is fullwidth."""
    more, wide = shifted.folded(text)
    return more >= _LEAST and not wide


def widened(text: str) -> EditList:
    """Edits that give the marks in the Chinese parts of a folded text their full width back.

    A `?` may be a hole that was left; it is a question mark for certain only where a clause ends, or
    behind a particle that asks.

    >>> text = "村裡修了橋,也修了路:今年兩百戶都通了車(見圖)。"
    >>> widened(text).apply(text)
    '村裡修了橋，也修了路：今年兩百戶都通了車（見圖）。'
    """
    made = _once(text)
    return made.compose(_once(made.apply(text)))  # a mark behind a bracket, too


def _once(text: str) -> EditList:
    marks = {start: mark for start, _, mark, _ in full_marks(text)}
    marks |= {found.start(): chr(ord(found[0]) + 0xFEE0) for found in _BEFORE_ASCII.finditer(text)}
    reason = "a fullwidth mark that was folded"
    return EditList(
        (
            Edit(at, at + 1, text[at], mark, "width.folded", 1.0, reason)
            for at, mark in sorted(marks.items())
            if text[at] != _NEVER_WIDE and (text[at] != "?" or _REALLY_ASKED.match(text, at))
        ),
        len(text),
    )
