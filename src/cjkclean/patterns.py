"""Regular expressions that are compiled when they are first used, so that importing the package stays quick."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

__all__ = ["lazy"]


class _Lazy:
    def __init__(self, compiled: Callable[[], re.Pattern[Any]]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compiled(), name)
        setattr(self, name, value)
        return value


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile(pattern, flags)`, at the first use of the result.

    >>> lazy("[A-Z]+", re.IGNORECASE).findall("ab 12 C")
    ['ab', 'C']
    """
    return cast("re.Pattern[AnyStr]", _Lazy(lambda: re.compile(pattern, flags)))
