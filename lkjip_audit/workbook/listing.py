"""Cells in words: those that follow each other as one range, the sheet once as long as it does not change."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_audit.workbook.model import Address, PartOfDocument


def place_list(cells: Sequence[Address]) -> str:
    """The places of ``cells``, the sheet once as long as it does not change: ``Pegawai!E39:E45, G2, Lampiran!C2``.

    Those of a document each by itself, without the names of row and column.
    """
    if any(isinstance(cell.sheet, PartOfDocument) for cell in cells):
        return ", ".join(dict.fromkeys(cell.short for cell in cells))
    told: list[str] = []
    runs: list[list[Address]] = []
    for cell in dict.fromkeys(cells):
        last = runs[-1][-1] if runs else None
        if last is not None and (last.sheet, last.column, last.row + 1) == (cell.sheet, cell.column, cell.row):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    sheet = None
    for run in runs:
        first = run[0].a1 if run[0].sheet == sheet else run[0].place
        told.append(first if len(run) == 1 else f"{first}:{run[-1].a1}")
        sheet = run[0].sheet
    return ", ".join(told)
