"""Every job beside its peers and beside the floor, in one run.

    python benchmarks/run.py [--megabytes 1] [--json results.json] [JOB ...]

The floor is decoding and encoding the same bytes. Candidates take turns, and of each the fastest round counts, in
processor time; slow ones are given fewer documents. Rates are MB of input a second (UTF-8, or the bytes as they are
for `detect`). Peers that are not installed are left out; `python benchmarks/run.py --peers` prints how to install them.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.corpus import corpus
from benchmarks.peers import peers

import cjkclean
from cjkclean import kernels
from cjkclean.measure import peak_memory

ROUNDS = 7
PATIENCE = 0.3  # seconds that one candidate may take in one round
PEERS = (
    "pip install ftfy plsfix charset-normalizer chardet faust-cchardet resiliparse OpenCC zhconv zhconv-rs "
    "hanzidentifier jusText trafilatura"
)
LANGUAGES = ("hans", "hant", "ja", "ko")
Candidate = Callable[[Any], object]


@dataclass(frozen=True)
class Job:
    """One table: documents, ours, and which peers."""

    name: str
    ours: Candidate
    documents: Sequence[Any]
    peers: str = ""


@dataclass(frozen=True)
class Row:
    job: str
    name: str
    rate: float  # MB of input a second
    floors: float  # time as a multiple of the floor's
    ours: float  # how many times faster ours is


def jobs(megabytes: float) -> list[Job]:
    """All jobs on documents of 2 to 4 KB."""
    count = max(1, int(megabytes * 1e6 / 3000))
    clean = {language: corpus(language, count, 1000) for language in LANGUAGES}
    heavy = corpus("hans", max(1, count // 10), 1000, "heavy")
    mixed = corpus("hans", count, 1000, "mixed")
    web = partial(cjkclean.clean, preset="web")
    found = [Job(f"repair, clean {name}", cjkclean.repair, texts, "repair") for name, texts in clean.items()]
    found += [Job(f"web, clean {name}", web, texts) for name, texts in clean.items()]
    found += [
        Job("web, clean hans, bytes", web, [text.encode() for text in clean["hans"]], "web"),
        Job("repair, a tenth damaged", cjkclean.repair, mixed, "repair"),
        Job("repair, all damaged", cjkclean.repair, heavy, "repair"),
        Job("web, all damaged", web, heavy),
        Job("web, page", web, [page(text) for text in clean["hans"]]),
        Job("web, page, bytes", web, [page(text).encode("gb18030") for text in clean["hans"]], "page"),
        Job("identify", cjkclean.identify_script, clean["hans"], "identify"),
        Job("s2t", partial(cjkclean.convert, config="s2t"), clean["hans"], "s2t"),
        Job("s2twp", partial(cjkclean.convert, config="s2twp"), clean["hans"], "s2twp"),
    ]
    for encoding, language in (("utf-8", "hans"), ("gb18030", "hans"), ("big5hkscs", "hant"), ("cp932", "ja")):
        raw = [text.encode(encoding, "ignore") for text in clean[language]]
        found.append(Job(f"detect, {encoding}", cjkclean.detect_encoding, raw, "detect"))
    return found


def page(text: str) -> str:
    """A document as a page of a portal."""
    links = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "新闻", "体育", "财经", "论坛"))
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f'<html><head><title>{text[:12]}</title></head><body><ul class="nav">{links}</ul><div class="article">{body}'
        "</div><div class=footer>版权所有 未经许可不得转载</div></body></html>"
    )


def floor(item: str | bytes) -> object:
    return item.encode().decode() if isinstance(item, str) else item.decode("utf-8", "replace").encode()


def measured(job: Job, rivals: dict[str, Candidate]) -> list[Row]:
    candidates: dict[str, Candidate] = {"decode + encode": floor, "cjkclean": job.ours, **rivals}
    shares = {name: _share(run, job.documents) for name, run in candidates.items()}
    best = dict.fromkeys(candidates, math.inf)  # seconds a byte
    for _ in range(ROUNDS):
        for name, run in candidates.items():
            best[name] = min(best[name], _seconds(run, shares[name]) / _size(shares[name]))
    return [
        Row(job.name, name, 1e-6 / each, each / best["decode + encode"], each / best["cjkclean"])
        for name, each in best.items()
    ]


def _share(run: Candidate, documents: Sequence[Any]) -> Sequence[Any]:
    """As many documents as the candidate does in one round."""
    run(documents[0])
    few = documents[:10]
    took = _seconds(run, few) / len(few)
    return documents[: max(10, int(PATIENCE / max(took, 1e-9)))]


def _seconds(run: Candidate, documents: Sequence[Any]) -> float:
    started = time.process_time()
    for document in documents:
        run(document)
    return time.process_time() - started


def _size(documents: Sequence[Any]) -> int:
    return sum(len(item if isinstance(item, bytes) else item.encode()) for item in documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jobs", nargs="*", metavar="JOB", help="beginnings of the names of jobs; all by default")
    parser.add_argument("--megabytes", type=float, default=1.0, help="of documents a job")
    parser.add_argument("--json", metavar="FILE", help="write the rows there too")
    parser.add_argument("--peers", action="store_true", help="print how to install the peers")
    options = parser.parse_args()
    if options.peers:
        print(PEERS)
        return
    rows: list[Row] = []
    known = peers()
    kind = "compiled" if kernels.COMPILED else "pure Python"
    print(f"cjkclean {cjkclean.__version__} ({kind}), CPython {platform.python_version()}, {platform.machine()}\n")
    for job in jobs(options.megabytes):
        if options.jobs and not job.name.startswith(tuple(options.jobs)):
            continue
        found = measured(job, known.get(job.peers, {}))
        rows += found
        print(f"{job.name:46} {'MB/s':>9} {'x floor':>9} {'x ours':>9}")
        for row in found:
            print(f"  {row.name[:44]:44} {row.rate:9.1f} {row.floors:9.1f} {row.ours:9.1f}")
    memory = peak_memory()
    if memory:
        print(f"\npeak memory of this process, with documents and peers: {memory / 1e6:,.0f} MB")
    if options.json:
        record = {"version": cjkclean.__version__, "kernels": kind, "python": platform.python_version()}
        record |= {"rows": [asdict(row) for row in rows]}  # type: ignore[dict-item]
        Path(options.json).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
