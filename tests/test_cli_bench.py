"""`cjkclean bench`, and the reader of documents under it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjkclean.files.documents import documents
from cjkclean.files.errors import FileError
from cjkclean.measure import measure, measure_jobs
from cjkclean.pipeline import preset
from tests.clitools import run

CLEAN = "清晨的码头上停着十几条渔船。\n"
GLOSSED = "他们上了(guī)模很大的船。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(CLEAN, "gb18030")
    lines = [json.dumps({"id": 1, "text": GLOSSED}, ensure_ascii=False), "{broken"]
    (tmp_path / "b.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "c.bin").write_bytes(bytes(range(256)) * 8)
    return tmp_path


def test_documents_of_a_folder(folder: Path) -> None:
    assert list(documents([str(folder)])) == [CLEAN, GLOSSED]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"nothing\.txt"):
        list(documents([str(tmp_path / "nothing.txt")]))


def test_shares() -> None:
    found = measure("repair", preset("repair"), [CLEAN, "&amp;nbsp;"], repeats=1)
    assert found.changed == 0.5
    assert found.size == len(CLEAN.encode()) + 10
    assert found.rate > 0


def test_jobs_give_a_rate() -> None:
    assert measure_jobs("repair", preset("repair"), [CLEAN] * 3, jobs=2, repeats=1).seconds > 0


def test_table(folder: Path) -> None:
    done = run("bench", str(folder), "--preset", "repair", "--repeat", "1")
    assert done.returncode == 0
    out = done.stdout.decode()
    assert "2 documents" in out
    assert "repair_mojibake" in out


def test_json(folder: Path) -> None:
    done = run("bench", str(folder / "a.txt"), "--json", "--repeat", "1", "-j", "2", "--preset", "repair")
    record = json.loads(done.stdout)
    assert record["documents"] == 1
    assert [row["name"] for row in record["presets"]] == ["repair"]
    assert record["jobs"][0]["name"] == "repair, 2 processes"
    assert record["steps"][0]["changed"] == 0


def test_nothing_to_measure(tmp_path: Path) -> None:
    assert run("bench", str(tmp_path / "no.txt")).returncode == 3
    (tmp_path / "empty.jsonl").write_text("")
    done = run("bench", str(tmp_path / "empty.jsonl"))
    assert done.returncode == 3
    assert b"no documents" in done.stderr
