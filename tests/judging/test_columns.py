"""What a look at a whole column says holds is what judging row by row says; it never says more."""

from decimal import Decimal
from random import Random

import pytest

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.scaled import constant, scaled
from lkjip_audit.formula import Expression, evaluate, parse
from lkjip_audit.judging.columns import bits_of, holds, ratio_of, worth_of
from lkjip_audit.judging.evidence import worth
from lkjip_audit.judging.model import Equation, Manner
from lkjip_audit.judging.precision import judge
from lkjip_audit.scene.added_rows import significant_bits
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.workbook.model import Address
from tests.judging.equations import RULE

FORMULAS = ["a - b", "a / b * 100", "a + b - c", "(a - b) / b * 100", "a / (b / c)", "-a + b * c", "a / (b - b)"]


def drawn(draw: Random, decimals: int) -> Decimal:
    return Decimal(draw.randrange(-40, 400) * draw.choice([1, 10, 1000])).scaleb(-decimals)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("seed", range(4))
def test_rows_that_simply_hold_are_judged_to_hold_as_printed(formula: str, seed: int) -> None:
    draw = Random(f"{formula} {seed}")
    expression, rows = parse(formula), 120
    columns = {name: [drawn(draw, draw.choice([0, 0, 2])) for _ in range(rows)] for name in "abc"}
    decimals = [draw.choice([0, 1, 2]) for _ in range(rows)]
    stated = []
    for row in range(rows):
        value = value_of(expression, {name: column[row] for name, column in columns.items()})
        step = Decimal(1).scaleb(-decimals[row])
        near = Decimal(0) if value is None else round(value, decimals[row])
        stated.append(near + draw.choice([0, 0, 0, 1]) * step)
    steps = scaled([Decimal(1).scaleb(-shown) for shown in decimals])
    value = ratio_of(expression, {name: scaled(column) for name, column in columns.items()})
    assert value is not None
    found = holds(scaled(stated), steps, value).tolist()
    held = 0
    for row in range(rows):
        operands = tuple(figure(name, columns[name][row], 2) for name in "abc")
        equation = Equation(RULE, "", figure("stated", stated[row], decimals[row]), operands, expression)
        verdict = judge(equation, expression, {})
        if found[row]:
            assert verdict is not None
            assert verdict.manner is Manner.PRINTED
        held += verdict is not None and verdict.manner is Manner.PRINTED
    assert sum(found) >= 0.8 * held


def value_of(expression: Expression, environment: dict[str, Decimal]) -> Decimal | None:
    return evaluate(expression, environment)


def figure(name: str, value: Decimal, decimals: int) -> Operand:
    return Operand(name, Node(Address("S", 1, 1 + "sabc".find(name[:1]))), Figure(value, decimals, str(value)), name)


def test_a_value_on_the_edge_of_a_step_is_left_to_the_one_judgement_of_rounding() -> None:
    value = ratio_of(parse("a / 2"), {"a": scaled([Decimal(25), Decimal(26)])})
    assert value is not None
    assert holds(scaled([Decimal(13), Decimal(13)]), constant(Decimal(1)), value).tolist() == [False, True]


def test_nothing_holds_where_it_is_divided_by_zero() -> None:
    value = ratio_of(parse("a / b"), {"a": scaled([Decimal(0)]), "b": scaled([Decimal(0)])})
    assert value is not None
    assert holds(scaled([Decimal(0)]), constant(Decimal(1)), value).tolist() == [False]


def test_a_formula_that_chooses_is_judged_row_by_row() -> None:
    assert ratio_of(parse("if(a > 1, a, 2)"), {"a": scaled([Decimal(3)])}) is None


def test_digits_are_worth_as_much_by_the_column_as_by_the_row() -> None:
    amounts = [Decimal("1234000"), Decimal("0"), Decimal("98.70"), Decimal("-56"), Decimal(10) ** 17 + 1]
    assert bits_of(scaled(amounts)).tolist() == [significant_bits(amount) for amount in amounts]
    others = [Decimal("7"), Decimal("3"), Decimal("98.7"), Decimal("1"), Decimal("2")]
    equations = [
        Equation(RULE, "", figure("s", s, 2), (figure("a", a, 2),), parse("a"))
        for s, a in zip(amounts, others, strict=True)
    ]
    assert worth_of(scaled(amounts), [scaled(others)]).tolist() == [worth(equation) for equation in equations]
