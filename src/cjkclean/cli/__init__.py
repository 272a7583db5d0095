"""The command line."""

from cjkclean.cli.app import main

__all__ = ["main"]
