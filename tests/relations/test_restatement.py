"""Totals of several tables: one fact where they total the same, several where they do not."""

from __future__ import annotations

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

HEADER = ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"]


def sheet(title, rows, total):
    body = [[at, name, pagu, spent, share] for at, (name, pagu, spent, share) in enumerate(rows, 1)]
    return [[title], HEADER, *body, [None, "Jumlah", *total]]


ONE = [
    ("Penataan arsip", "501.608.827", "379.162.387", "75,59"),
    ("Perpustakaan", "412.310.000", "401.200.600", "97,31"),
]
OTHER = [
    ("Jalan lingkungan", "670.529.631", "607.424.020", "90,59"),
    ("Irigasi", "893.733.000", "742.100.900", "83,03"),
]


def accused(first, second):
    found = audited({"Lampiran 1": first, "Lampiran 2": second})
    return found.outcomes("fakta-anggaran-antar-tabel", Status.FINDING)


def test_rates_that_come_near_are_not_held_to_each_other_where_the_amounts_total_something_else():
    first = sheet("Anggaran Bidang Arsip", ONE, ["913.918.827", "780.362.987", "85,39"])
    second = sheet("Anggaran Bidang Jalan", OTHER, ["1.564.262.631", "1.349.524.920", "86,27"])
    assert not accused(first, second)


def test_rates_of_one_total_are_held_to_each_other():
    first = sheet("Realisasi Anggaran", ONE, ["913.918.827", "780.362.987", "85,39"])
    short = [[*row[:3], row[4]] if len(row) == len(HEADER) else row for row in first]
    changed = [*short[:-1], [None, "Jumlah", "913.918.827", "85,93"]]
    assert len(accused(first, changed)) == 1
