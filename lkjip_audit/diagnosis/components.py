"""What is broken, split into parts that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.rulepack.limits import limits


@dataclass(frozen=True, slots=True)
class Component:
    """Broken equations (by index) and disputed facts that share figures, or what these are computed from."""

    equations: tuple[int, ...]
    disputes: tuple[int, ...]


class Topology:
    """Which facts a relation involves, and how far a fact is from what was typed in."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._deepest = limits().search.deepest
        self._reach: dict[int, frozenset[int]] = {}
        self._depth: dict[int, int] = {}
        self._facts: dict[int, tuple[int, ...]] = {}
        self._spans: dict[int, frozenset[int]] = {}

    def facts(self, index: int) -> tuple[int, ...]:
        """The facts in an equation, that of the stated figure first."""
        if index not in self._facts:
            self._facts[index] = tuple(self._network.facts_in(index))
        return self._facts[index]

    def reach(self, fact: int) -> frozenset[int]:
        """``fact`` and the facts that it is computed from by relations that hold."""
        if fact not in self._reach:
            found = {fact}
            for index in self._network.around_fact(fact):
                equation = self._network.equations[index]
                if (
                    index not in self._network.failing
                    and len(equation.operands) <= self._network.wide
                    and self._network.fact(equation.stated.node) == fact
                ):
                    found.update(self.facts(index))
            self._reach[fact] = frozenset(found)
        return self._reach[fact]

    def span(self, index: int) -> frozenset[int]:
        """The facts that may have to do with an equation's failing."""
        if index not in self._spans:
            facts = self.facts(index)
            narrow = len(facts) <= self._network.wide
            self._spans[index] = frozenset().union(*map(self.reach, facts)) if narrow else frozenset(facts)
        return self._spans[index]

    def depth(self, fact: int, allowed: int | None = None) -> int:
        """How many formulas lie between ``fact`` and figures that nothing yields."""
        allowed = self._deepest if allowed is None else allowed
        if fact in self._depth or allowed == 0:
            return self._depth.get(fact, 0)
        self._depth[fact] = 0
        deepest = 0
        for index in self._network.around_fact(fact):
            facts = self.facts(index)
            if facts[0] == fact:
                deepest = max(deepest, 1 + max((self.depth(x, allowed - 1) for x in facts[1:]), default=0))
        self._depth[fact] = deepest
        return deepest


def components(
    topology: Topology, equations: Iterable[int], disputes: Iterable[int], *, closely: bool = False
) -> list[Component]:
    """The broken ``equations`` and ``disputes``, split where they share nothing; in document order.

    When ``closely``, figures that theirs are computed from do not count: parts may then have a cause in common.
    """
    broken = sorted(equations)
    open_facts = sorted(disputes)
    parent: dict[int, int] = {}

    def root(fact: int) -> int:
        parent.setdefault(fact, fact)
        while parent[fact] != fact:
            parent[fact] = parent[parent[fact]]
            fact = parent[fact]
        return fact

    spans = {
        ("equation", index): frozenset(topology.facts(index)) if closely else topology.span(index) for index in broken
    }
    spans |= {("dispute", fact): frozenset((fact,)) if closely else topology.reach(fact) for fact in open_facts}
    for span in spans.values():
        first, *others = sorted(span)
        for other in others:
            parent[root(other)] = root(first)
    parts: dict[int, tuple[list[int], list[int]]] = {}
    for (kind, number), span in spans.items():
        part = parts.setdefault(root(min(span)), ([], []))
        part[kind == "dispute"].append(number)
    return [Component(tuple(first), tuple(second)) for first, second in parts.values()]
