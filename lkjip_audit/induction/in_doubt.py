"""Relations that accuse nobody, or nobody in a line: most lines deny them, a part is left out, or no figure is alone.

A total that holds where a second kind of figure is not there is no total of its parts; and where each figure of a
relation takes part in another that holds, that it fails is true of the line and of no one figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Deviation
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.lines_alike import TELLING, places_of
from lkjip_audit.induction.model import Axis
from lkjip_audit.induction.selection import Scored

_FEWEST_LEFT_OUT = 2
_MOSTLY = 0.75


def is_local(frame: Frame, verdict: Verdict, gaps: Deviation) -> bool:
    """Whether a sum of columns fails in more rows than it holds in: it was found in a stretch of them alone."""
    if verdict.candidate.operator not in LINEAR or frame.axis is not Axis.ALONG_ROWS:
        return False
    inside = np.zeros_like(verdict.holds)
    inside[verdict.first : verdict.last + 1] = True
    distance = 2 * np.abs(gaps.gap)
    holds = gaps.judged & (distance <= verdict.reading.allowed(gaps)).astype(np.bool_)
    fails = gaps.judged & ~inside & (distance > 2 * gaps.width).astype(np.bool_)
    return int(fails.sum()) > int((holds | verdict.holds).sum())


def leaves_out_a_part(frame: Frame, verdict: Verdict, gaps: Deviation) -> bool:
    """Whether lines in which a sum fails are off by just what one position has there, the same in most of them.

    Or in more lines than those that have it where the sum holds: it is left out of it, or is a part too many.
    """
    if verdict.candidate.operator not in LINEAR:
        return False
    values, gap = frame.values[verdict.misses], np.asarray(gaps.gap)[verdict.misses]
    there = frame.known & (frame.values != 0)
    held = there[verdict.holds].sum(axis=0)
    other = np.ones(frame.size[1], dtype=np.bool_)
    other[sorted(places_of(verdict))] = False
    for sign in (1, -1):
        off = (there[verdict.misses] & (sign * values == gap[:, None])).sum(axis=0)
        if bool(((off >= _FEWEST_LEFT_OUT) & ((other & (off >= _MOSTLY * len(gap))) | (off > held))).any()):
            return True
    return False


def has_parts_that_cancel(frame: Frame, verdict: Verdict, gaps: Deviation) -> bool:
    """Whether two parts of a sum come to nothing where it holds, and lines in which it fails are off by just them.

    The surplus and the financing of budgets that balance are no parts of the spending above them.
    """
    candidate = verdict.candidate
    if candidate.operator not in LINEAR or len(candidate.operands) <= _FEWEST_LEFT_OUT or not verdict.misses.any():
        return False
    parts = frame.values[:, list(candidate.operands)] * np.array(candidate.signs, dtype=np.int64)
    held, missed = parts[verdict.holds], parts[verdict.misses]
    off = np.abs(np.asarray(gaps.gap)[verdict.misses])
    for one, other in combinations(range(parts.shape[1]), 2):
        there = (held[:, one] != 0) | (held[:, other] != 0)
        nothing = there & (held[:, one] + held[:, other] == 0)
        if not nothing.any() or nothing.sum() < _MOSTLY * there.sum():
            continue
        if np.count_nonzero(np.abs(missed[:, one] + missed[:, other]) == off) >= _MOSTLY * len(off):
            return True
    return False


def is_borne_out(frame: Frame, verdict: Verdict, line: int, taken: Sequence[Scored]) -> bool:
    """Whether each figure of a sum that fails in a line takes part in another sum that holds there.

    The other one adds two figures at least and shares no second one with this one.  No single slip makes such a line.
    """
    if verdict.candidate.operator not in LINEAR or len(verdict.candidate.operands) < _FEWEST_LEFT_OUT:
        return False
    there = frame.known[line] & (frame.values[line] != 0)
    mine = places_of(verdict)
    sure: set[int] = set()
    for other in taken:
        theirs = places_of(other.verdict)
        if other.verdict.candidate.operator not in LINEAR or not other.verdict.holds[line]:
            continue
        if len(mine & theirs) == 1 and int(there[sorted(theirs)].sum()) > _FEWEST_LEFT_OUT:
            sure |= mine & theirs if other.verdict.worth[line] >= TELLING else set()
    return all(place in sure for place in mine if there[place])
