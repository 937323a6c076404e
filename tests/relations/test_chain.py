"""Targets through the documents: Renstra, RKT, PK, report."""

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "target-rantai"


MERIT = ["Meningkatnya penerapan sistem merit", "Indeks sistem merit"]
DIKLAT = ["Meningkatnya kompetensi ASN", "Persentase ASN yang mengikuti diklat"]
YEARS = ["Target Tahun 2022", "Target Tahun 2023", "Target Tahun 2024"]


def renstra(target):
    return [
        ["Matriks Rencana Strategis"],
        ["No", "Tujuan", "Sasaran", "Indikator", "Kondisi Awal", *YEARS],
        [1, "Profesionalitas", *MERIT, "255,00", "260,00", target, "275,00"],
        [2, "Profesionalitas", *DIKLAT, "8,30", "11,32", "13,02", "15,00"],
    ]


def rkt(target):
    return [
        ["RENCANA KINERJA TAHUNAN TAHUN 2023"],
        ["SASARAN", "INDIKATOR SASARAN", "TARGET", "PROGRAM", "INDIKATOR PROGRAM", "TARGET"],
        [*MERIT, target, "Program Kepegawaian", "Persentase layanan", "90%"],
        [*DIKLAT, "13,02", "Program Pengembangan", "Persentase ASN", "95%"],
    ]


def pk(target, year=2023):
    return [
        [f"PERJANJIAN KINERJA TAHUN {year}"],
        ["No.", "Sasaran Strategis", "Indikator Kinerja", "Target"],
        [1, *MERIT, target],
        [2, *DIKLAT, "13,02"],
    ]


def chain(**documents):
    return audited(documents, only=[RULE])


def places(found):
    return {(o.cell.address.sheet, o.cell.address.a1, o.expected_text, str(o.severity)) for o in found.findings()}


def test_same_target_in_every_document_holds():
    found = chain(Renstra=renstra("270,00"), RKT=rkt("270"), PK=pk("270,00"))
    assert found.findings() == []
    assert found.outcomes(RULE, Status.PASS) != []


def test_document_that_stands_apart_from_two_others_is_material():
    found = chain(Renstra=renstra("270,00"), RKT=rkt("260,00"), PK=pk("270,00"))
    assert places(found) == {("RKT", "C3", "270,00", "material")}


def test_two_documents_that_differ_are_told_as_information():
    """A changed agreement is a right reason to differ: PK 297,5 beside Renstra 275."""
    found = chain(Renstra=renstra("275,00"), PK=pk("297,50"))
    assert places(found) == {("Renstra", "G3", "297,50", "info")}


def test_other_years_are_not_compared():
    found = chain(Renstra=renstra("270,00"), PK=pk("297,50", 2025))
    assert found.findings() == []


def test_targets_in_different_units_are_not_compared():
    found = chain(Renstra=renstra("24 kali"), PK=pk("1170 SK"))
    assert ("Renstra", "G3") not in {place[:2] for place in places(found)}


def test_document_alone_has_nothing_to_compare():
    found = chain(PK=pk("270,00"))
    assert found.reasons(RULE) == {("D3", "nothing_to_compare"), ("D4", "nothing_to_compare")}


NAMES = ["Indeks sistem merit", "Nilai SAKIP", "Cakupan diklat", "Rasio arsip tertata", "Indeks inovasi", "Skor RB"]


def plan(title, changed):
    """Six targets under ``title``, those at ``changed`` a little higher."""
    rows = [[title], ["No.", "Sasaran Strategis", "Indikator Kinerja", "Target"]]
    for at, name in enumerate(NAMES):
        rows.append([at + 1, f"Terwujudnya {name.lower()} yang baik", name, f"{71 + 3 * at + (at in changed)},25"])
    return rows


@pytest.mark.parametrize(("changed", "severity"), [([2], "minor"), ([2, 4], "info")])
def test_the_only_target_of_many_in_which_two_documents_differ_weighs_a_little(changed, severity):
    found = chain(RKT=plan("RENCANA KINERJA TAHUNAN TAHUN 2023", []), PK=plan("PERJANJIAN KINERJA TAHUN 2023", changed))
    assert {found_severity for *_, found_severity in places(found)} == {severity}
    assert {(sheet, cell) for sheet, cell, *_ in places(found)} == {("RKT", f"D{at + 3}") for at in changed}
