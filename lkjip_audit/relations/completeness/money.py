"""Money that is missing where its parts are there: a parent row, or the end of a row of years, left empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.figures.rounding import format_like
from lkjip_audit.judging.blocks import Alike, alike
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.completeness.vacancies import Vacancies
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.known import TAHUN
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.period import END


def _is_sure(filled: int, cells: int) -> bool:
    """Whether so many of ``cells`` are filled that the rest must be too."""
    return filled >= limits().habits.filled_money and filled >= limits().habits.nearly_all * cells


def parents(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Rows with a code that hold no money though the rows under them do."""
    vacancies = Vacancies(scene)
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        families: dict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(table.rows):
            if row.parent is not None and row.kind in (RowKind.DETAIL, RowKind.SUBTOTAL):
                families[row.parent].append(place)
        for column in table.columns:
            if column.role in scene.roles.money and families:
                figures = scene.frames.of(table).figures(column)
                states = (figures.known & (figures.amounts.ints != 0)).tolist()
                parts = [
                    (table.rows[parent], children)
                    for parent, children in families.items()
                    if table.rows[parent].code and any(states[child] for child in children)
                ]
                yield from _judged(rule, table, column, vacancies, parts)


def _judged(
    rule: Rule,
    table: Table,
    column: Column,
    vacancies: Vacancies,
    parts: Sequence[tuple[Row, Sequence[int]]],
) -> Iterator[Laid]:
    """Heads with the places of those of their parts that state money in ``column``.

    Empty ones are findings where most are filled.
    """
    filled = {head.number for head, _ in parts if not vacancies.is_empty(table, head, column)}
    is_sure = _is_sure(len(filled), len(parts))
    yield _filled(rule, table, column, [head for head, _ in parts if head.number in filled])
    for head, children in parts:
        if head.number not in filled:
            rows = (table.rows[child] for child in children)
            items = [item for row in rows if (item := operand("bagian", table, row, column)) is not None]
            yield _of(rule, table, (head, column), items, empty=True, is_sure=is_sure)


def _filled(rule: Rule, table: Table, column: Column, rows: Sequence[Row]) -> Alike:
    """The rows that hold what they should."""

    def made(at: int) -> Outcome:
        return _passed(rule, table, rows[at], column)

    return alike(rule, table.sheet, [(row.number, column.index) for row in rows], made)


def ends(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Rows of years whose last column ("akhir") is empty though years are filled."""
    vacancies = Vacancies(scene)
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for role in sorted(scene.roles.money):
            columns = table.columns_of(role)
            last = [column for column in columns if column.period == END]
            years = [column for column in columns if column.period != END]
            if len(last) != 1 or len(years) < 2:
                continue
            rows = []
            for row in table.rows:
                items = [item for year in years if (item := operand(TAHUN, table, row, year)) is not None]
                if row.kind is RowKind.DETAIL and any(item.figure.amount for item in items):
                    rows.append((row, items))
            empty = {row.number for row, _ in rows if vacancies.is_empty(table, row, last[0])}
            is_sure = _is_sure(len(rows) - len(empty), len(rows))
            for row, items in rows:
                yield _of(rule, table, (row, last[0]), items, empty=row.number in empty, is_sure=is_sure)


def _subject(row: Row) -> str:
    return " ".join(filter(None, (row.code, row.label)))


def _passed(rule: Rule, table: Table, row: Row, column: Column) -> Outcome:
    reading = table.reading(row, column)
    stated = "" if reading is None else reading.text
    return outcome(rule, Status.PASS, table.address(row, column), _subject(row), stated=stated)


def _of(
    rule: Rule,
    table: Table,
    cell: tuple[Row, Column],
    items: Sequence[Operand],
    *,
    empty: bool,
    is_sure: bool,
) -> Laid:
    row, column = cell
    address = table.address(row, column)
    subject = _subject(row)
    if not empty:
        return _passed(rule, table, row, column)
    if not is_sure:
        return outcome(rule, Status.NOT_VERIFIABLE, address, subject, reason="column_mostly_empty")
    total = sum((item.figure.amount for item in items), Decimal(0))
    told = sorted({item.figure.amount for item in items} - {Decimal(0)})
    # With several filled years it is for the block to say whether they add up or the last one counts.
    known = items[0].name == "bagian" or len(told) == 1
    return outcome(
        rule,
        Status.FINDING,
        address,
        subject,
        expected=total if known else None,
        expected_text=format_like(total, items[0].figure) if known else "",
        related=items,
        column=column.header[-1] if column.header else "",
        parts="; ".join(item.figure.literal for item in items),
    )
