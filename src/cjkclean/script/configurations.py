"""The conversions by OpenCC's names, over the shipped tables."""

from __future__ import annotations

from functools import lru_cache

from cjkclean.script.passes import Program
from cjkclean.script.storage import Stored
from cjkclean.tables import conversions


@lru_cache(maxsize=1)
def _stored() -> Stored:
    return Stored(conversions.data())


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of all conversions.

    >>> "s2twp" in names()
    True
    """
    return tuple(sorted(_stored().extra["programs"]))


@lru_cache(maxsize=32)
def program(name: str) -> Program:
    """The passes of a conversion.

    Args:
        name: one of OpenCC's names: `s2t` (simplified to OpenCC's traditional), `s2tw` and `s2hk` (to the variants of
            Taiwan, Hong Kong), `s2twp` and `s2hkp` (with their wording), `t2s`, `tw2s`, `hk2s`, `tw2sp`, `hk2sp`,
            `t2tw`, `t2hk`, `tw2t`, `hk2t`, `t2jp`, `jp2t`.

    Raises:
        ValueError: there is no conversion of that name.
    """
    extra = _stored().extra
    if name not in extra["programs"]:
        raise ValueError(f"no conversion {name!r}; there are {', '.join(names())}")
    steps = tuple((stage, bool(split)) for stage, split in extra["programs"][name])
    return Program(_stored().bundle, steps, extra["normalize"])


@lru_cache(maxsize=1)
def regional_words() -> Program:
    """The pass that finds words of a region; the values of its keys are tags, see `tools/tables/regions.py`."""
    return Program(_stored().bundle, (("regions", False),), _stored().extra["normalize"])
