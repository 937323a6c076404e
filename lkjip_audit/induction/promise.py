"""Which candidates are worth an exact test: a bound, over all lines at once, of what they can gain."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.frame import Floats, Frame, Indices
from lkjip_audit.induction.model import Axis
from lkjip_audit.rulepack.induction_limits import InductionLimits

_AT_ONCE = 1_000_000
Judge = Callable[[slice], tuple[Flags, Flags, Floats]]


def promising(frame: Frame, judge: Judge, count: int, limits: InductionLimits, *, linear: bool) -> Indices:
    """The candidates that may gain ``limits.least_gain``.

    ``judge`` says of a slice of the ``count`` candidates, lines x candidates: whether the figure is near, whether
    the line is judged, and (lines x candidates x figures) the bits that each figure is worth.
    """
    kept = []
    size = max(1, _AT_ONCE // max(frame.size[0] * (9 if linear else 1), 1))
    for start in range(0, count, size):
        near, judged, worth = judge(slice(start, start + size))
        near = near & judged
        misses = judged & ~near
        if frame.axis is Axis.ALONG_ROWS:
            most = most_of_rows(np.where(near, worth.max(axis=2), 0.0), misses, limits)
        else:
            most = np.einsum("lc,lcf->cf", near, worth).max(axis=1)
            if not linear:
                most = most - limits.column_miss * misses.sum(axis=0)
        kept.append(np.flatnonzero(most >= limits.least_gain) + start)
    return np.concatenate(kept) if kept else np.zeros(0, dtype=np.intp)


def most_of_rows(worth: Floats, misses: Flags, limits: InductionLimits) -> Floats:
    """No less than what the best stretch of rows gains, misses and the price of its range paid."""
    score = worth - limits.row_miss * misses
    sums = np.cumsum(score, axis=0)
    before = np.minimum.accumulate(np.concatenate((np.zeros((1, sums.shape[1])), sums[:-1])), axis=0)
    best = (sums - before).max(axis=0)
    price = np.where(misses.any(axis=0), 2 * math.log2(max(len(worth), 2)), 0.0)
    most: Floats = np.maximum(sums[-1], best - price)
    return most


def first_of_each(group: Indices, order: Indices, kept: Indices) -> Indices:
    """In the order given, which puts each group together: the first ``kept`` (by entry) of every group."""
    if not len(order):
        return order
    sorted_ = group[order]
    new = np.concatenate(([True], sorted_[1:] != sorted_[:-1]))
    begins = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
    return order[np.arange(len(order)) - begins < kept[order]]
