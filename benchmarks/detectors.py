"""Detectors of encodings, ours and those people use now, behind one signature; and when an answer is right."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import cjkclean

__all__ = ["Reader", "guarded", "kept", "ours", "peers", "right"]

VENDORS = str.maketrans("〜−‖¢£¬—·‧•╴∼､∕¥‾￣", "～－∥￠￡￢―・・・＿～﹑／\\~~")
"""Signs that Microsoft's tables and those of the standards bodies map differently; both sides are folded."""
LOST = 24
"""Characters around a damaged byte that may be lost with it: two stretches of `CHUNK`, which it may lie between."""
CHUNK = 12
Reader = Callable[[bytes], str | None]
Judge = Callable[[str | None, str], bool]


def ours(raw: bytes) -> str | None:
    return cjkclean.decode(raw).text


def named(detect: Callable[[bytes], str | None]) -> Reader:
    """The text under the encoding that a detector names; the superset where it names a part of one."""
    supersets = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "euc_kr": "cp949",
                 "euc-tw": "euc_tw", "windows-949": "cp949", "x-euc-tw": "euc_tw", "uhc": "cp949"}  # fmt: skip

    def read(raw: bytes) -> str | None:
        name = detect(raw)
        if name is None:
            return None
        try:
            return raw.decode(supersets.get(name.lower(), name), "replace").removeprefix("\ufeff")
        except LookupError:
            return None

    return read


def peers() -> dict[str, Reader]:
    found: dict[str, Reader] = {}

    def offer(label: str, module: str, detect: Callable[[Any, bytes], str | None]) -> None:
        try:
            loaded = importlib.import_module(module)
        except ImportError:
            print(f"({label} is not installed)")
            return
        found[label] = named(lambda raw: detect(loaded, raw))

    offer(
        "charset-normalizer", "charset_normalizer", lambda m, raw: getattr(m.from_bytes(raw).best(), "encoding", None)
    )
    offer("chardet", "chardet", lambda m, raw: m.detect(raw)["encoding"])
    offer("faust-cchardet", "cchardet", lambda m, raw: m.detect(raw)["encoding"])
    offer("resiliparse", "resiliparse.parse.encoding", lambda m, raw: m.detect_encoding(raw, html5_compatible=False))
    return found


def right(text: str | None, wanted: str) -> bool:
    return text is not None and (text == wanted or text.translate(VENDORS) == wanted.translate(VENDORS))


def guarded(read: Reader, raw: bytes) -> str | None:
    try:
        return read(raw)
    except Exception:  # a peer's crash is a wrong answer
        return None


def kept(text: str | None, wanted: str, damages: int) -> bool:
    """Whether all but `LOST` characters a damaged byte are there, in order."""
    if text is None:
        return False
    text, wanted = text.translate(VENDORS), wanted.translate(VENDORS)
    lost, at = 0, 0
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        near = max(0, at - CHUNK)
        place = at if text.startswith(chunk, at) else text.find(chunk, near, at + 4 * CHUNK)
        lost += 0 if place >= 0 else len(chunk)
        at = (place if place >= 0 else at) + len(chunk)
    return lost <= LOST * damages
