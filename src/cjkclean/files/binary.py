"""Telling text in any encoding from files that are not text."""

from __future__ import annotations

from cjkclean.decode import decode

__all__ = ["binary_reason"]

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    # First bytes as the formats' specifications give them.
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE document (.doc, .xls)"),
    (b"PK\x03\x04", "a ZIP archive (also .docx, .xlsx, .epub)"),
    (b"\x1f\x8b\x08", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "an ELF program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
)

_SAMPLE = 65536

_CONTROLS = bytes(set(range(0x20)) - set(b"\a\b\t\n\v\f\r\x0e\x0f\x1b")) + b"\x7f"
"""Bytes that no text encoding but UTF-16 and UTF-32 uses: the C0 controls without the format effectors (also BEL and
BS, which `file` counts as text) and without SO, SI and ESC, by which ISO-2022 and HZ switch."""

_TOO_MANY = 0.03
"""Share of `_CONTROLS` above which a sample is not text. Of 682 text files in 11 encodings none held a single one;
of 250 binary files of 18 kinds with any, the lowest share was 0.054. The middle leaves room for damaged text."""


def binary_reason(raw: bytes) -> str | None:
    """Why `raw` is not text, in words; None when it is.

    >>> binary_reason("規模".encode("gb18030")), binary_reason("規模".encode("utf-16"))
    (None, None)
    >>> binary_reason(bytes(16)), binary_reason(b"%PDF-1.7")
    ('binary data, not text', 'a PDF document, not text')
    """
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            return f"{kind}, not text"
    sample = raw[:_SAMPLE]
    if not _is_binary(sample):
        return None
    decoded = decode(sample)
    wide = decoded.encoding.startswith(("utf-16", "utf_16", "utf-32", "utf_32"))
    if wide and decoded.confidence > 0 and not _is_binary(decoded.text.encode("utf-8", "replace")):
        return None
    return "binary data, not text"


def _is_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _TOO_MANY * len(sample)
