"""Ranges and bounds."""

from decimal import Decimal

import pytest

from lkjip_audit.figures.parse import Marks, parse_range


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("85 s.d 100", "85", "100", False, False),
        ("85 s/d 100", "85", "100", False, False),
        ("85 s.d. 100", "85", "100", False, False),
        ("85 sampai dengan 100", "85", "100", False, False),
        ("70 s.d < 85", "70", "85", False, True),
        ("55 s.d <70", "55", "70", False, True),
        ("<55", None, "55", False, True),
        ("> 100", "100", None, True, False),
        ("\N{GREATER-THAN OR EQUAL TO} 91", "91", None, False, False),
        (">= 91", "91", None, False, False),
        ("=< 50", None, "50", False, False),
        ("0 \N{EN DASH} 5,99%", "0", "5.99", False, False),
        ("0,81 - 1", "0.81", "1", False, False),
        ("250-324", "250", "324", False, False),
        (">85-100", "85", "100", True, False),
        (">75-<85", "75", "85", True, True),
        ("91 % <= 100 %", "91", "100", False, False),
        ("50 < 80", "50", "80", False, True),
        ("91 <= x <= 100", "91", "100", False, False),
        ("50 < nilai <= 60", "50", "60", True, False),
        ("100 >= x > 90", "90", "100", True, False),
        ("minimal 80", "80", None, False, False),
        ("maksimal 5 hari", None, "5", False, False),
        ("kurang dari 55", None, "55", False, True),
        ("di atas 100%", "100", None, True, False),
        ("lebih dari atau sama dengan 90", "90", None, False, False),
        ("100 ke atas", "100", None, False, False),
        ("50 ke bawah", None, "50", False, False),
    ],
)
def test_ranges(text, low, high, low_open, high_open):
    bounds = parse_range(text)
    assert bounds is not None
    assert (bounds.low, bounds.high) == tuple(None if end is None else Decimal(end) for end in (low, high))
    assert (bounds.low_open, bounds.high_open) == (low_open, high_open)
    assert bounds.literal == text


def test_unit_and_decimals():
    bounds = parse_range("0 - 5,99%")
    assert (bounds.unit, bounds.decimals) == ("%", 2)
    assert parse_range("3 - 5 hari").unit == "hari"


def test_contains_keeps_to_open_ends():
    bounds = parse_range("70 s.d < 85")
    assert bounds.contains(Decimal(70))
    assert not bounds.contains(Decimal(85))
    assert bounds.contains(Decimal("84.999"))
    assert not parse_range("> 100").contains(Decimal(100))
    assert parse_range("<55").contains(Decimal(-1))


@pytest.mark.parametrize(
    "text",
    [
        "2021-2026",
        "2018 - 2023",
        "80 > 100",
        "10-6",
        "85",
        "1.000 - 2.500",
        "Baik",
        "",
        "-5,2",
        "12 Juli - 3 Mei",
        "125..000 - 200",
        "< inflasi nasional",
        "8" * 200 + " - 9",
    ],
)
def test_what_is_no_certain_range(text):
    assert parse_range(text) is None


def test_marks_decide_the_ends():
    assert parse_range("1.000 - 2.500", Marks.INDONESIAN).high == 2500
