"""Formats: everything that is not text stays byte for byte, and bad records are told from good ones."""

from __future__ import annotations

import csv
import io
import json
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.decode import Decoded
from cjkclean.files.errors import FileError
from cjkclean.files.formats import Format, FormatError, RecordError, delimited, format_of, formats
from cjkclean.files.formats.text import line_blocks
from cjkclean.files.streams import InputStream, input_stream, open_input


class Replacing:
    """A cleaner that turns 甲 into 乙乙 and takes 丙 away, and notes what it was given."""

    def __init__(self, replace: Callable[[str], str] | None = None) -> None:
        self._replace = replace or (lambda text: text.replace("甲", "乙乙").replace("丙", ""))
        self.seen: list[tuple[str, str]] = []
        self.bad = 0

    def clean(self, text: str, part: str = "", encoding: str | None = None) -> str:
        self.seen.append((part, text))
        return self._replace(text)

    def clean_spans(self, text: str, spans: Sequence[tuple[int, int]], encoding: str | None = None) -> str:
        at = 0
        pieces: list[str] = []
        for start, end in spans:
            assert at <= start < end <= len(text)
            self.seen.append(("", text[start:end]))
            pieces += (text[at:start], self._replace(text[start:end]))
            at = end
        return "".join((*pieces, text[at:]))

    def decoded(self, found: Decoded) -> None:
        self.bad += len(found.findings)


def opened(path: Path, fields: Sequence[str] = (), kind: str | None = None) -> tuple[Format, list[bytes]]:
    with open_input(str(path)) as stream:
        form = (formats()[kind] if kind else format_of(path.name)).open(stream, fields)
        return form, list(form.records(stream))


def through(path: Path, data: bytes, fields: Sequence[str] = (), cleaner: Replacing | None = None) -> bytes:
    path.write_bytes(data)
    form, records = opened(path, fields)
    assert b"".join(records) == data
    assert pickle.loads(pickle.dumps(form)) == form
    return b"".join(form.rewrite(record, cleaner or Replacing()) for record in records)


def identity(text: str) -> str:
    return "".join(list(text))  # equal, and not the same object


# -- text ----------------------------------------------------------------------------------------------------------


@given(
    st.text("甲乙,\n\r a", max_size=300), st.integers(8, 40), st.sampled_from(["utf-8", "gb18030", "big5", "shift_jis"])
)
def test_blocks_are_the_file_and_never_split_a_character(text: str, block: int, encoding: str) -> None:
    data = text.encode(encoding)
    with open_input_of(data) as stream:
        blocks = list(line_blocks(stream, 2 * block, block))
    assert b"".join(blocks) == data
    assert all(len(b) <= 2 * block for b in blocks)
    if encoding == "utf-8" or max(map(len, text.split("\n"))) * 2 < block:
        for piece in blocks:
            piece.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be"])
def test_wide_encodings_come_as_utf8_blocks(encoding: str) -> None:
    text = "這條街上住著三十多戶人家。\n" * 50
    bom = "\ufeff" if encoding == "utf-16-be" else ""
    with open_input_of((bom + text).encode(encoding)) as stream:
        blocks = list(line_blocks(stream, 200, 100))
    assert len(blocks) > 5
    assert b"".join(blocks).decode("utf-8-sig") == text


def open_input_of(data: bytes) -> InputStream:
    return input_stream(io.BytesIO(data), "x")


# -- JSON Lines ----------------------------------------------------------------------------------------------------

LINES = (
    '\ufeff{"id": 1.50, "text":"甲一", "x":[1,2 , {"text": "甲"}]}\r\n'
    ' {"text" : "\\u7532\\u4e8c\\/", "meta": {"title":"甲三","text":null}, "n": 123456789012345678901234567890 }\n'
    "\n"
    '{"meta":{"title":5},"text":["甲"]}\n'
    '{"text":"甲","text":"丙"}'
)


def test_jsonl_keeps_every_other_byte(tmp_path: Path) -> None:
    cleaned = through(tmp_path / "a.jsonl", LINES.encode()).decode()
    assert cleaned == (
        LINES.replace('"text":"甲一"', '"text": "乙乙一"'.replace(": ", ":"))
        .replace('"\\u7532\\u4e8c\\/"', '"\\u4e59\\u4e59\\u4e8c/"')
        .replace('"text":"甲","text":"丙"', '"text":"乙乙","text":""')
    )


def test_jsonl_fields(tmp_path: Path) -> None:
    cleaner = Replacing()
    through(tmp_path / "a.jsonl", LINES.encode(), ["meta.title", "text"], cleaner)
    assert cleaner.seen == [
        ("text", "甲一"),
        ("text", "甲二/"),
        ("meta.title", "甲三"),
        ("text", "甲"),
        ("text#2", "丙"),
    ]
    assert through(tmp_path / "b.jsonl", LINES.encode(), ["no.such"]) == LINES.encode()


@pytest.mark.parametrize("fields", [["meta.title", "meta.text", "text"], ["text", "text", "meta.text", "meta.title"]])
def test_jsonl_fields_in_any_order(tmp_path: Path, fields: list[str]) -> None:
    line = '{"meta": {"text": "甲一", "n": {"title": "甲"}, "title": "二"}, "text": "三甲"}\n'
    cleaned = through(tmp_path / "a.jsonl", line.encode(), fields).decode()
    assert cleaned == '{"meta": {"text": "乙乙一", "n": {"title": "甲"}, "title": "二"}, "text": "三乙乙"}\n'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "a"', "not JSON at character 12: ',' is missing"),
        (b'{"text": }', "not JSON at character 9: Expecting value"),
        (b'{"text": "a",}', "a comma too many"),
        (b"{1: 2}", "a key is missing"),
        (b"{", "not JSON at character 1"),
        (b'["text"]', "not a JSON object"),
        (b'{"text": "a"} {}', "more than one object"),
        (b'{"text" "a"}', "':' is missing"),
        (b'{"text": "\xff"}', "not UTF-8 at byte 10"),
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        ('{"text": "a\nb"}'.replace("\n", "\t").encode(), "Invalid control character"),
    ],
)
def test_jsonl_bad_records(line: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line)
    form, records = opened(tmp_path / "a.jsonl")
    with pytest.raises(RecordError, match=message):
        form.rewrite(records[0], Replacing())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "a", "甲"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["text", "meta", "甲"]), json_values, max_size=3), st.booleans())
def test_jsonl_against_loading_and_dumping(value: dict[str, object], ascii_only: bool) -> None:
    record = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    form = formats()["jsonl"].open(None, ["text", "meta.甲"])  # type: ignore[arg-type]
    try:
        record.decode()
    except UnicodeDecodeError:
        return
    changed = json.loads(form.rewrite(record, Replacing(lambda text: f"{text}!甲\ud800")))
    expected = dict(value)
    for key, path in (("text", None), ("meta", "甲")):
        if path is None and isinstance(expected.get(key), str):
            expected[key] = f"{expected[key]}!甲\ud800"
        elif path is not None and isinstance(expected.get(key), dict):
            inner = dict(expected[key])  # type: ignore[call-overload]
            if isinstance(inner.get(path), str):
                inner[path] = f"{inner[path]}!甲\ud800"
            expected[key] = inner
    assert changed == expected
    assert form.rewrite(record, Replacing(identity)) is record


# -- CSV and TSV ---------------------------------------------------------------------------------------------------

TABLE = 'id,title,body\r\n1,"甲,""一""",  甲\r\n2,甲"二,"兩\r\n行丙"\n\n3,,"甲" \n'


def test_csv_keeps_quoting_spacing_and_line_ends(tmp_path: Path) -> None:
    cleaned = through(tmp_path / "a.csv", TABLE.encode()).decode()
    assert cleaned == TABLE.replace("甲", "乙乙").replace("丙", "").replace('"乙乙" \n', '"乙乙 "\n')


def test_csv_columns_by_name_and_number(tmp_path: Path) -> None:
    for fields in (["title"], ["2"]):
        cleaned = through(tmp_path / "a.csv", TABLE.encode(), fields).decode()
        assert cleaned == TABLE.replace('"甲,', '"乙乙,').replace('甲"二', '乙乙"二')
    named = through(tmp_path / "b.csv", "甲,乙\n甲,甲\n".encode(), ["甲"]).decode()
    assert named == "甲,乙\n乙乙,甲\n"
    with pytest.raises(FormatError, match="no column 'titel'; there are id, title, body"):
        through(tmp_path / "a.csv", TABLE.encode(), ["titel"])
    with pytest.raises(FormatError, match="no column '4'"):
        through(tmp_path / "a.csv", TABLE.encode(), ["4"])


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_delimiter_is_seen(delimiter: str, tmp_path: Path) -> None:
    table = f'甲{delimiter}"a,b,c,{delimiter}d"\n甲{delimiter}丙\n'
    assert through(tmp_path / "a.csv", table.encode(), ["1"]).decode() == table.replace("甲", "乙乙", 2)


def test_csv_in_gb18030_comes_out_as_utf8(tmp_path: Path) -> None:
    table = "標題,正文\n甲這一句話寫得很長,為的是讓人看得出它的編碼\n第二行也是如此,甲\n"
    assert through(tmp_path / "a.csv", table.encode("gb18030")).decode() == table.replace("甲", "乙乙")


def test_csv_stray_quote_costs_one_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes('a,b\n"甲,2\n甲,4\n"甲\n",5\n'.encode())
    form, records = opened(tmp_path / "a.csv")
    good, bad = [], []
    for record in records:
        try:
            good.append(form.rewrite(record, Replacing()))
        except RecordError as error:
            bad.append((record, str(error)))
    assert bad == [('"甲,2\n'.encode(), "a quoted cell does not end")]
    assert b"".join(good).decode() == 'a,b\n乙乙,4\n"乙乙\n",5\n'


def test_csv_text_after_a_closing_quote(tmp_path: Path) -> None:
    table = '"甲"丙"乙,x\n"甲"乙"丁,x\n'
    assert through(tmp_path / "a.csv", table.encode()).decode() == '"乙乙""乙",x\n"乙乙乙""丁",x\n'.replace(
        '""乙"', '""乙"'
    )


def test_csv_row_in_another_encoding_and_row_that_is_none(tmp_path: Path) -> None:
    rows = "這是第一行,用的是一種編碼\n".encode() * 3
    (tmp_path / "a.csv").write_bytes(rows)
    form, _ = opened(tmp_path / "a.csv")
    other = "這是另一行,用的是另外一種編碼,甲\n"
    assert form.rewrite(other.encode("gb18030"), Replacing()).decode() == other.replace("甲", "乙乙")


def test_tsv_has_no_quoting(tmp_path: Path) -> None:
    table = '"甲\t甲"\r\n丙\t"\n'
    assert through(tmp_path / "a.tsv", table.encode()).decode() == '"乙乙\t乙乙"\r\n\t"\n'
    form, records = opened(tmp_path / "a.tsv")
    with pytest.raises(RecordError, match="a tab or line break"):
        form.rewrite(records[0], Replacing(lambda text: "a\tb"))


def test_csv_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    for data, message in (("a,b\n".encode("utf-16"), "UTF-16"), (bytes(100), "binary data")):
        (tmp_path / "a.csv").write_bytes(data)
        with pytest.raises(FormatError, match=message):
            opened(tmp_path / "a.csv")


cells = st.text('甲乙,"\n\r a', max_size=6)


@given(
    st.lists(st.lists(cells, min_size=2, max_size=3), min_size=1, max_size=5),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_csv_against_the_standard_library(rows: list[list[str]], quoting: int) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    form = delimited.CommaSeparated("utf-8", ",", '"')
    data = out.getvalue().encode()
    with open_input_of(data) as stream:
        records = list(form.records(stream))
    assert b"".join(records) == data
    assert b"".join(form.rewrite(record, Replacing(identity)) for record in records) == data
    cleaned = b"".join(form.rewrite(record, Replacing()) for record in records).decode()
    read = list(csv.reader(io.StringIO(cleaned, newline="")))
    assert read == [[Replacing().clean(cell) for cell in row] for row in rows]


# -- subtitles -----------------------------------------------------------------------------------------------------

SRT = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:02,500 X1:10\r\n<i>甲</i>好\r\n{\\an8}第二行丙\r\n\r\n"
    "甲\r\n2\r\n0:0:3.0 --> 0:0:4.0\r\n丙\r\n"
)
VTT = "WEBVTT 甲\n\nNOTE 甲\n甲\n\nSTYLE\n::cue(.甲) {}\n\n甲\n00:01.000 --> 00:02.000 line:0\n<v 甲>甲說\n"
ASS = (
    "[Script Info]\nTitle: 甲\n\n[V4+ Styles]\nFormat: Name\nStyle: 甲\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Text\nComment: 0,1,2,甲,甲\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,甲,{\\pos(1,2)}甲,一\\N丙二\nDialogue: 0,1\n[Fonts]\nDialogue: 0,1,2,3,甲\n"
)


@pytest.mark.parametrize(
    ("name", "text", "expected", "seen"),
    [
        ("a.srt", SRT, SRT.replace("<i>甲", "<i>乙乙").replace("丙", ""), ["甲", "好", "第二行丙", "丙"]),
        ("a.vtt", VTT, VTT.replace("甲說", "乙乙說"), ["甲說"]),
        ("a.ass", ASS, ASS.replace("}甲", "}乙乙").replace("丙", ""), ["甲,一", "丙二"]),
    ],
)
def test_subtitles_keep_timing_and_layout(name: str, text: str, expected: str, seen: list[str], tmp_path: Path) -> None:
    cleaner = Replacing()
    assert through(tmp_path / name, text.encode(), (), cleaner).decode() == expected.removeprefix("\ufeff")
    assert [piece for _, piece in cleaner.seen] == seen


@given(st.text("甲\n\r1:->,. <>{}\\N[]Evntsdialogue", max_size=80), st.sampled_from(["srt", "vtt", "ass"]))
def test_subtitles_of_any_shape_stay_without_changes(text: str, kind: str) -> None:
    form = formats()[kind]()
    assert form.rewrite(text.encode(), Replacing(identity)).decode() == text


# -- choosing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.JSONL", "jsonl"),
        ("a.csv.gz", "csv"),
        ("b/c.ass.zst", "ass"),
        ("noname", "text"),
        ("a.html", "html"),
        ("-", "text"),
    ],
)
def test_format_of_names(name: str, kind: str) -> None:
    assert format_of(name).name == kind


@pytest.mark.parametrize("kind", ["text", "srt", "vtt", "ass"])
def test_formats_without_fields_say_so(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a\n")
    with pytest.raises(FormatError, match="has no fields"):
        opened(tmp_path / "a", ["title"], kind)


@pytest.mark.parametrize("kind", sorted(formats()))
def test_a_truncated_stream_is_a_file_error_in_every_format(kind: str, tmp_path: Path) -> None:
    import gzip

    whole = gzip.compress("甲,乙\n".encode() * 10)
    (tmp_path / "a").write_bytes(whole[:-9])
    with pytest.raises(FileError, match="ends too early"):
        opened(tmp_path / "a", (), kind)
