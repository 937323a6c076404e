"""The target at the end of the plan, told in several ways, is one fact."""

import pytest

from tests.relations.audited import audited

RULE = "target-akhir-renstra"
NAMES = ["Indeks sistem merit", "Nilai SAKIP", "Cakupan diklat", "Rasio arsip tertata"]
ENDS = ["275,00", "86,38", "64,20", "91,75"]


def progress(ends=ENDS, head="Target Akhir Renstra"):
    rows = [
        ["Perbandingan Realisasi 2023 dengan Target Akhir Renstra"],
        ["No", "Indikator Kinerja", "Realisasi 2023", head],
    ]
    return [*rows, *([at, name, "52,11", end] for at, (name, end) in enumerate(zip(NAMES, ends, strict=True), 1))]


def work_plan(ends=ENDS):
    rows = [["RENCANA KINERJA TAHUNAN TAHUN 2023"], ["Indikator Kinerja", "Target", "Target Akhir Renstra 2026"]]
    return [*rows, *([name, "51,50", end] for name, end in zip(NAMES, ends, strict=True))]


def plan(ends=ENDS):
    head = ["No", "Indikator Kinerja", "Target Tahun 2024", "Target Tahun 2025", "Target Tahun 2026"]
    rows = [["Target Kinerja Renstra"], head]
    return [*rows, *([at, name, "53,00", "54,00", end] for at, (name, end) in enumerate(zip(NAMES, ends, strict=True)))]


def told(**sheets):
    return {(o.cell.address.place, o.expected_text) for o in audited(sheets, only=[RULE]).findings()}


SLIP = ["275,00", "86,38", "64,50", "91,75"]


@pytest.mark.parametrize("head", ["Target Akhir Renstra", "Target Akhir Renstra (2026)"])
def test_a_header_with_the_year_of_the_end_and_one_without_tell_the_same(head):
    assert told(RKT=work_plan(), Kemajuan=progress(head=head)) == set()
    assert {place for place, _ in told(RKT=work_plan(), Kemajuan=progress(SLIP, head))} != set()


def test_the_last_year_of_a_plan_is_its_end_where_most_targets_say_so():
    assert told(Renstra=plan(), Kemajuan=progress(head="Target Akhir Renstra (2026)")) == set()
    found = told(Renstra=plan(SLIP), RKT=work_plan(), Kemajuan=progress())
    assert found == {("Renstra!E5", "64,20")}


def test_a_plan_that_counts_up_to_its_end_is_left_alone():
    sums = ["811,00", "250,14", "190,05", "260,20"]
    assert told(Renstra=plan(), RKT=work_plan(sums), Kemajuan=progress(sums)) == set()
