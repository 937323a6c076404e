"""Totals of tables that add up different things are not held to each other."""

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited, staged

BUDGET = [
    ["Realisasi Anggaran Tahun 2025"],
    ["No", "Program", "Anggaran (Rp)", "Realisasi Anggaran (Rp)"],
    [1, "Program Jalan", 34_790_775_000, 33_115_252_985],
    [2, "Program Irigasi", 11_295_850_000, 10_790_003_200],
    [None, "Jumlah", 46_086_625_000, 43_905_256_185],
]


def contracts(pagu, paid=4_964_520_000):
    return [
        ["Paket Pekerjaan Tahun 2025"],
        ["No", "Nama Paket", "Pagu (Rp)", "Realisasi Anggaran (Rp)"],
        [1, "Jembatan Batu", pagu - 875_000_000, paid - 846_215_000],
        [2, "Drainase Pasar", 875_000_000, 846_215_000],
        [None, "Jumlah", pagu, paid],
    ]


def accused(paket, *sentences):
    found = audited({"Paket": paket, "Anggaran": BUDGET, "Narasi": [[text] for text in sentences]})
    return {
        (item.cell.address.sheet, item.cell.address.a1)
        for rule in ("fakta-anggaran-antar-tabel", "fakta-anggaran-narasi")
        for item in found.outcomes(rule, Status.FINDING)
    }


def test_what_some_contracts_come_to_is_not_the_budget():
    assert not accused(contracts(5_125_000_000))


def test_totals_that_are_near_each_other_are_of_one_whole():
    assert accused(contracts(46_080_625_000, 43_905_256_185))


def test_slip_of_a_digit_however_far_is_of_one_whole():
    slipped, other = (
        staged({"Paket": contracts(pagu), "Anggaran": BUDGET}) for pagu in (96_086_625_000, 5_125_000_000)
    )
    assert not _wholes(slipped) - {""}
    assert len(_wholes(other)) == 2


def _wholes(scene):
    return {key.entity for key in scene.facts if key.level == "total"}


def test_sentence_is_held_to_the_whole_whose_amounts_it_tells():
    of_budget = "Total anggaran tahun 2025 sebesar Rp 46.086.625.000 terealisasi sebesar Rp 43.905.256.185."
    of_contracts = "Total pagu paket sebesar Rp 5.125.000.000 dan terealisasi sebesar Rp 4.964.520.000."
    assert not accused(contracts(5_125_000_000), of_budget, of_contracts)
    slipped = of_budget.replace("43.905", "43.805")
    assert accused(contracts(5_125_000_000), slipped, of_contracts) == {("Narasi", "A1")}
