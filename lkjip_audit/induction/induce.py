"""From a block of figures to the relations that they show."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate
from lkjip_audit.induction.before import of_lines_before, without_what_is_changed
from lkjip_audit.induction.block import Block
from lkjip_audit.induction.costs import search_cost
from lkjip_audit.induction.effort import Effort, TooMuchToTestError
from lkjip_audit.induction.evidence import AS_PRINTED, verdicts
from lkjip_audit.induction.frame import Frame, Indices, frames_of
from lkjip_audit.induction.likeness import with_rows_like_others
from lkjip_audit.induction.means import means_worth_testing
from lkjip_audit.induction.model import Axis, Induction, Operator
from lkjip_audit.induction.pairs import pairs, singles, sizes
from lkjip_audit.induction.proving import proved
from lkjip_audit.induction.rounding import rounded_cells
from lkjip_audit.induction.scattered import scattered
from lkjip_audit.induction.search import Ranges
from lkjip_audit.induction.selection import RANGED, Scored, Selection, scored
from lkjip_audit.induction.series import balances, multiples, running, shares
from lkjip_audit.induction.shapes import additive_lines, priced
from lkjip_audit.induction.telling import told
from lkjip_audit.induction.together import worth_testing
from lkjip_audit.rulepack.induction_limits import InductionLimits
from lkjip_audit.rulepack.limits import limits as in_force
from lkjip_audit.rulepack.limits import limits_of

_TESTED_TOGETHER = LINEAR | {Operator.AVERAGE}
_A_TRIFLE = 0.01
"""Bits that put one name of a relation before another."""


def induce(block: Block, limits: InductionLimits | None = None, axes: Collection[Axis] = frozenset(Axis)) -> Induction:
    """The relations that the figures of ``block`` obey along ``axes``; as ``limits`` or those in force say."""
    limits = _plain(limits or in_force().induction)
    if not block.known.any():
        return Induction((), exhausted=False)
    searched: list[tuple[Frame, Sequence[Scored]]] = []
    exhausted = False
    effort = Effort(limits.tested)
    for frame in frames_of(block, axes):
        lines, places = frame.size
        if lines and places > 1:
            try:
                selection, cut = _searched(frame, limits, effort)
            except TooMuchToTestError:
                return Induction((), exhausted=True, given_up=True)
            searched.append((frame, selection.taken))
            exhausted |= cut or sizes(places, limits)[0] < places
    if {*axes} == {*Axis} and (beside := of_lines_before(block, searched, limits)) is not None:
        searched = [*without_what_is_changed(searched, *beside), beside]
    searched = with_rows_like_others(searched, limits)
    rounded = rounded_cells(searched, block.shape)
    proofs = proved(searched, rounded, limits)
    shown = [each for frame, taken in searched for each in told(frame, taken, proofs, rounded, limits)]
    shown.sort(key=lambda each: (-each.bits, each.axis, each.stated, each.operands))
    return Induction(tuple(shown), exhausted)


def _plain(limits: InductionLimits) -> InductionLimits:
    """The same as numbers that arrays are multiplied by."""
    return InductionLimits(**{name: kind(getattr(limits, name)) for name, kind in _kinds().items()})


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, type[Any]]:
    return limits_of(InductionLimits)


def _searched(frame: Frame, limits: InductionLimits, effort: Effort) -> tuple[Selection, bool]:
    """The relations in force, and whether a bound cut the search for sums short; raises TooMuchToTestError."""
    selection = Selection(frame, limits)
    places = frame.size[1]
    pool: dict[Candidate, list[Scored]] = {}
    _test(frame, effort, pairs(frame, limits), pool, limits)
    _test(frame, effort, singles(frame, limits), pool, limits)
    if frame.axis is Axis.ALONG_ROWS:
        _test(frame, effort, running(frame, limits), pool, limits)
    if frame.axis is Axis.ALONG_ROWS or places <= limits.window:
        _test(frame, effort, shares(frame, limits), pool, limits)
    search = Ranges.of(frame, limits)
    _test(frame, effort, search.strided(), pool, limits)
    columns = _reread(frame, pool, limits)
    selection.add(priced(frame, (each for found in pool.values() for each in found), limits, columns))
    gone_through = set[bytes]()
    for _ in range(limits.rounds):
        before = len(selection.taken)
        for sequence in _sequences(selection, places):
            if sequence.tobytes() not in gone_through:
                gone_through.add(sequence.tobytes())
                _test(frame, effort, search.among(sequence), pool, limits)
        selection.add(priced(frame, (each for found in pool.values() for each in found), limits, columns))
        if len(selection.taken) == before:
            break
    everything = priced(frame, (each for found in pool.values() for each in found), limits, columns)
    selection.add([*_unmixed(frame, selection, everything, limits), *everything], mixed=True)
    told_of = [each.verdict.candidate for each in selection.taken]
    found: dict[Candidate, list[Scored]] = {}
    _test(frame, effort, scattered(frame, told_of, limits), found, limits)
    _test(frame, effort, _beyond_sums(balances(frame, limits), selection), found, limits)
    if frame.axis is Axis.ALONG_ROWS:
        _test(frame, effort, _not_computed(multiples(frame, limits), selection), found, limits)
    selection.add(each for some in found.values() for each in some)
    return selection, search.cut or len(selection.taken) > limits.spanning


def _beyond_sums(candidates: Iterable[Candidate], selection: Selection) -> Iterator[Candidate]:
    """The balances of which no part is a sum that is told: they are that sum, and what is left of them."""
    told = [each.verdict.candidate for each in selection.taken if each.verdict.candidate.operator in RANGED]
    sums = [{*each.figures} for each in told]
    yield from (each for each in candidates if not any(some <= {*each.figures} for some in sums))


def _not_computed(candidates: Iterable[Candidate], selection: Selection) -> Iterator[Candidate]:
    """The multiples of which no relation that is told states the figure, or has both: by a constant column, say."""
    told = [each.verdict.candidate for each in selection.taken]
    stated, together = {each.stated for each in told}, [{*each.figures} for each in told]
    for each in candidates:
        if each.stated not in stated and not any({*each.figures} <= figures for figures in together):
            yield each


def _unmixed(frame: Frame, selection: Selection, pool: Sequence[Scored], limits: InductionLimits) -> Iterator[Scored]:
    """Of means over figures and means of these, what is meant: the mean of the figures alone, or of the means alone.

    It has as many bits as the mixed one where it holds wherever that does: what differs is how it is named.
    """
    for mixed, means in selection.mixed(pool):
        stated, operands = mixed.verdict.candidate.stated, mixed.verdict.candidate.operands
        for part in ([each for each in operands if each not in means], sorted(means)):
            if len(part) < 2:
                continue
            for verdict in verdicts(frame, Candidate(Operator.AVERAGE, stated, tuple(part)), limits):
                if not (mixed.verdict.holds & ~verdict.holds).any():
                    yield Scored(verdict, mixed.bits + _A_TRIFLE)


def _reread(frame: Frame, pool: dict[Candidate, list[Scored]], limits: InductionLimits) -> float:
    """Judge sums of rows again by the columns that add up: rates beside amounts are no misses.

    The bits that it costs to say which these are, for a relation or for a shape: 0 where all are.
    """
    if frame.axis is Axis.ALONG_ROWS:
        return 0.0
    additive = additive_lines(frame, (each for found in pool.values() for each in found))
    if additive.all():
        return 0.0
    price = math.log2(frame.size[0] + 1)
    several = [
        each
        for each, found in pool.items()
        if each.operator in LINEAR and len(each.operands) > 1 and not _is_plain_everywhere(found)
    ]
    sums = dict(worth_testing(frame, several, limits, additive))
    for candidate in several:
        gaps = sums.get(candidate)
        again = [
            Scored(each, each.gain - price - search_cost(frame, candidate, limits))
            for each in (verdicts(frame, candidate, limits, additive, gaps) if gaps is not None else ())
        ]
        if sum(each.verdict.gain for each in again) > sum(each.verdict.gain + price for each in pool[candidate]):
            pool[candidate] = again
    return price


def _is_plain_everywhere(found: Sequence[Scored]) -> bool:
    """Whether a relation of rows holds as printed in all lines that tell: by fewer of them it gains no more."""
    return bool(found) and all(each.verdict.reading == AS_PRINTED and not each.verdict.misses.any() for each in found)


def _test(
    frame: Frame,
    effort: Effort,
    candidates: Iterable[Candidate],
    pool: dict[Candidate, list[Scored]],
    limits: InductionLimits,
) -> None:
    new = [candidate for candidate in dict.fromkeys(candidates) if candidate not in pool]
    effort.spend(frame, new)
    sums = dict(worth_testing(frame, [each for each in new if each.operator in LINEAR], limits))
    means = {*means_worth_testing(frame, [each for each in new if each.operator is Operator.AVERAGE], limits)}
    for candidate in new:
        gaps = sums.get(candidate)
        is_refused = gaps is None if candidate.operator in LINEAR else candidate not in means
        if is_refused and candidate.operator in _TESTED_TOGETHER:
            pool[candidate] = []
            continue
        pool[candidate] = [scored(frame, each, limits) for each in verdicts(frame, candidate, limits, known=gaps)]


def _sequences(selection: Selection, places: int) -> list[Indices]:
    """What is left when totals and means, or what they are made of, are put aside."""
    sums = [each.verdict.candidate for each in selection.taken if each.verdict.candidate.operator in RANGED]
    totals = {each.stated for each in sums if len(each.operands) > 1}
    parts = {place for each in sums for place in each.operands if len(each.operands) > 1}
    if not totals:
        return []
    return [
        np.array(sorted(found), dtype=np.intp)
        for found in ({*range(places)} - parts, totals, {*range(places)} - totals)
        if len(found) > 1
    ]
