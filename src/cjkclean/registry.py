"""The steps by name: one line for each, so that configuration files and the command line can name them."""

from __future__ import annotations

from collections.abc import Mapping

from cjkclean.repair.glosses import RemoveGlosses
from cjkclean.repair.mojibake import RepairMojibake
from cjkclean.repair.shifts import RepairShifts
from cjkclean.script import ConvertScript, IdentifyScript
from cjkclean.step import Step
from cjkclean.strip import StripChrome, StripSpam, StripWatermarks

_CLASSES: tuple[type[Step], ...] = (
    RepairMojibake,
    RepairShifts,
    RemoveGlosses,
    StripSpam,
    StripWatermarks,
    StripChrome,
    IdentifyScript,
    ConvertScript,
)

STEPS: Mapping[str, type[Step]] = {kind.name: kind for kind in _CLASSES}
"""Every step class by its name."""
