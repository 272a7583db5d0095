"""Bring a text in two scripts into one, without touching what is right already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cjkclean.edits import Edit, EditList
from cjkclean.script.conversion import converter
from cjkclean.script.identify import HANS, HANT, ScriptProfile, identify_script
from cjkclean.script.spans import class_of

TARGETS = ("hans", "hant", "dominant")
_CONFIGS = {"hans": "t2s", "hant": "s2t"}
_FOREIGN = {"hans": HANT, "hant": HANS}


def unify(
    text: str,
    to: str = "dominant",
    *,
    config: str | None = None,
    strays: bool = True,
    words: Mapping[str, str] | None = None,
    protect: Iterable[str] = (),
) -> str:
    """Convert the parts of a text that are in the other script.

    Text that is in the wanted script already is not converted again, so that its 松, 后, 范, 于 stay. Japanese and
    Korean stay as well.

    Args:
        text: what to unify.
        to: `hans`, `hant`, or `dominant`: the script with more deciding characters (`hans` where there are as many).
        config: the OpenCC conversion to use, or the path of a configuration; `t2s` or `s2t` if not given.
        strays: whether single characters of the other script inside a run of the wanted one (a name) are converted
            too. Risk: a name that its bearer writes in the other script.
        words: your own dictionary; see `Converter`.
        protect: what stays as it is: `urls`, `emails`, `code`, `quotes`.

    Returns:
        The text in one script; the same object when it is already.

    Raises:
        ValueError: an unknown name in `to`, `config` or `protect`, or an empty word.

    >>> unify("他姓范，住松江。\\n他姓范，後來離開了。", "hant")
    '他姓范，住松江。\\n他姓范，後來離開了。'
    >>> unify("这是简体。\\n這是繁體。", "hans")
    '这是简体。\\n这是繁体。'
    """
    return unifying_edits(text, to, config=config, strays=strays, words=words, protect=protect).apply(text)


def unifying_edits(
    text: str,
    to: str = "dominant",
    *,
    config: str | None = None,
    strays: bool = True,
    words: Mapping[str, str] | None = None,
    protect: Iterable[str] = (),
) -> EditList:
    """The changes that `unify` makes; the arguments are the same."""
    found = identify_script(text)
    target = target_script(found, to)
    if target is None or not _foreign(found, target):
        return EditList((), len(text))
    convert = converter(config or _CONFIGS[target], tuple((words or {}).items()), tuple(protect))
    other = [(span.start, span.end) for span in found.spans if span.label == ("hant" if target == "hans" else "hans")]
    edits: list[Edit] = list(convert.edits(text, other))
    if strays:
        same = [(span.start, span.end) for span in found.spans if span.label == target]
        edits += (edit for edit in convert.edits(text, same) if _holds(edit.original, _FOREIGN[target]))
    return EditList(edits, len(text))


def target_script(found: ScriptProfile, to: str) -> str | None:
    """The script that `to` names for a text; None where there is nothing to unify.

    Raises:
        ValueError: `to` is not one of `TARGETS`.
    """
    if to not in TARGETS:
        raise ValueError(f"no script {to!r}; there are {', '.join(TARGETS)}")
    if to != "dominant":
        return to
    if found.label not in ("hans", "hant", "mixed"):
        return None
    return "hans" if found.counts["hans"] >= found.counts["hant"] else "hant"


def _foreign(found: ScriptProfile, target: str) -> int:
    """Number of characters that decide for the other script."""
    return found.counts["hant" if target == "hans" else "hans"]


def _holds(characters: str, classes: Iterable[int]) -> bool:
    return any(class_of(character) in classes for character in characters)
