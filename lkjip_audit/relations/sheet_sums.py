"""What the year's sheet tells is the sum of what the sheets of its months, quarters or parts tell, row by row.

Nobody declares it.  Tables with one header belong together; the month or quarter that each is of says which make the
quarter, the half or the year, and where none says so, the one with the largest figures may be the sum of the others.
Where most rows of a column are that sum, to the rupiah, all should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.model import Equation, Outcome, Source
from lkjip_audit.relations.alike import agree, by_header, is_added, rows_by_name
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Row, Table
from lkjip_audit.tables.period import Period, PeriodKind
from lkjip_audit.tables.qualifiers import read_qualifiers

_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.SEMESTER: 6}
"""How many months each kind of period has."""
_YEAR = 12


class SheetSums(Settings):
    """No settings: headers, names and sums tell which sheets belong together."""


def relations(rule: Rule, settings: SheetSums, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of every table that others of its header add up to."""
    del settings
    tables = scene.tables_of(rule.applies.kinds, rule.applies.not_kinds)
    for group in by_header(tables):
        named = {table.id: rows_by_name(table) for table in group} if len(group) > limits().sums.key_parts else {}
        for whole, parts in _wholes(group) if named else ():
            for place, column in enumerate(whole.columns):
                if is_added(whole, column):
                    laid = [
                        item
                        for key, row in named[whole.id].items()
                        if (item := _laid(rule, (whole, row), place, [(t, named[t.id].get(key)) for t in parts]))
                    ]
                    if agree(laid)[1]:
                        yield from laid


def _wholes(group: Sequence[Table]) -> Iterator[tuple[Table, list[Table]]]:
    """Each table that others of its group may add up to, with these."""
    spans = {table.id: _span(table) for table in group}
    if all(span is None for span in spans.values()):
        largest = max(group, key=_size)
        yield largest, [table for table in group if table is not largest]
        return
    for whole in group:
        first, last = spans[whole.id] or (1, _YEAR)
        for length in sorted(set(_MONTHS.values())):
            parts = [
                table
                for table in group
                if (span := spans[table.id]) is not None
                and first <= span[0] <= span[1] <= last
                and span[1] - span[0] + 1 == length < last - first + 1
            ]
            if len(parts) >= limits().sums.key_parts and len({spans[part.id] for part in parts}) == len(parts):
                yield whole, parts


def _span(table: Table) -> tuple[int, int] | None:
    """The first and the last month that the table is of, by its sheet's name or its title; None for the year's."""
    period = next((found for text in (table.sheet, table.title) if (found := _period(text)) is not None), None)
    if period is None or period.number is None:
        return None
    months = _MONTHS[period.kind]
    return (1 if period.until else period.number * months - months + 1), period.number * months


def _period(text: str) -> Period | None:
    period = read_qualifiers(text).period
    return period if period is not None and period.kind in _MONTHS else None


def _size(table: Table) -> Decimal:
    figures = (reading.figure for reading in table.readings.values())
    return sum((abs(figure.amount) for figure in figures if figure is not None), Decimal(0))


def _laid(
    rule: Rule, stated: tuple[Table, Row], place: int, parts: Sequence[tuple[Table, Row | None]]
) -> Equation | Outcome | None:
    """One figure of the whole over its row in each part; a row of which no figure was read leaves it open."""
    table, row = stated
    total = operand(JUMLAH, table, row, table.columns[place])
    if total is None or not total.figure.amount:
        return None
    items = []
    for number, (part, own) in enumerate(parts, 1):
        if own is None:
            continue
        column = part.columns[place]
        reading = part.reading(own, column)
        if reading is not None and reading.is_unread:
            where = part.address(own, column).place
            return unverifiable(rule, table, row, table.columns[place], "operand_missing", operand=where)
        item = operand(f"l{number}", part, own, column)
        if item is not None:
            items.append(item)
    formula = Sum(tuple(Name(item.name) for item in items))
    if len(items) < limits().sums.key_parts:
        return None
    return Equation(rule, row.label, total, tuple(items), formula, table.id, source=Source.SHOWN)


KIND = Kind("sheet_sums", SheetSums, relations)
