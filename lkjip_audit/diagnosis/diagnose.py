"""From outcomes to causes: the cells that are wrong, with what should stand there and what speaks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.bands import Lying
from lkjip_audit.diagnosis.column_by_itself import sidelined
from lkjip_audit.diagnosis.components import Component, components
from lkjip_audit.diagnosis.model import Diagnosed, Diagnosis
from lkjip_audit.diagnosis.nearby import within_reach
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.reliability import unreliable
from lkjip_audit.diagnosis.report import Reporter, Solved
from lkjip_audit.diagnosis.solver import Solver
from lkjip_audit.diagnosis.what_if import Trial
from lkjip_audit.diagnosis.work import Work
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.same_measure import Kin
from lkjip_audit.tables.nature import Roles

_TELLING = 3
"""Operands that put outcomes of one cell and rule in order; any number would do, as long as it is the same."""


def diagnose(
    outcomes: Sequence[Outcome],
    facts: Iterable[tuple[Operand, ...]],
    roles: Roles,
    kin: Iterable[Sequence[Kin]] = (),
    tables: Iterable[Lying] = (),
) -> tuple[Diagnosis, ...]:
    """The causes of the findings among ``outcomes``: the causes alone of what ``diagnose_all`` tells."""
    return diagnose_all(outcomes, facts, roles, kin, tables).causes


def diagnose_all(
    outcomes: Sequence[Outcome],
    facts: Iterable[tuple[Operand, ...]],
    roles: Roles,
    kin: Iterable[Sequence[Kin]] = (),
    tables: Iterable[Lying] = (),
) -> Diagnosed:
    """The causes of the findings among ``outcomes``, in document order.

    ``facts`` are the figures that state one and the same thing, fact by fact; figures that stand alone may be
    given too, so that what was copied from them is seen.  ``kin`` are figures of one subject and measure that differ
    in year or stage; ``roles`` says what the figures' roles are, ``tables`` where the tables lie.  The method is
    Fellegi & Holt's (1976): the fewest figures that, put right, make every relation hold; here a figure that several
    cells repeat counts as one, and what was rightly computed from a wrong figure counts next to nothing.  Where no
    answer was proved to be the cheapest, nobody is accused, and the findings in question are told as not finished.
    """
    near = within_reach(outcomes)
    order = sorted(near, key=lambda index: _place(near[index]))
    distrusted = unreliable(outcomes)
    doubted = frozenset(place for place, index in enumerate(order) if index in distrusted)
    told = tuple(facts)
    network = Network([near[index] for index in order], told, roles, tables, doubted)
    trial = Trial(network)
    disputes = _disputes(network)
    solved: list[Solved] = []
    open_ended: list[Component] = []
    if network.failing or disputes or network.sidelined:
        solver = Solver(network, trial, Work(sum(map(len, told))), kin)
        for found in _fewest_first(solver, components(solver.topology, network.failing, disputes)):
            if isinstance(found, Component):
                open_ended.append(found)
            else:
                solved.append(found)
        solved.extend(sidelined(network, solver.ranking, solved))
    causes = tuple(_renumbered(item, order) for item in Reporter(network, trial).report(solved))
    return Diagnosed(causes, tuple(_unfinished(open_ended, network, order)))


def _fewest_first(solver: Solver, parts: Sequence[Component]) -> Iterator[Solved | Component]:
    """What comes of each of ``parts``, in their order; those of the fewest relations are searched before the others.

    What is then left undone where there is too much to do is what would have taken the most.
    """
    sizes = [len(part.equations) + len(part.disputes) for part in parts]
    found = {at: list(solver.solve(parts[at])) for at in sorted(range(len(parts)), key=sizes.__getitem__)}
    for at in range(len(parts)):
        yield from found[at]


def _unfinished(parts: Iterable[Component], network: Network, order: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The findings of each component that was not finished: those of its relations, and those at its disputed facts."""
    at: dict[Node, list[int]] = defaultdict(list)
    for index, outcome in enumerate(network.outcomes):
        if outcome.status is Status.FINDING:
            at[outcome.cell].append(index)
    for part in parts:
        nodes = {cell.node for fact in part.disputes for cell in network.cells(fact)}
        at_them = (index for node in nodes for index in at.get(node, ()))
        yield tuple(sorted({order[index] for index in (*part.equations, *at_them)}))


def _place(outcome: Outcome) -> tuple[object, ...]:
    """What puts outcomes in one order, however they are handed in."""
    address = outcome.cell.address
    relation = outcome.relation
    operands = () if relation is None else tuple(item.node for item in relation.operands[:_TELLING])
    return (address.sheet, address.row, address.column, outcome.cell.number, outcome.rule.id, operands)


def _renumbered(diagnosis: Diagnosis, order: Sequence[int]) -> Diagnosis:
    return replace(
        diagnosis,
        explains=tuple(sorted(order[index] for index in diagnosis.explains)),
        remaining=tuple(sorted(order[index] for index in diagnosis.remaining)),
        evidence=tuple(
            item if item.outcome is None else replace(item, outcome=order[item.outcome]) for item in diagnosis.evidence
        ),
    )


def _disputes(network: Network) -> set[int]:
    """Facts whose places disagree, where a finding says so or a failing equation leans on them."""
    leaned_on = {fact for index in network.failing for fact in network.facts_in(index)}
    return {fact for fact in network.disputed | leaned_on if network.is_disputed(fact)}
