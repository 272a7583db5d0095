"""The record of a conversion: its changes as edits, and the choices it could not make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cjkclean.edits import Edit, EditList
from cjkclean.script.dictionary import Stage
from cjkclean.script.passes import KEYS, Pass, Program
from cjkclean.step import Finding

# Shares of right changes in s2t, measured on the 500 aligned sentences of UD_Chinese-GSD's development set (台 for 臺
# counted as right): by a character with one value 4259 of 4268, by a phrase 1124 of 1152, by a character with several
# values 392 of 403.
BY_CHARACTER, BY_PHRASE, BY_DEFAULT = 0.998, 0.976, 0.973


def occurrences(words: Program, text: str, offset: int) -> list[tuple[int, int, str]]:
    """The words of a dictionary in `text`, longest first at each place: start, end (both plus `offset`), value."""
    (found,) = words.trace(text, KEYS)
    result = found.text()
    return [(offset + start, offset + end, result[first:last]) for start, end, first, last, _ in found.pieces()]


def edits(program: Program, text: str, offset: int, kind: str) -> Iterator[Edit]:
    """What the program changes in `text`, each edit as small as it can be; `offset` is added to their offsets."""
    total = EditList((), len(text))
    others: dict[int, tuple[str, ...]] = {}
    for step in _steps(program, text):
        others.update((total.to_source(choice.start), choice.others) for choice in step.choices())
        total = total.compose(EditList(step.changes(kind), len(step.before)))
    for edit in total:
        for small in _smallest(edit):
            yield _moved(small, offset, kind, others.get(small.start, ()))


def _moved(edit: Edit, offset: int, kind: str, others: tuple[str, ...]) -> Edit:
    alternatives = others if len(edit.original) == 1 else ()
    if offset == 0 and edit.kind == kind and not alternatives:
        return edit
    start, end = edit.start + offset, edit.end + offset
    return Edit(start, end, edit.original, edit.replacement, kind, edit.confidence, edit.reason, alternatives)


def choices(program: Program, text: str, offset: int, kind: str) -> Iterator[Finding]:
    """The characters with several values that no phrase decided; `offset` is added to their offsets."""
    total = EditList((), len(text))
    for step in _steps(program, text):
        for choice in step.choices():
            start = total.to_source(choice.start) + offset
            message = f"{choice.taken} was taken; {'、'.join(choice.others)} may be meant"
            yield Finding(start, start + 1, kind, message, 1 - BY_DEFAULT, (choice.taken, *choice.others))
        total = total.compose(EditList(step.changes(kind), len(step.before)))


@dataclass(frozen=True, slots=True)
class _Choice:
    start: int
    taken: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One pass with its text before and after, and what is still to come."""

    stage: Stage
    made: Pass
    before: str
    after: str
    later: Program

    def changes(self, kind: str) -> Iterator[Edit]:
        """The changes of the pass."""
        for start, end, first, last, size in self.made.pieces():
            old = self.before[start:end]
            if size > 1:
                confidence, reason = BY_PHRASE, "a phrase of the dictionary"
            elif old in self.stage.choices:
                confidence, reason = BY_DEFAULT, "the first of several values"
            else:
                confidence, reason = BY_CHARACTER, "the only value"
            yield Edit(start, end, old, self.after[first:last], kind, confidence, reason)

    def choices(self) -> Iterator[_Choice]:
        """The characters whose first value the pass took for want of a phrase, as they come out in the end."""
        if not self.stage.choices:
            return
        for start, end, first, last, size in self.made.pieces():
            others = self.stage.choices.get(self.before[start:end]) if size == 1 else None
            if others:
                taken = self.later.apply(self.after[first:last])
                distinct = dict.fromkeys(map(self.later.apply, others))
                distinct.pop(taken, None)
                if distinct:
                    yield _Choice(start, taken, tuple(distinct))


def _steps(program: Program, text: str) -> Iterator[_Step]:
    made = program.trace(text)
    names = [name for name, _ in program.passes]
    if len(made) > len(names):
        names.insert(0, program.normalize or "")
    before = text
    for at, (name, step) in enumerate(zip(names, made, strict=True), 1 - len(made)):
        after = step.text()
        later = replace(program, passes=program.passes[at:] if at else (), normalize=None)
        yield _Step(program.bundle.stages[name], step, before, after, later)
        before = after


def _smallest(edit: Edit) -> Iterator[Edit]:
    """The edit cut down to what differs: character by character, or without the common ends."""
    old, new = edit.original, edit.replacement
    if len(old) == len(new) == 1:
        yield edit
        return
    if len(old) == len(new):
        pieces = [(at, at + 1) for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    else:
        head = _common(old, new)
        pieces = [(head, len(old) - _common(old[head:][::-1], new[head:][::-1]))]
    for start, end in pieces:
        part = new[start : end + len(new) - len(old)]
        yield replace(edit, start=edit.start + start, end=edit.start + end, original=old[start:end], replacement=part)


def _common(a: str, b: str) -> int:
    """Length of the common beginning."""
    size = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        size += 1
    return size
