"""An account in a breakdown of costs is the sum of the items right under it, which have a volume and a price.

Accounts have a code and their items often have none, so that no code says what belongs together; that one row has an
amount alone and the next ones have what makes theirs does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.model import Equation, Outcome, Source
from lkjip_audit.relations.alike import adds_up
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Row, RowKind, Table


class ItemsBelow(Settings):
    """``role`` of the column of amounts; items have figures in the columns of ``made_of``, accounts in none of them."""

    role: str
    made_of: tuple[str, ...]


def relations(rule: Rule, settings: ItemsBelow, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every account with items right under it, where those of most accounts make it."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        factors = [column for role in settings.made_of for column in table.columns_of(role)]
        for column in table.columns_of(settings.role) if factors else ():
            laid = [item for head, items in _accounts(table, column, factors) if (item := _sum(rule, head, items))]
            holding = sum(isinstance(item, Equation) and adds_up(item) for item in laid)
            if holding >= limits().sums.accounts and holding >= limits().sums.key_share * len(laid):
                yield from laid


_Cell = tuple[Table, Row, Column]


def _accounts(table: Table, column: Column, factors: Sequence[Column]) -> Iterator[tuple[_Cell, list[_Cell]]]:
    """Each row that has an amount alone, with the items between it and the next such row.

    Accounts are marked as the first of them is: a sum of money without a price among items with one is an item too.
    """
    head: _Cell | None = None
    items: list[_Cell] = []
    style: tuple[bool, bool] | None = None
    for row in table.rows:
        has_factors = any(table.reading(row, factor) is not None for factor in factors)
        own = (row.code is not None, row.order is not None)
        if row.kind is RowKind.DETAIL and (has_factors or (items and style is not None and own != style)):
            items.append((table, row, column))
            continue
        if head is not None and items:
            yield head, items
        items, head = [], None
        if row.kind is RowKind.DETAIL and table.figure(row, column) is not None:
            head, style = (table, row, column), style or own
    if head is not None and items:
        yield head, items


def _sum(rule: Rule, head: _Cell, items: Sequence[_Cell]) -> Equation | Outcome | None:
    table, row, column = head
    total = operand(JUMLAH, *head)
    if total is None or not total.figure.amount:
        return None
    for part in items:
        reading = part[0].reading(part[1], column)
        if reading is not None and reading.is_unread:
            where = table.address(part[1], column).place
            return unverifiable(rule, table, row, column, "operand_missing", operand=where)
    parts = tuple(item for part in items if (item := operand(f"r{part[1].number}", *part)) is not None)
    if not parts:
        return None
    formula = Sum(tuple(Name(item.name) for item in parts))
    return Equation(rule, row.label, total, parts, formula, table.id, source=Source.SHOWN)


KIND = Kind("items_below", ItemsBelow, relations)
