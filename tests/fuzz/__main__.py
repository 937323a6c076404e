"""Spoiled workbooks and configurations, one after another: ``python -m tests.fuzz workbooks 2000 --from 100000``.

It ends after ``--seconds`` at the latest, tells how many were tried and each that failed by its number, and ends with 1
where one did.  Its memory is bounded (``--megabytes``): a run that wants more is a fault of that number.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.fuzz.notes import Kind
from tests.fuzz.trial import Bench, Ending


def trials(bench: Bench, what: str, first: int, count: int) -> Iterator[tuple[str, Callable[[], Ending]]]:
    """``count`` trials from the number ``first`` on, each with its name; the kinds of configurations take turns."""
    kinds = list(Kind)
    for number in range(first, first + count):
        if what == "workbooks":
            yield f"{number}", lambda number=number: bench.of_workbook(number)
        else:
            kind = kinds[number % len(kinds)]
            yield f"{number} ({kind})", lambda kind=kind, number=number: bench.of_notes(kind, number)


def main() -> int:
    """Run what the command line asks for; 1 where a trial failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("what", choices=("workbooks", "configurations"))
    parser.add_argument("count", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--megabytes", type=int, default=1500)
    asked = parser.parse_args()
    _bounded(asked.megabytes)
    ends: Counter[int] = Counter()
    failed, slowest, until = 0, (0.0, ""), monotonic() + asked.seconds
    with TemporaryDirectory() as folder:
        for name, tried in trials(Bench(Path(folder)), asked.what, asked.first, asked.count):
            ended = tried()
            ends[int(ended.code)] += 1
            slowest = max(slowest, (ended.seconds, name))
            if ended.fault:
                failed += 1
                _say(f"{name}: {ended.fault}")
            if monotonic() > until:
                break
    told = ", ".join(f"{count} with {code}" for code, count in sorted(ends.items()))
    _say(f"tried {ends.total()} from {asked.first} ({told}), failed {failed}")
    _say(f"slowest {slowest[0]:.1f} s ({slowest[1]}), {_peak()} MB at most")
    return int(bool(failed))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _bounded(megabytes: int) -> None:
    """Let this process take no more memory than that, where the system knows such a limit."""
    if sys.platform != "win32":
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    sys.exit(main())
