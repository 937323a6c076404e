"""Which lines that fail are held against their figures: one of them is wrong; of the others nothing is said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from lkjip_audit.induction.arithmetic import ADDED, LINEAR, Deviation, deviation
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Frame, Indices
from lkjip_audit.induction.lines_alike import (
    NARROW,
    TELLING,
    closes_others,
    is_finer_than_others,
    is_of_their_kind,
    is_repeated,
    may_add_up,
    places_of,
    stands_alone,
)
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.induction.rounding import may_be_rounded
from lkjip_audit.induction.selection import Scored
from lkjip_audit.induction.slips import (
    FEW_DIGITS,
    POWERS,
    is_operand_typed_wrong,
    is_slip_in_sum,
    is_slip_within,
    is_typed_wrong,
    meant_in_sum,
    significant,
    slip_bits,
    twin_bits,
)
from lkjip_audit.rulepack.induction_limits import InductionLimits

_ALWAYS = 0.9
_MOSTLY = 0.75
_SEVERAL = 3
"""Lines that fail: so many do not all have a rare figure by chance."""


def accused(
    frame: Frame, scored: Scored, gaps: Deviation, taken: Sequence[Scored], rounded: Flags, limits: InductionLimits
) -> list[int]:
    """The lines of the frame that are held against their figures; ``rounded`` are cells of the block that are so."""
    verdict = scored.verdict
    wrong = np.flatnonzero(verdict.misses)
    telling = int((verdict.worth >= TELLING).sum())
    if not len(wrong) or verdict.reading.cut or _is_approximate(gaps, wrong):
        return []
    believed = is_believed(frame, scored, limits)
    if verdict.candidate.operator in LINEAR and len(verdict.candidate.operands) == 1:
        pair = verdict.candidate.stated, verdict.candidate.operands[0]
        alone = believed and len(wrong) == 1 and _is_no_revision(frame, pair, int(wrong[0]), telling, taken, limits)
        return [int(wrong[0])] if alone else []
    return [
        line
        for line in map(int, wrong)
        if (
            believed
            or is_repeated(frame, verdict, gaps, line, taken, limits)
            or _is_slip_beside(frame, scored, gaps, line, limits)
        )
        and is_of_their_kind(frame, verdict, gaps, line, taken, limits)
        and (
            (telling >= limits.alone * len(wrong) and stands_alone(frame, verdict, line))
            or _is_slip(frame, verdict, gaps, line, limits)
        )
        and not _is_loose(frame, verdict, gaps, line, telling, limits)
        and not may_be_rounded(frame, verdict, gaps, line, rounded, limits)
        and not closes_others(frame, verdict, line, limits)
        and may_add_up(frame, verdict, gaps, line, taken, limits)
        and not _is_picked(frame, verdict, line)
        and not _is_typed_over(frame, verdict, gaps, line, limits)
        and not _is_given_otherwise(frame, verdict, gaps, line, taken, limits)
        and not is_another_figure(frame, verdict, gaps, line)
        and not is_given_apart(frame, verdict, gaps, line, taken)
        and not is_finer_than_others(frame, verdict, line, taken, limits)
    ]


def is_believed(frame: Frame, scored: Scored, limits: InductionLimits) -> bool:
    """Whether so much speaks for the relation that lines in which it fails are held to it, whatever they look like."""
    verdict = scored.verdict
    telling = int((verdict.worth >= TELLING).sum())
    wrong = np.flatnonzero(verdict.misses)
    return scored.bits >= limits.accusing and telling >= limits.witnesses * _figures_wrong(frame, wrong)


def _figures_wrong(frame: Frame, wrong: Indices) -> int:
    """How many figures are wrong at least: one that the next line looks back at fails in both."""
    again = np.diff(wrong, prepend=-2) == 1 if frame.own else np.zeros(len(wrong), dtype=np.bool_)
    pairs, at = 0, 0
    while at < len(wrong):
        at += 2 if at + 1 < len(wrong) and again[at + 1] else 1
        pairs += 1
    return pairs


def _is_approximate(gaps: Deviation, wrong: Indices) -> bool:
    """Whether several lines fail, all of them narrowly: something like it holds, but not this."""
    narrow = np.abs(gaps.gap[wrong]) <= NARROW * (gaps.own[wrong] + gaps.printed[wrong])
    return len(wrong) > 1 and bool(narrow.all())


def _is_no_revision(
    frame: Frame, pair: tuple[int, int], line: int, telling: int, taken: Sequence[Scored], limits: InductionLimits
) -> bool:
    """Whether a figure that is the same as another in all other lines was mistyped in this one, and not revised.

    The more lines hold, the less likely it is that any figure is revised; and figures that are computed seldom are.
    """
    bits = twin_bits(frame, *pair, line)
    if bits < limits.twin_slip:
        return False
    computed = any(
        len(places_of(each.verdict) & {*pair}) == 1 and each.verdict.worth[line] >= TELLING
        for each in taken
        if len(each.verdict.candidate.operands) > 1
    )
    bits += math.log2(max(telling, 1)) + (limits.computed_twin if computed else 0.0)
    return bits >= limits.twin


def _is_slip_beside(frame: Frame, scored: Scored, gaps: Deviation, line: int, limits: InductionLimits) -> bool:
    """Whether few columns add up, and a slip explains that this one does not far better than that it is none to add.

    Where several fail, each as if by a slip, they are of another kind.
    """
    verdict = scored.verdict
    few = frame.axis is Axis.ALONG_COLUMNS and int(verdict.misses.sum()) == 1
    if not few or int((verdict.worth >= TELLING).sum()) <= 1:
        return False
    slip = slip_bits(frame, verdict, gaps, line)
    if slip < limits.edge_slip or scored.bits >= limits.accusing:
        return slip >= limits.edge_slip
    figures = frame.values[frame.known[:, verdict.candidate.stated]][:, verdict.candidate.figures]
    unit = math.gcd(*map(int, figures.flat))  # all of them may be rounded to fives
    return scored.bits + slip >= limits.accusing and abs(int(gaps.gap[line])) > NARROW * unit


def _is_slip(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, limits: InductionLimits) -> bool:
    """Whether the stated figure is near what is expected, or a slip in one figure explains the difference."""
    stated = int(frame.values[line, verdict.candidate.stated])
    gap, divisor = int(gaps.gap[line]), int(gaps.divisor[line])
    aim = stated * divisor - gap
    if verdict.reading.rounded and abs(gap) <= int(gaps.width[line]):
        return False
    if abs(gap) <= limits.near * abs(aim) and verdict.candidate.operator is not Operator.MULTIPLE:
        return True
    if any(abs(aim) == power * abs(stated * divisor) or power * abs(aim) == abs(stated * divisor) for power in POWERS):
        return True
    if verdict.candidate.operator not in LINEAR:
        step = int(frame.steps[line, verdict.candidate.stated])
        wide = Fraction(int(verdict.reading.allowed(gaps)[line]), 2 * abs(divisor))
        slip = is_slip_within(stated, Fraction(aim, divisor), step, wide)
        if verdict.candidate.operator in (Operator.BALANCE, Operator.MULTIPLE):
            return slip or is_operand_typed_wrong(frame, verdict, line)
        return slip or slip_bits(frame, verdict, gaps, line) >= limits.edge_slip
    if is_slip_in_sum(gap):
        return True
    meant = meant_in_sum(frame, verdict, gap, line)
    if any(is_typed_wrong(*each) for each in meant if each.meant):
        return True
    figures = [abs(each.figure) for each in meant]
    return any(
        abs(gap) == figure * (power - 1) or abs(gap) * power == figure * (power - 1)
        for figure in figures
        for power in POWERS
    )


def _is_loose(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, telling: int, limits: InductionLimits
) -> bool:
    """Whether a quotient fails narrowly and its operands' rounding weighs more than its own: it may be another's.

    Where all other lines agree with what the operands print, a slip may be likelier than a figure behind the print.
    """
    own, printed = int(gaps.own[line]), int(gaps.printed[line])
    narrow = abs(int(gaps.gap[line])) <= own + printed  # twice what rounding allows
    if verdict.candidate.operator in ADDED or printed <= own or not narrow:
        return False
    room = (own + printed) / abs(int(gaps.divisor[line]))
    bits = slip_bits(frame, verdict, gaps, line, room) if verdict.reading.exact else 0.0
    return bits <= 0 or bits + math.log2(telling) < limits.row_miss


def _is_picked(frame: Frame, verdict: Verdict, line: int) -> bool:
    """Whether each figure of the line stands in another too, and not all in the same: a row of greatest figures."""
    rows = np.flatnonzero(verdict.holds)
    places = [verdict.candidate.stated, *verdict.candidate.operands]
    same = frame.values[rows][:, places] == frame.values[line, places]
    known = frame.known[line, places]
    picked = same.any(axis=0) & known
    return bool(picked[known].all() and not same[:, known].all(axis=1).any())


def _is_typed_over(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, limits: InductionLimits) -> bool:
    """Whether a total shows fewer decimals than its parts give, and no slip explains it: a figure from elsewhere.

    A measured value beside computed ones, or a mark that was raised: of ten wrong totals one ends in 0 by chance.
    """
    if verdict.candidate.operator not in LINEAR:
        return False
    stated, gap = int(frame.values[line, verdict.candidate.stated]), int(gaps.gap[line])
    one = 10**frame.scale
    if math.gcd(stated, one) <= math.gcd(stated - gap, one) or is_slip_in_sum(gap):
        return False
    return slip_bits(frame, verdict, gaps, line) < limits.edge_slip


def _is_given_otherwise(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored], limits: InductionLimits
) -> bool:
    """Whether another relation gives the stated figure there, sharply, and no slip explains that this one does not."""
    candidate = verdict.candidate
    telling = int((verdict.worth >= TELLING).sum())
    for other in taken:
        mine = other.verdict
        same = mine is not verdict and mine.candidate.stated == candidate.stated
        if same and mine.holds[line] and _tells_apart(frame, mine, gaps, line):
            twins = {*candidate.operands} ^ {*mine.candidate.operands}
            if not _hold_together(mine, verdict):
                return True
            if len(twins) != 2:  # one total of two times other figures, all or some of them
                unlike = slip_bits(frame, verdict, gaps, line) < limits.twin_slip
            else:
                unlike = not _is_no_revision(frame, (min(twins), max(twins)), line, telling, taken, limits)
            if unlike:
                return True
    return False


def is_another_figure(frame: Frame, verdict: Verdict, gaps: Deviation, line: int) -> bool:
    """Whether what the line is off by is just another figure of it, or it is a mean taken the other way."""
    candidate = verdict.candidate
    if candidate.operator is Operator.AVERAGE:
        return _is_mean_across(frame, verdict, line)
    if candidate.operator not in LINEAR and candidate.operator is not Operator.BALANCE:
        return False
    gap = abs(int(gaps.gap[line]))
    places = {candidate.stated, *candidate.operands}
    missing = [at for at in np.flatnonzero(np.abs(frame.values[line]) == gap).tolist() if at not in places]
    if significant(gap) >= FEW_DIGITS:
        return bool(missing)
    empty = (frame.values[verdict.holds][:, missing] == 0).mean(axis=0) >= _ALWAYS
    return bool(empty.any())  # a part that is empty elsewhere, or next to nothing


def _is_mean_across(frame: Frame, verdict: Verdict, line: int) -> bool:
    """Whether the stated figure is the mean of those in the other lines: a mean of means, taken the other way."""
    others = frame.values[verdict.holds, verdict.candidate.stated]
    stated, count = int(frame.values[line, verdict.candidate.stated]), len(others)
    width = count * (int(frame.steps[line, verdict.candidate.stated]) + int(frame.steps[verdict.holds].max()))
    return 2 * abs(stated * count - int(others.sum())) <= width


def is_given_apart(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored]) -> bool:
    """Whether another sum of the stated figure fails there too and gives another value: neither says what is right."""
    candidate = verdict.candidate
    if candidate.operator not in LINEAR or len(candidate.operands) < 2:
        return False
    for other in taken:
        mine = other.verdict
        if mine is verdict or mine.candidate.stated != candidate.stated or not mine.misses[line]:
            continue
        if mine.candidate.operator in LINEAR and len(mine.candidate.operands) > 1:
            theirs = deviation(frame, mine.candidate)
            if int(theirs.gap[line]) * int(gaps.divisor[line]) != int(gaps.gap[line]) * int(theirs.divisor[line]):
                return True
    return False


def is_confounded(frame: Frame, verdict: Verdict) -> bool:
    """Whether it fails where some figure is there that is 0 where it holds: a part too many, or one left out.

    A total of indirect spending holds with the salaries of direct spending in it, wherever these are not told.
    """
    holds, misses = verdict.holds, verdict.misses
    if int(misses.sum()) < _SEVERAL or verdict.candidate.operator not in LINEAR:
        return False
    there = frame.known & (frame.values != 0)
    only_there = (there[misses].mean(axis=0) >= _MOSTLY) & (there[holds].mean(axis=0) <= 1 - _ALWAYS)
    return bool(only_there.any())


def _hold_together(one: Verdict, other: Verdict) -> bool:
    """Whether both hold in nearly all lines: neither stands in for the other, they say the same of twins."""
    both = int((one.holds & other.holds).sum())
    return both >= _ALWAYS * int(other.holds.sum())


def _tells_apart(frame: Frame, other: Verdict, gaps: Deviation, line: int) -> bool:
    """Whether a relation that holds allows less than the other one is off: else both figures would suit it."""
    allowed = deviation(frame, other.candidate)
    width = int(allowed.own[line]) + int(allowed.printed[line])
    if other.reading.rounded:
        width += int(allowed.whole[line])
    return 2 * abs(int(gaps.gap[line]) * int(allowed.divisor[line])) > width * abs(int(gaps.divisor[line]))
