"""Whether the first rows of a table deny that a column is made of others, as is plain without exact arithmetic.

A header that says "persentase" leaves dozens of pairs of columns to try, nearly all of which are wrong in every row.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.induction import Operator
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.model import Column, Row, Table

_SLACK = 1e-9
"""Far more than floats err by, as a share of the figures that are reckoned with."""
_HUNDRED = 100.0


class _About(NamedTuple):
    """A figure, how far what is stored lies from what is printed, half a unit of its last digit; all as floats."""

    value: float
    stored: float
    half: float
    is_percent: bool


class Glance:
    """The figures of the ``rows`` of a table, read once for all the columns that they may make.

    ``percentages`` are the columns of which a figure may be a percentage.
    """

    def __init__(self, table: Table, rows: Sequence[Row], percentages: Set[int]) -> None:
        self._table, self._rows, self._percentages = table, rows, percentages
        self._read: dict[int, list[_About | None]] = {}

    def denies(self, column: Column, parts: Sequence[Column], operator: Operator, times: Decimal) -> bool:
        """Whether the first rows that tell are all farther off than rounding leads; False where they are too few."""
        left = limits().arithmetic.rows_glance
        for stated, *made in zip(self._of(column), *map(self._of, parts), strict=True):
            figures = [figure for figure in made if figure is not None]
            if stated is None or len(figures) < len(made):
                continue
            percent = {figure.is_percent for figure in figures}
            alone = True not in percent or parts[0].index in self._percentages
            if operator is not Operator.PRODUCT and (len(percent) > 1 or not alone):
                continue
            if not _is_off(stated, figures, operator, float(times)):
                return False
            left -= 1
            if not left:
                return True
        return False

    def _of(self, column: Column) -> list[_About | None]:
        found = self._read.get(column.index)
        if found is None:
            found = self._read[column.index] = [_about(self._table, row, column) for row in self._rows]
        return found


def _about(table: Table, row: Row, column: Column) -> _About | None:
    item = operand("", table, row, column)
    if item is None:
        return None
    value = float(amount_of(item))
    stored = abs(float(item.figure.exact_amount * item.scale) - value)
    return _About(value, stored, float(item.half_step), item.figure.unit == PERCENT)


def _is_off(stated: _About, parts: Sequence[_About], operator: Operator, times: float) -> bool:
    aim, room = _made(parts, operator, times)
    return abs(aim - stated.value) > (room + stated.half + stated.stored) * (1 + _SLACK) + abs(stated.value) * _SLACK


def _made(parts: Sequence[_About], operator: Operator, times: float) -> tuple[float, float]:
    """What the ``parts`` make, and how far from that it may lie; rounding of parts is allowed in sums alone."""
    *added, last = parts
    if operator in (Operator.SUM, Operator.AVERAGE):
        size = sum(abs(part.value) for part in parts)
        many = len(parts) if operator is Operator.AVERAGE else 1
        room = sum(part.stored + part.half for part in parts) + size * _SLACK
        return sum(part.value for part in parts) / many, room / many
    first = sum(part.value for part in added)
    size, loose = sum(abs(part.value) for part in added), sum(part.stored for part in added)
    if operator is Operator.DIFFERENCE:
        return first - last.value, loose + last.stored + (size + abs(last.value)) * _SLACK
    if operator is Operator.PRODUCT:
        room = size * last.stored + abs(last.value) * loose + loose * last.stored
        return first * last.value * times, (room + size * abs(last.value) * _SLACK) * times
    below = abs(last.value) - last.stored
    if below <= 0:
        return 0.0, float("inf")
    share = first / last.value
    room = (loose + abs(share) * last.stored) / below + (size / below + 1) * _SLACK
    if operator is Operator.GROWTH:
        return (share - 1) * _HUNDRED, room * _HUNDRED
    return share * times, room * times
