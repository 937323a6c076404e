"""What a header says that its column is, a total, a percentage, a difference, of the columns that its rows tell.

Words alone name no operands, and few rows prove no relation: together they do.  A table of three rows headed "Perkara
Putus", "Tepat Waktu", "Persentase" tells of which two the percentage is, if it is so in two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.formula import Binary, Expression, Name, Number, Sum, render
from lkjip_audit.induction import Operator
from lkjip_audit.judging.model import Equation, Outcome, Source
from lkjip_audit.judging.precision import holds, is_possible
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.said_glance import Glance
from lkjip_audit.relations.said_made import Made, is_bounded, is_nothing_else, is_of_more, is_wrong
from lkjip_audit.relations.said_parts import choices, is_percentage, near, sums_of_two
from lkjip_audit.relations.said_running import running_totals
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.said import may_be_total, said_of_column
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.nature import Roles

_TESTED = (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.TOTAL)
_HUNDRED = Decimal(100)
_OF_RUNS = (Operator.SUM, Operator.AVERAGE)
"""What is made of all columns side by side, of which the longest run is meant that bears it out."""
_BEFORE = "sebelumnya"
"""The figure of the row before, as ``said_running`` adds to it; it is told as an arrow."""


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
        percentages = frozenset(column.index for column in table.columns if is_percentage(table, column))
        factors, seen = _factors_of(table), (rows, Glance(table, rows, percentages))
        found = [
            read
            for column in table.columns
            for operator in sorted(_said(table, column, factors).intersection(settings.operators))
            if (read := _read(rule, table, seen, column, operator, factors)) is not None
        ]
        for read in found:
            yield from _of_column(rule, table, rows, read, _is_steady(read, found))


@dataclass(frozen=True, slots=True)
class _Read:
    """How ``column`` is made by what its header says; ``rivals`` whether as many rows bear something else out."""

    column: Column
    made: Made
    rivals: bool

    @property
    def shape(self) -> tuple[object, ...]:
        """What columns have in common that are made alike: of a quarter each, of a year each."""
        offsets = tuple(part.index - self.column.index for part in self.made.parts)
        return self.made.operator, self.made.times, offsets, self.column.header[-1:]


def _is_steady(read: _Read, found: Sequence[_Read]) -> bool:
    """Whether so many rows bear it out, in all columns made alike, that one which departs is wrong."""
    alike = [other.made for other in found if other.shape == read.shape]
    telling, departing = (
        sum(map(len, each)) for each in zip(*((made.telling, made.departing) for made in alike), strict=True)
    )
    return telling >= limits().said.times_steady * max(1, departing)


def _said(table: Table, column: Column, factors: Set[int]) -> frozenset[Operator]:
    """What the header says that the column is; no sum where the table has just what its role is the sum of."""
    if column.role in table.roles.weight:
        return frozenset()  # it is decided, whatever sign of percent it has
    said = said_of_column(column)
    if not said and may_be_total(column):
        said = frozenset({Operator.SUM})
    if factors and column.index not in factors:
        said |= {Operator.PRODUCT}
    if Operator.SUM not in said or not column.role:
        return said
    parts = table.roles.made_of(column.role)
    added = [other for other in table.columns if other.role in parts]
    return said - {Operator.SUM} if added and not _is_more_than(table, column, added) else said


def _is_more_than(table: Table, column: Column, parts: Sequence[Column]) -> bool:
    """Whether several rows of ``column`` come to more than ``parts``: the table has columns that no role tells."""
    rows = [row for row in table.rows if row.kind is RowKind.DETAIL]
    told = [
        (total.amount, [figure.amount for figure in figures if figure is not None])
        for row in rows
        if (total := table.figure(row, column)) is not None
        and any(figures := [table.figure(row, part) for part in parts])
    ]
    return sum(total > sum(amounts) for total, amounts in told) >= limits().said.fewest_rows


def _factors_of(table: Table) -> frozenset[int]:
    """The columns of which something is said to be so many times them: a unit price, a weight."""
    products = {role for how, asked in table.roles.meanings if how == Operator.PRODUCT.value for role in asked}
    return frozenset(column.index for column in table.columns if column.role in products | table.roles.weight)


def _is_named(table: Table, column: Column, made: Made) -> bool:
    """Whether the column's role tells that it is so made: rules of their own test it."""
    parts = {part.role for part in made.parts}
    return any(
        column.role in meant and made.operator.value in how and parts <= {*asked}
        for (how, asked), meant in table.roles.meanings.items()
    )


def _read(
    rule: Rule, table: Table, seen: tuple[Sequence[Row], Glance], column: Column, operator: Operator, factors: Set[int]
) -> _Read | None:
    """What the rows bear out of what the header says; None where they do not, or another rule tests it."""
    rows, glance = seen
    shown: list[Made] = []
    ways = {Operator.RATIO: (choices, sums_of_two), Operator.RUNNING: ()}
    for choose in ways.get(operator, (choices,)):
        tried = (
            _tried(rule, table, rows, column, parts, operator, times)
            for parts in choose(table, column, operator, factors)
            for times in _factors(column, operator, parts, table.roles)
            if not glance.denies(column, parts, operator, times)
        )
        shown = shown or [made for made in tried if made.is_shown]
    if operator is Operator.RUNNING:
        shown = [made for made in running_totals(rule, table, rows, column, near(table, column)) if made.is_shown]
    if not shown or any(_is_named(table, column, made) for made in shown):
        return None
    best = max(shown, key=lambda made: (len(made.holding), len(made.parts)))
    as_many = [made for made in shown if made is not best and len(made.holding) == len(best.holding)]
    rivals = any(made.parts != best.parts or operator is not Operator.RUNNING for made in as_many)
    return _Read(column, best, rivals)


def _of_column(rule: Rule, table: Table, rows: Sequence[Row], read: _Read, steady: bool) -> Iterator[Laid]:
    best, column = read.made, read.column
    signed = any(amount_of(line.stated) < 0 for line in (*best.holding, *best.departing))
    departing = [
        line
        for line in best.departing
        if not is_bounded(best, line, signed) and not is_of_more(best, line, table, column)
        if is_wrong(best, line) or (steady and _is_detail(rows, line) and is_nothing_else(best, line))
        if not is_possible(line, line.formula)  # it may be of figures that the table tells in billions
    ]
    told = [*best.holding, *departing] if best.operator in _OF_RUNS or not read.rivals else best.holding
    yield from _told(best, told)
    yield from _unread(rule, table, rows, column, best.parts)


def _is_detail(rows: Sequence[Row], line: Equation) -> bool:
    """Whether the row closes nothing: a closing row may tell the mean of those above it."""
    number = line.stated.node.address.row
    return any(row.number == number and row.kind is RowKind.DETAIL for row in rows)


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
    called[_BEFORE] = "↑"
    context = (
        ("relation", render(_formula(made.operator, made.parts, made.times), called)),
        ("holds", str(len(made.holding))),
        ("lines", str(len(made.holding) + len(made.departing))),
    )
    yield from (replace(line, context=context) for line in lines)


def _factors(column: Column, operator: Operator, parts: Sequence[Column], roles: Roles) -> Sequence[Decimal]:
    """How many times a ratio may be told: as a percentage, and plainly where nothing says that it is one.

    Of what is weighted the weight may be told in percent.
    """
    if operator is Operator.PRODUCT and any(part.role in roles.weight for part in parts):
        return Decimal(1), 1 / _HUNDRED
    plain = operator is Operator.RATIO and column.unit != PERCENT
    if operator is Operator.PRODUCT:
        return (Decimal(1),)
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
        line = _line(rule, table, row, column, parts, formula, mixed=operator is Operator.PRODUCT)
        if line is not None:
            (holding if holds(line, formula, {}) else departing).append(line)
        if len(departing) > most or (not holding and len(departing) >= limits().arithmetic.rows_glance):
            return Made(operator, parts, times, (), ())
    return Made(operator, parts, times, tuple(holding), tuple(departing))


def _line(
    rule: Rule, table: Table, row: Row, column: Column, parts: tuple[Column, ...], formula: Expression, *, mixed: bool
) -> Equation | None:
    """The relation in one row; None where it holds no figure for one of them.

    Nor is it one of percentages and other figures, unless they may be ``mixed``: a weight in percent and a score.
    """
    stated = operand("hasil", table, row, column)
    items = [operand(name.name, table, row, part) for name, part in zip(_names(parts), parts, strict=True)]
    found = tuple(item for item in items if item is not None)
    if stated is None or len(found) < len(items):
        return None
    percent = {item.figure.unit == PERCENT for item in found}
    if not mixed and (len(percent) > 1 or (True in percent and not is_percentage(table, parts[0]))):
        return None
    return Equation(rule, row.label, stated, found, formula, table.id, source=Source.SHOWN)


def _names(parts: Sequence[Column]) -> list[Name]:
    return [Name(f"b{number}") for number in range(1, len(parts) + 1)]


def _formula(operator: Operator, parts: Sequence[Column], times: Decimal) -> Expression:
    names = _names(parts)
    if operator is Operator.SUM:
        return Sum(tuple(names))
    if operator is Operator.AVERAGE:
        return Binary("/", Sum(tuple(names)), Number(Decimal(len(names))))
    if operator is Operator.RUNNING:
        return Sum((Name(_BEFORE), *names))
    if operator is Operator.DIFFERENCE:
        return Binary("-", *names)
    if operator is Operator.PRODUCT:
        product = Binary("*", *names)
        return product if times == 1 else Binary("/", product, Number(1 / times))
    if operator is Operator.GROWTH:
        return Binary("*", Binary("/", Binary("-", *names), names[1]), Number(_HUNDRED))
    part = names[0] if len(names) == 2 else Sum(tuple(names[:-1]))
    ratio = Binary("/", part, names[-1])
    return ratio if times == 1 else Binary("*", ratio, Number(times))


KIND = Kind("said_by_headers", SaidSettings, relations, places=frozenset({"relation", "holds", "lines"}))
