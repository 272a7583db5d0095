"""What the README's first screen shows is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

import cjkclean

ROOT = Path(__file__).parent.parent
BLOCK = (ROOT / "README.md").read_text("utf-8").split("```text\n")[1].split("```")[0]
PAIRS = [tuple(part.strip() for part in line.split("→")) for line in BLOCK.splitlines() if "→" in line]
PAGE = (ROOT / "examples" / "dirty_page.txt").read_text("utf-8")


def test_there_are_examples() -> None:
    assert len(PAIRS) >= 4


@pytest.mark.parametrize(("dirty", "clean"), PAIRS)
def test_shown_as_it_is(dirty: str, clean: str) -> None:
    if dirty in PAGE:
        assert clean in cjkclean.clean(PAGE)
    else:
        assert cjkclean.repair(dirty) == clean
