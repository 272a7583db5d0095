"""Which script a text is in, and conversion between scripts."""

from cjkclean.script.conversion import Converter, convert
from cjkclean.script.identify import ScriptProfile, identify_script
from cjkclean.script.opencc import read_dictionary
from cjkclean.script.regions import RegionHints
from cjkclean.script.spans import ScriptSpan
from cjkclean.script.steps import ConvertScript, IdentifyScript, convert_script
from cjkclean.script.unify import unify

__all__ = [
    "ConvertScript",
    "Converter",
    "IdentifyScript",
    "RegionHints",
    "ScriptProfile",
    "ScriptSpan",
    "convert",
    "convert_script",
    "identify_script",
    "read_dictionary",
    "unify",
]
