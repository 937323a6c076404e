"""A sum (or mean) of many figures, reckoned once and then only by what changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import Figure
from lkjip_audit.formula import Binary, Name, Number, Sum
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import EXACT, Ruler, interval_of
from lkjip_audit.scene.place import Node, Operand


@dataclass(frozen=True, slots=True)
class _Totals:
    """Sums over the operands: as printed, as stored, and the ends of where their true values lie."""

    printed: Decimal = Decimal(0)
    stored: Decimal = Decimal(0)
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)

    def plus(self, item: Operand, sign: int = 1) -> _Totals:
        reach = interval_of(item)
        figure = item.figure
        parts = (figure.amount * item.scale, figure.exact_amount * item.scale, reach.low, reach.high)
        mine = (self.printed, self.stored, self.low, self.high)
        return _Totals(*(EXACT.add(own, part * sign) for own, part in zip(mine, parts, strict=True)))


@dataclass(frozen=True, slots=True)
class WideSum:
    """``stated`` = sum of ``items`` / ``divisor``."""

    stated: Operand
    items: Mapping[Node, Operand]
    divisor: Decimal
    totals: _Totals
    rounded: bool

    @classmethod
    def of(cls, equation: Equation) -> WideSum | None:
        """The equation in this form; None when its formula is another, or a figure stands in it twice."""
        formula, divisor = equation.formula, Decimal(1)
        match formula:
            case Binary("/", Sum() as above, Number(value)) if value:
                formula, divisor = above, value
        items = {item.node: item for item in equation.operands}
        if not isinstance(formula, Sum) or not all(isinstance(term, Name) for term in formula.terms):
            return None
        if not len(items) == len(equation.operands) == len(formula.terms):
            return None
        totals = _Totals()
        for item in equation.operands:
            totals = totals.plus(item)
        rounded = divisor == 1 and not all(item.exact for item in equation.operands)
        return cls(equation.stated, items, divisor, totals, rounded)

    def touched(self, changes: Mapping[Node, Figure]) -> dict[Node, Figure]:
        """The changes that touch it."""
        return {node: figure for node, figure in changes.items() if node in self.items or node == self.stated.node}

    def computed(self, touched: Mapping[Node, Figure]) -> Decimal:
        """The sum (or mean) of the printed operands."""
        return EXACT.divide(self._totals(touched).printed, self.divisor)

    def residual(self, touched: Mapping[Node, Figure]) -> Decimal:
        """By how much the printed operands add up to more than what is stated, divisor and all."""
        figure = touched.get(self.stated.node)
        stated = self.stated if figure is None else self.stated.reading(figure)
        said = EXACT.multiply(stated.figure.amount * stated.scale, self.divisor)
        return EXACT.subtract(self._totals(touched).printed, said)

    def holds(self, touched: Mapping[Node, Figure]) -> bool:
        """Whether the stated figure is the sum, by the same measure as ``judging.precision.judge``."""
        figure = touched.get(self.stated.node)
        stated = self.stated if figure is None else self.stated.reading(figure)
        ruler, totals = Ruler(stated), self._totals(touched)
        means = (EXACT.divide(total, self.divisor) for total in (totals.printed, totals.stored))
        if any(ruler.agrees(mean) for mean in means):
            return True
        reach = interval_of(stated, as_printed=True)
        return self.rounded and totals.low <= reach.high and reach.low <= totals.high

    def _totals(self, touched: Mapping[Node, Figure]) -> _Totals:
        totals = self.totals
        for node, figure in touched.items():
            item = self.items.get(node)
            if item is not None:
                totals = totals.plus(item, -1).plus(item.reading(figure))
        return totals
