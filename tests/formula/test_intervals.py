"""The range of a formula over operands that are known to their rounding only."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lkjip_audit.formula import Name, Sum, evaluate, evaluate_interval, parse
from lkjip_audit.formula.interval import Interval


def between(low, high, **ends):
    return Interval(Decimal(low), Decimal(high), **ends)


RANGES = {
    "a": between("1", "2"),
    "b": between("3", "4"),
    "near_b": between("3.5", "5"),
    "round_zero": between("-3", "2"),
    "open": between("2", "3", low_open=True, high_open=True),
    "four": between("4", "4"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b", between("4", "6")),
        ("b - a", between("1", "3")),
        ("a * b * 100", between("300", "800")),
        ("a / four", between("0.25", "0.5")),
        ("-a", between("-2", "-1")),
        ("sum(a, b, 1)", between("5", "7")),
        ("mean(a, b)", between("2", "3")),
        ("max(a, open)", between("2", "3", low_open=True, high_open=True)),
        ("min(a, open)", between("1", "2")),
        ("max(b, open)", between("3", "4")),
        ("abs(round_zero)", between("0", "3")),
        ("abs(-b)", between("3", "4")),
        ("abs(b)", between("3", "4")),
        ("round(open / 4, 1)", between("0.5", "0.8")),
        ("a < b", between("1", "1")),
        ("a >= b", between("0", "0")),
        ("b < near_b", between("0", "1")),
        ("b = near_b", between("0", "1")),
        ("four = 4", between("1", "1")),
        ("four != 4", between("0", "0")),
        ("a = b", between("0", "0")),
        ("open > 3", between("0", "0")),
        ("a <= open", between("1", "1")),
        ("if(a < b, a, b)", between("1", "2")),
        ("if(a > b, a, b)", between("3", "4")),
        ("if(b > near_b, 10, near_b)", between("3.5", "10")),
    ],
)
def test_range(text, expected):
    assert evaluate_interval(parse(text), RANGES) == expected


@pytest.mark.parametrize("text", ["a / round_zero", "a / missing", "if(b > near_b, a, missing)"])
def test_no_range_is_none(text):
    assert evaluate_interval(parse(text), RANGES) is None


def test_branch_that_cannot_be_taken_is_not_needed():
    assert evaluate_interval(parse("if(a < b, a, missing)"), RANGES) == RANGES["a"]


def test_long_sum_has_a_range():
    rows = {f"x{row}": between("0.5", "1.5") for row in range(20_000)}
    assert evaluate_interval(Sum(tuple(map(Name, rows))), rows) == between("10000", "30000")
    assert evaluate_interval(Sum(()), {}) == between("0", "0")


FORMULAS = [
    "x / y * 100",
    "(x / y - 1) * 100",
    "(2 * y - x) / y * 100",
    "x - y + z",
    "mean(x, y, z)",
    "max(x, min(y, z))",
    "abs(x - y) * z",
    "round(x * z, 1)",
    "if(x > y, x / z, y - z)",
    "if(x = y, 1, x)",
]
FIGURE = st.decimals(min_value=-1000, max_value=1000, places=2)


@settings(deadline=None)
@given(st.sampled_from(FORMULAS), st.lists(st.tuples(FIGURE, FIGURE), min_size=3, max_size=3), st.data())
def test_true_value_always_lies_in_the_range(text, ends, data):
    formula = parse(text)
    ranges = {name: between(min(pair), max(pair)) for name, pair in zip("xyz", ends, strict=True)}
    inside = {
        name: data.draw(st.decimals(min_value=range_.low, max_value=range_.high, places=3), label=name)
        for name, range_ in ranges.items()
    }
    span = evaluate_interval(formula, ranges)
    assume(span is not None)
    value = evaluate(formula, inside)
    assert value is not None
    slack = Fraction(1, 10**40)
    assert Fraction(span.low) - slack <= Fraction(value) <= Fraction(span.high) + slack
