"""Characters of UTF-8 in single bytes of which some vanished without a trace, chosen by what is left of them."""

from __future__ import annotations

import math
import re
import threading
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from re import Pattern
from typing import Any, NamedTuple

from cjkclean import model
from cjkclean.kernels import thinned as kernel
from cjkclean.kernels.ngram import DocumentMemory
from cjkclean.kernels.weighed import stretches
from cjkclean.model import Script
from cjkclean.patterns import lazy
from cjkclean.repair.misread.confusions import CAPACITY, Confusion, reader_table
from cjkclean.repair.misread.piece import Piece

__all__ = [
    "C1",
    "THIN_HOLE",
    "UNDEFINED",
    "Traits",
    "is_thin",
    "is_thinned",
    "missing_bytes",
    "prior",
    "thin_confusion",
    "thinned_pieces",
    "traits",
]

C1 = frozenset(range(0x80, 0xA0))
UNDEFINED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""The bytes that can be missing without a trace: the C1 controls, or those that Windows-1252 leaves undefined."""
PRIVATE_COST = -12.0
LONE = 0.97
"""Confidence of characters that lack bytes, but of which all others are out of the question (in the texts of
`benchmarks/mojibake.py` 97 to 99 % of them are right)."""
OVERLAP = 8
"""Characters at the end of what was weighed at once that are weighed again with what follows: few depend on more."""
_HANGUL = 7
"""Place of EA, the first lead byte of syllables, in `_leads`."""
SHOWN = 16
"""Lead bytes to one hole or question mark from which on no lost byte is taken to show: every second character of
Chinese text lacks a byte where C1 controls are gone, and one sign in eighty is a question mark."""
KANA_SHARE = 0.3
"""Share of E3 among the lead bytes above which text is Japanese: kana begin with it, and marks, of which Chinese text
has one in eight."""
JUDGED = 512  # code points of a run that are enough to judge it by
LEADS, LEADING, BEHIND, FITTING, IN_WORDS = 4, 0.3, 0.25, 0.9, 0.2
"""Lead bytes of CJK characters that a run must have to be one that lost its C1 controls, and their share of what is
not ASCII; continuation bytes to a lead byte (half a one is left to kana, a whole one to Han characters and syllables);
the share of what fits; and how many lead bytes may stand beside Latin letters, as accented letters do."""
EXPECTED = 100
"""Characters of which not one has a no-break space by chance once in 25 times."""
_FOREIGN = lazy("[\x80-\u2e7f\ue000-\uf8ff]")
_THIN = (Confusion("utf-8", "western"), Confusion("utf-8", "iso8859-15"))
"""The readers that have C1 controls to lose."""
THIN_HOLE = 4.0
"""Nats that a character costs there of which bytes are lost: what is left of it is no surprise."""
_thread = threading.local()


def missing_bytes(confusion: Confusion, misread: str) -> frozenset[int]:
    """The bytes that `misread` lacks: where some bytes of the C1 controls show as characters, only undefined ones."""
    table = reader_table(confusion.read)
    codes = [ord(char) for char in set(misread)]
    return UNDEFINED if any(code < 0x10000 and table[code] in C1 for code in codes) else C1


def is_thinned(text: str, start: int, end: int, confusion: Confusion) -> bool:
    """Whether bytes vanished from the run text[start:end] without a trace: hardly any hole shows.

    Nor may a space behind a lead byte be a no-break space (byte A0), where few bytes vanished: that leaves open where
    characters begin. Where many did, and in Korean, words end so.
    """
    if not confusion.structured:
        return False
    leads = _leads(text, start, end, confusion)
    holes = text.count("?", start, end) + text.count("\ufffd", start, end)
    if SHOWN * holes > sum(leads):
        return False
    if 2 * sum(leads[_HANGUL:]) > sum(leads):
        return True
    may_be_spaced = missing_bytes(confusion, text[start:end]) is UNDEFINED
    return not (may_be_spaced and _spaced(confusion.read).search(text, start, end))


def is_thin(text: str, start: int, end: int, confusion: Confusion) -> bool:
    """Whether the run text[start:end] has the structure of text that lost its C1 controls.

    Nearly every character beyond ASCII is the lead byte of a CJK character or sign or a continuation byte behind one,
    and there are enough of the latter: accented letters side by side are lead bytes, too, but no signs follow them.
    """
    if not confusion.structured:
        return False
    piece = text[start : min(end, start + JUDGED)]
    foreign = len(_FOREIGN.findall(piece))
    leads = sum(_leads(piece, 0, len(piece), confusion))
    if leads < max(LEADS, LEADING * foreign):
        return False
    fitting, words = _structure(confusion.read)
    behind = "".join(fitting.findall(piece))
    return (
        len(behind) >= FITTING * foreign
        and len(behind) - leads >= BEHIND * leads
        and len(words.findall(piece)) <= IN_WORDS * leads
    )


def thin_confusion(text: str, start: int, end: int) -> Confusion | None:
    """The confusion by which the line of text[start:end] lost its C1 controls, if it shows that structure."""
    line_end = text.find("\n", end, end + JUDGED)
    start = max(text.rfind("\n", 0, start) + 1, start - JUDGED // 2)
    end = line_end if line_end >= 0 else end
    if _is_complete(text[start:end]):
        return None
    return next((confusion for confusion in _THIN if is_thin(text, start, end, confusion)), None)


def _is_complete(misread: str) -> bool:
    """Whether no byte is lost, read as Windows-1252 reads: ISO-8859-15 has some of its letters for other bytes."""
    table = reader_table("western")
    codes = [ord(char) for char in misread]
    if len(codes) > CAPACITY or any(code >= 0x10000 for code in codes):
        return False
    try:
        bytes([code if code < 0x80 else table[code] or 0xFF for code in codes]).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _spaced(read: str) -> Pattern[str]:
    """What a character looks like that may lack bytes, or may have a space in place of one."""
    leads, others = _classes(read)
    return re.compile(f"[{leads}][{others}]? ")


@cache
def _structure(read: str) -> tuple[Pattern[str], Pattern[str]]:
    """What a lead byte and up to two continuation bytes look like; and a lead byte beside a Latin letter."""
    leads, others = _classes(read)
    return re.compile(f"[{leads}][{others}]{{0,2}}"), re.compile(f"[A-Za-z][{leads}]|[{leads}][A-Za-z]")


def _classes(read: str) -> tuple[str, str]:
    """What a reader makes of the lead bytes from E2 on, and of continuation bytes that are no C1 controls."""
    table = reader_table(read)
    chars = {table[code]: re.escape(chr(code)) for code in range(0x80, 65536) if table[code]}
    leads = [chars[byte] for byte in range(0xE2, 0xF0) if byte in chars]
    return "".join(leads), "".join([chars[byte] for byte in range(0xA0, 0xC0) if byte in chars])


class Traits(NamedTuple):
    """What the whole of a text tells of its runs: `has_kana`, whether so many characters begin as kana do that it is
    Japanese; `is_spaced`, whether no-break spaces have become spaces (one character in 32 would have one)."""

    text: str
    confusion: Confusion
    has_kana: bool
    is_spaced: bool


def traits(text: str, confusion: Confusion) -> Traits:
    """What the whole of `text` tells."""
    leads = _leads(text, 0, len(text), confusion)
    total = sum(leads)
    return Traits(text, confusion, leads[0] > KANA_SHARE * total, "\xa0" not in text and total >= EXPECTED)


def _leads(text: str, start: int, end: int, confusion: Confusion) -> list[int]:
    """How often each lead byte of CJK characters from E3 to ED stands in the run."""
    return [text.count(char, start, end) for char in _lead_characters(confusion.read)]


@cache
def _lead_characters(read: str) -> list[str]:
    """What a reader makes of the bytes from E3 to ED."""
    table = reader_table(read)
    found = {table[code]: chr(code) for code in range(0x80, 65536) if 0xE3 <= table[code] < 0xEE}
    return [found[byte] for byte in range(0xE3, 0xEE) if byte in found]


def thinned_pieces(
    whole: Traits, start: int, end: int, script: Script, memory: DocumentMemory, temper: float
) -> Iterator[Piece]:
    """The pieces of the run from `start` to `end` of a text, in order; what cannot be said stays, with confidence 0.

    Args:
        whole: what the whole of the text tells.
        memory: what the document says where it is whole.
        temper: by what differences of log probability are multiplied to give confidences.
    """
    text, confusion = whole.text, whole.confusion
    search = _search(confusion.read, missing_bytes(confusion, text[start:end]))
    search.left.spaced = whole.is_spaced
    before = text[max(0, start - 2) : start]
    after = text[end : end + 1] or "\n"
    said = ""
    first = at = start
    certain = 1.0
    while at < end:
        stop = search.read(text, at, end, int(script), memory, before, after)
        used = search.left.count if stop == end else search.left.count - OVERLAP
        for low, high, meant, confidence, rivals in stretches(search, used, temper, LONE):
            if not rivals and confidence:
                said += meant
                certain = min(certain, confidence)
                continue
            if said:
                yield Piece(first, low, said, certain)
            yield Piece(low, high, meant if confidence else text[low:high], confidence, rivals)
            said, first, certain = "", high, 1.0
        at = search.left.starts[used]
        before = "".join([chr(search.codes[kernel.RIVALS * place]) for place in range(max(0, used - 2), used)])
    if said:
        yield Piece(first, end, said, certain)


def _search(read: str, missing: frozenset[int]) -> kernel.Thinned:
    """The search for a reader and what vanished; one for each thread."""
    known: dict[Any, kernel.Thinned] = _thread.__dict__
    key = (read, missing)
    if key not in known:
        flags = bytes(byte in missing for byte in range(256))
        known[key] = kernel.Thinned(model.default().table, reader_table(read), flags, _factors())
    return known[key]


@lru_cache(maxsize=1)
def prior() -> array[float]:
    """What is added to the log probability of a character that comes out of bytes: few are of private use."""
    costs = array("f", bytes(4 * 65536))
    for code in (*range(0xE000, 0xF900), *range(0x80, 0x2010), *range(0x2070, 0x2E80), *range(0xF900, 0xFB00)):
        costs[code] = PRIVATE_COST / (1 if code > 0x2E80 else 3)
    return costs


@lru_cache(maxsize=1)
def _factors() -> array[float]:
    return array("f", map(math.exp, prior()))
