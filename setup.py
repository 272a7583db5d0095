"""Builds the compiled twins of `cjkclean.kernels`; everything else is declared in pyproject.toml.

Each kernel is a plain Python file with a `.pxd` of C types beside it. The extensions are optional: where there is
no C compiler (or Cython is missing) the package installs all the same and runs the very same files uncompiled.
`CJKCLEAN_REQUIRE_COMPILED=1` turns a failed compilation into a failed build (for wheels).
"""

import os
from pathlib import Path

from setuptools import Extension, setup

KERNELS = Path("src/cjkclean/kernels")
DIRECTIVES = {
    "language_level": 3,
    "boundscheck": False,
    "wraparound": False,
    "cdivision": True,
    "initializedcheck": False,
    "annotation_typing": False,
}


def extensions() -> list[Extension]:
    required = os.environ.get("CJKCLEAN_REQUIRE_COMPILED") == "1"
    try:
        from Cython.Build import cythonize
    except ImportError:
        if required:
            raise
        return []
    modules = [
        Extension(f"cjkclean.kernels.{path.stem}", [path.with_suffix(".py").as_posix()], optional=not required)
        for path in sorted(KERNELS.glob("*.pxd"))
        if path.stem != "__init__"
    ]
    compiled: list[Extension] = cythonize(modules, compiler_directives=DIRECTIVES, quiet=True)
    return compiled


setup(ext_modules=extensions())
