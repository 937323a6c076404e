"""Means of one frame, many at once: which of them no reading can believe.

A row of some hundred figures proposes tens of thousands of means, nearly all of which tell nothing: those that are near
in no line, and those that means of other weights give as well.  What is passed over here ``verdicts`` would refuse as
well: the same bounds are looked at, a little more loosely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.induction.arithmetic import Candidate, wide
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.chance import spread_of_weights
from lkjip_audit.induction.costs import search_floor
from lkjip_audit.induction.evidence import A_TRIFLE
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.laid import Laid, in_parts
from lkjip_audit.rulepack.induction_limits import InductionLimits

Counts = NDArray[np.intp]


def means_worth_testing(frame: Frame, candidates: Sequence[Candidate], limits: InductionLimits) -> Iterator[Candidate]:
    """Those of ``candidates``, all means, that some reading may believe, in their order."""
    floor = search_floor(frame, 2, limits) - A_TRIFLE
    for part in in_parts(frame, candidates):
        laid = Laid.of(part)
        operands = Laid.of_operands(part)
        known = operands.each(np.add, frame.known, np.intp)
        near = _near(frame, part, laid, operands, known)
        bits = np.where(near, laid.stated(frame.worth), 0.0).sum(axis=0)
        hopeful = (bits >= floor) & (_fixed(frame, laid, operands, near, known, limits) >= limits.threshold - A_TRIFLE)
        yield from (part[at] for at in np.flatnonzero(hopeful).tolist())


def _near(frame: Frame, part: Sequence[Candidate], laid: Laid, operands: Laid, known: Counts) -> Flags:
    """The judged lines in which the mean is the stated figure within all that rounding may allow: lines x means."""
    sizes = np.array([len(each.operands) for each in part])
    values = wide(frame, laid.stated(frame.values), int(sizes.max()))
    total, own = operands.each(np.add, frame.values), laid.stated(frame.steps)
    with_blanks = (2 * np.abs(values * sizes - total) <= own * sizes).astype(np.bool_)
    count = np.where(with_blanks, sizes, known)
    width = own * count + operands.each(np.add, np.where(frame.known, frame.steps, 0))
    judged = laid.stated(frame.known) & (known > 1)
    if frame.has_unreadable:
        judged &= ~operands.each(np.logical_or, frame.unreadable)
    near: Flags = judged & (np.abs(values * count - total) <= width).astype(np.bool_)
    return near


def _fixed(frame: Frame, laid: Laid, operands: Laid, near: Flags, known: Counts, limits: InductionLimits) -> Floats:
    """No less than the bits of the lines that fix the weights of each mean, one line for each of them but one."""
    low = operands.each(np.minimum, np.where(frame.known, frame.floats, np.inf))
    high = operands.each(np.maximum, np.where(frame.known, frame.floats, -np.inf))
    spread = spread_of_weights(low, high, known, limits)
    bits = np.where(near, np.log2(np.maximum(spread / laid.stated(frame.grain), 1.0)), 0.0)
    ranked = np.cumsum(-np.sort(-bits, axis=0), axis=0)
    weights = np.minimum(np.bincount(operands.which) - 1, len(ranked)) - 1
    fixed: Floats = ranked[weights, np.arange(ranked.shape[1])]
    return fixed
