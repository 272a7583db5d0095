"""The HTML view: one self-contained page of what a pipeline did to a number of documents.

Everything that comes from a document is escaped, and the page's own content policy lets nothing load and no script
run but the one it was written with.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from cjkclean.edits import Edit
from cjkclean.report.hunks import Hunk, Piece, hunks
from cjkclean.report.lines import LineMap
from cjkclean.report.visible import visible
from cjkclean.result import Result
from cjkclean.step import Finding

__all__ = ["html_report"]

_LONGEST_RUN = 400
_CONTEXT = 60

_COLOURS = ("#1f77b4", "#e0912f", "#2ca02c", "#c2498f", "#8c62c4", "#9a7b4f", "#17a2b8", "#b5a400", "#7f8c8d")
"""Underlines of the kinds, told apart also by people who do not see red and green alike (the words say it too)."""


def html_report(
    title: str,
    figures: Mapping[str, str],
    charts: Mapping[str, Mapping[str, int]],
    documents: Sequence[tuple[str, Result]],
    note: str = "",
    form: str = "",
) -> str:
    """A page with figures, charts, and the changes of each document side by side.

    Args:
        title: heading of the page.
        figures: numbers of the overview, by what they count.
        charts: for each chart its title and how often what was found.
        documents: names and results, in the order in which they are shown.
        note: a sentence above the documents.
        form: HTML of a form at the top, which may be sent to where the page came from.

    Returns:
        The HTML document; it needs no network.
    """
    kinds = _general_kinds(documents)
    colours = {kind: _COLOURS[at % len(_COLOURS)] for at, kind in enumerate(kinds)}
    style = _asset("report.css") + "".join(f".k-{at}{{--kind:{colours[kind]}}}" for at, kind in enumerate(kinds))
    script = _asset("report.js")
    numbers = {kind: at for at, kind in enumerate(kinds)}
    parts = [
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>",
        f"<meta http-equiv='Content-Security-Policy' content=\"{_policy(style, script, form)}\">",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>{_text(title)}</title><style>{style}</style></head><body>",
        f"<h1>{_text(title)}</h1>{form}",
        "<ul class='figures'>",
        *(f"<li><b>{_text(value)}</b>{_text(name)}</li>" for name, value in figures.items()),
        "</ul><section class='charts'>",
        *(_chart(name, counts) for name, counts in charts.items() if counts),
        "</section>",
        _filters(kinds, numbers),
        f"<p class='note'>{_text(note)}</p>" if note else "",
        *(_document(name, result, numbers) for name, result in documents),
        f"<script>{script}</script></body></html>\n",
    ]
    return "".join(parts)


@lru_cache(maxsize=2)
def _asset(name: str) -> str:
    return (Path(__file__).parent / "assets" / name).read_text("utf-8")


def _policy(style: str, script: str, form: str) -> str:
    sent = "'self'" if form else "'none'"
    own = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action {sent}"


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"


def _text(text: str) -> str:
    return escape(visible(text))


def _general_kinds(documents: Sequence[tuple[str, Result]]) -> list[str]:
    """The first words of all kinds, in alphabetical order."""
    found = {kind for _, result in documents for edit in result.edits for kind in _families(edit)}
    return sorted(found | {_family(finding.kind) for _, result in documents for finding in result.findings})


def _families(edit: Edit) -> list[str]:
    return list(dict.fromkeys(_family(kind) for kind in edit.kind.split("+")))


def _family(kind: str) -> str:
    return kind.partition(".")[0]


def _chart(name: str, counts: Mapping[str, int]) -> str:
    most = max(counts.values())
    rows = "".join(
        f"<tr><th scope='row'>{_text(label)}<meter min='0' max='{most}' value='{number}'></meter></th>"
        f"<td>{number:,}</td></tr>"
        for label, number in counts.items()
    )
    return f"<div class='chart'><h2>{_text(name)}</h2><table>{rows}</table></div>"


def _filters(kinds: Sequence[str], numbers: Mapping[str, int]) -> str:
    button = "<button type='button' data-kind='{}' aria-pressed='{}'>{}</button>"
    buttons = [button.format("", "true", "all")]
    buttons += (button.format(f"k-{numbers[kind]}", "false", _text(kind)) for kind in kinds)
    keys = "<span class='keys'>j, k: next and previous change; 1-9: a kind; Esc: all</span>"
    return f"<nav aria-label='kinds'>{''.join(buttons)}{keys}</nav>"


def _document(name: str, result: Result, numbers: Mapping[str, int]) -> str:
    encoding = f"{result.encoding}, " if result.encoding else ""
    edits = len(result.edits)
    meta = f"{encoding}{len(result.source):,} characters, {len(result.text):,} after {edits:,} edit{'s' * (edits != 1)}"
    parts = [f"<article><h2>{_text(name)}</h2><p class='meta'>{_text(meta)}</p>"]
    parts += (_hunk(hunk, numbers) for hunk in hunks(result))
    lines = LineMap(result.source)
    parts += (_finding(finding, result.source, lines, numbers) for finding in result.findings)
    return "".join((*parts, "</article>"))


def _hunk(hunk: Hunk, numbers: Mapping[str, int]) -> str:
    kinds = sorted({f"k-{numbers[kind]}" for edit in hunk.edits for kind in _families(edit)})
    number = f"<span class='number'>{hunk.line} </span>"
    before = "".join(_pieces(hunk.before, "del", numbers))
    after = "<span class='gone'>(removed)</span>" if hunk.removed else "".join(_pieces(hunk.after, "ins", numbers))
    return (
        f"<div class='hunk' tabindex='0' data-kinds='{' '.join(kinds)}'><div class='side'>{number}{before}</div>"
        f"<div class='side'>{after}</div><div class='note'>{'; '.join(_notes(hunk.edits))}</div></div>"
    )


def _pieces(pieces: Sequence[Piece], tag: str, numbers: Mapping[str, int]) -> Iterator[str]:
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        if piece.edit is None:
            yield _text(_shortened(piece.text, at == 0, at == last))
            continue
        text = piece.text
        if len(text) > _LONGEST_RUN:
            half = _LONGEST_RUN // 2
            text = f"{text[:half]} ...{len(text) - 2 * half:,} characters... {text[-half:]}"
        edit = piece.edit
        hint = f"{edit.kind}, {edit.confidence:.2f}" + (f": {edit.reason}" if edit.reason else "")
        if edit.alternatives:
            hint += f" (or {', '.join(edit.alternatives)})"
        yield f"<{tag} class='k-{numbers[_families(edit)[0]]}' title='{_text(hint)}'>{_text(text)}</{tag}>"


def _shortened(text: str, first: bool, last: bool) -> str:
    keep = _CONTEXT if first or last else 2 * _CONTEXT
    if len(text) <= keep:
        return text
    return f"{'' if first else text[:_CONTEXT]}...{'' if last else text[-_CONTEXT:]}"


def _notes(edits: Sequence[Edit]) -> Iterator[str]:
    groups: dict[str, list[float]] = {}
    for edit in edits:
        groups.setdefault(edit.kind, []).append(edit.confidence)
    for kind, values in groups.items():
        times = f" ×{len(values)}" if len(values) > 1 else ""
        yield f"{_text(kind)} {min(values):.2f}{times}"


def _finding(finding: Finding, source: str, lines: LineMap, numbers: Mapping[str, int]) -> str:
    line, column = lines.position(finding.start)
    start = max(finding.start - _CONTEXT // 2, 0)
    found = source[finding.start : min(finding.end, finding.start + _LONGEST_RUN)]
    around = f"{_text(source[start : finding.start])}<mark>{_text(found)}</mark>"
    around += _text(source[finding.end : finding.end + _CONTEXT // 2])
    note = f"{finding.kind} {finding.confidence:.2f}, column {column}, left as it is: {finding.message}"
    if finding.candidates:
        note += f"; perhaps {', '.join(finding.candidates)}"
    return (
        f"<div class='hunk' tabindex='0' data-kinds='k-{numbers[_family(finding.kind)]}'><div class='side'>"
        f"<span class='number'>{line} </span>{around}</div><div class='note'>{_text(note)}</div></div>"
    )
