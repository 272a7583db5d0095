"""Lines and parts of lines that are not the author's: page furniture, injected spam, watermarks."""

from cjkclean.strip.chrome import StripChrome
from cjkclean.strip.classify import classify_lines
from cjkclean.strip.html import ExtractHtml
from cjkclean.strip.repeated import RepeatedLines
from cjkclean.strip.spam import StripSpam
from cjkclean.strip.watermarks import StripWatermarks


def strip_chrome(text: str, threshold: float = 0.25, keep: tuple[str, ...] = (), title: bool = True) -> str:
    """Remove the furniture of a web page; see `StripChrome`."""
    return StripChrome(threshold, keep, title)(text)


def strip_spam(text: str, splices: bool = True) -> str:
    """Remove injected spam; see `StripSpam`."""
    return StripSpam(splices)(text)


def strip_watermarks(text: str) -> str:
    """Remove the marks of reading sites; see `StripWatermarks`."""
    return StripWatermarks()(text)


__all__ = [
    "ExtractHtml",
    "RepeatedLines",
    "StripChrome", "StripSpam", "StripWatermarks", "classify_lines", "strip_chrome", "strip_spam", "strip_watermarks",
]  # fmt: skip
