"""How much better text is explained by characters that were lost, each leaving a `?`, than by question marks."""

from cjkclean.kernels import document as documents

_QUESTION = 0x3F
_REPLACEMENT = 0xFFFD


def _is_hole(code: int) -> bool:
    return code in (_QUESTION, _REPLACEMENT)


def _is_written(code: int) -> bool:
    return 0x3400 <= code < 0xA000 or 0xE000 <= code < 0xF900


def holes(text: str) -> "list[int]":
    """Offsets of the holes between ideographs (or private-use characters); of several in a row the first one's."""
    found = []
    first = -1
    before = 0
    for at, char in enumerate(text):
        code = ord(char)
        if not _is_hole(code):
            if first >= 0 and _is_written(code):
                found.append(first)
            first = -1
        elif not _is_hole(before):
            first = at if _is_written(before) else -1
        before = code
    return found


def advantage(document: documents.Document, text: str, start: int, end: int, rate: float) -> float:
    """By how many nats text[start:end] is more probable as text that lost characters.

    In such text a hole has the log probability `rate` anywhere, and what it stands for tells nothing of what follows.
    """
    table = document.table
    a = table.symbol(ord(text[start - 2])) if start > 1 else 0
    b = table.symbol(ord(text[start - 1])) if start > 0 else 0
    gained = 0.0
    behind = False
    for at in range(start, end):
        code = ord(text[at])
        cost = document.logp(a, b, document.observed(code))
        a = b
        b = document.symbol
        lost = _is_hole(code)
        if lost and rate > cost:
            gained += rate - cost
        elif behind and not lost and table.unigrams[b] > cost:
            gained += table.unigrams[b] - cost
        behind = lost
    return gained
