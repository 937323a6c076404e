"""A partial explanation: some facts put right, with what that costs and which relations it leaves broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from lkjip_audit.diagnosis.doubts import Doubts
from lkjip_audit.diagnosis.lineage import Lineage, Member
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, corrected, printed
from lkjip_audit.diagnosis.values import as_result
from lkjip_audit.diagnosis.what_if import Trial
from lkjip_audit.diagnosis.work import Work
from lkjip_audit.figures.model import Figure
from lkjip_audit.records import changed, quickly_made
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand

NO_LIMIT = 10**9
"""More than any answer costs."""


@quickly_made
@dataclass(frozen=True, slots=True)
class State:
    """``values`` are the facts decided so far, ``changes`` the cells that this puts right.

    ``equations`` and ``disputes`` are what is still broken: equations by index, and facts whose places
    disagree.  ``doubted`` are equations that are held not to be meant here: they need not hold, and accuse nobody.
    Where ``sums_aside``, long sums are not looked at: many parts are then seen under them together.
    """

    values: Mapping[int, Value] = field(default_factory=dict)
    changes: Mapping[Node, Figure] = field(default_factory=dict)
    equations: frozenset[int] = frozenset()
    disputes: frozenset[int] = frozenset()
    cost: int = 0
    doubted: frozenset[int] = frozenset()
    sums_aside: bool = False

    @property
    def solved(self) -> bool:
        """Whether nothing is broken any more."""
        return not self.equations and not self.disputes

    def having(self, equations: Iterable[int], disputes: Iterable[int]) -> State:
        """The same decisions, with only these relations to repair."""
        return changed(self, equations=frozenset(equations), disputes=frozenset(disputes))

    @property
    def key(self) -> frozenset[tuple[int, object]]:
        """What was decided, whatever the order."""
        decided = {(fact, value.amount) for fact, value in self.values.items()}
        return frozenset(decided | {(-1 - index, None) for index in self.doubted})


@dataclass(frozen=True, slots=True)
class _Putting:
    """What putting a fact at a value changes, and the equations that this touches."""

    changes: Mapping[Node, Figure]
    touched: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A group of a fact that does not say what the fact is put at: how many cells, and what they cost by themselves.

    ``source`` is what the same figures of one column have in common (``Bands.repeats``).
    """

    member: Member
    cells: int
    cost: int
    source: object


class Moves:
    """Makes one state from another; the only place that knows what a state costs.

    What putting a fact at a value changes, and what that costs by itself, is the same in every state: it is worked
    out once.
    """

    def __init__(self, network: Network, trial: Trial, lineage: Lineage, work: Work) -> None:
        self.network = network
        self.work = work
        self.trial = trial
        self.lineage = lineage
        self.costs = limits().costs
        self.doubts = Doubts(network)
        self._putting: dict[tuple[object, ...], _Putting] = {}
        self._wrong: dict[tuple[object, ...], tuple[_Wrong, ...]] = {}

    def doubt(self, state: State, index: int, limit: int) -> State | None:
        """``state`` with the equation held not to be meant; None when that costs more than ``limit``."""
        cost = state.cost + self.doubts.cost(index)
        if cost > limit:
            return None
        return changed(state, equations=state.equations - {index}, doubted=state.doubted | {index}, cost=cost)

    def decide(self, state: State, fact: int, value: Value, limit: int) -> State | None:
        """``state`` with ``fact`` put at ``value``, and what was computed from it with it.

        None when that costs more than ``limit``.
        """
        judged = self.trial.judged
        decided = self._decided(state, fact, value, limit)
        self.work.tried(len(state.values), self.trial.judged - judged)
        return decided

    def _decided(self, state: State, fact: int, value: Value, limit: int) -> State | None:
        values, changes = dict(state.values), dict(state.changes)
        equations, disputes = set(state.equations), set(state.disputes)
        waiting: list[tuple[int, Value]] = [(fact, value)]
        while waiting:
            fact, value = waiting.pop(0)
            if fact in values:
                continue
            values[fact] = value
            disputes.discard(fact)
            for index in self._put_right(fact, value, changes):
                if state.sums_aside and self.trial.wide(index) is not None:
                    continue
                if index in state.doubted or self.trial.holds(index, changes):
                    equations.discard(index)
                    continue
                equations.add(index)
                following = self._following(index, values, changes)
                if following is not None and (
                    not self._is_open(index, state.equations, disputes, values) or self._settles(*following, changes)
                ):
                    waiting.append(following)
                if len(waiting) * self.costs.further_consequent + state.cost > limit:
                    return None
        cost = self.cost(values, equations) + sum(map(self.doubts.cost, state.doubted))
        if cost > limit:
            return None
        return State(values, changes, frozenset(equations), frozenset(disputes), cost, state.doubted, state.sums_aside)

    def _put_right(self, fact: int, value: Value, changes: dict[Node, Figure]) -> Sequence[int]:
        """Enter what ``value`` changes into ``changes``; the equations that this touches."""
        key = (fact, *value.key)
        found = self._putting.get(key)
        if found is None:
            cells = [cell for _, group in self.network.deviating(fact, value) for cell in group]
            touched = {index for cell in cells for index in self.network.around(cell.node)}
            put = {cell.node: corrected(cell, value) for cell in cells}
            found = self._putting[key] = _Putting(put, tuple(sorted(touched)))
        changes.update(found.changes)
        return found.touched

    def _following(
        self, index: int, values: Mapping[int, Value], changes: Mapping[Node, Figure]
    ) -> tuple[int, Value] | None:
        """The fact that the equation yields, with what it now gives; None unless it held as it stood."""
        fact = self.network.fact(self.network.equations[index].stated.node)
        if index in self.network.failing or fact in values:
            return None
        computed = as_result(self.network, self.trial, index, changes)
        return None if computed is None else (fact, computed)

    def _settles(self, fact: int, value: Value, changes: Mapping[Node, Figure]) -> bool:
        """Whether everything around ``fact`` holds once it is put at ``value``."""
        trial = dict(changes)
        return all(self.trial.holds(index, trial) for index in self._put_right(fact, value, trial))

    def _is_open(self, index: int, broken: Set[int], disputes: Set[int], values: Mapping[int, Value]) -> bool:
        """Whether another figure of the equation is itself in question, and may be what repairs it."""
        network = self.network
        facts = network.fact_set(index)
        if not facts.isdisjoint(disputes):
            return True
        undecided = facts - values.keys()
        return any(
            other != index
            and not undecided.isdisjoint(network.fact_set(other))
            and len(network.equations[other].operands) <= network.wide
            for other in broken
        )

    def cost(self, values: Mapping[int, Value], broken: Iterable[int] = ()) -> int:
        """What the decisions cost; a figure that a broken relation may yet excuse costs as a consequent."""
        deviating = {fact: self._groups_wrong(fact, value) for fact, value in values.items()}
        origins = self.lineage.among(wrong.member for fact in sorted(values) for wrong in deviating[fact])
        open_facts = {self.network.fact(self.network.equations[index].stated.node) for index in broken}
        total = following = 0
        copied: dict[object, list[int]] = {}
        for fact, groups in deviating.items():
            for wrong in groups:
                if wrong.member in origins:
                    following += wrong.cells
                elif fact in open_facts and self.lineage.may_follow(*wrong.member):
                    total += self.costs.further_consequent
                else:
                    total += wrong.cost
                    if wrong.source is not None:
                        copied.setdefault(wrong.source, []).append(wrong.cost)
        for source, several in copied.items():
            total -= self._filled_down(source, several)
        if not following:
            return total
        return total + self.costs.consequent + self.costs.further_consequent * (following - 1)

    def _filled_down(self, source: object, several: Sequence[int]) -> int:
        """What is saved where ``several`` wrong figures of a column state what another row of it rightly states.

        Where no row is left that does, one of them was not copied, and costs as much as the first.
        """
        alone = 1 if len(several) < self.network.bands.rows_that_repeat(source) else 2
        copies = sorted(several)[: max(0, len(several) - alone)]
        return sum(copies) - self.costs.copied_down * len(copies)

    def _groups_wrong(self, fact: int, value: Value) -> tuple[_Wrong, ...]:
        key = (fact, *value.key)
        found = self._wrong.get(key)
        if found is None:
            found = self._wrong[key] = tuple(
                _Wrong(
                    (fact, number),
                    len(cells),
                    self._group(fact, value, len(cells)) + self._strain(cells[0], value),
                    self.network.bands.repeats(cells[0]),
                )
                for number, cells in self.network.deviating(fact, value)
            )
        return found

    def _group(self, fact: int, value: Value, copies: int) -> int:
        """What it costs that ``copies`` cells of ``fact`` are wrong by themselves."""
        computed = self.lineage.is_computed(fact)
        costs = self.costs
        own = costs.wrong_figure + (0 if computed else costs.typed_figure)
        if not self._is_contradicted(fact, value):
            return own + self.copies_alone(fact, value, copies)
        each = costs.computed_copy_contradicted if computed else costs.typed_copy_contradicted
        return own + each * min(copies - 1, costs.most_copies)

    def copies_alone(self, fact: int, value: Value, copies: int) -> int:
        """What the further ``copies`` of a wrong figure cost where no place states the right one; else nothing."""
        if self._is_contradicted(fact, value):
            return 0
        each = self.costs.computed_copy if self.lineage.is_computed(fact) else self.costs.typed_copy
        return each * min(copies - 1, self.costs.most_copies)

    def _is_contradicted(self, fact: int, value: Value) -> bool:
        return value.like is not None and self.network.fact(value.like.node) == fact

    def _strain(self, cell: Operand, value: Value) -> int:
        """What is added where the right figure would be of another sign, of quite another size, or of another form."""
        stated, right = cell.figure.value, printed(cell, value)
        if (stated < 0) != (right < 0) and right != -stated:
            return (
                self.costs.below_zero if right < 0 and self.network.bands.is_of_amounts(cell) else self.costs.other_sign
            )
        low, high = sorted((abs(stated), abs(right)))
        lost = self.network.bands.zeros_lost(cell, right)
        size = self.costs.other_size if low and high > self.costs.other_size_times * low else 0
        return size + self.costs.lost_zero * min(self.costs.most_lost_zeros, lost)
