"""The steps of a pipeline that deal with scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from cjkclean.edits import EditList
from cjkclean.profile import Profile, Signal
from cjkclean.script import configurations
from cjkclean.script.conversion import Converter, converter
from cjkclean.script.identify import ScriptProfile, identify_script
from cjkclean.script.protection import PATTERNS
from cjkclean.script.unify import TARGETS, unifying_edits
from cjkclean.step import Finding, Proposal, Step


@dataclass(frozen=True)
class IdentifyScript(Step):
    """Notes which script the text is in; changes nothing.

    The label, the shares and the region go to the metadata of the result. Findings are the runs in the other script of
    a mixed text, and the mistakes of a machine that made the text from simplified Chinese.

    Attributes:
        mistakes: whether to look for the latter. Risk: a few rare spellings of good writers are among them, but only
            in a text with more of them than good writers have.
    """

    name: ClassVar[str] = "identify_script"
    wakes: ClassVar[Signal] = Signal.HAN | Signal.KANA | Signal.HANGUL

    mistakes: bool = True

    def propose(self, text: str, found: Profile) -> Proposal:
        """No edits; see the class."""
        script = identify_script(text)
        metadata = {"script": script.label, "script.confidence": f"{script.confidence:.3f}"}
        metadata |= {f"script.{name}": f"{share:.4f}" for name, share in script.shares.items()}
        if script.label in ("hans", "hant", "mixed") and script.region.best:
            metadata["script.region"] = script.region.best
        findings = _other_runs(script) + (script.overconversions if self.mistakes else ())
        return Proposal(EditList((), len(text)), findings, metadata=metadata)


@dataclass(frozen=True)
class ConvertScript(Step):
    """Brings the text into one script, or converts all of it.

    Attributes:
        to: `hans`, `hant` or `dominant`: convert the runs that are in the other script, and leave the rest. Or the name
            of an OpenCC conversion (`s2twp`, `t2s` …), or the path of a configuration (`….json`, see
            `Converter.from_config`): convert all of the text by it. Risk of the latter: text that is in the wanted
            script already is converted again (松 may become 鬆).
        strays: with a script in `to`: convert single characters inside a run of the wanted script too. Risk: a name
            that its bearer writes in the other script.
        protect: what stays as it is: `urls`, `emails`, `code`, `quotes`. No risk; a longer list changes less.
        words: your own dictionary, wins over all others. Risk: its words are replaced wherever they occur, inside
            longer words too.
        list_choices: report each character for which the dictionaries have several values and no phrase decided.
    """

    name: ClassVar[str] = "convert_script"
    wakes: ClassVar[Signal] = Signal.HAN

    to: str = "dominant"
    strays: bool = True
    protect: tuple[str, ...] = ("urls", "emails", "code")
    words: Mapping[str, str] = field(default_factory=dict)
    list_choices: bool = False

    def __post_init__(self) -> None:
        if self.to.endswith(".json"):
            self._converter()
        elif self.to not in TARGETS and self.to not in configurations.names():
            known = ", ".join((*TARGETS, *configurations.names()))
            raise ValueError(f"no script or conversion {self.to!r}; there are {known}")
        for name in self.protect:
            if name not in PATTERNS:
                raise ValueError(f"nothing named {name!r} can be protected; there are {', '.join(PATTERNS)}")

    def propose(self, text: str, found: Profile) -> Proposal:
        """The conversion as edits, and the open choices as findings."""
        if self.to in TARGETS:
            edits = unifying_edits(text, self.to, strays=self.strays, words=self.words, protect=self.protect)
        else:
            edits = self._converter().edits(text)
        return Proposal(edits, _open_choices(edits) if self.list_choices else ())

    def _converter(self) -> Converter:
        return converter(self.to, tuple(self.words.items()), self.protect)


def _other_runs(script: ScriptProfile) -> tuple[Finding, ...]:
    if script.label != "mixed":
        return ()
    less = "hans" if script.counts["hans"] < script.counts["hant"] else "hant"
    name = "simplified" if less == "hans" else "traditional"
    return tuple(
        Finding(span.start, span.end, "script.other", f"a run in {name} Chinese in a text that is mostly not")
        for span in script.spans
        if span.label == less
    )


def _open_choices(edits: EditList) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            edit.start,
            edit.end,
            "script.choice",
            f"{edit.replacement} was taken; {'、'.join(edit.alternatives)} may be meant",
            1 - edit.confidence,
            (edit.replacement, *edit.alternatives),
        )
        for edit in edits
        if edit.alternatives
    )


def convert_script(
    text: str,
    to: str = "dominant",
    *,
    strays: bool = True,
    protect: tuple[str, ...] = ("urls", "emails", "code"),
    words: Mapping[str, str] | None = None,
) -> str:
    """What `ConvertScript` makes of a text; the arguments are its options.

    >>> convert_script("这是简体。這是繁體。", "hans")
    '这是简体。这是繁体。'
    """
    return ConvertScript(to, strays, protect, words or {})(text)
