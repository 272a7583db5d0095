"""The HTML view of one result in a notebook."""

from __future__ import annotations

from html import escape

from cjkclean.report.html import html_report
from cjkclean.report.steps import figures
from cjkclean.result import Result

__all__ = ["framed"]

_LINE, _LEAST, _MOST = 2, 14, 40
"""Height of a frame: so many em a changed place, at least, and at most."""


def framed(result: Result) -> str:
    """The report on one result, in a frame of its own: its style touches nothing around it, and nothing runs outside.

    Args:
        result: what to show.

    Returns:
        An `iframe` element that holds the whole page and needs no network.
    """
    page = html_report("cjkclean", figures(result), {}, [("text", result)])
    height = min(_LEAST + 3 * _LINE * (len(result.edits) + len(result.findings)), _MOST)
    return (
        f"<iframe sandbox='allow-scripts' srcdoc='{escape(page)}' title='cjkclean'"
        f" style='width:100%;height:{height}em;border:0'></iframe>"
    )
