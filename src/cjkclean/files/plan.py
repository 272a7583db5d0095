"""Which files are read and where each is written: files, folders and patterns, mirrored or in place."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjkclean.files.errors import STDIN, describe
from cjkclean.files.job import Job

__all__ = ["PlanError", "planned", "planned_in_place", "state_folder"]


class PlanError(ValueError):
    """Inputs and outputs that do not go together; nothing was done."""


@dataclass(frozen=True, slots=True)
class _Input:
    name: str
    below: Path  # its place below an output folder
    found: bool = False


def planned(names: Sequence[str], output: str | None, rename: Callable[[Path], Path] = lambda path: path) -> list[Job]:
    """The files to clean, and the file that each is written to.

    Args:
        names: files, folders (taken whole, without hidden files) and patterns such as `pages/**/*.txt`; `-` is
            standard input.
        output: a file, or a folder (one that is there, or a name that ends in a slash); None or `-` for the common
            output of all.
        rename: what a file in the output folder is called, given its place below it.

    Raises:
        PlanError: two files would be written to one, or one over an input; or a folder is needed as the output.
    """
    folder = Path(output) if output is not None and output != STDIN and _is_folder(output) else None
    inputs = [found for name in names for found in _expanded(name, folder)]
    if output is None or output == STDIN:
        return [Job(found.name, None, found.found) for found in inputs]
    if folder is not None:
        if STDIN in names:
            raise PlanError(f"-o {output}: standard input has no name for a file in this folder")
        jobs = [Job(found.name, str(folder / rename(found.below)), found.found) for found in inputs]
    elif len(inputs) == 1 and not inputs[0].found:
        jobs = [Job(inputs[0].name, output)]
    else:
        raise PlanError(f"-o {output}: {len(inputs)} inputs need a folder; make it, or end its name in a slash")
    _refuse_clashes(jobs)
    if folder is not None:
        _make_folders(jobs, folder)
    return jobs


def planned_in_place(names: Sequence[str], backup: str | None) -> list[Job]:
    """Jobs that replace each file by its clean form; with `backup`, the old one stays with that suffix.

    Raises:
        PlanError: standard input is among them, or a backup is there already.
    """
    if STDIN in names:
        raise PlanError("standard input cannot be cleaned in place")
    inputs = [found for name in names for found in _expanded(name, None)]
    jobs = [Job(found.name, found.name, found.found, found.name + backup if backup else None) for found in inputs]
    for job in jobs:
        if job.backup and os.path.lexists(job.backup):
            raise PlanError(f"backup {job.backup} is there already and would be lost")
    return jobs


def state_folder(names: Sequence[str], output: str | None) -> Path:
    """The folder in which a run keeps what it notes of itself: that of its output, or of its first input.

    >>> str(state_folder(["pages/**/*.txt"], None)), str(state_folder(["a.txt"], "clean/a.txt"))
    ('pages', 'clean')
    """
    if output is not None:
        return Path(output) if _is_folder(output) else Path(output).parent
    first = Path(names[0])
    return first if first.is_dir() else _root(first) if glob.has_magic(names[0]) else first.parent


def _is_folder(output: str) -> bool:
    return Path(output).is_dir() or output.endswith(("/", os.sep))


def _root(pattern: Path) -> Path:
    """The part of a pattern before its first wild card."""
    parts = pattern.parts
    return Path(*parts[: next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts) - 1)])


def _expanded(name: str, output: Path | None) -> Iterator[_Input]:
    """The files that a name given by the user stands for."""
    path = Path(name)
    if name == STDIN or path.is_file():
        yield _Input(name, Path(path.name))
    elif path.is_dir():
        yield from _below(path, output)
    elif glob.has_magic(name) and not os.path.lexists(name):
        found = glob.glob(name, recursive=True)  # noqa: PTH207  (Path.glob would match hidden files too)
        matches = sorted(match for match in found if Path(match).is_file())
        root = _root(path)
        yield from (_Input(match, Path(match).relative_to(root)) for match in matches)
        if not matches:
            yield _Input(name, Path(path.name))  # reading it will say that there is none
    else:
        yield _Input(name, Path(path.name))


def _below(folder: Path, output: Path | None) -> Iterator[_Input]:
    """The files of a folder and all below it in order, without hidden ones and without those of the output folder."""
    skipped = output.resolve() if output is not None else None
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(
            inner for inner in folders if not inner.startswith(".") and Path(where, inner).resolve() != skipped
        )
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(where, name)
                yield _Input(str(path), path.relative_to(folder), found=True)


def _refuse_clashes(jobs: Sequence[Job]) -> None:
    origin: dict[str, str] = {}
    existing = {_identity(job.source): job.source for job in jobs if Path(job.source).exists()}
    for job in jobs:
        target = os.path.normpath(job.target or "")
        if target in origin:
            raise PlanError(f"{origin[target]} and {job.source} would both be written to {target}")
        origin[target] = job.source
        if Path(target).exists() and _identity(target) in existing and Path(target).is_file():
            raise PlanError(f"output {target} is the input {existing[_identity(target)]}, which is never overwritten")


def _identity(name: str) -> tuple[int, int]:
    found = Path(name).stat()
    return found.st_dev, found.st_ino


def _make_folders(jobs: Sequence[Job], folder: Path) -> None:
    for parent in dict.fromkeys([folder, *(Path(job.target).parent for job in jobs if job.target)]):
        try:
            parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PlanError(f"-o {parent}: cannot be made: {describe(error)}") from error
