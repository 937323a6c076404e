"""Equations of one table that hold, held as arrays: an equation is made of one only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lkjip_audit.judging.blocks import Block, number_of_cell, numbers_of_cells
from lkjip_audit.judging.evaluate import evaluate_equation
from lkjip_audit.judging.model import Equation, Outcome, Source, Status
from lkjip_audit.records import changed
from lkjip_audit.scene.place import Node
from lkjip_audit.workbook.model import Address

if TYPE_CHECKING:
    from lkjip_audit.figures.scaled import Indices, Ints


@dataclass(frozen=True, eq=False)
class Held(Block):
    """Equations of one table that hold from the figures as they are printed.

    ``starts`` says where the operands of each begin in ``operand_rows`` and ``operand_columns``; it has one more than
    there are equations.  ``make`` gives the equation of one of ``which``, ``worth`` what each is worth as evidence, in
    bits.  ``source`` and ``variant`` are those of all of them.
    """

    table: str = ""
    starts: Indices = NotImplemented
    operand_rows: Ints = NotImplemented
    operand_columns: Ints = NotImplemented
    which: Indices = NotImplemented
    make: Callable[[int], Equation] = NotImplemented
    worth: Callable[[], Ints] = NotImplemented
    source: Source = Source.NAMED
    variant: str | None = None

    @property
    def status(self) -> Status:
        """They hold."""
        return Status.PASS

    def outcome(self, at: int) -> Outcome:
        """The outcome of the equation at ``at``: what others yield does not matter to it."""
        return evaluate_equation(self.equation(at), {})

    def passing(self, at: int) -> Outcome:
        """That the equation at ``at`` holds, without the sentences that tell it: for who asks only how it stands."""
        equation = self.equation(at)
        stated = equation.stated
        return Outcome(
            equation.rule,
            Status.PASS,
            equation.subject,
            stated.node,
            stated.figure.literal,
            related=equation.operands,
            relation=equation,
        )

    def equation(self, at: int) -> Equation:
        """The equation at position ``at``."""
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = changed(self.make(int(self.which[at])), traits=self.traits)
        return made

    @cached_property
    def _made(self) -> dict[int, Equation]:
        return {}

    def equations(self) -> Iterator[Equation]:
        """All of them."""
        return map(self.equation, range(len(self)))

    def cells(self) -> Ints:
        """The cells of what is stated, then those of the operands."""
        from numpy import concatenate  # noqa: PLC0415 - as above

        return concatenate((super().cells(), numbers_of_cells(self.operand_rows, self.operand_columns)))

    @property
    def column(self) -> int:
        """The sheet's column of what is stated: one for all of them."""
        return int(self.columns[0])

    def size(self, at: int) -> int:
        """How many operands the equation at ``at`` has."""
        return int(self.starts[at + 1] - self.starts[at])

    def operands(self, at: int) -> frozenset[Node]:
        """Where the operands of the equation at ``at`` stand."""
        span = slice(int(self.starts[at]), int(self.starts[at + 1]))
        places = zip(self.operand_rows[span].tolist(), self.operand_columns[span].tolist(), strict=True)
        return frozenset(Node(Address(self.sheet, row, column)) for row, column in places)

    def nodes(self, at: int) -> frozenset[Node]:
        """Where all figures of the equation at ``at`` stand."""
        return self.operands(at) | {self.node(at)}

    def around(self, node: Node) -> Sequence[int]:
        """The positions of the equations in which the figure at ``node`` takes part."""
        if not self.may_hold(node):
            return ()
        cells, positions = self._index
        place = number_of_cell(node.address.row, node.address.column)
        first, last = cells.searchsorted(place, "left"), cells.searchsorted(place, "right")
        return sorted(set(positions[first:last].tolist()))

    def around_any(self, nodes: Iterable[Node]) -> Sequence[int]:
        """The positions of the equations in which one of the figures at ``nodes`` takes part."""
        from numpy import array, int64, isin, unique  # noqa: PLC0415 - as above

        own = [number_of_cell(node.address.row, node.address.column) for node in nodes if self.may_hold(node)]
        cells, positions = self._index
        found: list[int] = unique(positions[isin(cells, array(own, dtype=int64))]).tolist()
        return found

    def is_operand(self, node: Node) -> bool:
        """Whether the figure at ``node`` is an operand of one of them."""
        own = self.find(node)
        return any(at != own for at in self.around(node))

    @cached_property
    def _index(self) -> tuple[Ints, Indices]:
        from numpy import arange, argsort, concatenate, diff, repeat  # noqa: PLC0415 - as above

        cells = self.cells()
        positions = concatenate((arange(len(self)), repeat(arange(len(self)), diff(self.starts))))
        order = argsort(cells, kind="stable")
        return cells[order], positions[order]

    def without(self, positions: Iterable[int]) -> Held:
        """The others."""
        from numpy import array, delete, diff, repeat, zeros  # noqa: PLC0415 - as above

        from lkjip_audit.judging.columns import starts_of  # noqa: PLC0415 - it imports numpy

        left = array(sorted(set(positions)), dtype=int)
        gone = zeros(len(self), dtype=bool)
        gone[left] = True
        sizes = diff(self.starts)
        stay = ~repeat(gone, sizes)
        worths = self.worth
        return replace(
            self,
            rows=self.rows[~gone],
            columns=self.columns[~gone],
            starts=starts_of(delete(sizes, left)),
            operand_rows=self.operand_rows[stay],
            operand_columns=self.operand_columns[stay],
            which=self.which[~gone],
            worth=lambda: worths()[~gone],
        )
