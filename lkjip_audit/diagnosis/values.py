"""What a fact could be instead: what other places state, and what the relations around it ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, in_own_unit
from lkjip_audit.diagnosis.what_if import Changes, Trial, environment, put
from lkjip_audit.figures.rounding import round_half_up
from lkjip_audit.figures.slipped import one_slip_away
from lkjip_audit.formula import Binary, Call, Expression, If, Negative, evaluate, solve
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import EXACT, interval_of
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where a cell's value (in its own unit) must lie for a relation to hold, and the best guess in there."""

    cell: Operand
    low: Decimal
    high: Decimal
    middle: Decimal


class Candidates:
    """The values to try for facts, reckoned once for all changes that say the same of what asks for them."""

    def __init__(self, network: Network, trial: Trial) -> None:
        self._network = network
        self._trial = trial
        self._known: dict[tuple[object, ...], list[Value]] = {}

    def of(self, fact: int, violated: Sequence[int], changes: Changes) -> Sequence[Value]:
        """The values to try for ``fact``: stated ones, then those that the ``violated`` equations ask for."""
        key = (fact, *((index, self._trial.read(index, changes)) for index in violated))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _candidates(self._network, self._trial, fact, violated, changes)
        return found


def _candidates(network: Network, trial: Trial, fact: int, violated: Iterable[int], changes: Changes) -> list[Value]:
    found = [group.value for group in network.groups(fact)] if network.is_disputed(fact) else []
    found.extend(Value(amount_of(other), other) for other in network.elsewhere(fact))
    reaches: list[_Reach] = []
    for index in violated:
        equation = network.equations[index]
        if network.fact(equation.stated.node) == fact:
            value = as_result(network, trial, index, changes)
            if value is not None:
                found.append(value)
        for item in _operands_of(network, trial, index, fact, changes):
            reach = _as_operand(trial, index, equation, item, changes)
            if reach is not None:
                reaches.append(reach)
    found.extend(_beside(network, reaches))
    found.extend(_in_reach(network, fact, reaches))
    return _distinct(network, fact, found)


def _operands_of(network: Network, trial: Trial, index: int, fact: int, changes: Changes) -> Iterator[Operand]:
    wide = trial.wide(index)
    if wide is None:
        yield from (item for item in network.equations[index].operands if network.fact(item.node) == fact)
        return
    for cell in network.cells(fact):
        if cell.node in wide.items:
            yield wide.items[cell.node]


def as_result(network: Network, trial: Trial, index: int, changes: Changes) -> Value | None:
    """What the equation gives for its stated figure; None when it cannot be computed."""
    raw = trial.computed(index, changes)
    if raw is None:
        return None
    stated = network.equations[index].stated
    return _through(network, stated, EXACT.divide(raw, stated.unit))


def _through(network: Network, item: Operand, own: Decimal, beside: Value | None = None) -> Value:
    """A number in the unit that the cell of ``item`` prints, as a value of its fact; one of those ``beside`` it."""
    cell = network.cell(item.node) or item
    amount = EXACT.multiply(own, cell.unit)
    return Value(amount) if beside is None else replace(beside, amount=amount)


def _as_operand(trial: Trial, index: int, equation: Equation, item: Operand, changes: Changes) -> _Reach | None:
    """Where ``item`` must lie for what is stated to follow."""
    wide = trial.wide(index)
    stated = put(equation.stated, changes)
    target = amount_of(stated)
    ends = interval_of(stated)
    now = put(item, changes)
    if wide is not None:
        total = EXACT.multiply(wide.computed(wide.touched(changes)), wide.divisor)
        others = EXACT.subtract(total, amount_of(now))
        solved = [EXACT.subtract(EXACT.multiply(end, wide.divisor), others) for end in (ends.low, target, ends.high)]
    else:
        known = environment(equation, changes)
        formula = _unfolded(equation.formula, known)
        tries = [solve(formula, item.name, end, known) for end in (ends.low, target, ends.high)]
        if tries[1] is None:
            return None
        solved = [tries[1] if end is None else end for end in tries]
    unit = item.unit
    low, middle, high = (EXACT.divide(end, unit) for end in solved)
    return _Reach(now, min(low, high), max(low, high), middle)


def _in_reach(network: Network, fact: int, reaches: Sequence[_Reach]) -> Iterator[Value]:
    """One value for each relation that asks for an exact figure, and one that all the others leave open."""
    shortest = limits().search.shortest_slip
    exact = [reach for reach in reaches if reach.low == reach.high]
    for reach in exact:
        decimals = reach.cell.figure.decimals
        yield _through(network, reach.cell, round_half_up(reach.middle, decimals))
    for reach in _narrowed([reach for reach in reaches if reach.low != reach.high]):
        decimals = reach.cell.figure.decimals
        many = _printable(reach, decimals)
        turned = reach.cell.figure.value.copy_negate()
        if turned and reach.low <= turned <= reach.high:
            yield _through(network, reach.cell, turned, Value(turned, picked=many > 1, narrow=True, open=many))
            continue
        slipped = [
            value
            for value in one_slip_away(reach.cell.figure.value, decimals, reach.low, reach.high, shortest)
            if reach.low <= value <= reach.high
        ]
        few = 0 < len(slipped) <= limits().search.few_slips
        narrow = few and reach.high - reach.low <= limits().search.narrow_share * abs(reach.middle)
        kept = Value(reach.middle, picked=many > 1, narrow=narrow, open=many, slips=len(slipped))
        tried = slipped if few else [round_half_up(reach.middle, decimals)]
        yield from (_through(network, reach.cell, value, kept) for value in tried)


def _printable(reach: _Reach, decimals: int) -> int:
    """How many numbers of so many decimals lie within ``reach``."""
    lowest = reach.low.scaleb(decimals).to_integral_value(ROUND_CEILING)
    return int(reach.high.scaleb(decimals).to_integral_value(ROUND_FLOOR) - lowest) + 1


def _beside(network: Network, reaches: Sequence[_Reach]) -> Iterator[Value]:
    """What the same sentence states besides and a relation asks for: (98,20% / 44%) where it says 36,84% before."""
    for reach in reaches:
        for other in network.sharing(reach.cell.node):
            amount = amount_of(other)
            if other.figure.decimals and reach.low <= EXACT.divide(amount, reach.cell.unit) <= reach.high:
                yield Value(amount, other)


def _narrowed(reaches: Sequence[_Reach]) -> Sequence[_Reach]:
    """The overlap of all, where they are of one cell or cells alike and have one; else each by itself."""
    if len(reaches) < 2:
        return reaches
    first = reaches[0]
    unit = first.cell.unit
    if any(reach.cell.unit != unit for reach in reaches):
        return reaches
    low, high = max(reach.low for reach in reaches), min(reach.high for reach in reaches)
    if low > high:
        return reaches
    middle = first.middle if low <= first.middle <= high else (low + high) / 2
    return [_Reach(first.cell, low, high, middle)]


def _distinct(network: Network, fact: int, found: Iterable[Value]) -> list[Value]:
    """Each value once, without what every place already states."""
    kept: list[Value] = []
    cells = network.cells(fact)
    finest = max(cells, key=lambda cell: cell.figure.decimals)
    seen: set[Decimal] = set()
    for value in found:
        key = round_half_up(in_own_unit(value.amount, finest), finest.figure.decimals)
        if key not in seen and network.deviating(fact, value):
            seen.add(key)
            kept.append(value)
    return kept


def _unfolded(formula: Expression, known: dict[str, Decimal]) -> Expression:
    """``formula`` with ``abs`` taken as the branch that it is on now, so that it can be turned round."""
    match formula:
        case Call("abs", (inner,)):
            value = evaluate(inner, known)
            return Negative(inner) if value is not None and value < 0 else inner
        case Binary(op, left, right):
            return Binary(op, _unfolded(left, known), _unfolded(right, known))
        case Negative(operand):
            return Negative(_unfolded(operand, known))
        case If(condition, then, otherwise):
            return If(condition, _unfolded(then, known), _unfolded(otherwise, known))
    return formula
