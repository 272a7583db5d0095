"""Builds the compiled twins of `cjkclean.kernels`; everything else is declared in pyproject.toml.

Each kernel is a plain Python file with a `.pxd` of C types beside it. The extensions are optional: where there is
no C compiler (or Cython is missing) the package installs all the same and runs the very same files uncompiled.
`CJKCLEAN_REQUIRE_COMPILED=1` turns a failed compilation into a failed build (for wheels).
"""

import os
from pathlib import Path

from setuptools import Extension, setup

KERNELS = Path("src/cjkclean/kernels")
HOTTEST = {"scan", "second", "glance"}
"""What every text passes through: loops a tenth faster with -O3, which on all of them doubles the time of a build."""
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
    types = sorted(path for path in KERNELS.glob("*.pxd") if path.stem != "__init__")
    modules = [
        Extension(
            f"cjkclean.kernels.{path.stem}",
            [path.with_suffix(".py").as_posix()],
            depends=[other.as_posix() for other in types],
            extra_compile_args=_options(path.stem),
        )
        for path in types
    ]
    compiled: list[Extension] = cythonize(modules, compiler_directives=DIRECTIVES, quiet=True, force=_stale(types))
    for module in compiled:
        module.optional = not required  # set here, since cythonize makes new objects and forgets it
    return compiled


def _options(kernel: str) -> list[str]:
    if os.name == "nt":
        return []
    return ["-g0", "-DNDEBUG", *(["-O3"] if kernel in HOTTEST else [])]


def _stale(types: list[Path]) -> bool:
    """Whether any C types changed since the last run: kernels call one another, and Cython misses that."""
    made = [path.stat().st_mtime for path in KERNELS.glob("*.c")]
    return bool(made) and max(path.stat().st_mtime for path in types) > min(made)


setup(ext_modules=extensions(), options={"build_ext": {"parallel": os.cpu_count() or 1}})
