"""Packages that are not installed with cjkclean, and what to say when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cjkclean.files.formats.base import FormatError

__all__ = ["extra"]


def extra(module: str, name: str, what: str) -> Any:
    """The module, which the extra `name` of cjkclean installs.

    Raises:
        FormatError: it is not installed; the message says what needs it and how to get it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise FormatError(f"{what}, which needs: pip install 'cjkclean[{name}]'") from error
