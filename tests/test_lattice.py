"""The lattice search on small lattices whose best reading is known."""

from __future__ import annotations

from array import array

import pytest

from cjkclean import model
from cjkclean.kernels import lattice as kernel
from cjkclean.kernels import paths
from cjkclean.kernels.beam import Scratch, Search
from cjkclean.kernels.document import Document
from cjkclean.kernels.ngram import DocumentMemory
from cjkclean.tables import bytemaps

LEADS = bytes(0x81 <= byte <= 0xFE for byte in range(256))
CONTINUATIONS = bytes(0x80 <= byte < 0xC0 for byte in range(256))


def make_search(kind: int, classes: bytes, beam: int = 24) -> Search:
    page = bytemaps.load("gbk")
    singles = page.singles if kind == kernel.DOUBLE_BYTE else array("I", [*range(128), *[kernel.UNDEFINED] * 128])
    doubles = page.pairs if kind == kernel.DOUBLE_BYTE else array("I")
    grammar = kernel.Grammar(
        kind, singles, doubles, classes, array("f", bytes(4 * 65536)), array("H", bytes(4 * 65536)), 0.0
    )
    document = Document(model.default().table, DocumentMemory(10, 4.0), model.Script.ANY)
    return Search(grammar, document, Scratch(beam, 64))


def lay_bytes(data: list[int]) -> kernel.Lattice:
    """One arc a byte, and beside it a copied `?`."""
    lattice = kernel.Lattice(64, 512)
    lattice.clear(len(data))
    for node, slot in enumerate(data):
        lattice.literal(node, node + 1, -9.0, ord("?"))
        lattice.bytes(node, node + 1, 0.0, kernel.ANYWHERE, slot, -1, -1, -1)
    return lattice


def best(search: Search, data: list[int]) -> str:
    assert search.run(lay_bytes(data), 0, 0, 0.0, 64)
    ((start, end, text, gain, _rivals, _ends),) = paths.runs(search)
    assert (start, end) == (0, len(data))
    assert gain > 0
    return text


@pytest.mark.parametrize("text", ["我們在學習中文", "今天天气很好", "明天的会议改到下午三点"])
@pytest.mark.parametrize("hole", [None, 0, 2, 8])
def test_gbk_with_a_lost_byte(text: str, hole: int | None) -> None:
    data = list(text.encode("gbk"))
    if hole is not None:
        data[hole] = 256
    assert best(make_search(kernel.DOUBLE_BYTE, LEADS), data) == text


@pytest.mark.parametrize("text", ["我們在學習中文", "今天天气很好", "問題:會議改期"])
@pytest.mark.parametrize("hole", [None, 2, 5, 10])
def test_utf8_with_a_lost_byte(text: str, hole: int | None) -> None:
    data = list(text.encode())
    if hole is not None and data[hole] >= 0x80:
        data[hole] = 256
    assert best(make_search(kernel.UTF8, CONTINUATIONS), data) == text


def test_runners_up_are_worse_and_distinct() -> None:
    search = make_search(kernel.DOUBLE_BYTE, LEADS)
    data = list("下午的会议".encode("gbk"))
    data[1] = 256
    assert search.run(lay_bytes(data), 0, 0, 0.0, 64)
    ((_, _, text, _, rivals, _),) = paths.runs(search)
    assert rivals == sorted(rivals)
    assert all(behind >= 0 for behind, _ in rivals)
    assert text not in [rival for _, rival in rivals]
    assert len({rival for _, rival in rivals}) == len(rivals)


def test_no_way_through() -> None:
    lattice = kernel.Lattice(64, 512)
    lattice.clear(1)
    lattice.bytes(0, 1, 0.0, kernel.EMPTY, 0xD6, -1, -1, -1)
    assert not make_search(kernel.DOUBLE_BYTE, LEADS).run(lattice, 0, 0, 0.0, 64)


def test_a_lattice_can_be_used_again() -> None:
    search = make_search(kernel.DOUBLE_BYTE, LEADS)
    first = best(search, list("今天天气很好".encode("gbk")))
    assert best(search, list("下午开会".encode("gbk"))) == "下午开会"
    assert best(search, list("今天天气很好".encode("gbk"))) == first
