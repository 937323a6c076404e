"""From outcomes to causes: the cells that are wrong, with what should stand there and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lkjip_audit.diagnosis.components import Component, Topology, components
from lkjip_audit.diagnosis.explain import Explainer
from lkjip_audit.diagnosis.greedy import best_move
from lkjip_audit.diagnosis.lineage import Lineage
from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.ranking import Answer, Ranking
from lkjip_audit.diagnosis.report import Reporter, Solved
from lkjip_audit.diagnosis.search import Search
from lkjip_audit.diagnosis.sideline import sidelined
from lkjip_audit.diagnosis.state import Moves, State
from lkjip_audit.diagnosis.trial import Trial
from lkjip_audit.relations.model import Operand, Outcome

EFFORT = 1500
"""How many states are looked at in one component before it is taken apart greedily."""


TIE = 12
"""Answers whose ranks differ by no more than this are a tie."""


def diagnose(outcomes: Sequence[Outcome], facts: Iterable[tuple[Operand, ...]]) -> tuple[Diagnosis, ...]:
    """The causes of the findings among ``outcomes``, in document order.

    ``facts`` are the figures that state one and the same thing, fact by fact; figures that stand alone may be
    given too, so that what was copied from them is seen.  The method is Fellegi & Holt's (1976): the fewest
    figures that, put right, make every relation hold; here a figure that several cells repeat counts as one,
    and what was rightly computed from a wrong figure counts next to nothing.
    """
    network = Network(outcomes, facts)
    disputes = _disputes(network)
    if not network.failing and not disputes and not network.sidelined:
        return Reporter(network, Trial(network)).report([])
    trial = Trial(network)
    topology = Topology(network)
    moves = Moves(network, trial, Lineage(network))
    search = Search(moves, topology)
    ranking = Ranking(network, moves, Explainer(network, trial))
    solved: list[Solved] = []
    for component in components(network, topology, network.failing, disputes):
        solved.extend(_solve(component, search, ranking, network, topology))
    solved.extend(sidelined(network, ranking, solved))
    return Reporter(network, trial).report(solved)


def _disputes(network: Network) -> set[int]:
    """Facts whose places disagree, where a finding says so or a failing equation leans on them."""
    leaned_on = {fact for index in network.failing for fact in network.facts_in(index)}
    return {fact for fact in network.disputed | leaned_on if network.is_disputed(fact)}


def _solve(
    component: Component, search: Search, ranking: Ranking, network: Network, topology: Topology
) -> Iterator[Solved]:
    """The answers of a component; where the search runs out, one figure is settled, the rest split anew."""
    waiting: list[tuple[Component, State, bool]] = [(component, State(), False)]
    while waiting:
        part, base, greedy = waiting.pop(0)
        answers = search.solve(part, base, _effort(part, topology))
        if answers.states:
            ordered = ranking.ordered(answers.states)
            yield Solved(ordered[0], _ties(ordered), greedy=greedy)
            continue
        if answers.complete:
            yield Solved(ranking.read(base), (), greedy=True)
            continue
        state = best_move(search, part, base)
        if state is None:
            yield Solved(ranking.read(base), (), greedy=True)
            continue
        rest = components(network, topology, state.equations, state.disputes)
        if not rest:
            yield Solved(ranking.read(state), (), greedy=True)
        waiting.extend((piece, state, True) for piece in rest)


def _effort(component: Component, topology: Topology) -> int:
    widest = sum(len(topology.facts(index)) for index in component.equations)
    return EFFORT + 2 * widest


def _ties(ordered: Sequence[Answer]) -> tuple[Answer, ...]:
    best = ordered[0]
    return tuple(answer for answer in ordered[1:] if answer.rank - best.rank <= TIE)
