"""The files of one agency checked together: as if they were one workbook, and to each file what is its own."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from lkjip_audit.result import Source
from lkjip_audit.result.apart import part_of
from lkjip_audit.workbook.dossier import together
from lkjip_audit.workbook.model import Cell, FileKind, Sheet, Workbook
from tests.benchmarks.dossier_slips import FORMS, became
from tests.benchmarks.dossiers import cut, measured
from tests.benchmarks.layouts_at_random import auditor, sample

pytestmark = pytest.mark.slow


def seen(sheet, item, *more):
    return (sheet.rpartition("]")[2], item.address.a1, item.stated, *more)


@pytest.mark.parametrize("name", ["kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023"])
def test_a_report_cut_into_files_is_judged_as_the_whole(name):
    laid = sample(name).first
    whole = auditor().audit_workbook(laid.workbook)
    files = together(cut(laid, [2, 4, 7]))
    result = auditor().audit_workbook(files.whole)
    for kind in ("findings", "causes"):
        told = [seen(item.address.sheet, item) for item in getattr(result, kind)]
        assert sorted(told) == sorted(seen(item.address.sheet, item) for item in getattr(whole, kind))


YEARS = {"kini.xlsx": (2023, [80.0, 75.5, 91.25]), "lalu.xlsx": (2022, [78.4, 73.1, 90.2])}
INDICATORS = ["Indeks Sistem Merit", "Persentase arsip yang tertata", "Nilai SAKIP Perangkat Daerah"]


def yearbook(name, old=None):
    """A report of one year: target, realisasi and capaian, then the realisasi beside that of the year before."""
    year, values = YEARS[name]
    rows = [
        [f"Pengukuran Capaian Kinerja Tahun {year}"],
        [],
        ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
    ]
    for number, (told, value) in enumerate(zip(INDICATORS, values, strict=True), 1):
        rows.append([number, told, 90, value, round(value / 90 * 100, 2)])
    if old is not None:
        rows += [[], [f"Perbandingan Realisasi Kinerja Tahun {year - 1} dan {year}"], []]
        rows.append(["No", "Indikator Kinerja", f"Realisasi {year - 1}", f"Realisasi {year}"])
        rows += [[number, *row] for number, row in enumerate(zip(INDICATORS, old, values, strict=True), 1)]
    cells = {
        (at, column): Cell(
            at, column, value if isinstance(value, str) else Decimal(str(value)), number_format="General"
        )
        for at, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
    }
    held = {at: tuple(range(1, len(row) + 1)) for at, row in enumerate(rows, 1) if row}
    return Workbook(name, name, FileKind.XLSX, (Sheet("Bab III", 0, cells, rows=held),))


def test_a_figure_of_last_year_that_changed_silently_is_found():
    last = YEARS["lalu.xlsx"][1]
    right = together([yearbook("kini.xlsx", last), yearbook("lalu.xlsx")])
    assert not auditor().audit_workbook(right.whole).findings
    changed = together([yearbook("kini.xlsx", [last[0], 77.1, last[2]]), yearbook("lalu.xlsx")])
    result = auditor().audit_workbook(changed.whole)
    told = {
        address.place for item in result.causes for address in (item.address, *(c.address for c in item.candidates))
    }
    assert "[kini.xlsx]Bab III!C12" in told


def test_reports_of_two_years_do_not_contradict_each_other():
    laid = sample("contoh-selaras").first
    this = replace(laid.workbook, name="kini.xlsx")
    result = auditor().audit_workbook(together([this, years_back(this, 10)]).whole)
    assert [item.place for item in result.findings if item.severity.value != "info"] == []


def test_an_older_report_vouches_for_no_figure_of_this_one():
    """The total that Blitar tells once with two digits turned round stands in the older report likewise."""
    this = replace(sample("kota-blitar-bkpsdm-2023").first.workbook, name="kini.xlsx")
    alone = {(item.rule, *item.address[1:]) for item in auditor().audit_workbook(this).findings}
    beside = auditor().audit_workbook(together([this, years_back(this, 10)]).whole)
    own = {(item.rule, *item.address[1:]) for item in beside.findings if item.address.sheet.startswith("[kini.xlsx]")}
    assert own == alone


def years_back(workbook, by):
    """The same report, every year in it so many years earlier."""

    def told(value):
        if isinstance(value, str):
            return re.sub(r"\b20[12]\d\b", lambda match: str(int(match.group()) - by), value)
        is_year = isinstance(value, Decimal) and value == value.to_integral() and 2015 <= value <= 2035
        return value - by if is_year else value

    sheets = tuple(
        replace(sheet, cells={place: replace(cell, value=told(cell.value)) for place, cell in sheet.cells.items()})
        for sheet in workbook.sheets
    )
    return replace(workbook, name="lalu.xlsx", sheets=sheets)


def test_each_file_gets_its_own_findings_in_its_own_places():
    laid = sample("kota-blitar-bkpsdm-2023").first
    files = together(cut(laid, [5, 10, 13]))
    joint = auditor().audit_workbook(files.whole)
    parts = []
    for at, book in enumerate(files.files):
        source = Source(book.name, book.sha256, tuple(sheet.name for sheet in book.sheets))
        parts.append(part_of(joint, source, files.labels[at], files.sheets_of(at)))
    assert sorted(item.id for part in parts for item in part.findings) == sorted(item.id for item in joint.findings)
    for part in parts:
        own = set(part.source.sheets)
        assert {item.address.sheet for item in part.findings} <= own
        assert {item.sheet for item in part.tables} <= own
        assert {item.address.sheet for item in part.coverage.tested} <= own
        explained = {finding for cause in part.causes for finding in cause.explains}
        assert {item.id for item in part.findings if item.cause} <= explained
    figures = sum(part.coverage.figures for part in parts)
    assert (figures, sum(len(part.tables) for part in parts)) == (joint.coverage.figures, len(joint.tables))


def test_a_right_dossier_is_silent_and_a_slip_in_any_file_accuses_no_other():
    tally, others = measured(6, seed=3)
    assert (tally["alarms"], tally["accused_wrongly"]) == (0, 0), others
    assert tally["first"] >= 3, others


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_dossier_of_another_make_is_silent_and_a_slip_in_it_accuses_no_other_figure(form):
    clean, found = became(form, 7, 8)
    assert [item.place for item in clean.findings if item.severity.value != "info"] == []
    assert [item for item in found if item.wrong] == []
    assert sum(item.first for item in found) >= 6, [item.place for item in found if not item.first]
