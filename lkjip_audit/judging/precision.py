"""How a stated result is judged against its operands: the one place that decides on rounding.

The order is the architecture's ("Figures and precision", 4): equal from printed operands, from stored ones, or from
the operands' own operands; equal if cut; possible inside the operands' rounding; outside of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import islice, product

from lkjip_audit.figures.model import RUPIAH
from lkjip_audit.figures.rounding import AS_KEPT, round_half_even, round_half_up, truncate
from lkjip_audit.formula import Binary, Call, Expression, Name, Sum, evaluate, evaluate_interval
from lkjip_audit.formula.interval import Interval
from lkjip_audit.judging.model import Equation, Manner
from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand

PASSING = frozenset({Manner.PRINTED, Manner.STORED, Manner.DEEP})
EXACT = Context(prec=120)
"""More digits than any figure or quotient in use needs."""

Definitions = Mapping[Node, Equation]


@quickly_made
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
    printed = evaluate(formula, {item.name: _printed(item) for item in equation.operands})
    if printed is None:
        return None
    ruler = Ruler(equation.stated)
    found = _agreement(equation, formula, ruler, printed, definitions)
    if found is not None:
        return found
    return Verdict(_departure(equation, formula, ruler, printed, definitions), ruler.round(printed), printed)


def holds(equation: Equation, formula: Expression, definitions: Definitions) -> bool:
    """Whether ``judge`` has nothing to say; how the figure departs where it has is not worked out."""
    printed = evaluate(formula, {item.name: _printed(item) for item in equation.operands})
    if printed is None:
        return False
    return _agreement(equation, formula, Ruler(equation.stated), printed, definitions) is not None


def _agreement(
    equation: Equation, formula: Expression, ruler: Ruler, printed: Decimal, definitions: Definitions
) -> Verdict | None:
    """The first way in which the stated figure agrees; None when it does in none."""
    if ruler.agrees(printed):
        return Verdict(Manner.PRINTED, ruler.round(printed), printed)
    for manner, value in _other_ways(equation, formula, definitions):
        if ruler.agrees(value):
            return Verdict(manner, ruler.round(value), value)
    if is_sum(formula) and is_possible(equation, formula):
        return Verdict(Manner.DEEP, ruler.round(printed), printed)
    return None


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
    equation: Equation, formula: Expression, ruler: Ruler, printed: Decimal, definitions: Definitions
) -> Manner:
    values = [printed, *(value for _, value in _other_ways(equation, formula, definitions))]
    if any(ruler.agrees_cut(value) for value in values):
        return Manner.CUT
    if any(ruler.agrees_padded(value) for value in values):
        return Manner.PADDED
    if is_possible(equation, formula):
        return Manner.POSSIBLE
    if ruler.is_last_digit(printed):
        return Manner.LAST_DIGIT
    if ruler.is_trifle(printed):
        return Manner.TRIFLE
    return Manner.NEGLIGIBLE if ruler.is_negligible(printed) else Manner.OUTSIDE


class Ruler:
    """One figure as it is stated, and how values in the formula's unit stand to it, at the precision that it shows."""

    def __init__(self, stated: Operand) -> None:
        self._stated = stated
        self._decimals = stated.figure.decimals
        self._value = stated.figure.value

    def round(self, value: Decimal) -> Decimal:
        """``value`` as it would be printed, in the formula's unit."""
        return round_half_up(self._own(value), self._decimals) * self._stated.unit

    def agrees(self, value: Decimal) -> bool:
        """Whether the figure states ``value``: it is that, rounded, or stores it."""
        own, stored = self._own(value), self._stated.figure.stored
        if any(self._value == rounded(own, self._decimals) for rounded in (round_half_up, round_half_even)):
            return True
        if self._lacks_digits() and AS_KEPT.plus(own) == self._value:
            return True
        if stored is None:
            return False
        off = abs(own - stored)
        return off <= abs(stored) * limits().judging.stored_share and off * self._stated.unit <= self._stated.half_step

    def _lacks_digits(self) -> bool:
        """Whether the figure has more digits than a spreadsheet keeps, and zeros behind these."""
        beyond = self._value.adjusted() + 1 + self._decimals > AS_KEPT.prec
        return beyond and self._value == AS_KEPT.plus(self._value)

    def agrees_cut(self, value: Decimal) -> bool:
        """Whether the figure is ``value``, cut after its last digit instead of rounded."""
        return self._decimals > 0 and truncate(self._own(value), self._decimals) == self._value

    def agrees_padded(self, value: Decimal) -> bool:
        """Whether it is ``value`` rounded to fewer decimals, with zeros put behind: 6,690 for 6,687."""
        shorter = max(0, -int(self._value.normalize().as_tuple().exponent))
        return 0 < shorter < self._decimals and round_half_up(self._own(value), shorter) == self._value

    def is_last_digit(self, value: Decimal) -> bool:
        """Whether a rounded figure is one off in its last digit."""
        if self._stated.exact or self._decimals <= 0:
            return False
        step = Decimal(1).scaleb(-self._decimals)
        return abs(self._value - round_half_up(self._own(value), self._decimals)) <= step

    def is_within_a_step(self, value: Decimal) -> bool:
        """Whether ``value`` is less than a unit of the last digit away, as any way of rounding leaves it."""
        return abs(self._value - self._own(value)) < Decimal(1).scaleb(-self._decimals)

    def is_other_unit(self, value: Decimal) -> bool:
        """Whether a figure with decimals is a hundred times ``value`` or a hundredth of it: 0,98% for 98%."""
        return self._decimals > 0 and self._own(value) in (self._value * 100, self._value / 100)

    def is_trifle(self, value: Decimal) -> bool:
        """Whether a large amount of money is off by less than what matters."""
        if not (self._stated.exact or self._stated.figure.unit == RUPIAH):
            return False
        off = abs(value - self._value * self._stated.unit)
        return abs(self._value) >= limits().judging.large_amount and off < limits().judging.trifle_rupiah

    def is_negligible(self, value: Decimal) -> bool:
        """Whether a figure with decimals, not known to be money, is off by next to nothing of itself."""
        off = abs(value - self._value * self._stated.unit)
        return self._decimals > 0 and off <= limits().judging.negligible_share * abs(self._value * self._stated.unit)

    def _own(self, value: Decimal) -> Decimal:
        """``value`` in the unit that the figure prints."""
        return value if self._stated.unit == 1 else EXACT.divide(value, self._stated.unit)


def departure_from(stated: Operand, value: Decimal) -> Manner:
    """How ``stated`` departs from the ``value`` (in the formula's unit) that other places state of the same fact."""
    ruler = Ruler(stated)
    if ruler.is_last_digit(value):
        return Manner.LAST_DIGIT
    if ruler.is_other_unit(value):
        return Manner.UNIT
    if ruler.is_trifle(value):
        return Manner.TRIFLE
    return Manner.NEGLIGIBLE if ruler.is_negligible(value) else Manner.OUTSIDE


def _printed(item: Operand) -> Decimal:
    return item.figure.amount * item.scale


def _stored(item: Operand) -> Decimal:
    return item.figure.exact_amount * item.scale


def _other_ways(equation: Equation, formula: Expression, definitions: Definitions) -> Iterator[tuple[Manner, Decimal]]:
    """The values of ``formula`` from stored operands, and from the operands' own operands."""
    operands = equation.operands
    if any(item.figure.stored is not None for item in operands):
        value = evaluate(formula, {item.name: _stored(item) for item in operands})
        if value is not None:
            yield Manner.STORED, value
    if len(operands) > limits().judging.few_operands:
        return
    choices = [tuple(dict.fromkeys(_ways_of(item, definitions, equation.stated))) for item in operands]
    for combination in islice(product(*choices), 1, limits().judging.most_combinations):
        names = (item.name for item in operands)
        value = evaluate(formula, dict(zip(names, combination, strict=True)))
        if value is not None:
            yield Manner.DEEP, value


def _ways_of(item: Operand, definitions: Definitions, stated: Operand) -> Iterator[Decimal]:
    yield _printed(item)
    yield _stored(item)
    own = definitions.get(item.node)
    if own is None or len(own.operands) > limits().judging.few_operands:
        return
    if any(operand.node == stated.node for operand in own.operands):
        return  # whatever is stated, it would hold by itself
    for reader in (_printed, _stored):
        value = evaluate(own.formula, {operand.name: reader(operand) for operand in own.operands})
        if value is not None and _prints(item, value):
            yield value


def _prints(item: Operand, value: Decimal) -> bool:
    """Whether the cell may print ``value``, rounded or cut; a definition that it contradicts is no way to read it."""
    return abs(value - _printed(item)) <= 2 * item.half_step


def is_possible(equation: Equation, formula: Expression) -> bool:
    """Whether some true values inside the operands' rounding give what is stated."""
    if all(item.exact for item in equation.operands):
        return False
    reach = evaluate_interval(formula, {item.name: interval_of(item) for item in equation.operands})
    return reach is not None and reach.intersects(interval_of(equation.stated, as_printed=True))


def interval_of(item: Operand, *, as_printed: bool = False) -> Interval:
    """Where the true value behind a figure lies, in the formula's unit.

    An exact figure is what it says, and one whose cell stores more than it shows is what is stored; the rest lie
    within half a unit of the last shown digit.  ``as_printed`` leaves out what is stored: for what a figure claims.
    """
    figure = item.figure
    if item.exact or (not as_printed and figure.stored is not None and figure.stored != figure.value):
        return Interval.point(_printed(item) if as_printed else _stored(item))
    value = _printed(item)
    return Interval(value - item.half_step, value + item.half_step)
