"""A recap over the sheets that are about each of its rows."""

from __future__ import annotations

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "rekap-lampiran"
HEAD = ["No", "Kegiatan", "Pagu (Rp)"]
AGENCIES = ["Dinas Pangan", "Dinas Arsip", "Kecamatan Barat", "Dinas Sosial"]


def parts(agency):
    return [101_000_700 + 31_000_011 * agency + 7_770_003 * row for row in range(3)]


def book(name=lambda agency: agency, title=lambda _: None, *, totals=True, change=0):
    sheets = {}
    for at, agency in enumerate(AGENCIES):
        rows = [[n + 1, f"Kegiatan {n + 1}", value] for n, value in enumerate(parts(at))]
        rows += [[None, "Jumlah", sum(parts(at))]] if totals else []
        above = [[title(agency)]] if title(agency) else []
        sheets[name(agency)] = [*above, HEAD, *rows]
    recap = [[at + 1, agency, sum(parts(at)) + change * (at == 2)] for at, agency in enumerate(AGENCIES)]
    return {**sheets, "Rekap": [["No", "Perangkat Daerah", "Pagu (Rp)"], *recap]}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (lambda agency: agency, lambda _: None),
        (lambda agency: agency.split()[1], lambda _: None),
        (lambda agency: f"Lamp {AGENCIES.index(agency) + 1}", lambda agency: f"Pagu {agency} Tahun 2025"),
    ],
)
def test_annex_is_known_by_its_sheet_or_its_title(name, title):
    found = audited(book(name, title), only=[RULE])
    assert [item.status for item in found.outcomes(RULE)] == [Status.PASS] * 4


def test_annex_without_a_total_is_the_sum_of_its_rows():
    found = audited(book(totals=False), only=[RULE])
    assert [len(item.relation.operands) for item in found.outcomes(RULE, Status.PASS)] == [3] * 4


def test_recap_that_departs_in_one_row_is_told():
    found = audited(book(change=-2_000_000), only=[RULE])
    assert found.told() == {("C4", str(sum(parts(2))), "material")}


def test_sheets_that_name_nobody_are_no_annexes():
    assert not audited(book(lambda agency: f"Lamp {AGENCIES.index(agency) + 1}"), only=[RULE]).outcomes(RULE)


def test_recap_of_other_amounts_is_none():
    other = book()
    for row in other["Rekap"][1:]:
        row[2] = row[2] * 2 + 1_001
    assert not audited(other, only=[RULE]).outcomes(RULE)
