"""Whether a relation tells anything beyond those that are told: does it leave the figures less freedom than they do?

Told relations bind the figures of a line; along what they leave free, the figures may lie anywhere in their spread.  A
relation that no such move can break by more than its rounding follows from the told ones, exactly or nearly: of
``t = a + b`` and ``g = (a - b) / b`` follow ``t = (g + 2) * b`` and what else can be made of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate, deviation
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Floats, Frame, Indices
from lkjip_audit.induction.model import Operator

_LINES = 6
_MOST_PLACES = 40
_RANK = 1e-9
_BEYOND_A_LINE = (Operator.RUNNING, Operator.SHARE)
Slopes = dict[int, float]
"""How much stated less expected moves with the figure of each position."""


def is_implied(frame: Frame, new: Verdict, told: Sequence[Verdict]) -> bool:
    """Whether ``new`` follows from what is ``told`` in every line of a sample of those in which it holds."""
    mine = _figures(new.candidate)
    olds = [old for old in told if old.candidate.operator not in _BEYOND_A_LINE]
    bound = {place for old in olds for place in _figures(old.candidate)}
    lines = _sample(new)
    if new.candidate.operator in _BEYOND_A_LINE or not mine <= bound or not len(lines):
        return False
    gaps = deviation(frame, new.candidate)
    with np.errstate(divide="ignore", invalid="ignore"):
        room = (gaps.own + gaps.printed + (gaps.whole if new.reading.rounded else 0)).astype(np.float64)
        room = np.maximum(room / np.abs(gaps.divisor.astype(np.float64)), frame.grain[:, new.candidate.stated])
    return all(_follows(frame, new, olds, int(line), float(room[line])) for line in lines)


def _sample(new: Verdict) -> Indices:
    """Lines spread over those in which it tells."""
    telling = np.flatnonzero(new.holds & (new.worth > 0))
    if len(telling) <= _LINES:
        return telling
    return telling[np.linspace(0, len(telling) - 1, _LINES).astype(np.intp)]


def _follows(frame: Frame, new: Verdict, olds: Sequence[Verdict], line: int, room: float) -> bool:
    binding = [old.candidate for old in olds if old.holds[line]]
    places = sorted({place for each in (new.candidate, *binding) for place in _figures(each)})
    if not binding or len(places) > _MOST_PLACES:
        return False
    spread = np.maximum(frame.spread[line, places], frame.units[line, places])
    rows = np.array([_row(frame, each, line, places) for each in (*binding, new.candidate)]) * spread
    if not np.isfinite(rows).all():
        return False
    told, mine = rows[:-1], rows[-1]
    _, sizes, directions = np.linalg.svd(told / np.abs(told).max(axis=1, keepdims=True), full_matrices=False)
    bound = directions[sizes > _RANK * sizes[0]]
    free = mine - bound.T @ (bound @ mine)
    return float(np.abs(free).max()) <= room


def _row(frame: Frame, candidate: Candidate, line: int, places: list[int]) -> Floats:
    """How ``stated - expected`` moves with each figure."""
    row = np.zeros(len(places))
    for place, slope in _slopes(frame, candidate, line).items():
        row[places.index(place)] = slope
    return row


def _slopes(frame: Frame, candidate: Candidate, line: int) -> Slopes:
    values, one = frame.floats[line], 10.0**frame.scale
    stated, operands = candidate.stated, candidate.operands
    if candidate.operator in LINEAR or candidate.operator is Operator.BALANCE:
        return {stated: 1.0, **dict(zip(operands, (-float(sign) for sign in candidate.signs), strict=True))}
    if candidate.operator is Operator.AVERAGE:
        known = [place for place in operands if frame.known[line, place]]
        return {stated: 1.0, **dict.fromkeys(known, -1.0 / max(len(known), 1))}
    first, last = operands[0], operands[-1]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        by_first, by_last = _partial(candidate, values[first], values[last], one)
    slopes = {stated: 1.0, first: -float(by_first)}
    return slopes if first == last else {**slopes, last: -float(by_last)}


def _partial(candidate: Candidate, a: np.float64, b: np.float64, one: float) -> tuple[np.float64, np.float64]:
    """How what the operands give moves with either of them."""
    times = candidate.over * one
    match candidate.operator:
        case Operator.RATIO | Operator.GROWTH:
            return times / b, -times * a / b**2
        case Operator.REDUCTION:
            return times * b / a**2, -times / a
        case Operator.INVERSE:
            return -times / b, times * a / b**2
        case Operator.PRODUCT:
            return b / (one * candidate.under), a / (one * candidate.under)
        case _:
            return np.float64(candidate.over / candidate.under), np.float64(0.0)


def _figures(candidate: Candidate) -> frozenset[int]:
    return frozenset((candidate.stated, *candidate.operands))
