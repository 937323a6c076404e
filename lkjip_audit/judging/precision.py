"""How a stated result is judged against its operands: the one place that decides on rounding.

The order is the architecture's ("Figures and precision", 4): equal from printed operands, from stored ones, or from
the operands' own operands; equal if cut; possible inside the operands' rounding; outside of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from lkjip_audit.figures.rounding import round_half_even, round_half_up, truncate
from lkjip_audit.formula import Binary, Call, Expression, Name, Sum, evaluate, evaluate_interval
from lkjip_audit.formula.interval import Interval
from lkjip_audit.judging.model import Equation, Manner
from lkjip_audit.scene.place import Node, Operand

PASSING = frozenset({Manner.PRINTED, Manner.STORED, Manner.DEEP})
TRIFLE_RUPIAH = Decimal(1000)
_MOST_COMBINATIONS = 64
_FEW_OPERANDS = 4

Definitions = Mapping[Node, Equation]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How ``stated`` stands to the recomputed value.

    ``expected`` is that value rounded as the stated figure is printed, ``raw`` the same unrounded; both in the unit
    that the formula counts in.
    """

    manner: Manner
    expected: Decimal
    raw: Decimal

    @property
    def holds(self) -> bool:
        """Whether there is nothing to say."""
        return self.manner in PASSING


def judge(equation: Equation, formula: Expression, definitions: Definitions) -> Verdict | None:
    """Judge ``equation.stated`` against ``formula``; None when it cannot be computed (a zero divisor)."""
    stated = equation.stated
    printed = evaluate(formula, {item.name: _printed(item) for item in equation.operands})
    if printed is None:
        return None
    ruler = _Ruler(stated)
    expected = ruler.round(printed)
    if ruler.agrees(printed):
        return Verdict(Manner.PRINTED, expected, printed)
    for manner, value in _other_ways(equation.operands, formula, definitions):
        if ruler.agrees(value):
            return Verdict(manner, ruler.round(value), value)
    if is_sum(formula) and _possible(equation, formula, ruler):
        return Verdict(Manner.DEEP, expected, printed)
    return Verdict(_departure(equation, formula, ruler, printed, definitions), expected, printed)


def is_sum(formula: Expression) -> bool:
    """Whether ``formula`` only adds: rounded parts then hold inside their rounding."""
    match formula:
        case Sum(terms) | Call("sum", terms):
            return all(isinstance(term, Name) or is_sum(term) for term in terms)
        case Binary("+", left, right):
            return all(isinstance(term, Name) or is_sum(term) for term in (left, right))
        case _:
            return False


def _departure(
    equation: Equation, formula: Expression, ruler: _Ruler, printed: Decimal, definitions: Definitions
) -> Manner:
    values = [printed, *(value for _, value in _other_ways(equation.operands, formula, definitions))]
    if any(ruler.agrees_cut(value) for value in values):
        return Manner.CUT
    if any(ruler.agrees_padded(value) for value in values):
        return Manner.PADDED
    if _possible(equation, formula, ruler):
        return Manner.POSSIBLE
    if ruler.is_last_digit(printed):
        return Manner.LAST_DIGIT
    if ruler.is_trifle(printed):
        return Manner.TRIFLE
    return Manner.OUTSIDE


class _Ruler:
    """Compares computed values with one stated figure, at the precision that it shows."""

    def __init__(self, stated: Operand) -> None:
        figure = stated.figure
        self._unit = figure.multiplier * stated.scale
        self._decimals = figure.decimals
        self._value = figure.value
        self._stored = None if figure.stored is None else figure.stored
        self._exact = stated.exact
        self._money = stated.figure.unit == "Rp" or stated.exact

    def round(self, value: Decimal) -> Decimal:
        """``value`` as it would be printed, in the formula's unit."""
        return round_half_up(value / self._unit, self._decimals) * self._unit

    def agrees(self, value: Decimal) -> bool:
        own = value / self._unit
        if self._value in (round_half_up(own, self._decimals), round_half_even(own, self._decimals)):
            return True
        return self._stored is not None and abs(own - self._stored) <= min(
            abs(self._stored) * Decimal("1e-9"), Decimal(5).scaleb(-self._decimals - 1)
        )

    def agrees_cut(self, value: Decimal) -> bool:
        return self._decimals > 0 and truncate(value / self._unit, self._decimals) == self._value

    def agrees_padded(self, value: Decimal) -> bool:
        shorter = max(0, -int(self._value.normalize().as_tuple().exponent))
        if not 0 < shorter < self._decimals:
            return False
        return round_half_up(value / self._unit, shorter) == self._value

    def is_last_digit(self, value: Decimal) -> bool:
        if self._exact:
            return False
        step = Decimal(1).scaleb(-self._decimals)
        return self._decimals > 0 and abs(self._value - round_half_up(value / self._unit, self._decimals)) <= step

    def is_trifle(self, value: Decimal) -> bool:
        return self._money and abs(self._value) >= 10**6 and abs(value - self._value * self._unit) < TRIFLE_RUPIAH

    def interval(self) -> Interval:
        if self._exact:
            return Interval(self._value * self._unit, self._value * self._unit)
        half = Decimal(5).scaleb(-self._decimals - 1)
        return Interval((self._value - half) * self._unit, (self._value + half) * self._unit)


def _printed(item: Operand) -> Decimal:
    return item.figure.amount * item.scale


def _stored(item: Operand) -> Decimal:
    return item.figure.exact_amount * item.scale


def _other_ways(
    operands: Sequence[Operand], formula: Expression, definitions: Definitions
) -> Iterator[tuple[Manner, Decimal]]:
    """The values of ``formula`` from stored operands, and from the operands' own operands."""
    if any(item.figure.stored is not None for item in operands):
        value = evaluate(formula, {item.name: _stored(item) for item in operands})
        if value is not None:
            yield Manner.STORED, value
    if len(operands) > _FEW_OPERANDS:
        return
    choices = [tuple(dict.fromkeys(_ways_of(item, definitions))) for item in operands]
    for combination in islice(product(*choices), 1, _MOST_COMBINATIONS):
        names = (item.name for item in operands)
        value = evaluate(formula, dict(zip(names, combination, strict=True)))
        if value is not None:
            yield Manner.DEEP, value


def _ways_of(item: Operand, definitions: Definitions) -> Iterator[Decimal]:
    yield _printed(item)
    yield _stored(item)
    own = definitions.get(item.node)
    if own is None or len(own.operands) > _FEW_OPERANDS:
        return
    for reader in (_printed, _stored):
        value = evaluate(own.formula, {operand.name: reader(operand) for operand in own.operands})
        if value is not None and _near(value, _printed(item)):
            yield value


def _near(value: Decimal, printed: Decimal) -> bool:
    """A definition that its own cell contradicts is no way to read that cell."""
    return abs(value - printed) <= max(abs(printed) / 100, Decimal("0.01"))


def _possible(equation: Equation, formula: Expression, ruler: _Ruler) -> bool:
    """Whether some true values inside the operands' rounding give what is stated."""
    if all(item.exact for item in equation.operands):
        return False
    reach = evaluate_interval(formula, {item.name: interval_of(item) for item in equation.operands})
    return reach is not None and reach.intersects(ruler.interval())


def interval_of(item: Operand) -> Interval:
    """Where the true value behind a printed operand lies, in the formula's unit."""
    value = _printed(item)
    if item.exact or (item.figure.stored is not None and item.figure.stored != item.figure.value):
        exact = _stored(item)
        return Interval(exact, exact)
    half = Decimal(5).scaleb(-item.figure.decimals - 1) * item.figure.multiplier * item.scale
    return Interval(value - half, value + half)
