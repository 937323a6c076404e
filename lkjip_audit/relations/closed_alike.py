"""Which rows a total closes, as the figures tell: those of its own column, or those of the columns beside it.

The rows of a table are the same for all its columns: what a total adds in most of them it adds in the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.relations.closing import Scope, reach_of, scopes_of
from lkjip_audit.scene.added_rows import Reading
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Table

Rows = frozenset[int]
"""Rows of the sheet."""
_FEWEST = 2
"""Columns that must add the same rows: one may do so by chance."""


def shown_rows(table: Table, index: int, column: Column, value: Decimal) -> Scope:
    """The rows above that make ``value``, as their figures tell whatever codes and numbers say; empty where none do."""
    items = [operand(f"r{row.number}", table, row, column) for row in table.rows[reach_of(table, index)]]
    listed = Reading([None if item is None else amount_of(item) for item in items])
    places = listed.parts_between(0, len(items), value)
    return tuple(item for place in places if (item := items[place]) is not None)


def rows_of_others(scene: Scene, table: Table, index: int, column: Column) -> Scope:
    """The figures of ``column`` in the rows that the total at ``index`` adds in most other columns; empty if none."""
    added = scene.once.of(_Added, scene).by_column(table, index)
    told = Counter(rows for other, rows in added if other is not column)
    if not told:
        return ()
    rows, columns = max(told.items(), key=lambda item: (item[1], item[0]))
    if columns < _FEWEST or 2 * columns <= sum(told.values()):
        return ()
    by_number = {row.number: row for row in table.rows}
    items = (operand(f"r{number}", table, by_number[number], column) for number in rows)
    return tuple(item for item in items if item is not None)


class _Added:
    """The rows that totals add in each column of their tables, worked out once for all columns and rules."""

    def __init__(self, _: Scene) -> None:
        self._known: dict[tuple[str, int], list[tuple[Column, tuple[int, ...]]]] = {}

    def by_column(self, table: Table, index: int) -> Sequence[tuple[Column, tuple[int, ...]]]:
        """The columns in which the total at ``index`` adds some rows, each with these."""
        found = self._known.get((table.id, index))
        if found is None:
            found = self._known[table.id, index] = [
                (column, _rows(scope)) for column in table.columns for scope in _added(table, index, column)
            ]
        return found


def _rows(scope: Scope) -> tuple[int, ...]:
    return tuple(item.node.address.row for item in scope)


def _added(table: Table, index: int, column: Column) -> Iterator[Scope]:
    """The rows of ``column`` that its total adds: none, or one set of two rows or more that makes something."""
    stated = operand(JUMLAH, table, table.rows[index], column)
    if stated is None or stated.figure.unit == PERCENT or not amount_of(stated):
        return
    value = amount_of(stated)
    found = next((scope for scope in scopes_of(table, index, column) if total_of(scope) == value), ())
    found = found or shown_rows(table, index, column, value)
    if found:
        yield found


def closed_beside(scene: Scene, table: Table, index: int, column: Column) -> set[Rows] | None:
    """The rows that the total makes in other columns; None where no other has a figure that could tell."""
    told = [rows for other, rows in scene.once.of(_Closed, scene).by_column(table, index) if other is not column]
    return set[Rows]().union(*told) if told else None


class _Closed:
    """The rows that totals make in each column of their tables, worked out once for all columns and rules."""

    def __init__(self, _: Scene) -> None:
        self._known: dict[tuple[str, int], list[tuple[Column, frozenset[Rows]]]] = {}

    def by_column(self, table: Table, index: int) -> Sequence[tuple[Column, frozenset[Rows]]]:
        """The columns in which the row at ``index`` has a figure that could tell, each with the rows that make it."""
        found = self._known.get((table.id, index))
        if found is None:
            found = self._known[table.id, index] = [
                (
                    column,
                    frozenset(rows_of(scope) for scope in scopes_of(table, index, column) if total_of(scope) == value),
                )
                for column in table.columns
                for value in _stated(table, index, column)
            ]
        return found


def _stated(table: Table, index: int, column: Column) -> Iterator[Decimal]:
    """What the row at ``index`` states in ``column``: none where that is a percentage."""
    stated = operand(JUMLAH, table, table.rows[index], column)
    if stated is not None and column.unit != PERCENT:
        yield amount_of(stated)


def rows_of(scope: Sequence[Operand]) -> Rows:
    """The sheet's rows that the figures of ``scope`` stand in."""
    return frozenset(item.node.address.row for item in scope)
