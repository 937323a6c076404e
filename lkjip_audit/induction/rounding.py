"""Which figures are rounded, by what the relations of both ways show: what one way adds up may not the other way.

Of totals by size and totals by kind of work, all rounded, one way may be exact in ten columns by luck; the other way
shows that the figures of the eleventh are rounded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, deviation
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.model import Axis
from lkjip_audit.induction.selection import Scored


def rounded_cells(searched: Sequence[tuple[Frame, Sequence[Scored]]], shape: tuple[int, int]) -> Flags:
    """The cells of a block of this ``shape`` (rows, columns) in sums in force that hold by rounding in some line."""
    rounded = np.zeros(shape, dtype=np.bool_)
    for frame, taken in searched:
        for scored in taken:
            verdict = scored.verdict
            candidate = verdict.candidate
            if candidate.operator in LINEAR and verdict.reading.rounded:
                gaps = deviation(frame, candidate).gap
                if (gaps[verdict.holds] != 0).any():
                    places = [candidate.stated, *candidate.operands]
                    cells = np.ix_(frame.lines[verdict.holds], frame.places[places])
                    of_frame(rounded, frame)[cells] = True
    return rounded


def of_frame(cells: Flags, frame: Frame) -> Flags:
    """The cells of a block as the frame sees them: lines of the block first."""
    return cells if frame.axis is Axis.ALONG_ROWS else cells.T


def is_rounded_line(cells: Flags, frame: Frame, line: int, places: Sequence[int]) -> bool:
    """Whether one of the ``places`` of the frame's ``line`` is among the rounded ``cells`` of its block."""
    return bool(of_frame(cells, frame)[frame.lines[line], frame.places[list(places)]].any())
