"""Whether a line that fails is one like those that hold: of the same kind of figures, and not another's total."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from lkjip_audit.induction.arithmetic import ADDED, LINEAR, Candidate, Deviation, deviation
from lkjip_audit.induction.chance import CHANGES
from lkjip_audit.induction.costs import QUOTIENTS
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.induction.selection import Scored
from lkjip_audit.induction.shapes import side_of
from lkjip_audit.induction.slips import (
    is_operand_typed_wrong,
    is_slip_in_sum,
    is_typed_wrong,
    slip_bits,
)
from lkjip_audit.rulepack.induction_limits import InductionLimits

TELLING = 1.0
"""Bits by which a line tells something."""
NARROW = 5
"""Times as much as rounding allows: no more is narrow."""
_SEVERAL = 3
_TIMES = 3
"""Columns in which a group adds up, for each of several in which it does not: else it has other parts than are told."""


def places_of(verdict: Verdict) -> set[int]:
    """The positions that a relation relates."""
    return {verdict.candidate.stated, *verdict.candidate.operands}


def is_of_their_kind(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored], limits: InductionLimits
) -> bool:
    """Whether the line is one like those that hold: between them, or a first or last one that a slip brings there.

    A first row may be of years, a last one of means; neither is added to a total.  Where a quotient of the other rows
    holds, it may close them, and sums and differences hold there too.
    """
    if frame.axis is not Axis.ALONG_ROWS or (verdict.holds[:line].any() and verdict.holds[line + 1 :].any()):
        return True
    if line in frame.added and verdict.candidate.operator is not Operator.MULTIPLE:
        return True
    if verdict.candidate.operator in ADDED and any(
        _is_quotient(each.verdict) and each.verdict.worth[line] >= limits.threshold for each in taken
    ):
        return True
    if verdict.candidate.operator is Operator.MULTIPLE:  # the total of rounded ones is nearly one
        narrow = abs(int(gaps.gap[line])) <= NARROW * int(gaps.own[line] + gaps.printed[line])
        return not narrow and _is_sure(frame, verdict, gaps, line, taken, limits)
    sure = _is_sure(frame, verdict, gaps, line, taken, limits)
    return sure or slip_bits(frame, verdict, gaps, line) >= limits.edge_slip


def _is_quotient(verdict: Verdict) -> bool:
    return verdict.candidate.operator in QUOTIENTS or verdict.candidate.operator in CHANGES


def _is_sure(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored], limits: InductionLimits
) -> bool:
    """Whether a first or last row is one like the others, in which one figure is wrong.

    Another relation of its figures holds there, or another sum fails by as much, or, where rounding is not in question,
    a sum of columns that are built alike holds; and one slip explains that this one fails, or it alone lies beyond what
    stands in the other rows.  Nearness is not enough: sums hold among means, and their percentages nearly do.
    """
    others = [each.verdict for each in taken if each.verdict is not verdict]
    multiple = verdict.candidate.operator is Operator.MULTIPLE
    own = [other for other in others if _share_figures(other, verdict, multiple=multiple)]
    adds = verdict.candidate.operator in LINEAR
    alike = [other for other in others if adds and _is_built_alike(other, verdict) and is_wide(gaps, line)]
    told = any(other.worth[line] >= TELLING for other in (*own, *alike))
    if not told and not any(_fails_alike(frame, other, gaps, line) for other in own):
        return False
    if adds:
        return is_slip_in_sum(int(gaps.gap[line]))
    stated, divisor = int(frame.values[line, verdict.candidate.stated]), int(gaps.divisor[line])
    aim = stated * divisor - int(gaps.gap[line])
    step = int(frame.steps[line, verdict.candidate.stated])
    if is_typed_wrong(stated, round(Fraction(aim, divisor)), step) or is_operand_typed_wrong(frame, verdict, line):
        return True
    telling = int((verdict.worth >= TELLING).sum())
    enough = telling >= limits.alone * int(verdict.misses.sum())
    return enough and _is_beyond(frame, verdict, line, Fraction(aim, divisor))


def _is_beyond(frame: Frame, verdict: Verdict, line: int, meant: Fraction) -> bool:
    """Whether the stated figure alone lies beyond those of other rows; its operands and what is ``meant`` do not."""
    places = [verdict.candidate.stated, *verdict.candidate.operands]
    others, here = frame.values[verdict.holds][:, places], frame.values[line, places]
    low, high = others.min(axis=0), others.max(axis=0)
    among = ((low <= here) & (here <= high)).astype(np.bool_)
    return bool(not among[0] and among[1:].all() and int(low[0]) <= meant <= int(high[0]))


def _share_figures(one: Verdict, other: Verdict, *, multiple: bool) -> bool:
    """Whether both relate one figure, and the first is no copy or, beside a multiple, is one too."""
    several = len(one.candidate.operands) > 1 or (multiple and one.candidate.operator is Operator.MULTIPLE)
    return bool(places_of(one) & places_of(other)) and several


def _is_built_alike(one: Verdict, other: Verdict) -> bool:
    """Whether both relate figures that stand to each other in the same way: one block of columns beside another."""
    first, second = one.candidate, other.candidate
    return first.operator is second.operator and len(first.operands) > 1 and _offsets(first) == _offsets(second)


def _offsets(candidate: Candidate) -> list[int]:
    return [place - candidate.stated for place in candidate.operands]


def is_wide(gaps: Deviation, line: int) -> bool:
    """Whether the line fails by more than a row of rounded means does."""
    return abs(int(gaps.gap[line])) > int(gaps.width[line])


def _fails_alike(frame: Frame, other: Verdict, gaps: Deviation, line: int) -> bool:
    """Whether another sum fails in the line by just as much: the figure that both use is wrong."""
    if other.candidate.operator not in LINEAR or not other.misses[line]:
        return False
    return abs(int(deviation(frame, other.candidate).gap[line])) == abs(int(gaps.gap[line]))


def is_repeated(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored], limits: InductionLimits
) -> bool:
    """Whether the column adds up in other groups that are built as this one, and fails in this one alone.

    A group that fails in several columns, a third as many as it holds in or more, has parts that the table leaves out.
    """
    if frame.axis is Axis.ALONG_ROWS or verdict.candidate.operator not in LINEAR:
        return False
    if abs(int(gaps.gap[line])) <= NARROW * int(gaps.printed[line]):
        return False
    alike = [other.verdict for other in groups_alike(verdict, taken)]
    if any(other.misses[line] for other in alike):
        return False
    here = int((verdict.worth >= TELLING).sum())
    there = sum(bool(other.worth[line] >= TELLING) for other in alike)
    wrong = int(verdict.misses.sum())
    if here < wrong * (_TIMES if wrong >= _SEVERAL else 1) or there <= 1:
        return False
    return here + there >= limits.witnesses or slip_bits(frame, verdict, gaps, line) >= limits.edge_slip


def groups_alike(verdict: Verdict, taken: Sequence[Scored]) -> list[Scored]:
    """The sums of other groups that are built as this one, or add up as it does all that stands on one side."""
    own = side_of(verdict.candidate)
    return [
        other
        for other in taken
        if other.verdict is not verdict
        and (_is_built_alike(other.verdict, verdict) or (own is not None and own == side_of(other.verdict.candidate)))
    ]


def stands_alone(frame: Frame, verdict: Verdict, line: int) -> bool:
    """Whether the rows right before and after, or the two on the side that there is, hold and tell."""
    if frame.axis is not Axis.ALONG_ROWS or verdict.reading.rounded:
        return False
    if verdict.candidate.operator is Operator.MULTIPLE:  # another tariff may hold for the row
        return False
    near = [at for at in (line - 1, line + 1) if 0 <= at < frame.size[0]]
    return all(verdict.worth[at] >= TELLING for at in near)


def closes_others(frame: Frame, verdict: Verdict, line: int, limits: InductionLimits) -> bool:
    """Whether the stated figure of a row is the sum of those right under or over it, which are products, say."""
    if frame.axis is not Axis.ALONG_ROWS or verdict.candidate.operator in ADDED:
        return False
    place = verdict.candidate.stated
    if frame.worth[line, place] < limits.threshold:
        return False
    values, stated = frame.values[:, place], frame.values[line, place]
    return any(bool((np.cumsum(some)[1:] == stated).any()) for some in (values[line + 1 :], values[:line][::-1]))


def may_add_up(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored], limits: InductionLimits
) -> bool:
    """Whether a column that fails is one that adds up: others of its totals do, it nearly does, or a slip tells.

    Any rate of one digit is a slip away from any other.
    """
    if frame.axis is Axis.ALONG_ROWS or verdict.candidate.operator not in LINEAR:
        return True
    aim = int(frame.values[line, verdict.candidate.stated]) - int(gaps.gap[line])
    if abs(int(gaps.gap[line])) <= limits.near * abs(aim) or slip_bits(frame, verdict, gaps, line) > 0:
        return True
    sums = (each.verdict for each in taken if each.verdict.candidate.operator in LINEAR)
    return any(sum_.worth[line] >= TELLING for sum_ in sums if len(sum_.candidate.operands) > 1)


def is_finer_than_others(
    frame: Frame, verdict: Verdict, line: int, taken: Sequence[Scored], limits: InductionLimits
) -> bool:
    """Whether half of the figures of a sum, or more, are no whole ones there, and are in most lines that tell it.

    It is a line of rates: earnings per share stand below the amounts of four quarters and their year, and nearly add
    up.  Lines like it must bear witness themselves, or the line in other groups of the block.
    """
    if verdict.candidate.operator not in LINEAR:
        return False
    values = frame.values[:, list(verdict.candidate.figures)]
    there = np.maximum((values != 0).sum(axis=1), 1)
    broken = 2 * (values % 10**frame.scale != 0).sum(axis=1) >= there
    telling = verdict.worth >= TELLING
    alike = int((telling & broken).sum())
    if sum(bool(other.verdict.worth[line] >= TELLING) for other in groups_alike(verdict, taken)) > 1:
        return False
    return bool(broken[line]) and alike < limits.witnesses and alike < int((telling & ~broken).sum())
