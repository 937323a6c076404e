"""What the months or quarters of a year are, by the column that tells the year: their figures make it, or end in it.

A header may say no more than "s/d Januari", and that of the year no more than "Total".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.period import PeriodKind

_PARTS = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.SEMESTER: 2}
"""How many of each make a year."""


def named_by_periods(columns: Sequence[Column], evidence: Mapping[int, Evidence], roles: Roles) -> tuple[Column, ...]:
    """``columns`` with the role of the year's for its parts that have none, and the parts' for a year that has none."""
    named = list(columns)
    for run in year_runs(columns):
        role = run[0].role
        wholes = [column for column in columns if column.period is None and _is_made(column, run, evidence)]
        if role is None:
            told = {column.role for column in wholes if column.role in roles.money | roles.performance}
            if len(told) == 1:
                named = [replace(column, role=next(iter(told))) if column in run else column for column in named]
        elif not any(column.role == role and column.period is None for column in columns):
            unsure = [column for column in wholes if column.role in (None, JUMLAH)]
            if len(unsure) == 1:
                named = [replace(column, role=role) if column is unsure[0] else column for column in named]
    return tuple(named)


def named_by_later_year(columns: Sequence[Column], roles: Roles) -> tuple[Column, ...]:
    """``columns`` with the only target, of a later year than what came of it, as that of the end of the plan.

    So it is where a column tells how far along that is: "Realisasi 2025", "Target 2029", "Tingkat Kemajuan".
    """
    for role, end in roles.ends_in.items():
        aims = [column for column in columns if column.role == role]
        told = [column.year for column in columns if column.role in roles.result and column.year is not None]
        along = any(column.role and end in roles.made_of(column.role) for column in columns)
        if along and told and len(aims) == 1 and (aims[0].year or 0) > max(told):
            columns = [replace(column, role=end) if column is aims[0] else column for column in columns]
    return tuple(columns)


def year_runs(columns: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    """The columns of one year's parts in their order, each part once; alike in role, year and whether they go on."""
    for kind, count in _PARTS.items():
        held = [item for item in columns if item.period and item.period.kind is kind]
        for key in dict.fromkeys(map(_key, held)):
            own = [item for item in held if _key(item) == key]
            numbers = [item.period.number for item in own if item.period]
            if sorted(filter(None, numbers)) == list(range(1, count + 1)):
                yield tuple(sorted(own, key=lambda item: (item.period and item.period.number) or 0))


def _key(column: Column) -> tuple[object, ...]:
    return column.role, column.year, column.period and column.period.until


def _is_made(whole: Column, run: Sequence[Column], evidence: Mapping[int, Evidence]) -> bool:
    """Whether the figures of ``run`` make those of ``whole`` in most rows: their sum, or the last where they go on."""
    goes_on = bool(run[0].period and run[0].period.until)
    parts = [evidence[column.index].values for column in run]
    rows = [row for row in evidence[whole.index].values if all(row in values for values in parts)]
    holds = sum(
        evidence[whole.index].values[row]
        == (parts[-1][row] if goes_on else sum((values[row] for values in parts), Decimal(0)))
        for row in rows
    )
    return holds >= limits().habits.part_rows and holds >= limits().habits.most * len(rows)
