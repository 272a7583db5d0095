"""Hard wraps: lines that a program broke at a fixed width, inside sentences."""

from __future__ import annotations

from collections.abc import Iterator

from cjkclean.patterns import lazy

_LEAST_WIDTH = 40
"""Columns (a CJK character has two) of the shortest lines that count as wrapped; verse has shorter ones."""
_SLACK = 4
"""By how many columns a full line may fall short of the longest: a character and a mark that may not begin a line."""
_LEAST_FULL = 2
_ENDS = lazy(r"[。！？…；：.!?;:」』”’》）)\]】]\s*$")
_STARTS = lazy(
    r"[\s\u3000]|[-*•●○■□◆◇※>#|]|\(?\d+[.)、．）]|[（(]?[一二三四五六七八九十]+[、．)）]|第.{1,5}[章节節回条條]"
)
_TABLE = lazy(r"\t|\S {2,}\S|\S\u3000+\S")
_WIDE = lazy(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff“”‘’…—]"
)
_NO_SPACE = lazy("[\u2e80-\u312f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’…—]")


def joined_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """The line breaks inside sentences: (start, end, what joins the lines).

    >>> long = "这一行文字很长很长一直写到了纸的右边才停下来换行"
    >>> [place[:2] for place in joined_lines("\\n".join([long, long, long[:9] + "。"]))]
    [(24, 25), (49, 50)]
    """
    block: list[tuple[int, int, int]] = []
    at = 0
    for line in (*text.split("\n"), ""):
        if line.strip():
            block.append((at, at + len(line), len(line) + len(_WIDE.findall(line))))
        else:
            yield from _block(text, block)
            block = []
        at += len(line) + 1


def _block(text: str, lines: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, str]]:
    """The breaks to join in lines (start, end, width) that follow each other without a blank one."""
    if len(lines) < _LEAST_FULL + 1:
        return
    longest = max(width for *_, width in lines)
    full = [width >= longest - _SLACK for *_, width in lines]
    if longest < _LEAST_WIDTH or sum(full) < max(_LEAST_FULL, len(lines) // 2):
        return
    for (start, end, _), (after, after_end, _), wide in zip(lines, lines[1:], full, strict=False):
        line, following = text[start:end], text[after:after_end]
        if not wide or _ENDS.search(line) or _STARTS.match(following) or _TABLE.search(line + "\n" + following):
            continue
        tight = _NO_SPACE.match(line[-1]) or _NO_SPACE.match(following[0])
        yield (end, after, "" if tight else " ")
