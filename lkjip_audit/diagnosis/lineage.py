"""Which wrong figures were rightly computed from another wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, corrected, in_own_unit
from lkjip_audit.diagnosis.what_if import put
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import holds
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.sameness import amount_of

Member = tuple[int, int]
"""A group of a fact: the fact's number and the group's."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How a group came about: by the equation ``index``, from the figures of ``operands``."""

    index: int
    operands: tuple[Member, ...]


class Lineage:
    """Finds, for each group of each fact, the formulas and operand values that it was computed from."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._ways: dict[Member, tuple[Origin, ...]] = {}
        self._sources: dict[Member, frozenset[Member]] = {}
        self._computed: dict[int, bool] = {}
        self._origins: dict[tuple[Member, ...], Mapping[Member, Origin]] = {}

    def is_computed(self, fact: int) -> bool:
        """Whether some formula yields the fact."""
        if fact not in self._computed:
            network = self._network
            stated = (network.equations[index].stated.node for index in network.around_fact(fact))
            self._computed[fact] = any(network.fact(node) == fact for node in stated)
        return self._computed[fact]

    def may_follow(self, fact: int, number: int) -> bool:
        """Whether some formula yields the figure of this group from figures that are stated."""
        return bool(self.ways((fact, number)))

    def ways(self, member: Member) -> tuple[Origin, ...]:
        """Every way in which the group's figure follows from stated ones."""
        found = self._ways.get(member)
        if found is None:
            found = tuple(self._find(member))
            self._ways[member] = found
        return found

    def origins(self, values: Mapping[int, Value]) -> Mapping[Member, Origin]:
        """The groups that deviate from ``values`` because an operand does, each with how."""
        deviating = self._network.deviating
        return self.among((fact, number) for fact in sorted(values) for number, _ in deviating(fact, values[fact]))

    def among(self, members: Iterable[Member]) -> Mapping[Member, Origin]:
        """The groups among ``members``, which all deviate, that do so because another of them does, each with how.

        Built up from groups that have no such excuse, so that two figures never excuse each other.
        """
        wrong = dict.fromkeys(members)
        key = tuple(wrong)
        found = self._origins.get(key)
        if found is None:
            found = self._origins[key] = self._settled(wrong)
        return found

    def _settled(self, wrong: Mapping[Member, None]) -> Mapping[Member, Origin]:
        excused = {member: self._excuses(member, wrong) for member in wrong}
        settled = {member for member in wrong if not excused[member]}
        origins: dict[Member, Origin] = {}
        while len(settled) < len(wrong):
            progress = False
            for member in wrong:
                if member in settled:
                    continue
                way = next((way for way in excused[member] if any(x in settled for x in way.operands)), None)
                if way is not None:
                    origins[member] = way
                    settled.add(member)
                    progress = True
            if not progress:
                settled.add(next(member for member in wrong if member not in settled))
        return origins

    def _excuses(self, member: Member, wrong: Mapping[Member, None]) -> Sequence[Origin]:
        sources = self._sources.get(member)
        if sources is None:
            sources = frozenset(item for way in self.ways(member) for item in way.operands)
            self._sources[member] = sources
        if sources.isdisjoint(wrong):
            return ()
        return [way for way in self.ways(member) if any(item in wrong for item in way.operands)]

    def _find(self, member: Member) -> list[Origin]:
        fact, number = member
        nodes = {cell.node for cell in self._network.groups(fact)[number].cells}
        found = []
        for index in self._network.around_fact(fact):
            equation = self._network.equations[index]
            if self._network.fact(equation.stated.node) != fact:
                continue
            if equation.stated.node in nodes and index not in self._network.failing:
                found.append(self._as_it_stands(index, equation))
            elif len(equation.operands) <= self._network.wide:
                found.extend(self._otherwise(index, equation, member))
        return found

    def _as_it_stands(self, index: int, equation: Equation) -> Origin:
        network = self._network
        operands = tuple((network.fact(item.node), network.group_of(item.node)) for item in equation.operands)
        return Origin(index, operands)

    def _otherwise(self, index: int, equation: Equation, member: Member) -> list[Origin]:
        """Ways through values that other places state: 0,99 follows from 99,63, which stands elsewhere."""
        network = self._network
        facts = [network.fact(item.node) for item in equation.operands]
        mine = {cell.node for cell in network.groups(member[0])[member[1]].cells}
        if equation.stated.node in mine and not any(network.is_disputed(fact) for fact in facts):
            return []
        choices = [range(len(network.groups(fact))) for fact in facts]
        leader = network.groups(member[0])[member[1]].cells[0]
        own = in_own_unit(amount_of(leader), equation.stated)
        figure = replace(equation.stated.figure, value=own, decimals=leader.figure.decimals, stored=None)
        stated = replace(equation.stated, figure=figure)
        found = []
        for numbers in islice(product(*choices), limits().search.most_origins):
            figures = {
                item.node: corrected(item, network.groups(fact)[n].value)
                for item, fact, n in zip(equation.operands, facts, numbers, strict=True)
                if network.group_of(item.node) != n
            }
            trial = replace(equation, stated=stated, operands=tuple(put(item, figures) for item in equation.operands))
            if holds(trial, trial.formula, {}):
                found.append(Origin(index, tuple(zip(facts, numbers, strict=True))))
        return found
