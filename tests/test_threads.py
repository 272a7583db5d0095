"""Steps keep nothing between texts: threads that share them get what one thread gets."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cjkclean.pipeline import preset

CASES = Path(__file__).parent / "cases" / "synthetic"
TEXTS = [case["input"] for file in sorted(CASES.glob("*.json")) for case in json.loads(file.read_text("utf-8"))][:150]


def test_threads_share_a_pipeline() -> None:
    pipe = preset("web")
    texts = [text for text in TEXTS if isinstance(text, str)]
    expected = [pipe(text) for text in texts]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            runs = [pool.submit(lambda: [pipe(text) for text in texts]) for _ in range(4)]
            assert all(run.result() == expected for run in runs)
    finally:
        sys.setswitchinterval(interval)
