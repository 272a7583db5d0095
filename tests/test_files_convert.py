"""HTML pages, and one format into another."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cjkclean.files.formats import convert
from tests.batchtools import CLEAN, DIRTY, clean, cli, jsonl, names, write

pytestmark = pytest.mark.usefixtures("folder")

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='gb2312'><title>x</title><script>var a = 1;</script></head><body>"
    "<p>昨天的會議討論了城市的交通規劃。</p><p>結果將於下週公布。</p></body></html>"
)
TEXT = "昨天的會議討論了城市的交通規劃。\n結果將於下週公布。"


def test_pages_become_text_by_the_web_preset() -> None:
    pytest.importorskip("lxml")
    write("in/a.html", PAGE.encode("gb18030"))
    write("in/b.htm.gz", gzip.compress(PAGE.encode()))
    write("in/a.txt", CLEAN)
    assert cli("clean", "in/a.html").stdout == TEXT
    assert cli("clean", "in/a.html", "-o", "page.txt").exit_code == 0
    assert Path("page.txt").read_text("utf-8") == TEXT
    assert cli("clean", "in", "-o", "out/").exit_code == 0
    assert names("out") == ["a.html.txt", "a.txt", "b.htm.txt.gz"]
    assert gzip.decompress(Path("out/b.htm.txt.gz").read_bytes()).decode() == TEXT
    outcome = cli("clean", "in", "--in-place")
    assert outcome.exit_code == 2
    assert "in/a.html: the page would become text in its place; use -o, or --preset repair" in outcome.stderr


def test_pages_stay_pages_when_only_damage_is_repaired() -> None:
    write("in/a.html", PAGE.replace("交通", "甲>交通").encode())
    assert clean("in", "-o", "out/").exit_code == 0
    assert Path("out/a.html").read_text("utf-8") == PAGE
    assert clean("in", "--in-place").exit_code == 0


def test_pages_without_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjkclean.files.naming.find_spec", lambda name: None)
    write("a.html", PAGE)
    outcome = cli("clean", "a.html")
    assert outcome.exit_code == 2
    assert "a.html: a page is read, which needs: pip install 'cjkclean[html]'" in outcome.stderr


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]


def test_into_json_lines() -> None:
    write("in/a.txt", DIRTY)
    write("in/b.csv", f'id,body\n1,"{DIRTY}"\n2,甲>乙\n'.replace("\n昨", "昨"))
    write("in/c.srt", "1\n00:00:01,000 --> 00:00:02,000\n甲>規\n")
    write("in/d.jsonl.gz", gzip.compress(b'{"n": 1.50, "body": "[[x]]"}\n'))
    assert clean("in", "-o", "out/", "--to", "jsonl", "--from", "text").exit_code == 0
    assert names("out") == ["a.jsonl", "b.csv.jsonl", "c.srt.jsonl", "d.jsonl.jsonl.gz"]
    assert rows("out/a.jsonl") == [{"text": CLEAN}]
    assert clean("in/b.csv", "-o", "b.jsonl", "--to", "jsonl", "--field", "body").exit_code == 0
    assert [row["id"] for row in rows("b.jsonl")] == ["1", "2"]
    assert rows("b.jsonl")[1] == {"id": "2", "body": "乙"}
    assert clean("in/b.csv", "-o", "c.jsonl", "--to", "jsonl").exit_code == 0
    assert rows("c.jsonl")[2] == {"1": "2", "2": "乙"}


def test_into_text() -> None:
    write(
        "a.jsonl", json.dumps({"text": DIRTY, "m": {"t": "甲>乙"}}, ensure_ascii=False) + '\n{"text": "二", "m": 3}\n'
    )
    assert clean("a.jsonl", "--to", "txt").stdout == f"{CLEAN}\n二\n\n"
    assert clean("a.jsonl", "--to", "txt", "--field", "m.t", "--field", "text").stdout == f"乙\n\n{CLEAN}\n二\n\n"


def test_into_parquet_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(convert, "GROUP", 3_000)
    write("a.jsonl", jsonl(200))
    for jobs in ("1", "2"):
        assert clean("a.jsonl", "-o", "out/", "--to", "parquet", "-j", jobs).exit_code == 0
        table = pq.read_table("out/a.parquet")
        assert table.column("id").to_pylist() == list(range(200))
        assert table.column("text").to_pylist() == [f"{n}{CLEAN}" for n in range(200)]
    assert pq.ParquetFile("out/a.parquet").metadata.num_row_groups > 2
    assert clean("out/a.parquet", "-o", "b.jsonl", "--to", "jsonl").exit_code == 0
    assert rows("b.jsonl") == [{"id": n, "text": f"{n}{CLEAN}"} for n in range(200)]


def test_records_that_make_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(convert, "GROUP", 10)
    write("a.jsonl", '{"text": "一"}\n{"text": "二", "more": 1}\n')
    monkeypatch.setattr("cjkclean.files.batch.BATCH", 5)
    outcome = clean("a.jsonl", "-o", "b.parquet", "--to", "parquet")
    assert outcome.exit_code == 3
    assert "a.jsonl: the field 'more' is not in the first records, which make the columns" in outcome.stderr
    write("a.jsonl", '{"text": "一", "n": 1}\n{"text": "二", "n": "x"}\n')
    outcome = clean("a.jsonl", "-o", "b.parquet", "--to", "parquet")
    assert outcome.exit_code == 3
    assert "a.jsonl: the records do not fit the columns of one table" in outcome.stderr
    assert not Path("b.parquet").exists()


def test_wrong_usage() -> None:
    write("a.jsonl", jsonl(3))
    write("b.txt", CLEAN)
    assert "--in-place and --to exclude each other" in clean("a.jsonl", "--in-place", "--to", "txt").stderr
    assert clean("a.jsonl", "--to", "docx").exit_code == 2
    assert clean("a.jsonl", "b.txt", "--to", "parquet").exit_code == 2
