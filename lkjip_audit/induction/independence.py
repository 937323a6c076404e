"""What a line says that others do not say already: figures in one proportion, or by tens, repeat each other."""

from __future__ import annotations

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.chance import CHANGES
from lkjip_audit.induction.costs import QUOTIENTS
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.model import Operator

OTHER_FIGURES = 8
"""Operands of a sum that are weighed as evidence, at most."""

_OF_ONE = LINEAR | {Operator.RUNNING}
_IN_PROPORTION = LINEAR | {Operator.AVERAGE, Operator.BALANCE}
_AS_FLOATS_ERR = 1e-12
_MAY_REPEAT = LINEAR | {Operator.AVERAGE, Operator.BALANCE, Operator.PRODUCT, *CHANGES}


def independent(frame: Frame, candidate: Candidate, holds: Flags, worth: Floats, width: Floats) -> Floats:
    """Less for lines that repeat others: where stated and operand stand in the same proportion there as well.

    Given an operand and the proportions of the other lines, the stated figure could lie as far away as the next
    proportion is; the line that tells most keeps all that it tells.  The operand that explains most counts.
    """
    lines = np.flatnonzero(holds & (worth > 0))
    if candidate.operator in QUOTIENTS | {Operator.SHARE}:
        worth = _without_tens(frame, candidate, worth)
    if candidate.operator in CHANGES:
        worth = _without_noughts(frame, candidate, worth)
    if candidate.operator is Operator.AVERAGE:
        worth = _without_constants(frame, candidate, worth)
    if candidate.operator not in _MAY_REPEAT or len(lines) < 2 or len(candidate.operands) < 2:
        return worth
    values = frame.floats[lines][:, list(candidate.operands[:OTHER_FIGURES])]
    ratio = np.full(values.shape, np.inf)
    np.divide(frame.floats[lines, candidate.stated][:, None], values, out=ratio, where=values != 0)
    order, across = ratio.argsort(axis=0, kind="stable"), np.arange(values.shape[1])
    ordered = ratio[order, across]
    steps = np.full((len(lines) + 1, values.shape[1]), np.inf)
    with np.errstate(invalid="ignore"):
        np.subtract(ordered[1:], ordered[:-1], out=steps[1:-1])
    nearest = np.empty_like(ratio)
    nearest[order, across] = np.minimum(steps[:-1], steps[1:])
    there = values != 0
    many = there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        room = np.abs(values) * nearest * many
        bits = np.log2(np.maximum(room / width[lines][:, None], 1.0))
    mine = worth[lines][:, None]
    left = np.where(there, np.minimum(mine, bits), mine)
    first = (mine - left).argmax(axis=0)
    left[first, across] = mine[first, 0]
    left[:, many < 2] = mine
    worth = worth.copy()
    worth[lines] = left[:, int(left.sum(axis=0).argmin())]
    return worth


def once(frame: Frame, candidate: Candidate, worth: Floats) -> Floats:
    """Nothing for a line of which all figures stand in a line before: that the same comes of the same proves nothing.

    A copy tells as much each time, and a running total looks at the line before it.  In another unit the same comes of
    whatever lies within its rounding: dates of one year over a million prove no class that is 20 in all of them.
    """
    lines = np.flatnonzero(worth > 0)
    if len(lines) < 2 or (candidate.operator in _OF_ONE and len(candidate.operands) < 2):
        return worth
    places = [candidate.stated, *(candidate.operands if candidate.operator is not Operator.UNIT else ())]
    marks = frame.marks[lines][:, places].sum(axis=1)
    ordered = np.sort(marks)
    if (ordered[1:] != ordered[:-1]).all():
        return worth
    _, first = np.unique(marks, return_index=True)
    told = np.zeros_like(worth)
    told[lines[first]] = worth[lines[first]]
    return told


def of_its_proportion(frame: Frame, candidate: Candidate, worth: Floats) -> Floats:
    """No more than the line tells that tells least, where the figures of all lines stand in one proportion.

    What adds up in one of them adds up in all: digits that a common factor has brought in prove nothing.  Whole figures
    are in proportion where they are to the last digit, others where they are within their rounding.
    """
    lines = np.flatnonzero((worth > 0) & (frame.values[:, candidate.stated] != 0))
    if candidate.operator not in _IN_PROPORTION or len(candidate.operands) < 2 or len(lines) < 2:
        return worth
    places = [candidate.stated, *candidate.operands]
    values = frame.floats[lines][:, places]
    slack = np.where(frame.whole[lines][:, places], 0.0, frame.units[lines][:, places] / 2)
    parts = values[:, 1:] / values[:, :1]
    room = (slack[:, 1:] + np.abs(parts) * slack[:, :1]) / np.abs(values[:, :1]) + _AS_FLOATS_ERR * np.abs(parts)
    finest = room.sum(axis=1).argmin()
    if (np.abs(parts - parts[finest]) > room + room[finest]).any():
        return worth
    told: Floats = np.minimum(worth, worth[lines].min())
    return told


def _without_tens(frame: Frame, candidate: Candidate, worth: Floats) -> Floats:
    """A quotient or product by 1, 10, 100, or a share of so much, only repeats its operand."""
    places = (candidate.stated, candidate.operands[0], candidate.operands[-1])
    stated, first, last = (np.abs(frame.floats[:, at]) for at in places)
    with np.errstate(divide="ignore", invalid="ignore"):
        others = (first, last) if candidate.operator is Operator.PRODUCT else (first,)
        tens = np.zeros(len(worth), dtype=np.bool_)
        for other in others:
            power = np.log10(stated / other)
            tens |= np.abs(power - np.round(power)) < 1e-9
    return np.where(tens, 0.0, worth)


def _without_noughts(frame: Frame, candidate: Candidate, worth: Floats) -> Floats:
    """What becomes of nothing, or nothing of it, has changed by the whole of it, whatever it was."""
    nought = (frame.values[:, list(candidate.operands)] == 0).any(axis=1)
    return np.where(nought, 0.0, worth)


def _without_constants(frame: Frame, candidate: Candidate, worth: Floats) -> Floats:
    """The mean of equal figures only repeats them."""
    values, known = frame.floats[:, list(candidate.operands)], frame.known[:, list(candidate.operands)]
    low, high = np.where(known, values, np.inf).min(axis=1), np.where(known, values, -np.inf).max(axis=1)
    return np.where(low == high, 0.0, worth)
