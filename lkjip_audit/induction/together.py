"""Sums of one frame, many at once: what each leaves in every line, and which of them no reading can believe.

A table of some hundred rows proposes thousands of sums, nearly all of which fail at once.  They are laid side by side,
so that numpy goes through the figures of all of them in one step.  What is passed over here ``verdicts`` would refuse
as well: the same bounds are looked at, a little more loosely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.induction.arithmetic import Candidate, Deviation, of_copies
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.costs import NONE_MISSED, search_floor
from lkjip_audit.induction.evidence import A_TRIFLE, LEAST_TELLING
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.independence import OTHER_FIGURES
from lkjip_audit.induction.laid import Laid, in_parts
from lkjip_audit.induction.model import Axis
from lkjip_audit.induction.promise import most_of_rows
from lkjip_audit.rulepack.induction_limits import InductionLimits


def worth_testing(
    frame: Frame, candidates: Sequence[Candidate], limits: InductionLimits, additive: Flags | None = None
) -> Iterator[tuple[Candidate, Deviation]]:
    """Those of ``candidates``, all sums, that some reading may believe, in their order, each with its deviation.

    ``additive`` marks the lines of which alone a miss counts (``evidence.verdicts``).
    """
    for part in in_parts(frame, candidates):
        yield from _tested(frame, part, limits, additive)


def _tested(
    frame: Frame, candidates: Sequence[Candidate], limits: InductionLimits, additive: Flags | None
) -> Iterator[tuple[Candidate, Deviation]]:
    laid, telling = Laid.of(candidates), Laid.of(candidates, OTHER_FIGURES)
    gaps = _deviations(frame, laid)
    distance = np.abs(gaps.gap)
    near = gaps.judged & (distance <= gaps.printed + gaps.whole).astype(np.bool_)
    hopeful = _told(frame, telling, near)[0] >= search_floor(frame, 2, limits) - A_TRIFLE
    if frame.axis is Axis.ALONG_COLUMNS:
        counted = gaps.judged if additive is None else gaps.judged & additive[:, None]
        adds = _add(frame, laid)
        exact = gaps.judged & (2 * distance <= gaps.printed).astype(np.bool_)
        rounded = gaps.judged & (2 * distance <= gaps.printed + gaps.whole).astype(np.bool_)
        hopeful &= _are_shown(
            counted & ~exact, counted & ~exact, _told(frame, telling, exact & adds), limits
        ) | _are_shown(counted & ~rounded, counted & ~near, _told(frame, telling, rounded & adds), limits)
    kept = np.flatnonzero(hopeful)
    if frame.axis is Axis.ALONG_ROWS and len(kept):
        kept = kept[_gain_in_rows(frame, [candidates[at] for at in kept.tolist()], gaps.of(kept), limits)]
    for at in kept.tolist():
        yield candidates[at], gaps.of(at)


def _gain_in_rows(frame: Frame, candidates: Sequence[Candidate], gaps: Deviation, limits: InductionLimits) -> Flags:
    """For each sum of columns whether some stretch of rows may speak for it when its misses there are paid.

    As for columns, not by a row or two when more are missed.
    """
    telling = Laid.of(candidates, OTHER_FIGURES)
    distance = 2 * np.abs(gaps.gap)
    adds = _add(frame, Laid.of(candidates))
    worth = frame.worth.take(telling.places, axis=1)
    found = np.zeros(len(candidates), dtype=np.bool_)
    for width, missed in ((gaps.printed, gaps.printed), (gaps.printed + gaps.whole, 2 * (gaps.printed + gaps.whole))):
        holds = gaps.judged & adds & (distance <= width).astype(np.bool_)
        misses = (gaps.judged & (distance > missed).astype(np.bool_)).take(telling.which, axis=1)
        bits = np.where(holds.take(telling.which, axis=1), worth, 0.0)
        lines = (bits >= LEAST_TELLING).sum(axis=0)
        shown = (lines > 0) & ((lines >= limits.least_lines) | (misses.sum(axis=0) <= lines))
        shown &= most_of_rows(bits, misses, limits) > NONE_MISSED - A_TRIFLE
        found |= np.logical_or.reduceat(shown, telling.begins)
    return found


def _deviations(frame: Frame, laid: Laid) -> Deviation:
    """What ``arithmetic.deviation`` says of each sum, lines x sums."""
    stated = laid.stated(frame.values)
    gap = 2 * stated - laid.each(np.add, frame.values)
    unit = laid.each(np.minimum, frame.shared)
    unit[np.isinf(unit)] = 0.0
    whole = unit.astype(frame.values.dtype) * laid.each(np.add, frame.zeroed, np.intp)
    printed = laid.each(np.add, frame.loose)
    copies = np.flatnonzero(np.bincount(laid.which) == 2)
    if len(copies):
        begins = laid.begins[copies]
        printed[:, copies] = of_copies(frame, laid.places[begins], laid.places[begins + 1], printed[:, copies])
    known = laid.stated(frame.known)
    judged = known & (laid.each(np.add, frame.known, np.intp) > 1)
    if frame.has_unreadable:
        judged &= laid.each(np.add, frame.unreadable, np.intp) == laid.stated(frame.unreadable)
    if frame.has_percent:
        odd = frame.percent.take(laid.places, axis=1) != laid.stated(frame.percent).take(laid.which, axis=1)
        odd &= frame.known.take(laid.places, axis=1)
        judged &= ~np.logical_or.reduceat(odd, laid.begins, axis=1)
    return Deviation(gap, np.ones_like(gap), np.zeros_like(gap), printed, whole, judged)


def _add(frame: Frame, laid: Laid) -> Flags:
    """Where each sum has two figures to add, or is no more than a copy anywhere."""
    there = (frame.values != 0).astype(np.bool_)
    several: Flags = laid.each(np.add, there, np.intp) - laid.stated(there) > 1
    return several | (np.bincount(laid.which) < 3)


def _told(frame: Frame, telling: Laid, holds: Flags) -> tuple[Floats, NDArray[np.intp]]:
    """The bits and the lines that tell something, by the figure of each sum that tells most where it ``holds``."""
    worth = np.where(holds.take(telling.which, axis=1), frame.worth.take(telling.places, axis=1), 0.0)
    bits: Floats = np.maximum.reduceat(worth.sum(axis=0), telling.begins)
    lines: NDArray[np.intp] = np.maximum.reduceat((worth >= LEAST_TELLING).sum(axis=0), telling.begins)
    return bits, lines


def _are_shown(fails: Flags, misses: Flags, told: tuple[Floats, NDArray[np.intp]], limits: InductionLimits) -> Flags:
    """For each sum whether a reading of rows may be shown that is ``told`` by no more than that.

    Not by a column or two when more know nothing of it; nor by too few for its misses, or by less than these cost.
    """
    (bits, telling), wrong = told, misses.sum(axis=0)
    shown = (telling >= limits.least_lines) | (fails.sum(axis=0) <= telling)
    shown &= (telling > 0) & (telling >= limits.least_share_of_columns * (telling + wrong))
    enough: Flags = shown & (bits > limits.column_miss * wrong - A_TRIFLE)
    return enough
