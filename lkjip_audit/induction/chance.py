"""How near to what a candidate expects a figure lies by chance: among its operands, or where it only nearly holds.

The mean of two figures lies between them, and so does the figure for both sexes: it is a mean of other weights, which
are nearly equal.  A sum of rates, or the share of a total that was revised, comes near the printed figure in every line
and hits it in many.  A growth over a next to nothing is the bare quotient, less one that no rounding shows.  A match is
worth no more than the next figure that such a table could print.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.induction.arithmetic import Candidate, Deviation
from lkjip_audit.induction.block import Flags, Ints
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.model import Operator
from lkjip_audit.rulepack.induction_limits import InductionLimits

_SEVERAL = 2
CHANGES = {Operator.GROWTH: 1, Operator.REDUCTION: 1, Operator.INVERSE: 2}
"""Operators that are a quotient but for a number added, and that number."""


def spread_of_means(frame: Frame, candidate: Candidate, limits: InductionLimits) -> Floats:
    """How far apart means of the operands lie in each line, scaled, when their weights differ as groups' do."""
    places = list(candidate.operands)
    values, known = frame.floats[:, places], frame.known[:, places]
    low, high = np.where(known, values, np.inf).min(axis=1), np.where(known, values, -np.inf).max(axis=1)
    return spread_of_weights(low, high, known.sum(axis=1), limits)


def spread_of_weights(low: Floats, high: Floats, known: NDArray[np.intp], limits: InductionLimits) -> Floats:
    """How far apart means of other weights lie of so many ``known`` figures from ``low`` to ``high``."""
    reach = np.subtract(high, low, out=np.zeros_like(high), where=known >= _SEVERAL)
    spread: Floats = limits.mean_weights * reach / np.sqrt(np.maximum(known / 2, 1.0))
    return spread


def are_weights_open(bits: Floats, operands: int, limits: InductionLimits) -> bool:
    """Whether a mean of other weights, the same in all lines, would agree as well; ``bits`` are what each line tells.

    An index of two groups of nearly equal weight lies near their mean month after month, and every month repeats what
    the first has told.  As many lines fix the weights as there are weights to choose.
    """
    fixing = np.sort(bits)[max(len(bits) - operands + 1, 0) :]
    return float(fixing.sum()) < limits.threshold


def beyond_a_quotient(frame: Frame, candidate: Candidate, width: Floats) -> Floats:
    """Bits by which a match of a change is told from the bare quotient of its operands, within the doubled ``width``.

    What is ten million times the base has grown by ten million, less the one that it started from: where the figures
    are too rounded to show that one, what holds is a proportion, and any that is like it holds as well.
    """
    if candidate.operator not in CHANGES:
        return np.full(len(width), math.inf)
    started = CHANGES[candidate.operator] * candidate.over * 10**frame.scale
    bits: Floats = np.log2(np.maximum(2.0 * started / np.maximum(width, 1.0), 1.0))
    return bits


@dataclass(frozen=True, slots=True)
class Margins:
    """How far off every line is and how far it may be, both doubled and scaled, and how large its figures are."""

    off: Floats
    wide: Floats
    size: Floats

    @classmethod
    def of(cls, frame: Frame, candidate: Candidate, gaps: Deviation, width: Ints) -> Margins:
        """The margins of a candidate within the doubled ``width``."""
        divisor = np.maximum(np.abs(gaps.divisor.astype(np.float64)), 1.0)
        figures = np.abs(frame.floats[:, [candidate.stated, *candidate.operands]])
        return cls(
            2 * np.abs(gaps.gap.astype(np.float64)) / divisor,
            np.maximum(width.astype(np.float64) / divisor, frame.grain[:, candidate.stated]),
            np.maximum(figures.max(axis=1), 1.0),
        )

    def most(self, misses: Flags) -> Floats:
        """Bits that a match is worth at most in each line, by how far off the ``misses`` are; one alone tells nothing.

        They may lie as far off everywhere, or in proportion to the figures: whichever is farther.
        """
        if misses.sum() < _SEVERAL:
            return np.full(len(misses), math.inf)
        off = self.off[misses]
        spread = np.maximum(np.median(off), np.median(off / self.size[misses]) * self.size)
        most: Floats = np.log2(np.maximum(spread / self.wide, 1.0))
        return most


def about(lines: int, low: int, high: int) -> Flags:
    """The range with as many lines before and after it: one that was cut out between near misses is none."""
    at = np.arange(lines)
    near: Flags = (at >= 2 * low - high) & (at <= 2 * high - low)
    return near
