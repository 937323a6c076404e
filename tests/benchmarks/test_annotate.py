"""A workbook of 50,000 rows by 20 columns with 1,000 findings: annotating it, beside openpyxl loading it.

Run with ``pytest tests/benchmarks/test_annotate.py --benchmark-enable -s``; docs/adr/0003 tells the figures.  Each
is measured in a process of its own, from import to end: seconds, and the most memory that it held.  Without the option
the workbook is small and only the work itself is tested.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xlsxwriter

from lkjip_audit.result import AuditResult, Coverage, Finding, Source
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address
from tests.marked import of_file

pytestmark = pytest.mark.slow

ROWS, COLUMNS, FINDINGS = 50_000, 20, 1_000
SLOWEST, LARGEST = 1.5, 0.5
"""The most that annotating may cost, as shares of what openpyxl's load_workbook alone costs: seconds and bytes."""


@pytest.fixture(scope="module")
def large(tmp_path_factory, request):
    rows = ROWS if request.config.getoption("benchmark_enable") else 50
    path = tmp_path_factory.mktemp("large") / "large.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Lampiran")
        money = book.add_format({"num_format": "#,##0"})
        for row in range(rows):
            sheet.write_row(row, 0, [f"Kegiatan {row}", "Program", "Sub"])
            for column in range(3, COLUMNS):
                sheet.write_number(row, column, row * 1000 + column, money)
    return path, rows


def result(rows):
    step = max(rows // FINDINGS, 1)
    findings = tuple(
        Finding(
            id=f"T{number}",
            fingerprint=f"{number:016x}",
            rule="jumlah-kolom",
            title="Total adalah jumlah rinciannya",
            severity=list(Severity)[number % 4],
            address=Address("Lampiran", number * step + 1, 3 + number % 17),
            stated="1",
            expected="2",
            difference="-1",
            message="Total tidak sama dengan jumlah rinciannya.",
            basis="Permenpan RB 53/2014",
            remedy="Perbaiki totalnya.",
            why="Total yang salah terbawa.",
            kind="column_sum",
        )
        for number in range(min(FINDINGS, rows))
    )
    source = Source("large.xlsx", "0" * 64, ("Lampiran",))
    return AuditResult(source, "0", "0" * 64, (), {}, findings, (), Coverage(0, (), ()))


def annotating(path, rows):
    from lkjip_audit.messages.catalogue import Catalogue
    from lkjip_audit.reports.annotated import annotate

    assert annotate(path, path.with_name("salinan.xlsx"), of_file(result(rows), path), Catalogue("id")) == ()


def loading(path, _):
    import openpyxl

    assert openpyxl.load_workbook(path).sheetnames == ["Lampiran"]


def cost(work, path, rows):
    """Seconds and bytes that ``work`` takes in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.test_annotate", work.__name__, str(path), str(rows)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_annotating_costs_little_beside_openpyxl_loading_alone(large, request):
    path, rows = large
    ours, baseline = cost(annotating, path, rows), cost(loading, path, rows)
    seconds, memory = ours[0] / baseline[0], ours[1] / baseline[1]
    told = f"annotate {ours[0]:.1f} s, {ours[1] >> 20} MiB; openpyxl.load_workbook {baseline[0]:.1f} s, "
    sys.stdout.write(f"\n{told}{baseline[1] >> 20} MiB: {seconds:.2f} of its time, {memory:.2f} of its memory\n")
    if request.config.getoption("benchmark_enable"):
        assert seconds <= SLOWEST
        assert memory < LARGEST


if __name__ == "__main__":
    started = time.perf_counter()
    globals()[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write(json.dumps([time.perf_counter() - started, most]))
