"""What a line in which a candidate agrees is worth, in bits: how many values were as plausible there."""

from __future__ import annotations

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate, Deviation
from lkjip_audit.induction.block import Flags, Ints
from lkjip_audit.induction.chance import beyond_a_quotient, spread_of_means
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.independence import OTHER_FIGURES, independent
from lkjip_audit.induction.model import Operator
from lkjip_audit.rulepack.induction_limits import InductionLimits


def worth_of(
    frame: Frame,
    candidate: Candidate,
    gaps: Deviation,
    matched: tuple[Flags, Ints],
    limits: InductionLimits,
) -> Floats:
    """Bits of every line that agrees."""
    holds, width = matched
    exact = holds & (gaps.gap == 0).astype(np.bool_)
    share = width.astype(np.float64) / np.maximum(np.abs(gaps.divisor.astype(np.float64)), 1.0)
    if candidate.operator not in LINEAR:
        worth = np.minimum(_worth(frame, candidate, share, holds), beyond_a_quotient(frame, candidate, share))
        if candidate.operator is Operator.AVERAGE:
            spread = spread_of_means(frame, candidate, limits)
            width_of_mean = np.maximum(share, frame.grain[:, candidate.stated])
            worth = np.minimum(worth, np.log2(np.maximum(spread / width_of_mean, 1.0)))
        return worth
    telling = holds & _adds(frame, candidate)
    found, among = int(exact.sum()), int(holds.sum())
    odds = np.where(exact, found, among - found) / max(among, 1)
    with np.errstate(divide="ignore"):
        named = -np.log2(odds)
    return np.where(telling, _worth(frame, candidate, np.where(exact, 0.0, share), holds) - named, 0.0)


def most_worth(frame: Frame, candidate: Candidate) -> Floats:
    """No line is worth more than this, whatever agrees."""
    most: Floats = frame.worth.take(_told_by(candidate), axis=1).max(axis=1)
    return most


def _told_by(candidate: Candidate) -> list[int]:
    """The figures of which one may have been hard to hit."""
    places = [candidate.operands[0] if candidate.operator is Operator.RUNNING else candidate.stated]
    if candidate.operator in LINEAR:
        places.extend(candidate.operands[:OTHER_FIGURES])
    return places


def _adds(frame: Frame, candidate: Candidate) -> Flags:
    """Lines in which a sum has two figures to add: with one it is a copy, which proves nothing of the sum."""
    if len(candidate.operands) < 2:
        return np.ones(frame.size[0], dtype=np.bool_)
    several: Flags = (frame.values[:, list(candidate.operands)] != 0).sum(axis=1) > 1
    return several


def _worth(frame: Frame, candidate: Candidate, width: Floats, holds: Flags) -> Floats:
    """Bits per line of the figure that was hardest to hit; never below 0."""
    places = _told_by(candidate)
    grain = np.maximum(frame.grain[:, places].min(axis=1), width)[:, None]
    grain = np.maximum(frame.grain[:, places], grain)
    spread = frame.spread[:, places]
    if candidate.operator not in LINEAR:
        spread = np.minimum(spread, frame.reach[places])
    bits = np.log2(np.maximum(spread, grain) / grain)
    bits = np.minimum(np.maximum(bits, 0.0), frame.worth[:, places])
    bits[~holds] = 0.0
    best: Floats = bits[:, int(bits.sum(axis=0).argmax())]
    return independent(frame, candidate, holds, best, grain.min(axis=1))
