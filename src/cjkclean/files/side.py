"""Side outputs: JSON Lines about a run, beside the cleaned files."""

from __future__ import annotations

import base64
import json
from contextlib import ExitStack
from typing import Any, BinaryIO

from cjkclean.files.atomic import atomic_output
from cjkclean.files.batch import Job
from cjkclean.files.errors import FileError, describe
from cjkclean.files.work import Bad, Note

__all__ = ["SideOutput", "bad_line", "note_line"]


class SideOutput:
    """A file of JSON Lines that holds only what belongs to finished files, and appears when the run ends.

    Args:
        name: the file to write.

    Raises:
        FileError: it cannot be written.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._context = ExitStack()
        self._file: BinaryIO = self._context.enter_context(atomic_output(name))
        self._mark = 0

    def write(self, line: str) -> None:
        """Add a line."""
        try:
            self._file.write(line.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise FileError(self._name, f"cannot be written: {describe(error)}") from error

    def mark(self) -> None:
        """A new file begins: `rollback` will lead here."""
        if self._file.seekable():
            self._mark = self._file.tell()

    def rollback(self) -> None:
        """Forget the lines of the file at hand, which has failed."""
        if self._file.seekable():
            self._file.seek(self._mark)
            self._file.truncate()

    def close(self) -> None:
        """Put the file in its place.

        Raises:
            FileError: it cannot be written.
        """
        self._context.close()


def note_line(job: Job, number: int, written: int, note: Note) -> str:
    """A line that says which text of which file `note` is about."""
    head: dict[str, Any] = {"file": job.source, "output": job.target, "record": number}
    if written != number:
        head["output_record"] = written
    return f"{json.dumps(head, ensure_ascii=False)[:-1]}, {note.body[1:]}\n"


def bad_line(job: Job, unit: str, number: int, bad: Bad) -> str:
    """A line that holds a record which could not be cleaned, and why; `base64` when it is not UTF-8."""
    line: dict[str, Any] = {"file": job.source, unit: number, "reason": bad.reason}
    try:
        line["raw"] = bad.raw.decode("utf-8")
    except UnicodeDecodeError:
        line["base64"] = base64.b64encode(bad.raw).decode("ascii")
    return json.dumps(line, ensure_ascii=False) + "\n"
