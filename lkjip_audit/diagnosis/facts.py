"""Which figures state one and the same fact: a wrong value of it and its copies are one mistake."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from lkjip_audit.judging.model import Equation
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.same_measure import single_figures
from lkjip_audit.scene.sameness import amount_of


def fact_groups(scene: Scene, equations: Iterable[Equation] = ()) -> tuple[tuple[Operand, ...], ...]:
    """The figures of each fact that is stated more than once, then every other figure by itself.

    Figures that different places compute from one and the same operands state one fact too.
    """
    groups: list[list[Operand]] = []
    for key, places in scene.facts.items():
        operands = [place.operand for place in places]
        groups.append(_near_each_other(operands) if key.level == "total" else operands)
    same: dict[tuple[str, frozenset[Node]], list[Operand]] = defaultdict(list)
    few = limits().judging.few_operands
    for equation in equations:
        if len(equation.operands) <= few:
            nodes = frozenset(item.node for item in equation.operands)
            same[equation.rule.id, nodes].append(equation.stated)
    groups.extend(same.values())
    seen: set[Node] = set()
    found = []
    for operands in groups:
        fresh = list({item.node: item for item in operands if item.node not in seen}.values())
        if len(fresh) > 1:
            seen.update(item.node for item in fresh)
            found.append(tuple(fresh))
    found.extend(places for places in single_figures(scene) if places[0].node not in seen)
    return tuple(found)


def _near_each_other(operands: list[Operand]) -> list[Operand]:
    """Totals near the most stated one: the others total something else."""
    if not operands:
        return operands
    common = Counter(amount_of(item) for item in operands).most_common(1)[0][0]
    share = abs(common) * limits().facts.same_total_share
    return [item for item in operands if abs(amount_of(item) - common) <= share]
