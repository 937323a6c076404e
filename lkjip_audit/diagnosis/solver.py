"""The answers of one component: exact where it can be, in haste where it must be, none where it is too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lkjip_audit.diagnosis.components import Component, Topology, components
from lkjip_audit.diagnosis.explain import Explainer
from lkjip_audit.diagnosis.kinship import Kinship
from lkjip_audit.diagnosis.lineage import Lineage
from lkjip_audit.diagnosis.neighbouring_answers import Polish
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, corrected
from lkjip_audit.diagnosis.ranking import Answer, Ranking
from lkjip_audit.diagnosis.report import Solved
from lkjip_audit.diagnosis.search import Search
from lkjip_audit.diagnosis.state import NO_LIMIT, Moves, State
from lkjip_audit.diagnosis.what_if import Trial
from lkjip_audit.diagnosis.work import Work
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.same_measure import Kin


class Solver:
    """Solves one component at a time."""

    def __init__(self, network: Network, trial: Trial, kin: Iterable[Sequence[Kin]] = ()) -> None:
        lineage = Lineage(network)
        self._work = Work()
        moves = Moves(network, trial, lineage, self._work)
        self.topology = Topology(network)
        kinship = Kinship(network, kin)
        self.ranking = Ranking(network, moves, Explainer(network, trial, kinship), kinship)
        self._network = network
        self._limits = limits().search
        self._trial = trial
        self._search = Search(moves, self.topology)
        self._polish = Polish(network, moves, lineage, self._search)

    def solve(self, component: Component) -> Iterator[Solved | Component]:
        """The answers of a component, part by part where it has very many; a part that is not finished as it is."""
        parts = self._parts(component)
        state = State()
        for part in parts:
            rest = self._rest(part, state) if len(parts) > 1 else part
            if not rest.equations and not rest.disputes:
                continue
            self._work.begin()
            solved = self._solve(rest)
            if self._work.out:
                yield rest
                continue
            yield solved
            if len(parts) > 1:
                found = solved.best.state
                state = State({**state.values, **found.values}, {**state.changes, **found.changes})

    def _parts(self, component: Component) -> Sequence[Component]:
        """The component as a whole; where that is too much, its parts that share no figure, long sums last."""
        if len(component.equations) + len(component.disputes) <= self._limits.most_parts:
            return (component,)
        narrow = [index for index in component.equations if len(self.topology.facts(index)) <= self._network.wide]
        wide = [index for index in component.equations if len(self.topology.facts(index)) > self._network.wide]
        parts = components(self.topology, narrow, component.disputes, closely=True)
        if len(parts) <= self._limits.most_parts:
            return (component,)
        return (*parts, *components(self.topology, wide, (), closely=True))

    def _rest(self, part: Component, state: State) -> Component:
        """What of ``part`` is still broken after ``state``."""
        equations = (index for index in part.equations if not self._trial.holds(index, state.changes))
        return Component(tuple(equations), tuple(fact for fact in part.disputes if fact not in state.values))

    def _solve(self, component: Component) -> Solved:
        """The answers of a component that is seen as a whole.

        Parts of it that share no figure directly are solved one after the other first, which sets what an answer to
        the whole may cost.  Where the search runs out it makes haste.  Where that finds nothing, or only what no
        reader would believe, each dispute goes by the number of places and the rest is left open.
        """
        effort = self._effort(component)
        pieces = self._piece_by_piece(component)
        limit = NO_LIMIT if pieces is None else pieces.cost - 1
        answers = self._search.solve(component, State(), effort if pieces is None else effort // 2, limit=limit)
        if answers.states:
            return self._solved(component, answers.states, complete=answers.complete, greedy=False)
        if pieces is not None:
            return self._solved(component, (pieces,), complete=False, greedy=False)
        dearest = self._limits.credible * (len(component.equations) + len(component.disputes))
        hasty = self._search.solve(component, State(), effort, self._limits.haste, limit=dearest)
        if hasty.states:
            return self._solved(component, hasty.states, complete=False, greedy=True)
        return self._by_most_places(component)

    def _piece_by_piece(self, component: Component) -> State | None:
        """An answer made of answers to the parts; None when it has no parts, or one of them has no answer."""
        parts = components(self.topology, component.equations, component.disputes, closely=True)
        if len(parts) < 2:
            return None
        state = State()
        for part in parts:
            rest = self._rest(part, state)
            answers = self._search.solve(rest, state, self._effort(rest))
            if not answers.states:
                return None
            state = answers.states[0]
        return state

    def _by_most_places(self, component: Component) -> Solved:
        values = {fact: self._of_most_places(fact) for fact in component.disputes}
        changes = {
            cell.node: corrected(cell, value)
            for fact, value in values.items()
            for _, cells in self._network.deviating(fact, value)
            for cell in cells
        }
        return Solved(self.ranking.read(State(values, changes)), (), greedy=True)

    def _of_most_places(self, fact: int) -> Value:
        return max(self._network.groups(fact), key=lambda group: (group.trusted, len(group.cells))).value

    def _solved(self, part: Component, states: tuple[State, ...], *, complete: bool, greedy: bool) -> Solved:
        if not complete or any(value.picked for value in states[0].values.values()):
            states = (*self._polish.around(part, State(), states[0]), *states)
        ordered = self.ranking.ordered(tuple({state.key: state for state in states}.values()))
        return Solved(ordered[0], _ties(ordered), greedy=greedy)

    def _effort(self, component: Component) -> int:
        figures = sum(len(self.topology.facts(index)) for index in component.equations)
        return self._limits.effort + self._limits.effort_per_figure * figures


def _ties(ordered: Sequence[Answer]) -> tuple[Answer, ...]:
    best = ordered[0]
    return tuple(answer for answer in ordered[1:] if answer.rank - best.rank <= limits().search.tie)
