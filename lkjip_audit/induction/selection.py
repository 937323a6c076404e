"""Which of the verdicts are relations in force: paid for, natural in form, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate, deviation
from lkjip_audit.induction.costs import QUOTIENTS, search_cost
from lkjip_audit.induction.evidence import AS_PRINTED, Verdict
from lkjip_audit.induction.frame import Frame
from lkjip_audit.induction.implied import is_implied
from lkjip_audit.induction.model import Operator
from lkjip_audit.induction.spanned import PRIME, spanned
from lkjip_audit.rulepack.induction_limits import InductionLimits

_OVERLAP = 0.6
_SEVERAL = 2
_RARER = frozenset({Operator.REDUCTION, Operator.INVERSE, Operator.GROWTH})
RANGED = LINEAR | {Operator.AVERAGE}


@dataclass(frozen=True, slots=True)
class Scored:
    """A verdict with its bits after the search is paid."""

    verdict: Verdict
    bits: float


@dataclass(slots=True)
class Selection:
    """Relations in force, gathered from the strongest on."""

    frame: Frame
    limits: InductionLimits
    taken: list[Scored] = field(default_factory=list)
    _decided: set[int] = field(default_factory=set)
    _by_stated: dict[int, list[Verdict]] = field(default_factory=dict)
    _by_figures: dict[frozenset[int], list[Verdict]] = field(default_factory=dict)
    _sums: dict[int, list[Verdict]] = field(default_factory=dict)
    _by_place: dict[int, list[Verdict]] = field(default_factory=dict)

    def add(self, pool: Iterable[Scored], *, mixed: bool = False) -> list[Scored]:
        """Take what is in force and new, strongest first; what was taken now.

        Means over details and over means of these wait for one that is not ``mixed``, which may still be found.
        """
        fresh = []
        strong = [each for each in pool if each.bits >= self.limits.threshold and id(each.verdict) not in self._decided]
        if not mixed:
            doubled = {id(each.verdict) for each, _ in self.mixed(strong)}
            strong = [each for each in strong if id(each.verdict) not in doubled]
        for scored in self._natural_first(sorted(strong, key=_order)):
            self._decided.add(id(scored.verdict))
            if not self._is_told(scored.verdict):
                told = self._as_copy(scored)
                self._take(told)
                fresh.append(told)
        return fresh

    def _as_copy(self, scored: Scored) -> Scored:
        """A sum whose total stands elsewhere too, where it is told to be that sum: it is a copy of that one.

        As it is where it fails in some line.
        """
        new = scored.verdict
        if new.candidate.operator not in LINEAR or len(new.candidate.operands) < _SEVERAL or new.misses.any():
            return scored
        stated = new.candidate.stated
        values, known = self.frame.values[new.holds], self.frame.known[new.holds]
        same = (values == values[:, [stated]]).astype(np.bool_) & known
        for place in np.flatnonzero(same.all(axis=0)).tolist():
            if place in self._sums and place not in new.candidate.operands and place != stated:
                old = [other for other in self._near(_figures(new) | {place}, self._sums) if _overlaps(other, new)]
                copy = Candidate(Operator.SUM, max(stated, place), (min(stated, place),))
                if spanned(new, old, {stated: PRIME - 1, place: 1}):
                    return Scored(replace(new, candidate=copy, reading=AS_PRINTED), scored.bits)
        return scored

    def mixed(self, pool: Iterable[Scored]) -> Iterator[tuple[Scored, frozenset[int]]]:
        """The means in force over figures and over means of these, and where such means stand: they count twice."""
        strong = [each for each in pool if each.bits >= self.limits.threshold and _is_mean(each.verdict)]
        means = [each.verdict for each in (*self.taken, *strong) if _is_mean(each.verdict)]
        for scored in strong:
            operands = {*scored.verdict.candidate.operands}
            within = frozenset(
                other.candidate.stated
                for other in means
                if other.candidate.stated in operands
                and not operands.isdisjoint(other.candidate.operands)
                and _overlaps(other, scored.verdict)
            )
            if within:
                yield scored, within

    def _natural_first(self, strong: list[Scored]) -> Iterator[Scored]:
        """In their order, but what was computed stands before what only follows from it.

        A product or quotient that states a whole figure from one with decimals or a percent sign waits for the
        quotient that states that one, if there is one that holds as well; and for all sums of its stated figure.  A
        rarer form waits for a ratio that fails only where a sum of its figures does: one slip makes both fail.
        """
        ratios = [each for each in strong if each.verdict.candidate.operator is Operator.RATIO]
        failing = [each.verdict for each in strong if _fails_as_a_sum(each.verdict)]
        sums = {each.verdict.candidate.stated for each in strong if each.verdict.candidate.operator in LINEAR}
        late = [each for each in strong if self._is_turned(each.verdict) and each.verdict.candidate.stated in sums]
        waiting = {id(each.verdict) for each in late}
        strong = [each for each in strong if id(each.verdict) not in waiting] + late
        products = {_figures(each.verdict) for each in strong if self._is_exact_product(each.verdict)}
        natural: dict[frozenset[int], list[Scored]] = {}
        for scored in strong:
            if (
                scored.verdict.candidate.operator is Operator.RATIO
                and _figures(scored.verdict) not in products
                and self._is_computed(scored.verdict)
            ):
                natural.setdefault(_figures(scored.verdict), []).append(scored)
        for scored in strong:
            if self._is_turned(scored.verdict):
                yield from (
                    each
                    for each in natural.get(_figures(scored.verdict), ())
                    if _overlaps(each.verdict, scored.verdict) and id(each.verdict) not in self._decided
                )
            if scored.verdict.candidate.operator in _RARER and failing:
                yield from (
                    each
                    for each in ratios
                    if id(each.verdict) not in self._decided and _is_plainer(each.verdict, scored.verdict, failing)
                )
            if id(scored.verdict) not in self._decided:
                yield scored

    def _is_turned(self, verdict: Verdict) -> bool:
        """Whether it is a product or quotient that states what another one was computed from."""
        return verdict.candidate.operator in QUOTIENTS and not self._is_computed(verdict)

    def _is_computed(self, verdict: Verdict) -> bool:
        """Whether the stated figure is the result: its own rounding is all that the relation is read by.

        And it is the finest: no operand shows decimals or percent signs more often.
        """
        candidate = verdict.candidate
        if not verdict.reading.exact and not self.frame.whole[verdict.holds][:, list(candidate.operands)].all():
            return False
        if self._is_exact_product(verdict):
            return True
        fine = [self._fineness(place, verdict) for place in (candidate.stated, *candidate.operands)]
        return fine[0] >= max(fine[1:]) and (fine[0] > min(fine[1:]) or candidate.operator is not Operator.PRODUCT)

    def _is_exact_product(self, verdict: Verdict) -> bool:
        """Whether it is a product to the last digit wherever it holds: of a rounded quotient it would not be."""
        if verdict.candidate.operator is not Operator.PRODUCT or verdict.candidate.under != 1:
            return False
        return not (deviation(self.frame, verdict.candidate).gap[verdict.holds] != 0).any()

    def _fineness(self, place: int, verdict: Verdict) -> float:
        """Share of the figures of a position, where the relation holds, with decimals or a percent sign."""
        lines = verdict.holds
        return float((~self.frame.whole[lines, place]).mean() + self.frame.percent[lines, place].mean())

    def _take(self, scored: Scored) -> None:
        verdict = scored.verdict
        self.taken.append(scored)
        figures = _figures(verdict)
        self._by_stated.setdefault(verdict.candidate.stated, []).append(verdict)
        self._by_figures.setdefault(figures, []).append(verdict)
        for place in figures:
            self._by_place.setdefault(place, []).append(verdict)
            if verdict.candidate.operator in LINEAR:
                self._sums.setdefault(place, []).append(verdict)

    def _is_told(self, new: Verdict) -> bool:
        mine, linear = _figures(new), new.candidate.operator in LINEAR
        alike = self._by_stated.get(new.candidate.stated, []) + self._by_figures.get(mine, [])
        for old in alike:
            if _overlaps(old, new) and (
                self._says_the_same(old, new) or not (linear or old.candidate.operator in LINEAR)
            ):
                return True
        means = new.candidate.operator is Operator.AVERAGE and self._is_full(new)
        if any(place not in self._by_place for place in mine):
            return False
        sums = [old for old in self._near(mine, self._sums) if _overlaps(old, new)]
        if (linear or means) and (spanned(new, sums) or self._follows_line_by_line(new, sums)):
            return True
        near = [
            old
            for old in self._near(mine, self._by_place)
            if _overlaps(old, new) and not (len(old.candidate.operands) == 1 and (old.misses & new.misses).any())
        ]
        only_sums = linear and all(old.candidate.operator in LINEAR for old in near)
        return not only_sums and is_implied(self.frame, new, near)

    def _follows_line_by_line(self, new: Verdict, sums: list[Verdict]) -> bool:
        """Whether it follows from told sums in each line that tells it, once figures that are 0 there are left out."""
        if not sums:
            return False
        lines = np.flatnonzero(new.holds & (new.worth > 0))
        places = sorted({place for each in (new, *sums) for place in _figures(each)})
        there = (self.frame.values[np.ix_(lines, np.array(places))] != 0).astype(np.bool_)
        held = np.array([old.holds[lines] for old in sums]).T
        for pattern in np.unique(np.hstack((there, held)), axis=0):
            nonzero = frozenset(place for place, is_there in zip(places, pattern, strict=False) if is_there)
            binding = [old for old, holds in zip(sums, pattern[len(places) :], strict=True) if holds]
            if not spanned(new, binding, among=nonzero):
                return False
        return len(lines) > 0

    def _is_full(self, verdict: Verdict) -> bool:
        """Whether no operand is blank where the relation holds: then a mean is a sum, so many times the stated one."""
        return bool(self.frame.known[verdict.holds][:, list(verdict.candidate.operands)].all())

    def _near(self, places: frozenset[int], told: dict[int, list[Verdict]]) -> list[Verdict]:
        """What is ``told`` of these positions, or of one that such a relation ties to them; no more than the limit."""
        found: dict[int, Verdict] = {}
        seen, open_ = set(places), list(places)
        while open_ and len(found) < self.limits.spanning:
            for old in told.get(open_.pop(), ()):
                if id(old) not in found:
                    found[id(old)] = old
                    fresh = _figures(old) - seen
                    seen |= fresh
                    open_ = [*fresh, *open_]
        return list(found.values())

    def _says_the_same(self, old: Verdict, new: Verdict) -> bool:
        """The same stated position from other operands, which are 0 or blank where both hold."""
        first, second = old.candidate, new.candidate
        if first.stated != second.stated or first.operator is not second.operator or first.operator not in RANGED:
            return False
        others = sorted(set(first.operands) ^ set(second.operands))
        nested = set(first.operands) <= set(second.operands) or set(second.operands) <= set(first.operands)
        if nested and new.reading.rounded and not old.reading.rounded:
            others = []  # what the sum that is exact has more, or less, is what the rounding allows
        there = (self.frame.values[:, others] != 0).any(axis=1)
        return float(new.worth[there & old.holds].sum()) + float(new.worth[~old.holds].sum()) < self.limits.threshold


def scored(frame: Frame, verdict: Verdict, limits: InductionLimits) -> Scored:
    """The verdict with the price of its search."""
    return Scored(verdict, verdict.gain - search_cost(frame, verdict.candidate, limits))


def _order(each: Scored) -> tuple[float, int, int, tuple[int, ...]]:
    candidate = each.verdict.candidate
    return (-round(each.bits, 3), len(candidate.operands), candidate.stated, candidate.operands)


def _figures(verdict: Verdict) -> frozenset[int]:
    return frozenset((verdict.candidate.stated, *verdict.candidate.operands))


def _fails_as_a_sum(verdict: Verdict) -> bool:
    """Whether it is a sum of several figures that fails in some line."""
    candidate = verdict.candidate
    return candidate.operator in LINEAR and len(candidate.operands) > 1 and bool(verdict.misses.any())


def _is_plainer(ratio: Verdict, rarer: Verdict, sums: Iterable[Verdict]) -> bool:
    """Whether the ratio says what the rarer form says, but where a sum that ties their figures together fails too."""
    lost = ratio.misses & rarer.holds
    figures = _figures(ratio) | _figures(rarer)
    return (
        ratio.candidate.stated == rarer.candidate.stated
        and not (rarer.holds & ~ratio.holds & ~ratio.misses).any()
        and any(
            figures - {ratio.candidate.stated} <= _figures(each) and not (lost & ~each.misses).any() for each in sums
        )
    )


def _is_mean(verdict: Verdict) -> bool:
    return verdict.candidate.operator is Operator.AVERAGE


def _overlaps(old: Verdict, new: Verdict) -> bool:
    both = int((old.holds & new.holds).sum())
    return both >= _OVERLAP * int(new.holds.sum())
