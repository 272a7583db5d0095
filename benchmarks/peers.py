"""The tools that others use for the same jobs, as far as they are installed, with their versions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from typing import Any

__all__ = ["Peer", "peers"]

Peer = Callable[[Any], object]


def peers() -> dict[str, dict[str, Peer]]:
    """For each job its peers by name and version; those that are not installed are left out."""
    jobs: dict[str, dict[str, Peer]] = {}
    for job, package, module, make in _KNOWN:
        with suppress(ImportError):
            jobs.setdefault(job, {})[f"{package} {_versions(package)}"] = make(*map(import_module, module.split("+")))
    return jobs


def _versions(packages: str) -> str:
    return " + ".join(version(package) for package in packages.split(" + "))


def _chain(charset: Any, ftfy: Any, hanzi: Any, opencc: Any) -> Peer:
    """What a user writes today for bytes: detect and decode, fix, tell the script, unify it."""
    to_simplified = opencc.OpenCC("t2s").convert

    def run(raw: bytes) -> str:
        text = ftfy.fix_text(str(charset.from_bytes(raw).best()))
        return str(to_simplified(text)) if hanzi.identify(text) == hanzi.TRADITIONAL else str(text)

    return run


def _html_chain(charset: Any, ftfy: Any, hanzi: Any, opencc: Any, trafilatura: Any) -> Peer:
    """The same for pages, with the article extracted first."""
    to_simplified = opencc.OpenCC("t2s").convert

    def run(raw: bytes) -> str:
        page = str(charset.from_bytes(raw).best())
        text = ftfy.fix_text(trafilatura.extract(page) or "")
        return str(to_simplified(text)) if hanzi.identify(text) == hanzi.TRADITIONAL else str(text)

    return run


def _resiliparse(encoding: Any) -> Peer:
    return lambda raw: encoding.detect_encoding(raw, html5_compatible=False)


def _justext(justext: Any) -> Peer:
    words = justext.get_stoplist("English")
    return lambda page: justext.justext(page, words)


_CHAIN = "charset-normalizer + ftfy + hanzidentifier + OpenCC"
_CHAIN_MODULES = "charset_normalizer+ftfy+hanzidentifier+opencc"
_KNOWN: tuple[tuple[str, str, str, Callable[..., Peer]], ...] = (
    ("repair", "ftfy", "ftfy", lambda ftfy: ftfy.fix_text),
    ("repair", "plsfix", "plsfix", lambda plsfix: plsfix.fix_text),
    ("web", _CHAIN, _CHAIN_MODULES, _chain),
    ("page", f"{_CHAIN} + trafilatura", f"{_CHAIN_MODULES}+trafilatura", _html_chain),
    ("page", "jusText", "justext", _justext),
    ("detect", "charset-normalizer", "charset_normalizer", lambda module: lambda raw: module.from_bytes(raw).best()),
    ("detect", "chardet", "chardet", lambda module: module.detect),
    ("detect", "faust-cchardet", "cchardet", lambda module: module.detect),
    ("detect", "resiliparse", "resiliparse.parse.encoding", _resiliparse),
    ("identify", "hanzidentifier", "hanzidentifier", lambda module: module.identify),
    ("s2t", "OpenCC", "opencc", lambda module: module.OpenCC("s2t").convert),
    ("s2t", "zhconv", "zhconv", lambda module: lambda text: module.convert(text, "zh-hant")),
    ("s2t", "zhconv-rs", "zhconv_rs", lambda module: lambda text: module.zhconv(text, "zh-hant")),
    ("s2twp", "OpenCC", "opencc", lambda module: module.OpenCC("s2twp").convert),
    ("s2twp", "zhconv", "zhconv", lambda module: lambda text: module.convert(text, "zh-tw")),
    ("s2twp", "zhconv-rs", "zhconv_rs", lambda module: lambda text: module.zhconv(text, "zh-tw")),
)
