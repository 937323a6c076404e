"""A row's quarters make its year in the target as in the result: what one shows, the other is held to."""

from __future__ import annotations

import pytest
import xlsxwriter

from lkjip_audit.pipeline import Auditor
from tests.relations.audited import audited

QUARTERS = ["TW I", "TW II", "TW III", "TW IV", "Setahun"]
ROWS = (
    ("Jumlah dokumen perencanaan", "dokumen", (3, 2, 1, 4, 10), (3, 2, 1, 3, 9)),
    ("Jumlah kunjungan posyandu", "kunjungan", (1250, 1240, 1310, 1330, 5130), (1198, 1302, 1287, 1355, 5142)),
    ("Jumlah kader terlatih", "orang", (40, 65, 55, 45, 205), (38, 61, 60, 44, 203)),
)


@pytest.fixture(scope="module")
def auditor():
    return Auditor.load()


def found(auditor, folder, changed=None, *, targets=True):
    """Rule and cell of what is told above info; ``changed`` is row, column and value."""
    path = folder / "triwulan.xlsx"
    blocks = ("Target", "Realisasi") if targets else ("Realisasi",)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Triwulan")
        sheet.write_string(0, 0, "Target dan Realisasi Kinerja per Triwulan")
        sheet.write_row(2, 0, ["No", "Indikator", "Satuan"])
        for at, word in enumerate(blocks):
            sheet.merge_range(2, 3 + 5 * at, 2, 7 + 5 * at, word)
            sheet.write_row(3, 3 + 5 * at, QUARTERS)
        for number, (name, unit, target, result) in enumerate(ROWS, 1):
            figures = [*target, *result] if targets else [*result]
            sheet.write_row(3 + number, 0, [number, name, unit, *figures])
        if changed:
            sheet.write_number(*changed)
    told = auditor.audit(path)
    return [(item.rule, item.address.a1) for item in told.findings if item.severity.value != "info"], told.causes


def test_what_is_right_is_silent(auditor, tmp_path):
    assert found(auditor, tmp_path) == ([], ())


@pytest.mark.parametrize(
    ("changed", "cell"),
    [((5, 8, 119), "M6"), ((5, 3, 1280), "H6"), ((6, 11, 41), "M7"), ((4, 6, 44), "H5")],
    ids=["a digit lost", "a digit changed", "a small count", "a digit doubled"],
)
def test_a_quarter_that_does_not_add_up_is_told_in_whatever_unit_its_row_counts(auditor, tmp_path, changed, cell):
    findings, _ = found(auditor, tmp_path, changed)
    assert findings == [("bagian-tahun", cell)]


def test_a_year_of_another_size_than_its_quarters_is_told_where_the_other_block_shows_how_it_is_made(auditor, tmp_path):
    findings, causes = found(auditor, tmp_path, (6, 12, 20))
    assert ("bagian-tahun", "M7") in findings
    assert [cause.address.a1 for cause in causes] == ["M7"]


def test_alone_a_block_says_nothing_of_a_row_that_counts_in_a_unit_of_its_own(auditor, tmp_path):
    assert found(auditor, tmp_path, (5, 3, 119), targets=False)[0] == []


def cash_by_quarter(**spoiled):
    """Two rows of money by quarters under no word but "Jumlah"."""
    value = {"a": 310450000, "b": 598002118, "c": 2269728450, **spoiled}
    return [
        ["Realisasi per Triwulan"],
        ["Uraian", "TW I", "TW II", "TW III", "TW IV", "Jumlah"],
        ["Anggaran Kas", value["a"], 612775000, 480118250, 866385200, value["c"]],
        ["Realisasi", 290118450, value["b"], 472375000, 853985250, 2214480818],
    ]


@pytest.mark.parametrize(
    ("spoiled", "cell"),
    [({}, None), ({"a": 710450000}, "F3"), ({"b": 598004118}, "F4"), ({"c": 2569728450}, "F3")],
)
def test_quarters_without_a_role_make_the_total_on_their_right_where_one_row_says_so(spoiled, cell):
    found = audited(cash_by_quarter(**spoiled), only=["bagian-tahun"])
    assert [item.cell.address.a1 for item in found.findings()] == ([cell] if cell else [])


def test_total_of_quarters_that_no_row_makes_accuses_none():
    rows = cash_by_quarter(c=2569728450, b=598004118)
    assert not audited(rows, only=["bagian-tahun"]).findings()


def test_total_that_is_the_last_quarter_is_no_sum():
    head = ["Uraian", "TW I", "TW II", "TW III", "TW IV", "Jumlah"]
    rows = [["Dokumen", 2, 4, 6, 8, 8], ["Laporan", 1, 2, 3, 4, 4], ["Rapat", 3, 6, 9, 12]]
    for year, told in ((12, []), (21, ["12"])):
        spoiled = [["Realisasi per Triwulan"], head, *rows[:2], [*rows[2], year]]
        assert [item.expected_text for item in audited(spoiled, only=["bagian-tahun"]).findings()] == told


def test_one_row_of_small_counts_shows_nothing_of_another():
    head = ["Uraian", "TW I", "TW II", "TW III", "TW IV", "Jumlah"]
    rows = [["Dokumen", 2, 4, 1, 2, 9], ["Laporan", 1, 3, 3, 4, 12]]
    assert not audited([["Realisasi per Triwulan"], head, *rows], only=["bagian-tahun"]).findings()


def test_a_share_of_the_year_is_no_mean_of_the_quarters_shares_though_small_ones_cannot_tell():
    """Harvests come in one quarter: of all four the share weighs with what each made."""
    shares = [
        ["Pertanian", "27,53", "28,10", "30,97", "25,68", "28,11"],
        ["Perkebunan", "20,73", "21,44", "24,63", "18,96", "21,49"],
        ["Perdagangan", "13,02", "12,81", "12,20", "13,17", "12,79"],
        *(
            [f"Jasa {number}", f"0,{number}1", f"0,{number}2", f"0,{number}1", f"0,{number}4", f"0,{number}2"]
            for number in range(1, 9)
        ),
    ]
    grid = [["Lapangan Usaha", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Jumlah"], *shares]
    assert audited(grid, only=["bagian-tahun"]).told() == set()


@pytest.mark.parametrize(("formula", "told"), [("={}30/{}$60*100", False), ("=AVERAGE(B{}:E{})", True)])
def test_a_year_that_is_computed_as_its_quarters_are_is_no_mean_of_them(formula, told):
    """The sixth year's share is 27,57 of the year's amounts, and the mean of its quarters' shares is 27,27."""
    shares = [(f"0,{row}1", f"0,{row}3", f"0,{row}1", f"0,{row}3", f"0,{row}2") for row in range(1, 9)]
    shares.insert(5, ("23,98", "27,93", "34,87", "22,29", "27,57"))
    heads = ["Lapangan Usaha", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Jumlah"]
    grid: list = [heads]
    for number, row in enumerate(shares, 1):
        cells = [{"f": f"={letter}30/{letter}$60*100", "v": value} for letter, value in zip("BCDE", row, strict=False)]
        letters = ("F", "F") if not told else (number + 1, number + 1)
        grid.append([f"Jasa {number}", *cells, {"f": formula.format(*letters), "v": row[-1]}])
    found = audited(grid, only=["bagian-tahun"]).told()
    assert {cell for cell, *_ in found} == ({"F7"} if told else set())
