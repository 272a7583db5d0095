"""The cases of `tests/cases/`, each file a JSON list of objects.

Fields of a case: `label`, `comment` (optional), `run` (name of a preset or a step; `repair` unless told), `options`
(of the step), `input`, `expected` (the input itself unless told: the very same object must come back), `findings`
(optional: kinds that must be found). Cases in `known_failures` must fail.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cjkclean.pipeline import Pipeline, preset, presets

CASES = Path(__file__).parent / "cases"


def load(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['label']}")
        for path in sorted((CASES / kind).glob("*.json"))
        for case in json.loads(path.read_text("utf-8"))
    ]


def check(case: dict[str, Any]) -> None:
    run = case.get("run", "repair")
    pipe = preset(run) if run in presets() else Pipeline.from_config([{"name": run, **case.get("options", {})}])
    text, expected = case["input"], case.get("expected", case["input"])
    result = pipe.explain(text)
    assert result.text == expected
    assert result.undo() == text
    assert pipe(text) == expected
    assert pipe(expected) == expected
    if expected == text:
        assert pipe(text) is text
    assert set(case.get("findings", ())) <= {finding.kind for finding in result.findings}


@pytest.mark.parametrize("case", load("wild") + load("synthetic"))
def test_restored(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", load("negative"))
def test_left_alone(case: dict[str, Any]) -> None:
    assert case.get("expected", case["input"]) == case["input"]
    check(case)


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", load("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    check(case)


def test_cases_are_well_formed() -> None:
    fields = {"label", "comment", "run", "options", "input", "expected", "findings"}
    for path in CASES.glob("*/*.json"):
        cases = json.loads(path.read_text("utf-8"))
        labels = [case["label"] for case in cases]
        assert len(labels) == len(set(labels)), path
        assert all(set(case) <= fields for case in cases), path
