"""Text of single-byte encodings, which charset-normalizer knows best."""

from __future__ import annotations

__all__ = ["decode_single", "strict"]

_SAMPLE = 1 << 15
"""Bytes that charset-normalizer is given; its work grows with them, its answer does not get better."""


_CJK = ["big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jisx0213", "euc_jp", "euc_kr", "gb18030",
        "gb2312", "gbk", "hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3",
        "iso2022_jp_ext", "iso2022_kr", "johab", "shift_jis", "shift_jis_2004", "shift_jisx0213", "utf_8", "utf_7",
        "utf_16", "utf_32", "utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]  # fmt: skip


def _fits(raw: bytes, encoding: str) -> bool:
    text = strict(raw, encoding)
    return text is not None and not any("\x80" <= char <= "\x9f" for char in text[:_SAMPLE])


def decode_single(raw: bytes, best: str, confidence: float, declared: str | None) -> tuple[str, str, float]:
    """(text, encoding, confidence) of bytes that no CJK encoding explains.

    A declared single-byte encoding that fits is believed. What no encoding with known words explains (`noise`) is
    left to charset-normalizer.

    Args:
        raw: the bytes.
        best: the single-byte encoding that explains them best, or `noise`.
        confidence: probability that it is right.
        declared: the encoding that the document declares.
    """
    if declared and _is_single(declared) and _fits(raw, declared):
        return raw.decode(declared), declared, max(confidence if declared == best else 0.0, 0.9)
    if best == "noise":
        from charset_normalizer import from_bytes  # asked rarely, and slow to import

        found = from_bytes(raw[:_SAMPLE], cp_exclusion=_CJK).best()
        best, confidence = (found.encoding, 0.5) if found else ("cp1252", 0.1)
    text = strict(raw, best)
    return (raw.decode(best, "replace"), best, confidence / 2) if text is None else (text, best, confidence)


def strict(raw: bytes, encoding: str) -> str | None:
    """The text in an encoding, when every byte fits; None for `noise`, too."""
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_single(encoding: str) -> bool:
    try:
        return len(bytes(range(0xC0, 0xE0)).decode(encoding, "replace")) == 0x20 and not encoding.startswith("utf")
    except LookupError:
        return False
