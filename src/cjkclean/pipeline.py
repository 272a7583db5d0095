"""Pipeline: steps in order, on text or bytes, with a record of what they did."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache, reduce
from operator import or_
from os import PathLike
from pathlib import Path
from typing import Any

import tomli_w

from cjkclean.decode import Decoded, decode
from cjkclean.edits import EditList
from cjkclean.profile import Hints, Profile, profile, scanned
from cjkclean.registry import STEPS
from cjkclean.result import Result
from cjkclean.step import Finding, LineLabel, Proposal, Step

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["ConfigurationError", "Pipeline", "clean", "explain", "preset", "presets", "repair"]


class ConfigurationError(ValueError):
    """A step, option or preset that does not exist, or a value that an option does not take."""


_Act = Callable[[Step, str, Profile], tuple[str, "Hints | None"]]
_MAX_PASSES = 32
"""Rounds after which a text counts as settled. Two are the rule; one in a thousand randomly damaged pages, with bytes
lost in two layers, needs ten, since each repair shows the next one its surroundings."""
_MAX_GROWTH = 8
"""Times its length by which a text may grow (and 256 code points); no repair lengthens text much, so that steps that
go on doing so feed each other."""


def _rewrite(step: Step, text: str, found: Profile) -> tuple[str, Hints | None]:
    if step.hints:
        proposal = step.propose(text, found)
        return proposal.edits.apply(text), _hints(found, proposal)
    if found.hints is None:
        return step.rewrite(text, found), None
    edits = step.amend(text, found)
    return edits.apply(text), found.hints.moved(edits)


def _hints(found: Profile, proposal: Proposal) -> Hints | None:
    """What markup said of the lines, for the text after the proposal."""
    return proposal.hints or (found.hints.moved(proposal.edits) if found.hints else None)


def _profiled(text: str, hints: Hints | None, before: Profile) -> Profile:
    found = before.after if before.after and before.after.of(text) else profile(text, before)
    found.hints = hints
    return found


class _Record:
    """Lets steps act, and keeps what they did over the source of the first."""

    def __init__(self, length: int) -> None:
        self.edits = EditList((), length)
        self.findings: list[Finding] = []
        self.lines: dict[int, LineLabel] = {}
        self.metadata: dict[str, str] = {}
        self.steps: list[tuple[str, EditList]] = []

    def act(self, step: Step, text: str, found: Profile) -> tuple[str, Hints | None]:
        return self.take(step, text, found, step.propose(text, found))

    def take(self, step: Step, text: str, found: Profile, proposal: Proposal) -> tuple[str, Hints | None]:
        if proposal.findings:
            self.findings += (finding.in_source(self.edits) for finding in proposal.findings)
        for line in proposal.lines:
            _label(self.lines, line.in_source(self.edits))
        if proposal.metadata:
            self.metadata.update(proposal.metadata)
        if not proposal.edits:
            return text, _hints(found, proposal)
        self.steps.append((step.name, proposal.edits))
        self.edits = self.edits.compose(proposal.edits)
        return proposal.edits.apply(text), _hints(found, proposal)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Steps that run one after the other.

    Args:
        steps: the steps, first to last.

    >>> preset("web")("規模")
    '規模'
    """

    steps: tuple[Step, ...]
    _plan: tuple[tuple[Step, int], ...] = field(repr=False, compare=False)  # with what wakes it, as a plain integer
    _wakes_any: int = field(repr=False, compare=False)

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        object.__setattr__(self, "steps", tuple(steps))
        object.__setattr__(self, "_plan", tuple((step, int(step.wakes)) for step in self.steps))
        object.__setattr__(self, "_wakes_any", reduce(or_, (wakes for _, wakes in self._plan), 0))

    def __call__(self, data: str | bytes | Decoded) -> str:
        """The clean text; the same object when `data` is text and nothing had to change."""
        text = data if isinstance(data, str) else _decoded(data).text
        found = scanned(text, self._wakes_any)
        if found is None:
            return text
        bits = found.bits
        for turns, (step, wakes) in enumerate(self._plan, 1):
            if bits & wakes:
                after, hints = _rewrite(step, text, found)
                if after is not text:
                    return self._settle(after, _profiled(after, hints, found), _rewrite, turns)
        return text

    def explain(self, data: str | bytes | Decoded) -> Result:
        """The clean text with its record; `explain(x).text == pipeline(x)` always."""
        if isinstance(data, str):
            found = profile(data)
            return self._considered(data, found) or Result(data, data, EditList((), len(data)), found)
        decoded = _decoded(data)
        result = self.explain(decoded.text)
        findings = tuple(sorted(dict.fromkeys((*decoded.findings, *result.findings)), key=_by_place))
        return replace(result, encoding=decoded.encoding, findings=findings)

    def explain_awake(self, text: str) -> Result | None:
        """`explain(text)`, or None when no step has anything to say of `text`: then there is nothing to explain."""
        found = scanned(text, self._wakes_any)
        return self._considered(text, found) if found else None

    def _considered(self, text: str, found: Profile) -> Result | None:
        for turns, (step, wakes) in enumerate(self._plan, 1):
            if found.bits & wakes and (proposal := step.consider(text, found)) is not None:
                return self._explained(text, found, turns, proposal)
        return None

    def __or__(self, other: Step | Pipeline) -> Pipeline:
        """This pipeline followed by another step or pipeline."""
        return Pipeline((*self.steps, *(other.steps if isinstance(other, Pipeline) else (other,))))

    def _settle(self, text: str, found: Profile, act: _Act, turns: int, resting: int = 0) -> str:
        """Let each step that the text's signals wake act, until all of them rest, and return the text they left.

        One repair can uncover the next (an escape that spelled mojibake, a line that reads as chrome only after its
        repair), so after a change every step looks again, until all have seen the same text and left it alone. Then
        a second run changes nothing. `turns` is how many steps have had their turn, and `resting` how many of them, up
        to the last, have seen this text and left it alone.
        """
        number = len(self._plan)
        limit = _MAX_GROWTH * len(text) + 256
        while resting < number and turns < _MAX_PASSES * number and len(text) <= limit:
            step, wakes = self._plan[turns % number]
            resting += 1
            if found.bits & wakes and not (step.once and turns >= number):
                after, hints = act(step, text, found)
                if after is not text:
                    text, found, resting = after, _profiled(after, hints, found), 0
            turns += 1
        return text

    def _explained(self, source: str, found: Profile, turns: int, proposal: Proposal) -> Result:
        """The result when `turns` steps have had their turn, and the last of them made the first proposal."""
        record = _Record(len(source))
        text, hints = record.take(self.steps[turns - 1], source, found, proposal)
        resting = 0 if text is not source else turns
        text = self._settle(
            text, _profiled(text, hints, found) if text is not source else found, record.act, turns, resting
        )
        return Result(
            text=text,
            source=source,
            edits=record.edits,
            profile=found,
            steps=tuple(record.steps),
            findings=tuple(sorted(dict.fromkeys(record.findings), key=_by_place)),
            lines=tuple(record.lines[start] for start in sorted(record.lines)),
            metadata=record.metadata,
        )

    # -- configuration ---------------------------------------------------------------------------------------------

    @classmethod
    def from_config(cls, steps: Iterable[Mapping[str, Any]], where: str = "pipeline") -> Pipeline:
        """A pipeline from plain data: for each step its name and the options that differ from the defaults.

        Raises:
            ConfigurationError: an unknown step or option (the nearest valid name is in the message).
        """
        return cls(_step(dict(options), f"{where}, step {at}") for at, options in enumerate(steps, 1))

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Pipeline:
        """A pipeline from a TOML file with one `[[step]]` table a step, as `to_toml` writes it.

        Raises:
            ConfigurationError: the file is not such a TOML file; the message names file, place and cause.
        """
        try:
            loaded = tomllib.loads(Path(path).read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{path}: {error}") from error
        unknown = set(loaded) - {"step"}
        if unknown or not isinstance(loaded.get("step"), list):
            raise ConfigurationError(f"{path}: expected [[step]] tables only, found {sorted(loaded) or 'nothing'}")
        return cls.from_config(loaded["step"], str(path))

    def to_config(self) -> list[dict[str, Any]]:
        """The steps as plain data, every option written out."""
        return [{"name": step.name, **_options(step)} for step in self.steps]

    def to_toml(self) -> str:
        """The pipeline as TOML, every option written out; options that are None are left out."""
        return tomli_w.dumps({"step": self.to_config()})


def _decoded(data: bytes | Decoded) -> Decoded:
    return data if isinstance(data, Decoded) else decode(data)


def _options(step: Step) -> dict[str, Any]:
    found = asdict(step)  # type: ignore[call-overload]
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in found.items() if value is not None
    }


def _step(options: dict[str, Any], where: str) -> Step:
    name = options.pop("name", None)
    if name not in STEPS:
        raise ConfigurationError(f"{where}: no step {name!r}{_nearest(str(name), STEPS)}")
    kind = STEPS[name]
    known = [option.name for option in fields(kind)]  # type: ignore[arg-type]
    for option, value in options.items():
        if option not in known:
            raise ConfigurationError(f"{where} ({name}): no option {option!r}{_nearest(option, known)}")
        if isinstance(value, list):
            options[option] = tuple(value)
    try:
        return kind(**options)
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"{where} ({name}): {error}") from error


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(sorted(known))}"


def _by_place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.kind


def _label(lines: dict[int, LineLabel], line: LineLabel) -> None:
    """Note a label; a step that would remove the line overrules one that would keep it."""
    if line.start not in lines or line.label != "content":
        lines[line.start] = line


# -- presets -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The presets by name: for each the steps and the options that differ from the defaults.

    >>> sorted(presets())
    ['corpus', 'novel', 'repair', 'subtitle', 'web']
    """
    loaded = tomllib.loads((Path(__file__).parent / "presets.toml").read_text("utf-8"))
    return {name: table["step"] for name, table in loaded.items()}


@lru_cache(maxsize=8)
def preset(name: str) -> Pipeline:
    """The pipeline of a preset.

    Raises:
        ConfigurationError: there is no preset of that name.
    """
    if name not in presets():
        raise ConfigurationError(f"no preset {name!r}{_nearest(name, presets())}")
    return Pipeline.from_config(presets()[name], f"preset {name}")


def clean(data: str | bytes, preset: str = "web") -> str:
    """The text its author would recognise.

    Args:
        data: text, or bytes in any encoding (which is then detected).
        preset: name of the preset to run, `web` unless told otherwise.

    Returns:
        The clean text; the same object when `data` is text and there was nothing to do.

    >>> clean("規模")
    '規模'
    """
    return _preset(preset)(data)


def explain(data: str | bytes, preset: str = "web") -> Result:
    """The clean text with the record of every change; see `clean` and `Result`."""
    return _preset(preset).explain(data)


def repair(text: str) -> str:
    """Undo damage and nothing else (the `repair` preset); safe on any text in any language."""
    return _preset("repair")(text)


_preset = preset
