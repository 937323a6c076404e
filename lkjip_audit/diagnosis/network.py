"""The network that a diagnosis searches: cells, the facts that they state, and the relations between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from lkjip_audit.diagnosis.apart import is_likeness, may_differ
from lkjip_audit.diagnosis.bands import Bands, Lying
from lkjip_audit.diagnosis.blanks import left_empty
from lkjip_audit.diagnosis.numbers import Value, agrees
from lkjip_audit.judging.evaluate import definitions_of
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import amount_of, group_by_value
from lkjip_audit.tables.nature import Roles
from lkjip_audit.workbook.model import Address


@dataclass(frozen=True, slots=True)
class Group:
    """Cells of one fact that state the same value; the finest figure first."""

    cells: tuple[Operand, ...]
    trusted: bool = True

    @property
    def value(self) -> Value:
        """What they state."""
        return Value(amount_of(self.cells[0]), self.cells[0])


class Network:
    """Cells, facts and relations, with the indexes that the search needs; built once, read only.

    A relation of more operands than ``wide`` is reckoned by its residual, and not looked behind.  ``roles`` says what
    the roles of figures are.  Equations go by the index of their outcome, facts by a number in the order in which they
    are met.  ``tables`` is where the tables lie.  ``distrusted`` are the outcomes, by index, whose equations tell
    nothing of their operands (``reliability``).
    """

    def __init__(
        self,
        outcomes: Sequence[Outcome],
        facts: Iterable[tuple[Operand, ...]],
        roles: Roles,
        tables: Iterable[Lying] = (),
        distrusted: Set[int] = frozenset(),
    ) -> None:
        self.outcomes = outcomes
        self.wide = limits().search.wide_relation
        self.roles = roles
        self.equations: dict[int, Equation] = {}
        self.failing: set[int] = set()
        self.sidelined: dict[int, Equation] = {}
        self.beside: dict[int, Equation] = {}
        self.contradicted: set[Node] = set()
        self._cells: dict[Node, Operand] = {}
        self._around: dict[Node, list[int]] = defaultdict(list)
        self._parent: dict[Node, Node] = {}
        self._siblings: dict[Node, tuple[Operand, ...]] = {}
        self._trusted: set[Node] = set()
        self._set_at: set[Node] = set()
        self._accused = frozenset(outcome.cell for outcome in outcomes if outcome.status is Status.FINDING)
        self._given_away = frozenset(
            outcome.cell
            for outcome in outcomes
            if outcome.status is Status.FINDING
            and isinstance(outcome.relation, Equation)
            and not outcome.relation.defines
        )
        self._fact_sets: dict[int, frozenset[int]] = {}
        self._repeating: dict[int, bool] = {}
        self._groups: dict[int, tuple[Group, ...]] = {}
        self._deviating: dict[tuple[object, ...], list[tuple[int, list[Operand]]]] = {}
        self._read_facts(facts)
        restatements = self._read_outcomes(distrusted)
        self._number_facts()
        self.disputed = frozenset(self.fact(node) for node in restatements)
        self.bands = Bands(tables, self._ordered, self.fact)

    def _read_facts(self, facts: Iterable[tuple[Operand, ...]]) -> None:
        for places in facts:
            for place in places:
                self._cells.setdefault(place.node, place)
                self._siblings[place.node] = places
            if len(places) > 1:
                for group in group_by_value(places):
                    self._join(group)

    def _read_outcomes(self, distrusted: Set[int]) -> list[Node]:
        """Take in all relations; the nodes of the restatements that a finding contests."""
        contested: list[Node] = []
        seen: set[int] = set()
        incomplete = left_empty(self.outcomes)
        apart = may_differ(self.outcomes)
        for index, outcome in enumerate(self.outcomes):
            relation = outcome.relation
            if index in incomplete or is_likeness(outcome):
                continue
            if isinstance(relation, Equation) and index in distrusted:
                self._note_cells(relation)
                (self.sidelined if outcome.status is Status.FINDING else self.beside)[index] = relation
            elif isinstance(relation, Equation) and outcome.status in (Status.PASS, Status.FINDING):
                self._read_equation(index, relation)
                if outcome.status is Status.FINDING:
                    self.failing.add(index)
            elif isinstance(relation, Restatement) and id(relation) not in apart:
                if id(relation) not in seen:
                    seen.add(id(relation))
                    for item in relation.operands:
                        self._cells.setdefault(item.node, item)
                    self._join(relation.operands)
                    self._trusted |= relation.trusted
                    self._set_at |= relation.setting.nodes
                if outcome.status is Status.FINDING:
                    contested.append(relation.operands[0].node)
        return contested + [self._contradiction(outcome) for outcome in self.outcomes if self._is_contradicted(outcome)]

    def _is_contradicted(self, outcome: Outcome) -> bool:
        """Whether a finding without a relation holds a figure to other places that all say what it should be."""
        if outcome.status is not Status.FINDING or outcome.relation is not None or outcome.expected is None:
            return False
        cell = self._cells.get(outcome.cell)
        if cell is None or not outcome.related:
            return False
        right = outcome.expected * cell.figure.multiplier * cell.scale
        return all(amount_of(item) == right != amount_of(cell) for item in outcome.related)

    def _contradiction(self, outcome: Outcome) -> Node:
        """Take the figure of such a finding and those that contradict it for one fact; its node."""
        for item in outcome.related:
            self._cells.setdefault(item.node, item)
        self._join((self._cells[outcome.cell], *outcome.related))
        self.contradicted.add(outcome.cell)
        return outcome.cell

    def _read_equation(self, index: int, equation: Equation) -> None:
        self.equations[index] = equation
        for item in (equation.stated, *equation.operands):
            self._cells.setdefault(item.node, item)
            around = self._around[item.node]
            if not around or around[-1] != index:
                around.append(index)

    def _note_cells(self, equation: Equation) -> None:
        for item in (equation.stated, *equation.operands):
            self._cells.setdefault(item.node, item)

    def _join(self, places: Sequence[Operand]) -> None:
        first = self._root(places[0].node)
        for place in places[1:]:
            other = self._root(place.node)
            if other != first:
                self._parent[other] = first

    def _root(self, node: Node) -> Node:
        while (parent := self._parent.get(node)) is not None:
            over = self._parent.get(parent)
            if over is None:
                return parent
            self._parent[node] = over
            node = over
        return node

    def _number_facts(self) -> None:
        self._members: list[list[Operand]] = []
        self._fact: dict[Node, int] = {}
        numbers: dict[Node, int] = {}
        self._ordered = sorted(self._cells.values(), key=_place)
        self._by_address: dict[Address, list[Operand]] = defaultdict(list)
        for cell in self._ordered:
            self._by_address[cell.node.address].append(cell)
            root = self._root(cell.node)
            number = numbers.setdefault(root, len(self._members))
            if number == len(self._members):
                self._members.append([])
            self._members[number].append(cell)
            self._fact[cell.node] = number

    @cached_property
    def definitions(self) -> dict[Node, Equation]:
        """For each figure that a formula yields: that formula."""
        return dict(definitions_of(self.equations.values()))

    @cached_property
    def failing_results(self) -> frozenset[Node]:
        """The figures that the relations which fail are to come to."""
        return frozenset(self.equations[index].stated.node for index in self.failing)

    @property
    def all_cells(self) -> Sequence[Operand]:
        """Every cell of the network, in order."""
        return self._ordered

    def fact(self, node: Node) -> int:
        """The fact that the cell states."""
        return self._fact[node]

    def cell(self, node: Node) -> Operand | None:
        """The figure at ``node``."""
        return self._cells.get(node)

    def cells(self, fact: int) -> Sequence[Operand]:
        """The cells that state ``fact``, in document order."""
        return self._members[fact]

    def is_trusted(self, node: Node) -> bool:
        """Whether the cell stands in a table, where others that state its fact stand in sentences."""
        return node in self._trusted

    def is_set_at(self, node: Node) -> bool:
        """Whether the cell is where its fact is set, and no arithmetic contradicts it."""
        return node in self._set_at

    def is_given_away(self, node: Node) -> bool:
        """Whether a rule has told the figure at ``node`` to be the wrong part of its sum."""
        return node in self._given_away

    def is_accused(self, node: Node) -> bool:
        """Whether a finding is at the cell."""
        return node in self._accused

    def groups(self, fact: int) -> tuple[Group, ...]:
        """The values that ``fact`` is stated with, each with its cells."""
        found = self._groups.get(fact)
        if found is None:
            cells = self._members[fact]
            parts = [tuple(cells)] if len(cells) == 1 else group_by_value(cells)
            found = tuple(Group(part, any(self.is_trusted(cell.node) for cell in part)) for part in parts)
            self._groups[fact] = found
        return found

    def may_repeat(self, facts: Iterable[int]) -> bool:
        """Whether a figure of one of ``facts`` may be a copy of another of its column."""
        return any(map(self._repeats, facts))

    def _repeats(self, fact: int) -> bool:
        known = self._repeating.get(fact)
        if known is None:
            known = any(self.bands.repeats(cell) is not None for cell in self._members[fact])
            self._repeating[fact] = known
        return known

    def group_of(self, node: Node) -> int:
        """Which of the groups of its fact the cell is in."""
        groups = self.groups(self._fact[node])
        if len(groups) == 1:
            return 0
        return next(i for i, group in enumerate(groups) if any(cell.node == node for cell in group.cells))

    def around(self, node: Node) -> Sequence[int]:
        """The equations that the cell takes part in."""
        return self._around.get(node, ())

    def around_fact(self, fact: int) -> list[int]:
        """The equations that any cell of the fact takes part in, in order."""
        cells = self._members[fact]
        if len(cells) == 1:
            return list(self.around(cells[0].node))
        return sorted({index for cell in cells for index in self.around(cell.node)})

    def facts_in(self, index: int) -> list[int]:
        """The facts in the equation, that of the stated figure first."""
        equation = self.equations[index]
        facts = self._fact
        return list(dict.fromkeys(facts[item.node] for item in (equation.stated, *equation.operands)))

    def fact_set(self, index: int) -> frozenset[int]:
        """The facts in the equation, as a set."""
        found = self._fact_sets.get(index)
        if found is None:
            found = self._fact_sets[index] = frozenset(self.facts_in(index))
        return found

    def elsewhere(self, fact: int) -> list[Operand]:
        """Figures that the caller says state the same fact, though no restatement ties them to it."""
        found: dict[Node, Operand] = {}
        lists = (self._siblings.get(cell.node, ()) for cell in self._members[fact])
        for places in {id(places): places for places in lists}.values():  # all cells of a fact share one
            for other in places:
                if self._fact[other.node] != fact:
                    found[other.node] = other
        return list(found.values())

    def sharing(self, node: Node) -> list[Operand]:
        """The other figures of the cell that ``node`` is in: a sentence states several."""
        return [item for item in self._by_address.get(node.address, ()) if item.node != node]

    def is_disputed(self, fact: int) -> bool:
        """Whether the places that state ``fact`` disagree."""
        return len(self._members[fact]) > 1 and len(self.groups(fact)) > 1

    def deviating(self, fact: int, value: Value) -> list[tuple[int, list[Operand]]]:
        """The groups of ``fact`` that do not say ``value``, with the cells to put right."""
        key = (fact, *value.key)
        found = self._deviating.get(key)
        if found is None:
            parts = (
                (number, [cell for cell in group.cells if not agrees(cell, value)])
                for number, group in enumerate(self.groups(fact))
            )
            found = [(number, cells) for number, cells in parts if cells]
            self._deviating[key] = found
        return found


def _place(cell: Operand) -> tuple[str, int, int, int]:
    address = cell.node.address
    return address.sheet, address.row, address.column, cell.node.number
