"""From one answer to the ones beside it: each correction is taken back in turn, and what then is broken solved anew.

Where a search has run out before it had seen every tie, this shows for each wrong figure which other one might take
its place; and it finds the cheaper answers that lie one step away.  A figure that was picked from several that a
rounded relation leaves open is taken back with every other: what is decided later may say which of them it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from lkjip_audit.diagnosis.components import Component
from lkjip_audit.diagnosis.lineage import Lineage, Member, Origin
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.search import Search
from lkjip_audit.diagnosis.state import NO_LIMIT, Moves, State
from lkjip_audit.rulepack.limits import limits


class Polish:
    """Looks at the answers that differ from a given one in one correction."""

    def __init__(self, network: Network, moves: Moves, lineage: Lineage, search: Search) -> None:
        self._network = network
        self._moves = moves
        self._lineage = lineage
        self._search = search
        self._limits = limits().search

    def around(self, part: Component, base: State, found: State) -> tuple[State, ...]:
        """``found`` or a cheaper answer beside it, with all that cost about as much; the cheapest first."""
        best = found
        for _ in range(self._limits.polish_rounds):
            beside = self._beside(part, base, best)
            cheapest = min(beside, key=lambda state: state.cost, default=best)
            if cheapest.cost >= best.cost:
                break
            best = cheapest
        states = {best.key: best}
        for state in beside:
            if state.cost <= best.cost + self._limits.margin:
                states.setdefault(state.key, state)
        return tuple(sorted(states.values(), key=lambda state: state.cost))

    def _beside(self, part: Component, base: State, found: State) -> list[State]:
        origins = self._lineage.origins(found.values)
        decided = [fact for fact in found.values if fact not in base.values]
        followers = {fact for fact in decided if self._follows(fact, found, origins)}
        picked = frozenset(fact for fact in decided if found.values[fact].picked)
        states: list[State] = []
        for taken in decided:
            if taken in followers:
                continue
            if self._moves.work.out:
                break
            for also in dict.fromkeys((frozenset[int](), picked - {taken})):
                gone = self._with_what_follows({taken, *also}, followers, found, origins)
                start = self._without(part, base, found, [fact for fact in decided if fact not in gone])
                if start is not None:
                    rest = Component(tuple(sorted(start.equations)), tuple(sorted(start.disputes)))
                    limit = found.cost + self._limits.margin
                    states.extend(self._search.solve(rest, start, self._limits.polish_effort, limit=limit).states)
        return states

    def _members(self, fact: int, found: State) -> list[Member]:
        return [(fact, number) for number, _ in self._network.deviating(fact, found.values[fact])]

    def _follows(self, fact: int, found: State, origins: Mapping[Member, Origin]) -> bool:
        return all(member in origins for member in self._members(fact, found))

    def _with_what_follows(
        self, taken: Set[int], followers: Set[int], found: State, origins: Mapping[Member, Origin]
    ) -> set[int]:
        """``taken`` and the followers that were computed from them, at whatever remove."""
        gone = set(taken)
        growing = True
        while growing:
            more = {
                fact
                for fact in followers - gone
                for member in self._members(fact, found)
                if any(operand in gone for operand, _ in origins[member].operands)
            }
            gone |= more
            growing = bool(more)
        return gone

    def _without(self, part: Component, base: State, found: State, kept: Sequence[int]) -> State | None:
        """The state in which only what ``kept`` decides is decided."""
        state: State | None = base.having(part.equations, part.disputes)
        for fact in kept:
            if state is not None and fact not in state.values:
                state = self._moves.decide(state, fact, found.values[fact], NO_LIMIT)
        return state
