"""A total row is the sum (or the mean) of the rows that it closes, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import Literal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.formula import Binary, Name, Number, Sum
from lkjip_audit.induction import Axis, Operator
from lkjip_audit.judging.model import Equation, Source
from lkjip_audit.judging.precision import judge
from lkjip_audit.relations.closed_alike import Rows, closed_beside, rows_of, rows_of_others, shown_rows
from lkjip_audit.relations.closing import (
    Scope,
    counts_levels_twice,
    each_row_once,
    filled,
    is_slip_away,
    likeliest,
    reach_of,
    scopes_of,
)
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.no_total import is_a_rate, never_totalled, repeats_its_head, rounds_the_one_above
from lkjip_audit.relations.pages import over_pages
from lkjip_audit.relations.rounded_totals import as_rounded, rounded_columns
from lkjip_audit.relations.written_means import rows_averaged
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.nature import Roles, Trait
from lkjip_audit.workbook.model import Address

_CLOSES = (RowKind.TOTAL, RowKind.SUBTOTAL)


class ColumnSum(Settings):
    """``roles``, and those that ``are`` one of some kind, whose columns add up; ``of`` the sum or the mean.

    Where neither is given it is any column without a role; with ``unnamed`` any that is not known never to add up.
    ``at_most`` are roles whose closing row may tell something else: they are held to it where it holds, and not told.
    """

    roles: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    are: tuple[Trait, ...] = ()
    of: Literal["sum", "mean"] = "sum"
    unnamed: bool = False


def relations(rule: Rule, settings: ColumnSum, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every total (or mean) row of every table."""
    wanted = {*settings.roles, *settings.at_most, *scene.roles.all_that_are(settings.are)}
    never = _never_added(scene.roles)
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        prices = never_totalled(table, [row for row in table.rows if _closes(row, settings)])
        rounded = rounded_columns(scene.shown.get(table.id, ()))
        for index, row in enumerate(table.rows):
            if not _closes(row, settings) or (settings.of == "mean" and _runs_on(table, index)):
                continue
            laid = chain.from_iterable(
                _of_column(rule, settings, scene, table, index, column)
                for column in table.columns
                if column.index not in prices and _is_meant(settings, scene.roles, column, wanted, never)
            )
            yield from as_rounded(laid, rounded) if settings.unnamed and settings.of == "sum" else laid


def _is_meant(settings: ColumnSum, roles: Roles, column: Column, wanted: Set[str], never: Set[str]) -> bool:
    named = column.role in wanted if wanted else column.role is None
    if not named and not (settings.unnamed and column.role not in never):
        return False
    return settings.of != "sum" or not _is_lone_percentage(column, roles)


def _closes(row: Row, settings: ColumnSum) -> bool:
    if settings.of == "mean":
        return row.kind is RowKind.MEAN
    return row.kind in _CLOSES


def _runs_on(table: Table, index: int) -> bool:
    """Whether rows of data follow at once: an indikator that is itself called "Rata-rata ..." closes nothing."""
    following = next((row for row in table.rows[index + 1 :] if row.kind is not RowKind.OTHER), None)
    return following is not None and following.kind is RowKind.DETAIL


def _makes_a_whole(value: Decimal, scopes: Sequence[Sequence[Operand]]) -> bool:
    """Whether shares that are added make a hundred, as stated or as counted: others are no shares of one whole."""
    return any(abs(total - 100) <= 1 for total in (value, *map(total_of, scopes)))


def _is_lone_percentage(column: Column, roles: Roles) -> bool:
    """Whether it counts in percent, and not the shares of a whole: no other percentages are added."""
    return column.unit == PERCENT and column.role not in roles.added & (roles.percentage | roles.decided)


def _never_added(roles: Roles) -> frozenset[str]:
    """What no total is made of, and what a rule of its own adds up."""
    made = roles.ratio | roles.performance | roles.percentage
    return roles.numbering | roles.ranges | made | roles.added


def _of_column(
    rule: Rule, settings: ColumnSum, scene: Scene, table: Table, index: int, column: Column
) -> Iterator[Laid]:
    row = table.rows[index]
    stated = operand(JUMLAH, table, row, column)
    if stated is None:
        return
    value = amount_of(stated)
    scopes: list[Scope] = []
    written = rows_averaged(scene, table, index, column) if settings.of == "mean" else None
    own = scopes_of(table, index, column) if written is None else filled([written], table, column)
    pages = _pages(scene, table, index)
    candidates = chain(own, over_pages(pages, (table, table.rows[reach_of(table, index)]), column))
    for scope in candidates if settings.of == "mean" else each_row_once(table, candidates):
        scopes.append(scope)
        if settings.of == "sum" and total_of(scope) == value:
            yield _equation(rule, table, row, stated, scope)
            return
    if not scopes:
        yield unverifiable(rule, table, row, column, "nothing_to_add")
        return
    if settings.of == "mean":
        told = column.role not in {*table.roles.of_totals, *settings.at_most}
        if settings.unnamed:  # nobody says that its mean is meant: one slip of the hand must
            told = told and any(is_slip_away(stated, scope, len(scope)) for scope in scopes)
        yield from _of_mean(rule, table, row, stated, scopes, sure=told)
        return
    if column.unit == PERCENT and not _makes_a_whole(value, scopes):
        return
    beside = rows_of_others(scene, table, index, column) if settings.of == "sum" else ()
    shown = _made_of(table, index, column, value, beside)
    if shown and next(each_row_once(table, [shown]), None) is not None:
        yield replace(_equation(rule, table, row, stated, shown), source=Source.SHOWN)
        return
    unread = _unread(table, index, column) or _left_out(scene.roles, table, index, column, value)
    where = None if unread is None else table.address(unread, column)
    where = where or next((found for page in pages if (found := _unread_on(page, column)) is not None), None)
    if where is not None:
        yield unverifiable(rule, table, row, column, "operand_missing", operand=where.place)
    elif beside and (settings.roles or settings.are or _is_one_of_them(stated, beside)):
        yield _equation(rule, table, row, stated, beside)
    elif counts_levels_twice(stated, scopes, table, column):
        yield unverifiable(rule, table, row, column, "sum_scope_unknown")
    elif not (
        _is_shown_otherwise(scene, table, row, column, scopes)
        or is_a_rate(stated, scopes)
        or rounds_the_one_above(table, index, column, stated)
        or repeats_its_head(table, index, column, stated)
    ) and (
        settings.roles or settings.are or _looks_like_sum(stated, scopes, closed_beside(scene, table, index, column))
    ):
        yield _equation(rule, table, row, stated, likeliest(stated, scopes))


def _made_of(table: Table, index: int, column: Column, value: Decimal, beside: Scope) -> Scope:
    """The rows that make ``value``: those that the columns ``beside`` add, else whichever do: small counts may so."""
    if beside:
        return beside if total_of(beside) == value else ()
    return shown_rows(table, index, column, value)


def _is_shown_otherwise(scene: Scene, table: Table, row: Row, column: Column, scopes: Sequence[Scope]) -> bool:
    """Whether the figures show of which rows this total is made, and these are none of ``scopes``.

    Whether it is their sum is then told, or left open, by what is shown.
    """
    for relation in scene.shown.get(table.id, ()):
        shown = relation.shown
        if shown.axis is not Axis.ALONG_COLUMNS or shown.operator is not Operator.SUM:
            continue
        if relation.rows[shown.stated] is row:
            parts = filled([[relation.rows[place] for place in shown.operands]], table, column)
            if any(all(rows_of(scope) != rows_of(told) for scope in scopes) for told in each_row_once(table, parts)):
                return True
    return False


def _of_mean(
    rule: Rule, table: Table, row: Row, stated: Operand, scopes: Sequence[Scope], *, sure: bool
) -> Iterator[Laid]:
    """Mean of the first of ``scopes`` that makes ``stated``; where none does, of the likeliest if it is ``sure``."""
    means = (_equation(rule, table, row, stated, scope, mean=True) for scope in scopes)
    held = next((equation for equation in means if _holds(equation)), None)
    if held is not None:
        yield held
    elif sure:
        yield _equation(rule, table, row, stated, likeliest(stated, scopes, mean=True), mean=True)


def _holds(equation: Equation) -> bool:
    verdict = judge(equation, equation.formula, {})
    return verdict is not None and verdict.holds


def _unread(table: Table, index: int, column: Column) -> Row | None:
    """The first row above, since the last total, whose cell holds something that no figure was read from."""
    rows = table.rows[reach_of(table, index)]
    return next((row for row in rows if row.kind is RowKind.DETAIL and _is_unread(table, row, column)), None)


def _unread_on(page: Table, column: Column) -> Address | None:
    """The first cell of ``column`` on a page before that holds something that no figure was read from."""
    found = (page.address(row, column) for row in page.details() if _is_unread(page, row, column))
    return next(found, None)


def _pages(scene: Scene, table: Table, index: int) -> tuple[Table, ...]:
    """The sheets before on which the list began that the row at ``index`` closes, the first one first.

    None where the list was closed before: on them, or in the table itself.
    """
    pages = scene.pages_before(table) if table.goes_on and table.rows[index].kind is not RowKind.SUBTOTAL else ()
    above = [*table.rows[:index], *(row for page in pages for row in page.rows)]
    return () if any(row.kind in _CLOSES for row in above) else pages


def _left_out(roles: Roles, table: Table, index: int, column: Column, value: Decimal) -> Row | None:
    """The only row above that is empty here and not in other columns of money, where the total lacks an amount."""
    rows = [row for row in table.rows[reach_of(table, index)] if row.kind is RowKind.DETAIL]
    empty = [row for row in rows if table.reading(row, column) is None and _speaks_of_money(roles, table, row)]
    items = (operand("r", table, row, column) for row in rows)
    found = total_of(item for item in items if item is not None)
    return empty[0] if len(empty) == 1 and found < value else None


def _speaks_of_money(roles: Roles, table: Table, row: Row) -> bool:
    return any(column.role in roles.money and table.figure(row, column) is not None for column in table.columns)


def _is_unread(table: Table, row: Row, column: Column) -> bool:
    reading = table.reading(row, column)
    return reading is not None and reading.is_unread


def _looks_like_sum(stated: Operand, scopes: Sequence[Sequence[Operand]], closed: set[Rows] | None) -> bool:
    """A column that nobody named is held to its total only where the total can be nothing but a sum.

    It is near the sum; or it is more than any row, as no mean or ratio of them can be, and of the sum's size, where the
    same rows are ``closed`` in another column, or no other could tell.
    """
    figures = [stated.figure, *(item.figure for scope in scopes for item in scope)]
    if any(figure.unit == PERCENT for figure in figures):
        return False
    value = amount_of(stated)
    return any(
        abs(total_of(scope) - value) <= abs(value) * limits().sums.likely_share
        or ((closed is None or rows_of(scope) in closed) and _written_alike(stated, scope) and _outgrows(value, scope))
        for scope in scopes
    )


def _is_one_of_them(stated: Operand, scope: Scope) -> bool:
    """Whether a column that nobody named, beside others that add up, does so too but for a slip of the hand."""
    slipped = _written_alike(stated, scope) and is_slip_away(stated, scope) and not _is_like_its_rows(stated, scope)
    return slipped or _looks_like_sum(stated, [scope], None)


def _is_like_its_rows(stated: Operand, scope: Sequence[Operand]) -> bool:
    """Whether a total lies among its rows, which lie so close together that it is a rate as they are, and no sum."""
    value, rows = amount_of(stated), [*map(amount_of, scope)]
    apart = max(rows) - min(rows)
    return min(rows) <= value <= max(rows) and len(rows) * apart < abs(total_of(scope) - value)


def _written_alike(stated: Operand, scope: Sequence[Operand]) -> bool:
    """Whether the total counts what its rows count: as many decimals, no unit of its own."""
    return {item.figure.decimals for item in scope} == {stated.figure.decimals}


def _outgrows(value: Decimal, scope: Sequence[Operand]) -> bool:
    """Whether ``value`` is more than every row and between half and twice their sum."""
    own = limits().sums
    rows, total = [*map(amount_of, scope)], total_of(scope)
    return (
        len(rows) >= own.fewest_rows
        and max(rows) < value
        and total <= own.outgrown * value
        and value <= own.outgrown * total
    )


def _equation(
    rule: Rule, table: Table, row: Row, stated: Operand, scope: tuple[Operand, ...], *, mean: bool = False
) -> Equation:
    total = Sum(tuple(Name(item.name) for item in scope))
    return Equation(
        rule=rule,
        subject=row.label,
        stated=stated,
        operands=scope,
        formula=Binary("/", total, Number(Decimal(len(scope)))) if mean else total,
        table=table.id,
    )


KIND = Kind("column_sum", ColumnSum, relations)
