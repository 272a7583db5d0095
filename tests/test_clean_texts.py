"""Clean text of many languages and registers comes back as the very same object."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cjkclean

TEXTS = json.loads((Path(__file__).parent / "texts" / "clean.json").read_text("utf-8"))
IDS = [f"{case['lang']} {case['register']}" for case in TEXTS]


@pytest.mark.parametrize("preset", ["repair", "web"])
@pytest.mark.parametrize("case", TEXTS, ids=IDS)
def test_same_object(case: dict[str, str], preset: str) -> None:
    text = case["text"]
    result = cjkclean.explain(text, preset)
    assert list(result.edits) == []
    assert cjkclean.clean(text, preset) is text


@pytest.mark.parametrize("preset", ["repair", "web"])
def test_same_object_all_in_one_document(preset: str) -> None:
    text = "\n\n".join(case["text"] for case in TEXTS)
    assert list(cjkclean.explain(text, preset).edits) == []
