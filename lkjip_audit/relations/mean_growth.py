"""By how much a figure grew a year, on average over the years beside it: form T-C.24's rata-rata pertumbuhan.

Agencies mean three things by it: the mean of the yearly growths in percent, the mean of the yearly differences, and the
growth from the first year to the last.  Which one, most rows of the column say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from lkjip_audit.formula import Binary, Expression, Name, Number, Sum
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import judge
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.period import PeriodKind

_WAYS = ("growth", "difference", "whole")
_ROWS = (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.GROUP, RowKind.TOTAL)
_HUNDRED = Number(Decimal(100))


class MeanGrowth(Settings):
    """``of`` are by the role of a column of mean growths the roles of the columns of years that it is of."""

    of: Mapping[str, tuple[str, ...]]


def relations(rule: Rule, settings: MeanGrowth, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every column of mean growths beside three years and more of what it is of."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for role, measures in settings.of.items():
            for column in table.columns_of(role):
                years = next((run for measure in measures if (run := _years(table, measure))), ())
                if years:
                    yield from _of_column(rule, table, column, years)


def _years(table: Table, measure: str) -> tuple[Column, ...]:
    """The columns of ``measure`` of one year each, from the first on; none where there are not three."""
    told = {key: column for column in table.columns_of(measure) if (key := _year(column)) is not None}
    return tuple(told[key] for key in sorted(told)) if len(told) >= limits().sums.fewest_rows else ()


def _year(column: Column) -> int | None:
    """The year that a column is of, as a date or as the first, second or third of a plan."""
    period = column.period
    if column.year is not None or period is None:
        return column.year
    return period.number if period.kind is PeriodKind.PLAN_YEAR and not period.until else None


def _of_column(rule: Rule, table: Table, column: Column, years: Sequence[Column]) -> Iterator[Equation]:
    made = [
        tuple(_equation(rule, table, row, column, years, way) for way in _WAYS)
        for row in table.rows
        if row.kind in _ROWS
    ]
    rows = [tuple(equation for equation in ways if equation is not None) for ways in made]
    votes = Counter(at for ways in rows for at, equation in enumerate(ways) if _holds(equation))
    best = max(range(len(_WAYS)), key=lambda at: votes[at])
    if votes[best] >= limits().habits.part_rows:
        yield from (ways[best] for ways in rows if ways)


def _equation(rule: Rule, table: Table, row: Row, column: Column, years: Sequence[Column], way: str) -> Equation | None:
    """The mean growth of one row, made in this ``way``; None where a year or the result is missing."""
    stated = operand("hasil", table, row, column)
    found = [operand(f"t{number}", table, row, year) for number, year in enumerate(years, 1)]
    items = tuple(item for item in found if item is not None)
    if stated is None or len(items) != len(years):
        return None
    return Equation(rule, row.label, stated, items, _formula(items, way), table.id)


def _formula(items: Sequence[Operand], way: str) -> Expression:
    """Each figure stands in it as seldom as may be, so that it can be solved for them."""
    names = [Name(item.name) for item in items]
    steps = Number(Decimal(len(names) - 1))
    if way == "growth":
        ratios = Sum(tuple(Binary("/", later, earlier) for earlier, later in pairwise(names)))
        return Binary("-", Binary("*", Binary("/", ratios, steps), _HUNDRED), _HUNDRED)
    change = Binary("-", names[-1], names[0])
    if way == "difference":
        return Binary("/", change, steps)
    return Binary("*", Binary("/", change, names[0]), _HUNDRED)


def _holds(equation: Equation) -> bool:
    verdict = judge(equation, equation.formula, {})
    return verdict is not None and verdict.holds


KIND = Kind("mean_growth", MeanGrowth, relations)
