from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.formula import evaluate, parse
from lkjip_audit.formula.excel import to_excel

CELLS = {"a": "A1", "b": "B1", "c": "C1"}
FIGURES = {"a": Decimal(7), "b": Decimal(3), "c": Decimal(2)}


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("a / b", "A1/B1"),
        ("a / (b / c)", "A1/(B1/C1)"),
        ("a - (b - c)", "A1+(-((B1)+(-(C1))))"),
        ("(2 * a - b) / a", "((2*A1)+(-(B1)))/A1"),
        ("sum(a, b) + max(a, c)", "SUM(A1,B1)+MAX(A1,C1)"),
        ("if(a >= b, a, 0)", "IF(A1>=B1,A1,0)"),
    ],
)
def test_a_formula_keeps_its_meaning(formula, written):
    assert value(to_excel(parse(formula), CELLS)) == value(written)


def value(excel: str) -> object:
    """The value of a formula of this little language, by Python's own rules, at A1=7, B1=3, C1=2."""
    for word, python in (("SUM(", "add("), ("MAX(", "max("), ("IF(", "choose(")):
        excel = excel.replace(word, python)
    known = {"A1": 7, "B1": 3, "C1": 2, "add": lambda *x: sum(x), "max": max, "choose": lambda c, a, b: a if c else b}
    return eval(excel, {"__builtins__": {}}, known)


NAMES = st.sampled_from(["a", "b", "c"])
FORMULAS = st.recursive(
    NAMES | st.integers(1, 9).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=12,
)


@given(FORMULAS)
def test_whatever_the_formula_excel_computes_what_the_rules_compute(formula):
    expression = parse(formula)
    assert value(to_excel(expression, CELLS)) == evaluate(expression, FIGURES)
