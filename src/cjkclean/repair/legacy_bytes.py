"""Escaped bytes that are no UTF-8: which encoding of Chinese, Japanese or Korean they were in.

The bytes of all escapes of a text are weighed together, by the same ladder as the bytes of a file, since one program
wrote them. The letters of the text around them speak for the encodings of their language.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjkclean.decode import families, ladder
from cjkclean.kernels.bytescore import charged
from cjkclean.profile import CharClass, Profile, profile

__all__ = ["family_of", "read"]

LEAD = 5.0
"""Nats between the best encoding and the next from which on it is taken for the right one: `benchmarks/escapes.py
words` shows what that leaves and what it gets wrong."""
MOST = 5.3
"""Nats a byte (above 0x7F, or after one that is) above which nothing is taken for text: words of two characters cost up
to 5, chance 5.5."""
_LEAST_LETTERS = 2
_SAMPLE = 4096


def _own(around: Profile) -> tuple[str, ...]:
    """The encodings of the language that the text around is written in."""
    counts = around.counts
    if counts[CharClass.HANGUL]:
        return ("cp949", "johab")
    if counts[CharClass.HIRAGANA] + counts[CharClass.KATAKANA]:
        return ("cp932", "euc_jp")
    return ("gb18030", "big5", "euc_tw") if around.han else ()


def family_of(pieces: Sequence[bytes], around: Profile) -> str | None:
    """The family of encodings that the bytes are in, or None where it is not certain.

    Args:
        pieces: the bytes of each run of escapes.
        around: the profile of the text that holds them.
    """
    raw = b"\n".join(dict.fromkeys(pieces))[:_SAMPLE]
    own = _own(around)
    ranking = sorted(
        (cost - (ladder.DECLARED if name in own else 0.0), name)
        for name, cost in ladder.rank(raw, 0, lambda: None)
        if not name.startswith("utf-16")
    )
    (best, name), (next_best, _) = ranking[:2]
    lead = next_best - best
    if name not in families.FAMILIES or lead < LEAD:
        return None
    if lead < ladder.SURE and best > MOST * charged(raw, 0, len(raw)):
        return None
    return name if sum(profile(read(piece, name) or "").cjk for piece in pieces) >= _LEAST_LETTERS else None


def read(raw: bytes, family: str) -> str | None:
    """The text of the bytes in a family of encodings, or None when they do not fit."""
    found = families.strict(raw, family)
    return found[0] if found else None
