"""What a recap tells by name is the sum of that name's rows in a list elsewhere in the book.

Nobody declares it: pagu by agency over a list of sub kegiatan, a programme over the sources of its money.  Where the
names of a recap stand in a list and most of its figures are the sums of their rows, to the rupiah, all should be.  A
column of the recap may be of a part of the list only, which its header names: agencies down, kinds of spending across.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.model import Equation, Outcome, Source
from lkjip_audit.relations.alike import adds_up, agree, holds_rupiah, plain_name
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Row, RowKind, Table

Named = Mapping[str, Sequence[Row]]
"""The rows of a table by what one of its columns calls them."""


class KeySums(Settings):
    """No settings: the names and the sums tell which recap and which list belong together."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A table as a list or a recap: its rows by name for each column of names, and its columns of amounts."""

    table: Table
    named: tuple[Named, ...]
    amounts: tuple[Column, ...]


def relations(rule: Rule, settings: KeySums, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of every table that is a recap of a longer one."""
    del settings
    tables = scene.tables_of(rule.applies.kinds, rule.applies.not_kinds)
    if not 1 < len(tables) <= limits().sums.key_tables:
        return
    listed = [item for item in map(_listed, tables) if item.named and item.amounts]
    for recap in listed:
        for column in recap.amounts:
            yield from _of_column(rule, recap, column, [item for item in listed if item is not recap])


def _of_column(rule: Rule, recap: _Listed, column: Column, lists: Sequence[_Listed]) -> Iterator[Laid]:
    """One column of a recap over the list and the column whose sums it tells most."""
    best: tuple[int, list[Equation | Outcome]] = (0, [])
    for names in recap.named:
        rows = {name: held[0] for name, held in names.items() if len(held) == 1}
        for long in lists:
            for named in long.named:
                shared = [name for name in rows if name in named]
                if not _is_recap(shared, rows, named):
                    continue
                for amounts, part in product(long.amounts, _parts_named(long, column)):
                    laid = (
                        sum_of_rows(rule, (recap.table, rows[name], column), (long.table, held, amounts))
                        for name in shared
                        if (held := _of_part(named[name], part))
                    )
                    told = _of_a_kind([item for item in laid if item is not None])
                    holds, enough = agree(told)
                    if enough and holds > best[0]:
                        best = (holds, told)
    yield from best[1]


def _of_a_kind(laid: Sequence[Equation | Outcome]) -> list[Equation | Outcome]:
    """``laid`` without the sums of several rows where most of those depart: the names then only copy single rows.

    Accounts stand under every kegiatan of a list, and what a sheet tells of one kegiatan's is no sum of all.
    """
    several = [item for item in laid if isinstance(item, Equation) and len(item.operands) > 1]
    hold = sum(adds_up(item) for item in several)
    return [item for item in laid if item not in several] if 2 * hold < len(several) else [*laid]


def _parts_named(long: _Listed, column: Column) -> Iterator[frozenset[int] | None]:
    """All rows of a list (None), and those that one of its columns calls as ``column`` of a recap is headed."""
    yield None
    name = plain_name(column.header[-1]) if column.header else ""
    for named in long.named:
        if len(named) > 1 and name in named:
            yield frozenset(row.number for row in named[name])


def _of_part(rows: Sequence[Row], part: frozenset[int] | None) -> Sequence[Row]:
    return rows if part is None else [row for row in rows if row.number in part]


def _is_recap(shared: Sequence[str], rows: Mapping[str, Row], named: Named) -> bool:
    """Whether the names of a recap stand in a list, most of them, and some of them several times."""
    own = limits().sums
    enough = len(shared) > own.key_fewest and len(shared) >= own.key_share * len(rows)
    return enough and sum(len(named[name]) for name in shared) >= own.key_rows * len(shared)


def _listed(table: Table) -> _Listed:
    details = [row for row in table.rows if row.kind is RowKind.DETAIL]
    roles = table.roles
    amounts = tuple(column for column in table.columns if holds_rupiah(table, column))
    words = [column for column in table.columns if column.role not in roles.money | roles.units]
    named = (_by_name(table, details, column) for column in words)
    return _Listed(table, tuple(names for names in named if len(names) > 1), amounts)


def _by_name(table: Table, details: Sequence[Row], column: Column) -> Named:
    """The rows by what ``column`` calls them; a row that says nothing there goes by the name above it."""
    found: dict[str, list[Row]] = defaultdict(list)
    name = ""
    for row in details:
        reading = table.reading(row, column)
        if reading is not None:
            name = plain_name(reading.text) if reading.kind in (ReadingKind.TEXT, ReadingKind.CODE) else ""
        found[name].append(row)
    found.pop("", None)
    return found


def sum_of_rows(
    rule: Rule, stated: tuple[Table, Row, Column], parts: tuple[Table, Sequence[Row], Column]
) -> Equation | Outcome | None:
    """One figure of a recap over rows of another table; a row of which no figure was read leaves it open.

    ``stated`` is the figure's table, row and column, ``parts`` the other table, its rows and their column; None where
    there is nothing to add up.
    """
    table, row, column = stated
    total = operand(JUMLAH, table, row, column)
    source, rows, amounts = parts
    if total is None or not total.figure.amount:
        return None
    for part in rows:
        reading = source.reading(part, amounts)
        if reading is not None and reading.is_unread:
            where = source.address(part, amounts).place
            return unverifiable(rule, table, row, column, "operand_missing", operand=where)
    items = [item for part in rows if (item := operand(f"r{part.number}", source, part, amounts)) is not None]
    formula = Sum(tuple(Name(item.name) for item in items))
    return Equation(rule, row.label, total, tuple(items), formula, table.id, source=Source.SHOWN) if items else None


KIND = Kind("key_sums", KeySums, relations)
