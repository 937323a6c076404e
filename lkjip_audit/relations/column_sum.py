"""A total row is the sum (or the mean) of the rows that it closes, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import Literal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.formula import Binary, Name, Number, Sum
from lkjip_audit.judging.model import Equation, Source
from lkjip_audit.judging.precision import judge
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.pages import over_pages
from lkjip_audit.relations.written_means import rows_averaged
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.added_rows import Reading
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
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
        for index, row in enumerate(table.rows):
            if not _closes(row, settings) or (settings.of == "mean" and _runs_on(table, index)):
                continue
            for column in table.columns:
                named = column.role in wanted if wanted else column.role is None
                if not named and not (settings.unnamed and column.role not in never):
                    continue
                if settings.of == "sum" and _is_lone_percentage(column, scene.roles):
                    continue
                yield from _of_column(rule, settings, scene, table, index, column)


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
    return any(abs(total - 100) <= 1 for total in (value, *map(_total, scopes)))


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
    value = stated.figure.amount * stated.scale
    scopes: list[tuple[Operand, ...]] = []
    written = rows_averaged(scene, table, index, column) if settings.of == "mean" else None
    for scope in _scopes(table, index, column) if written is None else _filled([written], table, column):
        scopes.append(scope)
        if settings.of == "sum" and _total(scope) == value:
            yield _equation(rule, table, row, stated, scope)
            return
    pages = _pages(scene, table, index)
    for scope in over_pages(pages, (table, table.rows[_reach(table, index)]), column):
        scopes.append(scope)
        if settings.of == "sum" and _total(scope) == value:
            yield _equation(rule, table, row, stated, scope)
            return
    if not scopes:
        yield unverifiable(rule, table, row, column, "nothing_to_add")
        return
    if settings.of == "mean":
        means = [_equation(rule, table, row, stated, scope, mean=True) for scope in scopes]
        held = [equation for equation in means if _holds(equation)]
        if held or column.role not in {*table.roles.of_totals, *settings.at_most}:
            yield (
                held[0]
                if held
                else min(means, key=lambda mean: abs(_total(mean.operands) / len(mean.operands) - value))
            )
        return
    if column.unit == PERCENT and not _makes_a_whole(value, scopes):
        return
    shown = _shown(table, index, column, value)
    if shown:
        yield replace(_equation(rule, table, row, stated, shown), source=Source.SHOWN)
        return
    unread = _unread(table, index, column) or _left_out(scene.roles, table, index, column, value)
    where = None if unread is None else table.address(unread, column)
    where = where or next((found for page in pages if (found := _unread_on(page, column)) is not None), None)
    if where is not None:
        yield unverifiable(rule, table, row, column, "operand_missing", operand=where.place)
    elif settings.roles or settings.are or _looks_like_sum(stated, scopes):
        yield _equation(rule, table, row, stated, min(scopes, key=lambda scope: abs(_total(scope) - value)))


def _holds(equation: Equation) -> bool:
    verdict = judge(equation, equation.formula, {})
    return verdict is not None and verdict.holds


def _shown(table: Table, index: int, column: Column, value: Decimal) -> tuple[Operand, ...]:
    """The rows above that make ``value``, as their figures tell whatever codes and numbers say; empty where none do."""
    items = [operand(f"r{row.number}", table, row, column) for row in table.rows[_reach(table, index)]]
    listed = Reading([None if item is None else item.figure.amount * item.scale for item in items])
    places = listed.parts_between(0, len(items), value)
    return tuple(item for place in places if (item := items[place]) is not None)


def _unread(table: Table, index: int, column: Column) -> Row | None:
    """The first row above, since the last total, whose cell holds something that no figure was read from."""
    rows = table.rows[_reach(table, index)]
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
    rows = [row for row in table.rows[_reach(table, index)] if row.kind is RowKind.DETAIL]
    empty = [row for row in rows if table.reading(row, column) is None and _speaks_of_money(roles, table, row)]
    items = (operand("r", table, row, column) for row in rows)
    found = sum((item.figure.amount * item.scale for item in items if item is not None), Decimal(0))
    return empty[0] if len(empty) == 1 and found < value else None


def _speaks_of_money(roles: Roles, table: Table, row: Row) -> bool:
    return any(column.role in roles.money and table.figure(row, column) is not None for column in table.columns)


def _is_unread(table: Table, row: Row, column: Column) -> bool:
    reading = table.reading(row, column)
    return reading is not None and reading.is_unread


def _scopes(table: Table, index: int, column: Column) -> Iterator[tuple[Operand, ...]]:
    """The sets of rows that the row at ``index`` may close, the likeliest first.

    The rows under it in the hierarchy; else the top rows since the last total; the leaves since then; the sub-totals.
    """
    row = table.rows[index]
    own = [item for _, item in table.children(index)]
    if own:
        yield from _filled([own], table, column)
        return
    reach = _reach(table, index)
    block = table.rows[reach]
    if row.kind is RowKind.SUBTOTAL and not block:
        return
    indexed = list(enumerate(block, reach.start))
    details = [(i, item) for i, item in indexed if item.kind is RowKind.DETAIL]
    parents = {item.parent for item in block if item.parent is not None}
    members = {i for i, _ in indexed}
    tops = [item for i, item in details if item.parent is None or item.parent not in members]
    leaves = [item for i, item in details if i not in parents]
    subtotals = [item for _, item in indexed if item.kind is RowKind.SUBTOTAL]
    totals = [item for item in table.rows[:index] if item.kind is RowKind.TOTAL]
    style = _style(tops[0].order) if tops else ""
    heads = [item for item in tops if _style(item.order) == style]
    candidates = [tops, heads, leaves, subtotals, [item for _, item in details]]
    if len(totals) > 1 and not block:
        candidates = [totals]
    unmarked = chain(_unmarked_tops(details, table, column), _of_one_form(details, table))
    yield from _filled(chain(candidates, unmarked), table, column)


def _unmarked_tops(details: Sequence[tuple[int, Row]], table: Table, column: Column) -> Iterator[list[Row]]:
    """The rows without those that one before them is the sum of, once: a list of levels that nothing marks."""
    rows = [(row, item) for _, row in details if (item := operand("r", table, row, column)) is not None]
    amounts = [item.figure.amount * item.scale for _, item in rows]
    tops, place = [], 0
    while place < len(rows):
        tops.append(rows[place][0])
        place += 1 + _parts_after(amounts, place)
    yield tops


def _of_one_form(details: Sequence[tuple[int, Row]], table: Table) -> Iterator[list[Row]]:
    """The rows that fill the same cells as the first, once: accounts with a code, over items with a volume and a price.

    Heads are told by their form even where one is not the sum of its items, as one of them is wrong.
    """
    if details:
        form = _form(details[0][1], table)
        yield [row for _, row in details if _form(row, table) == form]


def _form(row: Row, table: Table) -> tuple[bool, frozenset[int]]:
    filled = (column.index for column in table.columns if table.reading(row, column) is not None)
    return row.code is not None, frozenset(filled)


def _parts_after(amounts: Sequence[Decimal], place: int) -> int:
    """How many of the amounts right after ``place`` (two or more) make the one there; 0 where none do."""
    own, total = limits().sums, Decimal(0)
    for end in range(place + 1, min(len(amounts), place + own.most_parts)):
        total += amounts[end]
        if total == amounts[place] and end - place >= own.fewest_parts and amounts[place] > own.least_sum:
            return end - place
    return 0


def _style(order: str | None) -> str:
    """How a row is numbered: "1", "I" and "a" are three levels of a list."""
    if not order:
        return ""
    if order[0].isdigit():
        return "digit"
    return "roman" if set(order.upper()) <= set("IVX") and order.isupper() else "letter"


def _reach(table: Table, index: int) -> slice:
    """The rows that the total at ``index`` may close: those above it; all below where it heads the only list."""
    if index == 0 and not any(row.kind is RowKind.TOTAL for row in table.rows[1:]):
        return slice(1, len(table.rows))
    return slice(_start(table, index), index)


def _start(table: Table, index: int) -> int:
    """The first row after the total (for a sub-total: after the closing row) before ``index``."""
    closing = (RowKind.TOTAL,) if table.rows[index].kind is RowKind.TOTAL else (RowKind.TOTAL, RowKind.SUBTOTAL)
    for back in range(index - 1, -1, -1):
        if table.rows[back].kind in closing:
            return back + 1
    return 0


def _filled(candidates: Iterable[Sequence[Row]], table: Table, column: Column) -> Iterator[tuple[Operand, ...]]:
    seen: set[tuple[int, ...]] = set()
    known: dict[int, Operand | None] = {}
    for rows in candidates:
        for row in rows:
            if row.number not in known:
                known[row.number] = operand(f"r{row.number}", table, row, column)
        operands = [item for row in rows if (item := known[row.number]) is not None]
        key = tuple(item.node.address.row for item in operands)
        if len(operands) >= 2 and key not in seen:
            seen.add(key)
            yield tuple(operands)


def _total(scope: Sequence[Operand]) -> Decimal:
    return sum((item.figure.amount * item.scale for item in scope), Decimal(0))


def _looks_like_sum(stated: Operand, scopes: Sequence[Sequence[Operand]]) -> bool:
    """A column that nobody named is held to its total only where the total can be nothing but a sum.

    It is near the sum; or it is more than any row, as no mean or ratio of them can be, and of the sum's size.
    """
    figures = [stated.figure, *(item.figure for scope in scopes for item in scope)]
    if any(figure.unit == PERCENT for figure in figures):
        return False
    value = stated.figure.amount * stated.scale
    return any(
        abs(_total(scope) - value) <= abs(value) * limits().sums.likely_share
        or (_written_alike(stated, scope) and _outgrows(value, scope))
        for scope in scopes
    )


def _written_alike(stated: Operand, scope: Sequence[Operand]) -> bool:
    """Whether the total counts what its rows count: as many decimals, no unit of its own."""
    return {item.figure.decimals for item in scope} == {stated.figure.decimals}


def _outgrows(value: Decimal, scope: Sequence[Operand]) -> bool:
    """Whether ``value`` is more than every row and between half and twice their sum."""
    own = limits().sums
    rows = [item.figure.amount * item.scale for item in scope]
    total = sum(rows, Decimal(0))
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
