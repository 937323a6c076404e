"""Comparison columns: every region, ministry and body but the agency's own region is somebody else."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from lkjip_audit.narrative.claims import claims_of
from lkjip_audit.narrative.paragraphs import paragraphs_of
from lkjip_audit.rulepack.words import phrase_pattern
from lkjip_audit.tables.whose import Region, region_of
from tests.grids import workbook_from_grids
from tests.narrative.told import LABELS
from tests.packaged import roles
from tests.relations.audited import audited, definitions

pytestmark = pytest.mark.slow

KNOWN = YAML(typ="safe").load((Path(__file__).parent / "comparisons.yaml").read_text("utf-8"))
SPELLINGS = [(province, spelling) for province, spellings in KNOWN["provinces"].items() for spelling in spellings]
OTHERS = [*(spelling for _, spelling in SPELLINGS), *KNOWN["others"]]


def compared(other, own="Kota Contoh"):
    """A performance table, and one that sets the same indicators beside those of ``other``."""
    return {
        "Capaian": [
            [f"Tabel 3.1 Capaian Kinerja {own} Tahun 2023"],
            ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
            [1, "Angka harapan hidup", "72,00", "72,10", "100,14"],
            [2, "Rata-rata lama sekolah", "8,60", "8,50", "98,84"],
        ],
        "Banding": [
            [f"Tabel 3.2 Perbandingan Realisasi {own} Tahun 2023"],
            ["No", "Indikator Kinerja", f"Realisasi {own}", f"Realisasi {other}", "Realisasi Nasional"],
            [1, "Angka harapan hidup", "72,10", "70,35", "71,57"],
            [2, "Rata-rata lama sekolah", "8,50", "9,12", "8,69"],
        ],
    }


@pytest.mark.parametrize("other", OTHERS)
def test_a_column_of_another_raises_nothing(other):
    assert not [(one.cell.address.a1, one.rule.id) for one in audited(compared(other)).findings()]


def test_a_column_of_its_own_that_differs_is_found():
    grids = compared("Provinsi Bali")
    grids["Banding"][2][2] = "72,90"
    assert "fakta-kinerja-antar-tabel" in {one.rule.id for one in audited(grids).findings()}


@pytest.mark.parametrize(
    "other", [*OTHERS, *(f"Prov. {name}" for name in KNOWN["provinces"]), "Kabupaten", "Kecamatan"]
)
def test_others_are_not_the_agency(other):
    region = Region("kota", "contoh")
    assert region.is_own(other) is (other in ("Kabupaten", "Kecamatan"))


@pytest.mark.parametrize("words", KNOWN["own"])
def test_the_agencys_region_is_its_own(words):
    assert Region("kota", "contoh").is_own(words)


@pytest.mark.parametrize(("province", "spelling"), SPELLINGS)
def test_a_provinces_spellings_are_one(province, spelling):
    region = region_of([f"Rencana Strategis Provinsi {province} Tahun 2023", f"Dinas Kesehatan Provinsi {province}"])
    assert region == Region("provinsi", province.lower())
    assert region.is_own(spelling)
    assert region.is_own(f"Prov. {spelling}")
    assert region.is_own("Provinsi")
    other = "Bali" if province != "Bali" else "Jawa Timur"
    assert not region.is_own(other)
    assert not region.is_own("Nasional")


@pytest.mark.parametrize(("province", "spelling"), SPELLINGS)
def test_a_provincial_agencys_own_column_is_compared_under_every_spelling(province, spelling):
    grids = compared("Nasional", f"Provinsi {province}")
    grids["Banding"][1] = ["No", "Indikator Kinerja", f"Realisasi {spelling}", "Realisasi BKN", "Realisasi Nasional"]
    assert not audited(grids).findings()
    grids["Banding"][2][2] = "72,90"
    assert "fakta-kinerja-antar-tabel" in {one.rule.id for one in audited(grids).findings()}


def test_a_kabupaten_and_a_kota_of_one_name_are_two():
    region = region_of(["Dinas Kesehatan Kota Blitar", "Laporan Kinerja Kota Blitar", "Kabupaten Blitar"])
    assert region.is_own("Kota Blitar")
    assert region.is_own("Blitar")
    assert not region.is_own("Kabupaten Blitar")
    assert not region.is_own("Kab. Blitar")


def test_a_province_is_not_the_kabupaten_of_its_name():
    region = region_of(["Laporan Kinerja Kabupaten Gorontalo"])
    assert region.is_own("Kab. Gorontalo")
    assert not region.is_own("Provinsi Gorontalo")
    assert not region.is_own("Prov. Gorontalo")


def test_a_direction_is_part_of_the_name():
    assert region_of(["LKjIP Kabupaten Bandung Barat Tahun 2023"]) == Region("kabupaten", "bandung barat")
    assert not Region("kabupaten", "bandung").is_own("Kabupaten Bandung Barat")


def test_a_kecamatan_that_reports_is_its_own():
    region = region_of(
        ["Laporan Kinerja Kecamatan Kuta Kabupaten Badung", "Kecamatan Kuta Kabupaten Badung Tahun 2023"]
    )
    assert region.is_own("Kecamatan Kuta")
    assert not region.is_own("Kecamatan Mengwi")


@pytest.mark.parametrize("other", [*KNOWN["provinces"], "Nasional", "ASEAN"])
def test_a_title_that_names_another_speaks_for_a_comparison(other):
    (kind,) = (kind for kind in definitions().kinds.values() if kind.id == "perbandingan_entitas")
    title = f"tabel 3.2 perbandingan realisasi kinerja dengan {other.lower()} tahun 2023"
    assert any(phrase_pattern(phrase).search(title) for phrase in kind.title_words)


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Indeks sistem merit mencapai 93,6 dari target 94,0.", True),
        ("Indeks sistem merit Provinsi Bali mencapai 93,6 dari target 94,0.", True),
        ("Indeks sistem merit Bali mencapai 93,6 dari target 94,0.", True),
        ("Indeks sistem merit Sumatera Barat mencapai 93,6 dari target 94,0.", False),
        ("Indeks sistem merit nasional mencapai 93,6 dari target 94,0.", False),
        ("Indeks sistem merit dibandingkan dengan Kemendagri mencapai 93,6 dari target 94,0.", False),
    ],
)
def test_a_sentence_about_another_is_not_plainly_the_agencys(sentence, plain):
    paragraphs = paragraphs_of(workbook_from_grids({"Narasi": [[sentence]]}), ())
    found = claims_of(paragraphs, LABELS, roles(), Region("provinsi", "bali"))
    assert [claim.plain for claim in found] == [plain] * len(found)
    assert found
