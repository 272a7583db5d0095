"""The encoding that a document claims for itself, which is a hint and no proof."""

from __future__ import annotations

import codecs
import re

from cjkclean.patterns import lazy

__all__ = ["canonical", "declared_encoding"]

_HEAD = 4096
"""Bytes looked at; HTML asks for the declaration within the first 1,024, and pages exceed that."""
_DECLARATION = lazy(
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.+-]{2,40})"
    rb"|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})"
    rb"|@charset\s+[\"']([\w:.+-]{2,40})[\"']",
    re.IGNORECASE,
)
_SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "hz", "big5": "big5", "cp950": "big5",
    "big5hkscs": "big5", "shift_jis": "cp932", "cp932": "cp932", "shift_jis_2004": "cp932", "shift_jisx0213": "cp932",
    "euc_jp": "euc_jp", "euc_jis_2004": "euc_jp", "euc_jisx0213": "euc_jp", "euc_kr": "cp949", "cp949": "cp949",
    "johab": "johab", "utf-8": "utf-8", "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254",
    "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
"""Codec name to the family that browsers decode the label as (the Encoding Standard's labels)."""
_LABELS = {"x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932", "x-gbk": "gb18030", "x-x-big5": "big5",
           "big5-uao": "big5", "euc-tw": "euc_tw", "euctw": "euc_tw", "x-euc-tw": "euc_tw", "windows-949": "cp949",
           "ks_c_5601-1987": "cp949", "unicode": "utf-16", "x-euc-jp": "euc_jp", "windows-874": "cp874",
           "hz-gb-2312": "hz"}  # fmt: skip


def canonical(label: str) -> str | None:
    """The family of encodings that a label names, or None for an unknown label.

    >>> canonical("GB2312"), canonical("x-sjis"), canonical("latin-1"), canonical("klingon")
    ('gb18030', 'cp932', 'cp1252', None)
    """
    label = label.strip().strip("\"'").lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding:
        return None
    return _SUPERSETS.get(info.name, info.name)


def declared_encoding(raw: bytes) -> str | None:
    """The family that the head of an HTML, XML or CSS document declares; None where there is no declaration.

    >>> declared_encoding(b'<meta charset="gb2312">')
    'gb18030'
    """
    head = raw[:_HEAD]
    lower = head.lower()
    match = _DECLARATION.search(head) if b"charset" in lower or b"encoding" in lower else None
    return canonical(match[match.lastindex or 0].decode("ascii", "replace")) if match else None
