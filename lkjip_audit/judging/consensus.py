"""Which of the values that a fact is stated with is the right one: by arithmetic first, then by the number of places.

A value that makes more of the exact relations around the fact hold outweighs one that merely stands in more cells:
a stale figure is often copied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from lkjip_audit.formula import Sum
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.laid import Laid
from lkjip_audit.judging.model import NOWHERE, Equation, Outcome, Setting, Status
from lkjip_audit.judging.precision import judge
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import amount_of, group_by_value
from lkjip_audit.workbook.dossier import file_of


@dataclass(frozen=True, slots=True)
class Accepted:
    """The value that a fact has, in plain units, with the finest figure that states it.

    ``support`` is how far the relations around the fact hold with it, exact sums counting thrice; ``tied`` when
    another value has as much for it, ``held`` when only that it stands where the fact is set decides.  ``like`` is None
    when the value was computed, as ``by`` computes it, and stands nowhere.
    """

    value: Decimal
    like: Operand | None
    group: tuple[Operand, ...]
    support: int
    tied: bool = False
    held: bool = False
    by: Equation | None = None


class Network:
    """The equations around each figure.

    ``refuted`` are figures that the arithmetic of their own row contradicts: what was computed from them proves
    nothing, though it was computed rightly.
    """

    def __init__(self, laid: Iterable[Laid], refuted: Collection[Node] = ()) -> None:
        self._refuted = frozenset(refuted)
        self._laid = tuple(laid)

    def around(self, node: Node) -> Sequence[Equation]:
        """The equations in which the figure at ``node`` takes part."""
        most = limits().judging.most_operands
        ranked = [*self._around.get(node, ())]
        for rank, block in self._blocks:
            ranked.extend((rank, block.equation(at)) for at in block.around(node) if len(block.operands(at)) <= most)
        ranked.sort(key=lambda found: found[0])
        return [equation for _, equation in ranked]

    @cached_property
    def _blocks(self) -> list[tuple[int, Held]]:
        return [(rank, item) for rank, item in enumerate(self._laid) if isinstance(item, Held)]

    @cached_property
    def _around(self) -> Mapping[Node, Sequence[tuple[int, Equation]]]:
        around: dict[Node, list[tuple[int, Equation]]] = defaultdict(list)
        most = limits().judging.most_operands
        for rank, item in enumerate(self._laid):
            if isinstance(item, Held) or len(item.operands) > most or item.traits.of_one_sentence:
                continue
            around[item.stated.node].append((rank, item))
            for operand in item.operands:
                around[operand.node].append((rank, item))
        return around

    def support(self, places: Sequence[Operand], like: Operand) -> int:
        """How far the relations around ``places`` hold when all of them state what ``like`` states."""
        seen: set[tuple[object, ...]] = set()
        gain = 0
        for place in places:
            for equation in self.around(place.node):
                key = _signature(equation, place.node)
                if key in seen:
                    continue
                seen.add(key)
                if self._is_stale(equation, place.node):
                    continue
                trial = substitute(equation, place.node, like)
                verdict = judge(trial, trial.formula, {})
                if verdict is not None:
                    weight = _weight(trial, place.node)
                    gain += weight if verdict.holds else -weight
        return gain

    def computed(self, places: Sequence[Operand]) -> tuple[Decimal, Equation] | None:
        """What the formulas that yield the fact give, where none of the places states it, and the first of them.

        None when they disagree.
        """
        values: dict[Decimal, Equation] = {}
        for place in places:
            for equation in self.around(place.node):
                if _defines(equation, place.node) and not self._is_stale(equation, place.node):
                    verdict = judge(equation, equation.formula, {})
                    if verdict is None or verdict.holds:
                        return None
                    values.setdefault(verdict.expected, equation)
        return next(iter(values.items())) if len(values) == 1 else None

    def _is_stale(self, equation: Equation, node: Node) -> bool:
        """Whether another figure of the equation is refuted."""
        if not self._refuted:
            return False
        return any(item.node != node and item.node in self._refuted for item in (equation.stated, *equation.operands))


def refuted_by(outcomes: Iterable[Outcome]) -> frozenset[Node]:
    """The figures that the formula of their own row contradicts."""
    return frozenset(
        outcome.cell
        for outcome in outcomes
        if outcome.status is Status.FINDING
        and isinstance(outcome.relation, Equation)
        and _defines(outcome.relation, outcome.cell)
    )


def _weight(equation: Equation, node: Node) -> int:
    """What a figure's own formula says outweighs that others were computed from it: so is a wrong copy."""
    if _defines(equation, node):
        return limits().judging.definition_weight
    return limits().judging.exact_weight if _is_exact_sum(equation) else 1


def _defines(equation: Equation, node: Node) -> bool:
    """Whether the figure at ``node`` is by nature the result of the equation: a ratio of its row, not a total."""
    return equation.stated.node == node and equation.traits.of_its_row


def _is_exact_sum(equation: Equation) -> bool:
    return isinstance(equation.formula, Sum) and all(item.exact for item in equation.operands)


def _signature(equation: Equation, node: Node) -> tuple[object, ...]:
    """The same relation over the same printed figures, in another table, votes once."""
    others = sorted(
        (item.role, str(item.figure.amount)) for item in (equation.stated, *equation.operands) if item.node != node
    )
    return (equation.rule.id, equation.stated.node == node, *others)


def substitute(equation: Equation, node: Node, like: Operand) -> Equation:
    """``equation`` with the figure of ``like`` standing at ``node``."""

    def put(item: Operand) -> Operand:
        if item.node != node:
            return item
        amount = amount_of(like) / (item.scale * item.figure.multiplier)
        figure = replace(item.figure, value=amount, decimals=like.figure.decimals, stored=None)
        return replace(item, figure=figure)

    return replace(equation, stated=put(equation.stated), operands=tuple(put(item) for item in equation.operands))


def accept(
    places: Sequence[Operand],
    network: Network,
    trusted: frozenset[Node] = frozenset(),
    setting: Setting = NOWHERE,
) -> Accepted:
    """The value that the fact stated at ``places`` has; ``setting`` says at which of them it is set."""
    groups = group_by_value(places)
    if len(groups) == 1:
        return Accepted(amount_of(groups[0][0]), groups[0][0], groups[0], 0)
    outvoted = setting.outvotable and _is_outvoted(groups, setting)
    set_at = frozenset() if outvoted else setting.nodes
    scored = sorted(
        (
            (
                network.support(places, group[0]),
                any(item.node in set_at for item in group),
                sum(item.node in trusted for item in group),
                len(group),
                -position,
                group,
            )
            for position, group in enumerate(groups)
        ),
        key=lambda item: item[:5],
        reverse=True,
    )
    best = scored[0]
    if best[0] < 0:
        computed = network.computed(places)
        if computed is not None:
            return Accepted(computed[0], None, (), best[0], by=computed[1])
    winner, second = best[5], scored[1]
    return Accepted(
        amount_of(winner[0]),
        winner[0],
        winner,
        best[0],
        tied=best[:4] == second[:4] or (outvoted and best[0] == second[0]),
        held=best[0] == second[0] and best[1] > second[1],
    )


def _is_outvoted(groups: Sequence[Sequence[Operand]], setting: Setting) -> bool:
    """Whether more documents agree on another value than on the one that stands where the fact is set."""

    def documents(group: Sequence[Operand]) -> int:
        return len({file_of(item.node.address.sheet) for item in group})

    own = [group for group in groups if any(item.node in setting.nodes for item in group)]
    others = [group for group in groups if group not in own]
    return bool(own) and any(documents(other) > max(map(documents, own)) for other in others)
