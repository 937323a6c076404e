"""How fast a folder of submissions is checked, and that it comes out the same however it is done.

``python -m tests.benchmarks.batch FOLDER [COUNT]`` makes COUNT submissions (200) below FOLDER and checks them in one
process, by two programs at once, in processes, stopped half way and repeated, and over a local Dask and a local Ray
cluster; with ``--short`` in one process and in several, which is told as how many times as fast it is.  That says
something on a machine at rest only: the load is told with each line.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.submissions import write

CHECK = [sys.executable, "-m", "lkjip_audit", "check"]


@dataclass(frozen=True)
class Took:
    """What checking ``count`` files took, in seconds of the clock and of the processors, at that load."""

    count: int
    seconds: float
    busy: float
    load: float

    def __str__(self) -> str:
        rate = f"{self.seconds:.1f} s, {self.count / self.seconds:.2f} files/s"
        return f"{rate}, {self.busy:.1f} s of processor, load {self.load:.1f}"


def tree(folder: Path) -> dict[str, str]:
    """Every file below ``folder`` with the hash of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def check(source: Path, out: Path, count: int, *words: str) -> Took:
    """Check ``source`` into ``out``; what it took."""
    began, busy = time.perf_counter(), _busy()
    done = subprocess.run([*CHECK, str(source), "--out", str(out), *words], capture_output=True, text=True, check=False)
    if done.returncode != 3:  # some of them are broken
        raise SystemExit(done.stderr)
    return _told(began, busy, count)


def _told(began: float, busy: float, count: int) -> Took:
    return Took(count, time.perf_counter() - began, _busy() - busy, os.getloadavg()[0])


def _busy() -> float:
    times = os.times()
    return times.children_user + times.children_system


def side_by_side(source: Path, out: Path, count: int) -> Took:
    """Check both halves of ``source`` by two programs at once that know nothing of each other; what the two took.

    On this machine, in its state, two processes of one program cannot do better.
    """
    halves = [out / "masuk-1", out / "masuk-2"]
    for number, path in enumerate(sorted(path for path in source.rglob("*") if path.is_file())):
        half = halves[number % 2] / path.relative_to(source)
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(path.read_bytes())
    began, busy = time.perf_counter(), _busy()
    commands = [[*CHECK, str(half), "--out", str(half) + "-out", "--jobs", "1"] for half in halves]
    quiet = subprocess.DEVNULL
    for work in [subprocess.Popen(words, stdout=quiet, stderr=quiet) for words in commands]:
        work.wait()
    return _told(began, busy, count)


def stop_half_way(source: Path, out: Path, count: int) -> int:
    """Stop a run as Ctrl-C does when half of the copies are there; how many files were done."""
    work = subprocess.Popen(
        [*CHECK, str(source), "--out", str(out)],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while work.poll() is None and len(list(out.rglob("*.temuan.xlsx"))) < count // 2:
        time.sleep(0.2)
    os.killpg(work.pid, signal.SIGINT)
    work.wait()
    return len(list((out / ".lkjip-audit").glob("*.json")))


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(folder: Path, count: int, *, short: bool) -> None:
    """Measure and compare, a line for each way."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background of a shell nobody listens to it
    source = folder / "masuk"
    write(source, count)
    one = check(source, folder / "one", count, "--jobs", "1")
    _tell(f"one process: {one}")
    wanted = tree(folder / "one")
    if not short:
        told = check(source, folder / "one", count, "--jobs", "1")
        _tell(f"again, nothing changed: {told}; same: {tree(folder / 'one') == wanted}")
        _tell(f"two programs at once, half of it each: {side_by_side(source, folder / 'halves', count)}")
    for words in ([],) if short else ([], ["--backend", "dask"], ["--backend", "ray"]):
        if words and importlib.util.find_spec({"dask": "distributed"}.get(words[1], words[1])) is None:
            continue
        out = folder / re.sub(r"\W", "", "".join(words) or "many")
        told = check(source, out, count, *words)
        times = f"{one.seconds / told.seconds:.2f} times as fast as one"
        _tell(f"{' '.join(words) or 'processes'}: {told}, {times}; same: {tree(out) == wanted}")
    if short:
        return
    done = stop_half_way(source, folder / "stopped", count)
    told = check(source, folder / "stopped", count)
    same = tree(folder / "stopped") == wanted
    _tell(f"stopped after {done}, then: {told}; same: {same}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--short", action="store_true", help="one process and several only")
    asked = parser.parse_args()
    main(asked.folder, asked.count, short=asked.short)
