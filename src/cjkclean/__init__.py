"""cjkclean: damaged, cluttered Chinese, Japanese and Korean text back to what its author wrote."""

from cjkclean.decode import decode
from cjkclean.edits import Edit, EditConflict, EditList
from cjkclean.pipeline import ConfigurationError, Pipeline, clean, explain, preset, presets, repair
from cjkclean.profile import CharClass, Profile, Signal, profile
from cjkclean.result import Result
from cjkclean.step import Finding, LineLabel, Proposal, Step

__version__ = "0.1.0"

__all__ = [
    "CharClass",
    "ConfigurationError",
    "Edit",
    "EditConflict",
    "EditList",
    "Finding",
    "LineLabel",
    "Pipeline",
    "Profile",
    "Proposal",
    "Result",
    "Signal",
    "Step",
    "clean",
    "decode",
    "explain",
    "preset",
    "presets",
    "profile",
    "repair",
]
