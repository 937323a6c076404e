"""A relation in force as it is told: indices of the block, the lines that fail, which of them it accuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Deviation, deviation
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Frame, Indices
from lkjip_audit.induction.model import Axis, Limits, Miss, Operator, Shown
from lkjip_audit.induction.selection import Scored

_TELLING = 1.0
_FEW_DIGITS = 100
_POWERS = (10, 100, 1000)
_NARROW = 5
_DIGITS = 60


def told(frame: Frame, taken: Sequence[Scored], limits: Limits) -> Iterator[Shown]:
    """Every relation of the frame in the block's own rows and columns."""
    for scored in taken:
        verdict = scored.verdict
        candidate = verdict.candidate
        misses, apart = _parted(frame, scored, taken, limits)
        yield Shown(
            frame.axis,
            candidate.operator,
            int(frame.places[candidate.stated]),
            tuple(int(frame.places[place]) for place in candidate.operands),
            Decimal(candidate.under) if candidate.operator is Operator.UNIT else candidate.factor,
            int(frame.lines[verdict.first]),
            int(frame.lines[verdict.last]),
            tuple(int(line) for line in frame.lines[verdict.holds]),
            misses,
            apart,
            round(scored.bits, 1),
            verdict.reading.rounded,
            verdict.reading.cut,
        )


def _parted(
    frame: Frame, scored: Scored, taken: Sequence[Scored], limits: Limits
) -> tuple[tuple[Miss, ...], tuple[int, ...]]:
    """Lines that fail: those that are held against their figures, and those of which nothing is said."""
    verdict = scored.verdict
    wrong = np.flatnonzero(verdict.misses)
    telling = int((verdict.worth >= _TELLING).sum())
    gaps = deviation(frame, verdict.candidate)
    exact = not verdict.reading.cut and not _is_approximate(gaps, wrong)
    believed = exact and scored.bits >= limits.accusing and telling >= limits.witnesses * len(wrong)
    misses, apart = [], []
    for line in map(int, wrong):
        if (
            (believed or (exact and _is_repeated(frame, verdict, gaps, line, taken, limits)))
            and len(verdict.candidate.operands) > 1
            and (_is_inside(frame, verdict, line) or _is_sure(frame, verdict, gaps, line, taken))
            and (
                (telling >= limits.alone * len(wrong) and _stands_alone(frame, verdict, line))
                or _is_slip(frame, verdict, gaps, line, limits)
            )
            and not _is_loose(verdict, gaps, line)
            and not _is_explained(frame, verdict, gaps, line, taken)
        ):
            misses.append(_miss(frame, verdict, gaps, line))
        else:
            apart.append(int(frame.lines[line]))
    return tuple(misses), tuple(apart)


def _is_approximate(gaps: Deviation, wrong: Indices) -> bool:
    """Whether several lines fail, all of them narrowly: something like it holds, but not this."""
    narrow = np.abs(gaps.gap[wrong]) <= _NARROW * (gaps.own[wrong] + gaps.printed[wrong])
    return len(wrong) > 1 and bool(narrow.all())


def _is_inside(frame: Frame, verdict: Verdict, line: int) -> bool:
    """Whether rows before and after hold: a first row may be of years, a last one of means."""
    if frame.axis is not Axis.ALONG_ROWS:
        return True
    return bool(verdict.holds[:line].any() and verdict.holds[line + 1 :].any())


def _is_sure(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored]) -> bool:
    """Whether a first or last row is one like the others, in which one figure is wrong.

    Another relation of its figures holds there, or another sum fails by as much, and one slip explains that this
    one fails.  Nearness is not enough: sums hold among means, and their percentages nearly do.
    """
    others = [each.verdict for each in taken if each.verdict is not verdict and _share_figures(each.verdict, verdict)]
    if not any(other.worth[line] >= _TELLING or _fails_alike(frame, other, gaps, line) for other in others):
        return False
    if verdict.candidate.operator in LINEAR:
        digits = int(str(abs(int(gaps.gap[line]))).rstrip("0") or 0)
        return digits < 10 or (digits < _FEW_DIGITS and digits % 9 == 0)
    stated, divisor = int(frame.values[line, verdict.candidate.stated]), int(gaps.divisor[line])
    aim = stated * divisor - int(gaps.gap[line])
    step = int(frame.steps[line, verdict.candidate.stated])
    return _is_typed_wrong(stated, round(Fraction(aim, divisor)), step) or _is_operand_typed_wrong(frame, verdict, line)


def _share_figures(one: Verdict, other: Verdict) -> bool:
    first, second = one.candidate, other.candidate
    both = {first.stated, *first.operands} & {second.stated, *second.operands}
    return bool(both) and len(first.operands) > 1


def _fails_alike(frame: Frame, other: Verdict, gaps: Deviation, line: int) -> bool:
    """Whether another sum fails in the line by just as much: the figure that both use is wrong."""
    if other.candidate.operator not in LINEAR or not other.misses[line]:
        return False
    return abs(int(deviation(frame, other.candidate).gap[line])) == abs(int(gaps.gap[line]))


def _is_operand_typed_wrong(frame: Frame, verdict: Verdict, line: int) -> bool:
    """Whether a slip in an operand of a quotient gives the stated figure."""
    candidate = verdict.candidate
    if candidate.operator is not Operator.RATIO:
        return False
    stated, top, bottom = (int(frame.values[line, at]) for at in (candidate.stated, *candidate.operands))
    one, step = 10**frame.scale * candidate.over, int(frame.steps[line, candidate.stated])
    if not stated or not bottom or not top:
        return False
    first, second = (int(frame.steps[line, at]) for at in candidate.operands)
    for figure, unit, meant, other in (
        (top, first, Fraction(stated * bottom, one), Fraction(second, abs(bottom))),
        (bottom, second, Fraction(top * one, stated), Fraction(first, abs(top))),
    ):
        room = (abs(meant) * (Fraction(step, abs(stated)) + other) + unit) / 2
        if any(abs(slip * unit - abs(meant)) <= room for slip in _slips(abs(figure) // unit)):
            return True
    return False


def _slips(number: int) -> Iterator[int]:
    """The number with one digit changed, or two neighbours' places."""
    text = str(number)
    for at, digit in enumerate(text):
        for other in "0123456789":
            if other != digit:
                yield int(text[:at] + other + text[at + 1 :])
        if at and text[at - 1] != digit:
            yield int(text[: at - 1] + digit + text[at - 1] + text[at + 1 :])


def _is_repeated(
    frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored], limits: Limits
) -> bool:
    """Whether the column adds up in other groups that are built as this one, and fails in this one alone."""
    if frame.axis is Axis.ALONG_ROWS or verdict.candidate.operator not in LINEAR:
        return False
    if abs(int(gaps.gap[line])) <= _NARROW * int(gaps.printed[line]):
        return False
    mine = [place - verdict.candidate.stated for place in verdict.candidate.operands]
    alike = [
        other.verdict
        for other in taken
        if other.verdict is not verdict
        and other.verdict.candidate.operator is verdict.candidate.operator
        and [place - other.verdict.candidate.stated for place in other.verdict.candidate.operands] == mine
    ]
    if any(other.misses[line] for other in alike):
        return False
    here = int((verdict.worth >= _TELLING).sum())
    there = sum(bool(other.worth[line] >= _TELLING) for other in alike)
    return here >= int(verdict.misses.sum()) and there > 1 and here + there >= limits.witnesses


def _stands_alone(frame: Frame, verdict: Verdict, line: int) -> bool:
    """Whether the rows right before and after, or the two on the side that there is, hold and tell."""
    if frame.axis is not Axis.ALONG_ROWS or verdict.reading.rounded:
        return False
    near = [at for at in (line - 1, line + 1) if 0 <= at < frame.size[0]]
    return all(verdict.worth[at] >= _TELLING for at in near)


def _is_slip(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, limits: Limits) -> bool:
    """Whether the stated figure is near what is expected, or a slip in one figure explains the difference."""
    stated = int(frame.values[line, verdict.candidate.stated])
    gap, divisor = int(gaps.gap[line]), int(gaps.divisor[line])
    aim = stated * divisor - gap
    if verdict.reading.rounded and abs(gap) <= int(gaps.width[line]):
        return False
    if abs(gap) <= limits.near * abs(aim):
        return True
    if any(abs(aim) == power * abs(stated * divisor) or power * abs(aim) == abs(stated * divisor) for power in _POWERS):
        return True
    if verdict.candidate.operator not in LINEAR:
        return _is_typed_wrong(stated, round(aim / divisor), int(frame.steps[line, verdict.candidate.stated]))
    digits = int(str(abs(gap)).rstrip("0") or 0)
    if digits < 10 or (digits < _FEW_DIGITS and digits % 9 == 0):
        return True  # one digit, or two neighbours that changed places
    figures = [abs(int(frame.values[line, place])) for place in (verdict.candidate.stated, *verdict.candidate.operands)]
    return any(
        abs(gap) == figure * (power - 1) or abs(gap) * power == figure * (power - 1)
        for figure in figures
        for power in _POWERS
    )


def _is_typed_wrong(stated: int, meant: int, step: int) -> bool:
    """Whether one digit is another, or digits have changed places, at the decimals shown."""
    first, second = str(abs(stated) // step), str(round(abs(meant) / step))
    differ = sum(one != other for one, other in zip(first, second, strict=False))
    return len(first) == len(second) and (differ == 1 or (differ == 2 and sorted(first) == sorted(second)))


def _is_explained(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, taken: Sequence[Scored]) -> bool:
    """Whether another relation gives the stated figure there, or what is missing is just another figure."""
    candidate = verdict.candidate
    for other in taken:
        mine = other.verdict
        same = mine is not verdict and mine.candidate.stated == candidate.stated
        if same and mine.holds[line] and _tells_apart(frame, mine, gaps, line):
            return True
    if candidate.operator not in LINEAR:
        return False
    gap = abs(int(gaps.gap[line]))
    if int(str(gap).rstrip("0") or 0) < _FEW_DIGITS:
        return False
    places = {candidate.stated, *candidate.operands}
    return any(abs(int(frame.values[line, place])) == gap for place in range(frame.size[1]) if place not in places)


def _tells_apart(frame: Frame, other: Verdict, gaps: Deviation, line: int) -> bool:
    """Whether a relation that holds allows less than the other one is off: else both figures would suit it."""
    allowed = deviation(frame, other.candidate)
    width = int(allowed.own[line]) + int(allowed.printed[line])
    if other.reading.rounded:
        width += int(allowed.whole[line])
    return 2 * abs(int(gaps.gap[line]) * int(allowed.divisor[line])) > width * abs(int(gaps.divisor[line]))


def _is_loose(verdict: Verdict, gaps: Deviation, line: int) -> bool:
    """Whether a quotient fails narrowly and its operands' rounding weighs more than its own: it may be another's."""
    own, printed = int(gaps.own[line]), int(gaps.printed[line])
    narrow = abs(int(gaps.gap[line])) <= own + printed  # twice what rounding allows
    return verdict.candidate.operator not in LINEAR and printed > own and narrow


def _miss(frame: Frame, verdict: Verdict, gaps: Deviation, line: int) -> Miss:
    unit = Decimal(1).scaleb(-frame.scale)
    stated = int(frame.values[line, verdict.candidate.stated])
    divisor = int(gaps.divisor[line])
    width = int(gaps.own[line]) + int(gaps.printed[line])
    if verdict.reading.rounded:
        width += int(gaps.whole[line])
    aim = 2 * (stated * divisor - int(gaps.gap[line]))
    with localcontext(prec=_DIGITS):
        low, high = sorted(Decimal(aim + side * width) / (2 * divisor) * unit for side in (-1, 1))
        return Miss(int(frame.lines[line]), stated * unit, low, high)
