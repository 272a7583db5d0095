"""Convert between the scripts of Chinese, by OpenCC's rules, with a record of every change.

The text of a result is that of OpenCC, to the letter. Beyond it: words of your own, spans that stay, a record with
offsets both ways, and a list of the choices that the dictionaries could not make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Literal, get_args

from cjkclean.edits import Edit, EditList
from cjkclean.script import configurations
from cjkclean.script.dictionary import Compiler, Levels, merged_levels
from cjkclean.script.opencc import Entries, read_configuration, usual
from cjkclean.script.passes import Program
from cjkclean.script.protection import Span, gaps, merged, protected_spans
from cjkclean.script.record import choices, edits, occurrences
from cjkclean.step import Finding

_WORDS = "words"

Matching = Literal["leftmost", "longest"]
"""Which of several overlapping keys count; see `Converter.from_dictionaries`."""


@dataclass(frozen=True)
class Converter:
    """A conversion with its options; compiled once, used for many texts.

    Args:
        program: the passes, see `Converter.named` and `Converter.from_dictionaries`.
        name: what the kind of the edits is called after.
        words: your own dictionary; its entries win over all others and are not converted any further. An entry that
            maps a word to itself keeps it.
        protect: names of patterns whose matches stay as they are: `urls`, `emails`, `code`, `quotes`. (Text around a
            protected span is converted as if the span were the end of the text.)

    >>> Converter.named("s2t")("皇后在头发后面")
    '皇后在頭髮後面'
    >>> Converter.named("s2t", words={"内存": "記憶體"})("内存")
    '記憶體'
    """

    program: Program
    name: str
    words: Program | None = None
    protect: tuple[str, ...] = ()

    @classmethod
    def named(cls, name: str, words: Mapping[str, str] | None = None, protect: Iterable[str] = ()) -> Converter:
        """One of OpenCC's conversions; see `configurations.program` for the names.

        Raises:
            ValueError: an unknown name, or an empty word.
        """
        return cls(configurations.program(name), name, _words(words), tuple(protect))

    @classmethod
    def from_dictionaries(
        cls,
        *conversions: Levels,
        segmentation: Mapping[str, str] | None = None,
        matching: Matching = "leftmost",
        name: str = "custom",
        words: Mapping[str, str] | None = None,
        protect: Iterable[str] = (),
    ) -> Converter:
        """A conversion by your own dictionaries, applied as OpenCC applies its own.

        Args:
            conversions: one list of dictionaries for each conversion of the chain. At a position the first dictionary
                of the list with any matching key decides, by its longest key.
            segmentation: the dictionary whose longest matches cut the text into segments; no later match crosses one.
            matching: `leftmost`: from the first character to the last, as OpenCC does. `longest`: the keys of the first
                dictionary, wherever they are, longer ones before shorter ones, then those of the next one in what is
                left, as opencc-python-reimplemented does.
            name: what the kind of the edits is called after.
            words: see the class.
            protect: see the class.

        Raises:
            ValueError: an empty key, or another `matching`.

        >>> keys = {"甲乙": "1", "乙丙丁": "2"}
        >>> Converter.from_dictionaries([keys])("甲乙丙丁")
        '1丙丁'
        >>> Converter.from_dictionaries([keys], matching="longest")("甲乙丙丁")
        '甲2'
        """
        cut = None if segmentation is None else [segmentation]
        return cls(_program((), cut, conversions, matching), name, _words(words), tuple(protect))

    @classmethod
    def from_config(
        cls,
        path: str | PathLike[str],
        folder: str | PathLike[str] | None = None,
        *,
        matching: Matching = "leftmost",
        words: Mapping[str, str] | None = None,
        protect: Iterable[str] = (),
    ) -> Converter:
        """A conversion by a configuration and text dictionaries in OpenCC's formats; see `cjkclean.script.opencc`.

        Args:
            path: the configuration, a JSON file; the kind of the edits is called after it.
            folder: where its dictionaries are; beside it if not given.
            matching: see `from_dictionaries`. With `longest` there is no segmentation.
            words: see the class.
            protect: see the class.

        Raises:
            OSError: one of the files cannot be read.
            ValueError: a file that is not what it should be, or another `matching`.
        """
        found = read_configuration(path, folder)
        cut = None if found.segmentation is None or matching == "longest" else found.segmentation
        program = _program(
            [list(map(usual, levels)) for levels in found.normalization],
            None if cut is None else list(map(usual, cut)),
            [list(map(usual, levels)) for levels in found.conversions],
            matching,
            [_choices(levels) for levels in found.conversions],
        )
        return cls(program, Path(path).stem, _words(words), tuple(protect))

    def __call__(self, text: str) -> str:
        """The converted text; the same object when nothing changes."""
        if self.words is None and not self.protect:
            return self.program.apply(text)
        pieces = (
            self.program.apply(text[start:end]) if fixed is None else fixed
            for start, end, fixed in self._pieces(text, None)
        )
        result = "".join(pieces)
        return text if result == text else result

    def edits(self, text: str, spans: Iterable[Span] | None = None) -> EditList:
        """The changes, one for each character or word; `edits(text).apply(text)` equals `self(text)`.

        Args:
            text: what to convert.
            spans: convert within these only; all of the text if not given.
        """
        found: list[Edit] = []
        kind = f"script.{self.name}"
        for start, end, fixed in self._pieces(text, spans):
            if fixed is None:
                found += edits(self.program, text[start:end], start, kind)
            elif fixed != text[start:end]:
                found.append(Edit(start, end, text[start:end], fixed, f"{kind}.word", reason="a word of the user"))
        return EditList(found, len(text))

    def choices(self, text: str, spans: Iterable[Span] | None = None) -> tuple[Finding, ...]:
        """The characters with several values that no phrase decided: candidates are the value taken, then the others.

        >>> [finding.candidates for finding in Converter.named("s2t").choices("只")]
        [('只', '隻', '祇')]
        """
        found: list[Finding] = []
        for start, end, fixed in self._pieces(text, spans):
            if fixed is None:
                found += choices(self.program, text[start:end], start, f"script.{self.name}.choice")
        return tuple(found)

    def _pieces(self, text: str, spans: Iterable[Span] | None) -> Iterator[tuple[int, int, str | None]]:
        """The text cut, in order, into pieces to convert (None) and pieces with a fixed result."""
        kept = protected_spans(text, self.protect)
        if spans is not None:
            kept = merged([*kept, *gaps(merged(spans), len(text))])
        fixed = [(start, end, text[start:end]) for start, end in kept]
        if self.words is not None:
            for start, end in gaps(kept, len(text)):
                fixed += occurrences(self.words, text[start:end], start)
        at = 0
        for start, end, result in sorted(fixed):
            if at < start:
                yield at, start, None
            yield start, end, result
            at = end
        if at < len(text):
            yield at, len(text), None


def convert(
    text: str, config: str = "t2s", *, words: Mapping[str, str] | None = None, protect: Iterable[str] = ()
) -> str:
    """Convert between simplified, traditional and Japanese forms, exactly as OpenCC does.

    Args:
        text: what to convert, all of it: text that is in the wanted script already should not be converted again
            (松 may become 鬆); see `unify`.
        config: one of OpenCC's names; see `configurations.program`. For dictionaries of your own see
            `Converter.from_config` and `Converter.from_dictionaries`.
        words: your own dictionary; see `Converter`.
        protect: what stays as it is: `urls`, `emails`, `code`, `quotes`.

    Returns:
        The converted text; the same object when nothing changes.

    Raises:
        ValueError: an unknown name in `config` or `protect`, or an empty word.

    >>> convert("软件里的头发", "s2twp")
    '軟體裡的頭髮'
    """
    if words or protect:
        return Converter.named(config, words, protect)(text)
    return configurations.program(config).apply(text)


@lru_cache(maxsize=32)
def converter(to: str, words: tuple[tuple[str, str], ...] = (), protect: tuple[str, ...] = ()) -> Converter:
    """A converter, the same one for the same arguments.

    Args:
        to: one of OpenCC's names, or the path of a configuration, ending in `.json`.
        words: the items of your own dictionary; see `Converter`.
        protect: see `Converter`.

    Raises:
        ValueError: an unknown name, an empty word, or a file that cannot be read or is no configuration.
    """
    if not to.endswith(".json"):
        return Converter.named(to, dict(words), protect)
    try:
        return Converter.from_config(to, words=dict(words), protect=protect)
    except OSError as error:
        raise ValueError(f"{error.filename}: {error.strerror}") from error


def _words(words: Mapping[str, str] | None) -> Program | None:
    if not words:
        return None
    compiler = Compiler()
    compiler.add(_WORDS, [words])
    return Program(compiler.finish(), ((_WORDS, False),))


def _program(
    normalizations: Sequence[Levels],
    segmentation: Levels | None,
    conversions: Sequence[Levels],
    matching: str,
    choices: Sequence[Mapping[str, str]] | None = None,
) -> Program:
    if matching not in get_args(Matching):
        raise ValueError(f"no matching {matching!r}; there are {', '.join(get_args(Matching))}")
    compiler = Compiler()
    passes = []
    covers = {}
    for at, levels in enumerate(normalizations, 1):
        compiler.add(f"normalization {at}", levels)
        passes.append((f"normalization {at}", False))
    cutting = {} if segmentation is None else merged_levels(segmentation)
    at_once = bool(conversions and conversions[0]) and cutting.keys() == conversions[0][0].keys()
    if cutting and not at_once:  # else the first conversion cuts
        compiler.add("segmentation", [{key: key for key in cutting}], segments=True)
        passes.append(("segmentation", True))
    for at, levels in enumerate(conversions, 1):
        name = f"conversion {at}"
        split = at == 1 and at_once
        compiler.add(name, levels, choices[at - 1] if choices else None, segments=split)
        passes.append((name, split))
        if matching == "longest":
            covers[name] = tuple(f"{name} level {number}" for number in range(len(levels)))
            for cover, level in zip(covers[name], levels, strict=True):
                compiler.add(cover, [level])
    return Program(compiler.finish(), tuple(passes), covers=covers)


def _choices(levels: Iterable[Entries]) -> dict[str, str]:
    """Characters with several values, as strings of those not taken."""
    found: dict[str, str] = {}
    for entries in levels:
        for key, values in entries.items():
            if len(key) == 1 and len(values) > 1:
                found.setdefault(key, "".join(value for value in values[1:] if len(value) == 1))
    return found
