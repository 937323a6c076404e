"""From a table's cell to an operand: which figures are exact, and in which unit they count."""

from __future__ import annotations

from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure, ReadingKind
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.model import Column, Row, Table

MONEY = frozenset({"pagu", "pagu_sebelum", "pagu_sesudah", "realisasi_anggaran", "sisa", "selisih_anggaran"})
DECIDED = frozenset({"target", "target_akhir", "bobot"})
HEADCOUNT = frozenset({"laki", "perempuan", "jumlah"})
PERFORMANCE = frozenset({"target", "realisasi", "capaian", "kemajuan", "target_akhir", "kondisi_awal"})
FINANCE = MONEY | {"serapan", "porsi", "efisiensi"}
PERCENTAGES = frozenset({"capaian", "serapan", "porsi", "kemajuan", "pertumbuhan", "fisik"})


def is_exact(figure: Figure, role: str | None) -> bool:
    """Whether a figure is what it says, and not rounded at its last shown digit (architecture, precision 3)."""
    if role in DECIDED:
        return True
    if figure.unit == PERCENT or role in PERCENTAGES:
        return False
    if figure.unit == RUPIAH or role in MONEY:
        return figure.multiplier == 1
    return figure.decimals == 0 and figure.multiplier == 1


def operand(name: str, table: Table, row: Row, column: Column, *, part: int = 0) -> Operand | None:
    """The figure of ``table`` at ``row`` and ``column`` under ``name``; None when there is none to use."""
    reading = table.reading(row, column)
    if reading is None or reading.figure is None or part >= len(reading.figures):
        return None
    return _operand(name, table, row, column, reading.figures[part], part)


def operand_or_nil(name: str, table: Table, row: Row, column: Column) -> Operand | None:
    """As ``operand``, but a nil mark ("-") among people or money counts as the zero that it says."""
    reading = table.reading(row, column)
    if reading is not None and reading.kind is ReadingKind.NIL and column.role in HEADCOUNT | MONEY:
        return _operand(name, table, row, column, Figure(Decimal(0), 0, reading.text), 0)
    return operand(name, table, row, column)


def _operand(name: str, table: Table, row: Row, column: Column, figure: Figure, part: int) -> Operand:
    return Operand(
        name=name,
        node=Node(table.address(row, column), part),
        figure=figure,
        role=column.role or name,
        exact=is_exact(figure, column.role) and column.multiplier == 1,
        scale=column.multiplier if figure.multiplier == 1 else Decimal(1),
        label=row.label,
    )
