"""Where a file does not tell how its numbers are shown, what hangs on that is a question and accuses nobody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lkjip_audit.pipeline import Auditor, open_workbook
from lkjip_audit.workbook.dossier import together
from lkjip_audit.workbook.model import Cell, FileKind, Workbook
from tests.grids import workbook_from_grids
from tests.transformed import without_formulas

SAMPLES = Path(__file__).parents[2] / "samples"
HEADER = ["No", "Indikator", "Target", "Realisasi", "Capaian"]


@pytest.fixture(scope="module")
def auditor():
    return Auditor.load()


def stored_only(workbook: Workbook, kind: FileKind) -> Workbook:
    """The workbook as a program writes its stored values: no format, no formula."""

    def bare(cell: Cell) -> Cell:
        number = isinstance(cell.value, Decimal) and kind is FileKind.CSV
        value = f"{cell.value.normalize():f}" if number else cell.value
        return replace(cell, value=value, number_format="General")

    sheets = tuple(
        replace(sheet, cells={place: bare(cell) for place, cell in sheet.cells.items()})
        for sheet in without_formulas(workbook).sheets
    )
    return replace(workbook, sheets=sheets, kind=kind, knows_formats=kind is FileKind.CSV)


def one_row(*values, kind=FileKind.XLSB):
    rows = [HEADER, [1, "Indeks kepuasan", *map(Decimal, values)]]
    return stored_only(workbook_from_grids({"Capaian": rows}), kind)


def told(auditor, workbook):
    return [(item.rule, item.severity.value) for item in auditor.audit_workbook(workbook).findings]


@pytest.mark.slow
@pytest.mark.parametrize("kind", [FileKind.XLSB, FileKind.CSV])
def test_a_right_report_stored_without_formats_accuses_nobody(auditor, kind):
    result = auditor.audit_workbook(stored_only(open_workbook(SAMPLES / "contoh-selaras.xlsx"), kind))
    assert [item.place for item in result.findings if item.severity.value != "info"] == []
    assert result.causes == ()


def test_a_share_where_a_percentage_is_expected_is_a_question(auditor):
    assert told(auditor, one_row("80", "76.77", "0.959625")) == []


def test_a_result_computed_from_a_figure_shown_with_fewer_decimals_is_a_question(auditor):
    assert told(auditor, one_row("80", "76.76814", "96")) == []


def test_a_figure_that_no_format_explains_is_told_as_ever(auditor):
    assert told(auditor, one_row("80", "76.76814", "69.5")) == [("capaian-rasio", "material")]


def test_figures_of_few_decimals_are_what_they_are(auditor):
    assert told(auditor, one_row("80", "76.8", "96.2", kind=FileKind.CSV)) != []


def beside_last_year(kind, *values):
    """This year's workbook, which tells its formats, beside a file of last year that hides its own."""
    rows = [["Capaian Kinerja Tahun 2023"], HEADER, [1, "Indeks kepuasan", *map(Decimal, values)]]
    last = [["Capaian Kinerja Tahun 2022"], HEADER, [1, "Indeks kepuasan", *map(Decimal, ("80", "76.76814", "0.959"))]]
    hidden = stored_only(workbook_from_grids({"Capaian": last}), kind)
    this = workbook_from_grids({"Capaian": rows})
    return together([replace(this, name="kini.xlsx")], replace(hidden, name="lalu")).whole


@pytest.mark.parametrize("kind", [FileKind.XLSB, FileKind.CSV])
def test_a_file_of_last_year_that_hides_its_formats_does_not_hide_those_of_this_year(auditor, kind):
    wrong = ("80", "76.76814", "96.25")
    alone = workbook_from_grids({"Capaian": [HEADER, [1, "Indeks kepuasan", *map(Decimal, wrong)]]})
    assert told(auditor, alone) == told(auditor, beside_last_year(kind, *wrong)) != []


@pytest.mark.parametrize("kind", [FileKind.XLSB, FileKind.CSV])
def test_what_hangs_on_the_file_of_a_dossier_that_hides_its_formats_is_a_question(auditor, kind):
    hidden = replace(one_row("80", "76.77", "0.959625", kind=kind), name="a")
    other = replace(workbook_from_grids({"Lain": [["Uraian"], ["x"]]}), name="b.xlsx")
    assert told(auditor, together([hidden, other]).whole) == []


def test_a_workbook_that_tells_its_formats_is_judged_by_them(auditor):
    rows = [HEADER, [1, "Indeks kepuasan", Decimal(80), Decimal("76.76814"), Decimal("96.25")]]
    assert told(auditor, workbook_from_grids({"Capaian": rows})) != []
