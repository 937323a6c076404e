from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.blank.excel import of_column, of_formula, same_as, to_excel
from lkjip_audit.blank.model import Column
from lkjip_audit.rulepack.language import evaluate, parse

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


def test_a_formula_stays_empty_while_an_operand_is():
    assert of_formula("a / b", CELLS) == '=IF(COUNT(A1,B1)<2,"",IFERROR(A1/B1,""))'
    assert same_as("A1") == '=IF(A1="","",A1)'


def test_steps_become_nested_conditions_first_step_outermost():
    steps = {
        "of": "a",
        "from": [{"over": "1", "text": "tinggi"}, {"least": "0.5", "text": "cukup"}, {"text": "rendah"}],
    }
    column = Column.model_validate({"id": "x", "header": ["X"], "holds": "text", "steps": steps})
    assert of_column(column, CELLS) == '=IF(COUNT(A1)=0,"",IF(A1>1,"tinggi",IF(A1>=0.5,"cukup","rendah")))'
