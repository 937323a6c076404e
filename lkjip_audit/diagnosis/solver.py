"""The answers of one component: the cheapest, where it is proved to be, and none where that is too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.components import Component, Topology, components
from lkjip_audit.diagnosis.explain import Explainer
from lkjip_audit.diagnosis.first_of_tie import first_of
from lkjip_audit.diagnosis.kinship import Kinship
from lkjip_audit.diagnosis.lineage import Lineage
from lkjip_audit.diagnosis.model import EvidenceKind
from lkjip_audit.diagnosis.neighbouring_answers import Polish
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.parts_and_sums import Combinations, LongSums
from lkjip_audit.diagnosis.ranking import Answer, Ranking
from lkjip_audit.diagnosis.report import Solved
from lkjip_audit.diagnosis.search import Search
from lkjip_audit.diagnosis.state import NO_LIMIT, Moves, State
from lkjip_audit.diagnosis.what_if import Trial
from lkjip_audit.diagnosis.work import Work
from lkjip_audit.figures.model import Figure
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node
from lkjip_audit.scene.same_measure import Kin


class Solver:
    """Solves one component at a time, with what ``work`` is left for it."""

    def __init__(self, network: Network, trial: Trial, work: Work, kin: Iterable[Sequence[Kin]] = ()) -> None:
        lineage = Lineage(network)
        self._work = work
        moves = Moves(network, trial, lineage, self._work)
        self.topology = Topology(network)
        kinship = Kinship(network, kin)
        self.ranking = Ranking(network, moves, Explainer(network, trial, kinship), kinship)
        self._network = network
        self._limits = limits().search
        self._trial = trial
        self._moves = moves
        self._search = Search(moves, self.topology)
        self._sums = LongSums(network, trial)
        self._polish = Polish(network, moves, lineage, self._search)

    def solve(self, component: Component) -> Iterator[Solved | Component]:
        """The answers of a component, part by part where it has very many; a part that is not finished as it is."""
        self._work.begin()
        if self._work.out:
            yield component
            return
        rows = self._rows_under_sums(component)
        if rows:
            yield from self._under_sums(component, rows)
            return
        parts = self._parts(component)
        state = State()
        for part in parts:
            rest = self._rest(part, state) if len(parts) > 1 else part
            if not rest.equations and not rest.disputes:
                continue
            if len(parts) > 1:
                self._work.begin()
            solved = self._solve(rest)
            if solved is None or self._work.out:
                yield rest
                continue
            yield solved
            if len(parts) > 1:
                found = solved.best.state
                state = State({**state.values, **found.values}, {**state.changes, **found.changes})

    def _rows_under_sums(self, component: Component) -> Sequence[Component]:
        """The parts that only long sums hold together; none where there are no two."""
        wide = [index for index in component.equations if self._trial.wide(index) is not None]
        narrow = [index for index in component.equations if self._trial.wide(index) is None]
        if not wide:
            return ()
        parts = components(self.topology, narrow, component.disputes, closely=True)
        return parts if len(parts) > 1 else ()

    def _under_sums(self, component: Component, rows: Sequence[Component]) -> Iterator[Solved | Component]:
        """The answers of rows under long sums: those that together make the sums add up, where some do.

        Else each row's own, and then what of the sums is still broken.  Where the choices are too many to go through,
        a row's answers that change a sum are as good as each other.
        """
        answers: list[tuple[State, ...]] = []
        for row in rows:
            self._work.begin()
            found = self._search.solve(row, State(sums_aside=True), self._limits.proof_effort, slack=self._limits.slack)
            if not found.proved or not found.states:
                yield component
                return
            answers.append(found.states)
        failing = [index for index in component.equations if self._trial.wide(index) is not None]
        ranks = [[self.ranking.read(state).rank for state in states] for states in answers]
        together = self._sums.combined(answers, ranks, failing)
        if together.closing and not together.convincing:
            yield component
            return
        taken = [self._taken(number, states, together) for number, states in enumerate(answers)]
        changes: dict[Node, Figure] = {}
        for states in taken:
            changes |= states[0].changes
        for states in taken:
            seen = tuple(replace(state, changes={**changes, **state.changes}) for state in states)
            ordered = self.ranking.ordered(seen)
            yield self._told(ordered[0], _ties(ordered) if together.searched else tuple(ordered[1:]))
        values = {fact: value for states in taken for fact, value in states[0].values.items()}
        state = State(values, changes, cost=self._moves.cost(values))
        rest = self._rest(Component(tuple(failing), ()), state)
        if rest.equations:
            yield from self._rest_of_sums(rest, state, searched=together.searched)

    def _taken(self, number: int, states: Sequence[State], together: Combinations) -> Sequence[State]:
        """The answers of one part: those that close the sums, else all that are about as cheap as its cheapest."""
        if together.closing:
            return [states[at] for at in dict.fromkeys(choice[number] for choice in together.closing)]
        dearest = states[0].cost + (self._limits.margin if together.searched else self._limits.slack)
        return [state for state in states if state.cost <= dearest]

    def _rest_of_sums(self, rest: Component, state: State, *, searched: bool) -> Iterator[Solved | Component]:
        """What is still to be said of long sums once the rows under them are settled."""
        self._work.begin()
        dearest = state.cost + self._limits.slack + self._moves.costs.wrong_figure
        found = self._search.solve(rest, state, self._limits.proof_effort, limit=dearest)
        if not searched or not found.proved or not found.states:
            yield rest
            return
        ordered = self.ranking.ordered(found.states)
        yield self._told(ordered[0], _ties(ordered))

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

    def _solve(self, component: Component) -> Solved | None:
        """The answers of a component that is seen as a whole; None where none was proved to be the cheapest.

        Where that takes more effort than its parts would that share no figure directly, these are solved one after the
        other, which sets what an answer to the whole may cost.
        """
        parts = components(self.topology, component.equations, component.disputes, closely=True)
        effort = sum(map(self._effort, parts)) if len(parts) > 1 else self._limits.proof_effort
        answers = self._search.solve(component, State(), min(effort, self._limits.proof_effort))
        if answers.proved and answers.states:
            return self._solved(component, answers.states, complete=answers.complete)
        if answers.proved or len(parts) < 2:
            return None
        pieces = self._piece_by_piece(parts)
        limit = NO_LIMIT if pieces is None else pieces.cost - 1
        answers = self._search.solve(component, State(), self._limits.proof_effort, limit=limit)
        if not answers.proved:
            return None
        if answers.states:
            return self._solved(component, answers.states, complete=answers.complete)
        return None if pieces is None else self._solved(component, (pieces,), complete=False)

    def _piece_by_piece(self, parts: Sequence[Component]) -> State | None:
        """An answer made of answers to the ``parts``; None when one of them has no answer."""
        state = State()
        for part in parts:
            rest = self._rest(part, state)
            answers = self._search.solve(rest, state, self._effort(rest))
            if not answers.states:
                return None
            state = answers.states[0]
        return state

    def _solved(self, part: Component, states: tuple[State, ...], *, complete: bool) -> Solved:
        if not complete or any(value.picked for value in states[0].values.values()):
            states = (*self._polish.around(part, State(), states[0]), *states)
        ordered = self.ranking.ordered(tuple({state.key: state for state in states}.values()))
        return self._told(ordered[0], _ties(ordered))

    def _told(self, best: Answer, ties: tuple[Answer, ...]) -> Solved:
        """The answers of a tie, the one that is told first before the others."""
        first = first_of(self._network, best, ties) if ties else best
        return Solved(first, tuple(answer for answer in (best, *ties) if answer is not first))

    def _effort(self, component: Component) -> int:
        figures = sum(len(self.topology.facts(index)) for index in component.equations)
        return self._limits.effort + self._limits.effort_per_figure * figures


def _ties(ordered: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers as good as the first; where there are any, those a little behind are named as well.

    As good is as well what costs as little, but for copies that no place contradicts, and only chance may have made
    look worse: the first accuses nobody unless it is far likelier.  As good, too, is one of no more wrong figures that
    is far likelier as a whole, where the first is confirmed by one place twice.
    """
    own, best = limits().search, ordered[0]
    twice = _is_confirmed_twice(best)
    close = [
        (answer.alone - best.alone < own.tie and answer.chance - best.chance <= limits().chances.doubt)
        or (twice and best.chance - answer.chance > limits().chances.doubt and len(answer.repairs) <= len(best.repairs))
        for answer in ordered[1:]
    ]
    if not any(close) and not any(answer.rank - best.rank <= own.tie for answer in ordered[1:]):
        return ()
    others = zip(ordered[1:], close, strict=True)
    return tuple(answer for answer, as_good in others if as_good or answer.rank - best.rank <= own.named)


def _is_confirmed_twice(answer: Answer) -> bool:
    """Whether a figure that is computed with another wrong one is confirmed by a place computed likewise."""
    kinds = ({item.kind for item in repair.evidence} for repair in answer.repairs)
    return any({EvidenceKind.USES, EvidenceKind.STANDS_AT} <= each for each in kinds)
