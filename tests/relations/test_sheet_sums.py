"""The sheet of a year over those of its months, quarters or parts."""

from __future__ import annotations

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "jumlah-antar-lembar"
HEAD = ["No", "Kegiatan", "Realisasi (Rp)", "Jumlah"]
WORK = ["Pelatihan", "Pasar Murah", "Lumbung Desa", "Uji Mutu"]
QUARTERS = ["TW I", "TW II", "TW III", "TW IV"]


def amount(sheet, row):
    return 11_000_301 + 7_213_007 * sheet + 3_100_423 * row


def book(names, whole="Setahun", change=0, rows=4):
    sheets = {
        name: [HEAD, *([at + 1, WORK[at], amount(n, at), amount(n, at)] for at in range(rows))]
        for n, name in enumerate(names)
    }
    sums = [sum(amount(n, at) for n in range(len(names))) for at in range(rows)]
    sums[1] += change
    return {**sheets, whole: [HEAD, *([at + 1, WORK[at], sums[at], sums[at]] for at in range(rows))]}


def places(found):
    return {(item.cell.address.place, item.expected_text) for item in found.findings(RULE)}


def test_every_figure_of_the_year_is_the_sum_of_its_quarters():
    found = audited(book(QUARTERS), only=[RULE])
    assert [item.status for item in found.outcomes(RULE)] == [Status.PASS] * 8
    assert all(len(item.relation.operands) == 4 for item in found.outcomes(RULE))


def test_figure_that_changed_in_the_year_alone_is_told_though_its_sheet_is_consistent():
    found = audited(book(QUARTERS, change=900_000), only=[RULE])
    assert places(found) == {("Setahun!C3", "99680938"), ("Setahun!D3", "99680938")}


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        (["Januari", "Februari", "Maret"], "TW I"),
        (["Jan", "Feb", "Mar", "Apr", "Mei", "Jun"], "Semester I"),
        (["Juli", "Agustus", "September", "Oktober"], "s.d. Oktober"),
        (["Bidang Tanaman", "Bidang Ternak", "Sekretariat"], "Dinas"),
    ],
)
def test_whole_is_told_by_its_months_or_by_its_size(names, whole):
    assert len(audited(book(names, whole), only=[RULE]).outcomes(RULE)) == 8


def test_quarter_is_held_to_its_own_months_and_no_others():
    months = book(["Januari", "Februari", "Maret"], "TW I")
    quarters = book(QUARTERS)
    del quarters["TW I"]
    both = audited({**months, **quarters}, only=[RULE])
    assert {item.cell.address.sheet for item in both.outcomes(RULE, Status.PASS)} == {"TW I"}


@pytest.mark.parametrize("change", [("Setahun", 9_999_999_999), ("Setahun", 1)])
def test_sheets_whose_sums_mostly_do_not_agree_are_left_alone(change):
    sheets = book(QUARTERS)
    for row in sheets[change[0]][1:]:
        row[2] += change[1]
        row[3] += change[1]
    assert not audited(sheets, only=[RULE]).outcomes(RULE)


def test_two_rows_that_agree_are_too_few():
    assert not audited(book(QUARTERS, rows=2), only=[RULE]).outcomes(RULE)


def test_row_that_a_quarter_lacks_counts_nothing_there():
    sheets = book(QUARTERS)
    taken = sheets["TW II"].pop()
    sheets["Setahun"][4][2] -= taken[2]
    sheets["Setahun"][4][3] -= taken[3]
    found = audited(sheets, only=[RULE])
    assert len(found.outcomes(RULE, Status.PASS)) == 8
