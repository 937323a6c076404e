"""Whose report a workbook is, and of which year."""

import pytest

from lkjip_audit.findings.about import about
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.whose import Region
from tests.grids import workbook_from_grids


def named(*texts, region=""):
    return about(
        Scene(workbook_from_grids({"A": [["x"]]}), (), Roles(), texts=texts, region=Region(name=region))
    ).agency


def test_the_samples_say_whose_they_are(blitar, jombang, selaras):
    told = [(result.about.agency, result.about.year) for result in (blitar, jombang, selaras)]
    assert told == [
        ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Blitar", 2023),
        ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Jombang", 2023),
        ("Dinas Perpustakaan dan Kearsipan Kabupaten Tirtamukti", 2024),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("laporan kinerja dinas kesehatan kabupaten kediri tahun 2023", "Dinas Kesehatan Kabupaten Kediri"),
        ("SEKRETARIAT DPRD KOTA MADIUN", "Sekretariat DPRD Kota Madiun"),
        ("rsud dr. iskak kabupaten tulungagung", ""),  # a name with marks in it is not guessed at
        ("badan yang berkedudukan di bawah wali kota melalui sekda", ""),
        ("dinas kesehatan", ""),
    ],
)
def test_a_name_is_an_agency_with_its_region(text, name):
    assert named(text, text) == name


def test_a_name_that_stands_once_or_of_another_region_is_not_taken():
    own, other = "dinas sosial kota blitar", "dinas sosial kota kediri"
    assert named(own) == ""
    assert named(own, other, other, own, other, region="blitar") == "Dinas Sosial Kota Blitar"
