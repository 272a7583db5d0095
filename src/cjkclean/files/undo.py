"""Undoing: a cleaned file and the record of its edits give the text of the source again."""

from __future__ import annotations

import io
import itertools
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from cjkclean.decode import Decoded
from cjkclean.edits import EditConflict, EditList
from cjkclean.files.errors import FileError, display_name
from cjkclean.files.formats import Format, RecordError, format_of
from cjkclean.files.output import Output
from cjkclean.files.streams import open_input

__all__ = ["undo_file"]

_OTHER = "is not what these edits lead to; it was changed since, or it is another file"


@dataclass(frozen=True, slots=True)
class _Noted:
    record: int  # of those written, from 1
    part: str
    edits: EditList


class _Undoer:
    """Gives every text of a record back as it was (the `Cleaner` that formats are given)."""

    def __init__(self, noted: Sequence[_Noted]) -> None:
        self._edits = {note.part: note.edits for note in noted}

    def clean(self, text: str, part: str = "", encoding: str | None = None) -> str:
        edits = self._edits.get(part)
        return text if edits is None else edits.undo(text)

    def clean_spans(self, text: str, spans: Sequence[tuple[int, int]], encoding: str | None = None) -> str:
        raise NotImplementedError("a format of whole files is undone as text")

    def decoded(self, found: Decoded) -> None:
        """Nothing to note."""


def undo_file(cleaned: str, record: str, output: BinaryIO, kind: type[Format] | None = None) -> None:
    """Write the source of a cleaned file, as UTF-8.

    Args:
        cleaned: name of the cleaned file, as it was when the record was written.
        record: name of the file of edits that `clean --edits` wrote.
        output: where to write.
        kind: the format, when the name does not tell.

    Raises:
        FileError: a file cannot be read, or they do not belong together.
    """
    form_class = kind or format_of(cleaned)
    output_name, parts = _about(record, cleaned)
    notes = (note for noted_output, note in _noted(record) if noted_output == output_name)
    with open_input(cleaned) as stream:
        try:
            if not form_class.independent:
                _undo_text(io.TextIOWrapper(stream, "utf-8", newline=""), notes, output)
                return
            form = form_class.open(stream, sorted(parts))
            groups = itertools.groupby(notes, key=lambda note: note.record)
            number, group = next(groups, (0, iter(())))
            out: Output | None = None
            for at, raw in enumerate(form.records(stream), 1):
                if out is None:  # not before the first record is read, for then the format knows the file
                    out = form.output(output, "-") or Output(output)
                if at == number:
                    out.write(form.rewrite(raw, _Undoer(list(group))))
                    number, group = next(groups, (0, iter(())))
                else:
                    out.write(raw)
            (out or form.output(output, "-") or Output(output)).close()
            if number:
                raise EditConflict(f"record {number} is missing")
        except (EditConflict, RecordError, ValueError) as error:
            raise FileError(display_name(cleaned), f"{_OTHER} ({error})") from error


def _undo_text(text: io.TextIOWrapper, notes: Iterator[_Noted], output: BinaryIO) -> None:
    for note in notes:
        output.write(note.edits.undo(text.read(note.edits.clean_length)).encode("utf-8"))
    if text.read(1):
        raise EditConflict("there is more of it")


def _about(record: str, cleaned: str) -> tuple[str, set[str]]:
    """By which name a record of edits knows a cleaned file, and the parts of its records that changed.

    Raises:
        FileError: the record cannot be read, or knows nothing of the file.
    """
    parts: dict[str, set[str]] = {}
    for output, note in _noted(record):
        parts.setdefault(output, set()).update({note.part.partition("#")[0]} - {""})
    wanted = os.path.realpath(cleaned)
    for output, found in parts.items():
        if len(parts) == 1 or output == cleaned or os.path.realpath(output) == wanted:
            return output, found
    listed = ", ".join(sorted(parts)[:5]) or "nothing"
    raise FileError(record, f"does not know the output {cleaned}; it is about {listed}")


def _noted(record: str) -> Iterator[tuple[str, _Noted]]:
    """The edits of all cleaned files, in order, each with the name of its output."""
    with open_input(record) as lines:
        for number, line in enumerate(lines, 1):
            try:
                loaded = json.loads(line)
                edits = EditList.from_json(json.dumps({key: loaded[key] for key in ("source_length", "edits")}))
                note = _Noted(loaded.get("output_record", loaded["record"]), loaded.get("part", ""), edits)
                output = loaded["output"] or "-"
            except (ValueError, KeyError, TypeError, EditConflict) as error:
                raise FileError(record, f"line {number} is not a record of edits: {error}") from error
            yield output, note
