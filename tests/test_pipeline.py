"""Pipelines of small steps: order, waking, records, configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pytest

from cjkclean.edits import Edit, EditList
from cjkclean.pipeline import ConfigurationError, Pipeline, clean, explain, preset, presets
from cjkclean.profile import Profile, Signal
from cjkclean.registry import STEPS
from cjkclean.step import Finding, LineLabel, Proposal, Step

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Replace(Step):
    """Replaces one string by another, once a match."""

    old: str = "a"
    new: str = "b"
    note: str | None = None
    name: ClassVar[str] = "replace"
    wakes: ClassVar[Signal] = Signal.ANY

    def propose(self, text: str, found: Profile) -> Proposal:
        at = [m.start() for m in re.finditer(re.escape(self.old), text)]
        edits = [Edit(i, i + len(self.old), self.old, self.new, "replace") for i in at]
        findings = [Finding(i, i + len(self.old), "seen", self.old) for i in at]
        lines = [LineLabel(0, len(text), "content", 1.0)]
        return Proposal(EditList(edits, len(text)), tuple(findings), tuple(lines), {"last": self.old})


@dataclass(frozen=True)
class Asleep(Step):
    name: ClassVar[str] = "asleep"
    wakes: ClassVar[Signal] = Signal.HANGUL

    def propose(self, text: str, found: Profile) -> Proposal:
        raise AssertionError("woken without its signal")


@dataclass(frozen=True)
class Once(Replace):
    name: ClassVar[str] = "once"
    once: ClassVar[bool] = True


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjkclean.pipeline.STEPS", {**STEPS, "replace": Replace, "asleep": Asleep})


def test_steps_run_in_order_and_explain_agrees() -> None:
    pipe = Pipeline([Replace("甲", "乙乙"), Asleep()]) | Replace("乙", "丙") | Pipeline([Replace("丙丙", "")])
    text = "甲x乙x甲"
    result = pipe.explain(text)
    assert pipe(text) == result.text == "x丙x"
    assert result.undo() == text
    assert [name for name, _ in result.steps] == ["replace"] * 3
    assert result.edits[0].kind == "replace"
    assert {(f.start, f.end) for f in result.findings if f.message == "甲"} == {(0, 1), (4, 5)}
    assert result.to_source(1) == 2
    assert result.to_clean(4) == 3
    assert result.metadata == {"last": "丙丙"}
    assert result.counts() == {"replace": 9}


def test_clean_text_is_the_same_object() -> None:
    text = "".join(["春天", "的早晨"])
    assert Pipeline([Replace(), Asleep()])(text) is text
    assert all(clean(text, name) is text for name in presets())
    assert not explain(text).changed


def test_steps_look_again_after_a_change_unless_they_run_once() -> None:
    assert Pipeline([Replace("b", "c"), Replace("a", "b")])("a") == "c"
    assert Pipeline([Once("b", "c"), Replace("a", "b")])("a") == "b"


def test_growth_without_end_is_bounded() -> None:
    assert len(Pipeline([Replace("a", "aa")])("a")) < 1000


def test_bytes_are_decoded() -> None:
    result = explain("春天的早晨".encode())
    assert (result.text, result.encoding) == ("春天的早晨", "utf-8")


@pytest.mark.usefixtures("steps")
def test_toml_round_trip(tmp_path: Path) -> None:
    pipe = Pipeline([Replace("規", "规"), Asleep()])
    path = tmp_path / "pipe.toml"
    path.write_text(pipe.to_toml(), "utf-8")
    assert Pipeline.from_toml(path) == pipe


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[[step]]\nname = "replaced"', "step 1: no step 'replaced'; did you mean 'replace'?"),
        ('[[step]]\nname = "replace"\nodl = "x"', r"step 1 \(replace\): no option 'odl'; did you mean 'old'?"),
        ('[[step]]\nname = "replace"\nzzz = "x"', "there are new, note, old"),
        ("[[step]\n", "pipe.toml: "),
        ("steps = 3", "expected \\[\\[step\\]\\] tables only"),
        ('[[step]]\nold = "x"', "no step None"),
    ],
)
def test_bad_configuration_is_named(toml: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "pipe.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(ConfigurationError, match=message):
        Pipeline.from_toml(path)


def test_unknown_preset() -> None:
    with pytest.raises(ConfigurationError, match="did you mean 'web'"):
        preset("wbe")


def test_every_preset_survives_toml(tmp_path: Path) -> None:
    for name in presets():
        path = tmp_path / f"{name}.toml"
        path.write_text(preset(name).to_toml(), "utf-8")
        assert Pipeline.from_toml(path) == preset(name)


def test_record_is_json() -> None:
    record = Pipeline([Replace("甲", "乙")]).explain("甲").to_json()
    assert '"replacement": "乙"' in record
    assert '"signals": ["HAN"]' in record


def test_every_step_is_registered_by_its_own_name() -> None:
    assert {name: kind.name for name, kind in STEPS.items()} == {name: name for name in STEPS}
