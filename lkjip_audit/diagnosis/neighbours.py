"""Which other figure a wrong one was copied from: told by where the same number stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.diagnosis.bands import Band
from lkjip_audit.diagnosis.model import Evidence, EvidenceKind
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value
from lkjip_audit.diagnosis.what_if import Changes
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.same_measure import SENTENCE
from lkjip_audit.scene.sameness import amount_of

Row = tuple[str, int]
"""A row of a sheet."""


class Neighbours:
    """The figures of the workbook by row, by column and by value."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._limits = limits().copies
        self._rows: dict[Row, list[Operand]] = defaultdict(list)
        self._columns: dict[Band, list[Operand]] = defaultdict(list)
        self._again: dict[Decimal, list[tuple[int, Operand]]] = defaultdict(list)
        self._alike: dict[tuple[Band, Decimal], list[Operand]] = defaultdict(list)
        self._written: dict[Node, str] = {}
        least = min(self._limits.digits_on_sheet, self._limits.digits_far)
        for cell in network.all_cells:
            address = cell.node.address
            if cell.role == SENTENCE:
                continue
            amount = amount_of(cell)
            digits = _digits_told(cell)
            if digits >= least:
                self._again[amount].append((digits, cell))
            self._rows[address.sheet, address.row].append(cell)
            band = network.bands.of(cell)
            self._columns[band].append(cell)
            self._alike[band, amount].append(cell)

    def copied(self, cells: Sequence[Operand], fact: int, value: Value) -> Iterator[Evidence]:
        """Where the number that ``cells`` wrongly state stands for another fact, likeliest source first."""
        first = cells[0]
        wrong = amount_of(first)
        size = _size(first)
        if size < self._limits.digits_beside:
            return
        for cell in cells:
            yield from self._in_row(cell, fact, wrong)
        right = [cell for cell in self._network.cells(fact) if not any(cell.node == x.node for x in cells)]
        for place in (*right, *self._network.elsewhere(fact)):
            for item in self._rows[_row(place)]:
                if item.role == first.role and amount_of(item) == wrong and self._is_other(item, fact):
                    before = item.node.address.column < place.node.address.column
                    kind = EvidenceKind.LAST_YEAR if before else EvidenceKind.OTHER_YEAR
                    yield Evidence(kind, item.node, item, count=_digits_told(item))
        for cell in cells:
            yield from self._in_column(cell, fact, wrong, above_only=size < self._limits.digits_on_sheet)

    def _in_row(self, cell: Operand, fact: int, wrong: Decimal) -> Iterator[Evidence]:
        roles = self._network.roles
        for item in self._rows[_row(cell)]:
            if amount_of(item) != wrong or not self._is_other(item, fact):
                continue
            if item.node.address == cell.node.address:
                continue
            if item.role == cell.role:
                before = item.node.address.column < cell.node.address.column
                kind = EvidenceKind.LAST_YEAR if before else EvidenceKind.OTHER_YEAR
                yield Evidence(kind, item.node, item, count=_digits_told(item))
            elif item.role in roles.planned & roles.performance and cell.role in roles.result:
                yield Evidence(EvidenceKind.TARGET_AS_RESULT, item.node, item)
            elif {item.role, cell.role} <= roles.planned & roles.money:
                yield Evidence(EvidenceKind.OTHER_STAGE, item.node, item)
            else:
                yield Evidence(EvidenceKind.OTHER_MEASURE, item.node, item)

    def _in_column(self, cell: Operand, fact: int, wrong: Decimal, *, above_only: bool) -> Iterator[Evidence]:
        address = cell.node.address
        band = self._network.bands.of(cell)
        column = self._columns[band]
        before = bisect_left(column, address.row, key=_line)
        nearest = column[before - 1] if before else None
        alike: Sequence[Operand] = self._alike.get((band, wrong), ())
        if above_only:
            alike = [nearest] if nearest is not None and amount_of(nearest) == wrong else []
        for item in alike:
            if item.node.address != address and self._is_other(item, fact):
                kind = EvidenceKind.ROW_ABOVE if item is nearest else EvidenceKind.OTHER_ROW
                yield Evidence(kind, item.node, item, count=_digits_told(item))

    def beside(self, cells: Sequence[Operand], value: Value) -> Iterator[Evidence]:
        """The figures of the same cell (a sentence states several) that are what the wrong one should be."""
        for cell in cells:
            for item in self._network.sharing(cell.node):
                if amount_of(item) == value.amount and _size(item) >= self._limits.digits_on_sheet:
                    yield Evidence(EvidenceKind.NEAR, item.node, item)
                    return

    def in_column(self, cell: Operand) -> int:
        """How many figures the column of ``cell`` has."""
        return len(self._columns[self._network.bands.of(cell)])

    def in_row(self, cell: Operand) -> int:
        """How many figures stand in the row of ``cell``."""
        return len(self._rows[_row(cell)])

    def stands_again(self, cells: Sequence[Operand], fact: int, changes: Changes) -> bool:
        """Whether the number stands in a table too, for another fact, and stays there: no slip of the hand.

        A sentence that says it again may be the same sentence, copied.
        """
        first = cells[0]
        mine = {cell.node.address for cell in cells}
        tables = {self._network.bands.table_of(cell) for cell in cells}
        for digits, item in self._again.get(amount_of(first), ()):
            if item.node.address in mine or item.node in changes or self._network.fact(item.node) == fact:
                continue
            is_near = self._network.bands.table_of(item) in tables
            if digits >= (self._limits.digits_on_sheet if is_near else self._limits.digits_far):
                return True
        return False

    def _is_other(self, item: Operand, fact: int) -> bool:
        return self._network.fact(item.node) != fact

    def block(self, cell: Operand, proposed: Decimal, near: Sequence[Operand], changes: Changes) -> Evidence | None:
        """The figure near by whose first or last digits stand where those of ``proposed`` should.

        Figures that change with the cell were copied from it rather than the other way round; and an end like "500"
        tells nothing.
        """
        mine, right = self._digits_of(cell), _digits(proposed)
        shortest, reach = self._limits.block_digits, self._limits.block_rows
        if len(mine) != len(right) or len(mine) < 2 * shortest or mine == right:
            return None
        same_head = next(i for i, (a, b) in enumerate(zip(mine, right, strict=True)) if a != b)
        same_tail = next(i for i, (a, b) in enumerate(zip(mine[::-1], right[::-1], strict=True)) if a != b)
        tail = mine[min(same_head, len(mine) - shortest) :]
        head = mine[: max(len(mine) - same_tail, shortest)]
        column = self._columns[self._network.bands.of(cell)]
        here = bisect_left(column, _line(cell), key=_line)
        nearest = column[max(0, here - reach) : here + reach]
        nearest.sort(key=lambda item: abs(_line(item) - _line(cell)))
        for item in (*near, *self._rows[_row(cell)], *nearest):
            if item.node in changes or not self._is_other(item, self._network.fact(cell.node)):
                continue
            other = self._digits_of(item)
            if len(other) < len(mine) - 1:
                continue
            if _tells(tail, shortest) and len(tail) < len(mine) and other.endswith(tail) and not right.endswith(tail):
                return Evidence(EvidenceKind.BLOCK_COPIED, item.node, item, count=-len(tail))
            if _tells(head, shortest) and len(head) < len(mine) and other.startswith(head) and len(other) == len(mine):
                return Evidence(EvidenceKind.BLOCK_COPIED, item.node, item, count=len(head))
        return None

    def _digits_of(self, cell: Operand) -> str:
        known = self._written.get(cell.node)
        if known is None:
            known = self._written[cell.node] = _digits(cell.figure.value)
        return known


def _digits(value: Decimal) -> str:
    """The digits of a number without its mark; zeros in front are none."""
    return f"{value.copy_abs():f}".replace(".", "").lstrip("0")


def _size(cell: Operand) -> int:
    return len(f"{abs(cell.figure.value):f}".replace(".", ""))


def _digits_told(item: Operand) -> int:
    """How many digits there are but for the zeros at the end: how telling it is that two figures are the same."""
    return len(_digits(item.figure.value).rstrip("0"))


def _tells(block: str, shortest: int) -> bool:
    return len(block.rstrip("0")) >= shortest


def _row(cell: Operand) -> Row:
    return cell.node.address.sheet, cell.node.address.row


def _line(cell: Operand) -> int:
    return cell.node.address.row
