"""Excerpts show what a reader of the sheet sees: merged cells as one, numbers as shown, gaps named."""

from decimal import Decimal

from lkjip_audit.findings.layout import strips_of
from lkjip_audit.result import GAP
from tests.grids import sheet_from_grid


def texts(strip):
    return [spot.text for spot in strip.spots]


def test_number_is_shown_as_its_format_shows_it():
    sheet = sheet_from_grid([[{"v": Decimal("0.9963"), "fmt": "0.00%"}, {"v": 9513625429, "fmt": "#,##0"}, "- "]])
    (strip,) = strips_of(sheet, [1], [1, 2, 3], (), True)
    assert texts(strip) == ["99,63%", "9.513.625.429", "- "]
    assert [spot.number for spot in strip.spots] == [True, True, True]


def test_merged_cell_is_laid_out_once_over_the_columns_and_rows_that_are_shown():
    sheet = sheet_from_grid(
        [["Sasaran", "Kinerja", None, None], [None, "Target", "Realisasi", "Capaian"]], merges=["A1:A2", "B1:D1"]
    )
    first, second = strips_of(sheet, [1, 2], [1, 2, 4], {1, 2}, True)
    assert [(spot.text, spot.across, spot.down) for spot in first.spots] == [("Sasaran", 1, 2), ("Kinerja", 2, 1)]
    assert texts(second) == ["Target", "Capaian"]
    assert first.head


def test_merged_cell_is_begun_anew_below_rows_that_are_left_out():
    sheet = sheet_from_grid([["Sasaran", 1], [None, 2], [None, 3], [None, 4]], merges=["A1:A4"])
    first, last = strips_of(sheet, [1, 4], [1, 2], (), True)
    assert texts(first) == ["Sasaran", "1"]
    assert texts(last) == ["Sasaran", "4"]
    assert (last.skipped, last.spots[0].down) == (2, 1)


def test_columns_left_out_are_named_in_every_row_and_belong_to_a_merge_around_them():
    sheet = sheet_from_grid([["Judul", None, None], ["a", "b", "c"]], merges=["A1:C1"])
    head, row = strips_of(sheet, [1, 2], [1, GAP, 3], {1}, True)
    assert [(spot.text, spot.across) for spot in head.spots] == [("Judul", 3)]
    assert texts(row) == ["a", "…", "c"]


def test_empty_cell_inside_is_an_empty_text():
    sheet = sheet_from_grid([["a", None, "c"]])
    assert texts(strips_of(sheet, [1], [1, 2, 3], (), True)[0]) == ["a", "", "c"]
