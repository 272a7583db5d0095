"""Compressed files: every kind in and out, several members, and every way in which they can be cut or damaged."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cjkclean.files import streams
from cjkclean.files.errors import FileError
from cjkclean.files.streams import open_input, open_output

TEXT = "".join(f"{number} 這條街上住著三十多戶人家。\n" for number in range(20_000)).encode()
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}


def read(path: Path) -> bytes:
    with open_input(str(path)) as stream:
        return stream.read()


@pytest.mark.parametrize("suffix", ["", *COMPRESS])
def test_round_trip(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.txt{suffix}"
    for _ in range(2):
        with open_output(path) as out:
            out.write(TEXT)
        first = path.read_bytes()
        assert read(path) == TEXT
    assert path.read_bytes() == first
    assert (len(first) < len(TEXT) // 4) == bool(suffix)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_the_bytes_decide_not_the_name_and_members_follow_each_other(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(COMPRESS[suffix](TEXT) + COMPRESS[suffix]("完\n".encode()))
    assert read(path) == TEXT + "完\n".encode()


@pytest.mark.parametrize("suffix", COMPRESS)
@pytest.mark.parametrize("kept", [0.5, 0.99])
def test_truncated(suffix: str, kept: float, tmp_path: Path) -> None:
    whole = COMPRESS[suffix](TEXT)
    path = tmp_path / "cut"
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(FileError, match="cut: cannot be read: the compressed data ends too early"):
        read(path)


@pytest.mark.parametrize("suffix", COMPRESS)
def test_damaged(suffix: str, tmp_path: Path) -> None:
    whole = bytearray(COMPRESS[suffix](TEXT))
    middle = len(whole) // 2
    for at in range(middle, middle + 64):
        whole[at] ^= 0xFF
    path = tmp_path / "bad"
    path.write_bytes(whole)
    with pytest.raises(FileError, match="bad: cannot be read: the compressed data is damaged: "):
        read(path)


def test_zstandard_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zst"
    path.write_bytes(COMPRESS[".zst"](TEXT))

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(FileError, match=r"pip install 'cjkclean\[zstd\]'"):
        read(path)
    with pytest.raises(FileError, match=r"pip install"), open_output(tmp_path / "b.zst"):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["a.zst"]


@pytest.mark.parametrize("suffix", ["", *COMPRESS])
def test_an_exception_leaves_the_older_output(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"older")

    def fail(out: BinaryIO) -> None:
        out.write(TEXT)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), open_output(path) as out:
        fail(out)
    assert path.read_bytes() == b"older"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 400))
def test_zstandard_frames_read_in_any_portions(frames: list[bytes], size: int) -> None:
    data = b"".join(zstandard.ZstdCompressor().compress(frame) for frame in frames)
    reader = streams._ZstdReader(io.BytesIO(data), zstandard)
    pieces = list(iter(lambda: reader.read(size), b""))
    assert b"".join(pieces) == b"".join(frames)
    assert all(len(piece) <= size for piece in pieces)
