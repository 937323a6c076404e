"""What a table calls its rows, by one of its columns or by two, and its columns of figures: as a recap or as a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.relations.alike import holds_rupiah, is_added, plain_name
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.model import Column, Row, RowKind, Table

Named = Mapping[str, Sequence[Row]]
"""The rows of a table by what one of its columns calls them, or two together."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A table as a list or a recap: its rows by name for each column of names, and its columns of amounts.

    ``figures`` are all its columns that can be added up, large amounts or small.
    """

    table: Table
    named: tuple[Named, ...]
    amounts: tuple[Column, ...]
    figures: tuple[Column, ...]


def listed_of(table: Table) -> Listed:
    """``table`` with its names and amounts."""
    details = [row for row in table.rows if row.kind is RowKind.DETAIL]
    roles = table.roles
    words = [column for column in table.columns if column.role not in roles.money | roles.units]
    named = tuple(names for column in words if len(names := _by_name(table, details, column)) > 1)
    figures = (column for column in table.columns if is_added(table, column))
    filled = (column for column in figures if any(table.figure(row, column) is not None for row in details))
    return Listed(table, named, tuple(column for column in table.columns if holds_rupiah(table, column)), tuple(filled))


def pairs_of(recap: Listed) -> Iterator[Named]:
    """The rows of a recap by two columns together, where these tell the rows apart that neither does alone."""
    for one, other in combinations(recap.named, 2):
        both = _together(one, other)
        alone = sum(len(rows) == 1 for rows in both.values())
        if alone > max(len(one), len(other)) and alone >= limits().sums.key_share * len(both):
            yield both


def pairs_like(recap: Listed, long: Listed) -> Iterator[Named]:
    """The rows of a list by two of its columns whose names are those of two columns of ``recap``."""
    like = [[at for at, others in enumerate(long.named) if _share(names, others)] for names in recap.named]
    for ours, theirs in combinations(like, 2):
        for first, second in product(ours, theirs):
            if first != second:
                yield _together(long.named[first], long.named[second])


def _share(names: Named, others: Named) -> bool:
    return len(names.keys() & others.keys()) >= limits().sums.key_share * len(names)


def _together(one: Named, other: Named) -> Named:
    second = {row.number: name for name, rows in other.items() for row in rows}
    found: dict[str, list[Row]] = defaultdict(list)
    for name, rows in one.items():
        for row in rows:
            if row.number in second:
                found[f"{name} | {second[row.number]}"].append(row)
    return found


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
