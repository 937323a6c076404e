"""Sheets of several agencies or months in one book: rows called alike, figures of their own."""

from __future__ import annotations

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited, staged

WORK = [
    "Penyusunan Dokumen Perencanaan",
    "Penyediaan Gaji",
    "Bimbingan Teknis",
    "Peralatan Kantor",
    "Barang Cetakan",
    "Jasa Surat",
]


def sheet(amounts, title="Rencana Kerja Tahun 2024"):
    """A Renja sheet with one row for each work, in the nomenclature that all agencies share."""
    header = ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator Kinerja", "Target 2024", "Pagu Indikatif (Rp)"]
    rows = [
        [f"5.01.01.2.0{i}", work, f"Jumlah {work.lower()}", f"{i + 2} Dokumen", amount]
        for i, (work, amount) in enumerate(zip(WORK, amounts, strict=True), 1)
    ]
    return [[title], header, *rows]


ONE = [412_345_600, 98_730_000, 77_250_500, 45_100_250, 31_415_900, 27_182_800]
OTHER = [212_300_100, 18_430_750, 57_210_000, 25_900_300, 11_235_800, 16_180_300]


def accused(sheets):
    return audited(sheets).outcomes("fakta-anggaran-antar-tabel", Status.FINDING)


def test_agencies_on_their_own_tabs_are_not_held_to_each_other():
    assert not accused({"Dinas Perikanan": sheet(ONE), "Dinas Perindustrian": sheet(OTHER)})


def test_one_shared_row_of_two_agencies_is_no_fact_of_both():
    assert not accused({"Dinas Sosial": sheet(ONE), "Kecamatan Lembah": sheet([*OTHER[:5], ONE[5] + 1])})


def test_tables_that_agree_in_nothing_are_strangers_whatever_their_tabs_are_called():
    assert not accused({"Lembar 1": sheet(ONE), "Lembar 2": sheet(OTHER)})


def test_one_other_amount_between_two_tables_of_one_agency_is_found():
    changed = [ONE[0] + 9_000_000, *ONE[1:]]
    assert len(accused({"Renja": sheet(ONE), "Lampiran": sheet(changed)})) == 1


def test_agency_keeps_its_own_facts_under_its_name():
    scene = staged({"Dinas Perikanan": sheet(ONE), "Dinas Perindustrian": sheet(OTHER)})
    assert {key.entity for key in scene.facts} == {"dinas perikanan", "dinas perindustrian"}


def below_one_another(*titles):
    rows = []
    for title, amounts in zip(titles, (ONE, OTHER), strict=True):
        rows += [*sheet(amounts, title), []]
    return {"Lembar": rows}


def test_agencies_in_titles_are_not_held_to_each_other_on_one_sheet():
    titles = ("Renja Dinas Perikanan Tahun 2024", "Renja Kecamatan Lembah Hijau Tahun 2024")
    scene = staged(below_one_another(*titles))
    assert {key.entity for key in scene.facts} == {"dinas perikanan", "kecamatan lembah hijau"}


def test_one_agency_in_every_title_is_one_agency():
    titles = ("Renja Dinas Perikanan Tahun 2024", "Renja Dinas Perikanan Tahun 2025")
    assert not [key.entity for key in staged(below_one_another(*titles)).facts if key.entity.startswith("dinas")]


def test_titles_that_differ_otherwise_name_no_agencies_apart():
    titles = ("Rencana Kerja Dinas Perikanan", "Realisasi Belanja Bidang pada Dinas Perikanan Kota")
    assert not [key.entity for key in staged(below_one_another(*titles)).facts if key.entity.startswith("dinas")]


def many(count, amounts_of):
    return {f"Lembar {number}": sheet(amounts_of(number)) for number in range(1, count + 1)}


def amounts(number):
    """Figures of their own for each number."""
    return [ONE[at] + number * (10_007 + 1_013 * at) for at in range(6)]


def test_sheets_too_many_to_compare_in_pairs_are_strangers_too():
    assert not accused(many(70, amounts))


def test_among_many_strangers_the_two_sheets_of_one_agency_are_held_to_each_other():
    sheets = many(70, amounts)
    sheets["Lampiran"] = sheet([*amounts(7)[:5], amounts(7)[5] + 9_000_000])
    (found,) = accused(sheets)
    assert found.cell.address.sheet in ("Lembar 7", "Lampiran")


def test_sheets_too_many_to_compare_in_pairs_that_agree_are_one_fact():
    sheets = many(70, lambda _: ONE)
    sheets["Lembar 9"] = sheet([*ONE[:5], ONE[5] + 9_000_000])
    (found,) = accused(sheets)
    assert found.cell.address.sheet == "Lembar 9"
