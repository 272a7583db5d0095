"""The OpenCC dictionaries as text, by the dumper that ships beside them in the wheel."""

from __future__ import annotations

import stat
import subprocess
from functools import cache
from pathlib import Path

from tools.tables.sources import Source, fetch

OPENCC = Source(
    "OpenCC",
    "1.4.2",
    "794afd1f5254b22fb7e8655d3e60f0467e4a1ad5ebbd62f9efdd2dd421dd43db",
    "Apache-2.0",
    filename="opencc-1.4.2-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
)


@cache
def dictionary(scratch: Path, name: str) -> dict[str, tuple[str, ...]]:
    """Return one dictionary, e.g. `TSCharacters`: key -> candidates, the default first."""
    library = fetch(OPENCC, scratch) / "opencc" / "clib"
    dumper = library / "bin" / "opencc_dict"
    dumper.chmod(dumper.stat().st_mode | stat.S_IXUSR)
    target = scratch / "opencc" / f"{name}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    source = library / "share" / "opencc" / f"{name}.ocd2"
    command = [str(dumper), "-i", str(source), "-o", str(target), "-f", "ocd2", "-t", "text"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    entries = {}
    for line in target.read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        entries[key] = tuple(values.split(" "))
    return dict(sorted(entries.items()))
