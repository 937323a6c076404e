"""From a table's cell to an operand: which figures are exact, and in which unit they count."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure, ReadingKind
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.model import Column, Row, Table
from lkjip_audit.tables.nature import Roles

if TYPE_CHECKING:
    from lkjip_audit.figures.scaled import Flags
    from lkjip_audit.tables.frame import Figures


def is_exact(figure: Figure, role: str | None, roles: Roles) -> bool:
    """Whether a figure is what it says, and not rounded at its last shown digit (architecture, precision 3)."""
    if role in roles.decided:
        return True
    if role in roles.percentage:
        return False
    if role in roles.money and figure.unit != PERCENT:
        return figure.multiplier == 1
    return is_exact_alone(figure)


def is_exact_alone(figure: Figure) -> bool:
    """As ``is_exact`` for a figure of which nothing is known but how it is written."""
    if figure.unit == PERCENT:
        return False
    if figure.unit == RUPIAH:
        return figure.multiplier == 1
    return figure.decimals == 0 and figure.multiplier == 1


def operand_in_prose(name: str, paragraph: Paragraph, part: int) -> Operand:
    """The figure at ``part`` of ``paragraph`` under ``name``, of which nothing is known but how it is written."""
    figure = paragraph.figures[part]
    return Operand(name, Node(paragraph.address, part), figure, name, exact=is_exact_alone(figure))


def exact_in(figures: Figures, column: Column, roles: Roles) -> Flags:
    """Where ``Operand.exact`` is set, for the operands that ``column`` gives: ``is_exact`` of a whole column."""
    if column.multiplier != 1:
        return figures.known & ~figures.known
    if column.role in roles.decided:
        return figures.known
    if column.role in roles.percentage:
        return figures.known & ~figures.known
    written_out = figures.known & figures.bare & ~figures.percent
    if column.role in roles.money:
        return written_out
    exact: Flags = written_out & (figures.has_unit(RUPIAH) | (figures.decimals == 0))
    return exact


def operand(name: str, table: Table, row: Row, column: Column, *, part: int = 0) -> Operand | None:
    """The figure of ``table`` at ``row`` and ``column`` under ``name``; None when there is none to use."""
    reading = table.reading(row, column)
    if reading is None or reading.figure is None or part >= len(reading.figures):
        return None
    return _operand(name, table, row, column, reading.figures[part], part, alone=len(reading.figures) < 2)


def operand_or_nil(name: str, table: Table, row: Row, column: Column) -> Operand | None:
    """As ``operand``, but a nil mark ("-") among people or money counts as the zero that it says."""
    reading = table.reading(row, column)
    if (
        reading is not None
        and reading.kind is ReadingKind.NIL
        and column.role in table.roles.headcount | table.roles.money
    ):
        return _operand(name, table, row, column, Figure(Decimal(0), 0, reading.text), 0, alone=True)
    return operand(name, table, row, column)


def _operand(name: str, table: Table, row: Row, column: Column, figure: Figure, part: int, *, alone: bool) -> Operand:
    return Operand(
        name=name,
        node=Node(table.address(row, column), part),
        figure=figure,
        role=column.role or name,
        exact=is_exact(figure, column.role, table.roles) and column.multiplier == 1,
        scale=column.multiplier if figure.multiplier == 1 else Decimal(1),
        label=row.label,
        counts=figure.unit or column.unit or (RUPIAH if column.role in table.roles.money else None),
        alone=alone,
    )
