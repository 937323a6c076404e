"""The fewest wrong figures that explain what is broken (Fellegi & Holt 1976), by best-first search.

A state decides some facts; its successors repair one relation that is still broken, in every way that changes
one fact of it.  The bound on what is left is the number of broken relations that share no fact: each needs a
wrong figure of its own.  Every answer that costs as little as the cheapest, give or take a margin, is kept.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from lkjip_audit.diagnosis.components import Component, Topology
from lkjip_audit.diagnosis.state import NO_LIMIT, Moves, State
from lkjip_audit.diagnosis.values import Candidates
from lkjip_audit.rulepack.limits import limits


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers found, cheapest first; ``complete`` when every tie is there.

    ``proved`` tells that the search came to its end, so that no answer is cheaper.
    """

    states: tuple[State, ...]
    complete: bool
    proved: bool


class Search:
    """Searches one component at a time."""

    def __init__(self, moves: Moves, topology: Topology) -> None:
        self._moves = moves
        self.topology = topology
        self._network = moves.network
        self._candidates = Candidates(moves.network, moves.trial)
        self._costs = moves.costs
        self._least: dict[int, int] = {}
        self._limits = limits().search

    def solve(self, component: Component, base: State, effort: int, limit: int = NO_LIMIT, slack: int = 0) -> Answers:
        """The cheapest explanations of ``component`` on top of ``base``, looking at ``effort`` states.

        None costs more than ``limit``; those are kept that cost ``slack``, or the usual margin, more than the cheapest.
        It ends, too, where the component has had its share of work.
        """
        start = base.having(component.equations, component.disputes)
        ticket = count()
        heap = [(self._bound(start), 0, next(ticket), start)]
        seen = {start.key}
        answers: list[State] = []
        pruned = False
        while heap and effort > 0 and not self._moves.work.out:
            estimate, _, _, state = heapq.heappop(heap)
            if estimate > limit:
                break
            if state.solved:
                answers.append(state)
                limit = min(limit, state.cost + max(slack, self._limits.margin))
                continue
            children = list(self.successors(state, limit))
            effort -= len(children)
            kept = self._worth_while(children)
            pruned = pruned or len(kept) < len(children)
            for child in kept:
                key = child.key
                if key in seen:
                    continue
                seen.add(key)
                bound = self._bound(child)
                if child.cost + bound <= limit:
                    estimate = child.cost + bound
                    heapq.heappush(heap, (estimate, -len(child.values), next(ticket), child))
        proved = not heap or heap[0][0] > limit
        return Answers(tuple(answers), complete=proved and not pruned, proved=proved)

    def successors(self, state: State, limit: int) -> Iterator[tuple[int, State]]:
        """The states that repair the relation of ``state`` that is best repaired first, with the fact decided.

        One of them holds that a relation which fails as it stands is not meant, and decides no fact (-1).
        """
        index, facts = self._to_try(state)
        for fact in facts:
            for child in self.with_fact(state, fact, limit):
                yield fact, child
        if index is not None and index in self._network.failing:
            doubting = self._moves.doubt(state, index, limit)
            if doubting is not None:
                yield -1, doubting

    def with_fact(self, state: State, fact: int, limit: int) -> Iterator[State]:
        """The states that decide ``fact`` next."""
        around = [index for index in self._network.around_fact(fact) if index in state.equations]
        for value in self._candidates.of(fact, around, state.changes):
            child = self._moves.decide(state, fact, value, limit)
            if child is not None:
                yield child

    def _to_try(self, state: State) -> tuple[int | None, Iterable[int]]:
        """One broken relation with its facts: of those nearest to the sources, the one with fewest; or a dispute."""
        topology = self.topology
        choices: list[tuple[int, int, int, tuple[int, ...]]] = [
            (topology.depth(fact), 1, -1, (fact,)) for fact in state.disputes
        ]
        for index in state.equations:
            facts = topology.facts(index)
            free = tuple(fact for fact in facts if fact not in state.values)
            choices.append((topology.depth(facts[0]), len(free), index, free))
        _, _, index, facts = min(choices)
        return (None if index < 0 else index), facts

    def _bound(self, state: State) -> int:
        """The least that repairing the rest costs: relations without a common fact each need their own."""
        pending = self._pending(state)
        parts = [(self.topology.reach(fact), self._dispute(fact, state)) for fact in state.disputes]
        parts.extend((self.topology.span(index), self._repair(index, pending)) for index in state.equations)
        self._moves.work.done(len(parts))
        used: set[int] = set()
        wide: list[frozenset[int]] = []
        total = 0
        for span, least in sorted(
            parts, key=lambda part: (len(part[0]) > self._limits.wide_span, -part[1], len(part[0]))
        ):
            if not used.isdisjoint(span):
                continue
            if len(span) <= self._limits.wide_span:
                used |= span - state.values.keys()
            elif any(not span.isdisjoint(other) for other in wide):
                continue
            else:
                wide.append(span)
            total += least
        return total

    def _pending(self, state: State) -> set[int]:
        """The facts that may yet follow: formulas that held yield them from figures that were since put right."""
        network = self._network
        stated = (
            network.fact(network.equations[index].stated.node)
            for index in state.equations
            if index not in network.failing
        )
        return {fact for fact in stated if fact not in state.values}

    def _repair(self, index: int, pending: set[int]) -> int:
        """The least that repairing an equation costs: next to nothing where a figure of it may yet follow."""
        facts = self._network.fact_set(index)
        if not pending.isdisjoint(facts):
            return self._costs.further_consequent
        least = self._least.get(index)
        if least is None:
            least = self._costs.copied_down if self._network.may_repeat(facts) else self._costs.wrong_figure
            self._least[index] = least
        return least

    def _dispute(self, fact: int, state: State) -> int:
        """The least that settling ``fact`` costs: all its groups but the costliest are wrong."""
        costs = [self._group(fact, number, state) for number in range(len(self._network.groups(fact)))]
        return sum(costs) - max(costs)

    def _group(self, fact: int, number: int, state: State) -> int:
        if self._follows(fact, number, state):
            return self._costs.further_consequent
        cells = self._network.groups(fact)[number].cells
        repeated = any(self._network.bands.repeats(cell) is not None for cell in cells)
        return self._costs.copied_down if repeated else self._costs.wrong_figure

    def _follows(self, fact: int, number: int, state: State) -> bool:
        ways = self._moves.lineage.ways((fact, number))
        return any(operand in state.values for way in ways for operand, _ in way.operands)

    def _worth_while(self, children: Sequence[tuple[int, State]]) -> list[State]:
        """The children to follow up: every answer, and of the rest one for each way that things stand afterwards.

        Two figures that either of them would do are told apart later (``polish``), and not in every combination with
        what else is broken; but one that has a part in something else that is broken may yet explain that too.  A
        child that costs more than another and leaves more broken leads nowhere.
        """
        kept: dict[tuple[frozenset[int], frozenset[int], frozenset[int]], list[tuple[int, State]]] = {}
        for fact, child in sorted(children, key=lambda pair: pair[1].cost):
            part = child.equations.intersection(self._network.around_fact(fact) if fact >= 0 else ())
            same = kept.setdefault((child.equations, child.disputes, part), [])
            if child.solved or not same or same[0][0] == fact:
                same.append((fact, child))
        found: list[State] = []
        for (equations, disputes, shared), group in kept.items():
            fact, first = group[0]
            beaten = any(
                other[0][1].cost + self._limits.margin < first.cost
                and left[0] <= equations
                and left[1] <= disputes
                and (not shared or other[0][0] == fact)
                for left, other in kept.items()
            )
            if not beaten:
                found.extend(child for _, child in group)
        return found
