"""The relation as an Excel formula: brackets where they decide, and none for a figure that it does not yield."""

from decimal import Decimal

import pytest

from lkjip_audit.figures.model import Figure
from lkjip_audit.findings.wording import live_formula
from lkjip_audit.formula import parse
from lkjip_audit.formula.tree import Binary, Name, Sum
from lkjip_audit.judging.model import Equation, Outcome, Status
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.workbook.model import Address


def operand(name, column, unit=None, stored="5"):
    figure = Figure(Decimal(5), 0, "5", unit, stored=None if stored is None else Decimal(stored))
    return Operand(name, Node(Address("S", 1, column)), figure, "jumlah")


def outcome(formula, *operands, cell=None):
    stated = operand("x", 9)
    equation = Equation(None, "", stated, operands, formula)
    return Outcome(None, Status.FINDING, "", cell or stated.node, relation=equation)


ABC = (operand("a", 1), operand("b", 2), operand("c", 3))


@pytest.mark.parametrize(
    ("formula", "excel"),
    [
        (Binary("-", Name("a"), Sum((Name("b"), Name("c")))), "='S'!A1-('S'!B1+'S'!C1)"),
        (Sum((Name("a"), Name("b"))), "='S'!A1+'S'!B1"),
        (parse("a / b * 100"), "=('S'!A1/'S'!B1)*100"),
        (parse("a - (b - c)"), "='S'!A1-('S'!B1-'S'!C1)"),
        (parse("-a"), "=-('S'!A1)"),
    ],
)
def test_brackets_stand_where_they_decide(formula, excel):
    assert live_formula(outcome(formula, *ABC)) == excel


def test_a_percentage_stored_as_a_fraction_counts_in_hundreds():
    assert live_formula(outcome(parse("a / b"), operand("a", 1, "%"), operand("b", 2))) == "=('S'!A1*100)/'S'!B1"


def test_none_for_text_or_for_a_figure_that_the_formula_does_not_yield():
    assert live_formula(outcome(parse("a + b"), operand("a", 1, stored=None), operand("b", 2))) is None
    elsewhere = Node(Address("S", 4, 4))
    assert live_formula(outcome(parse("a + b"), *ABC, cell=elsewhere)) is None
