"""What a cell's reading is to a search for what figures show: a figure, nothing, or something that is neither."""

from __future__ import annotations

from dataclasses import replace

from lkjip_audit.figures.model import Figure, Reading, ReadingKind
from lkjip_audit.figures.rounding import round_half_up
from lkjip_audit.induction import MOST_DECIMALS, UNREADABLE, Entry


def entry_of(reading: Reading | None) -> Entry:
    """The entry of a block for ``reading``: None where the cell says nothing, UNREADABLE for what is no one figure."""
    if reading is None or reading.kind is ReadingKind.NIL:
        return None
    figure = reading.figure if len(reading.figures) == 1 else None
    return UNREADABLE if figure is None else fine_enough(figure)


def fine_enough(figure: Figure) -> Figure:
    """The figure with no more decimals than a block holds."""
    finer = -int(figure.amount.as_tuple().exponent) - MOST_DECIMALS
    if finer <= 0:
        return figure
    decimals = max(0, -int(figure.value.as_tuple().exponent) - finer)
    return replace(figure, value=round_half_up(figure.value, decimals), decimals=min(figure.decimals, decimals))
