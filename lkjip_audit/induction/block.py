"""A block of figures as arrays: exact amounts, what each says of its own precision, what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.induction.model import Operator

Ints = NDArray[Any]
"""Scaled amounts: int64, or Python's own integers (dtype object) where 64 bits do not hold them."""
Flags = NDArray[np.bool_]

Said = tuple[frozenset[Operator], ...]
"""How words say that each row, or each column, is computed; empty where they say nothing of any."""

_ROOM = 2**61
_ONE = Decimal(1)
_EXACT = Context(prec=400)
MOST_DECIMALS = 12
"""Decimals beyond which a figure shows no more than a spreadsheet's own rounding."""
_MOST_DIGITS = 40
"""A cell may hold hundreds of digits, of which floats know nothing: such a number is no amount."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that holds something which is no figure: a word, an ambiguous number, an error."""


UNREADABLE = Unreadable()
Entry = Figure | Unreadable | None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows times columns of figures; every array has that shape.

    ``amounts``     the printed amount times 10**scale, exact; 0 where ``known`` is not set.
    ``scale``       how many decimals the finest figure of the block shows.
    ``steps``       the unit of the last digit shown, times 10**scale.
    ``whole``       written in full, without decimals or a word such as "juta": exact unless read as rounded.
    ``known``       there is a figure.
    ``unreadable``  there is something else: a relation over it is not judged.
    ``percent``     the figure carries a percent sign.
    ``said_of_rows``, ``said_of_columns`` are no arrays: a total, a mean, a share, for all that the words say.
    """

    amounts: Ints
    scale: int
    steps: Ints
    whole: Flags
    known: Flags
    unreadable: Flags
    percent: Flags
    said_of_rows: Said = ()
    said_of_columns: Said = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.known.shape
        return int(rows), int(columns)


def block_of(grid: Sequence[Sequence[Entry]], said_of_rows: Said = (), said_of_columns: Said = ()) -> Block:
    """The block of a grid whose rows may differ in length; None is an empty cell.

    ``said_of_rows`` and ``said_of_columns`` are what labels and headers say, one for each row and column, or nothing.
    Raises ValueError when a figure shows more than twelve decimals.
    """
    rows, columns = len(grid), max((len(row) for row in grid), default=0)
    cells: list[tuple[int, int, Figure]] = []
    unreadable = np.zeros((rows, columns), dtype=np.bool_)
    for at, row in enumerate(grid):
        for across, entry in enumerate(row):
            if isinstance(entry, Unreadable) or (entry is not None and entry.amount.adjusted() > _MOST_DIGITS):
                unreadable[at, across] = True
            elif entry is not None:
                cells.append((at, across, entry))
    return replace(_filled(cells, unreadable), said_of_rows=said_of_rows, said_of_columns=said_of_columns)


def _filled(cells: list[tuple[int, int, Figure]], unreadable: Flags) -> Block:
    scale = max((_places(figure) for _, _, figure in cells), default=0)
    if scale > MOST_DECIMALS:
        raise ValueError(f"a figure shows {scale} decimals")
    shape = unreadable.shape
    amounts, steps = np.zeros(shape, dtype=object), np.zeros(shape, dtype=object)
    whole, known, percent = (np.zeros(shape, dtype=np.bool_) for _ in range(3))
    units: dict[tuple[Decimal, int], int] = {}
    for at, across, figure in cells:
        amounts[at, across] = _scaled(figure, scale)
        unit = figure.multiplier, figure.decimals
        if unit not in units:
            units[unit] = _step(figure, scale)
        steps[at, across] = units[unit]
        whole[at, across] = figure.decimals == 0 and figure.multiplier == 1
        percent[at, across] = figure.unit == PERCENT
        known[at, across] = True
    return Block(narrowed(amounts), scale, narrowed(steps), whole, known, unreadable, percent)


def narrowed(values: Ints) -> Ints:
    """The same integers as int64 where every sum over the array fits, else as they are."""
    largest = max((abs(value) for value in values.flat), default=0)
    return values.astype(np.int64) if largest * max(values.size, 1) < _ROOM else values


def _scaled(figure: Figure, scale: int) -> int:
    if figure.multiplier == 1:
        return int(figure.value.scaleb(scale, _EXACT))
    return int(Fraction(figure.value) * Fraction(figure.multiplier) * 10**scale)


def _places(figure: Figure) -> int:
    if figure.decimals >= 0 and figure.value.same_quantum(_ONE) and figure.multiplier == 1:
        return figure.decimals
    exponent = figure.amount.normalize().as_tuple().exponent
    shown = figure.decimals if figure.multiplier == 1 else 0
    return max(shown, -exponent if isinstance(exponent, int) else 0)


def _step(figure: Figure, scale: int) -> int:
    step = figure.multiplier * Decimal(1).scaleb(scale - figure.decimals)
    return max(1, int(step))
