"""A text as lines with features: what every step of this room looks at."""

from __future__ import annotations

from array import array
from functools import cached_property, lru_cache

from cjkclean.kernels import context, glance, shape, slots
from cjkclean.kernels.lines import FEATURES, WIDTH, LineScanner
from cjkclean.profile import Profile
from cjkclean.strip import alphabet, hosts, lexicon

COLUMNS = {name: column for column, name in enumerate(FEATURES)}
MINIMUM = 3
RARITY = 100
DEPTH, FULL = context.DEPTH, context.FULL


class Page:
    """The non-blank lines of a text and their features.

    Attributes:
        text: the text.
        count: number of non-blank lines.
        starts: offset of the first visible character of each line.
        ends: offset after the last visible one.
        rows: the scanner's features, `WIDTH` a line.
        hashes: a hash of the visible characters of each line.
        kinds: for a line that is furniture by itself the number of its category, counted from 1; else 0.
        furniture: number of such lines.
        spam: for each line how often two entries of the vocabulary stand glued together, one at least of spam.
        suspects: number of lines where that happens twice or more.
    """

    def __init__(self, text: str) -> None:
        scanner = LineScanner(alphabet.classes(), alphabet.flags(), lexicon.pairs(), lexicon.words())
        self.text = text
        self.count: int = scanner.scan(text)
        self.starts: array[int] = scanner.starts[: self.count]
        self.ends: array[int] = scanner.ends[: self.count]
        self.rows = scanner.rows
        self.hashes = scanner.hashes[: self.count]
        self.kinds = scanner.kinds[: self.count]
        self.furniture: int = scanner.furniture
        self.spam = scanner.spam[: self.count]
        self.suspects: int = scanner.suspects

    def line(self, number: int) -> str:
        """The visible part of a line."""
        return self.text[self.starts[number] : self.ends[number]]

    def value(self, number: int, name: str) -> float:
        """One feature of a line."""
        return float(self.rows[number * WIDTH + COLUMNS[name]])

    def column(self, name: str) -> array[float]:
        """One feature of every line."""
        return self.rows[COLUMNS[name] : self.count * WIDTH : WIDTH]

    def has_furniture(self) -> bool:
        """Whether the text has the shape of a page: at least three different lines, of at least two categories and
        one in a hundred of all, that are furniture by themselves.

        On 257 real pages 246 have it, and of their article texts by themselves one (which holds furniture); of 3,300
        excerpts of encyclopedias, manuals, reviews and software help none has.
        """
        if self.furniture < MINIMUM or self.furniture * RARITY < self.count:
            return False
        lines = {line: kind for line, kind in zip(self.hashes, self.kinds, strict=True) if kind}
        return len(lines) >= MINIMUM and len(set(lines.values())) >= 2

    def matrix(self) -> array[float]:
        """The features of every line with those of its surroundings, `FULL` a line; the last columns still empty."""
        out = array("f", bytes(4 * FULL)) * self.count
        context.spread(self.rows, self.count, out)
        context.surroundings(out, self.count, *self.repeats)
        return out

    @cached_property
    def repeats(self) -> tuple[array[int], array[int]]:
        """How often each line stands in the text, and how often it stood there before."""
        total, before = array("i", bytes(4 * self.count)), array("i", bytes(4 * self.count))
        context.repetitions(self.hashes, self.count, total, before)
        return total, before

    def shape(self) -> array[float]:
        """What the whole text looks like, the numbers of `kernels.shape.SHAPE`."""
        out = array("f", bytes(4 * shape.SIZE))
        shape.describe(self.rows, self.kinds, self.repeats[0], self.count, out)
        return out

    def agree(self, matrix: array[float], first: array[float]) -> None:
        """Fill the last columns of `matrix` from first probabilities of being content."""
        core = bytes([likely > 0.6 and size >= 20 for likely, size in zip(first, self.column("length"), strict=True)])
        echo = array("f", bytes(4 * self.count))
        context.echo(self.text, self.starts, self.ends, self.count, core, alphabet.classes(), echo)
        context.agreement(matrix, self.count, first, echo)
        slots.fill(matrix, FULL, context.SLOT, self.count, self.kinds, self.repeats[0], first)


@lru_cache(maxsize=2)
def page(text: str) -> Page:
    """The page of a text; the last two are remembered, since the steps of this room follow each other."""
    return Page(text)


SIGNS = (
    "最新章节", "最新章節",
    "未完", "本章完", "记住", "記住", "翻页", "翻頁", "手机用户", "手機用戶", "收藏", "首发", "首發", "更新最快",
    "最快更新",
)  # fmt: skip
"""Words of which every call of a reading site without a host name has one."""


@lru_cache(maxsize=1)
def _glancer() -> glance.Glancer:
    table = bytearray(alphabet.classes())
    table[ord("\n")] |= glance.NEWLINE
    for mark in hosts.DOTS:
        table[ord(mark)] |= glance.DOT
    for entry in lexicon.read():
        if len(entry) == 1:
            table[ord(entry)] |= glance.SINGLE
    signs = lexicon.pair_set(SIGNS)
    pairs = bytes(a | b for a, b in zip(lexicon.pairs(), signs, strict=True))
    tops = lexicon.pair_set(hosts.DISGUISED_TOP)
    return glance.Glancer(bytes(table), _weights(), pairs, bytes(signs), bytes(tops), lexicon.words())


def _weights() -> array[int]:
    """What a character of each class adds to the counts of its line, in the fields of `kernels.glance`."""
    weights = [1] * 32  # visible characters
    for field, kind in enumerate((alphabet.STOP, alphabet.COMMA, alphabet.DIGIT, alphabet.SEPARATOR), 1):
        weights[kind] += 1 << field * glance.FIELD
    weights[alphabet.SPACE] = 1 << 5 * glance.FIELD
    weights[alphabet.NEWLINE] = 0
    return array("Q", weights)


def traits(text: str, found: Profile) -> int:
    """What a first look finds possible: `glance.PAGE`, `glance.SPAM`, `glance.DOTTED`, `glance.SIGN`."""
    return _glance(text, found)[0]


def places(text: str, found: Profile) -> list[int]:
    """Where it finds the dots of host names and the words of calls possible, in order."""
    return _glance(text, found)[1]


def _glance(text: str, found: Profile) -> tuple[int, list[int]]:
    """The first look at a text, which is taken once; `found` is the profile of the text and keeps it."""
    if found.glanced is None:
        seen: list[int] = []
        found.glanced = _glancer().glance(text, seen), seen
    return found.glanced
