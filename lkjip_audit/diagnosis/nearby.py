"""Which relations that hold have to do with what does not: all that a search can reach from there, and no others.

A sum of very many figures is reckoned by its residual and not looked behind, so that nothing is reached through one;
where it is such a sum that fails, the relations of each of its figures are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lkjip_audit.judging.blocks import blocks_of, told_of
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node


def within_reach(outcomes: Sequence[Outcome]) -> dict[int, Outcome]:
    """All that were told one by one and those in blocks that a search can reach, by their index.

    Of those in blocks no more is told than that they hold: it is how they stand to each other that a diagnosis asks.
    """
    reached = _Reached(outcomes)
    found = dict(enumerate(told_of(outcomes)))
    for start, block in reached.blocks:
        found |= {start + at: block.passing(at) for at in range(len(block)) if start + at in reached.found}
    return found


class _Reached:
    """The equations of blocks that are reached, by index."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self.found: set[int] = set()
        self._wide = limits().search.wide_relation
        self._told: dict[Node, list[Sequence[Node]]] = defaultdict(list)
        self.blocks: list[tuple[int, Held]] = []
        self._behind: set[int] = set()
        self._seen: set[Node] = set()
        self._waiting: list[Node] = []
        start = len(told_of(outcomes))
        for block in blocks_of(outcomes):
            if isinstance(block, Held):
                self.blocks.append((start, block))
            start += len(block)
        failing: list[Sequence[Node]] = []
        for outcome in told_of(outcomes):
            nodes = _nodes(outcome)
            if outcome.status is Status.FINDING:
                failing.append(nodes)
            elif outcome.relation is not None and len(nodes) <= self._wide + 1:
                for node in nodes:
                    self._told[node].append(nodes)
        for nodes in failing:
            if len(nodes) > self._wide + 1:
                for start, block in self.blocks:
                    self.found.update(start + at for at in block.around_any(nodes))
            else:
                self._go_to(nodes)
        while self._waiting:
            self._look(self._waiting.pop())

    def _go_to(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if node not in self._seen:
                self._seen.add(node)
                self._waiting.append(node)

    def _look(self, node: Node) -> None:
        """Take the relations around ``node`` in, and go on to their other figures."""
        for nodes in self._told.get(node, ()):
            self._go_to(nodes)
        for start, block in self.blocks:
            for at in block.around(node):
                self.found.add(start + at)
                if start + at not in self._behind and block.size(at) <= self._wide:
                    self._behind.add(start + at)
                    self._go_to(tuple(block.nodes(at)))


def _nodes(outcome: Outcome) -> Sequence[Node]:
    """The figures that a search may put right because of ``outcome``."""
    match outcome.relation:
        case Equation(stated=stated, operands=operands):
            return (stated.node, *(item.node for item in operands))
        case Restatement(operands=operands):
            return tuple(item.node for item in operands)
        case _:
            return (outcome.cell, *(item.node for item in outcome.related))
