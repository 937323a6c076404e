"""NIP, dates and years, beyond the examples in the rules' own files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.relations.identity.nips import fault, nips_of
from lkjip_audit.scene.build import stage
from lkjip_audit.workbook.reader import read_workbook
from tests.packaged import roles
from tests.relations.audited import audited, staged
from tests.word import heading, package, paragraph, row, table

FORMS = [
    ("196809241991031004", None),
    ("199306092023212004", None),  # PPPK: month 21
    ("199306092005212004", "200521"),  # no PPPK before 2019
    ("196813241991031004", "19681324"),
    ("190009241991031004", "19000924"),
    ("196809241991131004", "199113"),
    ("196809241981031004", "198103"),
    ("196809241991033004", "3"),
    ("19680924199103100", "19680924199103100"),
]


@pytest.mark.parametrize(("digits", "part"), FORMS, ids=[digits for digits, _ in FORMS])
def test_the_part_of_a_nip_that_cannot_be(digits, part):
    assert fault(digits) == part


@given(st.text(alphabet="0123456789", max_size=20))
def test_any_digits_are_judged_without_a_fault_of_the_tool(digits):
    assert fault(digits) is None or fault(digits) in digits or len(digits) != 18


def test_money_and_phone_numbers_are_no_nip():
    scene = staged(
        [
            ["Telp. 0342 801171", "Rp19.680.924.199.103", "14.645.969.413"],
            ["Kode 5.03.01.2.01.01", 19680924, ""],
        ]
    )
    assert list(nips_of(scene)) == []


def test_the_bearer_is_the_name_over_the_rank_or_left_in_a_list():
    signature = [
        ["Kepala Badan"],
        ["Drs. H. RADITYA WIRASENA, M.Si"],
        ["Pembina Utama Muda"],
        ["NIP. 196809241991031004"],
    ]
    listed = [
        ["No", "Nama", "NIP", "Jabatan"],
        [1, "Dra. ENDANG WULANSARI, M.KP", "19690217 199402 2 003", "Sekretaris"],
    ]
    scene = staged({"A": signature, "B": listed})
    assert [nip.name for nip in nips_of(scene)] == ["RADITYA WIRASENA", "ENDANG WULANSARI"]


def test_a_colleague_one_digit_away_is_another_person():
    grid = [
        ["No", "Nama", "NIP"],
        [1, "SUGENG RIYANTO, S.Sos", "197005181994031002"],
        [2, "BAYU ADI NUGROHO, S.H", "197005181994031003"],
    ]
    assert audited(grid, only=["nip-sama"]).findings() == []


def test_a_nip_in_a_paragraph_under_two_names_of_a_document_is_nobodys(tmp_path):
    names = table(
        row("WALIKOTA BLITAR,", "Kepala Badan,"), row("Drs. HARYA NATAPRAJA, M.Pd", "RADITYA WIRASENA, S.Sos")
    )
    body = heading("Lampiran") + names + paragraph("Pembina Tk. I") + paragraph("NIP. 196809241991031004")
    scene = stage(read_workbook(package(tmp_path / "lampiran.docx", body)), (), roles())
    assert [(nip.digits, nip.name) for nip in nips_of(scene)] == [("196809241991031004", "")]


def test_ocr_over_a_stamp_does_not_hide_the_slip():
    sheets = {
        "Kata Pengantar": [["RADITYA WIRASENA, S.Sos"], ["Pembina Tk. I"], ["NIP. 196809241991031004"]],
        "Lampiran 1": [["Pejabat Tk. I"], ["NIP. 196809241991031004"]],
        "Lampiran 3": [["RADITYA WIRASENA, S.Sos"], ["Pembina Tk. I"], ["NIP. 196809231991031004"]],
    }
    assert audited(sheets, only=["nip-sama"]).told() == {("A3", "196809241991031004", "minor")}


def test_dates_of_other_documents_are_no_dates_of_the_report():
    sheets = {
        "Ikhtisar Eksekutif": [["Tirtamukti, 14 Februari 2025"]],
        "2.4 PK Perubahan": [["PERJANJIAN KINERJA PERUBAHAN"], ["Tirtamukti, 11 Oktober 2024"]],
        "Kesimpulan": [["Tirtamukti, 14 Februari 2025"]],
        "Lampiran Pengukuran": [["Tirtamukti, 31 Desember 2024"]],
    }
    assert audited(sheets, only=["tanggal-laporan"]).findings() == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Target tertuang pada Rencana Kerja (Renja) Tahun 2022 dibandingkan dengan tahun ini.",
        "Peraturan Walikota Nomor 72 Tahun 2022 tentang Rencana Kerja Perangkat Daerah Tahun 2022;",
        "Evaluasi atas Renja Tahun 2022 menunjukkan bahwa pelaksanaan program sudah sesuai jadwal.",
    ],
)
def test_last_years_plan_may_be_named_on_purpose(sentence):
    grid = [
        [sentence],
        ["Sasaran ditetapkan dalam Rencana Kerja Tahun 2023 untuk tahun 2023 dan tahun 2023 saja."],
    ]
    assert audited(grid, only=["tahun-dokumen-acuan"]).findings() == []
