"""The texts inside files of any format, for work that only reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from cjkclean.decode import Decoded
from cjkclean.files.errors import FileError, display_name
from cjkclean.files.formats import Format, FormatError, NotText, RecordError, format_of
from cjkclean.files.plan import planned
from cjkclean.files.streams import open_input

__all__ = ["documents"]


def documents(names: Sequence[str], kind: type[Format] | None = None, fields: Sequence[str] = ()) -> Iterator[str]:
    """The documents of files, folders and patterns, in order, decoded.

    Args:
        names: as `planned` takes them; `-` is standard input.
        kind: format of all files; None to go by their names.
        fields: the parts of records that are text.

    Raises:
        FileError: a file cannot be read, or is not what its format says. A file met in a folder that is not text, and
            a record that cannot be read, are passed over.
    """
    for job in planned(names, None):
        try:
            with open_input(job.source) as stream:
                form = (kind or format_of(job.source)).open(stream, fields)
                form.only_read()
                yield from _texts(form, form.records(stream))
        except FormatError as error:
            if not (job.found and isinstance(error, NotText)):
                raise FileError(display_name(job.source), str(error)) from error


def _texts(form: Format, records: Iterable[bytes]) -> Iterator[str]:
    collector = _Collector()
    for record in records:
        with suppress(RecordError):
            form.rewrite(record, collector)
        yield from collector.taken()


class _Collector:
    """A `Cleaner` that changes nothing and keeps what it is shown."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def clean(self, text: str, part: str = "", encoding: str | None = None) -> str:
        self._texts.append(text)
        return text

    def clean_spans(self, text: str, spans: Sequence[tuple[int, int]], encoding: str | None = None) -> str:
        self._texts.append("\n".join(text[start:end] for start, end in spans))
        return text

    def decoded(self, found: Decoded) -> None:
        """How a record decoded is of no interest here."""

    def taken(self) -> list[str]:
        texts, self._texts = self._texts, []
        return texts
