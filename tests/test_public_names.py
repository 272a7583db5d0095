"""The public names: all there, documented, and loaded only when used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cjkclean

SOURCES = Path(cjkclean.__file__).parent.parent


@pytest.mark.parametrize("name", cjkclean.__all__)
def test_is_there_and_documented(name: str) -> None:
    value = getattr(cjkclean, name)
    assert value.__doc__
    assert name in dir(cjkclean)


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'cleen'"):
        _ = cjkclean.cleen


@pytest.mark.parametrize("first", ["cjkclean.pipeline", "cjkclean.decode", "cjkclean.profile", "cjkclean.cli"])
def test_functions_are_not_hidden_by_modules_of_the_same_name(first: str) -> None:
    code = f"import {first}, cjkclean as c; assert callable(c.decode) and callable(c.profile) and callable(c.repair)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(SOURCES), "PATH": ""})


def test_importing_loads_no_step() -> None:
    code = "import cjkclean, sys; assert not any(m.startswith('cjkclean.strip') for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(SOURCES), "PATH": ""})
