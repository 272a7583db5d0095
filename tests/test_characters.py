"""RepairCharacters and NormalizeWidth: promises, conformance with Unicode's own data, tables."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjkclean import NormalizeWidth, RepairCharacters, normalize_width, repair_characters
from cjkclean.step import Step
from cjkclean.tables.characters import glyphs, meanings

PIECES = [
    *"全面提高人民中文，。あかはアカハ한글 \n\tabcXYZ0189?", *"⼈⺠⻓⾯⼀部旁",
    *"\uf967\uf98e\ufa0c\ufa0e\ufa10\ufa5b豈",
    *"\u3099\u309a\u0301\u0300\u200b\u200c\u200d\u200e\u202a\u202c\u2060\ufeff\xad\ufe0f\U000e0100",
    *"\x00\x01\x08\x1b\x1f\x7f\x85\x93\x9d\ud83d\ude00\ud800\udce4\udcb8\udcad",
    *"\ue000\ue815\ue81e\uecd1\uecda\uf8ff", *"\u1112\u1161\u11ab\u1100\u1173\u11af\u119e\u3164", *"σβΠϯͷجຊαКя",
    *"ｶﾞﾊﾟｰ｡ＡＢ１２！，￥ﾡￊ￩", "\x1b[31m", "U+F967", "部首",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
STEPS: list[Step] = [RepairCharacters(), RepairCharacters(compose="all"), NormalizeWidth(), NormalizeWidth(marks=True)]


@pytest.mark.parametrize("step", STEPS, ids=repr)
@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_promises(step: Step, text: str) -> None:
    clean = step(text)
    edits = step.edits(text)
    assert edits.apply(text) == clean
    assert edits.undo(clean) == text
    assert step(clean) == clean
    if not edits:
        assert clean is text


def assigned() -> list[str]:
    return [
        chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]


def test_width_is_what_unicode_says() -> None:
    """All forms with a <wide> or <narrow> decomposition, and nothing else, but for the ideographic space.

    We stop at that decomposition where NFKC goes on: half-width hangul letters become the usual (compatibility)
    letters, not conjoining ones; the fullwidth macron becomes the macron, not a space with a combining one.
    """
    every = NormalizeWidth(marks=True)
    for char in assigned():
        tag, _, code = unicodedata.decomposition(char).partition(" ")
        wide = tag in ("<wide>", "<narrow>") and char != "\u3000"
        expected = chr(int(code, 16)) if wide else char
        assert every(char) == expected, hex(ord(char))
        if wide and unicodedata.decomposition(expected) == "":
            assert expected == unicodedata.normalize("NFKC", char)


def test_half_width_kana_are_what_nfkc_makes_of_them() -> None:
    kana = [chr(code) for code in range(0xFF61, 0xFFA0)]
    for first in kana:
        for second in kana:
            assert unicodedata.normalize("NFC", normalize_width(first + second)) == unicodedata.normalize(
                "NFKC", first + second
            )


NFC_EXCEPTIONS = {
    "distinct on purpose": [
        *(chr(code) for code in range(0xFA10, 0xFA6E)), *(chr(code) for code in range(0xFA70, 0xFADA)),
        *(chr(code) for code in range(0x2F800, 0x2FA1E)),
    ],
}  # fmt: skip


def test_composition_is_nfc_but_for_what_is_distinct_on_purpose() -> None:
    """`compose="all"` on a letter and its marks equals NFC; single characters that NFC replaces are left alone."""
    step = RepairCharacters(compose="all", duplicates=False)
    for char in assigned():
        nfd = unicodedata.normalize("NFD", char)
        decomposed = nfd if len(nfd) > 1 else char
        nfc = unicodedata.normalize("NFC", decomposed)
        marks = all("\u0300" <= mark <= "\u036f" for mark in decomposed[1:]) and len(decomposed) > 1
        if marks and len(nfc) < len(decomposed):
            assert step(decomposed) == nfc, hex(ord(char))


def test_kana_and_syllables_compose_as_nfc() -> None:
    for code in (*range(0x3041, 0x3100), *range(0xAC00, 0xD7A4)):
        nfd = unicodedata.normalize("NFD", chr(code))
        assert repair_characters(nfd) == unicodedata.normalize("NFC", nfd)


def test_single_characters_under_the_repair_options() -> None:
    """Of all assigned code points alone, only invisible debris and control characters change."""
    changed = {char for char in assigned() if repair_characters(char) != char}
    assert "\ufeff" in changed
    assert all(unicodedata.category(char) in ("Cc", "Cf") for char in changed)


def test_duplicates_are_those_of_national_standards() -> None:
    duplicates = meanings("duplicate")
    assert len(duplicates) == 270
    assert all(unicodedata.normalize("NFC", char) == meant for char, meant in duplicates.items())
    assert not set(duplicates) & set("﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")


def test_radicals_agree_with_their_compatibility_decomposition() -> None:
    for char, meant in meanings("radical").items():
        nfkc = unicodedata.normalize("NFKC", char)
        assert nfkc in (char, meant)
        assert unicodedata.name(meant).startswith("CJK UNIFIED IDEOGRAPH")


def test_private_codes_agree_with_codecs() -> None:
    for char, meant in meanings("private").items():
        raw = char.encode("gb18030")
        assert len(raw) == 4 or raw.decode("gb18030") in (char, meant)
    assert {meant.encode("big5hkscs").decode("big5hkscs") for meant in meanings("hkscs").values()}


def test_glyph_numbers_are_in_the_order_of_jis() -> None:
    table = glyphs()
    assert [table[842 + at] for at in range(83)] == [chr(0x3041 + at) for at in range(83)]
    assert [table[925 + at] for at in range(86)] == [chr(0x30A1 + at) for at in range(86)]
    level_one = [raw.decode("euc_jp") for raw in (bytes((0xB0, trail)) for trail in range(0xA1, 0xFF))]
    assert [table[1125 + at] for at in range(94)] == level_one


def test_compose_takes_three_values() -> None:
    with pytest.raises(ValueError, match="compose is 'some'"):
        RepairCharacters(compose="some")
