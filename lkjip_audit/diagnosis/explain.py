"""How a wrong figure came about: what it is, set against what it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from lkjip_audit.diagnosis.chances import Chances
from lkjip_audit.diagnosis.kinship import Kinship
from lkjip_audit.diagnosis.model import Evidence, EvidenceKind
from lkjip_audit.diagnosis.neighbours import Neighbours
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, in_own_unit, printed
from lkjip_audit.diagnosis.what_if import Changes, Trial, environment, put
from lkjip_audit.figures.slips import Slip, SlipKind, slip
from lkjip_audit.formula import Binary, Expression, Negative, Number, Sum, evaluate
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import EXACT, Ruler
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of

_MOST = 3
"""Places that are told for one value, of however many that state it."""
_FACTORS = {SlipKind.FACTOR_10: 10, SlipKind.FACTOR_100: 100, SlipKind.FACTOR_1000: 1000}
_MOST_COPIES = 2
"""Places that are told as what a figure may be a copy of."""


class Explainer:
    """Tells how figures came about; reads the network, decides nothing."""

    def __init__(self, network: Network, trial: Trial, kinship: Kinship) -> None:
        self._network = network
        self._trial = trial
        self._kinship = kinship
        self._neighbours = Neighbours(network)
        self.chances = Chances(network, self._neighbours)

    def explain(
        self, fact: int, cells: Sequence[Operand], value: Value, changes: Changes
    ) -> tuple[tuple[Evidence, ...], Slip | None]:
        """What speaks for it that ``cells``, which state ``fact``, should say ``value``."""
        first = cells[0]
        proposed = printed(first, value)
        slipped = self._slip(first, value)
        found = [
            *self._votes(fact, cells, changes),
            *self._stands_at(fact, cells, value),
            *self._slipped(fact, first, value, slipped, changes),
            *self._in_sums(fact, cells, changes),
            *self._inverted(fact, first, changes),
        ]
        copied = _once(chain(self._kinship.copied(cells, fact), self._copied(fact, cells, value, changes)))
        block = None if copied else self._neighbours.block(first, proposed, self._related(cells), changes)
        told = (*self._neighbours.beside(cells, value), *self._kinship.states(cells, fact, value))
        return (*found, *told, *copied, *((block,) if block else ())), slipped

    def stands_again(self, fact: int, cells: Sequence[Operand], changes: Changes) -> bool:
        """Whether the number that ``cells`` state stands elsewhere too, and stays there."""
        return self._neighbours.stands_again(cells, fact, changes)

    def _copied(self, fact: int, cells: Sequence[Operand], value: Value, changes: Changes) -> Iterator[Evidence]:
        """The figures that the wrong one may be a copy of; not those that follow from it and change with it.

        Nor the plan before or after a change where the two say the same as a rule.
        """
        alike = self._kinship.confirming(cells, fact)
        for item in self._neighbours.copied(cells, fact, value):
            if item.node not in changes and item.node not in alike:
                yield item

    def _votes(self, fact: int, cells: Sequence[Operand], changes: Changes) -> Iterator[Evidence]:
        """The relations that hold with the value and did not without, and figures computed from it."""
        mended = []
        for index in sorted({index for cell in cells for index in self._network.around(cell.node)}):
            if index in self._network.failing and self._trial.holds(index, changes):
                mended.append(index)
        if mended:
            yield Evidence(EvidenceKind.RELATIONS, count=len(mended))
        for index in mended:
            equation = self._network.equations[index]
            source = self._network.fact(equation.stated.node)
            if source == fact:
                yield from self._uses(equation, index, changes)
            elif equation.stated.node not in changes and _multiplies(equation.formula):
                yield Evidence(EvidenceKind.PROVED_BY, equation.stated.node, equation.stated, index)

    def _uses(self, equation: Equation, index: int, changes: Changes) -> Iterator[Evidence]:
        """The operands that are themselves put right."""
        for item in equation.operands:
            if item.node in changes:
                yield Evidence(EvidenceKind.USES, item.node, put(item, changes), index)

    def _stands_at(self, fact: int, cells: Sequence[Operand], value: Value) -> Iterator[Evidence]:
        mine = {cell.node for cell in cells}
        places = (*self._network.cells(fact), *self._network.elsewhere(fact))
        others = (place for place in places if place.node not in mine)
        stating = [place for place in others if printed(place, value) == place.figure.value]
        for place in stating[:_MOST]:
            yield Evidence(EvidenceKind.STANDS_AT, place.node, place, count=len(stating))

    def _slip(self, cell: Operand, value: Value) -> Slip | None:
        own = in_own_unit(value.amount, cell)
        return slip(cell.figure, own) or slip(cell.figure, printed(cell, value))

    def _slipped(
        self, fact: int, cell: Operand, value: Value, slipped: Slip | None, changes: Changes
    ) -> Iterator[Evidence]:
        ruler = Ruler(cell)
        if not cell.exact and self._is_cut(fact, cell, value, changes):
            yield Evidence(EvidenceKind.CUT)
        elif not cell.exact and ruler.agrees_padded(value.amount):
            yield Evidence(EvidenceKind.PADDED)
        elif ruler.is_last_digit(value.amount) and self._is_rounding(fact, cell, changes):
            yield Evidence(EvidenceKind.ROUNDING)
        elif slipped is None:
            return
        elif slipped.kind is SlipKind.SIGN:
            yield Evidence(EvidenceKind.SIGN)
        elif slipped.kind in _FACTORS:
            factor = _FACTORS[slipped.kind]
            larger = abs(cell.figure.value) > abs(in_own_unit(value.amount, cell))
            yield Evidence(EvidenceKind.FACTOR, count=factor if larger else -factor)
        else:
            yield Evidence(EvidenceKind.SLIP)

    def _is_cut(self, fact: int, cell: Operand, value: Value, changes: Changes) -> bool:
        """Whether the figure is the right one, or what a formula gives for it, cut after its last digit."""
        ruler = Ruler(cell)
        if ruler.agrees_cut(value.amount):
            return True
        for index, equation in self._yielding(fact):
            raw = self._trial.computed(index, changes)
            if raw is not None and ruler.agrees_cut(_for_cell(raw, equation, cell)):
                return True
        return False

    def _is_rounding(self, fact: int, cell: Operand, changes: Changes) -> bool:
        """Whether rounding could give the figure of what a formula gives: up, down, or as it should."""
        raws = [(self._trial.computed(index, changes), equation) for index, equation in self._yielding(fact)]
        given = [_for_cell(raw, equation, cell) for raw, equation in raws if raw is not None]
        return not given or any(Ruler(cell).is_within_a_step(value) for value in given)

    def _in_sums(self, fact: int, cells: Sequence[Operand], changes: Changes) -> Iterator[Evidence]:
        """A total that leaves out one of its parts, or counts it twice."""
        for index, equation in self._yielding(fact):
            if not isinstance(equation.formula, Sum):
                continue
            total = self._trial.computed(index, changes)
            if total is None:
                continue
            missing = EXACT.subtract(total, amount_of(cells[0]))
            for item in equation.operands:
                amount = changes.get(item.node, item.figure).amount * item.scale
                if abs(amount) < limits().copies.telling_part:
                    continue
                if amount == missing and len(equation.operands) > 1:
                    yield Evidence(EvidenceKind.SUM_SKIPS, item.node, item, index)
                elif amount == -missing:
                    yield Evidence(EvidenceKind.SUM_DOUBLES, item.node, item, index)

    def _inverted(self, fact: int, cell: Operand, changes: Changes) -> Iterator[Evidence]:
        """A ratio divided the wrong way round, from the operands as they stand or as they should be."""
        ruler = Ruler(cell)
        for index, equation in self._yielding(fact):
            if len(equation.operands) != 2:
                continue
            for known in (environment(equation, {}), environment(equation, changes)):
                value = evaluate(equation.formula, known)
                names = list(known)
                turned = evaluate(equation.formula, {names[0]: known[names[1]], names[1]: known[names[0]]})
                if value is None or turned is None or value == turned:
                    continue
                turned = _for_cell(turned, equation, cell)
                if ruler.agrees(turned) or ruler.agrees_cut(turned):
                    yield Evidence(EvidenceKind.INVERTED_RATIO, outcome=index)
                    return

    def _yielding(self, fact: int) -> Iterator[tuple[int, Equation]]:
        for index in self._network.around_fact(fact):
            equation = self._network.equations[index]
            if self._network.fact(equation.stated.node) == fact:
                yield index, equation

    def _related(self, cells: Sequence[Operand]) -> list[Operand]:
        """The other figures of the relations around ``cells``."""
        found: dict[object, Operand] = {}
        for cell in cells:
            for index in self._network.around(cell.node):
                equation = self._network.equations[index]
                if len(equation.operands) <= self._network.wide:
                    found.update({item.node: item for item in (equation.stated, *equation.operands)})
        return list(found.values())


def _for_cell(raw: Decimal, equation: Equation, cell: Operand) -> Decimal:
    """What ``equation`` gives, in the unit of ``cell``: a fraction may count as a percentage in the equation alone."""
    return EXACT.multiply(in_own_unit(raw, equation.stated), cell.unit)


def _once(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each place once, the likeliest sources only: thousands of cells may state the number."""
    by_place: dict[object, Evidence] = {}
    for item in found:
        by_place.setdefault(item.node, item)
        if len(by_place) == _MOST_COPIES:
            break
    return tuple(by_place.values())


def _multiplies(formula: Expression) -> bool:
    """Whether a product or quotient of figures is in the formula: from a sum any part may be reckoned."""
    match formula:
        case Binary(op, left, right):
            mixed = op in "*/" and not isinstance(left, Number) and not isinstance(right, Number)
            return mixed or _multiplies(left) or _multiplies(right)
        case Negative(operand):
            return _multiplies(operand)
    return False
