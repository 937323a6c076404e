"""Corrections of different components seen together: what follows from two of them follows from both at once.

A ratio whose numerator and denominator are both wrong holds as it stands when both are put right, though each
correction by itself would have it changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lkjip_audit.diagnosis.lineage import Origin
from lkjip_audit.diagnosis.model import Correction
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, agrees, corrected
from lkjip_audit.diagnosis.ranking import Repair
from lkjip_audit.diagnosis.values import as_result
from lkjip_audit.diagnosis.what_if import Changes, Trial, environment, judged
from lkjip_audit.figures.model import Figure
from lkjip_audit.formula import evaluate
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import EXACT
from lkjip_audit.scene.place import Node


@dataclass(frozen=True, slots=True)
class Told:
    """A repair with what follows from it, and with the alternatives to it.

    ``changes`` are the cells that the repair and what follows from it put right.
    """

    repair: Repair
    followers: tuple[Repair, ...]
    alternatives: tuple[Correction, ...]
    changes: Changes = field(init=False)

    def __post_init__(self) -> None:
        """Work out the changes once: every finding asks for them."""
        object.__setattr__(self, "changes", _changes((self.repair, *self.followers)))


def together(causes: Sequence[Told], network: Network, trial: Trial) -> list[Told]:
    """``causes``, with each figure that follows from several of them computed from all their corrections."""
    shared = _shared(causes)
    if not shared:
        return list(causes)
    alone = [replace(c, followers=tuple(f for f in c.followers if not _is_among(f, shared))) for c in causes]
    changes: dict[Node, Figure] = {}
    for cause in alone:
        changes |= cause.changes
    return [
        replace(cause, followers=tuple(_again(cause.followers, shared, network, trial, changes))) for cause in causes
    ]


def with_columns_by_themselves(causes: Sequence[Told], network: Network) -> list[Told]:
    """``causes``, with what they change in columns that are wrong nearly throughout, where a row held as it stood."""
    changes: dict[Node, Figure] = {}
    for cause in causes:
        changes |= cause.changes
    found = list(causes)
    for index, equation in network.beside.items():
        owner = _owner(found, equation)
        if owner is None or equation.stated.node in changes or judged(equation, changes, {}):
            continue
        raw, cell = evaluate(equation.formula, environment(equation, changes)), network.cell(equation.stated.node)
        if raw is None or cell is None:
            continue
        value = Value(EXACT.multiply(EXACT.divide(raw, equation.stated.unit), cell.unit))
        member = (network.fact(cell.node), network.group_of(cell.node))
        follower = Repair(member, (cell,), value, (), None, 0, 0, Origin(index, ()))
        found[owner] = replace(found[owner], followers=(*found[owner].followers, follower))
    return found


def _owner(causes: Sequence[Told], equation: Equation) -> int | None:
    """The first cause that changes an operand of the equation."""
    nodes = {item.node for item in equation.operands}
    return next((number for number, cause in enumerate(causes) if not nodes.isdisjoint(cause.changes)), None)


def _shared(causes: Sequence[Told]) -> set[Node]:
    """The cells that different causes say different things of."""
    said: dict[Node, set[Figure]] = {}
    for cause in causes:
        for node, figure in _changes(cause.followers).items():
            said.setdefault(node, set()).add(figure)
    return {node for node, figures in said.items() if len(figures) > 1}


def _again(
    followers: Sequence[Repair], shared: set[Node], network: Network, trial: Trial, changes: Changes
) -> Iterator[Repair]:
    for part in followers:
        if not _is_among(part, shared) or part.origin is None:
            yield part
            continue
        value = as_result(network, trial, part.origin.index, changes)
        if value is None:
            yield part
            continue
        cells = tuple(cell for cell in part.cells if not agrees(cell, value))
        if cells:
            yield replace(part, cells=cells, value=value)


def _is_among(part: Repair, nodes: set[Node]) -> bool:
    return any(cell.node in nodes for cell in part.cells)


def _changes(parts: Sequence[Repair]) -> dict[Node, Figure]:
    return {cell.node: corrected(cell, part.value) for part in parts for cell in part.cells}
