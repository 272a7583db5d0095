"""Exit codes, the same for every sub-command."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """How the program ended."""

    OK = 0
    FOUND = 1  # `check` found something
    USAGE = 2  # an option, preset or configuration that is not valid; nothing was done
    FAILED = 3  # some input could not be read or some output not written; the rest was done
    INTERRUPTED = 130  # Ctrl-C; as shells report a program ended by SIGINT
    PIPE = 141  # the reader of the output went away; as shells report a program ended by SIGPIPE
