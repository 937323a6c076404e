"""What closes a list that began on the sheets before: the rows of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.model import Column, Row, RowKind, Table


def over_pages(
    pages: Sequence[Table], last: tuple[Table, Sequence[Row]], column: Column
) -> Iterator[tuple[Operand, ...]]:
    """The sets of rows, over ``pages`` and the rows of the ``last`` one, that may be closed: the top ones, the leaves.

    Nothing where there are no pages before.
    """
    if not pages:
        return
    held = [*((page, page.rows) for page in pages), last]
    seen: set[tuple[str, ...]] = set()
    for leaves in (False, True):
        items = [
            item
            for number, (page, rows) in enumerate(held, 1)
            for row in _chosen(page, rows, leaves=leaves)
            if (item := operand(f"p{number}r{row.number}", page, row, column)) is not None
        ]
        key = tuple(item.name for item in items)
        if len(items) > 1 and key not in seen:
            seen.add(key)
            yield tuple(items)


def _chosen(page: Table, rows: Sequence[Row], *, leaves: bool) -> list[Row]:
    parents = {row.parent for row in rows}
    numbers = {id(row): index for index, row in enumerate(page.rows)}
    details = [row for row in rows if row.kind is RowKind.DETAIL]
    if leaves:
        return [row for row in details if numbers[id(row)] not in parents]
    return [row for row in details if row.parent is None]
