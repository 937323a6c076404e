"""Outcomes that are alike, held as arrays: an object is made of one of them only where somebody asks for it.

A column of ten thousand rows whose relation simply holds is one block: how many hold, in which cells and on what
evidence is known of all of them at once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, overload

from lkjip_audit.judging.model import PLAIN, Outcome, Status, Traits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.place import Node, Stands
from lkjip_audit.workbook.model import Address

if TYPE_CHECKING:
    from lkjip_audit.figures.scaled import Ints

_WIDTH = 2**15
"""More columns than a sheet has: a cell is one number, its row times this and its column."""


@dataclass(frozen=True, eq=False)
class Block(ABC):
    """Outcomes of one rule and one status, at the cells of one sheet whose ``rows`` and ``columns`` are given."""

    rule: Rule
    sheet: str
    rows: Ints
    columns: Ints
    traits: Traits = PLAIN

    @property
    @abstractmethod
    def status(self) -> Status:
        """What became of all of them."""

    @abstractmethod
    def outcome(self, at: int) -> Outcome:
        """The outcome at position ``at``."""

    @property
    def reason(self) -> str | None:
        """Why nothing was judged, where that is so."""
        return None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Outcome]:
        return map(self.outcome, range(len(self)))

    def node(self, at: int) -> Node:
        """Where the outcome at ``at`` is told."""
        return Node(Address(self.sheet, int(self.rows[at]), int(self.columns[at])))

    def cells(self) -> Ints:
        """The cells (row times 32768 and column) that its outcomes look at, some of them more than once."""
        return numbers_of_cells(self.rows, self.columns)

    def may_hold(self, node: Node) -> bool:
        """Whether ``node`` is a figure of a cell of its sheet."""
        return node.address.sheet == self.sheet and not node.part and node.kind is Stands.FIGURE

    def find(self, node: Node) -> int | None:
        """The position of the outcome that is told at ``node``; None when there is none."""
        if not self.may_hold(node):
            return None
        cells, places = self._places
        number = number_of_cell(node.address.row, node.address.column)
        at = int(cells.searchsorted(number, "right")) - 1
        return int(places[at]) if at >= 0 and cells[at] == number else None

    def beside(self, other: Block) -> list[int]:
        """The positions of the outcomes that are told at cells at which one of ``other`` is, too."""
        from numpy import flatnonzero, isin  # noqa: PLC0415 - it is there wherever a block is

        return list(map(int, flatnonzero(isin(Block.cells(self), Block.cells(other)))))

    @cached_property
    def _places(self) -> tuple[Ints, Ints]:
        """The cells at which its outcomes are told, in their order, and the positions of these."""
        cells = Block.cells(self)
        places: Ints = cells.argsort(kind="stable")
        return cells[places], places


def number_of_cell(row: int, column: int) -> int:
    """The cell as ``Block.cells`` numbers the cells of its sheet."""
    return row * _WIDTH + column


def numbers_of_cells(rows: Ints, columns: Ints) -> Ints:
    """The cells in ``rows`` and ``columns`` as ``Block.cells`` numbers them."""
    numbers: Ints = rows.astype("int64") * _WIDTH + columns
    return numbers


def place_of(number: int) -> tuple[int, int]:
    """Row and column of the cell of that number."""
    return divmod(number, _WIDTH)


@dataclass(frozen=True, eq=False)
class Alike(Block):
    """Outcomes without arithmetic; ``make`` gives the one at a position, all of them of the status ``became``."""

    make: Callable[[int], Outcome] = NotImplemented
    became: Status = Status.PASS
    why: str | None = None

    @property
    def status(self) -> Status:
        """As given."""
        return self.became

    @property
    def reason(self) -> str | None:
        """As given."""
        return self.why

    def outcome(self, at: int) -> Outcome:
        """The outcome at position ``at``."""
        made = self.make(at)
        return made if made.traits == self.traits else replace(made, traits=self.traits)


def alike(
    rule: Rule,
    sheet: str,
    cells: Iterable[tuple[int, int]],
    make: Callable[[int], Outcome],
    status: Status = Status.PASS,
    reason: str | None = None,
) -> Alike:
    """The outcomes at ``cells`` (row and column); ``make`` gives the one of that number."""
    from numpy import fromiter, int32  # noqa: PLC0415 - it is there wherever a block is

    places = fromiter(chain.from_iterable(cells), dtype=int32).reshape(-1, 2)
    return Alike(rule, sheet, places[:, 0], places[:, 1], make=make, became=status, why=reason)


class Outcomes(Sequence[Outcome]):
    """The outcomes of a run: those that are ``told`` one by one come first, then those of ``blocks``."""

    def __init__(self, told: Iterable[Outcome], blocks: Iterable[Block] = ()) -> None:
        self.told = tuple(told)
        self.blocks = tuple(block for block in blocks if len(block))

    def __len__(self) -> int:
        return len(self.told) + sum(map(len, self.blocks))

    @overload
    def __getitem__(self, index: int) -> Outcome: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Outcome]: ...

    def __getitem__(self, index: int | slice) -> Outcome | Sequence[Outcome]:
        if isinstance(index, slice):
            return tuple(self)[index]
        if index < 0:
            index += len(self)
        if index < len(self.told):
            return self.told[index]
        at = index - len(self.told)
        for block in self.blocks:
            if at < len(block):
                return block.outcome(at)
            at -= len(block)
        raise IndexError(index)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __iter__(self) -> Iterator[Outcome]:
        yield from self.told
        for block in self.blocks:
            yield from block


def told_of(outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
    """Those of ``outcomes`` that are objects; their indexes are the same in both."""
    return outcomes.told if isinstance(outcomes, Outcomes) else outcomes


def blocks_of(outcomes: Sequence[Outcome]) -> Sequence[Block]:
    """The blocks among ``outcomes``."""
    return outcomes.blocks if isinstance(outcomes, Outcomes) else ()


def counts_of(outcomes: Sequence[Outcome]) -> Counter[Status]:
    """How many there are of each status."""
    counts = Counter(outcome.status for outcome in told_of(outcomes))
    for block in blocks_of(outcomes):
        counts[block.status] += len(block)
    return counts
