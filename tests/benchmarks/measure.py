"""What becomes of planted faults: counted against what was planted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, fields
from decimal import Decimal
from random import Random

from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.rounding import round_half_up
from lkjip_audit.formula import solve
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.scene.place import Node, Operand
from tests.benchmarks.faults import WAYS, Spoiler, explains
from tests.diagnosis.nets import Net
from tests.packaged import roles


@dataclass
class Score:
    """Counts of planted faults.

    ``detected``: some finding shows it.  ``among``: a cause or its alternatives name the cell; ``first``: the
    cause itself does.  ``value``: with the right number.  ``explained``: the cause is first and says how it came
    about.  ``apart``: no other single cell would make everything hold as well; ``apart_first``: of these, first.
    ``false``: causes that name no spoiled cell; ``false_ones`` tells them.
    """

    planted: int = 0
    detected: int = 0
    among: int = 0
    first: int = 0
    value: int = 0
    explained: int = 0
    apart: int = 0
    apart_first: int = 0
    false: int = 0
    false_ones: tuple[str, ...] = ()

    def add(self, other: Score) -> None:
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))


@dataclass(frozen=True)
class Fault:
    """One spoiled figure."""

    name: str
    way: str
    right: Decimal
    wrong: Decimal


def faults(net: Net, seed: int) -> Iterator[Fault]:
    """Every figure that a relation tests, in every way that changes it."""
    tested = {item.node for equation in net.equations() for item in (equation.stated, *equation.operands)}
    tested |= {item.node for outcome in net.outcomes() for item in _restated(outcome)}
    spoiler = Spoiler(net, Random(seed))
    for name, cell in net.cells.items():
        if cell.node in tested:
            for way, spoil in WAYS.items():
                wrong = spoil(spoiler, name)
                if wrong is not None and wrong != cell.figure.value:
                    yield Fault(name, way, cell.figure.value, wrong)


def _restated(outcome: Outcome) -> tuple[Operand, ...]:
    return outcome.relation.operands if isinstance(outcome.relation, Restatement) else ()


def with_values(net: Net, values: dict[str, Decimal]) -> Net:
    """A copy of ``net`` with other numbers in some cells."""
    other = copy(net)
    other.cells = dict(net.cells)
    for name, value in values.items():
        other.set(name, value)
    return other


def judge(net: Net, planted: Sequence[Fault], *, alone: bool | None = None) -> Score:
    """What the diagnosis makes of the faults; ``alone`` says whether no other cell would explain as much."""
    spoiled = with_values(net, {fault.name: fault.wrong for fault in planted})
    outcomes = spoiled.outcomes()
    score = Score(planted=len(planted), apart=len(planted) if alone else 0)
    if not any(outcome.status is Status.FINDING for outcome in outcomes):
        return score
    causes = diagnose(outcomes, spoiled.groups(), roles())
    nodes = {net.node(fault.name) for fault in planted}
    score.false_ones = tuple(_told(net, planted, cause) for cause in causes if not _named(cause) & nodes)
    score.false = len(score.false_ones)
    for fault in planted:
        node = net.node(fault.name)
        touched = [cause for cause in causes if node in _named(cause)]
        first = [cause for cause in touched if node in (cause.node, *cause.also)]
        score.detected += bool(touched) or len(planted) == 1
        score.among += bool(touched)
        score.first += bool(first)
        score.value += any(_proposed(cause, node) == fault.right for cause in touched)
        score.explained += any(explains(fault.way, cause) for cause in first)
        score.apart_first += bool(first) and bool(alone)
    return score


def _told(net: Net, planted: Sequence[Fault], cause: Diagnosis) -> str:
    """The faults, and the cause that names none of them."""
    planted_ = "; ".join(f"{item.name} {item.right} as {item.wrong} ({item.way})" for item in planted)
    others = "".join(f" or {net.name(item.node)}" for item in cause.alternatives)
    accused = f"{net.name(cause.node)}{others} {cause.stated.figure.value} to {cause.proposed}"
    why = ", ".join(item.kind.value for item in cause.evidence)
    return f"{planted_}: {accused} [{why}]"


def _named(cause: Diagnosis) -> set[Node]:
    return {cause.node, *cause.also, *(item.node for item in cause.alternatives)}


def _proposed(cause: Diagnosis, node: Node) -> Decimal | None:
    if node in (cause.node, *cause.also):
        return cause.proposed
    return next(item.proposed for item in cause.alternatives if item.node == node)


def stands_alone(net: Net, fault: Fault) -> bool:
    """Whether no other single cell, put otherwise, would make everything hold: what arithmetic can tell.

    Found by trial, not by the diagnosis: each cell of the relations that fail is set to what they ask for, and
    all relations are judged anew.
    """
    spoiled = with_values(net, {fault.name: fault.wrong})
    tried: set[tuple[str, Decimal]] = set()
    for outcome in spoiled.outcomes():
        if outcome.status is not Status.FINDING:
            continue
        for node, figure, value in _asked(outcome):
            name, number = net.name(node), round_half_up(value, figure.decimals)
            if name == fault.name or (name, number) in tried or number == figure.value:
                continue
            tried.add((name, number))
            trial = with_values(spoiled, {name: number})
            if all(item.status is not Status.FINDING for item in trial.outcomes()):
                return False
    return True


def _asked(outcome: Outcome) -> Iterator[tuple[Node, Figure, Decimal]]:
    """What a finding asks of each of its cells."""
    relation = outcome.relation
    if isinstance(relation, Equation):
        known = {item.name: item.figure.amount for item in relation.operands}
        if outcome.expected is not None:
            yield relation.stated.node, relation.stated.figure, outcome.expected
        for item in relation.operands:
            value = solve(relation.formula, item.name, relation.stated.figure.amount, known)
            if value is not None:
                yield item.node, item.figure, value
    elif isinstance(relation, Restatement):
        for item in relation.operands:
            for value in {other.figure.value for other in relation.operands}:
                yield item.node, item.figure, value
