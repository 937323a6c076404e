"""Closing rows that tell no total of their column: zeros under prices, a rate of the whole, a total rounded off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal

from lkjip_audit.figures.model import RUPIAH
from lkjip_audit.relations.closing import Scope, is_slip_away
from lkjip_audit.relations.told_apart import is_rounded
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_CLOSING = (RowKind.TOTAL, RowKind.SUBTOTAL)


def never_totalled(table: Table, closing: Sequence[Row]) -> Set[int]:
    """Columns of which every total, in the ``closing`` rows, reads 0, though their rows do not.

    They hold prices, in formulas that were filled down over the totals as well.
    """
    if len(closing) < limits().evidence.telling_rows:
        return frozenset()
    others = [row for row in table.rows if row not in closing]
    return {
        column.index
        for column in table.columns
        if len(totals := _amounts(table, closing, column)) >= limits().evidence.telling_rows
        and not any(totals)
        and any(_amounts(table, others, column))
    }


def _amounts(table: Table, rows: Iterable[Row], column: Column) -> Sequence[Decimal]:
    return [figure.value for row in rows if (figure := table.figure(row, column)) is not None]


def is_a_rate(stated: Operand, scopes: Sequence[Scope]) -> bool:
    """Whether a figure with decimals lies among its parts and no slip makes it their sum: a rate of the whole."""
    if stated.exact or stated.figure.unit == RUPIAH:
        return False
    value, several = abs(amount_of(stated)), limits().evidence.telling_rows
    return all(
        sum(abs(amount_of(part)) >= value for part in scope) >= several and not is_slip_away(stated, scope, 1)
        for scope in scopes
    )


def rounds_the_one_above(table: Table, index: int, column: Column, stated: Operand) -> bool:
    """Whether it is the closing row right above, rounded at the zeros that it ends in."""
    above = table.rows[index - 1] if index else None
    if above is None or above.kind not in _CLOSING:
        return False
    cell = operand(JUMLAH, table, above, column)
    return cell is not None and is_rounded(stated, cell)


def repeats_its_head(table: Table, index: int, column: Column, stated: Operand) -> bool:
    """Whether a row above, of whose name it is the total ("JUMLAH BELANJA MODAL"), states the very amount."""
    own = table.rows[index].label.casefold()
    heads = (
        row for row in table.rows[:index] if row.label and row.label.casefold() in own and row.kind not in _CLOSING
    )
    return any((cell := operand(JUMLAH, table, row, column)) and amount_of(cell) == amount_of(stated) for row in heads)
