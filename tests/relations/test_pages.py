"""A total at the end of a list that goes on over sheets is the sum of all its rows, or of its own sheet's."""

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

HEAD = ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)"]
FIRST = [[1, "Program Sungai", "412.500.300", "380.112.400"], [2, "Program Taman", "230.100.000", "215.730.500"]]
REST = [[3, "Program Museum", "154.300.000", "150.002.500"], [4, "Program Terminal", "98.450.600", "91.200.000"]]
ALL = [None, "Jumlah", "895.350.900", "837.045.400"]
OWN = [None, "Jumlah", "252.750.600", "241.202.500"]
SHORT = [None, "Jumlah", "895.350.900", "737.045.400"]


def _over(*sheets):
    return audited(dict(zip("ABC", sheets, strict=False)), only=("jumlah-kolom",))


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize("total", [ALL, OWN])
def test_total_of_all_sheets_or_of_its_own_holds(headed, total):
    found = _over([HEAD, *FIRST], [*([HEAD] if headed else []), *REST, total])
    assert [outcome.status for outcome in found.outcomes("jumlah-kolom")] == [Status.PASS, Status.PASS]


def test_wrong_total_is_held_to_the_rows_of_all_sheets_that_it_is_near():
    found = _over([HEAD, *FIRST], REST[:1], [[4, *REST[1][1:]], SHORT])
    (finding,) = found.findings()
    assert (finding.cell.address.place, finding.expected_text) == ("C!D2", "837.045.400")
    assert {operand.node.address.sheet for operand in finding.relation.operands} == {"A", "B", "C"}


def test_list_that_starts_anew_is_closed_by_its_own_total():
    anew = [[1, *REST[0][1:]], [2, *REST[1][1:]]]
    found = _over([HEAD, *FIRST], [HEAD, *anew, SHORT])
    assert {expected for _, expected, _ in found.told()} == {"252.750.600", "241.202.500"}


def test_row_that_cannot_be_read_on_a_sheet_before_leaves_the_total_open():
    unread = [1, "Program Sungai", "412.500.300", "38O.112..400"]
    found = _over([HEAD, unread, FIRST[1]], [*REST, ALL])
    assert found.findings() == []
    assert ("D3", "operand_missing") in found.reasons("jumlah-kolom")


def test_mean_over_sheets_holds():
    head = ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"]
    first = [[1, "Jumlah warga terlayani", 120, 114, "95,00"], [2, "Jumlah arsip ditata", 80, 84, "105,00"]]
    rest = [[3, "Jumlah kelompok dibina", 40, 36, "90,00"], [4, "Jumlah izin terbit", 200, 212, "106,00"]]
    mean = [None, "Rata-rata", None, None, "99,00"]
    found = audited({"A": [head, *first], "B": [*rest, mean]}, only=("rata-rata-kolom",))
    assert [outcome.status for outcome in found.outcomes("rata-rata-kolom")] == [Status.PASS]
