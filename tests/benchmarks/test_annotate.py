"""A workbook of 50,000 rows by 20 columns with 1,000 findings: annotating it, beside openpyxl loading it.

Run with ``pytest tests/benchmarks --benchmark-enable``.  Nothing is asserted about time: read the table.
"""

import openpyxl
import pytest
import xlsxwriter

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated import annotate
from lkjip_audit.result import AuditResult, Coverage, Finding, Source
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address

ROWS, COLUMNS, FINDINGS = 50_000, 20, 1_000


@pytest.fixture(scope="module")
def large(tmp_path_factory, request):
    """The workbook; a small one when benchmarks are off, so that the test tests but takes no time."""
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
    return AuditResult(
        Source("large.xlsx", "0" * 64, ("Lampiran",)),
        "0",
        "0" * 64,
        (),
        {},
        findings,
        (),
        Coverage(0, (), ()),
    )


@pytest.mark.benchmark(group="annotate")
def test_annotate(benchmark, large):
    path, rows = large
    target = path.with_name("salinan.xlsx")
    found = result(rows)
    notices = benchmark.pedantic(annotate, (path, target, found, Catalogue("id")), rounds=1)
    assert notices == ()


@pytest.mark.benchmark(group="annotate")
def test_openpyxl_loads_it(benchmark, large):
    book = benchmark.pedantic(openpyxl.load_workbook, (large[0],), rounds=1)
    assert book.sheetnames == ["Lampiran"]
