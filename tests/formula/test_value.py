"""The value of a formula, and the formula turned round."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.formula import Name, Number, Sum, evaluate, names, parse, solve

MONEY = st.decimals(min_value=-(10**13), max_value=10**13, places=2)


def values(**given):
    return {name: Decimal(value) for name, value in given.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * c", "14"),
        ("a - b - c", "-5"),
        ("-a", "-2"),
        ("sum(a, b, c)", "9"),
        ("mean(a, b, c, 1)", "2.5"),
        ("min(a, b) + max(b, c)", "6"),
        ("abs(a - c)", "2"),
        ("a < b", "1"),
        ("a >= b", "0"),
        ("if(b != 3, a / 0, c)", "4"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(1.005, 2)", "1.01"),
        ("round(-0.004, 2)", "0"),
    ],
)
def test_arithmetic(text, expected):
    assert evaluate(parse(text), values(a="2", b="3", c="4")) == Decimal(expected)


def test_thirds_add_up_to_one():
    assert evaluate(parse("if(a / 3 + a / 3 + a / 3 = 1, 1, 0)"), values(a="1")) == 1


def test_unending_quotient_has_sixty_digits():
    assert evaluate(parse("1 / 3"), {}) == Decimal("0." + "3" * 60)


@pytest.mark.parametrize("text", ["a / (b - b)", "a / missing", "missing", "if(missing > 0, a, b)"])
def test_no_value_is_none(text):
    assert evaluate(parse(text), values(a="1", b="2")) is None


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "1E+999999999"])
def test_what_is_no_spreadsheet_number_has_no_value(odd):
    assert evaluate(parse("a * 2"), values(a=odd)) is None


def test_hundred_thousand_terms_are_one_sum():
    table = Sum(tuple(Name(f"x{row}") for row in range(100_000)))
    figures = {f"x{row}": Decimal(row) for row in range(100_000)}
    assert evaluate(table, figures) == 4_999_950_000
    assert solve(table, "x5", Decimal(0), figures) == 5 - 4_999_950_000
    assert len(names(table)) == 100_000


@pytest.mark.parametrize(
    ("text", "name", "target", "expected"),
    [
        ("realisasi / target * 100", "realisasi", "583.03", "75.910506"),
        ("(realisasi / target - 1) * 100", "target", "100", "37.955"),
        ("a - b", "b", "3", "-1"),
        ("b - a", "b", "3", "5"),
        ("a * b", "b", "8", "4"),
        ("b / a", "b", "8", "16"),
        ("-b", "b", "8", "-8"),
        ("sum(a, b, 1)", "b", "8", "5"),
        ("mean(a, b)", "b", "8", "14"),
        ("a + b + 1", "b", "8", "5"),
        ("if(a > 1, b, 0)", "b", "8", "8"),
    ],
)
def test_solve_turns_the_formula_round(text, name, target, expected):
    given = values(realisasi="75.91", target="13.02", a="2", b="999")
    assert solve(parse(text), name, Decimal(target), given) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "target", "why"),
    [
        ("b * b", "9", "no straight line, and two values"),
        ("a / b + b", "3", "two values"),
        ("b - b", "0", "any value"),
        ("(b - a) / b", "1", "divides by what would be without bound"),
        ("a", "8", "does not occur"),
        ("0 * b", "8", "no value does"),
        ("b / zero", "8", "never has a value"),
        ("a / b", "0", "no value does"),
        ("zero / b", "0", "every value does"),
        ("b + missing", "8", "an operand is missing"),
        ("abs(b)", "8", "two values do"),
        ("round(b)", "8", "many values do"),
        ("max(a, b)", "8", "many values may"),
        ("b > a", "1", "many values do"),
        ("if(a > 1, a, b)", "8", "the branch is not taken"),
        ("if(b > 1, a, 0)", "8", "stands in the condition"),
    ],
)
def test_solve_says_none_when(text, target, why):
    assert solve(parse(text), "b", Decimal(target), values(a="2", zero="0")) is None, why


@pytest.mark.parametrize(
    ("text", "name", "target", "expected"),
    [
        ("b + b", "b", "8", "4"),
        ("(a - b) / b * 100", "b", "25", "8"),
        ("(a - b) / a * 100", "a", "20", "2.5"),
        ("(2 * b - a) / b * 100", "b", "110", "100"),
        ("100 - b / (b + a) * 100", "b", "50", "10"),
        ("-(b - a) / b", "b", "0.25", "8"),
    ],
)
def test_solve_finds_a_name_that_stands_above_and_below(text, name, target, expected):
    given = values(a="90" if "2 *" in text else "10", b="2")
    assert solve(parse(text), name, Decimal(target), given) == Decimal(expected)


@settings(deadline=None)
@given(MONEY, MONEY.filter(bool), MONEY.filter(bool))
def test_solving_for_an_operand_gives_it_back(part, whole, factor):
    formula = parse("(part / whole - 1) * factor + 7")
    given = {"part": part, "whole": whole, "factor": factor}
    stated = evaluate(formula, given)
    assert stated is not None
    for name in ("part", "factor"):
        solved = solve(formula, name, stated, given)
        if solved is not None:
            assert abs(solved - given[name]) < Decimal("1E-20")


@settings(deadline=None)
@given(st.lists(MONEY, min_size=1, max_size=30))
def test_sum_and_mean_agree_with_fractions(terms):
    table = Sum(tuple(map(Number, terms)))
    exact = sum(map(Fraction, terms))
    assert Fraction(evaluate(table, {})) == exact
