"""Percentages that are stored as fractions: 0,9963 under "Capaian (%)" is 99,63%.

A cell with the format ``0.00%`` says so itself.  Where a file tells no formats, or a cell has none, only the column
can: all its figures are small bare numbers, as no column of capaian, serapan or shares in percent ever is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from lkjip_audit.figures.model import PERCENT, Figure, ReadingKind
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.readings import Readings

_HUNDRED = Decimal(100)


def scale_fractions(
    columns: Sequence[Column], readings: Readings, roles: Roles, knows_formats: bool
) -> tuple[Column, ...]:
    """``columns`` with those of percentages that hold bare fractions counted in hundreds."""
    figures: dict[int, list[Figure]] = {
        column.index: [
            figure
            for reading in readings.column(column.index)
            if reading is not None and reading.kind in (ReadingKind.FIGURES, ReadingKind.AMBIGUOUS)
            for figure in reading.figures
        ]
        for column in columns
        if column.multiplier == 1
        and column.role in roles.hundreds
        and (column.unit == PERCENT or (column.unit is None and not knows_formats))
    }
    if not figures:
        return tuple(columns)
    return tuple(
        replace(column, unit=PERCENT, multiplier=_HUNDRED) if _are_fractions(figures.get(column.index, [])) else column
        for column in columns
    )


def _are_fractions(figures: Sequence[Figure]) -> bool:
    """Whether all of ``figures`` are stored numbers without a unit, and of the size of fractions."""
    if len(figures) < 2 or any(figure.stored is None or figure.unit is not None for figure in figures):
        return False
    own = limits().cells
    sizes = [abs(figure.value) for figure in figures]
    whole = all(size == size.to_integral_value() for size in sizes)
    return not whole and max(sizes) <= own.largest_ratio and median(sizes) <= own.usual_fraction
