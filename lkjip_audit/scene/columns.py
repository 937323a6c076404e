"""Which columns of a table belong together: the target, realisasi and capaian of the same year and entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.rulepack.model import base_role
from lkjip_audit.tables.known import SISA
from lkjip_audit.tables.model import Column, Table
from lkjip_audit.tables.period import END

_KEYS = ("year", "year_offset", "entity", "period", "stage")
_LAST_YEAR = "[lalu]"


def column_sets(table: Table, stated: str, others: Sequence[str]) -> Iterator[tuple[Column, dict[str, Column]]]:
    """Each column with the role ``stated`` that has a companion for every role in ``others``, with those."""
    for column in table.columns_of(stated):
        companions = companions_of(table, column, others)
        if len(companions) == len(set(others)):
            yield column, companions


def _latest(table: Table, column: Column, name: str) -> Column:
    """What says of which year ``column`` speaks: itself, or the latest of the columns with the role of ``name``."""
    if column.year is not None or column.year_offset is not None:
        return column
    dated = [item for item in table.columns_of(base_role(name)) if item.year is not None and _compatible(item, column)]
    return max(dated, key=lambda item: item.year or 0, default=column)


def companions_of(table: Table, column: Column, names: Sequence[str]) -> dict[str, Column]:
    """The companion of ``column`` for each of ``names`` that has one.

    A role may carry a qualifier (``pagu@total``, ``realisasi[lalu]``), which does not matter here but for ``[lalu]``:
    that asks for the same role one year earlier.  A column that names no year of its own, beside the same role in
    several years, speaks of the latest of them.
    """
    found = {}
    for name in names:
        now = _latest(table, column, name) if f"{base_role(name)}{_LAST_YEAR}" in names else column
        companion = _companion(table, now, name, column)
        if companion is not None:
            found[name] = companion
    return found


def _companion(table: Table, now: Column, name: str, column: Column) -> Column | None:
    """The column that ``name`` means beside ``column``, in the year of ``now``."""
    role = base_role(name)
    found = table.columns_of(role) or table.columns_of(table.roles.stand_in.get(role, ""))
    candidates = [item for item in found if item.index != column.index]
    if name.endswith(_LAST_YEAR):
        candidates = [item for item in candidates if _is_year_before(item, now)]
    else:
        candidates = [item for item in candidates if _compatible(item, now) and _compatible(item, column)]
    if column.period is not None:
        # Only the whole year may be dated: "Target 2025" before a target for each quarter.
        candidates = [item for item in candidates if item.period == column.period] or candidates
    if len(candidates) > 1:
        candidates = _of_year_before(table, column, candidates) or candidates
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    best = max(_likeness(item, column) for item in candidates)
    candidates = [item for item in candidates if _likeness(item, column) == best]
    if len(candidates) == 1:
        return candidates[0]
    left = [item for item in candidates if item.index < column.index]
    pool = left or candidates
    nearest = min(abs(item.index - column.index) for item in pool)
    chosen = [item for item in pool if abs(item.index - column.index) == nearest]
    return chosen[0] if len(chosen) == 1 else None


def _of_year_before(table: Table, column: Column, candidates: Sequence[Column]) -> list[Column]:
    """Those of the year that the columns left of ``column`` speak of, where it names none itself."""
    if column.year is not None or column.year_offset is not None:
        return []
    years = [item.year for item in table.columns if item.index < column.index and item.year is not None]
    return [item for item in candidates if years and item.year == years[-1] and item.index < column.index]


def _is_year_before(item: Column, column: Column) -> bool:
    if item.year is not None and column.year is not None:
        return item.year == column.year - 1
    return item.year_offset == -1 and column.year_offset in (None, 0)


def _compatible(item: Column, column: Column) -> bool:
    """Nothing that both columns say of themselves differs."""
    if END in (item.period, column.period):
        return True
    for key in _KEYS:
        mine, theirs = getattr(item, key), getattr(column, key)
        if key == "period" and SISA in (item.role, column.role):
            continue
        if mine is not None and theirs is not None and mine != theirs:
            return False
    return True


def _likeness(item: Column, column: Column) -> int:
    """How many of the keys both columns say alike; a shared group counts too."""
    score = sum(bool(getattr(item, key) == getattr(column, key)) for key in _KEYS)
    return 2 * score + int(item.group is not None and item.group == column.group)
