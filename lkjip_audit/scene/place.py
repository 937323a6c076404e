"""Where a figure stands, and what it is in a relation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from lkjip_audit.figures.model import Figure
from lkjip_audit.records import quickly_made
from lkjip_audit.workbook.model import Address


class Stands(IntEnum):
    """What stands at a node; the values order the nodes of one cell, and are their share of ``Node.number``."""

    FIGURE = 0
    """The ``part``-th figure (from 0) of the cell."""

    FORMULA = 500
    """A formula or a number of one that is no figure of the cell's own; it begins at the ``part``-th character."""

    LABEL = 900
    """The label that belongs to the ``part``-th figure."""

    __hash__ = int.__hash__


class _Place(NamedTuple):
    address: Address
    kind: Stands
    part: int


class Node(_Place):
    """One place of the cell at ``address``: its ``part``-th figure, or what else ``kind`` says.

    A tuple, as an address is.
    """

    __slots__ = ()

    def __new__(cls, address: Address, part: int = 0, *, kind: Stands = Stands.FIGURE) -> Node:
        """The ``part``-th figure of the cell at ``address``, or what ``kind`` says."""
        return super().__new__(cls, address, kind, part)

    def __getnewargs_ex__(self) -> tuple[tuple[Address, int], dict[str, Stands]]:
        """What a copy is made with."""
        return (self.address, self.part), {"kind": self.kind}

    @property
    def number(self) -> int:
        """The one number that fingerprints and a store tell the place of a cell by."""
        return self.kind + self.part


@quickly_made
@dataclass(frozen=True, slots=True)
class Operand:
    """A figure in a relation, under the ``name`` that the formula calls it by.

    ``exact`` is True for figures that are what they say (rupiah or a count written in full, a target decided and not
    measured); otherwise the true value lies within half a unit of the last shown digit.
    ``scale`` turns the figure's amount into the unit that the formula counts in (1 nearly always; 100 for a capaian
    printed as a bare fraction in a column of percentages).
    ``counts`` is its unit of measure, as the figure or the header over it says; ``alone`` is False for one of several
    figures in a cell of a table, of which nothing says which one is meant.
    """

    name: str
    node: Node
    figure: Figure
    role: str
    exact: bool = False
    scale: Decimal = Decimal(1)
    label: str = ""
    counts: str | None = None
    alone: bool = True

    @property
    def unit(self) -> Decimal:
        """How much one of what is printed counts for, in the formula's unit."""
        return self.figure.multiplier * self.scale

    @property
    def half_step(self) -> Decimal:
        """Half a unit of the last shown digit, in the formula's unit: how far rounding moves a figure at most."""
        return Decimal(1).scaleb(-self.figure.decimals) * self.unit / 2

    def reading(self, figure: Figure) -> Operand:
        """The same place where it reads ``figure``."""
        return Operand(
            self.name, self.node, figure, self.role, self.exact, self.scale, self.label, self.counts, self.alone
        )
