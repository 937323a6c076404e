"""Completeness: cells left empty where the rest of the column is filled, and indicators that nobody reports.

``check`` selects which of these a rule is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.judging.model import Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.completeness.money import ends, parents
from lkjip_audit.relations.completeness.vacancies import Vacancies
from lkjip_audit.relations.kind import Kind, Laid, Settings, tables_meant
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.columns import column_sets
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.known import CAPAIAN, INDIKATOR, REALISASI, SASARAN, TARGET
from lkjip_audit.tables.model import Column, Row, RowKind, Table

Check = Literal["realisasi", "capaian", "target", "indikator", "reported", "parent", "end"]


class Completeness(Settings):
    """``check`` is what may be missing."""

    check: Check


def relations(rule: Rule, settings: Completeness, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of every table that has such a column."""
    yield from _CHECKS[settings.check](rule, scene)


def _result(rule: Rule, scene: Scene, wanted: str, given: tuple[str, ...]) -> Iterator[Laid]:
    """Rows that give everything ``wanted`` is made from, or stands beside, but not ``wanted`` itself."""
    vacancies = Vacancies(scene)
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for column, companions in column_sets(table, wanted, given):
            if column.period is not None:
                continue  # a quarter in which nothing was measured is no gap
            named = next(iter(_indicator_columns(table)), None)
            if named is not None:
                rows = [row for row in _rows_naming(table, named) if _all_filled(table, row, companions)]
                yield from vacancies.judge(rule, table, (column, named), rows)


def _all_filled(table: Table, row: Row, companions: Mapping[str, Column]) -> bool:
    return all(_says(table, row, column) for column in companions.values())


def _says(table: Table, row: Row, column: Column) -> bool:
    reading = table.reading(row, column)
    return reading is not None and reading.kind in (ReadingKind.FIGURES, ReadingKind.AMBIGUOUS)


def _indicator_columns(table: Table) -> list[Column]:
    return [column for role in table.roles.ordered(table.roles.indicator) for column in table.columns_of(role)]


def _rows_naming(table: Table, column: Column) -> list[Row]:
    """Rows that themselves name something in ``column``."""
    return [row for row in table.rows if row.kind is RowKind.DETAIL and _names(table, row, column)]


def _names(table: Table, row: Row, column: Column) -> bool:
    reading = table.reading(row, column)
    return reading is not None and reading.kind is ReadingKind.TEXT


def _target(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Indicators without a target; a table that gives targets for several years is left alone."""
    vacancies = Vacancies(scene)
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        indicators = _indicator_columns(table)
        pairs: dict[int, list[Column]] = {}
        for column in table.columns_of(TARGET):
            left = [item for item in indicators if item.index < column.index]
            if left:
                pairs.setdefault(max(item.index for item in left), []).append(column)
        for index, targets in pairs.items():
            if len(targets) > 1:
                continue
            indicator = next(item for item in indicators if item.index == index)
            rows = _rows_naming(table, indicator)
            yield from vacancies.judge(rule, table, (targets[0], indicator), rows)


def _indicator(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Sasaran without any indicator in a table that has a column for them."""
    vacancies = Vacancies(scene)
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        sasaran, indicators = table.columns_of(SASARAN), table.columns_of(INDIKATOR)
        if len(sasaran) != 1 or len(indicators) != 1 or sasaran[0].index > indicators[0].index:
            continue
        rows = _rows_naming(table, sasaran[0])
        yield from vacancies.judge(rule, table, (indicators[0], sasaran[0]), rows)


def _unreported(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Indicators of the agreement, the IKU and the plans that no table of results has."""
    results = [table for table in scene.tables_in("report") if not scene.is_of_last_year(table.sheet)]
    reported = {key for table in results for row in table.rows if (key := scene.subject(table, row).get(INDIKATOR))}
    promised_tables = [t for t in tables_meant(scene, rule, "promise") if not scene.is_of_last_year(t.sheet)]
    promised = {
        key for table in promised_tables for row in table.rows if (key := scene.subject(table, row).get(INDIKATOR))
    }
    # A result that nobody promised may be the same indicator under another name.
    is_sure = bool(reported) and reported <= promised
    seen: set[str] = set()
    for table in promised_tables:
        for column in table.columns_of(INDIKATOR):
            for row in table.rows:
                key = scene.subject(table, row).get(INDIKATOR)
                if key is None or key in seen or not _names(table, row, column):
                    continue
                seen.add(key)
                status, reason = Status.PASS, None
                if not reported:
                    status, reason = Status.NOT_VERIFIABLE, "no_results"
                elif key not in reported:
                    status, reason = (Status.FINDING, None) if is_sure else (Status.NOT_VERIFIABLE, "named_otherwise")
                label = row.subjects.get(INDIKATOR, "")
                yield outcome(rule, status, table.address(row, column), label, stated=label, reason=reason)


_CHECKS: Mapping[Check, Callable[[Rule, Scene], Iterator[Laid]]] = {
    "realisasi": lambda rule, scene: _result(rule, scene, REALISASI, (TARGET,)),
    "capaian": lambda rule, scene: _result(rule, scene, CAPAIAN, (TARGET, REALISASI)),
    "target": _target,
    "indikator": _indicator,
    "reported": _unreported,
    "parent": parents,
    "end": ends,
}

KIND = Kind(
    "completeness",
    Completeness,
    relations,
    traits=Traits(form_only=True),
    places=frozenset({"column", "filled", "parts"}),
)
