"""What a live AVERAGE says that a row of means averages."""

from __future__ import annotations

from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.workbook.formulae.ranges import averaged


def rows_averaged(scene: Scene, table: Table, index: int, column: Column) -> list[Row] | None:
    """The rows that the live AVERAGE of the mean row at ``index`` takes; None where the cell holds no such formula."""
    sheet = next((sheet for sheet in scene.workbook.sheets if sheet.name == table.sheet), None)
    cell = None if sheet is None else sheet.cells.get((table.rows[index].number, column.index))
    area = averaged(cell.formula) if cell is not None and cell.formula else None
    if area is None or (area.left, area.right) != (column.index, column.index):
        return None
    return [row for row in table.rows[:index] if area.top <= row.number <= area.bottom and row.kind is RowKind.DETAIL]
