"""Figures of columns that are wrong nearly throughout: each is set to what its own row gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import EXACT, Value, corrected, unit_of
from lkjip_audit.diagnosis.ranking import Answer, Ranking
from lkjip_audit.diagnosis.report import Solved
from lkjip_audit.diagnosis.state import State
from lkjip_audit.diagnosis.trial import environment, judged
from lkjip_audit.figures.model import Figure
from lkjip_audit.relations.model import Node
from lkjip_audit.rulepack.language import evaluate


def sidelined(network: Network, ranking: Ranking, solved: Sequence[Solved]) -> Iterator[Solved]:
    """One answer for each such figure that is still wrong once what is sure in ``solved`` is put right."""
    changes: dict[Node, Figure] = {}
    for item in (item for item in solved if not item.ties):
        for repair in (*item.best.repairs, *(part for part, _ in item.best.followers)):
            changes |= {cell.node: corrected(cell, repair.value) for cell in repair.cells}
    for equation in network.sidelined.values():
        stated = equation.stated
        if stated.node in changes or judged(equation, changes, {}):
            continue
        raw = evaluate(equation.formula, environment(equation, changes))
        cell = network.cell(stated.node)
        if raw is None or cell is None:
            continue
        value = Value(EXACT.multiply(EXACT.divide(raw, unit_of(stated)), unit_of(cell)))
        fact = network.fact(cell.node)
        state = State({fact: value}, changes | {cell.node: corrected(cell, value)})
        repair = ranking.repair(fact, network.group_of(cell.node), (cell,), value, state)
        yield Solved(Answer(state, (repair,), (), 0), ())
