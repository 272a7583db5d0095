"""The `cjkclean` command: its sub-commands, and what becomes of their exceptions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from cjkclean import __version__, kernels
from cjkclean.cli.bench import bench
from cjkclean.cli.check import check
from cjkclean.cli.clean import clean
from cjkclean.cli.console import StdoutError, complain, silence_stdout
from cjkclean.cli.convert import convert
from cjkclean.cli.detect import detect
from cjkclean.cli.exits import ExitCode
from cjkclean.cli.explain import explain
from cjkclean.cli.presets import presets
from cjkclean.cli.report import report
from cjkclean.cli.script import script
from cjkclean.cli.serve import serve
from cjkclean.cli.settings import found_settings, option_defaults
from cjkclean.cli.undo import undo
from cjkclean.pipeline import ConfigurationError

__all__ = ["app", "main"]


class _App(click.Group):
    """A group whose sub-commands return exit codes and whose errors are one line each."""

    def invoke(self, ctx: click.Context) -> None:
        try:
            code = super().invoke(ctx)
            _flush()
        except (click.UsageError, ConfigurationError) as error:
            code = _usage(error)
        except StdoutError as error:
            complain(str(error))
            silence_stdout()
            code = ExitCode.FAILED
        except BrokenPipeError:
            silence_stdout()
            code = ExitCode.PIPE
        ctx.exit(code or ExitCode.OK)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StdoutError(f"standard output cannot be written: {error.strerror}") from error


def _usage(error: click.ClickException | ConfigurationError) -> ExitCode:
    message = error.format_message() if isinstance(error, click.ClickException) else str(error)
    context = getattr(error, "ctx", None)
    hint = f" (see '{context.command_path} --help')" if context else ""
    complain(f"error: {message.rstrip('.')}{hint}")
    return ExitCode.USAGE


_EPILOG = """\b
Examples:
  cjkclean clean page.txt                   the clean page, on standard output
  cjkclean clean pages/ -o cleaned/ -j 2    every file below, on two cores
  cjkclean clean crawl.jsonl.gz --field content -o clean.jsonl.gz
  cjkclean clean --preset repair < old.txt  damage only, every line stays
  cjkclean explain page.txt                 what would change, and why
  cjkclean check --preset repair *.txt      damage only, as a linter says it
  cjkclean serve                            paste text into a page, see each step's work

Exit codes: 0 done, 1 check found something, 2 wrong usage, 3 some file failed
(the others were done), 130 interrupted, 141 the output's reader went away.
"""


@click.group(
    cls=_App,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__,
    prog_name="cjkclean",
    message=f"%(prog)s %(version)s (kernels: {'compiled' if kernels.COMPILED else 'pure Python'})",
)
@click.option("--settings", metavar="FILE", help="Take defaults for options from this file (see the documentation).")
@click.option("--no-settings", is_flag=True, help="Take them from no file, not even the project's own.")
@click.pass_context
def app(context: click.Context, settings: str | None, no_settings: bool) -> None:
    """Turn damaged, cluttered Chinese, Japanese and Korean text back into what its author wrote."""
    if settings is not None and no_settings:
        raise click.UsageError("--settings and --no-settings exclude each other", context)
    path = Path(settings) if settings is not None else None if no_settings else found_settings(Path.cwd())
    if path is not None:
        context.default_map = option_defaults(path, app, context)


for command in (clean, explain, check, presets, undo, report, detect, script, convert, serve, bench):
    app.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the `cjkclean` command.

    Args:
        arguments: what stands after the program's name; `sys.argv[1:]` unless given.

    Returns:
        The exit code, see `ExitCode`.
    """
    try:
        return int(app.main(arguments, prog_name="cjkclean", standalone_mode=False) or ExitCode.OK)
    except click.UsageError as error:
        return _usage(error)
    except (click.Abort, KeyboardInterrupt):  # the latter: a second Ctrl-C while the first is dealt with
        complain("interrupted")
        silence_stdout()
        return ExitCode.INTERRUPTED
