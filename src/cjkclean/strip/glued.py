"""Furniture glued to a paragraph: `2023-05-06 来源：某报 【打印】开工那天……完工。责任编辑：某某`.

A line that begins or ends with nothing but furniture is looked at as two or three. What becomes of each is for the line
model to say, as of any line; here is only where the seams are. They lie where there is no doubt: behind the end of a
sentence, or before a paragraph behind a bracket or a blank.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from cjkclean.patterns import lazy
from cjkclean.strip.lexicon import SPAM, read
from cjkclean.strip.page import Page

__all__ = ["Seams", "seams"]

_PARAGRAPH = 15
"""Characters that a paragraph has at least: a clause and a half."""
_NAME, _TITLE = 12, 40
"""Characters of what stands behind a label: of a person or a paper in front, of a page too at the end."""
_STOP = lazy(r"[。！？!?][”」』’\"'）)]*|(?<=[가-힣])\.(?=\D)[”\"'’)]*")
_MARKS, _CLOSERS = tuple("。！？!?"), "”」』’\"'）)"
_BETWEEN = lazy(r"[\s|｜/·•\-—>»,，、:：()（）\[\]【】〔〕«<©ⓒ및]+")
_DATE = lazy(
    r"(?:19|20)\d\d\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}\s?[日일]?|\d{1,2}:\d\d(?::\d\d)?|\d{1,6}(?:次|人|회|件)?(?!\d)"
)
_SIZES = ("大中小", "大 中 小")
_EDGE = lazy(r"[\s|｜【】\[\]()（）]")
_PROSE = tuple("，。！？“”；、")
_COLONS = ("：", ":")
_CLOSE = ("】", "]", "）", ")", "〕")


@lru_cache(maxsize=1)
def _entries() -> frozenset[str]:
    """The vocabulary of furniture, entries of one character left out, and the names of the sizes of type."""
    return frozenset(entry for entry, kind in read().items() if kind not in SPAM and len(entry) > 1).union(_SIZES)


@lru_cache(maxsize=1)
def _longest() -> dict[str, int]:
    """How long the longest entry is that begins with these two characters."""
    found: dict[str, int] = {}
    for entry in _entries():
        found[entry[:2]] = max(len(entry), found.get(entry[:2], 0))
    return found


class Seams(NamedTuple):
    """A text with a line break set at each seam.

    Attributes:
        text: the text with the breaks.
        at: where they stand in it.
    """

    text: str
    at: list[int]

    def source(self, offset: int) -> int:
        """The offset in the text without the breaks."""
        return offset - bisect_left(self.at, offset)

    def parted(self, source: Page, number: int) -> bool:
        """Whether a line of the page with seams is parted from the one above by one."""
        return self._is_seam(self.text.rfind("\n", 0, source.starts[number]))

    def furniture(self, source: Page) -> set[int]:
        """The lines of the page with seams that were cut off a paragraph."""
        return {
            number
            for number in range(source.count if self.at else 0)
            if not source.value(number, "stops")
            and (self.parted(source, number) or self._is_seam(self.text.find("\n", source.ends[number])))
        }

    def _is_seam(self, place: int) -> bool:
        at = bisect_left(self.at, place)
        return at < len(self.at) and self.at[at] == place


def seams(source: Page) -> Seams:
    """Where furniture is glued to paragraphs.

    >>> text = "春天来了，河边的柳树又发芽了。责任编辑：李小舟 【打印】"
    >>> seams(Page(text)).text.splitlines()
    ['春天来了，河边的柳树又发芽了。', '责任编辑：李小舟 【打印】']
    """
    found = []
    columns = zip(source.starts, source.column("covered"), source.column("length"), source.column("stops"), strict=True)
    for number, (start, covered, length, stops) in enumerate(columns):
        if covered and stops and length >= _PARAGRAPH:
            line = source.line(number)
            found += [start + at for at in (*_front(line), *_back(line))]
    if not found:
        return Seams(source.text, found)
    text = source.text
    parts = [text[a:b] for a, b in zip([0, *found], [*found, len(text)], strict=True)]
    return Seams("\n".join(parts), [at + count for count, at in enumerate(found)])


def _front(line: str) -> list[int]:
    """Where the paragraph begins behind furniture; nothing: there is none, or no telling where it ends."""
    found = _furniture(line, 0, _NAME)
    at = found.end
    clear = at > 0 and (line[at - 1].isspace() or line[at - 1] in _CLOSE or line[:at].endswith(_SIZES))
    rest = line[at:]
    return [at] if clear and found.certain and len(rest) >= _PARAGRAPH and _STOP.search(rest) else []


def _back(line: str) -> list[int]:
    """Where furniture begins behind the last sentence, and where every further label in it does."""
    if line.rstrip(_CLOSERS).endswith(_MARKS):
        return []
    end = max((match.end() for match in _STOP.finditer(line)), default=0)
    if end < _PARAGRAPH or end == len(line):
        return []
    found = _furniture(line, end, _TITLE)
    return [end, *found.labels[1:]] if found.certain and found.end == len(line) else []


class _Found(NamedTuple):
    """Furniture: its end, where its labels begin, how many entries it has, whether one stands in square brackets."""

    end: int
    labels: list[int]
    entries: int
    bracketed: bool

    @property
    def certain(self) -> bool:
        """Whether it is more than one word, which a sentence may begin or end with."""
        return bool(self.labels) or self.bracketed or self.entries > 1


def _furniture(line: str, start: int, value: int) -> _Found:
    """How far furniture goes on from `start`, and what it has."""
    at, entries, bracketed = start, 0, False
    labels: list[int] = []
    while at < len(line):
        match = _BETWEEN.match(line, at) or _DATE.match(line, at)
        if match:
            at = match.end()
            continue
        end = at + _entry(line, at)
        if end == at:
            break
        entries += 1
        bracketed = bracketed or (line[at - 1 : at] in ("【", "[") and line[end : end + 1] in ("】", "]"))
        if line[end : end + 1] in _COLONS:
            labels.append(at)
            end = _value(line, end + 1, value)
            if end < 0:
                return _Found(start, [], 0, False)
        at = end
    return _Found(at, labels, entries, bracketed)


def _entry(line: str, at: int) -> int:
    """How long the longest entry at `at` is, 0 if there is none."""
    longest = min(_longest().get(line[at : at + 2], 0), len(line) - at)
    known = _entries()
    return next((size for size in range(longest, 1, -1) if line[at : at + size] in known), 0)


def _value(line: str, at: int, longest: int) -> int:
    """Where what stands behind a label ends; -1: too far to be sure.

    A name in front ends at a blank, a bracket or an entry; what stands behind the last sentence only where the next
    label begins, for titles of other pages hold blanks and words of the vocabulary.
    """
    start = at
    while at < len(line) and line[at].isspace():
        at += 1
    for end in range(at, min(len(line), at + longest) + 1):
        if line[end : end + 1] in _PROSE:
            break
        width = _entry(line, end)
        labelled = width > 0 and line[end + width : end + width + 1] in _COLONS
        if end == len(line) or labelled or (width and (end == at or longest == _NAME)):
            return end
        if longest == _NAME and (_EDGE.match(line, end) or (end == at and _DATE.match(line, end))):
            return end
    return at if at > start and longest == _NAME else -1  # a label without a value, or with one that reads on
