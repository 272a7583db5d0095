"""Convert between the scripts of Chinese, by OpenCC's rules, with a record of every change.

The text of a result is that of OpenCC, to the letter. Beyond it: words of your own, spans that stay, a record with
offsets both ways, and a list of the choices that the dictionaries could not make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cjkclean.edits import Edit, EditList
from cjkclean.script import configurations
from cjkclean.script.dictionary import Compiler, Levels
from cjkclean.script.passes import Program
from cjkclean.script.protection import Span, gaps, merged, protected_spans
from cjkclean.script.record import choices, edits, occurrences
from cjkclean.step import Finding

_WORDS = "words"


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
        name: str = "custom",
        words: Mapping[str, str] | None = None,
        protect: Iterable[str] = (),
    ) -> Converter:
        """A conversion by your own dictionaries, applied as OpenCC applies its own.

        Args:
            conversions: one list of dictionaries for each conversion of the chain. At a position the first dictionary
                of the list with any matching key decides, by its longest key.
            segmentation: the dictionary whose longest matches cut the text into segments; no later match crosses one.
            name: what the kind of the edits is called after.
            words: see the class.
            protect: see the class.

        Raises:
            ValueError: an empty key.
        """
        compiler = Compiler()
        passes = []
        if segmentation:
            compiler.add("segmentation", [{key: key for key in segmentation}], segments=True)
            passes.append(("segmentation", True))
        for at, levels in enumerate(conversions, 1):
            compiler.add(f"conversion {at}", levels)
            passes.append((f"conversion {at}", False))
        return cls(Program(compiler.finish(), tuple(passes)), name, _words(words), tuple(protect))

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
        config: one of OpenCC's names; see `configurations.program`.
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


def _words(words: Mapping[str, str] | None) -> Program | None:
    if not words:
        return None
    compiler = Compiler()
    compiler.add(_WORDS, [words])
    return Program(compiler.finish(), ((_WORDS, False),))
