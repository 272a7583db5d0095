"""The linter's view of a result: one message a place, in the manner of compilers."""

from __future__ import annotations

from collections.abc import Iterator

from cjkclean.edits import Edit
from cjkclean.report.lines import LineMap
from cjkclean.report.visible import visible
from cjkclean.result import Result
from cjkclean.step import Finding

__all__ = ["messages"]

_LONGEST = 40


def messages(result: Result, name: str) -> Iterator[str]:
    """`name:line:column: kind message` for every edit and finding, in order of the source; columns count code points.

    >>> from cjkclean import explain
    >>> list(messages(explain("規模"), "page.txt"))
    []
    """
    lines = LineMap(result.source)
    for item in sorted((*result.edits, *result.findings), key=lambda item: (item.start, item.end)):
        line, column = lines.position(item.start)
        yield f"{visible(name)}:{line}:{column}: {visible(item.kind)} {_message(item, result.source)}"


def _message(item: Edit | Finding, source: str) -> str:
    if isinstance(item, Finding):
        text = f"{visible(item.message)}: {_quoted(source[item.start : item.end])}"
        return text + (f"; perhaps {', '.join(map(_quoted, item.candidates))}" if item.candidates else "")
    if not item.replacement:
        text = f"{_quoted(item.original)} to be removed"
    elif not item.original:
        text = f"{_quoted(item.replacement)} to be inserted"
    else:
        text = f"{_quoted(item.original)} should be {_quoted(item.replacement)}"
    return text + (f" ({visible(item.reason)})" if item.reason else "")


def _quoted(text: str) -> str:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return "'" + visible(shown).replace("\n", "\\n").replace("\t", "\\t") + "'"
