"""The steps by name: one line for each, so that configuration files and the command line can name them."""

from __future__ import annotations

from collections.abc import Mapping

from cjkclean.repair.characters import RepairCharacters
from cjkclean.repair.escapes import UndoEscapes
from cjkclean.repair.glosses import RemoveGlosses
from cjkclean.repair.mojibake import RepairMojibake
from cjkclean.repair.punctuation import NormalizePunctuation
from cjkclean.repair.shifts import RepairShifts
from cjkclean.repair.whitespace import NormalizeWhitespace
from cjkclean.repair.width import NormalizeWidth
from cjkclean.script import ConvertScript, IdentifyScript
from cjkclean.step import Step
from cjkclean.strip import ExtractHtml, StripChrome, StripSpam, StripWatermarks

_CLASSES: tuple[type[Step], ...] = (
    ExtractHtml,
    UndoEscapes,
    RepairMojibake,
    RepairShifts,
    RemoveGlosses,
    RepairCharacters,
    StripSpam,
    StripWatermarks,
    StripChrome,
    IdentifyScript,
    ConvertScript,
    NormalizeWidth,
    NormalizePunctuation,
    NormalizeWhitespace,
)

STEPS: Mapping[str, type[Step]] = {kind.name: kind for kind in _CLASSES}
"""Every step class by its name."""
