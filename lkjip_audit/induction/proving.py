"""Lines that fail because of one figure: put otherwise, every relation of that figure holds.

A figure stands in several relations, along its row and along its column, and in a running total in two lines of one.
Where two of them fail and one value in its place makes both hold, and spoils none that held, what is wrong is proved:
the second relation was not asked when the first gave the value, and chance would seldom have hit it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from lkjip_audit.induction.accusing import is_another_figure
from lkjip_audit.induction.arithmetic import ADDED, LINEAR, Deviation, deviation, lines_before, quotient_stated
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.induction.rounding import may_be_rounded
from lkjip_audit.induction.selection import Scored
from lkjip_audit.induction.slips import bits_of_one
from lkjip_audit.rulepack.induction_limits import InductionLimits

Cell = tuple[int, int]
"""Row and column of the block."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Lines of a relation that are proved wrong, and the bits of all relations that one figure of them makes fail."""

    lines: frozenset[int] = frozenset()
    bits: float = 0.0


Proofs = Mapping[int, Proof]
"""What is proved wrong, by the identity of its verdict."""
Searched = Sequence[tuple[Frame, Sequence[Scored]]]
_TELLING = 1.0
_BEFORE = -1
_ADDED = ADDED | {Operator.AVERAGE}
_FARTHEST = 1000
_LEAST = 2.0
"""Bits by which anything is confirmed: the value lies twice as far off as figures do that are one unit apart."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A relation in force, its frame and its bits, and all that are in force there."""

    frame: Frame
    verdict: Verdict
    bits: float
    rounded: Flags
    taken: Sequence[Scored]

    def cells(self, line: int) -> Iterator[tuple[Cell, int]]:
        """The cells that the relation uses in a line, each with its position; of the line before: ``_BEFORE``."""
        candidate = self.verdict.candidate
        for place in (candidate.stated, *candidate.operands):
            if self.frame.known[line, place]:
                yield self.frame.cell(line, place), place
        if candidate.operator is Operator.RUNNING:
            before = int(lines_before(self.frame, candidate.stated)[line])
            if before >= 0:
                yield self.frame.cell(before, candidate.stated), _BEFORE

    def positions(self, cell: Cell) -> list[tuple[int, int]]:
        """Each line and position in which the relation uses a cell."""
        used = (self.verdict.candidate.stated, *self.verdict.candidate.operands)
        return [at for at in self.frame.everywhere(cell) if at[1] in used]


@dataclass(frozen=True, slots=True, eq=False)
class _Failure:
    """A line in which a relation fails, seen from one of its figures."""

    asked: _Asked
    gaps: Deviation
    line: int
    place: int

    @property
    def cell(self) -> tuple[int, int]:
        """Line and position, of the frame, of the figure that it is seen from."""
        frame, candidate = self.asked.frame, self.asked.verdict.candidate
        if self.place == _BEFORE:
            return int(lines_before(frame, candidate.stated)[self.line]), candidate.stated
        return self.line, self.place

    def meant(self) -> int | None:
        """What the figure should be for the line to hold, rounded as its column shows it; None where that is open."""
        found = self._meant_if(Fraction(0))
        step = self.typed[1]
        return None if found is None else round(found / step) * step

    def reach(self) -> tuple[Fraction, Fraction] | None:
        """From what to what the figure may be, about, for the line to hold as its rounding allows; None where open."""
        divisor = abs(int(self.gaps.divisor[self.line]))
        if not divisor:
            return None
        off = Fraction(int(self.asked.verdict.reading.allowed(self.gaps)[self.line]), 2 * divisor)
        ends = [end for each in (-off, off) if (end := self._meant_if(each)) is not None]
        return (min(ends), max(ends)) if len(ends) == 2 else None

    def _meant_if(self, off: Fraction) -> Fraction | None:
        """What the figure should be if the stated one were so much more; None where that is open."""
        frame, gaps, candidate = self.asked.frame, self.gaps, self.asked.verdict.candidate
        gap, divisor = int(gaps.gap[self.line]), int(gaps.divisor[self.line])
        figure = int(frame.values[self.cell])
        if self.place == candidate.stated:
            return figure + off - Fraction(gap, divisor) if divisor else None
        if candidate.operator in _ADDED:
            taken_off = self.place in candidate.operands[len(candidate.operands) - candidate.less :]
            return figure - gap - off if taken_off else figure + gap + off
        return self._meant_by_others(self.place, int(frame.values[self.line, candidate.stated]) + off)

    def _meant_by_others(self, place: int, stated: Fraction) -> Fraction | None:
        """What an operand of a quotient, product or multiple should be by a stated figure and the other; or None."""
        frame, candidate = self.asked.frame, self.asked.verdict.candidate
        if candidate.operator is Operator.MULTIPLE:
            return stated * candidate.under / candidate.over
        one, first = 10**frame.scale, candidate.operands[0]
        beside = int(frame.values[self.line, candidate.operands[-1] if place == first else first])
        if candidate.operator is Operator.PRODUCT:
            turned = candidate.over * beside
            return stated * candidate.under * one / turned if turned else None
        quotient = quotient_stated(candidate.operator, stated / (candidate.over * one))
        if not quotient or not beside:
            return None
        return quotient * beside if place == first else beside / quotient

    @property
    def typed(self) -> tuple[int, int]:
        """The figure that it is seen from, and the unit of its last digit."""
        frame, at = self.asked.frame, self.cell
        return int(frame.values[at]), int(frame.steps[at])

    def says_as(self, other: _Failure) -> bool:
        """Whether it says no more than the other: two sums of one total, or a total and its only part."""
        mine, theirs = self.asked.verdict.candidate, other.asked.verdict.candidate
        if mine.operator not in LINEAR or theirs.operator not in LINEAR:
            return False
        one_total = self.asked.frame is other.asked.frame and mine.stated == theirs.stated
        return one_total or self._others() == other._others()

    def _others(self) -> list[int]:
        """The figures of the line beside the one that it is seen from."""
        frame, candidate = self.asked.frame, self.asked.verdict.candidate
        places = [place for place in (candidate.stated, *candidate.operands) if place != self.place]
        values = (int(frame.values[self.line, place]) for place in places if frame.known[self.line, place])
        return sorted(value for value in values if value)

    def may_be_rounded(self, limits: InductionLimits) -> bool:
        """Whether the line fails by no more than rounding may do."""
        asked = self.asked
        return may_be_rounded(asked.frame, asked.verdict, self.gaps, self.line, asked.rounded, limits)

    def surprise(self, width: float) -> float:
        """Bits that it tells that a value as far away as this line asks for lies within its ``width``."""
        frame, verdict = self.asked.frame, self.asked.verdict
        divisor = abs(float(self.gaps.divisor[self.line]))
        grain = float(frame.grain[self.line, verdict.candidate.stated]) * divisor
        return math.log2(max(2 * abs(float(self.gaps.gap[self.line])) / max(width, grain), 1.0))


def proved(searched: Searched, rounded: Flags, limits: InductionLimits) -> Proofs:
    """The lines that one figure explains together with another line of the relations in force of both frames."""
    asked = [_Asked(frame, each.verdict, each.bits, rounded, taken) for frame, taken in searched for each in taken]
    failing: dict[Cell, list[_Failure]] = {}
    for each in asked:
        if not each.verdict.reading.cut and _is_seen(each.verdict, limits):
            gaps = deviation(each.frame, each.verdict.candidate)
            for line in map(int, np.flatnonzero(_fails(each, gaps))):
                if is_another_figure(each.frame, each.verdict, gaps, line):
                    continue
                for cell, place in each.cells(line):
                    failing.setdefault(cell, []).append(_Failure(each, gaps, line, place))
    found: dict[int, Proof] = {}
    for cell, failures in failing.items():
        bits, explained = _explained_of(cell, failures, asked, limits)
        for failure in explained:
            key = id(failure.asked.verdict)
            old = found.get(key, Proof())
            found[key] = Proof(old.lines | {failure.line}, max(old.bits, bits))
    return found


def _fails(asked: _Asked, gaps: Deviation) -> Flags:
    """The lines that may fail by one figure: of a sum of rows also those columns that nothing says to add up."""
    verdict = asked.verdict
    if asked.frame.axis is Axis.ALONG_COLUMNS and verdict.candidate.operator in LINEAR:
        return gaps.judged & ~verdict.holds
    return verdict.misses


def _explained_of(
    cell: Cell, failures: Sequence[_Failure], asked: Sequence[_Asked], limits: InductionLimits
) -> tuple[float, Sequence[_Failure]]:
    """The failures that one value at ``cell`` explains, and what speaks for it: all, or those that are misses."""
    missed = [each for each in failures if each.asked.verdict.misses[each.line]]
    for some in (failures, missed) if len(missed) < len(failures) else (failures,):
        if 1 < len(some) <= limits.kept and _are_computed(some):
            bits = _explained(cell, some, asked, limits)
            if bits is not None:
                return bits, some
    return 0.0, ()


def _are_computed(failures: Sequence[_Failure]) -> bool:
    """Whether something is computed among what fails: copies of a figure that was revised fail together."""
    candidates = (each.asked.verdict.candidate for each in failures)
    return any(each.operator not in LINEAR or len(each.operands) > 1 for each in candidates)


def _is_seen(verdict: Verdict, limits: InductionLimits) -> bool:
    """Whether enough lines show the relation, and no fewer than deny it: what holds in a few is told of those alone."""
    telling = int((verdict.worth >= _TELLING).sum())
    return telling >= max(limits.least_lines, int(verdict.misses.sum()))


def _explained(
    cell: Cell, failures: Sequence[_Failure], asked: Sequence[_Asked], limits: InductionLimits
) -> float | None:
    """What speaks for one value at ``cell`` that makes all lines hold that fail there and leaves those that hold.

    None where none is proved.  It is where the other relations confirm it by ``proof`` bits; or by less, when no line
    may fail by rounding, and these and the bits of all the relations that fail come to ``jointly``.  There it counts
    too that a slip of the hand makes what stands there of it.
    """
    users = [each for each in asked if each.positions(cell)]
    meant = [(each, value) for each in failures if (value := each.meant()) is not None]
    shared = _shared(failures)
    meant += [] if shared is None else [(each, shared) for each in failures]
    price = math.log2(len({value for _, value in meant})) if meant else 0.0
    believed = sum({id(each.asked): each.asked.bits for each in failures}.values())
    bits = [_bits(cell, value, users, failures, found) for found, value in meant]
    if not bits:
        return None
    best = max(bits)
    value = meant[bits.index(best)][1]
    confirmed = best - price
    if confirmed >= limits.proof:
        return confirmed + believed
    if confirmed > 0:
        confirmed += bits_of_one(*failures[0].typed, value)
    strong = confirmed >= _LEAST and confirmed + believed >= limits.jointly
    return confirmed + believed if strong and not any(each.may_be_rounded(limits) for each in failures) else None


def _shared(failures: Sequence[_Failure]) -> int | None:
    """What the figure may be for all that fail, as its column shows it: each alone leaves it open by its rounding."""
    reaches = [reach for each in failures if (reach := each.reach()) is not None]
    if len(reaches) < len(failures):
        return None
    low, high = max(each[0] for each in reaches), min(each[1] for each in reaches)
    step = failures[0].typed[1]
    return round((low + high) / 2 / step) * step if low <= high else None


def _bits(cell: Cell, value: int, users: Sequence[_Asked], failures: Sequence[_Failure], found: _Failure) -> float:
    """What the failures other than ``found``, which gave the value, say for it; below 0 where a line speaks against it.

    Of the values as far away as what stands there, so few make a line hold as its rounding allows.
    """
    bits = 0.0
    for user in users:
        frame, verdict = user.frame, user.verdict
        changed = _changed(frame, user.positions(cell), value)
        if changed is None:
            return -1.0
        gaps = deviation(changed, verdict.candidate)
        width = verdict.reading.allowed(gaps)
        fits: Flags = (2 * np.abs(gaps.gap) <= width).astype(np.bool_)
        if (verdict.holds & (verdict.worth >= _TELLING) & ~fits).any():
            return -1.0
        for each in failures:
            if each.asked is user:
                if not fits[each.line]:
                    return -1.0
                if each is not found and not each.says_as(found):
                    bits += each.surprise(float(width[each.line]))
    return bits


def _changed(frame: Frame, places: Sequence[Cell], value: int) -> Frame | None:
    """The frame with another value in the places of one figure; None where it is out of all proportion."""
    if abs(value) > _FARTHEST * float(np.abs(frame.floats).max()):
        return None
    values, floats = frame.values.copy(), frame.floats.copy()
    for at in places:
        values[at], floats[at] = value, float(value)
    return replace(frame, values=values, floats=floats)
