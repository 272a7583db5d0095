"""Work counted, not timed: how many lines of Python a call runs, the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(function: Callable[..., object], *arguments: object) -> int:
    """Return the lines of Python that `function(*arguments)` runs; compiled code counts as nothing.

    It is called twice and counted once: the first call may import modules and load tables. Run uncompiled
    (`CJKCLEAN_PURE=1`) the kernels count too, so that this shows how their work grows.
    """
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    function(*arguments)
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count
