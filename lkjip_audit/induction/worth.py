"""Bits that each line in which a candidate agrees is worth: how hard its figures were to hit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate, Deviation
from lkjip_audit.induction.block import Flags, Ints
from lkjip_audit.induction.chance import are_weights_open, beyond_a_quotient, spread_of_means
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.independence import OTHER_FIGURES, independent, of_its_proportion, once
from lkjip_audit.induction.model import Operator
from lkjip_audit.rulepack.induction_limits import InductionLimits

Refused = Callable[[Floats], bool]
"""Whether lines that are worth no more than that show nothing."""


def worth_of(
    frame: Frame,
    candidate: Candidate,
    gaps: Deviation,
    matched: tuple[Flags, Ints],
    limits: InductionLimits,
    refused: Refused,
) -> Floats | None:
    """Bits of every line that agrees; None where they are ``refused``, which is asked as soon as it can tell."""
    holds, width = matched
    share = width.astype(np.float64) / np.maximum(np.abs(gaps.divisor.astype(np.float64)), 1.0)
    if candidate.operator in LINEAR:
        return _of_sum(frame, candidate, gaps, (holds, share), refused)
    hardest, grain = _hardest(frame, candidate, share, holds, gaps.judged & ~holds)
    most = np.minimum(hardest, beyond_a_quotient(frame, candidate, share))
    if candidate.operator is Operator.AVERAGE:
        spread = spread_of_means(frame, candidate, limits)
        width_of_mean = np.maximum(share, frame.grain[:, candidate.stated])
        apart = np.log2(np.maximum(spread / width_of_mean, 1.0))
        if are_weights_open(apart[holds], len(candidate.operands), limits):
            return None
        most = np.minimum(most, apart)
    if refused(most):
        return None
    hardest = of_its_proportion(frame, candidate, hardest)
    worth = np.minimum(independent(frame, candidate, holds, hardest, grain), most)
    worth = once(frame, candidate, worth)
    worth = np.where((frame.values[:, candidate.stated] == 0) & (gaps.gap == 0), 0.0, worth)  # nothing, of nothing
    if candidate.operator is Operator.BALANCE:
        worth = np.where(_moves(frame, candidate, gaps), worth, 0.0)
    return None if refused(worth) else worth


def _of_sum(
    frame: Frame, candidate: Candidate, gaps: Deviation, matched: tuple[Flags, Floats], refused: Refused
) -> Floats | None:
    """As ``worth_of`` for a sum: whether it agreed to the last digit or within its rounding is told of each line."""
    holds, share = matched
    exact = holds & (gaps.gap == 0).astype(np.bool_)
    telling = holds & _adds(frame, candidate)
    found, among = int(exact.sum()), int(holds.sum())
    odds = np.where(exact, found, among - found) / max(among, 1)
    with np.errstate(divide="ignore"):
        named = -np.log2(odds)
    hardest, grain = _hardest(frame, candidate, np.where(exact, 0.0, share), holds, gaps.judged & ~holds)
    if refused(np.where(telling, hardest - named, 0.0)):
        return None
    hardest = of_its_proportion(frame, candidate, hardest)
    worth = np.where(telling, independent(frame, candidate, holds, hardest, grain) - named, 0.0)
    worth = once(frame, candidate, worth)
    return None if refused(worth) else worth


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


def _moves(frame: Frame, candidate: Candidate, gaps: Deviation) -> Flags:
    """Lines of a balance in which every part tells: none is lost in rounding, and none is taken off that was added."""
    values = frame.values[:, list(candidate.operands)]
    more, less = np.split(values, [len(candidate.operands) - candidate.less], axis=1)
    seen = (np.abs(values) > gaps.printed[:, None]).astype(np.bool_).all(axis=1)
    back = (more[:, :, None] == less[:, None, :]).astype(np.bool_).any(axis=(1, 2))
    moves: Flags = np.logical_and(seen, ~back)
    return moves


def _hardest(frame: Frame, candidate: Candidate, width: Floats, holds: Flags, fails: Flags) -> tuple[Floats, Floats]:
    """Bits per line of the figure that was hardest to hit, never below 0; and the grain of each line."""
    places = _told_by(candidate)
    grain = np.maximum(frame.grain[:, places].min(axis=1), width)[:, None]
    grain = np.maximum(frame.grain[:, places], grain)
    spread = frame.spread[:, places]
    if candidate.operator not in LINEAR:
        spread = np.minimum(spread, frame.reach[places])
    bits = np.log2(np.maximum(spread, grain) / grain)
    bits = np.minimum(np.maximum(bits, 0.0), frame.worth[:, places])
    bits[~holds] = 0.0
    _without_what_fails_elsewhere(frame, places, holds, fails, bits)
    best: Floats = bits[:, int(bits.sum(axis=0).argmax())]
    return best, grain.min(axis=1)


def _without_what_fails_elsewhere(frame: Frame, places: list[int], holds: Flags, fails: Flags, bits: Floats) -> None:
    """No more than how rare it is for a figure that its position has in lines as well in which the relation ``fails``.

    There it must be told all the same, so that the relation spares no more than to say that it stands here too.
    """
    if not fails.any():
        return
    common = frame.common[:, places]
    for at in np.flatnonzero((holds[:, None] & np.isfinite(common)).any(axis=0)).tolist():
        values = frame.values[:, places[at]]
        failing = np.sort(values[fails])
        before = np.minimum(failing.searchsorted(values), len(failing) - 1)
        again = holds & (failing[before] == values).astype(np.bool_)
        bits[again, at] = np.minimum(bits[again, at], common[again, at])
