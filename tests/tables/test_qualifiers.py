"""Years, quarters, units, scales and formulas in the words of headers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.tables.period import Period, PeriodKind
from lkjip_audit.tables.qualifiers import (
    read_index,
    read_plan_year,
    read_qualifiers,
    read_stage,
    read_years,
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Target 2016", 2016),
        ("Realisasi s/d Tahun 2016", 2016),
        ("2015**", 2015),
        ("Realisasi s.d Tahun 2016 (2014+2015+ 2016)", 2016),
        ("Target Renstra sd 2018 (2013- 2018)", 2018),
        ("TAHUN 2012 (n-2)", 2012),
        ("Capaian Kinerja % Tahun 2016Terhadap RPJMD", 2016),
        ("Target Renstra 2021-2026", None),
        ("Realisasi 2016 Thdp Tahun 2015", None),
        ("Anggaran 2.016.000", None),
    ],
)
def test_the_one_year_of_a_header(text: str, year: int | None) -> None:
    assert read_qualifiers(text).year == year


@pytest.mark.parametrize(
    ("text", "offset"),
    [("Capaian Thn Lalu", -1), ("tahun n-2", -2), ("(n+1)", 1), ("Tahun ini", 0), ("Target", None)],
)
def test_years_told_from_this_one(text: str, offset: int | None) -> None:
    assert read_qualifiers(text).year_offset == offset


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Trw IV", "tw4"),
        ("Triwulan II", "tw2"),
        ("T.W. 3", "tw3"),
        ("TW-I", "tw1"),
        ("s.d. TW II", "sd_tw2"),
        ("realisasi s/d Triwulan II", "sd_tw2"),
        ("Target Triwulan (kumulatif) III", "sd_tw3"),
        ("Semester II", "smt2"),
        ("Januari", "bulan1"),
        ("Realisasi s.d Bulan ini", "sd_bulan"),
        ("Misi II", None),
    ],
)
def test_quarters_and_months(text: str, period: str | None) -> None:
    found = read_qualifiers(text).period
    assert (None if found is None else str(found)) == period


def test_a_bare_numeral_is_a_quarter_only_under_quarters() -> None:
    assert read_qualifiers("III", under_quarters=True).period == Period(PeriodKind.QUARTER, 3)
    assert read_qualifiers("III").period is None


@pytest.mark.parametrize(
    ("text", "unit", "multiplier"),
    [
        ("Anggaran (Rp)", "Rp", 1),
        ("Pagu (Rp.)", "Rp", 1),
        ("Pagu indikatif (Rp.000)", "Rp", 1000),
        ("Pagu (Rp 000)", "Rp", 1000),
        ("Pagu Indikatif (Ribuan)", "Rp", 1000),
        ("Anggaran (dalam juta rupiah)", "Rp", 10**6),
        ("Anggaran (miliar)", "Rp", 10**9),
        ("Capaian (%)", "%", 1),
        ("Persentase Capaian", "%", 1),
        ("Jenis Kelamin (orang)", "orang", 1),
        ("Realisasi Rp dan %", None, 1),
        ("Target", None, 1),
    ],
)
def test_units_and_scales(text: str, unit: str | None, multiplier: int) -> None:
    found = read_qualifiers(text)
    assert (found.unit, found.multiplier) == (unit, Decimal(multiplier))


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("Tingkat Efisiensi (100-6)", "100-6"),
        ("Realisasi 2016 Thdp Tahun 2015 (3/4)*100", "(3/4)*100"),
        ("Thdp Target Renstra (4/5)*100%", "(4/5)*100%"),
        ("Capaian (5 : 4 x 100%)", "5:4x100%"),
        ("Target Renstra (2013- 2018)", None),
        ("TW 1-4", None),
        ("D.III/D.IV", None),
    ],
)
def test_formulas_in_header_words(text: str, formula: str | None) -> None:
    assert read_qualifiers(text).formula == formula


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("3", ("3", None)),
        ("(3)", ("3", None)),
        ("12=(10-6)", ("12", "10-6")),
        ("8 = (7/6)", ("8", "7/6")),
        ("Target", None),
        ("104", ("104", None)),
        ("(d)", ("d", None)),
        ("g = (f/e) x 100", ("g", "(f/e)x100")),
    ],
)
def test_column_number_cells(text: str, index: tuple[str, str | None] | None) -> None:
    assert read_index(text) == index


def test_years_of_a_plan() -> None:
    assert read_plan_year("Tahun-3") == 3
    assert read_plan_year("Tahun ke-IV") == 4
    assert read_plan_year("Tahun 2023") is None


def test_single_years_of_a_title_without_its_periods() -> None:
    assert read_years("Capaian Tahun 2023 Renstra 2021-2026") == (2023,)


def test_the_longest_phrase_names_the_stage() -> None:
    stages = {"pk": ("pk", "perjanjian kinerja"), "pk_perubahan": ("perubahan perjanjian kinerja",)}
    assert read_stage("PERUBAHAN PERJANJIAN KINERJA", stages) == "pk_perubahan"
    assert read_stage("Perjanjian Kinerja", stages) == "pk"
    assert read_stage("Paket", stages) is None


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    found = read_qualifiers(text)
    assert found.multiplier >= 1
    assert found.year is None or 1900 <= found.year <= 2099


def test_year_that_a_change_is_from_is_not_the_column_s():
    for text in ("Peningkatan dari 2024", "Kenaikan terhadap Tahun 2024", "Perubahan dibandingkan tahun 2024"):
        assert read_qualifiers(text).year is None
    assert read_qualifiers("Peningkatan 2024").year == 2024
    assert read_qualifiers("Capaian terhadap Target 2029").year == 2029
