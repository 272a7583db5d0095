"""Compiled loops, and the switch between them and their own source run uncompiled.

Each kernel is a plain Python file with a `.pxd` of C types beside it. With a C compiler (or a wheel) the compiled
twin is imported; without one, or with the environment variable `CJKCLEAN_PURE=1`, the source runs as it stands.
Both give the same results; the test-suite runs on each.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType


class _SourceOnly:
    """A meta path finder that passes over the extension modules lying beside the kernels' sources."""

    _finder = FileFinder(str(Path(__file__).parent), (SourceFileLoader, SOURCE_SUFFIXES))

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, _, _name = fullname.rpartition(".")
        return cls._finder.find_spec(fullname, target) if package == __name__ else None


if os.environ.get("CJKCLEAN_PURE") == "1":
    sys.meta_path.insert(0, _SourceOnly)

from cjkclean.kernels import scan as _scan  # noqa: E402  (after the switch it obeys)

COMPILED: bool = not str(_scan.__file__).endswith(".py")
"""Whether the compiled kernels are in use."""
