"""A year that its months, quarters or semesters make: their sum, the last of them, or their mean.

Which of the columns is the year's, and how it is made, the figures say (``relations.voted``): no words tell whether
quarters add up or accumulate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.voted import Made, voted
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, Table
from lkjip_audit.tables.period_columns import year_runs

_WAYS = ("sum", "last", "mean")
_LAST = ("last",)
"""What is told up to each month ends in the year's."""


class YearParts(Settings):
    """``roles`` of the columns that are told for the year and for its parts.

    ``wholes`` are roles of totals: such a column is the year of all parts of one beside it that have no role.
    """

    roles: tuple[str, ...]
    wholes: tuple[str, ...] = ()


def relations(rule: Rule, settings: YearParts, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of the year's column of each role, where most rows follow from its parts."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        choices = [made for role in settings.roles for made in _choices(table, role)]
        yield from voted(rule, scene, table, *choices, *_unnamed(table, settings.wholes))


def _choices(table: Table, role: str) -> Iterator[list[Made]]:
    """For each run of parts of a year in the columns of ``role``, what they may make."""
    columns = table.columns_of(role)
    for parts in year_runs(columns):
        yield [Made(column, parts, _ways(parts)) for column in columns if _may_be_whole(column, parts)]


def _unnamed(table: Table, wholes: Sequence[str]) -> Iterator[list[Made]]:
    """For each run of parts of a year that have no role, the first total on their right."""
    totals = [column for column in table.columns if column.role in wholes]
    for parts in year_runs([column for column in table.columns if column.role is None]):
        beside = (column for column in totals if column.index > parts[-1].index and _may_be_whole(column, parts))
        whole, ways = next(beside, None), _ways(parts)
        if whole is not None:
            yield [Made(whole, parts, ways, named=ways is _WAYS)]


def _ways(parts: Sequence[Column]) -> tuple[str, ...]:
    return _LAST if parts[0].period and parts[0].period.until else _WAYS


def _may_be_whole(column: Column, parts: Sequence[Column]) -> bool:
    """Whether ``column`` may tell the year of ``parts``: no part of a year itself, unless it goes to the last one."""
    last, period = parts[-1].period, column.period
    if len({column.year, parts[0].year} - {None}) > 1 or last is None or column in parts:
        return False
    return period is None or (period.until and (period.kind, period.number) == (last.kind, last.number))


KIND = Kind("year_parts", YearParts, relations, places=frozenset({"accumulation", "fits", "of"}))
