"""What the sub-commands write to a person: results on standard output, complaints on standard error."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress

import click

from cjkclean.cli.exits import ExitCode
from cjkclean.files.errors import FileError, describe, display_name
from cjkclean.report.visible import visible

__all__ = ["StdoutError", "StdoutOutput", "complain", "for_each", "inputs", "say", "silence_stdout"]


class StdoutError(Exception):
    """Standard output cannot be written to; there is no point in going on."""


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"cjkclean: {visible(' '.join(message.split()))}", err=True)


def say(line: str) -> None:
    """One line on standard output, in the terminal's encoding; what that lacks is written as an escape."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure") and stream.errors == "strict":
        stream.reconfigure(errors="backslashreplace")
    _guarded(lambda: click.echo(line))


class StdoutOutput:
    """Standard output as a binary file: UTF-8 as it is, except on a terminal of another encoding."""

    def write(self, data: bytes) -> int:
        """Write all of `data`."""
        shown = data.decode("utf-8", "replace") if sys.stdout.isatty() else data
        _guarded(lambda: click.echo(shown, nl=False))
        return len(data)


def _guarded(write: Callable[[], None]) -> None:
    try:
        write()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StdoutError(f"standard output cannot be written: {describe(error)}") from error


def silence_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not complain at its end."""
    with suppress(OSError, ValueError):  # ValueError: not a real file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def inputs(files: tuple[str, ...]) -> tuple[str, ...]:
    """The files to read: standard input when none is named.

    Raises:
        click.UsageError: none is named and standard input is a terminal.
    """
    if not files and sys.stdin.isatty():
        raise click.UsageError("no FILES given and nothing is piped in; '-' reads the terminal")
    return files or ("-",)


def for_each(files: Iterable[str], action: Callable[[str], None]) -> ExitCode:
    """Call `action` with every file; one that fails is complained of, and the others go on."""
    code = ExitCode.OK
    for name in files:
        try:
            action(name)
        except FileError as error:
            complain(str(error))
            code = ExitCode.FAILED
        except (BrokenPipeError, StdoutError, click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:  # a defect met on one file must not cost the others
            if os.environ.get("CJKCLEAN_DEBUG") == "1":
                traceback.print_exc()
            complain(f"{display_name(name)}: internal error, left alone: {type(error).__name__}: {error}")
            code = ExitCode.FAILED
    return code
