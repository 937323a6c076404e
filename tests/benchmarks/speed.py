"""What a check costs, set against what reading the file costs: processor seconds and peak memory, in the same run.

``python -m tests.benchmarks.speed --write docs/speed.md``; ``--only budget-970 matrix-100`` for some of the workbooks.
Each figure is taken in a process of its own; nothing is asserted, the machine may be in use.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.books import blocks, budget, matrix, text

BOOKS: Mapping[str, Callable[[Path], object]] = {
    "budget-970": partial(budget, rows=970),
    "budget-970, 5 slips": partial(budget, rows=970, slips=5),
    "budget-970, 50 slips": partial(budget, rows=970, slips=50),
    "budget-9700": partial(budget, rows=9_700),
    "budget-9700, 5 slips": partial(budget, rows=9_700, slips=5),
    "budget-9700, 500 slips": partial(budget, rows=9_700, slips=500),
    "budget-97000": partial(budget, rows=97_000),
    "budget-97000, 5 slips": partial(budget, rows=97_000, slips=5),
    "budget-97000, 500 slips": partial(budget, rows=97_000, slips=500),
    "matrix-30": partial(matrix, columns=30),
    "matrix-100": partial(matrix, columns=100),
    "matrix-500": partial(matrix, columns=500),
    "blocks-480": partial(blocks, columns=480),
    "text-20000": partial(text, rows=20_000, columns=20),
}
SAMPLES = ("contoh-selaras", "kab-jombang-bkpsdm-2023", "kota-blitar-bkpsdm-2023")
ROOT = Path(__file__).resolve().parents[2]
INTRODUCTION = """# What a check costs

Made by `python -m tests.benchmarks.speed --write docs/speed.md`; do not edit.

Processor seconds of the whole check, the rules being read already, beside those of openpyxl's load (every cell made)
and of calamine's read of the same file, each in a process of its own; `cold` is the first check of a process, which
imports what it needs, `warm` the second. Peak memory is that of the process when it has read or checked the file once,
all that it imports included; hypothesis, which pandera imports where the tests' tools are installed, is hidden, as
those who only check have none. `x openpyxl` is the warm check over openpyxl's load.
"""
HEAD = """| workbook | openpyxl | calamine | cold | warm | x openpyxl | MB openpyxl | MB check | findings | causes |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""
_TAKE = """
import json, sys, time
sys.modules["hypothesis"] = None  # which pandera imports where it is installed, as for the tests it is here
way, path = sys.argv[1:]
def took(work):
    start = time.process_time()
    made = work()
    return made, time.process_time() - start
def peak():
    with open("/proc/self/status") as told:  # what getrusage tells is no less than its parent's
        return next(int(line.split()[1]) for line in told if line.startswith("VmHWM")) // 1024
found, once = {}, 0
if way == "openpyxl":
    import openpyxl
    def load():
        return [[list(row) for row in sheet.iter_rows()] for sheet in openpyxl.load_workbook(path)]
    _, found["seconds"] = took(load)
elif way == "calamine":
    from python_calamine import CalamineWorkbook
    def read():
        book = CalamineWorkbook.from_path(path)
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    _, found["seconds"] = took(read)
else:
    from lkjip_audit.pipeline import Auditor
    auditor = Auditor.load()
    result, found["cold"] = took(lambda: auditor.audit(path))
    found["findings"], found["causes"] = len(result.findings), len(result.causes)
    once = peak()
    del result
    _, found["seconds"] = took(lambda: auditor.audit(path))
found["megabytes"] = once or peak()
print(json.dumps(found))
"""


def taken(way: str, path: Path) -> Mapping[str, float]:
    """What one process of its own says of reading or checking the workbook at ``path``."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", _TAKE, way, str(path)], check=True, capture_output=True, text=True, env=environment
    )
    found: Mapping[str, float] = json.loads(run.stdout)
    return found


def line(name: str, path: Path) -> str:
    """The row of the page for the workbook at ``path``."""
    loaded, read, checked = (taken(way, path) for way in ("openpyxl", "calamine", "check"))
    seconds = [loaded["seconds"], read["seconds"], checked["cold"], checked["seconds"]]
    ratio = checked["seconds"] / loaded["seconds"]
    memory = f"{loaded['megabytes']:.0f} | {checked['megabytes']:.0f}"
    told = " | ".join(f"{value:.2f}" for value in seconds)
    return f"| {name} | {told} | {ratio:.1f} | {memory} | {checked['findings']:.0f} | {checked['causes']:.0f} |"


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", help="names of workbooks; all of them where none are given")
    parser.add_argument("--write", type=Path, help="the page to write")
    options = parser.parse_args()
    wanted = options.only or [*BOOKS, *SAMPLES]
    load, cores = os.getloadavg()[0], os.cpu_count()
    page = [INTRODUCTION, f"On a machine of {cores} cores with a load of {load:.0f} when it began.", "", HEAD]
    with TemporaryDirectory() as folder:
        for name in wanted:
            path = ROOT / "samples" / f"{name}.xlsx"
            if name in BOOKS:
                path = Path(folder, "book.xlsx")
                BOOKS[name](path)
            page.append(line(name, path))
            print(page[-1], flush=True)  # noqa: T201
    if options.write is not None:
        options.write.write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
