"""From outcomes to causes: the cells that are wrong, with what should stand there and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.column_by_itself import sidelined, unsolved
from lkjip_audit.diagnosis.components import components
from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.report import Reporter, Solved
from lkjip_audit.diagnosis.solver import Solver
from lkjip_audit.diagnosis.what_if import Trial
from lkjip_audit.judging.model import Outcome
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.same_measure import Kin
from lkjip_audit.tables.nature import Roles

_TELLING = 3
"""Operands that put outcomes of one cell and rule in order; any number would do, as long as it is the same."""


def diagnose(
    outcomes: Sequence[Outcome],
    facts: Iterable[tuple[Operand, ...]],
    roles: Roles,
    kin: Iterable[Sequence[Kin]] = (),
) -> tuple[Diagnosis, ...]:
    """The causes of the findings among ``outcomes``, in document order.

    ``facts`` are the figures that state one and the same thing, fact by fact; figures that stand alone may be
    given too, so that what was copied from them is seen.  ``kin`` are figures of one subject and measure that differ
    in year or stage; ``roles`` says what the figures' roles are.  The method is Fellegi & Holt's (1976): the fewest
    figures that, put right, make every relation hold; here a figure that several cells repeat counts as one,
    and what was rightly computed from a wrong figure counts next to nothing.
    """
    order = sorted(range(len(outcomes)), key=lambda index: _place(outcomes[index]))
    network = Network([outcomes[index] for index in order], facts, roles)
    trial = Trial(network)
    disputes = _disputes(network)
    solved: list[Solved] = []
    if network.failing or disputes or network.sidelined:
        solver = Solver(network, trial, kin)
        for component in components(solver.topology, network.failing, disputes):
            solved.append(solver.solve(component))
        solved.extend(unsolved(network, solver.ranking, trial, solved))
        solved.extend(sidelined(network, solver.ranking, solved))
    return tuple(_renumbered(item, order) for item in Reporter(network, trial).report(solved))


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
