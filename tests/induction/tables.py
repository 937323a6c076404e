"""Columns of figures as text, and what induction shows of them along rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from lkjip_audit.figures.model import Figure
from lkjip_audit.induction import Axis, Entry, Shown, block_of, induce

Text = Decimal | int | str | None
FIRST = (41130, 51271, 39412, 62083, 28754, 44195, 70316, 33567, 58948, 47689, 36127, 52908)
SECOND = (3010, 2906, 4187, 1995, 3642, 2871, 4409, 3127, 2258, 3873, 3319, 4042)


def entry(value: Text) -> Entry:
    """The figure that a text prints."""
    if value is None:
        return None
    exponent = Decimal(value).as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(Decimal(value), max(0, -exponent), str(value))


def along_rows(*columns: Sequence[Text]) -> list[Shown]:
    """What these columns show, row by row."""
    grid = [[entry(value) for value in row] for row in zip(*columns, strict=True)]
    return [each for each in induce(block_of(grid)).shown if each.axis is Axis.ALONG_ROWS]


def along_columns(*rows: Sequence[Text]) -> list[Shown]:
    """What these rows show, column by column."""
    found = induce(block_of([[entry(value) for value in row] for row in rows]))
    return [each for each in found.shown if each.axis is Axis.ALONG_COLUMNS]


def percent(part: Decimal | int, whole: Decimal | int) -> str:
    """With two decimals."""
    return str((100 * Decimal(part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
