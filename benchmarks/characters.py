"""Escapes, characters, width, punctuation and white space: speed, restored documents, clean lines.

    python benchmarks/characters.py            speed, and documents of our own restored
    CJKCLEAN_DATA=folder python benchmarks/characters.py lines    every change to the lines of corpora/ and pages/

Speed is in MB/s of UTF-8 input, in CPU time, beside the floor of the same run: decoding and encoding UTF-8. Machines
differ and are shared, so compare the ratios.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import cjkclean
from cjkclean.pipeline import Pipeline
from cjkclean.step import Step

PROSE = (
    "小镇的图书馆每天早上九点开门，门口总有人排队。管理员说：“今天新到了三百本书，欢迎大家来借。”孩子们最喜欢二楼的绘本区，"
    "一坐就是一下午。傍晚闭馆以后，灯一盏一盏地灭了，只有门前的老槐树还在风里轻轻地摇。"
)
TEXT = "\n".join([PROSE] * 12)
REPEATS, ROUNDS = 20, 9


def rate(call: Callable[[], object], size: int) -> float:
    """Megabytes a second, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(REPEATS):
            call()
        best = min(best, (time.process_time() - start) / REPEATS)
    return size / best / 1e6


def each(make: Callable[[str], str]) -> str:
    return "".join(char if char == "\n" else make(char) for char in TEXT)


def damaged() -> Iterator[tuple[str, Step, str, str]]:
    """(name, step, damaged text, the text meant)."""
    undo, repair = cjkclean.UndoEscapes(), cjkclean.RepairCharacters()
    named = {"“": "&ldquo;", "”": "&rdquo;", "，": "&#65292;", "。": "&#12290;"}
    radicals = {
        "一": "⼀",
        "人": "⼈",
        "大": "⼤",
        "门": "⻔",
        "日": "⽇",
        "风": "⻛",
        "里": "⾥",
        "老": "⽼",
        "子": "⼦",
    }
    yield "entities, every character", undo, each(lambda c: f"&#{ord(c)};"), TEXT
    yield "entities, marks", undo, each(lambda c: named.get(c, c)), TEXT
    yield r"\u, every character", undo, each(lambda c: f"\\u{ord(c):04x}"), TEXT
    yield "percent bytes", undo, each(lambda c: "".join(f"%{b:02X}" for b in c.encode()) if c > "~" else c), TEXT
    yield "quoted-printable", undo, each(lambda c: "".join(f"={b:02X}" for b in c.encode()) if c > "~" else c), TEXT
    yield "radicals", repair, each(lambda c: radicals.get(c, c)), TEXT
    yield "zero-width, after marks", repair, TEXT.replace("，", "，\u200b"), TEXT
    kana = "カタカナノテキストガナガクツヅキマス。" * 60
    half = {chr(code): cjkclean.normalize_width(chr(code)) for code in range(0xFF61, 0xFF9E)}
    back = {full: narrow for narrow, full in half.items()}
    voiced = {"ガ": "ｶﾞ", "ヅ": "ﾂﾞ"}
    yield "half-width kana", cjkclean.NormalizeWidth(), "".join(voiced.get(c, back.get(c, c)) for c in kana), kana
    spaced = "\n".join(" ".join(line) for line in TEXT.split("\n"))
    yield "spaced out", cjkclean.NormalizeWhitespace(), spaced, TEXT
    yield (
        "line ends and blanks",
        cjkclean.NormalizeWhitespace(),
        TEXT.replace("\n", "  \r\n\r\n\r\n"),
        TEXT.replace("\n", "\n\n"),
    )
    ascii_marks = TEXT.translate({ord("，"): ",", ord("。"): "."})
    yield "ASCII marks", cjkclean.NormalizePunctuation(), ascii_marks, TEXT


def speed() -> None:
    raw = len(TEXT.encode())
    floor = rate(lambda: TEXT.encode().decode(), raw)
    print(f"{'floor (UTF-8 encode and decode)':34} {floor:8.0f} MB/s")
    steps: tuple[Step, ...] = (
        cjkclean.UndoEscapes(), cjkclean.RepairCharacters(), cjkclean.NormalizeWidth(), cjkclean.NormalizePunctuation(),
        cjkclean.NormalizeWhitespace(),
    )  # fmt: skip
    for step in steps:
        assert step(TEXT) is TEXT, step.name
        clean = rate(lambda step=step: step(TEXT), raw)  # type: ignore[misc]
        print(f"{'clean: ' + step.name:34} {clean:8.0f} MB/s {clean / floor:8.3f} of the floor")
    for name, step, text, meant in damaged():
        restored = "restored" if step(text) == meant else "NOT RESTORED"
        found = rate(lambda step=step, text=text: step(text), len(text.encode()))  # type: ignore[misc]
        print(f"{'damaged: ' + name:34} {found:8.0f} MB/s {found / floor:8.3f} of the floor  {restored}")


def lines(folder: Path) -> None:
    """Every change that the steps of `repair` which live here make to a line of clean text."""
    pipe = Pipeline(
        [
            cjkclean.UndoEscapes(),
            cjkclean.RepairCharacters(),
            cjkclean.NormalizeWhitespace(line_ends=False, trailing=False, spaces=False, blank_lines=-1),
        ]
    )
    seen, changed = 0, Counter[str]()
    for path in (*sorted(folder.glob("corpora/*.txt")), *sorted(folder.glob("pages/*/*.txt"))):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            seen += 1
            if pipe(line) is line:
                continue
            edits = pipe.explain(line).edits
            changed.update({edit.kind for edit in edits})
            shown = "; ".join(f"{edit.original!a} -> {edit.replacement!a}" for edit in edits[:3])
            print(f"{path.name}:{number}: {edits[0].kind}: {shown}")
    print(f"{seen} lines, changes: {dict(changed)}")


if __name__ == "__main__":
    if sys.argv[1:] == ["lines"]:
        if "CJKCLEAN_DATA" not in os.environ:
            sys.exit("set CJKCLEAN_DATA to the data folder")
        lines(Path(os.environ["CJKCLEAN_DATA"]))
    else:
        speed()
