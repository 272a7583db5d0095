"""What the tests of the command line share: a step that is easy to foresee, and ways to run the command."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import cjkclean
from cjkclean import Edit, EditList, Finding, Profile, Proposal, Signal, Step

SOURCES = Path(cjkclean.__file__).parents[1]


@dataclass(frozen=True)
class Mark(Step):
    """Removes `[[...]]`, turns `a>b` of two Han characters into the second, and notices `??`."""

    name: ClassVar[str] = "mark"
    wakes: ClassVar[Signal] = Signal.ANY

    confidence: float = 0.9

    def propose(self, text: str, found: Profile) -> Proposal:
        edits = [
            Edit(m.start(), m.end(), m[0], "", "chrome.test", self.confidence, "in double brackets")
            for m in re.finditer(r"\[\[[^\]]*\]\]\n?", text)
        ]
        edits += [
            Edit(m.start(), m.end(), m[0], m[1], "shift", 0.75, "test", ("乙", "丙"))
            for m in re.finditer(r"[\u4e00-\u9fff]>([\u4e00-\u9fff])", text)
        ]
        if "爆" in text:
            raise ValueError("no such luck")
        findings = tuple(
            Finding(m.start(), m.end(), "lost.test", "two marks", 0.5, ("甲",)) for m in re.finditer(r"\?\?", text)
        )
        return Proposal(EditList(edits, len(text)), findings, metadata={"date": "2024-02-02"} if edits else {})


def run(*arguments: str, stdin: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "cjkclean", *arguments],
        input=None if "stdin_file" in options else stdin,
        stdin=options.pop("stdin_file", None),
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        env=environment,
        timeout=120,
        check=False,
        **options,
    )


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own, which Ctrl-C reaches even where the tests themselves ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a caught signal is not ignored in the child
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "cjkclean", *arguments],
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SOURCES)},
        )
    finally:
        signal.signal(signal.SIGINT, before)


def interrupt(process: subprocess.Popen[bytes]) -> bytes:
    """Press Ctrl-C until the process ends (one that is just about to read misses the first); its messages."""
    for _ in range(20):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=5)[1]
    process.kill()
    return process.communicate()[1]
