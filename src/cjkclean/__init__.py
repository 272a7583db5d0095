"""cjkclean: damaged, cluttered Chinese, Japanese and Korean text back to what its author wrote.

Names are loaded when they are first used: importing the package alone takes a few hundredths of a second.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cjkclean.decode import Decoded, Detection, decode, detect_encoding
from cjkclean.edits import Edit, EditConflict, EditList
from cjkclean.profile import CharClass, Profile, Signal, profile
from cjkclean.step import Finding, LineLabel, Proposal, Step

if TYPE_CHECKING:
    from cjkclean.pipeline import ConfigurationError, Pipeline, clean, explain, preset, presets, repair
    from cjkclean.repair.characters import RepairCharacters, repair_characters
    from cjkclean.repair.escapes import UndoEscapes, undo_escapes
    from cjkclean.repair.glosses import RemoveGlosses, remove_glosses
    from cjkclean.repair.mojibake import RepairMojibake, repair_mojibake
    from cjkclean.repair.punctuation import NormalizePunctuation, normalize_punctuation
    from cjkclean.repair.shifts import RepairShifts, repair_shifts
    from cjkclean.repair.whitespace import NormalizeWhitespace, normalize_whitespace
    from cjkclean.repair.width import NormalizeWidth, normalize_width
    from cjkclean.result import Result
    from cjkclean.script import (
        Converter,
        ConvertScript,
        IdentifyScript,
        ScriptProfile,
        ScriptSpan,
        convert,
        convert_script,
        identify_script,
        unify,
    )
    from cjkclean.strip import (
        ExtractHtml,
        RepeatedLines,
        StripChrome,
        StripSpam,
        StripWatermarks,
        classify_lines,
        strip_chrome,
        strip_spam,
        strip_watermarks,
    )

import_module("cjkclean.repair")  # binds the package to its name now, lest it hide the function later
del globals()["repair"]

__version__ = "0.1.0"

__all__ = [
    "CharClass",
    "ConfigurationError",
    "ConvertScript",
    "Converter",
    "Decoded",
    "Detection",
    "Edit",
    "EditConflict",
    "EditList",
    "ExtractHtml",
    "Finding",
    "IdentifyScript",
    "LineLabel",
    "NormalizePunctuation",
    "NormalizeWhitespace",
    "NormalizeWidth",
    "Pipeline",
    "Profile",
    "Proposal",
    "RemoveGlosses",
    "RepairCharacters",
    "RepairMojibake",
    "RepairShifts",
    "RepeatedLines",
    "Result",
    "ScriptProfile",
    "ScriptSpan",
    "Signal",
    "Step",
    "StripChrome",
    "StripSpam",
    "StripWatermarks",
    "UndoEscapes",
    "classify_lines",
    "clean",
    "convert",
    "convert_script",
    "decode",
    "detect_encoding",
    "explain",
    "identify_script",
    "normalize_punctuation",
    "normalize_whitespace",
    "normalize_width",
    "preset",
    "presets",
    "profile",
    "remove_glosses",
    "repair",
    "repair_characters",
    "repair_mojibake",
    "repair_shifts",
    "strip_chrome",
    "strip_spam",
    "strip_watermarks",
    "undo_escapes",
    "unify",
]

_HOMES = {
    "cjkclean.pipeline": "ConfigurationError Pipeline clean explain preset presets repair",
    "cjkclean.repair.characters": "RepairCharacters repair_characters",
    "cjkclean.repair.escapes": "UndoEscapes undo_escapes",
    "cjkclean.repair.glosses": "RemoveGlosses remove_glosses",
    "cjkclean.repair.mojibake": "RepairMojibake repair_mojibake",
    "cjkclean.repair.punctuation": "NormalizePunctuation normalize_punctuation",
    "cjkclean.repair.shifts": "RepairShifts repair_shifts",
    "cjkclean.repair.whitespace": "NormalizeWhitespace normalize_whitespace",
    "cjkclean.repair.width": "NormalizeWidth normalize_width",
    "cjkclean.result": "Result",
    "cjkclean.script": "Converter ConvertScript IdentifyScript ScriptProfile "
    "ScriptSpan convert convert_script identify_script unify",
    "cjkclean.strip": "ExtractHtml RepeatedLines StripChrome StripSpam "
    "StripWatermarks classify_lines strip_chrome strip_spam strip_watermarks",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Load what is public and not loaded yet (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
