"""What believed runs come to: pieces with their meaning, all layers undone and lost bytes restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjkclean import model
from cjkclean.kernels.ngram import DocumentMemory
from cjkclean.model import Script
from cjkclean.repair.misread.confusions import Confusion
from cjkclean.repair.misread.lost import Restorer
from cjkclean.repair.misread.piece import Piece
from cjkclean.repair.misread.ranking import LOST
from cjkclean.repair.misread.runs import Run

__all__ = ["pieces"]

TELLING = 400  # code points of a run that tell which script it is in


def pieces(text: str, runs: Iterable[Run], fill_from: float) -> Iterator[tuple[Run, list[Piece]]]:
    """The runs of `text`, each with its pieces; a doubtful piece of an inner layer stays as the outer one left it."""
    runs = list(runs)
    lossy = [run for run in runs if LOST in run.meant]
    restorer = Restorer(_remembered(text, runs)) if lossy else None
    scripts = _scripts(lossy)
    for run in runs:
        if restorer is None or LOST not in run.meant:
            yield run, [Piece(run.start, run.end, run.meant)]
        else:
            yield run, _restored(text, run, restorer, fill_from, scripts.get(run.confusion))


def _restored(text: str, run: Run, restorer: Restorer, fill_from: float, script: Script | None) -> list[Piece]:
    if not run.inner:
        if LOST not in run.said:
            return [Piece(run.start, run.end, run.said)]
        return restorer.pieces(text, run.start, run.end, run.confusion, script or _script(run.said))
    parts: list[str] = []
    at = 0
    confidence = 1.0
    for inner in run.inner:
        for piece in _restored(run.said, inner, restorer, fill_from, None):
            if piece.confidence >= fill_from:
                confidence = min(confidence, piece.confidence)
                parts += (run.said[at : piece.start], piece.meant)
                at = piece.end
    return [Piece(run.start, run.end, "".join((*parts, run.said[at:])), confidence)]


def _remembered(text: str, runs: Iterable[Run]) -> DocumentMemory:
    """What the document says where it is whole."""
    parts: list[str] = []
    at = 0
    for run in runs:
        parts += (text[at : run.start], *run.meant.split(LOST))
        at = run.end
    return model.default().remember([*parts, text[at:]])


def _scripts(runs: Iterable[Run]) -> dict[Confusion, Script]:
    """The script of all runs of each confusion that lost so much that a line does not tell it."""
    said: dict[Confusion, str] = {}
    for run in runs:
        if run.confusion.structured and not run.inner and len(said.get(run.confusion, "")) < TELLING:
            said[run.confusion] = said.get(run.confusion, "") + run.said.replace(LOST, "")
    return {confusion: _script(whole) for confusion, whole in said.items()}


def _script(said: str) -> Script:
    """The script that the whole characters of a run are written in."""
    whole = said[:TELLING].replace(LOST, "")
    return max((Script.HANS, Script.HANT, Script.JA), key=lambda script: model.default().total(whole, script))
