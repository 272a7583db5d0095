"""Lines of a text and where an offset stands in them."""

from __future__ import annotations

from bisect import bisect_right

from cjkclean.patterns import lazy

__all__ = ["LineMap"]

_BREAK = lazy("\r\n|\r|\n")


class LineMap:
    """The lines of a text: where each begins and ends. A line ends at LF, CR LF or CR.

    Args:
        text: the text.

    >>> lines = LineMap("規模\\r\\n產業")
    >>> lines.position(5), lines.start(1), lines.end(0)
    ((2, 2), 4, 2)
    """

    def __init__(self, text: str) -> None:
        breaks = [(found.start(), found.end()) for found in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def index(self, offset: int) -> int:
        """Number, from 0, of the line that holds the code point at `offset` (a line break belongs to its line)."""
        return bisect_right(self._starts, offset) - 1

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from 1 and the column in code points."""
        line = self.index(offset)
        return line + 1, offset - self._starts[line] + 1

    def start(self, line: int) -> int:
        """Offset of the first code point of line number `line` (from 0)."""
        return self._starts[line]

    def end(self, line: int) -> int:
        """Offset after the last code point of line number `line` (from 0), its line break left out."""
        return self._ends[line]
