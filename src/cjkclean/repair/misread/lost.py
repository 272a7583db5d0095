"""Lost bytes: what a run said where some of its bytes are gone, found by the byte lattice and the model.

A run is first cut into *tokens*: characters whose bytes are all there, and what remains between them: single bytes,
holes (`?` or U+FFFD in place of bytes that a decoder could not read), gaps where bytes must have been dropped. Each
token lies between two nodes of the lattice. Tokens of the first kind are copied; the others are searched.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cjkclean import model
from cjkclean.kernels import lattice as kernel
from cjkclean.kernels import pairs, paths
from cjkclean.kernels.beam import Scratch, Search
from cjkclean.kernels.document import Document
from cjkclean.kernels.ngram import DocumentMemory
from cjkclean.model import Script
from cjkclean.patterns import lazy
from cjkclean.repair.misread.confusions import SINGLE_BYTE, Confusion, grammar, line_reader
from cjkclean.repair.misread.piece import Piece
from cjkclean.repair.misread.thinned import C1 as CONTROLS
from cjkclean.repair.misread.thinned import UNDEFINED as HOLES
from cjkclean.repair.misread.thinned import Traits, is_thinned, missing_bytes, prior, thinned_pieces, traits
from cjkclean.repair.misread.tokens import BYTE, CHARACTER, GAP, Token, tokens

__all__ = ["Restorer"]

WINDOW = 256
"""The most tokens searched at once; a longer run is cut between characters whose bytes are all there."""
BEAM = 12
CUT = 10.0
"""Hypotheses kept, and by how many nats they may be worse than the best; with 18 the same bytes are found, in twice
the time."""
AHEAD = 2
"""Characters behind a run that its last ones are chosen to go with."""
PAIRED = 300
"""Characters before and after a place in which the other half of a paired mark is looked for."""
CONTINUATION, LEAD, C1, UNDEFINED, LOW, HIGH = (256 + at for at in range(6))
_CLASSES = b"".join(
    bytes(byte in members for byte in range(256))
    for members in (
        range(0x80, 0xC0), range(0xE3, 0xEE), CONTROLS, HOLES, range(0x20, 0x40),
        range(0x81, 0xFF),
    )
)  # fmt: skip
"""The wild cards: UTF-8 continuation bytes, lead bytes of its CJK characters, the C1 controls, those that Windows-1252
leaves undefined, what swallowing decoders eat with a lead byte, bytes of double-byte characters."""
UNKNOWN = 0xFFFD
"""Stands for a character of which no byte is left; a piece with one is not restored."""
PENDING_COST = -7.0
"""What a character costs about, paid ahead where others in its place are complete, lest it crowd them out."""
NONE = -1
TEMPER, TEMPER_KANA = 0.6, 0.4
"""By which differences of log probability are multiplied to give probabilities, in text without and with kana, which
two characters before say less about (calibrated: the last column of `benchmarks/mojibake.py`)."""
_KANA = lazy("[\u3041-\u30fa]")


class Restorer:
    """The search for the lost bytes of one document, whose undamaged text `memory` holds."""

    def __init__(self, memory: DocumentMemory) -> None:
        self._memory = memory
        self._temper = TEMPER
        self._traits: Traits | None = None
        self._searches: dict[tuple[Confusion, Script], Search] = {}
        self._room = Scratch(BEAM, WINDOW + AHEAD + 2)
        self._lattice = kernel.Lattice(WINDOW + AHEAD + 2, 8 * (WINDOW + AHEAD))

    def pieces(self, text: str, start: int, end: int, confusion: Confusion, script: Script) -> list[Piece]:
        """The pieces of the run text[start:end], in order.

        Where no way leads through the bytes, what is whole is read and the rest left, with confidence 0.
        """
        if is_thinned(text, start, end, confusion):
            known = self._traits
            if known is None or known.text is not text or known.confusion != confusion:
                known = self._traits = traits(text, confusion)
            script, temper = (Script.JA, TEMPER_KANA) if known.has_kana else (script, TEMPER)
            return list(thinned_pieces(known, start, end, script, self._memory, temper))
        out = array("I", bytes(16 * (end - start) + 32))
        stretches = line_reader(confusion).whole(text, start, end, out)
        said = out.tobytes().decode("utf-32-le", "replace")
        search = self._search(confusion, script)
        self._temper = TEMPER_KANA if _KANA.search(said) else TEMPER
        missing = _missing(confusion, text[start:end])
        parts = list(_parts(text, start, end, confusion, stretches, said))
        certain = "".join([part.says for part in parts])
        pieces: list[Piece] = []
        seen = 0
        for at, part in enumerate(parts):
            if part.tokens:
                before = certain[max(0, seen - 2) : seen] if at else text[max(0, start - 2) : start]
                after = parts[at + 1].says if at + 1 < len(parts) else text[end : end + AHEAD] or "\n"
                search.owed = _lacking(certain, seen, seen + len(part.says))
                pieces += self._island(part.tokens, search, confusion, missing, before, after[:AHEAD])
            else:
                pieces.append(Piece(part.start, part.end, part.says))
            seen += len(part.says)
        return pieces

    def _island(
        self, found: Sequence[Token], search: Search, confusion: Confusion, missing: int, before: str, ahead: str
    ) -> Iterator[Piece]:
        """The pieces of what lies between two whole stretches."""
        for first, last in _windows(found):
            behind = ahead if last == len(found) else ""
            new = self._searched(found[first:last], search, confusion, missing, before if first == 0 else "", behind)
            yield from _unsearched(found[first:last]) if new is None else new

    def _searched(
        self, found: Sequence[Token], search: Search, confusion: Confusion, missing: int, before: str, ahead: str
    ) -> list[Piece] | None:
        lattice = self._lattice
        lattice.clear(len(found) + len(ahead))
        for node, token in enumerate(found):
            _lay(lattice, node, token, confusion, missing)
        for node, char in enumerate(ahead, len(found)):
            lattice.literal(node, node + 1, 0.0, ord(char))
        table = model.default().table
        context = [table.symbol(ord(char)) for char in before]
        a, b = [0, 0, *context][-2:]
        if not search.run(lattice, a, b, 0.0, lattice.nodes):
            return None
        return list(_pieces(found, [(*run[:3], run[4], run[5]) for run in paths.runs(search)], self._temper))

    def _search(self, confusion: Confusion, script: Script) -> Search:
        if (confusion, script) not in self._searches:
            kind, single, double = grammar(confusion.written)
            search = Search(
                kernel.Grammar(kind, single, double, _CLASSES, prior(), _no_tags(), 0.0, UNKNOWN),
                Document(model.default().table, self._memory, int(script)),
                self._room,
            )
            search.window = CUT
            self._searches[confusion, script] = search
        return self._searches[confusion, script]


class _Part(NamedTuple):
    """A part of a run: a stretch in which no byte is lost, or the tokens between two, and what is certain of it."""

    start: int
    end: int
    says: str
    tokens: Sequence[Token] = ()


def _parts(
    text: str,
    start: int,
    end: int,
    confusion: Confusion,
    stretches: Sequence[tuple[int, int, int, int]],
    said: str,
) -> Iterator[_Part]:
    """The parts of the run text[start:end], in order."""
    at = start
    for first, last, head, tail in (*stretches, (end, end, 0, 0)):
        if at < first:
            found = list(tokens(text, at, first, confusion))
            says = "".join([chr(token.code) for token in found if token.kind == CHARACTER])
            yield _Part(at, first, says, found)
        if first < last:
            yield _Part(first, last, said[head:tail])
        at = last


def _lacking(certain: str, first: int, last: int) -> int:
    """The paired marks that the line or lines of certain[first:last] lack, as far as `PAIRED` characters around."""
    low, high = max(0, first - PAIRED), min(len(certain), last + PAIRED)
    start, end = certain.rfind("\n", low, first) + 1, certain.find("\n", last, high)
    return pairs.lacking(certain, start or low, high if end < 0 else end)


def _windows(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Pieces of about `WINDOW` tokens, each beginning with an observed character, if possible after a whole one."""
    first = 0
    while first < len(found):
        last = min(len(found), first + WINDOW)
        if last < len(found):
            whole = next((at for at in range(last, first + WINDOW // 2, -1) if _is_boundary(found, at)), 0)
            last = whole or next(at for at in range(last, first, -1) if found[at].start >= 0 or at == first + 1)
        yield first, last
        first = last


def _is_boundary(found: Sequence[Token], at: int) -> bool:
    return found[at - 1].kind == CHARACTER and found[at].start >= 0


@lru_cache(maxsize=1)
def _no_tags() -> array[int]:
    return array("H", bytes(2 * 2 * 65536))


def _missing(confusion: Confusion, misread: str) -> int:
    """The class of bytes that can be missing without a trace."""
    if confusion.read not in SINGLE_BYTE:
        return CONTINUATION
    return UNDEFINED if missing_bytes(confusion, misread) is HOLES else C1


def _lay(lattice: kernel.Lattice, node: int, token: Token, confusion: Confusion, missing: int) -> None:
    """Add the arcs of one token."""
    after = node + 1
    if token.kind == CHARACTER:
        lattice.literal(node, after, 0.0, token.code)
    elif token.kind == BYTE:
        unpaid = PENDING_COST if token.gap else 0.0
        lattice.bytes(node, after, unpaid, kernel.ANYWHERE, token.code, NONE, NONE, NONE)
        byte = token.code
        if confusion.written == "utf-8" and byte == 0x20:  # a no-break space, where one is wanting
            byte = 0xA0
            lattice.bytes(node, after, unpaid, kernel.PENDING, byte, NONE, NONE, NONE)
        if confusion.written == "utf-8" and 0x80 <= byte < 0xC0 and token.gap:
            lattice.bytes(node, after, -1.0, kernel.PENDING, missing, byte, NONE, NONE)
    elif token.kind == GAP:
        if token.code == 2:
            lattice.bytes(node, after, 0.0, kernel.PENDING, missing, missing, NONE, NONE)
        else:
            lattice.literal(node, after, 0.0, 0)
            paid = PENDING_COST if token.gap else 0.0
            lattice.bytes(node, after, -1.0 - paid, kernel.PENDING, missing, NONE, NONE, NONE)
    else:
        _lay_hole(lattice, node, token, confusion)


def _lay_hole(lattice: kernel.Lattice, node: int, token: Token, confusion: Confusion) -> None:
    """What a hole may be: `?` itself, one or two bytes, a byte with the ASCII character that was eaten with it."""
    after = node + 1
    utf8 = confusion.written == "utf-8"
    if token.code == 0x3F:
        lattice.literal(node, after, -4.0, 0x3F)
    if not utf8:
        lattice.bytes(node, after, 0.0, kernel.ANYWHERE, HIGH, NONE, NONE, NONE)
    elif token.depth:
        lattice.bytes(node, after, 0.0, kernel.PENDING, CONTINUATION, NONE, NONE, NONE)
        if token.depth == 2 and not token.strays:
            lattice.bytes(node, after, -2.0, kernel.PENDING, CONTINUATION, CONTINUATION, NONE, NONE)
        if token.depth == 1 and token.strays:
            lattice.bytes(node, after, -1.0, kernel.PENDING, CONTINUATION, LEAD, NONE, NONE)
    if utf8 and token.strays:
        lattice.bytes(node, after, -1.0, kernel.EMPTY, LEAD, NONE, NONE, NONE)
        lattice.bytes(node, after, -2.0, kernel.EMPTY, LEAD, CONTINUATION, NONE, NONE)
    if token.code == 0x3F and token.swallows:
        lattice.bytes(node, after, -3.0, kernel.PENDING, CONTINUATION if utf8 else HIGH, LOW, NONE, NONE)


def _unsearched(found: Sequence[Token]) -> list[Piece]:
    """The whole characters, and what lies between them in doubt."""
    broken: list[_Found] = []
    at = 0
    while at < len(found):
        first = at
        while at < len(found) and found[at].kind != CHARACTER:
            at += 1
        if at > first:
            broken.append((first, at, chr(UNKNOWN), [], [at]))
        at += 1
    return list(_pieces(found, broken, TEMPER))


_Rivals = Sequence[tuple[float, str]]
_Found = tuple[int, int, str, list[tuple[float, str]], list[int]]
"""A stretch of tokens, what it means, what else it may mean, and the token behind each character that it means."""


def _pieces(found: Sequence[Token], runs: Sequence[_Found], temper: float) -> Iterator[Piece]:
    """The tokens that were copied, and what was found for the others, in stretches of whole observed characters."""
    at = 0
    for first, last, meant, rivals, ends in runs:
        for low, high, said, others in _characters(found, first, min(last, len(found)), meant, rivals, ends):
            if low < at:
                continue
            start, end = low, high
            while start > at and found[start].start < 0:
                start -= 1
            while end < len(found) and found[end].start < 0:
                end += 1
            yield from _copied(found, at, start)
            yield _piece(found, (start, low, high, end), said, others, temper)
            at = end
    yield from _copied(found, at, len(found))


def _characters(
    found: Sequence[Token], first: int, last: int, meant: str, rivals: _Rivals, ends: Sequence[int]
) -> Iterator[tuple[int, int, str, _Rivals]]:
    """Cut a stretch into its characters, where they end with an observed one, each with those of its rivals."""
    begin, low = 0, first
    for stop in range(1, len(meant) + 1):
        high = last if stop == len(meant) else ends[stop - 1]
        if stop < len(meant) and not (low < high < min(ends[stop], last) and found[high].start >= 0):
            continue
        yield low, high, meant[begin:stop], _others(meant, begin, stop, rivals)
        begin, low = stop, high


def _others(meant: str, begin: int, stop: int, rivals: _Rivals) -> _Rivals:
    """What the rivals have for meant[begin:stop], best first; "" where those of another length are not so cut."""
    own = meant[begin:stop]
    behind = len(meant) - stop
    others: dict[str, float] = {}
    for worse, rival in rivals:
        other = rival[begin : len(rival) - behind]
        if len(rival) != len(meant):
            if rival.startswith(meant[:stop]) or rival.endswith(meant[begin:]):
                continue
            if not (rival.startswith(meant[:begin]) and rival.endswith(meant[stop:])):
                other = ""
        if other != own:
            others[other] = min(worse, others.get(other, worse))
    return sorted((worse, other) for other, worse in others.items())


def _piece(
    found: Sequence[Token], places: tuple[int, int, int, int], meant: str, rivals: _Rivals, temper: float
) -> Piece:
    start, low, high, end = places
    head = "".join([token.shown for token in found[start:low]])
    tail = "".join([token.shown for token in found[high:end]])
    doubt = sum(math.exp(-temper * behind) for behind, _ in rivals) if chr(UNKNOWN) not in meant else math.inf
    others = tuple(head + other + tail for _, other in rivals if other)[:5]
    stop = found[end].start if end < len(found) else found[-1].end
    return Piece(found[start].start, stop, head + meant + tail, 1.0 / (1.0 + doubt), others)


def _copied(found: Sequence[Token], first: int, last: int) -> Iterator[Piece]:
    if first < last:
        end = found[last].start if last < len(found) else found[-1].end
        yield Piece(found[first].start, end, "".join([found[k].shown for k in range(first, last)]))
