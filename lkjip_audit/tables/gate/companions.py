"""Which other column of a table a bound speaks of: the pagu of the same year and stage as the realisasi."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_audit.tables.model import Column, Table

_YEARS = ("year", "year_offset")
_OTHERS = ("entity", "period", "stage", "level")


def companion(table: Table, column: Column, roles: Sequence[str]) -> Column | None:
    """The only column of the first of ``roles`` that the table has beside ``column``; None where two could be meant."""
    for role in roles:
        found = [item for item in table.columns_of(role) if _agree(item, column, (*_YEARS, *_OTHERS))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def year_before(table: Table, column: Column) -> Column | None:
    """The column of the same role for the year before that of ``column``."""
    found = [
        item
        for item in table.columns_of(column.role or "")
        if _is_before(item, column) and _agree(item, column, _OTHERS)
    ]
    return found[0] if len(found) == 1 else None


def _is_before(item: Column, column: Column) -> bool:
    if item.year is not None and column.year is not None:
        return item.year == column.year - 1
    return item.year_offset == -1 and column.year_offset in (None, 0)


def _agree(item: Column, column: Column, keys: Sequence[str]) -> bool:
    """Nothing that both columns say of themselves differs."""
    said = ((getattr(item, key), getattr(column, key)) for key in keys)
    return all(one is None or other is None or one == other for one, other in said)
