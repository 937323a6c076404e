"""A row with a code is the sum of its direct children, on every money column."""

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

HEADER = ["Kode Rekening", "Program/ Kegiatan/ Sub Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"]


def rollup(*rows, header=HEADER):
    return audited([header, *rows], only=["rollup-kode"])


PROGRAM = ["2.23.01", "PROGRAM PENUNJANG", "131.750.000", "129.820.900"]
KEGIATAN = ["2.23.01.2.01", "Perencanaan", "45.750.000", "45.320.900"]
SUB_1 = ["2.23.01.2.01.0001", "Penyusunan Dokumen", "24.500.000", "24.312.500"]
SUB_2 = ["2.23.01.2.01.0007", "Evaluasi Kinerja", "21.250.000", "21.008.400"]
UMUM = ["2.23.01.2.06", "Administrasi Umum", "86.000.000", "84.500.000"]


def test_every_level_is_the_sum_of_its_own_children_on_every_money_column():
    found = rollup(PROGRAM, KEGIATAN, SUB_1, SUB_2, UMUM)
    passed = {outcome.cell.address.a1 for outcome in found.outcomes("rollup-kode", Status.PASS)}
    assert passed == {"C2", "D2", "C3", "D3"}
    assert found.findings() == []


def test_defect_is_reported_at_the_level_where_it_originates_and_only_there():
    wrong = ["2.23.01.2.01.0001", "Penyusunan Dokumen", "24.500.000", "23.412.500"]
    found = rollup(PROGRAM, KEGIATAN, wrong, SUB_2, UMUM)
    assert found.told() == {("D3", "44.420.900", "material")}


def test_parent_that_misses_a_child_is_material():
    found = rollup(
        ["5.03.02", "Program Kepegawaian", 1500000000, 1450000000],
        ["5.03.02.2.01", "Pengadaan", 500000000, 480000000],
        ["5.03.02.2.02", "Mutasi", 1000000000, 970000000],
        ["5.03.02.2.03", "Penilaian", 120000000, 118000000],
    )
    assert found.told() == {("C2", "1620000000", "material"), ("D2", "1568000000", "material")}


def test_one_rupiah_is_not_forgiven_but_minor():
    found = rollup(["2.23.01", "PROGRAM", "131.750.001", "129.820.900"], KEGIATAN, SUB_1, SUB_2, UMUM)
    assert found.told() == {("C2", "131.750.000", "minor")}


def test_dash_among_the_children_counts_as_nothing():
    found = rollup(
        ["5.03.02", "Program Kepegawaian", "1.500.000.000", "970.000.000"],
        ["5.03.02.2.01", "Pengadaan", "500.000.000", "-"],
        ["5.03.02.2.02", "Mutasi", "1.000.000.000", "970.000.000"],
    )
    assert found.findings() == []


def test_parent_whose_children_are_all_empty_is_not_verifiable():
    found = rollup(
        ["5.03.02", "Program Kepegawaian", "1.500.000.000", "1.450.000.000"],
        ["5.03.02.2.01", "Pengadaan", "500.000.000", None],
        ["5.03.02.2.02", "Mutasi", "1.000.000.000", None],
    )
    assert found.reasons("rollup-kode") == {("D2", "operand_missing")}


def test_targets_in_words_do_not_roll_up():
    found = audited(
        [
            ["Rencana Kerja Perangkat Daerah"],
            ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target Renja 2023", "Pagu Indikatif (Rp)"],
            ["5.03.02", "Program Kepegawaian", "Indeks layanan", "85", "1.500.000.000"],
            ["5.03.02.2.01", "Pengadaan", "Jumlah dokumen", "3 dokumen", "500.000.000"],
            ["5.03.02.2.02", "Mutasi", "Jumlah SK", "1170 SK", "1.000.000.000"],
        ],
        only=["rollup-kode"],
    )
    assert [outcome.cell.address.a1 for outcome in found.outcomes("rollup-kode")] == ["E3"]


# A wrong part that the workbook gives away: the sum is told there, once.

PLAN = [
    ["Kode", "Program/Kegiatan", "Pagu 2022 (Rp)", "Pagu 2023 (Rp)"],
    ["5.04.02", "Program Pengembangan SDM", "3.869.711.000", "2.905.518.500"],
    ["5.04.02.2.01", "Pengembangan Kompetensi Teknis", "941.869.000", "585.955.500"],
    ["5.04.02.2.02", "Sertifikasi dan Kelembagaan", "2.927.842.000", "2.319.563.000"],
    ["5.04.02.2.02.03", "Pelaksanaan Sertifikasi", "684.585.000", "684.585.000"],
    ["5.04.02.2.02.07", "Penyelenggaraan Pengembangan", "1.144.220.000", "1.302.071.500"],
    ["5.04.02.2.02.08", "Pembinaan dan Fasilitasi", "1.099.037.000", "343.737.500"],
]


def test_copy_of_last_year_is_told_at_the_copy_and_not_at_its_parent():
    found = audited(PLAN, only=["rollup-kode", "rincian-tersalin"])
    assert found.told() == {("D5", "673.754.000", "material")}
    assert ("D4", "told_at_part") in found.reasons("rollup-kode")


def test_copy_is_not_accused_where_nothing_confirms_the_parent():
    alone = [PLAN[0], *PLAN[3:]]
    found = audited(alone, only=["rollup-kode", "rincian-tersalin"])
    assert found.told() == {("D2", "2.330.394.000", "material")}


def test_part_that_is_right_in_another_column_of_its_row_is_told_by_it():
    renja = [
        ["Kode", "Program/Kegiatan", "Pagu Renja 2023 (Rp)", "Pagu Perubahan Renja 2023 (Rp)"],
        ["5.03.01.2.02", "Administrasi Keuangan", "6.454.534.415", "6.457.744.415"],
        ["5.03.01.2.02.01", "Penyediaan Gaji", "6.284.031.415", "6.284.031.415"],
        ["5.03.01.2.02.03", "Penatausahaan", "166.998.000", "171.528.000"],
        ["5.03.01.2.02.05", "Laporan Keuangan Akhir Tahun", "1.058.900", "1.058.500"],
        ["5.03.01.2.02.07", "Laporan Keuangan Bulanan", "2.446.500", "1.126.500"],
    ]
    found = audited(renja, only=["rollup-kode", "rincian-tersalin"])
    assert found.told() == {("C5", "1.058.500", "minor")}


# Two charts of accounts in one list: the codes nest the rows otherwise than they are added.

OLD_CHART = [
    ["Kode Rekening", "Uraian Belanja", "Pagu (Rp)"],
    ["5", "Belanja Daerah", 164_812_050],
    ["5.1", "Belanja Operasi", 164_812_050],
    ["5.2.2", "Belanja Barang dan Jasa", 164_812_050],
    ["5.2.2.01", "Belanja Bahan Pakai Habis", 4_611_700],
    ["5.1.02.01.01.0024", "Alat Tulis", 2_108_300],
    [None, "Kertas HVS", 1_004_150],
    ["5.1.02.02", "Belanja Jasa", 160_200_350],
    ["5.1.02.02.05.0001", "Sewa Lisensi", 160_200_350],
]


def test_parents_of_an_older_chart_are_right_where_the_rows_below_make_them():
    assert not [item for item in audited(OLD_CHART, only=["rollup-kode"]).findings() if item.cell.address.row < 5]


def test_part_of_the_chart_that_a_parent_leaves_out_is_still_told():
    rows = [
        ["Kode Rekening", "Uraian Belanja", "Pagu (Rp)"],
        ["5", "Belanja Daerah", 164_812_050],
        ["5.1", "Belanja Operasi", 164_812_050],
        ["5.1.01", "Belanja Pegawai", 100_411_700],
        ["5.1.02", "Belanja Barang", 64_400_350],
        ["5.2", "Belanja Modal", 31_700_900],
        ["5.2.02", "Belanja Peralatan", 31_700_900],
    ]
    assert audited(rows, only=["rollup-kode"]).told() == {("C2", "196512950", "material")}


def test_a_parent_whose_branches_are_empty_to_their_ends_is_not_verifiable():
    """Spent without a budget: the budget of the parent is held to nothing, and the rule goes on."""
    rows = [["5.1", "Operasi", 500, 300], ["5.1.02", "Barang", None, 300], ["5.1.02.01", "Pakai habis", None, 300]]
    rows += [["5.2", "Modal", 100, 90], ["5.2.02", "Alat", 100, 90], ["5.2.02.01", "Alat kantor", 100, 90]]
    found = audited([["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"], *rows], only=["rollup-kode"])
    assert Status.RULE_ERROR not in {outcome.status for outcome in found.outcomes("rollup-kode")}
    assert found.reasons("rollup-kode") == {("C2", "operand_missing")}


AGENCY = "2.17.3.27.2.11.03.0000"
UNITS = [
    ["2.17", "BIDANG KOPERASI", "412.650.300", "398.120.450"],
    [AGENCY, "Dinas Koperasi", "412.650.300", "398.120.450"],
    [AGENCY, "Dinas Koperasi", "412.650.300", "398.120.450"],
    ["2.17.01", "PROGRAM PENUNJANG", "131.750.100", "129.820.150"],
    ["2.17.02", "PROGRAM PEMBINAAN", "280.900.200", "268.300.300"],
]


def test_agency_and_its_unit_between_a_bidang_and_its_programs_are_added_to_nothing():
    found = rollup(*UNITS)
    assert {outcome.cell.address.a1 for outcome in found.outcomes("rollup-kode", Status.PASS)} == {
        f"{column}{row}" for column in "CD" for row in (2, 3, 4)
    }
    assert found.findings() == []


def test_accounts_make_the_work_above_them():
    found = rollup(
        ["2.17.02.2.01.0001", "Pelatihan", "80.900.200", "78.300.300"],
        ["5.1.02", "Barang dan Jasa", "60.700.100", "59.100.200"],
        ["5.2.02", "Modal Peralatan", "20.200.100", "19.200.100"],
        ["2.17.02.2.01.0002", "Pendampingan", "41.300.400", "40.100.250"],
        ["5.1.02", "Barang dan Jasa", "41.300.400", "40.010.250"],
    )
    assert found.told() == {("D5", "40.010.250", "material")}


def test_part_that_was_left_empty_may_be_the_rest_and_accuses_nobody():
    rows = [*UNITS[:4], ["2.17.02", "PROGRAM PEMBINAAN", "280.900.200", None]]
    found = rollup(*rows)
    assert found.findings() == []
    assert [item.reason for item in found.outcomes("rollup-kode", Status.NOT_VERIFIABLE)] == ["operand_missing"]


def test_empty_part_stands_for_nothing_where_another_does():
    found = rollup(
        ["2.17.01", "PROGRAM PENUNJANG", "131.750.100", "129.820.150"],
        ["2.17.01.2.01", "Perencanaan", "100.000.000", "129.820.150"],
        ["2.17.01.2.02", "Keuangan", "31.750.100", None],
        ["2.17.02", "PROGRAM PEMBINAAN", "280.900.200", "268.300.300"],
        ["2.17.02.2.01", "Pelatihan", "200.000.200", "258.300.300"],
        ["2.17.02.2.02", "Pendampingan", "80.900.000", None],
    )
    assert found.told() == {("D5", "258.300.300", "material")}


def test_an_item_whose_code_has_no_head_belongs_where_it_stands_if_the_sum_says_so():
    mistyped = ["2.24.01.2.01.0001", *SUB_1[1:]]
    assert rollup(PROGRAM, KEGIATAN, mistyped, SUB_2, UMUM).told() == set()
    assert rollup(PROGRAM, KEGIATAN, SUB_2, mistyped, UMUM).told() == set()


def test_an_item_without_a_head_does_not_hide_what_is_missing():
    mistyped = ["2.24.01.2.01.0001", SUB_1[1], "24.400.000", SUB_1[3]]
    assert {cell for cell, *_ in rollup(PROGRAM, KEGIATAN, mistyped, SUB_2, UMUM).told()} == {"C3"}


OUTPUTS = [
    ["BDB", "Fasilitasi Lembaga", 641_200_000, 614_047_250],
    ["BDB.001", "Pendampingan Kelompok Tani", 472_000_000, 448_117_250],
    ["BDB.002", "Sertifikasi Benih", 169_200_000, 165_930_000],
    ["CAN", "Sarana Bidang TIK", 845_000_000, 817_415_000],
    ["CAN.001", "Perangkat Pengolah Data", 420_000_000, 398_640_000],
    ["CAN.002", "Jaringan Laboratorium", 425_000_000, 418_775_000],
]


def test_outputs_of_a_ministry_roll_up_to_their_classified_output():
    header = ["Kode", "KRO/RO", "Anggaran (Rp)", "Realisasi Anggaran (Rp)"]
    assert rollup(*OUTPUTS, header=header).findings() == []
    slipped = [*OUTPUTS[:2], [*OUTPUTS[2][:3], 156_930_000], *OUTPUTS[3:]]
    assert rollup(*slipped, header=header).told() == {("D2", "605047250", "material")}


def test_financing_is_what_comes_less_what_goes():
    """Codes name both as parts of the net: in the second column it is no sum of them."""
    found = rollup(
        ["6", "Pembiayaan Netto", "3.748.512.300", "3.438.105.100"],
        ["6.1", "Penerimaan Pembiayaan", "3.748.512.300", "3.748.512.300"],
        ["6.2", "Pengeluaran Pembiayaan", "0", "310.407.200"],
    )
    assert found.told() == set()
    assert {outcome.cell.address.a1 for outcome in found.outcomes("rollup-kode", Status.PASS)} == {"C2", "D2"}
