"""Rows that are right in themselves and yet make one ask: money spent for nothing, targets that money does not move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.alike import plain_name
from lkjip_audit.relations.kind import Laid, unread
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.polarity import Polarity, polarity_of
from lkjip_audit.tables.model import Column, Row, Table

_HUNDRED = Decimal(100)


def spent_without_result(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """Rows that spent nearly all of their money and say that nothing came of it."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        spent, result = _only(table, beside), _only(table, roles)
        if spent is None or result is None:
            continue
        for row in table.details():
            share, got = _percent(table, row, spent), table.figure(row, result)
            if share is None or share < limits().asked.spent:
                continue
            if (open_ended := unread(rule, table, row, result)) is not None:
                yield open_ended
            elif got is not None:
                status = Status.PASS if got.amount else Status.FINDING
                yield _told(rule, table, row, (result, spent), status)


def budget_moved(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """Rows whose budget changed by a good part and whose target did not."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        goals = [column for role in roles for column in table.columns_of(role)]
        money = [column for role in beside for column in table.columns_of(role)]
        if len(goals) != 2 or len(money) != 2:
            continue
        for row in table.details():
            before, after = (table.figure(row, column) for column in money)
            if before is None or after is None or before.amount <= 0 or after.amount <= 0:
                continue
            if abs(after.amount - before.amount) < limits().asked.moved * before.amount:
                continue
            old, new = (table.figure(row, column) for column in goals)
            if (open_ended := unread(rule, table, row, goals[1])) is not None:
                yield open_ended
            elif old is not None and new is not None:
                status = Status.FINDING if old.amount == new.amount else Status.PASS
                yield _told(rule, table, row, (goals[1], money[1]), status)


def below_last_year(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """Targets below what was reached the year before, of indicators of which more is better; each indicator once.

    Targets of other years than the report's are not asked about: they are past, or will be set anew.
    """
    asked: set[str] = set()
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for goal in (column for role in roles for column in table.columns_of(role) if column.year is not None):
            year = (goal.year or 0) - 1
            earlier = [column for role in beside for column in table.columns_of(role) if column.year == year]
            if len(earlier) != 1 or goal.year != (scene.year or goal.year):
                continue
            for row in table.details():
                if (open_ended := unread(rule, table, row, goal)) is not None:
                    yield open_ended
                    continue
                target, reached = table.figure(row, goal), table.figure(row, earlier[0])
                if target is None or reached is None or polarity_of(scene, table, row) is not Polarity.POSITIVE:
                    continue
                is_below = target.amount < reached.amount
                if not is_below or (name := plain_name(row.label)) not in asked:
                    yield _told(rule, table, row, (goal, earlier[0]), Status.FINDING if is_below else Status.PASS)
                if is_below:
                    asked.add(name)


def _only(table: Table, roles: Sequence[str]) -> Column | None:
    """The only column of the first of ``roles`` that the table has."""
    for role in roles:
        found = table.columns_of(role)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _percent(table: Table, row: Row, column: Column) -> Decimal | None:
    """A percentage in percent, be it shown as one or stored as a fraction."""
    figure = table.figure(row, column)
    if figure is None:
        return None
    is_fraction = figure.unit != PERCENT and abs(figure.amount) <= 1
    return figure.amount * _HUNDRED if is_fraction else figure.amount


def _told(rule: Rule, table: Table, row: Row, columns: tuple[Column, Column], status: Status) -> Laid:
    """The outcome at the first of ``columns``, with what stands in the second."""
    texts = [("" if (found := table.reading(row, column)) is None else found.text.strip()) for column in columns]
    return outcome(rule, status, table.address(row, columns[0]), row.label, stated=texts[0], other=texts[1])
