"""Years in headers: last year's over a realisasi that makes this year's capaian, and one out of step with its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, Table
from lkjip_audit.workbook.model import Address

_HUNDRED = Decimal(100)


def header_year(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """The columns of ``roles`` (a base, its result, and their ratio), of which one names the year before the others'.

    Only where each stands once and the ratio is made of the other two: then all three are of one year, which two of
    them name, or one and the table's title.
    """
    del beside
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        found = [table.columns_of(role) for role in roles]
        if not table.header_rows or any(len(columns) != 1 for columns in found):
            continue
        columns = [held[0] for held in found]
        years = {column.year for column in columns if column.year is not None}
        named = [column for column in columns if column.year is not None]
        if len(named) < 2 or not years:
            continue
        latest = max(years)
        stale = [column for column in named if column.year == latest - 1]
        if len(years) == 1:
            yield _told(rule, table, named[0], latest, Status.PASS)
        elif len(years) == 2 and len(stale) == 1 and (len(named) > 2 or latest == table.year):
            together = _belong_together(table, columns)
            status = {True: Status.FINDING, None: Status.NOT_VERIFIABLE}.get(together)
            if status is not None:
                yield _told(rule, table, stale[0], latest, status)


def _belong_together(table: Table, columns: Sequence[Column]) -> bool | None:
    """Whether the third is the second over the first in the rows that tell; None where too few do."""
    tried = held = 0
    for row in table.details():
        base, result, ratio = (table.figure(row, column) for column in columns)
        if base is None or result is None or ratio is None or not base.amount or result.amount == base.amount:
            continue
        tried += 1
        shown = ratio.amount * (_HUNDRED if abs(ratio.amount) <= 2 else 1)
        off = abs(result.amount / base.amount * _HUNDRED - shown)
        held += off <= limits().asked.ratio_off
    if tried < limits().habits.doubtful_rows:
        return None
    return held >= limits().habits.nearly_all * tried


def _years_side_by_side(table: Table) -> tuple[Column, ...]:
    """The first columns of one role that are of three years or more, each of its own; empty where none are."""
    for role in dict.fromkeys(column.role for column in table.columns if column.role is not None):
        run = tuple(column for column in table.columns_of(role) if column.year is not None)
        if len(run) >= limits().layout.years_in_step and len({column.year for column in run}) == len(run):
            return run if table.header_rows and table.rows else ()
    return ()


def _told(rule: Rule, table: Table, column: Column, year: int, status: Status) -> Laid:
    row = table.header_rows[-1] if table.header_rows else table.area.top
    first = next(iter(table.rows))
    address = table.address(first, column)._replace(row=row)
    words = " ".join(column.header)
    return outcome(
        rule,
        status,
        address,
        words,
        stated=words,
        expected_text=words.replace(str(year - 1), str(year)) if status is Status.FINDING else "",
        reason="rows_too_few_to_align" if status is Status.NOT_VERIFIABLE else None,
        year=str(year),
    )


def year_in_step(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """The header cells whose year is not the one that goes on with those beside it (``tables.years_in_step``)."""
    del roles, beside
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        if not table.year_slips and (run := _years_side_by_side(table)):
            yield _told(rule, table, run[0], run[0].year or 0, Status.PASS)
        for slip in table.year_slips:
            sure = slip.year is not None
            yield outcome(
                rule,
                Status.FINDING if sure else Status.NOT_VERIFIABLE,
                Address(table.sheet, slip.row, slip.column),
                slip.text,
                stated=slip.text,
                expected_text=slip.mended,
                reason=None if sure else "year_of_either",
                year=str(slip.year or ""),
            )
