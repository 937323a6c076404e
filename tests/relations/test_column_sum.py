"""Totals are the sums of the rows that they close, means the means."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from lkjip_audit.judging.model import Manner, Status
from tests.relations.audited import audited

HEADER = ["No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"]


def budget(*rows, only=("jumlah-kolom",), **options):
    return audited([HEADER, *rows], only=only, **options)


def test_total_that_is_the_sum_of_its_rows_holds():
    found = budget(
        [1, "Program Layanan", "2.000.000.000", "1.900.000.000", "95,00"],
        [2, "Program Penunjang", "3.000.000.000", "2.700.000.000", "90,00"],
        [None, "Jumlah", "5.000.000.000", "4.600.000.000", "92,00"],
    )
    assert [outcome.status for outcome in found.outcomes("jumlah-kolom")] == [Status.PASS, Status.PASS]


def test_total_one_row_short_is_material():
    found = budget(
        [1, "Program Layanan", "2.000.000.000", "1.900.000.000", "95,00"],
        [2, "Program Mutu", "1.000.000.000", "950.000.000", "95,00"],
        [3, "Program Penunjang", "3.000.000.000", "2.700.000.000", "90,00"],
        [None, "J U M L A H", "5.000.000.000", "5.550.000.000", "92,00"],
    )
    assert found.told() == {("C5", "6.000.000.000", "material")}


def test_ratio_columns_are_not_added_up():
    found = budget(
        [1, "Program Layanan", "2.000.000.000", "1.900.000.000", "95,00"],
        [2, "Program Penunjang", "3.000.000.000", "2.700.000.000", "90,00"],
        [None, "Jumlah", "5.000.000.000", "4.600.000.000", "92,00"],
        only=["jumlah-kolom", "jumlah-kolom-lain"],
    )
    assert {outcome.cell.address.column for outcome in found.verdicts.outcomes} == {3, 4}


ITEMS = ["Kode Rekening", "Uraian", "Volume", "Satuan", "Harga Satuan", "Jumlah"]


def test_heads_are_told_by_their_form_where_one_is_not_the_sum_of_its_items():
    found = audited(
        [
            ITEMS,
            ["5.1.02.01.01.0001", "Belanja Irigasi", None, None, None, "11.000.000"],
            [None, "Pompa", 2, "unit", "2.500.000", "5.000.000"],
            [None, "Pipa", 3, "unit", "2.000.000", "6.000.000"],
            ["5.1.02.01.01.0002", "Belanja Arsip", None, None, None, "9.000.000"],
            [None, "Rak", 4, "unit", "1.500.000", "6.100.000"],
            [None, "Kotak", 3, "unit", "1.000.000", "3.000.000"],
            [None, "Jumlah", None, None, None, "20.000.000"],
        ],
        only=["jumlah-kolom"],
    )
    assert found.told() == set()


def test_total_of_parents_does_not_count_their_children_twice():
    found = audited(
        [
            ["Kode", "Program/ Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
            ["5.03.02", "Program Kepegawaian", "1.500.000.000", "1.450.000.000"],
            ["5.03.02.2.01", "Pengadaan", "500.000.000", "480.000.000"],
            ["5.03.02.2.02", "Mutasi", "1.000.000.000", "970.000.000"],
            ["5.04.02", "Program Pengembangan SDM", "700.000.000", "690.000.000"],
            ["5.04.02.2.01", "Pelatihan", "700.000.000", "690.000.000"],
            [None, "Jumlah", "2.200.000.000", "2.140.000.000"],
        ],
        only=["jumlah-kolom"],
    )
    assert found.findings() == []
    assert len(found.outcomes("jumlah-kolom", Status.PASS)) == 2


def test_shares_that_round_to_not_quite_a_hundred_hold():
    found = audited(
        [
            ["No", "Program", "Alokasi Anggaran", "% dari Total Anggaran"],
            *[[number, f"Program {number}", "Rp1.000.000.000", "33,33"] for number in (1, 2, 3)],
            [None, "Total", "Rp3.000.000.000", "100,00"],
        ],
        only=["jumlah-kolom"],
    )
    assert found.findings() == []


def test_shares_that_miss_a_hundred_by_more_than_rounding_do_not_hold():
    found = audited(
        [
            ["No", "Program", "Alokasi Anggaran", "% dari Total Anggaran"],
            *[[number, f"Program {number}", "Rp1.000.000.000", "33,33"] for number in (1, 2, 3)],
            [None, "Total", "Rp3.000.000.000", "98,00"],
        ],
        only=["jumlah-kolom"],
    )
    assert [(outcome.cell.address.a1, outcome.manner) for outcome in found.findings()] == [("D5", Manner.OUTSIDE)]


def test_dash_counts_as_nothing():
    found = budget(
        [1, "Program Layanan", "2.000.000.000", "-", "0,00"],
        [2, "Program Mutu", "1.000.000.000", "950.000.000", "95,00"],
        [3, "Program Penunjang", "3.000.000.000", "2.700.000.000", "90,00"],
        [None, "Jumlah", "6.000.000.000", "3.650.000.000", "60,83"],
    )
    assert found.findings() == []


def test_total_without_rows_that_hold_figures_is_not_verifiable():
    found = audited(
        [
            ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Sisa Anggaran (Rp)"],
            [1, "Program Kepegawaian", "4.311.989.853", "3.950.400.112", None],
            [2, "Program Pengembangan", "787.612.348", "707.881.012", None],
            [None, "Jumlah", "5.099.602.201", "4.658.281.124", "441.321.077"],
        ],
        only=["jumlah-kolom"],
    )
    assert found.reasons("jumlah-kolom") == {("E4", "nothing_to_add")}


def test_column_without_a_role_is_held_to_its_total_only_near_the_sum():
    def peserta(total):
        return audited(
            [
                ["No", "Kegiatan", "Anggaran (Rp)", "Peserta"],
                [1, "Pelatihan dasar", "150.000.000", 1120],
                [2, "Pelatihan lanjutan", "250.000.000", 1138],
                [None, "Jumlah", "400.000.000", total],
            ],
            only=["jumlah-kolom-lain"],
        )

    assert peserta(2285).told() == {("D4", "2258", "significant")}
    assert peserta(12).outcomes("jumlah-kolom-lain") == []


def test_mean_of_stored_values_holds_though_the_printed_ones_round_otherwise():
    values = ["102.627218934911", "102.554744525547", "98.928"]
    mean = {"v": sum(map(Decimal, values)) / 3, "fmt": "0.00"}
    cells = [{"v": Decimal(value), "fmt": "0.00"} for value in values]
    found = audited(
        [
            ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
            *[[number, f"Indeks hal {number}", "Indeks", None, None, cell] for number, cell in enumerate(cells, 1)],
            [None, "RATA-RATA", None, None, None, mean],
        ],
        only=["rata-rata-kolom"],
    )
    assert [outcome.status for outcome in found.outcomes("rata-rata-kolom")] == [Status.PASS]


def test_mean_that_leaves_a_row_out_is_significant():
    found = audited(
        [
            ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
            [1, "Meningkatnya merit", "Nilai merit", "297,50", "309,00", "103,87%"],
            [2, "Meningkatnya profesionalitas", "Indeks profesionalitas", "62,00", "73,39", "118,37%"],
            [3, "Meningkatnya akuntabilitas", "Nilai SAKIP", "80,00", "81,05", "101,31%"],
            [None, "Rata-rata", None, None, None, "111,12%"],
        ],
        only=["rata-rata-kolom"],
    )
    assert found.told() == {("F5", "107,85%", "significant")}


# Columns that nobody named.

UNITS = ["No", "Jenis Tenaga", "PNS", "Kontrak", "Jumlah"]


def units(*rows):
    return audited([UNITS, *rows], only=["jumlah-kolom-lain"])


def test_total_of_an_unnamed_column_far_from_the_sum_is_found():
    """It is more than any row, as no mean is, and of the sum's size: it must be the sum."""
    found = units(
        [1, "Dokter", 23, 6, 29], [2, "Perawat", 118, 40, 158], [3, "Bidan", 31, 9, 40], [None, "Jumlah", 149, 55, 227]
    )
    assert found.told() == {("C5", "172", "significant")}


def test_total_row_that_states_a_mean_of_an_unnamed_column_is_none():
    found = units(
        [1, "Dokter", 23, 6, 29], [2, "Perawat", 118, 40, 158], [3, "Bidan", 31, 9, 40], [None, "Jumlah", 57, 55, 227]
    )
    assert found.findings() == []


def test_mean_named_beside_the_columns_of_names_is_one():
    found = audited(
        [
            ["No", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian (%)"],
            [1, "Meningkatnya mutu jalan", "Persentase jalan mantap", "80,00", "84,00", "105,00"],
            [2, "Meningkatnya mutu air", "Persentase air layak", "90,00", "81,00", "90,00"],
            [None, None, "Rata-rata Capaian", None, None, "98,50"],
        ]
    )
    assert found.told() == {("F4", "97,50", "significant")}


def test_total_of_a_list_whose_levels_nothing_marks_adds_the_upper_ones():
    rows = [
        ["Sekretariat", "1.200.000.000"],
        ["Gaji", "900.000.000"],
        ["Kantor", "300.000.000"],
        ["Bidang", "500.000.000"],
    ]
    head = ["Uraian Belanja", "Anggaran (Rp)"]
    assert audited([head, *rows, ["Jumlah", "1.700.000.000"]]).findings() == []
    found = audited([head, *rows, ["Jumlah", "1.800.000.000"]], only=["jumlah-kolom"])
    assert found.told() == {("B6", "1.700.000.000", "material")}


def test_needs_and_what_is_at_hand_are_added_up():
    found = audited(
        [
            ["No", "Jabatan", "Kebutuhan", "Tersedia", "% Pemenuhan"],
            [1, "Fungsional Penguji", 42, 38, "90,48"],
            [2, "Pelaksana", 25, 21, "84,00"],
            [3, "Struktural", 3, 3, "100,00"],
            [None, "Jumlah", 70, 26, "88,57"],
        ],
        only=["jumlah-kolom"],
    )
    assert found.told() == {("D5", "62", "material")}


def test_percentages_of_what_is_left_are_not_added():
    grid = [
        ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (%)"],
        [1, "Program Layanan", "2.000.000.000", "1.900.000.000", "5,00"],
        [2, "Program Mutu", "1.000.000.000", "900.000.000", "10,00"],
        [3, "Program Penunjang", "3.000.000.000", "2.700.000.000", "10,00"],
        [None, "Jumlah", "6.000.000.000", "5.500.000.000", "8,33"],
    ]
    found = audited(grid)
    assert [outcome for outcome in found.findings() if outcome.cell.address.column == 5] == []


@pytest.mark.parametrize("written", ["27O.000.000", "270..000.000", {"error": "#REF!"}, None])
def test_a_sum_over_what_cannot_be_read_is_not_judged(written):
    found = budget(
        [1, "Program Layanan", "200.000.000", "190.000.000", "95,00"],
        [2, "Program Mutu", "300.000.000", written, "90,00"],
        [3, "Program Penunjang", "100.000.000", "95.000.000", "95,00"],
        [None, "Jumlah", "600.000.000", "555.000.000", "92,50"],
    )
    assert found.told() == set()
    assert found.at("jumlah-kolom", "D5").reason == "operand_missing"


def test_a_total_that_the_top_rows_make_is_right_though_a_code_below_is_not_read_as_one():
    found = budget(
        ["2", "Urusan", "12.005.000", "9.001.000", "74,98"],
        [None, "Bidang tanpa nomor", "9.001.000", "6.001.000", "66,67"],
        [None, "Rincian", "5.001.000", "4.000.000", "79,98"],
        [None, "Rincian", "4.000.000", "2.001.000", "50,02"],
        [None, "Bidang lain", "3.004.000", "3.000.000", "99,87"],
        [None, "Jumlah", "12.005.000", "9.001.000", "74,98"],
    )
    assert found.told() == set()


@pytest.mark.parametrize(("shares", "total", "laid"), [((25, 62, 12), 99, 1), ((5, 4, 20), "6,25", 0)])
def test_only_shares_that_make_a_whole_are_added(shares, total, laid):
    pagu = ("100.000.000", "250.000.000", "50.000.000")
    rows = [[n, f"Program {n}", amount, share] for n, (amount, share) in enumerate(zip(pagu, shares, strict=True), 1)]
    header = ["No", "Program/Kegiatan", "Anggaran (Rp)", "Porsi (%)"]
    found = audited([header, *rows, [None, "Jumlah", "400.000.000", total]], only=["jumlah-kolom"])
    assert len([outcome for outcome in found.outcomes("jumlah-kolom") if outcome.cell.address.a1 == "D5"]) == laid


def test_mean_is_held_to_the_rows_that_its_own_average_takes():
    rows = [
        ["No", "Program/Kegiatan", "Target Renja", "Realisasi Renja", "Capaian (%)"],
        [None, "Program Pasar", 100, 100, 100],
        [1, "Kegiatan Los", 40, 30, 75],
        [2, "Kegiatan Kios", 20, 19, 95],
        ["Rata-rata capaian kinerja (%)", None, None, None, {"f": "AVERAGE(E4:E5)", "v": 85}],
    ]
    assert not audited([["Evaluasi Hasil Renja Tahun 2025"], *rows], only=["rata-rata-kolom"]).findings()


def test_total_on_top_is_the_sum_of_the_rows_below():
    rows = [
        ["Realisasi Anggaran"],
        ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)"],
        [None, "Jumlah", "400.000.000", "365.000.000"],
        ["1", "Program Pasar", "100.000.000", "90.000.000"],
        ["2", "Program Pangan", "100.000.000", "95.000.000"],
        ["3", "Program Arsip", "200.000.000", "190.000.000"],
    ]
    assert audited(rows, only=["jumlah-kolom"]).told() == {("D3", "375.000.000", "material")}


def test_ratio_of_the_means_accuses_neither_mean():
    rows = [
        [1, "Persentase Pasar", 60, 55, "91,67"],
        [2, "Persentase Arsip", 66, 61, "92,42"],
        [3, "Persentase Jalan", 72, 74, "102,78"],
    ]
    header = ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"]
    found = audited([header, *rows, [None, "Rata-rata", 66, "63,33", "95,96"]], only=["rata-rata-kolom"])
    assert found.told() == {("E5", "95,62", "significant")}
    assert {item.cell.address.a1 for item in found.outcomes("rata-rata-kolom", Status.PASS)} == {"C5", "D5"}


def test_target_of_a_row_of_means_may_be_set_otherwise():
    header = ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"]
    rows = [[1, "Persentase Pasar", 60, 54, "90,00"], [2, "Persentase Arsip", 50, 50, "100,00"]]
    found = audited([header, *rows, [None, "Rata-rata", 100, 52, "95,00"]], only=["rata-rata-kolom"])
    assert found.told() == set()


def averaged(*capaian, mean):
    """Two sasaran, the first with two indikator, under which a mean stands: of all rows, or of the numbered ones."""
    names = ["Produksi ikan", "Produksi benih", "Nilai tukar", "Kemiskinan", "Nilai SAKIP"]
    numbers = [1, None, 2, None, 3]
    body = [
        [number, f"Sasaran {number}" if number else None, name, "80,00", value]
        for number, name, value in zip(numbers, names, capaian, strict=True)
    ]
    return [
        ["No", "Sasaran", "Indikator Kinerja", "Target", "Capaian (%)"],
        *body,
        [None, "Rata-rata", *[None] * 2, mean],
    ]


def test_mean_beside_a_slip_is_of_the_rows_that_the_slip_tells():
    right = ("103,67", "94,63", "98,74", "94,00", "97,71")
    assert not audited(averaged(*right, mean="97,75"), only=["rata-rata-kolom"]).findings()
    for place, wrong in ((1, "49,63"), (0, "130,67"), (4, "79,71"), (3, "49,00")):
        spoiled = [*right]
        spoiled[place] = wrong
        (found,) = audited(averaged(*spoiled, mean="97,75"), only=["rata-rata-kolom"]).findings()
        assert len(found.related) == 5, found
    (found,) = audited(averaged(*right, mean="97,57"), only=["rata-rata-kolom"]).findings()
    assert found.expected_text == "97,75"


ITEMS = [(4113, 3010, 1507), (5127, 2906, 2318), (3941, 4187, 1122), (6208, 1995, 3049), (2875, 3642, 1991)]
HEADS = ["Wajan", "Tampah", "Kukusan", "Dandang"]


def listed(items, name):
    """Items and what they add up to."""
    return [*([f"Bakul {at}", *item] for at, item in enumerate(items)), [name, *map(sum, zip(*items, strict=True))]]


def test_a_total_whose_rows_the_figures_show_is_held_to_no_others():
    """Quarters one after another, rounded to whole millions; only the last one's total is called so."""
    rows = [["Triwulan", "Anggaran (Rp juta)", "Realisasi (Rp juta)"]]
    for quarter in range(6):
        items = [
            (3_137_411 + 811_357 * (quarter + 4 * at), 2_941_787 + 733_331 * (5 * quarter + at)) for at in range(4)
        ]
        rows += [[f"Bakul {at}", *(round(each / 1000) for each in item)] for at, item in enumerate(items)]
        total = [round(sum(column) / 1000) for column in zip(*items, strict=True)]
        rows.append(["Jumlah" if quarter == 5 else "Semua", *total])
    assert audited(rows, only=("jumlah-kolom",)).told() == set()


def test_a_total_far_from_the_sum_is_held_to_rows_that_another_column_adds_up():
    rows = [HEADS, *listed(ITEMS, "Jumlah")]
    rows[-1][3] += 3000
    assert audited(rows, only=("jumlah-kolom-lain",)).told() == {("D7", "9987", "significant")}
    rows[-1][1:3] = [31264, 25740]
    assert audited(rows, only=("jumlah-kolom-lain",)).told() == set()


def test_a_rate_of_all_rows_under_totals_is_no_total_though_a_slip_would_make_it_one():
    """Five changes of -100.00 come to -500.00, and all of them together is a change of -100.00 too."""
    rows = [[*line, "-100,00"] for line in listed(ITEMS, "Jumlah")]
    assert audited([[*HEADS, "Ulekan"], *rows], only=("jumlah-kolom-lain",)).told() == set()


def test_a_total_that_some_of_its_rows_make_by_chance_is_held_to_those_of_the_columns_beside_it():
    """The slip from 1 to 8 is as much as another row's 7, so that all rows but that one make the total."""
    counts = [1, 7, 7, 1, 8]
    rows = [[*line, count] for line, count in zip(listed(ITEMS, "Jumlah"), [*counts, sum(counts)], strict=True)]
    rows[3][4] = 8
    assert audited([[*HEADS, "Ulekan"], *rows], only=("jumlah-kolom-lain",)).told() == {("E7", "31", "significant")}


def levels(*, head="Program ", slip=0):
    """Programs over their kegiatan, which no code or indent tells apart; ``slip`` is what one row is too much."""
    rows = [
        [f"{head}Penunjang Urusan", 1_494_945_000 + slip],
        ["Administrasi Keuangan", 1_111_844_000],
        ["Administrasi Umum", 383_101_000],
        [f"{head}Pelayanan Publik", 792_834_000],
        ["Koordinasi Pemerintahan", 792_834_000],
        [f"{head}Pemberdayaan Desa", 1_600_559_000],
        ["Pembinaan PKK", 1_007_103_000],
        ["Lomba Desa", 593_456_000],
    ]
    return [["Program dan Kegiatan", "Anggaran (Rp)"], *rows, ["Jumlah Anggaran", 3_888_338_000]]


def test_a_program_among_kegiatan_that_only_names_tell_is_held_to_the_total_of_programs():
    assert audited(levels(), only=["jumlah-kolom"]).told() == set()
    found = audited(levels(slip=400_000_000), only=["jumlah-kolom"])
    assert found.told() == {("B10", "4288338000", "material")}


def test_a_total_of_levels_that_nothing_tells_apart_is_not_accused():
    grid = levels(head="")
    grid[3][1] += 40_000
    found = audited(grid, only=["jumlah-kolom"])
    assert found.told() == set()
    assert ("B10", "sum_scope_unknown") in found.reasons("jumlah-kolom") or found.outcomes("jumlah-kolom", Status.PASS)


def test_a_mean_right_under_a_total_is_of_the_rows_of_that_total():
    grid = [
        ["Bulan", "Rawat Jalan", "Rawat Inap"],
        ["Januari", 4123, 812],
        ["Februari", 3987, 776],
        ["Maret", 4411, 845],
        ["Jumlah", 12521, 2433],
        ["Rata-rata per bulan", "4.173,7", 811],
    ]
    found = audited(grid, only=["rata-rata-kolom-lain"])
    assert [outcome.status for outcome in found.outcomes("rata-rata-kolom-lain")] == [Status.PASS, Status.PASS]
    grid[5][1] = "4.713,7"
    assert audited(grid, only=["rata-rata-kolom-lain"]).told() == {("B6", "4.173,7", "significant")}
    grid[5][1] = "4.302,5"  # no slip: it may be the mean of something else
    assert audited(grid, only=["rata-rata-kolom-lain"]).findings() == []


def _harvest(*totals: int) -> list[list[Any]]:
    """Tons by district in whole numbers, under their totals: of seven crops, each total as it is given or exact."""
    dice = Random(4)
    rows = [[f"Kecamatan {letter}", *(dice.randrange(20, 900) for _ in range(7))] for letter in "ABCDEFGHIJKL"]
    sums = [sum(row[at] for row in rows) for at in range(1, 8)]
    off = [*totals, *[0] * (7 - len(totals))]
    head = ["Kecamatan", "Bayam", "Buncis", "Cabai", "Kacang", "Kangkung", "Kubis", "Labu"]
    return [head, *rows, ["Jumlah", *(total + by for total, by in zip(sums, off, strict=True))]]


def test_totals_of_a_row_that_are_off_by_what_rounding_does_are_sums_of_rounded_figures() -> None:
    assert audited(_harvest(1, -1, 0, 2, -1), only=["jumlah-kolom-lain"]).told() == set()


def test_one_total_that_is_off_by_one_is_told() -> None:
    assert {place for place, *_ in audited(_harvest(1), only=["jumlah-kolom-lain"]).told()} == {"B14"}


def test_totals_that_are_off_by_more_than_rounding_are_told() -> None:
    told = audited(_harvest(1, -1, 0, 27), only=["jumlah-kolom-lain"]).told()
    assert {place for place, *_ in told} == {"B14", "C14", "E14"}


def test_totals_shown_with_one_more_decimal_than_their_figures_have_are_rounded_all_the_same() -> None:
    grid = _harvest(1, -1, 0, 2, -1)
    tenths = [[f"{Decimal(cell) / 10:.2f}" if isinstance(cell, int) else cell for cell in row] for row in grid]
    assert audited(tenths, only=["jumlah-kolom-lain"]).told() == set()


LEVELS = [("1", "Bidang A", 810_300), ("1.1", "Seksi A1", 500_100), ("1.2", "Seksi A2", 310_200),
          ("2", "Bidang B", 1_018_200), ("2.1", "Seksi B1", 820_300), ("2.2", "Seksi B2", 197_900)]  # fmt: skip


def coded_levels(total):
    rows = [["Kode", "Uraian", "Anggaran (Rp)"], *map(list, LEVELS), [None, "Jumlah", total]]
    found = audited(rows, only=["jumlah-kolom"]).findings()
    return [(item.cell.address.a1, item.expected_text) for item in found]


def test_total_that_counts_rows_with_the_rows_that_they_are_the_sum_of_is_told():
    assert coded_levels(1_828_500) == []
    assert coded_levels(2 * 1_828_500) == [("C8", "1828500")]


def test_total_over_rows_whose_numbers_look_like_levels_but_make_none_holds():
    odd = [("1", "Bidang A", 810_300), ("1.1", "Seksi A1", 411_700), ("1.2", "Seksi A2", 310_200)]
    rows = [["Kode", "Uraian", "Anggaran (Rp)"], *map(list, odd), [None, "Jumlah", sum(money for *_, money in odd)]]
    assert audited(rows, only=["jumlah-kolom"]).findings() == []


def test_rate_of_the_whole_beside_the_rates_of_its_parts_is_no_total():
    dice = Random(8)
    rows = []
    for at in range(12):
        cases, rate = dice.randrange(100, 900), Decimal(dice.randrange(150, 900)) / 100
        rows.append([f"Kabupaten {at + 1}", cases, f"{rate:.2f}".replace(".", ",")])
    grid = [["Kabupaten", "Jumlah Kasus", "Penemuan Kasus per 100.000"], *rows]
    found = audited([*grid, ["Jumlah", sum(row[1] for row in rows), "4,87"]])
    assert {outcome.cell.address.a1 for outcome in found.findings()} & {"C14"} == set()
    wrong = audited([*grid, ["Jumlah", sum(row[1] for row in rows) + 30, "4,87"]])
    assert "B14" in {outcome.cell.address.a1 for outcome in wrong.findings()}


def bill(price: int, amount: int) -> list[list[Any]]:
    """A bill of three works, with a column of prices that the subtotals' formulas run through as well."""
    rows: list[list[Any]] = [["No", "Uraian Pekerjaan", "Volume", "Satuan", "Harga Satuan (Rp)", "Jumlah Harga (Rp)"]]
    for letter, volumes in zip("ABC", ((4, 12), (30, 7), (9, 15)), strict=True):
        rows.append([letter, f"PEKERJAAN {letter}", None, None, None, None])
        prices = [250_000 + 1000 * volume for volume in volumes]
        parts = [volume * each for volume, each in zip(volumes, prices, strict=True)]
        for at, (volume, each, part) in enumerate(zip(volumes, prices, parts, strict=True), 1):
            rows.append([at, f"Pasangan {letter}{at}", volume, "m2", each, part])
        rows.append([None, f"Sub Total {letter}", None, None, price, sum(parts) + amount])
    return rows


def test_zeros_in_all_totals_of_a_column_of_prices_are_no_sums():
    assert audited(bill(0, 0)).findings() == []
    assert [outcome.cell.address.column for outcome in audited(bill(0, 50_000)).findings()] == [6, 6, 6]


def test_total_rounded_off_below_the_total_is_its_own_kind():
    rows = [[1, "Gambar", "16.006.525"], [2, "Perhitungan", "5.002.039"], [3, "Pengurusan Izin", "13.005.302"]]
    for last, told in (("34.000.000", []), ("34.500.000", ["C6"])):
        grid = [["No", "Uraian", "Jumlah Harga (Rp)"], *rows, [None, "SUB TOTAL", "34.013.866"], [None, "Total", last]]
        found = audited(grid, only=["jumlah-kolom"]).findings()
        assert [outcome.cell.address.a1 for outcome in found] == told


def test_headings_of_zeros_that_no_other_heading_bears_out_are_not_held_to_their_rows():
    rows = []
    for letter in "abcd":
        rows.append([letter, f"Lantai {letter}", None, 0])
        rows += [[None, f"Keramik {letter}{at}", 10 * at, 4_000_000 * at + 125_000] for at in (1, 2)]
    grid = [["No", "Uraian", "Volume", "Jumlah Harga (Rp)"], [1, "Pekerjaan Lantai", None, 0], *rows]
    assert [outcome for outcome in audited(grid).findings() if outcome.rule.id == "rollup-kode"] == []


def test_total_named_after_a_head_that_states_the_amount_repeats_it():
    rows = [["4", "PENDAPATAN", 900, 870], ["4.1", "Pajak", 500, 480], ["4.2", "Retribusi", 400, 390]]
    rows += [[None, "JUMLAH PENDAPATAN", 900, 870], [None, None, None, None], ["5", "BELANJA", 760, 700]]
    rows += [["5.1", "Pegawai", 460, 450], ["5.1.01", "Gaji", 460, 450], ["5.2", "Barang", 300, 250]]
    grid = [["Kode", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"], *rows, [None, "JUMLAH BELANJA", 760, 700]]
    assert audited(grid, only=["jumlah-kolom"]).findings() == []


def test_subtotal_does_not_add_the_total_of_the_group_before():
    rows: list[list[Any]] = []
    for group in (51, 52, 53):
        rows.append([group, f"BELANJA {group}", None])
        whole = 0
        for at in (1, 2):
            rows.append([f"{group}{at}1", f"Belanja {group}{at}", None])
            parts = [group * 1_000_000 * at, 250_000 * (group + at)]
            rows += [[f"{group}{at}1{line}", f"Rincian {line}", part] for line, part in enumerate(parts, 1)]
            rows.append([None, f"JUMLAH SUB KELOMPOK BELANJA {group}{at}1", sum(parts)])
            whole += sum(parts)
        rows.append([None, f"JUMLAH KELOMPOK BELANJA {group}", whole])
    found = audited([["AKUN", "URAIAN", "ANGGARAN SETELAH REVISI"], *rows], only=["jumlah-kolom"])
    assert found.findings() == []


def thousands(total: int, *, shown: bool = True) -> list[list[Any]]:
    """Amounts, and the same in thousands, rounded; under both a total, that of the thousands off by ``total``."""
    dice = Random(5)
    amounts = [dice.randrange(1_000_000, 9_000_000) for _ in range(20)]
    counts = [round(each / 1000) if shown else dice.randrange(1_000, 9_000) for each in amounts]
    rows = [[f"Kios {at}", *each] for at, each in enumerate(zip(amounts, counts, strict=True), 1)]
    return [["Kios", "Zuka", "Wero"], *rows, ["Jumlah", sum(amounts), sum(counts) + total]]


def test_a_total_of_thousands_that_the_figures_show_to_be_rounded_may_be_off_by_what_rounding_does():
    only = ("jumlah-kolom-lain",)
    assert audited(thousands(1), only=only).told() == set()
    assert {cell for cell, *_ in audited(thousands(300), only=only).told()} == {"C22"}
    assert {cell for cell, *_ in audited(thousands(1, shown=False), only=only).told()} == {"C22"}
