"""Shapes that a block repeats: a total row under every group, a sum in every third column.

Each of many subtotals may be too small to be believed alone; together they tell that the block is built so.  A shape is
in force when what its relations gain, each named by its position, pays for the shape; then each costs little more.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import pairwise

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.costs import is_whole_run
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.model import Operator
from lkjip_audit.induction.selection import Scored
from lkjip_audit.rulepack.induction_limits import InductionLimits

_OFTEN = 2
_SOME = 1.0
_RANGED = LINEAR | {Operator.AVERAGE}
Offsets = tuple[Operator, int, int, tuple[int, ...]]
Side = tuple[Operator, int, bool]


def priced(frame: Frame, pool: Iterable[Scored], limits: InductionLimits, columns: float) -> list[Scored]:
    """All that was tested, cheaper where its shape is in force, which pays once to say which ``columns`` add up."""
    everything = list(pool)
    each = math.log2(max(frame.size[1], 2))
    runs = math.log2(max(int(frame.gaps.sum()), 2)) + 1
    offsets: dict[Offsets, dict[int, float]] = defaultdict(dict)
    sides: dict[Side, dict[int, float]] = defaultdict(dict)
    for scored in everything:
        candidate = scored.verdict.candidate
        if len(candidate.operands) > 1:
            _note(offsets[_offsets(candidate)], candidate.stated, scored.verdict.gain - each)
            if side := side_of(candidate):
                name = runs if is_whole_run(frame, candidate) else each + _length(frame, candidate)
                _note(sides[side], candidate.stated, scored.verdict.gain - name)
    price = limits.forms + columns + limits.threshold
    known_sides = {key for key, gains in sides.items() if _pays(gains, price)}
    known = {
        key: frozenset(at for at, gain in gains.items() if gain > 0)
        for key, gains in offsets.items()
        if _pays(gains, price + 2 * each)
    }
    return [_cheapened(frame, scored, known, known_sides, limits) for scored in everything]


def _note(gains: dict[int, float], stated: int, gain: float) -> None:
    gains[stated] = max(gain, gains.get(stated, 0.0))


def _pays(gains: dict[int, float], price: float) -> bool:
    return sum(gain > 0 for gain in gains.values()) >= _OFTEN and sum(gains.values()) >= price


def _cheapened(
    frame: Frame, scored: Scored, offsets: Mapping[Offsets, Set[int]], sides: set[Side], limits: InductionLimits
) -> Scored:
    candidate, bits = scored.verdict.candidate, scored.bits
    if stated := offsets.get(_offsets(candidate)):
        next_ = {candidate.stated + side * (len(candidate.operands) + 1) for side in (-1, 1)}
        in_turn = not stated.isdisjoint(next_) and side_of(candidate) is not None
        bits = max(bits, scored.verdict.gain - (limits.seen_side if in_turn else limits.seen_offsets))
    if side_of(candidate) in sides:
        bits = max(bits, scored.verdict.gain - limits.seen_side - _length(frame, candidate))
    return Scored(scored.verdict, bits)


def _length(frame: Frame, candidate: Candidate) -> float:
    """Bits to say how long a range is."""
    return 1.0 if is_whole_run(frame, candidate) else 2 * math.log2(len(candidate.operands))


def _offsets(candidate: Candidate) -> Offsets:
    places = tuple(place - candidate.stated for place in candidate.operands)
    return candidate.operator, candidate.over, candidate.under, places


def side_of(candidate: Candidate) -> Side | None:
    """Operator, step and side of a range that touches the stated position; None where it does not."""
    operands = sorted(candidate.operands)
    steps = {after - before for before, after in pairwise(operands)}
    if candidate.operator not in _RANGED or len(steps) != 1:
        return None
    step = min(steps)
    if candidate.stated == operands[-1] + step:
        return candidate.operator, step, True
    if candidate.stated == operands[0] - step:
        return candidate.operator, step, False
    return None


def additive_lines(frame: Frame, pool: Iterable[Scored]) -> Flags:
    """Lines in which at least half of the sums hold that the pool believes best of all for their positions."""
    best: dict[int, Scored] = {}
    for scored in pool:
        candidate = scored.verdict.candidate
        if candidate.operator in LINEAR and len(candidate.operands) > 1:
            old = best.get(candidate.stated)
            if old is None or scored.bits > old.bits:
                best[candidate.stated] = scored
    held = np.zeros(frame.size[0])
    missed = np.zeros(frame.size[0])
    for scored in best.values():
        if scored.verdict.gain > _SOME:
            held += scored.verdict.worth >= 1.0
            missed += scored.verdict.misses
    additive: Flags = held >= missed
    return additive if best else np.ones(frame.size[0], dtype=np.bool_)
