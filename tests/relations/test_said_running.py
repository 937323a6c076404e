"""What a header calls cumulative is what the rows come to, in few rows and with one of them wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.relations.audited import audited

RULE = "hitungan-kepala-kolom"
ROWS = (
    ("Januari - Maret", 3_105_442_180, 3_105_442_180),
    ("April - Juni", 4_618_920_713, 7_724_362_893),
    ("Juli - September", 5_027_316_402, 12_751_679_295),
    ("Oktober - Desember", 5_587_176_029, 18_338_855_324),
)


def told(place: str = "", value: int = 0, header: str = "Kumulatif (Rp)") -> set[str]:
    """The cells told where one figure is put otherwise."""
    grid: list[list[Any]] = [["Triwulan", "Realisasi (Rp)", header], *map(list, ROWS)]
    if place:
        grid[int(place[1:]) - 1]["ABC".index(place[0])] = value
    return {cell for cell, _, _ in audited(grid, only=[RULE]).told()}


def test_figures_that_add_up_from_row_to_row_are_no_finding() -> None:
    assert told() == set()


@pytest.mark.parametrize("row", [2, 3, 4, 5])
def test_a_cumulative_figure_that_is_wrong_is_told_alone_and_not_the_one_after_it(row: int) -> None:
    wrong = ROWS[row - 2][2] + 70_000_000
    assert told(f"C{row}", wrong) == {f"C{row}"}


@pytest.mark.parametrize("row", [3, 4, 5])
def test_an_amount_that_is_wrong_is_told_once_and_not_in_every_row_after_it(row: int) -> None:
    wrong = ROWS[row - 2][1] + 70_000_000
    assert told(f"B{row}", wrong) == {f"C{row}"}


@pytest.mark.parametrize("header", ["s.d. bulan ini", "Akumulasi", "Sampai dengan triwulan ini (Rp)"])
def test_other_words_for_cumulative_are_known(header: str) -> None:
    assert told("C4", 12_571_679_295, header) == {"C4"}


def test_amounts_that_start_anew_accuse_nobody() -> None:
    """Two programs, each with two halves: what is cumulative begins again."""
    grid = [
        ["Periode", "Realisasi", "Kumulatif"],
        ["Semester I", 412_870_000, 412_870_000],
        ["Semester II", 287_120_500, 699_990_500],
        ["Semester I", 518_300_000, 518_300_000],
        ["Semester II", 94_115_250, 612_415_250],
    ]
    assert audited(grid, only=[RULE]).told() == set()


def test_a_first_figure_that_includes_what_was_there_before_is_no_finding() -> None:
    grid = [
        ["Bulan", "Realisasi", "s.d. Bulan Ini"],
        ["Juli", 412_870_000, 2_918_300_450],
        ["Agustus", 287_120_500, 3_205_420_950],
        ["September", 518_300_000, 3_723_720_950],
        ["Oktober", 94_115_250, 3_817_836_200],
    ]
    assert audited(grid, only=[RULE]).told() == set()
