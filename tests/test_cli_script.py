"""`detect`, `script`, `convert` and `clean --script`: the library's functions, on files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cjkclean import ConvertScript, Pipeline, convert, identify_script
from cjkclean.cli.app import app
from cjkclean.cli.options import in_script
from cjkclean.decode import detect_encoding
from cjkclean.repair.escapes import UndoEscapes
from cjkclean.repair.whitespace import NormalizeWhitespace

MIXED = "这是简体字，还没有转换过。\n這是繁體字,讓我們來看看。\n軟體工程師還在開會。"


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.txt").write_text(MIXED, "utf-8")


def cli(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_script_of_files() -> None:
    Path("s.txt").write_bytes("这个问题很复杂，我们还没有找到办法。\n".encode("gb18030") * 5)
    Path("k.txt").write_text("오늘은 날씨가 좋습니다", "utf-8")
    outcome = cli("script", "m.txt", "s.txt", "k.txt", "missing")
    assert outcome.exit_code == 3
    lines = outcome.stdout.splitlines()
    assert lines[0].startswith("m.txt: mixed 1.00 (simplified ")
    assert "; hans: " in lines[0]
    assert lines[1].startswith("s.txt: hans ")
    assert "(simplified 100.0%, traditional 0.0%)" in lines[1]
    assert lines[2].startswith("k.txt: ko ")


def test_script_says_whose_wording_it_is_and_who_made_it() -> None:
    Path("t.txt").write_text("這支程式把檔案存到伺服器，螢幕上會列印出訊息。", "utf-8")
    Path("o.txt").write_text("皇後說這個係統離這裡有三公裡，他隻好坐車回去。", "utf-8")
    lines = cli("script", "t.txt", "o.txt").stdout.splitlines()
    assert lines[0].endswith("; wording of Taiwan")
    assert "; over-converted: 4 mistakes of a converter" in lines[1]
    first, second = map(json.loads, cli("script", "--json", "t.txt", "o.txt").stdout.splitlines())
    assert (first["region"], first["over_conversions"]) == ("taiwan", [])
    assert second["over_conversions"][0] == {"start": 1, "end": 2, "candidates": ["后"]}


def test_script_spans_and_json() -> None:
    lines = cli("script", "--spans", "m.txt").stdout.splitlines()
    assert lines[1] == "m.txt:1:1: hans 这是简体字，还没有转换过。"
    assert lines[2].startswith("m.txt:2:1: hant 這是繁體字")
    record = json.loads(cli("script", "--json", "--spans", "m.txt").stdout)
    found = identify_script(MIXED)
    assert record["label"] == found.label
    assert record["spans"] == [{"start": s.start, "end": s.end, "label": s.label} for s in found.spans]


@pytest.mark.parametrize("name", ["s2t", "t2s", "s2twp"])
def test_convert_as_the_library_does(name: str) -> None:
    outcome = cli("convert", "-c", name, "m.txt")
    assert (outcome.exit_code, outcome.stdout) == (0, convert(MIXED, name))


def test_convert_files_and_undo() -> None:
    Path("a.jsonl").write_text('{"text": "软件", "x": "软件"}\n', "utf-8")
    assert cli("convert", "-c", "s2twp", "a.jsonl", "m.txt", "-o", "out/", "--edits", "e.jsonl", "-q").stderr == ""
    assert Path("out/a.jsonl").read_text("utf-8") == '{"text": "軟體", "x": "软件"}\n'
    assert cli("undo", "out/m.txt", "--edits", "e.jsonl").stdout == MIXED


def test_convert_of_no_such_name() -> None:
    outcome = cli("convert", "-c", "s2x", "m.txt")
    assert outcome.exit_code == 2
    assert "no script or conversion 's2x'; there are hans, hant, dominant" in outcome.stderr
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize("script", ["hans", "hant", "dominant"])
def test_clean_into_one_script(script: str) -> None:
    outcome = cli("clean", "--script", script, "m.txt")
    assert outcome.exit_code == 0
    label = identify_script(outcome.stdout).label
    assert label == script if script != "dominant" else label in ("hans", "hant")
    assert cli("clean", "--script", "keep", "m.txt").stdout == MIXED
    assert cli("clean", "--script", "hanz", "m.txt").exit_code == 2


def test_the_conversion_stands_where_the_order_of_work_has_it() -> None:
    base = Pipeline([UndoEscapes(), NormalizeWhitespace()])
    assert in_script(base, "keep") is base
    assert in_script(base, "hans").steps == (UndoEscapes(), ConvertScript("hans"), NormalizeWhitespace())
    own = Pipeline([ConvertScript("dominant"), *base.steps])
    assert in_script(own, "hant").steps == (ConvertScript("hant"), *base.steps)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "euc_jp", "utf-16-le"])
def test_detect_as_the_library_does(encoding: str) -> None:
    text = (
        "日本の天気予報によると明日は晴れるでしょう。\n"
        if encoding == "euc_jp"
        else "這條街上住著三十多戶人家,早上很熱鬧。\n"
    )
    raw = (text * 5).encode(encoding)
    Path("f").write_bytes(raw)
    Path("f.gz").write_bytes(gzip.compress(raw))
    guesses = detect_encoding(raw)
    for name in ("f", "f.gz"):
        outcome = cli("detect", name)
        assert outcome.exit_code == 0
        assert outcome.stdout.startswith(f"{name}: {guesses[0].encoding} {guesses[0].confidence:.2f}")
    record = json.loads(cli("detect", "--json", "f").stdout)
    assert record["encoding"] == guesses[0].encoding
    assert [guess["encoding"] for guess in record["guesses"]] == [guess.encoding for guess in guesses]


def test_detect_of_mixed_lost_and_binary() -> None:
    line = "這條街上住著三十多戶人家,每天早上都能聽到賣豆腐的聲音,還有鄰居的說話聲。\n"
    Path("mixed").write_bytes(line.encode() * 4 + line.encode("big5") * 4 + b"\xff\xff\n" + line.encode() * 2)
    outcome = cli("detect", "mixed")
    assert "in parts: utf-8, big5" in outcome.stdout or "fit no encoding" in outcome.stdout
    Path("bin").write_bytes(bytes(300))
    outcome = cli("detect", "bin", "m.txt")
    assert outcome.exit_code == 3
    assert "bin: binary data, not text" in outcome.stderr
    assert outcome.stdout == "m.txt: utf-8 1.00\n"


def test_convert_by_ones_own_words_and_configuration() -> None:
    Path("words.txt").write_text("# ours\n内存\t記憶體\n", "utf-8")
    Path("a.txt").write_text("头发和内存", "utf-8")
    assert cli("convert", "-c", "s2t", "--words", "words.txt", "a.txt").stdout == "頭髮和記憶體"
    chain = [{"dict": {"type": "text", "file": "words.txt"}}]
    Path("mine.json").write_text(json.dumps({"name": "mine", "conversion_chain": chain}), "utf-8")
    assert cli("convert", "-c", "mine.json", "a.txt").stdout == "头发和記憶體"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-c", "s2t", "--words", "none.txt"), "none.txt: No such file or directory"),
        (("-c", "s2t", "--words", "m.txt"), "m.txt:1: not a key, a tab and a value"),
        (("-c", "none.json"), "none.json: No such file or directory"),
    ],
)
def test_dictionaries_that_are_none(arguments: tuple[str, ...], message: str) -> None:
    outcome = cli("convert", *arguments, "m.txt")
    assert outcome.exit_code == 2
    assert message in outcome.stderr
