"""Calculations written out in sentences: their results against their operands."""

import pytest

from lkjip_audit.judging.model import Manner, Status
from tests.relations.audited import audited


def told(*sentences):
    return audited([[sentence] for sentence in sentences], only=["rumus-narasi"])


@pytest.mark.parametrize(
    "line",
    [
        "Sasaran 1: (111,04% / 98,41% - 1) x 100% = 12,83%, dinyatakan efisien.",
        "Tingkat efisiensi sasaran 4 = (97,84% / 98,38% - 1) x 100% = -0,55%.",
        "Persentase ASN yang mengikuti diklat = 2283 / 3008 x 100% = 75,90%.",
        "Rasio efisiensi adalah 103,87 : 96,01 = 1,08.",
        "Anggaran seluruhnya Rp4.311.989.853 + Rp787.612.348 = Rp5.099.602.201.",
        "Nilai akhir (25,50 + 24,60 + 12,75 + 20,50) = 83,35.",
        "Capaian (271,50/270,00) × 100% = 100,56%.",
    ],
)
def test_line_that_holds(line):
    found = told(line)
    assert {outcome.status for outcome in found.outcomes("rumus-narasi")} <= {Status.PASS}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tingkat efisiensi adalah (118,37% / 94,09% - 1) x 100% = 52,81%.", "25,81%"),
        ("Pegawai yang sudah dan belum dilatih adalah 2283 + 208 = 3008 orang.", "2491 orang"),
        ("Rasio efisiensi adalah 99,00 / 95,96 = 0,96.", "1,03"),
    ],
)
def test_result_that_its_operands_do_not_give_is_material(line, expected):
    assert told(line).told() == {("A1", expected, "material")}


def test_cut_result_is_minor():
    found = told("Capaian sistem merit tahun 2022 = 262 / 260 x 100% = 100,76%.")
    assert [outcome.manner for outcome in found.findings()] == [Manner.CUT]
    assert found.told() == {("A1", "100,77%", "minor")}


def test_percent_of_percent_needs_no_hundred():
    """(99,77% / 85,48% - 1) x 100% = 16,72%: the sign after the hundred does not divide by a hundred."""
    assert told("(99,77% / 85,48% - 1) x 100% = 16,72%").findings() == []


def test_zero_divisor_is_not_verifiable():
    found = told("Capaian indikator pelanggaran berat = 0 / 0 x 100% = 100%.")
    assert found.reasons("rumus-narasi") == {("A1", "zero_divisor")}


def test_number_that_reads_in_two_ways_is_not_verifiable():
    found = told("Jumlah pegawai yang dilatih adalah 2.283 + 208 = 2.491 orang.")
    assert found.reasons("rumus-narasi") == {("A1", "ambiguous")}


def test_date_and_numbering_are_no_calculation():
    found = told("Laporan tanggal 5-2-2024 sebagaimana Peraturan Nomor 53/2014 = pedoman, Tabel 3.1-3.4.")
    assert found.outcomes("rumus-narasi") == []
