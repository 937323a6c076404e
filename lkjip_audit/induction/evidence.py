"""What speaks for a candidate, in bits: what its matches are worth, less what its misses and its search cost.

A line in which the stated figure agrees is worth log2 of how many values were as plausible there: the spread of
such figures over the width that its rounding allows, no more than its rarity among its neighbours.  For sums the
figure that was hard to hit may be any one of them, the same in all lines.  ``k`` misses among ``n`` telling lines cost
log2 of the ways to choose them, and each its own price.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from lkjip_audit.induction.arithmetic import ADDED, LINEAR, Candidate, Deviation, deviation, lines_before
from lkjip_audit.induction.block import Flags, Ints
from lkjip_audit.induction.chance import Margins, about
from lkjip_audit.induction.costs import NONE_MISSED, search_floor, ways
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.independence import OTHER_FIGURES
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.induction.promise import most_of_rows
from lkjip_audit.induction.worth import most_worth, worth_of
from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.induction_limits import InductionLimits

LEAST_TELLING = 0.5
"""Bits by which a line that holds tells something."""
A_TRIFLE = 1e-6
"""Bits: far more than the order in which they are added makes of them, and next to none."""
_LEAST_ROUNDED = 2
_ENOUGH_FOR_AN_EDGE = 4
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Reading:
    """How strictly a relation is read: whole numbers exact or rounded, results rounded or cut.

    ``exact`` takes operands with decimals for what they print: nothing hides behind their last digit.
    """

    rounded: bool = False
    cut: bool = False
    exact: bool = False

    def allowed(self, gaps: Deviation) -> Ints:
        """The doubled rounding that this reading allows in each line, of results that are not cut."""
        width = gaps.own if self.exact else gaps.own + gaps.printed
        return width + gaps.whole if self.rounded else width


AS_PRINTED, ROUNDED, CUT, EXACT = Reading(), Reading(rounded=True), Reading(cut=True), Reading(exact=True)


@quickly_made
@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate over the lines ``first`` to ``last`` (of the frame, both counted).

    ``gain`` is in bits, before the search is paid; ``holds`` and ``misses`` are flags of all lines, in the
    range only; ``worth`` are the bits of every line that holds.
    """

    candidate: Candidate
    reading: Reading
    first: int
    last: int
    gain: float
    holds: Flags
    misses: Flags
    worth: Floats


def verdicts(
    frame: Frame,
    candidate: Candidate,
    limits: InductionLimits,
    additive: Flags | None = None,
    known: Deviation | None = None,
) -> Iterator[Verdict]:
    """What each stretch of lines in which the candidate may be believed says for it, best first.

    ``additive`` marks the lines that other sums of the frame hold in; outside of them none is missed.  ``known`` is the
    candidate's deviation, where it was worked out with others' and may be worth something.
    """
    gaps = known or deviation(frame, candidate)
    if known is None and _at_most(frame, candidate, gaps) < search_floor(frame, 2, limits):
        return
    best: list[Verdict] = []
    looser = False
    for reading in _readings(frame, candidate):
        if reading not in (EXACT, AS_PRINTED) and not looser:
            break
        holds, width = _matches(frame, candidate, gaps, reading)
        misses = gaps.judged & ~holds
        if reading.rounded:  # what many roundings allow and few do says nothing
            misses &= (np.abs(gaps.gap) > gaps.width).astype(np.bool_)
        counted = gaps.judged
        if additive is not None:  # what comes near the sum was meant to be it
            counted = gaps.judged & (additive | _is_near(frame, candidate, gaps, limits))
        misses &= counted
        found: list[Verdict] = []
        again = _fails_again(frame, candidate, gaps, misses)
        once = misses & ~again
        refused = partial(_is_stray, holds, _against(frame, counted & ~holds, once), limits)
        most = most_worth(frame, candidate)
        if not refused(most) and _may_gain(frame, candidate, np.where(holds, most, 0.0), once, limits):
            worth = worth_of(frame, candidate, gaps, (holds, width), limits, refused)
            if worth is not None:
                margins = Margins.of(frame, candidate, gaps, width)
                found = list(_stretches(frame, candidate, reading, (holds, once, again, worth), margins, limits))
                if reading.rounded and candidate.operator not in ADDED:
                    found = [each for each in found if not _has_constant(frame, candidate, each.holds)]
        if sum(each.gain for each in found) > sum(each.gain for each in best):
            best = found
        if reading == AS_PRINTED:  # is there anything that a looser reading would explain?
            looser = bool((misses & (np.abs(gaps.gap) <= gaps.width)).any())
    yield from best


def _is_near(frame: Frame, candidate: Candidate, gaps: Deviation, limits: InductionLimits) -> Flags:
    """The lines in which a sum of several figures is stated so nearly that no rate or mean comes as near by chance."""
    aim = frame.floats[:, candidate.stated] - gaps.gap.astype(np.float64)
    several = (frame.values[:, list(candidate.operands)] > 0).sum(axis=1) > 1
    near: Flags = several & (np.abs(gaps.gap.astype(np.float64)) <= aim / 2**limits.edge_slip)
    return near


def _fails_again(frame: Frame, candidate: Candidate, gaps: Deviation, misses: Flags) -> Flags:
    """Lines of a running total that take back what the line before was off: one wrong figure fails twice."""
    if candidate.operator is not Operator.RUNNING:
        return np.zeros_like(misses)
    before = lines_before(frame, candidate.stated)
    width = gaps.width + gaps.width[before]
    opposite = (2 * np.abs(gaps.gap + gaps.gap[before]) <= width).astype(np.bool_)
    again: Flags = misses & misses[before] & (before >= 0) & opposite
    return again


def _at_most(frame: Frame, candidate: Candidate, gaps: Deviation) -> float:
    """No reading is worth more than this."""
    near = gaps.judged & (np.abs(gaps.gap) <= gaps.width).astype(np.bool_)
    if candidate.operator not in LINEAR:
        return float(frame.worth[near, candidate.stated].sum())
    places = [candidate.stated, *candidate.operands[:OTHER_FIGURES]]
    return float(frame.worth[near][:, places].sum(axis=0).max(initial=0.0))


def _readings(frame: Frame, candidate: Candidate) -> tuple[Reading, ...]:
    whole = frame.whole[:, [candidate.stated, *candidate.operands]].any()
    if candidate.operator is Operator.SHARE:
        return (AS_PRINTED,)
    if candidate.operator in ADDED - {Operator.RUNNING}:
        return (AS_PRINTED, ROUNDED) if whole and len(candidate.operands) > 1 else (AS_PRINTED,)
    strict = (AS_PRINTED,) if frame.whole[:, list(candidate.operands)].all() else (EXACT, AS_PRINTED)
    every = frame.known[:, candidate.stated]
    return (*strict, CUT, ROUNDED) if whole and not _has_constant(frame, candidate, every) else (*strict, CUT)


def _has_constant(frame: Frame, candidate: Candidate, among: Flags) -> bool:
    """Whether an operand is the same whole number in nearly all lines: it counts something, and is not rounded."""
    operands = list(candidate.operands)
    known, values = frame.known[:, operands], frame.values[:, operands]
    lines = known.all(axis=1) & among
    if not lines.any() or not frame.whole[lines][:, operands].any():
        return False
    middle = np.sort(values[lines], axis=0)[int(lines.sum()) // 2]
    same = (values[lines] == middle).mean(axis=0) >= _NEARLY_ALL
    return bool((same & frame.whole[lines][:, operands].all(axis=0)).any())


def _matches(frame: Frame, candidate: Candidate, gaps: Deviation, reading: Reading) -> tuple[Flags, Ints]:
    """The lines that agree, and the doubled width within which each did."""
    width = reading.allowed(gaps)
    distance = 2 * np.abs(gaps.gap)
    holds: Flags = (distance <= width).astype(np.bool_)
    if reading.rounded and candidate.operator in ADDED:
        holds &= _as_rounding_errs(distance, width, len(candidate.operands) + 1)
    if reading.cut:  # the stated figure lies nearer to zero than the exact one by less than a unit
        towards = np.sign(frame.values[:, candidate.stated]) * np.sign(gaps.divisor) * np.sign(gaps.gap)
        holds |= ((towards <= 0) & (distance < 2 * gaps.own + gaps.printed)).astype(np.bool_)
        width = width + gaps.own
    return holds & gaps.judged, width


def _against(frame: Frame, fails: Flags, misses: Flags) -> int:
    """How many lines speak against a candidate: of relations of rows all columns that it ``fails`` in."""
    return int((misses if frame.axis is Axis.ALONG_ROWS else fails).sum())


def _is_stray(holds: Flags, against: int, limits: InductionLimits, worth: Floats) -> bool:
    """Whether a relation is shown by no line, or by one or two only while more are ``against`` it.

    What is stray with more ``worth`` is stray with less.
    """
    telling = int((holds & (worth >= LEAST_TELLING)).sum())
    return telling == 0 or (telling < limits.least_lines and against > telling)


def _may_gain(frame: Frame, candidate: Candidate, worth: Floats, misses: Flags, limits: InductionLimits) -> bool:
    """Whether lines that are worth no more may leave something when the misses are paid; of sums it is known."""
    if candidate.operator in LINEAR:
        return True
    if frame.axis is Axis.ALONG_ROWS:
        return bool(most_of_rows(worth[:, None], misses[:, None], limits)[0] > NONE_MISSED - A_TRIFLE)
    wrong = int(misses.sum())
    return float(worth.sum()) - limits.column_miss * wrong > NONE_MISSED - A_TRIFLE


def _as_rounding_errs(distance: Ints, width: Ints, figures: int) -> Flags:
    """Sums of rounded figures: within three standard deviations, and as often right as rounding leaves them."""
    near: Flags = (distance.astype(np.float64) <= 3.0 * width.astype(np.float64) / (3.0 * figures) ** 0.5).astype(
        np.bool_
    )
    exact = int((near & (distance == 0)).sum())
    if near.sum() - exact < _LEAST_ROUNDED:
        return np.zeros_like(near)  # one line alone is no rounding
    if exact < near.sum() * exact_by_chance(figures) / 2:
        return np.zeros_like(near)
    return near


def exact_by_chance(figures: int) -> float:
    """How often a sum of so many rounded figures, its total counted, is exact."""
    return min(1.0, math.sqrt(12 / (2 * math.pi * figures)))


def _stretches(
    frame: Frame,
    candidate: Candidate,
    reading: Reading,
    judged: tuple[Flags, Flags, Flags, Floats],
    margins: Margins,
    limits: InductionLimits,
) -> Iterator[Verdict]:
    holds, misses, again, worth = judged  # what fails again belongs to the misses, and costs nothing more
    worth = np.maximum(worth, 0.0) * holds
    price = 0.0 if reading in (EXACT, AS_PRINTED) else limits.tolerance
    along_rows = frame.axis is Axis.ALONG_ROWS
    open_: list[tuple[int, int]] = [(0, len(holds) - 1)]
    while open_:
        first, last = open_.pop()
        if first > last or worth[first : last + 1].sum() <= 0:
            continue
        low, high = (
            best_range(worth[first : last + 1], misses[first : last + 1], limits) if along_rows else (0, last - first)
        )
        low, high = low + first, high + first
        inside = np.zeros(len(holds), dtype=np.bool_)
        inside[low : high + 1] = True
        got, lost = holds & inside, misses & inside
        telling = int((got & (worth >= LEAST_TELLING)).sum())
        wrong = int(lost.sum())
        least = limits.least_share_of_rows if along_rows else limits.least_share_of_columns
        if telling == 0 or telling < least * (telling + wrong):
            continue
        if along_rows and telling < limits.least_lines and int(misses.sum()) > telling:
            continue
        each = limits.row_miss if along_rows else limits.column_miss
        told = np.minimum(worth * inside, margins.most(misses & about(len(holds), low, high)))
        gain = float(told.sum()) - each * wrong - ways(telling + wrong, wrong) - price
        if along_rows and (worth[~inside] > 0).any() | misses[~inside].any():
            gain -= 2 * math.log2(len(holds))
        if gain <= 0:
            continue
        yield Verdict(candidate, reading, low, high, gain, got, lost | (again & inside), told)
        if along_rows:
            open_ += [(first, low - 1), (high + 1, last)]


def best_range(worth: Floats, misses: Flags, limits: InductionLimits) -> tuple[int, int]:
    """First and last line of the stretch with the largest sum of worths less the price of its misses."""
    telling = int((worth > 0).sum()) + int(misses.sum())
    score = worth - misses * (limits.row_miss + math.log2(telling + 1))
    sums = np.concatenate(([0.0], np.cumsum(score)))
    lowest = np.minimum.accumulate(sums)
    last = int((sums[1:] - lowest[:-1]).argmax())
    first = int(np.flatnonzero(sums[: last + 1] == lowest[last])[0])
    # A lone miss, at an end or before lines that hold again, is a miss and no end.
    judged = np.flatnonzero((worth > 0) | misses)
    inside = int(((judged >= first) & (judged <= last)).sum())
    if inside >= _ENOUGH_FOR_AN_EDGE:
        if misses[:first].sum() == 1:
            first = int(judged[0])
        if misses[last + 1 :].sum() == 1:
            last = int(judged[-1])
    # Lines without a miss at either end belong to it: zeros and blanks say nothing against it.
    while first > 0 and not misses[first - 1]:
        first -= 1
    while last < len(worth) - 1 and not misses[last + 1]:
        last += 1
    return first, last
