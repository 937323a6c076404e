"""Directions that a sentence tells between two of its own figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.figures.rounding import format_indonesian
from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "arah-narasi"


def found(text):
    return audited([[text]], only=[RULE])


@pytest.mark.parametrize(
    "text",
    [
        "Kabupaten naik dari peringkat 12 menjadi peringkat 7.",
        "Capaian 98,20% tidak lebih tinggi daripada 101,35%.",
        "Jumlah pelanggaran menurun dari 20 kasus menjadi 15 kasus, dan target meningkat.",
        "Realisasi naik 5,20 poin dari tahun lalu sebesar 80,10.",
        "Nilai 85,49 lebih rendah dari target dan realisasi anggaran 75,20%.",
        "Anggaran turun dari Rp4.839.362.450 menjadi Rp2.688.593.227 karena rasionalisasi.",
        "Peningkatan kinerja dari 12 indikator yang ada, 9 indikator tercapai.",
        "Indeks naik dari Rp1,2 miliar menjadi Rp1.300 juta.",
    ],
)
def test_what_is_right_or_says_something_else_raises_nothing(text):
    assert found(text).findings(RULE) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anggaran turun dari Rp2.688.593.227 menjadi Rp4.839.362.450.", "turun"),
        ("Terjadi peningkatan nilai dari 82,12 menjadi 80,35 poin.", "peningkatan"),
        ("Realisasi 312 masih lebih kecil daripada rata-rata nasional 297,5.", "lebih kecil"),
        ("Serapan 75,20% lebih banyak dibanding tahun 2022 yang 80,10%.", "lebih banyak"),
    ],
)
def test_direction_against_its_figures_is_found(text, words):
    assert [outcome.stated for outcome in found(text).findings(RULE)] == [words]


def test_figures_of_different_units_are_not_judged():
    outcomes = found("Target meningkat dari 12 dokumen menjadi 85%.").outcomes(RULE, Status.NOT_VERIFIABLE)
    assert [outcome.reason for outcome in outcomes] == ["units_differ"]


AMOUNTS = st.integers(10_000, 10**9).map(lambda n: Decimal(n) / 100)


@given(AMOUNTS, AMOUNTS)
def test_exactly_one_of_the_two_directions_is_wrong_unless_the_figures_are_equal(old, new):
    first, second = format_indonesian(old, 2), format_indonesian(new, 2)
    up = found(f"Indeks meningkat dari {first} menjadi {second}.").findings(RULE)
    down = found(f"Indeks menurun dari {first} menjadi {second}.").findings(RULE)
    assert (len(up), len(down)) == (int(new <= old), int(new >= old))
