"""A relation in force as it is told: indices of the block, the lines that fail, which of them it accuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

import numpy as np

from lkjip_audit.induction.accusing import accused, is_believed, is_confounded
from lkjip_audit.induction.arithmetic import Candidate, Deviation, deviation
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.in_doubt import has_parts_that_cancel, is_borne_out, is_local, leaves_out_a_part
from lkjip_audit.induction.lines_alike import groups_alike
from lkjip_audit.induction.model import Axis, Miss, Operator, Shown
from lkjip_audit.induction.proving import Proof, Proofs
from lkjip_audit.induction.rounding import fails_by_rounding
from lkjip_audit.induction.selection import Scored
from lkjip_audit.induction.slips import slip_bits
from lkjip_audit.rulepack.induction_limits import InductionLimits

_DIGITS = 60


def told(
    frame: Frame, taken: Sequence[Scored], proofs: Proofs, rounded: Flags, limits: InductionLimits
) -> Iterator[Shown]:
    """Every relation of the frame in the block's own rows and columns; what is proved wrong is accused in any case."""
    totals = _left_out(frame)
    for scored in taken:
        verdict = scored.verdict
        candidate = verdict.candidate
        gaps = deviation(frame, candidate)
        proof = proofs.get(id(verdict), Proof())
        near = fails_by_rounding(frame, verdict, gaps, limits)
        lines = {*accused(frame, scored, gaps, taken, rounded, limits), *proof.lines, *map(int, np.flatnonzero(near))}
        sure = is_believed(frame, scored, limits)
        suspects = {*lines, *map(int, np.flatnonzero(verdict.misses) if sure else ())}
        if suspects and _is_in_doubt(frame, verdict, gaps):
            suspects = set()
        borne_out = [line for line in sorted(suspects) if is_borne_out(frame, verdict, line, taken)]
        wrong = sorted((lines & suspects).difference(borne_out))
        if not sure:
            borne_out = []
        apart = np.setdiff1d(np.flatnonzero(verdict.misses), [*wrong, *borne_out])
        part = _computed_part(frame, verdict)
        operator, stated, operands = candidate.operator, candidate.stated, candidate.operands
        if part is not None:
            operands = (stated, *(place for place in operands if place != part))
            operator, stated = Operator.DIFFERENCE, part
        elif operator is Operator.SUM and len(operands) == 1:
            operator = Operator.CARRIED if frame.is_before(operands[0]) else Operator.COPY
        yield Shown(
            frame.axis,
            operator,
            int(frame.places[stated]),
            tuple(_position(frame, place) for place in operands),
            Decimal(candidate.under) if candidate.operator is Operator.UNIT else candidate.factor,
            int(frame.lines[verdict.first]),
            int(frame.lines[verdict.last]),
            tuple(int(line) for line in frame.lines[verdict.holds]),
            tuple(replace(_miss(frame, verdict, gaps, line, part), rounded=bool(near[line])) for line in wrong),
            tuple(int(line) for line in frame.lines[apart]),
            round(scored.bits, 1),
            verdict.reading.rounded,
            verdict.reading.cut,
            _line_of_total(frame, candidate),
            candidate.less,
            sum(map(frame.is_before, operands)),
            totals if frame.own else (),
            tuple(_miss(frame, verdict, gaps, line, part) for line in borne_out),
            round(max(proof.bits, _bits_beside(frame, scored, gaps, wrong, taken, limits)), 1),
        )


def _is_in_doubt(frame: Frame, verdict: Verdict, gaps: Deviation) -> bool:
    """Whether a relation that fails somewhere is none that the lines as a whole are held to."""
    return (
        leaves_out_a_part(frame, verdict, gaps)
        or has_parts_that_cancel(frame, verdict, gaps)
        or is_confounded(frame, verdict)
        or is_local(frame, verdict, gaps)
    )


def _bits_beside(
    frame: Frame,
    scored: Scored,
    gaps: Deviation,
    wrong: Sequence[int],
    taken: Sequence[Scored],
    limits: InductionLimits,
) -> float:
    """The bits of a sum that has too few by itself and accuses all the same.

    With those of the surest other group that is built alike, or those by which a slip explains that it fails.
    """
    if scored.bits >= limits.accusing or not wrong:
        return 0.0
    groups = max((each.bits for each in groups_alike(scored.verdict, taken)), default=0.0)
    return scored.bits + max(groups, *(slip_bits(frame, scored.verdict, gaps, line) for line in wrong))


def _position(frame: Frame, place: int) -> int:
    """The position of the block, in the line or in the one before it."""
    return int(frame.places[place]) - (frame.own if frame.is_before(place) else 0)


def _left_out(frame: Frame) -> tuple[int, ...]:
    """The lines of the block, as far as the last that the frame has, that it leaves out."""
    return tuple(sorted({*range(int(frame.lines[-1]) + 1)} - {*map(int, frame.lines)})) if len(frame.lines) else ()


def _line_of_total(frame: Frame, candidate: Candidate) -> int | None:
    """The last line in which the total of a share stands."""
    if candidate.operator is not Operator.SHARE:
        return None
    part = candidate.operands[0]
    found = np.flatnonzero(frame.known[:, part] & (frame.values[:, part] == candidate.total))
    return int(frame.lines[found[-1]]) if len(found) else None


def _computed_part(frame: Frame, verdict: Verdict) -> int | None:
    """Of two parts the one that is what the total leaves: the only one below 0, or with decimals that it has not."""
    candidate = verdict.candidate
    if candidate.operator is not Operator.SUM or len(candidate.operands) != 2:
        return None
    if frame.is_before(candidate.operands[1]):  # what has come to it since
        return candidate.operands[0]
    if frame.axis is Axis.ALONG_ROWS:  # a program is the sum of its activities in a column of differences too
        places = (candidate.stated, *candidate.operands)
        negative = [place for place in places if (frame.values[verdict.holds, place] < 0).any()]
        if len(negative) == 1 and negative[0] != candidate.stated:
            return negative[0]
    fine = [place for place in candidate.operands if not frame.whole[verdict.holds, place].all()]
    if not fine or not frame.whole[verdict.holds, candidate.stated].all():
        return None
    return max(fine)


def _miss(frame: Frame, verdict: Verdict, gaps: Deviation, line: int, part: int | None) -> Miss:
    """What stands in the line, and between what it should lie; of a ``part``, what the total leaves for it."""
    unit = Decimal(1).scaleb(-frame.scale)
    place, gap = verdict.candidate.stated, int(gaps.gap[line])
    if part is not None:
        place, gap = part, -gap
    stated, divisor = int(frame.values[line, place]), int(gaps.divisor[line])
    width = int(verdict.reading.allowed(gaps)[line])
    aim = 2 * (stated * divisor - gap)
    with localcontext(prec=_DIGITS):
        low, high = sorted(Decimal(aim + side * width) / (2 * divisor) * unit for side in (-1, 1))
        return Miss(int(frame.lines[line]), stated * unit, low, high)
