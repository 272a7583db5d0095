"""Escapes: every way in which characters arrive as their escapes, as functions of a text."""

from __future__ import annotations

import base64
import html.entities
import re
from collections.abc import Callable

Escape = Callable[[str], str]


def each(make: Callable[[str], str]) -> Escape:
    """Escapes every character but line breaks."""
    return lambda text: "".join(char if char == "\n" else make(char) for char in text)


def beyond_ascii(make: Callable[[str], str]) -> Escape:
    """Escapes stretches of characters beyond ASCII."""
    return lambda text: re.sub("[^\x00-\x7f]+", lambda run: make(run.group()), text)


def units(char: str) -> list[int]:
    """The UTF-16 units of a character."""
    raw = char.encode("utf-16-be")
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


def escaped_bytes(encoding: str, sign: str = "%") -> Callable[[str], str]:
    """The bytes of a run, each behind a sign."""
    return lambda run: "".join(f"{sign}{byte:02X}" for byte in run.encode(encoding))


def utf7(run: str) -> str:
    """A section of UTF-7."""
    return "+" + base64.b64encode(run.encode("utf-16-be")).decode().rstrip("=") + "-"


def named(char: str) -> str:
    """The entity of a mark that has a name, else the character."""
    name = html.entities.codepoint2name.get(ord(char)) if char > "\x7f" else None
    return f"&{name};" if name else char


def _beyond(make: Callable[[int], str]) -> Escape:
    return each(lambda char: make(ord(char)) if char > "\x7f" else char)


KINDS: dict[str, Escape] = {
    "decimal": each(lambda char: f"&#{ord(char)};"),
    "hexadecimal": each(lambda char: f"&#x{ord(char):x};"),
    "named": each(named),
    "escaped twice": each(lambda char: f"&amp;#{ord(char)};"),
    "escaped thrice": each(lambda char: f"&amp;amp;#{ord(char)};"),
    "no semicolon": _beyond(lambda code: f"&#{code}"),
    "no ampersand": _beyond(lambda code: f"#x{code:x};"),
    "backslash u": each(lambda c: "".join(f"\\u{unit:04x}" for unit in units(c)) if c > "\x7f" else c),
    "backslash u in braces": _beyond(lambda code: f"\\u{{{code:x}}}"),
    "percent u": each(lambda c: "".join(f"%u{unit:04X}" for unit in units(c)) if c > "\x7f" else c),
    "percent UTF-8": beyond_ascii(escaped_bytes("utf-8")),
    "percent UTF-8 twice": beyond_ascii(escaped_bytes("utf-8", "%25")),
    "quoted-printable": beyond_ascii(escaped_bytes("utf-8", "=")),
    "UTF-7": beyond_ascii(utf7),
    "bytes": beyond_ascii(lambda run: "".join(f"\\x{byte:02x}" for byte in run.encode())),
    "octal": beyond_ascii(lambda run: "".join(f"\\{byte:03o}" for byte in run.encode())),
}
"""Escapes that hold any character."""

LEGACY: dict[str, tuple[str, ...]] = {
    "zh-Hans": ("gb18030",),
    "zh-Hant": ("big5hkscs", "gb18030"),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
}
"""The encodings in which each language is also escaped byte by byte."""


def legacy(encoding: str, sign: str = "%") -> Escape:
    """Percent bytes (or those of another sign) in an older encoding."""
    return beyond_ascii(escaped_bytes(encoding, sign))
