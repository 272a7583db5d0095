"""Bytes to text: every encoding from its own bytes, damage, mixtures, and what must not be called CJK."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.decode import ByteFinding, StreamDecoder, decode, decode_stream, detect_encoding
from cjkclean.decode.declared import canonical, declared_encoding

HANS = "我们昨天去了公园，看到很多人在湖边钓鱼。孩子们在草地上放风筝，笑声传得很远。\n"
HANT = "我們昨天去了公園，看到很多人在湖邊釣魚。孩子們在草地上放風箏，笑聲傳得很遠。\n"
JA = "昨日は天気がよかったので、友達と公園まで歩いて行きました。池のそばで弁当を食べた。\n"
KO = "어제는 날씨가 좋아서 친구와 함께 공원까지 걸어갔습니다. 연못 옆에서 도시락을 먹었다.\n"
KANA = "ｷﾉｳﾊ ﾃﾝｷｶﾞ ﾖｶｯﾀﾉﾃﾞ ｺｳｴﾝﾏﾃﾞ ｱﾙｲﾃ ｲｷﾏｼﾀ\n"

LEGACY = [
    (HANS, "gb18030", "gb18030"), (HANT, "gb18030", "gb18030"), (HANT, "cp950", "cp950"), (JA, "cp932", "cp932"),
    (JA, "shift_jis", "cp932"), (JA, "euc_jp", "euc_jp"), (KO, "cp949", "cp949"), (KO, "euc_kr", "cp949"),
    (KO, "johab", "johab"), (KANA, "cp932", "cp932"), (HANS, "hz", "hz"), (JA, "iso2022_jp", "iso2022_jp"),
    (KO, "iso2022_kr", "iso2022_kr"), (HANT + "喺度啲嘢嚟㗎\n", "big5hkscs", "big5hkscs"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codec", "name"), LEGACY)
def test_text_in_its_encoding(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.findings) == (text, name, ())
    assert decoded.confidence > 0.95


@pytest.mark.parametrize(("text", "codec", "name"), LEGACY[:9])
def test_a_few_characters_are_enough(text: str, codec: str, name: str) -> None:
    assert decode(text[:8].encode(codec)).text == text[:8]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"])
@pytest.mark.parametrize("text", [HANS, JA, KO, "plain ASCII\n", "Ένα κείμενο στα ελληνικά\n", "Просто текст\n"])
def test_unicode(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == codec.removesuffix("-sig") or decoded.encoding == codec + "-le"


@pytest.mark.parametrize("codec", ["iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_jp_2004"])
def test_relatives_of_iso2022_jp(codec: str) -> None:
    assert decode(JA.encode(codec)).text == JA


def test_iso2022_with_half_width_kana_and_vendor_rows() -> None:
    assert decode(b"\x1b(I6E1\x1b(B \x1b$B-!\x1b(B").text == "ｶﾅｱ ①"


@pytest.mark.parametrize("codec", ["iso2022_jp", "iso2022_kr", "hz"])
def test_a_set_that_is_not_closed_ends_with_the_line(codec: str) -> None:
    first, second = ("오늘은 날씨가", "plain text\n") if codec == "iso2022_kr" else ("山中", "plain text\n")
    raw = f"{first}\n{second}".encode(codec)
    for end in (b"\x1b(B", b"\x0f", b"~}"):
        raw = raw.replace(end, b"")
    assert decode(raw).text == f"{first}\n{second}"


def test_signs_that_gb2312_and_gbk_map_differently() -> None:
    text = "列夫·托尔斯泰——俄国作家\n"
    raw = b"~{" + bytes(byte & 0x7F for byte in text.strip().encode("gbk")) + b"~}\n"
    assert decode(raw)[:2] == (text, "hz")


def test_iso2022_cn() -> None:
    gb = "公园".encode("gb2312").translate(bytes(byte & 0x7F for byte in range(256)))
    decoded = decode(b"\x1b$)A\x0e" + gb + b"\x0f ok\n")
    assert (decoded.text, decoded.encoding) == ("公园 ok\n", "iso2022_cn")


@pytest.mark.parametrize("text", ["a~{b}~", "grep '~{[a-z]}' file", "~~", "x = ~{1: 2}"])
def test_tildes_and_braces_are_not_hz(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", 1.0, (), ())


def test_euc_tw() -> None:
    decoded = decode(bytes.fromhex("c4e3c5c5c7a4d1e8d3f3c4a6") * 4)
    assert decoded.encoding == "euc_tw"
    assert decoded.text[0] == "中"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\x80 100 " + HANS.encode("gbk"), "€ 100 " + HANS),
        (HANS.encode("gbk") + b"\xaa\xa1", HANS + "\ue000"),
    ],
)
def test_vendor_bytes(raw: bytes, text: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.findings) == (text, ())


@pytest.mark.parametrize(("text", "codec", "name"), [*LEGACY[:9], (HANS, "utf-8", "utf-8")])
@pytest.mark.parametrize("damage", ["bad", "lost"])
def test_damage_is_a_finding_and_no_more(text: str, codec: str, name: str, damage: str) -> None:
    raw = bytearray((text * 20).encode(codec))
    at = len(raw) // 2
    while raw[at] < 0x80:
        at += 1
    raw[at : at + 1] = b"" if damage == "lost" else b"\xff"
    decoded = decode(bytes(raw))
    assert decoded.encoding == name
    lines = decoded.text.splitlines()
    assert sum(line + "\n" == text for line in lines) >= 18
    if damage == "bad" and codec not in ("johab", "cp932", "shift_jis"):
        assert any(isinstance(found, ByteFinding) for found in decoded.findings)


def test_damage_has_offsets_of_bytes_and_of_text() -> None:
    decoded = decode(HANS.encode("gbk") + b"\xff\n" + HANS.encode("gbk"))
    (found,) = decoded.findings
    assert isinstance(found, ByteFinding)
    assert (found.byte_start, found.byte_end) == (len(HANS.encode("gbk")), len(HANS.encode("gbk")) + 1)
    assert decoded.text[found.start : found.end] == "\ufffd"


def test_a_cut_character_at_the_end() -> None:
    decoded = decode(HANS.strip().encode("gbk")[:-1])
    assert decoded.text == HANS.strip()[:-1] + "\ufffd"
    assert [found.kind for found in decoded.findings] == ["lost.truncated"]


@pytest.mark.parametrize(
    ("parts", "main"),
    [
        (((HANT, "cp950"), ("更多好看的影片請到我們的網站\n", "utf-8"), (HANT, "cp950")), "cp950"),
        (((HANS, "gbk"), ("更多好看的小说请到我们的网站\n", "utf-8"), (HANS, "gbk")), "gb18030"),
        (((HANS * 2, "utf-8"), ("日志里的一行是另一种编码写的\n", "gbk"), (HANS, "utf-8")), "utf-8"),
        (((HANS * 2, "gbk"), (HANT, "cp950"), (HANS, "gbk")), "gb18030"),
        (((JA * 2, "cp932"), (JA, "euc_jp"), (JA, "utf-8")), "cp932"),
    ],
)
def test_parts_in_several_encodings(parts: tuple[tuple[str, str], ...], main: str) -> None:
    raw = b"".join(text.encode(codec) for text, codec in parts)
    decoded = decode(raw)
    assert decoded.text == "".join(text for text, _ in parts)
    assert decoded.encoding == main
    assert len(decoded.runs) == 3
    assert "".join(raw[run.byte_start : run.byte_end].decode(run.encoding) for run in decoded.runs) == decoded.text
    assert {found.kind for found in decoded.findings} == {"encoding.mixed"}


def test_encodings_that_change_within_a_line() -> None:
    raw = "GET /首页的新闻 200 ".encode() + "来自公园的访问".encode("gbk") + " 浏览器的名字\n".encode()
    assert decode(raw).text == "GET /首页的新闻 200 来自公园的访问 浏览器的名字\n"


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Où êtes-vous allés cet été, à la forêt ou à la mer?"),
        ("cp1252", "Er wohnt in der Nähe von Köln und fährt täglich über die Brücke."),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy."),
        ("cp1251", "Вчера была хорошая погода, и мы пошли гулять в парк."),
        ("koi8_r", "Вчера была хорошая погода, и мы пошли гулять в парк."),
        ("cp866", "Вчера была хорошая погода, и мы пошли гулять в парк."),
        ("koi8_r", "после дождя воздух стал прохладным, а вечером над рекой появился густой туман\n" * 8),
        ("mac_roman", "L'option «\xa0couleur\xa0» nécessite un nom\xa0: échec de la création du dépôt"),
        ("cp1253", "Χθες ο καιρός ήταν καλός και πήγαμε στο πάρκο."),
        ("cp1254", "Dün hava çok güzeldi, arkadaşımla parka yürüdük."),
        ("cp1255", "אתמול היה מזג אוויר נאה והלכנו לטייל בפארק"),
        ("cp1256", "كان الطقس جميلا أمس فذهبنا إلى الحديقة"),
        ("cp874", "เมื่อวานนี้อากาศดีเราจึงไปเดินเล่นที่สวนสาธารณะ"),
    ],
)
def test_single_byte_text_is_not_called_cjk(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.encoding not in {"gb18030", "cp950", "cp932", "euc_jp", "cp949", "johab", "euc_tw"}
    assert decode(text.encode(codec), declared=codec).text == text
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(("text", "codec"), [("秘密鍵", "euc_jp"), ("設定は", "euc_jp"), ("옵션은", "cp949")])
def test_a_word_amid_ascii(text: str, codec: str) -> None:
    before, after = b"The name of the printer is ", b" and the size of the page is A4\n"
    assert decode(before + text.encode(codec) + after).text == f"{before.decode()}{text}{after.decode()}"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("駅前の看板には「Добро пожаловать, дорогие друзья」とあり、店の名前は「Берёзовая роща」だった。\n", "cp932"),
        (
            "港の案内所でもらった地図には、Μεγάλη Πέτρα という岬が描かれていた。そこまでは歩いて一時間ほどだ。\n",
            "euc_jp",
        ),
        ("佢哋琴日冇返嚟食飯，話喺公園度行咗成個下晝，啲細路仔玩到唔肯走。今朝仲瞓緊覺，嗌極都唔起身。\n", "big5hkscs"),
        (
            "The ‘first’ page says “closed”, the ‘second’ one “open”, and the ‘third’ “maybe”. 圖書館今天休館。\n",
            "cp950",
        ),
    ],
)
@pytest.mark.parametrize("times", [1, 12])
def test_flawless_text_is_not_mended(text: str, codec: str, times: int) -> None:
    decoded = decode((text * times).encode(codec))
    assert (decoded.text, decoded.findings, decoded.runs) == (text * times, (), ())


def test_confidence_is_lower_where_there_is_less_to_see() -> None:
    found = [decode(text.encode("gbk")).confidence for text in ("天气", "今天天气很好", "今天天气很好，我们去公园")]
    assert found == sorted(found)
    assert found[0] < 0.99 < found[-1] < 1


def test_encodings_of_the_same_text_share_its_confidence() -> None:
    guesses = detect_encoding("сегодня утром шёл дождь, а днём вышло солнце".encode("koi8_r"))
    assert [guess.encoding for guess in guesses[:2]] == ["koi8_r", "koi8_u"]
    assert guesses[0].confidence == guesses[1].confidence > 0.99


def test_a_declaration_is_a_hint_and_no_proof() -> None:
    page = f'<meta charset="big5">{HANS}'.encode("gb18030")
    assert decode(page).encoding == "gb18030"
    assert decode(HANS.encode("gb18030"), declared="text").encoding == "gb18030"


def test_declarations() -> None:
    assert declared_encoding(b'<?xml version="1.0" encoding="Shift_JIS"?>') == "cp932"
    assert declared_encoding(b"<META http-equiv=Content-Type content='text/html; charset=GBK'>") == "gb18030"
    assert declared_encoding(b"no declaration") is None
    assert [canonical(label) for label in ("ks_c_5601-1987", "EUC-TW", "base64")] == ["cp949", "euc_tw", None]


def test_guesses_are_ranked_and_decode() -> None:
    guesses = detect_encoding(JA.encode("euc_jp"))
    assert [guesses[0].encoding, guesses[0].decode().text] == ["euc_jp", JA]
    assert sum(guess.confidence for guess in guesses) <= 1.0
    assert all(isinstance(guess.decode().text, str) for guess in guesses)


@given(st.binary(max_size=300))
def test_any_bytes_decode(raw: bytes) -> None:
    decoded = decode(raw)
    assert 0.0 <= decoded.confidence <= 1.0
    assert all(0 <= found.start <= found.end <= len(decoded.text) for found in decoded.findings)


@given(st.text(max_size=200))
def test_valid_utf8_of_some_length_is_utf8(text: str) -> None:
    text = text.replace("\x1b", "").replace("~{", "").replace("\0", "")
    raw = (text + HANS).encode("utf-8", "ignore")
    assert decode(raw).text == raw.decode().removeprefix("\ufeff")


@pytest.mark.parametrize(("text", "codec"), [*[case[:2] for case in LEGACY if case[1] != "hz"], (HANS, "utf-8")])
def test_a_stream_gives_the_same_text(text: str, codec: str) -> None:
    raw = (text * 3000).encode(codec)
    assert "".join(decode_stream(io.BytesIO(raw))) == decode(raw).text


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-8-sig", "utf-32"])
def test_a_stream_of_unicode(codec: str) -> None:
    raw = (HANS * 2000).encode(codec)
    assert "".join(decode_stream(io.BytesIO(raw))) == HANS * 2000


def test_a_stream_that_changes_late_has_findings_with_offsets() -> None:
    early, late = (HANT * 4000).encode("cp950"), "更多好看的影片請到我們的網站\n".encode()
    decoder = StreamDecoder(early[: 64 * len(HANT.encode("cp950"))])
    text = decoder.feed(early) + decoder.feed(late) + decoder.finish()
    assert text == HANT * 4000 + late.decode()
    (found,) = decoder.findings
    assert isinstance(found, ByteFinding)
    assert (found.byte_start, found.byte_end) == (len(early), len(early) + len(late))
    assert text[found.start : found.end] == late.decode()
