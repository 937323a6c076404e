"""From the answers of all components to diagnoses: what each correction explains, and what stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.diagnosis.findings_without_relation import loose_ends
from lkjip_audit.diagnosis.joint_effects import Told, together, with_columns_by_themselves
from lkjip_audit.diagnosis.model import Correction, Diagnosis, Evidence, EvidenceKind
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import printed
from lkjip_audit.diagnosis.ranking import Answer, Repair
from lkjip_audit.diagnosis.what_if import Changes, Trial, judged
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node


@dataclass(frozen=True, slots=True)
class Solved:
    """The likeliest answer of one component, with the others that are as good."""

    best: Answer
    ties: tuple[Answer, ...]


class Reporter:
    """Turns answers into diagnoses."""

    def __init__(self, network: Network, trial: Trial) -> None:
        self._network = network
        self._trial = trial
        self._wrong: set[Node] = set()
        self._doubted: frozenset[int] = frozenset()

    def report(self, solved: Sequence[Solved]) -> tuple[Diagnosis, ...]:
        """Every diagnosis, in document order; each finding is explained by one where that can be told."""
        self._doubted = frozenset(index for item in solved for index in item.best.state.doubted)
        causes = together(list(self._causes(solved)), self._network, self._trial)
        causes = with_columns_by_themselves(causes, self._network)
        touching: dict[Node, list[int]] = {}
        self._wrong = {node for cause in causes for node in cause.changes}
        for number, cause in enumerate(causes):
            for node in cause.changes:
                touching.setdefault(node, []).append(number)
        explains: list[list[int]] = [[] for _ in causes]
        remaining: list[list[int]] = [[] for _ in causes]
        for index, outcome in enumerate(self._network.outcomes):
            if outcome.status is not Status.FINDING or not self._is_of_figures(outcome):
                continue
            nodes = self._nodes(index)
            near = sorted({number for node in nodes for number in touching.get(node, ())})
            mending = [number for number in near if self._mends(index, causes[number].changes)]
            if index in self._doubted and not mending:  # what it compares may not be meant: no cell answers for it
                continue
            chosen = mending or self._responsible(outcome.cell, near, causes)
            if not near:
                chosen = near = self._at_one_remove(nodes, causes, touching)
            for number in near:
                if number in chosen:
                    explains[number].append(index)
                elif any(cell.node in nodes for cell in causes[number].repair.cells):
                    remaining[number].append(index)
        for number in range(len(causes)):
            if not explains[number]:  # it takes this one and another: neither is told without the other
                explains[number], remaining[number] = remaining[number], []
        found = [
            self._diagnosis(cause, tuple(explains[number]), tuple(remaining[number]))
            for number, cause in enumerate(causes)
        ]
        found = [item for item in found if item.explains or item.consequents]
        return tuple(sorted((*found, *loose_ends(self._network, found)), key=lambda item: item.node))

    def _causes(self, solved: Sequence[Solved]) -> Iterable[Told]:
        seen: set[object] = set()
        for item in solved:
            for repair in item.best.repairs:
                if repair.member in seen or _is_doubtful(repair, item):
                    continue
                seen.add(repair.member)
                followers = tuple(f for f, source in item.best.followers if source == repair.member)
                alternatives = tuple(_alternatives(self._network, repair, item))
                named = {other.node for other in alternatives}
                held = (other for other in _held_to(self._network, repair) if other.node not in named)
                yield Told(repair, followers, (*alternatives, *held))

    def _is_of_figures(self, outcome: Outcome) -> bool:
        return outcome.relation is not None or outcome.cell in self._network.contradicted

    def _nodes(self, index: int) -> list[Node]:
        outcome = self._network.outcomes[index]
        relation = outcome.relation
        if isinstance(relation, Equation):
            return [relation.stated.node, *(item.node for item in relation.operands)]
        if isinstance(relation, Restatement):
            return [item.node for item in relation.operands]
        return [outcome.cell, *(item.node for item in outcome.related)]

    def _mends(self, index: int, changes: Changes) -> bool:
        """Whether the finding goes when only ``changes`` are made."""
        outcome = self._network.outcomes[index]
        if isinstance(outcome.relation, Equation):
            if index in self._network.sidelined:
                return judged(outcome.relation, changes, {})
            return index in self._network.equations and self._trial.holds(index, changes)
        if outcome.cell in self._wrong:
            return outcome.cell in changes
        others = [item.node for item in outcome.related]
        return bool(others) and all(node in changes for node in others)

    def _responsible(self, cell: Node, near: Sequence[int], causes: Sequence[Told]) -> list[int]:
        """Where it takes several corrections: that of the cell that the finding accuses, else the first."""
        own = [number for number in near if cell in causes[number].changes]
        return own[:1] or list(near[:1])

    def _at_one_remove(
        self, nodes: Sequence[Node], causes: Sequence[Told], touching: Mapping[Node, Sequence[int]]
    ) -> list[int]:
        """Where the figures are right and a relation that they stand in was broken: what mends that."""
        broken = {index for node in nodes for index in self._network.around(node)} & self._network.failing
        read = (node for index in broken for node in self._trial.nodes(index))
        for number in sorted({number for node in read for number in touching.get(node, ())}):
            if any(self._trial.holds(index, causes[number].changes) for index in broken):
                return [number]
        return []

    def _diagnosis(self, cause: Told, explains: tuple[int, ...], remaining: tuple[int, ...]) -> Diagnosis:
        repair = cause.repair
        listed = tuple(sorted(cause.alternatives[: limits().search.most_alternatives], key=lambda item: item.node))
        return Diagnosis(
            stated=repair.first,
            proposed=printed(repair.first, repair.value),
            explains=explains,
            also=tuple(cell.node for cell in repair.cells[1:]),
            copies=tuple(Correction(cell, printed(cell, repair.value)) for cell in repair.cells[1:]),
            remaining=remaining,
            consequents=tuple(
                Correction(cell, printed(cell, part.value)) for part in cause.followers for cell in part.cells
            ),
            alternatives=listed,
            more_alternatives=len(cause.alternatives) - len(listed),
            evidence=(*repair.evidence, *self._computed_from_it(cause)),
            slip=repair.slip,
        )

    def _computed_from_it(self, cause: Told) -> Iterator[Evidence]:
        """The figures that a finding is at and that were rightly computed from the wrong one."""
        for part in cause.followers:
            for cell in part.cells:
                if self._network.is_accused(cell.node) and part.origin is not None:
                    yield Evidence(EvidenceKind.COMPUTED_FROM_WRONG, cell.node, cell, part.origin.index)


def _is_doubtful(repair: Repair, solved: Solved) -> bool:
    """Whether an answer as good does without the correction, and holds instead that a relation is not meant."""
    doubted = solved.best.state.doubted
    return any(
        not answer.state.doubted <= doubted and _key(repair) not in {_key(item) for item in answer.repairs}
        for answer in solved.ties
    )


def _alternatives(network: Network, repair: Repair, solved: Solved) -> Iterable[Correction]:
    """What the other answers would put right in the place of ``repair``.

    Where an answer differs in more than this, what it says of the same fact, or of figures of the relations that fail
    around it; else all that it says: who is not in every answer is not accused alone.
    """
    failing = _failing_around(network, repair)
    mine = {_key(item) for item in solved.best.repairs}
    seen = {(repair.first.node, printed(repair.first, repair.value))}
    for answer in solved.ties:
        theirs = {_key(item) for item in answer.repairs}
        gone = mine - theirs
        if _key(repair) not in gone:
            continue
        other = [item for item in answer.repairs if _key(item) not in mine]
        near = [
            item
            for item in other
            if item.member[0] == repair.member[0] or not failing.isdisjoint(_failing_around(network, item))
        ]
        for item in other if len(gone) == 1 else near or other:
            correction = Correction(item.first, printed(item.first, item.value))
            if (correction.node, correction.proposed) not in seen:
                seen.add((correction.node, correction.proposed))
                yield correction


def _held_to(network: Network, repair: Repair) -> Iterator[Correction]:
    """Where a figure is to change at the place that sets it, the places that say otherwise: they may be wrong instead.

    However many repeat what they say: who signs the plan is not outvoted by those that copy it.
    """
    for group in network.groups(repair.member[0]):
        if any(network.is_set_at(cell.node) and cell in repair.cells for cell in group.cells):
            for other in network.groups(repair.member[0]):
                first = other.cells[0]
                if other is not group and printed(first, group.value) != first.figure.value:
                    yield Correction(first, printed(first, group.value))


def _failing_around(network: Network, repair: Repair) -> frozenset[int]:
    around = (index for cell in repair.cells for index in network.around(cell.node))
    return frozenset(around) & network.failing


def _key(repair: Repair) -> tuple[object, ...]:
    return (*repair.member, repair.value.amount)
