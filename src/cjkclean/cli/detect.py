"""`cjkclean detect`: which encoding a file is in."""

from __future__ import annotations

import json

import click

from cjkclean.cli.console import for_each, inputs, say
from cjkclean.cli.exits import ExitCode
from cjkclean.decode import Detection, decode, detect_encoding
from cjkclean.files.binary import binary_reason
from cjkclean.files.errors import FileError, display_name
from cjkclean.files.reading import read_bytes
from cjkclean.report.visible import visible

__all__ = ["detect"]

_WORTH_SAYING = 0.005
"""Probability below which an alternative is not printed: two decimals would round it to nothing."""


@click.command(short_help="Tell the encoding of files.")
@click.argument("files", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, with the stretches of a mixed file.")
def detect(files: tuple[str, ...], as_json: bool) -> ExitCode:
    """Say in which encoding each of FILES is, how sure that is (0 to 1), and what else it may be.

    Encodings are named by the superset that decodes: gb18030 also for GB2312 and GBK. Where parts of a file are in
    different encodings, or bytes fit none, that is said too.
    """

    def act(name: str) -> None:
        raw = read_bytes(name)
        reason = binary_reason(raw)
        if reason:
            raise FileError(display_name(name), reason)
        guesses = detect_encoding(raw)
        if as_json:
            say(json.dumps(_record(name, raw, guesses), ensure_ascii=False))
        else:
            say(f"{visible(display_name(name))}: {_described(raw, guesses)}")

    return for_each(inputs(files), act)


def _described(raw: bytes, guesses: tuple[Detection, ...]) -> str:
    best, *others = guesses
    words = f"{best.encoding} {best.confidence:.2f}"
    worth = [f"{guess.encoding} {guess.confidence:.2f}" for guess in others if guess.confidence >= _WORTH_SAYING]
    if worth:
        words += f" (or {', '.join(worth)})"
    decoded = decode(raw)
    if decoded.runs:
        words += f"; in parts: {', '.join(dict.fromkeys(run.encoding for run in decoded.runs))}"
    lost = sum(finding.kind == "lost.bytes" for finding in decoded.findings)
    return words + (f"; {lost:,} places fit no encoding" if lost else "")


def _record(name: str, raw: bytes, guesses: tuple[Detection, ...]) -> dict[str, object]:
    decoded = decode(raw)
    return {
        "file": name,
        "encoding": decoded.encoding,
        "confidence": decoded.confidence,
        "guesses": [{"encoding": guess.encoding, "confidence": guess.confidence} for guess in guesses],
        "runs": [run._asdict() for run in decoded.runs],
        "lost": sum(finding.kind == "lost.bytes" for finding in decoded.findings),
    }
