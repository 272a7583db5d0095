"""`cjkclean clean`: dirty files in, clean files out."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from cjkclean.cli.console import for_each, inputs, warn_undecoded, write_document
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.options import chosen_pipeline, pipeline_options
from cjkclean.files.atomic import atomic_output
from cjkclean.files.errors import FileError
from cjkclean.files.reading import STDIN, read_text
from cjkclean.pipeline import Pipeline

__all__ = ["clean"]


@click.command(short_help="Clean text files.")
@click.argument("files", nargs=-1)
@click.option(
    "-o", "--output", metavar="OUT", help="Write to this file, or into this folder (it must exist or end in a slash)."
)
@pipeline_options
def clean(files: tuple[str, ...], output: str | None, preset_name: str | None, config: str | None) -> ExitCode:
    """Clean FILES (standard input when there is none, or for -) and write the text as UTF-8.

    Without -o everything goes to standard output, one file after the other. An output appears when it is complete;
    an input is never overwritten.
    """
    pipeline = chosen_pipeline(preset_name, config)
    names = inputs(files)
    targets = _targets(names, output)
    return for_each(names, lambda name: _clean_one(name, targets.get(name), pipeline))


def _clean_one(name: str, target: Path | None, pipeline: Pipeline) -> None:
    if target is None:
        _refuse_own_output(name)
    decoded = read_text(name)
    warn_undecoded(name, decoded)
    text = pipeline(decoded.text)
    if target is None:
        write_document(text)
        return
    with atomic_output(target) as file:
        file.write(text.encode("utf-8"))


def _targets(names: Sequence[str], output: str | None) -> Mapping[str, Path]:
    """The file that each input is written to; none for standard output.

    Raises:
        click.UsageError: two inputs would be written to one file, or one over an input.
    """
    if output is None or output == STDIN:
        return {}
    folder = Path(output).is_dir() or output.endswith(("/", os.sep))
    if not folder:
        if len(names) > 1:
            raise _usage(f"-o {output}: {len(names)} inputs need a folder; make it, or end its name in a slash")
        targets = {names[0]: Path(output)}
    else:
        if STDIN in names:
            raise _usage(f"-o {output}: standard input has no name for a file in this folder")
        targets = {name: Path(output) / Path(name).name for name in names}
        _make_folder(Path(output))
    _refuse_clashes(targets)
    return targets


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _usage(f"-o {folder}: cannot be made: {error.strerror}") from error


def _refuse_clashes(targets: Mapping[str, Path]) -> None:
    origin: dict[Path, str] = {}
    existing = [Path(name) for name in targets if name != STDIN and Path(name).exists()]
    for name, target in targets.items():
        if target in origin:
            raise _usage(f"{origin[target]} and {name} would both be written to {target}")
        origin[target] = name
        for path in existing:
            if target.exists() and target.samefile(path):
                raise _usage(f"output {target} is the input {path}, which is never overwritten")


def _refuse_own_output(name: str) -> None:
    """Refuse `clean a.txt >> a.txt`, as `cat` does."""
    try:
        out = os.fstat(sys.stdout.fileno())
        source = os.fstat(sys.stdin.fileno()) if name == STDIN else Path(name).stat()
    except (OSError, ValueError):  # not a real file: nothing to refuse, or reading it will say what is wrong
        return
    if stat.S_ISREG(out.st_mode) and os.path.samestat(out, source):
        raise FileError(name, "is the output too")


def _usage(message: str) -> click.UsageError:
    return click.UsageError(message, click.get_current_context())
