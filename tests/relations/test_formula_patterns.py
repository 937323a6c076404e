"""Formulas as a reviewer reads them: odd ones out, typed numbers, rows counted twice, circles."""

from __future__ import annotations

import pytest

from lkjip_audit.judging.model import Status
from lkjip_audit.rulepack.model import Severity
from tests.relations.audited import audited


def worked(text, value):
    return {"f": text, "v": value}


ODD, TYPED, TWICE, ROUND = "rumus-menyimpang", "angka-di-dalam-rumus", "terhitung-dua-kali", "rumus-melingkar"
HEAD = ["No", "Kegiatan", "Pagu", "Realisasi", "Sisa"]


def table(formula=lambda row: f"C{row}-D{row}", changes=None):
    rows = [HEAD]
    for at in range(7):
        row, budget, spent = at + 2, 4_100_300 + 13_007 * at, 3_900_100 + 11_003 * at
        text, value = (changes or {}).get(row, (formula(row), budget - spent))
        rows.append([at + 1, f"Kegiatan {at + 1}", budget, spent, worked(text, value)])
    return rows


def told(grid, rule):
    return [
        (item.cell.address.a1, item.expected_text, item.severity) for item in audited(grid, only=[rule]).findings(rule)
    ]


@pytest.mark.parametrize("text", ["C5-D4", "C5-D$2", "$C$2-D5"])
def test_reference_that_stays_or_moves_alone_is_told_with_what_its_neighbours_say(text):
    assert told(table(changes={5: (text, 190_000)}), ODD) == [("E5", "206212", Severity.SIGNIFICANT)]


def test_same_result_by_another_reference_is_only_mentioned():
    assert told(table(changes={5: ("C5-D$5", 206_212)}), ODD) == [("E5", "206212", Severity.INFO)]


def test_references_that_stay_in_every_row_are_meant():
    assert told(table(formula=lambda row: f"C{row}-$D$2"), ODD) == []


def test_another_formula_for_another_kind_of_row_is_no_odd_one():
    assert told(table(changes={5: ("(2-D5/C5)*100", 104.9)}), ODD) == []


def test_first_and_last_rows_and_pairs_of_odd_ones_are_left_alone():
    assert told(table(changes={2: ("C3-D2", 1), 8: ("C7-D8", 1)}), ODD) == []
    assert told(table(changes={4: ("C3-D4", 1), 5: ("C4-D5", 1)}), ODD) == []


@pytest.mark.parametrize(("row", "text"), [(2, "C2-D3"), (8, "C8-D7"), (8, "C8-D$2")])
def test_end_of_a_column_that_takes_another_row_is_told_where_all_others_keep_to_theirs(row, text):
    assert [item[0] for item in told(table(changes={row: (text, 1)}), ODD)] == [f"E{row}"]


@pytest.mark.parametrize("text", ["C2-$H$1", "C2-D2-B1", "SUM(C2:D2)"])
def test_first_row_may_begin_with_what_stands_elsewhere(text):
    assert told(table(changes={2: (text, 1)}), ODD) == []


def test_running_total_begins_otherwise():
    rows = [[at, f"Kegiatan {at}", 1_000 * at, None, None] for at in range(1, 8)]
    for at, row in enumerate(rows, 2):
        row[4] = worked(f"C{at}+D1" if at == 2 else f"C{at}+E{at - 1}", 1)
    assert told([HEAD, *rows], ODD) == []


def test_number_typed_behind_the_neighbours_formula_is_told():
    assert told(table(changes={5: ("C5-D5+1000", 207_212)}), TYPED) == [("E5", "206212", Severity.MINOR)]


@pytest.mark.parametrize("text", ["1000+C5-D5", "C5-3933109", "C5-D5*1.1"])
def test_number_before_a_formula_or_in_the_place_of_a_cell_is_told(text):
    assert [item[0] for item in told(table(changes={5: (text, 207_212)}), TYPED)] == ["E5"]


def test_months_of_a_sum_are_no_typed_correction():
    grid = [*table(), [None, "Jumlah", worked("SUM(C2:C8)*12", 347_703_000), None, None]]
    assert told(grid, TYPED) == []


def test_number_that_every_row_has_is_meant():
    assert told(table(formula=lambda row: f"C{row}-D{row}+0"), TYPED) == []


def test_number_typed_behind_a_sum_is_told():
    grid = [*table(), [None, "Jumlah", worked("SUM(C2:C8)+500", 28_975_747), None, None]]
    assert [item[0] for item in told(grid, TYPED)] == ["C9"]


def test_sum_of_a_parent_and_its_row_counts_it_twice():
    grid = [
        ["Uraian", "Pagu"],
        ["Program A", worked("B3+B4", 630)],
        ["Kegiatan 1", 400],
        ["Kegiatan 2", 230],
        ["Program B", 195],
        ["Jumlah", worked("SUM(B2,B4,B5)", 1_055)],
    ]
    assert [item[:2] for item in told(grid, TWICE)] == [("B6", "825")]
    grid[5][1] = worked("B2+B5", 825)
    assert told(grid, TWICE) == []


def test_difference_of_a_whole_and_its_part_counts_nothing_twice():
    grid = [["Uraian", "Pagu"], ["Semua", worked("B3+B4", 630)], ["Satu", 400], ["Dua", 230], ["x", worked("B2-B3", 1)]]
    assert told(grid, TWICE) == []


@pytest.mark.parametrize(
    ("formulas", "cell"),
    [({9: "SUM(C2:C9)"}, "C9"), ({3: "C6+1", 6: "C3-1"}, "C3"), ({4: "C4"}, "C4"), ({2: "C3", 3: "C4", 4: "C2"}, "C2")],
)
def test_circle_is_told_once(formulas, cell):
    grid = [*table(), [None, "Jumlah", 1, None, None]]
    for row, text in formulas.items():
        grid[row - 1][2] = worked(text, 0)
    assert [item[0] for item in told(grid, ROUND)] == [cell]


def test_long_chain_is_no_circle():
    grid = [
        ["Nama", "Saldo"],
        ["awal", 5],
        *([f"baris {row}", worked(f"B{row - 1}+1", row + 3)] for row in range(3, 900)),
    ]
    found = audited(grid, only=[ROUND])
    assert [item.status for item in found.outcomes(ROUND)] == [Status.PASS]


def closing(second):
    rows = [["No", "Indikator", "Capaian (%)", "Serapan (%)"]]
    rows += [[at + 1, f"Indikator {at + 1}", 81.5 + at, 90.25 + at] for at in range(5)]
    return [*rows, [None, "Rata-rata", worked("AVERAGE(C2:C6)", 83.5), worked(second, 92.25)]]


def test_average_that_stops_short_of_the_one_beside_it_is_told():
    found = audited(closing("AVERAGE(D2:D4)"), only=["rentang-jumlah"])
    assert [(item.cell.address.a1, item.expected_text) for item in found.findings()] == [("D7", "AVERAGE(D2:D6)")]
    assert audited(closing("AVERAGE(D2:D6)"), only=["rentang-jumlah"]).findings() == []


def beside(first, second="SUM(C3:C6)", third="SUM(D3:D6)", fourth="SUM(E3:E6)"):
    rows = [[f"Rincian {at}", 100 * at + 1, 110 * at + 1, 120 * at + 1, 130 * at + 1] for at in range(1, 5)]
    sums = [worked(text, 1) for text in (first, second, third, fourth)]
    return [["Nama", "Satu", "Dua", "Tiga", "Empat"], ["Induk", *sums], *rows]


@pytest.mark.parametrize("text", ["B3+B4+B6", "SUM(B3:B5)", "SUM(B3:B4,B6)"])
def test_sum_that_takes_fewer_rows_than_all_those_beside_it_is_told(text):
    found = audited(beside(text), only=["rentang-jumlah"])
    assert [(item.cell.address.a1, item.expected_text) for item in found.findings()] == [("B2", "SUM(B3:B6)")]


def test_sums_of_two_kinds_of_columns_are_each_closed_in_their_way():
    grid = beside("B3+B4", "C3+C4")
    assert audited(grid, only=["rentang-jumlah"]).findings() == []


def test_row_that_holds_nothing_need_not_be_added():
    grid = beside("B3+B4+B6")
    grid[4][1] = 0
    assert audited(grid, only=["rentang-jumlah"]).findings() == []


HALVES = ("Target", "Realisasi", "Capaian (%)")


def quarters(third):
    head = ["No", "Indikator", *(f"{word} TW {at}" for at in ("I", "II", "III") for word in HALVES)]
    rows = [[at, f"Indikator {at}", *(80 + at, 70 + 2 * at, 90.5 + at) * 3] for at in range(1, 6)]
    closing = [None, None, worked("AVERAGE(E2:E6)", 93.5), None, None, worked("AVERAGE(H2:H6)", 93.5)]
    return [head, *rows, [None, "Rata-rata", *closing, None, None, worked(third, 92.77)]]


def test_ratio_among_means_of_ratios_is_told():
    assert [item[:2] for item in told(quarters("J7/I7*100"), ODD)] == [("K7", "93,5")]
    assert told(quarters("AVERAGE(K2:K6)"), ODD) == []


def test_a_column_in_which_each_cell_adds_the_two_before_counts_nothing_twice():
    values = [3, 4]
    rows = [["Tahap", "Panjang"], ["1", 3], ["2", 4]]
    for at in range(3, 10):
        values.append(values[-1] + values[-2])
        rows.append([str(at), worked(f"B{at}+B{at - 1}", values[-1])])
    assert told(rows, TWICE) == []
