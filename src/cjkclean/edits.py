"""Edits: the one currency in which every step says what it would change.

An `Edit` replaces `text[start:end]` by another string and says why. An `EditList` is all the edits of one text, in
order and without overlap; applying, undoing, composing, offset maps and records are functions of it, written here
once. All offsets count code points.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any, overload

__all__ = ["Edit", "EditConflict", "EditList"]


class EditConflict(ValueError):
    """Edits that overlap each other, reach beyond the text, or do not fit the text they are applied to."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement, over the text that the step saw.

    Attributes:
        start: offset of the first code point replaced.
        end: offset after the last one; equal to `start` for an insertion.
        original: the text replaced, `text[start:end]`.
        replacement: what stands there afterwards; empty for a removal.
        kind: what it is, dotted from general to particular: `gloss`, `mojibake.utf8-gbk`, `chrome.breadcrumb`.
        confidence: probability that the change is right, 0 to 1.
        reason: the evidence, for a human reader.
        alternatives: other replacements that were considered, best first.

    >>> Edit(1, 5, "(guī)", "", "gloss").end
    Traceback (most recent call last):
    ...
    cjkclean.edits.EditConflict: gloss edit at 1..5: the original '(guī)' has 5 code points, not 4
    """

    start: int
    end: int
    original: str
    replacement: str
    kind: str
    confidence: float = 1.0
    reason: str = ""
    alternatives: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.original):
            raise EditConflict(
                f"{self.kind} edit at {self.start}..{self.end}: the original {self.original!r} has "
                f"{len(self.original)} code points, not {self.end - self.start}"
            )

    @property
    def growth(self) -> int:
        """By how many code points the text grows (negative: shrinks)."""
        return len(self.replacement) - len(self.original)

    def shifted(self, distance: int) -> Edit:
        """The same edit, `distance` code points further on."""
        return replace(self, start=self.start + distance, end=self.end + distance)


class EditList(Sequence[Edit]):
    """The edits of one text, in order of offset, none overlapping another.

    Edits may touch. Several insertions at one offset keep the order in which they were given and come before a
    replacement that starts there. Edits that change nothing are left out.

    Args:
        edits: the edits, in any order.
        source_length: number of code points of the text they belong to.

    Raises:
        EditConflict: two edits overlap, or one reaches beyond the text.

    >>> edits = EditList([Edit(1, 6, "(guī)", "", "gloss")], source_length=7)
    >>> edits.apply("規(guī)模"), edits.undo("規模"), edits.to_source(1), edits.to_clean(6)
    ('規模', '規(guī)模', 6, 1)
    """

    __slots__ = ("__dict__", "_edits", "source_length")

    def __init__(self, edits: Iterable[Edit], source_length: int) -> None:
        ordered = sorted(
            (edit for edit in edits if edit.original != edit.replacement), key=lambda edit: (edit.start, edit.end)
        )
        previous_end = 0
        for edit in ordered:
            if edit.start < previous_end:
                raise EditConflict(f"{edit.kind} edit at {edit.start} overlaps the one that ends at {previous_end}")
            previous_end = edit.end
        if previous_end > source_length:
            raise EditConflict(f"an edit ends at {previous_end}, beyond the text of {source_length} code points")
        self._edits = tuple(ordered)
        self.source_length = source_length

    # -- a sequence ------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._edits)

    def __iter__(self) -> Iterator[Edit]:
        return iter(self._edits)

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Edit, ...]: ...
    def __getitem__(self, index: int | slice) -> Edit | tuple[Edit, ...]:
        return self._edits[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EditList):
            return NotImplemented
        return self._edits == other._edits and self.source_length == other.source_length

    def __hash__(self) -> int:
        return hash((self._edits, self.source_length))

    def __repr__(self) -> str:
        return f"EditList({list(self._edits)!r}, source_length={self.source_length})"

    # -- apply and undo --------------------------------------------------------------------------------------------

    @cached_property
    def clean_length(self) -> int:
        """Number of code points of the text after the edits."""
        return self.source_length + sum(edit.growth for edit in self._edits)

    def apply(self, text: str) -> str:
        """The text with every edit made; the very same object when there is none.

        Raises:
            EditConflict: `text` is not the text that the edits were made for.
        """
        if len(text) != self.source_length:
            raise EditConflict(f"the edits are for a text of {self.source_length} code points, not {len(text)}")
        return self._substitute(text, [edit.start for edit in self._edits], undo=False)

    def undo(self, text: str) -> str:
        """The source again, from the text after the edits.

        Raises:
            EditConflict: `text` is not what `apply` gave.
        """
        if len(text) != self.clean_length:
            raise EditConflict(f"the edits lead to a text of {self.clean_length} code points, not {len(text)}")
        return self._substitute(text, self._clean_starts, undo=True)

    def _substitute(self, text: str, starts: Sequence[int], undo: bool) -> str:
        if not self._edits:
            return text
        pieces: list[str] = []
        at = 0
        for edit, start in zip(self._edits, starts, strict=True):
            old, new = (edit.replacement, edit.original) if undo else (edit.original, edit.replacement)
            end = start + len(old)
            if text[start:end] != old:
                raise EditConflict(f"{edit.kind} edit at {start}: expected {old!r}, found {text[start:end]!r}")
            pieces += (text[at:start], new)
            at = end
        pieces.append(text[at:])
        return "".join(pieces)

    # -- offsets ---------------------------------------------------------------------------------------------------

    @cached_property
    def _source_starts(self) -> list[int]:
        return [edit.start for edit in self._edits]

    @cached_property
    def _clean_starts(self) -> list[int]:
        grown = accumulate((edit.growth for edit in self._edits), initial=0)
        return [edit.start + growth for edit, growth in zip(self._edits, grown, strict=False)]

    def to_clean(self, offset: int) -> int:
        """Where the character at `offset` of the source stands after the edits.

        Inside a replaced run characters correspond one to one from its start as far as both go; what has no
        counterpart maps to the end of the replacement. The map never decreases.

        Raises:
            IndexError: `offset` is not within 0..source_length.
        """
        if not 0 <= offset <= self.source_length:
            raise IndexError(f"offset {offset} is outside the source (0..{self.source_length})")
        at = bisect_right(self._source_starts, offset) - 1
        if at < 0:
            return offset
        edit = self._edits[at]
        return self._clean_starts[at] + _across(offset - edit.start, len(edit.original), len(edit.replacement))

    def to_source(self, offset: int) -> int:
        """Where the character at `offset` of the text after the edits stood in the source; see `to_clean`.

        Raises:
            IndexError: `offset` is not within 0..clean_length.
        """
        if not 0 <= offset <= self.clean_length:
            raise IndexError(f"offset {offset} is outside the text (0..{self.clean_length})")
        at = bisect_right(self._clean_starts, offset) - 1
        if at < 0:
            return offset
        edit = self._edits[at]
        return edit.start + _across(offset - self._clean_starts[at], len(edit.replacement), len(edit.original))

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that start..end of the text after the edits stood in; see `to_source`."""
        if not self._edits:
            return start, end
        first = self.to_source(start)
        return first, max(first, self.to_source(end - 1) + 1) if end > start else first

    # -- algebra ---------------------------------------------------------------------------------------------------

    def compose(self, later: EditList) -> EditList:
        """One list that does the work of this one followed by `later` (edits over the text after this one).

        Edits of the two lists that overlap become one, with both kinds and reasons and the lower confidence.

        Raises:
            EditConflict: `later` belongs to a text of another length.
        """
        if later.source_length != self.clean_length:
            raise EditConflict(f"later edits are for {later.source_length} code points, not {self.clean_length}")
        if not later:
            return self
        if not self:
            return later
        return EditList(_composed(self, later), self.source_length)

    def merge_touching(self) -> EditList:
        """The same change with every group of edits that touch made into one edit."""
        groups: list[list[Edit]] = []
        for edit in self._edits:
            if groups and groups[-1][-1].end == edit.start:
                groups[-1].append(edit)
            else:
                groups.append([edit])
        return EditList((_joined(group) for group in groups), self.source_length)

    def filter(self, keep: float | Callable[[Edit], bool]) -> EditList:
        """The edits for which `keep` is true, or whose confidence is at least the number `keep`."""
        wanted = keep if callable(keep) else lambda edit: edit.confidence >= keep
        return EditList(filter(wanted, self._edits), self.source_length)

    # -- records ---------------------------------------------------------------------------------------------------

    def to_json(self) -> str:
        """A JSON object with everything needed to apply or undo the edits; `from_json` reads it.

        >>> print(EditList([Edit(0, 1, "？", "?", "width")], 1).to_json())
        {"source_length": 1, "edits": [{"start": 0, "end": 1, "original": "？", "replacement": "?", "kind": "width"}]}
        """
        return json.dumps(
            {"source_length": self.source_length, "edits": [_record(edit) for edit in self._edits]},
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, record: str) -> EditList:
        """The list that `to_json` wrote.

        Raises:
            ValueError: `record` is not such an object; the message says what is wrong and in which edit.
        """
        loaded = json.loads(record)
        if not isinstance(loaded, dict) or not isinstance(loaded.get("edits"), list):
            raise ValueError('an edit record is an object with "source_length" and a list "edits"')
        length = loaded.get("source_length")
        if type(length) is not int or length < 0:
            raise ValueError(f'"source_length" is {length!r}, not a number of code points')
        return cls((_edit(fields, at) for at, fields in enumerate(loaded["edits"])), length)


def _across(distance: int, old: int, new: int) -> int:
    """How far from its start an edit of `old` to `new` code points takes what stood `distance` from it."""
    return distance - old + new if distance >= old else min(distance, new)


_DEFAULTS: Mapping[str, object] = {"confidence": 1.0, "reason": "", "alternatives": ()}
_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "start": int,
    "end": int,
    "original": str,
    "replacement": str,
    "kind": str,
    "confidence": (int, float),
    "reason": str,
    "alternatives": list,
}


def _record(edit: Edit) -> dict[str, Any]:
    return {name: value for name, value in asdict(edit).items() if value != _DEFAULTS.get(name, edit)}


def _edit(fields: object, at: int) -> Edit:
    if not isinstance(fields, dict):
        raise ValueError(f"edit {at} is not an object: {fields!r}")
    for name, value in fields.items():
        if name not in _FIELDS:
            raise ValueError(f"edit {at} has an unknown field {name!r}")
        if not isinstance(value, _FIELDS[name]) or isinstance(value, bool):
            raise ValueError(f"edit {at}: {name} is {value!r}")
    missing = [name for name in _FIELDS if name not in fields and name not in _DEFAULTS]
    if missing:
        raise ValueError(f"edit {at} lacks {', '.join(missing)}")
    return Edit(**{**fields, "alternatives": tuple(fields.get("alternatives", ()))})


def _merged(edits: Sequence[Edit], start: int, original: str, replacement: str) -> Edit:
    """One edit in place of several: all their kinds and reasons, the lowest confidence."""
    return Edit(
        start,
        start + len(original),
        original,
        replacement,
        "+".join(dict.fromkeys(kind for edit in edits for kind in edit.kind.split("+"))),
        min(edit.confidence for edit in edits),
        "; ".join(dict.fromkeys(edit.reason for edit in edits if edit.reason)),
    )


def _joined(touching: Sequence[Edit]) -> Edit:
    if len(touching) == 1:
        return touching[0]
    original = "".join(edit.original for edit in touching)
    return _merged(touching, touching[0].start, original, "".join(edit.replacement for edit in touching))


@dataclass(slots=True)
class _Cluster:
    """Edits of two successive lists that overlap in the text between the two, over start..end of that text."""

    start: int
    end: int
    first: list[tuple[int, Edit]]  # with the offset of its replacement in the text between
    later: list[Edit]

    def takes(self, start: int, end: int) -> bool:
        """Whether start..end shares a character with the cluster, or is empty and strictly inside it."""
        if start == end:
            return self.start < start < self.end
        return start < self.end

    def merged(self, growth: int) -> Edit:
        """The cluster as one edit of the source; `growth` is that of all earlier edits of the first list."""
        if not self.later:
            return self.first[0][1]
        if not self.first:
            return self.later[0].shifted(-growth)
        between = [""] * (self.end - self.start)
        undone = [(at - self.start, edit.replacement, edit.original) for at, edit in self.first]
        done = [(edit.start - self.start, edit.original, edit.replacement) for edit in self.later]
        for at, old, _ in undone + done:
            between[at : at + len(old)] = old
        edits = [edit for _, edit in self.first] + self.later
        return _merged(edits, self.start - growth, _rewritten(between, undone), _rewritten(between, done))


def _rewritten(characters: Sequence[str], changes: Iterable[tuple[int, str, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, old, new in changes:
        pieces += (*characters[at:start], new)
        at = start + len(old)
    return "".join((*pieces, *characters[at:]))


def _composed(first: EditList, later: EditList) -> Iterator[Edit]:
    """Sweep over the text between two lists: groups of overlapping edits, each as one edit of the source."""
    spans = [(at, at + len(edit.replacement), 0, edit) for at, edit in zip(first._clean_starts, first, strict=True)]
    spans += [(edit.start, edit.end, 1, edit) for edit in later]
    # At one offset: what the first list removed, then insertions of the later one, then what has a width.
    spans.sort(key=lambda span: (span[0], span[0] < span[1], span[2]))
    growth = 0
    cluster: _Cluster | None = None
    for start, end, origin, edit in spans:
        if cluster is None or not cluster.takes(start, end):
            if cluster is not None:
                yield cluster.merged(growth)
                growth += sum(done.growth for _, done in cluster.first)
            cluster = _Cluster(start, end, [], [])
        cluster.end = max(cluster.end, end)
        if origin == 0:
            cluster.first.append((start, edit))
        else:
            cluster.later.append(edit)
    if cluster is not None:
        yield cluster.merged(growth)
