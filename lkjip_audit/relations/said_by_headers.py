"""What a header says that its column is, a total, a percentage, a difference, of the columns that its rows tell.

Words alone name no operands, and few rows prove no relation: together they do.  A table of three rows headed "Perkara
Putus", "Tepat Waktu", "Persentase" tells of which two the percentage is, if it is so in two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, islice, pairwise, permutations, takewhile

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.formula import Binary, Expression, Name, Number, Sum, render
from lkjip_audit.induction import Operator
from lkjip_audit.judging.model import Equation, Outcome, Source
from lkjip_audit.judging.precision import holds, is_possible
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.said_glance import Glance
from lkjip_audit.relations.said_made import Made, is_bounded, is_of_more, is_wrong
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.said import said_of_column
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_TESTED = (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.TOTAL)
_HUNDRED = Decimal(100)


class SaidSettings(Settings):
    """``operators`` are the computations that the rule speaks of."""

    operators: tuple[Operator, ...]


def relations(rule: Rule, settings: SaidSettings, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every column that its header says to be computed so, where no role says of what.

    A unit price says so of a column beside it.
    """
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        rows = [row for row in table.rows if row.kind in _TESTED]
        if len(rows) > limits().said.most_rows:
            continue  # enough for what figures show by themselves
        percentages = frozenset(column.index for column in table.columns if _is_percentage(table, column))
        factors, glance = _factors_of(table), Glance(table, rows, percentages)
        for column in table.columns:
            for operator in sorted(_said(table, column, factors).intersection(settings.operators)):
                yield from _of_column(rule, table, (rows, glance), column, operator, factors)


def _said(table: Table, column: Column, factors: Set[int]) -> frozenset[Operator]:
    """What the header says that the column is; no sum where its role tells what is added and the table has that."""
    said = said_of_column(column)
    if factors and column.index not in factors:
        said |= {Operator.PRODUCT}
    parts = table.roles.made_of(column.role) if column.role else frozenset()
    return said - {Operator.SUM} if any(other.role in parts for other in table.columns) else said


def _factors_of(table: Table) -> frozenset[int]:
    """The columns of which a header says that something is so many times them: a unit price."""
    products = {role for how, asked in table.roles.meanings if how == Operator.PRODUCT.value for role in asked}
    return frozenset(column.index for column in table.columns if column.role in products)


def _is_named(table: Table, column: Column, made: Made) -> bool:
    """Whether the column's role tells that it is so made: rules of their own test it."""
    parts = {part.role for part in made.parts}
    return any(
        column.role in meant and made.operator.value in how and parts <= {*asked}
        for (how, asked), meant in table.roles.meanings.items()
    )


def _of_column(
    rule: Rule, table: Table, seen: tuple[Sequence[Row], Glance], column: Column, operator: Operator, factors: Set[int]
) -> Iterator[Laid]:
    rows, glance = seen
    shown: list[Made] = []
    for choices in (_choices, _sums_of_two) if operator is Operator.RATIO else (_choices,):
        tried = (
            _tried(rule, table, rows, column, parts, operator, times)
            for times in _factors(column, operator)
            for parts in choices(table, column, operator, factors)
            if not glance.denies(column, parts, operator, times)
        )
        shown = shown or [made for made in tried if made.is_shown]
    if not shown or any(_is_named(table, column, made) for made in shown):
        return
    best = max(shown, key=lambda made: (len(made.holding), len(made.parts)))
    rivals = [made for made in shown if made is not best and len(made.holding) == len(best.holding)]
    signed = any(amount_of(line.stated) < 0 for line in (*best.holding, *best.departing))
    departing = [
        line
        for line in best.departing
        if not is_bounded(best, line, signed) and not is_of_more(best, line, table, column) and is_wrong(best, line)
        if not is_possible(line, line.formula)  # it may be of figures that the table tells in billions
    ]
    yield from _told(best, [*best.holding, *departing] if operator is Operator.SUM or not rivals else best.holding)
    yield from _unread(rule, table, rows, column, best.parts)


def _unread(
    rule: Rule, table: Table, rows: Sequence[Row], column: Column, parts: Sequence[Column]
) -> Iterator[Outcome]:
    """The rows of which nothing can be said, since a cell holds what is no figure."""
    for row in rows:
        cells = [part for part in parts if (found := table.reading(row, part)) is not None and found.is_unread]
        if cells and table.figure(row, column) is not None:
            where = table.address(row, cells[0]).place
            yield unverifiable(rule, table, row, column, "operand_missing", operand=where)


def _told(made: Made, lines: Sequence[Equation]) -> Iterator[Equation]:
    called = {
        name.name: " ".join(column.header[-1:]) for name, column in zip(_names(made.parts), made.parts, strict=True)
    }
    context = (
        ("relation", render(_formula(made.operator, made.parts, made.times), called)),
        ("holds", str(len(made.holding))),
        ("lines", str(len(made.holding) + len(made.departing))),
    )
    yield from (replace(line, context=context) for line in lines)


def _choices(table: Table, column: Column, operator: Operator, factors: Set[int]) -> Iterator[tuple[Column, ...]]:
    """The columns that may make ``column``: of a sum its neighbours on one side, else any two near it."""
    at = table.columns.index(column)
    before, after = table.columns[:at][::-1], table.columns[at + 1 :]
    if operator is not Operator.SUM:
        for kind in (_adds, _is_percentage) if operator is Operator.DIFFERENCE else (_adds,):
            amounts = (other for other in (*before, *after) if kind(table, other))
            near = list(islice(amounts, limits().said.most_near))
            pairs = combinations(near, 2) if operator is Operator.PRODUCT else permutations(near, 2)
            said = operator in said_of_column(column)
            yield from (pair for pair in pairs if said or any(other.index in factors for other in pair))
        return
    for side in (before, after):
        run = list(islice(takewhile(lambda other: _adds(table, other), side), limits().said.most_parts))
        for many in range(2, len(run) + 1):
            yield tuple(sorted(run[:many], key=lambda other: other.index))


def _sums_of_two(table: Table, column: Column, operator: Operator, factors: Set[int]) -> Iterator[tuple[Column, ...]]:
    """Two neighbours of which together ``column`` may be a percentage: roads that are good and fair, of all roads."""
    near = dict.fromkeys(part for parts in _choices(table, column, operator, factors) for part in parts)
    amounts = sorted(near, key=lambda other: other.index)
    for pair in pairwise(amounts):
        yield from ((*pair, other) for other in amounts if other not in pair)


def _adds(table: Table, column: Column) -> bool:
    """Whether the column holds amounts: neither numbers of rows nor words nor percentages."""
    roles = table.roles
    if column.unit == PERCENT or column.role in roles.numbering | roles.percentage:
        return False
    return any(table.figure(row, column) is not None for row in table.rows)


def _is_percentage(table: Table, column: Column) -> bool:
    """Whether the column holds percentages, whose difference is in points."""
    is_one = column.unit == PERCENT or column.role in table.roles.percentage
    return is_one and any(table.figure(row, column) is not None for row in table.rows)


def _factors(column: Column, operator: Operator) -> Sequence[Decimal]:
    """How many times a ratio may be told: as a percentage, and plainly where nothing says that it is one."""
    plain = operator is Operator.RATIO and column.unit != PERCENT
    return (_HUNDRED, Decimal(1)) if plain else (_HUNDRED,)


def _tried(
    rule: Rule,
    table: Table,
    rows: Sequence[Row],
    column: Column,
    parts: tuple[Column, ...],
    operator: Operator,
    times: Decimal,
) -> Made:
    """The rows in which the column is so made, and the others; none where too many depart for it to be meant."""
    formula = _formula(operator, parts, times)
    holding: list[Equation] = []
    departing: list[Equation] = []
    most = len(rows) // (1 + limits().said.times_others)
    for row in rows:
        line = _line(rule, table, row, column, parts, formula)
        if line is not None:
            (holding if holds(line, formula, {}) else departing).append(line)
        if len(departing) > most or (not holding and len(departing) >= limits().arithmetic.rows_glance):
            return Made(operator, parts, times, (), ())
    return Made(operator, parts, times, tuple(holding), tuple(departing))


def _line(
    rule: Rule, table: Table, row: Row, column: Column, parts: tuple[Column, ...], formula: Expression
) -> Equation | None:
    """The relation in one row; None where it holds no figure for one of them."""
    stated = operand("hasil", table, row, column)
    items = [operand(name.name, table, row, part) for name, part in zip(_names(parts), parts, strict=True)]
    found = tuple(item for item in items if item is not None)
    if stated is None or len(found) < len(items) or len({item.figure.unit == PERCENT for item in found}) > 1:
        return None
    if found[0].figure.unit == PERCENT and not _is_percentage(table, parts[0]):
        return None
    return Equation(rule, row.label, stated, found, formula, table.id, source=Source.SHOWN)


def _names(parts: Sequence[Column]) -> list[Name]:
    return [Name(f"b{number}") for number in range(1, len(parts) + 1)]


def _formula(operator: Operator, parts: Sequence[Column], times: Decimal) -> Expression:
    names = _names(parts)
    if operator is Operator.SUM:
        return Sum(tuple(names))
    if operator is Operator.DIFFERENCE:
        return Binary("-", *names)
    if operator is Operator.PRODUCT:
        return Binary("*", *names)
    if operator is Operator.GROWTH:
        return Binary("*", Binary("/", Binary("-", *names), names[1]), Number(_HUNDRED))
    part = names[0] if len(names) == 2 else Sum(tuple(names[:-1]))
    ratio = Binary("/", part, names[-1])
    return ratio if times == 1 else Binary("*", ratio, Number(times))


KIND = Kind("said_by_headers", SaidSettings, relations, places=frozenset({"relation", "holds", "lines"}))
