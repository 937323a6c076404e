"""What is reached by a year ("s/d tahun 2025"): what was reached before, and what the years since have added.

Three customs, of which most rows say the one in force: the year's own result is added to what was reached before it; so
are the last year's result and the running year's target (an estimate, form T-C.29); the years of the plan make it.
Where none is followed, it tells a state and not a sum, and nothing is laid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.voted import Made, voted
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, Table
from lkjip_audit.tables.qualifiers import read_qualifiers


class CarriedOn(Settings):
    """``roles`` of the columns that tell results, each with the role of what is ``planned`` in the running year."""

    roles: dict[str, str]


def relations(rule: Rule, settings: CarriedOn, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of each column of what is reached by a year, where most rows follow a custom."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for role, planned in settings.roles.items():
            columns = [column for column in table.columns_of(role) if _is_of_years(column)]
            reached = [column for column in columns if _goes_on(column)]
            single = [column for column in columns if not _goes_on(column)]
            for column in reached:
                before = [item for item in reached if item.index < column.index]
                choices = _choices(table, column, before, single, planned)
                yield from voted(rule, scene, table, choices)


def _choices(
    table: Table, column: Column, before: Sequence[Column], single: Sequence[Column], planned: str
) -> Iterator[Made]:
    """What may make ``column``, the nearest columns on its left first."""
    left = [item for item in single if item.index < column.index]
    aims = [item for item in table.columns_of(planned) if _is_of_years(item) and item.index < column.index]
    for start in before[-1:]:
        for own in left[::-1]:
            yield Made(column, (start, own))
            yield from (Made(column, (start, own, aim)) for aim in aims[::-1] if aim.index > own.index)
    years = [item for item in left if item.year is not None and item.year <= (column.year or item.year)]
    if len({item.year for item in years}) == len(years) > 1:
        yield Made(column, tuple(years))


def _is_of_years(column: Column) -> bool:
    """Whether it tells no month or quarter."""
    return column.period is None or not column.period.is_partly


def _goes_on(column: Column) -> bool:
    """Whether its header reaches back over years: "s/d tahun 2025", "2023+2024+2025"."""
    return any(read_qualifiers(part).until for part in column.header)


KIND = Kind("carried_on", CarriedOn, relations, places=frozenset({"accumulation", "fits", "of"}))
