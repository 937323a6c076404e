"""How well a planted fault is found: ``python -m tests.benchmarks.seeded`` writes the table of docs/benchmarks.md.

Every figure that some relation tests is spoiled in every way that suits it, one at a time and in pairs.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.relations.model import Equation, Node, Status
from tests.benchmarks.faults import WAYS, Spoiler, explains
from tests.benchmarks.shapes import SHAPES
from tests.diagnosis.nets import Net


@dataclass
class Score:
    """Counts of planted faults, and of what became of them."""

    planted: int = 0
    detected: int = 0
    first: int = 0
    among: int = 0
    value: int = 0
    explained: int = 0
    told_apart: int = 0
    told_first: int = 0
    false: int = 0

    def add(self, other: Score) -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class Fault:
    """One spoiled figure."""

    name: str
    way: str
    right: Decimal
    wrong: Decimal


def faults(net: Net, seed: int) -> Iterator[Fault]:
    """Every figure that a relation tests, in every way that changes it."""
    tested = {item.node for e in net.equations() for item in (e.stated, *e.operands)}
    tested |= {net.node(name) for names in net.facts for name in names}
    spoiler = Spoiler(net, Random(seed))
    for name, cell in net.cells.items():
        if cell.node not in tested:
            continue
        for way, spoil in WAYS.items():
            wrong = spoil(spoiler, name)
            if wrong is not None and wrong != cell.figure.value:
                yield Fault(name, way, cell.figure.value, wrong)


def plant(net: Net, planted: Sequence[Fault]) -> Net:
    """A copy of ``net`` with the faults in it."""
    spoiled = copy(net)
    spoiled.cells = dict(net.cells)
    for fault in planted:
        spoiled.set(fault.name, fault.wrong)
    return spoiled


def judge(net: Net, planted: Sequence[Fault], rivals: frozenset[Node] | None) -> Score:
    """What the diagnosis makes of the faults; ``rivals`` are other cells that would explain a lone one as well."""
    spoiled = plant(net, planted)
    outcomes = spoiled.outcomes()
    score = Score(planted=len(planted))
    if not any(outcome.status is Status.FINDING for outcome in outcomes):
        return score
    causes = diagnose(outcomes, spoiled.groups())
    nodes = {net.node(fault.name) for fault in planted}
    score.false = sum(not _names(cause, nodes) for cause in causes)
    for fault in planted:
        node = net.node(fault.name)
        touched = [cause for cause in causes if _names(cause, {node})]
        first = [cause for cause in causes if node in (cause.node, *cause.also)]
        score.detected += bool(causes) if len(planted) == 1 else bool(touched)
        score.among += bool(touched)
        score.first += bool(first)
        score.value += any(_value(cause, node) == fault.right for cause in touched)
        score.explained += any(explains(fault.way, cause) for cause in first)
        if rivals is not None and not rivals:
            score.told_apart += 1
            score.told_first += bool(first)
    return score


def _names(cause: Diagnosis, nodes: set[Node]) -> bool:
    mine = {cause.node, *cause.also, *(item.node for item in cause.alternatives)}
    return bool(mine & nodes)


def _value(cause: Diagnosis, node: Node) -> Decimal | None:
    if node in (cause.node, *cause.also):
        return cause.proposed
    return next((item.proposed for item in cause.alternatives if item.node == node), None)


def rivals(net: Net, fault: Fault) -> frozenset[Node]:
    """Other single cells that would make everything hold as well: what no arithmetic can tell from the spoiled one.

    Found by trial: each cell of the relations that fail is set to what each of them asks for, and all are judged anew.
    """
    from lkjip_audit.rulepack.language import solve  # noqa: PLC0415

    spoiled = plant(net, [fault])
    failing = [o for o in spoiled.outcomes() if o.status is Status.FINDING]
    found: set[Node] = set()
    tried: set[tuple[str, Decimal]] = set()
    for outcome in failing:
        relation = outcome.relation
        if relation is None:
            continue
        if isinstance(relation, Equation):
            known = {item.name: item.figure.amount for item in relation.operands}
            asked = [(relation.stated, outcome.expected)]
            asked += [(item, solve(relation.formula, item.name, relation.stated.figure.amount, known))
                      for item in relation.operands]
        else:
            values = {item.figure.value for item in relation.operands}
            asked = [(item, value) for item in relation.operands for value in values]
        for item, value in asked:
            name = net.name(item.node)
            if value is None or name == fault.name:
                continue
            trial = copy(spoiled)
            trial.cells = dict(spoiled.cells)
            trial.set(name, round(value, item.figure.decimals))
            key = (name, trial.cells[name].figure.value)
            if key in tried or trial.cells[name].figure.value == item.figure.value:
                continue
            tried.add(key)
            if all(o.status is not Status.FINDING for o in trial.outcomes()):
                found.add(item.node)
    return frozenset(found)


def measure_singles(net: Net, seed: int, every: int = 1) -> dict[str, Score]:
    """The scores by way of spoiling."""
    scores: dict[str, Score] = defaultdict(Score)
    for number, fault in enumerate(faults(net, seed)):
        if number % every == 0:
            scores[fault.way].add(judge(net, [fault], rivals(net, fault)))
    return scores


def measure_pairs(net: Net, seed: int, number: int) -> Score:
    """The score of ``number`` pairs of faults in two cells, drawn at random."""
    random, score = Random(seed), Score()
    every = list(faults(net, seed))
    for _ in range(number):
        one, other = random.sample(every, 2)
        if one.name != other.name:
            score.add(judge(net, [one, other], None))
    return score


HEAD = "| | planted | detected | right cell first | among the answers | right value | explained | told apart | of these first | false causes |"


def line(name: str, score: Score) -> str:
    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:.1f}%" if whole else "-"

    cells = [share(x, score.planted) for x in (score.detected, score.first, score.among, score.value, score.explained)]
    apart = [str(score.told_apart), share(score.told_first, score.told_apart)]
    return f"| {name} | {score.planted} | " + " | ".join((*cells, *apart, str(score.false))) + " |"


def table(every: int, pairs: int, seed: int) -> str:
    """The whole measurement as Markdown."""
    lines = [HEAD, "|---" * 10 + "|"]
    whole, by_way, both = Score(), defaultdict(Score), Score()
    for name, shape in SHAPES.items():
        net = shape(1, seed)
        here = Score()
        for way, score in measure_singles(net, seed, every).items():
            by_way[way].add(score)
            here.add(score)
        lines.append(line(f"single, {name} ({len(net.cells)} cells)", here))
        whole.add(here)
        paired = measure_pairs(net, seed, pairs)
        lines.append(line(f"pairs, {name}", paired))
        both.add(paired)
    lines += [line("**all single**", whole), line("**all pairs**", both), ""]
    lines += [HEAD.replace("| |", "| way |", 1), "|---" * 10 + "|"]
    lines += [line(way, by_way[way]) for way in WAYS if way in by_way]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th fault only")
    parser.add_argument("--pairs", type=int, default=200, help="pairs for each shape")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(table(options.every, options.pairs, options.seed))  # noqa: T201


if __name__ == "__main__":
    main()
