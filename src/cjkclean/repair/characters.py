"""RepairCharacters: characters that stand for others, and characters that stand for nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from cjkclean import model
from cjkclean.kernels import chars as kernel
from cjkclean.patterns import lazy
from cjkclean.profile import CJK, CharClass, Profile, Signal
from cjkclean.repair.glyphs import glyph_runs
from cjkclean.repair.invisible import Invisible, surrogates
from cjkclean.rewrite import Draft, Reason, Replacement, RewritingStep, drafted
from cjkclean.step import Finding
from cjkclean.tables.characters import meanings
from cjkclean.tables.classes import class_table

__all__ = ["RepairCharacters", "repair_characters"]

_C = CharClass
_COMPOSED, _GLYPH = 100, 101
_REASONS = {
    _C.RADICAL: Reason("character.radical", "a radical in place of the ideograph, as PDF fonts map it"),
    _C.HAN_COMPAT: Reason("character.duplicate", "a second code of the same ideograph, meant for round trips only"),
    _C.PRIVATE: Reason("character.private", "a private-use code of an old code page, now encoded", 0.9),
    _C.ZERO_WIDTH: Reason("character.invisible", "an invisible character that means nothing in CJK text"),
    _C.CONTROL: Reason("character.control", "a control character in text"),
    _C.C1: Reason("character.control", "a byte of Windows' Western code page read as a control character", 0.9),
    _C.SURROGATE: Reason("character.surrogate", "half of a character (UTF-16 written as characters)"),
    _COMPOSED: Reason("character.decomposed", "a letter and its mark, or the letters of a syllable, coded apart"),
    _GLYPH: Reason("character.glyph", "glyph numbers of Adobe-Japan1 in place of characters", 0.95),
}
_LABELS = "部旁邊边頭头底字畫画首類类"
"""What follows a radical that is mentioned: part, side, top, bottom, character, stroke, class."""
_ABOUT_RADICALS = ("部首", "偏旁", "康熙", "部件", "adical", "부수", "U+2E", "U+2F")
_KANA_MARKS = lazy("[\u3046\u304b-\u3062\u3064-\u3069\u306f-\u307f\u309d\u30a6\u30ab-\u30c2\u30c4-\u30c9"
                         "\u30cf-\u30db\u30ef-\u30f2\u30fd][\u3099\u309a]")  # fmt: skip
_SYLLABLES = lazy(
    "(?:[\u1100-\u1112][\u1161-\u1175](?:[\u11a8-\u11c2]|(?![\u11a8-\u11ff\u1160-\u11a7\ud7b0-\ud7ff])))+"
)
_LETTERS_OF_SYLLABLES = (0x1100, 0x11FF)
"""The letters that make up syllables: those that Koreans write by themselves have other codes."""
_CLUSTER = lazy("[^\u0300-\u036f\uf900-\ufaff][\u0300-\u036f]+")
_LOCATED = int(Signal.COMPAT | Signal.PRIVATE | Signal.CONTROL | Signal.INVISIBLE)
_GREEK_RUN, _COMBINING, _SYLLABLE = int(Signal.GREEK_RUN), int(Signal.COMBINING), int(Signal.SYLLABLE)
_LEAST_PRIVATE = -12.0
"""Mean log probability (nats) of private-use characters read as Hong Kong's supplement, in their place, from which
the reading holds: Cantonese text has about -4, the debris of shifted bytes below -20."""


@dataclass(frozen=True, slots=True)
class RepairCharacters(RewritingStep):
    """Puts characters back that stand for others, and removes those that stand for nothing.

    Attributes:
        duplicates: second codes of an ideograph (U+F900..FA0B of KS X 1001, two of Big5) in text without hangul,
            where no keyboard writes them. The twelve unified ideographs and the name variants of the same block, and
            variation sequences, are kept. Risk: a table of such codes.
        radicals: Kangxi radicals and those of the supplement beside CJK letters. Risk: a list of radicals that does
            not name its subject and has CJK letters beside them.
        private: private-use codes with a known meaning (GBK's, and Hong Kong's when the text reads well so). Risk: a
            font with other glyphs there.
        invisible: byte-order marks, and in CJK text zero-width spaces and joiners, soft hyphens and, where nothing
            runs from right to left, direction controls. Risk: next to none.
        controls: control characters but tabs, line and page breaks and data separators, overstriking, bytes 0x80-0x9F
            of Windows' code page; in CJK text whole sequences for a terminal (colours, moves). Risk: messages whose
            colours are meant for the screen.
        surrogates: pairs become their character, escaped bytes their text, halves U+FFFD. Risk: none for text.
        compose: `"cjk"` composes kana and their marks and the letters of hangul syllables, as file systems take them
            apart; `"all"` every letter and its marks as Unicode's NFC does, but for ideographs that are distinct on
            purpose; `"none"` nothing. Risk of `"all"`: text that is decomposed by choice.
        glyphs: glyph numbers of Adobe-Japan1. Risk: words of several scripts without a space between.

    >>> RepairCharacters()("全⾯提⾼\\ufeff，か\\u3099")
    '全面提高，が'
    """

    duplicates: bool = True
    radicals: bool = True
    private: bool = True
    invisible: bool = True
    controls: bool = True
    surrogates: bool = True
    compose: str = "cjk"
    glyphs: bool = True

    name: ClassVar[str] = "repair_characters"
    wakes: ClassVar[Signal] = (
        Signal.COMPAT | Signal.PRIVATE | Signal.CONTROL | Signal.INVISIBLE | Signal.GREEK_RUN | Signal.COMBINING
        | Signal.SYLLABLE
    )  # fmt: skip

    def __post_init__(self) -> None:
        if self.compose not in ("none", "cjk", "all"):
            raise ValueError(f'compose is {self.compose!r}, not "none", "cjk" or "all"')

    def draft(self, text: str, found: Profile) -> Draft:
        made: list[Replacement] = []
        left: list[tuple[int, int, int]] = []
        findings: tuple[Finding, ...] = ()
        if found.bits & _LOCATED:
            self._locate(text, found, made, left)
            findings = tuple(self._rest(text, found, made, left))
        if found.bits & (_COMBINING | _SYLLABLE):
            made += self._composed(text, found)
        if self.glyphs and found.bits & _GREEK_RUN:
            made += glyph_runs(text, found, _GLYPH)
        return drafted(text, _apart(made), _REASONS, findings)

    def _locate(self, text: str, found: Profile, made: list[Replacement], left: list[tuple[int, int, int]]) -> None:
        duplicates = radicals = False
        if self.duplicates and found.holds(_C.HAN_COMPAT):
            duplicates = not found.holds(_C.HANGUL, _C.JAMO) and found.holds(*CJK) and "U+F" not in text
        if self.radicals and found.holds(_C.RADICAL):
            radicals = not any(word in text for word in _ABOUT_RADICALS)
        actions, mapping = _plan(duplicates, radicals, self.private, self.invisible, self.controls, self.surrogates)
        index, leaves = class_table()
        classes = sum(1 << kind for kind, action in enumerate(actions) if action not in (kernel.SKIP, kernel.LETTER))
        for start, end in found.stretches(classes):
            kernel.locate(text, start, end, index, leaves, actions, mapping, _LABELS, made, left)

    def _rest(
        self, text: str, found: Profile, made: list[Replacement], left: list[tuple[int, int, int]]
    ) -> Iterator[Finding]:
        """Decide over what the neighbours alone could not; what stays is a finding."""
        if not left:
            return
        invisible = Invisible(text, found.holds(*CJK))
        kinds = [kind for *_, kind in left]
        apart = kinds.count(_C.RADICAL)
        in_text = sum(key == _C.RADICAL for *_, key in made) if apart else 0
        private = _private_meaning(text, [run for run in left if run[2] == _C.PRIVATE]) if _C.PRIVATE in kinds else {}
        for start, end, kind in left:
            if kind == _C.ZERO_WIDTH:
                kept = invisible.kept(start, end)
                if len(kept) < end - start:
                    made.append((start, end, kept, kind))
            elif kind == _C.CONTROL:
                made += invisible.controls(start, end, kind)
            elif kind == _C.SURROGATE:
                made += surrogates(text, start, end, kind)
            elif kind == _C.RADICAL and in_text > apart:
                made.append((start, end, meanings("radical")[text[start]], kind))
            elif kind == _C.C1 and (meant := _windows(text, start, end)):
                made.append((start, end, meant, kind))
            elif kind == _C.PRIVATE and all(char in private for char in text[start:end]):
                made.append((start, end, "".join(private[char] for char in text[start:end]), kind))
            else:
                yield Finding(start, end, _REASONS[kind].kind, "left as it is: its meaning is not certain", 0.5)

    def _composed(self, text: str, found: Profile) -> Iterator[Replacement]:
        if self.compose == "none":
            return
        matches: list[re.Match[str]] = []
        if found.bits & _COMBINING and ("\u3099" in text or "\u309a" in text):
            matches += _KANA_MARKS.finditer(text)
        if found.bits & _SYLLABLE:
            for first, last in found.stretches(1 << _C.JAMO):
                for start, end in kernel.runs(text[first:last], *_LETTERS_OF_SYLLABLES):
                    # what follows may belong to the last syllable
                    matches += _SYLLABLES.finditer(text, first + start, first + end + 1)
        if self.compose == "all" and found.bits & _COMBINING:
            matches += _CLUSTER.finditer(text)
        for match in matches:
            composed = unicodedata.normalize("NFC", match.group())
            if composed != match.group():
                yield (*match.span(), composed, _COMPOSED)


@lru_cache(maxsize=64)
def _plan(
    duplicates: bool, radicals: bool, private: bool, invisible: bool, controls: bool, surrogates: bool
) -> tuple[bytes, dict[str, str]]:
    """What the kernel does with each character class, and what the characters it replaces become."""
    actions = bytearray(64)
    for letters in (_C.HAN, _C.HAN_RARE, _C.HAN_EXT, _C.HIRAGANA, _C.KATAKANA, _C.HANGUL):
        actions[letters] = kernel.LETTER
    for wanted, kinds in (
        (private, (_C.PRIVATE,)),
        (invisible, (_C.ZERO_WIDTH,)),
        (controls, (_C.CONTROL, _C.C1)),
        (surrogates, (_C.SURROGATE,)),
    ):
        for kind in kinds if wanted else ():
            actions[kind] = kernel.COLLECT
    mapping: dict[str, str] = {}
    if duplicates:
        actions[_C.HAN_COMPAT] = kernel.MAP
        mapping |= meanings("duplicate")
    if radicals:
        actions[_C.RADICAL] = kernel.MAP_IN_TEXT
        mapping |= meanings("radical")
    return bytes(actions), mapping


def _windows(text: str, start: int, end: int) -> str:
    """The mark that one byte of Windows' Western code page stands for, between ASCII or spaces; else nothing."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    if end - start > 1 or not around.isascii():
        return ""
    return text[start].encode("latin-1").decode("cp1252", "ignore")


def _private_meaning(text: str, runs: list[tuple[int, int, int]]) -> dict[str, str]:
    """What the private-use characters of the text mean: all of them in one code page, or none."""
    if not runs:
        return {}
    used = {char for start, end, _ in runs for char in text[start:end]}
    hong_kong = meanings("hkscs")
    if all(char in hong_kong for char in used):
        read = text.translate({ord(char): hong_kong[char] for char in used})
        values = model.default().logprobs(read)
        places = [at for start, end, _ in runs for at in range(start, end)]
        if sum(values[at] for at in places) > _LEAST_PRIVATE * len(places):
            return {char: hong_kong[char] for char in used}
    known = meanings("private")
    beside_hole = any(
        text[end : end + 1] in ("?", "\ufffd") or text[start - 1 : start] == "?" for start, end, _ in runs
    )
    return {char: known[char] for char in used} if not beside_hole and all(char in known for char in used) else {}


def _apart(made: list[Replacement]) -> list[Replacement]:
    """The replacements in order, without those that overlap an earlier one."""
    kept: list[Replacement] = []
    for replacement in sorted(made):
        if not kept or replacement[0] >= kept[-1][1]:
            kept.append(replacement)
    return kept


def repair_characters(text: str, **options: bool | str) -> str:
    """`text` with damaged characters repaired; the options are those of `RepairCharacters`.

    >>> repair_characters("⼈⺠")
    '人民'
    """
    return RepairCharacters(**options)(text)  # type: ignore[arg-type]
