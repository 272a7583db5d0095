"""Builds `adobe_japan1.txt`: the characters of Adobe-Japan1 by glyph number, for text that holds the numbers.

Only the glyphs of JIS X 0208 (numbers 633 to 7477) are kept: they are what a document's body is made of.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tools.tables.sources import Source, fetch

PDFMINER = Source(
    "pdfminer.six",
    "20260107",
    "366585ba97e80dffa8f00cebe303d2f381884d8637af4ce422f1df3ef38111a9",
    "BSD-3-Clause",
    filename="pdfminer_six-20260107-py3-none-any.whl",
    note="the CMap resources of Adobe (BSD-3-Clause) that it carries",
)
FIRST, LAST = 633, 7477
MISSING = "\u3013"
HEADER = f"""# The characters of Adobe-Japan1 by glyph number, from {FIRST} on ({MISSING}: none). Generated.
# Made by tools/tables/adobe_japan1.py from Adobe's CMap resources (BSD-3-Clause) as pdfminer.six carries them.
"""


def build(scratch: Path) -> bytes:
    packed = fetch(PDFMINER, scratch) / "pdfminer" / "cmap" / "to-unicode-Adobe-Japan1.json.gz"
    glyphs = json.loads(gzip.decompress(packed.read_bytes()))["CID2UNICHR_H"]
    found = [glyphs.get(str(number), MISSING) for number in range(FIRST, LAST + 1)]
    return (HEADER + "".join(char if len(char) == 1 else MISSING for char in found) + "\n").encode("utf-8")
