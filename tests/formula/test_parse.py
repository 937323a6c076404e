"""From text to tree, and what a reader is told where the text is no formula."""

from decimal import Decimal

import pytest

from lkjip_audit.formula import (
    Binary,
    Call,
    Compare,
    If,
    LanguageError,
    Name,
    Negative,
    Number,
    Sum,
    names,
    parse,
)

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("12.50", Number(Decimal("12.50"))),
        ("a + b", Binary("+", A, B)),
        ("a - b", Binary("-", A, B)),
        ("a + b - c", Sum((A, B, Negative(C)))),
        ("a - (b + c)", Binary("-", A, Binary("+", B, C))),
        ("a * b / c", Binary("/", Binary("*", A, B), C)),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("-a * b", Binary("*", Negative(A), B)),
        ("+a", A),
        ("sum(a, b)", Call("sum", (A, B))),
        ("mean (a)", Call("mean", (A,))),
        ("round(a, 2)", Call("round", (A, Number(Decimal(2))))),
        ("a >= b", Compare(">=", A, B)),
        ("a == b", Compare("=", A, B)),
        ("a <> b", Compare("!=", A, B)),
        ("if(a > b, a, b)", If(Compare(">", A, B), A, B)),
        ("max(a >= b, c)", Call("max", (Compare(">=", A, B), C))),
    ],
)
def test_text_becomes_the_tree_that_a_reader_expects(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    "name",
    [
        "realisasi",
        "pagu@total",
        "target[2022]",
        "target[n-1]",
        "pagu@total[2022]",
        "sum",
        "realisasi_anggaran",
    ],
)
def test_name_keeps_its_qualifier_verbatim(name):
    assert parse(f"2 * {name}") == Binary("*", Number(Decimal(2)), Name(name))


def test_names_come_once_each_in_reading_order():
    assert names(parse("if(c > 0, b / a, b) + sum(a, d)")) == ("c", "b", "a", "d")


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "formula_wants_operand_at_end", 1),
        ("a +", "formula_wants_operand_at_end", 4),
        ("a + * b", "formula_wants_operand", 5),
        ("sum()", "formula_wants_operand", 5),
        ("a b", "formula_wants_operator", 3),
        ("2a", "formula_wants_operator", 2),
        ("a, b", "formula_wants_operator", 2),
        ("a < b < c", "formula_wants_operator", 7),
        ("(a + b", "formula_wants_close_at_end", 7),
        ("(a b)", "formula_wants_close", 4),
        ("a % b", "formula_character", 3),
        ("a\n  + 'b'", "formula_character", 7),
        ("summ(a)", "formula_function", 1),
        ("a * __import__(b)", "formula_function", 5),
        ("abs(a, b)", "formula_arguments", 1),
        ("if(a, b)", "formula_if", 1),
        ("round(a, b)", "formula_round", 1),
        ("round(a, 1.5)", "formula_round", 1),
        ("round(a, 99)", "formula_round", 1),
        ("-" * 200 + "a", "formula_depth", 1),
        ("(" * 200 + "a" + "/2)" * 200, "formula_depth", 1),
    ],
)
def test_fault_is_named_at_its_column(text, code, column):
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.column) == (code, column)


def test_misspelt_function_names_the_nearest():
    with pytest.raises(LanguageError) as caught:
        parse("maen(a, b)")
    assert caught.value.details["nearest"] == "mean"


def test_long_sum_is_read_flat():
    assert len(parse(" + ".join(f"x{i}" for i in range(5_000))).terms) == 5_000
