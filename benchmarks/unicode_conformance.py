"""Conformance: the steps that change characters against Unicode's normalisation, over all assigned code points.

    python benchmarks/unicode_conformance.py

Every difference falls into a group that is meant; what falls into none is printed, and the exit status is 1.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from cjkclean import NormalizeWidth, RepairCharacters
from cjkclean.tables.characters import meanings

UNIFIED = set("﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")
SHOWN = 8


def assigned() -> Iterator[str]:
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co"):
            yield chr(code)


def tag(char: str) -> str:
    """The tag of the character's decomposition, `canonical` where it has none, "" without a decomposition."""
    decomposition = unicodedata.decomposition(char)
    if not decomposition:
        return ""
    return decomposition[1 : decomposition.index(">")] if decomposition[0] == "<" else "canonical"


def is_compatibility_ideograph(char: str) -> bool:
    return "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f"


def width() -> Iterator[tuple[str, str]]:
    """`NormalizeWidth` with all options against NFKC."""
    step = NormalizeWidth(marks=True)
    for char in assigned():
        ours, nfkc = step(char), unicodedata.normalize("NFKC", char)
        if ours == nfkc:
            yield "the same: changed" if ours != char else "the same: unchanged", char
        elif ours == char:
            kind = tag(char)
            if char == "\u3000":
                yield "the ideographic space is white space: left to normalize_whitespace", char
            elif kind in ("wide", "narrow"):
                yield "", char
            else:
                yield f"no matter of width (<{kind or 'none'}>): left", char
        elif unicodedata.normalize("NFKC", ours) == nfkc:
            yield "one step only, where NFKC goes on (letters of hangul to conjoining ones, the macron)", char
        else:
            yield "", char


def composition() -> Iterator[tuple[str, str]]:
    """`RepairCharacters(compose="all")` on each character taken apart (NFD) against NFC."""
    step = RepairCharacters(compose="all")
    for char in assigned():
        apart = unicodedata.normalize("NFD", char)
        if apart == char:
            continue
        ours, nfc = step(apart), unicodedata.normalize("NFC", apart)
        if ours == nfc:
            yield "the same", char
        elif is_compatibility_ideograph(char) or len(apart) == 1:
            yield "", char
        elif ours == apart:
            yield "marks of other scripts than Latin, Greek, Cyrillic, kana and hangul: left apart", char
        else:
            yield "", char


def ideographs() -> Iterator[tuple[str, str]]:
    """`RepairCharacters` on each character that NFC or NFKC replaces by another ideograph, in Chinese text."""
    step = RepairCharacters()
    duplicates, radicals = meanings("duplicate"), meanings("radical")
    for char in assigned():
        nfkc = unicodedata.normalize("NFKC", char)
        ours = step(f"大{char}小")[1:-1]
        if char in duplicates:
            yield "duplicates of KS X 1001 and Big5: as NFC" if ours == unicodedata.normalize("NFC", char) else "", char
        elif char in radicals:
            if ours == nfkc:
                yield "radicals: as NFKC", char
            else:
                yield "radicals without a decomposition: the ideograph" if nfkc == char != ours else "", char
        elif char in UNIFIED:
            yield "the twelve unified ideographs among them: left, as by NFC" if ours == char == nfkc else "", char
        elif is_compatibility_ideograph(char):
            variants = "variants that names need (JIS X 0213, ARIB, CNS 11643, KPS): NFC loses them, left"
            yield variants if ours == char else "", char
        elif tag(char) == "compat" and "\u2e80" <= char <= "\u2fdf":
            yield "radicals whose decomposition no text means: left" if ours == char else "", char


def main() -> int:
    status = 0
    for compare in (width, composition, ideographs):
        counts: Counter[str] = Counter()
        examples: dict[str, list[str]] = defaultdict(list)
        for group, char in compare():
            counts[group] += 1
            if len(examples[group]) < SHOWN:
                examples[group].append(f"{char} U+{ord(char):04X}" if group == "" else char)
        print(compare.__doc__)
        for group, count in sorted(counts.items(), key=lambda item: -item[1]):
            print(f"  {count:7} {group or 'NOT MEANT'}  {' '.join(examples[group])}")
        status |= counts[""] > 0
    print(f"Unicode {unicodedata.unidata_version}")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
