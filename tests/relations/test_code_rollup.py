"""A row with a code is the sum of its direct children, on every money column."""

from lkjip_audit.relations.model import Status
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
