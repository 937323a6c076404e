"""What a candidate relation expects in every line, in exact integers, and how far each line is from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from lkjip_audit.induction.block import Flags, Ints
from lkjip_audit.induction.frame import Frame, Indices
from lkjip_audit.induction.model import Operator
from lkjip_audit.records import quickly_made

LINEAR = frozenset({Operator.SUM, Operator.DIFFERENCE})
ADDED = LINEAR | {Operator.RUNNING, Operator.BALANCE}
"""Operators that add up figures as they are."""
_ROOM = 2.0**61


@quickly_made
@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation to be tested: positions of the frame, ``factor`` as a whole numerator and denominator."""

    operator: Operator
    stated: int
    operands: tuple[int, ...]
    over: int = 1
    under: int = 1
    total: int = 0
    """Of a share: the total, as a scaled amount."""
    less: int = 0
    """Of a balance: how many of the operands, the last ones, are subtracted."""

    @property
    def signs(self) -> tuple[int, ...]:
        """Of a sum or a balance: 1 for each operand that is added, -1 for each that is subtracted."""
        return (1,) * (len(self.operands) - self.less) + (-1,) * self.less

    @property
    def factor(self) -> Decimal:
        """The factor as it is written."""
        return Decimal(self.over) / self.under

    @property
    def figures(self) -> list[int]:
        """The positions of the figures that a line relates; a running total and the one before stand in the same."""
        again = [self.stated] if self.operator is Operator.RUNNING else []
        return [self.stated, *again, *self.operands]


@quickly_made
@dataclass(frozen=True, slots=True)
class Deviation:
    """Per line: ``stated * divisor - expected`` and what rounding allows of it, doubled, all exact.

    ``own`` is the rounding of the stated figure, ``printed`` that of operands with decimals, ``whole`` that of
    whole operands and whole stated figures when they are taken as rounded.  ``judged`` marks lines that have
    all that is needed.
    """

    gap: Ints
    divisor: Ints
    own: Ints
    printed: Ints
    whole: Ints
    judged: Flags

    @property
    def width(self) -> Ints:
        """The doubled rounding when whole numbers are rounded too."""
        return self.own + self.printed + self.whole

    def of(self, at: int | Indices) -> Deviation:
        """The deviation of one of several candidates, or of some, of which the arrays are lines x candidates."""
        arrays = (self.gap, self.divisor, self.own, self.printed, self.whole, self.judged)
        return Deviation(*(array[:, at] for array in arrays))


def deviation(frame: Frame, candidate: Candidate) -> Deviation:
    """Compare the stated figures with what the operands give, line by line."""
    if candidate.operator in LINEAR:
        return _of_sum(frame, candidate)
    if candidate.operator is Operator.BALANCE:
        return _of_balance(frame, candidate)
    if candidate.operator is Operator.AVERAGE:
        return _of_average(frame, candidate)
    if candidate.operator is Operator.RUNNING:
        return _of_running(frame, candidate)
    if candidate.operator is Operator.SHARE:
        return _of_share(frame, candidate)
    return _of_quotient(frame, candidate)


def _of_sum(frame: Frame, candidate: Candidate) -> Deviation:
    # Most candidates are sums, and most of these fail at once: nothing is asked here that the frame knows already.
    everyone = np.array([candidate.stated, *candidate.operands], dtype=np.intp)
    values, known = frame.values.take(everyone, axis=1), frame.known.take(everyone, axis=1)
    gap = values[:, 0] - values[:, 1:].sum(axis=1)
    printed = frame.loose.take(everyone, axis=1).sum(axis=1)
    if len(everyone) == 2:
        printed = of_copies(frame, everyone[:1], everyone[1:], printed[:, None])[:, 0]
    counted = _rounded_alike(frame, everyone)
    judged = known[:, 0] & known[:, 1:].any(axis=1)
    if frame.has_unreadable:
        judged &= ~frame.unreadable.take(everyone[1:], axis=1).any(axis=1)
    if frame.has_percent:
        percent = frame.percent.take(everyone, axis=1)
        judged &= ((percent == percent[:, :1]) | ~known).all(axis=1)
    one = np.ones_like(gap)
    return Deviation(gap, one, np.zeros_like(gap), printed, counted, judged)


def _of_balance(frame: Frame, candidate: Candidate) -> Deviation:
    everyone = np.array([candidate.stated, *candidate.operands], dtype=np.intp)
    values, known = frame.values.take(everyone, axis=1), frame.known.take(everyone, axis=1)
    gap = values[:, 0] - (values[:, 1:] * np.array(candidate.signs)).sum(axis=1)
    judged = known[:, 0] & (known[:, 1:].sum(axis=1) > 1)
    judged &= ~frame.unreadable.take(everyone[1:], axis=1).any(axis=1)
    percent = frame.percent.take(everyone, axis=1)
    judged &= ((percent == percent[:, :1]) | ~known).all(axis=1)
    nothing, printed = np.zeros_like(gap), frame.loose.take(everyone, axis=1).sum(axis=1)
    return Deviation(gap, np.ones_like(gap), nothing, printed, _rounded_alike(frame, everyone), judged)


def of_copies(frame: Frame, stated: Indices, copied: Indices, printed: Ints) -> Ints:
    """What rounding allows figures and their copies: they print alike, but one of them may show fewer decimals."""
    alike = frame.steps.take(stated, axis=1) == frame.steps.take(copied, axis=1)
    allowed: Ints = np.where(alike, np.zeros_like(printed), printed)
    return allowed


def _of_running(frame: Frame, candidate: Candidate) -> Deviation:
    stated, added = candidate.stated, candidate.operands[0]
    places = lines_before(frame, stated)
    before = frame.values[places, stated]
    gap = frame.values[:, stated] - before - frame.values[:, added]
    judged = frame.known[:, stated] & frame.known[:, added] & (places >= 0)
    judged &= ~_closes(frame.values[:, stated], before, frame.values[:, added])
    judged &= (frame.values[:, stated] != frame.values[:, added]).astype(np.bool_)  # it begins anew
    width = 2 * frame.steps[:, stated] + frame.steps[:, added]
    printed = np.where(frame.whole[:, stated] & frame.whole[:, added], 0, width)
    nothing = np.zeros_like(gap)
    return Deviation(gap, np.ones_like(gap), nothing, printed, width - printed, judged)


def lines_before(frame: Frame, place: int) -> Indices:
    """For every line the last one before it that has a figure at ``place``; -1 where none has.

    A running total passes over the subtotals that stand between.
    """
    there = np.where(frame.known[:, place], np.arange(len(frame.known)), -1)
    before: Indices = np.concatenate(([-1], np.maximum.accumulate(there)[:-1])).astype(np.intp)
    return before


def _closes(stated: Ints, before: Ints, added: Ints) -> Flags:
    """Lines that state the last running total once more, beside the total of what was added."""
    closing: Flags = ((stated == before) & (added == stated)).astype(np.bool_)
    return closing


def _of_share(frame: Frame, candidate: Candidate) -> Deviation:
    stated, part = candidate.stated, candidate.operands[0]
    times = candidate.over * 10**frame.scale
    s, a = frame.values[:, stated].astype(object), frame.values[:, part].astype(object)
    gap = s * candidate.total - a * times
    divisor = np.full_like(s, candidate.total)
    error = frame.steps[:, part].astype(object) * (times + np.abs(s))  # of the part, and of its total
    whole = frame.whole[:, part]
    own = frame.steps[:, stated].astype(object) * abs(candidate.total)
    judged = frame.known[:, stated] & frame.known[:, part] & (frame.values[:, part] != candidate.total)
    return Deviation(gap, divisor, own, np.where(whole, 0, error), np.where(whole, error, 0), judged)


def _rounded_alike(frame: Frame, everyone: Indices) -> Ints:
    """What rounding allows a sum of whole numbers that all end in as many zeros."""
    unit = frame.shared.take(everyone, axis=1).min(axis=1)
    unit[np.isinf(unit)] = 0.0
    rounding: Ints = unit.astype(frame.values.dtype) * frame.zeroed.take(everyone, axis=1).sum(axis=1)
    return rounding


def _of_average(frame: Frame, candidate: Candidate) -> Deviation:
    stated, operands = candidate.stated, list(candidate.operands)
    known = frame.known[:, operands]
    count = known.sum(axis=1)
    enough = count > 1
    values, own = wide(frame, frame.values[:, stated], len(operands)), frame.steps[:, stated]
    total, places = frame.values[:, operands].sum(axis=1), len(operands)
    with_blanks = 2 * np.abs(values * places - total) <= own * places  # a blank that counts as 0
    count = np.where(with_blanks.astype(np.bool_), places, count)
    gap = values * count - total
    steps = np.where(known, frame.steps[:, operands], 0)
    whole = frame.whole[:, operands]
    judged = frame.known[:, stated] & ~frame.unreadable[:, operands].any(axis=1) & enough
    printed, counted = np.where(whole, 0, steps).sum(axis=1), np.where(whole, steps, 0).sum(axis=1)
    return Deviation(gap, count.astype(gap.dtype), own * count, printed, counted, judged)


def wide(frame: Frame, values: Ints, times: float) -> Ints:
    """``values`` as they are, or as Python's integers where ``times`` as much of a line may go beyond 64 bits."""
    largest = float(np.abs(frame.floats).max(initial=1.0))
    return values if largest * times * frame.values.size < _ROOM else values.astype(object)


def _of_quotient(frame: Frame, candidate: Candidate) -> Deviation:
    """Every form that is numerator / divisor with a numerator linear in its operands."""
    stated = candidate.stated
    top, bottom = candidate.operands[0], candidate.operands[-1]
    big = float(np.abs(frame.floats[:, [stated, top, bottom]]).max(initial=1.0))
    factor = candidate.over * candidate.under * 10**frame.scale
    fits = big * max(big, float(factor)) * 8 < _ROOM
    kind: type = np.int64 if fits and frame.values.dtype != object else object
    s, a, b = (_as(frame.values[:, place], kind) for place in (stated, top, bottom))
    ua, ub = (_as(frame.steps[:, place], kind) for place in (top, bottom))
    over, under = candidate.over, candidate.under
    one = 10**frame.scale
    flat = np.full_like(s, over)
    numerator: Ints
    divisor: Ints
    slope_a: Ints
    slope_b: Ints
    match candidate.operator:
        case Operator.RATIO:
            numerator, divisor, slope_a, slope_b = over * a, b, flat * one, s
        case Operator.GROWTH:
            numerator, divisor, slope_a, slope_b = over * (a - b), b, flat * one, over * one + s
        case Operator.REDUCTION:
            numerator, divisor, slope_a, slope_b = over * (a - b), a, over * one - s, flat * one
        case Operator.INVERSE:
            numerator, divisor, slope_a, slope_b = over * (2 * b - a), b, flat * one, 2 * over * one - s
        case Operator.PRODUCT:
            numerator, divisor, slope_a, slope_b = over * a * b, np.full_like(s, under * one), over * b, over * a
        case Operator.UNIT | Operator.MULTIPLE:
            numerator, divisor, slope_a, slope_b = over * a, np.full_like(s, under), flat, np.zeros_like(s)
        case other:
            raise ValueError(f"{other} is no quotient of one line")
    scaled = candidate.operator in (Operator.RATIO, Operator.GROWTH, Operator.REDUCTION, Operator.INVERSE)
    gap = s * divisor - numerator * (one if scaled else 1)
    error_a, error_b = np.abs(slope_a) * ua, np.abs(slope_b) * ub
    wa, wb = frame.whole[:, top], frame.whole[:, bottom]
    printed = np.where(wa, 0, error_a) + np.where(wb, 0, error_b)
    whole = np.where(wa, error_a, 0) + np.where(wb, error_b, 0)
    judged = frame.known[:, stated] & frame.known[:, top] & frame.known[:, bottom] & (divisor != 0)
    own = _as(frame.steps[:, stated], kind) * np.abs(divisor)
    return Deviation(gap, divisor, own, printed, whole, judged)


def _as(values: Ints, kind: type) -> Ints:
    turned: Ints = values.astype(kind)
    return turned


def quotient_stated(operator: Operator, part: Fraction) -> Fraction | None:
    """First operand over last where their quotient, growth or reduction is ``part``; None of another form."""
    match operator:
        case Operator.RATIO:
            return part
        case Operator.GROWTH:
            return part + 1
        case Operator.REDUCTION:
            return 1 / (1 - part) if part != 1 else None
        case Operator.INVERSE:
            return 2 - part
        case _:
            return None
