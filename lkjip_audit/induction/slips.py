"""Whether one slip of the hand explains why a line fails, and how unlikely it is that chance looks like one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from lkjip_audit.induction.arithmetic import LINEAR, Deviation, lines_before, quotient_stated
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.model import Operator

POWERS = (10, 100, 1000)
"""Zeros too many or too few."""
FEW_DIGITS = 100
_PER_DIGIT = 10
_SLIPS_A_DIGIT = 2 * _PER_DIGIT  # a digit is another one, or another is put in before it
_NINES = 9
_MEANT_BY_OTHERS = frozenset(
    {Operator.PRODUCT, Operator.AVERAGE, Operator.BALANCE, Operator.MULTIPLE, Operator.RUNNING}
)


class Meant(NamedTuple):
    """A figure, what it would have to be for its sum to hold, and the unit of its last digit, all scaled."""

    figure: int
    meant: int
    step: int


def meant_in_sum(frame: Frame, verdict: Verdict, gap: int, line: int) -> list[Meant]:
    """What each figure of a sum that is off by ``gap`` in ``line`` would have to be; the stated one first."""
    places = (verdict.candidate.stated, *verdict.candidate.operands)
    values, steps = ([int(array[line, place]) for place in places] for array in (frame.values, frame.steps))
    return [
        Meant(value, value + (gap if at else -gap), step)
        for at, (value, step) in enumerate(zip(values, steps, strict=True))
    ]


def is_typed_wrong(stated: int, meant: int, step: int) -> bool:
    """Whether one digit is another, is missing or too many, or digits have changed places, at the decimals shown."""
    first, second = str(abs(stated) // step), str(round(Fraction(abs(meant), step)))
    if len(first) != len(second):
        return is_digit_lost_or_added(first, second)
    differ = sum(one != other for one, other in zip(first, second, strict=True))
    return differ == 1 or (differ == 2 and sorted(first) == sorted(second))


def is_digit_lost_or_added(stated: str, meant: str) -> bool:
    """Whether ``stated`` lacks one digit of ``meant``, or has one more."""
    less, more = sorted((stated, meant), key=len)
    return len(less) + 1 == len(more) and any(more[:at] + more[at + 1 :] == less for at in range(len(more)))


def is_slip_in_sum(gap: int) -> bool:
    """Whether the difference is that of one digit, or of two neighbours that changed places."""
    digits = significant(gap)
    return digits < _PER_DIGIT or (digits < FEW_DIGITS and digits % _NINES == 0)


def significant(gap: int) -> int:
    """The digits of a difference without the zeros at its end."""
    return int(str(abs(gap)).rstrip("0") or 0)


def is_operand_typed_wrong(frame: Frame, verdict: Verdict, line: int) -> bool:
    """Whether a slip in an operand, of a quotient, a product, a mean or a total that runs, gives the stated figure."""
    candidate = verdict.candidate
    if candidate.operator in _MEANT_BY_OTHERS:
        return any(
            is_slip_within(int(frame.values[line, place]), meant, int(frame.steps[line, place]), wide)
            for place, meant, wide in _meant_in(frame, verdict, line)
        )
    top, bottom = (int(frame.values[line, at]) for at in (candidate.operands[0], candidate.operands[-1]))
    step = int(frame.steps[line, candidate.stated])
    part = Fraction(int(frame.values[line, candidate.stated]), candidate.over * 10**frame.scale)
    found = quotient_stated(candidate.operator, part)
    if found is None or not found or not bottom or not top:
        return False
    room = Fraction(step, candidate.over * 10**frame.scale) / 2
    if candidate.operator is Operator.REDUCTION:
        room *= found**2
    first, second = (int(frame.steps[line, at]) for at in candidate.operands)
    for figure, unit, meant, other in (
        (top, first, found * bottom, Fraction(second, 2 * abs(bottom))),
        (bottom, second, top / found, Fraction(first, 2 * abs(top))),
    ):
        wide = abs(meant) * (room / abs(found) + other) + Fraction(unit, 2)
        if any(abs(slip * unit - abs(meant)) <= wide for slip in _slips(abs(figure) // unit)):
            return True
    return False


def is_slip_within(figure: int, meant: Fraction, step: int, wide: Fraction) -> bool:
    """Whether one slip of the hand makes ``figure`` of what lies no farther than ``wide`` from ``meant``."""
    return any(abs(slip * step - abs(meant)) <= wide for slip in _slips(abs(figure) // step))


def _meant_in(frame: Frame, verdict: Verdict, line: int) -> Iterator[tuple[int, Fraction, Fraction]]:
    """Each operand of what is no quotient, what the stated figure makes of it, and its rounding."""
    candidate = verdict.candidate
    stated, step = int(frame.values[line, candidate.stated]), int(frame.steps[line, candidate.stated])
    figures = {place: int(frame.values[line, place]) for place in candidate.operands if frame.known[line, place]}
    if candidate.operator is Operator.AVERAGE:
        short = stated * len(figures) - sum(figures.values())
        yield from (
            (place, Fraction(each + short), Fraction(len(figures) * step, 2)) for place, each in figures.items()
        )
        return
    if candidate.operator is Operator.BALANCE:
        signs = {
            place: sign for place, sign in zip(candidate.operands, candidate.signs, strict=True) if place in figures
        }
        short = stated - sum(signs[place] * each for place, each in figures.items())
        yield from ((place, Fraction(each + signs[place] * short), Fraction(0)) for place, each in figures.items())
        return
    if candidate.operator is Operator.RUNNING:
        before = int(frame.values[lines_before(frame, candidate.stated)[line], candidate.stated])
        yield from ((place, Fraction(stated - before), Fraction(0)) for place in figures)
        return
    if candidate.operator is Operator.MULTIPLE:
        share = Fraction(candidate.under, candidate.over)
        yield from ((place, stated * share, share * step / 2) for place in figures)
        return
    times = candidate.under * 10**frame.scale
    for place, other in (candidate.operands, candidate.operands[::-1]):
        if figures.get(other):
            yield (
                place,
                Fraction(stated * times, candidate.over * figures[other]),
                abs(Fraction(step * times, 2 * candidate.over * figures[other])),
            )


def _slips(number: int) -> Iterator[int]:
    """The number with one digit changed, put in or left out, or two that stand side by side exchanged."""
    text = str(number)
    for at in range(len(text) + 1):
        yield from (int(text[:at] + other + text[at:]) for other in "0123456789")
    for at, digit in enumerate(text):
        yield int(text[:at] + text[at + 1 :] or 0)
        for other in "0123456789":
            if other != digit:
                yield int(text[:at] + other + text[at + 1 :])
        if at and text[at - 1] != digit:
            yield int(text[: at - 1] + digit + text[at - 1] + text[at + 1 :])


def slip_bits(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, room: float | None = None) -> float:
    """Bits by which a slip in one figure explains the line better than a figure of another kind; 0 where none does.

    Of the values that could stand there (``room``, in scaled units; without it as far as the figures reach), so many
    are one slip away as there are digits that could be mistyped.
    """
    candidate = verdict.candidate
    places = [candidate.stated, *candidate.operands]
    unit = float(frame.grain[line, places].min())
    if candidate.operator in LINEAR:
        gap = int(gaps.gap[line])
        hit = any(
            is_typed_wrong(*each)
            for each in meant_in_sum(frame, verdict, gap, line)
            if 2 * min(each.meant % each.step, -each.meant % each.step) <= int(gaps.printed[line])
        )
        reach = float(frame.spread[line, places].max())
    else:
        stated, divisor = int(frame.values[line, candidate.stated]), int(gaps.divisor[line])
        meant = Fraction(stated * divisor - int(gaps.gap[line]), divisor)
        wide = Fraction(int(verdict.reading.allowed(gaps)[line]), 2 * abs(divisor))
        hit = is_slip_within(stated, meant, int(frame.steps[line, candidate.stated]), wide)
        hit = hit or is_operand_typed_wrong(frame, verdict, line)
        allowed = int(gaps.own[line]) + (0 if verdict.reading.exact else int(gaps.printed[line]))
        unit = max(unit, allowed / abs(divisor))
        reach = float(frame.spread[line, candidate.stated])
    if not hit:
        return 0.0
    reach = reach if room is None else room
    values_there = max(reach / unit, 1.0)
    digits = sum(math.log10(max(abs(frame.floats[line, place]) / unit, 10.0)) for place in places)
    mistyped = _SLIPS_A_DIGIT * (min(digits, 2 * math.log10(values_there) + 1) if room is not None else digits)
    return max(0.0, math.log2(values_there / mistyped))


def bits_of_one(figure: int, step: int, meant: int) -> float:
    """Bits by which a slip makes ``figure`` of ``meant`` rather than chance one as far from it; 0 where none does."""
    here, aim = abs(figure) // step, abs(meant) // step
    slips = {*_slips(here)} - {here}
    if aim not in slips:
        return 0.0
    far = abs(here - aim)
    return math.log2(max(2 * far / sum(abs(each - here) <= far for each in slips), 1.0))


def twin_bits(frame: Frame, one: int, other: int, line: int) -> float:
    """Bits by which a slip explains that two figures differ which are else the same but for sign, better than a change.

    A figure that was revised differs by any amount, or by a round one of any size: half of each is supposed, and no
    size is likelier than another.  0 where no slip of one figure gives the other.
    """
    first, second = abs(int(frame.values[line, one])), abs(int(frame.values[line, other]))
    step = int(max(frame.steps[line, one], frame.steps[line, other]))
    gap = abs(first - second) // step
    if not gap or not is_typed_wrong(first, second, step):
        return 0.0
    digits = len(str(first // step)), len(str(second // step))
    if digits[0] != digits[1]:  # one is lost or doubled: of all revisions of that size few look so
        return max(0.0, math.log2(10.0 ** (len(str(gap)) - 1) / max(digits)))
    if not is_slip_in_sum(gap):
        return 0.0
    among = 1 if significant(gap) < _PER_DIGIT else _PER_DIGIT  # of numbers of two digits a tenth is of nines
    any_amount = 10.0 ** (1 - len(str(gap)))
    sizes = len(str(max(first, second) // step))
    return -math.log2((any_amount + 1 / (among * sizes)) / 2)


def bits_against_rounding(frame: Frame, verdict: Verdict, gaps: Deviation, line: int) -> float:
    """Bits by which a slip in one figure of a sum explains the line better than the rounding of all its figures; or 0.

    Roundings err by half a unit at most and partly cancel: their sum is as good as normal, with a twelfth of each
    squared unit for its variance.  A slip adds or takes away any digit, at any of the places that the figures have.
    """
    places = [place for place in verdict.candidate.figures if frame.known[line, place]]
    gap, units = abs(int(gaps.gap[line])), frame.units[line, places]
    variance, unit = float((units**2).sum()) / 12, float(units.min())
    if not gap or not is_slip_in_sum(gap):
        return 0.0
    by_rounding = math.log2(math.sqrt(2 * math.pi * variance) / unit) + gap**2 / (2 * variance) * math.log2(math.e)
    sizes = len(str(int(max(abs(frame.floats[line, places])) // unit)))
    return max(0.0, by_rounding - math.log2(2 * _PER_DIGIT * sizes))
