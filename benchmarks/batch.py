"""Batches by the command line: throughput against the library, scaling, memory, and runs that are killed.

usage: python -m benchmarks.batch throughput [DOCUMENTS]    processor time of library and command on the same documents
       python -m benchmarks.batch scaling [DOCUMENTS]       time with one and with two processes
       python -m benchmarks.batch memory [MEGABYTES]        most memory that a large file takes
       python -m benchmarks.batch kill [DOCUMENTS]          kill -9 at 20 random moments, resume, compare
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.batch_corpus import documents, write_jsonl

import cjkclean
from cjkclean.pipeline import preset

SOURCES = str(Path(cjkclean.__file__).parents[1])


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cjkclean", *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": SOURCES}


def _spent(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def timed(*arguments: str) -> tuple[float, float]:
    """Run the command; seconds by the clock, and of the processor in all its processes."""
    clock, before = time.perf_counter(), _spent(resource.RUSAGE_CHILDREN)
    subprocess.run(command(*arguments), check=True, env=environment())
    return time.perf_counter() - clock, _spent(resource.RUSAGE_CHILDREN) - before


def throughput(number: int) -> None:
    """Processor time of the library and of the command on the same documents, three times each in turn."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        size = write_jsonl(source, number)
        texts = list(documents(number))
        pipe = preset("web")
        pipe(texts[0])
        empty = Path(folder, "empty.jsonl")
        empty.write_text('{"text": "' + texts[0][:50].replace("\n", " ") + '"}\n', "utf-8")
        library, cli, start = [], [], []
        for _ in range(3):
            before = _spent(resource.RUSAGE_SELF)
            for text in texts:
                pipe(text)
            library.append(_spent(resource.RUSAGE_SELF) - before)
            cli.append(timed("clean", str(source), "-o", str(target), "--quiet")[1])
            start.append(timed("clean", str(empty), "-o", str(target), "--quiet")[1])
        best, whole = size / 1e6 / min(library), size / 1e6 / (min(cli) - min(start))
        print(
            f"{number:,} documents, {size / 1e6:,.1f} MB of text ({source.stat().st_size / 1e6:,.1f} MB of JSON Lines)"
        )
        print(f"library: {best:.2f} MB of text a second of the processor")
        print(f"command: {whole:.2f}, its start of {min(start):.2f} s left out; {whole / best:.0%} of the library")


def scaling(number: int) -> None:
    """Time with one and with two processes; the bound is what the clock would show with two idle cores."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        write_jsonl(source, number)
        runs: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for _ in range(3):
            for jobs, found in runs.items():
                found.append(timed("clean", str(source), "-o", str(Path(folder, "out")), "--quiet", "-j", str(jobs)))
        (clock1, spent1), (clock2, spent2) = (map(min, zip(*found, strict=True)) for found in runs.values())
        print(f"{number:,} documents; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(f"1 process: {clock1:.1f} s by the clock, {spent1:.1f} s of the processor")
        print(f"2 processes: {clock2:.1f} s by the clock, {spent2:.1f} s of the processor")
        print(f"speed-up by the clock {clock1 / clock2:.2f}; bound by the work there is {2 * spent1 / spent2:.2f}")


# -- memory --------------------------------------------------------------------------------------------------------


def _processes(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _processes(int(child))


def _resident(pid: int) -> int:
    """KiB that a process has to itself or its part of what it shares, with those below it."""
    total = 0
    for process in _processes(pid):
        with suppress(OSError):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def _peak(arguments: list[str], feed: Callable[[], Iterator[bytes]] | None, largest: int) -> tuple[float, int]:
    """MiB at most of the command and its workers, and bytes fed to its standard input."""
    process = subprocess.Popen(
        command(*arguments), stdin=subprocess.PIPE if feed else None, stdout=subprocess.DEVNULL, env=environment()
    )
    fed = 0

    def pour() -> None:
        nonlocal fed
        assert feed
        assert process.stdin
        with process.stdin as pipe:
            for block in feed():
                pipe.write(block)
                fed += len(block)
                if fed >= largest:
                    break

    pouring = threading.Thread(target=pour, daemon=True) if feed else None
    if pouring:
        pouring.start()
    most = 0
    while process.poll() is None:
        most = max(most, _resident(process.pid))
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"{arguments}: exit code {process.returncode}")
    return most / 1024, fed


def _mostly_clean() -> Iterator[list[str]]:
    """Documents without end, so that a gigabyte takes minutes: clean ones, and now and then all kinds."""
    texts = list(documents(2000))
    clean = [text for text in texts if preset("repair")(text) is text]
    for turn in itertools.count():
        yield texts if turn % 500 == 0 else clean


def _lines() -> Iterator[bytes]:
    """JSON Lines without end."""
    at = itertools.count()
    for texts in _mostly_clean():
        rows = (json.dumps({"id": next(at), "text": text}, ensure_ascii=False) for text in texts)
        yield "".join(row + "\n" for row in rows).encode()


def memory(megabytes: int) -> None:
    """Most memory that JSON Lines through a pipe and a single text file take, on one process and on two."""
    with tempfile.TemporaryDirectory() as folder:
        for jobs in ("1", "2"):
            for preset_name in ("repair", "web"):
                arguments = ["clean", "-", "--preset", preset_name, "--from", "jsonl", "-j", jobs]
                most, fed = _peak(arguments, _lines, megabytes * 1_000_000)
                print(
                    f"{fed / 1e6:,.0f} MB of JSON Lines, {preset_name}, {jobs} processes: {most:,.0f} MiB", flush=True
                )
        text = Path(folder, "text.txt")
        with text.open("wb") as file:
            for texts in _mostly_clean():
                file.write("".join(text + "\n" for text in texts).encode())
                if file.tell() > megabytes * 1_000_000:
                    break
        for jobs in ("1", "2"):
            most, _ = _peak(["clean", str(text), "--preset", "repair", "-j", jobs], None, 0)
            size = text.stat().st_size / 1e6
            print(f"{size:,.0f} MB of text in a file, repair, {jobs} processes: {most:,.0f} MiB", flush=True)


# -- kill ----------------------------------------------------------------------------------------------------------


def _mixed(folder: Path, number: int) -> None:
    """A folder of all kinds of files with `number` documents; one file is cut short, and some records are bad."""
    texts = list(documents(number))
    lone, rows = texts[: number // 20], texts[number // 20 :]
    half = len(rows) // 2
    folder.mkdir()
    for name, part in (("a.jsonl", rows[:half]), ("c.jsonl.gz", rows[half:])):
        lines = [json.dumps({"id": at, "text": text}, ensure_ascii=False) for at, text in enumerate(part)]
        lines[len(lines) // 3] = '{"text": '
        data = "\n".join(lines).encode() + b"\n"
        (folder / name).write_bytes(gzip.compress(data, 1, mtime=0) if name.endswith(".gz") else data)
    (folder / "d.jsonl.gz").write_bytes((folder / "c.jsonl.gz").read_bytes()[:-1000])
    for at, text in enumerate(lone):
        place = folder / "b" / f"{at % 10}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{at}.txt").write_text(text, "utf-8")


def _contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(folder / "in")
    }


def kill(number: int) -> None:
    """Kill a batch on two processes at 20 random moments, resume it, and compare everything it has written."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _mixed(folder / "in", number)
        arguments = command("clean", "in", "-o", "out/", "-j", "2", "--preset", "repair", "--quiet")
        arguments += ["--edits", "edits.jsonl", "--excluded", "excluded.jsonl.gz", "--quarantine", "bad.jsonl"]

        def run(*more: str, after: float | None = None) -> int:
            process = subprocess.Popen([*arguments, *more], cwd=folder, env=environment(), stderr=subprocess.DEVNULL)
            if after is not None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(after)
                process.send_signal(signal.SIGKILL)
            return process.wait()

        def cleared() -> None:
            shutil.rmtree(folder / "out", ignore_errors=True)
            for path in folder.iterdir():
                if path.is_file():
                    path.unlink()

        started = time.perf_counter()
        code = run()
        whole = time.perf_counter() - started
        undisturbed = _contents(folder)
        print(
            f"{number:,} documents, {len(undisturbed):,} files written in {whole:.1f} s, exit code {code}", flush=True
        )
        chance = random.Random(number)
        equal = killed = 0
        for turn in range(20):
            cleared()
            after = chance.uniform(0.3, 0.8 * whole)  # later runs may be faster
            killed += run(after=after) == -signal.SIGKILL
            done = len(_contents(folder))
            code = run("--resume")
            same = _contents(folder) == undisturbed
            equal += same
            print(
                f"{turn + 1}: killed after {after:.1f} s with {done:,} files there; identical: {same} ({code})",
                flush=True,
            )
        print(f"{equal} of 20 identical to the undisturbed run; {killed} were killed before their end")
        sys.exit(equal != 20)


def main() -> None:
    modes: dict[str, tuple[Callable[[int], None], int]] = {
        "throughput": (throughput, 2000),
        "scaling": (scaling, 4000),
        "memory": (memory, 1000),
        "kill": (kill, 20_000),
    }
    if len(sys.argv) not in (2, 3) or sys.argv[1] not in modes:
        sys.exit(__doc__)
    run, usual = modes[sys.argv[1]]
    run(int(sys.argv[2]) if len(sys.argv) == 3 else usual)


if __name__ == "__main__":
    main()
