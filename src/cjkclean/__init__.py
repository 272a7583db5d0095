"""cjkclean: damaged, cluttered Chinese, Japanese and Korean text back to what its author wrote."""

from cjkclean.decode import Decoded, Detection, decode, detect_encoding
from cjkclean.edits import Edit, EditConflict, EditList
from cjkclean.pipeline import ConfigurationError, Pipeline, clean, explain, preset, presets, repair
from cjkclean.profile import CharClass, Profile, Signal, profile
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
from cjkclean.step import Finding, LineLabel, Proposal, Step
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
