"""Which figures state one and the same fact: a wrong value of it and its copies are one mistake."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from lkjip_audit.judging.held import Held
from lkjip_audit.judging.laid import Laid
from lkjip_audit.judging.model import Equation
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.same_measure import single_figures
from lkjip_audit.scene.sameness import amount_of


def fact_groups(scene: Scene, laid: Iterable[Laid] = ()) -> tuple[tuple[Operand, ...], ...]:
    """The figures of each fact that is stated more than once, then every other figure by itself.

    Figures that different places compute from one and the same operands state one fact too.
    """
    groups: list[list[Operand]] = []
    for key, places in scene.facts.items():
        if len(places) < 2:
            continue
        operands = [place.operand for place in places]
        groups.append(_near_each_other(operands) if key.level == "total" else operands)
    same: dict[tuple[str, frozenset[Node]], list[Operand]] = defaultdict(list)
    few = limits().judging.few_operands
    for equation in _of_same_operands(laid):
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


def _of_same_operands(laid: Iterable[Laid]) -> Iterator[Equation]:
    """The equations, but for the blocks whose columns nothing else of their rule is computed from."""
    items = tuple(laid)
    stated: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for item in items:
        stated[_operands(item)].update(_stated(item))
    for item in items:
        if not isinstance(item, Held):
            yield item
        elif len(stated[_operands(item)]) > 1:
            yield from item.equations()


def _operands(item: Laid) -> tuple[object, ...]:
    """The rule, and the columns that it computes from."""
    if isinstance(item, Held):
        return item.rule.id, item.sheet, frozenset(item.operand_columns.tolist())
    places = [operand.node.address for operand in item.operands]
    sheets = {place.sheet for place in places}
    return item.rule.id, *sheets, frozenset(place.column for place in places)


def _stated(item: Laid) -> set[int]:
    return set(item.columns.tolist()) if isinstance(item, Held) else {item.stated.node.address.column}


def _near_each_other(operands: list[Operand]) -> list[Operand]:
    """Totals near the most stated one: the others total something else."""
    if not operands:
        return operands
    common = Counter(amount_of(item) for item in operands).most_common(1)[0][0]
    share = abs(common) * limits().facts.same_total_share
    return [item for item in operands if abs(amount_of(item) - common) <= share]
