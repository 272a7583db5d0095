"""Characters that cannot be seen: which of them are debris, and which a script needs.

In CJK text nothing joins, hyphenates or changes direction, so there these characters come from machines only. In
other scripts they are spelling, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from cjkclean.patterns import lazy
from cjkclean.rewrite import Replacement

BOM = "\ufeff"
_BREAKS = "\u200b\u2060\xad"  # zero-width space, word joiner, soft hyphen
_JOINERS = "\u200c\u200d"
_DIRECTIONS = lazy("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f]")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_CJK = lazy("[\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]")
_NEUTRAL = lazy(r"[\s\d!-/:-@\[-`{-~“”‘’…—·]")
_TERMINAL = lazy(
    "(?:\x1b\\([B0])?\x1b\\[[0-?]*[ -/]*[@-~](?:\x1b\\(B|\x0f)?|\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)|\x1b[78=>]"
)
"""Control sequences and commands to the terminal (ECMA-48, 5.4 and 5.6), with the choice of a character set that
terminals are sent before or after (by itself it may be ISO 2022), and the saving of the cursor's place."""
_OVERSTRUCK = lazy("(.)\x08(?=\\1)|_\x08")
_KEPT_CONTROLS = "\t\n\r\x07\x0b\x0c\x1b\x1c\x1d\x1e\x1f"
"""White space and page breaks, the separators that data files use, and what scripts for terminals hold."""


class Invisible:
    """Decides over invisible and control characters of one text.

    Args:
        text: the text.
        cjk: whether CJK letters stand in it.
    """

    def __init__(self, text: str, cjk: bool) -> None:
        self.text = text
        self.cjk = cjk
        self._known: dict[str, str] = {}

    @cached_property
    def right_to_left(self) -> bool:
        """Whether the text has letters that run from right to left."""
        return _RIGHT_TO_LEFT.search(self.text) is not None

    def kept(self, start: int, end: int) -> str:
        """Those of the invisible characters text[start:end] that stay."""
        if not start or end == len(self.text):
            return self._kept(start, end)
        around = self.text[start - 1 : end + 1]
        found = self._known.get(around)
        if found is None:
            found = self._known[around] = self._kept(start, end)
        return found

    def _kept(self, start: int, end: int) -> str:
        """Those of the invisible characters text[start:end] that stay; their neighbours decide."""
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        sides = [bool(char) and _CJK.match(char) is not None for char in (before, after)]
        quiet = [
            ours or not char or _NEUTRAL.match(char) is not None
            for ours, char in zip(sides, (before, after), strict=True)
        ]
        misread = any("\x80" <= char <= "\xff" for char in (before, after))  # a byte of a character, not a hyphen
        in_line = bool(before.strip() or after.strip())  # else it is an entry of a table
        return "".join(
            char for char in self.text[start:end] if not self._is_debris(char, sides, quiet, in_line and not misread)
        )

    def _is_debris(self, char: str, sides: list[bool], quiet: list[bool], in_line: bool) -> bool:
        if char == BOM:
            return True
        if char == "\xad" and not in_line:
            return False
        if char in _BREAKS:
            return any(sides) or (self.cjk and all(quiet) and in_line)
        if char in _JOINERS:
            return all(quiet) and self.cjk
        if _DIRECTIONS.match(char):
            return self.cjk and not self.right_to_left
        return False

    def controls(self, start: int, end: int, key: int) -> Iterator[Replacement]:
        """The removals of the control characters text[start:end], with what belongs to them."""
        text = self.text
        at = start
        while at < end:
            sequence = _TERMINAL.match(text, at) or (_OVERSTRUCK.match(text, at - 1) if at else None)
            if sequence and text[at] == "\x1b" and not self.cjk:
                at = max(at + 1, min(sequence.end(), end))
            elif sequence:
                yield (sequence.start(), sequence.end(), "", key)
                at = sequence.end()
            elif text[at] not in _KEPT_CONTROLS and not self._separates(text[at]):
                yield (at, at + 1, "", key)
                at += 1
            else:
                at += 1

    def _separates(self, char: str) -> bool:
        """Whether the control character separates the fields of a table: two or more of it in every line."""
        return self.text.count(char) >= max(3, 2 * (self.text.count("\n") + 1))


def surrogates(text: str, start: int, end: int, key: int) -> Iterator[Replacement]:
    """What the surrogates text[start:end] mean: pairs a character, escaped bytes their text, others nothing."""
    units = text[start:end]
    joined = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if all("\udc80" <= char <= "\udcff" for char in units):
        joined = _escaped_bytes(units)
    yield (start, end, re.sub("[\ud800-\udfff]", "\ufffd", joined), key)


def _escaped_bytes(units: str) -> str:
    raw = units.encode("ascii", "surrogateescape")
    for encoding in ("utf-8", "gbk"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return units
