"""The terminal view of a result: what it was, every changed place before and after, and what was left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from cjkclean.edits import Edit
from cjkclean.report.hunks import Hunk, Piece, hunks
from cjkclean.report.lines import LineMap
from cjkclean.report.visible import visible
from cjkclean.result import Result
from cjkclean.step import Finding

__all__ = ["print_result"]

_CONTEXT = 30
_LONGEST_RUN = 200
_MOST_REASONS = 2
_COLOURS = {"chrome": "yellow", "spam": "magenta", "watermark": "magenta", "gloss": "cyan", "shift": "blue"}
_SPACES = str.maketrans({" ": "·", "\n": "⏎", "\r": "␍", "\t": "⇥", "\u3000": "□"})


def print_result(result: Result, name: str, console: Console, full: bool = False) -> None:
    """Print what a pipeline did to a text.

    Args:
        result: the record.
        name: how to call the text.
        console: where to print; without colours, changed runs are set in `[-...-]` and `{+...+}`.
        full: show unchanged parts of long lines, and long removed runs, in full.
    """
    view = _View(console.color_system is None, full)
    for line in (_heading(result, name), *_body(result, view), *_summary(result)):
        console.print(line, soft_wrap=True, highlight=False)


def _body(result: Result, view: _View) -> Iterator[Text]:
    for hunk in hunks(result):
        yield Text()
        yield from view.hunk(hunk)
    if result.findings:
        yield Text()
        lines = LineMap(result.source)
        for finding in result.findings:
            yield _finding(finding, result.source, lines)


class _View:
    """How runs are marked and shortened."""

    def __init__(self, plain: bool, full: bool) -> None:
        self._plain = plain
        self._full = full

    def hunk(self, hunk: Hunk) -> Iterator[Text]:
        number = f"{hunk.line:>5} "
        yield from self._side(hunk.before, number + "- ", "red strike", ("[-", "-]"))
        if not hunk.removed:
            yield from self._side(hunk.after, " " * len(number) + "+ ", "bold green", ("{+", "+}"))
        yield from _notes(hunk.edits)

    def _side(self, pieces: Sequence[Piece], prefix: str, style: str, marks: tuple[str, str]) -> Iterator[Text]:
        text = Text()
        last = len(pieces) - 1
        for at, piece in enumerate(pieces):
            shown = self._shortened(piece, first=at == 0, last=at == last)
            if piece.edit is None:
                text.append(shown)
            elif self._plain:
                text.append(shown.join(marks))
            else:
                text.append(shown, style)
        for at, line in enumerate(text.split("\n")):
            yield Text().append(prefix if at == 0 else " " * len(prefix), "dim") + line

    def _shortened(self, piece: Piece, first: bool, last: bool) -> str:
        text = piece.text.replace("\r\n", "\n")
        if last and text.strip():
            text = text.removesuffix("\n")
        if piece.edit is not None:
            if not text.strip():
                text = text.translate(_SPACES)
            if not self._full and len(text) > _LONGEST_RUN:
                half = _LONGEST_RUN // 2
                return f"{visible(text[:half])} ...{len(text) - 2 * half} characters... {visible(text[-half:])}"
            return visible(text)
        keep = _CONTEXT * (1 if first or last else 2)
        if self._full or len(text) <= keep:
            return visible(text)
        start = "" if first else text[:_CONTEXT]
        end = "" if last else text[-_CONTEXT:]
        return f"{visible(start)}...{visible(end)}"


def _heading(result: Result, name: str) -> Text:
    text = Text().append(visible(name), "bold")
    encoding = f"{result.encoding}, " if result.encoding else ""
    text.append(f": {encoding}{len(result.source):,} characters, ")
    edits = len(result.edits)
    text.append(f"{len(result.text):,} after {edits:,} edit{'s' * (edits != 1)}" if edits else "nothing to change")
    return text


def _notes(edits: Sequence[Edit]) -> Iterator[Text]:
    """One line for each kind among the edits of a hunk."""
    groups: dict[str, list[Edit]] = {}
    for edit in edits:
        groups.setdefault(edit.kind, []).append(edit)
    for kind, group in groups.items():
        text = Text(" " * 8)
        text.append(visible(kind), _COLOURS.get(kind.partition(".")[0], "green"))
        text.append(_confidence([edit.confidence for edit in group]), "bold")
        if len(group) > 1:
            text.append(f" x{len(group)}")
        reasons = list(dict.fromkeys(edit.reason for edit in group if edit.reason))
        if reasons:
            more = f"; ... {len(reasons) - _MOST_REASONS} more" if len(reasons) > _MOST_REASONS else ""
            text.append(f"  {visible('; '.join(reasons[:_MOST_REASONS]))}{more}", "dim")
        for edit in group:
            if edit.alternatives:
                others = ", ".join(map(visible, edit.alternatives))
                text.append(f"  {visible(edit.replacement)} rather than {others}")
        yield text


def _confidence(values: Sequence[float]) -> str:
    low, high = f"{min(values):.2f}", f"{max(values):.2f}"
    return f" {low}" if low == high else f" {low}-{high}"


def _finding(finding: Finding, source: str, lines: LineMap) -> Text:
    line, column = lines.position(finding.start)
    text = Text().append(f"{line:>5} ? ", "dim")
    text.append(visible(finding.kind), "yellow")
    text.append(f" {finding.confidence:.2f}", "bold")
    text.append(f" column {column}: {visible(finding.message)}")
    found = source[finding.start : finding.end]
    if found:
        text.append("  ").append(visible(found[:_CONTEXT]), "reverse")
    if finding.candidates:
        text.append(f"  perhaps {', '.join(map(visible, finding.candidates))}")
    return text


def _summary(result: Result) -> Iterator[Text]:
    counts = result.counts()
    if counts:
        yield Text()
        for kind, number in counts.items():
            yield Text(f"{number:>7,}  {visible(kind)}")
    if result.findings:
        yield Text(f"{len(result.findings):>7,}  findings left as they are", "yellow")
    for key, value in result.metadata.items():
        yield Text(f"{visible(key)}: {visible(value)}", "dim")
