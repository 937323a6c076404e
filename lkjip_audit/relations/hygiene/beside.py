"""Closing formulas held to those beside them in their row: the rows that they add, and what they make of them.

In a row of sums each column adds the same rows below or above; one that adds fewer was not drawn far enough, or skips
one.  In a row of means each column of one meaning is closed alike: a ratio of two means among means of ratios is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.judging.outcomes import Surroundings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import contents_of
from lkjip_audit.tables.model import RowKind, Table
from lkjip_audit.workbook.formulae.ranges import averaged, copied
from lkjip_audit.workbook.formulae.read import areas_of, only_adds
from lkjip_audit.workbook.model import Address, Cell, Sheet


def short_beside(scene: Scene, surroundings: Surroundings) -> Iterator[tuple[Sheet, Cell, list[Cell], str]]:
    """Formulas that add fewer rows of their column than all others of their row in the table do.

    Each with its sheet, the cells that it leaves out, and the formula that stands beside it, as it reads here.
    """
    for contents in contents_of(scene):
        by_row: dict[tuple[int, str], list[Cell]] = defaultdict(list)
        tables: dict[str, Table] = {}
        for cell in contents.formulas:
            table = surroundings.table(Address(contents.sheet.name, cell.row, cell.column))
            if table is not None:
                tables[table.id] = table
                by_row[cell.row, table.id].append(cell)
        for (_, name), cells in by_row.items():
            yield from _short(contents.sheet, tables[name], cells)


def _short(sheet: Sheet, table: Table, cells: Sequence[Cell]) -> Iterator[tuple[Sheet, Cell, list[Cell], str]]:
    added = {cell.column: rows for cell in cells if (rows := _rows_added(sheet, cell))}
    counts = Counter(added.values())
    if len(added) < limits().habits.formulas or len(counts) < 2:
        return
    usual, times = counts.most_common(1)[0]
    if len(added) - times > 1:  # not one column alone: several kinds of columns are closed each in its way
        return
    source = next(cell for cell in cells if added.get(cell.column) == usual)
    details = {row.number for row in table.rows if row.kind is RowKind.DETAIL and not row.hidden}
    for cell in cells:
        taken = added.get(cell.column, usual)
        if not taken < usual:
            continue
        left = [sheet.cells.get((row, cell.column)) for row in sorted((usual - taken) & details)]
        missing = [item for item in left if item is not None and isinstance(item.value, Decimal) and item.value != 0]
        if missing:
            yield sheet, cell, missing, copied(source.formula or "", source, cell.row, cell.column)


def _rows_added(sheet: Sheet, cell: Cell) -> frozenset[int]:
    """The rows of its own column that a formula adds, if it does nothing else; those of long ranges are not walked."""
    if not only_adds(cell.formula or ""):
        return frozenset()
    rows: set[int] = set()
    for name, area in areas_of(cell.formula or ""):
        is_own = name in (None, sheet.name) and area.left == area.right == cell.column
        if not is_own or area.bottom - area.top > limits().habits.ring_steps:
            return frozenset()
        rows.update(range(area.top, area.bottom + 1))
    return frozenset(rows) if cell.row not in rows else frozenset()


def ratios_among_means(scene: Scene, surroundings: Surroundings) -> Iterator[tuple[Sheet, Cell, str]]:
    """Ratios of a row of means where the other columns of the same meaning average what stands above them.

    Each with its sheet and the average that stands beside it, as it reads here.
    """
    for contents in contents_of(scene):
        means: dict[tuple[int, str], list[Cell]] = defaultdict(list)
        for cell in contents.formulas:
            table = surroundings.table(Address(contents.sheet.name, cell.row, cell.column))
            row = None if table is None else surroundings.row(table, cell.row)
            column = None if table is None else surroundings.column(table, cell.column)
            if row is not None and row.kind is RowKind.MEAN and column is not None and column.role:
                means[cell.row, column.role].append(cell)
        for cells in means.values():
            usual = [cell for cell in cells if _averages(cell)]
            odd = [cell for cell in cells if _reads_its_row(cell)]
            if len(odd) == 1 and len(usual) == len(cells) - 1 > 1:
                source, cell = usual[0], odd[0]
                yield contents.sheet, cell, copied(source.formula or "", source, cell.row, cell.column)


def _averages(cell: Cell) -> bool:
    area = averaged(cell.formula or "")
    return area is not None and area.left == area.right == cell.column


def _reads_its_row(cell: Cell) -> bool:
    areas = [area for _, area in areas_of(cell.formula or "")]
    return len(areas) > 1 and all((area.top, area.bottom) == (cell.row, cell.row) for area in areas)
