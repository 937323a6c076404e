"""Columns of tables, and which of their figures may be copies of each other.

Two tables on one sheet are as far apart as two on two sheets: a band is a column of a table, not of a sheet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from lkjip_audit.diagnosis.numbers import tenths
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.workbook.model import Address, Area

Band = tuple[str, int, int]
"""A column of a table (its sheet, its first row, the column), or of what of a sheet lies in none (row 0)."""
Lying = tuple[str, Area]
"""Where a table lies: its sheet and its area."""
_MENDED_BY_ONE = 2
"""Steps of a column that one figure is part of: where more go against its order, no one figure is out of it."""


class Bands:
    """The columns that figures stand in."""

    def __init__(self, tables: Iterable[Lying], cells: Sequence[Operand], fact: Callable[[Node], int]) -> None:
        self._tables: dict[tuple[str, int], list[Area]] = defaultdict(list)
        for sheet, area in tables:
            for row in range(area.top, area.bottom + 1):
                self._tables[sheet, row].append(area)
        self._known: dict[Address, tuple[str, int]] = {}
        self._cells = cells
        self._fact = fact
        self._telling_digits = limits().copies.kin_digits
        self._ordered: dict[Band, tuple[Sequence[int], Mapping[int, int]]] = {}

    def of(self, cell: Operand) -> Band:
        """The column of the table that the cell lies in; outside of tables, of its sheet."""
        return (*self.table_of(cell), cell.node.address.column)

    def table_of(self, cell: Operand) -> tuple[str, int]:
        """The table that the cell lies in, by its sheet and first row; outside of tables, its sheet."""
        address = cell.node.address
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = self._lying_at(address)
        return known

    def _lying_at(self, address: Address) -> tuple[str, int]:
        for area in self._tables.get((address.sheet, address.row), ()):
            if area.left <= address.column <= area.right:
                return address.sheet, area.top
        return address.sheet, 0

    def repeats(self, cell: Operand) -> tuple[Band, Decimal] | None:
        """What is the same for figures of one column that state one telling number, though of different facts."""
        if not self._tells(cell):
            return None
        key = (self.of(cell), amount_of(cell))
        return key if key in self._repeated else None

    def rows_that_repeat(self, source: object) -> int:
        """How many facts state what ``repeats`` has told to be the same."""
        return self._repeated.get(source, 0)

    def zeros_lost(self, cell: Operand, right: Decimal) -> int:
        """How many zeros at its end ``right`` lacks that an exact figure has and most of its column have.

        The zeros of a column are told from enough figures of it only; without them a whole figure has none.
        """
        stated = cell.figure.value
        if not cell.exact or not right or not stated:
            return 0
        usual = min(_zeros(stated), self._usual.get(self.of(cell), 0))
        return max(0, usual - _zeros(right))

    def rounder(self, cell: Operand, right: Decimal) -> int:
        """By how many tenths of a bit ``right`` is likelier than what ``cell`` states, by the zeros of its column.

        Of the exact figures of a column so many end in three zeros, so many in none; of numbers at large one in a
        thousand does.  Nothing where the column is too short to tell.
        """
        endings = self._endings.get(self.of(cell))
        stated = cell.figure.value
        if endings is None or not cell.exact or not right or not stated:
            return 0
        right_zeros, own_zeros = _whole_zeros(right), _whole_zeros(stated)
        more = right_zeros - own_zeros
        usual = (endings[right_zeros] + (more != 0)) * 10 ** max(0, more)
        return tenths(usual) - tenths(max(1, endings[own_zeros]) * 10 ** max(0, -more))

    def is_rounder(self, cell: Operand, right: Decimal) -> bool:
        """Whether no figure of the column would end in as many zeros as ``right`` does by chance."""
        gained = self.rounder(cell, right)
        return gained > 0 and gained - tenths(self._endings[self.of(cell)].total()) > limits().chances.doubt

    def order(self, cell: Operand, right: Decimal) -> int:
        """What ``right`` does to a column whose other figures go up, or down, from row to row.

        1 where what ``cell`` states is out of that order and ``right`` is not, -1 the other way round, else 0.
        """
        listed = self._listed.get(self.of(cell), {})
        row, stated = cell.node.address.row, cell.figure.value
        if len(listed) < limits().copies.order_figures or listed.get(row) != stated:
            return 0
        rows, against = self._in_order(self.of(cell))
        if min(against.values()) > _MENDED_BY_ONE:
            return 0
        others = [listed[at] for at in rows if at != row]
        place = bisect_left(rows, row)
        for sign in (1, -1):
            if against[sign] > _MENDED_BY_ONE:
                continue
            run = [value * sign for value in others]
            if all(low < high for low, high in pairwise(run)):
                return _lies(run, place, right * sign) - _lies(run, place, stated * sign)
        return 0

    def _in_order(self, band: Band) -> tuple[Sequence[int], Mapping[int, int]]:
        """The rows of a band from the top, and how many steps go against its going up (1) and down (-1)."""
        found = self._ordered.get(band)
        if found is None:
            listed = self._listed[band]
            rows = sorted(listed)
            steps = [(listed[low], listed[high]) for low, high in pairwise(rows)]
            against = {1: sum(low >= high for low, high in steps), -1: sum(low <= high for low, high in steps)}
            found = self._ordered[band] = (rows, against)
        return found

    def is_of_amounts(self, cell: Operand) -> bool:
        """Whether ``cell`` is exact and stands in a column of exact figures of which none is below zero."""
        return cell.exact and self._least.get(self.of(cell), -1) >= 0

    @cached_property
    def _least(self) -> dict[Band, Decimal]:
        """The least of the exact figures of each column that holds several."""
        seen: dict[Band, dict[Node, Decimal]] = defaultdict(dict)
        for cell in self._cells:
            if cell.exact:
                seen[self.of(cell)][cell.node] = cell.figure.value
        few = limits().copies.form_figures
        return {band: min(held.values()) for band, held in seen.items() if len(held) >= few}

    @cached_property
    def _usual(self) -> dict[Band, int]:
        """The zeros that most figures of a column end in."""
        seen: dict[Band, list[int]] = defaultdict(list)
        for cell in self._cells:
            if cell.exact and cell.figure.value and cell.node.number == 0:
                seen[self.of(cell)].append(_zeros(cell.figure.value))
        few, share = limits().copies.form_figures, limits().copies.form_share
        return {
            band: max(0, sorted(zeros)[int(len(zeros) * (1 - share))])
            for band, zeros in seen.items()
            if len(zeros) >= few
        }

    @cached_property
    def _endings(self) -> dict[Band, Counter[int]]:
        """How many of the exact figures of each column that holds several end in how many zeros."""
        seen: dict[Band, Counter[int]] = defaultdict(Counter)
        for cell in self._cells:
            if cell.exact and cell.figure.value and cell.node.number == 0:
                seen[self.of(cell)][_whole_zeros(cell.figure.value)] += 1
        few = limits().copies.form_figures
        return {band: counted for band, counted in seen.items() if counted.total() >= few}

    @cached_property
    def _listed(self) -> dict[Band, dict[int, Decimal]]:
        """The figures of each column by row, of those that have one a row."""
        seen: dict[Band, dict[int, Decimal]] = defaultdict(dict)
        for cell in self._cells:
            if cell.node.number == 0:
                seen[self.of(cell)][cell.node.address.row] = cell.figure.value
        return seen

    @cached_property
    def _repeated(self) -> dict[object, int]:
        seen: dict[tuple[Band, Decimal], set[int]] = defaultdict(set)
        for cell in self._cells:
            if cell.node.number == 0 and self._tells(cell):
                seen[self.of(cell), amount_of(cell)].add(self._fact(cell.node))
        return {key: len(facts) for key, facts in seen.items() if len(facts) > 1}

    def _tells(self, cell: Operand) -> bool:
        digits = f"{cell.figure.value.copy_abs():f}".replace(".", "").strip("0")
        return len(digits) >= self._telling_digits


def _lies(run: Sequence[Decimal], place: int, value: Decimal) -> bool:
    """Whether ``value`` lies at ``place`` of a list that goes up."""
    return (place == 0 or run[place - 1] <= value) and (place == len(run) or value <= run[place])


def _whole_zeros(value: Decimal) -> int:
    """The zeros that a number ends in; none where it has decimals."""
    return max(0, _zeros(value))


def _zeros(value: Decimal) -> int:
    """The zeros that a whole number ends in; less than none where it has decimals."""
    return int(value.normalize().as_tuple().exponent)
