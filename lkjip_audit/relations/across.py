"""The last column of a row of years: their sum, or the last of them; each block of rows has its own way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.formula import Expression, Name, Sum
from lkjip_audit.judging.model import Equation, Traits
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.owners import year_position
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.known import SASARAN, TUJUAN
from lkjip_audit.tables.model import Column, Row, RowKind, Table


class Across(Settings):
    """``roles`` of the columns that run over years (or quarters) and end in one of period ``last``."""

    roles: tuple[str, ...]
    last: str = "akhir"


@dataclass(frozen=True, slots=True)
class _Row:
    table: Table
    row: Row
    column: Column
    stated: Operand
    years: tuple[Operand, ...]

    def formula(self, way: str) -> Expression:
        if way == "sum":
            return Sum(tuple(Name(item.name) for item in self.years))
        return Name(self.years[-1].name)

    def holds(self, way: str) -> bool:
        values = [item.figure.amount * item.scale for item in self.years]
        stated = self.stated.figure.amount * self.stated.scale
        return stated == (sum(values) if way == "sum" else values[-1])


def relations(rule: Rule, settings: Across, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row, block by block, in the way that most of the block's rows agree on."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for role in settings.roles:
            for last, years in _column_runs(table, role, settings.last):
                blocks: dict[tuple[str, bool], list[_Row]] = defaultdict(list)
                band, of_work = "", False
                for row in table.rows:
                    band = row.label if row.kind is RowKind.GROUP else band
                    of_work = _is_of_work(table, row, of_work) if row.kind is not RowKind.OTHER else of_work
                    found = _row(table, row, last, years)
                    if found is not None and (of_work or len(found.years) > 1):
                        blocks[_block(row, band), len(found.years) > 1].append(found)
                for block in blocks.values():
                    yield from _of_block(rule, block)


def _column_runs(table: Table, role: str, period: str) -> Iterator[tuple[Column, list[Column]]]:
    columns = table.columns_of(role)
    ends = [
        column
        for column in (*columns, *table.columns_of(table.roles.ends_in.get(role, "")))
        if str(column.period) == period
    ]
    years = [column for column in columns if year_position(column) is not None and str(column.period) != period]
    if len({year_position(column) for column in years}) == len(years) >= 2:
        for end in ends:
            yield end, sorted(years, key=lambda column: year_position(column) or 0)


def _row(table: Table, row: Row, last: Column, years: list[Column]) -> _Row | None:
    stated = operand("akhir", table, row, last)
    operands = tuple(
        item for column in years if (item := operand(f"t{year_position(column)}", table, row, column)) is not None
    )
    if stated is None or not operands:
        return None
    units = {item.figure.unit for item in (*operands, stated)} - {None}
    return None if len(units) > 1 else _Row(table, row, last, stated, operands)


def _is_of_work(table: Table, row: Row, before: bool) -> bool:
    """Whether the row speaks of a program or of what is done in it; goals aim beyond the years that are told.

    A further indikator, without a code, belongs to the work named ``before`` it unless it names a goal.
    """
    if row.code is not None:
        return True
    names_goal = any(
        table.reading(row, column) is not None for role in table.roles.goal for column in table.columns_of(role)
    )
    return before and row.kind is RowKind.DETAIL and not names_goal


def _block(row: Row, band: str) -> str:
    """Rows under one band, or of one goal, are filled by one hand: they share a way."""
    return band or row.subjects.get(TUJUAN) or row.subjects.get(SASARAN) or ""


def _of_block(rule: Rule, block: list[_Row]) -> Iterator[Laid]:
    """Rows of one block with several years, or with one: where one year is all there is, the end repeats it."""
    several = len(block[0].years) > 1
    telling = [item for item in block if not several or item.holds("sum") != item.holds("last")]
    votes = Counter("sum" if item.holds("sum") and several else "last" for item in telling if _holds(item))
    way, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=("", 0))
    settled = count >= limits().habits.year_rows and count >= limits().habits.most * len(telling)
    for item in block:
        if not settled and not (item.holds("sum") or item.holds("last")):
            yield unverifiable(rule, item.table, item.row, item.column, "accumulation_unknown")
            continue
        chosen = way if settled else ("sum" if item.holds("sum") else "last")
        yield Equation(
            rule=rule,
            subject=item.row.label,
            stated=item.stated,
            operands=item.years if chosen == "sum" else item.years[-1:],
            formula=item.formula(chosen),
            table=item.table.id,
            context=(("accumulation", chosen), ("fits", str(count)), ("of", str(len(block)))),
        )


def _holds(item: _Row) -> bool:
    return item.holds("sum") or item.holds("last")


KIND = Kind("across", Across, relations, traits=Traits(rolls_up=True), places=frozenset({"accumulation", "fits", "of"}))
