"""What a recap tells by name is the sum of that name's rows in a list elsewhere in the book.

Nobody declares it: pagu by agency over a list of sub kegiatan, a programme over the sources of its money.  Where the
names of a recap stand in a list and most of its figures are the sums of their rows, to the rupiah, all should be.  A
column of the recap may be of a part of the list only, which its header names: agencies down, kinds of spending across.
Two columns together may name its rows, agency and source of money; or it adds all that other sheets tell of each name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from lkjip_audit.figures.slips import slip
from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.model import Equation, Outcome, Source
from lkjip_audit.relations.alike import adds_up, agree, plain_name
from lkjip_audit.relations.key_names import Listed, Named, listed_of, pairs_like, pairs_of
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Row, Table


class KeySums(Settings):
    """No settings: the names and the sums tell which recap and which list belong together."""


def relations(rule: Rule, settings: KeySums, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of every table that is a recap of a longer one."""
    del settings
    tables = scene.tables_of(rule.applies.kinds, rule.applies.not_kinds)
    if not 1 < len(tables) <= limits().sums.key_tables:
        return
    listed = [item for item in map(listed_of, tables) if item.named and item.amounts]
    for recap in listed:
        others = [item for item in listed if item is not recap]
        pairs = [*pairs_of(recap)]
        alone = [(long, long.named) for long in others]
        like = [(long, [*pairs_like(recap, long)]) for long in others if pairs]
        wide = [_wide_of(names, others) for names in recap.named]
        for column in recap.amounts:
            by_name = _of_column(rule, recap, column, recap.named, alone)
            by_two = _of_column(rule, recap, column, pairs, like)
            best = max(by_name, by_two, key=_holding)
            told = best if best.laid else _of_whole_rows(rule, recap, column, wide)
            yield from (item for item in told.laid if not _is_told_beside(recap, column, item))


def _is_told_beside(recap: Listed, column: Column, laid: Equation | Outcome) -> bool:
    """Whether a figure that is not the sum is so with those beside it: the recap tells the list in several columns.

    "Jasa Umum", "Jasa Usaha" and "Perizinan" in a recap, and their sum in most rows of which only one is there.
    """
    if isinstance(laid, Outcome) or adds_up(laid):
        return False
    place = laid.stated.node.address
    row = next(row for row in recap.table.rows if row.number == place.row)
    read = {item.index: operand(JUMLAH, recap.table, row, item) for item in recap.amounts}
    amounts = [(index, amount_of(item)) for index, item in read.items() if item is not None]
    at = [index for index, _ in amounts].index(column.index)
    due = total_of(laid.operands)
    ends = product(range(at + 1), range(at + 1, len(amounts) + 1))
    return any(sum(amount for _, amount in amounts[first:last]) == due for first, last in ends if last - first > 1)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a way to read a column lays, and in how many of its figures it holds."""

    holds: int = 0
    laid: tuple[Equation | Outcome, ...] = ()


def _holding(told: _Told) -> int:
    return told.holds


def _of_column(
    rule: Rule,
    recap: Listed,
    column: Column,
    called: Sequence[Named],
    lists: Sequence[tuple[Listed, Sequence[Named]]],
) -> _Told:
    """One column of a recap over the list and the column whose sums it tells most.

    ``called`` are the ways in which the recap names its rows; each of the ``lists`` has its own beside it.
    """
    best = _Told()
    for names in called:
        rows = {name: held[0] for name, held in names.items() if len(held) == 1}
        for long, ways in lists:
            for named in ways:
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
                    if enough and holds > best.holds:
                        best = _Told(holds, tuple(told))
    return best


@dataclass(frozen=True, slots=True)
class _Wide:
    """A table with columns to be added up: its row of each name, and what they come to there, where they say."""

    long: Listed
    rows: Mapping[str, Row]
    sums: Mapping[str, Decimal]


def _of_whole_rows(
    rule: Rule, recap: Listed, column: Column, ways: Sequence[tuple[Mapping[str, Row], Sequence[_Wide]]]
) -> _Told:
    """One column of a recap over all that other tables tell of each name: kinds of spending across, sheet by sheet.

    ``ways`` are those in which the recap names its rows, each with the tables that do.  A kind that no sheet has, and
    only some agencies spend, may be in the recap all the same: what departs is told only where one slip of the hand
    leads from the sum to it.
    """
    best = _Told()
    for rows, wide in ways:
        read = {name: operand(JUMLAH, recap.table, row, column) for name, row in rows.items()}
        stated = {name: total for name, total in read.items() if total is not None and total.figure.amount}
        for count in range(1, min(len(wide), limits().sums.key_sheets) + 1):
            for chosen in combinations(wide, count):
                if _how_many_hold(stated, chosen) <= best.holds:
                    continue
                laid = [
                    equation
                    for name, total in stated.items()
                    if (equation := _of_whole_row(rule, recap.table, rows[name], total, name, chosen)) is not None
                ]
                holds, enough = agree(laid)
                if enough and holds > best.holds:
                    best = _Told(holds, tuple(item for item in laid if adds_up(item) or _is_slip(item)))
    return best


def _how_many_hold(stated: Mapping[str, Operand], tables: Sequence[_Wide]) -> int:
    """How many names ``tables`` together come to what is stated of them."""
    return sum(
        sum((wide.sums[name] for wide in tables), Decimal(0)) == amount_of(total)
        for name, total in stated.items()
        if all(name in wide.sums for wide in tables)
    )


def _is_slip(equation: Equation) -> bool:
    return slip(equation.stated.figure, total_of(equation.operands) / equation.stated.scale) is not None


def _wide_of(names: Named, lists: Sequence[Listed]) -> tuple[Mapping[str, Row], Sequence[_Wide]]:
    """The rows of a recap of one name each, and the tables with columns to be added up that tell most of them so."""
    rows = {name: held[0] for name, held in names.items() if len(held) == 1}
    return rows, [found for long in lists if (found := _wide(long, rows)) is not None]


def _wide(long: Listed, rows: Mapping[str, Row]) -> _Wide | None:
    if len(long.figures) < limits().sums.key_columns:
        return None
    for named in long.named:
        shared = {name: named[name][0] for name in rows if len(named.get(name, ())) == 1}
        if len(shared) > limits().sums.key_fewest and len(shared) >= limits().sums.key_share * len(rows):
            return _Wide(long, shared, {name: total_of(_figures("", long, row)) for name, row in shared.items()})
    return None


def _figures(name: str, long: Listed, row: Row) -> list[Operand]:
    """All that a row of a table comes to, each figure by ``name`` and its column."""
    read = (operand(f"{name}_{item.index}", long.table, row, item) for item in long.figures)
    return [item for item in read if item is not None]


def _of_whole_row(
    rule: Rule, table: Table, row: Row, total: Operand, name: str, tables: Sequence[_Wide]
) -> Equation | None:
    """The figure of a recap over every figure that ``tables`` have in the row of that name; None where one has none."""
    if not all(name in wide.rows for wide in tables):
        return None
    items = [item for at, wide in enumerate(tables) for item in _figures(f"r{at}", wide.long, wide.rows[name])]
    formula = Sum(tuple(Name(item.name) for item in items))
    return Equation(rule, row.label, total, tuple(items), formula, table.id, source=Source.SHOWN) if items else None


def _of_a_kind(laid: Sequence[Equation | Outcome]) -> list[Equation | Outcome]:
    """``laid`` without the sums of several rows where most of those depart: the names then only copy single rows.

    Accounts stand under every kegiatan of a list, and what a sheet tells of one kegiatan's is no sum of all.
    """
    several = [item for item in laid if isinstance(item, Equation) and len(item.operands) > 1]
    hold = sum(adds_up(item) for item in several)
    return [item for item in laid if item not in several] if 2 * hold < len(several) else [*laid]


def _parts_named(long: Listed, column: Column) -> Iterator[frozenset[int] | None]:
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
