"""Rows that relations elsewhere show to be rows like the others, first and last ones too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.model import Axis
from lkjip_audit.induction.selection import Scored
from lkjip_audit.rulepack.induction_limits import InductionLimits

Searched = Sequence[tuple[Frame, Sequence[Scored]]]


def with_rows_like_others(searched: Searched, limits: InductionLimits) -> list[tuple[Frame, Sequence[Scored]]]:
    """The frames along rows with those lines marked that a total adds up, or that the next row is carried on from.

    A row of years, of column numbers or of means is neither.
    """
    rows = {*_added(searched), *_looked_back_at(searched, limits)}
    return [
        (replace(frame, added=frozenset(at for at, row in enumerate(frame.lines.tolist()) if row in rows)), taken)
        if frame.axis is Axis.ALONG_ROWS
        else (frame, taken)
        for frame, taken in searched
    ]


def _added(searched: Searched) -> Iterator[int]:
    """The rows of the block that sums in force add up."""
    for frame, taken in searched:
        for each in taken if frame.axis is Axis.ALONG_COLUMNS else ():
            candidate = each.verdict.candidate
            if candidate.operator in LINEAR and len(candidate.operands) > 1:
                yield from (int(frame.places[place]) for place in candidate.operands)


def _looked_back_at(searched: Searched, limits: InductionLimits) -> Iterator[int]:
    """The rows of the block that the row after them is carried on from, or has changed since, beyond doubt."""
    for frame, taken in searched:
        for each in taken if frame.origins is not None else ():
            before = next(place for place in each.verdict.candidate.operands if frame.is_before(place))
            for line in np.flatnonzero(each.verdict.worth >= limits.threshold).tolist():
                yield frame.cell(line, before)[0]
