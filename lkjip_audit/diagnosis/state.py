"""A partial explanation: some facts put right, with what that costs and which relations it leaves broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lkjip_audit.diagnosis.lineage import Lineage
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, corrected
from lkjip_audit.diagnosis.trial import Trial
from lkjip_audit.diagnosis.values import as_result
from lkjip_audit.figures.model import Figure
from lkjip_audit.relations.model import Node

GROUP = 100
"""What a wrong figure costs."""
SOURCE = 8
"""What is added for a figure that nothing yields: what is computed is wrong more often."""
COPY, COPY_COMPUTED = 8, 3
"""What each further cell costs that repeats a figure which nothing contradicts.

Less for a computed figure: that is restated as readily when it is wrong.
"""
DISSENT, DISSENT_COMPUTED = 15, 6
"""The same where another place states the right figure: most places win."""
MOST_COPIES = 6
CONSEQUENT = 10
"""What the first figure costs that was rightly computed from a wrong one."""
NO_LIMIT = 10**9
FURTHER = 2
"""What each further such figure costs: where one was computed anew, the rest was too."""


@dataclass(frozen=True, slots=True)
class State:
    """``values`` are the facts decided so far, ``changes`` the cells that this puts right.

    ``equations`` and ``disputes`` are what is still broken: equations by index, and facts whose places
    disagree. ``followed`` are facts that were decided because a formula over decided facts yields them.
    """

    values: Mapping[int, Value] = field(default_factory=dict)
    changes: Mapping[Node, Figure] = field(default_factory=dict)
    equations: frozenset[int] = frozenset()
    disputes: frozenset[int] = frozenset()
    followed: frozenset[int] = frozenset()
    cost: int = 0

    @property
    def solved(self) -> bool:
        """Whether nothing is broken any more."""
        return not self.equations and not self.disputes

    def having(self, equations: Iterable[int], disputes: Iterable[int]) -> State:
        """The same decisions, with only these relations to repair."""
        return replace(self, equations=frozenset(equations), disputes=frozenset(disputes))

    @property
    def key(self) -> frozenset[tuple[int, object]]:
        """What was decided, whatever the order."""
        return frozenset((fact, value.amount) for fact, value in self.values.items())


class Moves:
    """Makes one state from another; the only place that knows what a state costs."""

    def __init__(self, network: Network, trial: Trial, lineage: Lineage) -> None:
        self.network = network
        self.trial = trial
        self.lineage = lineage

    def decide(self, state: State, fact: int, value: Value, limit: int) -> State | None:
        """``state`` with ``fact`` put at ``value``, and what was computed from it with it.

        None when that costs more than ``limit``.
        """
        values, changes = dict(state.values), dict(state.changes)
        equations, disputes = set(state.equations), set(state.disputes)
        followed = set(state.followed)
        waiting: list[tuple[int, Value]] = [(fact, value)]
        while waiting:
            fact, value = waiting.pop(0)
            if fact in values:
                continue
            values[fact] = value
            disputes.discard(fact)
            touched: set[int] = set()
            for _, cells in self.network.deviating(fact, value):
                for cell in cells:
                    changes[cell.node] = corrected(cell, value)
                    touched.update(self.network.around(cell.node))
            for index in sorted(touched):
                if self.trial.holds(index, changes):
                    equations.discard(index)
                    continue
                follower = self._follower(index, values)
                equations.add(index)
                if follower is not None:
                    computed = as_result(self.network, self.trial, index, changes)
                    if computed is not None:
                        followed.add(follower)
                        waiting.append((follower, computed))
                if len(waiting) * FURTHER + state.cost > limit:
                    return None
        cost = self.cost(values, equations)
        if cost > limit:
            return None
        return State(values, changes, frozenset(equations), frozenset(disputes), frozenset(followed), cost)

    def _follower(self, index: int, values: Mapping[int, Value]) -> int | None:
        """The fact that the equation yields, when it held as it stood and that fact is still open."""
        if index in self.network.failing:
            return None
        fact = self.network.fact(self.network.equations[index].stated.node)
        return None if fact in values else fact

    def cost(self, values: Mapping[int, Value], broken: Iterable[int] = ()) -> int:
        """What the decisions cost; a figure that a broken relation may yet excuse costs as a consequent."""
        origins = self.lineage.origins(values)
        open_facts = {self.network.fact(self.network.equations[index].stated.node) for index in broken}
        total = following = 0
        for fact, value in values.items():
            for number, cells in self.network.deviating(fact, value):
                if (fact, number) in origins:
                    following += len(cells)
                elif fact in open_facts and self.lineage.may_follow(fact, number):
                    total += FURTHER
                else:
                    total += self._group(fact, value, len(cells))
        return total + (CONSEQUENT + FURTHER * (following - 1) if following else 0)

    def _group(self, fact: int, value: Value, copies: int) -> int:
        """What it costs that ``copies`` cells of ``fact`` are wrong by themselves."""
        computed = self.lineage.is_computed(fact)
        contradicted = value.like is not None and self.network.fact(value.like.node) == fact
        if contradicted:
            each = DISSENT_COMPUTED if computed else DISSENT
        else:
            each = COPY_COMPUTED if computed else COPY
        return GROUP + each * min(copies - 1, MOST_COPIES) + (0 if computed else SOURCE)
