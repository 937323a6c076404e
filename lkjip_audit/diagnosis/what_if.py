"""Whether a relation holds once some cells are put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.widesum import WideSum
from lkjip_audit.figures.model import Figure
from lkjip_audit.formula import evaluate
from lkjip_audit.judging.model import Equation, Source
from lkjip_audit.judging.precision import holds, is_possible
from lkjip_audit.records import changed
from lkjip_audit.scene.place import Node, Operand

Changes = Mapping[Node, Figure]
"""Cells that are put right, with the figure that each should have."""


def put(item: Operand, changes: Changes) -> Operand:
    """``item`` as it reads under ``changes``."""
    figure = changes.get(item.node)
    return item if figure is None else item.reading(figure)


def substituted(equation: Equation, changes: Changes) -> Equation:
    """``equation`` as it reads under ``changes``."""
    operands = tuple(put(item, changes) for item in equation.operands)
    return changed(equation, stated=put(equation.stated, changes), operands=operands)


def judged(equation: Equation, changes: Changes, definitions: Mapping[Node, Equation]) -> bool:
    """Whether ``equation``, or a variant of it, holds under ``changes``.

    What only figures show was shown within their rounding, and asks no more of a line that is put right.
    """
    trial = substituted(equation, changes)
    if trial.source is Source.SHOWN and is_possible(trial, trial.formula):
        return True
    formulas = (trial.formula, *(formula for _, formula in trial.variants))
    return any(holds(trial, formula, definitions) for formula in formulas)


class Trial:
    """Judges equations under changes: wide sums by their residual, the rest by ``precision.judge``."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._sums: dict[int, WideSum | None] = {}
        self._known: dict[tuple[object, ...], bool] = {}
        self._nodes: dict[int, tuple[Node, ...]] = {}
        self._computed: dict[tuple[object, ...], Decimal | None] = {}
        self.judged = 0

    def holds(self, index: int, changes: Changes) -> bool:
        """Whether the equation holds under ``changes``; as the audit found it where they do not touch it."""
        wide = self.wide(index)
        if wide is not None:
            touched = wide.touched(changes)
            return wide.holds(touched) if touched else index not in self._network.failing
        read = [(node, changes[node]) for node in self.nodes(index) if node in changes]
        if not read:
            return index not in self._network.failing
        key = (index, *((node, figure.value, figure.stored) for node, figure in read))
        known = self._known.get(key)
        if known is None:
            self.judged += 1
            known = self._known[key] = self._holds(self._network.equations[index], changes)
        return known

    def nodes(self, index: int) -> tuple[Node, ...]:
        """The figures of the equation, the stated one first."""
        found = self._nodes.get(index)
        if found is None:
            equation = self._network.equations[index]
            found = self._nodes[index] = (equation.stated.node, *(item.node for item in equation.operands))
        return found

    def read(self, index: int, changes: Changes) -> tuple[object, ...]:
        """What of ``changes`` the equation reads: the same for changes under which it says the same of its figures."""
        wide = self.wide(index)
        if wide is not None:
            return tuple(wide.touched(changes).items())
        read = ((node, changes[node]) for node in self.nodes(index) if node in changes)
        return tuple((node, figure.value, figure.stored, figure.decimals) for node, figure in read)

    def wide(self, index: int) -> WideSum | None:
        """The equation as a sum of many figures; None when it is not."""
        if index not in self._sums:
            equation = self._network.equations[index]
            self._sums[index] = WideSum.of(equation) if len(equation.operands) > self._network.wide else None
        return self._sums[index]

    def computed(self, index: int, changes: Changes) -> Decimal | None:
        """What the equation gives for its stated figure, unrounded, in the formula's unit."""
        wide = self.wide(index)
        if wide is not None:
            return wide.computed(wide.touched(changes))
        key = (index, self.read(index, changes))
        if key not in self._computed:
            equation = self._network.equations[index]
            self._computed[key] = evaluate(equation.formula, environment(equation, changes))
        return self._computed[key]

    def _holds(self, equation: Equation, changes: Changes) -> bool:
        definitions = _Definitions(self._network, changes)
        return judged(equation, changes, definitions)


class _Definitions(Mapping[Node, Equation]):
    """The formulas that yield figures, as they read under ``changes``; made where one is asked for."""

    def __init__(self, network: Network, changes: Changes) -> None:
        self._network = network
        self._changes = changes

    def __getitem__(self, node: Node) -> Equation:
        own = self._network.definitions[node]
        if len(own.operands) > self._network.wide:
            raise KeyError(node)
        return substituted(own, self._changes)

    def __iter__(self) -> Iterator[Node]:
        wide = self._network.wide
        return (node for node, own in self._network.definitions.items() if len(own.operands) <= wide)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def environment(equation: Equation, changes: Changes) -> dict[str, Decimal]:
    """The printed operands by name, in the formula's unit, under ``changes``."""
    return {item.name: changes.get(item.node, item.figure).amount * item.scale for item in equation.operands}
