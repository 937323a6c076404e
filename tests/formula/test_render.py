"""A formula written out with its figures."""

import pytest

from lkjip_audit.formula import Name, Sum, parse, render

FIGURES = {"realisasi": "75,91", "target": "13,02", "minus": "-5,00", "a": "1", "b": "2", "c": "3"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("realisasi / target * 100", "(75,91 / 13,02) × 100"),
        ("(realisasi / target - 1) * 100", "(75,91 / 13,02 − 1) × 100"),
        ("a - b - c", "1 − 2 − 3"),
        ("a - (b + c)", "1 − (2 + 3)"),
        ("a - (b - c)", "1 − (2 − 3)"),
        ("a - (b + c) - 4", "1 − (2 + 3) − 4"),
        ("a / (b / c)", "1 / (2 / 3)"),
        ("a * b * c", "1 × 2 × 3"),
        ("a + minus", "1 + (-5,00)"),
        ("a - minus - b", "1 − (-5,00) − 2"),
        ("-(a + b)", "−(1 + 2)"),
        ("-a + b + c", "−1 + 2 + 3"),
        ("1000000.5 * a", "1.000.000,5 × 1"),
        ("mean(a, b)", "rata-rata(1; 2)"),
        ("abs(a - b) * 2", "|1 − 2| × 2"),
        ("round(a / b, 2)", "bulatkan(1 / 2; 2)"),
        ("if(a >= b, a, c)", "jika 1 ≥ 2 maka 1, jika tidak 3"),
        ("a + unknown", "1 + unknown"),
    ],
)
def test_written_for_a_reader(text, written):
    assert render(parse(text), FIGURES) == written


def test_long_sum_is_shortened_and_counted():
    assert render(Sum(tuple(map(Name, "abcdefgh"))), FIGURES) == "1 + 2 + … (8 suku)"
    assert render(parse("mean(a, b, c, d, e, f, g) * 2"), FIGURES) == "rata-rata(1; 2; … (7 suku)) × 2"


def test_sum_of_six_is_written_whole():
    assert render(Sum(tuple(map(Name, "abcdef"))), FIGURES) == "1 + 2 + 3 + d + e + f"
