"""The account of a run: how much was cleaned, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from cjkclean.result import Result

__all__ = ["REMOVALS", "Tally"]

REMOVALS = frozenset({"chrome", "spam", "watermark"})
"""Kinds of edits that take out what is not the author's, as against repairs."""


@dataclass(slots=True)
class Tally:
    """Sums over documents.

    Attributes:
        files: files that were cleaned.
        documents: texts that were cleaned.
        changed: those of them that changed.
        bad: records that could not be read.
        failed: files that could not be read or written.
        skipped: files met in folders that are not text.
        characters_in: code points before.
        characters_out: code points after.
        bytes_in: bytes read, decompressed.
        undecoded: places that did not decode.
        removed: edits that took out chrome, spam or watermarks.
        kinds: edits by kind.
        findings: findings by kind.
        encodings: documents by the encoding they were decoded from.
        scripts: documents by script, where a step identified it.
    """

    files: int = 0
    documents: int = 0
    changed: int = 0
    bad: int = 0
    failed: int = 0
    skipped: int = 0
    characters_in: int = 0
    characters_out: int = 0
    bytes_in: int = 0
    undecoded: int = 0
    removed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)

    def document(self, result: Result, encoding: str | None) -> None:
        """Count one document."""
        self.documents += 1
        self.characters_in += len(result.source)
        self.characters_out += len(result.text)
        if encoding:
            self.encodings[encoding] += 1
        if "script" in result.metadata:
            self.scripts[result.metadata["script"]] += 1
        if result.findings:
            self.findings.update(finding.kind for finding in result.findings)
        if result.edits:
            self.changed += 1
            self.removed += sum(is_removal(edit.kind) for edit in result.edits)
            self.kinds.update(result.counts())

    def untouched(self, length: int, encoding: str | None) -> None:
        """Count a document of `length` code points in which there was nothing to look at."""
        self.documents += 1
        self.characters_in += length
        self.characters_out += length
        if encoding:
            self.encodings[encoding] += 1

    def add(self, other: Tally) -> None:
        """Add the sums of another account."""
        for member in fields(self):
            mine, its = getattr(self, member.name), getattr(other, member.name)
            if isinstance(mine, Counter):
                mine.update(its)
            else:
                setattr(self, member.name, mine + its)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Tally:
        """The account that `to_dict` gave."""
        plain: dict[str, Any] = {
            name: Counter(value) if isinstance(value, dict) else value for name, value in values.items()
        }
        return cls(**plain)

    def to_dict(self) -> dict[str, Any]:
        """The sums as plain data, counters most frequent first."""
        values = {member.name: getattr(self, member.name) for member in fields(self)}
        return {
            name: dict(value.most_common()) if isinstance(value, Counter) else value for name, value in values.items()
        }


def is_removal(kind: str) -> bool:
    """Whether edits of this kind, which may be several joined by `+`, take out what is not the author's."""
    return any(part.partition(".")[0] in REMOVALS for part in kind.split("+"))
