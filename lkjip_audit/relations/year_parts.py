"""A year that its months, quarters or semesters make: their sum, the last of them, or their mean.

Which of the columns is the year's, and how it is made, the figures say: no words tell whether quarters add up or
accumulate.  What most rows agree on holds for the others; a row that is made otherwise, in one of the customary ways,
is right too.  Nothing is known of a row that is made in none of them where it is a percentage, counts in a unit that
none of the agreeing rows counts in, or is of another size than its parts would make.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.formula import Binary, Expression, Name, Number, Sum, evaluate
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import judge
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.period import PeriodKind

_PARTS = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.SEMESTER: 2}
"""How many of each make a year."""
_WAYS = ("sum", "last", "mean")


class YearParts(Settings):
    """``roles`` of the columns that are told for the year and for its parts."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    row: Row
    column: Column
    stated: Operand
    parts: tuple[Operand, ...]
    unit: str | None

    def formula(self, way: str) -> Expression:
        if way == "last":
            return Name(self.parts[-1].name)
        total = Sum(tuple(Name(item.name) for item in self.parts))
        return total if way == "sum" else Binary("/", total, Number(Decimal(len(self.parts))))

    def equation(self, rule: Rule, table: Table, way: str) -> Equation:
        """The year's figure made in this ``way``."""
        parts = self.parts[-1:] if way == "last" else self.parts
        return Equation(rule, self.row.label, self.stated, parts, self.formula(way), table.id)

    def ways(self, rule: Rule, table: Table) -> tuple[str, ...]:
        """The ways in which the year's figure follows from its parts."""
        verdicts = {way: judge(made := self.equation(rule, table, way), made.formula, {}) for way in _WAYS}
        return tuple(way for way, verdict in verdicts.items() if verdict is not None and verdict.holds)


def relations(rule: Rule, settings: YearParts, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of the year's column of each role, where most rows follow from its parts."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for role in settings.roles:
            columns = table.columns_of(role)
            for parts in _runs(columns):
                yield from _best(rule, scene, table, [c for c in columns if _may_be_whole(c, parts)], parts)


def _runs(columns: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    """The columns of one year's parts, each part once, in their order; of one year only where all are of one."""
    for kind, count in _PARTS.items():
        held = [item for item in columns if item.period and item.period.kind is kind and not item.period.until]
        for year in dict.fromkeys(item.year for item in held):
            own = [item for item in held if item.year == year]
            numbers = [item.period.number for item in own if item.period]
            if sorted(filter(None, numbers)) == list(range(1, count + 1)):
                yield tuple(sorted(own, key=lambda item: (item.period and item.period.number) or 0))


def _may_be_whole(column: Column, parts: Sequence[Column]) -> bool:
    """Whether ``column`` may tell the year of ``parts``: no part of a year itself, unless it goes to the last one."""
    last = parts[-1].period
    years = {column.year, parts[0].year} - {None}
    period = column.period
    ends = period is not None and last is not None and period.until and period.kind is last.kind
    whole = period is None or (ends and period is not None and last is not None and period.number == last.number)
    return whole and len(years) <= 1


def _best(rule: Rule, scene: Scene, table: Table, wholes: Sequence[Column], parts: Sequence[Column]) -> Iterator[Laid]:
    """The relations of the column that most rows make the year's; none where too few rows make any."""
    least = limits().habits
    best: tuple[int, str, list[_Row]] = (0, "", [])
    for column in wholes:
        rows = [item for row in table.rows if (item := _row(scene, table, row, column, parts)) is not None]
        telling = [ways for item in rows if len(ways := item.ways(rule, table)) < len(_WAYS)]
        votes = Counter(ways[0] for ways in telling if ways)
        way, count = max(votes.items(), key=lambda vote: vote[1], default=("", 0))
        settled = sum(votes.values()) >= least.most * len(telling) and count >= least.part_rows
        if settled and count > best[0]:
            best = count, way, rows
    count, way, rows = best
    sure = {item.unit for item in rows if way in item.ways(rule, table)}
    for item in rows:
        ways = item.ways(rule, table)
        chosen = way if way in ways or not ways else ways[0]
        if not ways and not (item.unit in sure and _is_likely(item, way)):
            yield unverifiable(rule, table, item.row, item.column, "accumulation_unknown")
            continue
        context = (("accumulation", chosen), ("fits", str(count)), ("of", str(len(rows))))
        yield replace(item.equation(rule, table, chosen), context=context)


def _is_likely(item: _Row, way: str) -> bool:
    """Whether what is stated may be meant to be made in this ``way``: money, or a count of about that size."""
    if item.unit in (RUPIAH, PERCENT):
        return item.unit == RUPIAH
    made = evaluate(item.formula(way), {part.name: part.figure.amount * part.scale for part in item.parts})
    stated = item.stated.figure.amount * item.stated.scale
    times = limits().sums.outgrown
    return made is not None and made <= times * stated and stated <= times * made


def _row(scene: Scene, table: Table, row: Row, column: Column, parts: Sequence[Column]) -> _Row | None:
    """The figures of one row; None where the year or all but one of its parts are missing."""
    if row.kind not in (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.TOTAL):
        return None
    stated = operand("setahun", table, row, column)
    found = [operand(f"b{number}", table, row, part) for number, part in enumerate(parts, 1)]
    items = tuple(item for item in found if item is not None)
    if stated is None or len(items) < 2:  # what is left of a sum may be one part
        return None
    units = {item.figure.unit for item in (stated, *items)} - {None}
    if len(units) > 1:
        return None
    told = next(iter(units), None) or _told_unit(table, row)
    return _Row(row, column, stated, items, RUPIAH if column.role in scene.roles.money else told)


def _told_unit(table: Table, row: Row) -> str | None:
    """The unit that the row's own column of units tells."""
    for role in table.roles.units:
        for column in table.columns_of(role):
            reading = table.reading(row, column)
            if reading is not None and reading.text.strip():
                return PERCENT if reading.text.strip().startswith(PERCENT) else reading.text.strip().lower()
    return None


KIND = Kind("year_parts", YearParts, relations, places=frozenset({"accumulation", "fits", "of"}))
