"""The steps by name: one line for each, so that configuration files and the command line can name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import cast

from cjkclean.step import Step

__all__ = ["STEPS"]

_HOMES = {
    "extract_html": "strip:ExtractHtml",
    "undo_escapes": "repair.escapes:UndoEscapes",
    "repair_mojibake": "repair.mojibake:RepairMojibake",
    "repair_shifts": "repair.shifts:RepairShifts",
    "remove_glosses": "repair.glosses:RemoveGlosses",
    "repair_characters": "repair.characters:RepairCharacters",
    "strip_spam": "strip:StripSpam",
    "strip_watermarks": "strip:StripWatermarks",
    "strip_chrome": "strip:StripChrome",
    "identify_script": "script:IdentifyScript",
    "convert_script": "script:ConvertScript",
    "normalize_width": "repair.width:NormalizeWidth",
    "normalize_punctuation": "repair.punctuation:NormalizePunctuation",
    "normalize_whitespace": "repair.whitespace:NormalizeWhitespace",
}


class _Steps(MutableMapping[str, type[Step]]):
    """Loads the module of a step when the step is asked for: a pipeline loads the steps it has, and no others."""

    def __init__(self, homes: Mapping[str, str]) -> None:
        self._known: dict[str, str | type[Step]] = dict(homes)

    def __getitem__(self, name: str) -> type[Step]:
        found = self._known[name]
        if isinstance(found, str):
            module, kind = found.split(":")
            found = self._known[name] = getattr(import_module(f"cjkclean.{module}"), kind)
        return cast(type[Step], found)

    def __setitem__(self, name: str, step: type[Step]) -> None:
        self._known[name] = step

    def __delitem__(self, name: str) -> None:
        del self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


STEPS: MutableMapping[str, type[Step]] = _Steps(_HOMES)
"""Every step class by its name. A step of your own that is put in can be named in configuration files."""
