"""HTML pages: one document a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cjkclean.decode import decode
from cjkclean.files.formats.base import Cleaner, Format, FormatError
from cjkclean.files.formats.text import refuse_binary, refuse_fields
from cjkclean.files.streams import InputStream

__all__ = ["HtmlPage"]

LARGEST = 64 << 20
"""Bytes of the largest page. A page cannot be read in pieces, and one of this size is no page."""


@dataclass(frozen=True)
class HtmlPage(Format):
    """An HTML page, in whatever encoding it is; output is UTF-8.

    Whether it stays HTML is up to the steps: `extract_html` of the `web` preset makes text of it.
    """

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml", ".shtml")
    unit: ClassVar[str] = "page"
    independent: ClassVar[bool] = False

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> HtmlPage:
        refuse_fields(cls.name, fields)
        refuse_binary(stream)
        return cls()

    def records(self, stream: InputStream) -> Iterator[bytes]:
        data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise FormatError(f"larger than a page can be ({LARGEST >> 20} MB)")
        if data:
            yield data

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        decoded = decode(record)
        cleaner.decoded(decoded)
        return cleaner.clean(decoded.text, encoding=decoded.encoding).encode("utf-8")
