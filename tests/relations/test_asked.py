"""What reviewers ask about: told humbly, and silent on what is as it should be."""

from __future__ import annotations

import pytest

from lkjip_audit.judging.model import Status
from lkjip_audit.rulepack.model import Severity
from tests.relations.audited import audited

RULES = [
    "serapan-tanpa-hasil",
    "target-tetap-anggaran-berubah",
    "target-di-bawah-tahun-lalu",
    "nomor-urut-ganda",
    "kode-dua-nama",
    "nama-dua-kode",
    "tahun-kepala-kolom",
    "tahun-urut-kepala",
]
WORKS = ["Pelatihan Petani", "Pasar Murah", "Lumbung Desa", "Uji Mutu Pangan", "Bantuan Benih"]


def numbered(numbers):
    body = [[n, f"Kegiatan {w}", f"{at + 2}10.400.000"] for at, (n, w) in enumerate(zip(numbers, WORKS, strict=True))]
    return [["No", "Kegiatan", "Pagu (Rp)"], *body]


def told(grid, rule):
    return [(item.cell.address.a1, item.severity) for item in audited(grid, only=[rule]).findings(rule)]


@pytest.mark.parametrize(
    ("numbers", "cells"),
    [
        ((1, 2, 3, 4, 5), []),
        ((1, 2, 2, 3, 4), ["A4"]),
        ((1, 2, 2, 4, 5), ["A4"]),
        ((1, 2, 1, 2, 3), []),
        ((1, 1, 1, 2, 2), []),
        ((3, 5, 9, 9, 20), []),
    ],
)
def test_number_twice_is_told_where_the_list_counts_on(numbers, cells):
    assert told(numbered(numbers), "nomor-urut-ganda") == [(cell, Severity.INFO) for cell in cells]


def results(year="2024", lower=False):
    head = ["No", "Indikator Kinerja", "Target 2024", f"Realisasi {year}", "Capaian 2024 (%)"]
    rows = [("85,00", "85,10", "100,12"), ("95,00", "93,20", "98,11"), ("72,00", "71,60", "99,44")]
    if lower:
        rows = [("85,00", "80,10", "104,12"), ("95,00", "93,20", "103,11"), ("72,00", "71,60", "108,44")]
    return [head, *([at + 1, f"Indeks {WORKS[at]}", *row] for at, row in enumerate(rows))]


def test_year_that_lags_in_a_header_is_told_where_the_ratio_is_made_of_it():
    assert told(results("2023"), "tahun-kepala-kolom") == [("D1", Severity.INFO)]
    assert told(results(), "tahun-kepala-kolom") == []


@pytest.mark.parametrize(("title", "cells"), [("Capaian Kinerja Tahun 2024", ["C2"]), ("Capaian Kinerja", [])])
def test_year_that_lags_in_a_header_is_told_where_the_title_says_which_year_it_is(title, cells):
    head = ["No", "Indikator Kinerja", "Target 2023", "Realisasi 2024", "Capaian (%)"]
    assert told([[title], head, *results()[1:]], "tahun-kepala-kolom") == [(cell, Severity.INFO) for cell in cells]


def test_result_of_last_year_that_makes_no_ratio_is_last_years():
    assert told(results("2023", lower=True), "tahun-kepala-kolom") == []


def test_codes_of_accounts_and_short_codes_have_names_of_their_own():
    head = ["Kode", "Kegiatan", "Pagu (Rp)"]
    other = ["5.1", "Belanja Modal Gedung", "300.000.000"]
    grid = [head, ["5.1", "Belanja Operasi Kantor", "100.000.000"], other]
    assert told(grid, "kode-dua-nama") == []


def test_names_of_agencies_beside_codes_of_works_are_no_names_of_theirs():
    head = ["Kode", "Nama SKPD", "Pagu (Rp)"]
    rows = [[f"2.09.03.2.0{at}.0001", f"Dinas Pangan {'AB'[at % 2]}", f"{at}30.400.000"] for at in range(1, 7)]
    assert told([head, *rows], "nama-dua-kode") == []


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_asked_of_figures_that_are_as_they_should_be(rule):
    found = audited({"Kinerja": results(), "Kegiatan": numbered((1, 2, 3, 4, 5))}, only=[rule])
    assert found.findings() == []
    assert all(item.status is not Status.RULE_ERROR for item in found.outcomes(rule))


def over_years(*years, over="Realisasi"):
    """Indicators whose results stand under the ``years`` alone, below one word over all of them."""
    blank = [None] * (len(years) - 1)
    body = [[at + 1, f"Indeks {WORKS[at]}", *(f"{60 + 7 * at},{20 + n}" for n in range(len(years)))] for at in range(4)]
    return [["No", "Indikator Kinerja", over, *blank], [None, None, *years], *body]


@pytest.mark.parametrize(
    ("years", "cells"),
    [
        ((2021, 2022, 2023), []),
        ((2024, 2023, 2022, 2021), []),
        ((2021, 2022, 2024), []),
        ((2019, 2022, 2023, 2024), []),
        ((7021, 2022, 2023), ["C2"]),
        ((2021, 2202, 2023), ["D2"]),
        ((2021, 2032, 2023), ["D2"]),
        ((2021, 2022, 2022, 2024), ["E2"]),
        ((2024, 2023, 2023, 2021), ["E2"]),
        ((2021, 2022, 2021), []),
    ],
)
def test_year_out_of_step_over_columns_is_told_at_its_cell(years, cells):
    assert told(over_years(*years), "tahun-urut-kepala") == [(cell, Severity.MINOR) for cell in cells]


def test_figures_under_a_mistaken_year_are_those_of_the_year_that_is_meant():
    again = [["No", "Indikator Kinerja", "Realisasi 2023"]]
    rows = over_years(2021, 2022, 2023)
    again += [[row[0], row[1], row[-1]] for row in rows[2:]]
    for years in ((7021, 2022, 2023), (2021, 2202, 2023), (2021, 2021, 2023)):
        found = audited([*over_years(*years), [], *again])
        assert {item.rule.id for item in found.findings()} == {"tahun-urut-kepala"}
        assert len(found.outcomes("fakta-kinerja-antar-tabel", Status.PASS)) == 4
