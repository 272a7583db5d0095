"""UndoEscapes: characters that arrived as their escapes."""

from __future__ import annotations

import html.entities
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

from cjkclean.kernels import escape_runs as kernel
from cjkclean.profile import Profile, Signal
from cjkclean.repair import escape_rules as rules
from cjkclean.repair.context import APART, ISOLATING, Context, Line, is_markup, is_source
from cjkclean.repair.legacy_bytes import family_of
from cjkclean.rewrite import Draft, Reason, Replacement, RewritingStep, drafted
from cjkclean.step import Finding
from cjkclean.tables.classes import classes_of

__all__ = ["UndoEscapes", "undo_escapes"]

_OPEN_NAMES = (
    "nbsp", "ldquo", "rdquo", "lsquo", "rsquo", "hellip", "mdash", "ndash", "middot", "bull", "times", "laquo", "raquo",
    "copy", "reg", "quot", "amp", "lt", "gt", "ensp", "emsp", "deg",
)  # fmt: skip
"""Entities that web pages use for marks and spaces, and that also occur without their semicolon."""

_BARE_NAMES = ("nbsp", "ldquo", "rdquo", "lsquo", "rsquo", "hellip", "mdash", "ndash", "middot", "quot", "ensp", "emsp")
"""Those of them that are no words, and so can be told without their ampersand."""


def _packed(characters: str) -> int:
    """One or two characters as the kernel has them."""
    return sum(ord(char) << 32 * at for at, char in enumerate(characters))


_ENTITIES = {name[:-1]: _packed(value) for name, value in html.entities.html5.items() if name.endswith(";")}
_OPEN = {name: _ENTITIES[name] for name in _OPEN_NAMES}
_BARE = {name: _ENTITIES[name] for name in _BARE_NAMES}


_Numbers = tuple[int, int, int, str, int, int]
"""A run as the kernel gives it: the fields of `escape_rules.Run`."""


class _Family(NamedTuple):
    option: str
    kind: str
    reason: str


_FAMILIES = {
    kernel.ENTITY: _Family("entities", "escape.entity", "an HTML entity in running text"),
    kernel.LOOSE: _Family("entities", "escape.entity", "an HTML entity that lost its ampersand or semicolon"),
    kernel.UNICODE: _Family("backslashes", "escape.unicode", "a \\u escape in running text"),
    kernel.PERCENT_U: _Family("percent", "escape.percent", "a %u escape outside a URL"),
    kernel.PERCENT: _Family("percent", "escape.percent", "percent-encoded bytes outside a URL"),
    kernel.SIMPLE: _Family("backslashes", "escape.json", "an escape of a JSON string in running text"),
    kernel.BYTES: _Family("backslashes", "escape.bytes", "bytes escaped one by one in running text"),
    kernel.QUOTED: _Family("quoted_printable", "escape.quoted-printable", "quoted-printable bytes in running text"),
    kernel.UTF7: _Family("utf7", "escape.utf-7", "UTF-7 in running text"),
}
_REASONS = {family: Reason(kind, reason) for family, (_, kind, reason) in _FAMILIES.items()}


@dataclass(frozen=True, slots=True)
class UndoEscapes(RewritingStep):
    r"""Puts back the characters that arrived as escapes.

    Left alone, with a finding: escapes in code and markup, in URLs and addresses, and escapes that are mentioned in
    writing about escapes.

    Attributes:
        entities: `&#20013;` `&#x4e2d;` `&ldquo;`, escaped again (`&amp;amp;lt;`) or without `&` or `;`. Risk: a
            line that shows an entity without naming the subject (HTML, escape and the like) anywhere in the text.
        backslashes: `\u4e2d`, surrogate pairs, `\xe4\xb8\xad`, and `\n \" \/` of JSON strings. Risk: a file path
            with a part such as `\u4e2d`.
        percent: `%E4%B8%AD` (UTF-8, or an older encoding when all such bytes together speak for it) and `%u4e2d`.
            Risk: part of a URL that stands alone.
        quoted_printable: `=E4=B8=AD`, and `=3D` and soft line breaks beside it. Risk: next to none.
        utf7: `+Ti1lhw-`. Risk: a part number of the same form, once in some ten thousand of those that are as long.

    >>> UndoEscapes()("他说：&ldquo;\\u4f60\\u597d&rdquo;")
    '他说：“你好”'
    """

    entities: bool = True
    backslashes: bool = True
    percent: bool = True
    quoted_printable: bool = True
    utf7: bool = True

    name: ClassVar[str] = "undo_escapes"
    wakes: ClassVar[Signal] = Signal.ENTITY | Signal.BACKSLASH | Signal.PERCENT | Signal.EQUALS_HEX | Signal.PLUS_BASE64

    def draft(self, text: str, found: Profile) -> Draft:
        lines = kernel.find(text, _spans(text, found), _ENTITIES, _OPEN, _BARE, ISOLATING)
        if not lines:
            return Draft(text, text)
        decided = _Decision(Context(text), {family for family in _FAMILIES if getattr(self, _FAMILIES[family].option)})
        for line in lines:
            decided.line(*line)
        decided.legacy_bytes(found)
        decided.dependent()
        draft = drafted(text, decided.made, _REASONS, decided.findings())
        if draft.text is not text and (is_markup(text) or is_source(draft.text)):
            return Draft(text, text, findings=draft.findings)
        return draft


def _spans(text: str, found: Profile) -> list[tuple[int, int]]:
    """The lines with signs of escapes. A soft line break joins a line to the next."""
    spans: list[tuple[int, int]] = []
    for start, end in found.lines(_signs()):
        while end < len(text) and (text[end - 2 : end] == "=\n" or text[end - 3 : end] == "=\r\n"):
            end = text.find("\n", end) + 1 or len(text)
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


@cache
def _signs() -> int:
    return classes_of(*"&#;\\%=+")


class _Decision:
    """Decides over the runs of one text, line by line."""

    def __init__(self, context: Context, families: set[int]) -> None:
        self.context = context
        self.families = families
        self.made: list[Replacement] = []
        self.left: list[_Numbers] = []
        self.open: list[tuple[rules.Run, Line]] = []
        self.legacy: list[tuple[rules.Run, Line, rules.Legacy]] = []
        self.counts = Counter[int]()

    def line(self, start: int, end: int, marked: bool, runs: list[_Numbers]) -> None:
        """Decide over the runs of one line."""
        context = self.context
        about = any(run[5] & APART for run in runs) and context.mentions_escapes
        if (marked and context.is_code(start, end, [run[:2] for run in runs])) or (
            about and context.is_about(start, end)
        ):
            self.left += runs
            return
        line = Line(start, end)
        for run in runs:
            first, last, family, decoded, _number, surroundings = run
            if family not in self.families:
                continue
            apart = surroundings & APART
            if about and apart:
                self.left.append(run)
            elif family != kernel.ENTITY or surroundings & 1:
                self._apply_rule(rules.Run(*run), line)
            elif apart and rules.may_be_mentioned(decoded):
                self.open.append((rules.Run(*run), line))
            else:  # the short way: nothing can forbid it
                self.made.append((first, last, decoded, family))

    def _apply_rule(self, run: rules.Run, line: Line) -> None:
        mentioned = run.family == kernel.ENTITY and run.surroundings & APART and rules.may_be_mentioned(run.decoded)
        if run.family == kernel.SIMPLE or mentioned:
            self.open.append((run, line))
            return
        found = rules.RULES[run.family](self.context, run, line)
        if isinstance(found, rules.Legacy):
            self.legacy.append((run, line, found))
        elif found is not None:
            self.made.append((run.start, found.end, found.text, run.family))
            self.counts[run.family] += 1
        elif run.family in (kernel.QUOTED, kernel.UTF7, kernel.UNICODE):
            self.open.append((run, line))
        elif run.decoded:
            self.left.append(run)

    def legacy_bytes(self, found: Profile) -> None:
        """Decide over the bytes that are no UTF-8, all together; `found` is the profile of the text."""
        if not self.legacy:
            return
        family = family_of([legacy.data + legacy.tail for *_, legacy in self.legacy], found)
        if family is None:
            return
        for run, line, legacy in self.legacy:
            meant = rules.legacy_bytes(self.context, run, line, legacy, family)
            if meant is not None:
                self.made.append((run.start, meant.end, meant.text, run.family))
                self.counts[run.family] += 1
        self.made.sort()

    def dependent(self) -> None:
        """Decide over the runs that only the company of others makes damage."""
        if not self.open:
            return
        others = 2 * self.counts[kernel.UNICODE]
        if rules.has_cjk(self.context.text):
            breaks = [run for run, _ in self.open if run.family == kernel.SIMPLE]
            others += sum(rules.between_cjk(self.context.text, run) for run in breaks)
        entities = any(family == kernel.ENTITY for *_, family in self.made)
        for run, line in self.open:
            found = None
            if run.family == kernel.ENTITY:
                found = rules.lone_entity(self.context, run, line, entities)
            elif run.family == kernel.SIMPLE:
                found = rules.simple(self.context, run, line, others)
            elif run.family == kernel.UNICODE:
                found = rules.unicode_escape(self.context, run, line, self.counts[kernel.UNICODE])
            elif self.counts[run.family]:
                found = (rules.quoted_ascii if run.family == kernel.QUOTED else rules.utf7_short)(
                    self.context, run, line
                )
            if found is not None:
                self.made.append((run.start, found.end, found.text, run.family))
            elif run.decoded and run.family == kernel.UNICODE:
                self.left.append((run.start, run.end, run.family, run.decoded, run.number, run.surroundings))
        self.made.sort()

    def findings(self) -> tuple[Finding, ...]:
        """The runs that were left although they spell CJK text."""
        return tuple(
            Finding(start, end, _FAMILIES[family].kind, "an escape left alone", 0.5, (decoded,))
            for start, end, family, decoded, _count, _surroundings in self.left
            if not decoded.isascii()
        )


def undo_escapes(text: str, **options: bool) -> str:
    r"""`text` with the characters that arrived as escapes put back; the options are those of `UndoEscapes`.

    >>> undo_escapes("&#20013;&#25991;")
    '中文'
    """
    return UndoEscapes(**options)(text)
