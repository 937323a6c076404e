"""A ratio that a sentence tells with its parts."""

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited


def told(*sentences):
    return audited([[text] for text in sentences], only=["serapan-narasi"])


def test_percentage_told_between_its_amounts_is_held_to_them():
    found = told(
        "Secara keseluruhan anggaran pelaksanaan program dan kegiatan adalah sebesar Rp.13.526.508.445,00 dan telah "
        "terealisasi sebesar 84,52% yaitu sebesar Rp.11.434.487.768,00"
    )
    assert found.told() == {("A1", "84,53%", "minor")}


def test_percentage_of_another_amount_is_not_held_to_the_nearest():
    """Two sentences: the second speaks of a part, and names no pagu."""
    found = told(
        "Total pagu anggaran sebesar Rp14.645.969.413 terealisasi Rp12.794.311.710 atau sebesar 87,36%. "
        "Belanja pegawai menyerap 95,07% dari anggarannya."
    )
    assert found.findings() == []
    assert len(found.outcomes("serapan-narasi", Status.PASS)) == 1


def test_second_ratio_is_not_held_to_the_amount_that_the_first_is_of():
    """The sentence tells the pagu of the pendapatan, and none of the belanja."""
    start = "Pendapatan terealisasi Rp 1.891.431.150 dari anggaran Rp 1.902.818.000 atau 99,40%, sedangkan"
    apart = told(f"{start} belanja terealisasi Rp 1.817.152.900 atau 98,08%.")
    assert (apart.findings(), apart.reasons("serapan-narasi")) == ([], {("A1", "share_of_other")})
    slipped = told(f"{start} belanja terealisasi Rp 1.817.152.900 atau 95,05%.")
    assert slipped.told() == {("A1", "95,50%", "significant")}
