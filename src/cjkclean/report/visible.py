"""Text from anywhere made safe and legible for a terminal."""

from __future__ import annotations

from cjkclean.patterns import lazy

__all__ = ["visible"]

_HIDDEN = lazy(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0100-\U000e01ef\U000f0000-\U0010ffff]"
)
"""Controls (a terminal would obey escape sequences), what is not seen (zero width, bidi, no-break spaces, variation
selectors) and private use characters, which every font shows in its own way or not at all."""


def visible(text: str) -> str:
    """`text` with every character that a terminal would obey or hide written as its number.

    >>> visible("\\x1b[31m規\\u200b模")
    '<U+001B>[31m規<U+200B>模'
    """
    return (
        text if text.isascii() and text.isprintable() else _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
    )
