"""Parquet and Arrow: the text columns change, and nothing else of a table does."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from cjkclean.files.formats import arrow_io
from tests.batchtools import CLEAN, DIRTY, clean, cli, names, write

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
ipc = pytest.importorskip("pyarrow.ipc")

pytestmark = pytest.mark.usefixtures("folder")

N = 300


def table(dirty: bool = True) -> Any:
    text = [None if n % 10 == 3 else f"{n} {DIRTY if dirty and n % 3 == 0 else CLEAN}" for n in range(N)]
    schema = pa.schema(
        [
            pa.field("id", pa.int64(), nullable=False),
            pa.field("text", pa.string(), metadata={"is": "the text"}),
            pa.field("meta", pa.struct([("url", pa.string()), ("tags", pa.list_(pa.string()))])),
            pa.field("when", pa.timestamp("us", "UTC")),
            pa.field("big", pa.large_string()),
            pa.field("kind", pa.dictionary(pa.int32(), pa.string())),
            pa.field("甲>乙", pa.binary()),
        ],
        metadata={"made": "by hand"},
    )
    columns = [
        pa.array(range(N)),
        pa.array(text),
        pa.array(
            [{"url": f"http://甲>乙/{n}", "tags": ["甲>乙"] * (n % 3)} for n in range(N)], schema.field("meta").type
        ),
        pa.array([n * 10**9 for n in range(N)], schema.field("when").type),
        pa.array(["甲>乙" if dirty else "乙"] * N, pa.large_string()),
        pa.array(["甲>乙" if dirty else "乙", "丙"] * (N // 2)).dictionary_encode(),
        pa.array([b"\xff\x00"] * N, pa.binary()),
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def test_parquet_keeps_all_but_the_text() -> None:
    pq.write_table(table(), "a.parquet", row_group_size=70, compression={"text": "zstd", "id": "gzip"})
    assert clean("a.parquet", "-o", "b.parquet", "--field", "text", "--field", "big", "--field", "kind").exit_code == 0
    found = pq.read_table("b.parquet")
    assert found.schema.equals(pq.read_table("a.parquet").schema, check_metadata=True)
    assert found.to_pylist() == table(False).to_pylist()
    before, after = (pq.ParquetFile(name).metadata for name in ("a.parquet", "b.parquet"))
    groups = range(before.num_row_groups)
    assert [before.row_group(n).num_rows for n in groups] == [after.row_group(n).num_rows for n in groups]
    assert [before.row_group(0).column(n).compression for n in range(3)] == [
        after.row_group(0).column(n).compression for n in range(3)
    ]


@pytest.mark.parametrize("kind", ["file", "stream"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_arrow_in_the_same_batches(kind: str, jobs: str) -> None:
    new = ipc.new_file if kind == "file" else ipc.new_stream
    with new("a.arrow", table().schema) as writer:
        for batch in table().to_batches(max_chunksize=64):
            writer.write_batch(batch)
    assert clean("a.arrow", "-o", "b.arrow", "-j", jobs).exit_code == 0
    reader = (ipc.open_file if kind == "file" else ipc.open_stream)(pa.OSFile("b.arrow"))
    found = reader.read_all()
    assert found.column("text").to_pylist() == table(False).column("text").to_pylist()
    assert found.drop(["text"]).equals(table().drop(["text"]))
    assert [len(chunk) for chunk in found.column("id").chunks] == [64, 64, 64, 64, 44]


def test_feather_compressed_and_from_standard_input() -> None:
    feather = pytest.importorskip("pyarrow.feather")

    feather.write_feather(table(), "a.feather")
    assert clean("a.feather", "-o", "b.feather").exit_code == 0
    assert feather.read_table("b.feather").column("text").to_pylist() == table(False).column("text").to_pylist()
    sink = io.BytesIO()
    pq.write_table(table(), sink)
    for data in (sink.getvalue(), gzip.compress(sink.getvalue())):
        outcome = clean("-", "--from", "parquet", stdin=data)
        assert outcome.exit_code == 0
        found = pq.read_table(io.BytesIO(outcome.stdout_bytes))
        assert found.column("text").to_pylist() == table(False).column("text").to_pylist()


def test_a_large_group_is_written_as_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow_io, "LARGEST_GROUP", 4_000)
    monkeypatch.setattr(arrow_io, "BATCH", 2_000)
    pq.write_table(table(), "a.parquet")
    assert clean("a.parquet", "-o", "b.parquet").exit_code == 0
    assert pq.ParquetFile("b.parquet").metadata.num_row_groups > 5
    assert pq.read_table("b.parquet").column("text").to_pylist() == table(False).column("text").to_pylist()


def test_empty_tables() -> None:
    pq.write_table(table().slice(0, 0), "a.parquet")
    assert clean("a.parquet", "-o", "b.parquet").exit_code == 0
    assert pq.read_table("b.parquet").schema.equals(table().schema)
    with ipc.new_file("a.arrow", table().schema):
        pass
    assert clean("a.arrow", "-o", "b.arrow").exit_code == 0
    assert ipc.open_file("b.arrow").num_record_batches == 0


def bad_rows() -> Any:
    values = pa.array(["甲>規".encode(), b"\xff", "爆".encode(), None, "好".encode()], pa.binary())
    return pa.table({"n": [0, 1, 2, 3, 4], "text": values.view(pa.string())})


def test_bad_rows_stay_or_go_to_the_quarantine() -> None:
    pq.write_table(bad_rows(), "a.parquet")
    outcome = clean("a.parquet", "-o", "b.parquet")
    assert outcome.exit_code == 3
    assert outcome.stderr.splitlines()[:2] == [
        "cjkclean: a.parquet: row 2: not UTF-8 at byte 0",
        "cjkclean: a.parquet: row 3: internal error: ValueError: no such luck",
    ]
    kept = pq.read_table("b.parquet").column("text").cast(pa.binary()).to_pylist()
    assert kept == ["規".encode(), b"\xff", "爆".encode(), None, "好".encode()]
    assert clean("a.parquet", "-o", "c.parquet", "--quarantine", "q.jsonl").exit_code == 3
    assert pq.read_table("c.parquet").to_pylist() == [
        {"n": 0, "text": "規"},
        {"n": 3, "text": None},
        {"n": 4, "text": "好"},
    ]
    lines = [json.loads(line) for line in Path("q.jsonl").read_text("utf-8").splitlines()]
    assert [(line["row"], line["reason"]) for line in lines] == [
        (2, "not UTF-8 at byte 0"),
        (3, "internal error: ValueError: no such luck"),
    ]
    assert clean("a.parquet", "-o", "d.parquet", "--fail-fast").exit_code == 3
    assert not Path("d.parquet").exists()


def test_undo() -> None:
    pq.write_table(table(), "a.parquet")
    assert (
        clean("a.parquet", "-o", "b.parquet", "--edits", "e.jsonl", "--field", "text", "--field", "big").exit_code == 0
    )
    assert cli("undo", "b.parquet", "--edits", "e.jsonl", "-o", "back.parquet").exit_code == 0
    assert pq.read_table("back.parquet").equals(pq.read_table("a.parquet"))


def test_damaged_files_have_no_output() -> None:
    pq.write_table(table(), "in/whole.parquet".replace("in/", ""))
    whole = Path("whole.parquet").read_bytes()
    middle = len(whole) // 3
    write("in/cut.parquet", whole[:-100])
    write("in/hole.parquet", whole[:8] + os.urandom(middle) + whole[8 + middle :])
    write("in/text.parquet", "not at all")
    write("in/text.arrow", "not at all")
    with ipc.new_stream("in/cut.arrow", table().schema) as writer:
        writer.write_table(table())
    cut = Path("in/cut.arrow").read_bytes()
    write("in/cut.arrow", cut[: len(cut) // 2])
    write("in/good.txt", DIRTY)
    for jobs in ("1", "2"):
        outcome = clean("in", "-o", f"out{jobs}/", "-j", jobs)
        assert outcome.exit_code == 3
        assert names(f"out{jobs}") == ["good.txt"]
        lines = [line for line in outcome.stderr.splitlines() if line.startswith("cjkclean:")]
        assert len(lines) == 5
        assert all("damaged" in line or "not a" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--field", "body"), "the column 'body' is not there; columns of strings: text, big, kind"),
        (("--field", "id"), "the column 'id' holds no strings"),
    ],
)
def test_no_such_column(arguments: tuple[str, ...], message: str) -> None:
    pq.write_table(table(), "a.parquet")
    outcome = clean("a.parquet", "-o", "b.parquet", *arguments)
    assert outcome.exit_code == 3
    assert message in outcome.stderr
    assert names(".") == ["a.parquet", "mark.toml"]


def test_names_that_would_deceive_are_refused() -> None:
    write("a.txt", DIRTY)
    pq.write_table(table(), "a.parquet")
    assert "use --to parquet" in clean("a.txt", "-o", "b.parquet").stderr
    assert clean("a.parquet", "-o", "b.arrow").exit_code == 2
    assert "cannot follow each other on standard output" in clean("a.txt", "a.parquet").stderr


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    real = importlib.import_module

    def missing(name: str, package: str | None = None) -> Any:
        if name.startswith(("pyarrow", "fastwarc")):
            raise ImportError(name)
        return real(name, package)

    monkeypatch.setattr("cjkclean.files.formats.extras.import_module", missing)
    write("a.parquet", "PAR1")
    write("a.warc", "WARC/1.0")
    write("a.jsonl", '{"text": "甲>乙"}\n')
    outcome = clean("a.parquet", "-o", "b.parquet")
    assert outcome.exit_code == 3
    assert outcome.stderr == "cjkclean: a.parquet: a Parquet file, which needs: pip install 'cjkclean[arrow]'\n"
    assert "a web archive, which needs: pip install 'cjkclean[warc]'" in clean("a.warc", "-o", "b.warc").stderr
    assert "needs: pip install 'cjkclean[arrow]'" in clean("a.jsonl", "-o", "b.parquet", "--to", "parquet").stderr
