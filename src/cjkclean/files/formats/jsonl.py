"""JSON Lines: chosen fields are cleaned, everything else is kept byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from cjkclean.files.formats.base import Cleaner, Format, RecordError, host_of
from cjkclean.files.streams import InputStream
from cjkclean.patterns import lazy

__all__ = ["JsonLines"]

_SPACE = lazy(r"[ \t\r\n]*")
_BOM = "\ufeff"
_ADDRESSES = ("url", "uri", "host", "domain")
"""Fields in which crawls tell where a page is from."""

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
"""Numbers are skipped, not read: a long one would be slow, or an error."""


@dataclass(frozen=True)
class JsonLines(Format):
    """One JSON object a line, in UTF-8.

    Attributes:
        fields: the fields to clean, each a list of keys from the outermost object inwards.
    """

    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")
    unit: ClassVar[str] = "line"

    fields: tuple[tuple[str, ...], ...] = (("text",),)

    @classmethod
    def open(cls, stream: InputStream, fields: Sequence[str]) -> JsonLines:
        return cls(tuple(tuple(field.split(".")) for field in fields)) if fields else cls()

    def missing(self) -> str:
        return f"no record has a text in the field {' or '.join(map('.'.join, self.fields))}"

    def rows(self) -> Format:
        return self

    def texts(self) -> Sequence[str]:
        return [".".join(field) for field in self.fields]

    def records(self, stream: InputStream) -> Iterator[bytes]:
        return iter(stream)

    def host(self, record: bytes) -> str:
        try:
            row = json.loads(record)
        except (ValueError, RecursionError):
            return ""
        found = (host_of(row.get(name)) for name in _ADDRESSES) if isinstance(row, dict) else ()
        return next(filter(None, found), "")

    def rewrite(self, record: bytes, cleaner: Cleaner) -> bytes:
        try:
            text = record.decode("utf-8")
        except UnicodeDecodeError as error:
            raise RecordError(f"not UTF-8 at byte {error.start}") from error
        at = 1 if text.startswith(_BOM) else 0
        try:
            values = list(_values(_PAIRS.decode(text[at:]), self.fields))
        except (json.JSONDecodeError, RecursionError, _NoObject):
            at = _skip(text, at)
            if at == len(text):
                return record
            values = [(name, value) for name, _, _, value in _strings(text, at, self.fields)]
        clean = [cleaner.clean(value, name) for name, value in _numbered(values)]
        if all(new is old or new == old for new, (_, old) in zip(clean, values, strict=True)):
            return record
        pieces: list[str] = []
        done = 0
        for new, (_, start, end, old) in zip(clean, _strings(text, _skip(text, at), self.fields), strict=True):
            if new != old:
                pieces += (text[done:start], _token(new, text[start:end], old))
                done = end
        return "".join((*pieces, text[done:])).encode("utf-8")


class _NoObject(Exception):
    """The line is JSON, but no object."""


class _Pairs(list[tuple[str, Any]]):
    """The members of an object in order, also those with the same key."""


_PAIRS = json.JSONDecoder(parse_int=len, parse_float=len, object_pairs_hook=_Pairs)
"""Reads a line without places, which most lines do not need, at the speed of the standard library's C code.

Of a number only its length is kept, which is no string."""


def _values(members: Any, fields: Sequence[Sequence[str]], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Name and value of the chosen fields that are strings, in the order of the line."""
    if type(members) is not _Pairs:
        raise _NoObject
    for key, value in members:
        inner = [path[1:] for path in fields if path[0] == key]
        if isinstance(value, str) and () in inner:
            yield f"{prefix}{key}", value
        elif type(value) is _Pairs and any(inner):
            yield from _values(value, [path for path in inner if path], f"{prefix}{key}.")


def _numbered(values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The same with a number behind a name that was there before: a key may stand twice."""
    seen: dict[str, int] = {}
    for name, value in values:
        seen[name] = number = seen.get(name, 0) + 1
        yield (name if number == 1 else f"{name}#{number}"), value


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _strings(text: str, at: int, fields: Sequence[Sequence[str]]) -> list[tuple[str, int, int, str]]:
    """The chosen fields that are strings, in order: name, place of the JSON string in `text`, and value.

    Raises:
        RecordError: `text` is not one JSON object.
    """
    found: list[tuple[str, int, int, str]] = []
    open_objects = [(at, "", [tuple(field) for field in fields])]
    whole = True
    while open_objects:
        at, prefix, wanted = open_objects.pop()
        if text[at : at + 1] != "{":
            raise RecordError("not a JSON object")
        for key, start, end, value in _members(text, at, whole):
            inner = [path[1:] for path in wanted if path[0] == key]
            if not inner:
                continue
            name = f"{prefix}{key}"
            if isinstance(value, str) and () in inner and text[start] == '"':
                found.append((name, start, end, value))
            elif isinstance(value, dict) and any(inner):
                open_objects.append((start, f"{name}.", [path for path in inner if path]))
        whole = False
    return sorted(found, key=lambda member: member[1])


def _members(text: str, at: int, whole: bool) -> Iterator[tuple[str, int, int, Any]]:
    """Key, place and value of each member of the object that begins at `at`; with `whole`, nothing may follow it."""
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        key, at = _value(text, at)
        if not isinstance(key, str) or text[at - 1] != '"':
            raise RecordError(f"not JSON at character {at}: a key is missing")
        at = _expect(text, _skip(text, at), ":")
        start = _skip(text, at)
        value, end = _value(text, start)
        yield key, start, end, value
        at = _skip(text, end)
        if text[at : at + 1] != "}":
            at = _skip(text, _expect(text, at, ","))
            if text[at : at + 1] == "}":
                raise RecordError(f"not JSON at character {at}: a comma too many")
    if whole and _skip(text, at + 1) != len(text):
        raise RecordError(f"not JSON at character {at + 1}: more than one object in the line")


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise RecordError(f"not JSON at character {error.pos}: {error.msg}") from error
    except RecursionError as error:
        raise RecordError(f"not readable: JSON nested too deeply at character {at}") from error


def _expect(text: str, at: int, char: str) -> int:
    if text[at : at + 1] != char:
        raise RecordError(f"not JSON at character {at}: {char!r} is missing")
    return at + 1


def _token(clean: str, token: str, value: str) -> str:
    """`clean` as a JSON string, escaped to ASCII when the string that it replaces was."""
    try:
        clean.encode("utf-8")
    except UnicodeEncodeError:  # lone surrogates, which JSON can write as escapes only
        return json.dumps(clean)
    return json.dumps(clean, ensure_ascii=token.isascii() and not value.isascii())
