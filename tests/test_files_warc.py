"""Web archives: texts and pages are cleaned, what was captured is never altered, all else stays byte for byte."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.batchtools import CLEAN, DIRTY, clean, cli, names, write

warc = pytest.importorskip("fastwarc.warc")

pytestmark = pytest.mark.usefixtures("folder")


def record(kind: str, content: bytes, content_type: str, number: int = 1, extra: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nwarc-target-uri: http://example.org/{number}\r\n"
        f"WARC-Date: 2024-05-0{number}T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n{extra}"
        f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(body: bytes, content_type: str, number: int, extra: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n{extra}\r\n".encode() + body
    return record("response", http, "application/http; msgtype=response", number)


PAGE = f"<html><head><title>題</title></head><body><p>{DIRTY * 5}</p></body></html>"


def archive() -> list[bytes]:
    return [
        record("warcinfo", b"software: mine\r\n", "application/warc-fields", 1),
        record("request", "GET / 甲>乙 HTTP/1.1\r\n\r\n".encode(), "application/http; msgtype=request", 2),
        response(PAGE.encode("gb18030"), "text/html; charset=gb2312", 3),
        response(b"\x89PNG\r\n\x1a\n[[x]]", "image/png", 4),
        record("conversion", DIRTY.encode(), "text/plain", 5, "WARC-Block-Digest: sha1:AAAA\r\n"),
        record("conversion", CLEAN.encode(), "text/plain", 6),
        response(gzip.compress(PAGE.encode()), "text/html", 7, "Content-Encoding: gzip\r\n"),
    ]


def test_every_kind_of_record() -> None:
    records = archive()
    write("a.warc", b"".join(records))
    assert clean("a.warc", "-o", "b.warc").exit_code == 0
    data = Path("b.warc").read_bytes()
    for kept in (0, 1, 3, 5):
        assert records[kept] in data
    found = list(warc.ArchiveIterator(str(Path("b.warc").resolve()), parse_http=False))
    assert [r.headers.get("WARC-Type") for r in found] == [
        "warcinfo",
        "request",
        "conversion",
        "response",
        "conversion",
        "conversion",
        "conversion",
    ]
    by_number = [
        (dict(r.headers.items()), r.verify_block_digest(), r.reader.read().decode("utf-8", "replace"))
        for r in warc.ArchiveIterator(str(Path("b.warc").resolve()), parse_http=False)
    ]
    head, digest, text = by_number[2]
    assert head["WARC-Refers-To"] == f"<urn:uuid:{3:032}>"
    assert head["WARC-Target-URI"] == "http://example.org/3"
    assert digest
    assert text == PAGE.replace("[[首頁 > 新聞]]\n", "").replace("甲>", "")
    assert by_number[4][2] == CLEAN
    assert by_number[4][1]  # the digest fits the new content
    assert by_number[6][2] == by_number[2][2]


def test_compressed_record_by_record_and_the_same_again() -> None:
    records = archive()
    write("a.warc.gz", b"".join(map(gzip.compress, records)))
    assert clean("a.warc.gz", "-o", "b.warc.gz").exit_code == 0
    assert clean("a.warc.gz", "-o", "c.warc.gz", "-j", "2").exit_code == 0
    data = Path("b.warc.gz").read_bytes()
    assert data == Path("c.warc.gz").read_bytes()
    write("d.warc", b"".join(records))
    clean("d.warc", "-o", "e.warc")
    assert gzip.decompress(data) == Path("e.warc").read_bytes()
    positions = [r.stream_pos for r in warc.ArchiveIterator(str(Path("b.warc.gz").resolve()))]
    assert len(positions) == len(records)
    for start, end in zip(positions, [*positions[1:], len(data)], strict=True):
        assert gzip.decompress(data[start:end]).startswith(b"WARC/1.0")


def test_the_web_preset_makes_text_of_pages() -> None:
    pytest.importorskip("lxml")
    body = "<html><body><p>昨天的會議討論了城市的交通規劃。</p><p>結果將於下週公布。</p></body></html>"
    write("a.warc", response(body.encode(), "text/html", 1))
    assert cli("clean", "a.warc", "-o", "b.warc").exit_code == 0
    assert (
        Path("b.warc")
        .read_bytes()
        .decode()
        .endswith(
            "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 76\r\n\r\n"
            "昨天的會議討論了城市的交通規劃。\n結果將於下週公布。\r\n\r\n"
        )
    )


def test_rows() -> None:
    write("a.warc", b"".join(archive()))
    assert clean("a.warc", "-o", "b.jsonl", "--to", "jsonl").exit_code == 0
    rows = [json.loads(line) for line in Path("b.jsonl").read_text("utf-8").splitlines()]
    assert [row["url"][-1] for row in rows] == ["3", "5", "6", "7"]
    assert rows[1] == {
        "url": "http://example.org/5",
        "date": "2024-05-05T00:00:00Z",
        "id": f"<urn:uuid:{5:032}>",
        "text": CLEAN,
    }


def test_faults() -> None:
    whole = b"".join(archive())
    write("in/cut.warc", whole[:-40])
    write("in/cut.warc.gz", gzip.compress(whole)[:-20])
    write("in/text.warc", "not at all")
    write("in/garbage.warc", whole + b"WARC/9 nonsense\r\n" + b"\xff" * 100)
    write("in/empty.warc", "")
    outcome = clean("in", "-o", "out/")
    assert outcome.exit_code == 3
    assert names("out") == ["empty.warc"]
    assert re.search("in/garbage.warc: (117 bytes of it belong to no record|a damaged WARC file)", outcome.stderr)
    assert "in/cut.warc: ends within a record" in outcome.stderr
    assert "in/cut.warc.gz: cannot be read: the compressed data ends too early" in outcome.stderr
    assert "in/text.warc: not a WARC file" in outcome.stderr


def test_undo_of_texts() -> None:
    records = archive()
    write("a.wet", records[4] + records[5])
    assert clean("a.wet", "-o", "b.wet", "--edits", "e.jsonl").exit_code == 0
    assert CLEAN in Path("b.wet").read_text("utf-8")
    assert DIRTY in cli("undo", "b.wet", "--edits", "e.jsonl").stdout
