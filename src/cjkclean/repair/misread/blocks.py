"""Blocks of whole lines that were misread and have lost nothing: the quick way, tried before the search."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cjkclean.kernels.whole_lines import STRUCTURE
from cjkclean.repair.misread.confusions import Confusion, confusions, line_reader

__all__ = ["KANA_DOUBT", "Block", "blocks", "foreign_kana"]

SAMPLE = 96  # code points of a line on which the confusions are compared
CLEAR = 8.0  # nats by which the best must be ahead of the next that says something else
CERTAIN = 1000.0  # ranks UTF-8 of several characters first: other bytes do not fit its structure by chance
KANA_DOUBT = 12.0  # GBK, Big5 and KS X 1001 have kana, too, but nobody writes Japanese in them


class Block(NamedTuple):
    """Lines that read better as bytes: from where to where, how they were misread, what they say, the gain in nats."""

    start: int
    end: int
    confusion: Confusion
    said: str
    gain: float


def blocks(
    text: str, plain: array[float], start: int, end: int, readers: Iterable[Sequence[str]], first: int, last: int
) -> list[Block]:
    """The blocks of text[first:last] that one confusion explains, the one that explains the stretch start..end.

    `plain` has the log probabilities of `text` as it stands; `readers` those readers that can have made the stretch,
    in groups that agree on it. Nothing is found where no confusion or more than one explains the stretch as a whole.
    """
    chosen = _chosen(text, plain, start, end, readers)
    if chosen is None:
        return []
    written, group = chosen
    best: list[Block] = []
    for read in group:
        found = _read(text, plain, first, last, Confusion(written, read))
        if sum(block.end - block.start for block in found) > sum(block.end - block.start for block in best):
            best = found
        if len(best) == 1 and best[0].start <= start and best[0].end >= end and len(group) == 1:
            break
    return best


def foreign_kana(confusion: Confusion, said: str) -> bool:
    """Whether something written in a Chinese or Korean encoding has kana."""
    return confusion.written in ("gb18030", "big5", "cp949") and any("\u3041" <= char <= "\u30fa" for char in said)


def _chosen(
    text: str, plain: array[float], start: int, end: int, readers: Iterable[Sequence[str]]
) -> tuple[str, Sequence[str]] | None:
    """The written encoding and the readers that explain the line of a stretch, if it is clear which."""
    first = text.rfind("\n", 0, start) + 1
    if first < start - SAMPLE // 2:
        first = start
    stop = text.find("\n", first, first + SAMPLE)
    last = min(len(text), first + SAMPLE) if stop < 0 else stop
    out = array("I", bytes(8 * SAMPLE + 32))
    ranked: list[tuple[float, str, str, Sequence[str]]] = []
    for group in readers:
        for confusion in confusions(group[0]):
            found = line_reader(confusion).blocks(text, first, last, plain, stop < 0, out)
            if len(found) != 1:
                continue
            _, _, head, tail, gain = found[0]
            said = out[head:tail].tobytes().decode("utf-32-le", "replace")
            if confusion.written == "utf-8" and sum(char >= "\u0800" for char in said) >= STRUCTURE:
                gain += CERTAIN
            elif foreign_kana(confusion, said):
                gain -= KANA_DOUBT
            ranked.append((gain, said, confusion.written, group))
    ranked.sort(key=lambda item: -item[0])
    if not ranked or any(gain > ranked[0][0] - CLEAR and said != ranked[0][1] for gain, said, _, _ in ranked[1:]):
        return None
    return ranked[0][2:]


def _read(text: str, plain: array[float], first: int, last: int, confusion: Confusion) -> list[Block]:
    out = array("I", bytes(8 * (last - first) + 32))
    return [
        Block(start, end, confusion, out[head:tail].tobytes().decode("utf-32-le", "replace"), gain)
        for start, end, head, tail, gain in line_reader(confusion).blocks(text, first, last, plain, False, out)
    ]
