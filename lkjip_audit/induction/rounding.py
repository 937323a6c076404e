"""Which figures are rounded, by what the relations of both ways show: what one way adds up may not the other way.

Of totals by size and totals by kind of work, all rounded, one way may be exact in ten columns by luck; the other way
shows that the figures of the eleventh are rounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from lkjip_audit.figures.rounding import AS_KEPT
from lkjip_audit.induction.arithmetic import ADDED, LINEAR, Deviation, deviation
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.evidence import Verdict, exact_by_chance
from lkjip_audit.induction.frame import Frame, Indices
from lkjip_audit.induction.lines_alike import TELLING, is_wide
from lkjip_audit.induction.model import Axis
from lkjip_audit.induction.selection import Scored
from lkjip_audit.induction.slips import bits_against_rounding, is_slip_in_sum
from lkjip_audit.rulepack.induction_limits import InductionLimits

"""Digits that a spreadsheet stores of a number."""
_FIVE = "5"
"""The digit of what counts are rounded to that are rounded neither to ones nor to tens."""
_DEVIATIONS = 3.0
"""Standard deviations by which rounding still leaves a sum off."""
_HARDLY = 1e-9
"""Odds of what does not happen."""


def rounded_cells(searched: Sequence[tuple[Frame, Sequence[Scored]]], shape: tuple[int, int]) -> Flags:
    """The cells of a block of this ``shape`` (rows, columns) in sums in force that hold by rounding in some line."""
    rounded = np.zeros(shape, dtype=np.bool_)
    for frame, taken in searched:
        for scored in taken:
            verdict = scored.verdict
            candidate = verdict.candidate
            if candidate.operator in LINEAR and verdict.reading.rounded:
                gaps = deviation(frame, candidate).gap
                if (gaps[verdict.holds] != 0).any():
                    places = [candidate.stated, *candidate.operands]
                    cells = np.ix_(frame.lines[verdict.holds], frame.places[places])
                    of_frame(rounded, frame)[cells] = True
    return rounded


def of_frame(cells: Flags, frame: Frame) -> Flags:
    """The cells of a block as the frame sees them: lines of the block first."""
    if frame.own:  # those of the line before as well
        return np.hstack((cells, np.zeros_like(cells)))
    return cells if frame.axis is Axis.ALONG_ROWS else cells.T


def is_rounded_line(cells: Flags, frame: Frame, line: int, places: Sequence[int]) -> bool:
    """Whether one of the ``places`` of the frame's ``line`` is among the rounded ``cells`` of its block."""
    return bool(of_frame(cells, frame)[frame.lines[line], frame.places[list(places)]].any())


def is_of_rounding(off: float, figures: int) -> bool:
    """Whether rounding leaves a sum of so many ``figures``, its total counted, ``off`` by so many units."""
    return off <= min(_DEVIATIONS * math.sqrt(figures / 12), figures / 2)


def bits_of_rounding(figures: int, *, exact: bool) -> float:
    """What it costs that a sum of so many rounded figures is exact, or that it is not."""
    odds = exact_by_chance(figures)
    return -math.log2(odds if exact else max(1 - odds, _HARDLY))


def fails_by_rounding(frame: Frame, verdict: Verdict, gaps: Deviation, limits: InductionLimits) -> Flags:
    """The lines in which a sum fails by what rounding does, where nearly all in which it fails are such.

    A total of published averages is made to agree with its parts, and now and then is not; a slip is seldom so small.
    What is rounded is the last decimal that some figure of the line uses: of 549033.000 the one.
    """
    none, wrong = np.zeros_like(verdict.misses), np.flatnonzero(verdict.misses)
    figures = verdict.candidate.figures
    if (
        verdict.candidate.operator not in LINEAR
        or verdict.reading.rounded
        or len(figures) <= 2
        or not _bits(wrong, limits)
    ):
        return none
    units = np.gcd.reduce(frame.values[wrong][:, figures], axis=1, initial=10**frame.scale)
    off = [abs(int(gap)) / int(unit) for gap, unit in zip(gaps.gap[wrong], units, strict=True)]
    near = wrong[[is_of_rounding(each, len(figures)) for each in off]]
    if _bits(near, limits) - math.log2(math.comb(len(wrong), len(near))) < limits.threshold:
        return none
    none[near] = True
    return none


def _bits(lines: Indices, limits: InductionLimits) -> float:
    """What so many lines tell that fail by no more than rounding does; 0 where they are too few to tell anything."""
    bits = len(lines) * limits.near_slip
    return bits if bits >= limits.threshold else 0.0


def may_be_rounded(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, rounded: Flags, limits: InductionLimits
) -> bool:
    """Whether the line fails by what rounding of whole figures may do, and too little says that none is rounded.

    Rounded figures are exact by chance only so often, and a sum of them seldom errs by as much as a slip does; or a
    total was typed with fewer decimals.
    """
    gap, stated = int(gaps.gap[line]), int(frame.values[line, verdict.candidate.stated])
    adds = verdict.candidate.operator in ADDED
    if is_beyond_digits(verdict, stated, Fraction(gap, int(gaps.divisor[line]))):
        return True
    if adds and is_of_round_parts(frame, verdict, line, gap):
        return True
    if verdict.reading.rounded:
        return False
    one = 10**frame.scale
    decimals = one // math.gcd(stated, one)
    if adds and 1 < decimals < one and abs(2 * gap) * decimals <= one:
        return True
    unit = _unit_of_fives(frame, verdict, line) if adds else 0
    by_fives = 0 < 2 * abs(gap) <= unit * len(verdict.candidate.figures)
    if is_wide(gaps, line) and not by_fives:
        return False
    if adds:
        places = verdict.candidate.figures
        units = frame.units[line, places][frame.known[line, places]]
        there = (frame.values[:, list(places)] != 0).sum(axis=1)  # a line of one part, or none, is exact anyway
        by_chance = np.array([exact_by_chance(max(int(count), 1)) for count in there]) * (units.min() / units.max())
    else:
        allowed = int(gaps.own[line]) + (0 if verdict.reading.exact else int(gaps.printed[line]))
        by_chance = np.full(frame.size[0], allowed / max(int(gaps.width[line]), 1))
    telling = verdict.worth >= TELLING
    if adds and ((gaps.gap[telling] != 0).any() or is_rounded_line(rounded, frame, line, verdict.candidate.figures)):
        telling = np.zeros_like(telling)  # roundings are at work
    bits = bits_against_rounding(frame, verdict, gaps, line) if adds and not by_fives else 0.0
    return bits - float(np.log2(by_chance[telling]).sum()) < limits.threshold


def _unit_of_fives(frame: Frame, verdict: Verdict, line: int) -> int:
    """What all figures are multiples of, there and where the sum holds, if that is five, fifty ...; else 0.

    Counts of people are rounded to fives at random, each by itself, so that nobody is known by them.
    """
    lines = verdict.holds.copy()
    lines[line] = True
    unit = math.gcd(*(int(value) for value in frame.values[lines][:, list(verdict.candidate.figures)].flat))
    return unit if unit % 10**frame.scale == 0 and str(unit).rstrip("0") == _FIVE else 0


def is_beyond_digits(verdict: Verdict, stated: int, gap: Fraction) -> bool:
    """Whether the difference lies behind the digits that a spreadsheet keeps of so large a total, or product."""
    last = int(10 ** max(len(str(abs(stated))) - AS_KEPT.prec, 0))
    kept = last > 1 and stated % last == 0
    return kept and 2 * abs(gap) <= last * len(verdict.candidate.figures)


def is_of_round_parts(frame: Frame, verdict: Verdict, line: int, gap: int) -> bool:
    """Whether all parts end in more zeros than their total, which is off by no more than that: they were rounded.

    A slip of one digit is none.
    """
    places = [verdict.candidate.stated, *verdict.candidate.operands]
    stated, *parts = (abs(int(frame.values[line, place])) for place in places)
    unit = min((_last_digit(part) for part in parts if part), default=1)
    rounded = unit > _last_digit(stated) and 2 * abs(gap) <= unit * len(parts)
    return rounded and not is_slip_in_sum(gap)


def _last_digit(value: int) -> int:
    """The power of ten of the last digit that is no zero."""
    text = str(value)
    return int(10 ** (len(text) - len(text.rstrip("0"))))
