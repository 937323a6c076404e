"""The excerpt around a cell: its table's heading rows, its own row, and the rows that its finding speaks of."""

from collections.abc import Sequence

import pytest

from lkjip_audit.findings.excerpts import MOST_EXCERPTS, excerpts_of
from lkjip_audit.pipeline import Auditor, Options
from lkjip_audit.result import GAP, AuditResult, Coverage, Excerpt, Finding, Related, Source
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.nature import Roles
from lkjip_audit.workbook.model import Address, Area
from tests.grids import workbook_from_grids


def finding(number: int, address: Address, related: Sequence[Address] = ()) -> Finding:
    return Finding(
        id=f"F{number:03d}",
        fingerprint=f"{number:016x}",
        rule="r",
        title="",
        severity=Severity.MINOR,
        address=address,
        stated="1",
        expected="2",
        difference="",
        message="",
        basis="",
        remedy="",
        why="",
        kind="row_formula",
        related=tuple(Related(item, "r", "1") for item in related),
    )


def excerpt(grid, row, column, *, related=(), table=None, heads=()) -> Excerpt:
    workbook = workbook_from_grids({"S": grid})
    address = Address("S", row, column)
    tables = () if table is None else (Table("T01", "k", "S", table, "Judul", (), (), {}, Roles(), header_rows=heads),)
    found = finding(1, address, [Address("S", *place) for place in related])
    return excerpts_of(workbook, tables, result_of(found))[address]


def result_of(*findings: Finding) -> AuditResult:
    return AuditResult(Source("a", "0", ("S",)), "0", "0", (), {}, findings, (), Coverage(0, (), ()))


def rows(cut: Excerpt) -> list[int]:
    return [strip.number for strip in cut.strips]


LONG = [["No", "Pagu"], *([n, n * 10] for n in range(1, 31)), ["Jumlah", 99]]


def test_row_has_its_neighbours_and_the_heading_above_it():
    cut = excerpt(LONG, 12, 2, table=Area(1, 1, 32, 2), heads=(1,))
    assert rows(cut) == [1, 10, 11, 12, 13, 14]
    assert cut.strips[0].head
    assert cut.strips[1].skipped == 8
    assert (cut.table, cut.title) == ("T01", "Judul")


def test_rows_that_the_finding_speaks_of_are_shown_nearest_first():
    cut = excerpt(LONG, 32, 2, related=[(row, 2) for row in range(2, 32)], table=Area(1, 1, 32, 2), heads=(1,))
    assert rows(cut) == [1, *range(19, 33)]


def test_one_row_between_two_others_is_shown_rather_than_told_of():
    cut = excerpt(LONG, 12, 2, related=[(8, 2)], table=Area(1, 1, 32, 2), heads=(1,))
    assert rows(cut) == [1, 8, 9, 10, 11, 12, 13, 14]


def test_of_many_columns_the_first_the_own_and_those_spoken_of_are_kept():
    wide = [[f"K{n}" for n in range(1, 31)], list(range(1, 31))]
    cut = excerpt(wide, 2, 20, related=[(2, 8)], table=Area(1, 1, 2, 30), heads=(1,))
    kept = [column for column in cut.columns if column != GAP]
    assert len(kept) == 9
    assert {1, 8, 19, 20, 21} <= set(kept)
    assert cut.columns[1] == cut.columns[-1] == GAP


def test_of_many_columns_those_that_name_the_row_are_kept_and_those_that_hold_only_a_heading_are_not():
    row = [None, 1, 2, "Program Pengembangan Sumber Daya Manusia", None, *range(6, 31)]
    cut = excerpt([[f"K{n}" for n in range(1, 31)], row], 2, 25, table=Area(1, 1, 2, 30), heads=(1,))
    assert 4 in cut.columns
    assert 5 not in cut.columns


def test_cell_outside_of_tables_stands_between_the_texts_around_it():
    cut = excerpt([["Atas"], None, ["Pagu Rp5"], ["Bawah"], ["Jauh"]], 3, 1)
    assert rows(cut) == [1, 3, 4]
    assert cut.table == ""


def test_table_beside_is_not_shown():
    grid = [["No", "Pagu", None, "Lain"], [1, 10, None, "x"], [2, 20, None, "y"]]
    assert excerpt(grid, 2, 2, table=Area(1, 1, 3, 2), heads=(1,)).columns == (1, 2)


def test_finding_about_no_cell_has_no_excerpt():
    workbook = workbook_from_grids({"S": [["a"]]})
    assert excerpts_of(workbook, (), result_of(finding(1, Address("", 0, 0)))) == {}


def test_excerpts_of_very_many_findings_end():
    workbook = workbook_from_grids({"S": [[n] for n in range(MOST_EXCERPTS + 50)]})
    findings = (finding(n, Address("S", n, 1)) for n in range(1, MOST_EXCERPTS + 51))
    assert len(excerpts_of(workbook, (), result_of(*findings))) == MOST_EXCERPTS


@pytest.fixture(scope="module")
def budget():
    return workbook_from_grids(
        {
            "Anggaran": [
                ["Tabel 3.2 Realisasi Anggaran Tahun 2023"],
                ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
                [1, "Program Penunjang", "1.000.000", "900.000", "90,00"],
                [2, "Program Kepegawaian", "2.000.000", "1.500.000", "75,00"],
                [3, "Program Pengembangan", "500.000", "400.000", "80,00"],
                ["Jumlah", None, "3.500.000", "2.900.000", "82,86"],
            ]
        }
    )


def test_view_tells_the_same_findings_in_the_other_language(budget):
    result = Auditor.load(Options(view=True)).audit_workbook(budget)
    other = result.view.others[0]
    assert result.findings
    assert (result.lang, other.lang) == ("id", "en")
    assert [(f.id, f.fingerprint) for f in other.findings] == [(f.id, f.fingerprint) for f in result.findings]
    assert result.findings[0].message != other.findings[0].message
    assert result.findings[0].address in result.view.excerpts


def test_no_view_unless_asked_for(budget):
    assert Auditor.load().audit_workbook(budget).view is None
