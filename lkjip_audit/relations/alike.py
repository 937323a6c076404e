"""Sheets that say the same of other times or agencies: their tables with one header, their rows by name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.judging.model import Equation, Outcome
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.added_rows import significant_bits
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.qualifiers import read_qualifiers

_CODE = re.compile(r"^\d[\d.]*\s+")
_MARKS = re.compile(r"[\W_]+")

Key = tuple[str, int]
"""What a row is called in its table, and the how manieth of that name it is."""


@lru_cache(maxsize=16384)  # the names of a large book, told in many of its tables; no more, however many books are read
def plain_name(text: str) -> str:
    """A name in small letters without marks, and without the code before it."""
    return _MARKS.sub(" ", _CODE.sub("", text.strip().lower())).strip()


def by_header(tables: Sequence[Table]) -> list[list[Table]]:
    """The tables of one header, years and periods apart, together; in the order of the book."""
    found: dict[tuple[str, ...], list[Table]] = defaultdict(list)
    for table in tables:
        found[tuple(map(meaning, table.columns))].append(table)
    return list(found.values())


@lru_cache(maxsize=4096)
def meaning(column: Column) -> str:
    """What a column is about, whatever its year or period: its role, else the words over it."""
    return column.role or plain_name(read_qualifiers(" ".join(column.header)).rest)


def is_added(table: Table, column: Column) -> bool:
    """Whether the figures of a column may be added up: no ratio, no percentage, no number of a row."""
    roles = table.roles
    apart = roles.ratio | roles.percentage | roles.numbering | roles.units
    return column.role not in apart and column.unit != PERCENT


def holds_rupiah(table: Table, column: Column) -> bool:
    """Whether a column holds rupiah: by its role, else by its words or the size of its figures."""
    if column.role in table.roles.money:
        return True
    if column.role not in (None, JUMLAH) or column.unit not in (None, RUPIAH):
        return False
    figures = [figure for row in table.details() if (figure := table.figure(row, column)) is not None and figure.amount]
    large = sum(abs(figure.amount) >= limits().cells.money_from for figure in figures)
    return column.unit == RUPIAH or large > len(figures) // 2


def rows_by_name(table: Table) -> Mapping[Key, Row]:
    """The rows with data of their own by their code or their name."""
    times: Counter[str] = Counter()
    found: dict[Key, Row] = {}
    for row in table.rows:
        name = row.code or plain_name(row.label)
        if row.kind is RowKind.DETAIL and name:
            found[name, times[name]] = row
            times[name] += 1
    return found


def agree(laid: Sequence[Equation | Outcome]) -> tuple[int, bool]:
    """How many of the sums hold, and whether they are enough to believe that all should.

    Each that holds is worth the significant digits of what is stated; one that departs costs what an error does.
    """
    told = [item for item in laid if isinstance(item, Equation)]
    holding = [item for item in told if adds_up(item)]
    bits = sum(significant_bits(abs(item.stated.figure.amount)) for item in holding)
    bits -= limits().evidence.departure_bits * (len(told) - len(holding))
    own = limits().sums
    enough = len(holding) >= own.key_fewest and len(holding) >= own.key_share * len(laid)
    return len(holding), enough and bits >= own.key_bits


def adds_up(equation: Equation) -> bool:
    """Whether the operands of a sum are what it states, to the last digit."""
    return total_of(equation.operands) == amount_of(equation.stated)


def pairs_of_columns(one: Table, other: Table) -> Iterator[tuple[Column, Column]]:
    """Columns of two tables that are about the same and can be added, each with its like."""
    for column in one.columns:
        if is_added(one, column):
            alike = [item for item in other.columns if meaning(item) == meaning(column) and is_added(other, item)]
            if len(alike) == 1:
                yield column, alike[0]
