"""Rows that belong to a family by where they stand, and not by their code."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_audit.tables.model import Row, RowKind, Table


def strays(table: Table, parent: int, children: Sequence[int]) -> list[int]:
    """Rows among the children that lost their code, or whose code has no head in the table.

    A renamed item is often written under the old one without a code, and one digit of a code mistyped takes it away.
    """
    found, head = [], table.rows[parent]
    for index in range(parent + 1, len(table.rows)):
        row = table.rows[index]
        is_lost = row.parent is None and (row.code is None or goes_deeper(row, head))
        if row.code is not None and not is_lost and index not in children and row.level <= head.level:
            break
        if is_lost and row.kind is RowKind.DETAIL and row.label:
            found.append(index)
    return found


def goes_deeper(row: Row, head: Row) -> bool:
    """Whether the code of ``row`` has more parts than that of ``head``, whatever they are."""
    return (row.code or "").count(".") > (head.code or "").count(".")
