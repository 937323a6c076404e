"""What it costs to name a candidate among all that were searched through, and its misses among its lines."""

from __future__ import annotations

import math
from itertools import pairwise

from lkjip_audit.induction.arithmetic import LINEAR, Candidate
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.model import Operator
from lkjip_audit.rulepack.induction_limits import InductionLimits

QUOTIENTS = frozenset({Operator.RATIO, Operator.PRODUCT})
_PAIR = 2


NONE_MISSED = 1.0
"""Bits to say that no line is missed."""


def ways(among: int, chosen: int) -> float:
    """Bits to say how many and which of ``among`` lines are misses."""
    if chosen == 0:
        return NONE_MISSED
    chosen_ways = math.lgamma(among + 1) - math.lgamma(chosen + 1) - math.lgamma(among - chosen + 1)
    return NONE_MISSED + chosen_ways / math.log(2) + math.log2(among + 1)


def search_cost(frame: Frame, candidate: Candidate, limits: InductionLimits) -> float:
    """Bits to name the candidate among all of its shape."""
    each = math.log2(max(frame.size[1], 2))
    operands = sorted(candidate.operands)
    said = _is_said(frame, candidate)
    forms = limits.said if said else limits.forms + _rarer(candidate.operator, limits)
    if candidate.operator is Operator.BALANCE:
        return forms + each + 2 * len(operands) + 2 * math.log2(operands[1] - operands[0])
    if candidate.operator is Operator.MULTIPLE:  # its digits, and where they stand
        number = max(candidate.over, candidate.under if candidate.over == 1 else 1)
        forms += math.log2(number) + 2 * math.log2(len(str(candidate.under)) + len(str(candidate.over)))
    if candidate.operator is Operator.RATIO and candidate.over > 100:
        forms += limits.rarer_mean
    if candidate.operator not in LINEAR | {Operator.AVERAGE}:
        constant = candidate.operator in QUOTIENTS and _is_constant(frame, candidate)
        return forms + each * (1 + len(set(operands))) + (limits.constant if constant else 0.0)
    size = len(operands)
    steps = {after - before for before, after in pairwise(operands)}
    if len(steps) == 1:
        step = min(steps)
        if said and _is_run_up_to_it(frame, candidate):
            return forms + 2
        adjacent = candidate.stated in (operands[0] - step, operands[-1] + step)
        if is_whole_run(frame, candidate):
            return forms + math.log2(frame.gaps.sum()) + 1
        return forms + each * (2 if adjacent else 3) + 2 * math.log2(step)
    gaps = sum(after - before != 1 for before, after in pairwise(operands))
    return forms + each * (3 + min(gaps, size - 2)) + 2


def _rarer(operator: Operator, limits: InductionLimits) -> float:
    """Bits more that a form costs than a sum, because people use it less often."""
    match operator:
        case Operator.RATIO | Operator.PRODUCT:
            return limits.rarer_quotient
        case Operator.AVERAGE | Operator.BALANCE:
            return limits.rarer_mean
        case Operator.GROWTH:
            return limits.rarer_change
        case Operator.REDUCTION | Operator.INVERSE | Operator.MULTIPLE:
            return limits.rarer_other
        case _:
            return 0.0


def _is_said(frame: Frame, candidate: Candidate) -> bool:
    """Whether words say that the stated position is computed so, or of a part that it is what the other part leaves."""
    if candidate.operator in LINEAR:
        parts = candidate.operands if len(candidate.operands) == _PAIR else ()
        left = any(Operator.DIFFERENCE in frame.said[place] for place in parts)
        return len(candidate.operands) > 1 and (left or Operator.SUM in frame.said[candidate.stated])
    computed = Operator.DIFFERENCE if candidate.operator is Operator.BALANCE else candidate.operator
    return computed in frame.said[candidate.stated]


def _is_run_up_to_it(frame: Frame, candidate: Candidate) -> bool:
    """Whether the operands are all neighbours on one side, or those up to what words call the same."""
    first, last, stated = min(candidate.operands), max(candidate.operands), candidate.stated
    if last - first + 1 != len(candidate.operands) or stated not in (first - 1, last + 1):
        return False
    if stated == last + 1:
        return bool(frame.gaps[first]) or candidate.operator in frame.said[first - 1]
    return bool(frame.gaps[last + 1]) or candidate.operator in frame.said[last + 1]


def is_whole_run(frame: Frame, candidate: Candidate) -> bool:
    """Whether the operands are all neighbours between a gap and the stated position, which stands at their end."""
    first, last = min(candidate.operands), max(candidate.operands)
    if last - first + 1 != len(candidate.operands):
        return False
    gaps, stated = frame.gaps, candidate.stated
    if stated == last + 1:
        return bool(gaps[first] and (gaps[stated] or gaps[stated + 1]))
    if stated == first - 1:
        return bool(gaps[last + 1] and (gaps[first] or gaps[stated]))
    return False


def _is_constant(frame: Frame, candidate: Candidate) -> bool:
    known = frame.known[:, candidate.stated]
    return any(len(set(frame.values[known, operand].tolist())) < 2 for operand in candidate.operands)


def search_floor(frame: Frame, operands: int, limits: InductionLimits) -> float:
    """Bits below which a candidate is not worth testing: what the cheapest shape costs, less what may be saved."""
    each = math.log2(max(frame.size[1], 2))
    return max(5.0, limits.forms + operands * each + limits.threshold - limits.savings)
