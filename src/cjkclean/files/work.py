"""Cleaning a batch of records: what a worker process does."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, cast

from cjkclean.decode import Decoded
from cjkclean.edits import Edit
from cjkclean.files.formats import Format, RecordError
from cjkclean.files.spans import explain_spans
from cjkclean.files.tally import Tally, is_removal
from cjkclean.pipeline import Pipeline
from cjkclean.result import Result

__all__ = ["Bad", "Done", "Note", "Sited", "Wants", "clean_batch", "start_worker", "warm", "work"]


@dataclass(frozen=True, slots=True)
class Wants:
    """Which records of the work are wanted: of every edit, of what was removed; and whether bad records stay."""

    edits: bool = False
    excluded: bool = False
    keep_bad: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A line for a side output: numbers of the record within its batch, read and written, and a JSON object."""

    read: int
    written: int
    body: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A record that could not be cleaned: its number within the batch, the reason and its bytes."""

    number: int
    reason: str
    raw: bytes


@dataclass(slots=True)
class Done:
    """A cleaned batch: bytes to write, how many records were read and written, and the account."""

    data: bytes = b""
    read: int = 0
    written: int = 0
    tally: Tally = field(default_factory=Tally)
    edits: list[Note] = field(default_factory=list)
    excluded: list[Note] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)


class _BatchCleaner:
    """Cleans the texts of one record after another (the `Cleaner` that formats are given).

    What happened in a record counts when the record is `kept`; when it turns out to be bad it is forgotten.
    """

    def __init__(self, pipeline: Pipeline, wants: Wants, whole: bool) -> None:
        self.pipeline = pipeline
        self._wants = wants
        self._whole = whole  # the record is text from end to end, so undoing needs its length even if nothing changed
        self._results: list[tuple[Result, str, str | None]] = []
        self._untouched: list[tuple[int, str | None]] = []
        self._undecoded = 0

    def clean(self, text: str, part: str = "", encoding: str | None = None) -> str:
        result = self.pipeline.explain(text) if self._whole else self.pipeline.explain_awake(text)
        if result is None:
            self._untouched.append((len(text), encoding))
            return text
        return self._noted(result, part, encoding)

    def clean_spans(self, text: str, spans: Sequence[tuple[int, int]], encoding: str | None = None) -> str:
        return self._noted(explain_spans(self.pipeline, text, spans), "", encoding)

    def decoded(self, found: Decoded) -> None:
        self._undecoded += sum(finding.kind == "lost.bytes" for finding in found.findings)

    def _noted(self, result: Result, part: str, encoding: str | None) -> str:
        self._results.append((result, part, encoding))
        return result.text

    def forget(self) -> None:
        """The record at hand is bad."""
        self._results.clear()
        self._untouched.clear()
        self._undecoded = 0

    def kept(self, done: Done) -> None:
        """The record at hand is cleaned: enter it in the account."""
        for length, encoding in self._untouched:
            done.tally.untouched(length, encoding)
        for result, part, encoding in self._results:
            done.tally.document(result, encoding)
            if self._wants.edits and (result.edits or result.findings or self._whole):
                done.edits.append(Note(done.read, done.written, _edits_line(result, part, encoding)))
            if self._wants.excluded:
                removals = (edit for edit in result.edits if is_removal(edit.kind))
                done.excluded += (Note(done.read, done.written, _excluded_line(edit, part)) for edit in removals)
        done.tally.undecoded += self._undecoded
        self.forget()


def _edits_line(result: Result, part: str, encoding: str | None) -> str:
    body: dict[str, Any] = {"part": part} if part else {}
    body |= {"encoding": encoding, **json.loads(result.edits.to_json())}
    body["findings"] = [asdict(finding) for finding in result.findings]
    return json.dumps(body, ensure_ascii=False)


def _excluded_line(edit: Edit, part: str) -> str:
    body: dict[str, Any] = {"part": part} if part else {}
    body |= {"start": edit.start, "text": edit.original}
    if edit.replacement:
        body["replacement"] = edit.replacement
    body |= {"kind": edit.kind, "confidence": edit.confidence, "reason": edit.reason}
    return json.dumps(body, ensure_ascii=False)


class Sited(Protocol):
    """What knows the steps for the pages of each site; see `files.sites`."""

    def pipeline(self, site: str) -> Pipeline:
        """The steps for a page of `site`."""


def clean_batch(
    pipeline: Pipeline,
    wants: Wants,
    form: Format,
    records: Iterable[bytes],
    sites: Sited | None = None,
    folder: str = "",
) -> Done:
    """Clean every record; one that cannot be is noted, and kept as it is if that is wanted.

    With `sites`, each by the steps for its site: the host that it names, else `folder`.
    """
    done = Done()
    pieces: list[bytes] = []
    cleaner = _BatchCleaner(pipeline, wants, whole=not form.independent)
    for record in records:
        try:
            if sites is not None:
                cleaner.pipeline = sites.pipeline(form.host(record) or folder)
            pieces.append(form.rewrite(record, cleaner))
            cleaner.kept(done)
            done.written += 1
        except Exception as error:  # a defect met on one record must not cost the others
            cleaner.forget()
            reason = str(error)
            if not isinstance(error, RecordError):
                reason = f"internal error: {type(error).__name__}: {error}"
                if os.environ.get("CJKCLEAN_DEBUG") == "1":
                    traceback.print_exc()
            done.bad.append(Bad(done.read, reason, record))
            done.tally.bad += 1
            if wants.keep_bad:
                pieces.append(record)
                done.written += 1
        done.read += 1
    done.data = b"".join(pieces)
    return done


_PLAIN = "今天天气很好，我们去公园散步。湖边的柳树刚刚发芽，孩子们在草地上放风筝。"
_SAMPLES = (
    f"首页 > 新闻中心 > 正文\n公园里的春天\n2024-03-05 10:30 来源：晚报 编辑：小李\n{_PLAIN}\n{_PLAIN}\n"
    "上一篇：没有了\n下一篇：没有了\n版权所有 未经许可不得转载\n金满堂娱乐城官网注册,彩票app下载|www.fish.example\n",
    f"<p>&#38632;&#19979;</p>\n{_PLAIN}\n{_PLAIN.encode().decode('latin-1')}",
    f"一條書船,??渴䝼€(gè)渡口。規(guī)?;默F(xiàn)代物流\n{_PLAIN[:20].encode().decode('gb18030', 'replace')}",
)


def warm(pipeline: Pipeline) -> None:
    """Load what the pipeline needs, so that worker processes which are forked from this one share it."""
    if multiprocessing.get_start_method() == "fork":
        for sample in _SAMPLES:
            pipeline.explain(sample)


_pipeline, _sites = Pipeline(), cast("Sited | None", None)  # of a worker process


def start_worker(pipeline: Pipeline, sites: Sited | None = None) -> None:
    """Set a worker process up: its pipelines, Ctrl-C left to the parent, and an end when the parent is gone."""
    global _pipeline, _sites
    _pipeline, _sites = pipeline, sites
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # it was killed, so nobody waits for this process or takes its results


def work(wants: Wants, form: Format, records: Sequence[bytes], folder: str = "") -> Done:
    """`clean_batch` with the worker's own pipelines."""
    return clean_batch(_pipeline, wants, form, records, _sites, folder)
