"""What a recap tells of each agency or programme is what the table about it, on a sheet of its own, adds up to.

Which table is about which row is told by the names: the row's name stands in the title of the table, or the sheet's
name in the row's.  Where most figures of a column agree, all should.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lkjip_audit.relations.alike import agree, by_header, pairs_of_columns, plain_name
from lkjip_audit.relations.key_sums import sum_of_rows
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Row, RowKind, Table


class Annexes(Settings):
    """No settings: names and sums tell which recap and which annexes belong together."""


def relations(rule: Rule, settings: Annexes, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of every table that has an annex of its own."""
    del settings
    tables = scene.tables_of(rule.applies.kinds, rule.applies.not_kinds)
    fewest = limits().sums.key_fewest
    if not fewest < len(tables) <= limits().sums.key_tables:
        return
    for group in by_header(tables):
        closed = [(table, rows) for table in group if (rows := _closing(table))]
        for recap in tables if len(closed) > fewest else ():
            annexes = _matched(recap, [item for item in closed if item[0] is not recap])
            if len(annexes) > fewest:
                yield from _of_recap(rule, recap, annexes)


def _of_recap(rule: Rule, recap: Table, annexes: Sequence[tuple[Row, Table, Sequence[Row]]]) -> Iterator[Laid]:
    """The columns of a recap over those of its annexes that are about the same."""
    first = annexes[0][1]
    places = {column.index: place for place, column in enumerate(first.columns)}
    for column, like in pairs_of_columns(recap, first):
        laid = [
            item
            for row, table, rows in annexes
            if (item := sum_of_rows(rule, (recap, row, column), (table, rows, table.columns[places[like.index]])))
            is not None
        ]
        if agree(laid)[1]:
            yield from laid


def _closing(table: Table) -> list[Row]:
    """The row that closes a table, else all its rows where these stand on one level."""
    totals = [row for row in table.rows if row.kind is RowKind.TOTAL]
    details = list(table.details())
    if totals:
        return totals[-1:]
    return [] if any(row.level for row in details) else details


def _matched(recap: Table, annexes: Sequence[tuple[Table, list[Row]]]) -> list[tuple[Row, Table, list[Row]]]:
    """The rows of ``recap`` with the one table that is about each."""
    names: dict[str, list[Row]] = defaultdict(list)
    for row in recap.details():
        names[plain_name(row.label)].append(row)
    names.pop("", None)
    alone = {name: rows[0] for name, rows in names.items() if len(rows) == 1}
    found: dict[str, list[tuple[Table, list[Row]]]] = defaultdict(list)
    for table, rows in annexes:
        name = _about(table, alone)
        if name:
            found[name].append((table, rows))
    return [(alone[name], *held[0]) for name, held in found.items() if len(held) == 1]


def _about(table: Table, names: Mapping[str, Row]) -> str:
    """The longest of ``names`` that the title or the sheet of ``table`` has, else the only one that has the sheet's."""
    sheet = plain_name(table.sheet)
    told = f" {plain_name(table.title)}  {sheet} "
    within = [name for name in names if f" {name} " in told]
    if within:
        return max(within, key=len)
    around = [name for name in names if f" {sheet} " in f" {name} "] if sheet else []
    return around[0] if len(around) == 1 else ""


KIND = Kind("annexes", Annexes, relations)
