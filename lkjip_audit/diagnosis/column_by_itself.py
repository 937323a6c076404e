"""Columns that a rule finds wrong nearly throughout: each figure is set to what its own row gives, by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, corrected
from lkjip_audit.diagnosis.ranking import Answer, Ranking
from lkjip_audit.diagnosis.report import Solved
from lkjip_audit.diagnosis.state import State
from lkjip_audit.diagnosis.what_if import Changes, environment, judged
from lkjip_audit.figures.model import Figure
from lkjip_audit.formula import evaluate
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import EXACT
from lkjip_audit.scene.place import Node


def sidelined(network: Network, ranking: Ranking, solved: Sequence[Solved]) -> Iterator[Solved]:
    """One answer for each figure of an unreliable column that is still wrong.

    That is, once what is sure in ``solved`` is put right: what is a tie there says nothing of other figures yet.
    """
    changes = _changes(item for item in solved if not item.ties)
    for equation in network.sidelined.values():
        if equation.stated.node not in changes and not judged(equation, changes, {}):
            yield from _by_itself(network, ranking, equation, changes)


def _changes(solved: Iterable[Solved]) -> dict[Node, Figure]:
    changes: dict[Node, Figure] = {}
    for item in solved:
        for repair in (*item.best.repairs, *(part for part, _ in item.best.followers)):
            changes |= {cell.node: corrected(cell, repair.value) for cell in repair.cells}
    return changes


def _by_itself(network: Network, ranking: Ranking, equation: Equation, changes: Changes) -> Iterator[Solved]:
    stated = equation.stated
    raw = evaluate(equation.formula, environment(equation, changes))
    cell = network.cell(stated.node)
    if raw is None or cell is None:
        return
    value = Value(EXACT.multiply(EXACT.divide(raw, stated.unit), cell.unit))
    fact = network.fact(cell.node)
    state = State({fact: value}, {**changes, cell.node: corrected(cell, value)})
    repair = ranking.repair(fact, network.group_of(cell.node), (cell,), value, state)
    yield Solved(Answer(state, (repair,), (), 0, 0), ())
