"""Last year's report beside this year's: what was told then is held against what is told of it now."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lkjip_audit.workbook.dossier import file_of, together
from tests.benchmarks.layouts_at_random import auditor
from tests.benchmarks.years import measured
from tests.test_dossiers import YEARS, yearbook

LAST = YEARS["lalu.xlsx"][1]
ODD = [LAST[0], 77.1, LAST[2]]


def audited(this, last):
    return auditor().audit_workbook(together([this], last).whole)


def codes(result):
    return [item.notice.code for item in result.notices]


@pytest.fixture(scope="module")
def changed():
    return audited(yearbook("kini.xlsx", ODD), yearbook("lalu.xlsx"))


def test_a_report_that_repeats_last_year_rightly_is_silent():
    result = audited(yearbook("kini.xlsx", LAST), yearbook("lalu.xlsx"))
    assert not result.findings
    assert "not_last_year" not in codes(result)


def test_a_silently_changed_figure_is_found_in_this_years_file_and_names_both(changed):
    [finding] = changed.findings
    assert (finding.address.place, finding.stated) == ("[kini.xlsx]Bab III!C12", "77,1")
    assert "[lalu.xlsx]" in finding.message


def test_the_result_is_of_this_year(changed):
    assert changed.about.year == 2023


def without_capaian(name, old=None):
    """The report without the columns that would tell which figure is right."""
    book = yearbook(name, old)
    [sheet] = book.sheets
    last = min((row for (row, _), cell in sheet.cells.items() if "Perbandingan" in str(cell.value)), default=99)
    cells = {at: cell for at, cell in sheet.cells.items() if at[0] >= last or at[1] != 5}
    rows = {row: tuple(column for column in columns if (row, column) in cells) for row, columns in sheet.rows.items()}
    return replace(book, sheets=(replace(sheet, cells=cells, rows=rows),))


def test_where_nothing_else_decides_the_figure_is_held_to_the_report_of_its_own_year():
    result = audited(without_capaian("kini.xlsx", ODD), without_capaian("lalu.xlsx"))
    [finding] = result.findings
    assert (finding.address.place, finding.expected) == ("[kini.xlsx]Bab III!C12", "73,1")
    assert "dokumen yang menetapkannya ([lalu.xlsx]Bab III!D5" in finding.message


def wrong_inside(name):
    """Last year's report with a realisasi that its own capaian contradicts."""
    book = yearbook(name)
    [sheet] = book.sheets
    cells = {**sheet.cells, (5, 4): replace(sheet.cells[5, 4], value=Decimal("37.1"))}
    return replace(book, sheets=(replace(sheet, cells=cells),))


def test_what_is_wrong_in_last_years_report_is_no_finding_but_told_where_the_two_differ():
    result = audited(yearbook("kini.xlsx", LAST), wrong_inside("lalu.xlsx"))
    assert [item.place for item in result.findings] == []
    assert not result.causes
    [told] = [item for item in result.notices if item.notice.code == "last_year_otherwise"]
    assert (file_of(told.notice.sheet), told.notice.cell) == ("kini.xlsx", "C12")
    assert "37,1" in told.message


def test_a_file_that_is_not_of_the_year_before_is_told():
    assert "not_last_year" in codes(audited(yearbook("lalu.xlsx"), yearbook("kini.xlsx", LAST)))


@pytest.mark.slow
def test_right_pairs_of_years_are_silent_and_each_silent_change_is_told_at_its_place_with_both_files():
    tally, others = measured(6, seed=5)
    assert (tally["alarms"], tally["accused_wrongly"]) == (0, 0), others
    assert tally["changed"] == tally["found"] == tally["names_last_year"] == 6, others


def renamed(book, old, new):
    sheets = (
        replace(sheet, cells={at: replace(c, value=new) if c.value == old else c for at, c in sheet.cells.items()})
        for sheet in book.sheets
    )
    return replace(book, sheets=tuple(sheets))


def without(book, names):
    def cut(sheet):
        gone = {row for (row, _), cell in sheet.cells.items() if cell.value in names}
        cells = {at: cell for at, cell in sheet.cells.items() if at[0] not in gone}
        return replace(sheet, cells=cells, rows={row: held for row, held in sheet.rows.items() if row not in gone})

    return replace(book, sheets=tuple(cut(sheet) for sheet in book.sheets))


GONE = "Persentase arsip yang tertata"


def names_told(result):
    return [(item.notice.code, dict(item.notice.details)) for item in result.notices if "indicator" in item.notice.code]


def test_the_same_indicators_are_not_mentioned():
    assert names_told(audited(yearbook("kini.xlsx", LAST), yearbook("lalu.xlsx"))) == []


def test_an_indicator_that_is_reported_no_more_is_told_and_accuses_nobody():
    result = audited(without(yearbook("kini.xlsx", LAST), {GONE}), yearbook("lalu.xlsx"))
    [(code, details)] = names_told(result)
    assert (code, details["name"]) == ("indicator_gone", GONE)
    assert details["place"].startswith("[lalu.xlsx]")
    assert not result.findings


def test_an_indicator_that_goes_on_under_another_name_is_known_by_its_figure_of_the_year_before():
    new = "Rasio dokumen digital terhadap seluruh naskah"
    result = audited(renamed(yearbook("kini.xlsx", LAST), GONE, new), yearbook("lalu.xlsx"))
    [(code, details)] = names_told(result)
    assert (code, details["name"], details["now"], details["value"]) == ("indicator_renamed", GONE, new, "73,1")
    assert not result.findings


def test_another_plan_is_told_once():
    result = audited(without(yearbook("kini.xlsx", LAST), {GONE, "Indeks Sistem Merit"}), yearbook("lalu.xlsx"))
    [(code, details)] = names_told(result)
    assert (code, details) == ("indicators_of_another_plan", {"gone": "2", "all": "3"})


def test_without_last_years_report_no_indicator_is_missed():
    assert names_told(auditor().audit_workbook(yearbook("kini.xlsx", LAST))) == []
