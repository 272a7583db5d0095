"""Draws the figures of `run.py --json` and `growth.py --json`.

    python benchmarks/chart.py docs/speed.json docs/growth.json docs/

Writes `speed.svg` (how many times slower than decoding and encoding the same bytes, ours and peers) and `growth.svg`
(the same by length of a document and by share of damaged documents). Needs matplotlib.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt

OURS, PEER = "#1f6f8b", "#c4c4c4"


def speed(record: dict[str, Any], target: Path) -> None:
    jobs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in record["rows"]:
        if row["name"] != "decode + encode":
            jobs[row["job"]].append(row)
    bars = [(f"{row['job']} · {row['name'][:40]}", row) for rows in jobs.values() for row in rows]
    figure, axes = plt.subplots(figsize=(9, 0.26 * len(bars) + 1))
    axes.barh(
        [label for label, _ in bars],
        [row["floors"] for _, row in bars],
        color=[OURS if row["name"] == "cjkclean" else PEER for _, row in bars],
    )
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_xlabel("time, in multiples of decoding and encoding the same bytes")
    axes.tick_params(axis="y", labelsize=7)
    figure.tight_layout()
    figure.savefig(target)


def growth(record: dict[str, Any], target: Path) -> None:
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6))
    titles = (("length", "bytes of a document"), ("share", "share of damaged documents"))
    for axes, (key, label) in zip(panels, titles, strict=True):
        for name, row in record[key].items():
            axes.plot([float(x) for x in row], list(row.values()), marker="o", markersize=3, label=name)
        axes.set_yscale("log")
        axes.set_xlabel(label)
        axes.set_ylabel("time of a byte, x decode + encode")
        axes.legend(fontsize=6)
    panels[0].set_xscale("log")
    figure.tight_layout()
    figure.savefig(target)


def main() -> None:
    speed_file, growth_file, folder = map(Path, sys.argv[1:4])
    mpl.rcParams["svg.hashsalt"] = "cjkclean"  # the same picture for the same figures
    speed(json.loads(speed_file.read_text("utf-8")), folder / "speed.svg")
    growth(json.loads(growth_file.read_text("utf-8")), folder / "growth.svg")


if __name__ == "__main__":
    main()
