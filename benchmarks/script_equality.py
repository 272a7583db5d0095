"""Whether conversion gives what the official OpenCC package gives, on real text.

    CJKCLEAN_DATA=... python benchmarks/script_equality.py [megabytes]

Needs the package `opencc` (not opencc-python-reimplemented, which installs a module of the same name). Each
configuration converts the Chinese corpora, as they are and converted into the other script, line by line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from cjkclean.script import configurations, convert

CORPORA = ("zh_cmrc2018", "zhtw_moztw_cc0", "zhhk_ctcpc_cc0", "lohelp_zh-cn", "lohelp_zh-tw", "man_zh_CN", "man_zh_TW")
SHOWN = 3  # differences shown of each configuration


def texts(most: float) -> Iterator[str]:
    """The corpora and their conversions, `most` million bytes of UTF-8 at most."""
    left = int(most * 1e6)
    for name in CORPORA:
        text = (Path(os.environ["CJKCLEAN_DATA"]) / "corpora" / f"{name}.txt").read_text("utf-8")
        for version in (text, convert(text, "t2s" if "t" in name[:4] or "hk" in name else "s2t")):
            part = version.encode()[:left].decode(errors="ignore")
            left -= len(part.encode())
            if part:
                yield part


def main(most: float) -> None:
    opencc = import_module("opencc")
    if not hasattr(opencc, "CONFIGS"):
        sys.exit("the module opencc is not the official package")
    read = list(texts(most))
    size = sum(len(text.encode()) for text in read) / 1e6
    print(f"OpenCC {opencc.__version__}, {size:.1f} MB for each configuration")
    for name in configurations.names():
        official = opencc.OpenCC(name).convert
        different = [
            (line, ours, theirs)
            for text in read
            if (whole := convert(text, name)) != (wanted := official(text))
            for line, ours, theirs in zip(text.split("\n"), whole.split("\n"), wanted.split("\n"), strict=True)
            if ours != theirs
        ]
        print(f"{name:8}{len(different):6} lines differ", *different[:SHOWN])


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 12)
