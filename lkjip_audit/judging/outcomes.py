"""Outcomes of kinds without arithmetic on figures, and what a cell of a sheet is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from lkjip_audit.figures.rounding import round_half_up
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.model import Column, Row, Table
from lkjip_audit.workbook.formats import shown
from lkjip_audit.workbook.model import Address, Cell, Sheet


def outcome(
    rule: Rule,
    status: Status,
    cell: Address | Node,
    subject: str,
    *,
    stated: str = "",
    expected: Decimal | None = None,
    expected_text: str = "",
    difference: Decimal | None = None,
    severity: Severity | None = None,
    related: Iterable[Operand] = (),
    reason: str | None = None,
    **values: str,
) -> Outcome:
    """An outcome at ``cell``; a finding weighs what its rule says unless ``severity`` says otherwise."""
    finding = status is Status.FINDING
    return Outcome(
        rule=rule,
        status=status,
        subject=subject,
        cell=cell if isinstance(cell, Node) else Node(cell),
        stated=stated,
        expected=expected,
        expected_text=expected_text,
        difference=difference,
        severity=(severity or rule.severity) if finding else None,
        related=tuple(related),
        reason=reason,
        values=tuple(values.items()),
    )


class Surroundings:
    """Which table a cell lies in, and what it is about in the sheet's own words."""

    def __init__(self, scene: Scene) -> None:
        self._tables: dict[str, list[Table]] = defaultdict(list)
        self._rows: dict[str, dict[int, Row]] = {}
        for table in scene.tables:
            self._tables[table.sheet].append(table)

    def table(self, address: Address) -> Table | None:
        """The table that ``address`` lies in."""
        for table in self._tables.get(address.sheet, ()):
            if (address.row, address.column) in table.area:
                return table
        return None

    def row(self, table: Table, number: int) -> Row | None:
        """The row of ``table`` on the sheet's row ``number``."""
        rows = self._rows.get(table.id)
        if rows is None:
            rows = self._rows[table.id] = {row.number: row for row in table.rows}
        return rows.get(number)

    def column(self, table: Table, index: int) -> Column | None:
        """The column of ``table`` on the sheet's column ``index``."""
        return next((column for column in table.columns if column.index == index), None)

    def subject(self, sheet: Sheet, row: int, column: int) -> str:
        """What the cell is about: its row's and its column's name; outside of tables the words left of it."""
        table = self.table(Address(sheet.name, row, column))
        if table is None:
            return _words_left(sheet, row, column)
        own, over = self.row(table, row), self.column(table, column)
        names = ("" if own is None else own.label, over.header[-1] if over and over.header else "")
        return " / ".join(filter(None, names)) or _words_left(sheet, row, column)


def _words_left(sheet: Sheet, row: int, column: int) -> str:
    for left in range(column - 1, max(0, column - 1 - limits().prose.label_columns), -1):
        cell = sheet.cells.get((row, left))
        if cell is not None and isinstance(cell.value, str) and any(map(str.isalpha, cell.value)):
            return cell.value.strip()
    return ""


def printed(cell: Cell, value: Decimal) -> tuple[str, Decimal]:
    """``value`` as ``cell`` would show it: the text, and the number that the text says."""
    form = shown(value, cell.number_format)
    number = value * 100 if form.percent else value / form.scale
    return form.text, round_half_up(number, form.decimals) if form.decimals >= 0 else number
