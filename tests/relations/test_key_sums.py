"""Recaps by name over lists elsewhere in the book."""

from __future__ import annotations

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "jumlah-per-nama"
LIST = [
    ["Unit Kerja", "Kode Sub Kegiatan", "Sub Kegiatan", "Sumber Dana", "Pagu (Rp)"],
    ["Dinas Pangan", "2.09.02.2.01.0001", "Lumbung Desa", "DAU", 412_500_300],
    ["Dinas Pangan", "2.09.02.2.01.0002", "Pasar Murah", "PAD", 230_100_000],
    ["Dinas Sosial", "1.06.02.2.01.0001", "Santunan", "DAU", 318_200_750],
    ["Dinas Sosial", "1.06.02.2.01.0002", "Rumah Singgah", "PAD", 127_300_000],
    ["Dinas Arsip", "2.24.02.2.01.0001", "Digitalisasi", "DAU", 98_700_400],
    ["Dinas Arsip", "2.24.02.2.01.0002", "Penyusutan", "PAD", 51_400_000],
    ["Dinas Olahraga", "2.19.02.2.01.0001", "Lapangan", "DAU", 640_900_100],
    ["Dinas Olahraga", "2.19.02.2.01.0002", "Pelatih", "PAD", 75_000_250],
]
SUMS = {
    "Dinas Pangan": 642_600_300,
    "Dinas Sosial": 445_500_750,
    "Dinas Arsip": 150_100_400,
    "Dinas Olahraga": 715_900_350,
}


def recap(sums):
    return [["Unit Kerja", "Pagu (Rp)"], *([name, amount] for name, amount in sums.items())]


def test_every_figure_of_a_right_recap_and_of_its_list_is_tested():
    found = audited({"Daftar": LIST, "Rekap": recap(SUMS)}, only=[RULE])
    assert [item.status for item in found.outcomes(RULE)] == [Status.PASS] * 4
    assert sum(len(item.relation.operands) for item in found.outcomes(RULE)) == 8


def test_one_figure_that_is_not_the_sum_of_its_rows_is_found():
    found = audited({"Daftar": LIST, "Rekap": recap({**SUMS, "Dinas Arsip": 160_100_400})}, only=[RULE])
    assert found.told() == {("B4", "150100400", "material")}


def test_a_row_that_tells_its_sum_in_several_columns_is_no_finding():
    """Most agencies have one kind of retribution; the list tells what both kinds come to."""
    kinds = {name: (amount, 0) for name, amount in SUMS.items()} | {"Dinas Arsip": (90_000_100, 60_100_300)}
    rows = [["Unit Kerja", "Jasa Umum (Rp)", "Jasa Usaha (Rp)"], *([name, *both] for name, both in kinds.items())]
    assert audited({"Daftar": LIST, "Rekap": rows}, only=[RULE]).told() == set()
    rows[3][2] = 60_100_400
    assert {cell for cell, _, _ in audited({"Daftar": LIST, "Rekap": rows}, only=[RULE]).told()} == {"B4"}


def test_recap_of_other_amounts_is_no_recap_of_the_list():
    other = {name: amount * 2 + 1_001 for name, amount in SUMS.items()}
    assert not audited({"Daftar": LIST, "Usulan": recap(other)}, only=[RULE]).outcomes(RULE)


def test_names_with_their_codes_are_the_names():
    coded = {f"1.0{n}.0.00 {name}": amount for n, (name, amount) in enumerate(SUMS.items())}
    assert len(audited({"Daftar": LIST, "Rekap": recap(coded)}, only=[RULE]).outcomes(RULE)) == 4


def test_rows_below_a_name_that_is_told_once_go_by_it():
    merged = [[None if at % 2 == 0 and at else row[0], *row[1:]] for at, row in enumerate(LIST)]
    assert len(audited({"Daftar": merged, "Rekap": recap(SUMS)}, only=[RULE]).outcomes(RULE, Status.PASS)) == 4


def test_column_of_rupiah_under_other_words_is_an_amount():
    words = [[*LIST[0][:4], "Nilai (Rp)"], *LIST[1:]]
    told = [["Unit Kerja", "Nilai (Rp)"], *recap(SUMS)[1:]]
    assert len(audited({"Daftar": words, "Rekap": told}, only=[RULE]).outcomes(RULE, Status.PASS)) == 4


def crossed(changed=0):
    """Sources of money across: a figure of each agency and source, and its total."""
    rows = []
    for name, total in SUMS.items():
        own = {source: row[4] for row in LIST[1:] if row[0] == name for source in ("DAU", "PAD") if row[3] == source}
        moved = changed if name == "Dinas Arsip" else 0
        rows.append([name, own["DAU"] + moved, own["PAD"] - moved, total])
    return [["Unit Kerja", "DAU", "PAD", "Jumlah"], *rows]


def test_column_of_a_recap_that_is_named_as_a_part_of_the_list_is_the_sum_of_that_part():
    found = audited({"Daftar": LIST, "Rekap": crossed()}, only=[RULE])
    assert [item.status for item in found.outcomes(RULE)] == [Status.PASS] * 12


def test_amount_moved_from_one_part_to_another_is_found_in_both():
    found = audited({"Daftar": LIST, "Rekap": crossed(5_000_000)}, only=[RULE])
    assert found.told() == {("B4", "98700400", "material"), ("C4", "51400000", "material")}


def test_column_headed_otherwise_is_no_part():
    grid = crossed()
    grid[0][1:3] = ["Satu", "Dua"]
    found = audited({"Daftar": LIST, "Rekap": grid}, only=[RULE])
    assert {item.cell.address.column for item in found.outcomes(RULE)} == {4}


def test_names_of_single_rows_are_no_sums_of_all_rows_that_are_called_so():
    """A sheet tells five kegiatan of a list, and of one of them an account that others have as well."""
    own = {"Lumbung Desa": 412_500_300, "Pasar Murah": 230_100_000, "Santunan": 318_200_750, "Digitalisasi": 98_700_400}
    header = ["Uraian", "Pagu (Rp)"]
    rows = [[name, amount] for name, amount in own.items()]
    shared = [["Belanja Lembur", 4_100_250], ["Belanja Lembur", 7_300_500], ["Belanja Lembur", 2_250_750]]
    sheets = {"Rincian": [header, *rows, *shared], "Rekap": [header, *rows, ["Belanja Lembur", 7_300_500]]}
    assert not audited(sheets, only=[RULE]).findings()


AGENCIES = ("Dinas Pangan", "Dinas Sosial", "Dinas Arsip", "Dinas Olahraga", "Badan Riset")


def salaries(seed, kinds):
    """What each agency spends on several kinds of salaries; the last kind is small."""
    rows = [["Nama Unit", *(f"Belanja {kind}" for kind in kinds)]]
    for number, name in enumerate(AGENCIES, seed):
        amounts = [number * 1_317_250_301 // (at + 2) for at in range(len(kinds) - 1)]
        rows.append([name, *amounts, 40_000 + number * 13])
    return rows


CIVIL = salaries(3, ("Gaji Pokok", "Tunjangan Keluarga", "Tunjangan Beras", "Pembulatan"))
CONTRACT = salaries(8, ("Gaji Pokok", "Tunjangan Keluarga", "Pembulatan"))
WHOLE = {row[0]: sum(row[1:]) + sum(other[1:]) for row, other in zip(CIVIL[1:], CONTRACT[1:], strict=True)}


def test_a_recap_of_all_that_two_sheets_tell_of_each_agency_is_held_to_them():
    sheets = {"Gaji PNS": CIVIL, "Gaji PPPK": CONTRACT}
    right = audited({**sheets, "Rekap": recap(WHOLE)}, only=[RULE])
    assert [item.status for item in right.outcomes(RULE)] == [Status.PASS] * 5
    assert len(right.outcomes(RULE)[0].relation.operands) == 7
    typed = int(str(WHOLE["Dinas Arsip"]).replace(str(WHOLE["Dinas Arsip"])[1], "0", 1))
    wrong = audited({**sheets, "Rekap": recap({**WHOLE, "Dinas Arsip": typed})}, only=[RULE])
    assert wrong.told() == {("B4", str(WHOLE["Dinas Arsip"]), "material")}


def test_a_recap_that_has_more_than_two_sheets_tell_of_an_agency_is_not_held_to_them():
    sheets = {"Gaji PNS": CIVIL, "Gaji PPPK": CONTRACT}
    more = {**WHOLE, "Dinas Arsip": WHOLE["Dinas Arsip"] + 107_560_913}
    assert not audited({**sheets, "Rekap": recap(more)}, only=[RULE]).findings()


def by_two(amounts):
    header = ["Unit Kerja", "Sumber Dana", "Pagu (Rp)"]
    return [header, *([agency, source, amount] for (agency, source), amount in amounts.items())]


def test_rows_that_two_names_tell_apart_are_sums_of_the_rows_of_both_names():
    sums = {}
    rows = [LIST[0], *LIST[1:], *([*row[:4], row[4] // 3 + 1_001] for row in LIST[1:])]
    for agency, _, _, source, amount in rows[1:]:
        sums[agency, source] = sums.get((agency, source), 0) + amount
    assert not audited({"Daftar": rows, "Rekap": by_two(sums)}, only=[RULE]).findings()
    assert len(audited({"Daftar": rows, "Rekap": by_two(sums)}, only=[RULE]).outcomes(RULE)) == 8
    right = sums["Dinas Arsip", "PAD"]
    sums["Dinas Arsip", "PAD"] = right + 7_000_000
    assert audited({"Daftar": rows, "Rekap": by_two(sums)}, only=[RULE]).told() == {("C7", str(right), "material")}
