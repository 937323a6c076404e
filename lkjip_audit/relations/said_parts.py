"""Of which columns beside it a column may be made: the choices that are tried for what its header says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import combinations, islice, pairwise, permutations, takewhile

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.induction import Operator
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.said import said_of_column
from lkjip_audit.tables.model import Column, Table


def choices(table: Table, column: Column, operator: Operator, factors: Set[int]) -> Iterator[tuple[Column, ...]]:
    """The columns that may make ``column``: of a sum or a mean its neighbours on one side, else any two near it."""
    at = table.columns.index(column)
    before, after = table.columns[:at][::-1], table.columns[at + 1 :]
    if operator not in (Operator.SUM, Operator.AVERAGE):
        kinds = {Operator.DIFFERENCE: (_adds, is_percentage), Operator.PRODUCT: (_multiplies,)}
        for kind in kinds.get(operator, (_adds,)):
            beside = near(table, column, kind)
            pairs = combinations(beside, 2) if operator is Operator.PRODUCT else permutations(beside, 2)
            said = operator in said_of_column(column)
            yield from (pair for pair in pairs if said or any(other.index in factors for other in pair))
        return
    for side in (before, after):
        run = list(islice(takewhile(lambda other: _adds(table, other), side), limits().said.most_parts))
        for many in range(2, len(run) + 1):
            yield tuple(sorted(run[:many], key=lambda other: other.index))


def near(table: Table, column: Column, kind: Callable[[Table, Column], bool] | None = None) -> Sequence[Column]:
    """The columns of a ``kind`` (of amounts where None) next to ``column``, those to the left first."""
    at = table.columns.index(column)
    others = (*table.columns[:at][::-1], *table.columns[at + 1 :])
    return list(islice((other for other in others if (kind or _adds)(table, other)), limits().said.most_near))


def sums_of_two(table: Table, column: Column, operator: Operator, factors: Set[int]) -> Iterator[tuple[Column, ...]]:
    """Two neighbours of which together ``column`` may be a percentage: roads that are good and fair, of all roads."""
    parts_of_any = dict.fromkeys(part for parts in choices(table, column, operator, factors) for part in parts)
    amounts = sorted(parts_of_any, key=lambda other: other.index)
    for pair in pairwise(amounts):
        yield from ((*pair, other) for other in amounts if other not in pair)


def _adds(table: Table, column: Column) -> bool:
    """Whether the column holds amounts: neither numbers of rows nor words nor percentages."""
    roles = table.roles
    if column.unit == PERCENT or column.role in roles.numbering | roles.percentage:
        return False
    return any(table.figure(row, column) is not None for row in table.rows)


def _multiplies(table: Table, column: Column) -> bool:
    """Whether the column holds amounts, weights or scores: what another one may be so many times."""
    return _adds(table, column) or is_percentage(table, column)


def is_percentage(table: Table, column: Column) -> bool:
    """Whether the column holds percentages, whose difference is in points."""
    is_one = column.unit == PERCENT or column.role in table.roles.percentage
    return is_one and any(table.figure(row, column) is not None for row in table.rows)
